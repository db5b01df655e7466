"""Which whole numbers the unknowns of a system can be: the look-out of the attacker.

A solution that was found proves that its numbers are possible, for all unknowns at once. So first many are looked for
with costs drawn at random, and only what these leave open is asked one by one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice

import numpy as np

from pmg_desk.domain.fouten import Afgebroken
from pmg_desk.onthulling.delen import Deel
from pmg_desk.onthulling.oplosser import Getallen
from pmg_desk.onthulling.schuiven import Schuiver
from pmg_desk.onthulling.stelsel import Eis

RONDEN = 40
"""How many drawn programs at most per part, before unknowns are asked one by one."""

_ZONDER_WINST = 6
_RUIM = 4  # times the threshold: so far from a number that was found the drawn programs look


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

    def neem_over(self, ander: Bereik) -> None:
        """All that was found there too."""
        np.minimum(self.laag, ander.laag, out=self.laag)
        np.maximum(self.hoog, ander.hoog, out=self.hoog)

    def is_veilig(self, plek: int, eis: Eis) -> bool:
        """Whether the solutions so far are enough."""
        return eis.is_veilig(int(self.laag[plek]), int(self.hoog[plek]))


def verken(
    delen: Sequence[Deel],
    eisen: Mapping[int, Eis],
    bereik: Bereik,
    voortgang: Voortgang,
    *,
    begin: Getallen | None = None,
    een_voor_een: bool = True,
    eerste: bool = False,
) -> list[int]:
    """Widen ``bereik`` until it meets ``eisen``; gives the unknowns of which it cannot.

    ``begin``: a solution that is known. Without ``een_voor_een`` only the drawn programs are solved, and what these
    leave open may yet be safe. With ``eerste`` the first of which it cannot is enough.
    """
    kans = random.Random(0)  # noqa: S311 - only which programs are tried first
    open_: list[int] = []
    waar = {nr: k for k, deel in enumerate(delen) for nr in deel.eigen}
    per: dict[int, dict[int, Eis]] = defaultdict(dict)
    for nr, eis in eisen.items():
        per[waar[nr]][delen[waar[nr]].eigen[nr]] = eis
    for plek, eigen in sorted(per.items()):
        deel = delen[plek]
        start = deel.begin() if begin is None else begin[deel.plekken]
        bereik.neem(deel.plekken, start)
        nog = _verken_samen(deel, eigen, start, bereik, kans, voortgang)
        if een_voor_een:
            vol = np.zeros(len(bereik.laag), dtype=np.int64)
            vol[deel.plekken] = start
            schuiver = cache(partial(Schuiver, deel, vol))
            kan_niet = (k for k in nog if not _verken_een(deel, k, eigen[k], bereik, voortgang, schuiver))
            nog = list(islice(kan_niet, 1 if eerste else None))
            if nog and eerste:
                return [int(deel.plekken[nog[0]])]
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
        if not nog or zonder >= _ZONDER_WINST:
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


def _verken_een(
    deel: Deel, k: int, eis: Eis, bereik: Bereik, voortgang: Voortgang, schuiver: Callable[[], Schuiver]
) -> bool:
    """Far enough up from what is known is mostly enough; else ask for the highest and the lowest."""
    plek = int(deel.plekken[k])
    if not bereik.is_veilig(plek, eis):
        getallen = schuiver().shift(plek, eis.houdt(int(bereik.laag[plek])), {})
        if getallen is not None:
            bereik.neem(deel.plekken, getallen[deel.plekken])
    for teken in (-1.0, 1.0):
        if not bereik.is_veilig(plek, eis):
            uiterst = deel.oplosser.minimise({k: teken}).getallen
            if uiterst is not None:
                bereik.neem(deel.plekken, uiterst)
    voortgang.verder()
    return bereik.is_veilig(plek, eis)
