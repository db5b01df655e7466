"""Populations whose quarters are shown one after the other, and an attacker who tries to compute the small numbers."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from pmg_desk.domain.beeld import Drempel, Getoond, Tabelnaam, Wijze
from pmg_desk.onthulling import bescherm, toets
from pmg_desk.onthulling.stelsel import Cel
from tests.cijfers import Cijfers
from tests.onthulling.aanvaller import Aanvaller, trek_af
from tests.onthulling.bevolking import Wereld, leef, maak_wereld


def _bevolking(kans: random.Random) -> Wereld:
    """Few people and many, evenly spread and almost all in one place; wijken with no buurt, with one and with two."""
    wereld = maak_wereld(
        kans, wijken=kans.randint(1, 2), buurten=2, doelgroepen=kans.randint(2, 3), leeftijden=1, tafels=2
    )
    leef(
        wereld,
        kans,
        kwartalen=kans.choice((1, 2, 2, 3, 5)),
        mensen=kans.choice((4, 12, 40, 150)),
        scheef=kans.choice((0, 1, 2)),
        laat=kans.choice((0, 0.05)),
    )
    return wereld


def _toon(wereld: Wereld, kans: random.Random, drempel: Drempel, wijze: Wijze) -> list[Getoond]:
    """As a vault does: what is safe for good is not looked after any more. The attacker goes after all of it."""
    getoond, eerder = wereld.begin, wereld.begin
    for tabellen in wereld.kwartalen:
        klaar: set[tuple[Tabelnaam, Cel]] = set()
        nu = bescherm(
            tabellen,
            wereld.balansen,
            eerder,
            wereld.resten,
            drempel,
            wijze,
            kans=kans,
            verbanden=wereld.verbanden,
            klaar=klaar,
        )
        getoond += nu
        eerder = _zonder(eerder, klaar) + list(nu)
    return getoond


def _zonder(getoond: list[Getoond], klaar: set[tuple[Tabelnaam, Cel]]) -> list[Getoond]:
    return [replace(g, gevoelig=frozenset(c for c in g.gevoelig if (g.naam, c) not in klaar)) for g in getoond]


def _alleen_klein_weg(wereld: Wereld, getoond: list[Getoond]) -> list[Getoond]:
    """What would be shown without secondary suppression."""
    waar = {tabel.naam: tabel.waarden() for tabellen in wereld.kwartalen for tabel in tabellen}
    return [
        Getoond(
            g.naam,
            g.assen,
            {cel: None if cel in g.gevoelig else waar[g.naam][cel] if g.naam in waar else 0 for cel in g.cellen},
            g.gevoelig,
            g.wijze,
            g.drempel,
        )
        for g in getoond
    ]


@pytest.mark.parametrize("wijze", Wijze)
def test_no_small_number_can_be_computed_from_all_that_is_shown(wijze: Wijze, cijfers: Cijfers) -> None:
    cijfer = cijfers(
        f"populations under attack ({wijze})", kort=6 if wijze is Wijze.AFSCHERMEN else 3, lang=1000, minuten=12
    )
    te_breken = gebroken = verborgen = gevoelig = 0
    for nr in cijfer:
        kans = random.Random(nr)
        wereld = _bevolking(kans)
        drempel = Drempel(kans.choice((3, 5, 5, 5)))
        getoond = _toon(wereld, kans, drempel, wijze)
        if toets(getoond, wereld.balansen, wereld.resten, verbanden=wereld.verbanden):
            cijfer.mislukt(f"{nr}: the program finds a leak itself")
        gevonden = Aanvaller(getoond, wereld.balansen, wereld.resten, wereld.verbanden).breek()
        if gevonden != {"precies": 0, "te krap": 0}:
            cijfer.mislukt(f"{nr}: {gevonden}")
        gevoelig += sum(len(g.gevoelig) for g in getoond)
        verborgen += sum(waarde is None for g in getoond for waarde in g.cellen.values())
        if wijze is Wijze.AFSCHERMEN:
            if any(0 < verschil < drempel.aantal for verschil in trek_af(getoond)):
                cijfer.mislukt(f"{nr}: two numbers that are shown differ by a small one")
            if any(waarde is None for g in getoond for waarde in g.cellen.values()):
                te_breken += 1
                naakt = _alleen_klein_weg(wereld, getoond)
                gebroken += Aanvaller(naakt, wereld.balansen, wereld.resten, wereld.verbanden).breek(stop_bij=1)[
                    "te krap"
                ]
    cijfer.erbij = f"{gevoelig} small numbers"
    if wijze is Wijze.AFSCHERMEN:
        cijfer.erbij += f", {verborgen} hidden, broken without secondary suppression {gebroken} of {te_breken}"
        assert gebroken > te_breken / 2


def test_not_even_in_whole_people(cijfers: Cijfers) -> None:
    """Fractions of people are possible to the attacker above; this one counts in whole people, of small populations."""
    cijfer = cijfers("populations under attack in whole numbers", kort=1, lang=200, minuten=6)
    for nr in cijfer:
        kans = random.Random(nr)
        wereld = maak_wereld(kans, wijken=1, buurten=2, doelgroepen=2, leeftijden=1, tafels=2)
        leef(wereld, kans, kwartalen=2, mensen=kans.choice((6, 20, 40)), scheef=1)
        getoond = _toon(wereld, kans, Drempel(4), kans.choice(tuple(Wijze)))
        gevonden = Aanvaller(getoond, wereld.balansen, wereld.resten, wereld.verbanden, heel=True).breek()
        if gevonden != {"precies": 0, "te krap": 0}:
            cijfer.mislukt(f"{nr}: {gevonden}")


def test_four_years_of_quarters_one_after_the_other(cijfers: Cijfers) -> None:
    """Of a municipality: how long each takes, in seconds of one core, and whether all is safe in the end."""
    cijfer = cijfers("quarters settled in a row", kort=2, lang=16, minuten=15)
    kans = random.Random(4)
    wereld = maak_wereld(kans, wijken=4, buurten=1, doelgroepen=6, leeftijden=5, tafels=9)
    leef(wereld, kans, kwartalen=cijfer.doel, mensen=40 if cijfer.doel < 16 else 300, scheef=1)
    eerder, duren = wereld.begin, list[str]()
    for nr in cijfer:
        klaar: set[tuple[Tabelnaam, Cel]] = set()
        begin = time.process_time()
        rest = [r for r in wereld.resten if r.kwartaal <= wereld.kwartalen[nr][0].naam.kwartaal]
        nu = bescherm(
            wereld.kwartalen[nr],
            wereld.balansen,
            eerder,
            rest,
            Drempel(5),
            Wijze.AFSCHERMEN,
            kans=kans,
            verbanden=wereld.verbanden,
            stop=lambda: False,
            klaar=klaar,
        )
        duren.append(f"{time.process_time() - begin:.1f}")
        eerder = _zonder(eerder, klaar) + list(nu)
    if toets(eerder, wereld.balansen, wereld.resten, verbanden=wereld.verbanden):
        cijfer.mislukt("a leak in the end")
    getallen = sum(len(tabel.waarden()) for tabel in wereld.kwartalen[0])
    cijfer.erbij = f"{getallen} numbers each, {' '.join(duren)} s"
