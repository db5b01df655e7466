"""The rights of youth and parents (AVG 15-22): who may use them, the clock, and what a decision leads to.

Who may ask depends on age and gezag (``domain.md``): under the first bound the parents, between the bounds both, from
the second on the youth alone. The bounds are the profile's. Of an incomplete birth date or an unknown gezag nothing is
guessed: then it is *uncertain*, with what has to be found out.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from itertools import groupby

from pmg_desk.domain.datums import LeeftijdBereik
from pmg_desk.domain.selectie import Geinformeerde

VERLENGEN_MAANDEN = 2  # AVG 12, lid 3


class Rechtsoort(StrEnum):
    """Which right is used (AVG)."""

    INZAGE = "inzage"  # 15
    CORRECTIE = "correctie"  # 16
    WISSEN = "wissen"  # 17
    BEPERKING = "beperking"  # 18
    BEZWAAR = "bezwaar"  # 21


class RechtOordeel(StrEnum):
    """What was decided on it."""

    TOEGEWEZEN = "toegewezen"
    DEELS = "deels"
    AFGEWEZEN = "afgewezen"


class Mening(StrEnum):
    """What the youth thinks of a request that a parent makes (IVRK 12)."""

    EENS = "eens"
    ONEENS = "oneens"
    GEEN_MENING = "geen_mening"  # was asked, and says nothing about it
    NIET_GEVRAAGD = "niet_gevraagd"  # with the reason


class Gezag(StrEnum):
    """What is known of the gezag of the parent who asks."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


class Mag(StrEnum):
    """Whether somebody may use the right."""

    JA = "ja"
    NEE = "nee"
    ONZEKER = "onzeker"  # something has to be found out first


@dataclass(frozen=True, slots=True)
class Bevoegdheid:
    """Whether they may ask, and in a sentence why, or what has to be found out."""

    mag: Mag
    uitleg: str


@dataclass(frozen=True, slots=True)
class Leeftijdsgrenzen:
    """From which ages the youth decides along and alone (profile: ``toestemming_*``)."""

    mee_vanaf: int
    zelf_vanaf: int


def mag_vragen(wie: Geinformeerde, leeftijd: LeeftijdBereik, gezag: Gezag, grenzen: Leeftijdsgrenzen) -> Bevoegdheid:
    """Whether the youth, or a parent with this ``gezag``, may use the rights at this age."""
    if leeftijd.min is None or leeftijd.max is None:
        return Bevoegdheid(Mag.ONZEKER, "De leeftijd is niet bekend. Ga eerst na hoe oud de jongere is.")
    if wie is Geinformeerde.JONGERE:
        return _jongere(leeftijd.min, leeftijd.max, grenzen)
    return _ouder(leeftijd.min, leeftijd.max, gezag, grenzen)


def _jongere(jongst: int, oudst: int, grenzen: Leeftijdsgrenzen) -> Bevoegdheid:
    if oudst < grenzen.mee_vanaf:
        return Bevoegdheid(
            Mag.NEE, f"De jongere is nog geen {grenzen.mee_vanaf}. Een ouder met gezag doet dan het verzoek."
        )
    if jongst < grenzen.mee_vanaf:
        return _grens(grenzen.mee_vanaf)
    if oudst < grenzen.zelf_vanaf:
        return Bevoegdheid(Mag.JA, f"Onder de {grenzen.zelf_vanaf} mogen de jongere en de ouders met gezag het vragen.")
    return Bevoegdheid(Mag.JA, "De jongere mag dit zelf vragen.")


def _ouder(jongst: int, oudst: int, gezag: Gezag, grenzen: Leeftijdsgrenzen) -> Bevoegdheid:
    if jongst >= grenzen.zelf_vanaf:
        return Bevoegdheid(
            Mag.NEE,
            f"De jongere is {grenzen.zelf_vanaf} of ouder en vraagt zelf. Een ouder kan dat alleen als gemachtigde.",
        )
    if gezag is Gezag.NEE:
        return Bevoegdheid(Mag.NEE, "Deze ouder heeft geen gezag.")
    if oudst >= grenzen.zelf_vanaf:
        return _grens(grenzen.zelf_vanaf)
    if gezag is Gezag.ONBEKEND:
        return Bevoegdheid(Mag.ONZEKER, "Het is niet bekend of deze ouder gezag heeft. Ga dat eerst na.")
    if oudst >= grenzen.mee_vanaf:
        return Bevoegdheid(Mag.JA, "Een ouder met gezag mag dit vragen. Vraag ook wat de jongere ervan vindt.")
    return Bevoegdheid(Mag.JA, "Een ouder met gezag mag dit vragen.")


