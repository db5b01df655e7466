"""SIGKILL while writing: nothing corrupt, nothing lost that was acknowledged."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Generator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.cijfers import Cijfers
from tests.uithouden.schrijver import maak_proef

_WORTEL = Path(__file__).resolve().parents[2]
PER_KLUIS = 50
"""Kills before a fresh vault is taken: checking the whole log each time would grow with the square."""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_gedood_tijdens_het_schrijven(tmp_path: Path, cijfers: Cijfers) -> None:
    cijfer = cijfers("SIGKILL during writes", kort=50, lang=1000, minuten=9)
    bevestigd = 0
    verslagen = _verslagen(tmp_path)
    for _ in cijfer:
        verslag = next(verslagen)
        bevestigd += verslag["bevestigd"]
        for fout in verslag["fouten"]:
            cijfer.mislukt(fout)
    verslagen.close()
    assert bevestigd > cijfer.gedaan


def _verslagen(map_: Path) -> Generator[dict[str, Any], None, None]:
    """What each kill gave, without end."""
    for ronde in count():
        proef = map_ / str(ronde)
        proef.mkdir()
        maak_proef(proef)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.uithouden.gedood", str(proef), str(PER_KLUIS), str(ronde)],
            cwd=_WORTEL,
            stdout=subprocess.PIPE,
            text=True,
        ) as proces:
            assert proces.stdout is not None
            try:
                yield from map(json.loads, proces.stdout)
            finally:
                proces.kill()
        assert proces.returncode == 0
