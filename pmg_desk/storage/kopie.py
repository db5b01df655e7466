"""A copy of the open database, made while others work, and what a copy holds.

SQLite's own backup copies pages between two keyed connections; the reading one is separate from the one in use, so a
copy runs on another thread and a commit waits for one step at most. Measured on 103 MB: 0.55 s, the longest step 29 ms;
checking the copy took as long again. Copying the bytes of the file takes a tenth, but closing any handle on the file
drops SQLite's locks on it in the whole process (POSIX), and half a commit could be copied.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.kluisfouten import KluisBeschadigd, KluisFout, KluisNietBereikbaar
from pmg_desk.domain.logboek import LEEG, blad_hash
from pmg_desk.storage.engine import als_fout, controleer_bestand, geef_sleutel, maak_engine, sluit_engine
from pmg_desk.storage.models import LogregelRij

STAP = 256
"""Pages (of 4096 bytes) per step."""

MEESTE_KEREN = 10
"""A commit in between makes SQLite begin anew; after so many times the rest goes in one step, and commits wait."""

_PAUZE = 0.05  # seconds, between two tries when a commit is in flight

_LAATSTE = "SELECT nr, hash, blad FROM logregel ORDER BY nr DESC LIMIT 1"

Meld = Callable[[int, int], None]
"""``meld(done, total)`` in pages; may raise to stop."""


def kopieer(bron: Path, doel: Path, sleutel: bytes, meld: Meld) -> None:
    """Copy the database ``bron`` to the new file ``doel``, encrypted with the same key and a salt of its own; synced.

    Whatever ``meld`` raises ends the copy; half a file stays behind, for the caller to remove. Raises KluisBeschadigd
    and KluisNietBereikbaar.
    """
    try:
        os.close(os.open(doel, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _kopieer(bron, doel, sleutel, meld)
        fd = os.open(doel, os.O_RDWR)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    except dbapi2.Error as oorzaak:
        # What goes wrong during a step has no code: the pages were readable before, so it is the disk.
        raise als_fout(oorzaak) or KluisNietBereikbaar() from None


class _Opnieuw(Exception):
    """Begun anew too often."""


def _kopieer(bron: Path, doel: Path, sleutel: bytes, meld: Meld) -> None:
    lezer = geef_sleutel(bron, sleutel, "ro")
    try:
        lezer.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # a wrong key or a damaged file shows here
        schrijver = geef_sleutel(doel, sleutel, "rw")
        try:
            # Nobody reads this file before it was checked: a crash leaves nothing that anyone would open.
            schrijver.execute("PRAGMA journal_mode = OFF")
            schrijver.execute("PRAGMA synchronous = OFF")
            teller = _Teller(meld)
            try:
                lezer.backup(schrijver, pages=STAP, progress=teller, sleep=_PAUZE)
            except _Opnieuw:
                meld(0, teller.totaal)
                lezer.backup(schrijver, pages=-1, sleep=_PAUZE)
                meld(teller.totaal, teller.totaal)
        finally:
            schrijver.close()
    finally:
        lezer.close()


class _Teller:
    def __init__(self, meld: Meld) -> None:
        self._meld = meld
        self._keren, self._gedaan = 0, 0
        self.totaal = 0

    def __call__(self, _status: int, over: int, totaal: int) -> None:
        gedaan, self.totaal = totaal - over, totaal
        if 0 < gedaan <= self._gedaan:
            self._keren += 1
            if self._keren >= MEESTE_KEREN:
                raise _Opnieuw
        self._gedaan = gedaan
        self._meld(gedaan, totaal)


@dataclass(frozen=True, slots=True)
class Kopiestand:
    """What a database file holds: schema, last line of the log, which vault; not sound: ``bevindingen`` only."""

    bevindingen: tuple[str, ...]
    schema: str
    log_nr: int
    log_hash: str
    kluis_id: str


def lees_stand(pad: Path, sleutel: bytes, *, controleer: bool) -> Kopiestand:
    """Open the file by itself, without writing, and say what it holds; with ``controleer`` every page is checked.

    Works for every schema there ever was. Raises KluisBeschadigd when it does not decrypt or has no schema, and as
    ``storage.engine.maak_engine``.
    """
    engine = maak_engine(pad, sleutel, alleen_lezen=True)
    try:
        bevindingen = controleer_bestand(engine) if controleer else []
        if bevindingen:
            return Kopiestand(tuple(bevindingen), "", 0, LEEG, "")
        with engine.connect() as verbinding:
            try:
                schema = verbinding.scalar(sa.text("SELECT version_num FROM alembic_version"))
                rij = verbinding.execute(
                    sa.text("SELECT nr, hash, blad FROM logregel ORDER BY nr DESC LIMIT 1")
                ).first()
            except sa.exc.DBAPIError:
                raise KluisBeschadigd from None
        if not isinstance(schema, str):
            raise KluisBeschadigd
        if rij is None:
            return Kopiestand((), schema, 0, LEEG, "")
        if blad_hash(rij.blad) != rij.hash:
            bevindingen.append("the last line of the log does not match its hash")
        return Kopiestand(tuple(bevindingen), schema, rij.nr, rij.hash, lees_canoniek(rij.blad)["kluis"])
    finally:
        sluit_engine(engine)


def hash_van_regel(pad: Path, sleutel: bytes, nr: int) -> str | None:
    """The hash of line ``nr`` in the log of a database file, or None when it is not there or cannot be read."""
    try:
        engine = maak_engine(pad, sleutel, alleen_lezen=True)
    except KluisFout:
        return None
    try:
        with engine.connect() as verbinding:
            waarde: str | None = verbinding.scalar(sa.text("SELECT hash FROM logregel WHERE nr = :nr"), {"nr": nr})
            return waarde
    except (KluisFout, sa.exc.DBAPIError):
        return None
    finally:
        sluit_engine(engine)


def tel_regels_na(sessie: Session, nr: int, stil: tuple[str, ...]) -> int:
    """How many lines after line ``nr`` are of other kinds than ``stil``: whole acties, or ``iets.`` for all of iets."""
    voorwaarden = [
        ~LogregelRij.actie.startswith(een, autoescape=True) if een.endswith(".") else LogregelRij.actie != een
        for een in stil
    ]
    return (
        sessie.scalar(sa.select(sa.func.count()).select_from(LogregelRij).where(LogregelRij.nr > nr, *voorwaarden)) or 0
    )


def laatste_met(sessie: Session, actie: str) -> tuple[datetime, str] | None:
    """When the last line with this ``actie`` was written and what came of it, or None."""
    rij = sessie.execute(
        sa.select(LogregelRij.tijd, LogregelRij.resultaat)
        .where(LogregelRij.actie == actie)
        .order_by(LogregelRij.nr.desc())
        .limit(1)
    ).one_or_none()
    return None if rij is None else (rij.tijd, str(rij.resultaat))
