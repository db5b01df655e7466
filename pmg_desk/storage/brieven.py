"""Queries over letters and over what was shared under a decision."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Afscherming, Brief, Verstrekking, VerstrekkingBesluit, VerstrekkingStatus


def brieven(sessie: Session, casus_id: UUID, besluit_id: UUID | None = None) -> list[Brief]:
    """Letters about a casus, those about one decision when given; newest first, without the documents themselves."""
    vraag = sa.select(Brief).where(Brief.casus_id == casus_id).order_by(Brief.op.desc(), Brief.id)
    return list(sessie.scalars(vraag if besluit_id is None else vraag.where(Brief.besluit_id == besluit_id)))


def gedeeld_onder(sessie: Session, besluit_id: UUID) -> list[Verstrekking]:
    """What was shared under a decision and neither failed nor came back, oldest first."""
    return list(
        sessie.scalars(
            sa.select(Verstrekking)
            .join(VerstrekkingBesluit, VerstrekkingBesluit.verstrekking_id == Verstrekking.id)
            .where(VerstrekkingBesluit.besluit_id == besluit_id, Verstrekking.status == VerstrekkingStatus.UITGEGEVEN)
            .order_by(Verstrekking.op, Verstrekking.id)
        )
    )


def afschermingen(sessie: Session, casus_id: UUID) -> list[Afscherming]:
    """Lines that the youth does not see now; they do not end by themselves."""
    vraag = sa.select(Afscherming).where(Afscherming.casus_id == casus_id, Afscherming.opgeheven_op.is_(None))
    return list(sessie.scalars(vraag))
