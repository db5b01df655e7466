"""A page that scrolls when it does not fit, so that nothing is cut off at 200 % text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Rolvak(QScrollArea):
    """Scrolls up and down; sideways only when there is no other way. Put widgets in ``inhoud``."""

    def __init__(self, ouder: QWidget | None = None, *, marge: int = 0) -> None:
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        pagina = QWidget()
        pagina.setProperty("soort", "rolinhoud")
        self.inhoud = QVBoxLayout(pagina)
        self.inhoud.setContentsMargins(marge, marge, marge, marge)
        self.setWidget(pagina)
        pagina.setAutoFillBackground(False)
