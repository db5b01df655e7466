"""What was said of the texts of a casus before, and the lines of the log that say what else was loosened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.storage.models import Doel, LogregelRij, PlanVersie, Uitspraak


class Versie(NamedTuple):
    """A statement as far as its limits go, and which one it superseded."""

    id: UUID
    vervangt_id: UUID | None
    tekst: str
    categorie: str
    derden: bool
    doorverstrekking: Doorverstrekking
    op: datetime


def versies_van_teksten(sessie: Session, casus_id: UUID) -> list[Versie]:
    """Every statement of a casus there ever was, oldest first."""
    u = Uitspraak
    vraag = sa.select(u.id, u.vervangt_id, u.tekst, u.categorie, u.derden, u.doorverstrekking, u.op)
    rijen = sessie.execute(vraag.where(u.casus_id == casus_id).order_by(u.op, u.id))
    return [Versie(*rij) for rij in rijen]


def doelversies(sessie: Session, casus_id: UUID) -> list[Doel]:
    """The goals of every version of the plan, oldest version first."""
    vraag = sa.select(Doel).join(PlanVersie, PlanVersie.id == Doel.plan_versie_id)
    return list(sessie.scalars(vraag.where(PlanVersie.casus_id == casus_id).order_by(PlanVersie.nr, Doel.id)))


def regels(
    sessie: Session, acties: Collection[str], casus_id: UUID, objecten: Collection[UUID]
) -> list[tuple[int, str]]:
    """Number and leaf of the lines of these kinds about a casus, or about what it has in common with others."""
    r = LogregelRij
    vraag = sa.select(r.nr, r.blad).where(
        r.actie.in_(acties), sa.or_(r.casus_id == casus_id, r.object_id.in_(objecten))
    )
    return [(nr, blad) for nr, blad in sessie.execute(vraag.order_by(r.nr))]


def laatste_tijd_tot(sessie: Session, nr: int) -> datetime:
    """The latest time in the log up to this line: setting the clock back makes nothing earlier."""
    tijd = sessie.scalar(sa.select(sa.func.max(LogregelRij.tijd)).where(LogregelRij.nr <= nr))
    assert tijd is not None
    return tijd
