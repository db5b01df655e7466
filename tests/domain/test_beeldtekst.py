"""Words that go out with the numbers hold no number that is one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.beeldtekst import bezwaar_tegen, eis_niemand
from pmg_desk.domain.controle import Veldcontrole, is_bsn

_BSN = "Hier staat een burgerservicenummer"
_SCHEIDINGEN = ["", " ", ".", "-", "\N{NO-BREAK SPACE}", "/", "_", "\n", "–"]
_NEGEN = st.integers(0, 10**9 - 1).map("{:09d}".format)
_TUSSEN = st.lists(st.sampled_from(_SCHEIDINGEN), min_size=8, max_size=8)


@pytest.mark.parametrize("tekst", ["Zie PMG-2026-00001.", "pmg-2026-1", "(DHZ-2026-12)"])
def test_a_casusnummer_is_refused(tekst: str) -> None:
    assert bezwaar_tegen(tekst).startswith("Hier staat een casusnummer.")


@pytest.mark.parametrize(
    "tekst",
    [
        "111222333",
        "bsn: 1112.22.333!",
        "Eén: 123456789, twee: 1112 22 333",
        "BSN111222333",
        "100 111 222 333",
        "1 111-222-333",
    ],
)
def test_a_bsn_is_refused(tekst: str) -> None:
    assert bezwaar_tegen(tekst).startswith(_BSN)


def _gezet(negen: str, tussen: list[str]) -> str:
    return "".join(cijfer + scheiding for cijfer, scheiding in zip(negen, [*tussen, ""], strict=True))


@given(_NEGEN.filter(is_bsn), _TUSSEN, st.sampled_from(["", "Jan ", "nr", "2026 "]))
def test_a_bsn_is_refused_however_its_digits_are_set_apart(bsn: str, tussen: list[str], ervoor: str) -> None:
    assert bezwaar_tegen(f"{ervoor}{_gezet(bsn, tussen)}, zei men").startswith(_BSN)


@given(_NEGEN.filter(lambda negen: not is_bsn(negen)), _TUSSEN)
def test_nine_digits_that_are_no_bsn_may_stand_there(negen: str, tussen: list[str]) -> None:
    assert bezwaar_tegen(f"Er waren {_gezet(negen, tussen)} brieven.") == ""


def test_each_field_with_such_a_number_is_named() -> None:
    veld = Veldcontrole()
    eis_niemand(veld, wie="Politie", tekst="Zie PMG-2026-1.", bron="111 222 333")
    assert {sleutel: zin.split(".")[0].split(",")[0] for sleutel, zin in veld.fouten.items()} == {
        "tekst": "Hier staat een casusnummer",
        "bron": _BSN,
    }


@pytest.mark.parametrize(
    "tekst",
    ["", "de driehoek", "In 2026-Q3 kwamen er 123456789 bij.", "Bel 070 111 22 33 3", "12345678901", "1-2026-3"],
)
def test_other_numbers_may_stand_there(tekst: str) -> None:
    assert bezwaar_tegen(tekst) == ""
