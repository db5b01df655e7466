"""A score of 1 to 5 as five blocks: readable without colour, for their number says it and words stand beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmg_desk.ui import thema

_BLOK, _TUSSEN = 16, 3  # pixels at 100 % text


class Scoreschaal(QWidget):
    """``waarde`` 0 is not scored. A problem has another colour; the word for it stands beside it, not here."""

    def __init__(self, waarde: int, *, probleem: bool = False, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._waarde, self._probleem = waarde, probleem
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Score {} van 5").format(waarde) if waarde else self.tr("Nog geen score"))
        thema.huidig().gewijzigd.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: five blocks."""
        px = thema.huidig().px
        return QSize(5 * px(_BLOK) + 4 * px(_TUSSEN) + 2, px(_BLOK) + 2)

    def minimumSizeHint(self) -> QSize:
        """Qt: never smaller."""
        return self.sizeHint()

    def paintEvent(self, gebeurtenis: QPaintEvent, /) -> None:
        """Qt: draw."""
        del gebeurtenis
        huidig = thema.huidig()
        zijde, stap = huidig.px(_BLOK), huidig.px(_BLOK) + huidig.px(_TUSSEN)
        schilder = QPainter(self)
        schilder.setRenderHint(QPainter.RenderHint.Antialiasing)
        vol = huidig.kleur("fout-rand" if self._probleem else "accent")
        for plek in range(5):
            gevuld = plek < self._waarde
            schilder.setPen(QPen(vol if gevuld else huidig.kleur("rand-veld"), 1))
            schilder.setBrush(vol if gevuld else Qt.BrushStyle.NoBrush)
            schilder.drawRoundedRect(QRectF(plek * stap + 0.5, 0.5, zijde, zijde), 3, 3)
        schilder.end()
