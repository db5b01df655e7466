"""What is hidden, what stays to be seen, and what an attacker gets from it: rule by rule."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from itertools import pairwise

import pytest

from pmg_desk.domain.beeld import TOTAAL, As, Balans, Drempel, Getoond, Rest, Tabel, Tabelnaam, Wijze
from pmg_desk.domain.fouten import Afgebroken
from pmg_desk.onthulling import Lek, bescherm, beschermen, toets
from pmg_desk.onthulling.afronden import rond_af
from pmg_desk.onthulling.delen import Tegenspraak, find_delen
from pmg_desk.onthulling.oplosser import Oplosser, Rij
from pmg_desk.onthulling.schuiven import Schuiver
from tests.onthulling.aanvaller import Aanvaller
from tests.onthulling.bevolking import boom, leef, maak_wereld, plat

WIJK = plat("wijk", ["a", "b", "c", "d"])
GEBIED = boom("gebied", {"a": ["a1", "a2"], "b": ["b1"], "c": [], "d": []})
SOORT = plat("soort", ["x", "y", "z"])
VIJF = Drempel(5)


def _tabel(telling: Mapping[tuple[str, ...], int], *assen: As, kwartaal: str = "2026-Q1", meting: str = "m") -> Tabel:
    return Tabel(Tabelnaam(kwartaal, meting, tuple(a.sleutel for a in assen)), assen, telling)


def _bescherm(*tabellen: Tabel, wijze: Wijze = Wijze.AFSCHERMEN, kans: int = 0) -> tuple[Getoond, ...]:
    return bescherm(tabellen, (), (), (), VIJF, wijze, kans=random.Random(kans))


def _toon(tabel: Tabel, *verborgen: tuple[str, ...]) -> Getoond:
    """Shown as it is, but for some cells; small numbers are known as such."""
    waarden = tabel.waarden()
    cellen = {cel: None if cel in verborgen else waarde for cel, waarde in waarden.items()}
    klein = frozenset(cel for cel, waarde in waarden.items() if VIJF.is_klein(waarde))
    return Getoond(tabel.naam, tabel.assen, cellen, klein, Wijze.AFSCHERMEN, 5)


def _verborgen(getoond: Getoond) -> set[tuple[str, ...]]:
    return {cel for cel, waarde in getoond.cellen.items() if waarde is None}


# --- the attacker ---------------------------------------------------------------------------------------------------


def test_a_small_number_alone_in_its_row_is_its_total_minus_the_others() -> None:
    tabel = _tabel({("a",): 2, ("b",): 10, ("c",): 10, ("d",): 10}, WIJK)
    assert toets([_toon(tabel, ("a",))], (), ()) == (Lek(tabel.naam, ("a",), 2, 2),)


def test_to_know_that_there_is_a_leak_the_first_is_enough() -> None:
    tabel = _tabel({("a",): 1, ("b",): 3, ("c",): 10, ("d",): 10}, WIJK)
    getoond = _toon(tabel, ("a",), ("b",))
    alle = toets([getoond], (), ())
    assert len(alle) == 2
    assert toets([getoond], (), (), eerste=True) == alle[:1]
    assert toets([_toon(tabel, *tabel.waarden())], (), (), eerste=True) == ()


def test_a_small_number_that_is_shown_is_a_leak_too() -> None:
    tabel = _tabel({("a",): 2, ("b",): 10}, WIJK)
    assert toets([_toon(tabel)], (), ()) == (Lek(tabel.naam, ("a",), 2, 2),)


def test_two_that_hide_each_other_may_not_add_up_to_a_small_number() -> None:
    tabel = _tabel({("a",): 1, ("b",): 3, ("c",): 10, ("d",): 10}, WIJK)
    getoond = _toon(tabel, ("a",), ("b",))
    assert toets([getoond], (), ()) == (Lek(tabel.naam, ("a",), 0, 4), Lek(tabel.naam, ("b",), 0, 4))


def test_five_values_in_a_row_of_which_one_is_not_small_are_enough() -> None:
    tabel = _tabel({("a",): 2, ("b",): 3, ("c",): 10, ("d",): 10}, WIJK)
    assert toets([_toon(tabel, ("a",), ("b",))], (), ()) == ()


def test_zero_may_be_shown_and_so_may_a_table_of_nothing_else() -> None:
    leeg = _tabel({}, WIJK, SOORT)
    assert _bescherm(leeg) == (_toon(leeg),)
    vol = _tabel({("a",): 0, ("b",): 5, ("c",): 50}, WIJK)
    assert _bescherm(vol) == (_toon(vol),)


def test_a_wijk_with_one_buurt_is_that_buurt() -> None:
    """The buurt is hidden, its wijk is shown: the same people."""
    tabel = _tabel({("a1",): 9, ("a2",): 9, ("b1",): 3, ("c",): 9, ("d",): 9}, GEBIED)
    assert Lek(tabel.naam, ("b1",), 3, 3) in toets([_toon(tabel, ("b1",))], (), ())
    assert {("b",), ("b1",)} < _verborgen(_bescherm(tabel)[0])


def test_zeros_around_it_tell_where_the_small_number_is() -> None:
    """Of a row that adds up to a shown total all but one are shown as nobody."""
    tabel = _tabel(
        {("a", "x"): 3, ("a", "y"): 20, ("b", "x"): 20, ("b", "y"): 20}, plat("wijk", "ab"), plat("s", "xyz")
    )
    (getoond,) = _bescherm(tabel)
    assert getoond.cellen["a", "x"] is None
    assert len(_verborgen(getoond)) >= 4
    assert toets([getoond], (), ()) == ()


def test_a_small_total_is_hidden_with_all_that_would_tell_it() -> None:
    tabel = _tabel({("a", "x"): 2, ("b", "x"): 1, ("c", "y"): 40, ("d", "z"): 40}, WIJK, SOORT)
    (getoond,) = _bescherm(tabel)
    assert getoond.cellen[TOTAAL, "x"] is None
    assert toets([getoond], (), ()) == ()


def test_when_there_are_only_a_few_all_is_hidden_that_could_tell_how_many() -> None:
    (getoond,) = _bescherm(_tabel({("a", "x"): 1}, WIJK, SOORT))
    assert {(TOTAAL, TOTAAL), ("a", TOTAAL), (TOTAAL, "x"), ("a", "x")} <= _verborgen(getoond)
    assert toets([getoond], (), ()) == ()


def test_no_small_number_rests_on_who_is_nobody() -> None:
    """A reader may know from another measure that nobody is there; yet what is hidden may be nobody."""
    telling: dict[tuple[str, ...], int] = {(a, b): 20 for a in "abc" for b in "xyz" if a + b != "az"}
    telling |= {("a", "x"): 2, ("b", "z"): 3}
    tabel = _tabel(telling, plat("wijk", "abc"), plat("s", "xyz"))
    hoe = set()
    for kans in range(30):
        (getoond,) = _bescherm(tabel, kans=kans)
        hoe.add(getoond.cellen["a", "z"])
        assert toets([_toon(tabel, *(_verborgen(getoond) - {("a", "z")}))], (), ()) == ()
    assert hoe == {0, None}


# --- tables that share ----------------------------------------------------------------------------------------------


def test_what_one_table_hides_the_other_of_the_measure_does_not_tell() -> None:
    een = _tabel({("a1", "x"): 2, ("c", "x"): 30, ("d", "y"): 30, ("b1", "y"): 30}, GEBIED, SOORT)
    ander = _tabel({("a", "l"): 2, ("b", "l"): 30, ("c", "m"): 30, ("d", "m"): 30}, WIJK, plat("leeftijd", "lm"))
    los = [*_bescherm(een), _toon(ander, ("a", "l"))]
    assert Lek(ander.naam, ("a", "l"), 2, 2) in toets(los, (), ())
    samen = _bescherm(een, ander)
    assert toets(samen, (), ()) == ()
    assert samen[0].cellen["a", TOTAAL] is samen[1].cellen["a", TOTAAL] is None


def test_axes_of_another_measure_with_the_same_categories_say_nothing() -> None:
    een = _tabel({("a",): 2, ("b",): 3, ("c",): 9}, WIJK)
    ander = _tabel({("a",): 40, ("b",): 50}, WIJK, meting="anders")
    assert _bescherm(een, ander)[1] == _toon(ander)


def test_tables_that_contradict_each_other_are_a_fault_in_the_counting() -> None:
    een = _tabel({("a", "x"): 7}, WIJK, SOORT)
    for wijze in Wijze:
        with pytest.raises(Tegenspraak):
            _bescherm(een, _tabel({("a",): 8}, WIJK), wijze=wijze)
    with pytest.raises(Tegenspraak):
        toets([_toon(een), _toon(_tabel({("b",): 7}, WIJK))], (), ())


# --- cheap ----------------------------------------------------------------------------------------------------------


def test_the_smallest_other_number_is_hidden_and_no_total() -> None:
    tabel = _tabel({("a",): 2, ("b",): 200, ("c",): 8, ("d",): 90}, WIJK)
    for kans in range(8):
        assert _verborgen(_bescherm(tabel, kans=kans)[0]) == {("a",), ("c",)}


def test_the_true_number_is_in_its_interval_and_so_is_one_that_is_not_small() -> None:
    tabel = _tabel({("a",): 4, ("b",): 6, ("c",): 90, ("d",): 90}, WIJK)
    for kans in range(6):
        (getoond,) = _bescherm(tabel, kans=kans)
        assert Aanvaller([getoond], (), ()).grenzen(getoond, ("a",)) == (0, 10)


def test_when_no_proof_is_found_in_time_all_that_hangs_together_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search gives up; what does not touch the small number stays to be seen."""
    monkeypatch.setattr(Schuiver, "_find", lambda *_: None)
    tabel = _tabel({("a",): 2, ("b",): 200, ("c",): 8, ("d",): 90}, WIJK)
    ver = _tabel({("a",): 7, ("b",): 9}, WIJK, meting="ver")
    getoond = _bescherm(tabel, ver)
    assert _verborgen(getoond[0]) == set(tabel.waarden())
    assert getoond[1] == _toon(ver)


