"""Queries over organisations, professionals, involvement and meetings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Betrokkenheid,
    Casus,
    Organisatie,
    Overleg,
    OverlegCasus,
    OverlegDeelnemer,
    Professional,
)


def organisaties(sessie: Session, vandaag: date, *, ook_gestopt: bool = False) -> list[Organisatie]:
    """Organisations by name."""
    vraag = sa.select(Organisatie).order_by(Organisatie.naam)
    if not ook_gestopt:
        vraag = vraag.where(sa.or_(Organisatie.gestopt_op.is_(None), Organisatie.gestopt_op > vandaag))
    return list(sessie.scalars(vraag))


def professionals(
    sessie: Session,
    vandaag: date,
    *,
    organisatie_id: UUID | None = None,
    ids: Collection[UUID] | None = None,
    ook_gestopt: bool = False,
) -> list[tuple[Professional, Organisatie]]:
    """Professionals with their organisation, by name; ``ids`` keeps only those."""
    vraag = (
        sa.select(Professional, Organisatie)
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .order_by(Professional.naam, Professional.id)
    )
    if organisatie_id is not None:
        vraag = vraag.where(Professional.organisatie_id == organisatie_id)
    if ids is not None:
        vraag = vraag.where(Professional.id.in_(ids))
    if not ook_gestopt:
        vraag = vraag.where(
            sa.or_(Professional.gestopt_op.is_(None), Professional.gestopt_op > vandaag),
            sa.or_(Organisatie.gestopt_op.is_(None), Organisatie.gestopt_op > vandaag),
        )
    return [(p, o) for p, o in sessie.execute(vraag)]


def betrokkenheden(sessie: Session, casus_id: UUID) -> list[tuple[Betrokkenheid, Professional, Organisatie]]:
    """Who is or was involved in a casus: current ones first, then by name."""
    vraag = (
        sa.select(Betrokkenheid, Professional, Organisatie)
        .join(Professional, Professional.id == Betrokkenheid.professional_id)
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .where(Betrokkenheid.casus_id == casus_id)
        .order_by(Betrokkenheid.tot.is_not(None), Betrokkenheid.tot.desc(), Professional.naam, Betrokkenheid.id)
    )
    return [(b, p, o) for b, p, o in sessie.execute(vraag)]


def aantal_casussen(sessie: Session, professional_id: UUID, zichtbaar: sa.Select[UUID], vandaag: date) -> int:
    """In how many casussen of the selection a professional is involved now."""
    return (
        sessie.scalar(
            sa.select(sa.func.count(sa.distinct(Betrokkenheid.casus_id))).where(
                Betrokkenheid.professional_id == professional_id,
                Betrokkenheid.casus_id.in_(zichtbaar),
                sa.or_(Betrokkenheid.tot.is_(None), Betrokkenheid.tot >= vandaag),
            )
        )
        or 0
    )


def overleggen(
    sessie: Session, tafels: Collection[str] | None, vanaf: date | None = None, tot: date | None = None
) -> list[Overleg]:
    """Meetings of these tables (None: of all), by day; ``vanaf`` and ``tot`` are inside."""
    vraag = sa.select(Overleg).order_by(Overleg.datum, Overleg.tijd, Overleg.id)
    if tafels is not None:
        vraag = vraag.where(Overleg.tafel.in_(tafels))
    if vanaf is not None:
        vraag = vraag.where(Overleg.datum >= vanaf)
    if tot is not None:
        vraag = vraag.where(Overleg.datum <= tot)
    return list(sessie.scalars(vraag))


def aantallen(sessie: Session, overleg_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """Per meeting how many attend and how many casussen are on its agenda."""
    uit = {id_: [0, 0] for id_ in overleg_ids}
    for plek, kolom in enumerate((OverlegDeelnemer.overleg_id, OverlegCasus.overleg_id)):
        for id_, aantal in sessie.execute(sa.select(kolom, sa.func.count()).where(kolom.in_(uit)).group_by(kolom)):
            uit[id_][plek] = aantal
    return {id_: (mensen, casussen) for id_, (mensen, casussen) in uit.items()}


def deelnemers(sessie: Session, overleg_id: UUID) -> list[tuple[OverlegDeelnemer, Professional, Organisatie]]:
    """Who attends a meeting, by organisation and name."""
    vraag = (
        sa.select(OverlegDeelnemer, Professional, Organisatie)
        .join(Professional, Professional.id == OverlegDeelnemer.professional_id)
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .where(OverlegDeelnemer.overleg_id == overleg_id)
        .order_by(Organisatie.naam, Professional.naam, Professional.id)
    )
    return [(d, p, o) for d, p, o in sessie.execute(vraag)]


def puntsleutel(overleg_id: UUID, casus_id: UUID) -> UUID:
    """The id of a casus on the agenda of a meeting: the same one whenever it is put there.

    So what was typed at an item that a colleague took off meanwhile is there again when the casus is put back.
    """
    return uuid5(overleg_id, str(casus_id))


def agenda(sessie: Session, overleg_id: UUID) -> list[tuple[OverlegCasus, Casus]]:
    """The casussen of a meeting in their order."""
    vraag = (
        sa.select(OverlegCasus, Casus)
        .join(Casus, Casus.id == OverlegCasus.casus_id)
        .where(OverlegCasus.overleg_id == overleg_id)
        .order_by(OverlegCasus.volgorde, Casus.nummer)
    )
    return [(r, c) for r, c in sessie.execute(vraag)]
