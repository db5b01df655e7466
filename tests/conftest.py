"""Fixtures for every test; the guards that watch over all of them are in ``tests/guards.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kluisdoos import Kluisdoos, maak_kluisdoos
from tests.wereld import Wereld, maak_wereld

pytest_plugins = ["pytester", "tests.cijfers", "tests.guards"]

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


_LANG = ("functioneel/test_lekken", "functioneel/test_werkdag", "functioneel/test_hard_gestopt", "uithouden/")
"""What takes long by itself: begun first, so that no process is left alone with it at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; the order within a file stays."""
    items.sort(key=lambda item: not any(deel in item.nodeid for deel in _LANG))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Public test data beside the checkout, never in it; a test that needs it is skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("../shared/data (public test data, not part of the repository) is not here")
    return SHARED_DATA


@pytest.fixture
def wereld(tmp_path: Path) -> Iterator[Wereld]:
    """A real encrypted vault with a beheerder, two casusregisseurs, a privacy officer and a meelezer."""
    een = maak_wereld(tmp_path)
    yield een
    een.sluit()


@pytest.fixture
def kluisdoos(tmp_path: Path) -> Iterator[Kluisdoos]:
    """A whole vault as a user has it, with header and passwords, shut: for making, opening and managing users."""
    doos = maak_kluisdoos(tmp_path)
    yield doos
    doos.sluit_alles()
