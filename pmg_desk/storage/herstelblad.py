"""What the log says about the recovery sheet and about keys that were replaced."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.logboek import Logregel, Resultaat, lees_blad
from pmg_desk.storage.models import LogregelRij

_GELUKT = Resultaat.GELUKT.value


def laatste_met_sleutel(sessie: Session, actie: str, sleutel: str) -> Logregel | None:
    """The latest line of this kind that succeeded and names this public key."""
    rijen = sessie.scalars(
        sa.select(LogregelRij.blad)
        .where(LogregelRij.actie == actie, LogregelRij.resultaat == _GELUKT)
        .order_by(LogregelRij.nr.desc())
    )
    return next((regel for regel in map(lees_blad, rijen) if regel.sleutel == sleutel), None)


def laatste_nr(sessie: Session, acties: tuple[str, ...], object_id: UUID) -> int:
    """Number of the latest line of these kinds about this object that succeeded; 0 when there is none."""
    return (
        sessie.scalar(
            sa.select(sa.func.max(LogregelRij.nr)).where(
                LogregelRij.actie.in_(acties), LogregelRij.object_id == object_id, LogregelRij.resultaat == _GELUKT
            )
        )
        or 0
    )


def gelukt_sinds(sessie: Session, actie: str, nr: int) -> list[tuple[datetime, UUID | None]]:
    """Moment and object of every line of this kind that succeeded after line ``nr``, in order."""
    vraag = (
        sa.select(LogregelRij.tijd, LogregelRij.object_id)
        .where(LogregelRij.actie == actie, LogregelRij.resultaat == _GELUKT, LogregelRij.nr > nr)
        .order_by(LogregelRij.nr)
    )
    return [(tijd, object_id) for tijd, object_id in sessie.execute(vraag)]
