"""A page that scrolls when it does not fit, so that nothing is cut off at 200 % text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
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
        pagina = _Pagina()
        pagina.setProperty("soort", "rolinhoud")
        self.inhoud = QVBoxLayout(pagina)
        self.inhoud.setContentsMargins(marge, marge, marge, marge)
        self.setWidget(pagina)
        pagina.setAutoFillBackground(False)


class _Pagina(QWidget):
    """Asks for no height of its own: the scroll area asks how high it is at the width it gets.

    A layout's smallest height is that at its smallest width, where texts wrap most: taken as a minimum, it would leave
    a screen or two of nothing below the last card.
    """

    def minimumSizeHint(self) -> QSize:
        """Qt: the smallest width; see the class for the height."""
        kleinst = super().minimumSizeHint()
        indeling = self.layout()
        hangt_af = indeling is not None and indeling.hasHeightForWidth()
        return QSize(kleinst.width(), 0) if hangt_af else kleinst
