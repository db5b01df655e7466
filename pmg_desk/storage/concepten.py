"""Queries over drafts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage import verwijzingen
from pmg_desk.storage.models import (
    Afscherming,
    Casus,
    Concept,
    Delingsverzoek,
    Doel,
    Noodtoegang,
    Privacybesluit,
    Rechtenverzoek,
    Signaal,
)

TER_BEOORDELING: tuple[type[Any], ...] = (
    Delingsverzoek,
    Noodtoegang,
    Privacybesluit,
    Rechtenverzoek,
    Afscherming,
)
"""What a privacy officer writes about without seeing the casus."""


def als_id(tekst: str) -> UUID | None:
    """The id that an ``object_id`` holds; None where a form is about no row."""
    try:
        return UUID(tekst)
    except ValueError:
        return None


def casussen_van(sessie: Session, object_id: UUID) -> frozenset[UUID]:
    """The casus that this id is, or that the thing with this id belongs to; none for anything else.

    Of what belongs to a jongere (somebody in the network, for one) all casussen of that jongere: with more than one,
    only the writer knows for which it was.
    """
    doel = sessie.scalar(sa.select(sa.func.min(Doel.id)).where(Doel.stam_id == object_id))
    gevonden = verwijzingen.hoort_bij(sessie, object_id if doel is None else doel, "casus")
    if gevonden:
        return gevonden
    jongeren = verwijzingen.hoort_bij(sessie, object_id, "jongere", niet_langs="casus")
    return frozenset(sessie.scalars(sa.select(Casus.id).where(Casus.jongere_id.in_(jongeren))))


def groepen_van(sessie: Session, object_id: UUID) -> frozenset[UUID]:
    """The group that this id is, or that a step, action or member of it belongs to."""
    return verwijzingen.hoort_bij(sessie, object_id, "groep")


def meldpunt_van(sessie: Session, object_id: UUID) -> str | None:
    """The table whose meldpunt holds the signal with this id, while it belongs to no casus; None for anything else."""
    return sessie.scalar(sa.select(Signaal.tafel).where(Signaal.id == object_id, Signaal.casus_id.is_(None)))


def is_ter_beoordeling(sessie: Session, object_id: UUID) -> bool:
    """Whether this is the id of something that a privacy officer judges."""
    return any(sessie.get(model, object_id) is not None for model in TER_BEOORDELING)


def noodtoegangsleutel(casus_id: UUID) -> UUID:
    """Under what a reason for emergency access is kept: its writer may not see the casus yet."""
    return uuid5(casus_id, "noodtoegang")


def van_casus(sessie: Session, casus_id: UUID) -> list[Concept]:
    """All drafts about a casus, of everybody: also those that an earlier version kept without saying about what."""
    nood = noodtoegangsleutel(casus_id)

    def erbij(rij: Concept) -> bool:
        sleutel = als_id(rij.object_id)
        return sleutel is not None and (sleutel == nood or casus_id in casussen_van(sessie, sleutel))

    los = sessie.scalars(sa.select(Concept).where(Concept.casus_id.is_(None)))
    eigen = sessie.scalars(sa.select(Concept).where(Concept.casus_id == casus_id))
    return [*eigen, *filter(erbij, los)]


def zoek(sessie: Session, gebruiker_id: UUID, formulier: str, object_id: str) -> Concept | None:
    """The draft of one form of one user."""
    return sessie.scalar(
        sa.select(Concept).where(
            Concept.gebruiker_id == gebruiker_id, Concept.formulier == formulier, Concept.object_id == object_id
        )
    )


def van_gebruiker(sessie: Session, gebruiker_id: UUID) -> list[Concept]:
    """All drafts of a user, newest first."""
    return list(
        sessie.scalars(
            sa.select(Concept).where(Concept.gebruiker_id == gebruiker_id).order_by(Concept.op.desc(), Concept.id)
        )
    )


def bij(sessie: Session, formulier: str, object_ids: Collection[UUID]) -> list[Concept]:
    """All drafts of one form about these things, of everybody."""
    sleutels = [str(id_) for id_ in object_ids]
    return list(
        sessie.scalars(sa.select(Concept).where(Concept.formulier == formulier, Concept.object_id.in_(sleutels)))
    )
