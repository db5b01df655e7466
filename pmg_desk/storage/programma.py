"""Queries over how the programme goes, what partners read in numbers, and numbers that were shown.

Nothing here reads ``Beeldcel.telling`` or ``gevoelig``: the true counts stay where they are counted and protected.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Beeldcel,
    Beeldkwartaal,
    Duiding,
    Gebruiker,
    Inspanningkwartaal,
    Inspanningversie,
    Streeftelling,
)


def inspanningkwartalen(sessie: Session) -> list[tuple[Inspanningkwartaal, str]]:
    """What was written of each effort, the latest quarter first, with the name of who wrote it."""
    vraag = (
        sa.select(Inspanningkwartaal, Gebruiker.naam)
        .join(Gebruiker, Gebruiker.id == Inspanningkwartaal.door_id)
        .order_by(Inspanningkwartaal.kwartaal.desc(), Inspanningkwartaal.inspanning)
    )
    return [(rij, naam) for rij, naam in sessie.execute(vraag)]


def inspanningkwartaal(sessie: Session, inspanning: str, kwartaal: str) -> Inspanningkwartaal | None:
    """What was written of one effort in one quarter."""
    vraag = sa.select(Inspanningkwartaal).filter_by(inspanning=inspanning, kwartaal=kwartaal)
    return sessie.scalars(vraag).one_or_none()


def inspanningversies(sessie: Session) -> list[tuple[Inspanningversie, str]]:
    """What was written of efforts before, the latest first, with the name of who wrote it."""
    vraag = (
        sa.select(Inspanningversie, Gebruiker.naam)
        .join(Gebruiker, Gebruiker.id == Inspanningversie.door_id)
        .order_by(Inspanningversie.nummer.desc())
    )
    return [(rij, naam) for rij, naam in sessie.execute(vraag)]


def streeftellingen(sessie: Session) -> list[tuple[Streeftelling, str]]:
    """Every count that was made elsewhere, in the order they were typed, with who typed it."""
    vraag = (
        sa.select(Streeftelling, Gebruiker.naam)
        .join(Gebruiker, Gebruiker.id == Streeftelling.door_id)
        .order_by(Streeftelling.op, Streeftelling.id)
    )
    return [(rij, naam) for rij, naam in sessie.execute(vraag)]


def is_vervangen(sessie: Session, telling_id: UUID) -> bool:
    """Whether a later count took the place of this one."""
    return sessie.scalar(sa.select(Streeftelling.id).where(Streeftelling.vervangt_id == telling_id)) is not None


def duidingen(sessie: Session, onderwerp: str = "") -> list[tuple[Duiding, str]]:
    """What partners read in numbers (all, or about one subject), the latest first, with who wrote it down."""
    vraag = (
        sa.select(Duiding, Gebruiker.naam)
        .join(Gebruiker, Gebruiker.id == Duiding.door_id)
        .order_by(Duiding.op.desc(), Duiding.id)
    )
    if onderwerp:
        vraag = vraag.where(Duiding.onderwerp == onderwerp)
    return [(rij, naam) for rij, naam in sessie.execute(vraag)]


def getoonde_cellen(
    sessie: Session, meting: str, assen: str, sleutels: Collection[str]
) -> Sequence[tuple[str, str, int | None]]:
    """Quarter, cell and what was shown of it (None: hidden), of one table in every settled quarter, oldest first."""
    vraag = (
        sa.select(Beeldkwartaal.kwartaal, Beeldcel.sleutel, Beeldcel.getoond)
        .join(Beeldcel, Beeldcel.beeldkwartaal_id == Beeldkwartaal.id)
        .where(Beeldcel.meting == meting, Beeldcel.assen == assen, Beeldcel.sleutel.in_(sleutels))
        .order_by(Beeldkwartaal.kwartaal)
    )
    return [(kwartaal, sleutel, getoond) for kwartaal, sleutel, getoond in sessie.execute(vraag)]
