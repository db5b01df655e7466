"""Queries over the logs of a vault (*reeksen*), their leaf hashes, and the signed checkpoints."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.logcontrole import EERSTE, ONDERTEKENREGEL, Punt, Reeks
from pmg_desk.storage.models import Controlepunt, Logdetail, Logreeks, LogregelRij

_BLOK = 10_000


def reeksen(sessie: Session) -> list[Reeks]:
    """Every log this vault ever began, oldest first; the first has no row of its own."""
    rijen = sessie.scalars(sa.select(Logreeks).order_by(Logreeks.reeks))
    return [EERSTE, *(Reeks(rij.reeks, rij.begin_nr, rij.tekst) for rij in rijen)]


def huidige_reeks(sessie: Session) -> Reeks:
    """The log that lines are added to now."""
    return reeksen(sessie)[-1]


def punten(sessie: Session, reeks: int | None = None) -> list[Controlepunt]:
    """Checkpoints, smallest first, in order of their logs: never by the clock."""
    vraag = sa.select(Controlepunt).order_by(Controlepunt.reeks, Controlepunt.grootte, Controlepunt.op)
    return list(sessie.scalars(vraag if reeks is None else vraag.where(Controlepunt.reeks == reeks)))


def grootste(sessie: Session, reeks: int, tot: int | None = None) -> Controlepunt | None:
    """The checkpoint of this log with the most leaves, or with at most ``tot``."""
    vraag = sa.select(Controlepunt).where(Controlepunt.reeks == reeks)
    if tot is not None:
        vraag = vraag.where(Controlepunt.grootte <= tot)
    return sessie.scalar(vraag.order_by(Controlepunt.grootte.desc(), Controlepunt.op.desc()).limit(1))


def blad_hashes(sessie: Session, vanaf: int, tot: int) -> Iterator[str]:
    """Stored leaf hashes of lines ``vanaf`` up to and including ``tot``, in order."""
    while vanaf <= tot:
        stuk = sessie.execute(
            sa.select(LogregelRij.nr, LogregelRij.hash)
            .where(LogregelRij.nr >= vanaf, LogregelRij.nr <= tot)
            .order_by(LogregelRij.nr)
            .limit(_BLOK)
        ).all()
        if not stuk:
            return
        yield from (rij.hash for rij in stuk)
        vanaf = stuk[-1].nr + 1


def als_punt(rij: Controlepunt) -> Punt:
    """A checkpoint as the check of the log wants it."""
    return Punt(str(rij.id), rij.reeks, rij.grootte, rij.wortel, rij.pieken, rij.tekst)


def eerste_nr(sessie: Session) -> int | None:
    """Number of the first line that is still there; None for an empty log."""
    return sessie.scalar(sa.select(sa.func.min(LogregelRij.nr)))


def verwijder(sessie: Session, reeks: int, tot_nr: int) -> None:
    """Remove a whole log: its lines up to ``tot_nr``, their details, and its checkpoints that those lines announce.

    A checkpoint that came in later from elsewhere is announced by a line that stays, and so stays too.
    """
    aangekondigd = sa.select(LogregelRij.object_id).where(
        LogregelRij.actie == ONDERTEKENREGEL, LogregelRij.nr <= tot_nr, LogregelRij.object_id.is_not(None)
    )
    sessie.execute(sa.delete(Controlepunt).where(Controlepunt.reeks == reeks, Controlepunt.id.in_(aangekondigd)))
    sessie.execute(sa.delete(Logdetail).where(Logdetail.nr <= tot_nr))
    sessie.execute(sa.delete(LogregelRij).where(LogregelRij.nr <= tot_nr))
    sessie.expire_all()
