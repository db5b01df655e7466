"""Queries over a running overleg: who was there, and what was said and decided per item of the agenda."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from pmg_desk.storage.models import (
    Aanwezigheid,
    Actie,
    Agendaafwezigheid,
    BesluitStand,
    Bespreking,
    Besprekingsactie,
    Besprekingspunt,
    Besprekingsstand,
    Organisatie,
    Overleg,
    Overlegbesluit,
    OverlegCasus,
    Professional,
)
from pmg_desk.storage.plannen import LOPEND


def aanwezigheden(sessie: Session, overleg_id: UUID) -> dict[UUID, Aanwezigheid]:
    """What was said of who came to a meeting, by professional."""
    vraag = sa.select(Aanwezigheid).where(Aanwezigheid.overleg_id == overleg_id)
    return {rij.professional_id: rij for rij in sessie.scalars(vraag)}


def aanwezigen(sessie: Session, overleg_id: UUID) -> list[tuple[Aanwezigheid, Professional, Organisatie]]:
    """The same with the people, by organisation and name."""
    vraag = (
        sa.select(Aanwezigheid, Professional, Organisatie)
        .join(Professional, Professional.id == Aanwezigheid.professional_id)
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .where(Aanwezigheid.overleg_id == overleg_id)
        .order_by(Organisatie.naam, Professional.naam, Professional.id)
    )
    return [(a, p, o) for a, p, o in sessie.execute(vraag)]


def afwezig_bij(sessie: Session, punt_ids: Collection[UUID]) -> dict[UUID, dict[UUID, Agendaafwezigheid]]:
    """Who left the room, per item of the agenda and by professional."""
    gevonden: dict[UUID, dict[UUID, Agendaafwezigheid]] = {id_: {} for id_ in punt_ids}
    for rij in sessie.scalars(sa.select(Agendaafwezigheid).where(Agendaafwezigheid.punt_id.in_(gevonden))):
        gevonden[rij.punt_id][rij.professional_id] = rij
    return gevonden


def raak(rij: Any) -> None:
    """Count a version more of a row of which only what hangs on it changed: who read it before is refused."""
    flag_modified(rij, "op")


def bespreking_van(sessie: Session, punt_id: UUID) -> Bespreking | None:
    """What became of one item of an agenda."""
    return sessie.scalar(sa.select(Bespreking).where(Bespreking.punt_id == punt_id))


def besprekingen(sessie: Session, overleg_id: UUID) -> dict[UUID, Bespreking]:
    """What became of the items of a meeting, by item."""
    vraag = (
        sa.select(Bespreking)
        .join(OverlegCasus, OverlegCasus.id == Bespreking.punt_id)
        .where(OverlegCasus.overleg_id == overleg_id)
    )
    return {rij.punt_id: rij for rij in sessie.scalars(vraag)}


def besprekingen_van_casus(sessie: Session, casus_id: UUID) -> list[tuple[Bespreking, Overleg]]:
    """What became of a casus at each meeting that came to it, by day."""
    vraag = (
        sa.select(Bespreking, Overleg)
        .join(OverlegCasus, OverlegCasus.id == Bespreking.punt_id)
        .join(Overleg, Overleg.id == OverlegCasus.overleg_id)
        .where(OverlegCasus.casus_id == casus_id)
        .order_by(Overleg.datum, Overleg.tijd, Bespreking.id)
    )
    return [(b, o) for b, o in sessie.execute(vraag)]


def punten_van(sessie: Session, bespreking_ids: Collection[UUID]) -> list[Besprekingspunt]:
    """What was said, in its order."""
    return list(
        sessie.scalars(
            sa.select(Besprekingspunt)
            .where(Besprekingspunt.bespreking_id.in_(bespreking_ids))
            .order_by(Besprekingspunt.bespreking_id, Besprekingspunt.volgorde, Besprekingspunt.id)
        )
    )


def besluiten_van(sessie: Session, bespreking_ids: Collection[UUID]) -> list[Overlegbesluit]:
    """What was decided, in its order."""
    return list(
        sessie.scalars(
            sa.select(Overlegbesluit)
            .where(Overlegbesluit.bespreking_id.in_(bespreking_ids))
            .order_by(Overlegbesluit.bespreking_id, Overlegbesluit.volgorde, Overlegbesluit.id)
        )
    )


def actie_ids(sessie: Session, bespreking_id: UUID) -> list[UUID]:
    """The actions that were agreed at one discussion."""
    return list(
        sessie.scalars(sa.select(Besprekingsactie.actie_id).where(Besprekingsactie.bespreking_id == bespreking_id))
    )


def besluiten(
    sessie: Session, casus_ids: Collection[UUID], stand: BesluitStand | None = None
) -> list[tuple[Overlegbesluit, Overleg]]:
    """What tables decided about these casussen, oldest meeting first; of one ``stand`` when given."""
    vraag = (
        sa.select(Overlegbesluit, Overleg)
        .join(Bespreking, Bespreking.id == Overlegbesluit.bespreking_id)
        .join(OverlegCasus, OverlegCasus.id == Bespreking.punt_id)
        .join(Overleg, Overleg.id == OverlegCasus.overleg_id)
        .where(Overlegbesluit.casus_id.in_(casus_ids))
        .order_by(Overleg.datum, Overleg.tijd, Overlegbesluit.volgorde, Overlegbesluit.id)
    )
    if stand is not None:
        vraag = vraag.where(Overlegbesluit.stand == stand)
    return [(b, o) for b, o in sessie.execute(vraag)]


def redenen_bij(sessie: Session, uitspraak_ids: Collection[UUID]) -> list[UUID]:
    """Why the besluiten in these words were dropped: the statements that say so."""
    vraag = sa.select(Overlegbesluit.reden_id).where(Overlegbesluit.uitspraak_id.in_(uitspraak_ids))
    return [id_ for id_ in sessie.scalars(vraag) if id_ is not None]


def standen_van_casus(sessie: Session, casus_id: UUID) -> dict[UUID, Besprekingsstand]:
    """How a casus ended at each meeting, by meeting."""
    return {overleg.id: rij.stand for rij, overleg in besprekingen_van_casus(sessie, casus_id)}


def lopende_acties_van(sessie: Session, casus_ids: Collection[UUID], professional_id: UUID) -> list[Actie]:
    """What this person still has to do about these casussen, by deadline."""
    vraag = sa.select(Actie).where(
        Actie.casus_id.in_(casus_ids), Actie.eigenaar_id == professional_id, Actie.status.in_(LOPEND)
    )
    return list(sessie.scalars(vraag.order_by(Actie.deadline, Actie.id)))


def afgesproken(sessie: Session, overleg_id: UUID) -> dict[UUID, UUID]:
    """The actions that were agreed at a meeting, with the discussion of the item."""
    vraag = (
        sa.select(Besprekingsactie.actie_id, Besprekingsactie.bespreking_id)
        .join(Bespreking, Bespreking.id == Besprekingsactie.bespreking_id)
        .join(OverlegCasus, OverlegCasus.id == Bespreking.punt_id)
        .where(OverlegCasus.overleg_id == overleg_id)
    )
    return {rij[0]: rij[1] for rij in sessie.execute(vraag)}


def lopend_afgesproken(
    sessie: Session, overleg_id: UUID, casus_ids: Collection[UUID]
) -> list[tuple[Professional, Organisatie, int]]:
    """Who still has to do something that was agreed at a meeting about these casussen, and how much; by organisation
    and name.
    """
    vraag = (
        sa.select(Professional, Organisatie, sa.func.count(Actie.id))
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .join(Actie, Actie.eigenaar_id == Professional.id)
        .where(Actie.id.in_(afgesproken(sessie, overleg_id)), Actie.casus_id.in_(casus_ids), Actie.status.in_(LOPEND))
        .group_by(Professional.id, Organisatie.id)
        .order_by(Organisatie.naam, Professional.naam, Professional.id)
    )
    return [(p, o, aantal) for p, o, aantal in sessie.execute(vraag)]


def woorden_van_acties(sessie: Session, actie_ids: Collection[UUID]) -> list[UUID]:
    """The statements with the words of these actions."""
    return list(sessie.scalars(sa.select(Actie.uitspraak_id).where(Actie.id.in_(actie_ids))))
