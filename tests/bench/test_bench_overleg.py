"""What a whole meeting costs: 30 casussen by 8 organisations with a tafelkader and an approval each, against the bare
statements. ``make test`` tries it once on a small table.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from pmg_desk.services import overlegverzoeken
from tests.aanvallen.knoeien import verwijder_sloten
from tests.bench.test_bench import Naspel, _meet
from tests.kaderbouw import cellen, teken
from tests.tafelbouw import Tafel, maak_tafel
from tests.vulling import keur_goed, vraag
from tests.wereld import Wereld, maak_wereld

NAAM = "overleg: wat ontbreekt nog"


@pytest.fixture(scope="module")
def zaal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Wereld, Tafel]]:
    wereld = maak_wereld(tmp_path_factory.mktemp("overleg"))
    tafel = maak_tafel(wereld, *((30, 8) if request.config.getoption("benchmark_enable") else (2, 2)))
    teken(wereld.privacy, tuple(c for o in tafel.ontvangers for c in cellen(o, "plan", "signalen")))
    for dossier in tafel.dossiers:
        keur_goed(wereld, vraag(wereld, dossier, ("gezondheid",)))
    with wereld.engine.begin() as verbinding:  # a replay must be undone to be repeated
        verwijder_sloten(verbinding)
    yield wereld, tafel
    wereld.sluit()


def test_what_is_missing_at_a_meeting(benchmark: Any, zaal: tuple[Wereld, Tafel]) -> None:
    wereld, tafel = zaal
    benchmark.group, benchmark.name = NAAM, NAAM
    _meet(benchmark, partial(overlegverzoeken.prepare_overleg, wereld.regie, tafel.overleg_id))


def test_the_same_statements_bare(benchmark: Any, zaal: tuple[Wereld, Tafel]) -> None:
    wereld, tafel = zaal
    benchmark.group, benchmark.name = NAAM, f"{NAAM}_kaal"
    naspel = Naspel(wereld.regie, partial(overlegverzoeken.prepare_overleg, wereld.regie, tafel.overleg_id))
    naspel.maak_ongedaan()
    assert naspel.speel() > 0
    _meet(benchmark, naspel.speel, naspel.maak_ongedaan)
