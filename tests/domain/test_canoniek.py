"""Canonical JSON has one spelling per value and refuses what other machines would read differently."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.canoniek import GROOTSTE_GETAL, canoniek, lees_canoniek, sha256_hex

TEKST = st.text(st.characters(exclude_categories=["Cs"]))
WAARDEN = st.recursive(
    st.none() | st.booleans() | st.integers(-GROOTSTE_GETAL, GROOTSTE_GETAL) | TEKST,
    lambda deel: st.lists(deel) | st.dictionaries(TEKST, deel),
    max_leaves=20,
)


def test_de_spelling_is_vast() -> None:
    assert canoniek({"b": [1, True, None], "a": 'Zoë \u2028\n"\\'}) == '{"a":"Zoë \u2028\\n\\"\\\\","b":[1,true,null]}'


@given(waarde=WAARDEN)
def test_heen_en_terug_is_hetzelfde(waarde: object) -> None:
    tekst = canoniek(waarde)  # type: ignore[arg-type]
    assert lees_canoniek(tekst) == waarde
    assert json.loads(tekst) == waarde
    assert canoniek(lees_canoniek(tekst)) == tekst


@given(paren=st.lists(st.tuples(TEKST, st.integers(0, 9)), unique_by=lambda p: p[0]))
def test_de_volgorde_van_invoer_maakt_niet_uit(paren: list[tuple[str, int]]) -> None:
    assert canoniek(dict(paren)) == canoniek(dict(reversed(paren)))


@pytest.mark.parametrize(
    "waarde", [1.5, float("nan"), b"x", {1: "x"}, {"a": {2}}, object(), GROOTSTE_GETAL + 1, "\ud800", {"\ud800": 1}]
)
def test_wat_geen_vaste_vorm_heeft_wordt_geweigerd(waarde: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canoniek(waarde)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "tekst", ['{"a": 1}', '{"b":1,"a":2}', "1.0", "NaN", "1e3", '"\\u0041"', '{"a":1,"a":1}', "", "01"]
)
def test_een_andere_spelling_wordt_geweigerd(tekst: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        lees_canoniek(tekst)


def test_de_som_is_die_van_de_delen_achter_elkaar() -> None:
    assert sha256_hex(b"a", b"bc") == hashlib.sha256(b"abc").hexdigest()
