"""Queries over tafelkaders: signed ones, withdrawals, drafts, questions, and what was shared under them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Kaderconcept,
    Kaderintrekking,
    Kadervraag,
    Overleg,
    OverlegDeelnemer,
    Professional,
    Tafelkader,
    VerstrekkingKader,
)


def kaders(sessie: Session, *, verbinding_id: UUID | None = None) -> list[Tafelkader]:
    """Signed tafelkaders, oldest first: those of this vault itself, or those made here for another one."""
    vraag = sa.select(Tafelkader).where(Tafelkader.verbinding_id.is_(verbinding_id))
    if verbinding_id is not None:
        vraag = sa.select(Tafelkader).where(Tafelkader.verbinding_id == verbinding_id)
    return list(sessie.scalars(vraag.order_by(Tafelkader.op, Tafelkader.nummer)))


def ingetrokken(sessie: Session) -> set[UUID]:
    """Ids of tafelkaders of which a signed withdrawal lies here."""
    return set(sessie.scalars(sa.select(Kaderintrekking.kader_id)))


def kaders_van(sessie: Session, verstrekking_ids: Collection[UUID]) -> dict[UUID, list[Tafelkader]]:
    """Under which tafelkaders each verstrekking happened."""
    gevonden: dict[UUID, list[Tafelkader]] = {id_: [] for id_ in verstrekking_ids}
    vraag = (
        sa.select(VerstrekkingKader.verstrekking_id, Tafelkader)
        .join(Tafelkader, Tafelkader.id == VerstrekkingKader.kader_id)
        .where(VerstrekkingKader.verstrekking_id.in_(gevonden))
        .order_by(Tafelkader.nummer)
    )
    for verstrekking_id, kader in sessie.execute(vraag):
        gevonden[verstrekking_id].append(kader)
    return gevonden


def concepten(sessie: Session) -> list[Kaderconcept]:
    """Drafts, oldest first."""
    return list(sessie.scalars(sa.select(Kaderconcept).order_by(Kaderconcept.op, Kaderconcept.id)))


def intrekkingen(sessie: Session) -> list[Kaderintrekking]:
    """Signed withdrawals, oldest first."""
    return list(sessie.scalars(sa.select(Kaderintrekking).order_by(Kaderintrekking.op, Kaderintrekking.id)))


def kadervragen(sessie: Session) -> list[Kadervraag]:
    """What other vaults sent to make a kader for, oldest first."""
    return list(sessie.scalars(sa.select(Kadervraag).order_by(Kadervraag.op, Kadervraag.id)))


def aan_tafel(sessie: Session, tafel: str) -> set[tuple[UUID, str]]:
    """Organisation and function of everybody who ever attended an overleg of this table."""
    vraag = (
        sa.select(Professional.organisatie_id, Professional.functie)
        .join(OverlegDeelnemer, OverlegDeelnemer.professional_id == Professional.id)
        .join(Overleg, Overleg.id == OverlegDeelnemer.overleg_id)
        .where(Overleg.tafel == tafel)
        .distinct()
    )
    return {(organisatie_id, functie) for organisatie_id, functie in sessie.execute(vraag)}


def alle_kaders_voor_anderen(sessie: Session) -> list[Tafelkader]:
    """Kaders that were made here for a connected vault, oldest first."""
    vraag = sa.select(Tafelkader).where(Tafelkader.verbinding_id.is_not(None))
    return list(sessie.scalars(vraag.order_by(Tafelkader.op, Tafelkader.nummer)))
