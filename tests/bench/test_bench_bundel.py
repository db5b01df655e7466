"""A bundle of a whole overleg against the same flowables made beforehand and only laid out; and whether a casus costs
more in a bigger bundle. ``make test`` tries it once on a small one.
"""

from __future__ import annotations

import gc
from functools import partial
from statistics import median
from time import process_time
from typing import Any

import pytest

from pmg_desk.reports.bundel import bouw_verhaal, maak_bundel, zet
from tests.reports.bundelvoorbeelden import gewone_bundel

NAAM = "bundel van 30 casussen als pdf"
HOOGSTENS = 1.3
"""How many times the bare layout a bundle may cost."""
_EVEN_DUUR = 1.15
RONDEN = 4


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
    """The two promises, by the time of this process: bundle and bare layout right after each other, the middle ratio
    counts; of each size the fastest.
    """
    if not request.config.getoption("benchmark_enable"):
        pytest.skip("only where something is measured")
    maten = (10, 30, 60)
    bundels = {maat: gewone_bundel(maat, niet=()) for maat in maten}
    heel: dict[int, list[float]] = {maat: [] for maat in maten}
    verhoudingen: list[float] = []

    def ronde() -> None:
        for maat, b in bundels.items():
            heel[maat].append(_duur(partial(maak_bundel, b)))
            if maat == 30:
                verhoudingen.append(heel[maat][-1] / _duur(partial(zet, bouw_verhaal(b), b)))

    benchmark.group, benchmark.name = "bundel: grenzen", "alle maten samen"
    benchmark.pedantic(ronde, rounds=5, iterations=1)
    per_casus = {maat: min(duren) / maat * 1000 for maat, duren in heel.items()}
    verhouding = median(verhoudingen)
    benchmark.extra_info.update(ratio=verhouding, ms_per_casus=per_casus)
    assert verhouding <= HOOGSTENS, verhoudingen
    assert per_casus[60] <= _EVEN_DUUR * per_casus[10], per_casus


def _duur(doe: Any) -> float:
    gc.collect()  # what an earlier round left behind is not part of this one
    begin = process_time()
    doe()
    return process_time() - begin
