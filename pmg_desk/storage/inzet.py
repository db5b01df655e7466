"""Queries over interventies in use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Casus, Doel, Inzet, InzetStatus, LogregelRij, Organisatie, PlanVersie

LOPEND = (InzetStatus.GEPLAND, InzetStatus.LOOPT)


def van_casus(sessie: Session, casus_id: UUID) -> Sequence[tuple[Inzet, Organisatie | None]]:
    """What is used for a casus, what runs first, then the latest begin on top."""
    vraag = (
        sa.select(Inzet, Organisatie)
        .outerjoin(Organisatie, Organisatie.id == Inzet.uitvoerder_id)
        .where(Inzet.casus_id == casus_id)
        .order_by(Inzet.status.in_(LOPEND).desc(), Inzet.begin.desc(), Inzet.op.desc(), Inzet.id)
    )
    return [(inzet, organisatie) for inzet, organisatie in sessie.execute(vraag)]


def lopende(sessie: Session, casus_id: UUID, interventie: str) -> bool:
    """Whether this interventie is planned or running for this casus."""
    vraag = sa.select(Inzet.id).where(
        Inzet.casus_id == casus_id, Inzet.interventie == interventie, Inzet.status.in_(LOPEND)
    )
    return sessie.scalar(vraag.limit(1)) is not None


def leefgebied_van_doel(sessie: Session, casus_id: UUID, stam_id: UUID) -> str | None:
    """The leefgebied of a goal as the last version of the plan with it has it."""
    return sessie.scalar(
        sa.select(Doel.leefgebied)
        .join(PlanVersie, PlanVersie.id == Doel.plan_versie_id)
        .where(PlanVersie.casus_id == casus_id, Doel.stam_id == stam_id)
        .order_by(PlanVersie.nr.desc())
        .limit(1)
    )


def deelnemers(sessie: Session, van: date, tot: date, zichtbaar: Any) -> dict[str, dict[UUID, bool]]:
    """Which jongeren took part in each interventie at some time from ``van`` to ``tot``, both included.

    Of each: whether a casus of ``zichtbaar`` (a selection of ids) says so.
    """
    vraag = (
        sa.select(Inzet.interventie, Casus.jongere_id, sa.func.max(Casus.id.in_(zichtbaar)))
        .join(Casus, Casus.id == Inzet.casus_id)
        .where(
            Inzet.status != InzetStatus.GEPLAND,
            Inzet.begin <= tot,
            sa.or_(Inzet.eind.is_(None), Inzet.eind >= van),
        )
        .group_by(Inzet.interventie, Casus.jongere_id)
    )
    uit: dict[str, dict[UUID, bool]] = {}
    for interventie, jongere_id, ziet in sessie.execute(vraag):
        uit.setdefault(interventie, {})[jongere_id] = bool(ziet)
    return uit


def open_van_casus(sessie: Session, casus_id: UUID) -> list[Inzet]:
    """What is planned or runs for a casus, in order of being recorded."""
    vraag = sa.select(Inzet).where(Inzet.casus_id == casus_id, Inzet.status.in_(LOPEND))
    return list(sessie.scalars(vraag.order_by(Inzet.op, Inzet.id)))


def laatst_gewijzigd(sessie: Session, inzet_id: UUID) -> datetime | None:
    """When the log last saw this use change."""
    return sessie.scalar(sa.select(sa.func.max(LogregelRij.tijd)).where(LogregelRij.object_id == inzet_id))
