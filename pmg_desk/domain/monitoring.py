"""Comparing numbers of the informatiebeeld: only what was shown counts, so comparing tells nothing that was hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pmg_desk.domain.kwartaal import Kwartaal


@dataclass(frozen=True, slots=True)
class Punt:
    """One number of one settled quarter as it was shown; ``None``: hidden, because it is small or would give away."""

    kwartaal: Kwartaal
    waarde: int | None


class Verschilsoort(StrEnum):
    """What can be said of a difference."""

    GETAL = "getal"
    AFGESCHERMD = "afgeschermd"  # one of the two is hidden
    ONTBREEKT = "ontbreekt"  # one of the two was never settled


@dataclass(frozen=True, slots=True)
class Verschil:
    """How much more (or less, below zero) than then; ``aantal`` means nothing unless ``soort`` is a number."""

    soort: Verschilsoort
    aantal: int = 0


def vergelijk(nu: Punt | None, toen: Punt | None) -> Verschil:
    """The difference between two numbers that were shown."""
    if nu is None or toen is None:
        return Verschil(Verschilsoort.ONTBREEKT)
    if nu.waarde is None or toen.waarde is None:
        return Verschil(Verschilsoort.AFGESCHERMD)
    return Verschil(Verschilsoort.GETAL, nu.waarde - toen.waarde)


def punt_van(punten: Iterable[Punt], kwartaal: Kwartaal | None) -> Punt | None:
    """The number of that quarter; None when it was not settled."""
    return next((punt for punt in punten if punt.kwartaal == kwartaal), None)


@dataclass(frozen=True, slots=True)
class Jaarsom:
    """What happened in a year as far as it was shown.

    ``minstens``: the sum of the numbers that were shown. ``verborgen``: so many quarters are hidden, so it may be more.
    ``kwartalen``: so many of the four were settled.
    """

    jaar: int
    minstens: int
    verborgen: int
    kwartalen: int


def tel_jaar(punten: Iterable[Punt], jaar: int) -> Jaarsom:
    """Add up the quarters of a year: for what happens in a quarter, never for what is so on a day."""
    van_jaar = [punt.waarde for punt in punten if punt.kwartaal.jaar == jaar]
    gezien = [waarde for waarde in van_jaar if waarde is not None]
    return Jaarsom(jaar, sum(gezien), len(van_jaar) - len(gezien), len(van_jaar))
