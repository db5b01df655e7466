"""Queries over files in the vault; the bytes are read by one of them only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Bijlage, BijlageInhoud, Casus, Uitgave


def van_casus(sessie: Session, casus_id: UUID) -> list[Bijlage]:
    """The files of a casus, newest first; without their bytes."""
    return list(
        sessie.scalars(sa.select(Bijlage).where(Bijlage.casus_id == casus_id).order_by(Bijlage.op.desc(), Bijlage.id))
    )


def lees_inhoud(sessie: Session, bijlage_id: UUID) -> bytes:
    """The bytes of one file."""
    return sessie.scalars(sa.select(BijlageInhoud.inhoud).where(BijlageInhoud.bijlage_id == bijlage_id)).one()


def zelfde_inhoud(sessie: Session, sha256: str, zichtbaar: Any) -> list[tuple[Bijlage, str]]:
    """Files with these bytes in the casussen of ``zichtbaar``, with the number of the casus."""
    vraag = (
        sa.select(Bijlage, Casus.nummer)
        .join(Casus, Casus.id == Bijlage.casus_id)
        .where(Bijlage.sha256 == sha256, Bijlage.casus_id.in_(zichtbaar))
        .order_by(Casus.nummer, Bijlage.id)
    )
    return [(bijlage, nummer) for bijlage, nummer in sessie.execute(vraag)]


def is_bon(sessie: Session, bijlage_id: UUID) -> bool:
    """Whether spending refers to this file."""
    return sessie.scalar(sa.select(Uitgave.id).where(Uitgave.bijlage_id == bijlage_id).limit(1)) is not None


def bonnen(sessie: Session, casus_id: UUID) -> set[UUID]:
    """The files of a casus that spending refers to."""
    vraag = sa.select(Uitgave.bijlage_id).join(Bijlage, Bijlage.id == Uitgave.bijlage_id)
    return {id_ for id_ in sessie.scalars(vraag.where(Bijlage.casus_id == casus_id)) if id_ is not None}


def verwijder(sessie: Session, bijlage: Bijlage) -> None:
    """Take a file and its bytes out; ``secure_delete`` empties the pages they were in."""
    # Not by loading the row: its bytes need not be read to go.
    sessie.execute(sa.delete(BijlageInhoud).where(BijlageInhoud.bijlage_id == bijlage.id))
    sessie.delete(bijlage)
    sessie.flush()
