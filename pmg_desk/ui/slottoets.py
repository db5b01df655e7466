"""Ctrl+L locks wherever the keyboard is: a shortcut of the window does not work while a dialog stands over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication


class Slottoets(QObject):
    """``gedrukt`` at Ctrl+L in any window of the program that has no shortcut of its own for it."""

    gedrukt = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._gestopt = False
        # On the windows, as in Rusttijd: a filter on the application would see every event of every widget.
        app.focusWindowChanged.connect(self._ander_venster)
        self._ander_venster(app.focusWindow())

    def stop(self) -> None:
        """The vault is shut."""
        self._gestopt = True

    def _ander_venster(self, venster: QWindow | None) -> None:
        if venster is not None and not self._gestopt:
            venster.installEventFilter(self)

    def eventFilter(self, _object: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: a key comes to the window before it comes to a field, a list or a menu in it."""
        if (
            not self._gestopt
            and isinstance(gebeurtenis, QKeyEvent)
            and gebeurtenis.type() is QEvent.Type.KeyPress
            and gebeurtenis.key() == Qt.Key.Key_L
            and gebeurtenis.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.gedrukt.emit()
            return True
        return False