# --- over time ------------------------------------------------------------------------------------------------------

BALANS = (Balans("stand", ("in",), ("uit",), ("wijk",)),)


def _kwartaal(kwartaal: str, stand: list[int], erbij: list[int], weg: list[int]) -> list[Tabel]:
    def maak(meting: str, aantallen: list[int]) -> Tabel:
        telling: dict[tuple[str, ...], int] = {(k.sleutel,): n for k, n in zip(WIJK.knopen, aantallen, strict=True)}
        return _tabel(telling, WIJK, kwartaal=kwartaal, meting=meting)

    return [maak("stand", stand), maak("in", erbij), maak("uit", weg)]


EERST = _kwartaal("2026-Q1", [20, 20, 20, 20], [20, 20, 20, 20], [0, 0, 0, 0])
DAN = _kwartaal("2026-Q2", [22, 21, 40, 35], [2, 1, 20, 20], [0, 0, 0, 5])


def test_two_quarters_are_not_subtracted() -> None:
    eerder = [_toon(t) for t in EERST]
    los = [g for t in DAN for g in _bescherm(t)]
    assert any(lek.cel == ("a",) for lek in toets([*eerder, *los], BALANS, ()))
    samen = bescherm(DAN, BALANS, eerder, (), VIJF, Wijze.AFSCHERMEN, kans=random.Random(1))
    assert toets([*eerder, *samen], BALANS, ()) == ()


