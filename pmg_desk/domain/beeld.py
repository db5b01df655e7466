"""What the informatiebeeld counts (000 §4.2, interventie 18): measures, the axes they are split by, and the tables.

Nothing else is ever answered: each table of each quarter is counted, protected and kept once (``onthulling``), and
every view, filter, export and trend is a look into what was kept. So two exports, two periods or two filters never
differ by what a few people did in between.

Tables that count the same things form a family. In a family the axes make a tree (each pair of tables shares at most
one axis, no cycles): then the shared totals are all that ties the tables together, and the test whether a hidden number
can be computed needs no cross of all axes (decomposable models: Dobra and Fienberg, PNAS 2000).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

TOTAAL = "totaal"
"""The root of every axis: everybody."""


class Lijn(StrEnum):
    """What kind of indicator it is (000, chapter 6)."""

    INPUT = "input"
    THROUGHPUT = "throughput"
    OUTPUT = "output"
    OUTCOME = "outcome"


class Moment(StrEnum):
    """Whether something is counted on the last day of the quarter, or as it happens during it."""

    STAND = "stand"
    STROOM = "stroom"


@dataclass(frozen=True, slots=True)
class Knoop:
    """One category of an axis; ``boven`` is the category it is part of (``TOTAAL`` at least), empty for the root."""

    sleutel: str
    label: str
    boven: str = TOTAAL


@dataclass(frozen=True, slots=True)
class As:
    """An axis: categories that do not overlap, as a tree below ``TOTAAL``. ``knopen`` in the order one reads them.

    Every thing that is counted falls in exactly one leaf; what fits nowhere has a leaf of its own ("niet bekend").
    """

    sleutel: str
    label: str
    knopen: tuple[Knoop, ...]  # without the root

    @property
    def bladeren(self) -> tuple[Knoop, ...]:
        """Categories without parts."""
        boven = {k.boven for k in self.knopen}
        return tuple(k for k in self.knopen if k.sleutel not in boven)

    def pad(self, sleutel: str) -> tuple[str, ...]:
        """From this category up to and with ``TOTAAL``. Raises KeyError."""
        op = {k.sleutel: k.boven for k in self.knopen}
        weg = [sleutel]
        while weg[-1] != TOTAAL:
            weg.append(op[weg[-1]])
        return tuple(weg)


@dataclass(frozen=True, slots=True)
class Meting:
    """One thing that is counted. ``familie``: measures of one family with equal ``balans`` are tied over time."""

    sleutel: str
    naam: str
    eenheid: str  # plural noun: "casussen"
    definitie: str  # Dutch, what is counted and when, in one or two sentences
    lijn: Lijn
    moment: Moment
    familie: str
    tabellen: tuple[tuple[str, ...], ...]  # axes of each table, by key
    bron: str  # 000 §..., or "ontwerp PMG Desk"


@dataclass(frozen=True, slots=True)
class Balans:
    """``stand`` now = ``stand`` a quarter ago + ``bij`` - ``af`` + moves in - moves out, leaf by leaf of ``assen``.

    ``overgang`` is a measure with axes (from, to) over the last axis of ``assen``, published without the other axes.
    """

    stand: str
    bij: tuple[str, ...]
    af: tuple[str, ...]
    assen: tuple[str, ...]
    overgang: str = ""


class Tijdvak(StrEnum):
    """Of which quarters a number in a ``Verband`` is."""

    NU = "nu"
    ERVOOR = "ervoor"  # the quarter before
    TOT_NU = "tot_nu"  # the sum of all quarters up to and with this one


@dataclass(frozen=True, slots=True)
class Term:
    """``maal`` times the number of a measure per category of the axis ``langs``.

    ``vast`` are categories that are taken whatever the category is. ``binnen``: taken are the parts of each theme that
    are called like the category (``thema/niveau``).
    """

    meting: str
    langs: str
    maal: int = 1
    tijd: Tijdvak = Tijdvak.NU
    vast: tuple[str, ...] = ()
    binnen: bool = False


@dataclass(frozen=True, slots=True)
class Verband:
    """What a reader knows from the definitions: per category the terms add up to nobody or more.

    Who is counted in one measure is counted in another too: an equal total is enough to make two measures the same in
    every category. The categories are those of the axis of the first term, without ``buiten``; with ``bladeren`` only
    those without parts.
    """

    termen: tuple[Term, ...]
    buiten: frozenset[str] = frozenset()
    bladeren: bool = False

    @property
    def metingen(self) -> frozenset[str]:
        """The measures that are tied."""
        return frozenset(term.meting for term in self.termen)


@dataclass(frozen=True, slots=True, order=True)
class Tabelnaam:
    """One table of one quarter: ``kwartaal`` as stored."""

    kwartaal: str
    meting: str
    assen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    """The true counts of one table, per leaf of each axis; leaves that are not there are 0. Never shown as such."""

    naam: Tabelnaam
    assen: tuple[As, ...]
    telling: Mapping[tuple[str, ...], int]

    def waarden(self) -> dict[tuple[str, ...], int]:
        """Every cell, totals of every level included: one category per axis."""
        paden = [{b.sleutel: a.pad(b.sleutel) for b in a.bladeren} for a in self.assen]
        uit: dict[tuple[str, ...], int] = {}
        for cel in _alle(tuple((TOTAAL, *(k.sleutel for k in a.knopen)) for a in self.assen)):
            uit[cel] = 0
        for blad, aantal in self.telling.items():
            for cel in _alle(tuple(paden[nr][sleutel] for nr, sleutel in enumerate(blad))):
                uit[cel] += aantal
        return uit


def _alle(lijsten: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    cellen: list[tuple[str, ...]] = [()]
    for lijst in lijsten:
        cellen = [(*cel, sleutel) for cel in cellen for sleutel in lijst]
    return cellen


class Wijze(StrEnum):
    """How small numbers are kept from view."""

    AFSCHERMEN = "afschermen"  # hidden, and enough others with them
    AFRONDEN = "afronden"  # every number is a multiple of the threshold


@dataclass(frozen=True, slots=True)
class Drempel:
    """From which number on one is shown. A hidden number cannot be told more closely than to ``aantal`` values in a
    row of which at least one is not small.
    """

    aantal: int = 5

    def is_klein(self, waarde: int) -> bool:
        """Whether a true count has to be hidden; nobody is nobody, and may be said."""
        return 0 < waarde < self.aantal


@dataclass(frozen=True, slots=True)
class Getoond:
    """What is shown of one table: every cell, ``None`` where it is hidden, a multiple of ``drempel`` where rounded.

    ``gevoelig`` are the cells whose true count is small; that they are is never shown, only protected.
    """

    naam: Tabelnaam
    assen: tuple[As, ...]
    cellen: Mapping[tuple[str, ...], int | None]
    gevoelig: frozenset[tuple[str, ...]]
    wijze: Wijze
    drempel: int


@dataclass(frozen=True, slots=True, order=True)
class Rest:
    """What a ``Balans`` leaves over in one leaf: registered late, corrected or destroyed since the quarter before."""

    kwartaal: str
    stand: str  # key of the measure
    blad: tuple[str, ...]
    aantal: int
