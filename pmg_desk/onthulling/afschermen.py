"""Hiding: the small numbers, and so many others that no small number can be computed from what is left.

Per number that is not safe yet, the cheapest other counts are looked for that an attacker cannot tell from the true
ones and in which that number is another one (Kelly, Golden and Assad, Networks 1992; Fischetti and Salazar, Management
Science 2001; as in tau-ARGUS). Every cell in which these counts differ is hidden too. They are a proof, which hiding
more never takes away. So each number is dealt with once, and this always ends.

Where in its interval a number lies is drawn: were it always the lowest, the interval would tell it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmg_desk.domain.beeld import TOTAAL, Balans, Drempel, Getoond, Rest, Tabel, Tabelnaam, Verband, Wijze
from pmg_desk.onthulling.delen import Deel, Tegenspraak, find_delen
from pmg_desk.onthulling.oplosser import ONEINDIG, Getallen
from pmg_desk.onthulling.schuiven import Schuiver
from pmg_desk.onthulling.stelsel import Cel, Eis, Stelsel
from pmg_desk.onthulling.vensters import BREEDTES, Venster, Vensters
from pmg_desk.onthulling.verbanden import find_begin, maak_stelsel
from pmg_desk.onthulling.verkennen import Bereik, Voortgang, verken

_PER_NIVEAU = 6.0  # how much dearer a total is than what it is the total of
_PER_GROOTTE = 10.0
_STAND = 8.0  # how much dearer what stands than what came and went: who is there now is what is looked at first
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
    *,
    verbanden: Sequence[Verband] = (),
    klaar: set[tuple[Tabelnaam, Cel]] | None = None,
) -> tuple[Getoond, ...]:
    """What is shown of these tables. ``klaar`` gets the cells of ``eerder`` that are safe for good.

    Raises Tegenspraak when they fit with each other or with what was shown before in no way, Afgebroken.
    """
    dicht = tuple(
        Getoond(t.naam, t.assen, dict.fromkeys(t.waarden()), klein(t, drempel), Wijze.AFSCHERMEN, drempel.aantal)
        for t in tabellen
    )
    standen = frozenset(balans.stand for balans in balansen)
    stelsels = (
        maak_stelsel((*eerder, *dicht), balansen, resten, verbanden, vertrek=vertrek) for vertrek in (True, False)
    )
    try:
        werk = _Werk(next(stelsels), tabellen, standen, kans, voortgang)
    except Tegenspraak:
        werk = _Werk(next(stelsels), tabellen, standen, kans, voortgang)
        klaar = None  # what is proven without a rule that a later quarter may use again, is not proven for good
    verborgen = werk.hide()
    if klaar is not None:
        klaar |= {(g.naam, cel) for g in eerder for cel in g.gevoelig if werk.is_klaar(werk.stelsel.plek[g.naam, cel])}
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
    def __init__(
        self,
        stelsel: Stelsel,
        tabellen: Sequence[Tabel],
        standen: frozenset[str],
        kans: random.Random,
        voortgang: Voortgang,
    ) -> None:
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
                prijs = (
                    (_STAND if tabel.naam.meting in standen else 1.0)
                    * (1.0 + min(waarde, 20 * _PER_GROOTTE) / _PER_GROOTTE)
                    * _PER_NIVEAU**hoogte
                )
                self._kosten[nr] = max(self._kosten.get(nr, 0.0), prijs)
        # What was shown of other quarters says what the rest can be; the true counts of those are gone.
        self._begin = find_begin(stelsel, *self._grenzen(()), voortgang.stop)
        delen = find_delen(*self._grenzen(self._waar), stelsel.rijen)
        self._vensters = Vensters(stelsel.kwartaal, delen, self._begin, voortgang.stop)
        geraakt = {nr for deel in delen if any(nr in self._waar for nr in deel.eigen) for nr in deel.eigen}
        self._eisen = {nr: eis for nr, eis in stelsel.eisen.items() if nr in geraakt}
        self._bereik = Bereik(self._begin.copy(), self._begin.copy())
        self._vast = Bereik(self._begin.copy(), self._begin.copy())
        """What is proven without hiding more than the small numbers."""
        self._vroeger = Bereik(self._begin.copy(), self._begin.copy())
        """What is proven by counts in which this quarter stands still."""
        self._nu = np.flatnonzero(self._vensters.tijd == self._vensters.laatste)
        self._blijvend = self._find_blijvend()
        self._bewijzen: list[_Bewijs] = []
        self._alles: set[int] = set()
        """What is hidden because no proof was found in time: all that hangs together with that number."""

    def _grenzen(self, verborgen: Iterable[int]) -> tuple[Getallen, Getallen]:
        laag, hoog = np.array(self.stelsel.laag), np.array(self.stelsel.hoog)
        weg = set(verborgen) - self.stelsel.niemand
        for nr, waarde in self._waar.items():
            laag[nr], hoog[nr] = (0, ONEINDIG) if nr in weg else (waarde, waarde)
        return laag, hoog

    def hide(self) -> set[int]:
        """Which unknowns of this quarter have to be hidden."""
        klein_ = {nr for nr in self._eisen if nr in self._waar}
        self._voortgang.totaal = self._voortgang.gedaan + len(self._eisen)
        self._look(klein_)
        verborgen = set(klein_)
        niemand = {nr for nr, waarde in self._waar.items() if waarde == 0}
        for zonder in (niemand, set()):
            self._hide_zonder(zonder, verborgen, klein_)
        uit = klein_.union(self._alles, *(b.anders for b in self._prune()))
        # Were nobody always shown, what is hidden would be somebody: one of two that add up to five never five itself.
        mee = [nr for nr in sorted(niemand - self.stelsel.niemand) if self._kans.random() < _NIEMAND_MEE]
        return uit.union(self._not_known(uit.union(mee))) if uit else uit

    def _not_known(self, verborgen: set[int]) -> set[int]:
        """Of what would be hidden, what a reader does not see at once: below a total of nobody a mark says nothing."""
        delen = find_delen(*self._grenzen(verborgen), self.stelsel.rijen)
        bekend = {nr for d in delen for nr, laag, hoog in zip(d.eigen, d.laag, d.hoog, strict=True) if laag == hoog}
        return verborgen - bekend

    def is_klaar(self, nr: int) -> bool:
        """Whether this number of an earlier quarter is safe whatever is shown from now on.

        It is when its lowest and highest are met in counts that fit and in which all of this quarter, the stock at its
        end too, is as it truly is. What is shown of a later quarter is tied to earlier ones by that stock only, and
        the true counts of that later quarter fit with it. So the same counts before, with the true ones after, will
        fit with all that is ever shown: the number stays possible from the lowest to the highest that was met. Not so
        for what hangs together with a number that later quarters go on adding to.
        """
        return nr in self._blijvend and nr in self._eisen and self._vroeger.is_veilig(nr, self._eisen[nr])

    def _find_blijvend(self) -> set[int]:
        """What hangs together, with this quarter as it truly is, without a number that is added up over quarters."""
        delen = self._vensters.find_delen((0, self._vensters.laatste - 1), *self._grenzen(()))
        return {
            nr
            for deel in delen
            if not any(
                een in self.stelsel.doorlopend and laag != hoog
                for een, laag, hoog in zip(deel.eigen, deel.laag, deel.hoog, strict=True)
            )
            for nr in deel.eigen
        }

    def _open(self) -> list[int]:
        return [nr for nr, eis in self._eisen.items() if not self._bereik.is_veilig(nr, eis)]

    def _look(self, klein_: set[int]) -> None:
        """What is safe when only the small numbers are hidden."""
        laag, hoog = self._grenzen(klein_)
        for breed in BREEDTES:
            for kwartaal, eisen in self._vensters.per_kwartaal({nr: self._eisen[nr] for nr in self._open()}):
                venster = self._vensters.rond(kwartaal, breed)
                bereik = self._vroeger if venster[1] < self._vensters.laatste else self._bereik
                delen = self._vensters.find_delen(venster, laag, hoog)
                verken(delen, eisen, bereik, self._voortgang, begin=self._begin, een_voor_een=False)
            self._bereik.neem_over(self._vroeger)
        self._vast.laag[:], self._vast.hoog[:] = self._bereik.laag, self._bereik.hoog

    def _hide_zonder(self, niemand: set[int], verborgen: set[int], klein_: set[int]) -> None:
        """Protect with what is not in ``niemand``.

        A reader may know from elsewhere where nobody is (no aanmelding at a table: then nobody is there). So first it
        is tried with what is nobody known. Only where that cannot be done (who was registered late is all there is, or
        rounding promised more before) somebody hides behind nobody.
        """
        zoeker = _Zoeker(self._vensters, *self._grenzen(set(self._waar) - niemand), self._begin)
        klaar: set[int] = set()
        for nr in sorted(self._open(), key=lambda nr: -int(self._begin[nr])):
            eis = self._eisen[nr]
            if nr not in klaar and self._protect(nr, eis, zoeker, verborgen, klein_):
                samen = zoeker.samen(nr)
                klaar.update(samen)
                self._alles.update(p for p in samen if p in self._waar and p not in self.stelsel.niemand)
            if self._bereik.is_veilig(nr, eis):
                self._voortgang.verder()

    def _protect(self, nr: int, eis: Eis, zoeker: _Zoeker, verborgen: set[int], klein_: set[int]) -> bool:
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
                    self._voortgang.verder(0)
                    kosten = {p: bedrag for p, bedrag in self._kosten.items() if p not in verborgen}
                    getallen = zoeker.find(nr, doel, kosten)
                    if getallen is None:
                        vergeefs += zoeker.bestaat
                    else:
                        self._neem(getallen, verborgen, klein_)
        return vergeefs > 0 and not self._bereik.is_veilig(nr, eis)

    def _neem(self, getallen: Getallen, verborgen: set[int], klein_: set[int]) -> None:
        """One proof more."""
        alle = np.arange(len(getallen))
        self._bereik.neem(alle, getallen)
        if (getallen[self._nu] == self._begin[self._nu]).all():
            self._vroeger.neem(alle, getallen)
        anders = frozenset(nr for nr in self._waar if getallen[nr] != self._begin[nr])
        if anders <= klein_:
            self._vast.neem(alle, getallen)
        else:
            self._bewijzen.append(_Bewijs(getallen, anders))
            verborgen |= anders

    def _prune(self) -> list[_Bewijs]:
        """Without the proofs that others make superfluous, the dearest first."""
        over = sorted(self._bewijzen, key=lambda b: -sum(self._kosten[nr] for nr in b.anders))
        veilig = [(nr, eis) for nr, eis in self._eisen.items() if self._bereik.is_veilig(nr, eis)]
        plekken = np.array([nr for nr, _ in veilig], dtype=np.int64)
        waarden = np.stack([self._vast.laag[plekken], self._vast.hoog[plekken], *(b.getallen[plekken] for b in over)])
        blijft = np.ones(len(waarden), dtype=bool)
        for rij in range(2, len(waarden)):
            blijft[rij] = False
            laag, hoog = waarden[blijft].min(axis=0), waarden[blijft].max(axis=0)
            # only where this one was the lowest or the highest can it be missed
            mist = np.flatnonzero((waarden[rij] < laag) | (waarden[rij] > hoog))
            blijft[rij] = not all(veilig[k][1].is_veilig(int(laag[k]), int(hoog[k])) for k in mist)
        return [bewijs for bewijs, nodig in zip(over, blijft[2:], strict=True) if nodig]


class _Zoeker:
    """Looks for the cheapest other counts, through wider windows as long as more has to be hidden for them."""

    def __init__(self, vensters: Vensters, laag: Getallen, hoog: Getallen, begin: Getallen) -> None:
        self._vensters, self._laag, self._hoog, self._begin = vensters, laag, hoog, begin
        self._schuivers: dict[tuple[Venster, int], Schuiver] = {}
        self._delen: dict[Venster, dict[int, Deel]] = {}
        self.bestaat = True
        """Whether the latest one that was asked for and not found exists, if not in whole numbers then in fractions."""

    def find(self, nr: int, doel: int, kosten: Mapping[int, float]) -> Getallen | None:
        """As ``Schuiver.shift``."""
        beste, prijs = None, 0.0
        for venster in self._vensters.ladder(nr):
            if beste is not None and venster == (0, self._vensters.laatste):
                break
            schuiver = self._schuiver(venster, nr)
            getallen = schuiver.shift(nr, doel, kosten)
            self.bestaat = schuiver.bestaat
            if getallen is not None:
                nieuw = sum(bedrag for p, bedrag in kosten.items() if getallen[p] != self._begin[p])
                if beste is None or nieuw < prijs:
                    beste, prijs = getallen, nieuw
                if not nieuw:
                    break
        return beste

    def samen(self, nr: int) -> Iterable[int]:
        """All that hangs together with an unknown."""
        return self._deel((0, self._vensters.laatste), nr).eigen

    def _deel(self, venster: Venster, nr: int) -> Deel:
        if venster not in self._delen:
            delen = self._vensters.find_delen(venster, self._laag, self._hoog)
            self._delen[venster] = {een: deel for deel in delen for een in deel.eigen}
        return self._delen[venster][nr]

    def _schuiver(self, venster: Venster, nr: int) -> Schuiver:
        deel = self._deel(venster, nr)
        sleutel = venster, int(deel.plekken[0])
        if sleutel not in self._schuivers:
            self._schuivers[sleutel] = Schuiver(deel, self._begin)
        return self._schuivers[sleutel]
