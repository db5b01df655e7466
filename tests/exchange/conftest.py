from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmg_desk.exchange.lezer import Lezer


@pytest.fixture(scope="session")
def lezer() -> Iterator[Lezer]:
    """One reading process for all tests that may share it."""
    with Lezer() as een:
        yield een
