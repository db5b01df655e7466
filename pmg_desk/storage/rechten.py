"""Queries over the rights of youth and parents: who was informed."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Informering


def laatste_informering(sessie: Session, casus_id: UUID) -> list[Informering]:
    """Of the youth and of the parents the latest record, where there is one."""
    rijen = sessie.scalars(
        sa.select(Informering).where(Informering.casus_id == casus_id).order_by(Informering.op, Informering.id)
    )
    return list({rij.wie: rij for rij in rijen}.values())
