"""A table with more columns than fit, a few at a time: nobody has to scroll sideways to see who gets what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk


class Bladerbalk(Vloeibalk):
    """Turns over columns of which not all fit; the others always stand there. Gone where all of them fit.

    What is shown, how wide it is and what the turn is called is said by who inherits, and divided by ``deel_in``.
    """

    def __init__(self, woorden: str, *, ruimte: int = 8, ouder: QWidget | None = None) -> None:
        """``woorden``: what columns are, more of them, to who hears the buttons."""
        super().__init__(ruimte=ruimte)
        if ouder is not None:
            self.setParent(ouder)
        self.bladen: list[range] = []
        self._nu = 0
        self.zin = Tekst("", "label", omslaan=False)
        self.vorige = Knop(self.tr("Vorige"), icoon="chevron-left", actie=self.terug)
        self.vorige.setAccessibleName(self.tr("Vorige {}").format(woorden))
        self.volgende = Knop(self.tr("Volgende"), icoon="chevron-right", actie=self.verder)
        self.volgende.setAccessibleName(self.tr("Volgende {}").format(woorden))
        for deel in (self.zin, self.vorige, self.volgende):
            self.voeg_toe(deel)

    def terug(self) -> None:
        """The columns before these."""
        self.sla_om(self._nu - 1)

    def verder(self) -> None:
        """The columns after these."""
        self.sla_om(self._nu + 1)

    def deel_in(self) -> None:
        """Divide the columns anew; what was in front stays in sight."""
        bladen = verdeel(*self._breedtes())
        if bladen != self.bladen:
            eerst = self.bladen[self._nu].start if self.bladen else 0
            self.bladen = bladen
            self.sla_om(next(plek for plek, blad in enumerate(bladen) if not blad or blad.stop > eerst))

    def sla_om(self, plek: int) -> None:
        """Show the columns of this turn."""
        self._nu = plek
        self._toon(self.bladen[plek])
        self.zin.setText(self._zeg(self.bladen[plek]))
        self.vorige.setEnabled(plek > 0)
        self.volgende.setEnabled(plek < len(self.bladen) - 1)
        if len(self.bladen) == 1 or self.parentWidget() is not None:  # without one it would flash as a window
            self.setVisible(len(self.bladen) > 1)

    def _breedtes(self) -> tuple[list[int], int]:
        """How wide each column is that may go, and the room for them."""
        raise NotImplementedError

    def _toon(self, blad: range) -> None:
        raise NotImplementedError

    def _zeg(self, blad: range) -> str:
        raise NotImplementedError


class Kolomblad(Bladerbalk):
    """For the columns ``wissel`` of ``lijst``. ``woord``: what a column is, one and more."""

    def __init__(self, lijst: Lijst[Any], wissel: Sequence[str], woord: tuple[str, str]) -> None:
        super().__init__(woord[1])
        self._lijst, self._wissel, self._woord = lijst, tuple(wissel), woord
        lijst.tabel.breedte_gewijzigd.connect(zwak(self.deel_in))
        thema.huidig().gewijzigd.connect(self.deel_in)
        self.deel_in()

    def _breedtes(self) -> tuple[list[int], int]:
        breedtes = {kolom.sleutel: _breedte(kolom.kopregels, kolom.breedte) for kolom in self._lijst.model.kolommen}
        vast = sum(breedte for sleutel, breedte in breedtes.items() if sleutel not in self._wissel)
        return [breedtes[sleutel] for sleutel in self._wissel], self._lijst.tabel.viewport().width() - vast

    def _toon(self, blad: range) -> None:
        for nr, sleutel in enumerate(self._wissel):
            self._lijst.kolommen.toon(sleutel, nr in blad)

    def _zeg(self, blad: range) -> str:
        een, meer = (woord.capitalize() for woord in self._woord)
        van, tot, aantal = blad.start + 1, blad.stop, len(self._wissel)
        if len(blad) == 1:
            return self.tr("{0} {1} van {2}").format(een, van, aantal)
        if len(blad) == 2:
            return self.tr("{0} {1} en {2} van {3}").format(meer, van, tot, aantal)
        return self.tr("{0} {1} tot en met {2} van {3}").format(meer, van, tot, aantal)


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
