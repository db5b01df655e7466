"""Queries over what one recipient got for one overleg, and over the pages of it that are about a casus."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Actie,
    Bundelblad,
    Casus,
    Overleg,
    Overlegbundel,
    Papierstand,
    Professional,
    Verstrekking,
    VerstrekkingStatus,
    Wijze,
)


def volgend_exemplaar(sessie: Session, overleg_id: UUID) -> int:
    """The next copy number of a meeting; a copy that failed keeps its own, so that no number is on two papers."""
    vraag = sa.select(sa.func.max(Overlegbundel.exemplaar)).where(Overlegbundel.overleg_id == overleg_id)
    return (sessie.scalar(vraag) or 0) + 1


def bundels(sessie: Session, overleg_id: UUID) -> list[Overlegbundel]:
    """What was issued for a meeting, the latest first, without the documents themselves."""
    vraag = sa.select(Overlegbundel).where(Overlegbundel.overleg_id == overleg_id)
    return list(sessie.scalars(vraag.order_by(Overlegbundel.exemplaar.desc())))


def delen_van(sessie: Session, bundel_ids: Collection[UUID]) -> dict[UUID, list[tuple[Bundelblad, Verstrekking]]]:
    """Per bundle the pages of each casus that is still in it, in order, with its entry in the register."""
    gevonden: dict[UUID, list[tuple[Bundelblad, Verstrekking]]] = {id_: [] for id_ in bundel_ids}
    vraag = (
        sa.select(Bundelblad, Verstrekking)
        .join(Verstrekking, Verstrekking.id == Bundelblad.verstrekking_id)
        .where(Bundelblad.bundel_id.in_(gevonden))
        .order_by(Bundelblad.van_blad)
    )
    for blad, verstrekking in sessie.execute(vraag):
        gevonden[blad.bundel_id].append((blad, verstrekking))
    return gevonden


def blad_van(sessie: Session, verstrekking_id: UUID) -> tuple[Bundelblad, Overlegbundel] | None:
    """The pages of an entry of the register, when it went out in a bundle."""
    vraag = (
        sa.select(Bundelblad, Overlegbundel)
        .join(Overlegbundel, Overlegbundel.id == Bundelblad.bundel_id)
        .where(Bundelblad.verstrekking_id == verstrekking_id)
    )
    rij = sessie.execute(vraag).first()
    return None if rij is None else (rij[0], rij[1])


def bundels_met(sessie: Session, casus_id: UUID) -> list[Overlegbundel]:
    """The bundles that hold pages about a casus."""
    mijn = (
        sa.select(Bundelblad.bundel_id)
        .join(Verstrekking, Verstrekking.id == Bundelblad.verstrekking_id)
        .where(Verstrekking.casus_id == casus_id)
    )
    return list(sessie.scalars(sa.select(Overlegbundel).where(Overlegbundel.id.in_(mijn)).order_by(Overlegbundel.id)))


def uitgedeeld(sessie: Session, tafels: Collection[str] | None, voor: date) -> list[tuple[Overlegbundel, Overleg]]:
    """Paper copies of meetings before that day that nobody gave back, by day and number; None: of all tables."""
    vraag = (
        sa.select(Overlegbundel, Overleg)
        .join(Overleg, Overleg.id == Overlegbundel.overleg_id)
        .where(
            Overlegbundel.papier == Papierstand.UITGEDEELD,
            Overlegbundel.wijze == Wijze.PAPIER,
            Overlegbundel.status == VerstrekkingStatus.UITGEGEVEN,
            Overleg.datum < voor,
        )
        .order_by(Overleg.datum, Overleg.id, Overlegbundel.exemplaar)
    )
    if tafels is not None:
        vraag = vraag.where(Overleg.tafel.in_(tafels))
    return [(bundel, overleg) for bundel, overleg in sessie.execute(vraag)]


def kwijt(sessie: Session) -> list[tuple[Overlegbundel, Overleg]]:
    """Lost copies, the first lost first."""
    vraag = (
        sa.select(Overlegbundel, Overleg)
        .join(Overleg, Overleg.id == Overlegbundel.overleg_id)
        .where(Overlegbundel.papier == Papierstand.KWIJT, Overlegbundel.status == VerstrekkingStatus.UITGEGEVEN)
        .order_by(Overlegbundel.papier_op, Overlegbundel.id)
    )
    return [(bundel, overleg) for bundel, overleg in sessie.execute(vraag)]


def actiehouders(sessie: Session, casus_ids: Collection[UUID]) -> dict[UUID, Professional]:
    """By action of these casussen who is to do it."""
    vraag = (
        sa.select(Actie.id, Professional)
        .join(Professional, Professional.id == Actie.eigenaar_id)
        .where(Actie.casus_id.in_(casus_ids))
    )
    return {rij[0]: rij[1] for rij in sessie.execute(vraag)}


def nummers_van(sessie: Session, casus_ids: Collection[UUID]) -> dict[UUID, str]:
    """The numbers of these casussen."""
    vraag = sa.select(Casus.id, Casus.nummer).where(Casus.id.in_(casus_ids))
    return {rij[0]: rij[1] for rij in sessie.execute(vraag)}
