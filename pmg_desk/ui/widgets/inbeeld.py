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

    What has no button gets the focus itself, when it can have it.

    A page is filled anew some time after the thing was kept, sometimes twice: ``wijs_aan`` says what to look for,
    ``zoek`` is called each time the page was filled, and finds it again for as long as the mark stays.
    """

    def __init__(self, pagina: QWidget) -> None:
        super().__init__(pagina)
        self._pagina = pagina
        self._ding = ""
        self._wekker = wekker(self, _RUST_MS, self._toon)
        self._genoeg = wekker(self, _MERK_MS, self._vergeet)
        self._volg = wekker(self, _RUST_MS, self._toon_opnieuw)
        self._deel: QWidget | None = None
        self._plek = QPoint()

    def wijs_aan(self, ding: UUID) -> None:
        """Point at this as soon as the page shows it."""
        self._genoeg.stop()
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
        self._genoeg.start()
        breng_in_beeld(deel)
        knop = next((een for een in deel.findChildren(QAbstractButton) if een.isVisible() and een.isEnabled()), None)
        heen = knop or (deel if deel.focusPolicy() != Qt.FocusPolicy.NoFocus else None)
        if heen is not None:
            heen.setFocus(Qt.FocusReason.OtherFocusReason)
            breng_in_beeld(deel)  # giving the focus may have scrolled to the button alone
        deel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        _merk(deel, "ja")
        uit = QTimer(deel)  # of the part itself: a part that is gone needs no end to its mark
        uit.setSingleShot(True)
        uit.timeout.connect(partial(_merk, deel, ""))
        uit.start(_MERK_MS)
        self._deel, self._plek = deel, self._plek_van(deel)
        deel.destroyed.connect(self._kwijt)
        self._volg.start()

    def _toon_opnieuw(self) -> None:
        """The layout may still grow after the first look: follow the part when it moves, not when the user scrolls."""
        if self._deel is None or not self._ding:
            return
        if (plek := self._plek_van(self._deel)) != self._plek:
            self._plek = plek
            breng_in_beeld(self._deel)
        self._volg.start()

    def _plek_van(self, deel: QWidget) -> QPoint:
        return deel.mapTo(self._pagina, QPoint())

    def _kwijt(self) -> None:
        self._deel = None

    def _vergeet(self) -> None:
        self._ding, self._deel = "", None


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
