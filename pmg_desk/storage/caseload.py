"""Queries over the casussen that one casusregisseur leads, and what of them is still under way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from pmg_desk.storage.models import (
    Casus,
    CasusStatus,
    Concept,
    Delingsverzoek,
    Jongere,
    Logdetail,
    LogregelRij,
    Overdracht,
    OverdrachtStatus,
    Richting,
    VerzoekStatus,
)

_DEEL = 500  # SQLite takes a limited number of values in one statement


def casussen(
    sessie: Session,
    *,
    regisseur_id: UUID | None = None,
    casus_ids: Collection[UUID] | None = None,
    ook_gesloten: bool = False,
) -> list[tuple[Casus, Jongere]]:
    """Casussen with their jongere, by number: those that somebody leads, or exactly these."""
    vraag = sa.select(Casus, Jongere).join(Jongere, Jongere.id == Casus.jongere_id)
    if regisseur_id is not None:
        vraag = vraag.where(Casus.regisseur_id == regisseur_id)
    if not ook_gesloten:
        vraag = vraag.where(Casus.status == CasusStatus.OPEN)
    vragen = [vraag]
    if casus_ids is not None:
        ids = list(dict.fromkeys(casus_ids))
        vragen = [vraag.where(Casus.id.in_(ids[begin : begin + _DEEL])) for begin in range(0, len(ids), _DEEL)]
    gevonden = [(casus, jongere) for deel in vragen for casus, jongere in sessie.execute(deel)]
    return sorted(gevonden, key=lambda paar: paar[0].nummer)


_Kolom = InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None]


def _tel(sessie: Session, kolom: _Kolom, *waar: sa.ColumnElement[bool]) -> Counter[UUID]:
    rijen = sessie.execute(sa.select(kolom, sa.func.count()).where(kolom.is_not(None), *waar).group_by(kolom))
    return Counter({casus_id: aantal for casus_id, aantal in rijen if casus_id is not None})


def concepten(sessie: Session, gebruiker_id: UUID) -> Counter[UUID]:
    """How many drafts somebody has, by casus."""
    return _tel(sessie, Concept.casus_id, Concept.gebruiker_id == gebruiker_id)


def open_verzoeken(sessie: Session, gebruiker_id: UUID) -> Counter[UUID]:
    """How many requests of somebody wait for an answer, by casus."""
    wachtend = Delingsverzoek.status.in_((VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG))
    return _tel(sessie, Delingsverzoek.casus_id, Delingsverzoek.door_id == gebruiker_id, wachtend)


def aangeboden(sessie: Session) -> Counter[UUID]:
    """Which casussen are on offer to another vault and wait for its answer."""
    return _tel(
        sessie,
        Overdracht.casus_id,
        Overdracht.richting == Richting.UIT,
        Overdracht.status == OverdrachtStatus.AANGEBODEN,
    )


def overgenomen(
    sessie: Session, gebruiker_id: UUID, sinds: datetime, hoeveel: int
) -> list[tuple[Casus, datetime, str | None]]:
    """Casussen that this user leads and was given since, the latest first: when, and the detail of that line."""
    vraag = (
        sa.select(Casus, LogregelRij.tijd, Logdetail.detail)
        .join(LogregelRij, LogregelRij.casus_id == Casus.id)
        .outerjoin(Logdetail, Logdetail.nr == LogregelRij.nr)
        .where(
            LogregelRij.actie == "casus.overdragen",
            LogregelRij.object_id == gebruiker_id,
            LogregelRij.tijd >= sinds,
            Casus.regisseur_id == gebruiker_id,
            Casus.status == CasusStatus.OPEN,
        )
        .order_by(LogregelRij.nr.desc())
        .limit(hoeveel)
    )
    return [(casus, tijd, detail) for casus, tijd, detail in sessie.execute(vraag)]
