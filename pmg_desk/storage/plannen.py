"""Queries over plans, goals and actions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.storage.models import (
    Actie,
    Actieregel,
    ActieStatus,
    Casus,
    CasusStatus,
    Doel,
    Doelbereik,
    Doeltoets,
    Evaluatie,
    Organisatie,
    Planafspraak,
    PlanStatus,
    PlanVersie,
    Professional,
)

LOPEND = (ActieStatus.OPEN, ActieStatus.BEZIG)


def versies(sessie: Session, casus_id: UUID) -> list[PlanVersie]:
    """All versions, newest first."""
    return list(
        sessie.scalars(sa.select(PlanVersie).where(PlanVersie.casus_id == casus_id).order_by(PlanVersie.nr.desc()))
    )


def doelen(sessie: Session, plan_versie_id: UUID) -> list[Doel]:
    """Goals of a version in their order."""
    return list(
        sessie.scalars(
            sa.select(Doel).where(Doel.plan_versie_id == plan_versie_id).order_by(Doel.volgorde, Doel.op, Doel.id)
        )
    )


def acties(sessie: Session, casus_id: UUID) -> list[tuple[Actie, Professional, Organisatie]]:
    """All actions of a casus with their owners, by deadline."""
    vraag = (
        sa.select(Actie, Professional, Organisatie)
        .join(Professional, Professional.id == Actie.eigenaar_id)
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .where(Actie.casus_id == casus_id)
        .order_by(Actie.deadline, Actie.op, Actie.id)
    )
    return [(a, p, o) for a, p, o in sessie.execute(vraag)]


def lopende_acties(
    sessie: Session, zichtbaar: sa.Select[UUID], tot: date, hoeveel: int, vanaf: date | None = None
) -> list[tuple[Actie, Casus, Professional]]:
    """Unfinished actions of open casussen in the selection with a deadline from ``vanaf`` up to ``tot``, both inside;
    the most overdue first.
    """
    vraag = (
        sa.select(Actie, Casus, Professional)
        .join(Casus, Casus.id == Actie.casus_id)
        .join(Professional, Professional.id == Actie.eigenaar_id)
        .where(
            Actie.status.in_(LOPEND),
            Actie.deadline <= tot,
            sa.true() if vanaf is None else Actie.deadline >= vanaf,
            Casus.status == CasusStatus.OPEN,
            Casus.id.in_(zichtbaar),
        )
        .order_by(Actie.deadline, Casus.nummer, Actie.id)
        .limit(hoeveel)
    )
    return [(a, c, p) for a, c, p in sessie.execute(vraag)]


def zonder_plan(sessie: Session, zichtbaar: sa.Select[UUID], hoeveel: int) -> list[Casus]:
    """Open casussen in the selection that have no plan yet, oldest first."""
    return list(
        sessie.scalars(
            sa.select(Casus)
            .where(
                Casus.status == CasusStatus.OPEN,
                Casus.id.in_(zichtbaar),
                ~sa.exists().where(PlanVersie.casus_id == Casus.id),
            )
            .order_by(Casus.geopend_op, Casus.nummer)
            .limit(hoeveel)
        )
    )


def te_evalueren(
    sessie: Session, zichtbaar: sa.Select[UUID], tot: date, hoeveel: int
) -> list[tuple[PlanVersie, Casus, date]]:
    """Plans in force that are to be evaluated up to ``tot``, with that day, earliest first.

    That day is what the latest evaluation of the version says, else what the version says. None after an evaluation:
    there is no next one.
    """
    van_plan = (
        sa.select(Evaluatie.volgende_op)
        .where(Evaluatie.plan_versie_id == PlanVersie.id)
        .order_by(Evaluatie.gehouden_op.desc(), Evaluatie.op.desc(), Evaluatie.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    geweest = sa.exists().where(Evaluatie.plan_versie_id == PlanVersie.id)
    dag = sa.case((geweest, van_plan), else_=PlanVersie.evaluatie_op)
    vraag = (
        sa.select(PlanVersie, Casus, dag)
        .join(Casus, Casus.id == PlanVersie.casus_id)
        .where(
            PlanVersie.status == PlanStatus.VASTGESTELD,
            dag <= tot,
            Casus.status == CasusStatus.OPEN,
            Casus.id.in_(zichtbaar),
        )
        .order_by(dag, Casus.nummer)
        .limit(hoeveel)
    )
    return [(p, c, d) for p, c, d in sessie.execute(vraag)]


def in_andere_versie(sessie: Session, doel: Doel) -> bool:
    """Whether another version holds the same wording of this goal."""
    return (
        sessie.scalar(sa.select(Doel.id).where(Doel.uitspraak_id == doel.uitspraak_id, Doel.id != doel.id).limit(1))
        is not None
    )


def tekst_van_andere_versie(sessie: Session, casus_id: UUID, plan_id: UUID, uitspraak_id: UUID) -> bool:
    """Whether another version of the plan has this explanation or these wishes."""
    return (
        sessie.scalar(
            sa.select(PlanVersie.id)
            .where(
                PlanVersie.casus_id == casus_id,
                PlanVersie.id != plan_id,
                sa.or_(PlanVersie.uitspraak_id == uitspraak_id, PlanVersie.wens_id == uitspraak_id),
            )
            .limit(1)
        )
        is not None
    )


# what a plan says beside its goals


def afspraken(sessie: Session, plan_versie_id: UUID) -> list[Planafspraak]:
    """The agreements and criteria of a version."""
    return list(sessie.scalars(sa.select(Planafspraak).where(Planafspraak.plan_versie_id == plan_versie_id)))


def toetsen(sessie: Session, doel_ids: Collection[UUID]) -> dict[UUID, Doeltoets]:
    """By what and by when goals are checked, by goal."""
    return {rij.doel_id: rij for rij in sessie.scalars(sa.select(Doeltoets).where(Doeltoets.doel_id.in_(doel_ids)))}


def afspraak_van_andere_versie(sessie: Session, afspraak: Planafspraak) -> bool:
    """Whether another version holds the same wording of this agreement."""
    zelfde = sa.select(Planafspraak.id).where(
        Planafspraak.uitspraak_id == afspraak.uitspraak_id, Planafspraak.id != afspraak.id
    )
    return sessie.scalar(zelfde.limit(1)) is not None


def toets_van_andere_versie(sessie: Session, toets: Doeltoets) -> bool:
    """Whether the same goal in another version is checked by the same wording."""
    zelfde = sa.select(Doeltoets.id).where(Doeltoets.uitspraak_id == toets.uitspraak_id, Doeltoets.id != toets.id)
    return sessie.scalar(zelfde.limit(1)) is not None


# actions that repeat or wait


def regel_van(sessie: Session, actie_id: UUID) -> Actieregel | None:
    """Whether an action repeats, and what it waits for."""
    return sessie.scalar(sa.select(Actieregel).where(Actieregel.actie_id == actie_id))


def regels(sessie: Session, casus_id: UUID) -> dict[UUID, Actieregel]:
    """The same of all actions of a casus that repeat or wait, by action."""
    vraag = sa.select(Actieregel).join(Actie, Actie.id == Actieregel.actie_id).where(Actie.casus_id == casus_id)
    return {regel.actie_id: regel for regel in sessie.scalars(vraag)}


def heeft_vervolg(sessie: Session, actie_id: UUID) -> bool:
    """Whether the next one of a series was made already."""
    return sessie.scalar(sa.select(Actieregel.id).where(Actieregel.vorige_id == actie_id)) is not None


def wachtenden(sessie: Session, actie_id: UUID) -> list[Actie]:
    """Actions that were not begun and have to wait for this one, by deadline."""
    vraag = (
        sa.select(Actie)
        .join(Actieregel, Actieregel.actie_id == Actie.id)
        .where(Actieregel.na_id == actie_id, Actie.status == ActieStatus.OPEN)
        .order_by(Actie.deadline, Actie.op, Actie.id)
    )
    return list(sessie.scalars(vraag))


def wachtende_ids(sessie: Session, actie_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these actions that cannot begin yet: another has to be done first."""
    ander = aliased(Actie)
    vraag = (
        sa.select(Actie.id)
        .join(Actieregel, Actieregel.actie_id == Actie.id)
        .join(ander, ander.id == Actieregel.na_id)
        .where(Actie.id.in_(actie_ids), Actie.status == ActieStatus.OPEN, ander.status.in_(LOPEND))
    )
    return frozenset(sessie.scalars(vraag))


def aantal_herhalend(sessie: Session, casus_id: UUID) -> int:
    """How many unfinished actions of a casus come back."""
    vraag = (
        sa.select(sa.func.count())
        .select_from(Actie)
        .join(Actieregel, Actieregel.actie_id == Actie.id)
        .where(Actie.casus_id == casus_id, Actie.status.in_(LOPEND), Actieregel.herhaling != Herhaling.GEEN)
    )
    return sessie.scalar(vraag) or 0


# evaluations


def evaluaties(sessie: Session, casus_id: UUID) -> list[Evaluatie]:
    """All evaluations of a casus, of every version of its plan, newest first."""
    vraag = sa.select(Evaluatie).where(Evaluatie.casus_id == casus_id)
    return list(sessie.scalars(vraag.order_by(Evaluatie.gehouden_op.desc(), Evaluatie.op.desc(), Evaluatie.id.desc())))


def bereiken(sessie: Session, evaluatie_ids: Collection[UUID]) -> list[Doelbereik]:
    """What evaluations say of each goal."""
    return list(sessie.scalars(sa.select(Doelbereik).where(Doelbereik.evaluatie_id.in_(evaluatie_ids))))
