"""Queries over cover during leave."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Gebruiker, GebruikerTafel, Waarneming
from pmg_desk.storage.zichtbaar import afwezigen_van


def waarnemingen(sessie: Session, vandaag: date, *, van_of_door: UUID | None = None) -> list[Waarneming]:
    """What runs or is to come, the earliest first; ``van_of_door``: only where this user is absent or covers."""
    vraag = sa.select(Waarneming).where(Waarneming.tot >= vandaag, Waarneming.beeindigd_op.is_(None))
    if van_of_door is not None:
        vraag = vraag.where(sa.or_(Waarneming.afwezige_id == van_of_door, Waarneming.waarnemer_id == van_of_door))
    return list(sessie.scalars(vraag.order_by(Waarneming.van, Waarneming.op, Waarneming.id)))


def overlapt(sessie: Session, afwezige_id: UUID, van: date, tot: date) -> bool:
    """Whether somebody already covers for this user on one of these days."""
    vraag = sa.select(Waarneming.id).where(
        Waarneming.afwezige_id == afwezige_id,
        Waarneming.van <= tot,
        Waarneming.tot >= van,
        Waarneming.beeindigd_op.is_(None),
    )
    return sessie.scalar(vraag.limit(1)) is not None


def in_dagen(sessie: Session, gebruiker_id: UUID, van: date, tot: date) -> list[Waarneming]:
    """Where this user is absent or covers on one of these days, the earliest first."""
    vraag = sa.select(Waarneming).where(
        sa.or_(Waarneming.afwezige_id == gebruiker_id, Waarneming.waarnemer_id == gebruiker_id),
        Waarneming.van <= tot,
        Waarneming.tot >= van,
        Waarneming.beeindigd_op.is_(None),
    )
    return list(sessie.scalars(vraag.order_by(Waarneming.van, Waarneming.op, Waarneming.id)))


def lopend(sessie: Session, afwezige_id: UUID, vandaag: date) -> Waarneming | None:
    """Who covers today for this user; at most one, because they never overlap."""
    return sessie.scalar(
        sa.select(Waarneming)
        .where(
            Waarneming.afwezige_id == afwezige_id,
            Waarneming.van <= vandaag,
            Waarneming.tot >= vandaag,
            Waarneming.beeindigd_op.is_(None),
        )
        .limit(1)
    )


def eerstvolgend(sessie: Session, afwezige_id: UUID, vandaag: date, uiterlijk: date) -> Waarneming | None:
    """The first cover for this user that is still to begin, at the latest on ``uiterlijk``."""
    return sessie.scalar(
        sa.select(Waarneming)
        .where(
            Waarneming.afwezige_id == afwezige_id,
            Waarneming.van > vandaag,
            Waarneming.van <= uiterlijk,
            Waarneming.beeindigd_op.is_(None),
        )
        .order_by(Waarneming.van)
        .limit(1)
    )


def tafels_waargenomen(sessie: Session, gebruiker_id: UUID, vandaag: date) -> frozenset[str]:
    """Keys of the tables of the colleagues for whom this user covers today, as far as they still belong to them."""
    return frozenset(
        sessie.scalars(
            sa.select(GebruikerTafel.tafel)
            .join(Gebruiker, Gebruiker.id == GebruikerTafel.gebruiker_id)
            .where(
                GebruikerTafel.gebruiker_id.in_(afwezigen_van(gebruiker_id, vandaag)),
                GebruikerTafel.van <= vandaag,
                sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= vandaag),
                Gebruiker.gestopt_op.is_(None),
            )
        )
    )
