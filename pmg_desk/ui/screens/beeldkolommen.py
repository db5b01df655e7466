"""Turning over the columns of a table of the informatiebeeld that do not fit beside each other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pmg_desk.ui.screens.beeldtabel import Getaltabel
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.kolomblad import verdeel
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk


class Getalbladen(Vloeibalk):
    """Gone where all columns fit. The whole stands in front of each turn; an arrow past the last column turns too."""

    def __init__(self, tabel: Getaltabel, ouder: QWidget | None = None) -> None:
        super().__init__(ruimte=10)
        if ouder is not None:
            self.setParent(ouder)
        self._tabel = tabel
        self._bladen: list[range] = []
        self._nu = 0
        self.zin = Tekst("", "label", omslaan=False)
        self.vorige = Knop(self.tr("Vorige"), icoon="chevron-left", actie=self.terug)
        self.vorige.setAccessibleName(self.tr("Vorige kolommen"))
        self.volgende = Knop(self.tr("Volgende"), icoon="chevron-right", actie=self.verder)
        self.volgende.setAccessibleName(self.tr("Volgende kolommen"))
        for deel in (self.zin, self.vorige, self.volgende):
            self.voeg_toe(deel)
        self._meting = wekker(self, 0, self._meet)  # later: hiding columns while a table is laid out moves it again
        tabel.breedte_gewijzigd.connect(self._meting.start)
        tabel.voorbij.connect(self._voorbij)
        self._meet()

    def terug(self) -> None:
        """The columns before these."""
        self._toon(self._nu - 1)

    def verder(self) -> None:
        """The columns after these."""
        self._toon(self._nu + 1)

    def _voorbij(self, richting: int) -> None:
        doel = self._nu + richting
        if 0 <= doel < len(self._bladen):
            rij = self._tabel.currentRow()
            self._toon(doel)
            blad = self._bladen[doel]
            self._tabel.setCurrentCell(rij, self._tabel.wisselend[blad.start if richting > 0 else blad.stop - 1])

    def _meet(self) -> None:
        wissel = self._tabel.wisselend
        vast = self._tabel.verticalHeader().width() + self._tabel.columnWidth(0) + 2 * self._tabel.frameWidth()
        bladen = verdeel([self._tabel.breedten[kolom] for kolom in wissel], self._tabel.width() - vast)
        if bladen != self._bladen:
            eerst = self._bladen[self._nu].start if self._bladen else 0
            self._bladen = bladen
            self._toon(next(plek for plek, blad in enumerate(bladen) if not blad or blad.stop > eerst))

    def _toon(self, plek: int) -> None:
        self._nu = plek
        blad, wissel = self._bladen[plek], self._tabel.wisselend
        self._tabel.toon_kolommen([wissel[nr] for nr in blad])
        if len(blad) == 1:
            self.zin.setText(self.tr("Totaal en kolom {} van {}").format(blad.start + 1, len(wissel)))
        else:
            zin = self.tr("Totaal en kolom {} tot en met {} van {}")
            self.zin.setText(zin.format(blad.start + 1, blad.stop, len(wissel)))
        self.vorige.setEnabled(plek > 0)
        self.volgende.setEnabled(plek < len(self._bladen) - 1)
        self.setVisible(len(self._bladen) > 1)
