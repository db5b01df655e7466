"""Made-up populations: casussen that come, move between doelgroepen and leave, counted per quarter in tied tables."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pmg_desk.domain.beeld import (
    TOTAAL,
    As,
    Balans,
    Getoond,
    Knoop,
    Rest,
    Tabel,
    Tabelnaam,
    Term,
    Tijdvak,
    Verband,
    Wijze,
)
from pmg_desk.domain.kwartaal import Kwartaal


def boom(sleutel: str, takken: Mapping[str, Sequence[str]]) -> As:
    """An axis of one or two levels."""
    knopen: list[Knoop] = []
    for tak, bladeren in takken.items():
        knopen += [Knoop(tak, tak), *(Knoop(blad, blad, tak) for blad in bladeren)]
    return As(sleutel, sleutel, tuple(knopen))


def plat(sleutel: str, namen: Sequence[str]) -> As:
    """An axis without levels."""
    return boom(sleutel, dict.fromkeys(namen, ()))


@dataclass(eq=False)
class Casus:
    buurt: str
    wijk: str
    leeftijd: str
    doelgroep: str
    tafel: str
    plan: bool = False
    scores: tuple[str, ...] = ()


@dataclass
class Wereld:
    """Axes, and the quarters as they were counted."""

    gebied: As
    wijk: As
    leeftijd: As
    doelgroep: As
    tafel: As
    uitkomst: As
    leefgebied: As
    kwartalen: list[list[Tabel]] = field(default_factory=list)
    resten: list[Rest] = field(default_factory=list)

    @property
    def balansen(self) -> tuple[Balans, ...]:
        return (
            Balans("stand", ("instroom",), ("uitstroom",), ("gebied", "doelgroep"), "overgang"),
            Balans("stand", ("instroom",), ("uitstroom",), ("wijk", "leeftijd")),
        )

    @property
    def verbanden(self) -> tuple[Verband, ...]:
        """Who comes to a table is an aanmelding there, whoever comes gets one plan, and one score."""
        tot_nu, ervoor = Tijdvak.TOT_NU, Tijdvak.ERVOOR
        aan, uit = Term("aanmeldingen", "bij_tafel"), Term("uitstroom", "tafel", -1)
        toen, nu = Term("stand", "tafel", tijd=ervoor), Term("stand", "tafel", -1)
        return (
            Verband((Term("aanmeldingen", "wijk"), Term("instroom", "wijk", -1))),
            Verband((aan, Term("instroom", "tafel", -1)), frozenset({TOTAAL})),
            Verband((aan, toen, nu, uit)),
            Verband((replace(aan, tijd=tot_nu), nu, replace(uit, tijd=tot_nu)), frozenset({TOTAAL})),
            Verband((Term("instroom", "wijk", 1, tot_nu), Term("plannen", "wijk", -1, tot_nu))),
            Verband((Term("scores", "leefgebied", -1), Term("stand", "doelgroep", vast=(TOTAAL,))), bladeren=True),
        )

    @property
    def begin(self) -> list[Getoond]:
        """Nobody was there before the first quarter, and everybody knows."""
        eerst = str(Kwartaal.lees(self.kwartalen[0][0].naam.kwartaal).vorige)
        leeg = [
            Tabel(Tabelnaam(eerst, "stand", tabel.naam.assen), tabel.assen, {})
            for tabel in self.kwartalen[0]
            if tabel.naam.meting == "stand" and tabel.naam.assen in {balans.assen for balans in self.balansen}
        ]
        return [Getoond(t.naam, t.assen, t.waarden(), frozenset(), Wijze.AFSCHERMEN, 5) for t in leeg]


def maak_wereld(
    kans: random.Random, *, wijken: int, buurten: int, doelgroepen: int, leeftijden: int, tafels: int
) -> Wereld:
    takken = {f"w{w}": [f"w{w}b{b}" for b in range(kans.randint(0, buurten))] for w in range(wijken)}
    takken["onbekend"] = []
    van_naar = [f"d{d}" for d in range(doelgroepen)]
    return Wereld(
        boom("gebied", takken),
        plat("wijk", list(takken)),
        plat("leeftijd", [*(f"l{n}" for n in range(leeftijden)), "onbekend"]),
        plat("doelgroep", van_naar),
        plat("tafel", [f"t{n}" for n in range(tafels)]),
        plat("uitkomst", ["beter", "gelijk", "onbekend"]),
        boom("leefgebied", {"thuis": ["wonen", "gezin"], "buiten": []}),
    )


def leef(
    wereld: Wereld, kans: random.Random, *, kwartalen: int, mensen: int, scheef: float, laat: float = 0.02
) -> None:
    """Some quarters of a population that is about ``mensen`` large; the first begins with all of them in.

    ``scheef``: how unevenly people are divided, 0 is evenly. ``laat``: which part is registered late.
    """
    bladeren = wereld.gebied.bladeren
    lijsten = {"gebied": [b.sleutel for b in bladeren]}
    for a in (wereld.leeftijd, wereld.doelgroep, wereld.tafel, wereld.uitkomst):
        lijsten[a.sleutel] = [b.sleutel for b in a.bladeren]
    gewicht = {naam: [1.0 / (1 + nr) ** scheef for nr in range(len(lijst))] for naam, lijst in lijsten.items()}

    def kies(naam: str) -> str:
        return kans.choices(lijsten[naam], gewicht[naam])[0]

    def nieuw() -> Casus:
        buurt = kies("gebied")
        pad = wereld.gebied.pad(buurt)
        scores = tuple(b.sleutel for b in wereld.leefgebied.bladeren if kans.random() < 0.7)
        return Casus(buurt, pad[-2], kies("leeftijd"), kies("doelgroep"), kies("tafel"), scores=scores)

    kwartaal = Kwartaal(2025, 1)
    open_ = [nieuw() for _ in range(kans.randint(mensen // 2, mensen))]
    for nr in range(kwartalen):
        extra = [nieuw() for _ in open_ if nr and kans.random() < laat]
        rest = Counter((c.buurt, c.doelgroep) for c in extra), Counter((c.wijk, c.leeftijd) for c in extra)
        for per in rest:
            wereld.resten += [Rest(str(kwartaal), "stand", blad, aantal) for blad, aantal in sorted(per.items())]
        open_ += extra
        gekomen = [(c, c.tafel) for c in extra]
        for casus in extra:
            casus.plan = True  # who never counted as coming in has no plan that counts
        plannen: list[Casus] = []
        over: Counter[tuple[str, ...]] = Counter()
        for casus in open_ if nr else ():
            if kans.random() < 0.1:
                was, casus.doelgroep = casus.doelgroep, kies("doelgroep")
                if was != casus.doelgroep:
                    over[was, casus.doelgroep] += 1
            if kans.random() < 0.2:
                casus.tafel = kies("tafel")
                gekomen.append((casus, casus.tafel))
        erbij = [nieuw() for _ in range(kans.randint(0, max(1, mensen // 3)))] if nr else list(open_)
        if nr:
            open_ += erbij
        gekomen += [(c, c.tafel) for c in erbij]
        for casus in open_:
            if not casus.plan and kans.random() < 0.6:
                casus.plan = True
                plannen.append(casus)
        weg = [c for c in open_ if kans.random() < 0.2]
        open_ = [c for c in open_ if c not in weg]
        uit = [(c, kies("uitkomst")) for c in weg]
        w = wereld
        tabellen = [
            _tel(kwartaal, "overgang", (_als(w.doelgroep, "van"), _als(w.doelgroep, "naar")), over),
            _tel(kwartaal, "uitstroom", (w.doelgroep, w.uitkomst), Counter((c.doelgroep, u) for c, u in uit)),
            _tel(
                kwartaal, "aanmeldingen", (w.wijk, _als(w.tafel, "bij_tafel")), Counter((c.wijk, t) for c, t in gekomen)
            ),
            _tel(kwartaal, "plannen", (w.wijk,), Counter((c.wijk,) for c in plannen)),
            _tel(kwartaal, "scores", (w.leefgebied,), Counter((s,) for c in open_ for s in c.scores)),
        ]
        for meting, groep in (("instroom", erbij), ("stand", open_), ("uitstroom", weg)):
            tabellen += [
                _tel(kwartaal, meting, (w.gebied, w.doelgroep), Counter((c.buurt, c.doelgroep) for c in groep)),
                _tel(kwartaal, meting, (w.wijk, w.leeftijd), Counter((c.wijk, c.leeftijd) for c in groep)),
                _tel(kwartaal, meting, (w.doelgroep, w.tafel), Counter((c.doelgroep, c.tafel) for c in groep)),
            ]
        wereld.kwartalen.append(tabellen)
        kwartaal = kwartaal.volgende


def _als(a: As, sleutel: str) -> As:
    return As(sleutel, sleutel, a.knopen)


def _tel(kwartaal: Kwartaal, meting: str, assen: tuple[As, ...], telling: Counter[tuple[str, ...]]) -> Tabel:
    return Tabel(Tabelnaam(str(kwartaal), meting, tuple(a.sleutel for a in assen)), assen, telling)
