"""Bring a part of a page in sight, through every page around it that scrolls; point at what was just added."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from pmg_desk.ui.wekker import wekker

_MARGE = 12
_RUST_MS = 60
"""Until a page that was filled anew has its layout."""
_MERK_MS = 4_000
_DING = "ding"
"""The property with which a part of a page says what it shows."""


def zet_ding(widget: QWidget, ding: UUID) -> None:
    """Say that this part of a page shows this thing, so that an :class:`Aanwijzer` can find it."""
    widget.setProperty(_DING, str(ding))


class Aanwijzer(QObject):
    """Brings what the user just added in sight, with the focus on its first button and a mark that goes by itself.

    A page is filled anew some time after the thing was kept: ``wijs_aan`` says what to look for, ``zoek`` is called
    each time the page was filled.
    """

    def __init__(self, pagina: QWidget) -> None:
        super().__init__(pagina)
        self._pagina = pagina
        self._ding = ""
        self._wekker = wekker(self, _RUST_MS, self._toon)

    def wijs_aan(self, ding: UUID) -> None:
        """Point at this as soon as the page shows it."""
        self._ding = str(ding)
        self.zoek()

    def zoek(self) -> None:
        """The page was filled: see whether it is there."""
        if self._ding:
            self._wekker.start()

    def _toon(self) -> None:
        alle = self._pagina.findChildren(QWidget)
        deel = next((een for een in alle if een.property(_DING) == self._ding and een.isVisible()), None)
        if deel is None:
            return
        self._ding = ""
        breng_in_beeld(deel)
        knop = next((een for een in deel.findChildren(QAbstractButton) if een.isVisible() and een.isEnabled()), None)
        if knop is not None:
            knop.setFocus(Qt.FocusReason.OtherFocusReason)
            breng_in_beeld(deel)  # giving the focus may have scrolled to the button alone
        deel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        _merk(deel, "ja")
        wekker = QTimer(deel)
        wekker.setSingleShot(True)
        wekker.timeout.connect(partial(_merk, deel, ""))
        wekker.start(_MERK_MS)


def _merk(deel: QWidget, hoe: str) -> None:
    deel.setProperty("nieuw", hoe)
    deel.style().unpolish(deel)
    deel.style().polish(deel)


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
