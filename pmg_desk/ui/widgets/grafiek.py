"""A drawing on screen, from SVG in memory: sharp at every text size, as wide as there is room for."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmg_desk.ui import thema

if TYPE_CHECKING:
    from pmg_desk.reports.tekening import Palet

_PUNT = 96 / 72
_KLEINST = 11.0
"""Pixels: no letter in a drawing is smaller than this, at any text size."""
_GROOTST = 15.0
"""Pixels at 100 % text: the smallest letters need not be larger than the text around the drawing."""
_LETTERS = re.compile(r"font-size: ([\d.]+)px[^>]*>\s*(\w)")


def palet() -> Palet:
    """The colours of the theme in force, for a drawing on screen. Only on the GUI thread."""
    from pmg_desk.reports.tekening import Palet

    namen = ("tekst", "tekst-zacht", "rand", "accent", "vlak")
    return Palet(*(thema.huidig().kleur(naam).name() for naam in namen))


class Grafiek(QWidget):
    """Shows one drawing. ``naam`` is what screen readers call it; the values themselves stand in a table beside it.

    It is as wide as there is room for, until its smallest letters are as large as other text; never so narrow that they
    cannot be read. A drawing without letters is as large as on paper. Its colours are in the SVG: whoever made it makes
    it anew when the theme changes (``thema.huidig().gewijzigd``).
    """

    def __init__(self, naam: str, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._beeld = QSvgRenderer(self)
        self._beeld.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._letter: float | None = None  # the smallest in the drawing, in its own units
        self.setAccessibleName(naam)
        beleid = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        beleid.setHeightForWidth(True)
        self.setSizePolicy(beleid)
        thema.huidig().gewijzigd.connect(self.updateGeometry)

    def toon(self, svg: bytes, beschrijving: str) -> None:
        """Show this drawing; ``beschrijving`` says in words what one sees. Raises ValueError when it is no SVG."""
        if not self._beeld.load(QByteArray(svg)):
            raise ValueError("not an SVG drawing")
        self._letter = min((float(maat) for maat, _ in _LETTERS.findall(svg.decode())), default=None)
        self.setAccessibleDescription(beschrijving)
        self.updateGeometry()
        self.update()

    @property
    def kleinste_letter(self) -> float:
        """How large the smallest letters are drawn now, in pixels; 0 when there are none."""
        return (self._letter or 0.0) * self._deel()

    def _vol(self) -> float:
        """Pixels per unit of the drawing where there is all the room of the world."""
        schaal = thema.huidig().schaal / 100
        return schaal * (_PUNT if self._letter is None else _GROOTST / self._letter)

    def _deel(self) -> float:
        """Pixels per unit of the drawing in the room there is."""
        maat = self._beeld.defaultSize()
        return min(self._vol(), self.width() / max(1, maat.width()), self.height() / max(1, maat.height()))

    def sizeHint(self) -> QSize:
        """Qt: with letters as large as other text."""
        return (self._beeld.defaultSize().toSizeF() * self._vol()).toSize()

    def minimumSizeHint(self) -> QSize:
        """Qt: narrower, and the smallest letters could not be read; without letters half as wide will do."""
        maat = self._beeld.defaultSize()
        deel = self._vol() / 2 if self._letter is None else _KLEINST / self._letter
        return QSize(math.ceil(maat.width() * deel), math.ceil(maat.height() * deel))

    def hasHeightForWidth(self) -> bool:
        """Qt: a drawing keeps its proportions."""
        return True

    def heightForWidth(self, breedte: int) -> int:
        """Qt: the height that goes with this width."""
        vol = self.sizeHint()
        return round(min(breedte, vol.width()) * vol.height() / max(1, vol.width()))

    def paintEvent(self, gebeurtenis: QPaintEvent, /) -> None:
        """Qt: draw at the left top."""
        del gebeurtenis
        maat, deel = self._beeld.defaultSize(), self._deel()
        schilder = QPainter(self)
        schilder.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._beeld.render(schilder, QRectF(0, 0, maat.width() * deel, maat.height() * deel))
        schilder.end()
