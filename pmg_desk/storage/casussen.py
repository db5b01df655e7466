"""Queries over casussen: pages of a list by key, who sits where."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage import zoekindex
from pmg_desk.storage.models import (
    Actie,
    ActieStatus,
    Casus,
    CasusPeriode,
    CasusStatus,
    CasusTafel,
    Gebruiker,
    Jongere,
    Noodtoegang,
    Overleg,
    OverlegCasus,
    OverlegStatus,
)


class Sortering(StrEnum):
    """By what a list of casussen is ordered; the id settles ties."""

    NAAM = "naam"
    NUMMER = "nummer"
    LEEFTIJD = "leeftijd"
    DOELGROEP = "doelgroep"
    STATUS = "status"
    REGISSEUR = "regisseur"
    GEWIJZIGD = "gewijzigd"


_KOLOM: dict[Sortering, sa.ColumnElement[Any]] = {
    Sortering.NAAM: Jongere.sorteersleutel.expression,
    Sortering.NUMMER: Casus.nummer.expression,
    Sortering.LEEFTIJD: sa.type_coerce(Jongere.geboortedatum, sa.String),
    Sortering.DOELGROEP: sa.func.coalesce(Casus.doelgroep, ""),
    Sortering.STATUS: sa.type_coerce(Casus.status, sa.String),
    Sortering.REGISSEUR: Gebruiker.naam.expression,
    Sortering.GEWIJZIGD: Casus.gewijzigd_op.expression,
}


_JONGERE = Jongere.id == Casus.jongere_id


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of casussen is narrowed to; an empty field narrows nothing."""

    status: CasusStatus | None = None
    doelgroep: str = ""
    zonder_doelgroep: bool = False
    tafel: str = ""
    regisseur_id: UUID | None = None
    tekst: str = ""


Plek = tuple[Any, UUID]
"""Where a page ended: the value of the sorted column and the id of its last row."""


def bladzijde(
    sessie: Session,
    zichtbaar: sa.ColumnElement[bool],
    filter_: Filter,
    vandaag: date,
    *,
    sortering: Sortering,
    aflopend: bool,
    na: Plek | None,
    hoeveel: int,
    langs_index: bool,
) -> list[tuple[Casus, Jongere, str, Any]]:
    """The next rows after ``na``: casus, jongere, name of the casusregisseur, and the value it was sorted by.

    ``langs_index``: walk in the order asked and stop when the page is full, for who sees most of a long list. The plus
    sign keeps SQLite from looking the jongere up by id, which would make it sort everything first.
    """
    kolom = _KOLOM[sortering]
    vraag = sa.select(Casus.id, kolom.label("sorteerwaarde")).where(*_voorwaarden(zichtbaar, filter_, vandaag))
    if sortering is Sortering.REGISSEUR:
        vraag = vraag.join(Gebruiker, Gebruiker.id == Casus.regisseur_id)
    elif sortering in (Sortering.NAAM, Sortering.LEEFTIJD):
        vraag = vraag.join(Jongere, sa.text("casus.jongere_id = +jongere.id") if langs_index else _JONGERE)
    if na is not None:
        waarde, id_ = na
        verder = kolom < waarde if aflopend else kolom > waarde
        verder_zelfde = Casus.id < id_ if aflopend else Casus.id > id_
        vraag = vraag.where(sa.or_(verder, sa.and_(kolom == waarde, verder_zelfde)))
    orde = (kolom.desc(), Casus.id.desc()) if aflopend else (kolom.asc(), Casus.id.asc())
    gevonden = sessie.execute(vraag.order_by(*orde).limit(hoeveel)).all()
    rijen = sessie.execute(
        sa.select(Casus, Jongere, Gebruiker.naam)
        .join(Jongere, _JONGERE)
        .join(Gebruiker, Gebruiker.id == Casus.regisseur_id)
        .where(Casus.id.in_([rij.id for rij in gevonden]))
    )
    op_id = {casus.id: (casus, jongere, naam) for casus, jongere, naam in rijen}
    return [(*op_id[rij.id], rij.sorteerwaarde) for rij in gevonden]


