"""Handing out for a meeting: what a casus costs in one of ten and in one of thirty, to prepare and to issue.

``make test`` tries it once on a small table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.services.bundelbeeld import prepare_bundels
from pmg_desk.services.bundels import Bundelkeuze, issue_bundels
from pmg_desk.storage.models import Wijze
from tests.kaderbouw import cellen, teken
from tests.tafelbouw import Tafel, maak_tafel, plan
from tests.vulling import keur_goed, vraag
from tests.wereld import Wereld, maak_wereld

ONTVANGERS = 4
EVEN_DUUR = 1.25
"""How many times what a casus costs in a meeting of ten it may cost in one of thirty, of the same vault."""


@pytest.fixture(scope="module")
def zaal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Wereld, dict[int, Tafel]]]:
    """One vault with two meetings: of some of its casussen and of all."""
    klein, groot = (10, 30) if request.config.getoption("benchmark_enable") else (1, 2)
    wereld = maak_wereld(tmp_path_factory.mktemp("bundels"))
    heel = maak_tafel(wereld, groot, ONTVANGERS)
    teken(wereld.privacy, tuple(c for o in heel.ontvangers for c in cellen(o, "identiteit", "plan", "signalen")))
    for dossier in heel.dossiers:
        keur_goed(wereld, vraag(wereld, dossier, ("gezondheid",)))
    mensen = [id_ for o in prepare_bundels(wereld.regie, heel.overleg_id).ontvangers for id_, _ in o.mensen]
    deel = heel.dossiers[:klein]
    yield wereld, {klein: Tafel(plan(wereld, deel, mensen), deel, heel.ontvangers), groot: heel}
    wereld.sluit()


def doen(wereld: Wereld, tafel: Tafel) -> dict[str, Callable[[], object]]:
    keuzes = [Bundelkeuze(UUID(o.organisatie_id), o.functie) for o in tafel.ontvangers[:1]]
    geef_uit = partial(issue_bundels, wereld.regie, tafel.overleg_id, keuzes, Bundelversie.VOORAF, Wijze.PAPIER)
    return {"voorbereiden": partial(prepare_bundels, wereld.regie, tafel.overleg_id), "uitgeven": geef_uit}


@pytest.mark.parametrize("wat", ["voorbereiden", "uitgeven"])
@pytest.mark.parametrize("maat", [0, 1])
def test_handing_out(benchmark: Any, zaal: tuple[Wereld, dict[int, Tafel]], wat: str, maat: int) -> None:
    wereld, tafels = zaal
    casussen, tafel = list(tafels.items())[maat]
    benchmark.group, benchmark.name = f"uitdelen: {wat}", f"{wat} van {casussen} casussen"
    benchmark.pedantic(doen(wereld, tafel)[wat], rounds=3, iterations=1, warmup_rounds=1)


@pytest.mark.parametrize("wat", ["voorbereiden", "uitgeven"])
def test_a_casus_costs_the_same_in_a_bigger_meeting(
    request: pytest.FixtureRequest, benchmark: Any, zaal: tuple[Wereld, dict[int, Tafel]], wat: str
) -> None:
    """By the time of this process, the two sizes in turn; of each the fastest."""
    if not request.config.getoption("benchmark_enable"):
        pytest.skip("only where something is measured")
    wereld, tafels = zaal
    beste: dict[int, float] = {}
    for _ in range(4):
        for casussen, tafel in tafels.items():
            begin = process_time()
            doen(wereld, tafel)[wat]()
            beste[casussen] = min(beste.get(casussen, 1e9), (process_time() - begin) / casussen)
    klein, groot = tafels
    benchmark.extra_info.update({str(maat): round(per * 1000, 1) for maat, per in beste.items()})
    benchmark.pedantic(lambda: None, rounds=1)
    assert beste[groot] <= EVEN_DUUR * beste[klein], beste
