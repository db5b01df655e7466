"""Queries about users, their tables, the vault's settings and its profile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Bekrachtiging,
    Casus,
    CasusStatus,
    Gebruiker,
    GebruikerTafel,
    Instelling,
    LogregelRij,
    ProfielVersie,
)


def alle_gebruikers(sessie: Session) -> list[Gebruiker]:
    """Every user there is or was: a vault has tens of them."""
    return list(sessie.scalars(sa.select(Gebruiker)))


def bekrachtigingen(sessie: Session) -> list[Bekrachtiging]:
    """Every endorsement of a key, in the order in which they were made."""
    return list(sessie.scalars(sa.select(Bekrachtiging).order_by(Bekrachtiging.op, Bekrachtiging.id)))


def tafels_van(sessie: Session, op: date) -> dict[UUID, tuple[str, ...]]:
    """The tables of every user on a day, by user, in alphabetical order of their keys."""
    rijen = sessie.execute(
        sa.select(GebruikerTafel.gebruiker_id, GebruikerTafel.tafel)
        .where(GebruikerTafel.van <= op, sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= op))
        .order_by(GebruikerTafel.tafel)
    )
    tafels: dict[UUID, tuple[str, ...]] = {}
    for gebruiker_id, tafel in rijen:
        tafels[gebruiker_id] = (*tafels.get(gebruiker_id, ()), tafel)
    return tafels


def lopende_tafels(sessie: Session, gebruiker_id: UUID) -> list[GebruikerTafel]:
    """Memberships of a user that have no end yet."""
    return list(
        sessie.scalars(
            sa.select(GebruikerTafel).where(GebruikerTafel.gebruiker_id == gebruiker_id, GebruikerTafel.tot.is_(None))
        )
    )


def aantal_open_casussen(sessie: Session, gebruiker_id: UUID) -> int:
    """How many casussen that are not closed a user leads."""
    return (
        sessie.scalar(
            sa.select(sa.func.count())
            .select_from(Casus)
            .where(Casus.regisseur_id == gebruiker_id, Casus.status != CasusStatus.GESLOTEN)
        )
        or 0
    )


def lees_instelling(sessie: Session, sleutel: str) -> str | None:
    """A setting of the vault (canonical JSON), or None."""
    rij = sessie.get(Instelling, sleutel)
    return None if rij is None else rij.waarde


def zet_instelling(sessie: Session, sleutel: str, waarde: str) -> None:
    """Keep a setting of the vault."""
    rij = sessie.get(Instelling, sleutel)
    if rij is None:
        sessie.add(Instelling(sleutel=sleutel, waarde=waarde))
    elif rij.waarde != waarde:
        rij.waarde = waarde


def verwijder_instelling(sessie: Session, sleutel: str) -> None:
    """Forget a setting of the vault; one that is not there is fine."""
    rij = sessie.get(Instelling, sleutel)
    if rij is not None:
        sessie.delete(rij)


def profielversies(sessie: Session) -> Sequence[ProfielVersie]:
    """Every profile this vault had, the one in force first."""
    return sessie.scalars(sa.select(ProfielVersie).order_by(ProfielVersie.sinds.desc(), ProfielVersie.id)).all()


def gelogde_objecten(sessie: Session, actie: str, ids: Iterable[UUID]) -> set[UUID]:
    """Which of these ids a line with this ``actie`` already stands in the log about."""
    return set(
        sessie.scalars(
            sa.select(LogregelRij.object_id).where(LogregelRij.actie == actie, LogregelRij.object_id.in_(list(ids)))
        )
    ) - {None}  # type: ignore[return-value]
