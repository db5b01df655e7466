"""Which whole numbers the unknowns of a system can be: the look-out of the attacker.

A solution that was found proves that its numbers are possible, for all unknowns at once. So first many are looked for
with costs drawn at random, and only what these leave open is asked one by one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pmg_desk.domain.fouten import Afgebroken
from pmg_desk.onthulling.oplosser import ONEINDIG, Getallen, Oplosser, Rij
from pmg_desk.onthulling.stelsel import Eis

RONDEN = 40
"""How many drawn programs at most per part, before unknowns are asked one by one."""

_ZONDER_WINST = 3
_RUIM = 4  # times the threshold: so far from a number that was found the drawn programs look


class Tegenspraak(ValueError):
    """The numbers contradict each other: no counts at all fit. A fault in the counting, never in what a user did."""


@dataclass(slots=True)
class Voortgang:
    """Passes on how far it is, and stops when asked. Raises Afgebroken."""

    stap: Callable[[int, int], None] | None = None
    stop: Callable[[], bool] | None = None
    gedaan: int = 0
    totaal: int = 0

    def verder(self, aantal: int = 1) -> None:
        """``aantal`` of the numbers are done."""
        self.gedaan = min(self.totaal, self.gedaan + aantal)
        if self.stop is not None and self.stop():
            raise Afgebroken
        if self.stap is not None:
            self.stap(self.gedaan, self.totaal)


@dataclass(slots=True)
class Bereik:
    """The lowest and highest number that a solution had, per unknown."""

    laag: Getallen
    hoog: Getallen

    def neem(self, plekken: Getallen, getallen: Getallen) -> None:
        """One solution more."""
        self.laag[plekken] = np.minimum(self.laag[plekken], getallen)
        self.hoog[plekken] = np.maximum(self.hoog[plekken], getallen)

    def is_veilig(self, plek: int, eis: Eis) -> bool:
        """Whether the solutions so far are enough."""
        return eis.is_veilig(int(self.laag[plek]), int(self.hoog[plek]))


class Deel:
    """Unknowns that hang together, and nothing else with them."""

    def __init__(self, plekken: Sequence[int], laag: Sequence[int], hoog: Sequence[int], rijen: Sequence[Rij]) -> None:
        self.plekken: Getallen = np.array(plekken, dtype=np.int64)
        self.eigen = {nr: k for k, nr in enumerate(plekken)}
        self.laag, self.hoog = [laag[nr] for nr in plekken], [hoog[nr] for nr in plekken]
        self.rijen = rijen

    @cached_property
    def oplosser(self) -> Oplosser:
        """Its program."""
        eigen = [Rij(tuple(self.eigen[nr] for nr in r.plekken), r.factoren, r.laag, r.hoog) for r in self.rijen]
        return Oplosser(self.laag, self.hoog, eigen)

    def begin(self) -> Getallen:
        """A solution. Raises Tegenspraak when there is none (or none was found in time)."""
        if not self.rijen:
            return np.array(self.laag, dtype=np.int64)
        if (getallen := self.oplosser.minimise({}).getallen) is None:
            raise Tegenspraak
        return getallen


def find_delen(laag: Sequence[int] | Getallen, hoog: Sequence[int] | Getallen, rijen: Iterable[Rij]) -> list[Deel]:
    """Fill in what is known and what follows at once from it; what is left falls apart. Raises Tegenspraak."""
    onder, boven = list(map(int, laag)), list(map(int, hoog))
    rest = _vul_in(onder, boven, list(rijen))
    ouder = list(range(len(onder)))

    def top(nr: int) -> int:
        while ouder[nr] != nr:
            ouder[nr] = ouder[ouder[nr]]
            nr = ouder[nr]
        return nr

    for rij in rest:
        for nr in rij.plekken[1:]:
            ouder[top(nr)] = top(rij.plekken[0])
    leden: dict[int, list[int]] = defaultdict(list)
    for nr in range(len(onder)):
        leden[top(nr)].append(nr)
    van: dict[int, list[Rij]] = defaultdict(list)
    for rij in rest:
        van[top(rij.plekken[0])].append(rij)
    return [Deel(nummers, onder, boven, van[groep]) for groep, nummers in leden.items()]


def _vul_in(laag: list[int], hoog: list[int], rijen: list[Rij]) -> list[Rij]:
    """The rows with what is fixed taken out; rows that say one number, or that nothing can be added, fix more."""
    anders = True
    while anders:
        anders = False
        over: list[Rij] = []
        for rij in rijen:
            vast = sum(f * laag[p] for p, f in zip(rij.plekken, rij.factoren, strict=True) if laag[p] == hoog[p])
            open_ = [(p, f) for p, f in zip(rij.plekken, rij.factoren, strict=True) if laag[p] != hoog[p]]
            onder, boven = rij.laag - vast, rij.hoog - vast if rij.hoog < ONEINDIG else ONEINDIG
            if not open_:
                if onder > 0 or boven < 0:
                    raise Tegenspraak
                continue
            minst = sum(f * (laag[p] if f > 0 else hoog[p]) for p, f in open_)
            meest = sum(f * (hoog[p] if f > 0 else laag[p]) for p, f in open_)
            if minst > boven or meest < onder:
                raise Tegenspraak
            if minst == boven or meest == onder:
                for p, f in open_:
                    laag[p] = hoog[p] = laag[p] if (f > 0) == (minst == boven) else hoog[p]
                anders = True
            elif len(open_) == 1 and onder == boven:
                ((p, f),) = open_
                laag[p] = hoog[p] = onder // f
                anders = True
            else:
                over.append(Rij(tuple(p for p, _ in open_), tuple(f for _, f in open_), onder, boven))
        rijen = over
    return rijen


def find_oplossing(laag: Sequence[int] | Getallen, hoog: Sequence[int] | Getallen, rijen: Iterable[Rij]) -> Getallen:
    """Whole numbers that fit. Raises Tegenspraak when there are none (or none were found in time)."""
    uit = np.zeros(len(laag), dtype=np.int64)
    for deel in find_delen(laag, hoog, rijen):
        uit[deel.plekken] = deel.begin()
    return uit


def verken(
    delen: Sequence[Deel],
    eisen: Mapping[int, Eis],
    bereik: Bereik,
    voortgang: Voortgang,
    *,
    begin: Getallen | None = None,
    een_voor_een: bool = True,
) -> list[int]:
    """Widen ``bereik`` until it meets ``eisen``; gives the unknowns of which it cannot.

    ``begin``: a solution that is known. Without ``een_voor_een`` only the drawn programs are solved, and what these
    leave open may yet be safe.
    """
    kans = random.Random(0)  # noqa: S311 - only which programs are tried first
    open_: list[int] = []
    for deel in delen:
        eigen = {deel.eigen[nr]: eis for nr, eis in eisen.items() if nr in deel.eigen}
        if not eigen:
            continue
        start = deel.begin() if begin is None else begin[deel.plekken]
        bereik.neem(deel.plekken, start)
        nog = _verken_samen(deel, eigen, start, bereik, kans, voortgang)
        if een_voor_een:
            nog = [k for k in nog if not _verken_een(deel, k, eigen[k], bereik, voortgang)]
        open_ += (int(deel.plekken[k]) for k in nog)
    return open_


def _nog_open(deel: Deel, eisen: Mapping[int, Eis], bereik: Bereik) -> list[int]:
    return [k for k, eis in eisen.items() if not bereik.is_veilig(int(deel.plekken[k]), eis)]


def _verken_samen(
    deel: Deel, eisen: Mapping[int, Eis], start: Getallen, bereik: Bereik, kans: random.Random, voortgang: Voortgang
) -> list[int]:
    nog = _nog_open(deel, eisen, bereik)
    voortgang.verder(len(eisen) - len(nog))
    alle = np.arange(len(start))
    ruim = _RUIM * max(eis.drempel for eis in eisen.values())
    laag, hoog = deel.oplosser.laag.copy(), deel.oplosser.hoog.copy()
    deel.oplosser.bind(alle, laag, np.minimum(hoog, start + ruim))
    zonder = 0
    for _ in range(RONDEN):
        if len(nog) <= 1 or zonder >= _ZONDER_WINST:
            break
        kosten = {}
        for k in nog:
            plek = int(deel.plekken[k])
            omhoog = bereik.hoog[plek] < eisen[k].houdt(int(bereik.laag[plek])) and kans.random() < 0.7
            kosten[k] = (-1.0 if omhoog else 1.0) * kans.uniform(0.1, 1.0)
        if (getallen := deel.oplosser.minimise(kosten, geheel=False).getallen) is not None:
            bereik.neem(deel.plekken, getallen)
        straks = _nog_open(deel, eisen, bereik)
        zonder = zonder + 1 if len(straks) == len(nog) else 0
        voortgang.verder(len(nog) - len(straks))
        nog = straks
    deel.oplosser.bind(alle, laag, hoog)
    return nog


def _verken_een(deel: Deel, k: int, eis: Eis, bereik: Bereik, voortgang: Voortgang) -> bool:
    """Ask for the highest and then the lowest; what may be anything is known to be safe sooner."""
    plek = int(deel.plekken[k])
    for teken in (-1.0, 1.0):
        if bereik.is_veilig(plek, eis):
            break
        eind = deel.oplosser.hoog[k]
        if teken < 0:
            deel.oplosser.bind([k], [int(deel.oplosser.laag[k])], [min(int(eind), eis.houdt(int(bereik.laag[plek])))])
        getallen = deel.oplosser.minimise({k: teken}).getallen
        deel.oplosser.bind([k], [int(deel.oplosser.laag[k])], [int(eind)])
        if getallen is not None:
            bereik.neem(deel.plekken, getallen)
    voortgang.verder()
    return bereik.is_veilig(plek, eis)