def test_a_quarter_that_is_shown_later_does_not_tell_one_that_was_shown_before() -> None:
    klein = _kwartaal("2026-Q1", [3, 4, 20, 20], [3, 4, 20, 20], [0, 0, 0, 0])
    eerder = bescherm(klein, BALANS, (), (), VIJF, Wijze.AFSCHERMEN, kans=random.Random(1))
    later = _kwartaal("2026-Q2", [13, 14, 30, 30], [10, 10, 10, 10], [0, 0, 0, 0])
    bloot = [_toon(t) for t in later]
    assert {lek.naam.kwartaal for lek in toets([*eerder, *bloot], BALANS, ())} == {"2026-Q1"}
    samen = bescherm(later, BALANS, eerder, (), VIJF, Wijze.AFSCHERMEN, kans=random.Random(1))
    assert toets([*eerder, *samen], BALANS, ()) == ()


def test_what_was_registered_late_is_taken_as_known() -> None:
    eerder = [_toon(t) for t in EERST]
    nu = _kwartaal("2026-Q2", [25, 20, 20, 20], [3, 0, 0, 0], [0, 0, 0, 0])
    rest = (Rest("2026-Q2", "stand", ("a",), 2), Rest("2026-Q2", "stand", ("a", "x"), 9))
    samen = bescherm(nu, BALANS, eerder, rest, VIJF, Wijze.AFSCHERMEN, kans=random.Random(1))
    assert toets([*eerder, *samen], BALANS, rest) == ()
    with pytest.raises(Tegenspraak):
        bescherm(nu, BALANS, eerder, (), VIJF, Wijze.AFSCHERMEN, kans=random.Random(1))


