"""Queries for papers without names: pseudonyms, and the names that such a paper may not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Casus, Groep, Groepslid, Jongere, Pseudoniem


@dataclass(frozen=True, slots=True)
class Groepsgenoten:
    """Who is in the groups of a casus: youths that may be seen, others by name, and what the groups are called."""

    jongeren: tuple[Jongere, ...]
    anderen: tuple[str, ...]
    namen: tuple[str, ...]


def pseudoniem(sessie: Session, casus_id: UUID) -> Pseudoniem | None:
    """That of this casus."""
    return sessie.scalar(sa.select(Pseudoniem).where(Pseudoniem.casus_id == casus_id))


def bezet(sessie: Session) -> set[str]:
    """Every pseudonym of this vault."""
    return set(sessie.scalars(sa.select(Pseudoniem.naam)))


def zichtbare_jongeren(sessie: Session, zichtbaar: sa.Select[Any]) -> list[tuple[Jongere, Casus]]:
    """The youths of these casussen, each with the casus, in order of the numbers."""
    vraag = (
        sa.select(Jongere, Casus)
        .join(Casus, Casus.jongere_id == Jongere.id)
        .where(Casus.id.in_(zichtbaar))
        .order_by(Casus.nummer)
    )
    return [(rij[0], rij[1]) for rij in sessie.execute(vraag)]


def groepsgenoten(sessie: Session, casus_id: UUID, zichtbaar: sa.Select[Any]) -> Groepsgenoten:
    """Of the groups that this casus is or was in."""
    groepen = sa.select(Groepslid.groep_id).where(Groepslid.casus_id == casus_id)
    jongeren = (
        sa.select(Jongere)
        .join(Casus, Casus.jongere_id == Jongere.id)
        .join(Groepslid, Groepslid.casus_id == Casus.id)
        .where(Groepslid.groep_id.in_(groepen), Casus.id != casus_id, Casus.id.in_(zichtbaar))
        .order_by(Casus.nummer)
    )
    anderen = sa.select(Groepslid.naam).where(Groepslid.groep_id.in_(groepen), Groepslid.naam != "")
    namen = sa.select(Groep.naam).where(Groep.id.in_(groepen))
    return Groepsgenoten(
        tuple(sessie.scalars(jongeren)),
        tuple(sessie.scalars(anderen.order_by(Groepslid.naam))),
        tuple(sessie.scalars(namen.order_by(Groep.naam))),
    )
