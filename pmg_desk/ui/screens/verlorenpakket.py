"""The beheerder's word that the package of a transfer is lost, so that the casus can be worked on here again."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services import overdrachtantwoord
from pmg_desk.services.overdrachtantwoord import LopendAanbod
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld


class VerlorenPakket(QWidget):
    """Invisible: lives in a screen. ``knop`` asks which offer without an answer is lost, and why."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self.setVisible(False)
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.venster: Formulierdialoog | None = None
        self.knop = Knop(self.tr("Pakket is verloren"), icoon="triangle-alert", actie=self._begin)

    def _begin(self) -> None:
        taak = partial(overdrachtantwoord.list_lopend, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._vraag, self.scherm.toon_fout, self)

    def _vraag(self, lopend: tuple[LopendAanbod, ...]) -> None:
        if not lopend:
            self.scherm.meld(self.tr("Er wacht geen overdracht op antwoord."))
            return
        formulier = Formulier(
            [
                KeuzeVeld(
                    "overdracht",
                    self.tr("Welke overdracht?"),
                    [Keuze(str(rij.id), _woorden(self, rij)) for rij in lopend],
                    verplicht=True,
                    breedte=560,
                ),
                LangeTekstVeld(
                    "reden",
                    self.tr("Hoe weet u dat het pakket verloren is?"),
                    verplicht=True,
                    hoogstens=MAX_TEKST,
                    hulp=self.tr("Schrijf op met wie u hebt gebeld. Geen naam van een jongere."),
                ),
            ],
            knop=self.tr("Verloren verklaren"),
        )
        formulier.koppel_concept(self.omgeving.concepten, "overdracht_verloren")
        venster = self.venster = Formulierdialoog(self.scherm, self.tr("Pakket is verloren"), formulier)
        venster.finished.connect(self._dicht)
        venster.vak.inhoud.insertWidget(
            0,
            Tekst(
                self.tr(
                    "Bel eerst de andere kluis. Heeft die de casus al overgenomen, verklaar het pakket dan niet"
                    " verloren maar vraag het antwoord nog eens. Daarna telt een antwoord niet meer."
                )
            ),
        )

        def klaar(_niets: None) -> None:
            formulier.opgeslagen()
            venster.accept()
            self.scherm.meld(self.tr("Het pakket is verloren verklaard. Er kan weer aan de casus worden gewerkt."))

        def bewaar(waarden: dict[str, Any]) -> None:
            formulier.zet_bezig(True)
            taak = partial(
                overdrachtantwoord.declare_verloren,
                self.omgeving.werkplek,
                UUID(waarden["overdracht"]),
                waarden["reden"],
            )
            self.omgeving.werker.doe(taak, klaar, formulier.toon_fouten, venster)

        formulier.bewaren.connect(bewaar)
        venster.toon()

    def _dicht(self) -> None:
        self.venster = None


def _woorden(zegger: QWidget, rij: LopendAanbod) -> str:
    return zegger.tr("Casus {0} aan kluis {1}, {2}, door {3}").format(
        rij.casusnummer, rij.naar, toon_datum(lokale_dag(rij.op)), rij.door
    )
