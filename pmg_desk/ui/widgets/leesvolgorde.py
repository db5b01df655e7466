"""Tab goes through a page as one reads it, also through what was put on it later: Qt takes the order of making."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def zet_leesvolgorde(vak: QWidget, na: QWidget) -> None:
    """Put everything in ``vak`` that Tab stops at after ``na``, from top to bottom as it is laid out."""
    for een, volgende in pairwise((na, *_halten(vak))):
        QWidget.setTabOrder(een, volgende)


def _halten(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    elif isinstance(widget, QScrollArea) and (inhoud := widget.widget()) is not None:
        yield from _halten(inhoud)
    elif (indeling := widget.layout()) is not None:
        yield from _in(indeling)


def _in(indeling: QLayout) -> Iterator[QWidget]:
    for plek in range(indeling.count()):
        deel = indeling.itemAt(plek)
        if deel is None:
            continue
        widget, binnen = deel.widget(), deel.layout()
        if widget is not None:
            yield from _halten(widget)
        elif binnen is not None:
            yield from _in(binnen)
