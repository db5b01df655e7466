"""Queries over jongeren: their keys for the duplicate check, and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Blokkeersleutel, Casus, Jongere, Relatie

_MEESTE_KANDIDATEN = 500
"""A key shared by more people than this (an institution's address) says nothing; the surest are compared first."""


def vervang_blokkeersleutels(
    sessie: Session, jongere_id: UUID, sleutels: Collection[str], nieuw_id: Callable[[], UUID]
) -> None:
    """Keep exactly these keys for a jongere."""
    bewaard = {
        rij.sleutel: rij
        for rij in sessie.scalars(sa.select(Blokkeersleutel).where(Blokkeersleutel.jongere_id == jongere_id))
    }
    for sleutel, rij in bewaard.items():
        if sleutel not in sleutels:
            sessie.delete(rij)
    sessie.add_all(
        Blokkeersleutel(id=nieuw_id(), jongere_id=jongere_id, sleutel=sleutel)
        for sleutel in sorted(sleutels)
        if sleutel not in bewaard
    )


def met_sleutels(sessie: Session, sleutels: Collection[str], bsn: str = "") -> list[Jongere]:
    """Jongeren who share a key, or have this BSN; those with most keys in common first."""
    gedeeld = (
        sa.select(Blokkeersleutel.jongere_id, sa.func.count().label("aantal"))
        .where(Blokkeersleutel.sleutel.in_(sleutels))
        .group_by(Blokkeersleutel.jongere_id)
        .subquery()
    )
    rijen = list(
        sessie.scalars(
            sa.select(Jongere)
            .join(gedeeld, gedeeld.c.jongere_id == Jongere.id)
            .order_by(gedeeld.c.aantal.desc(), Jongere.id)
            .limit(_MEESTE_KANDIDATEN)
        )
    )
    if bsn:
        rijen += [rij for rij in sessie.scalars(sa.select(Jongere).where(Jongere.bsn == bsn)) if rij not in rijen]
    return rijen


def casus_ids(sessie: Session, jongere_id: UUID) -> list[UUID]:
    """Ids of the casussen of a jongere."""
    return list(sessie.scalars(sa.select(Casus.id).where(Casus.jongere_id == jongere_id)))


def relaties_van(sessie: Session, jongere_id: UUID) -> list[Relatie]:
    """The people around a jongere, as entered."""
    return list(
        sessie.scalars(sa.select(Relatie).where(Relatie.jongere_id == jongere_id).order_by(Relatie.op, Relatie.id))
    )
