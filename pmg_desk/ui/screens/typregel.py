"""One line of what is typed at an item of an overleg: the words, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.veld import Veld

PUNT, BESLUIT, ACTIE = "punt", "besluit", "actie"


class Typregel(Kaart):
    """One line: a text with what belongs to it. ``id`` and ``uitspraak_id`` of one that was saved before."""

    gewijzigd = Signal()

    def __init__(self, soort: str, velden: Mapping[str, Veld], titel: str, weg: Callable[[], object]) -> None:
        super().__init__(titel)
        self.soort, self.velden = soort, dict(velden)
        self.id: UUID | None = None
        self.uitspraak_id: UUID | None = None
        self._gehad = False
        self.wegknop = Knop(self.tr("Deze regel weghalen"), "icoon", "x", actie=weg)
        self.voeg_actie(self.wegknop)
        for veld in velden.values():
            self.inhoud.addWidget(veld)
            veld.gewijzigd.connect(self.gewijzigd)
        self.tekst.tekst.vel.textChanged.connect(self._onthoud)

    def _onthoud(self) -> None:
        self._gehad |= not self.is_leeg

    @property
    def tekst(self) -> UitspraakVeld:
        """The words."""
        veld = self.velden["tekst"]
        assert isinstance(veld, UitspraakVeld)
        return veld

    @property
    def heeft_focus(self) -> bool:
        """Whether one types in this line."""
        return any(halte.hasFocus() for halte in self.halten)

    @property
    def halten(self) -> list[QWidget]:
        """Where Tab stops, in this order; the words first and taking the line away last.

        Of an action who and when come next, with one Tab each: how the words may go on hardly ever has to change.
        """
        woorden = self.tekst
        anders = [veld.invoer for veld in self.velden.values() if veld is not woorden]
        delen = [deel.invoer for deel in woorden.delen[2:]]
        vouw: list[QWidget] = (
            [woorden.vouwknop, woorden.bron.regel] if anders else [woorden.bron.regel, woorden.vouwknop]
        )
        return [woorden.tekst.vel, *anders, *vouw, *delen, self.wegknop]

    @property
    def is_leeg(self) -> bool:
        """Whether no words were typed."""
        return not str(self.tekst.tekst.ruw() or "").strip()

    @property
    def is_geleegd(self) -> bool:
        """Whether words stood here that others read, heard or count on: emptying a line is not taking it away."""
        telt = self.id is not None or (self.soort == BESLUIT and self._gehad)
        return self.is_leeg and telt

    def rond_af(self) -> None:
        """One goes on by a key: what a field can still make of its words, it does now."""
        for veld in self.velden.values():
            veld.rond_af()

    def bezwaren(self) -> dict[str, str]:
        """What is wrong, by field."""
        if self.is_geleegd:
            return {
                "tekst": self.tr(
                    "Deze regel is leeg geworden. Schrijf de tekst opnieuw, of haal de regel weg (Shift+F2)."
                )
            }
        return {sleutel: zin for sleutel, veld in self.velden.items() if (zin := veld.bezwaar())}

    @property
    def heeft_fout(self) -> bool:
        """Whether a sentence stands beside one of the fields."""
        return any(veld.fout for veld in self.velden.values())

    def toon_fouten(self, fouten: Mapping[str, str]) -> None:
        """Put each sentence beside its field."""
        for veld in self.velden.values():
            hier = {sleutel: fouten[sleutel] for sleutel in veld.sleutels if sleutel in fouten}
            veld.toon_fouten(hier) if hier else veld.toon_fout("")

    def ruw(self) -> dict[str, Any]:
        """As typed, for a draft."""
        return {
            "soort": self.soort,
            "id": "" if self.id is None else str(self.id),
            "uitspraak": "" if self.uitspraak_id is None else str(self.uitspraak_id),
            "velden": {sleutel: veld.ruw() for sleutel, veld in self.velden.items() if veld.ruw() is not None},
        }

    def zet_ruw(self, velden: Mapping[str, Any]) -> None:
        """As typed."""
        for sleutel, ruw in velden.items():
            if sleutel in self.velden:
                self.velden[sleutel].zet_ruw(ruw)
