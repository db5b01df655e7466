"""The chronological line of a casus: what happened, on a day that may be known only in part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.samenvatting import Aard


class Soort(StrEnum):
    """What kind of thing happened; one may filter on it. Never stored."""

    CASUS = "casus"  # opened, closed, at a table
    UITSPRAAK = "uitspraak"  # signals, facts, reasons, reactions
    SLACHTOFFER = "slachtoffer"
    ANTECEDENT = "antecedent"
    KENMERK = "kenmerk"
    INDELING = "indeling"
    LEEFGEBIED = "leefgebied"  # scores and factors
    PLAN = "plan"
    ACTIE = "actie"
    INZET = "inzet"
    BUDGET = "budget"  # money and breakthroughs
    GROEP = "groep"
    OVERLEG = "overleg"
    BIJLAGE = "bijlage"
    DELEN = "delen"  # requests, decisions, sharings


class Dagdeel(IntEnum):
    """Where a thing stands among others of its day, before when it was entered says so. Never stored."""

    BEGIN = 0  # what the rest of the day follows on: a casus that opens, coming to a table
    DAG = 1
    EIND = 2  # what the rest of the day went before: leaving a table, closing


@dataclass(frozen=True, slots=True)
class Stap:
    """A later step of a thing on the line, shown with it."""

    datum: OnvolledigeDatum
    wat: str
    tekst: str = ""
    bron: str = ""
    aard: Aard | None = None
    reacties: tuple[str, ...] = ()  # AVG 16: never apart from the words they are about


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One thing on the line. ``wat`` says what it is, ``tekst`` the words of somebody, with ``aard`` and ``bron``.

    ``op`` (UTC) is when it was entered: with ``dagdeel`` it orders what happened on one day. ``categorie`` is its data
    category, and that of its ``stappen``, which stand in their own order.
    """

    datum: OnvolledigeDatum
    op: datetime
    soort: Soort
    wat: str
    categorie: str
    tekst: str = ""
    bron: str = ""
    aard: Aard | None = None
    reacties: tuple[str, ...] = ()  # of the youth or parents, each with who says it
    stappen: tuple[Stap, ...] = ()
    dagdeel: Dagdeel = Dagdeel.DAG


def plek(datum: OnvolledigeDatum) -> tuple[int, int, int]:
    """Where an incomplete date stands among others: at the beginning of the time in which it lies.

    Only "2026" stands before 1 January 2026, "March 2026" before 1 March; a day without its month tells nothing more
    than its year. Without a year it has no place: see :func:`op_volgorde`.
    """
    assert datum.jaar is not None
    if datum.maand is None:
        return datum.jaar, 0, 0
    return datum.jaar, datum.maand, datum.dag or 0


def op_volgorde(
    gebeurtenissen: Iterable[Gebeurtenis], *, nieuwste_eerst: bool = False
) -> tuple[tuple[Gebeurtenis, ...], tuple[Gebeurtenis, ...]]:
    """What has a place on the line, in order of day and of its place in it; and what happened in an unknown year.

    Things with the same place stand in order of entry, and those entered at one moment in the order given.
    """
    alle = sorted(gebeurtenissen, key=lambda g: g.op)
    met = sorted((g for g in alle if g.datum.jaar is not None), key=lambda g: (plek(g.datum), g.dagdeel))
    zonder = [g for g in alle if g.datum.jaar is None]
    if nieuwste_eerst:
        met.reverse()
        zonder.reverse()
    return tuple(met), tuple(zonder)
