"""Queries over money: requests and spending of a casus, what a table may spend, and the rows behind its totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    AanvraagStatus,
    Budgetaanvraag,
    Budgetruimte,
    BudgetSoort,
    CasusTafel,
    Doorbraak,
    Uitgave,
)

Pot = tuple[str, BudgetSoort]
"""A table and a kind of money."""


@dataclass(frozen=True, slots=True)
class Post:
    """One amount of one casus: what totals are made of."""

    pot: Pot
    casus_id: UUID
    bedrag: int


def aanvragen(sessie: Session, casus_id: UUID) -> list[Budgetaanvraag]:
    """The requests of a casus, newest first."""
    vraag = sa.select(Budgetaanvraag).where(Budgetaanvraag.casus_id == casus_id)
    return list(sessie.scalars(vraag.order_by(Budgetaanvraag.gevraagd_op.desc(), Budgetaanvraag.op.desc())))


def wachtende(sessie: Session, casus_id: UUID) -> list[Budgetaanvraag]:
    """The requests of a casus that nobody decided on yet, oldest first."""
    vraag = sa.select(Budgetaanvraag).where(
        Budgetaanvraag.casus_id == casus_id, Budgetaanvraag.status == AanvraagStatus.GEVRAAGD
    )
    return list(sessie.scalars(vraag.order_by(Budgetaanvraag.op, Budgetaanvraag.id)))


def uitgaven(sessie: Session, casus_id: UUID) -> list[Uitgave]:
    """All spending of a casus, oldest first."""
    vraag = sa.select(Uitgave).join(Budgetaanvraag, Budgetaanvraag.id == Uitgave.aanvraag_id)
    return list(
        sessie.scalars(vraag.where(Budgetaanvraag.casus_id == casus_id).order_by(Uitgave.datum, Uitgave.op, Uitgave.id))
    )


def besteed(sessie: Session, aanvraag_id: UUID) -> int:
    """Cents spent on a request, what was taken back left out."""
    return sessie.scalar(sa.select(sa.func.sum(Uitgave.bedrag)).where(Uitgave.aanvraag_id == aanvraag_id)) or 0


def is_teruggedraaid(sessie: Session, uitgave_id: UUID) -> bool:
    """Whether a row takes this one back."""
    return sessie.scalar(sa.select(Uitgave.id).where(Uitgave.draait_terug_id == uitgave_id)) is not None


def doorbraken(sessie: Session, casus_id: UUID) -> list[Doorbraak]:
    """The breakthroughs of a casus, newest first."""
    vraag = sa.select(Doorbraak).where(Doorbraak.casus_id == casus_id)
    return list(sessie.scalars(vraag.order_by(Doorbraak.ingebracht_op.desc(), Doorbraak.op.desc())))


def lopende_doorbraken(sessie: Session, casus_id: UUID) -> list[Doorbraak]:
    """Those of which nobody wrote down yet what came."""
    return [rij for rij in doorbraken(sessie, casus_id) if rij.afgerond_op is None]


def tafels(sessie: Session, casus_id: UUID, vandaag: date) -> list[str]:
    """Keys of the tables a casus is at today."""
    vraag = sa.select(CasusTafel.tafel).where(
        CasusTafel.casus_id == casus_id,
        CasusTafel.van <= vandaag,
        sa.or_(CasusTafel.tot.is_(None), CasusTafel.tot >= vandaag),
    )
    return list(sessie.scalars(vraag.distinct().order_by(CasusTafel.tafel)))


def ruimten(sessie: Session, jaar: int) -> dict[Pot, Budgetruimte]:
    """What each table may spend in a year: the latest row counts."""
    vraag = sa.select(Budgetruimte).where(Budgetruimte.jaar == jaar).order_by(Budgetruimte.op, Budgetruimte.id)
    return {(rij.tafel, rij.soort): rij for rij in sessie.scalars(vraag)}


def gevraagd(sessie: Session, jaar: int) -> list[Post]:
    """Requests made in a year, but for those that were taken back."""
    return _posten(
        sessie,
        Budgetaanvraag.gevraagd,
        _in_jaar(Budgetaanvraag.gevraagd_op, jaar),
        Budgetaanvraag.status != AanvraagStatus.INGETROKKEN,
    )


def toegekend(sessie: Session, jaar: int) -> list[Post]:
    """What was granted in a year."""
    return _posten(
        sessie,
        Budgetaanvraag.toegekend,
        _in_jaar(Budgetaanvraag.besloten_op, jaar),
        Budgetaanvraag.status == AanvraagStatus.TOEGEKEND,
    )


def uitgegeven(sessie: Session, jaar: int) -> list[Post]:
    """What was spent in a year; what was taken back has an amount below nought."""
    vraag = sa.select(Budgetaanvraag.tafel, Budgetaanvraag.soort, Budgetaanvraag.casus_id, Uitgave.bedrag).join(
        Uitgave, Uitgave.aanvraag_id == Budgetaanvraag.id
    )
    rijen = sessie.execute(vraag.where(_in_jaar(Uitgave.datum, jaar)))
    return [Post((tafel, soort), casus_id, bedrag) for tafel, soort, casus_id, bedrag in rijen]


def zichtbaren(sessie: Session, zichtbaar: Any) -> set[UUID]:
    """The casussen of this selection."""
    return set(sessie.scalars(zichtbaar))


def _posten(sessie: Session, bedrag: Any, *waar: sa.ColumnElement[bool]) -> list[Post]:
    vraag = sa.select(Budgetaanvraag.tafel, Budgetaanvraag.soort, Budgetaanvraag.casus_id, bedrag).where(*waar)
    return [Post((tafel, soort), casus_id, waarde) for tafel, soort, casus_id, waarde in sessie.execute(vraag)]


def _in_jaar(kolom: Any, jaar: int) -> sa.ColumnElement[bool]:
    return sa.and_(kolom >= date(jaar, 1, 1), kolom <= date(jaar, 12, 31))
