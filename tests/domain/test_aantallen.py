"""One of a thing is not several."""

from __future__ import annotations

import pytest

from pmg_desk.domain.aantallen import met_woord


@pytest.mark.parametrize(("aantal", "tekst"), [(0, "0 regels"), (1, "1 regel"), (2, "2 regels"), (11, "11 regels")])
def test_het_woord_past_bij_het_aantal(aantal: int, tekst: str) -> None:
    assert met_woord(aantal, "regel", "regels") == tekst