def is_krap(sessie: Session, filter_: Filter, vandaag: date, grens: int = 2000) -> bool:
    """Whether the filter, apart from who may see what, leaves fewer than ``grens`` casussen; never counts further."""
    voorwaarden = _voorwaarden(sa.true(), filter_, vandaag)
    deel = sa.select(sa.literal(1)).select_from(Casus).where(*voorwaarden).limit(grens).subquery()
    return (sessie.scalar(sa.select(sa.func.count()).select_from(deel)) or 0) < grens


def in_set(ids: sa.Select[UUID]) -> sa.ColumnElement[bool]:
    """The condition that a casus is one of ``ids``."""
    return Casus.id.in_(ids)


def tel(sessie: Session, zichtbaar: sa.ColumnElement[bool], filter_: Filter, vandaag: date) -> int:
    """How many casussen the filter leaves."""
    voorwaarden = _voorwaarden(zichtbaar, filter_, vandaag)
    return sessie.scalar(sa.select(sa.func.count()).select_from(Casus).where(*voorwaarden)) or 0


def _voorwaarden(zichtbaar: sa.ColumnElement[bool], filter_: Filter, vandaag: date) -> list[sa.ColumnElement[bool]]:
    voorwaarden: list[sa.ColumnElement[bool]] = [zichtbaar]
    if filter_.status is not None:
        voorwaarden.append(Casus.status == filter_.status)
    if filter_.zonder_doelgroep:
        voorwaarden.append(Casus.doelgroep.is_(None))
    elif filter_.doelgroep:
        voorwaarden.append(Casus.doelgroep == filter_.doelgroep)
    if filter_.tafel:
        aan_tafel = sa.select(CasusTafel.casus_id).where(CasusTafel.tafel == filter_.tafel, _nu_aan_tafel(vandaag))
        voorwaarden.append(Casus.id.in_(aan_tafel))
    if filter_.regisseur_id is not None:
        voorwaarden.append(Casus.regisseur_id == filter_.regisseur_id)
    if filter_.tekst.strip():
        voorwaarden.append(Casus.id.in_(zoekindex.casussen_met(filter_.tekst)))
    return voorwaarden


def _nu_aan_tafel(vandaag: date) -> sa.ColumnElement[bool]:
    return sa.and_(CasusTafel.van <= vandaag, sa.or_(CasusTafel.tot.is_(None), CasusTafel.tot >= vandaag))


def tafels_van(sessie: Session, casus_ids: Collection[UUID], vandaag: date) -> dict[UUID, tuple[str, ...]]:
    """The tables (profile keys) where each casus is now, the oldest first."""
    gevonden: dict[UUID, list[str]] = {id_: [] for id_ in casus_ids}
    for deel in _delen(casus_ids):
        rijen = sessie.execute(
            sa.select(CasusTafel.casus_id, CasusTafel.tafel)
            .where(CasusTafel.casus_id.in_(deel), _nu_aan_tafel(vandaag))
            .order_by(CasusTafel.van, CasusTafel.tafel)
        )
        for casus_id, tafel in rijen:
            if tafel not in gevonden[casus_id]:
                gevonden[casus_id].append(tafel)
    return {id_: tuple(tafels) for id_, tafels in gevonden.items()}


def tafels_in_gebruik(sessie: Session, zichtbaar: Any, vandaag: date) -> set[str]:
    """The keys of the tables at which there is a casus now, of the casussen in ``zichtbaar``."""
    vraag = sa.select(CasusTafel.tafel).where(_nu_aan_tafel(vandaag), CasusTafel.casus_id.in_(zichtbaar)).distinct()
    return set(sessie.scalars(vraag))


