"""A table with more columns than fit, a few at a time: nobody has to scroll sideways to see who gets what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QFontMetrics

from pmg_desk.ui import thema
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk


class Kolomblad(Vloeibalk):
    """Turns over the columns ``wissel`` of ``lijst``; the others always stand there. Gone where all of them fit.

    ``woord``: what a column is, one and more.
    """

    def __init__(self, lijst: Lijst[Any], wissel: Sequence[str], woord: tuple[str, str]) -> None:
        super().__init__()
        self._lijst, self._wissel, self._woord = lijst, tuple(wissel), woord
        self._bladen: list[range] = []
        self._nu = 0
        self.zin = Tekst("", "label", omslaan=False)
        self.vorige = Knop(self.tr("Vorige"), icoon="chevron-left", actie=self.terug)
        self.vorige.setAccessibleName(self.tr("Vorige {}").format(woord[1]))
        self.volgende = Knop(self.tr("Volgende"), icoon="chevron-right", actie=self.verder)
        self.volgende.setAccessibleName(self.tr("Volgende {}").format(woord[1]))
        for deel in (self.zin, self.vorige, self.volgende):
            self.voeg_toe(deel)
        lijst.tabel.breedte_gewijzigd.connect(zwak(self._meet))
        thema.huidig().gewijzigd.connect(self._meet)
        self._meet()

    def terug(self) -> None:
        """The columns before these."""
        self._toon(self._nu - 1)

    def verder(self) -> None:
        """The columns after these."""
        self._toon(self._nu + 1)

    def _meet(self) -> None:
        breedtes = {kolom.sleutel: _breedte(kolom.kopregels, kolom.breedte) for kolom in self._lijst.model.kolommen}
        vast = sum(breedte for sleutel, breedte in breedtes.items() if sleutel not in self._wissel)
        ruimte = self._lijst.tabel.viewport().width() - vast
        bladen = verdeel([breedtes[sleutel] for sleutel in self._wissel], ruimte)
        if bladen != self._bladen:
            eerst = self._bladen[self._nu].start if self._bladen else 0
            self._bladen = bladen
            self._toon(next(plek for plek, blad in enumerate(bladen) if not blad or blad.stop > eerst))

    def _toon(self, plek: int) -> None:
        self._nu = plek
        blad, aantal = self._bladen[plek], len(self._wissel)
        for nr, sleutel in enumerate(self._wissel):
            self._lijst.kolommen.toon(sleutel, nr in blad)
        een, meer = (woord.capitalize() for woord in self._woord)
        van, tot = blad.start + 1, blad.stop
        if len(blad) == 1:
            self.zin.setText(self.tr("{0} {1} van {2}").format(een, van, aantal))
        elif len(blad) == 2:
            self.zin.setText(self.tr("{0} {1} en {2} van {3}").format(meer, van, tot, aantal))
        else:
            self.zin.setText(self.tr("{0} {1} tot en met {2} van {3}").format(meer, van, tot, aantal))
        self.vorige.setEnabled(plek > 0)
        self.volgende.setEnabled(plek < len(self._bladen) - 1)
        if len(self._bladen) == 1 or self.parentWidget() is not None:  # without one it would flash as a window
            self.setVisible(len(self._bladen) > 1)


def verdeel(breedtes: Sequence[int], ruimte: int) -> list[range]:
    """Which columns stand together in this room; one that is too wide stands alone. At least one range."""
    bladen: list[range] = []
    begin = vol = 0
    for nr, breedte in enumerate(breedtes):
        if nr > begin and vol + breedte > ruimte:
            bladen.append(range(begin, nr))
            begin, vol = nr, 0
        vol += breedte
    bladen.append(range(begin, len(breedtes)))
    return bladen


def _breedte(kop: Sequence[str], breedte: int) -> int:
    huidig = thema.huidig()
    meting = QFontMetrics(huidig.letter(vet=True))
    return max(huidig.px(breedte), max(map(meting.horizontalAdvance, kop)) + huidig.px(38))
