"""Numbers in a register."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.registerblad import Deel, Registerblad, bron_in_woorden, grof, mediaan, staat_vast

ZUIDWEST = "Uitvoeringsprogramma Preventie met gezag in Den Haag Zuidwest"


def test_a_small_number_is_not_told() -> None:
    assert [grof(n, 5) for n in (0, 1, 4)] == ["minder dan 5"] * 3
    assert [grof(n, 5) for n in (5, 7, 8, 12, 120)] == [f"ongeveer {n}" for n in (5, 5, 10, 10, 120)]


@given(st.integers(0, 200), st.integers(0, 200), st.integers(3, 20))
def test_two_totals_subtracted_tell_no_small_number(alle: int, deel: int, drempel: int) -> None:
    """What differs by fewer people than the threshold reads the same, or differs by a whole threshold."""
    een, ander = grof(alle, drempel), grof(min(deel, alle), drempel)
    if een.startswith("ongeveer") and ander.startswith("ongeveer"):
        assert (int(een.split()[1]) - int(ander.split()[1])) % drempel == 0


@given(st.lists(st.integers(), min_size=1))
def test_half_of_the_numbers_are_on_either_side_of_the_middle(getallen: list[int]) -> None:
    midden = mediaan(getallen)
    assert midden in getallen
    assert sum(g <= midden for g in getallen) * 2 >= len(getallen)
    assert sum(g >= midden for g in getallen) * 2 >= len(getallen)


def test_nothing_has_no_middle() -> None:
    assert mediaan([]) is None
    assert mediaan([3, 1]) == 1


def test_a_workbook_gets_every_row_below_the_name_of_its_section() -> None:
    blad = Registerblad(
        "Titel",
        "naam",
        "",
        "",
        (Deel("Een", kolommen=("Wat", "Hoeveel"), rijen=(("a", 1),)), Deel("Twee", kolommen=("Wie",), rijen=(("b",),))),
    )
    assert blad.lijst() == (
        ("Onderdeel", "Kolom 1", "Kolom 2"),
        (("Een", "Wat", "Hoeveel"), ("Een", "a", 1), ("Twee", "Wie", ""), ("Twee", "b", "")),
    )
    eigen = (("Wat",), (("x",),))
    assert replace(blad, eigen_lijst=eigen).lijst() == eigen
    assert replace(blad, delen=()).lijst() == (("Onderdeel",), ())


@pytest.mark.parametrize(
    ("bron", "woorden", "vast"),
    [
        ("", "geen bron genoemd", False),
        ("niet in bron", "geen bron genoemd", False),
        ("000 interventie 9 en 13", f"{ZUIDWEST}, interventie 9 en 13", True),
        ("000 §2.1; 003", f"{ZUIDWEST}, §2.1; Landelijke rapportage Preventie met Gezag", True),
        ("ontwerp PMG Desk; AVG 10", "voorstel van het programma, de gemeente stelt dit vast; AVG 10", False),
        ("Staatsblad 2000, 198; UAVG 1.000", "Staatsblad 2000, 198; UAVG 1.000", True),
    ],
)
def test_a_source_is_told_by_its_title_and_a_default_as_a_default(bron: str, woorden: str, vast: bool) -> None:
    assert bron_in_woorden(bron) == woorden
    assert staat_vast(bron, zeker=True) is vast
    assert not staat_vast(bron, zeker=False)
