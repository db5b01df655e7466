"""One of a thing is not several."""

from __future__ import annotations

import pytest

from pmg_desk.domain.aantallen import met_woord, toon_grootte


@pytest.mark.parametrize(("aantal", "tekst"), [(0, "0 regels"), (1, "1 regel"), (2, "2 regels"), (11, "11 regels")])
def test_het_woord_past_bij_het_aantal(aantal: int, tekst: str) -> None:
    assert met_woord(aantal, "regel", "regels") == tekst


@pytest.mark.parametrize(
    ("aantal", "tekst"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (1024, "1 kB"), (350_000, "342 kB"), (10 * 2**20, "10,0 MB")],
)
def test_de_grootte_van_een_bestand(aantal: int, tekst: str) -> None:
    assert toon_grootte(aantal) == tekst
