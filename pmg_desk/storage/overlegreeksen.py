"""Queries over series of meetings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Aanwezigheid,
    Overleg,
    OverlegCasus,
    OverlegInReeks,
    Overlegreeks,
    OverlegStatus,
)


def reeksen(sessie: Session, tafels: Collection[str] | None) -> list[Overlegreeks]:
    """Series of these tables (None: of all), by table and first day."""
    vraag = sa.select(Overlegreeks).order_by(Overlegreeks.tafel, Overlegreeks.begin, Overlegreeks.id)
    return list(sessie.scalars(vraag if tafels is None else vraag.where(Overlegreeks.tafel.in_(tafels))))


def beurten(sessie: Session, reeks_id: UUID) -> list[tuple[OverlegInReeks, Overleg]]:
    """The meetings of a series that were made, by turn."""
    vraag = (
        sa.select(OverlegInReeks, Overleg)
        .join(Overleg, Overleg.id == OverlegInReeks.overleg_id)
        .where(OverlegInReeks.reeks_id == reeks_id)
        .order_by(OverlegInReeks.beurt)
    )
    return [(b, o) for b, o in sessie.execute(vraag)]


def komende(sessie: Session, reeks_ids: Collection[UUID], vanaf: date) -> dict[UUID, list[Overleg]]:
    """By series its planned meetings from a day on, by day."""
    gevonden: dict[UUID, list[Overleg]] = {id_: [] for id_ in reeks_ids}
    vraag = (
        sa.select(OverlegInReeks.reeks_id, Overleg)
        .join(Overleg, Overleg.id == OverlegInReeks.overleg_id)
        .where(OverlegInReeks.reeks_id.in_(gevonden), Overleg.datum >= vanaf, Overleg.status == OverlegStatus.GEPLAND)
        .order_by(Overleg.datum, Overleg.tijd, Overleg.id)
    )
    for id_, rij in sessie.execute(vraag):
        gevonden[id_].append(rij)
    return gevonden


def losse(sessie: Session, tafel: str, van: date, tot: date) -> list[Overleg]:
    """Meetings of a table in a stretch of days, both inside, that belong to no series."""
    vraag = (
        sa.select(Overleg)
        .where(
            Overleg.tafel == tafel,
            Overleg.datum >= van,
            Overleg.datum <= tot,
            Overleg.status != OverlegStatus.VERVALLEN,
            ~sa.exists().where(OverlegInReeks.overleg_id == Overleg.id),
        )
        .order_by(Overleg.datum, Overleg.tijd, Overleg.id)
    )
    return list(sessie.scalars(vraag))


def met_inhoud(sessie: Session, overleg_ids: Collection[UUID]) -> set[UUID]:
    """Those of these meetings that somebody prepared: with a casus on the agenda, or of whom it is known who comes."""
    return {
        id_
        for kolom in (OverlegCasus.overleg_id, Aanwezigheid.overleg_id)
        for id_ in sessie.scalars(sa.select(kolom).where(kolom.in_(overleg_ids)))
    }
