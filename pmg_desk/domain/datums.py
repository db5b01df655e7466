"""Dates as people know and type them: incomplete birth dates, ages that follow from them, lenient Dutch input.

A register holds people of whom only the year of birth is known, or nothing. Nothing here fills in what is not known: an
incomplete date has bounds, and an age that follows from it is a range. No clock: today always comes in from outside.
Messages never repeat what was typed, because a birth date is personal data.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()
_AFKORTINGEN = {
    naam: nummer
    for nummer, namen in enumerate(
        ("jan", "feb febr", "mrt maa", "apr", "mei", "jun", "jul", "aug", "sep sept", "okt", "nov", "dec"), start=1
    )
    for naam in (MAANDEN[nummer - 1], *namen.split())
}
_WEEKDAGEN = {
    naam: nummer
    for nummer, namen in enumerate(
        ("ma maandag", "di dinsdag", "wo woensdag", "do donderdag", "vr vrijdag", "za zaterdag", "zo zondag")
    )
    for naam in namen.split()
}
_WOORDEN = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}
_VROEGSTE_JAAR, _LAATSTE_JAAR = 1800, 2199  # of a typed year: outside it, somebody slipped


class DatumFout(ValueError):
    """A date cannot be read or cannot exist; ``str()`` is the Dutch sentence to show beside the field."""

    melding = "Dit is geen datum. Schrijf bijvoorbeeld 3-11-2012 of 3 nov 2012."

    def __init__(self, melding: str | None = None) -> None:
        super().__init__(melding or self.melding)


class GeenDatum(DatumFout):
    """The text is not a way to write a date."""


class BestaatNiet(DatumFout):
    """The parts are clear, but there is no such day."""

    melding = "Deze datum bestaat niet. Kijk de dag, de maand en het jaar na."


class JaarOnduidelijk(DatumFout):
    """The century of a two-digit year cannot be known here."""

    melding = "Schrijf het jaar met vier cijfers, bijvoorbeeld 2012."


class DatumOnvolledig(DatumFout):
    """A whole date is needed and a part is missing."""

    melding = "Vul de hele datum in: dag, maand en jaar."


class Richting(Enum):
    """On which side of today a date is expected when the year is missing or has two digits."""

    VERLEDEN = "verleden"  # births, signals, facts: never after today
    TOEKOMST = "toekomst"  # deadlines, meetings: on or after today


@dataclass(frozen=True, slots=True)
class LeeftijdBereik:
    """An age in whole years: exact when both bounds are equal, unknown when both are None."""

    min: int | None
    max: int | None

    @property
    def bekend(self) -> bool:
        """Whether anything is known about the age."""
        return self.min is not None

    def toon(self) -> str:
        """``13``, ``tussen 11 en 12`` or ``onbekend``."""
        if self.min is None:
            return "onbekend"
        return f"{self.min}" if self.min == self.max else f"tussen {self.min} en {self.max}"


LEEFTIJD_ONBEKEND = LeeftijdBereik(None, None)


def leeftijd(geboren: date, dag: date) -> int:
    """Age in whole years on a day. Born on 29 February: a year older on 1 March of a common year."""
    return dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day))


@dataclass(frozen=True, slots=True)
class OnvolledigeDatum:
    """A birth date of which any part may be unknown (LO BRP 01.03.10).

    Mostly the day, or day and month, or all; but registers also hold a day without its month, and it is kept. Raises
    :class:`BestaatNiet` for what can be no day of any year.
    """

    jaar: int | None = None
    maand: int | None = None
    dag: int | None = None

    def __post_init__(self) -> None:
        if self.maand == 0 or self.dag == 0:
            raise BestaatNiet
        # An unknown year may be a leap year, and an unknown month a long one.
        _dag(2000 if self.jaar is None else self.jaar, 1 if self.maand is None else self.maand, self.dag or 1)

    @classmethod
    def van_dag(cls, dag: date) -> OnvolledigeDatum:
        """A date that is wholly known."""
        return cls(dag.year, dag.month, dag.day)

    @classmethod
    def uit_tekst(cls, tekst: str) -> OnvolledigeDatum:
        """Read what :meth:`als_tekst` writes; GeenDatum for any other text."""
        if not re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", tekst, re.ASCII):
            raise GeenDatum
        datum = cls(*(int(deel) or None for deel in tekst.split("-") if deel))
        if datum.als_tekst() != tekst:
            raise GeenDatum
        return datum

    @classmethod
    def uit_brp(cls, tekst: str) -> OnvolledigeDatum:
        """Read ``YYYYMMDD`` with zeros for what is unknown (LO BRP), empty for wholly unknown; else GeenDatum."""
        if not re.fullmatch(r"(\d{8})?", tekst, re.ASCII):
            raise GeenDatum
        return cls(*(int(deel) or None for deel in (tekst[:4], tekst[4:6], tekst[6:]) if deel))

    @classmethod
    def parse(cls, tekst: str, vandaag: date | None = None) -> OnvolledigeDatum:
        """Read a birth date as people type it.

        Takes ``3-11-2012``, ``3/11/2012``, ``3 nov 2012``, ``11-2012``, ``nov 2012``, ``2012``, ``2012-11-03``,
        ``03112012``, ``20121100``; ``0``, ``00`` or ``?`` for an unknown part; nothing, ``?`` or ``onbekend`` for an
        unknown date. A two-digit year is the latest such year that is not after ``vandaag``; without ``vandaag`` it is
        refused. Raises a :class:`DatumFout`.
        """
        delen = _lees_delen(tekst)
        if delen.jaar is None and delen.cijfers != _ONBEKEND:
            raise DatumOnvolledig("Vul ook het jaar in. Weet u het niet? Typ dan een vraagteken.")
        jaar = delen.jaar
        if jaar is not None and delen.cijfers == 2:
            if vandaag is None:
                raise JaarOnduidelijk
            jaar += vandaag.year // 100 * 100
            jaar -= 100 if jaar > vandaag.year else 0
        return cls(jaar, delen.maand, delen.dag)

    @property
    def volledig(self) -> bool:
        """Whether day, month and year are all known."""
        return None not in (self.jaar, self.maand, self.dag)

    def als_tekst(self) -> str:
        """The storage form: ``2012-11-03``, ``2012-11``, ``2012`` or the empty text. Sorts as dates do.

        An unknown part before a known one is written as zeros: ``1966-00-13``, ``0000-11-03``.
        """
        voluit = f"{self.jaar or 0:04}-{self.maand or 0:02}-{self.dag or 0:02}"
        return voluit[: 10 if self.dag else 7 if self.maand else 4 if self.jaar else 0]

    def toon(self) -> str:
        """For people: ``3 november 2012``, ``november 2012``, ``2012`` or ``onbekend``; names a missing part."""
        if self == OnvolledigeDatum():
            return "onbekend"
        jaar = "jaar onbekend" if self.jaar is None else str(self.jaar)
        if self.maand is None:
            return jaar if self.dag is None else f"{jaar} (dag {self.dag}, maand onbekend)"
        dag_en_maand = MAANDEN[self.maand - 1] if self.dag is None else f"{self.dag} {MAANDEN[self.maand - 1]}"
        return f"{dag_en_maand}{', ' if self.jaar is None else ' '}{jaar}"

    def vroegst(self) -> date | None:
        """The first day it can be; None when the year is unknown."""
        return None if self.jaar is None else date(self.jaar, self.maand or 1, self.dag or 1)

    def laatst(self) -> date | None:
        """The last day it can be; None when the year is unknown."""
        if self.jaar is None:
            return None
        maand = self.maand or 12
        return date(self.jaar, maand, self.dag or calendar.monthrange(self.jaar, maand)[1])

    def leeftijd_op(self, dag: date) -> LeeftijdBereik:
        """Age in whole years on a day, as far as it follows; unknown as well for a day before the birth."""
        vroegst, laatst = self.vroegst(), self.laatst()
        if vroegst is None or laatst is None or vroegst > dag:
            return LEEFTIJD_ONBEKEND
        return LeeftijdBereik(leeftijd(min(laatst, dag), dag), leeftijd(vroegst, dag))


_LEEFTIJD = re.compile(
    r"(?:(?:ongeveer|circa|ca\.?|plusminus|±|~)\s*)?(\d{1,2})(?:\s*(?:jaar|jr\.?|j))?", re.IGNORECASE
)


def geboortejaren(tekst: str, vandaag: date) -> tuple[int, ...]:
    """The years of birth that fit an age as people type it (``15``, ``15 jaar``, ``ongeveer 15``); none for other text.

    Two, because it depends on whether the birthday was this year; one on the last day of a year.
    """
    treffer = _LEEFTIJD.fullmatch(tekst.strip())
    if treffer is None:
        return ()
    laatste = vandaag.year - int(treffer[1])
    return (laatste,) if (vandaag.month, vandaag.day) == (12, 31) else (laatste - 1, laatste)


def toon_datum(dag: date) -> str:
    """A day in Dutch: ``3 november 2012``."""
    return OnvolledigeDatum.van_dag(dag).toon()


def parse_datum(tekst: str, vandaag: date, richting: Richting = Richting.TOEKOMST) -> date:
    """Read a whole date as people type it in a form.

    Takes all that :meth:`OnvolledigeDatum.parse` takes when it is complete, and ``3 nov`` or ``3-11`` (the nearest such
    day in ``richting``, today included), ``di 3 november``, ``vandaag``, ``gisteren``, ``morgen``, a weekday (the
    nearest one in ``richting``, today excluded), ``+7``, ``-2``, ``+2w``, ``+3m``, ``+1j``, ``over 2 weken`` and
    ``3 dagen geleden``. A two-digit year is the one nearest to today: at most 50 years back, 49 ahead. Raises a
    :class:`DatumFout`.
    """
    schoon = " ".join(tekst.casefold().split()).rstrip(".")
    if schoon in _WOORDEN:
        return _schuif(vandaag, _WOORDEN[schoon], "d")
    if schoon in _WEEKDAGEN:
        stap = 1 if richting is Richting.TOEKOMST else -1
        return _schuif(vandaag, stap * ((stap * (_WEEKDAGEN[schoon] - vandaag.weekday()) - 1) % 7 + 1), "d")
    for patroon, teken in ((_PLUS_MIN, None), (_OVER, 1), (_GELEDEN, -1)):
        treffer = patroon.fullmatch(schoon)
        if treffer:
            aantal = 1 if treffer["aantal"] in ("een", "één") else int(treffer["aantal"])
            richting_teken = teken or (-1 if treffer["teken"] == "-" else 1)
            return _schuif(vandaag, richting_teken * aantal, (treffer["maat"] or "d")[0])

    eerste, _, rest = schoon.partition(" ")
    weekdag = _WEEKDAGEN.get(eerste.rstrip(".,"))
    delen = _lees_delen(rest if weekdag is not None else schoon)
    if delen.dag is None or delen.maand is None or delen.cijfers == _ONBEKEND:
        raise DatumOnvolledig
    if delen.jaar is None:
        dag = _naaste(delen.dag, delen.maand, vandaag, richting)
    else:
        jaar = delen.jaar
        if delen.cijfers == 2:
            vroegste = vandaag.year - 50
            jaar = vroegste + (jaar - vroegste) % 100
        dag = _dag(jaar, delen.maand, delen.dag)
    if weekdag is not None and dag.weekday() != weekdag:
        raise BestaatNiet("De weekdag hoort niet bij deze datum. Kijk ze allebei na.")
    return dag


_ONBEKEND = 0  # number of digits of a year that was said to be unknown
_MAAT = r"(?P<maat>d|dag|dagen|w|week|weken|m|mnd|maand|maanden|j|jaar)"
_AANTAL = r"(?P<aantal>\d{1,4}|een|één)"
_PLUS_MIN = re.compile(rf"(?P<teken>[+-]) ?(?P<aantal>[0-9]{{1,4}}) ?{_MAAT}?")
_OVER = re.compile(rf"over {_AANTAL} {_MAAT}", re.ASCII)
_GELEDEN = re.compile(rf"{_AANTAL} {_MAAT} geleden", re.ASCII)
# Possessive: two runs of digits may touch, and a long one could otherwise be cut up in exponentially many ways.
_STUK = re.compile(r"[0-9]++|[a-z]++|\?++")
_DATUM = re.compile(rf"(?:{_STUK.pattern})(?:[ ./,-]*+(?:{_STUK.pattern}))*+\.?")


@dataclass(frozen=True, slots=True)
class _Delen:
    """What was typed: parts missing or unknown are None; ``cijfers`` is 2 or 4, _ONBEKEND, or -1 for no year at all."""

    dag: int | None
    maand: int | None
    jaar: int | None
    cijfers: int


def _lees_delen(tekst: str) -> _Delen:
    schoon = " ".join(tekst.casefold().split())
    if schoon in ("", "onbekend"):
        return _Delen(None, None, None, _ONBEKEND)
    if not _DATUM.fullmatch(schoon):
        raise GeenDatum
    stukken = _STUK.findall(schoon)
    if len(stukken) == 1:
        if len(schoon) == 8 and schoon.isdigit():
            stukken = _acht_cijfers(schoon)
        elif re.fullmatch(r"\?+", schoon):
            return _Delen(None, None, None, _ONBEKEND)
    jaar_eerst = _is_jaar(stukken[0])
    match stukken:
        case [jaar] if jaar_eerst:
            return _delen("", "", jaar)
        case [jaar, maand] if jaar_eerst:
            return _delen("", maand, jaar)
        case [maand, jaar] if _is_jaar(jaar) or set(jaar) == {"?"}:
            return _delen("", maand, jaar)
        case [maand, _] if maand in _AFKORTINGEN:
            raise JaarOnduidelijk  # "nov 12" may be a day or a year
        case [dag, maand]:
            return _delen(dag, maand, "")
        case [jaar, maand, dag] if jaar_eerst:
            return _delen(dag, maand, jaar)
        case [maand, dag, jaar] if maand in _AFKORTINGEN:
            return _delen(dag, maand, jaar)
        case [dag, maand, jaar]:
            return _delen(dag, maand, jaar)
        case _:
            raise GeenDatum


def _is_jaar(stuk: str) -> bool:
    return len(stuk) == 4 and stuk.isdigit()


def _acht_cijfers(cijfers: str) -> list[str]:
    """Day, month and year of eight digits in a row: the BRP's order, or the order people type. Never both can be."""
    if cijfers == "00000000" or (
        _VROEGSTE_JAAR <= int(cijfers[:4]) <= _LAATSTE_JAAR and int(cijfers[4:6]) <= 12 and int(cijfers[6:]) <= 31
    ):
        return [cijfers[6:], cijfers[4:6], cijfers[:4]]
    return [cijfers[:2], cijfers[2:4], cijfers[4:]]


