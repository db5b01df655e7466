"""Where a form keeps what is typed in it and not saved yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from pmg_desk.ui.widgets.veld import Ruw

Inhoud = dict[str, Ruw]


class Conceptopslag(Protocol):
    """Where drafts are kept (in the vault). Called on the GUI thread; the work belongs on the database thread."""

    @property
    def alleen_lezen(self) -> bool:
        """Whether nothing can be kept, nor saved: a backup that is looked at."""
        ...

    def bewaar(self, naam: str, object_id: UUID | None, inhoud: Inhoud) -> None:
        """Keep this as the draft; must also be done when the database thread is being stopped (``altijd=True``)."""
        ...

    def haal(self, naam: str, object_id: UUID | None, klaar: Callable[[Inhoud | None], None]) -> None:
        """Find the draft and call ``klaar`` on the GUI thread; None when there is none."""
        ...

    def wis(self, naam: str, object_id: UUID | None) -> None:
        """Throw the draft away."""
        ...
