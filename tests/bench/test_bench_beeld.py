"""Counting a quarter of 100,000 casussen, against the same statements bare. ``make test`` tries it once on a few."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from pmg_desk.domain.beeld import Tabel
from pmg_desk.services import beeldassen, beeldtelling
from pmg_desk.services.werkplek import Werkplek
from tests.beeldvulling import EERSTE, maak_vulling, profiel_met_buurten
from tests.bench.test_bench import Naspel
from tests.wereld import maak_wereld

NAAM = "beeld: kwartaal tellen"
GEHEEL, BLOK = 100_000, 5_000
PROFIEL = profiel_met_buurten()
ASSEN = beeldassen.assen(PROFIEL)


@pytest.fixture(scope="module")
def werkplek(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Werkplek]:
    wereld = maak_wereld(tmp_path_factory.mktemp("beeldbench"))
    meten = request.config.getoption("benchmark_enable")
    for nr in range(GEHEEL // BLOK if meten else 1):
        maak_vulling(wereld, random.Random(nr), PROFIEL, BLOK if meten else 5, deel=nr)
    yield wereld.regie
    wereld.sluit()


def _tel(werkplek: Werkplek) -> tuple[Tabel, ...]:
    with werkplek.doe() as t:
        return beeldtelling.tel(t, EERSTE, ASSEN)


def test_counting_a_quarter(benchmark: Any, werkplek: Werkplek) -> None:
    benchmark.group, benchmark.name = NAAM, NAAM
    tabellen = benchmark.pedantic(partial(_tel, werkplek), rounds=3, iterations=1, warmup_rounds=1)
    assert sum(sum(tabel.telling.values()) for tabel in tabellen) > 0


def test_the_same_statements_bare(benchmark: Any, werkplek: Werkplek) -> None:
    benchmark.group, benchmark.name = NAAM, f"{NAAM}_kaal"
    naspel = Naspel(werkplek, partial(_tel, werkplek))
    assert benchmark.pedantic(naspel.speel, rounds=3, iterations=1, warmup_rounds=1) > 0
