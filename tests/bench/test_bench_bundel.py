"""A bundle of a whole overleg against the same flowables made beforehand and only laid out; and whether a casus costs
more in a bigger bundle. ``make test`` tries it once on a small one.
"""

from __future__ import annotations

from functools import partial
from time import process_time
from typing import Any

import pytest

from pmg_desk.reports.bundel import bouw_verhaal, maak_bundel, zet
from tests.reports.bundelvoorbeelden import gewone_bundel

NAAM = "bundel van 30 casussen als pdf"
HOOGSTENS = 1.3
"""How many times the bare layout a bundle may cost."""
_EVEN_DUUR = 1.15
RONDEN = 6


def _casussen(request: pytest.FixtureRequest, aantal: int) -> int:
    return aantal if request.config.getoption("benchmark_enable") else 1


def test_bundel(benchmark: Any, request: pytest.FixtureRequest) -> None:
    benchmark.group, benchmark.name = NAAM, NAAM
    b = gewone_bundel(_casussen(request, 30), niet=())
    benchmark.pedantic(partial(maak_bundel, b), rounds=RONDEN, iterations=1, warmup_rounds=1)


def test_bundel_of_prebuilt_flowables(benchmark: Any, request: pytest.FixtureRequest) -> None:
    benchmark.group, benchmark.name = NAAM, f"{NAAM}_kaal"
    b = gewone_bundel(_casussen(request, 30), niet=())

    def vooraf() -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (bouw_verhaal(b), b), {}

    benchmark.pedantic(zet, setup=vooraf, rounds=RONDEN, iterations=1, warmup_rounds=1)


@pytest.mark.parametrize("casussen", [10, 30, 60])
def test_bundel_per_casus(benchmark: Any, request: pytest.FixtureRequest, casussen: int) -> None:
    benchmark.group, benchmark.name = "bundel: casussen in een bundel", f"bundel van {casussen} casussen"
    b = gewone_bundel(_casussen(request, casussen), niet=())
    benchmark.pedantic(partial(maak_bundel, b), rounds=3, iterations=1, warmup_rounds=1)


def test_grenzen(request: pytest.FixtureRequest, benchmark: Any) -> None:
    """The two promises, measured in one run: alternately, by the time of this process, the fastest of each counts."""
    if not request.config.getoption("benchmark_enable"):
        pytest.skip("only where something is measured")
    maten = (10, 30, 60)
    bundels = {maat: gewone_bundel(maat, niet=()) for maat in maten}
    heel: dict[int, float] = dict.fromkeys(maten, float("inf"))
    kaal = float("inf")

    def ronde() -> None:
        nonlocal kaal
        for maat, b in bundels.items():
            heel[maat] = min(heel[maat], _duur(partial(maak_bundel, b)))
        kaal = min(kaal, _duur(partial(zet, bouw_verhaal(bundels[30]), bundels[30])))

    benchmark.group, benchmark.name = "bundel: grenzen", "alle maten samen"
    benchmark.pedantic(ronde, rounds=4, iterations=1, warmup_rounds=1)
    per_casus = {maat: heel[maat] / maat * 1000 for maat in maten}
    verhouding = heel[30] / kaal
    benchmark.extra_info.update(ratio=verhouding, ms_per_casus=per_casus)
    assert verhouding <= HOOGSTENS, verhouding
    assert per_casus[60] <= _EVEN_DUUR * per_casus[10], per_casus


def _duur(doe: Any) -> float:
    begin = process_time()
    doe()
    return process_time() - begin
