"""Queries over tafelkaders: the signed ones of this vault, their withdrawals, and what was shared under them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Kaderintrekking, Tafelkader, VerstrekkingKader


def kaders(sessie: Session, *, verbinding_id: UUID | None = None) -> list[Tafelkader]:
    """Signed tafelkaders, oldest first: those of this vault itself, or those made here for another one."""
    vraag = sa.select(Tafelkader).where(Tafelkader.verbinding_id.is_(verbinding_id))
    if verbinding_id is not None:
        vraag = sa.select(Tafelkader).where(Tafelkader.verbinding_id == verbinding_id)
    return list(sessie.scalars(vraag.order_by(Tafelkader.op, Tafelkader.nummer)))


def ingetrokken(sessie: Session) -> set[UUID]:
    """Ids of tafelkaders of which a signed withdrawal lies here."""
    return set(sessie.scalars(sa.select(Kaderintrekking.kader_id)))


def kaders_van(sessie: Session, verstrekking_ids: Collection[UUID]) -> dict[UUID, list[Tafelkader]]:
    """Under which tafelkaders each verstrekking happened."""
    gevonden: dict[UUID, list[Tafelkader]] = {id_: [] for id_ in verstrekking_ids}
    vraag = (
        sa.select(VerstrekkingKader.verstrekking_id, Tafelkader)
        .join(Tafelkader, Tafelkader.id == VerstrekkingKader.kader_id)
        .where(VerstrekkingKader.verstrekking_id.in_(gevonden))
        .order_by(Tafelkader.nummer)
    )
    for verstrekking_id, kader in sessie.execute(vraag):
        gevonden[verstrekking_id].append(kader)
    return gevonden
