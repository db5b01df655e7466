"""Words that go out with the numbers hold no number that is one person's."""

from __future__ import annotations

import pytest

from pmg_desk.domain.beeldtekst import bezwaar_tegen


@pytest.mark.parametrize("tekst", ["Zie PMG-2026-00001.", "pmg-2026-1", "(DHZ-2026-12)"])
def test_a_casusnummer_is_refused(tekst: str) -> None:
    assert bezwaar_tegen(tekst).startswith("Hier staat een casusnummer.")


@pytest.mark.parametrize("tekst", ["111222333", "bsn: 1112.22.333!", "Eén: 123456789, twee: 1112 22 333"])
def test_a_bsn_is_refused(tekst: str) -> None:
    assert bezwaar_tegen(tekst).startswith("Hier staat een burgerservicenummer.")


@pytest.mark.parametrize(
    "tekst",
    ["", "de driehoek", "In 2026-Q3 kwamen er 123456789 bij.", "Bel 070 111 22 33 3", "12345678901", "1-2026-3"],
)
def test_other_numbers_may_stand_there(tekst: str) -> None:
    assert bezwaar_tegen(tekst) == ""