def test_what_was_told_before_cannot_be_taken_back_and_does_not_stop_what_comes() -> None:
    lek = [_toon(t) for t in _kwartaal("2026-Q1", [3, 20, 20, 20], [3, 20, 20, 20], [0, 0, 0, 0])]
    nu = _kwartaal("2026-Q2", [3, 22, 20, 20], [0, 2, 0, 0], [0, 0, 0, 0])
    samen = bescherm(nu, BALANS, lek, (), VIJF, Wijze.AFSCHERMEN, kans=random.Random(1))
    assert {gevonden.naam.kwartaal for gevonden in toets([*lek, *samen], BALANS, ())} == {"2026-Q1"}


def test_a_table_of_the_balance_that_is_not_shown_tells_nothing() -> None:
    stand = [_toon(EERST[0]), _toon(DAN[0])]
    assert toets(stand, BALANS, ()) == ()
    assert toets([*stand, _toon(DAN[2]), _toon(DAN[1], ("a",), ("b",))], BALANS, ()) != ()


def test_it_still_adds_up_to_what_another_table_of_that_measure_tells() -> None:
    """Who came is shown by kind only; what stood and went tells how many that were per wijk, and so in all."""
    erbij = _tabel({("x",): 2}, SOORT, kwartaal="2026-Q2", meting="in")
    dan = _kwartaal("2026-Q2", [22, 20, 20, 20], [2, 0, 0, 0], [0, 0, 0, 0])
    shown = [_toon(EERST[0]), _toon(dan[0]), _toon(dan[2]), _toon(erbij, *erbij.waarden())]
    assert Lek(erbij.naam, (TOTAAL,), 2, 2) in toets(shown, BALANS, ())


