"""Queries over who was given sight of a casus."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Casus, CasusStatus, Gebruiker, Noodtoegang, Toewijzing


def gebruikers(sessie: Session) -> list[Gebruiker]:
    """Users who have not left, by name."""
    return list(
        sessie.scalars(
            sa.select(Gebruiker).where(Gebruiker.gestopt_op.is_(None)).order_by(Gebruiker.naam, Gebruiker.id)
        )
    )


def toewijzingen(sessie: Session, casus_id: UUID) -> list[Toewijzing]:
    """All assignments of a casus, the latest first."""
    return list(
        sessie.scalars(
            sa.select(Toewijzing).where(Toewijzing.casus_id == casus_id).order_by(Toewijzing.op.desc(), Toewijzing.id)
        )
    )


def toegewezen_aan(sessie: Session, gebruiker_id: UUID, vandaag: date, hoeveel: int) -> list[tuple[Toewijzing, Casus]]:
    """Open casussen that are assigned to a user now, what ends first in front."""
    vraag = (
        sa.select(Toewijzing, Casus)
        .join(Casus, Casus.id == Toewijzing.casus_id)
        .where(
            Toewijzing.gebruiker_id == gebruiker_id,
            sa.or_(Toewijzing.tot.is_(None), Toewijzing.tot >= vandaag),
            Casus.status == CasusStatus.OPEN,
        )
        .order_by(Toewijzing.tot.is_(None), Toewijzing.tot, Casus.nummer, Toewijzing.op)
        .limit(hoeveel)
    )
    return [(t, c) for t, c in sessie.execute(vraag)]


def noodtoegangen(sessie: Session, *, beoordeeld: bool, hoeveel: int) -> list[Noodtoegang]:
    """Emergency accesses that wait for review (oldest first) or are reviewed (latest first)."""
    if beoordeeld:
        klaar = Noodtoegang.beoordeeld_op.is_not(None)
        vraag = sa.select(Noodtoegang).where(klaar).order_by(Noodtoegang.beoordeeld_op.desc(), Noodtoegang.id)
    else:
        wacht = Noodtoegang.beoordeeld_op.is_(None)
        vraag = sa.select(Noodtoegang).where(wacht).order_by(Noodtoegang.op, Noodtoegang.id)
    return list(sessie.scalars(vraag.limit(hoeveel)))


def noodtoegangen_van(sessie: Session, casus_id: UUID) -> list[Noodtoegang]:
    """Emergency accesses to one casus, the latest first."""
    return list(
        sessie.scalars(
            sa.select(Noodtoegang)
            .where(Noodtoegang.casus_id == casus_id)
            .order_by(Noodtoegang.op.desc(), Noodtoegang.id)
        )
    )
