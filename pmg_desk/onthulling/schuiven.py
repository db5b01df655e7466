"""Other counts in which one number is another one, as near as can be to counts that are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from pmg_desk.onthulling.delen import Deel
from pmg_desk.onthulling.oplosser import ONEINDIG, Getallen, Oplosser, Rij

_VRIJ = 0.001
"""Cost of moving what may move freely. Not nothing: a solution that stirs no more than it needs is mostly whole."""

_MAAL = 4
_POGINGEN = 12
_SAMEN = 3  # so many are put together, to look for whole numbers among what moved in them
_RUIM = 4
_KNOPEN = 40


class Schuiver:
    """The program of one part in which each number is the known one, plus what is added, minus what is taken away."""

    def __init__(self, deel: Deel, begin: Getallen) -> None:
        self._deel, self._begin = deel, begin
        self._eigen = begin[deel.plekken]
        self._aantal = len(deel.plekken)
        self._kans = np.random.default_rng(0)  # only which of counts that are as near
        self._vrij = _VRIJ * self._kans.uniform(1.0, 1.2, self._aantal)
        rijen = []
        for rij in deel.rijen:
            plekken = [deel.eigen[p] for p in rij.plekken]
            nu = sum(f * int(begin[p]) for p, f in zip(rij.plekken, rij.factoren, strict=True))
            rijen.append(
                Rij(
                    (*plekken, *(p + self._aantal for p in plekken)),
                    (*rij.factoren, *(-f for f in rij.factoren)),
                    rij.laag - nu,
                    rij.hoog - nu if rij.hoog < ONEINDIG else ONEINDIG,
                )
            )
        erbij = [hoog - int(nu) for hoog, nu in zip(deel.hoog, self._eigen, strict=True)]
        eraf = [int(nu) - laag for laag, nu in zip(deel.laag, self._eigen, strict=True)]
        self.bestaat = True
        """Whether the latest one that was asked for exists, if not in whole numbers then in fractions."""
        self._oplosser = Oplosser([0] * (2 * self._aantal), [*erbij, *eraf], rijen, deel.stop)

    @property
    def plekken(self) -> Iterable[int]:
        """The unknowns of this part."""
        return self._deel.eigen

    def shift(self, nr: int, doel: int, kosten: Mapping[int, float]) -> Getallen | None:
        """All numbers of the system, with ``nr`` at ``doel`` or beyond, at the least ``kosten`` per unit moved; what
        is not in there may move freely. None when there are no such counts, or none were found in time.
        """
        k = self._deel.eigen[nr]
        stap = doel - int(self._eigen[k])
        heen, terug = (k, k + self._aantal) if stap > 0 else (k + self._aantal, k)
        laag, hoog = [0, 0], [int(self._oplosser.hoog[p]) for p in (heen, terug)]
        self.bestaat = abs(stap) <= hoog[0]
        if not self.bestaat:
            return None
        prijs = self._vrij.copy()
        for ander, bedrag in kosten.items():
            if (plek := self._deel.eigen.get(ander)) is not None:
                prijs[plek] = bedrag
        self._oplosser.bind([heen, terug], [abs(stap), 0], [hoog[0], 0])
        gevonden = self._find(prijs, k, stap)
        self._oplosser.bind([heen, terug], laag, hoog)
        if gevonden is None:
            return None
        getallen = self._begin.copy()
        getallen[self._deel.plekken] = gevonden
        return getallen

    def _find(self, prijs: NDArray[np.float64], k: int, stap: int) -> Getallen | None:
        """Halves and thirds are made whole by going twice or three times as far: the same cells move. Where that cannot
        be, other costs give another solution. Only then whole numbers are searched for, among what moved in these.
        """
        bewoog = np.zeros(self._aantal, dtype=bool)
        for nr in range(_POGINGEN):
            anders = prijs if not nr else prijs * self._kans.uniform(1.0, 1.0 + nr, self._aantal)
            uitkomst = self._oplosser.minimise(np.concatenate((anders, anders)), geheel=False)
            if uitkomst.ruw is None:
                self.bestaat = False
                return None
            weg = uitkomst.ruw[: self._aantal] - uitkomst.ruw[self._aantal :]
            bewoog |= weg != 0
            for maal in range(1, _MAAL + 1):
                if (getallen := self._deel.oplosser.rond(self._eigen + maal * weg)) is not None:
                    return getallen
            if nr % _SAMEN == _SAMEN - 1 and (gevonden := self._find_binnen(~bewoog, k, stap)) is not None:
                return gevonden
        if (gevonden := self._find_binnen(~bewoog & (prijs > 2 * _VRIJ), k, stap)) is not None:
            return gevonden
        geheel = self._oplosser.minimise(np.concatenate((prijs, prijs)), eerste=True, knopen=_KNOPEN).getallen
        return None if geheel is None else self._eigen + geheel[: self._aantal] - geheel[self._aantal :]

    def _find_binnen(self, stil: NDArray[np.bool_], k: int, stap: int) -> Getallen | None:
        """Any whole numbers in which what is ``stil`` does not move: far less to search."""
        oplosser = self._deel.oplosser
        alle = np.arange(self._aantal)
        laag, hoog = oplosser.laag.copy(), oplosser.hoog.copy()
        ruim = _RUIM * abs(stap)
        onder = np.where(stil, self._eigen, np.maximum(laag, self._eigen - ruim))
        boven = np.where(stil, self._eigen, np.minimum(hoog, self._eigen + ruim))
        if stap > 0:
            onder[k] = self._eigen[k] + stap
        else:
            boven[k] = self._eigen[k] + stap
        oplosser.bind(alle, onder, boven)
        gevonden = oplosser.minimise({}, eerste=True, knopen=_KNOPEN).getallen
        oplosser.bind(alle, laag, hoog)
        return gevonden