def test_who_came_and_did_not_go_is_there_also_along_axes_of_no_balance() -> None:
    """Before the first quarter nobody stood: twelve of kind x came, nine stand, so three went."""
    begin = _toon(_tabel({}, WIJK, kwartaal="2026-Q1", meting="stand"))
    nu, soorten = [], []
    for meting, aantallen in (("in", (12, 20)), ("stand", (9, 10)), ("uit", (3, 10))):
        nu.append(_tabel({("a",): sum(aantallen)}, WIJK, kwartaal="2026-Q2", meting=meting))
        telling: dict[tuple[str, ...], int] = {(soort,): aantal for soort, aantal in zip("xy", aantallen, strict=True)}
        soorten.append(_tabel(telling, SOORT, kwartaal="2026-Q2", meting=meting))
    weg = soorten[2]
    lek = Lek(weg.naam, ("x",), 3, 3)
    los = [begin, *map(_toon, nu), *map(_toon, soorten[:2])]
    assert toets([*los, _toon(weg, ("x",), ("y",))], BALANS, ()) == (lek,)
    for kans in range(3):
        getoond = bescherm([*nu, *soorten], BALANS, [begin], (), VIJF, Wijze.AFSCHERMEN, kans=random.Random(kans))
        laag, hoog = Aanvaller([begin, *getoond], BALANS, ()).grenzen(getoond[5], ("x",))
        assert hoog >= max(5, laag + 4)


def test_nobody_moves_from_where_nobody_stood() -> None:
    """All in x stood in wijk a: so the eight who moved to y did that there, and of the ten in y there two came."""
    soort, wijk = plat("soort", "xy"), plat("wijk", "ab")
    balans = (Balans("stand", ("in",), ("uit",), ("wijk", "soort"), "over"),)

    def maak(kwartaal: str, meting: str, telling: Mapping[tuple[str, ...], int]) -> Tabel:
        return _tabel(telling, wijk, soort, kwartaal=kwartaal, meting=meting)

    toen = maak("2026-Q1", "stand", {("a", "x"): 20, ("b", "y"): 20})
    nu = maak("2026-Q2", "stand", {("a", "x"): 22, ("a", "y"): 10, ("b", "x"): 6, ("b", "y"): 30})
    erbij = maak("2026-Q2", "in", {("a", "x"): 10, ("a", "y"): 2, ("b", "x"): 6, ("b", "y"): 10})
    weg = maak("2026-Q2", "uit", {})
    over = _tabel({("x", "y"): 8}, plat("van", "xy"), plat("naar", "xy"), kwartaal="2026-Q2", meting="over")
    dicht = _toon(erbij, *erbij.waarden())
    lekken = toets([*map(_toon, (toen, nu, weg, over)), dicht], balans, ())
    assert {(lek.cel, lek.laag, lek.hoog) for lek in lekken} >= {(("a", "y"), 2, 2)}
    assert lekken == toets([*map(_toon, (toen, nu, weg, over)), dicht], balans, (Rest("2026-Q2", "stand", (), 1),))


def test_a_wijk_that_came_does_not_stop_the_others_from_being_subtracted() -> None:
    """The profile changed between two quarters: what both have still ties them."""
    nieuw = plat("wijk", ["a", "b", "c", "e"])
    stand = _tabel({("a",): 22, ("b",): 20, ("c",): 20, ("e",): 20}, nieuw, kwartaal="2026-Q2", meting="stand")
    erbij = _tabel({("a",): 2, ("b",): 3, ("e",): 20}, nieuw, kwartaal="2026-Q2", meting="in")
    weg = _tabel({("b",): 3}, nieuw, kwartaal="2026-Q2", meting="uit")
    rest = (Rest("2026-Q2", "stand", ("d",), -20),)
    nu = [_toon(stand), _toon(erbij, ("a",), ("b",)), _toon(weg, ("b",), ("c",), (TOTAAL,))]
    assert Lek(erbij.naam, ("a",), 2, 2) in toets([*(_toon(t) for t in EERST), *nu], BALANS, rest)


