"""An attacker who shares no code with the program: sees the numbers that were shown and how the tables are laid out.

One unknown per leaf of each table, and every number that was shown is a sum of leaves. What two tables of a measure
both say is set equal category by category; what stood plus what came minus what went is what stands, with who moved as
unknowns of their own. Then each hidden number is pushed as low and as high as it goes.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

import highspy
import numpy as np

from pmg_desk.domain.beeld import TOTAAL, As, Balans, Getoond, Rest, Term, Tijdvak, Verband, Wijze
from pmg_desk.domain.kwartaal import Kwartaal


def _onder(a: As, knoop: str) -> list[str]:
    """The leaves of a category, by walking down."""
    kinderen = [k.sleutel for k in a.knopen if k.boven == knoop]
    if not kinderen:
        return [] if knoop == TOTAAL else [knoop]
    return [blad for kind in kinderen for blad in _onder(a, kind)]


class Aanvaller:
    """``heel``: counts in whole people, which takes longer and finds more."""

    def __init__(
        self,
        getoond: Sequence[Getoond],
        balansen: Sequence[Balans],
        resten: Sequence[Rest],
        verbanden: Sequence[Verband] = (),
        *,
        heel: bool = False,
    ) -> None:
        self._nr: dict[object, int] = {}
        self._rijen: list[tuple[dict[int, int], float, float]] = []
        self._getoond = getoond
        self._bladeren = {g.naam: [{k: _onder(a, k) for k in self._knopen(a)} for a in g.assen] for g in getoond}
        grens: dict[int, tuple[float, float]] = {}
        for g in getoond:
            for cel, waarde in g.cellen.items():
                som = self._som(g, cel)
                if waarde is None:
                    continue
                ruim = g.drempel - 1 if g.wijze is Wijze.AFRONDEN else 0
                if len(som) == 1:
                    (blad,) = som
                    onder, boven = grens.get(blad, (0, highspy.kHighsInf))
                    grens[blad] = max(onder, waarde - ruim), min(boven, waarde + ruim)
                else:
                    self._rijen.append((som, waarde - ruim, waarde + ruim))
        for a, b in itertools.combinations(getoond, 2):
            if (a.naam.kwartaal, a.naam.meting) == (b.naam.kwartaal, b.naam.meting):
                self._gelijk(a, b)
        for balans in balansen:
            self._tijd(balans, resten)
            self._kwam(balans)
        for verband in verbanden:
            self._vergelijk(verband)
        for g in getoond:
            if g.naam.meting in {balans.overgang for balans in balansen}:  # nobody moves to where they are
                van, naar = (_onder(a, TOTAAL) for a in g.assen)
                grens |= dict.fromkeys((self._var((g.naam, (een, een))) for een in van if een in naar), (0, 0))
        self._los_op(grens, heel=heel)

    @staticmethod
    def _knopen(a: As) -> list[str]:
        return [TOTAAL, *(k.sleutel for k in a.knopen)]

    def _var(self, wat: object) -> int:
        return self._nr.setdefault(wat, len(self._nr))

    def _som(self, g: Getoond, cel: tuple[str, ...], maal: int = 1) -> dict[int, int]:
        lijsten = [per[knoop] for per, knoop in zip(self._bladeren[g.naam], cel, strict=True)]
        return {self._var((g.naam, blad)): maal for blad in itertools.product(*lijsten)}

    def _gelijk(self, a: Getoond, b: Getoond) -> None:
        """Each category that an axis of ``a`` and one of ``b`` both have; ``wijk`` is in ``gebied``."""
        paren = [
            (i, j)
            for i, x in enumerate(a.assen)
            for j, y in enumerate(b.assen)
            if x.sleutel == y.sleutel or {x.sleutel, y.sleutel} == {"gebied", "wijk"}
        ]
        samen = [[k for k in self._knopen(a.assen[i]) if k in self._knopen(b.assen[j])] for i, j in paren]
        for keuze in itertools.product(*samen):
            links, rechts = [TOTAAL] * len(a.assen), [TOTAAL] * len(b.assen)
            for (i, j), knoop in zip(paren, keuze, strict=True):
                links[i] = rechts[j] = knoop
            self._rijen.append((self._som(a, tuple(links)) | self._som(b, tuple(rechts), -1), 0, 0))

    def _tijd(self, balans: Balans, resten: Sequence[Rest]) -> None:
        per = {(g.naam.kwartaal, g.naam.meting, g.naam.assen): g for g in self._getoond}
        for (kwartaal, meting, assen), nu in list(per.items()):
            toen = per.get((str(Kwartaal.lees(kwartaal).vorige), meting, assen))
            if (meting, assen) != (balans.stand, balans.assen) or toen is None:
                continue
            over = next(
                (g for g in self._getoond if g.naam.kwartaal == kwartaal and g.naam.meting == balans.overgang), None
            )
            verhuisd: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
            for blad in itertools.product(*(_onder(a, TOTAAL) for a in nu.assen)):
                rest = sum(r.aantal for r in resten if (r.kwartaal, r.stand, r.blad) == (kwartaal, meting, blad))
                rij = self._som(nu, blad) | self._som(toen, blad, -1)
                for teken, metingen in ((-1, balans.bij), (1, balans.af)):
                    for m in metingen:
                        rij |= self._som(per[kwartaal, m, assen], blad, teken)
                weg = self._som(toen, blad)
                if over is not None:
                    for ander in _onder(nu.assen[-1], TOTAAL):
                        if ander == blad[-1]:
                            continue
                        heen = self._var((kwartaal, "verhuizing", blad[:-1], ander, blad[-1]))
                        terug = self._var((kwartaal, "verhuizing", blad[:-1], blad[-1], ander))
                        rij |= {heen: -1, terug: 1}
                        weg[terug] = -1
                        verhuisd[ander, blad[-1]][heen] = -1
                    if not rest:  # else there may be some who were not counted yet
                        self._rijen.append((weg, 0, highspy.kHighsInf))
                self._rijen.append((rij, rest, rest))
            for paar, som in verhuisd.items():
                assert over is not None
                er_zijn = all(knoop in self._knopen(a) for knoop, a in zip(paar, over.assen, strict=True))
                # a category that the table does not have: nobody moves there
                self._rijen.append((som | self._som(over, paar) if er_zijn else som, 0, 0))

    def _kwam(self, balans: Balans) -> None:
        """Who came in a quarter stands there at its end or went, however they are split."""
        per = {(g.naam.kwartaal, g.naam.meting, g.naam.assen): g for g in self._getoond}
        for (kwartaal, meting, assen), nu in per.items():
            delen = [(1, per.get((kwartaal, m, assen))) for m in balans.af]
            delen += [(-1, per.get((kwartaal, m, assen))) for m in balans.bij]
            if meting == balans.stand and all(g is not None for _, g in delen):
                for blad in itertools.product(*(_onder(a, TOTAAL) for a in nu.assen)):
                    rij = self._som(nu, blad)
                    for teken, g in delen:
                        assert g is not None
                        rij |= self._som(g, blad, teken)
                    self._rijen.append((rij, 0, highspy.kHighsInf))

    def _vergelijk(self, verband: Verband) -> None:
        """In each category and quarter no more of the one measure than of what it is a part of."""
        eerste = verband.termen[0]
        for g in self._getoond:
            for as_ in (a for a in g.assen if (g.naam.meting, a.sleutel) == (eerste.meting, eerste.langs)):
                bladeren = _onder(as_, TOTAAL)
                for sleutel in bladeren if verband.bladeren else self._knopen(as_):
                    if sleutel in verband.buiten:
                        continue
                    rij: dict[int, int] = defaultdict(int)
                    te_zeggen = True
                    for term in verband.termen:
                        stukken = list(self._stukken(term, g.naam.kwartaal, term.vast or (sleutel,)))
                        te_zeggen &= bool(stukken) or term.maal < 0
                        for tabel, cel in stukken:
                            for nr in self._som(tabel, cel):
                                rij[nr] += term.maal
                    if te_zeggen:
                        self._rijen.append((dict(rij), 0, highspy.kHighsInf))

    def _stukken(
        self, term: Term, kwartaal: str, sleutels: tuple[str, ...]
    ) -> Iterator[tuple[Getoond, tuple[str, ...]]]:
        gezien = set()
        for g in self._getoond:
            assen = [a.sleutel for a in g.assen]
            dan = {
                Tijdvak.NU: g.naam.kwartaal == kwartaal,
                Tijdvak.ERVOOR: str(Kwartaal.lees(g.naam.kwartaal).volgende) == kwartaal,
                Tijdvak.TOT_NU: g.naam.kwartaal <= kwartaal,
            }[term.tijd]
            if g.naam.meting == term.meting and term.langs in assen and dan and g.naam.kwartaal not in gezien:
                gezien.add(g.naam.kwartaal)
                plek = assen.index(term.langs)
                for sleutel in sleutels:
                    if sleutel in self._knopen(g.assen[plek]):
                        yield g, tuple(sleutel if nr == plek else TOTAAL for nr in range(len(assen)))

    def _los_op(self, grens: dict[int, tuple[float, float]], *, heel: bool) -> None:
        aantal = len(self._nr)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = aantal, len(self._rijen)
        lp.col_cost_ = np.zeros(aantal)
        lp.col_lower_ = np.array([grens.get(k, (0, 0))[0] for k in range(aantal)], dtype=float)
        lp.col_upper_ = np.array([grens.get(k, (0, highspy.kHighsInf))[1] for k in range(aantal)], dtype=float)
        lp.row_lower_ = np.array([rij[1] for rij in self._rijen], dtype=float)
        lp.row_upper_ = np.array([rij[2] for rij in self._rijen], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(som) for som, _, _ in self._rijen)])
        lp.a_matrix_.index_ = np.array([k for som, _, _ in self._rijen for k in som])
        lp.a_matrix_.value_ = np.array([f for som, _, _ in self._rijen for f in som.values()], dtype=float)
        if heel:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * aantal
        self._highs: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.passModel(lp)

    def grenzen(self, g: Getoond, cel: tuple[str, ...]) -> tuple[int, int]:
        """The lowest and highest the number can be."""
        som = np.array(sorted(self._som(g, cel)), dtype=np.int32)
        uit = []
        for teken in (1, -1):
            self._highs.changeColsCost(len(som), som, np.full(len(som), float(teken)))
            self._highs.run()
            stand = self._highs.getModelStatus()
            if stand in {highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
                uit.append(10**6)
                continue
            assert stand == highspy.HighsModelStatus.kOptimal, stand
            waarde = teken * self._highs.getInfo().objective_function_value
            uit.append(math.ceil(waarde - 1e-6) if teken > 0 else math.floor(waarde + 1e-6))
        self._highs.changeColsCost(len(som), som, np.zeros(len(som)))
        return uit[0], uit[1]

    def breek(self, *, stop_bij: int | None = None) -> dict[str, int]:
        """How many small numbers are known exactly, and how many within less than was promised."""
        gevonden = {"precies": 0, "te krap": 0}
        for g in self._getoond:
            for cel in sorted(g.gevoelig):
                laag, hoog = self.grenzen(g, cel)
                gevonden["precies"] += laag == hoog
                hoog_genoeg = g.wijze is Wijze.AFRONDEN or hoog >= g.drempel
                gevonden["te krap"] += not (hoog - laag + 1 >= g.drempel and hoog_genoeg)
                if stop_bij is not None and gevonden["te krap"] >= stop_bij:
                    return gevonden
        return gevonden


def trek_af(getoond: Sequence[Getoond]) -> list[int]:
    """What comes out of each pair of shown numbers of which one is a part of the other, and of a number minus all its
    parts that are shown.
    """
    uit: list[int] = []
    for g in getoond:
        for cel, waarde in g.cellen.items():
            if waarde is None:
                continue
            for nr, a in enumerate(g.assen):
                kinderen = [k.sleutel for k in a.knopen if k.boven == cel[nr]]
                delen = [g.cellen[*cel[:nr], k, *cel[nr + 1 :]] for k in kinderen]
                uit += [waarde - deel for deel in delen if deel is not None]
                if kinderen:
                    uit.append(waarde - sum(deel for deel in delen if deel is not None))
    return uit
