"""Numbers as they were published: what may be computed from them, and how they read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.beeldgetal import AFGESCHERMD, NIET_GETELD, Getal, Merk, deel_van, maak_getal, tel_op
from pmg_desk.domain.beeldschema import lees_schema, schrijf_schema, splits, voeg_samen
from tests.beeldbouw import SCHEMA

_ACHT = maak_getal(8, Wijze.AFSCHERMEN)
_TIEN_ROND = maak_getal(10, Wijze.AFRONDEN)


def test_a_number_reads_as_what_it_is() -> None:
    getallen = (_ACHT, _TIEN_ROND, maak_getal(None, Wijze.AFSCHERMEN), NIET_GETELD)
    assert [een.tekst for een in getallen] == ["8", "ca. 10", "afgeschermd", "niet geteld"]
    assert [een.kort for een in getallen] == ["8", "ca. 10", "×", "niet geteld"]
    assert [deel_van(een, _ACHT).kort for een in getallen[1:3]] == ["ca. 125%", "×"]


@given(st.lists(st.one_of(st.none(), st.integers(0, 99)), max_size=8))
def test_a_sum_with_a_hidden_part_is_hidden_and_else_the_sum(waarden: list[int | None]) -> None:
    som = tel_op(maak_getal(een, Wijze.AFSCHERMEN) for een in waarden)
    if not waarden:
        assert som == NIET_GETELD
    elif None in waarden:
        assert som == AFGESCHERMD
    else:
        assert som == Getal(sum(een for een in waarden if een is not None), Merk.GETOOND)


def test_a_sum_of_a_rounded_part_is_rounded_and_what_was_not_counted_adds_nothing() -> None:
    assert tel_op((_ACHT, _TIEN_ROND, NIET_GETELD)) == Getal(18, Merk.AFGEROND)


@pytest.mark.parametrize(
    ("deel", "geheel", "tekst"),
    [
        (_ACHT, Getal(16, Merk.GETOOND), "50%"),
        (Getal(1, Merk.GETOOND), _ACHT, "13%"),  # 12.5
        (_ACHT, _TIEN_ROND, "ca. 80%"),
        (Getal(0, Merk.GETOOND), Getal(0, Merk.GETOOND), "–"),
        (maak_getal(0, Wijze.AFRONDEN), maak_getal(0, Wijze.AFRONDEN), "–"),
        (AFGESCHERMD, _ACHT, "afgeschermd"),
        (_ACHT, AFGESCHERMD, "afgeschermd"),
        (NIET_GETELD, NIET_GETELD, "niet geteld"),
    ],
)
def test_a_share_is_made_of_shown_numbers_only(deel: Getal, geheel: Getal, tekst: str) -> None:
    assert deel_van(deel, geheel).tekst == tekst


def test_axes_and_measures_come_back_as_they_were_written() -> None:
    terug = lees_schema(schrijf_schema(SCHEMA))
    assert terug == SCHEMA
    assert (list(terug.assen), list(terug.metingen)) == (list(SCHEMA.assen), list(SCHEMA.metingen))


@given(st.lists(st.text(st.characters(exclude_characters="|"), min_size=1), max_size=3))
def test_keys_of_a_cell_come_back(sleutels: list[str]) -> None:
    assert splits(voeg_samen(sleutels)) == tuple(sleutels)


def test_a_key_that_holds_the_separator_is_refused() -> None:
    with pytest.raises(ValueError, match="separator"):
        voeg_samen(["a|b"])
