"""Queries over what is said and known about a casus: current rows, history, and what was superseded."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from pmg_desk.storage.models import Antecedent, Indeling, Kenmerk, Score, Uitspraak, UitspraakSoort

LOSSE_SOORTEN = (UitspraakSoort.AANLEIDING, UitspraakSoort.SIGNAAL, UitspraakSoort.FEIT, UitspraakSoort.CORRECTIE)
"""Kinds that stand by themselves; the others explain a score, plan, goal, action or classification."""


def huidige_uitspraken(
    sessie: Session, casus_id: UUID, soorten: Collection[UitspraakSoort] | None = None
) -> list[Uitspraak]:
    """Statements that hold now (not superseded, not withdrawn), oldest first."""
    later = aliased(Uitspraak)
    vraag = sa.select(Uitspraak).where(
        Uitspraak.casus_id == casus_id,
        Uitspraak.vervallen.is_(False),
        ~sa.exists().where(later.vervangt_id == Uitspraak.id),
    )
    if soorten is not None:
        vraag = vraag.where(Uitspraak.soort.in_(soorten))
    return list(sessie.scalars(vraag.order_by(Uitspraak.gezegd_op, Uitspraak.op, Uitspraak.id)))


def huidige_van(sessie: Session, ids: Collection[UUID]) -> dict[UUID, Uitspraak]:
    """For each statement id, the version that holds now: follows amendments; withdrawn ones are left out."""
    gevonden: dict[UUID, Uitspraak] = {}
    naar_begin = {id_: id_ for id_ in ids}
    while naar_begin:
        opvolgers = {
            rij.vervangt_id: rij
            for rij in sessie.scalars(sa.select(Uitspraak).where(Uitspraak.vervangt_id.in_(naar_begin)))
        }
        blijven = [id_ for id_ in naar_begin if id_ not in opvolgers]
        for rij in sessie.scalars(sa.select(Uitspraak).where(Uitspraak.id.in_(blijven))):
            if not rij.vervallen:
                gevonden[naar_begin[rij.id]] = rij
        naar_begin = {rij.id: naar_begin[vorige] for vorige, rij in opvolgers.items() if vorige is not None}
    return gevonden


def opvolger(sessie: Session, uitspraak_id: UUID) -> Uitspraak | None:
    """The statement that superseded this one, if any."""
    return sessie.scalar(sa.select(Uitspraak).where(Uitspraak.vervangt_id == uitspraak_id))


def versies_voor(sessie: Session, uitspraak: Uitspraak) -> set[UUID]:
    """Keys of all earlier versions of a statement."""
    return {rij.id for rij in geschiedenis(sessie, uitspraak)}


def geschiedenis(sessie: Session, uitspraak: Uitspraak) -> list[Uitspraak]:
    """All earlier versions of a statement, newest first, without itself."""
    rijen: list[Uitspraak] = []
    vorige = uitspraak.vervangt_id
    while vorige is not None:
        rij = sessie.get_one(Uitspraak, vorige)
        rijen.append(rij)
        vorige = rij.vervangt_id
    return rijen


def huidige_antecedenten(sessie: Session, casus_id: UUID) -> list[Antecedent]:
    """Antecedenten that hold now, newest date last (unknown dates first)."""
    later = aliased(Antecedent)
    return list(
        sessie.scalars(
            sa.select(Antecedent)
            .where(
                Antecedent.casus_id == casus_id,
                Antecedent.vervallen.is_(False),
                ~sa.exists().where(later.vervangt_id == Antecedent.id),
            )
            .order_by(Antecedent.datum, Antecedent.op, Antecedent.id)
        )
    )


def scores(sessie: Session, casus_id: UUID) -> list[Score]:
    """All scores, oldest measurement first; of the same day the one entered last counts."""
    return list(
        sessie.scalars(
            sa.select(Score).where(Score.casus_id == casus_id).order_by(Score.gemeten_op, Score.op, Score.id)
        )
    )


def kenmerken(sessie: Session, casus_id: UUID) -> list[Kenmerk]:
    """All judged signs, oldest first: the last of a kind is current."""
    return list(sessie.scalars(sa.select(Kenmerk).where(Kenmerk.casus_id == casus_id).order_by(Kenmerk.op, Kenmerk.id)))


def indelingen(sessie: Session, casus_id: UUID) -> list[Indeling]:
    """All classifications, oldest first."""
    return list(
        sessie.scalars(sa.select(Indeling).where(Indeling.casus_id == casus_id).order_by(Indeling.op, Indeling.id))
    )


def antecedent_opvolger(sessie: Session, antecedent_id: UUID) -> Antecedent | None:
    """The antecedent that superseded this one, if any."""
    return sessie.scalar(sa.select(Antecedent).where(Antecedent.vervangt_id == antecedent_id))


def precies(sessie: Session, ids: Collection[UUID]) -> dict[UUID, Uitspraak]:
    """These statements themselves, superseded or not: for what was agreed in those words."""
    return {rij.id: rij for rij in sessie.scalars(sa.select(Uitspraak).where(Uitspraak.id.in_(ids)))}
