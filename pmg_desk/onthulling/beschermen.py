"""What is shown of the tables of one quarter."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from pmg_desk.domain.beeld import Balans, Drempel, Getoond, Rest, Tabel, Tabelnaam, Verband, Wijze
from pmg_desk.onthulling.afronden import rond_af
from pmg_desk.onthulling.afschermen import scherm_af
from pmg_desk.onthulling.stelsel import Cel
from pmg_desk.onthulling.toetsen import toets
from pmg_desk.onthulling.verkennen import Voortgang

TREKKINGEN = 5
"""How often rounding is drawn before the numbers are hidden instead."""


def bescherm(
    tabellen: Sequence[Tabel],
    balansen: Sequence[Balans],
    eerder: Sequence[Getoond],
    resten: Sequence[Rest],
    drempel: Drempel,
    wijze: Wijze,
    *,
    kans: random.Random,
    verbanden: Sequence[Verband] = (),
    stap: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    klaar: set[tuple[Tabelnaam, Cel]] | None = None,
) -> tuple[Getoond, ...]:
    """What is shown of the tables of a quarter, so that with all of ``eerder`` no small number is told too closely.

    ``resten`` are of all quarters, this one too. ``kans`` draws the rounding, and where in its interval a hidden number
    lies. A measure whose rounding is not safe in ``TREKKINGEN`` draws is hidden instead. What ``eerder`` tells already
    cannot be taken back: only that may remain as a leak. The order of ``tabellen`` is kept.

    ``klaar`` gets the small numbers of ``eerder`` that are safe whatever will be shown (``_Werk.is_klaar``): given
    without these in ``gevoelig`` from then on, the same is protected in less time.

    ``verbanden`` are what a reader knows between measures: they are protected together.

    ``stap(done, total)`` counts numbers to protect. Raises Afgebroken once ``stop()`` is true, Tegenspraak (a fault in
    the counting) when the tables contradict each other, the balances or what was shown before.
    """
    voortgang = Voortgang(stap, stop)
    uit: dict[Tabelnaam, Getoond] = {}
    for metingen in _groepen(tabellen, balansen, verbanden):
        eigen = [t for t in tabellen if t.naam.meting in metingen]
        horend = [b for b in balansen if b.stand in metingen]
        rest = [r for r in resten if r.stand in metingen]
        banden = [v for v in verbanden if v.metingen <= metingen]
        toen = [g for g in eerder if g.naam.meting in metingen and (horend or banden)]
        gedaan = None
        if wijze is Wijze.AFRONDEN:
            gedaan = _rond_af(eigen, horend, toen, rest, banden, drempel, kans, voortgang)
        if gedaan is None:
            gedaan = scherm_af(eigen, horend, toen, rest, drempel, kans, voortgang, verbanden=banden, klaar=klaar)
        uit |= {g.naam: g for g in gedaan}
    return tuple(uit[t.naam] for t in tabellen)


def _rond_af(
    tabellen: Sequence[Tabel],
    balansen: Sequence[Balans],
    eerder: Sequence[Getoond],
    resten: Sequence[Rest],
    verbanden: Sequence[Verband],
    drempel: Drempel,
    kans: random.Random,
    voortgang: Voortgang,
) -> tuple[Getoond, ...] | None:
    voortgang.totaal = voortgang.gedaan + 1
    for _ in range(TREKKINGEN):
        voortgang.verder(0)
        getrokken = rond_af(tabellen, drempel, kans, verbanden)
        if getrokken is None:
            return None
        if not toets((*eerder, *getrokken), balansen, resten, verbanden=verbanden, stop=voortgang.stop, eerste=True):
            voortgang.verder()
            return getrokken
    return None


def _groepen(
    tabellen: Sequence[Tabel], balansen: Sequence[Balans], verbanden: Sequence[Verband]
) -> list[frozenset[str]]:
    """Measures that hang together: what is shown of one says nothing about another group."""
    groepen = [frozenset({m}) for m in dict.fromkeys(t.naam.meting for t in tabellen)]
    samen = [frozenset({b.stand, *b.bij, *b.af, *([b.overgang] if b.overgang else [])}) for b in balansen]
    for band in (*samen, *(v.metingen for v in verbanden)):
        raakt = [g for g in groepen if g & band]
        if raakt:
            groepen = [g for g in groepen if not g & band] + [band.union(*raakt)]
    return groepen
