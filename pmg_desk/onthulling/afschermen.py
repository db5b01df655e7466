"""Hiding: the small numbers, and so many others that no small number can be computed from what is left.

Per number that is not safe yet, the cheapest other counts are looked for that an attacker cannot tell from the true
ones and in which that number is another one (Kelly, Golden and Assad, Networks 1992; Fischetti and Salazar, Management
Science 2001; as in tau-ARGUS). Every cell in which these counts differ is hidden too. They are a proof, which hiding
more never takes away. So each number is dealt with once, and this always ends.

Where in its interval a number lies is drawn: were it always the lowest, the interval would tell it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from pmg_desk.domain.beeld import TOTAAL, Balans, Drempel, Getoond, Rest, Tabel, Wijze
from pmg_desk.onthulling.delen import Tegenspraak, find_delen, find_oplossing
from pmg_desk.onthulling.oplosser import ONEINDIG, Getallen
from pmg_desk.onthulling.schuiven import Schuiver
from pmg_desk.onthulling.stelsel import Cel, Eis, Stelsel, build_stelsel
from pmg_desk.onthulling.verkennen import Bereik, Voortgang, verken

_PER_NIVEAU = 6.0  # how much dearer a total is than what it is the total of
_PER_GROOTTE = 10.0
_NIEMAND_MEE = 0.2  # which part of what is nobody is hidden too, though nothing rests on it
_VERGEEFS = 2  # searches that found nothing in time, before all that hangs together is hidden


def klein(tabel: Tabel, drempel: Drempel) -> frozenset[Cel]:
    """The cells of which the true count may not be told, totals too."""
    return frozenset(cel for cel, waarde in tabel.waarden().items() if drempel.is_klein(waarde))


def scherm_af(
    tabellen: Sequence[Tabel],
    balansen: Sequence[Balans],
    eerder: Sequence[Getoond],
    resten: Sequence[Rest],
    drempel: Drempel,
    kans: random.Random,
    voortgang: Voortgang,
) -> tuple[Getoond, ...]:
    """What is shown of these tables. Raises Tegenspraak when they fit with each other or with what was shown before in
    no way, Afgebroken.
    """
    dicht = tuple(
        Getoond(t.naam, t.assen, dict.fromkeys(t.waarden()), klein(t, drempel), Wijze.AFSCHERMEN, drempel.aantal)
        for t in tabellen
    )
    try:
        werk = _Werk(build_stelsel((*eerder, *dicht), balansen, resten), tabellen, kans, voortgang)
    except Tegenspraak:
        stelsel = build_stelsel((*eerder, *dicht), balansen, resten, vertrek=False)
        werk = _Werk(stelsel, tabellen, kans, voortgang)
    verborgen = werk.hide()
    return tuple(
        Getoond(
            g.naam,
            g.assen,
            {
                cel: None if werk.stelsel.plek[g.naam, cel] in verborgen else waarde
                for cel, waarde in t.waarden().items()
            },
            g.gevoelig,
            g.wijze,
            g.drempel,
        )
        for g, t in zip(dicht, tabellen, strict=True)
    )


@dataclass(slots=True)
class _Bewijs:
    """Counts that could be the true ones as well, and the cells of this quarter in which they differ from those."""

    getallen: Getallen
    anders: frozenset[int]


class _Werk:
    def __init__(self, stelsel: Stelsel, tabellen: Sequence[Tabel], kans: random.Random, voortgang: Voortgang) -> None:
        self.stelsel = stelsel
        self._kans, self._voortgang = kans, voortgang
        self._waar: dict[int, int] = {}
        self._kosten: dict[int, float] = {}
        for tabel in tabellen:
            bladeren = [{b.sleutel for b in a.bladeren} for a in tabel.assen]
            for cel, waarde in tabel.waarden().items():
                nr = stelsel.plek[tabel.naam, cel]
                if self._waar.setdefault(nr, waarde) != waarde:
                    raise Tegenspraak
                hoogte = sum(
                    2.0 if k == TOTAAL else 1.0 for k, blad in zip(cel, bladeren, strict=True) if k not in blad
                )
                prijs = (1.0 + min(waarde, 20 * _PER_GROOTTE) / _PER_GROOTTE) * _PER_NIVEAU**hoogte
                self._kosten[nr] = max(self._kosten.get(nr, 0.0), prijs)
        # What was shown of other quarters says what the rest can be; the true counts of those are gone.
        laag, hoog = self._grenzen(())
        self._begin = find_oplossing(laag, hoog, stelsel.rijen)
        delen = find_delen(*self._grenzen(self._waar), stelsel.rijen)
        geraakt = {nr for deel in delen if any(nr in self._waar for nr in deel.eigen) for nr in deel.eigen}
        self._eisen = {nr: eis for nr, eis in stelsel.eisen.items() if nr in geraakt}
        self._bereik = Bereik(self._begin.copy(), self._begin.copy())
        self._alles: set[int] = set()
        """What is hidden because no proof was found in time: all that hangs together with that number."""

    def _grenzen(self, verborgen: Iterable[int]) -> tuple[list[int], list[int]]:
        laag, hoog = self.stelsel.laag.copy(), self.stelsel.hoog.copy()
        weg = set(verborgen) - self.stelsel.niemand
        for nr, waarde in self._waar.items():
            laag[nr], hoog[nr] = (0, ONEINDIG) if nr in weg else (waarde, waarde)
        return laag, hoog

    def hide(self) -> set[int]:
        """Which unknowns of this quarter have to be hidden."""
        klein_ = {nr for nr in self._eisen if nr in self._waar}
        self._voortgang.totaal = self._voortgang.gedaan + len(self._eisen)
        open_ = verken(
            find_delen(*self._grenzen(klein_), self.stelsel.rijen),
            self._eisen,
            self._bereik,
            self._voortgang,
            begin=self._begin,
            een_voor_een=False,
        )
        vast = Bereik(self._bereik.laag.copy(), self._bereik.hoog.copy())
        bewijzen: list[_Bewijs] = []
        verborgen = set(klein_)
        niemand = {nr for nr, waarde in self._waar.items() if waarde == 0}
        for zonder in (niemand, set()):
            open_ = self._hide_zonder(zonder, open_, verborgen, bewijzen)
        uit = klein_.union(self._alles, *(b.anders for b in self._prune(bewijzen, vast)))
        # Were nobody always shown, what is hidden would be somebody: one of two that add up to five never five itself.
        mee = [nr for nr in sorted(niemand - self.stelsel.niemand) if self._kans.random() < _NIEMAND_MEE]
        return uit.union(self._not_known(uit.union(mee))) if uit else uit

    def _not_known(self, verborgen: set[int]) -> set[int]:
        """Of what would be hidden, what a reader does not see at once: below a total of nobody a mark says nothing."""
        delen = find_delen(*self._grenzen(verborgen), self.stelsel.rijen)
        bekend = {nr for d in delen for nr, laag, hoog in zip(d.eigen, d.laag, d.hoog, strict=True) if laag == hoog}
        return verborgen - bekend

    def _hide_zonder(
        self, niemand: set[int], open_: Sequence[int], verborgen: set[int], bewijzen: list[_Bewijs]
    ) -> list[int]:
        """Protect with what is not in ``niemand``; gives the numbers of which it cannot be done.

        A reader may know from elsewhere where nobody is (no aanmelding at a table: then nobody is there). So first it
        is tried with what is nobody known. Only where that cannot be done (who was registered late is all there is, or
        rounding promised more before) somebody hides behind nobody.
        """
        rest: list[int] = []
        delen = find_delen(*self._grenzen(set(self._waar) - niemand), self.stelsel.rijen) if open_ else []
        for deel in delen:
            eigen = sorted((nr for nr in open_ if nr in deel.eigen), key=lambda nr: -int(self._begin[nr]))
            if not eigen:
                continue
            schuiver, alles = Schuiver(deel, self._begin), False
            for nr in eigen:
                if not alles and not self._bereik.is_veilig(nr, self._eisen[nr]):
                    alles = self._protect(nr, self._eisen[nr], schuiver, verborgen, bewijzen)
                    if alles:
                        self._alles.update(p for p in deel.eigen if p in self._waar and p not in self.stelsel.niemand)
                if not self._bereik.is_veilig(nr, self._eisen[nr]) and (not alles or self._eisen[nr].afgerond):
                    rest.append(nr)
                else:
                    self._voortgang.verder()
        return rest

    def _protect(self, nr: int, eis: Eis, schuiver: Schuiver, verborgen: set[int], bewijzen: list[_Bewijs]) -> bool:
        """Look for proofs; gives whether there may be one that was not found in time."""
        waarde = int(self._begin[nr])
        lager = list(range(min(waarde, eis.drempel) + 1))
        self._kans.shuffle(lager)
        vergeefs = 0
        for af in lager:
            if self._bereik.is_veilig(nr, eis) or vergeefs >= _VERGEEFS:
                break
            laagst = min(int(self._bereik.laag[nr]), waarde - af)
            for doel in (eis.houdt(laagst), laagst):
                if not self._bereik.laag[nr] <= doel <= self._bereik.hoog[nr]:
                    getallen = schuiver.shift(nr, doel, self._kosten_nu(verborgen))
                    if getallen is None:
                        vergeefs += schuiver.bestaat
                    else:
                        bewijs = _Bewijs(getallen, self._anders(getallen))
                        bewijzen.append(bewijs)
                        verborgen |= bewijs.anders
                        self._bereik.neem(np.arange(len(getallen)), getallen)
        return vergeefs > 0 and not self._bereik.is_veilig(nr, eis)

    def _kosten_nu(self, verborgen: set[int]) -> dict[int, float]:
        return {nr: kosten for nr, kosten in self._kosten.items() if nr not in verborgen}

    def _anders(self, getallen: Getallen) -> frozenset[int]:
        return frozenset(nr for nr in self._waar if getallen[nr] != self._begin[nr])

    def _prune(self, bewijzen: Sequence[_Bewijs], vast: Bereik) -> list[_Bewijs]:
        """Without the proofs that others make superfluous, the dearest first."""
        veilig = [(nr, eis) for nr, eis in self._eisen.items() if self._bereik.is_veilig(nr, eis)]
        over = sorted(bewijzen, key=lambda b: -sum(self._kosten[nr] for nr in b.anders))
        plekken = np.array([nr for nr, _ in veilig], dtype=np.int64)
        for bewijs in tuple(over):
            anderen = [b for b in over if b is not bewijs]
            waarden = np.stack([vast.laag[plekken], vast.hoog[plekken], *(b.getallen[plekken] for b in anderen)])
            laag, hoog = waarden.min(axis=0), waarden.max(axis=0)
            if all(eis.is_veilig(int(laag[k]), int(hoog[k])) for k, (_, eis) in enumerate(veilig)):
                over = anderen
        return over
