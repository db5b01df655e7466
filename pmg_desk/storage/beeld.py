"""Queries over settled quarters: their cells, what balances left over, and the files that were made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Beeldcel, Beeldkwartaal, Beeldrest, Beelduitvoer, CasusPeriode, Duiding
from pmg_desk.storage.uow import bulk_toevoegen

_TEGELIJK = 500  # keys in one statement

Celrij = tuple[str, str, str, int | None, bool, int | None]
"""Measure, axes, key, what is shown, whether it is small, and the true count where that is still kept."""


def kwartalen(sessie: Session) -> list[Beeldkwartaal]:
    """Settled quarters, the oldest first."""
    return list(sessie.scalars(sa.select(Beeldkwartaal).order_by(Beeldkwartaal.kwartaal)))


def eerste_casusdag(sessie: Session) -> date | None:
    """The first day on which any casus of this vault was open; None without casussen."""
    return sessie.scalar(sa.select(sa.func.min(CasusPeriode.van)))


def cellen(sessie: Session, kwartaal_id: UUID, meting: str | None = None, assen: str | None = None) -> list[Celrij]:
    """The cells of a quarter, or of one measure or table of it, in the order in which they were kept."""
    vraag = sa.select(
        Beeldcel.meting, Beeldcel.assen, Beeldcel.sleutel, Beeldcel.getoond, Beeldcel.gevoelig, Beeldcel.telling
    ).where(Beeldcel.beeldkwartaal_id == kwartaal_id)
    if meting is not None:
        vraag = vraag.where(Beeldcel.meting == meting)
    if assen is not None:
        vraag = vraag.where(Beeldcel.assen == assen)
    vraag = vraag.order_by(Beeldcel.meting, Beeldcel.assen, Beeldcel.sleutel)
    return [(m, a, s, getoond, gevoelig, telling) for m, a, s, getoond, gevoelig, telling in sessie.execute(vraag)]


def bewaar(sessie: Session, rijen: list[dict[str, Any]], resten: list[dict[str, Any]]) -> None:
    """Keep the cells of a quarter and what the balances left over in it."""
    bulk_toevoegen(sessie, Beeldcel, rijen)
    bulk_toevoegen(sessie, Beeldrest, resten)


def leeg_tellingen(sessie: Session, behalve: UUID) -> None:
    """Forget the true counts of every quarter but this one."""
    sessie.execute(
        sa.update(Beeldcel)
        .where(Beeldcel.beeldkwartaal_id != behalve, Beeldcel.telling.is_not(None))
        .values(telling=None)
        .execution_options(synchronize_session=False)
    )


def vergeet_gevoelig(sessie: Session, kwartaal_id: UUID, cellen: Iterable[tuple[str, str, str]]) -> None:
    """Forget of these cells (measure, axes, key) of a quarter that they are small."""
    per: dict[tuple[str, str], list[str]] = defaultdict(list)
    for meting, assen, sleutel in cellen:
        per[meting, assen].append(sleutel)
    for (meting, assen), sleutels in per.items():
        for eerst in range(0, len(sleutels), _TEGELIJK):
            sessie.execute(
                sa.update(Beeldcel)
                .where(
                    Beeldcel.beeldkwartaal_id == kwartaal_id,
                    Beeldcel.meting == meting,
                    Beeldcel.assen == assen,
                    Beeldcel.sleutel.in_(sleutels[eerst : eerst + _TEGELIJK]),
                )
                .values(gevoelig=False)
                .execution_options(synchronize_session=False)
            )


def resten(sessie: Session) -> list[tuple[str, str, str, int]]:
    """Quarter, measure, key of the leaf and number of everything that balances left over."""
    vraag = (
        sa.select(Beeldkwartaal.kwartaal, Beeldrest.meting, Beeldrest.sleutel, Beeldrest.rest)
        .join(Beeldkwartaal, Beeldkwartaal.id == Beeldrest.beeldkwartaal_id)
        .order_by(Beeldkwartaal.kwartaal, Beeldrest.meting, Beeldrest.sleutel)
    )
    return [(kwartaal, meting, sleutel, rest) for kwartaal, meting, sleutel, rest in sessie.execute(vraag)]


def duidingen(sessie: Session, kwartaal: str) -> list[Duiding]:
    """What partners read in the numbers of a quarter, the oldest first."""
    vraag = sa.select(Duiding).where(Duiding.kwartaal == kwartaal).order_by(Duiding.op, Duiding.id)
    return list(sessie.scalars(vraag))


def uitvoeren(sessie: Session) -> list[Beelduitvoer]:
    """Every file that was made, the latest first."""
    return list(sessie.scalars(sa.select(Beelduitvoer).order_by(Beelduitvoer.nummer.desc())))


def uitvoer(sessie: Session, nummer: int) -> Beelduitvoer | None:
    """The file with this number; None when there is none."""
    return sessie.scalar(sa.select(Beelduitvoer).where(Beelduitvoer.nummer == nummer))


def uitvoer_met(sessie: Session, id_: str) -> Beelduitvoer | None:
    """The file with this id; None when there is none."""
    return sessie.get(Beelduitvoer, UUID(id_))


def uitvoeren_voor(sessie: Session, woord: str) -> list[UUID]:
    """The files of which the register has this in for whom they were made."""
    vraag = sa.select(Beelduitvoer.id).where(Beelduitvoer.voor_wie.contains(woord, autoescape=True))
    return list(sessie.scalars(vraag))


def volgend_uitvoernummer(sessie: Session) -> int:
    """The number of the next file; rows of the register are never removed, so no number comes back."""
    return (sessie.scalar(sa.select(sa.func.max(Beelduitvoer.nummer))) or 0) + 1
