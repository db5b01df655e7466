"""A form over the window that is saved by one service call: it stays, with what is wrong, until that has worked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.scherm import over_van

Bewaarder = Callable[[dict[str, Any]], object]


class Bewaardialoog(Formulierdialoog):
    """``bewaar`` gets the values on the database thread; ``gelukt`` is said in the window when it has worked.

    Give the form its saved values before: the draft of ``(concept, object_id)`` comes over them. ``titel`` is the
    title of a window and never holds a name; ``over``, or else the screen, says in the window whose casus it is.
    """

    bewaard = Signal(object)
    """What ``bewaar`` gave back."""

    def __init__(
        self,
        ouder: QWidget,
        omgeving: Omgeving,
        titel: str,
        formulier: Formulier,
        bewaar: Bewaarder,
        *,
        gelukt: str,
        concept: str,
        object_id: UUID | None = None,
        over: str = "",
    ) -> None:
        super().__init__(ouder, titel, formulier)
        self.zet_over(over or over_van(ouder))
        self._omgeving, self._bewaarder, self._gelukt = omgeving, bewaar, gelukt
        formulier.koppel_concept(omgeving.concepten, concept, object_id)
        formulier.bewaren.connect(self._bewaar)

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        self._omgeving.werker.doe(partial(self._bewaarder, waarden), self._klaar, self.formulier.toon_fouten, self)

    def _klaar(self, uitkomst: object) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._omgeving.meld(self._gelukt)
        self.bewaard.emit(uitkomst)
