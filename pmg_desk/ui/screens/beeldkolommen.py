"""Turning over the columns of a table of the informatiebeeld that do not fit beside each other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pmg_desk.ui.screens.beeldtabel import Getaltabel
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.kolomblad import Bladerbalk


class Getalbladen(Bladerbalk):
    """The whole stands in front of each turn; an arrow past the last column turns too."""

    def __init__(self, tabel: Getaltabel, ouder: QWidget | None = None) -> None:
        super().__init__(self.tr("kolommen"), ruimte=10, ouder=ouder)
        self._tabel = tabel
        self._meting = wekker(self, 0, self.deel_in)  # later: hiding columns while a table is laid out moves it again
        tabel.breedte_gewijzigd.connect(self._meting.start)
        tabel.voorbij.connect(self._voorbij)
        self.deel_in()

    def _voorbij(self, richting: int) -> None:
        doel = self._nu + richting
        if 0 <= doel < len(self.bladen):
            rij = self._tabel.currentRow()
            self.sla_om(doel)
            blad = self.bladen[doel]
            self._tabel.setCurrentCell(rij, self._tabel.wisselend[blad.start if richting > 0 else blad.stop - 1])

    def _breedtes(self) -> tuple[list[int], int]:
        vast = self._tabel.verticalHeader().width() + self._tabel.columnWidth(0) + 2 * self._tabel.frameWidth()
        return [self._tabel.breedten[kolom] for kolom in self._tabel.wisselend], self._tabel.width() - vast

    def _toon(self, blad: range) -> None:
        self._tabel.toon_kolommen([self._tabel.wisselend[nr] for nr in blad])

    def _zeg(self, blad: range) -> str:
        aantal = len(self._tabel.wisselend)
        if len(blad) == 1:
            return self.tr("Totaal en kolom {} van {}").format(blad.start + 1, aantal)
        return self.tr("Totaal en kolom {} tot en met {} van {}").format(blad.start + 1, blad.stop, aantal)
