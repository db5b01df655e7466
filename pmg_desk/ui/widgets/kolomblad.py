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
        self._vanaf = self._past = 0
        self.zin = Tekst("", "label", omslaan=False)
        self.vorige = Knop(self.tr("Vorige {}").format(woord[1]), icoon="chevron-left", actie=self.terug)
        self.volgende = Knop(self.tr("Volgende {}").format(woord[1]), icoon="chevron-right", actie=self.verder)
        for deel in (self.zin, self.vorige, self.volgende):
            self.voeg_toe(deel)
        lijst.tabel.breedte_gewijzigd.connect(zwak(self._meet))
        thema.huidig().gewijzigd.connect(self._meet)
        self._meet()

    def terug(self) -> None:
        """The columns before these."""
        self._toon(self._vanaf - self._past)

    def verder(self) -> None:
        """The columns after these."""
        self._toon(self._vanaf + self._past)

    def _meet(self) -> None:
        breedtes = {kolom.sleutel: _breedte(kolom.kop, kolom.breedte) for kolom in self._lijst.model.kolommen}
        vast = sum(breedte for sleutel, breedte in breedtes.items() if sleutel not in self._wissel)
        breedst = max((breedtes[sleutel] for sleutel in self._wissel), default=1)
        over = self._lijst.tabel.viewport().width() - vast
        alle = vast + sum(breedtes[sleutel] for sleutel in self._wissel) <= self._lijst.tabel.viewport().width()
        past = len(self._wissel) if alle else max(1, over // breedst)
        if past != self._past:
            self._past = past
            self._toon(self._vanaf // past * past if past else 0)

    def _toon(self, vanaf: int) -> None:
        aantal = len(self._wissel)
        self._vanaf = max(0, min(vanaf, aantal - 1))
        tot = min(self._vanaf + self._past, aantal)
        for nr, sleutel in enumerate(self._wissel):
            self._lijst.kolommen.toon(sleutel, self._vanaf <= nr < tot)
        wat, meer = self._woord
        van = self._vanaf + 1
        self.zin.setText(
            self.tr("{0} {1} van {2}").format(wat.capitalize(), van, aantal)
            if tot == van
            else self.tr("{0} {1} tot en met {2} van {3}").format(meer.capitalize(), van, tot, aantal)
        )
        self.vorige.setEnabled(self._vanaf > 0)
        self.volgende.setEnabled(tot < aantal)
        self.setVisible(self._past < aantal)


def _breedte(kop: str, breedte: int) -> int:
    huidig = thema.huidig()
    return max(huidig.px(breedte), QFontMetrics(huidig.letter(vet=True)).horizontalAdvance(kop) + huidig.px(38))
