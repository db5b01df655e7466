"""A timer that goes off once after its time, and again each time it is started."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def wekker(eigenaar: QObject, ms: int, doe: Callable[[], object]) -> QTimer:
    """Calls ``doe`` so many milliseconds after the last start; it goes with ``eigenaar``. Not started yet."""
    een = QTimer(eigenaar)
    een.setSingleShot(True)
    een.setInterval(ms)
    een.timeout.connect(doe)
    return een
