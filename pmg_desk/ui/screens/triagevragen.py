"""The questions of a table in its triage: the form to answer them, and the answers as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services.triage import Antwoord, Triageantwoordinvoer, Triagevraag
from pmg_desk.services.triageantwoorden import ANTWOORD_LABELS
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, LangeTekstVeld, Veld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst, maak_leeg
from pmg_desk.ui.widgets.vloei import Vloeibalk


class Vragenformulier(Formulier):
    """The questions of the table, each with ja, nee or unknown and room to explain."""

    def __init__(self, zegger: QWidget, vragen: Sequence[Triagevraag]) -> None:
        self.vragen = [vraag.vraag for vraag in vragen]
        velden: list[Veld | str] = []
        begin = _begin(vragen)
        for nr, vraag in enumerate(vragen):
            velden.append(
                KeuzeVeld(
                    f"vraag_{nr}",
                    vraag.vraag,
                    [Keuze(antwoord, label) for antwoord, label in ANTWOORD_LABELS.items()],
                    leegtekst=zegger.tr("Nog niet beantwoord"),
                    hulp=_meegekomen(zegger, vraag),
                    breedte=260,
                )
            )
            velden.append(
                LangeTekstVeld(f"toelichting_{nr}", zegger.tr("Toelichting bij vraag {}").format(nr + 1), regels=1)
            )
        super().__init__(velden, knop=zegger.tr("Antwoorden opslaan"))
        self.zet(begin)

    def toont(self, vragen: Sequence[Triagevraag]) -> bool:
        """Whether these questions with these answers stand here already, and nothing that is not saved."""
        begin = _begin(vragen)
        zelfde = self.vragen == [vraag.vraag for vraag in vragen]
        return zelfde and not self.is_gewijzigd and all(self.veld(naam).waarde() == wat for naam, wat in begin.items())

    def gekozen(self) -> dict[str, Antwoord]:
        """What is chosen now, by question, saved or not."""
        gekozen = ((vraag, self.veld(f"vraag_{nr}").waarde()) for nr, vraag in enumerate(self.vragen))
        return {vraag: Antwoord(antwoord) for vraag, antwoord in gekozen if antwoord is not None}

    def antwoorden(self, waarden: dict[str, Any]) -> list[Triageantwoordinvoer]:
        """What was filled in, for the service."""
        return [
            Triageantwoordinvoer(
                vraag,
                None if waarden[f"vraag_{nr}"] is None else Antwoord(waarden[f"vraag_{nr}"]),
                waarden[f"toelichting_{nr}"],
            )
            for nr, vraag in enumerate(self.vragen)
        ]


def _begin(vragen: Sequence[Triagevraag]) -> dict[str, Any]:
    """What the fields begin with."""
    begin: dict[str, Any] = {}
    for nr, vraag in enumerate(vragen):
        begin[f"vraag_{nr}"] = vraag.antwoord
        begin[f"toelichting_{nr}"] = "" if vraag.toelichting is None else vraag.toelichting.tekst
    return begin


def _meegekomen(zegger: QWidget, vraag: Triagevraag) -> str:
    """What the table that passed the casus on answered; empty when it was not asked. It is no answer of this table."""
    if vraag.meegekomen is None:
        return ""
    return zegger.tr("Antwoord van {}: {}").format(vraag.meegekomen_van, ANTWOORD_LABELS[vraag.meegekomen].lower())


class Antwoordenkaart(Kaart):
    """The answers as they stand, where nothing can be filled in any more."""

    def __init__(self, titel: str) -> None:
        super().__init__(titel)
        self._rijen = QVBoxLayout()
        self._rijen.setSpacing(8)
        self.inhoud.addLayout(self._rijen)

    def zet(self, vragen: Sequence[Triagevraag]) -> None:
        """Show the questions that were answered."""
        maak_leeg(self._rijen)
        gegeven = [vraag for vraag in vragen if vraag.antwoord is not None or vraag.meegekomen is not None]
        if not gegeven:
            self._rijen.addWidget(Tekst(self.tr("Er is geen vraag beantwoord."), "zacht"))
        for vraag in gegeven:
            self._rijen.addWidget(Tekst(vraag.vraag))
            if vraag.antwoord is not None:
                kop = Vloeibalk()
                kop.voeg_toe(Chip(chip.status(vraag.antwoord.value, ANTWOORD_LABELS[vraag.antwoord])))
                kop.voeg_toe(Tekst(self.tr("door {}").format(vraag.door), "zacht", omslaan=False))
                self._rijen.addWidget(kop)
            if vraag.meegekomen is not None:
                self._rijen.addWidget(Tekst(_meegekomen(self, vraag), "zacht"))
            if vraag.toelichting is not None:
                self._rijen.addWidget(UitspraakTekst(vraag.toelichting))
