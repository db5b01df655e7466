"""Queries over how far a running overleg is: whether anybody began, and at which item of which meeting somebody is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Aanwezigheid,
    Aanwezigheidsstand,
    Bespreking,
    Concept,
    Overleg,
    OverlegCasus,
    OverlegStatus,
    Vergaderplek,
)


def plek_van(sessie: Session, gebruiker_id: UUID) -> tuple[Vergaderplek, OverlegCasus] | None:
    """At which item this user is, or was last."""
    vraag = (
        sa.select(Vergaderplek, OverlegCasus)
        .join(OverlegCasus, OverlegCasus.id == Vergaderplek.punt_id)
        .where(Vergaderplek.gebruiker_id == gebruiker_id)
    )
    gevonden = sessie.execute(vraag).one_or_none()
    return None if gevonden is None else (gevonden[0], gevonden[1])


def plekken_bij(sessie: Session, punt_id: UUID) -> list[Vergaderplek]:
    """Everybody who is at this item."""
    return list(sessie.scalars(sa.select(Vergaderplek).where(Vergaderplek.punt_id == punt_id)))


def gepland(sessie: Session, tafels: Collection[str], tot: date) -> list[Overleg]:
    """Meetings of these tables until and with this day that nobody ended or called off, the latest first."""
    vraag = (
        sa.select(Overleg)
        .where(Overleg.tafel.in_(tafels), Overleg.datum <= tot, Overleg.status == OverlegStatus.GEPLAND)
        .order_by(Overleg.datum.desc(), Overleg.tijd.desc(), Overleg.id)
    )
    return list(sessie.scalars(vraag))


def begonnen(sessie: Session, overleg_ids: Collection[UUID], gebruiker_id: UUID, formulier: str) -> frozenset[UUID]:
    """Which of these meetings began: somebody is there, or an item has words, of this user also in a draft
    (``formulier``), or this user has it in sight.
    """
    ids = list(overleg_ids)
    er = sa.select(Aanwezigheid.overleg_id).where(
        Aanwezigheid.overleg_id.in_(ids), Aanwezigheid.stand == Aanwezigheidsstand.AANWEZIG
    )
    besproken = (
        sa.select(OverlegCasus.overleg_id)
        .join(Bespreking, Bespreking.punt_id == OverlegCasus.id)
        .where(OverlegCasus.overleg_id.in_(ids))
    )
    hier = (
        sa.select(OverlegCasus.overleg_id)
        .join(Vergaderplek, Vergaderplek.punt_id == OverlegCasus.id)
        .where(OverlegCasus.overleg_id.in_(ids), Vergaderplek.gebruiker_id == gebruiker_id, Vergaderplek.in_beeld)
    )
    gevonden = {id_ for vraag in (er, besproken, hier) for id_ in sessie.scalars(vraag)}
    getypt = set(
        sessie.scalars(
            sa.select(Concept.object_id).where(Concept.gebruiker_id == gebruiker_id, Concept.formulier == formulier)
        )
    )
    if getypt:
        punten = sa.select(OverlegCasus.id, OverlegCasus.overleg_id).where(OverlegCasus.overleg_id.in_(ids))
        gevonden |= {overleg_id for punt_id, overleg_id in sessie.execute(punten) if str(punt_id) in getypt}
    return frozenset(gevonden)
