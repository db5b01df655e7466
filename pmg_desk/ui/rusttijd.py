"""Locking when nobody is there: a clock that every key, click and touch winds up again.

While an overleg runs people talk and nobody types: then the windows are covered at the ordinary time, and the vault
locks later.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCursor, QWindow
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


def _altijd_gewoon() -> int:
    return 0


class Rusttijd(QObject):
    """``verlopen`` comes once when nothing was done for ``minuten()``, asked anew at every sign of life.

    A number that is not on offer counts as the usual one. ``overleg()`` gives how many minutes it may take while an
    overleg runs, 0 where none does; it is asked when the ordinary time is over. Where that is longer, ``afdekken``
    comes first and ``verlopen`` at that later time; ``terug`` when there was a sign of life between them.
    """

    verlopen = Signal()
    afdekken = Signal()
    terug = Signal()

    def __init__(
        self, app: QApplication, minuten: Callable[[], int], overleg: Callable[[], int] = _altijd_gewoon
    ) -> None:
        super().__init__(app)
        self._minuten, self._overleg = minuten, overleg
        self._afgedekt = False
        self._muis = QCursor.pos()
        self._wekker = QTimer(self)
        self._wekker.setSingleShot(True)
        self._wekker.timeout.connect(self._is_om)
        self._wind_op()
        # On the windows and not on the application: that would hand every event of every widget to Python, also of
        # those that are being destroyed. A key or click comes to the window first.
        app.focusWindowChanged.connect(self.let_op)
        self.let_op(app.focusWindow())

    def let_op(self, venster: QWindow | None) -> None:
        """Take what is done in this window as a sign of life; also one that never gets the keyboard."""
        if venster is not None and self._wekker.isActive():
            venster.installEventFilter(self)

    @property
    def over(self) -> int:
        """Milliseconds until it covers the windows or locks."""
        return self._wekker.remainingTime()

    def _gewoon(self) -> int:
        minuten = self._minuten()
        return minuten if minuten in KEUZES else STANDAARD_MINUTEN

    def _wind_op(self) -> None:
        self._wekker.start(self._gewoon() * 60_000)

    def _is_om(self) -> None:
        erbij = 0 if self._afgedekt else self._overleg() - self._gewoon()
        if erbij <= 0:
            self.verlopen.emit()
            return
        self._afgedekt, self._muis = True, QCursor.pos()
        self._wekker.start(erbij * 60_000)
        self.afdekken.emit()

    def stop(self) -> None:
        """The vault is shut."""
        self._wekker.stop()

    def eventFilter(self, _object: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: whatever a user does in a window of the program."""
        if self._wekker.isActive() and gebeurtenis.type() in _TEKENS_VAN_LEVEN:
            # A window that comes under a mouse lying still is told that it moved.
            stil = gebeurtenis.type() == QEvent.Type.MouseMove and QCursor.pos() == self._muis
            if not self._afgedekt or not stil:
                self._wind_op()
                was, self._afgedekt = self._afgedekt, False
                if was:
                    self.terug.emit()
        return False
