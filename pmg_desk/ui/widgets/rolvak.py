"""A page that scrolls when it does not fit, so that nothing is cut off at 200 % text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pmg_desk.ui.wekker import wekker


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
        self._uitgerold = False
        self._meting = wekker(self, 0, self._meet)  # later: what is being laid out may not be given another size
        pagina.anders.connect(self._meet_straks)

    def rol_uit(self, aan: bool) -> None:
        """Be as high as the page and leave scrolling to what is around it."""
        if aan != self._uitgerold:
            self._uitgerold = aan
            beleid = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if aan else Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self.setVerticalScrollBarPolicy(beleid)
            self._meet()

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: other width, other height."""
        super().resizeEvent(gebeurtenis)
        self._meet_straks()

    def _meet_straks(self) -> None:
        if self._uitgerold:
            self._meting.start()

    def _meet(self) -> None:
        hoog = 0
        if self._uitgerold:
            hangt_af = self.inhoud.hasHeightForWidth()
            breedte = self.viewport().width()
            hoog = self.inhoud.heightForWidth(breedte) if hangt_af else self.inhoud.minimumSize().height()
        if hoog != self.minimumHeight():
            self.setMinimumHeight(hoog)


class _Pagina(QWidget):
    """Asks for no height of its own: the scroll area asks how high it is at the width it gets.

    A layout's smallest height is that at its smallest width, where texts wrap most: taken as a minimum, it would leave
    a screen or two of nothing below the last card.
    """

    anders = Signal()

    def event(self, gebeurtenis: QEvent, /) -> bool:
        """Qt: what is on the page changed."""
        resultaat = super().event(gebeurtenis)
        if gebeurtenis.type() is QEvent.Type.LayoutRequest:
            self.anders.emit()
        return resultaat

    def minimumSizeHint(self) -> QSize:
        """Qt: the smallest width; see the class for the height."""
        kleinst = super().minimumSizeHint()
        indeling = self.layout()
        hangt_af = indeling is not None and indeling.hasHeightForWidth()
        return QSize(kleinst.width(), 0) if hangt_af else kleinst
