"""Queries over aanmeldingen at tables and the answers of their triage."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.rollen import Rol
from pmg_desk.storage.models import (
    Aanmelding,
    AanmeldingStatus,
    Casus,
    CasusStatus,
    Gebruiker,
    GebruikerTafel,
    Jongere,
    Triageantwoord,
    Urgentie,
)

LOPEND = (AanmeldingStatus.NIEUW, AanmeldingStatus.TRIAGE)
"""Statuses in which somebody still has to decide."""


def van_casus(sessie: Session, casus_id: UUID) -> list[Aanmelding]:
    """Every aanmelding of a casus, the latest first."""
    return list(
        sessie.scalars(
            sa.select(Aanmelding)
            .where(Aanmelding.casus_id == casus_id)
            .order_by(Aanmelding.aangemeld_op.desc(), Aanmelding.op.desc(), Aanmelding.id)
        )
    )


def aangemelde_plekken(sessie: Session, casus_tafel_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these stretches at a table in which the casus was put before it."""
    vraag = sa.select(Aanmelding.casus_tafel_id).where(Aanmelding.casus_tafel_id.in_(casus_tafel_ids))
    return frozenset(id_ for id_ in sessie.scalars(vraag) if id_ is not None)


def wachtende_plekken(sessie: Session, casus_tafel_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these stretches at a table for which the table has not decided on the aanmelding."""
    vraag = sa.select(Aanmelding.casus_tafel_id).where(
        Aanmelding.casus_tafel_id.in_(casus_tafel_ids), Aanmelding.status.in_(LOPEND)
    )
    return frozenset(id_ for id_ in sessie.scalars(vraag) if id_ is not None)


def aantal_lopend(sessie: Session, casus_id: UUID) -> int:
    """How many aanmeldingen of a casus wait for a decision."""
    vraag = sa.select(sa.func.count()).where(Aanmelding.casus_id == casus_id, Aanmelding.status.in_(LOPEND))
    return sessie.scalar(vraag) or 0


def lopende(
    sessie: Session, tafels: Collection[str], zichtbaar: sa.ColumnElement[bool], hoeveel: int
) -> list[tuple[Aanmelding, Casus, Jongere]]:
    """Aanmeldingen of open casussen at these tables that wait for a decision: what is urgent first, then the oldest."""
    rijen = sessie.execute(
        sa.select(Aanmelding, Casus, Jongere)
        .join(Casus, Casus.id == Aanmelding.casus_id)
        .join(Jongere, Jongere.id == Casus.jongere_id)
        .where(Aanmelding.tafel.in_(tafels), Aanmelding.status.in_(LOPEND), Casus.status == CasusStatus.OPEN, zichtbaar)
        .order_by((Aanmelding.urgentie == Urgentie.SPOED).desc(), Aanmelding.aangemeld_op, Aanmelding.id)
        .limit(hoeveel)
    )
    return [(aanmelding, casus, jongere) for aanmelding, casus, jongere in rijen]


def antwoorden(sessie: Session, aanmelding_id: UUID) -> list[Triageantwoord]:
    """The answers that hold now, one for each question, in the order of the questions."""
    rijen = sessie.scalars(
        sa.select(Triageantwoord).where(Triageantwoord.aanmelding_id == aanmelding_id).order_by(Triageantwoord.op)
    )
    laatste = {rij.vraag: rij for rij in rijen}
    return sorted(laatste.values(), key=lambda rij: (rij.volgorde, rij.vraag))


def heeft_regisseur(sessie: Session, tafel: str, vandaag: date) -> bool:
    """Whether a casusregisseur who works in this vault belongs to this table today."""
    vraag = (
        sa.select(GebruikerTafel.id)
        .join(Gebruiker, Gebruiker.id == GebruikerTafel.gebruiker_id)
        .where(
            GebruikerTafel.tafel == tafel,
            GebruikerTafel.van <= vandaag,
            sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= vandaag),
            Gebruiker.rol == Rol.CASUSREGISSEUR,
            Gebruiker.gestopt_op.is_(None),
        )
    )
    return sessie.scalar(vraag.limit(1)) is not None
