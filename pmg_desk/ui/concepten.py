"""Drafts of forms, kept in the vault through the database thread: what ``Formulier.koppel_concept`` wants.

The services are loaded when first asked for: the door has an Omgeving too, and stands before the database code.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from pmg_desk.services.concepten import ConceptInzicht
    from pmg_desk.ui.omgeving import Omgeving
    from pmg_desk.ui.widgets.formulier import Inhoud


class Kluisconcepten:
    """One per opened vault (``omgeving.concepten``); forms without a thing to be about use ``object_id`` None."""

    def __init__(self, omgeving: Omgeving) -> None:
        self._omgeving = omgeving

    @property
    def alleen_lezen(self) -> bool:
        """Whether this is a backup: nothing is kept there."""
        return bool(self._omgeving.werkplek.alleen_lezen)

    def bewaar(self, naam: str, object_id: UUID | None, inhoud: Inhoud, casus_id: UUID | None = None) -> None:
        """Keep what was typed, but not in a backup. ``casus_id``: what it is about, where the thing itself may be gone.

        Saved in order with everything else on the database thread, so also before a lock.
        """
        if self.alleen_lezen:
            return
        from pmg_desk.services import concepten

        werkplek = self._omgeving.werkplek
        taak = partial(concepten.save_concept, werkplek, naam, _tekst(object_id), dict(inhoud), casus_id)
        self._omgeving.werker.doe(taak, altijd=True)

    def haal(self, naam: str, object_id: UUID | None, klaar: Callable[[Inhoud | None], None]) -> None:
        """Give the draft to ``klaar``, or None."""
        from pmg_desk.services import concepten

        def gevonden(concept: ConceptInzicht | None) -> None:
            klaar(None if concept is None else concept.inhoud)

        self._omgeving.werker.doe(
            partial(concepten.find_concept, self._omgeving.werkplek, naam, _tekst(object_id)), gevonden
        )

    def wis(self, naam: str, object_id: UUID | None) -> None:
        """Throw the draft away."""
        if self.alleen_lezen:
            return
        from pmg_desk.services import concepten

        taak = partial(concepten.remove_concept, self._omgeving.werkplek, naam, _tekst(object_id))
        self._omgeving.werker.doe(taak, altijd=True)


def _tekst(object_id: UUID | None) -> str:
    return "" if object_id is None else str(object_id)
