"""Rows of a casus that lie on its chronological line."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Actie,
    ActieStatus,
    Basis,
    CasusPeriode,
    CasusTafel,
    Delingsverzoek,
    Doel,
    Evaluatie,
    Informering,
    Inzet,
    Overleg,
    OverlegCasus,
    OverlegStatus,
    PlanVersie,
    Privacybesluit,
    Tafelstap,
    Verstrekking,
)
from pmg_desk.storage.models.meldpunt import Aanmelding
from pmg_desk.storage.models.routes import Doorgeleiding

_M = TypeVar("_M", bound=Basis)


def _van(sessie: Session, model: type[_M], casus_id: UUID) -> list[_M]:
    kolom = model.__table__.c.casus_id
    return list(sessie.scalars(sa.select(model).where(kolom == casus_id).order_by(model.__table__.c.id)))


def perioden(sessie: Session, casus_id: UUID) -> list[CasusPeriode]:
    """When the casus was open."""
    return _van(sessie, CasusPeriode, casus_id)


def tafels(sessie: Session, casus_id: UUID) -> list[CasusTafel]:
    """At which tables, from when until when."""
    return _van(sessie, CasusTafel, casus_id)


def stappen(sessie: Session, casus_id: UUID) -> list[tuple[Tafelstap, str]]:
    """Statuses and phases reached, each with its table."""
    vraag = (
        sa.select(Tafelstap, CasusTafel.tafel)
        .join(CasusTafel, CasusTafel.id == Tafelstap.casus_tafel_id)
        .where(CasusTafel.casus_id == casus_id)
        .order_by(Tafelstap.id)
    )
    return [(stap, tafel) for stap, tafel in sessie.execute(vraag)]


def aanmeldingen(sessie: Session, casus_id: UUID) -> list[Aanmelding]:
    """Put before which tables."""
    return _van(sessie, Aanmelding, casus_id)


def doorgeleidingen(sessie: Session, casus_id: UUID) -> list[Doorgeleiding]:
    """Passed on from table to table."""
    return _van(sessie, Doorgeleiding, casus_id)


def plannen(sessie: Session, casus_id: UUID) -> list[PlanVersie]:
    """All versions of the plan."""
    return _van(sessie, PlanVersie, casus_id)


def evaluaties(sessie: Session, casus_id: UUID) -> list[Evaluatie]:
    """All evaluations."""
    return _van(sessie, Evaluatie, casus_id)


def leefgebieden_van_doelen(sessie: Session, plan_versie_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], str]:
    """The leefgebied of each goal of these versions, by version and stam."""
    vraag = sa.select(Doel.plan_versie_id, Doel.stam_id, Doel.leefgebied).where(
        Doel.plan_versie_id.in_(plan_versie_ids)
    )
    return {(versie, stam): leefgebied for versie, stam, leefgebied in sessie.execute(vraag)}


def informeringen(sessie: Session, casus_id: UUID) -> list[Informering]:
    """Each time that somebody was informed, or that it was said why not yet."""
    return _van(sessie, Informering, casus_id)


def geeindigde_acties(sessie: Session, casus_id: UUID) -> list[Actie]:
    """Actions that are done or were dropped."""
    voorbij = (ActieStatus.GEREED, ActieStatus.VERVALLEN)
    return [actie for actie in _van(sessie, Actie, casus_id) if actie.status in voorbij]


def inzetten(sessie: Session, casus_id: UUID) -> list[Inzet]:
    """Interventies in use or used."""
    return _van(sessie, Inzet, casus_id)


def overleggen(sessie: Session, casus_id: UUID) -> list[Overleg]:
    """Meetings with this casus on the agenda that were not called off."""
    vraag = (
        sa.select(Overleg)
        .join(OverlegCasus, OverlegCasus.overleg_id == Overleg.id)
        .where(OverlegCasus.casus_id == casus_id, Overleg.status != OverlegStatus.VERVALLEN)
        .order_by(Overleg.id)
    )
    return list(sessie.scalars(vraag))


def verzoeken(sessie: Session, casus_id: UUID) -> list[Delingsverzoek]:
    """Requests to share."""
    return _van(sessie, Delingsverzoek, casus_id)


def besluiten(sessie: Session, casus_id: UUID) -> list[Privacybesluit]:
    """Decisions of a privacy officer."""
    return _van(sessie, Privacybesluit, casus_id)


def verstrekkingen(sessie: Session, casus_id: UUID) -> list[Verstrekking]:
    """What was shared or printed."""
    return _van(sessie, Verstrekking, casus_id)
