"""Queries over jongeren: their keys for the duplicate check, and what hangs on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.storage.models import Blokkeersleutel, Casus, Jongere

_T = TypeVar("_T")

_DEEL = 500
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
    voeg_blokkeersleutels_toe(sessie, jongere_id, set(sleutels) - bewaard.keys(), nieuw_id)


def voeg_blokkeersleutels_toe(
    sessie: Session, jongere_id: UUID, sleutels: Collection[str], nieuw_id: Callable[[], UUID]
) -> None:
    """Keep these keys beside those that a jongere has; written at the next flush."""
    sessie.add_all(
        Blokkeersleutel(id=nieuw_id(), jongere_id=jongere_id, sleutel=sleutel) for sleutel in sorted(sleutels)
    )


def met_sleutels(sessie: Session, vragen: Sequence[tuple[Collection[str], str]]) -> list[list[Jongere]]:
    """Per question (keys, BSN or empty): jongeren who share a key or have that BSN; most keys in common first."""
    wie_met: defaultdict[str, list[UUID]] = defaultdict(list)
    for deel in _delen({sleutel for sleutels, _ in vragen for sleutel in sleutels}):
        vraag = sa.select(Blokkeersleutel.sleutel, Blokkeersleutel.jongere_id).where(Blokkeersleutel.sleutel.in_(deel))
        for sleutel, jongere_id in sessie.execute(vraag):
            wie_met[sleutel].append(jongere_id)
    wie_heeft: defaultdict[str, list[UUID]] = defaultdict(list)
    for deel in _delen({bsn for _, bsn in vragen if bsn}):
        for bsn, jongere_id in sessie.execute(sa.select(Jongere.bsn, Jongere.id).where(Jongere.bsn.in_(deel))):
            wie_heeft[bsn or ""].append(jongere_id)
    gevonden: list[list[UUID]] = []
    for sleutels, bsn in vragen:
        gedeeld = Counter(jongere_id for sleutel in set(sleutels) for jongere_id in wie_met.get(sleutel, ()))
        surest = sorted(gedeeld, key=lambda id_: (-gedeeld[id_], id_.int))[:_MEESTE_KANDIDATEN]
        gevonden.append(list(dict.fromkeys([*surest, *wie_heeft.get(bsn, ())])))
    op_id = {
        rij.id: rij
        for deel in _delen({id_ for ids in gevonden for id_ in ids})
        for rij in sessie.scalars(sa.select(Jongere).where(Jongere.id.in_(deel)))
    }
    return [[op_id[id_] for id_ in ids] for ids in gevonden]


def _delen(waarden: set[_T]) -> Iterable[list[_T]]:
    """SQLite takes a limited number of values in one statement."""
    rij = list(waarden)
    return (rij[begin : begin + _DEEL] for begin in range(0, len(rij), _DEEL))


def casus_ids(sessie: Session, jongere_id: UUID) -> list[UUID]:
    """Ids of the casussen of a jongere."""
    return list(sessie.scalars(sa.select(Casus.id).where(Casus.jongere_id == jongere_id)))


def geboren_op(sessie: Session, geboren: OnvolledigeDatum) -> list[Jongere]:
    """Jongeren with exactly this birth date, as far as it is known."""
    return list(sessie.scalars(sa.select(Jongere).where(Jongere.geboortedatum == geboren).order_by(Jongere.id)))
