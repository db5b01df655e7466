"""The power goes: what was saved is there, what was typed two seconds before is there as a draft, and all is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pmg_desk.services import casussen, concepten, kluisinzicht
from pmg_desk.services.casussen import Filter
from tests.functioneel.hardgestopt import GETYPT
from tests.kluisdoos import Kluisdoos

KEREN = 3
_WORTEL = Path(__file__).resolve().parents[2]


def _start(doos: Kluisdoos, keer: int, thuis: Path) -> subprocess.Popen[str]:
    omgeving = {**os.environ, "PYTHONPATH": str(_WORTEL), "PMG_DESK_MAP": str(thuis), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.functioneel.hardgestopt", str(doos.pad), str(keer)],
        env=omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _dood(proces: subprocess.Popen[str]) -> None:
    proces.send_signal(signal.SIGKILL)
    proces.wait()
    assert proces.stdout is not None
    proces.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_while_typing_nothing_is_lost(kluisdoos: Kluisdoos, tmp_path: Path, qtbot: Any) -> None:
    for keer in range(KEREN):
        proces = _start(kluisdoos, keer, tmp_path / "thuis")
        try:
            assert proces.stdout is not None
            assert [proces.stdout.readline() for _ in range(2)] == ["bewaard\n", "getypt\n"]
            qtbot.wait(2_000)  # what the promise allows; before that no draft is promised
        finally:
            _dood(proces)
        carla = kluisdoos.carla()
        namen = {rij.naam for rij in casussen.list_casussen(carla, Filter()).rijen}
        assert namen == {f"Bewaard{nr}" for nr in range(keer + 1)}
        concept = concepten.find_concept(carla, "registreren", "")
        assert concept is not None
        assert GETYPT.format(keer) in str(concept.inhoud["aanleiding"])
        kluisdoos.sluit(carla)
    bea = kluisdoos.bea()
    assert kluisinzicht.check_kluis(bea).in_orde
