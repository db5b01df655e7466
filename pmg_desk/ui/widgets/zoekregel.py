"""A line to search or filter with: a magnifier, and a cross to empty it, at the size of the text.

Qt's own icons in a line edit stay small at 200 % text and dark in the dark theme.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pmg_desk.ui import iconen, thema
from pmg_desk.ui.widgets.knop import Knop

_ICOON = 18


class Zoekregel(QLineEdit):
    """Escape empties it."""

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.wisknop = Knop(self.tr("Leegmaken"), "icoon", "x", actie=self._wis, ouder=self)
        # Escape does it for the keyboard; one more stop of the Tab key would only be in the way.
        self.wisknop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.wisknop.setCursor(Qt.CursorShape.ArrowCursor)
        self.wisknop.setVisible(False)
        self.textChanged.connect(self._toon_wisknop)
        thema.huidig().gewijzigd.connect(self._schaal)
        self._schaal()

    def _wis(self) -> None:
        self.clear()
        self.textEdited.emit("")
        self.setFocus()

    def _toon_wisknop(self, tekst: str) -> None:
        self.wisknop.setVisible(bool(tekst))

    def _schaal(self) -> None:
        px = thema.huidig().px
        self.setTextMargins(px(_ICOON + 8), 0, px(_ICOON + 16), 0)
        self._plaats()

    def _plaats(self) -> None:
        zijde = self.height() - 4
        self.wisknop.setGeometry(self.width() - zijde - 2, 2, zijde, zijde)

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: the cross at the end."""
        super().resizeEvent(gebeurtenis)
        self._plaats()

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: Escape."""
        if toets.key() == Qt.Key.Key_Escape and self.text():
            self._wis()
        else:
            super().keyPressEvent(toets)

    def paintEvent(self, gebeurtenis: QPaintEvent, /) -> None:
        """Qt: the magnifier over the field."""
        super().paintEvent(gebeurtenis)
        px = thema.huidig().px
        schilder = QPainter(self)
        beeld = iconen.beeld("search", "tekst-zacht", _ICOON, self.devicePixelRatioF())
        schilder.drawPixmap(px(11), (self.height() - px(_ICOON)) // 2, beeld)
        schilder.end()
