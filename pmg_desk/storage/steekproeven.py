"""Queries over samples of log lines and what was found when they were looked at."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import LogregelRij, Steekproef, Steekproefregel


def steekproeven(sessie: Session, dossier_id: UUID | None) -> list[Steekproef]:
    """The samples of this vault (None) or of what one audit brought, the latest month first."""
    van = Steekproef.auditdossier_id.is_(None) if dossier_id is None else Steekproef.auditdossier_id == dossier_id
    return list(sessie.scalars(sa.select(Steekproef).where(van).order_by(Steekproef.maand.desc(), Steekproef.op)))


def regels(sessie: Session, steekproef_id: UUID) -> list[Steekproefregel]:
    """The drawn lines of one sample, in order of the log."""
    vraag = sa.select(Steekproefregel).where(Steekproefregel.steekproef_id == steekproef_id)
    return list(sessie.scalars(vraag.order_by(Steekproefregel.nr)))


def raakt_iets(sessie: Session, vanaf: datetime, tot: datetime) -> bool:
    """Whether a line in this stretch names a casus."""
    vraag = sa.select(LogregelRij.nr).where(
        LogregelRij.tijd >= vanaf, LogregelRij.tijd < tot, LogregelRij.casus_id.is_not(None)
    )
    return sessie.scalar(vraag.limit(1)) is not None


def open_regels(sessie: Session) -> dict[UUID, int]:
    """Of each sample that is not done: how many lines still have to be looked at."""
    vraag = (
        sa.select(Steekproefregel.steekproef_id, sa.func.count())
        .where(Steekproefregel.in_orde.is_(None))
        .group_by(Steekproefregel.steekproef_id)
    )
    return {rij.steekproef_id: rij[1] for rij in sessie.execute(vraag)}