def test_numbers_that_no_leaving_explains_are_still_tested() -> None:
    """More moved away than stood there, by a fault in the registration: the rule about leaving is not used then."""
    soort = plat("soort", "xy")
    balans = (Balans("stand", ("in",), ("uit",), ("soort",), "over"),)

    def maak(kwartaal: str, meting: str, telling: Mapping[tuple[str, ...], int], *assen: As) -> Tabel:
        return _tabel(telling, *(assen or (soort,)), kwartaal=kwartaal, meting=meting)

    eerder = [_toon(maak("2026-Q1", "stand", {("x",): 5, ("y",): 5}))]
    van_naar = plat("van", "xy"), plat("naar", "xy")
    nu = [
        maak("2026-Q2", "stand", {("x",): 5, ("y",): 12}),
        maak("2026-Q2", "in", {("x",): 7}),
        maak("2026-Q2", "uit", {}),
        maak("2026-Q2", "over", {("x", "y"): 7}, *van_naar),
    ]
    assert toets([*eerder, *(_toon(t) for t in nu)], balans, ()) == ()
    assert len(bescherm(nu, balans, eerder, (), VIJF, Wijze.AFSCHERMEN, kans=random.Random(0))) == 4


# --- rounding -------------------------------------------------------------------------------------------------------


def test_rounded_numbers_are_neighbouring_multiples_that_add_up() -> None:
    een = _tabel({("a1", "x"): 2, ("a2", "y"): 7, ("b1", "y"): 1, ("c", "z"): 33, ("d", "z"): 5}, GEBIED, SOORT)
    ander = _tabel({("a", "l"): 9, ("b", "m"): 1, ("c", "m"): 33, ("d", "l"): 5}, WIJK, plat("leeftijd", "lm"))
    for kans in range(10):
        getoond = _bescherm(een, ander, wijze=Wijze.AFRONDEN, kans=kans)
        for g, tabel in zip(getoond, (een, ander), strict=True):
            waar = tabel.waarden()
            assert all(w is not None and w % 5 == 0 and abs(w - waar[c]) < 5 for c, w in g.cellen.items())
            opgeteld = Tabel(g.naam, g.assen, {c: w or 0 for c, w in g.cellen.items() if c in _bladeren(tabel)})
            assert opgeteld.waarden() == g.cellen
            assert g.gevoelig == {c for c, w in waar.items() if 0 < w < 5}
        assert all(getoond[0].cellen[k, TOTAAL] == getoond[1].cellen[k, TOTAAL] for k in (TOTAAL, "a", "b", "c", "d"))
        assert toets(getoond, (), ()) == ()


def _bladeren(tabel: Tabel) -> set[tuple[str, ...]]:
    namen = [{b.sleutel for b in a.bladeren} for a in tabel.assen]
    return {c for c in tabel.waarden() if all(k in blad for k, blad in zip(c, namen, strict=True))}


def test_rounding_goes_up_as_often_as_the_number_is_nearer_to_it() -> None:
    tabel = _tabel({("a",): 1, ("b",): 6}, WIJK)
    hoog = []
    for kans in range(200):
        getrokken = rond_af([tabel], VIJF, random.Random(kans))
        assert getrokken is not None
        hoog.append(getrokken[0].cellen["a",])
    assert 20 <= hoog.count(5) <= 60
    assert hoog.count(0) + hoog.count(5) == 200


def _rond(getallen: list[Tabel]) -> list[Getoond]:
    return [Getoond(g.naam, g.assen, g.cellen, g.gevoelig, Wijze.AFRONDEN, 5) for g in map(_toon, getallen)]


VOL = _kwartaal("2026-Q2", [8, 0, 0, 0], [4, 0, 0, 0], [0, 0, 0, 0])
"""Four stood already, rounded to nobody. When this becomes ten and nobody came, they must have been two to four."""


def test_rounded_numbers_are_subtracted_too() -> None:
    """Rounded to nobody a quarter ago, nobody came, and now ten: of the six at least that this is, none is hidden."""
    eerder = _rond(_kwartaal("2026-Q1", [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]))
    nu = _rond(_kwartaal("2026-Q2", [10, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]))
    lekken = {(lek.naam.meting, lek.cel): (lek.laag, lek.hoog) for lek in toets([*eerder, *nu], BALANS, ())}
    assert lekken["stand", ("a",)] == (6, 8)


