"""The list of defences says what stands in the program: else taking one out would take out nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdedigingen import ALLE, Verdediging

_WORTEL = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("een", ALLE, ids=lambda een: een.naam)
def test_what_is_taken_out_stands_in_the_program_once(een: Verdediging) -> None:
    assert (_WORTEL / "pmg_desk" / een.bestand).read_text(encoding="utf-8").count(een.was) == 1
    assert all((_WORTEL / "tests" / pad).exists() for pad in een.aanvallen.split())
