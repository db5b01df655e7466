"""A drawing on screen, from SVG in memory: sharp at every text size, as wide as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmg_desk.ui import thema

if TYPE_CHECKING:
    from pmg_desk.reports.tekening import Palet

_PUNT = 96 / 72


def palet() -> Palet:
    """The colours of the theme in force, for a drawing on screen. Only on the GUI thread."""
    from pmg_desk.reports.tekening import Palet

    namen = ("tekst", "tekst-zacht", "rand", "accent", "vlak")
    return Palet(*(thema.huidig().kleur(naam).name() for naam in namen))


class Grafiek(QWidget):
    """Shows one drawing. ``naam`` is what screen readers call it; the values themselves stand in a table beside it.

    The drawing is as large as on paper times the text size, and smaller only where there is no room; never larger. Its
    colours are in the SVG: whoever made it makes it anew when the theme changes (``thema.huidig().gewijzigd``).
    """

    def __init__(self, naam: str, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._beeld = QSvgRenderer(self)
        self._beeld.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setAccessibleName(naam)
        beleid = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        beleid.setHeightForWidth(True)
        self.setSizePolicy(beleid)
        thema.huidig().gewijzigd.connect(self.updateGeometry)

    def toon(self, svg: bytes, beschrijving: str) -> None:
        """Show this drawing; ``beschrijving`` says in words what one sees. Raises ValueError when it is no SVG."""
        if not self._beeld.load(QByteArray(svg)):
            raise ValueError("not an SVG drawing")
        self.setAccessibleDescription(beschrijving)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: as on paper, at the chosen text size."""
        maat, px = self._beeld.defaultSize(), thema.huidig().px
        return QSize(px(maat.width() * _PUNT), px(maat.height() * _PUNT))

    def minimumSizeHint(self) -> QSize:
        """Qt: half as wide is still to be read with a larger text size chosen; smaller is not."""
        vol = self.sizeHint()
        return QSize(vol.width() // 2, self.heightForWidth(vol.width() // 2))

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
        vol = self.sizeHint()
        deel = min(1.0, self.width() / vol.width(), self.height() / vol.height())
        schilder = QPainter(self)
        schilder.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._beeld.render(schilder, QRectF(0, 0, vol.width() * deel, vol.height() * deel))
        schilder.end()
