"""Queries over the signals of a meldpunt: pages of a list by key, and those whose term is over.

Every query takes the tables that the user belongs to: a signal is seen by the casusregisseurs of its table, by no other
way. It is not in the search index, because that is asked by people who may not see it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.storage.models import Concept, Signaal, SignaalStatus, Signaalversie, Terugmelding


class Sortering(StrEnum):
    """By what the list of signals is ordered; the id settles ties."""

    ONTVANGEN = "ontvangen"
    TAFEL = "tafel"
    BRON = "bron"
    OVER_WIE = "over_wie"


_KOLOM: dict[Sortering, sa.ColumnElement[Any]] = {
    Sortering.ONTVANGEN: Signaal.ontvangen_op.expression,
    Sortering.TAFEL: Signaal.tafel.expression,
    Sortering.BRON: Signaal.bron.expression,
    Sortering.OVER_WIE: Signaal.over_wie.expression,
}

Plek = tuple[Any, UUID]
"""Where a page ended: the value of the sorted column and the id of its last row."""


@dataclass(frozen=True, slots=True)
class Signaalfilter:
    """What the list is narrowed to; ``status`` None: every status. ``uiterlijk``: recorded on or before this day."""

    tafel: str = ""
    status: SignaalStatus | None = SignaalStatus.OPEN
    uiterlijk: date | None = None
    tekst: str = ""


def bladzijde(
    sessie: Session,
    tafels: Collection[str],
    filter_: Signaalfilter,
    *,
    sortering: Sortering,
    aflopend: bool,
    na: Plek | None,
    hoeveel: int,
) -> list[Signaal]:
    """The next rows after ``na``."""
    kolom = _KOLOM[sortering]
    vraag = sa.select(Signaal).where(*_voorwaarden(tafels, filter_))
    if na is not None:
        waarde, id_ = na
        verder = kolom < waarde if aflopend else kolom > waarde
        verder_zelfde = Signaal.id < id_ if aflopend else Signaal.id > id_
        vraag = vraag.where(sa.or_(verder, sa.and_(kolom == waarde, verder_zelfde)))
    orde = (kolom.desc(), Signaal.id.desc()) if aflopend else (kolom.asc(), Signaal.id.asc())
    return list(sessie.scalars(vraag.order_by(*orde).limit(hoeveel)))


def sorteerwaarde(rij: Signaal, sortering: Sortering) -> Any:
    """What a row was sorted by, for the place where a page ends."""
    return {
        Sortering.ONTVANGEN: rij.ontvangen_op,
        Sortering.TAFEL: rij.tafel,
        Sortering.BRON: rij.bron,
        Sortering.OVER_WIE: rij.over_wie,
    }[sortering]


def tel(sessie: Session, tafels: Collection[str], filter_: Signaalfilter) -> int:
    """How many signals the filter leaves."""
    voorwaarden = _voorwaarden(tafels, filter_)
    return sessie.scalar(sa.select(sa.func.count()).select_from(Signaal).where(*voorwaarden)) or 0


def verlopen(sessie: Session, tafels: Collection[str], uiterlijk: date) -> list[Signaal]:
    """Signals without a casus that were recorded on or before this day, the oldest first."""
    return list(
        sessie.scalars(
            sa.select(Signaal)
            .where(
                Signaal.tafel.in_(tafels),
                Signaal.status != SignaalStatus.IN_CASUS,
                _vastgelegd(uiterlijk),
            )
            .order_by(Signaal.ontvangen_op, Signaal.id)
        )
    )


def van_casus(sessie: Session, casus_id: UUID) -> list[Signaal]:
    """The signals that became part of a casus, the oldest first."""
    return list(
        sessie.scalars(
            sa.select(Signaal).where(Signaal.casus_id == casus_id).order_by(Signaal.ontvangen_op, Signaal.id)
        )
    )


def versies(sessie: Session, signaal_id: UUID) -> list[Signaalversie]:
    """What a signal said before each correction, the oldest first."""
    vraag = sa.select(Signaalversie).where(Signaalversie.signaal_id == signaal_id)
    return list(sessie.scalars(vraag.order_by(Signaalversie.op, Signaalversie.id)))


def verwijder_versies(sessie: Session, signaal_ids: Collection[UUID]) -> None:
    """Remove what these signals said before."""
    sessie.execute(sa.delete(Signaalversie).where(Signaalversie.signaal_id.in_(signaal_ids)))


def terugmeldingen(sessie: Session, ids: Collection[UUID]) -> list[Terugmelding]:
    """What was told about these signals and aanmeldingen, the latest first."""
    over = sa.or_(Terugmelding.signaal_id.in_(ids), Terugmelding.aanmelding_id.in_(ids))
    orde = (Terugmelding.gezegd_op.desc(), Terugmelding.op.desc(), Terugmelding.id.desc())
    return list(sessie.scalars(sa.select(Terugmelding).where(over).order_by(*orde)))


def verwijder(sessie: Session, rijen: Collection[Signaal]) -> None:
    """Remove signals, with what they said before, what was told back and what anybody was still typing about them."""
    ids = [str(rij.id) for rij in rijen]
    for begin in range(0, len(ids), 500):
        sessie.execute(sa.delete(Concept).where(Concept.object_id.in_(ids[begin : begin + 500])))
    alle = [rij.id for rij in rijen]
    for begin in range(0, len(alle), 500):
        deel = alle[begin : begin + 500]
        verwijder_versies(sessie, deel)
        sessie.execute(sa.delete(Terugmelding).where(Terugmelding.signaal_id.in_(deel)))
    for rij in rijen:
        sessie.delete(rij)
    sessie.flush()


def _vastgelegd(uiterlijk: date) -> sa.ColumnElement[bool]:
    """Recorded on or before this day in the Netherlands."""
    return Signaal.op < datetime.combine(uiterlijk + timedelta(days=1), time.min, AMSTERDAM)


def _voorwaarden(tafels: Collection[str], filter_: Signaalfilter) -> list[sa.ColumnElement[bool]]:
    voorwaarden: list[sa.ColumnElement[bool]] = [Signaal.tafel.in_(tafels)]
    if filter_.tafel:
        voorwaarden.append(Signaal.tafel == filter_.tafel)
    if filter_.status is not None:
        voorwaarden.append(Signaal.status == filter_.status)
    if filter_.uiterlijk is not None:
        voorwaarden += [_vastgelegd(filter_.uiterlijk), Signaal.status != SignaalStatus.IN_CASUS]
    for woord in filter_.tekst.split():
        waar = (Signaal.bron, Signaal.over_wie, Signaal.wijk, Signaal.buurt, Signaal.tekst)
        voorwaarden.append(sa.or_(*(kolom.icontains(woord, autoescape=True) for kolom in waar)))
    return voorwaarden