def test_rounding_that_time_would_undo_is_drawn_again() -> None:
    eerder = _rond(_kwartaal("2026-Q1", [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]))
    for kans in range(25):
        getoond = bescherm(VOL, BALANS, eerder, (), VIJF, Wijze.AFRONDEN, kans=random.Random(kans))
        assert toets([*eerder, *getoond], BALANS, ()) == ()


def test_a_rounding_that_is_never_safe_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beschermen, "TREKKINGEN", 0)
    eerder = _rond(_kwartaal("2026-Q1", [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]))
    verborgen = bescherm(VOL, BALANS, eerder, (), VIJF, Wijze.AFRONDEN, kans=random.Random(1))
    assert {g.wijze for g in verborgen} == {Wijze.AFSCHERMEN}
    assert toets([*eerder, *verborgen], BALANS, ()) == ()


# --- long work ------------------------------------------------------------------------------------------------------


def test_progress_goes_up_to_all_and_stopping_is_heard() -> None:
    kans = random.Random(3)
    wereld = maak_wereld(kans, wijken=2, buurten=2, doelgroepen=3, leeftijden=2, tafels=2)
    leef(wereld, kans, kwartalen=1, mensen=60, scheef=1)
    stappen: list[tuple[int, int]] = []
    getoond = bescherm(
        wereld.kwartalen[0],
        wereld.balansen,
        (),
        (),
        VIJF,
        Wijze.AFSCHERMEN,
        kans=kans,
        stap=lambda gedaan, totaal: stappen.append((gedaan, totaal)),
    )
    assert all(a[0] <= b[0] for a, b in pairwise(stappen))
    assert stappen[-1][0] == stappen[-1][1] > 0
    for wijze in Wijze:
        with pytest.raises(Afgebroken):
            bescherm(wereld.kwartalen[0], (), (), (), VIJF, wijze, kans=kans, stop=lambda: True)
    with pytest.raises(Afgebroken):
        toets(getoond, (), (), stop=lambda: True)


