"""Queries about how long casussen are kept: terms, what decides for each casus, decisions, destructions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.storage.models import (
    Bewaarbesluit,
    Bewaartermijn,
    Casus,
    CasusPeriode,
    CasusStatus,
    CasusTafel,
    Jongere,
    LogregelRij,
    Overdracht,
    OverdrachtStatus,
    Vernietiging,
    VernietigingStatus,
)

WISREGELS = ("casus.vernietigen", "casus.opnieuw_wissen")
"""Log lines that say that a casus was erased."""


@dataclass(frozen=True, slots=True)
class CasusRij:
    """What retention needs to know of a casus, and no more; ``verlaten`` as ``domain.bewaren.Feiten`` has it."""

    id: UUID
    nummer: str
    jongere_id: UUID
    regisseur_id: UUID
    gesloten_op: date | None
    gewijzigd_op: datetime
    geboren: OnvolledigeDatum
    verlaten: dict[str, date | None]
    verlengd_tot: date | None
    voorstel_id: UUID | None


def termijnen(sessie: Session) -> dict[str, Bewaartermijn]:
    """The row that counts now of every table that ever had one."""
    rijen = sessie.scalars(sa.select(Bewaartermijn).order_by(Bewaartermijn.op, Bewaartermijn.id))
    return {rij.tafel: rij for rij in rijen}


def casussen(
    sessie: Session,
    *,
    casus_ids: Collection[UUID] | None = None,
    zichtbaar: sa.Select[UUID] | None = None,
    ook_open: bool = True,
) -> list[CasusRij]:
    """Casussen, by number: these, or those in a selection, or all; without ``ook_open`` no open ones, unless proposed.
    A closed one without the day on which it was closed
    counts as closed on the day it was last changed.
    """

    def bij(kolom: InstrumentedAttribute[UUID]) -> list[sa.ColumnElement[bool]]:
        if casus_ids is not None:
            return [kolom.in_(list(casus_ids))]
        return [] if zichtbaar is None else [kolom.in_(zichtbaar)]

    dag_van, geboren_op, id_van = cache(date.fromisoformat), cache(OnvolledigeDatum.uit_tekst), cache(UUID)
    # Ids and days come as the text they are stored as: a vault may hold very many casussen, and only their days differ.
    verlaten: dict[str, dict[str, date | None]] = defaultdict(dict)
    for id_, tafel, tot in sessie.execute(
        sa.select(_ruw(CasusTafel.casus_id), CasusTafel.tafel, _ruw(CasusTafel.tot)).where(*bij(CasusTafel.casus_id))
    ):
        eerder, dag = verlaten[id_].get(tafel, date.min), tot and dag_van(tot)
        # Still there in one stretch is still there.
        verlaten[id_][tafel] = None if eerder is None or dag is None else max(eerder, dag)
    gesloten: dict[str, date | None] = {
        id_: tot and dag_van(tot)
        for id_, tot in sessie.execute(
            sa.select(_ruw(CasusPeriode.casus_id), sa.func.max(_ruw(CasusPeriode.tot)))
            .where(*bij(CasusPeriode.casus_id))
            .group_by(CasusPeriode.casus_id)
        )
    }
    besluiten = sessie.execute(
        sa.select(_ruw(Bewaarbesluit.casus_id).label("casus"), Bewaarbesluit.tot)
        .where(*bij(Bewaarbesluit.casus_id))
        .order_by(Bewaarbesluit.op, Bewaarbesluit.id)
    )
    verlengd = {rij.casus: rij.tot for rij in besluiten}
    voorgesteld = sessie.execute(
        sa.select(_ruw(Vernietiging.casus_id).label("casus"), Vernietiging.id).where(
            Vernietiging.status == VernietigingStatus.VOORGESTELD, *bij(Vernietiging.casus_id)
        )
    )
    voorstellen = {rij.casus: rij.id for rij in voorgesteld}
    vraag = (
        sa.select(
            _ruw(Casus.id),
            Casus.nummer,
            _ruw(Casus.jongere_id),
            _ruw(Casus.regisseur_id),
            _ruw(Casus.status),
            Casus.gewijzigd_op,
            _ruw(Jongere.geboortedatum),
        )
        .join(Jongere, Jongere.id == Casus.jongere_id)
        .where(*bij(Casus.id))
        .order_by(Casus.nummer)
    )
    if not ook_open:
        vraag = vraag.where(sa.not_(_open_zonder_voorstel()))
    geen: dict[str, date | None] = {}
    return [
        CasusRij(
            UUID(id_),
            nummer,
            UUID(jongere_id),
            id_van(regisseur_id),
            None if status == CasusStatus.OPEN.value else gesloten.get(id_) or lokale_dag(gewijzigd_op),
            gewijzigd_op,
            geboren_op(geboren),
            verlaten.get(id_, geen),
            verlengd.get(id_),
            voorstellen.get(id_),
        )
        for id_, nummer, jongere_id, regisseur_id, status, gewijzigd_op, geboren in sessie.execute(vraag)
    ]


def _ruw(kolom: InstrumentedAttribute[Any]) -> sa.ColumnElement[Any]:
    """A column as the text in the file, without making a value of it."""
    return sa.type_coerce(kolom, sa.String)


def _open_zonder_voorstel() -> sa.ColumnElement[bool]:
    voorgesteld = sa.select(Vernietiging.casus_id).where(Vernietiging.status == VernietigingStatus.VOORGESTELD)
    return sa.and_(Casus.status == CasusStatus.OPEN, Casus.id.not_in(voorgesteld))


def tel_open(sessie: Session, zichtbaar: sa.Select[UUID] | None) -> int:
    """How many open casussen there are that nobody proposed to destroy: those are simply kept."""
    vraag = sa.select(sa.func.count()).select_from(Casus).where(_open_zonder_voorstel())
    return sessie.scalar(vraag if zichtbaar is None else vraag.where(Casus.id.in_(zichtbaar))) or 0


def jongeren(sessie: Session, ids: Collection[UUID]) -> dict[UUID, Jongere]:
    """Jongeren by id."""
    return {rij.id: rij for rij in sessie.scalars(sa.select(Jongere).where(Jongere.id.in_(list(ids))))}


def vernietigingen(sessie: Session, status: VernietigingStatus) -> list[Vernietiging]:
    """Destructions in a status, the latest first."""
    vraag = sa.select(Vernietiging).where(Vernietiging.status == status)
    return list(sessie.scalars(vraag.order_by(Vernietiging.op.desc(), Vernietiging.id)))


def eerste_regel(sessie: Session, casus_id: UUID) -> datetime | None:
    """When the log first speaks of a casus; None when it does not (any more)."""
    regel = sa.select(LogregelRij.tijd).where(LogregelRij.casus_id == casus_id)
    return sessie.scalar(regel.order_by(LogregelRij.nr).limit(1))


def nummers(sessie: Session, casus_ids: Collection[UUID]) -> dict[UUID, str]:
    """Numbers of casussen that are still there."""
    rijen = sessie.execute(sa.select(Casus.id, Casus.nummer).where(Casus.id.in_(list(casus_ids))))
    return {rij.id: rij.nummer for rij in rijen}


def wordt_overgedragen(sessie: Session, casus_id: UUID) -> bool:
    """Whether the casus is on offer to another vault, which may still take it."""
    vraag = sa.select(Overdracht.id).where(
        Overdracht.casus_id == casus_id, Overdracht.status == OverdrachtStatus.AANGEBODEN
    )
    return sessie.scalars(vraag).first() is not None


def gewiste_casussen(sessie: Session) -> frozenset[str]:
    """Ids of casussen that the log says were erased and that are not there: their signed rows went with them."""
    regels = sa.select(LogregelRij.casus_id).where(LogregelRij.actie.in_(WISREGELS), LogregelRij.casus_id.is_not(None))
    er_nog = sa.select(Casus.id)
    return frozenset(str(casus_id) for casus_id in sessie.scalars(regels.where(LogregelRij.casus_id.not_in(er_nog))))
