"""Queries over factors, reactions and leefwerelden of a casus."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Factor, Leefwereldplek, Reactie, Uitspraak


def factoren(sessie: Session, casus_id: UUID) -> list[Factor]:
    """All factors of a casus, oldest first; also those that ended."""
    return list(
        sessie.scalars(sa.select(Factor).where(Factor.casus_id == casus_id).order_by(Factor.van, Factor.op, Factor.id))
    )


def reacties(sessie: Session, casus_id: UUID) -> dict[UUID, list[Uitspraak]]:
    """The reactions of the youth or parents that hold now, by the statement that now stands where they are about.

    A statement that was withdrawn has none: its reactions stand by themselves again.
    """
    paren = sessie.execute(
        sa.select(Reactie.over_id, Reactie.uitspraak_id)
        .join(Uitspraak, Uitspraak.id == Reactie.over_id)
        .where(Uitspraak.casus_id == casus_id)
        .order_by(Reactie.op, Reactie.id)
    ).all()
    if not paren:
        return {}
    nu = inhoud.huidige_van(sessie, {id_ for paar in paren for id_ in paar})
    gevonden: dict[UUID, list[Uitspraak]] = {}
    for over_id, reactie_id in paren:
        if over_id in nu and reactie_id in nu:
            gevonden.setdefault(nu[over_id].id, []).append(nu[reactie_id])
    return gevonden


def is_reactie(sessie: Session, uitspraak: Uitspraak) -> bool:
    """Whether this statement, or one it superseded, is a reaction to another."""
    ids = [uitspraak.id, *(rij.id for rij in inhoud.geschiedenis(sessie, uitspraak))]
    return sessie.scalar(sa.select(Reactie.id).where(Reactie.uitspraak_id.in_(ids)).limit(1)) is not None


def reactie_op(sessie: Session, uitspraak_id: UUID) -> Uitspraak | None:
    """The statement that this one is a reaction to; None when it is none."""
    return sessie.scalar(
        sa.select(Uitspraak).join(Reactie, Reactie.over_id == Uitspraak.id).where(Reactie.uitspraak_id == uitspraak_id)
    )


def plekken(sessie: Session, casus_id: UUID) -> dict[UUID, tuple[str, ...]]:
    """The leefwerelden of each statement that holds now and was given one."""
    rijen = sessie.execute(
        sa.select(Leefwereldplek.uitspraak_id, Leefwereldplek.leefwereld)
        .join(Uitspraak, Uitspraak.id == Leefwereldplek.uitspraak_id)
        .where(Uitspraak.casus_id == casus_id)
        .order_by(Leefwereldplek.leefwereld)
    ).all()
    nu = inhoud.huidige_van(sessie, {uitspraak_id for uitspraak_id, _ in rijen})
    gevonden: dict[UUID, tuple[str, ...]] = {}
    for uitspraak_id, leefwereld in rijen:
        if uitspraak_id in nu:
            plek = nu[uitspraak_id].id
            gevonden[plek] = (*gevonden.get(plek, ()), leefwereld)
    return gevonden


def plekken_van(sessie: Session, ids: Collection[UUID]) -> list[Leefwereldplek]:
    """The rows of these statements."""
    return list(sessie.scalars(sa.select(Leefwereldplek).where(Leefwereldplek.uitspraak_id.in_(ids))))
