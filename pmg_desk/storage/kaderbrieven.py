"""Queries over what was shared under tafelkaders, and the letters to recipients that they ended."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Casus,
    Kaderbrief,
    KaderbriefDeel,
    Verstrekking,
    VerstrekkingKader,
    VerstrekkingStatus,
)


def gedeeld_onder(sessie: Session, kader_ids: Collection[UUID]) -> list[tuple[UUID, Verstrekking, str]]:
    """What was shared under these kaders and neither failed nor came back, oldest first; with the casus number."""
    vraag = (
        sa.select(VerstrekkingKader.kader_id, Verstrekking, Casus.nummer)
        .join(Verstrekking, Verstrekking.id == VerstrekkingKader.verstrekking_id)
        .join(Casus, Casus.id == Verstrekking.casus_id)
        .where(VerstrekkingKader.kader_id.in_(kader_ids), Verstrekking.status == VerstrekkingStatus.UITGEGEVEN)
        .order_by(Verstrekking.op, Verstrekking.id)
    )
    return [(kader_id, verstrekking, nummer) for kader_id, verstrekking, nummer in sessie.execute(vraag)]


def brieven(sessie: Session, kader_id: UUID) -> list[Kaderbrief]:
    """Letters about a kader, newest first, without the documents themselves."""
    vraag = sa.select(Kaderbrief).where(Kaderbrief.kader_id == kader_id)
    return list(sessie.scalars(vraag.order_by(Kaderbrief.op.desc(), Kaderbrief.id)))


def geschreven(sessie: Session, kader_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], set[str]]:
    """By kader and sharing the kinds of data that a letter told of."""
    vraag = (
        sa.select(Kaderbrief.kader_id, KaderbriefDeel.verstrekking_id, KaderbriefDeel.categorieen)
        .join(Kaderbrief, Kaderbrief.id == KaderbriefDeel.brief_id)
        .where(Kaderbrief.kader_id.in_(kader_ids))
    )
    gevonden: dict[tuple[UUID, UUID], set[str]] = {}
    for kader_id, verstrekking_id, categorieen in sessie.execute(vraag):
        gevonden.setdefault((kader_id, verstrekking_id), set()).update(categorieen.split(","))
    return gevonden


def casussen_van(sessie: Session, brief_id: UUID) -> set[UUID]:
    """The casussen of which a letter names sharings."""
    vraag = (
        sa.select(Verstrekking.casus_id)
        .join(KaderbriefDeel, KaderbriefDeel.verstrekking_id == Verstrekking.id)
        .where(KaderbriefDeel.brief_id == brief_id)
    )
    return set(sessie.scalars(vraag))


def empty_documenten(sessie: Session, casus_id: UUID) -> None:
    """The letters that name sharings of this casus stay as a line of the register, without the page that says so."""
    ids = [brief.id for brief in over_casus(sessie, casus_id)]
    sessie.execute(sa.update(Kaderbrief).where(Kaderbrief.id.in_(ids)).values(document=None))


def over_casus(sessie: Session, casus_id: UUID) -> list[Kaderbrief]:
    """Letters that name a sharing of this casus, oldest first, without the documents."""
    delen = (
        sa.select(KaderbriefDeel.brief_id)
        .join(Verstrekking, Verstrekking.id == KaderbriefDeel.verstrekking_id)
        .where(Verstrekking.casus_id == casus_id)
    )
    vraag = sa.select(Kaderbrief).where(Kaderbrief.id.in_(delen))
    return list(sessie.scalars(vraag.order_by(Kaderbrief.op, Kaderbrief.id)))
