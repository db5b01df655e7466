"""Queries over transfers of casussen to and from other vaults."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Overdracht, OverdrachtStatus, Richting

VAST = (OverdrachtStatus.AANGEBODEN, OverdrachtStatus.AANGENOMEN)


def vaste_overdracht(sessie: Session, casus_id: UUID) -> Overdracht | None:
    """The transfer by which this vault may not change the casus: on offer elsewhere, or owned elsewhere."""
    return sessie.scalar(
        sa.select(Overdracht)
        .where(
            Overdracht.casus_id == casus_id,
            Overdracht.richting == Richting.UIT,
            Overdracht.status.in_(VAST),
        )
        .order_by(Overdracht.op.desc())
        .limit(1)
    )


def overdrachten(
    sessie: Session,
    *,
    casus_id: UUID | None = None,
    richting: Richting | None = None,
    status: OverdrachtStatus | None = None,
) -> list[Overdracht]:
    """Transfers that match all that is given, the latest first."""
    vraag = sa.select(Overdracht).order_by(Overdracht.op.desc(), Overdracht.id)
    if casus_id is not None:
        vraag = vraag.where(Overdracht.casus_id == casus_id)
    if richting is not None:
        vraag = vraag.where(Overdracht.richting == richting)
    if status is not None:
        vraag = vraag.where(Overdracht.status == status)
    return list(sessie.scalars(vraag))
