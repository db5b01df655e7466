"""Axes as trees, every cell of a table, and quarters: what counting and protecting are built on."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.beeld import TOTAAL, As, Drempel, Knoop, Tabel, Tabelnaam
from pmg_desk.domain.kwartaal import Kwartaal

GEBIED = As("gebied", "Gebied", (Knoop("a", "A"), Knoop("a1", "A1", "a"), Knoop("a2", "A2", "a"), Knoop("b", "B")))
SOORT = As("soort", "Soort", (Knoop("x", "X"), Knoop("y", "Y")))


def test_the_leaves_of_an_axis_are_what_has_no_parts() -> None:
    assert [knoop.sleutel for knoop in GEBIED.bladeren] == ["a1", "a2", "b"]
    assert GEBIED.pad("a1") == ("a1", "a", TOTAAL)
    assert GEBIED.pad("b") == ("b", TOTAAL)
    assert GEBIED.pad(TOTAAL) == (TOTAAL,)
    with pytest.raises(KeyError):
        GEBIED.pad("nergens")


@given(st.dictionaries(st.tuples(st.sampled_from(["a1", "a2", "b"]), st.sampled_from(["x", "y"])), st.integers(0, 9)))
def test_each_cell_is_the_sum_of_the_leaves_below_it(telling: dict[tuple[str, ...], int]) -> None:
    tabel = Tabel(Tabelnaam("2026-Q1", "stand", ("gebied", "soort")), (GEBIED, SOORT), telling)
    onder = {TOTAAL: {"a1", "a2", "b"}, "a": {"a1", "a2"}, "a1": {"a1"}, "a2": {"a2"}, "b": {"b"}}
    soorten = {TOTAAL: {"x", "y"}, "x": {"x"}, "y": {"y"}}
    assert tabel.waarden() == {
        (g, s): sum(telling.get(blad, 0) for blad in product(onder[g], soorten[s])) for g in onder for s in soorten
    }


def test_nobody_may_be_said_and_few_may_not() -> None:
    assert [waarde for waarde in range(8) if Drempel(5).is_klein(waarde)] == [1, 2, 3, 4]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_each_day_lies_in_one_quarter(dag: date) -> None:
    kwartaal = Kwartaal.van_dag(dag)
    assert kwartaal.begin <= dag <= kwartaal.eind
    assert kwartaal.eind + timedelta(days=1) == kwartaal.volgende.begin
    assert kwartaal.vorige.volgende == kwartaal
    assert kwartaal.vorige < kwartaal < kwartaal.volgende
    assert Kwartaal.lees(str(kwartaal)) == kwartaal
    assert 89 < (kwartaal.eind - kwartaal.begin).days + 1 < 93
    assert kwartaal.label == f"{(dag.month + 2) // 3}e kwartaal {dag.year}"


@pytest.mark.parametrize("tekst", ["", "2026", "2026-Q5", "2026-Q0", "2026-Q1 ", "2026Q1", "x2026-Q1"])
def test_what_is_no_quarter_is_refused(tekst: str) -> None:
    with pytest.raises(ValueError, match="not a quarter"):
        Kwartaal.lees(tekst)
