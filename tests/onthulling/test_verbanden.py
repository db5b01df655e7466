"""What a reader knows between measures: nothing small follows from two of them together, in a quarter or over time."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from pmg_desk.domain.beeld import (
    TOTAAL,
    As,
    Drempel,
    Getoond,
    Tabel,
    Tabelnaam,
    Term,
    Tijdvak,
    Verband,
    Wijze,
)
from pmg_desk.onthulling import Lek, bescherm, toets
from pmg_desk.onthulling.afronden import rond_af
from tests.onthulling.aanvaller import Aanvaller
from tests.onthulling.bevolking import boom, plat

WIJK = plat("wijk", "abcd")
VIJF = Drempel(5)
VEILIG = {"precies": 0, "te krap": 0}
MEER, MINDER = Term("meer", "wijk"), Term("minder", "wijk", -1)
ELK = (Verband((MEER, MINDER)),)
OOIT = (Verband((Term("meer", "wijk", 1, Tijdvak.TOT_NU), Term("minder", "wijk", -1, Tijdvak.TOT_NU))),)


def _tabel(meting: str, telling: Mapping[str, int], kwartaal: str = "2026-Q1", as_: As = WIJK) -> Tabel:
    naam = Tabelnaam(kwartaal, meting, (as_.sleutel,))
    return Tabel(naam, (as_,), {(sleutel,): aantal for sleutel, aantal in telling.items()})


def _toon(tabel: Tabel, *verborgen: str, drempel: int = 5) -> Getoond:
    waarden = tabel.waarden()
    cellen = {cel: None if cel[0] in verborgen else waarde for cel, waarde in waarden.items()}
    klein = frozenset(cel for cel, waarde in waarden.items() if Drempel(drempel).is_klein(waarde))
    return Getoond(tabel.naam, tabel.assen, cellen, klein, Wijze.AFSCHERMEN, drempel)


def _bescherm(
    tabellen: Sequence[Tabel],
    verbanden: Sequence[Verband],
    eerder: Sequence[Getoond] = (),
    wijze: Wijze = Wijze.AFSCHERMEN,
    kans: int = 0,
    klaar: set[tuple[Tabelnaam, tuple[str, ...]]] | None = None,
) -> tuple[Getoond, ...]:
    return bescherm(tabellen, (), eerder, (), VIJF, wijze, kans=random.Random(kans), verbanden=verbanden, klaar=klaar)


GELIJK = {"a": 8, "b": 8, "c": 3, "d": 10}


def test_two_measures_with_equal_totals_are_equal_everywhere_and_hidden_together() -> None:
    """Hidden each by itself, the one tells what the other hides: what is left over is three."""
    meer, minder = _tabel("meer", GELIJK), _tabel("minder", GELIJK)
    los = (_toon(meer, "b", "c"), _toon(minder, "a", "c"))
    assert toets(los, (), ()) == ()
    assert toets(los, (), (), verbanden=ELK) == (Lek(meer.naam, ("c",), 3, 3), Lek(minder.naam, ("c",), 3, 3))
    for kans in range(5):
        samen = _bescherm((meer, minder), ELK, kans=kans)
        assert toets(samen, (), (), verbanden=ELK) == ()
        assert Aanvaller(samen, (), (), ELK, heel=True).breek() == VEILIG


def test_what_was_decided_in_all_tells_nothing_of_what_was_asked_before() -> None:
    """Ten and thirteen were decided of which six and eight were asked now: so four and five were before."""
    toen = [_tabel("meer", {"a": 4, "b": 5}), _tabel("minder", {})]
    nu = [_tabel("meer", {"a": 6, "b": 8}, "2026-Q2"), _tabel("minder", {"a": 10, "b": 13}, "2026-Q2")]
    eerder = _bescherm(toen, OOIT)
    bloot = [*eerder, *map(_toon, nu)]
    assert {(lek.cel, lek.laag, lek.hoog) for lek in toets(bloot, (), (), verbanden=OOIT)} == {(("a",), 4, 4)}
    for kans in range(5):
        samen = [*eerder, *_bescherm(nu, OOIT, eerder, kans=kans)]
        assert Aanvaller(samen, (), (), OOIT, heel=True).breek() == VEILIG


def test_what_later_quarters_add_up_again_is_never_safe_for_good() -> None:
    """A quarter in which nothing was decided leaves what was asked before as open as it was. The next one need not."""
    eerder = [*_bescherm([_tabel("meer", {"a": 4, "b": 5}), _tabel("minder", {})], OOIT)]
    stil = [_tabel("meer", {"a": 6, "b": 8}, "2026-Q2"), _tabel("minder", {}, "2026-Q2")]
    klaar: set[tuple[Tabelnaam, tuple[str, ...]]] = set()
    eerder += _bescherm(stil, OOIT, eerder, klaar=klaar)
    assert klaar == set()
    druk = [_tabel("meer", {"a": 9, "b": 9}, "2026-Q3"), _tabel("minder", {"a": 19, "b": 22}, "2026-Q3")]
    assert toets([*eerder, *map(_toon, druk)], (), (), verbanden=OOIT) != ()
    samen = [*eerder, *_bescherm(druk, OOIT, eerder)]
    assert Aanvaller(samen, (), (), OOIT, heel=True).breek() == VEILIG


def test_who_is_there_was_there_or_came_since() -> None:
    band = (Verband((MEER, Term("minder", "wijk", 1, Tijdvak.ERVOOR), Term("minder", "wijk", -1))),)
    toen, nu = _tabel("minder", {"a": 20, "b": 20}), _tabel("minder", {"a": 23, "b": 29}, "2026-Q2")
    kwam = _tabel("meer", {"a": 3, "b": 9}, "2026-Q2")
    eerder = [_toon(toen)]
    assert toets([*eerder, _toon(nu), _toon(kwam, "a", "b")], (), (), verbanden=band) == (Lek(kwam.naam, ("a",), 3, 3),)
    samen = [*eerder, *_bescherm((nu, kwam), band, eerder)]
    assert Aanvaller(samen, (), (), band, heel=True).breek() == VEILIG


def test_what_belongs_to_another_number_is_rounded_with_it() -> None:
    """No more than nine of the one and no less than one of the other: told apart each is one of nine, together four."""
    meer, minder = _tabel("meer", {"a": 2}), _tabel("minder", {"a": 2})
    for nr in range(30):
        getrokken = rond_af([minder, meer], VIJF, random.Random(nr), ELK)
        assert getrokken is not None
        laag, hoog = (g.cellen["a",] for g in getrokken)
        assert laag is not None
        assert hoog is not None
        assert laag <= hoog
    gedaan = _bescherm((meer, minder), ELK, wijze=Wijze.AFRONDEN)
    assert {g.wijze for g in gedaan} == {Wijze.AFRONDEN}
    assert Aanvaller(gedaan, (), (), ELK).breek() == VEILIG


def test_counts_that_do_not_keep_to_a_tie_let_go_of_that_one_only() -> None:
    """One that came from elsewhere stands in wijk d and was never asked for there. The other wijken are still safe."""
    meer = _tabel("meer", GELIJK | {"d": 9})
    minder = _tabel("minder", GELIJK | {"d": 10})
    for kans in range(5):
        samen = _bescherm((meer, minder), ELK, kans=kans)
        assert toets(samen, (), (), verbanden=ELK) == ()
    bloot = (_toon(meer, "b", "c"), _toon(minder, "a", "c"))
    zonder_d = (Verband(ELK[0].termen, frozenset({"d", TOTAAL})),)
    # Of eight, eight and nine the rest of 28 is three; of eight, eight and ten the rest of 29 is that too.
    assert {lek.cel for lek in toets(bloot, (), (), verbanden=zonder_d)} == {("c",)}
    assert {lek.cel for lek in toets(bloot, (), (), verbanden=ELK)} == {("c",)}


A = Term("minder", "wijk", -1)


@pytest.mark.parametrize(
    ("band", "grenzen"),
    [
        (Verband((A, Term("meer", "boom", binnen=True))), (1, 3)),  # p/a and q/a; of b no more than nine
        (Verband((A, Term("meer", "boom", binnen=True)), frozenset("a")), None),
        (Verband((Term("meer", "boom", binnen=True), A)), None),  # no part is called p
        (Verband((A, Term("meer", "boom", binnen=True)), bladeren=True), (1, 3)),
        (Verband((Term("meer", "boom", vast=("p/a", "q/a")), Term("minder", "wijk", -1, vast=("a", "weg")))), (0, 3)),
        (Verband((A, Term("meer", "boom", vast=("weg",)))), None),
        (Verband((A, Term("meer", "wijk"))), None),
        (Verband((A, Term("meer", "boom", tijd=Tijdvak.ERVOOR, vast=("p",)))), None),
    ],
)
def test_along_which_categories_two_measures_are_compared(band: Verband, grenzen: tuple[int, int] | None) -> None:
    """In wijk a there are two, which its total hides well. What was not counted or is no category, says nothing."""
    boom_ = boom("boom", {"p": ["p/a", "p/b"], "q": ["q/a", "q/c"]})
    meer = _toon(_tabel("meer", {"p/a": 1, "p/b": 9, "q/a": 2, "q/c": 20}, as_=boom_))
    minder = _toon(_tabel("minder", {"a": 2, "b": 8, "c": 20}), "a", "b")
    van_a = {(lek.laag, lek.hoog) for lek in toets((minder, meer), (), (), verbanden=(band,)) if lek.cel == ("a",)}
    assert van_a == ({grenzen} if grenzen else set())
