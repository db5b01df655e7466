"""Taking everything of the program out of sight, at once: windows, dialogs, menus, lists that hang open, tooltips."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip


def verberg_alles() -> None:
    """Hide every window of the program; what a form held is handed over as a draft while it goes out of sight.

    Hiding a file dialog of the desktop asks the desktop to take it away. The print dialog of Windows cannot be taken
    away by a program; it shows printers, no case.
    """
    QToolTip.hideText()
    gehad: set[int] = set()
    while (uitklap := QApplication.activePopupWidget()) is not None and id(uitklap) not in gehad:
        gehad.add(id(uitklap))
        uitklap.close()
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            widget.hide()
    for venster in QGuiApplication.topLevelWindows():
        if venster.isVisible():
            venster.hide()
