"""Dates, names and deadlines as they are written on paper (Dutch)."""

from __future__ import annotations

import re
from datetime import date, datetime

from pmg_desk.domain.datums import MAANDEN
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.samenvatting import Samenvatting

_DATUM = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})-(\d{1,2})-(\d{4}))")
_WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_KLAAR = ("gereed", "afgerond", "uitgevoerd", "klaar", "vervallen", "geannuleerd")


def dag(datum: date) -> str:
    """``22-11-2026``."""
    return f"{datum.day:02}-{datum.month:02}-{datum.year:04}"


def dag_voluit(datum: date) -> str:
    """``dinsdag 24 november 2026``."""
    return f"{_WEEKDAGEN[datum.weekday()]} {datum.day} {MAANDEN[datum.month - 1]} {datum.year}"


def moment(tijd: datetime) -> str:
    """``22-11-2026 09:41`` in Dutch time, of an aware moment."""
    hier = tijd.astimezone(AMSTERDAM)
    return f"{dag(hier)} {hier:%H:%M}"


def lees_dag(tekst: str) -> date | None:
    """The date a field holds, as ``2026-11-22`` or ``22-11-2026``; None when it holds something else."""
    gevonden = _DATUM.fullmatch(tekst.strip())
    if gevonden is None:
        return None
    j1, m1, d1, d2, m2, j2 = gevonden.groups()
    try:
        return date(int(j1 or j2), int(m1 or m2), int(d1 or d2))
    except ValueError:
        return None


def is_klaar(status: str) -> bool:
    """Whether an action with this status no longer waits for anybody."""
    return status.strip().casefold().startswith(_KLAAR)


def kort(tekst: str, tekens: int) -> str:
    """The text on one line, cut at a word with … after at most ``tekens`` characters. For hints; never for content."""
    regel = " ".join(tekst.split())
    if len(regel) <= tekens:
        return regel
    gekort = regel[:tekens]
    return (gekort[: gekort.rfind(" ")] if " " in gekort else gekort).rstrip(" ,;:.") + "…"


def gemeentenaam(naam: str) -> str:
    """``Gemeente Den Haag``, whether or not the profile's name already says so."""
    return naam if naam.casefold().startswith("gemeente") or not naam else f"Gemeente {naam}"


def ontvanger(s: Samenvatting) -> str:
    """The organisation and function the print is for, as far as given."""
    return " – ".join(deel for deel in (s.organisatie, s.functie) if deel)


def opsomming(*delen: str) -> str:
    """``een · twee``, without the parts that are empty."""
    return " · ".join(deel for deel in delen if deel)


def aantal(getal: int, een: str, meer: str) -> str:
    """``1 actie``, ``3 acties``."""
    return f"{getal} {een if getal == 1 else meer}"
