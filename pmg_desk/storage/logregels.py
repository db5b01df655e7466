"""Appending to the log and reading it back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.canoniek import Waarde, canoniek
from pmg_desk.domain.logboek import LEEG, Bewaard, Logregel, blad_hash, commitment, kolommen
from pmg_desk.storage.models import Logdetail, LogregelRij

_BLOK = 1000
"""Lines read at a time when the whole log is walked: bounded memory, and the check can be interrupted between."""


def stand(sessie: Session) -> tuple[int, str]:
    """Number and hash of the last line; ``(0, LEEG)`` for an empty log."""
    rij = sessie.execute(
        sa.select(LogregelRij.nr, LogregelRij.hash).order_by(LogregelRij.nr.desc()).limit(1)
    ).one_or_none()
    return (0, LEEG) if rij is None else (rij.nr, rij.hash)


def tijd_van(sessie: Session, nr: int) -> datetime | None:
    """When a line was written, as it says itself."""
    return sessie.scalar(sa.select(LogregelRij.tijd).where(LogregelRij.nr == nr))


def eerste_tijd(sessie: Session) -> datetime | None:
    """The earliest time in the log, which need not be that of the first line."""
    rij = sessie.scalar(sa.select(LogregelRij).order_by(LogregelRij.tijd).limit(1))
    return None if rij is None else rij.tijd


Maker = Callable[[int, str, str | None], Logregel]
"""``maak(nr, vorige, commitment)`` builds a line, so that numbers are given out under the write lock."""


def voeg_toe(sessie: Session, maak: Maker, detail: dict[str, Waarde] | None = None) -> LogregelRij:
    """Append a line."""
    (rij,) = voeg_reeks_toe(sessie, [(maak, detail)])
    return rij


def voeg_reeks_toe(sessie: Session, regels: Iterable[tuple[Maker, dict[str, Waarde] | None]]) -> list[LogregelRij]:
    """Append lines in this order, each with its detail; together they are written at once."""
    sessie.flush()
    nr, vorige = stand(sessie)
    rijen: list[LogregelRij] = []
    details: list[Logdetail] = []
    for maak, detail in regels:
        zout = None if detail is None else secrets.token_bytes(32)
        tekst = None if detail is None else canoniek(detail)
        regel = maak(nr + 1, vorige, None if zout is None or tekst is None else commitment(zout, tekst))
        blad = regel.blad()
        nr, vorige = regel.nr, blad_hash(blad)
        rijen.append(LogregelRij(nr=nr, blad=blad, hash=vorige, **kolommen(regel)))
        if zout is not None:
            details.append(Logdetail(nr=nr, zout=zout, detail=tekst, gewist=False))
    sessie.add_all(rijen)
    sessie.flush()
    sessie.add_all(details)
    sessie.flush()
    return rijen


def laatste_met(sessie: Session, actie: str, object_soort: str, resultaat: str) -> tuple[int, datetime] | None:
    """Number and time of the last line of this kind about such an object with this result."""
    rij = sessie.execute(
        sa.select(LogregelRij.nr, LogregelRij.tijd)
        .where(LogregelRij.actie == actie, LogregelRij.object_soort == object_soort, LogregelRij.resultaat == resultaat)
        .order_by(LogregelRij.nr.desc())
        .limit(1)
    ).one_or_none()
    return None if rij is None else (rij.nr, rij.tijd)


def deel(sessie: Session, na_nr: int, tot_nr: int, hoeveel: int) -> list[Bewaard]:
    """At most ``hoeveel`` lines after number ``na_nr`` and up to ``tot_nr``, in order, as the check wants them."""
    rijen = sessie.execute(
        sa.select(LogregelRij, Logdetail)
        .outerjoin(Logdetail, Logdetail.nr == LogregelRij.nr)
        .where(LogregelRij.nr > na_nr, LogregelRij.nr <= tot_nr)
        .order_by(LogregelRij.nr)
        .limit(hoeveel)
    )
    return [_bewaard(regel, detail) for regel, detail in rijen]


def laatste_detail(sessie: Session, actie: str, object_id: UUID) -> Bewaard | None:
    """The last line of this kind about this object, with its detail."""
    rij = sessie.execute(
        sa.select(LogregelRij, Logdetail)
        .outerjoin(Logdetail, Logdetail.nr == LogregelRij.nr)
        .where(LogregelRij.actie == actie, LogregelRij.object_id == object_id)
        .order_by(LogregelRij.nr.desc())
        .limit(1)
    ).one_or_none()
    return None if rij is None else _bewaard(rij[0], rij[1])


def bewaarde_regels(sessie: Session, vanaf: int = 1) -> Iterator[Bewaard]:
    """Every line from number ``vanaf`` on, in order, as the check wants it."""
    laatste = vanaf - 1
    while True:
        rijen = sessie.execute(
            sa.select(LogregelRij, Logdetail)
            .outerjoin(Logdetail, Logdetail.nr == LogregelRij.nr)
            .where(LogregelRij.nr > laatste)
            .order_by(LogregelRij.nr)
            .limit(_BLOK)
        ).all()
        for regel, detail in rijen:
            yield _bewaard(regel, detail)
        if len(rijen) < _BLOK:
            return
        laatste = rijen[-1][0].nr
        sessie.expunge_all()


def _bewaard(regel: LogregelRij, detail: Logdetail | None) -> Bewaard:
    return Bewaard(
        nr=regel.nr,
        blad=regel.blad,
        hash=regel.hash,
        kolommen={
            "tijd": regel.tijd,
            "actor": regel.actor,
            "actie": regel.actie,
            "object_soort": regel.object_soort,
            "object_id": regel.object_id,
            "casus_id": regel.casus_id,
            "resultaat": regel.resultaat,
            "ontvanger": regel.ontvanger,
        },
        zout=None if detail is None else detail.zout,
        detail=None if detail is None else detail.detail,
        detail_gewist=detail is not None and detail.gewist,
    )


@dataclass(frozen=True, slots=True)
class Woordkeuze:
    """Which lines have a word that somebody typed: where one of these fits.

    ``acties`` say it in their sentence; ``actors``, ``objecten`` and ``casus_id`` are called so where they are kept. A
    number is also what the line counted. ``details``: these pieces, in what lies beside a line of ``detail_actie``.
    """

    woord: str
    acties: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    objecten: tuple[UUID, ...] = ()
    casus_id: UUID | None = None
    details: tuple[str, ...] = ()
    detail_actie: str = ""

    def voorwaarde(self) -> sa.ColumnElement[bool]:
        """As SQL."""
        erin = (Logdetail.detail.contains(een, autoescape=True) for een in self.details)
        erbij = sa.select(Logdetail.nr).where(sa.or_(*erin))
        ergens = [
            LogregelRij.actie.in_(self.acties),
            LogregelRij.actor.in_(self.actors),
            LogregelRij.object_id.in_(self.objecten),
            LogregelRij.ontvanger.contains(self.woord, autoescape=True),
            sa.and_(LogregelRij.actie == self.detail_actie, LogregelRij.nr.in_(erbij)),
        ]
        if self.casus_id is not None:
            ergens.append(LogregelRij.casus_id == self.casus_id)
        if self.woord.isdecimal():
            ergens.append(LogregelRij.blad.contains(f'"aantal":{int(self.woord)},', autoescape=True))
        return sa.or_(*ergens)


@dataclass(frozen=True, slots=True)
class Regelkeuze:
    """Which lines: every filter that is given must match. ``acties``: of each of these one; ``voor_acties`` is the
    beginning of an actie.
    """

    acties: tuple[tuple[str, ...], ...] = ()
    voor_acties: str = ""
    woorden: tuple[Woordkeuze, ...] = ()
    actor: str | None = None
    casus_id: UUID | None = None
    resultaat: str | None = None
    vanaf: datetime | None = None
    tot: datetime | None = None

    def voorwaarden(self) -> list[sa.ColumnElement[bool]]:
        """The filters as SQL."""
        gekozen: list[sa.ColumnElement[bool]] = []
        gekozen += [LogregelRij.actie.in_(een) for een in self.acties]
        if self.voor_acties:
            gekozen.append(LogregelRij.actie.startswith(self.voor_acties, autoescape=True))
        gekozen += [een.voorwaarde() for een in self.woorden]
        if self.actor is not None:
            gekozen.append(LogregelRij.actor == self.actor)
        if self.casus_id is not None:
            gekozen.append(LogregelRij.casus_id == self.casus_id)
        if self.resultaat is not None:
            gekozen.append(LogregelRij.resultaat == self.resultaat)
        if self.vanaf is not None:
            gekozen.append(LogregelRij.tijd >= self.vanaf)
        if self.tot is not None:
            gekozen.append(LogregelRij.tijd < self.tot)
        return gekozen


def tel_regels(sessie: Session, keuze: Regelkeuze) -> int:
    """How many lines match."""
    return sessie.scalar(sa.select(sa.func.count()).select_from(LogregelRij).where(*keuze.voorwaarden())) or 0


def bladen_met(sessie: Session, keuze: Regelkeuze) -> list[str]:
    """The leaves of the lines that match, in order."""
    return list(sessie.scalars(sa.select(LogregelRij.blad).where(*keuze.voorwaarden()).order_by(LogregelRij.nr)))


def zoek_regels(sessie: Session, keuze: Regelkeuze, *, voor_nr: int | None = None, hoeveel: int = 200) -> list[Bewaard]:
    """Lines that match, newest first: at most ``hoeveel`` below number ``voor_nr`` (paging by key)."""
    vraag = (
        sa.select(LogregelRij, Logdetail)
        .outerjoin(Logdetail, Logdetail.nr == LogregelRij.nr)
        .where(*keuze.voorwaarden())
    )
    if voor_nr is not None:
        vraag = vraag.where(LogregelRij.nr < voor_nr)
    rijen = sessie.execute(vraag.order_by(LogregelRij.nr.desc()).limit(hoeveel)).all()
    return [_bewaard(regel, detail) for regel, detail in rijen]
