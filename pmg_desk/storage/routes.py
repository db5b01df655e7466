"""Queries over casussen along the tables: who sits where now, what is being passed on, and what went before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.doorgeleiding import DoorgeleidingSoort
from pmg_desk.domain.rollen import Rol
from pmg_desk.storage.models import (
    Casus,
    CasusStatus,
    CasusTafel,
    Doorgeleiding,
    DoorgeleidingStatus,
    Gebruiker,
    GebruikerTafel,
    Jongere,
    Weg,
)

_LOPEND = (DoorgeleidingStatus.GEVRAAGD, DoorgeleidingStatus.AANGENOMEN)


def _nu_aan_tafel(vandaag: date) -> sa.ColumnElement[bool]:
    return sa.and_(CasusTafel.van <= vandaag, sa.or_(CasusTafel.tot.is_(None), CasusTafel.tot >= vandaag))


def aan_tafel(
    sessie: Session, tafel: str, zichtbaar: sa.ColumnElement[bool], vandaag: date
) -> list[tuple[CasusTafel, Casus, Jongere, str]]:
    """The open casussen at a table now that the user may see, by name: with jongere and name of the casusregisseur."""
    rijen = sessie.execute(
        sa.select(CasusTafel, Casus, Jongere, Gebruiker.naam)
        .join(Casus, Casus.id == CasusTafel.casus_id)
        .join(Jongere, Jongere.id == Casus.jongere_id)
        .join(Gebruiker, Gebruiker.id == Casus.regisseur_id)
        .where(
            CasusTafel.tafel == tafel,
            _nu_aan_tafel(vandaag),
            Casus.status == CasusStatus.OPEN,
            zichtbaar,
        )
        .order_by(Jongere.sorteersleutel, Casus.nummer)
    )
    return [(plek, casus, jongere, naam) for plek, casus, jongere, naam in rijen]


def tafels_in_gebruik(sessie: Session, zichtbaar: sa.ColumnElement[bool], vandaag: date) -> dict[str, int]:
    """How many open casussen that the user may see are at each table now."""
    rijen = sessie.execute(
        sa.select(CasusTafel.tafel, sa.func.count(sa.distinct(Casus.id)))
        .join(Casus, Casus.id == CasusTafel.casus_id)
        .where(_nu_aan_tafel(vandaag), Casus.status == CasusStatus.OPEN, zichtbaar)
        .group_by(CasusTafel.tafel)
    )
    return {rij[0]: rij[1] for rij in rijen}


def tafelleden(sessie: Session, vandaag: date) -> dict[str, int]:
    """How many users of this vault belong to each table now: only tables with some can take a casus in here."""
    rijen = sessie.execute(
        sa.select(GebruikerTafel.tafel, sa.func.count(sa.distinct(Gebruiker.id)))
        .join(Gebruiker, Gebruiker.id == GebruikerTafel.gebruiker_id)
        .where(
            GebruikerTafel.van <= vandaag,
            sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= vandaag),
            Gebruiker.gestopt_op.is_(None),
        )
        .group_by(GebruikerTafel.tafel)
    )
    return {rij[0]: rij[1] for rij in rijen}


def beslissers(sessie: Session, vandaag: date) -> dict[str, tuple[str, ...]]:
    """The casusregisseurs at each table now, by name: they decide on what is put before it."""
    rijen = sessie.execute(
        sa.select(GebruikerTafel.tafel, Gebruiker.naam)
        .join(Gebruiker, Gebruiker.id == GebruikerTafel.gebruiker_id)
        .where(
            GebruikerTafel.van <= vandaag,
            sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= vandaag),
            Gebruiker.gestopt_op.is_(None),
            Gebruiker.rol == Rol.CASUSREGISSEUR,
        )
        .order_by(Gebruiker.naam, Gebruiker.id)
        .distinct()
    )
    namen: dict[str, tuple[str, ...]] = {}
    for tafel, naam in rijen:
        namen[tafel] = (*namen.get(tafel, ()), naam)
    return namen


def doorgeleidingen_van(sessie: Session, casus_id: UUID) -> list[Doorgeleiding]:
    """Everything that was passed on of a casus, the latest first."""
    return list(
        sessie.scalars(
            sa.select(Doorgeleiding)
            .where(Doorgeleiding.casus_id == casus_id)
            .order_by(Doorgeleiding.gevraagd_op.desc(), Doorgeleiding.op.desc(), Doorgeleiding.id)
        )
    )


def zonder_antwoord(sessie: Session, casussen: Any) -> list[tuple[Doorgeleiding, Casus]]:
    """Running ones without an answer of these casussen (a selection of ids), the oldest first."""
    rijen = sessie.execute(
        sa.select(Doorgeleiding, Casus)
        .join(Casus, Casus.id == Doorgeleiding.casus_id)
        .where(Doorgeleiding.status == DoorgeleidingStatus.GEVRAAGD, Casus.id.in_(casussen))
        .order_by(Doorgeleiding.gevraagd_op, Doorgeleiding.op, Doorgeleiding.id)
    )
    return [(rij, casus) for rij, casus in rijen]


def lopende(sessie: Session, casus_id: UUID, van_tafel: str | None = None) -> list[Doorgeleiding]:
    """What still waits for an answer, of the whole casus or asked from one table."""
    vraag = sa.select(Doorgeleiding).where(
        Doorgeleiding.casus_id == casus_id, Doorgeleiding.status == DoorgeleidingStatus.GEVRAAGD
    )
    if van_tafel is not None:
        vraag = vraag.where(Doorgeleiding.van_tafel == van_tafel)
    return list(sessie.scalars(vraag.order_by(Doorgeleiding.op, Doorgeleiding.id)))


def al_gevraagd(sessie: Session, casus_id: UUID, soort: DoorgeleidingSoort, regel: str, naar: str) -> bool:
    """Whether the same is asked already and still waits."""
    vraag = sa.select(Doorgeleiding.id).where(
        Doorgeleiding.casus_id == casus_id,
        Doorgeleiding.status == DoorgeleidingStatus.GEVRAAGD,
        Doorgeleiding.soort == soort,
        Doorgeleiding.regel == regel,
        Doorgeleiding.naar_tafel == naar,
    )
    return sessie.scalar(vraag.limit(1)) is not None


def wacht_op_pakket(sessie: Session, casus_id: UUID) -> list[Doorgeleiding]:
    """What is to go along as a transfer package and has none yet."""
    return list(
        sessie.scalars(
            sa.select(Doorgeleiding).where(
                Doorgeleiding.casus_id == casus_id,
                Doorgeleiding.status == DoorgeleidingStatus.GEVRAAGD,
                Doorgeleiding.weg == Weg.PAKKET,
                Doorgeleiding.overdracht_id.is_(None),
            )
        )
    )


def met_overdracht(sessie: Session, overdracht_id: UUID) -> list[Doorgeleiding]:
    """Which waiting ones went along in this transfer."""
    return list(
        sessie.scalars(
            sa.select(Doorgeleiding).where(
                Doorgeleiding.overdracht_id == overdracht_id, Doorgeleiding.status == DoorgeleidingStatus.GEVRAAGD
            )
        )
    )


def aantal_lopend(sessie: Session, casus_ids: Collection[UUID], van_tafel: str) -> dict[UUID, int]:
    """How many of each casus run from this table: asked, or accepted without an outcome yet."""
    rijen = sessie.execute(
        sa.select(Doorgeleiding.casus_id, sa.func.count())
        .where(
            Doorgeleiding.casus_id.in_(casus_ids),
            Doorgeleiding.van_tafel == van_tafel,
            Doorgeleiding.status.in_(_LOPEND),
        )
        .group_by(Doorgeleiding.casus_id)
    )
    return {rij[0]: rij[1] for rij in rijen}
