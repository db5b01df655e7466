"""Fixtures for every test; the guards that watch over all of them are in ``tests/guards.py``."""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmg_desk.ui.opruimen import verzamel
from tests.kluisdoos import Kluisdoos, maak_kluisdoos
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.vulling import maak_dossier
from tests.wereld import Wereld, maak_wereld

pytest_plugins = ["pytester", "tests.cijfers", "tests.guards"]

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


_LANG = (
    "functioneel/test_lek",
    "functioneel/test_hard_gestopt",
    "functioneel/test_tafel_in_getallen",
    "functioneel/test_bundels",
    "functioneel/test_overleg_gestopt",
    "uithouden/",
    "cli/",
    "ui/test_slot_",
    "services/test_demo",
    "services/test_terugzetten",
)
"""What takes long by itself: begun first, so that no process is left alone with it at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; the order within a file stays."""
    items.sort(key=lambda item: not any(deel in item.nodeid for deel in _LANG))


_NIEUW = 20_000
"""Objects made before the collector looks: a fifth of a run went into looking at what was in use all the time."""


def pytest_collection_finish() -> None:
    """Python's collector leaves alone what stays until the end anyway: all modules, and the tests themselves.

    Each full collection walks through everything it does not know as lasting; the program does one at each lock.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NIEUW, 10, 10)


@pytest.fixture(scope="module", autouse=True)
def wat_blijft_is_bekend() -> None:
    """The same of what the files of tests before this one left for good: late imports, templates, compiled queries."""
    verzamel()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Public test data beside the checkout, never in it; a test that needs it is skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("../shared/data (public test data, not part of the repository) is not here")
    return SHARED_DATA


@pytest.fixture(scope="session")
def waarheidstabel(shared_data: Path) -> tuple[dict[str, int], ...]:
    """Which doelgroep fits, for every combination of the six facts: made apart from the program, from source 000."""
    bestand = shared_data / "doelgroepen" / "expected.csv"
    if not bestand.is_file():
        pytest.skip("../shared/data/doelgroepen/expected.csv is not here")
    with bestand.open(encoding="utf-8", newline="") as regels:
        return tuple({kolom: int(waarde) for kolom, waarde in rij.items()} for rij in csv.DictReader(regels))


@pytest.fixture
def wereld(tmp_path: Path) -> Iterator[Wereld]:
    """A real encrypted vault with a beheerder, two casusregisseurs, a privacy officer and a meelezer."""
    een = maak_wereld(tmp_path)
    yield een
    een.sluit()


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    """A team's vault and an officer's own installation that know each other's keys, and one casus."""
    twee = maak_tweetal(tmp_path)
    verbindingen = twee.verbind()
    yield Zaak(twee, maak_dossier(twee.team.regie), verbindingen)
    twee.sluit()


@pytest.fixture
def kluisdoos(tmp_path: Path) -> Iterator[Kluisdoos]:
    """A whole vault as a user has it, with header and passwords, shut: for making, opening and managing users."""
    doos = maak_kluisdoos(tmp_path)
    yield doos
    doos.sluit_alles()
