"""Sending requests as packages and taking in what comes back: the buttons, the questions and the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import kaderpakketten, overnemen, pakketten_in, verzoekpakketten
from pmg_desk.services.overdrachtantwoord import Antwoordgevolg, read_antwoord
from pmg_desk.services.overnemen import Overdrachtvoorstel
from pmg_desk.services.pakketten import NieuwPakket, herken_pakket
from pmg_desk.services.pakketten_in import Ingelezen
from pmg_desk.services.verbindingen import Persoonssleutel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.screens.auditvraag import PAKKETFILTER, Auditantwoord
from pmg_desk.ui.screens.overnemen import Overname
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand, kies_map, kies_opslaan
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


class Pakketpost(QWidget):
    """Invisible: lives in a screen and does what its package buttons ask. ``heeft_officer`` says if there is anyone."""

    def __init__(self, scherm: Scherm, ververs: Callable[[], object]) -> None:
        super().__init__(scherm)
        self.setVisible(False)
        self.scherm, self.omgeving, self._ververs = scherm, scherm.omgeving, ververs
        self.officers: tuple[Persoonssleutel, ...] = ()
        self.venster: Formulierdialoog | None = None
        self.audit = Auditantwoord(scherm)
        self.overname = Overname(scherm)

    def laad(self, klaar: Callable[[bool], object]) -> None:
        """Find out whether there is an officer elsewhere to send to; ``klaar(True)`` when there is."""

        def gevonden(officers: tuple[Persoonssleutel, ...]) -> None:
            self.officers = officers
            klaar(bool(officers))

        taak = partial(verzoekpakketten.list_officers, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, gevonden, self.scherm.toon_fout, self)

    def verstuur(self, verzoek_ids: Sequence[UUID]) -> None:
        """Ask for whom, where to save, and make one package per request."""
        formulier = Formulier(
            [
                KeuzeVeld(
                    "officer",
                    self.tr("Voor welke privacy officer?"),
                    [Keuze(o.persoon_id, o.naam) for o in self.officers],
                    verplicht=True,
                )
            ],
            knop=self.tr("Pakket opslaan"),
        )
        if len(self.officers) == 1:
            formulier.zet({"officer": self.officers[0].persoon_id})
        formulier.koppel_concept(self.omgeving.concepten, "pakketofficer")
        venster = self.venster = Formulierdialoog(self.scherm, self.tr("Verzoek als pakket opslaan"), formulier)
        venster.finished.connect(self._dicht)
        uitleg = self.tr(
            "Alleen deze privacy officer kan het pakket openen. Er staat in wat u vraagt en precies de tekst die moet"
            " worden beoordeeld, niets anders. U mag het mailen of op een USB-stick zetten."
        )
        venster.inhoud.insertWidget(0, Tekst(uitleg))

        def kies(waarden: dict[str, Any]) -> None:
            formulier.opgeslagen()
            venster.accept()
            self._waar(tuple(verzoek_ids), waarden["officer"])

        formulier.bewaren.connect(kies)
        venster.toon()

    def _dicht(self) -> None:
        self.venster = None

    def _waar(self, verzoek_ids: tuple[UUID, ...], officer_id: UUID) -> None:
        werkplek = self.omgeving.werkplek
        if len(verzoek_ids) == 1:
            kies_opslaan(
                self.scherm,
                self.tr("Verzoek als pakket opslaan"),
                f"verzoek-{verzoek_ids[0].hex[:8]}.pmgpakket",
                PAKKETFILTER,
                lambda pad: self._doe(partial(_maak_een, werkplek, verzoek_ids, officer_id, pad)),
                uitgang="pmgpakket",
            )
        else:
            kies_map(
                self.scherm,
                self.tr("Map voor de pakketten"),
                lambda map_: self._doe(partial(_maak_meer, werkplek, verzoek_ids, officer_id, map_)),
            )

    def _doe(self, taak: Callable[[], tuple[NieuwPakket, ...]]) -> None:
        self.omgeving.werker.doe(taak, self._opgeslagen, self.scherm.toon_fout, self)

    def _opgeslagen(self, pakketten: tuple[NieuwPakket, ...]) -> None:
        self._ververs()
        een = self.tr("Het pakket is opgeslagen. Stuur het naar de privacy officer.")
        meer = self.tr("{} pakketten zijn opgeslagen. Stuur ze naar de privacy officer.").format(len(pakketten))
        self.scherm.meld(een if len(pakketten) == 1 else meer)

    def lees_in(self) -> None:
        """Ask which package came in, and take it over."""
        kies_bestand(self.scherm, self.tr("Pakket inlezen"), PAKKETFILTER, self._lees)

    def _lees(self, pad: Path) -> None:
        taak = partial(_lees_in, self.omgeving.werkplek, pad)
        self.omgeving.werker.doe(taak, partial(self._gelezen, pad), self.scherm.toon_fout, self)

    def _gelezen(self, pad: Path, gelezen: Gelezen) -> None:
        if gelezen is None:
            self.audit.toon(pad)
        elif isinstance(gelezen, Overdrachtvoorstel):
            self.overname.toon(pad, gelezen)
        elif isinstance(gelezen, Antwoordgevolg):
            self._ververs()
            self.scherm.melding.zet("waarschuwing" if gelezen.laat else "info", gelezen.zin)
        else:
            self._ingelezen(gelezen)

    def _ingelezen(self, ingelezen: Ingelezen) -> None:
        self._ververs()
        self.scherm.meld(ingelezen.zin)


Gelezen = Ingelezen | Antwoordgevolg | Overdrachtvoorstel | None


def _lees_in(werkplek: Werkplek, pad: Path) -> Gelezen:
    """What was taken in; an offer and (None) a question are only looked at, and are to be answered first."""
    soort = herken_pakket(werkplek, pad)
    if soort is Pakketsoort.AUDITVRAAG:
        return None
    if soort is Pakketsoort.OVERDRACHT:
        return overnemen.read_overdracht(werkplek, pad)
    if soort is Pakketsoort.ANTWOORD:
        return read_antwoord(werkplek, pad)
    if soort in kaderpakketten.KADERSOORTEN:
        return kaderpakketten.read_kaderpakket(werkplek, pad)
    return pakketten_in.read_pakket(werkplek, pad)


def _maak_een(werkplek: Werkplek, ids: tuple[UUID, ...], officer_id: UUID, pad: Path) -> tuple[NieuwPakket, ...]:
    pakketten = verzoekpakketten.make_verzoekpakketten(werkplek, ids, officer_id)
    schrijf_heel(pad, pakketten[0].ruw)
    return pakketten


def _maak_meer(werkplek: Werkplek, ids: tuple[UUID, ...], officer_id: UUID, map_: Path) -> tuple[NieuwPakket, ...]:
    pakketten = verzoekpakketten.make_verzoekpakketten(werkplek, ids, officer_id)
    for pakket in pakketten:
        schrijf_heel(map_ / pakket.bestandsnaam, pakket.ruw)
    return pakketten
