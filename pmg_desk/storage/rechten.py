"""Queries over the rights of youth and parents: who was informed, and whether a restriction runs."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from pmg_desk.storage.models import Informering, Rechtenverzoek, RechtOordeel, Rechtsoort


def laatste_informering(sessie: Session, casus_id: UUID, dag: date | None = None) -> list[Informering]:
    """Of the youth and of the parents the latest record, where there is one.

    ``dag``: as it counts for that day, so without what happened after it; a delay counts whenever it was recorded,
    because it says that they were not.
    """
    vraag = sa.select(Informering).where(Informering.casus_id == casus_id)
    if dag is not None:
        vraag = vraag.where(sa.or_(Informering.geinformeerd_op.is_(None), Informering.geinformeerd_op <= dag))
    rijen = sessie.scalars(vraag.order_by(Informering.op, Informering.id))
    return list({rij.wie: rij for rij in rijen}.values())


def lopend_uitstel(sessie: Session, casussen: sa.Select[UUID], tot: date) -> list[Informering]:
    """Latest records that are a delay ending on or before ``tot``, of these casussen; what ends first in front."""
    later = aliased(Informering)
    na = sa.tuple_(later.op, later.id) > sa.tuple_(Informering.op, Informering.id)
    vervangen = sa.exists().where(later.casus_id == Informering.casus_id, later.wie == Informering.wie, na)
    return list(
        sessie.scalars(
            sa.select(Informering)
            .where(Informering.uitstel_tot <= tot, Informering.casus_id.in_(casussen), ~vervangen)
            .order_by(Informering.uitstel_tot, Informering.id)
        )
    )


def is_beperkt(sessie: Session, casus_id: UUID, moment: datetime | None = None) -> bool:
    """Whether a restriction that was allowed runs (AVG 18): then nothing about this casus leaves.

    ``moment``: whether it ran then.
    """
    vraag = sa.select(Rechtenverzoek.id).where(
        Rechtenverzoek.casus_id == casus_id,
        Rechtenverzoek.soort == Rechtsoort.BEPERKING,
        Rechtenverzoek.oordeel.in_([RechtOordeel.TOEGEWEZEN, RechtOordeel.DEELS]),
        Rechtenverzoek.beeindigd_op.is_(None)
        if moment is None
        else sa.and_(
            Rechtenverzoek.besloten_op <= moment,
            sa.or_(Rechtenverzoek.beeindigd_op.is_(None), Rechtenverzoek.beeindigd_op > moment),
        ),
    )
    return sessie.scalar(vraag.limit(1)) is not None
