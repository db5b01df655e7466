"""Locking when nobody is there: a clock that every key, click and touch winds up again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

STANDAARD_MINUTEN = 10
KEUZES = (2, 5, 10, 15, 30)
"""Minutes on offer. Never "off": an unlocked vault on an empty chair is the case to prevent."""

INSTELLING = "slot.minuten"

_TEKENS_VAN_LEVEN = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class Rusttijd(QObject):
    """``verlopen`` comes once when nothing was done for ``minuten()``, asked anew at every sign of life.

    A number that is not on offer counts as the usual one.
    """

    verlopen = Signal()

    def __init__(self, app: QApplication, minuten: Callable[[], int]) -> None:
        super().__init__(app)
        self._minuten = minuten
        self._wekker = QTimer(self)
        self._wekker.setSingleShot(True)
        self._wekker.timeout.connect(self.verlopen)
        self._wind_op()
        # On the windows and not on the application: that would hand every event of every widget to Python, also of
        # those that are being destroyed. A key or click comes to the window first.
        app.focusWindowChanged.connect(self._ander_venster)
        self._ander_venster(app.focusWindow())

    def _ander_venster(self, venster: QWindow | None) -> None:
        if venster is not None and self._wekker.isActive():
            venster.installEventFilter(self)

    @property
    def over(self) -> int:
        """Milliseconds until it locks."""
        return self._wekker.remainingTime()

    def _wind_op(self) -> None:
        minuten = self._minuten()
        self._wekker.start((minuten if minuten in KEUZES else STANDAARD_MINUTEN) * 60_000)

    def stop(self) -> None:
        """The vault is shut."""
        self._wekker.stop()

    def eventFilter(self, _object: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: whatever a user does in a window of the program."""
        if self._wekker.isActive() and gebeurtenis.type() in _TEKENS_VAN_LEVEN:
            self._wind_op()
        return False
