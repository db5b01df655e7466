"""Which rows belong to which casus, read from the metadata of the columns and not from a list kept by hand.

A foreign key that goes with a casus (``Wissen.CASUS``, ``Wissen.CONCEPT``) says that its row belongs to what it points
at: erasing follows it from the casus down, and who asks of which casus a row is follows it up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.gegevens import Wissen
from pmg_desk.storage.models import Basis

MEE = frozenset({Wissen.CASUS, Wissen.CONCEPT})


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A foreign key: ``kolom`` of ``tabel`` holds the primary key of ``doel``."""

    tabel: sa.Table
    kolom: sa.Column[Any]
    doel: str
    wissen: Wissen


@cache
def verwijzingen() -> tuple[Verwijzing, ...]:
    """Every foreign key there is, with what its column says about erasure."""
    return tuple(
        Verwijzing(tabel, sleutel.parent, sleutel.column.table.name, klasse.gegevens_van(sleutel.parent.name).wissen)
        for klasse in (mapper.class_ for mapper in Basis.registry.mappers)
        for tabel in (tabel_van(klasse),)
        for sleutel in tabel.foreign_keys
    )


def tabel_van(klasse: type[Basis]) -> sa.Table:
    """The table of a model."""
    tabel = klasse.__table__
    assert isinstance(tabel, sa.Table)
    return tabel


def sleutel_van(tabel: sa.Table) -> sa.Column[Any]:
    """Its primary key, which is one column in every table."""
    (kolom,) = tabel.primary_key.columns
    return kolom


@cache
def onder(top: str, niet_langs: str = "") -> dict[str, tuple[Verwijzing, ...]]:
    """Every table of which a row can belong to one of ``top``, with its keys that lead there."""
    mee = [v for v in verwijzingen() if v.wissen in MEE and niet_langs not in (v.tabel.name, v.doel)]
    bekend = {top}
    while nieuw := {v.tabel.name for v in mee if v.doel in bekend} - bekend:
        bekend |= nieuw
    return {naam: tuple(v for v in mee if v.tabel.name == naam and v.doel in bekend) for naam in bekend}


def hoort_bij(sessie: Session, object_id: UUID, top: str, niet_langs: str = "") -> frozenset[UUID]:
    """The rows of ``top`` that the row with this id belongs to; itself when it is one; none for any other id."""
    sleutels = onder(top, niet_langs)
    te_gaan = [(naam, object_id) for naam in _tabellen_met(sessie, object_id, tuple(sleutels))]
    gezien: set[tuple[str, UUID]] = set()
    while te_gaan:
        naam, id_ = plek = te_gaan.pop()
        if plek in gezien:
            continue
        gezien.add(plek)
        if naam != top:
            kolommen = [v.kolom for v in sleutels[naam]]
            rij = sessie.execute(sa.select(*kolommen).where(_sleutel(naam) == id_)).one()
            te_gaan += [(v.doel, hoger) for v, hoger in zip(sleutels[naam], rij, strict=True) if hoger is not None]
    return frozenset(id_ for naam, id_ in gezien if naam == top)


def _tabellen_met(sessie: Session, object_id: UUID, namen: tuple[str, ...]) -> list[str]:
    vragen = [
        sa.select(sa.literal(naam)).where(sa.exists().where(_sleutel(naam) == object_id))
        for naam in namen
        if isinstance(_sleutel(naam).type, sa.Uuid)
    ]
    return list(sessie.scalars(sa.union_all(*vragen)))


def _sleutel(naam: str) -> sa.Column[Any]:
    return sleutel_van(Basis.metadata.tables[naam])
