"""Queries over a running overleg: who was there, and what was said and decided per item of the agenda."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Aanwezigheid, Agendaafwezigheid, Organisatie, Professional


def aanwezigheden(sessie: Session, overleg_id: UUID) -> dict[UUID, Aanwezigheid]:
    """What was said of who came to a meeting, by professional."""
    vraag = sa.select(Aanwezigheid).where(Aanwezigheid.overleg_id == overleg_id)
    return {rij.professional_id: rij for rij in sessie.scalars(vraag)}


def aanwezigen(sessie: Session, overleg_id: UUID) -> list[tuple[Aanwezigheid, Professional, Organisatie]]:
    """The same with the people, by organisation and name."""
    vraag = (
        sa.select(Aanwezigheid, Professional, Organisatie)
        .join(Professional, Professional.id == Aanwezigheid.professional_id)
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .where(Aanwezigheid.overleg_id == overleg_id)
        .order_by(Organisatie.naam, Professional.naam, Professional.id)
    )
    return [(a, p, o) for a, p, o in sessie.execute(vraag)]


def afwezig_bij(sessie: Session, punt_ids: Collection[UUID]) -> dict[UUID, dict[UUID, Agendaafwezigheid]]:
    """Who left the room, per item of the agenda and by professional."""
    gevonden: dict[UUID, dict[UUID, Agendaafwezigheid]] = {id_: {} for id_ in punt_ids}
    for rij in sessie.scalars(sa.select(Agendaafwezigheid).where(Agendaafwezigheid.punt_id.in_(gevonden))):
        gevonden[rij.punt_id][rij.professional_id] = rij
    return gevonden
