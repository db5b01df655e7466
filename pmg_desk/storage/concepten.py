"""Queries over drafts."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Concept


def zoek(sessie: Session, gebruiker_id: UUID, formulier: str, object_id: str) -> Concept | None:
    """The draft of one form of one user."""
    return sessie.scalar(
        sa.select(Concept).where(
            Concept.gebruiker_id == gebruiker_id, Concept.formulier == formulier, Concept.object_id == object_id
        )
    )


def van_gebruiker(sessie: Session, gebruiker_id: UUID) -> list[Concept]:
    """All drafts of a user, newest first."""
    return list(
        sessie.scalars(
            sa.select(Concept).where(Concept.gebruiker_id == gebruiker_id).order_by(Concept.op.desc(), Concept.id)
        )
    )
