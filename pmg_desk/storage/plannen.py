"""Queries over plans, goals and actions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Actie,
    ActieStatus,
    Casus,
    CasusStatus,
    Doel,
    Organisatie,
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
) -> list[tuple[PlanVersie, Casus]]:
    """Plans in force with an evaluation date up to ``tot``, earliest first."""
    vraag = (
        sa.select(PlanVersie, Casus)
        .join(Casus, Casus.id == PlanVersie.casus_id)
        .where(
            PlanVersie.status == PlanStatus.VASTGESTELD,
            PlanVersie.evaluatie_op <= tot,
            Casus.status == CasusStatus.OPEN,
            Casus.id.in_(zichtbaar),
        )
        .order_by(PlanVersie.evaluatie_op, Casus.nummer)
        .limit(hoeveel)
    )
    return [(p, c) for p, c in sessie.execute(vraag)]


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
