"""Queries for what is due at a meeting: each answers for all casussen of a table at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.aanmeldingen import LOPEND as AANMELDING_LOPEND
from pmg_desk.storage.models import (
    Aanmelding,
    Actie,
    BesluitStand,
    Bespreking,
    Betrokkenheid,
    Casus,
    CasusStatus,
    CasusTafel,
    Doorgeleiding,
    DoorgeleidingStatus,
    Evaluatie,
    Overleg,
    Overlegbesluit,
    OverlegCasus,
    OverlegStatus,
    PlanStatus,
    PlanVersie,
    Richting,
    Verstrekking,
)
from pmg_desk.storage.models import Overdracht as Overdrachtrij
from pmg_desk.storage.overdrachten import VAST
from pmg_desk.storage.plannen import LOPEND as ACTIE_LOPEND


def kandidaten(overleg: Overleg) -> sa.Select[UUID]:
    """Ids of open casussen that may belong at this meeting and are not on its agenda.

    They sit at its table on that day, wait for its decision, or were at a meeting of it before: what was decided then
    stays the business of that table.
    """
    aan_tafel = sa.select(CasusTafel.casus_id).where(
        CasusTafel.tafel == overleg.tafel,
        CasusTafel.van <= overleg.datum,
        sa.or_(CasusTafel.tot.is_(None), CasusTafel.tot >= overleg.datum),
    )
    aangemeld = sa.select(Aanmelding.casus_id).where(
        Aanmelding.tafel == overleg.tafel, Aanmelding.status.in_(AANMELDING_LOPEND)
    )
    besproken = (
        sa.select(OverlegCasus.casus_id)
        .join(Bespreking, Bespreking.punt_id == OverlegCasus.id)
        .join(Overleg, Overleg.id == OverlegCasus.overleg_id)
        .where(Overleg.tafel == overleg.tafel)
    )
    op_agenda = sa.select(OverlegCasus.casus_id).where(OverlegCasus.overleg_id == overleg.id)
    return sa.select(Casus.id).where(
        Casus.status == CasusStatus.OPEN,
        sa.or_(Casus.id.in_(aan_tafel), Casus.id.in_(aangemeld), Casus.id.in_(besproken)),
        Casus.id.not_in(op_agenda),
    )


def volgend_overleg(sessie: Session, overleg: Overleg) -> date | None:
    """The day of the next planned meeting of the same table."""
    return sessie.scalar(
        sa.select(sa.func.min(Overleg.datum)).where(
            Overleg.tafel == overleg.tafel,
            Overleg.datum > overleg.datum,
            Overleg.status == OverlegStatus.GEPLAND,
        )
    )


def aanmeldingen(sessie: Session, casussen: sa.Select[UUID], tafel: str) -> list[Aanmelding]:
    """Aanmeldingen at this table on which nobody decided, oldest first."""
    vraag = sa.select(Aanmelding).where(
        Aanmelding.casus_id.in_(casussen), Aanmelding.tafel == tafel, Aanmelding.status.in_(AANMELDING_LOPEND)
    )
    return list(sessie.scalars(vraag.order_by(Aanmelding.aangemeld_op, Aanmelding.id)))


def late_acties(sessie: Session, casussen: sa.Select[UUID], voor: date) -> list[tuple[UUID, int, date]]:
    """By casus how many unfinished actions were due before a day, and the first of those days."""
    rijen = sessie.execute(
        sa.select(Actie.casus_id, sa.func.count(), sa.func.min(Actie.deadline))
        .where(Actie.casus_id.in_(casussen), Actie.status.in_(ACTIE_LOPEND), Actie.deadline < voor)
        .group_by(Actie.casus_id)
    )
    return [(casus_id, aantal, eerste) for casus_id, aantal, eerste in rijen]


def laatste_evaluaties(sessie: Session, casussen: sa.Select[UUID]) -> dict[UUID, Evaluatie]:
    """By casus the latest evaluation of the plan in force."""
    vraag = (
        sa.select(Evaluatie)
        .join(PlanVersie, PlanVersie.id == Evaluatie.plan_versie_id)
        .where(PlanVersie.status == PlanStatus.VASTGESTELD, PlanVersie.casus_id.in_(casussen))
        .order_by(Evaluatie.gehouden_op, Evaluatie.op, Evaluatie.id)
    )
    return {rij.casus_id: rij for rij in sessie.scalars(vraag)}


def doorgeleidingen(sessie: Session, casussen: sa.Select[UUID], tafel: str) -> list[Doorgeleiding]:
    """What this table passed on and nobody answered, oldest first."""
    vraag = sa.select(Doorgeleiding).where(
        Doorgeleiding.casus_id.in_(casussen),
        Doorgeleiding.van_tafel == tafel,
        Doorgeleiding.status == DoorgeleidingStatus.GEVRAAGD,
    )
    return list(sessie.scalars(vraag.order_by(Doorgeleiding.gevraagd_op, Doorgeleiding.id)))


def open_besluiten(sessie: Session, casussen: sa.Select[UUID], overleg: Overleg) -> list[tuple[Overlegbesluit, date]]:
    """What this table decided before and nobody did yet, with the day of that meeting, oldest first."""
    vraag = (
        sa.select(Overlegbesluit, Overleg.datum)
        .join(Bespreking, Bespreking.id == Overlegbesluit.bespreking_id)
        .join(OverlegCasus, OverlegCasus.id == Bespreking.punt_id)
        .join(Overleg, Overleg.id == OverlegCasus.overleg_id)
        .where(
            Overlegbesluit.casus_id.in_(casussen),
            Overlegbesluit.stand == BesluitStand.OPEN,
            Overleg.tafel == overleg.tafel,
            Overleg.datum <= overleg.datum,
        )
        .order_by(Overleg.datum, Overleg.tijd, Overlegbesluit.volgorde, Overlegbesluit.id)
    )
    return [(besluit, dag) for besluit, dag in sessie.execute(vraag)]


def laatste_keer(
    sessie: Session, casussen: sa.Select[UUID], overleg: Overleg
) -> dict[UUID, tuple[OverlegCasus, date, Bespreking | None]]:
    """By casus the last time before that it was on an agenda of this table: the item, the day, and what became of it.

    Only meetings that took place: held, or with something said about that casus.
    """
    vraag = (
        sa.select(OverlegCasus, Overleg.datum, Bespreking)
        .join(Overleg, Overleg.id == OverlegCasus.overleg_id)
        .outerjoin(Bespreking, Bespreking.punt_id == OverlegCasus.id)
        .where(
            OverlegCasus.casus_id.in_(casussen),
            Overleg.tafel == overleg.tafel,
            Overleg.datum <= overleg.datum,
            sa.or_(Overleg.status == OverlegStatus.GEHOUDEN, Bespreking.id.is_not(None)),
        )
        .order_by(Overleg.datum, Overleg.tijd, Overleg.id)
    )
    return {punt.casus_id: (punt, dag, bespreking) for punt, dag, bespreking in sessie.execute(vraag)}


def eerder_geagendeerd(sessie: Session, casussen: sa.Select[UUID], overleg: Overleg, vanaf: date) -> dict[UUID, date]:
    """By casus the first planned meeting of this table that has it and did not come to it yet.

    From a day on, and no later than this meeting.
    """
    vraag = (
        sa.select(OverlegCasus.casus_id, sa.func.min(Overleg.datum))
        .join(Overleg, Overleg.id == OverlegCasus.overleg_id)
        .where(
            OverlegCasus.casus_id.in_(casussen),
            Overleg.tafel == overleg.tafel,
            Overleg.status == OverlegStatus.GEPLAND,
            Overleg.datum >= vanaf,
            Overleg.datum <= overleg.datum,
            ~sa.exists().where(Bespreking.punt_id == OverlegCasus.id),
        )
        .group_by(OverlegCasus.casus_id)
    )
    return {rij[0]: rij[1] for rij in sessie.execute(vraag)}


def elders(sessie: Session, casussen: sa.Select[UUID]) -> set[UUID]:
    """Those of these casussen that another vault has or may take: nothing about them changes here."""
    vraag = sa.select(Overdrachtrij.casus_id).where(
        Overdrachtrij.casus_id.in_(casussen),
        Overdrachtrij.richting == Richting.UIT,
        Overdrachtrij.status.in_(VAST),
    )
    return {id_ for id_ in sessie.scalars(vraag) if id_ is not None}


def is_gedeeld(sessie: Session, overleg: Overleg, casussen: Collection[UUID]) -> bool:
    """Whether something of one of these casussen was handed out, told or shown for this meeting."""
    vraag = sa.select(Verstrekking.id).where(Verstrekking.overleg_id == overleg.id, Verstrekking.casus_id.in_(casussen))
    return sessie.scalar(vraag.limit(1)) is not None


def wie_hoort_bij(sessie: Session, overleg: Overleg) -> list[tuple[UUID, UUID]]:
    """By casus on the agenda which professionals attend the overleg about it on that day: pairs of both ids."""
    vraag = (
        sa.select(Betrokkenheid.casus_id, Betrokkenheid.professional_id)
        .join(OverlegCasus, OverlegCasus.casus_id == Betrokkenheid.casus_id)
        .where(
            OverlegCasus.overleg_id == overleg.id,
            Betrokkenheid.bij_overleg,
            Betrokkenheid.van <= overleg.datum,
            sa.or_(Betrokkenheid.tot.is_(None), Betrokkenheid.tot >= overleg.datum),
        )
        .distinct()
    )
    return [(casus_id, professional_id) for casus_id, professional_id in sessie.execute(vraag)]
