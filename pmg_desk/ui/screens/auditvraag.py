"""Answering an audit: first what would go along, then the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import auditpakketten
from pmg_desk.services.auditpakketten import Auditvoorstel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand, kies_opslaan
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst

PAKKETFILTER = ["Pakket van PMG Desk (*.pmgpakket)"]


class Auditantwoord(QWidget):
    """Invisible: lives in a screen, and leads from a question in a file to the answer in a file."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self.setVisible(False)
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.venster: Dialoog | None = None
        self.knop: Knop | None = None

    def kies(self) -> None:
        """Ask which question came in."""
        kies_bestand(self.scherm, self.tr("Auditvraag inlezen"), PAKKETFILTER, self.toon)

    def toon(self, pad: Path) -> None:
        """Read what is asked, and show what would go along."""
        taak = partial(auditpakketten.read_auditvraag, self.omgeving.werkplek, pad)
        self.omgeving.werker.doe(taak, partial(self._vraag, pad), self.scherm.toon_fout, self)

    def _vraag(self, pad: Path, voorstel: Auditvoorstel) -> None:
        venster = self.venster = Dialoog(self.scherm, self.tr("Audit beantwoorden"), breedte=620)
        venster.finished.connect(self._dicht)
        venster.inhoud.addWidget(
            Tekst(
                self.tr(
                    "Een privacy officer wil deze kluis controleren. Dit gaat mee, versleuteld voor die ene persoon."
                    " Logregels bevatten geen namen van jongeren en geen tekst uit dossiers."
                )
            )
        )
        feiten: list[tuple[str, Any]] = [
            (self.tr("Gevraagd door"), voorstel.van),
            (self.tr("Gevraagd op"), voorstel.gevraagd_op.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")),
            (self.tr("Reden"), voorstel.reden),
            (self.tr("Onderwerpen"), ", ".join(voorstel.onderwerpen)),
            (self.tr("Casussen"), ", ".join(voorstel.casusnummers) or self.tr("alle")),
            (self.tr("Logregels"), str(voorstel.regels)),
            (self.tr("Waarvan met details"), str(voorstel.openingen)),
            (self.tr("Regels uit het register"), str(voorstel.verstrekkingen)),
        ]
        gegevens = Gegevens()
        gegevens.zet(feiten)
        venster.inhoud.addWidget(gegevens)
        venster.voeg_knop(self.tr("Terug"), actie=venster.reject)
        self.knop = venster.voeg_knop(self.tr("Antwoord opslaan"), "primair", actie=partial(self._waar, pad))
        venster.toon()

    def _dicht(self) -> None:
        self.venster = self.knop = None

    def _waar(self, pad: Path) -> None:
        if self.venster is not None:
            self.venster.accept()
        kies_opslaan(
            self.scherm,
            self.tr("Antwoord opslaan"),
            "audit.pmgpakket",
            PAKKETFILTER,
            partial(self._maak, pad),
            uitgang="pmgpakket",
        )

    def _maak(self, vraag: Path, doel: Path) -> None:
        taak = partial(_schrijf, self.omgeving.werkplek, vraag, doel)
        self.omgeving.werker.doe(taak, self._klaar, self.scherm.toon_fout, self)

    def _klaar(self, _niets: None) -> None:
        self.scherm.meld(self.tr("Het antwoord is opgeslagen. Stuur het naar de privacy officer."))


def _schrijf(werkplek: Werkplek, vraag: Path, doel: Path) -> None:
    schrijf_heel(doel, auditpakketten.make_auditpakket(werkplek, vraag).ruw)
