"""Writing an iCalendar file (RFC 5545): days that ask attention, for the calendar of whoever takes it along.

Knows nothing of casussen: the caller decides what the words are. Every event is a whole day (§3.8.2.4 with
``VALUE=DATE``), so it needs no time zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_BREEDTE = 75
"""Octets of a content line, without its line break (RFC 5545 §3.1)."""


@dataclass(frozen=True, slots=True)
class Afspraak:
    """One day in a calendar. ``uid`` stays the same when the file is made again, so that a calendar updates it."""

    uid: str
    dag: date
    titel: str
    omschrijving: str = ""


def write_agenda(afspraken: Iterable[Afspraak], nu: datetime, naam: str) -> bytes:
    """The file, in UTF-8 with CRLF line ends. ``nu``: an aware moment, when it was made (DTSTAMP, §3.8.7.2).

    Raises ValueError for a naive moment.
    """
    if nu.tzinfo is None:
        raise ValueError("naive datetime")
    stempel = nu.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return b"".join(_vouw(regel) for regel in _regels(afspraken, stempel, naam))


def _regels(afspraken: Iterable[Afspraak], stempel: str, naam: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//PMG Desk//werklijst//NL", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME:{_tekst(naam)}"
    for afspraak in afspraken:
        yield from ("BEGIN:VEVENT", f"UID:{_tekst(afspraak.uid)}", f"DTSTAMP:{stempel}")
        yield f"DTSTART;VALUE=DATE:{_dag(afspraak.dag)}"
        yield f"DTEND;VALUE=DATE:{_dag(afspraak.dag + timedelta(days=1))}"  # the day after: the end is outside
        yield f"SUMMARY:{_tekst(afspraak.titel)}"
        if afspraak.omschrijving:
            yield f"DESCRIPTION:{_tekst(afspraak.omschrijving)}"
        yield from ("CLASS:CONFIDENTIAL", "TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _dag(dag: date) -> str:
    """A value of type DATE (§3.3.4)."""
    return dag.isoformat().replace("-", "")


def _tekst(tekst: str) -> str:
    """A value of type TEXT (§3.3.11): what separates is escaped, and no control character gets in."""
    regels = "\n".join(tekst.splitlines())
    schoon = "".join(teken for teken in regels if teken == "\n" or teken.isprintable())
    return schoon.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _vouw(regel: str) -> bytes:
    """A content line cut in pieces of at most 75 octets, never inside a character (§3.1)."""
    stukken: list[bytearray] = [bytearray()]
    for teken in regel:
        ruw = teken.encode("utf-8")
        grens = _BREEDTE if len(stukken) == 1 else _BREEDTE - 1  # the space that a piece begins with counts too
        if len(stukken[-1]) + len(ruw) > grens:
            stukken.append(bytearray())
        stukken[-1] += ruw
    return b"\r\n ".join(bytes(stuk) for stuk in stukken) + b"\r\n"
