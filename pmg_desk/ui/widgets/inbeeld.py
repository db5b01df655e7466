"""Bring a part of a page in sight, through every page around it that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

_MARGE = 12


def breng_in_beeld(widget: QWidget, deel: QRect | None = None) -> None:
    """Scroll until ``widget`` (or ``deel`` of it) is in sight; what is higher than the window begins at the top."""
    vak = widget.rect() if deel is None else deel
    boven: QWidget | None = widget.parentWidget()
    while boven is not None:
        pagina = boven.widget() if isinstance(boven, QScrollArea) else None
        if isinstance(boven, QScrollArea) and pagina is not None and pagina.isAncestorOf(widget):
            plek = widget.mapTo(pagina, QPoint(vak.x(), vak.y()))
            breed = min(vak.width(), boven.viewport().width())
            boven.ensureVisible(plek.x() + breed, plek.y() + vak.height(), 0, _MARGE)
            boven.ensureVisible(plek.x(), plek.y(), 0, _MARGE)
        boven = boven.parentWidget()
