"""Queries over drafts."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Aanmelding,
    Actie,
    Antecedent,
    Betrokkenheid,
    Bewaarbesluit,
    Casus,
    CasusTafel,
    Concept,
    Delingsverzoek,
    Doel,
    Doorgeleiding,
    Groepslid,
    Indeling,
    Kenmerk,
    Noodtoegang,
    OverlegCasus,
    PlanVersie,
    Privacybesluit,
    Relatie,
    Score,
    Signaal,
    Toewijzing,
    Uitspraak,
    Verstrekking,
)

_VAN_CASUS: tuple[type[Any], ...] = (
    Aanmelding,
    Actie,
    Antecedent,
    Bewaarbesluit,
    Betrokkenheid,
    CasusTafel,
    Delingsverzoek,
    Doorgeleiding,
    Groepslid,
    Indeling,
    Kenmerk,
    Noodtoegang,
    OverlegCasus,
    PlanVersie,
    Privacybesluit,
    Score,
    Signaal,
    Toewijzing,
    Uitspraak,
    Verstrekking,
)
"""What a form can be about and says itself to which casus it belongs."""

TER_BEOORDELING: tuple[type[Any], ...] = (Delingsverzoek, Noodtoegang, Privacybesluit)
"""What a privacy officer writes about without seeing the casus."""


def als_id(tekst: str) -> UUID | None:
    """The id that an ``object_id`` holds; None where a form is about no row."""
    try:
        return UUID(tekst)
    except ValueError:
        return None


def casus_van(sessie: Session, object_id: UUID) -> UUID | None:
    """The casus that this id is, or that the thing with this id belongs to; None for anything else."""
    bronnen = [sa.select(Casus.id.label("casus_id")).where(Casus.id == object_id)]
    bronnen += [sa.select(model.casus_id).where(model.id == object_id) for model in _VAN_CASUS]
    bronnen.append(
        sa.select(PlanVersie.casus_id)
        .join(Doel, Doel.plan_versie_id == PlanVersie.id)
        .where(sa.or_(Doel.id == object_id, Doel.stam_id == object_id))
    )
    # Somebody in the network is around a jongere: of one with two casussen only the writer knows for which it was.
    rond = sa.select(Relatie.jongere_id).where(Relatie.id == object_id).scalar_subquery()
    enige = sa.select(sa.func.min(Casus.id)).where(Casus.jongere_id == rond).having(sa.func.count() == 1)
    bronnen.append(sa.select(Casus.id).where(Casus.id.in_(enige)))
    return sessie.scalar(sa.union(*bronnen))


def is_ter_beoordeling(sessie: Session, object_id: UUID) -> bool:
    """Whether this is the id of something that a privacy officer judges."""
    return any(sessie.get(model, object_id) is not None for model in TER_BEOORDELING)


def noodtoegangsleutel(casus_id: UUID) -> UUID:
    """Under what a reason for emergency access is kept: its writer may not see the casus yet."""
    return uuid5(casus_id, "noodtoegang")


def van_casus(sessie: Session, casus_id: UUID) -> list[Concept]:
    """All drafts about a casus, of everybody: also those that an earlier version kept without saying about what."""
    jongere = sa.select(Casus.jongere_id).where(Casus.id == casus_id).scalar_subquery()
    rond = sessie.scalars(sa.select(Relatie.id).where(Relatie.jongere_id == jongere))
    sleutels = {noodtoegangsleutel(casus_id), *rond}

    def erbij(rij: Concept) -> bool:
        sleutel = als_id(rij.object_id)
        return sleutel is not None and (sleutel in sleutels or casus_van(sessie, sleutel) == casus_id)

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
