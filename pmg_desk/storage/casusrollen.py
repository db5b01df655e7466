"""Queries over the ways in which somebody could see a casus on a day in the past."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    CasusTafel,
    GebruikerTafel,
    Logdetail,
    LogregelRij,
    Noodtoegang,
    Toewijzing,
    Waarneming,
)


def gedeelde_tafels(sessie: Session, gebruiker_id: UUID, casus_id: UUID, dag: date) -> list[str]:
    """Tables at which both were on that day."""
    vraag = (
        sa.select(CasusTafel.tafel)
        .join(GebruikerTafel, GebruikerTafel.tafel == CasusTafel.tafel)
        .where(
            CasusTafel.casus_id == casus_id,
            CasusTafel.van <= dag,
            sa.or_(CasusTafel.tot.is_(None), CasusTafel.tot >= dag),
            GebruikerTafel.gebruiker_id == gebruiker_id,
            GebruikerTafel.van <= dag,
            sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= dag),
        )
        .distinct()
        .order_by(CasusTafel.tafel)
    )
    return list(sessie.scalars(vraag))


def nam_waar(sessie: Session, gebruiker_id: UUID, afwezige_id: UUID, dag: date) -> bool:
    """Whether this user covered for that one on a day."""
    vraag = sa.select(Waarneming.id).where(
        Waarneming.waarnemer_id == gebruiker_id,
        Waarneming.afwezige_id == afwezige_id,
        Waarneming.van <= dag,
        Waarneming.tot >= dag,
        sa.or_(Waarneming.beeindigd_op.is_(None), Waarneming.beeindigd_op >= dag),
    )
    return sessie.scalar(vraag.limit(1)) is not None


def toegewezen(sessie: Session, gebruiker_id: UUID, casus_id: UUID, moment: datetime, dag: date) -> bool:
    """Whether the casus was assigned to this user at that moment."""
    vraag = sa.select(Toewijzing.id).where(
        Toewijzing.casus_id == casus_id,
        Toewijzing.gebruiker_id == gebruiker_id,
        Toewijzing.op <= moment,
        sa.or_(Toewijzing.tot.is_(None), Toewijzing.tot >= dag),
    )
    return sessie.scalar(vraag.limit(1)) is not None


def noodtoegang(sessie: Session, gebruiker_id: UUID, casus_id: UUID, moment: datetime) -> bool:
    """Whether this user had emergency access at that moment."""
    vraag = sa.select(Noodtoegang.id).where(
        Noodtoegang.casus_id == casus_id,
        Noodtoegang.door_id == gebruiker_id,
        Noodtoegang.op <= moment,
        Noodtoegang.tot > moment,
    )
    return sessie.scalar(vraag.limit(1)) is not None


def overdrachten(sessie: Session, casus_id: UUID) -> list[tuple[datetime, UUID, str | None]]:
    """When a casus went to another casusregisseur, to whom, and the detail of that line; oldest first."""
    vraag = (
        sa.select(LogregelRij.tijd, LogregelRij.object_id, Logdetail.detail)
        .outerjoin(Logdetail, Logdetail.nr == LogregelRij.nr)
        .where(
            LogregelRij.actie == "casus.overdragen",
            LogregelRij.casus_id == casus_id,
            LogregelRij.object_id.is_not(None),
        )
        .order_by(LogregelRij.nr)
    )
    return [(tijd, naar, detail) for tijd, naar, detail in sessie.execute(vraag) if naar is not None]
