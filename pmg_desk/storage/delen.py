"""Queries over requests, decisions, withdrawals and what was shared."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Casus,
    Delingsverzoek,
    Intrekking,
    LogregelRij,
    Privacybesluit,
    Verstrekking,
    VerstrekkingBesluit,
    VerstrekkingStatus,
    VerstrektStuk,
    VerzoekStatus,
    Wijze,
)


def verzoeken(
    sessie: Session, *, casussen: sa.Select[UUID] | None = None, statussen: Collection[VerzoekStatus] = ()
) -> list[Delingsverzoek]:
    """Requests, oldest first; ``casussen`` limits them to casussen in that selection."""
    vraag = sa.select(Delingsverzoek).order_by(Delingsverzoek.op, Delingsverzoek.nummer)
    if casussen is not None:
        vraag = vraag.where(Delingsverzoek.casus_id.in_(casussen))
    if statussen:
        vraag = vraag.where(Delingsverzoek.status.in_(statussen))
    return list(sessie.scalars(vraag))


def besluiten(
    sessie: Session,
    *,
    casus_id: UUID | None = None,
    verzoek_id: UUID | None = None,
    casussen: sa.Select[UUID] | None = None,
) -> list[tuple[Privacybesluit, Delingsverzoek]]:
    """Decisions with the request they answer, oldest first. Joined by id only: validity is judged elsewhere."""
    vraag = sa.select(Privacybesluit, Delingsverzoek).join(
        Delingsverzoek, Delingsverzoek.id == Privacybesluit.verzoek_id
    )
    if casus_id is not None:
        vraag = vraag.where(Privacybesluit.casus_id == casus_id)
    if verzoek_id is not None:
        vraag = vraag.where(Privacybesluit.verzoek_id == verzoek_id)
    if casussen is not None:
        vraag = vraag.where(Privacybesluit.casus_id.in_(casussen))
    return [(b, v) for b, v in sessie.execute(vraag.order_by(Privacybesluit.op, Privacybesluit.nummer))]


def intrekkingen(sessie: Session) -> list[Intrekking]:
    """All withdrawals, oldest first."""
    return list(sessie.scalars(sa.select(Intrekking).order_by(Intrekking.op, Intrekking.id)))


def bladen(sessie: Session, acties: Collection[str]) -> list[str]:
    """Leaves of the log lines of these kinds, in order."""
    return list(
        sessie.scalars(sa.select(LogregelRij.blad).where(LogregelRij.actie.in_(acties)).order_by(LogregelRij.nr))
    )


def laatste_logtijd(sessie: Session) -> datetime | None:
    """The latest time in the log (not that of the last line: a clock may have been set back)."""
    rij = sessie.scalar(sa.select(LogregelRij).order_by(LogregelRij.tijd.desc()).limit(1))
    return None if rij is None else rij.tijd


def volgend_exemplaar(sessie: Session, casus_id: UUID) -> int:
    """The next copy number of a casus; failed copies keep theirs, so that no number is on two papers."""
    laatste = sessie.scalar(sa.select(sa.func.max(Verstrekking.exemplaar)).where(Verstrekking.casus_id == casus_id))
    return 1 if laatste is None else laatste + 1


def verstrekkingen(
    sessie: Session, *, casus_id: UUID | None = None, casussen: sa.Select[UUID] | None = None
) -> list[Verstrekking]:
    """What was shared, newest first, without the documents themselves."""
    vraag = sa.select(Verstrekking)
    if casus_id is not None:
        vraag = vraag.where(Verstrekking.casus_id == casus_id)
    if casussen is not None:
        vraag = vraag.where(Verstrekking.casus_id.in_(casussen))
    return list(sessie.scalars(vraag.order_by(Verstrekking.op.desc(), Verstrekking.id)))


def verteld_op(sessie: Session, overleg_id: UUID, wijzen: Collection[Wijze]) -> list[Verstrekking]:
    """What was told at a meeting in one of these ways, in the order in which it was."""
    vraag = sa.select(Verstrekking).where(Verstrekking.overleg_id == overleg_id, Verstrekking.wijze.in_(wijzen))
    return list(sessie.scalars(vraag.order_by(Verstrekking.op, Verstrekking.id)))


def verteld_bij_punt(sessie: Session, overleg_id: UUID, casus_id: UUID) -> list[Verstrekking]:
    """What was told of a casus at a meeting, in words: of what stood on the screen the stukken are known too."""
    getoond = sa.exists().where(VerstrektStuk.verstrekking_id == Verstrekking.id)
    vraag = sa.select(Verstrekking).where(
        Verstrekking.overleg_id == overleg_id,
        Verstrekking.casus_id == casus_id,
        Verstrekking.wijze == Wijze.MONDELING,
        Verstrekking.status == VerstrekkingStatus.UITGEGEVEN,
        ~getoond,
    )
    return list(sessie.scalars(vraag))


def besluiten_van(sessie: Session, verstrekking_ids: Collection[UUID]) -> dict[UUID, list[Privacybesluit]]:
    """Under which decisions each verstrekking happened."""
    gevonden: dict[UUID, list[Privacybesluit]] = {id_: [] for id_ in verstrekking_ids}
    vraag = (
        sa.select(VerstrekkingBesluit.verstrekking_id, Privacybesluit)
        .join(Privacybesluit, Privacybesluit.id == VerstrekkingBesluit.besluit_id)
        .where(VerstrekkingBesluit.verstrekking_id.in_(gevonden))
        .order_by(Privacybesluit.nummer)
    )
    for verstrekking_id, besluit in sessie.execute(vraag):
        gevonden[verstrekking_id].append(besluit)
    return gevonden


def verstrekte_stukken(sessie: Session, verstrekking_id: UUID) -> list[str]:
    """Ids of the stukken that went along."""
    return list(
        sessie.scalars(
            sa.select(VerstrektStuk.stuk)
            .where(VerstrektStuk.verstrekking_id == verstrekking_id)
            .order_by(VerstrektStuk.stuk)
        )
    )


def casussen_met(sessie: Session, nummers: Collection[str]) -> list[UUID]:
    """Ids of the casussen with these numbers; a number that does not exist gives none."""
    return list(sessie.scalars(sa.select(Casus.id).where(Casus.nummer.in_(nummers))))
