"""Comparing numbers of the informatiebeeld: only what was shown counts, so comparing tells nothing that was hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pmg_desk.domain.beeldgetal import Getal, Merk
from pmg_desk.domain.kwartaal import Kwartaal


@dataclass(frozen=True, slots=True)
class Punt:
    """One number of one settled quarter as it was published."""

    kwartaal: Kwartaal
    getal: Getal


class Verschilsoort(StrEnum):
    """What can be said of a difference."""

    GETAL = "getal"
    AFGESCHERMD = "afgeschermd"  # one of the two is hidden
    ONTBREEKT = "ontbreekt"  # one of the two was never counted


@dataclass(frozen=True, slots=True)
class Verschil:
    """How much more (or less, below zero) than then; ``aantal`` means nothing unless ``soort`` is a number.

    ``ongeveer``: one of the two was rounded.
    """

    soort: Verschilsoort
    aantal: int = 0
    ongeveer: bool = False


def vergelijk(nu: Punt | None, toen: Punt | None) -> Verschil:
    """The difference between two numbers that were published; None: that quarter was not settled."""
    if nu is None or toen is None or Merk.NIET_GETELD in (nu.getal.merk, toen.getal.merk):
        return Verschil(Verschilsoort.ONTBREEKT)
    if nu.getal.waarde is None or toen.getal.waarde is None:
        return Verschil(Verschilsoort.AFGESCHERMD)
    ongeveer = Merk.AFGEROND in (nu.getal.merk, toen.getal.merk)
    return Verschil(Verschilsoort.GETAL, nu.getal.waarde - toen.getal.waarde, ongeveer)


def punt_van(punten: Iterable[Punt], kwartaal: Kwartaal | None) -> Punt | None:
    """The number of that quarter; None when it was not settled."""
    return next((punt for punt in punten if punt.kwartaal == kwartaal), None)


@dataclass(frozen=True, slots=True)
class Jaarsom:
    """What happened in a year as far as it was shown.

    ``minstens``: the sum of the numbers that were shown. ``verborgen``: so many quarters are hidden, so it may be more.
    ``kwartalen``: so many of the four were counted. ``ongeveer``: one of them was rounded.
    """

    jaar: int
    minstens: int
    verborgen: int
    kwartalen: int
    ongeveer: bool = False


def tel_jaar(punten: Iterable[Punt], jaar: int) -> Jaarsom:
    """Add up the quarters of a year: for what happens in a quarter, never for what is so on a day."""
    getallen = [p.getal for p in punten if p.kwartaal.jaar == jaar and p.getal.merk is not Merk.NIET_GETELD]
    gezien = [getal.waarde for getal in getallen if getal.waarde is not None]
    ongeveer = any(getal.merk is Merk.AFGEROND for getal in getallen)
    return Jaarsom(jaar, sum(gezien), len(getallen) - len(gezien), len(getallen), ongeveer)
