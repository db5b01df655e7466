"""The drawing of a network on screen, in the colours of the theme; whoever reads with their ears gets it in words."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.netwerk import Netbeeld
from pmg_desk.services import netwerk
from pmg_desk.ui import thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.grafiek import Grafiek, palet


class Netwerkbeeld(Grafiek):
    """Drawn on the database thread: the first drawing loads typefaces."""

    def __init__(self, omgeving: Omgeving, naam: str, ouder: QWidget | None = None) -> None:
        super().__init__(naam, ouder)
        self._omgeving = omgeving
        self._wat: Netbeeld | None = None
        thema.huidig().gewijzigd.connect(self._teken)

    def zet(self, beeld: Netbeeld) -> None:
        """Show this network."""
        self._wat = beeld
        self._teken()

    def _teken(self) -> None:
        if self._wat is not None:
            self._omgeving.werker.doe(
                partial(netwerk.teken, self._wat, palet()), partial(self._getekend, self._wat), eigenaar=self
            )

    def _getekend(self, beeld: Netbeeld, svg: bytes) -> None:
        if beeld is self._wat:
            self.toon(svg, beeld.beschrijving())
