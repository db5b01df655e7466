"""Amounts as people write them, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.bedragen import MAX_BEDRAG, BedragFout, als_invoer, parse_bedrag, toon_bedrag

BEDRAGEN = st.integers(0, MAX_BEDRAG)


@pytest.mark.parametrize(
    ("tekst", "centen"),
    [
        ("1.250,50", 125050),
        ("1250,5", 125050),
        (" € 1250 ", 125000),
        ("€1.250", 125000),
        ("1 250", 125000),
        ("1\N{NO-BREAK SPACE}250,00", 125000),
        ("1250,-", 125000),
        ("1250,--", 125000),
        ("12.50", 1250),
        ("1.250", 125000),
        ("0,05", 5),
        ("0", 0),
        ("75 euro", 7500),
        ("EUR 75", 7500),
        ("75€", 7500),
        ("9.999.999,99", MAX_BEDRAG),
    ],
)
def test_an_amount_is_read_as_it_is_meant(tekst: str, centen: int) -> None:
    assert parse_bedrag(tekst) == centen


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "-5",
        "1,250",
        "1.25.0",
        "12.5",
        "1,2,3",
        "1.2500",
        "tien",
        "1e3",
        "€",
        "1..250",
        "5,-5",
        "²",
        "١٢",
        "10.000.000",
    ],
)
def test_what_is_unclear_is_not_guessed(tekst: str) -> None:
    with pytest.raises(BedragFout):
        parse_bedrag(tekst)


@given(BEDRAGEN)
def test_what_is_shown_reads_back_as_the_same(centen: int) -> None:
    assert parse_bedrag(toon_bedrag(centen)) == centen
    assert parse_bedrag(als_invoer(centen)) == centen


@given(st.text(alphabet="0123456789.,-€ euro", max_size=14))
def test_whatever_is_typed_is_an_amount_within_bounds_or_a_sentence(tekst: str) -> None:
    try:
        uitkomst: int | str = parse_bedrag(tekst)
    except BedragFout as fout:
        uitkomst = str(fout)
    assert uitkomst.endswith(".") if isinstance(uitkomst, str) else 0 <= uitkomst <= MAX_BEDRAG


def test_less_than_nothing_is_shown_with_a_minus() -> None:
    assert toon_bedrag(-123456) == "-€\N{NO-BREAK SPACE}1.234,56"
    assert toon_bedrag(0) == "€\N{NO-BREAK SPACE}0,00"