def _grens(leeftijd: int) -> Bevoegdheid:
    return Bevoegdheid(
        Mag.ONZEKER, f"De geboortedatum is niet volledig: de jongere kan {leeftijd} zijn of jonger. Ga dat eerst na."
    )


def mening_nodig(wie: Geinformeerde, leeftijd: LeeftijdBereik, grenzen: Leeftijdsgrenzen) -> bool:
    """Whether the youth is asked what they think of it: a parent asks, and the youth may be of an age to ask as well.

    Of an unknown age too; not from the age on which only the youth may ask.
    """
    if wie is Geinformeerde.JONGERE:
        return False
    if leeftijd.min is None or leeftijd.max is None:
        return True
    return leeftijd.min < grenzen.zelf_vanaf and leeftijd.max >= grenzen.mee_vanaf


def maanden_na(dag: date, maanden: int) -> date:
    """The same day so many months later, or the last of that month when it has no such day (EEG 1182/71, art. 3)."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    if jaar > MAXYEAR:
        return date.max
    return date(jaar, maand + 1, min(dag.day, calendar.monthrange(jaar, maand + 1)[1]))


def antwoord_voor(ontvangen: date, dagen: int) -> date:
    """The last day to answer: one calendar month (AVG 12, lid 3), or ``dagen`` of the profile when that is sooner."""
    return min(maanden_na(ontvangen, 1), _dagen_na(ontvangen, dagen))


def verlengd_tot(ontvangen: date) -> date:
    """The last day after extension: two months on top of the month of the law (AVG 12, lid 3)."""
    return maanden_na(ontvangen, 1 + VERLENGEN_MAANDEN)


def _dagen_na(dag: date, dagen: int) -> date:
    return date.max if (date.max - dag).days < dagen else dag + timedelta(days=dagen)


def mag_verlengen(ontvangen: date, vandaag: date, *, verlengd: bool) -> bool:
    """Whether it may be extended today: once, and told within a month of receiving it."""
    return not verlengd and vandaag <= maanden_na(ontvangen, 1)


class Gevolg(StrEnum):
    """What has to be done after a decision."""

    GEVEN = "geven"  # the data, or what of them may be shown
    VERBETEREN = "verbeteren"  # a text that replaces the wrong one
    REACTIE = "reactie"  # what the youth says of it, kept with the text (AVG 16)
    VERNIETIGEN = "vernietigen"  # by two people, as every destruction
    NIET_DELEN = "niet_delen"  # nothing leaves while the restriction runs
    STOPPEN = "stoppen"  # approvals that the objection is about are withdrawn
    UITLEGGEN = "uitleggen"  # only tell why not, and that they can complain


def gevolg(soort: Rechtsoort, oordeel: RechtOordeel) -> Gevolg:
    """What this decision on this kind of request leads to."""
    if oordeel is RechtOordeel.AFGEWEZEN:
        # Somebody who is not put right may still have their own words beside the text.
        return Gevolg.REACTIE if soort is Rechtsoort.CORRECTIE else Gevolg.UITLEGGEN
    return {
        Rechtsoort.INZAGE: Gevolg.GEVEN,
        Rechtsoort.CORRECTIE: Gevolg.VERBETEREN,
        Rechtsoort.WISSEN: Gevolg.VERNIETIGEN,
        Rechtsoort.BEPERKING: Gevolg.NIET_DELEN,
        Rechtsoort.BEZWAAR: Gevolg.STOPPEN,
    }[soort]


@dataclass(frozen=True, slots=True)
class Schild:
    """Log lines that the youth does not see for now (AVG 23): a stretch, both ends inside, or of it only ``alleen``."""

    van_nr: int
    tot_nr: int
    alleen: frozenset[int] | None = None


def is_zichtbaar(nr: int, schilden: Iterable[Schild]) -> bool:
    """Whether the youth sees this line: no shield covers it."""
    return not any(s.van_nr <= nr <= s.tot_nr and (s.alleen is None or nr in s.alleen) for s in schilden)


def aaneengesloten(alle: Sequence[int], gekozen: Collection[int]) -> Iterator[tuple[int, int]]:
    """The chosen of ``alle`` (rising) as stretches, first and last inside, of what stands next to each other there."""
    for nr_gekozen, groep in groupby(alle, key=lambda nr: nr in gekozen):
        if nr_gekozen:
            stuk = list(groep)
            yield stuk[0], stuk[-1]