def _delen(dag: str, maand: str, jaar: str) -> _Delen:
    d, m = _getal(dag), _AFKORTINGEN.get(maand) or _getal(maand)
    if not jaar:
        return _Delen(d, m, None, -1)
    if jaar in ("0", "0000") or set(jaar) == {"?"} or (jaar == "00" and d is None and m is None):
        return _Delen(d, m, None, _ONBEKEND)
    if not jaar.isdigit() or len(jaar) not in (2, 4):
        raise GeenDatum
    if len(jaar) == 4 and not _VROEGSTE_JAAR <= int(jaar) <= _LAATSTE_JAAR:
        raise BestaatNiet
    return _Delen(d, m, int(jaar), len(jaar))


def _getal(stuk: str) -> int | None:
    """A day or month; None when it is missing or said to be unknown."""
    if not stuk or set(stuk) == {"?"}:
        return None
    if not stuk.isdigit() or len(stuk) > 2:
        raise GeenDatum
    return int(stuk) or None


def _dag(jaar: int, maand: int, dag: int) -> date:
    try:
        return date(jaar, maand, dag)
    except (ValueError, OverflowError):
        raise BestaatNiet from None


def _naaste(dag: int, maand: int, vandaag: date, richting: Richting) -> date:
    stap = 1 if richting is Richting.TOEKOMST else -1
    for jaar in range(
        vandaag.year, vandaag.year + 9 * stap, stap
    ):  # eight years apart at most: 29 February around 2100
        try:
            kandidaat = date(jaar, maand, dag)
        except ValueError:
            continue
        if (kandidaat - vandaag).days * stap >= 0:
            return kandidaat
    raise BestaatNiet


def _schuif(van: date, aantal: int, maat: str) -> date:
    """``aantal`` days, weeks, months or years later; a month that is too short gives its last day."""
    if maat in "dw":
        try:
            return van + timedelta(days=aantal * (7 if maat == "w" else 1))
        except OverflowError:
            raise BestaatNiet from None
    jaar, maand = divmod(van.year * 12 + van.month - 1 + aantal * (12 if maat == "j" else 1), 12)
    if not _VROEGSTE_JAAR <= jaar <= _LAATSTE_JAAR:
        raise BestaatNiet
    return date(jaar, maand + 1, min(van.day, calendar.monthrange(jaar, maand + 1)[1]))
