"""How large a window may be and still stand in sight as a whole."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget

_ZONDER_BEELD = ("offscreen", "minimal")
"""Platforms that draw for nobody: the size of their screen is made up."""
_EINDELOOS = QRect(0, 0, 100_000, 100_000)


def zichtruimte(venster: QWidget) -> QRect:
    """What the screen under this window has for the inside of windows: without the system's bars, and without the frame
    of a window.
    """
    if QGuiApplication.platformName() in _ZONDER_BEELD:
        return _EINDELOOS
    rand = venster.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    return venster.screen().availableGeometry().adjusted(0, rand, 0, 0)
