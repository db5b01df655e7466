"""What a reader knows between measures (``domain.beeld.Verband``), as rows of a system.

Each row has a slack of its own, which is nobody as long as the counts keep to it. They need not: a casus that came from
elsewhere or was entered late is in one measure and not in the other. A row that is kept although the true counts of a
quarter that is over did not keep to it, does no harm: what is possible with it is possible without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pmg_desk.domain.beeld import TOTAAL, Balans, Getoond, Knoop, Rest, Term, Tijdvak, Verband
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.onthulling.delen import Tegenspraak, find_delen, find_oplossing
from pmg_desk.onthulling.oplosser import ONEINDIG, Getallen, Rij
from pmg_desk.onthulling.stelsel import Stelsel, build_stelsel

_BINNEN = "/"
_SPELING = 1e-6


def maak_stelsel(
    getoond: Sequence[Getoond],
    balansen: Sequence[Balans],
    resten: Sequence[Rest],
    verbanden: Sequence[Verband],
    *,
    vertrek: bool = True,
) -> Stelsel:
    """As ``build_stelsel``, with a row per category and quarter of each tie between measures."""
    stelsel = build_stelsel(getoond, balansen, resten, vertrek=vertrek)
    _add(stelsel, getoond, verbanden)
    return stelsel


def _add(stelsel: Stelsel, getoond: Sequence[Getoond], verbanden: Iterable[Verband]) -> None:
    randen = _Randen(stelsel, getoond)
    for verband in verbanden:
        for kwartaal in randen.kwartalen(verband.termen[0]):
            for sleutel in randen.categorieen(verband, kwartaal):
                if (som := randen.tel_op(verband, kwartaal, sleutel)) is not None:
                    speling = stelsel.voeg_toe(kwartaal)
                    stelsel.hoog[speling] = 0
                    stelsel.spelingen.append(speling)
                    stelsel.rijen.append(Rij((*som, speling), (*som.values(), 1), 0, ONEINDIG))
        for term in verband.termen:
            if term.tijd is Tijdvak.TOT_NU:
                stelsel.doorlopend |= randen.alle(term)


def find_begin(stelsel: Stelsel, laag: Getallen, hoog: Getallen, stop: Callable[[], bool] | None) -> Getallen:
    """Counts that fit; what they cannot keep to of the ties between measures is let go from then on, as little as can
    be. Raises Tegenspraak when they fit in no way.
    """
    try:
        return find_oplossing(laag, hoog, stelsel.rijen, stop)
    except Tegenspraak:
        if not stelsel.spelingen:
            raise
    los = hoog.copy()
    los[stelsel.spelingen] = ONEINDIG
    for deel in find_delen(laag, los, stelsel.rijen, stop):
        eigen = {nr: deel.eigen[nr] for nr in stelsel.spelingen if nr in deel.eigen}
        ruw = deel.oplosser.minimise(dict.fromkeys(eigen.values(), 1.0), geheel=False).ruw if eigen else ()
        if ruw is None:
            raise Tegenspraak
        for nr, plek in eigen.items():
            if ruw[plek] > _SPELING:
                stelsel.hoog[nr] = hoog[nr] = ONEINDIG
    return find_oplossing(laag, hoog, stelsel.rijen, stop)


class _Randen:
    """The numbers of a measure along one axis, whatever table they are in."""

    def __init__(self, stelsel: Stelsel, getoond: Sequence[Getoond]) -> None:
        self._plek = stelsel.plek
        self._tabellen: dict[tuple[str, str], dict[str, tuple[Getoond, int]]] = defaultdict(dict)
        for g in getoond:
            for nr, a in enumerate(g.assen):
                self._tabellen[g.naam.meting, a.sleutel].setdefault(g.naam.kwartaal, (g, nr))

    def kwartalen(self, term: Term) -> list[str]:
        """In which quarters it was counted."""
        return sorted(self._tabellen[term.meting, term.langs])

    def categorieen(self, verband: Verband, kwartaal: str) -> Iterator[str]:
        """For which there is a row."""
        eerste = verband.termen[0]
        g, nr = self._tabellen[eerste.meting, eerste.langs][kwartaal]
        if eerste.vast:
            yield TOTAAL
            return
        knopen = g.assen[nr].bladeren if verband.bladeren else (Knoop(TOTAAL, "", ""), *g.assen[nr].knopen)
        yield from (knoop.sleutel for knoop in knopen if knoop.sleutel not in verband.buiten)

    def tel_op(self, verband: Verband, kwartaal: str, sleutel: str) -> Mapping[int, int] | None:
        """The terms of one row; None when it cannot be said. What is taken off and was not counted, was not there."""
        som: dict[int, int] = defaultdict(int)
        for term in verband.termen:
            for dan in self._tijden(term, kwartaal):
                nummers = self._nummers(term, dan, sleutel)
                if not nummers and term.maal > 0:
                    return None
                for nr in nummers:
                    som[nr] += term.maal
        return {nr: maal for nr, maal in som.items() if maal}

    def alle(self, term: Term) -> set[int]:
        """Every number that the row of a later quarter adds to its own."""
        return {
            self._nummer(g, nr, knoop)
            for g, nr in self._tabellen[term.meting, term.langs].values()
            for knoop in (TOTAAL, *(k.sleutel for k in g.assen[nr].knopen))
        }

    def _tijden(self, term: Term, kwartaal: str) -> list[str]:
        if term.tijd is Tijdvak.TOT_NU:
            return [een for een in self.kwartalen(term) if een <= kwartaal]
        return [str(Kwartaal.lees(kwartaal).vorige) if term.tijd is Tijdvak.ERVOOR else kwartaal]

    def _nummers(self, term: Term, kwartaal: str, sleutel: str) -> list[int]:
        g, nr = self._tabellen[term.meting, term.langs].get(kwartaal, (None, 0))
        if g is None:
            return []
        er = (TOTAAL, *(k.sleutel for k in g.assen[nr].knopen))
        if term.binnen:
            return [self._nummer(g, nr, een) for een in er if een.endswith(_BINNEN + sleutel)]
        return [self._nummer(g, nr, een) for een in term.vast or (sleutel,) if een in er]

    def _nummer(self, g: Getoond, nr: int, sleutel: str) -> int:
        return self._plek[g.naam, (*[TOTAAL] * nr, sleutel, *[TOTAAL] * (len(g.assen) - nr - 1))]