def test_a_stop_is_heard_while_a_program_runs() -> None:
    """Not only between two of them: this one would go on for as long as it is let."""
    gevraagd: list[int] = []

    def stop() -> bool:
        gevraagd.append(len(gevraagd))
        return len(gevraagd) > 2

    kans = random.Random(7)
    factoren = [tuple(kans.randint(1, 99) for _ in range(60)) for _ in range(7)]
    rijen = [Rij(tuple(range(60)), f, sum(f) // 2, sum(f) // 2) for f in factoren]
    oplosser = Oplosser([0] * 60, [1] * 60, rijen, stop)
    with pytest.raises(Afgebroken):
        oplosser.minimise({}, eerste=True, knopen=3_000)
    assert len(gevraagd) == 3


def test_how_far_is_searched_does_not_hang_on_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same numbers and draw give the same table on any machine: nothing that decides looks at a clock."""
    kans = random.Random(5)
    wereld = maak_wereld(kans, wijken=1, buurten=2, doelgroepen=2, leeftijden=1, tafels=2)
    leef(wereld, kans, kwartalen=2, mensen=12, scheef=1)

    def toon() -> list[Getoond]:
        getoond = wereld.begin
        for tabellen in wereld.kwartalen:
            getoond += bescherm(
                tabellen,
                wereld.balansen,
                getoond,
                wereld.resten,
                VIJF,
                Wijze.AFSCHERMEN,
                kans=random.Random(1),
                stop=lambda: False,
            )
        return getoond

    eerst = toon()
    monkeypatch.setattr("pmg_desk.onthulling.oplosser.time.monotonic", itertools.count(step=1000).__next__)
    assert toon() == eerst


def test_what_an_earlier_quarter_keeps_for_itself_is_not_looked_after_any_more() -> None:
    """Safe by what is hidden around it then: whatever is shown later, the attacker comes no closer."""
    kans = random.Random(2)
    wereld = maak_wereld(kans, wijken=2, buurten=2, doelgroepen=3, leeftijden=2, tafels=2)
    leef(wereld, kans, kwartalen=3, mensen=60, scheef=1)
    getoond, klaar = wereld.begin, set[tuple[Tabelnaam, tuple[str, ...]]]()
    for tabellen in wereld.kwartalen[:2]:
        getoond += bescherm(
            tabellen, wereld.balansen, getoond, wereld.resten, VIJF, Wijze.AFSCHERMEN, kans=kans, klaar=klaar
        )
    per_naam = {g.naam: g for g in getoond}
    assert klaar
    assert all(cel in per_naam[naam].gevoelig and naam.kwartaal == "2025-Q1" for naam, cel in klaar)
    getoond += map(_toon, wereld.kwartalen[2])  # all of it, the small numbers too
    aanvaller = Aanvaller(getoond, wereld.balansen, wereld.resten)
    for naam, cel in sorted(klaar):
        laag, hoog = aanvaller.grenzen(per_naam[naam], cel)
        assert hoog >= max(5, laag + 4)


# --- what follows at once -------------------------------------------------------------------------------------------


def test_what_can_only_be_at_its_highest_or_lowest_is_filled_in() -> None:
    def vast(laag: list[int], hoog: list[int], rij: Rij) -> list[tuple[int, int]]:
        return [(d.laag[0], d.hoog[0]) for d in find_delen(laag, hoog, [rij]) if len(d.plekken) == 1]

    assert vast([0, 0], [2, 2], Rij((0, 1), (1, 1), 4, 4)) == [(2, 2), (2, 2)]
    assert vast([3, 0], [9, 3], Rij((0, 1), (1, -1), 0, 0)) == [(3, 3), (3, 3)]
    assert vast([0, 0], [9, 9], Rij((0, 1), (1, 1), 0, 0)) == [(0, 0), (0, 0)]
    assert vast([4, 0], [4, 9], Rij((0, 1), (1, -1), 0, 0)) == [(4, 4), (4, 4)]
    with pytest.raises(Tegenspraak):
        vast([0, 0], [2, 1], Rij((0, 1), (1, 1), 4, 4))
    with pytest.raises(Tegenspraak):
        vast([1, 1], [1, 1], Rij((0, 1), (1, 1), 4, 4))


def test_who_stays_is_not_among_those_who_move_and_a_reader_knows_it() -> None:
    van, naar = (As(f"soort_{kant}", kant, SOORT.knopen) for kant in ("van", "naar"))
    telling: dict[tuple[str, ...], int] = {(a, b): 30 for a in "xyz" for b in "xyz" if a != b}
    telling["x", "y"] = 2
    tabel = _tabel(telling, van, naar, meting="over")
    balans = Balans("stand", (), (), ("soort",), "over")
    for kans in range(5):
        (getoond,) = bescherm([tabel], [balans], (), (), VIJF, Wijze.AFSCHERMEN, kans=random.Random(kans))
        assert {getoond.cellen[een, een] for een in "xyz"} == {0}
        laag, hoog = Aanvaller([getoond], [balans], ()).grenzen(getoond, ("x", "y"))
        assert laag <= hoog - 4
        assert hoog >= 5
    dicht = {("x", "y"), ("x", "x"), ("y", "y"), ("y", "x")}
    assert [lek.cel for lek in toets([_toon(tabel, *dicht)], [balans], ())] == [("x", "y")]


def test_no_mark_stands_where_a_total_says_that_there_is_nobody() -> None:
    tabel = _tabel(
        {("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 30, ("b", "y"): 8, ("c", "x"): 30, ("c", "y"): 9}, WIJK, SOORT
    )
    elders = set()
    for kans in range(20):
        (getoond,) = _bescherm(tabel, kans=kans)
        niemand = {cel for cel, waarde in tabel.waarden().items() if waarde == 0}
        assert not {cel for cel in _verborgen(getoond) if cel in niemand and ("d" in cel or "z" in cel)}
        elders |= _verborgen(getoond)
    assert ("a", "x") in elders
