"""A system in parts: what is known filled in, what follows at once from it too, and what is left in pieces that do not
touch each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np

from pmg_desk.onthulling.oplosser import BEGIN_KNOPEN, ONEINDIG, Getallen, Oplosser, Rij

_POGINGEN = 6  # drawn programs of which the solution may be whole by itself, before whole numbers are searched for


class Tegenspraak(ValueError):
    """The numbers contradict each other: no counts at all fit. A fault in the counting, never in what a user did."""


class Deel:
    """Unknowns that hang together, and nothing else with them."""

    def __init__(
        self,
        plekken: Sequence[int],
        laag: Sequence[int],
        hoog: Sequence[int],
        rijen: Sequence[Rij],
        stop: Callable[[], bool] | None,
    ) -> None:
        self.plekken: Getallen = np.array(plekken, dtype=np.int64)
        self.eigen = {nr: k for k, nr in enumerate(plekken)}
        self.laag, self.hoog = [laag[nr] for nr in plekken], [hoog[nr] for nr in plekken]
        self.rijen, self.stop = rijen, stop

    @cached_property
    def oplosser(self) -> Oplosser:
        """Its program."""
        eigen = [Rij(tuple(self.eigen[nr] for nr in r.plekken), r.factoren, r.laag, r.hoog) for r in self.rijen]
        return Oplosser(self.laag, self.hoog, eigen, self.stop)

    def begin(self) -> Getallen:
        """A solution. Raises Tegenspraak when there is none (or none was found in time)."""
        if not self.rijen:
            return np.array(self.laag, dtype=np.int64)
        kans = np.random.default_rng(0)  # only which of the counts that fit
        for _ in range(_POGINGEN):
            prijs = kans.uniform(0.1, 1.0, len(self.plekken))
            if (getallen := self.oplosser.minimise(prijs, geheel=False).getallen) is not None:
                return getallen
        if (getallen := self.oplosser.minimise({}, eerste=True, knopen=BEGIN_KNOPEN).getallen) is None:
            raise Tegenspraak
        return getallen


def find_delen(
    laag: Sequence[int] | Getallen,
    hoog: Sequence[int] | Getallen,
    rijen: Iterable[Rij],
    stop: Callable[[], bool] | None = None,
    nummers: Iterable[int] | None = None,
) -> list[Deel]:
    """Fill in what is known and what follows at once from it; what is left falls apart. Raises Tegenspraak.

    ``nummers``: only the parts of these, of which no row ties what is not fixed to others.
    """
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
    for nr in range(len(onder)) if nummers is None else nummers:
        leden[top(nr)].append(nr)
    van: dict[int, list[Rij]] = defaultdict(list)
    for rij in rest:
        van[top(rij.plekken[0])].append(rij)
    return [Deel(nummers, onder, boven, van[groep], stop) for groep, nummers in leden.items()]


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


def find_oplossing(
    laag: Sequence[int] | Getallen,
    hoog: Sequence[int] | Getallen,
    rijen: Iterable[Rij],
    stop: Callable[[], bool] | None = None,
) -> Getallen:
    """Whole numbers that fit. Raises Tegenspraak when there are none (or none were found in time)."""
    uit = np.zeros(len(laag), dtype=np.int64)
    for deel in find_delen(laag, hoog, rijen, stop):
        uit[deel.plekken] = deel.begin()
    return uit
