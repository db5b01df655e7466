"""The base of a tab of the dossier: shows one casus, and loads again when something of it changed."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.ui.omgeving import Omgeving, Wijzigingen


class Tabblad(QWidget):
    """Subclass per tab and put it in ``TABBLADEN`` of ``ui/screens/dossier.py``.

    A tab is made anew for every dossier, when it is first looked at; ``toon`` follows at once. ``rollen`` empty: for
    everyone who may open the dossier. ``soorten`` empty: ``ververs`` is called for every kind of change.
    """

    sleutel: ClassVar[str] = ""
    titel: ClassVar[str] = ""
    icoon: ClassVar[str] = ""
    rollen: ClassVar[frozenset[str]] = frozenset()
    soorten: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.omgeving = omgeving
        self.casus_id: UUID | None = None
        self.setAccessibleName(self.titel)

    def toon(self, casus_id: UUID) -> None:
        """Show this casus."""
        self.casus_id = casus_id

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Something that this tab shows was changed: load it again."""
        del wijzigingen
        if self.casus_id is not None:
            self.toon(self.casus_id)
