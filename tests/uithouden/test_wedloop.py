"""Two processes at one vault: one writes, the other is told who has it, and a lock left behind is no obstacle."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cijfers import Cijfers
from tests.uithouden.schrijver import maak_proef

_WORTEL = Path(__file__).resolve().parents[2]
PER_KLUIS = 100


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
def test_van_twee_die_tegelijk_komen_schrijft_er_een(tmp_path: Path, cijfers: Cijfers) -> None:
    cijfer = cijfers("two processes at one vault", kort=25, lang=1000, minuten=4)
    per_kluis = min(PER_KLUIS, cijfer.doel)
    for _ in cijfer:
        map_ = tmp_path / str(cijfer.gedaan)
        map_.mkdir()
        maak_proef(map_)
        uit = subprocess.run(
            [sys.executable, "-m", "tests.uithouden.wedloop", str(map_), str(per_kluis), str(cijfer.gedaan)],
            cwd=_WORTEL,
            capture_output=True,
            text=True,
            check=True,
        )
        verslagen = [json.loads(regel) for regel in uit.stdout.splitlines()]
        assert len(verslagen) == per_kluis + 1
        for verslag in verslagen:
            for fout in verslag["fouten"]:
                cijfer.mislukt(fout)
        cijfer.tel(per_kluis - 1)
        if cijfer.gedaan + 1 >= cijfer.doel:
            cijfer.tel(1)
            break
