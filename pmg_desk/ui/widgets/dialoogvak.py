"""What a dialog is about: as high as it needs, and scrolling where the screen or the window has less than that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_MINSTENS = 60


class Dialoogvak(QScrollArea):
    """Put widgets in ``inhoud``. A part that scrolls by itself gets what is left, and this scrolls only when not even
    the smallest size of everything fits.
    """

    anders = Signal()
    """What is in it changed."""

    def __init__(self, naam: str) -> None:
        super().__init__()
        self.setAccessibleName(naam)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._vel = _Vel()
        self._vel.setProperty("soort", "rolinhoud")
        self._vel.anders.connect(self._anders)
        self.inhoud = QVBoxLayout(self._vel)
        self.inhoud.setContentsMargins(0, 0, 0, 0)
        self.inhoud.setSpacing(10)
        self.setWidget(self._vel)
        self._vel.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._schik)

    def _anders(self) -> None:
        self.updateGeometry()
        self.anders.emit()

    def _schik(self, _van: int, tot: int) -> None:
        """What cannot be seen whole is scrolled with keys too; where one can step through it, it rolls along."""
        stappen = any(deel.focusPolicy() & Qt.FocusPolicy.TabFocus for deel in self._vel.findChildren(QWidget))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if tot > 0 and not stappen else Qt.FocusPolicy.NoFocus)

    def hoogte(self, breedte: int) -> int:
        """How high all of it is at this width."""
        return self.inhoud.heightForWidth(breedte) if self.inhoud.hasHeightForWidth() else self._vel.sizeHint().height()

    def sizeHint(self) -> QSize:
        """Qt: that of what is in it."""
        return self._vel.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Qt: as wide as what is in it, and a few lines."""
        kleinst = self.inhoud.minimumSize()
        return QSize(kleinst.width(), min(kleinst.height(), _MINSTENS))


class _Vel(QWidget):
    anders = Signal()

    def event(self, gebeurtenis: QEvent, /) -> bool:
        """Qt: what is on it changed."""
        resultaat = super().event(gebeurtenis)
        if gebeurtenis.type() is QEvent.Type.LayoutRequest:
            self.anders.emit()
        return resultaat

    def heightForWidth(self, breedte: int, /) -> int:
        """Qt: how high it must be at least; a part that scrolls by itself may be small."""
        indeling = self.layout()
        return -1 if indeling is None else indeling.minimumHeightForWidth(breedte)

    def minimumSizeHint(self) -> QSize:
        """Qt: the smallest width; a height only where nothing in it depends on the width."""
        kleinst = super().minimumSizeHint()
        indeling = self.layout()
        hangt_af = indeling is not None and indeling.hasHeightForWidth()
        return QSize(kleinst.width(), 0) if hangt_af else kleinst
