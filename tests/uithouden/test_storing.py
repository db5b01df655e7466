"""The disk refuses at the n-th call, or is full, in every operation: the old or the new state, told in words."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.cijfers import Cijfer, Cijfers
from tests.functioneel.sporen import kan_volgen
from tests.uithouden import operaties
from tests.uithouden.operaties import ALLE, NIEUW, OUD
from tests.uithouden.schijf import python

_WORTEL = Path(__file__).resolve().parents[2]
FOUTEN = {
    "pwrite64": "ENOSPC",
    "write": "ENOSPC",
    "fsync": "EIO",
    "fdatasync": "EIO",
    "ftruncate": "EIO",
    "rename": "EIO",
    "unlink": "EIO",
    "mkdir": "ENOSPC",
}
pytestmark = pytest.mark.skipif(bool(kan_volgen()), reason=kan_volgen())


def _loop(map_: Path, soort: str, n: int) -> tuple[dict[str, str], int]:
    """Every operation with the n-th call of this kind failing: how each ended, and in how many that call was made."""
    verslag = map_.parent / "verslag"
    strace = ["strace", "-f", "-qq", "-e", "signal=none", "--seccomp-bpf", "-o", str(verslag)]
    strace += ["-e", f"trace={soort}", "-e", f"inject={soort}:error={FOUTEN[soort]}:when={n}"]
    klaar = subprocess.run(
        [*strace, *python("tests.uithouden.storing", str(map_), *ALLE)],
        cwd=_WORTEL,
        env={**os.environ, "PMG_DESK_MAP": str(map_.parent / "thuis")},
        capture_output=True,
        text=True,
        check=False,
    )
    if not klaar.stdout:
        return {}, 1  # the call was needed to start at all
    return json.loads(klaar.stdout), verslag.read_text(encoding="ascii", errors="replace").count("(INJECTED)")


def _rondes(map_: Path, sjabloon: Path, lang: bool) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Every kind of call, every n until no operation makes that many; in the short form an early and a later n."""
    for soort in FOUTEN:
        for n in count(1) if lang else (2, 11):
            operaties.zet_klaar(sjabloon, map_)
            uitslag, geraakt = _loop(map_, soort, n)
            if not geraakt:
                break
            if uitslag:
                yield soort, n, uitslag


def test_de_schijf_weigert_bij_de_nde_aanroep(tmp_path: Path, cijfers: Cijfers) -> None:
    sjabloon = tmp_path / "sjabloon"
    for naam, operatie in ALLE.items():
        (sjabloon / naam).mkdir(parents=True)
        operatie.bereid(sjabloon / naam)
    cijfer = cijfers("disk refuses at the n-th call", kort=0, lang=0, minuten=16)
    gemeld = 0
    for soort, n, uitslag in _rondes(tmp_path / "proef", sjabloon, cijfers.lang):
        if cijfer.is_op():
            break
        for naam, hoe in uitslag.items():
            gemeld += hoe == "gemeld"
            _kijk(cijfer, tmp_path / "proef" / naam, f"{naam}, {soort} {n}", hoe)
        cijfer.tel(len(uitslag))
    assert gemeld > cijfer.gedaan // 20, "hardly any fault reached the program"


def _kijk(cijfer: Cijfer, map_: Path, waar: str, hoe: str) -> None:
    if hoe == "traceback":
        cijfer.mislukt(f"{waar}: a traceback")
    try:
        staat = ALLE[map_.name].kijk(map_)
    except Exception as fout:  # noqa: BLE001 - whatever it is, this vault does not open any more
        staat = type(fout).__name__
    if staat not in {OUD, NIEUW} or (hoe == "klaar" and staat != NIEUW):
        cijfer.mislukt(f"{waar}: {hoe}, and then {staat}")
