"""The sharing log as it is counted and listed: one kind of row, from the register of a vault or from an audit package.

It holds casus numbers and never the name of a youth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.logboek import Logregel, Resultaat

MISLUKT = "mislukt"
"""Status of what never arrived: it counts as issued, not as shared and not as known."""
INTERN = "intern"
"""How a log line and an audit package name the recipient of an internal print: nobody."""
MISLUKTREGEL = "samenvatting.mislukt"
"""The line that says so; ``object_id`` is that of the entry in the sharing register."""


@dataclass(frozen=True, slots=True)
class Gemeld:
    """Who said that it never arrived, and when: by the line of the log, not by the register."""

    op: datetime
    door: str  # name of an employee


def gemeld_mislukt(regels: Iterable[Logregel]) -> dict[str, Gemeld]:
    """By id of a sharing: the first line that says that it never arrived."""
    gevonden: dict[str, Gemeld] = {}
    for regel in regels:
        if regel.actie == MISLUKTREGEL and regel.resultaat is Resultaat.GELUKT and regel.object_id is not None:
            gevonden.setdefault(regel.object_id, Gemeld(regel.tijd, regel.actor_naam))
    return gevonden


@dataclass(frozen=True, slots=True)
class Deling:
    """One sharing. ``grondslagen`` and ``doel`` are None where the source does not say; ``onder`` are the decisions and
    tafelkaders it was shared under, by id. ``gemeld``: who reported it as failed; None where the log does not say.
    """

    id: str
    op: datetime
    casusnummer: str
    organisatie: str  # empty for an internal print
    functie: str
    wijze: str
    status: str
    exemplaar: int
    categorieen: tuple[str, ...]
    doel: str | None
    grondslagen: tuple[str, ...] | None
    onder: tuple[str, ...]
    door: str  # name of an employee
    intern: bool = False
    gemeld: Gemeld | None = None

    @property
    def is_gedeeld(self) -> bool:
        """Whether it counts as shared: what was taken back does, what never arrived does not."""
        return self.status != MISLUKT

    @property
    def ontvanger(self) -> str:
        """Organisation and function; empty for an internal print."""
        return " – ".join(deel for deel in (self.organisatie, self.functie) if deel) if not self.intern else ""


@dataclass(frozen=True, slots=True)
class Deelfilter:
    """Which sharings: every filter that is given must match; days are inside."""

    casusnummer: str = ""
    organisatie: str = ""
    grondslag: str = ""
    door: str = ""
    van: date | None = None
    tot: date | None = None
    zonder_intern: bool = False

    def past(self, deling: Deling) -> bool:
        """Whether this sharing matches."""
        dag = lokale_dag(deling.op)
        return (
            (not self.casusnummer or deling.casusnummer == self.casusnummer)
            and (not self.organisatie or deling.organisatie == self.organisatie)
            and (not self.grondslag or self.grondslag in (deling.grondslagen or ()))
            and (not self.door or deling.door == self.door)
            and (self.van is None or dag >= self.van)
            and (self.tot is None or dag <= self.tot)
            and not (self.zonder_intern and deling.intern)
        )


class Groep(StrEnum):
    """What is counted by."""

    CASUS = "casus"
    ORGANISATIE = "organisatie"
    GRONDSLAG = "grondslag"
    GEBRUIKER = "gebruiker"
    MAAND = "maand"


@dataclass(frozen=True, slots=True)
class Telling:
    """The sharings of one group. ``waarde`` is empty for internal prints or no ground, None where it is not known.

    What never arrived counts in ``mislukt`` only.
    """

    waarde: str | None
    aantal: int
    casussen: int
    ontvangers: int
    mislukt: int
    eerste: datetime
    laatste: datetime


def kies(delingen: Iterable[Deling], filter_: Deelfilter) -> tuple[Deling, ...]:
    """Those that match, newest first."""
    return tuple(sorted((d for d in delingen if filter_.past(d)), key=lambda d: (d.op, d.id), reverse=True))


def tel(delingen: Iterable[Deling], groep: Groep) -> tuple[Telling, ...]:
    """Per group how often, about how many casussen and to how many recipients: the most often first.

    A sharing on two grounds counts for both.
    """
    per: defaultdict[str | None, list[Deling]] = defaultdict(list)
    for deling in delingen:
        for waarde in _waarden(deling, groep):
            per[waarde].append(deling)
    tellingen = [
        Telling(
            waarde,
            sum(d.is_gedeeld for d in hier),
            len({d.casusnummer for d in hier if d.is_gedeeld}),
            len({d.ontvanger for d in hier if d.is_gedeeld and not d.intern}),
            sum(not d.is_gedeeld for d in hier),
            min(d.op for d in hier),
            max(d.op for d in hier),
        )
        for waarde, hier in per.items()
    ]
    return tuple(sorted(tellingen, key=lambda telling: (-telling.aantal, telling.waarde or "")))


def _waarden(deling: Deling, groep: Groep) -> tuple[str | None, ...]:
    if groep is Groep.GRONDSLAG:
        return (None,) if deling.grondslagen is None else deling.grondslagen or ("",)
    waarde = {
        Groep.CASUS: deling.casusnummer,
        Groep.ORGANISATIE: deling.organisatie,
        Groep.GEBRUIKER: deling.door,
        Groep.MAAND: f"{lokale_dag(deling.op):%Y-%m}",
    }[groep]
    return (waarde,)
