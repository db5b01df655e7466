"""A random sample of log lines that anybody can draw again, with nothing but the exported log.

The seed is the hash of the log head as it was signed at the end of the month: nobody can choose it afterwards, because
the head fixes every line. Lines are ranked by ``SHA-256(seed || number)``; the lowest are the sample. ``verify.py``
does the same without this program, so both must change together (a test holds them to that).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pmg_desk.domain.canoniek import sha256_hex

RAAKT = ("zoeken.", "groep.", "groepslid.", "signaal.", "reservekopie.bekijken", "import.uitvoeren")
"""Beginnings of acties that touch data of youths without naming one casus; every line that names a casus does too."""

_MAAND = re.compile(r"2[0-9]{3}-(0[1-9]|1[0-2])")


def raakt(actie: str, casus_id: str | None) -> bool:
    """Whether a line belongs to what is drawn from."""
    return casus_id is not None or actie.startswith(RAAKT)


def maand_van(moment: datetime) -> str:
    """``2026-11``: the month of a line, in UTC as the log writes it, so that no time zone is needed to draw again."""
    return f"{moment.astimezone(UTC):%Y-%m}"


def vorige_maand(maand: str) -> str:
    """The month before. Raises ValueError for what is no month."""
    if not _MAAND.fullmatch(maand):
        raise ValueError("not a month")
    jaar, nr = int(maand[:4]), int(maand[5:])
    return f"{jaar - 1}-12" if nr == 1 else f"{jaar}-{nr - 1:02}"


def grenzen(maand: str) -> tuple[datetime, datetime]:
    """The first moment of a month and that of the next, in UTC. Raises ValueError for what is no month."""
    if not _MAAND.fullmatch(maand):
        raise ValueError("not a month")
    begin = datetime(int(maand[:4]), int(maand[5:]), 1, tzinfo=UTC)
    return begin, (begin + timedelta(days=31)).replace(day=1)


def zaad(controlepunt: str, maand: str) -> str:
    """The seed (hex): SHA-256 over the three lines of the signed head (vault, size, root) and the month."""
    if not _MAAND.fullmatch(maand):
        raise ValueError("not a month")
    return sha256_hex(b"pmg-desk/steekproef/1\x00", f"{controlepunt}{maand}".encode())


def populatie_hash(nummers: Iterable[int]) -> str:
    """SHA-256 over the numbers that are drawn from, in order, one a line (hex)."""
    return sha256_hex("\n".join(str(nr) for nr in sorted(set(nummers))).encode())


def trek(zaad_hex: str, nummers: Iterable[int], omvang: int) -> tuple[int, ...]:
    """The sample, in order of the log: at most ``omvang`` of these numbers. Raises ValueError for a size below 1."""
    if omvang < 1:
        raise ValueError("a sample has at least one line")
    op_rang = sorted(set(nummers), key=lambda nr: (sha256_hex(f"{zaad_hex}{nr}".encode()), nr))
    return tuple(sorted(op_rang[:omvang]))


@dataclass(frozen=True, slots=True)
class Trekking:
    """A sample with everything that is needed to draw it again."""

    maand: str
    zaad: str
    omvang: int
    van_nr: int
    tot_nr: int
    populatie: int
    populatie_hash: str
    gekozen: tuple[int, ...]


def maak_trekking(maand: str, controlepunt: str, nummers: Sequence[int], omvang: int) -> Trekking:
    """Draw from these numbers of one month. Raises ValueError when there are none."""
    if not nummers:
        raise ValueError("nothing to draw from")
    som = zaad(controlepunt, maand)
    return Trekking(
        maand,
        som,
        omvang,
        min(nummers),
        max(nummers),
        len(set(nummers)),
        populatie_hash(nummers),
        trek(som, nummers, omvang),
    )
