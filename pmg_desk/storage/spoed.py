"""Queries over what is judged afterwards: emergency sharings, their findings, and data breaches."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Casus,
    Datalek,
    Gebruiker,
    Knelpunt,
    Noodtoegang,
    Spoedbevinding,
    Spoedverstrekking,
    Verstrekking,
)


def spoedverstrekkingen(
    sessie: Session, *, beoordeeld: bool, hoeveel: int | None = None
) -> list[tuple[Spoedverstrekking, Verstrekking]]:
    """Emergency sharings with their register entry: the queue (oldest first), or what was judged (latest first)."""
    klaar = sa.exists().where(Spoedbevinding.spoed_id == Spoedverstrekking.id)
    vraag = (
        sa.select(Spoedverstrekking, Verstrekking)
        .join(Verstrekking, Verstrekking.id == Spoedverstrekking.verstrekking_id)
        .where(klaar if beoordeeld else ~klaar)
        .order_by(Spoedverstrekking.op.desc() if beoordeeld else Spoedverstrekking.op, Spoedverstrekking.id)
        .limit(hoeveel)
    )
    return [(spoed, verstrekking) for spoed, verstrekking in sessie.execute(vraag)]


def alle_spoed(sessie: Session) -> list[UUID]:
    """Ids of every emergency sharing."""
    return list(sessie.scalars(sa.select(Spoedverstrekking.id)))


def spoed_bij(sessie: Session, verstrekking_ids: Collection[UUID]) -> dict[UUID, Spoedverstrekking]:
    """By entry of the register: the emergency it was, where it was one."""
    vraag = sa.select(Spoedverstrekking).where(Spoedverstrekking.verstrekking_id.in_(verstrekking_ids))
    return {rij.verstrekking_id: rij for rij in sessie.scalars(vraag)}


def bevindingen(sessie: Session, ids: Collection[UUID]) -> dict[UUID, Spoedbevinding]:
    """By emergency sharing or emergency access: what was found of it."""
    vraag = sa.select(Spoedbevinding).where(Spoedbevinding.spoed_id.in_(ids) | Spoedbevinding.noodtoegang_id.in_(ids))
    return {rij.spoed_id or rij.noodtoegang_id: rij for rij in sessie.scalars(vraag)}  # type: ignore[misc]  # one of both


def rondom(sessie: Session, casussen: Collection[UUID], gebruikers: Collection[UUID]) -> list[object]:
    """What a list names of these, in a statement per table; hold on to it while the list is made."""
    vragen: tuple[sa.Select[Any], ...] = (
        sa.select(Casus).where(Casus.id.in_(casussen)),
        sa.select(Gebruiker).where(Gebruiker.id.in_(gebruikers)),
    )
    return [rij for vraag in vragen for rij in sessie.scalars(vraag)]


def verstrekkingen_van(sessie: Session, casussen: Collection[UUID]) -> list[Verstrekking]:
    """What was shared of these casussen, newest first, without the documents themselves."""
    vraag = sa.select(Verstrekking).where(Verstrekking.casus_id.in_(casussen))
    return list(sessie.scalars(vraag.order_by(Verstrekking.op.desc(), Verstrekking.id)))


def noodtoegangen(sessie: Session) -> list[Noodtoegang]:
    """Every emergency access, oldest first."""
    return list(sessie.scalars(sa.select(Noodtoegang).order_by(Noodtoegang.op, Noodtoegang.id)))


def datalekken(sessie: Session, *, alleen_open: bool = False) -> list[Datalek]:
    """Data breaches, latest first."""
    vraag = sa.select(Datalek).order_by(Datalek.ontdekt_op.desc(), Datalek.nummer.desc())
    if alleen_open:
        vraag = vraag.where(Datalek.afgesloten_op.is_(None))
    return list(sessie.scalars(vraag))


def knelpunten(sessie: Session) -> list[Knelpunt]:
    """Where convenant or law hinders, oldest first."""
    return list(sessie.scalars(sa.select(Knelpunt).order_by(Knelpunt.nummer)))