def tafelhistorie(sessie: Session, casus_id: UUID) -> list[CasusTafel]:
    """Every stretch at a table, the latest first."""
    return list(
        sessie.scalars(
            sa.select(CasusTafel)
            .where(CasusTafel.casus_id == casus_id)
            .order_by(CasusTafel.van.desc(), CasusTafel.tafel, CasusTafel.id)
        )
    )


def perioden(sessie: Session, casus_id: UUID) -> list[CasusPeriode]:
    """The stretches in which a casus was open, the latest first."""
    return list(
        sessie.scalars(
            sa.select(CasusPeriode)
            .where(CasusPeriode.casus_id == casus_id)
            .order_by(CasusPeriode.tot.is_(None).desc(), CasusPeriode.van.desc(), CasusPeriode.tot.desc())
        )
    )


def casussen_van(sessie: Session, jongere_ids: Collection[UUID]) -> list[Casus]:
    """All casussen of these jongeren, newest number first."""
    rijen = [
        casus
        for deel in _delen(jongere_ids)
        for casus in sessie.scalars(sa.select(Casus).where(Casus.jongere_id.in_(deel)))
    ]
    return sorted(rijen, key=lambda casus: casus.nummer, reverse=True)


def met_jongeren(sessie: Session, casus_ids: Collection[UUID]) -> list[tuple[Casus, Jongere]]:
    """These casussen and whose they are, at once: as long as they are held, the session reads none of them again."""
    return [
        (casus, jongere)
        for deel in _delen(casus_ids)
        for casus, jongere in sessie.execute(
            sa.select(Casus, Jongere).join(Jongere, Jongere.id == Casus.jongere_id).where(Casus.id.in_(deel))
        )
    ]


def alleen(sessie: Session, casus_ids: Collection[UUID], voorwaarde: sa.ColumnElement[bool]) -> set[UUID]:
    """Which of these casussen the condition (who may see what) holds for."""
    return {
        id_
        for deel in _delen(casus_ids)
        for id_ in sessie.scalars(sa.select(Casus.id).where(Casus.id.in_(deel), voorwaarde))
    }


_DEEL = 500


def _delen(ids: Collection[UUID]) -> Iterable[list[UUID]]:
    """SQLite takes a limited number of values in one statement."""
    rij = list(ids)
    return (rij[begin : begin + _DEEL] for begin in range(0, len(rij), _DEEL))


def met_nummer(sessie: Session, nummer: str) -> Casus | None:
    """The casus with exactly this number."""
    return sessie.scalar(sa.select(Casus).where(Casus.nummer == nummer))


def volgend_overleg(sessie: Session, casus_id: UUID, vandaag: date) -> Overleg | None:
    """The first planned meeting, today or later, that has this casus on its agenda."""
    return sessie.scalar(
        sa.select(Overleg)
        .join(OverlegCasus, OverlegCasus.overleg_id == Overleg.id)
        .where(OverlegCasus.casus_id == casus_id, Overleg.status == OverlegStatus.GEPLAND, Overleg.datum >= vandaag)
        .order_by(Overleg.datum, Overleg.tijd, Overleg.id)
        .limit(1)
    )


def open_acties(sessie: Session, casus_id: UUID) -> int:
    """How many actions of a casus are not finished."""
    return (
        sessie.scalar(
            sa.select(sa.func.count())
            .select_from(Actie)
            .where(Actie.casus_id == casus_id, Actie.status.in_((ActieStatus.OPEN, ActieStatus.BEZIG)))
        )
        or 0
    )


def noodtoegang_tot(sessie: Session, casus_id: UUID, gebruiker_id: UUID, nu: datetime) -> datetime | None:
    """Until when this user has emergency access to this casus; None without."""
    return sessie.scalar(
        sa.select(sa.func.max(Noodtoegang.tot)).where(
            Noodtoegang.casus_id == casus_id, Noodtoegang.door_id == gebruiker_id, Noodtoegang.tot > nu
        )
    )
