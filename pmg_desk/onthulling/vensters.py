"""A system over many quarters, looked at through a few of them: the others stand still at counts that fit.

Counts that fit while the others stand still, fit: so every proof that is found through a window is a proof for the
whole. That is why it does not matter which counts the others stand still at, as long as these fit. A number of a
quarter long ago mostly is safe by what is hidden around it then; looking for that takes as long after ten years as
after one. Only what is found through no window is looked for in the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from pmg_desk.onthulling.delen import Deel, find_delen
from pmg_desk.onthulling.oplosser import Getallen, Rij
from pmg_desk.onthulling.stelsel import Eis

Venster = tuple[int, int]
"""The first and the last of the quarters that may move, by number from the oldest."""

_BREED = (1, 4)  # quarters to either side
BREEDTES = (0, 1, 3)
"""How wide all that is open is looked for at once."""


class Vensters:
    """``kwartalen``: that of each unknown. ``delen``: what hangs together. ``begin``: counts that fit."""

    def __init__(
        self, kwartalen: Sequence[str], delen: Sequence[Deel], begin: Getallen, stop: Callable[[], bool] | None
    ) -> None:
        volgorde = {naam: nr for nr, naam in enumerate(sorted(set(kwartalen)))}
        self.tijd: Getallen = np.array([volgorde[naam] for naam in kwartalen], dtype=np.int64)
        """The quarter of each unknown."""
        self.laatste = len(volgorde) - 1
        self._begin, self._stop = begin, stop
        self._laag, self._hoog = begin.copy(), begin.copy()
        self._rijen: list[tuple[int, int, Rij]] = []
        for deel in delen:
            self._laag[deel.plekken], self._hoog[deel.plekken] = deel.laag, deel.hoog
            for rij in deel.rijen:
                tijden = [int(self.tijd[p]) for p in rij.plekken]
                self._rijen.append((min(tijden), max(tijden), rij))

    def rond(self, kwartaal: int, breed: int) -> Venster:
        """A quarter and as many before and after it."""
        return max(0, kwartaal - breed), min(self.laatste, kwartaal + breed)

    def ladder(self, nr: int) -> Iterator[Venster]:
        """Through which windows a proof for one unknown is looked for, the narrow first and at last the whole."""
        kwartaal, laatst = int(self.tijd[nr]), None
        for venster in (*(self.rond(kwartaal, breed) for breed in _BREED), (0, self.laatste)):
            if venster != laatst:
                yield venster
            laatst = venster

    def per_kwartaal(self, eisen: Mapping[int, Eis]) -> list[tuple[int, dict[int, Eis]]]:
        """By the quarter of the unknowns, the oldest first."""
        per: dict[int, dict[int, Eis]] = defaultdict(dict)
        for nr, eis in eisen.items():
            per[int(self.tijd[nr])][nr] = eis
        return sorted(per.items())

    def find_delen(self, venster: Venster, laag: Getallen, hoog: Getallen) -> list[Deel]:
        """The parts in a window, of a system with these bounds, or narrower ones that the system itself has."""
        van, tot = venster
        binnen = (self.tijd >= van) & (self.tijd <= tot)
        rijen = [rij for eerst, laatst, rij in self._rijen if laatst >= van and eerst <= tot]
        onder = np.where(binnen, np.maximum(laag, self._laag), self._begin)
        boven = np.where(binnen, np.minimum(hoog, self._hoog), self._begin)
        return find_delen(onder, boven, rijen, self._stop, np.flatnonzero(binnen).tolist())
