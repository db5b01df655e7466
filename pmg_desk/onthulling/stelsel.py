"""What an attacker knows: every number that is shown, and how numbers hang together, as equations over whole numbers.

One unknown per thing that is counted, not per cell: a margin that two tables of a measure share is one unknown, also
where the axis of one is a coarser version of that of the other. Unknowns hang together by the additions in each table
and, over time, by each ``Balans``: leaf by leaf, with the moves per leaf unknown and their sum over the other axes
equal to the published ``overgang``. What a balance leaves over (``Rest``) is taken as known: that only helps an
attacker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product

from pmg_desk.domain.beeld import TOTAAL, As, Balans, Getoond, Rest, Tabelnaam, Wijze
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.onthulling.oplosser import ONEINDIG, Rij

Cel = tuple[str, ...]
Sleutel = tuple[str, str, frozenset[tuple[str, int, str]]]
"""Which number it is: quarter, measure, and per axis that is narrowed down its kind, place among equals, category."""


@dataclass(frozen=True, slots=True)
class Eis:
    """What an attacker may not learn about one number (``domain.beeld.Drempel``)."""

    drempel: int
    afgerond: bool

    def is_veilig(self, laag: int, hoog: int) -> bool:
        """Whether it is enough that the number may be anything from ``laag`` to ``hoog``."""
        return hoog - laag >= self.drempel - 1 and (self.afgerond or hoog >= self.drempel)

    def houdt(self, laag: int) -> int:
        """The lowest number that, with ``laag`` possible too, makes it safe."""
        return laag + self.drempel - 1 if self.afgerond else max(self.drempel, laag + self.drempel - 1)


@dataclass(slots=True)
class Stelsel:
    """The unknowns by number, their bounds, and the equations between them."""

    laag: list[int] = field(default_factory=list)
    hoog: list[int] = field(default_factory=list)
    kwartaal: list[str] = field(default_factory=list)
    """In which quarter it is counted; of a stock at the end of it."""
    rijen: list[Rij] = field(default_factory=list)
    eisen: dict[int, Eis] = field(default_factory=dict)
    niemand: set[int] = field(default_factory=set)
    """Unknowns that are nobody by what is counted, which a reader knows: who stays is not among those who move."""
    spelingen: list[int] = field(default_factory=list)
    """Unknowns by how much a tie between measures is not kept to: nobody, where the counts can keep to it."""
    doorlopend: set[int] = field(default_factory=set)
    """Unknowns that a later quarter may add to its own, and compare."""
    plek: dict[tuple[Tabelnaam, Cel], int] = field(default_factory=dict)
    sleutels: dict[Sleutel, int] = field(default_factory=dict)

    def voeg_toe(self, kwartaal: str) -> int:
        """One more unknown; its number."""
        self.laag.append(0)
        self.hoog.append(ONEINDIG)
        self.kwartaal.append(kwartaal)
        return len(self.laag) - 1


def build_stelsel(
    getoond: Sequence[Getoond], balansen: Sequence[Balans], resten: Sequence[Rest], *, vertrek: bool = True
) -> Stelsel:
    """All that is known from these tables. ``vertrek``: nobody moves who was not there (see ``_Bouwer``)."""
    return _Bouwer(getoond, balansen, resten, vertrek=vertrek).stelsel


class _Bouwer:
    """``vertrek``: of a leaf no more move away than stood there a quarter ago.

    An attacker knows that too. It does not hold where there is a rest, and is left out where the counts themselves do
    not keep to it.
    """

    def __init__(
        self, getoond: Sequence[Getoond], balansen: Sequence[Balans], resten: Sequence[Rest], *, vertrek: bool
    ) -> None:
        self.stelsel = Stelsel()
        self._soort = _soorten(getoond)
        self._rijen: set[frozenset[tuple[int, int]]] = set()
        self._tabellen = {g.naam: g for g in getoond}
        self._vertrek = vertrek
        self._overgangen = {balans.overgang for balans in balansen}
        for g in getoond:
            self._add_tabel(g)
        self._resten: dict[tuple[str, str], list[Rest]] = defaultdict(list)
        for rest in resten:
            self._resten[rest.kwartaal, rest.stand].append(rest)
        for balans in balansen:
            self._add_meegenomen(balans)
            for g in getoond:
                toen = Tabelnaam(str(Kwartaal.lees(g.naam.kwartaal).vorige), balans.stand, balans.assen)
                if (g.naam.meting, g.naam.assen) == (balans.stand, balans.assen) and toen in self._tabellen:
                    self._add_balans(balans, g, self._tabellen[toen])

    def _add_tabel(self, g: Getoond) -> None:
        for cel in _cellen(g.assen):
            nr = self._nummer(g.naam, g.assen, cel)
            self.stelsel.plek[g.naam, cel] = nr
            if g.naam.meting in self._overgangen and _blijft(g.assen, cel):
                self.stelsel.niemand.add(nr)
                self.stelsel.hoog[nr] = 0
                continue
            waarde = g.cellen[cel]
            if waarde is not None:
                af = g.wijze is Wijze.AFRONDEN
                self.stelsel.laag[nr] = max(self.stelsel.laag[nr], waarde - (g.drempel - 1) * af)
                self.stelsel.hoog[nr] = min(self.stelsel.hoog[nr], waarde + (g.drempel - 1) * af)
                if af:
                    self.stelsel.eisen.setdefault(nr, Eis(g.drempel, afgerond=True))
        for cel in sorted(g.gevoelig):  # the same vault and draw give the same, whatever the process
            if g.wijze is Wijze.AFSCHERMEN:
                self.stelsel.eisen[self.stelsel.plek[g.naam, cel]] = Eis(g.drempel, afgerond=False)
        self._add_optellingen(g.naam, g.assen)

    def _add_optellingen(self, naam: Tabelnaam, assen: Sequence[As]) -> None:
        delen = [_delen(a) for a in assen]
        for cel in _cellen(assen):
            for nr, onder in enumerate(delen):
                if kinderen := onder.get(cel[nr]):
                    som = {self._nummer(naam, assen, (*cel[:nr], k, *cel[nr + 1 :])): -1 for k in kinderen}
                    self._add_rij({self._nummer(naam, assen, cel): 1, **som})

    def _nummer(self, naam: Tabelnaam, assen: Sequence[As], cel: Cel) -> int:
        plaatsen: dict[str, int] = defaultdict(int)
        waar = set()
        for a, knoop in zip(assen, cel, strict=True):
            soort = self._soort[naam.meting, a.sleutel]
            if knoop != TOTAAL:
                waar.add((soort, plaatsen[soort], knoop))
            plaatsen[soort] += 1
        sleutel = (naam.kwartaal, naam.meting, frozenset(waar))
        if (nr := self.stelsel.sleutels.get(sleutel)) is None:
            nr = self.stelsel.sleutels[sleutel] = self.stelsel.voeg_toe(naam.kwartaal)
        return nr

    def _add_rij(self, som: Mapping[int, int], laag: int = 0, hoog: int = 0) -> None:
        if laag == hoog == 0:
            if (wat := frozenset(som.items())) in self._rijen:
                return
            self._rijen.add(wat)
        self.stelsel.rijen.append(Rij(tuple(som), tuple(som.values()), laag, hoog))

    # --- over time -------------------------------------------------------------------------------------------------

    def _assen(self, kwartaal: str, meting: str, voorbeeld: Getoond) -> Sequence[As]:
        """The axes of a table in a balance. A table that is not shown is unknowns like any other that are hidden."""
        naam = Tabelnaam(kwartaal, meting, voorbeeld.naam.assen)
        if (g := self._tabellen.get(naam)) is not None:
            return g.assen
        for a in voorbeeld.assen:
            self._soort.setdefault((meting, a.sleutel), self._soort[voorbeeld.naam.meting, a.sleutel])
        self._add_optellingen(naam, voorbeeld.assen)
        return voorbeeld.assen

    def _add_balans(self, balans: Balans, nu: Getoond, toen: Getoond) -> None:
        kwartaal = nu.naam.kwartaal
        stand = {m: self._assen(kwartaal, m, nu) for m in (*balans.bij, *balans.af)}
        groepen = [verbind_assen(a, b) for a, b in zip(toen.assen, nu.assen, strict=True)]
        rest = self._sommeer_resten(kwartaal, balans.stand, groepen)
        rijen: dict[tuple[int, ...], dict[int, int]] = {}
        er: dict[tuple[int, ...], dict[int, int]] = {}
        for plek in product(*(range(len(g)) for g in groepen)):
            gekozen = [g[nr] for g, nr in zip(groepen, plek, strict=True)]
            straks, eerst = (list(product(*(getattr(g, tijd) for g in gekozen))) for tijd in ("nu", "toen"))
            er[plek] = {self._nummer(toen.naam, toen.assen, cel): 1 for cel in eerst}
            rij = dict.fromkeys(er[plek], -1)
            rij |= {self._nummer(nu.naam, nu.assen, cel): 1 for cel in straks}
            for teken, metingen in ((-1, balans.bij), (1, balans.af)):
                for m in metingen:
                    naam = Tabelnaam(kwartaal, m, balans.assen)
                    rij |= {self._nummer(naam, stand[m], cel): teken for cel in straks}
            rijen[plek] = rij
        if balans.overgang:
            if self.stelsel.hoog[self._nummer(toen.naam, toen.assen, (TOTAAL,) * len(toen.assen))] == 0:
                self._sluit(kwartaal, balans.overgang, any(rest.values()))
            weg = self._add_overgang(kwartaal, balans.overgang, groepen, rijen)
            for plek, nummers in weg.items() if self._vertrek else ():
                if not rest[plek]:
                    self._add_rij(er[plek] | dict.fromkeys(nummers, -1), 0, ONEINDIG)
        for plek, rij in rijen.items():
            self._add_rij(rij, rest[plek], rest[plek])

    def _sluit(self, kwartaal: str, meting: str, iemand: bool) -> None:
        """Nobody moves when nobody was there, and a reader knows it: nothing to protect."""
        for (naam, _), nr in self.stelsel.plek.items() if self._vertrek and not iemand else ():
            if (naam.kwartaal, naam.meting) == (kwartaal, meting):
                self.stelsel.niemand.add(nr)
                self.stelsel.laag[nr] = self.stelsel.hoog[nr] = 0
                self.stelsel.eisen.pop(nr, None)

    def _add_meegenomen(self, balans: Balans) -> None:
        """Who came in a quarter is there at its end or went, in the same categories: along whatever axes these are
        told, so many stand or went as came, or more (``_Bouwer``).
        """
        for naam in self._tabellen if self._vertrek else ():
            delen = [Tabelnaam(naam.kwartaal, m, naam.assen) for m in (balans.stand, *balans.af, *balans.bij)]
            if naam == delen[0] and all(deel in self._tabellen for deel in delen):
                gelijk = (len(delen) - len(balans.bij)) * [1] + len(balans.bij) * [-1]
                lijsten = [
                    {blad.sleutel for deel in delen for blad in self._tabellen[deel].assen[nr].bladeren}
                    for nr in range(len(naam.assen))
                ]
                for blad in product(*map(sorted, lijsten)):
                    self._add_rij(
                        {self.stelsel.plek[deel, blad]: f for deel, f in zip(delen, gelijk, strict=True)}, 0, ONEINDIG
                    )

    def _sommeer_resten(
        self, kwartaal: str, stand: str, groepen: Sequence[Sequence[Groep]]
    ) -> dict[tuple[int, ...], int]:
        """What is left over per group. A rest with other categories is of another balance of the same measure."""
        waar = [{blad: nr for nr, g in enumerate(lijst) for blad in g.bladeren} for lijst in groepen]
        uit: dict[tuple[int, ...], int] = defaultdict(int)
        for rest in self._resten[kwartaal, stand]:
            if len(rest.blad) == len(waar) and all(k in w for k, w in zip(rest.blad, waar, strict=True)):
                uit[tuple(w[k] for k, w in zip(rest.blad, waar, strict=True))] += rest.aantal
        return uit

    def _add_overgang(
        self,
        kwartaal: str,
        meting: str,
        groepen: Sequence[Sequence[Groep]],
        rijen: Mapping[tuple[int, ...], dict[int, int]],
    ) -> dict[tuple[int, ...], list[int]]:
        """The moves per leaf, as unknowns; which of them go away from where."""
        tabel = next((g for n, g in self._tabellen.items() if (n.kwartaal, n.meting) == (kwartaal, meting)), None)
        weg: dict[tuple[int, ...], list[int]] = defaultdict(list)
        elders = list(product(*(range(len(g)) for g in groepen[:-1])))
        for van, naar in permutations(range(len(groepen[-1])), 2):
            som: dict[int, int] = {}
            if tabel is not None:
                cellen = product(groepen[-1][van].knopen, groepen[-1][naar].knopen)
                plekken = [self.stelsel.plek[tabel.naam, cel] for cel in cellen if cel in tabel.cellen]
                if not any(self.stelsel.hoog[nr] for nr in plekken):
                    continue  # shown as nobody, or a category that was not there to move to
                som = dict.fromkeys(plekken, 1)
            for voor in elders:
                nr = self.stelsel.voeg_toe(kwartaal)
                rijen[*voor, naar][nr] = -1
                rijen[*voor, van][nr] = 1
                weg[*voor, van].append(nr)
                som[nr] = -1
            if tabel is not None:
                self._add_rij(som)
        return weg


@dataclass(frozen=True, slots=True)
class Groep:
    """Categories of an axis of two quarters that hold the same things; ``bladeren`` of either are in it."""

    toen: tuple[str, ...]
    nu: tuple[str, ...]
    bladeren: frozenset[str]

    @property
    def knopen(self) -> tuple[str, ...]:
        """The categories of either quarter, each once."""
        return tuple(dict.fromkeys((*self.toen, *self.nu)))


def verbind_assen(toen: As, nu: As) -> list[Groep]:
    """How two versions of an axis fit: a leaf that both have stands by itself, what was split or joined goes by the
    category that both have, and what came or went by the nearest category above it. Each leaf is in one group.
    """
    beide = {k.sleutel for k in toen.knopen} & {k.sleutel for k in nu.knopen}
    leden: dict[str, list[set[str]]] = defaultdict(lambda: [set(), set()])
    for nr, a in enumerate((toen, nu)):
        for blad in a.bladeren:
            leden[next((k for k in a.pad(blad.sleutel) if k in beide), TOTAAL)][nr].add(blad.sleutel)
    return [
        Groep(tuple(sorted(eerst)), tuple(sorted(straks)), frozenset(eerst | straks))
        for _, (eerst, straks) in sorted(leden.items())
    ]


def _blijft(assen: Sequence[As], cel: Cel) -> bool:
    """Whether a cell of a table of moves is about who moves from a category to that same one."""
    return len(set(cel)) == 1 and all(cel[0] in {blad.sleutel for blad in a.bladeren} for a in assen)


def _cellen(assen: Sequence[As]) -> Iterator[Cel]:
    return product(*((TOTAAL, *(k.sleutel for k in a.knopen)) for a in assen))


def _delen(a: As) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = defaultdict(list)
    for k in a.knopen:
        uit[k.boven].append(k.sleutel)
    return uit


def _soorten(getoond: Iterable[Getoond]) -> dict[tuple[str, str], str]:
    """Which axes of a measure are the same one: by key, or because all categories of one are categories of the other.

    (``wijk`` is ``gebied`` without the buurten.)
    """
    knopen: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for g in getoond:
        for a in g.assen:
            knopen[g.naam.meting, a.sleutel] |= {(k.sleutel, k.boven) for k in a.knopen}
    uit: dict[tuple[str, str], str] = {}
    for (meting, sleutel), eigen in knopen.items():
        fijner = [
            (len(ander), s) for (m, s), ander in knopen.items() if m == meting and len(eigen) > 1 and eigen <= ander
        ]
        uit[meting, sleutel] = max(fijner, default=(0, sleutel))[1]
    return uit
