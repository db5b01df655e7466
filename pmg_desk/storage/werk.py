"""Queries behind the work list: casussen without contact, ages that come near, and what was put off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    AanvraagStatus,
    Actie,
    Budgetaanvraag,
    Casus,
    CasusStatus,
    Doorgeleiding,
    DoorgeleidingStatus,
    Jongere,
    Overleg,
    OverlegCasus,
    OverlegStatus,
    Score,
    Uitspraak,
    Uitstel,
)

_INGEVOERD: tuple[type[Any], ...] = (Uitspraak, Actie, Score)
"""What counts as contact by being entered; a meeting that was held counts on its day."""


def _overleg_sinds(dag: date | None = None) -> sa.Select[UUID]:
    vraag = (
        sa.select(OverlegCasus.casus_id)
        .join(Overleg, Overleg.id == OverlegCasus.overleg_id)
        .where(OverlegCasus.casus_id == Casus.id, Overleg.status == OverlegStatus.GEHOUDEN)
    )
    return vraag if dag is None else vraag.where(Overleg.datum >= dag)


def zonder_contact(
    sessie: Session, zichtbaar: sa.Select[UUID], sinds: date, sinds_moment: datetime, hoeveel: int
) -> list[tuple[Casus, datetime | None, date | None]]:
    """Open casussen in the selection, opened before ``sinds``, with nothing entered and no meeting held from then on:
    when something was last entered and the last meeting was. The longest open first.
    """
    stil = [~sa.exists().where(model.casus_id == Casus.id, model.op >= sinds_moment) for model in _INGEVOERD]
    casussen = list(
        sessie.scalars(
            sa.select(Casus)
            .where(
                Casus.status == CasusStatus.OPEN,
                Casus.id.in_(zichtbaar),
                Casus.geopend_op < sinds,
                *stil,
                ~_overleg_sinds(sinds).correlate(Casus).exists(),
            )
            .order_by(Casus.geopend_op, Casus.nummer)
            .limit(hoeveel)
        )
    )
    ids = [casus.id for casus in casussen]
    ingevoerd: dict[UUID, datetime] = {}
    for model in _INGEVOERD:
        rijen = sessie.execute(
            sa.select(model.casus_id, sa.func.max(model.op, type_=model.op.type))
            .where(model.casus_id.in_(ids))
            .group_by(model.casus_id)
        )
        for casus_id, moment in rijen:
            ingevoerd[casus_id] = max(moment, ingevoerd.get(casus_id, moment))
    gehouden = sessie.execute(
        sa.select(OverlegCasus.casus_id, sa.func.max(Overleg.datum, type_=sa.Date()).label("dag"))
        .join(Overleg, Overleg.id == OverlegCasus.overleg_id)
        .where(OverlegCasus.casus_id.in_(ids), Overleg.status == OverlegStatus.GEHOUDEN)
        .group_by(OverlegCasus.casus_id)
    )
    overleg = {rij.casus_id: rij.dag for rij in gehouden}
    return [(casus, ingevoerd.get(casus.id), overleg.get(casus.id)) for casus in casussen]


def geboren_in(
    sessie: Session, zichtbaar: sa.Select[UUID], vensters: Collection[tuple[date, date]]
) -> list[tuple[Casus, Jongere]]:
    """Open casussen in the selection of jongeren who were, or may have been, born in one of these stretches of days."""
    tekst = sa.type_coerce(Jongere.geboortedatum, sa.String)
    # Of a date that lacks a part only what comes before that part is compared (``OnvolledigeDatum.als_tekst``).
    bekend = sa.case((sa.func.substr(tekst, 6, 2) == "00", 4), else_=sa.func.length(tekst))
    geboren = sa.func.substr(tekst, 1, bekend)
    binnen = [
        sa.and_(
            geboren >= sa.func.substr(eerste.isoformat(), 1, bekend),
            geboren <= sa.func.substr(laatste.isoformat(), 1, bekend),
        )
        for eerste, laatste in vensters
    ]
    vraag = (
        sa.select(Casus, Jongere)
        .join(Jongere, Jongere.id == Casus.jongere_id)
        .where(Casus.status == CasusStatus.OPEN, Casus.id.in_(zichtbaar), tekst != "", sa.or_(sa.false(), *binnen))
        .order_by(Casus.nummer)
    )
    return [(casus, jongere) for casus, jongere in sessie.execute(vraag)]


def uitstel(sessie: Session, gebruiker_id: UUID, vanaf: datetime) -> dict[str, date]:
    """Until when this user put off what, by the key of the work; of each the latest row counts."""
    rijen = sessie.execute(
        sa.select(Uitstel.werk, Uitstel.tot)
        .where(Uitstel.door_id == gebruiker_id, Uitstel.op >= vanaf)
        .order_by(Uitstel.op, sa.literal_column("uitstel.rowid"))  # of one moment: as they were entered
    )
    return {rij.werk: rij.tot for rij in rijen}


def te_besluiten(
    sessie: Session, mag: sa.ColumnElement[bool], niet_van: UUID | None
) -> list[tuple[Budgetaanvraag, Casus]]:
    """Requests for money that wait, of open casussen that ``mag`` holds for, none of ``niet_van``; oldest first."""
    vraag = (
        sa.select(Budgetaanvraag, Casus)
        .join(Casus, Casus.id == Budgetaanvraag.casus_id)
        .where(Budgetaanvraag.status == AanvraagStatus.GEVRAAGD, Casus.status == CasusStatus.OPEN, mag)
        .order_by(Budgetaanvraag.gevraagd_op, Budgetaanvraag.op, Budgetaanvraag.id)
    )
    if niet_van is not None:
        vraag = vraag.where(Budgetaanvraag.door_id != niet_van)
    return [(rij, casus) for rij, casus in sessie.execute(vraag)]


def budgetbesluiten(
    sessie: Session, regisseur_id: UUID, sinds: datetime, hoeveel: int
) -> list[tuple[Budgetaanvraag, Casus, datetime]]:
    """What others decided since then about money for the casussen somebody leads, with the moment; newest first."""
    rijen = sessie.execute(
        sa.select(Budgetaanvraag, Casus, Uitspraak.op)
        .join(Casus, Casus.id == Budgetaanvraag.casus_id)
        .join(Uitspraak, Uitspraak.id == Budgetaanvraag.besluit_id)
        .where(
            Budgetaanvraag.status.in_((AanvraagStatus.TOEGEKEND, AanvraagStatus.AFGEWEZEN)),
            Casus.regisseur_id == regisseur_id,
            Uitspraak.op >= sinds,
            Uitspraak.door_id != regisseur_id,
        )
        .order_by(Uitspraak.op.desc(), Budgetaanvraag.id)
        .limit(hoeveel)
    )
    return [(rij, casus, op) for rij, casus, op in rijen]


def antwoorden(
    sessie: Session, regisseur_id: UUID, sinds: datetime, sinds_dag: date, hoeveel: int
) -> list[tuple[Doorgeleiding, Casus, datetime | None]]:
    """What others answered since then to passing on casussen somebody leads, newest first: with the moment of its
    words, None for the answer of another vault, which has a day only.
    """
    rijen = sessie.execute(
        sa.select(Doorgeleiding, Casus, Uitspraak.op)
        .join(Casus, Casus.id == Doorgeleiding.casus_id)
        .outerjoin(Uitspraak, Uitspraak.id == Doorgeleiding.antwoord_id)
        .where(
            Doorgeleiding.status.in_((DoorgeleidingStatus.AANGENOMEN, DoorgeleidingStatus.AFGEWEZEN)),
            Casus.regisseur_id == regisseur_id,
            sa.or_(
                sa.and_(Uitspraak.op >= sinds, Uitspraak.door_id != regisseur_id),
                sa.and_(Doorgeleiding.antwoord_id.is_(None), Doorgeleiding.antwoord_op >= sinds_dag),
            ),
        )
        .order_by(Doorgeleiding.antwoord_op.desc(), Doorgeleiding.id)
        .limit(hoeveel)
    )
    return [(rij, casus, op) for rij, casus, op in rijen]
