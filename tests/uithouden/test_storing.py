"""The disk refuses at the n-th call, or is full, in every operation: the old or the new state, told in words."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest

from tests.cijfers import Cijfer, Cijfers
from tests.functioneel.sporen import waarom_niet_te_volgen
from tests.uithouden import operaties
from tests.uithouden.operaties import ALLE, NIEUW, OUD
from tests.uithouden.schijf import python

_WORTEL = Path(__file__).resolve().parents[2]
FOUTEN = {
    "pwrite64": "ENOSPC",
    "write": "ENOSPC",
    "fsync": "EIO",
    "ftruncate": "EIO",
    "rename": "EIO",
    "unlink": "EIO",
    "mkdir": "ENOSPC",
}
MINUTEN = {"pwrite64": 6.0, "fsync": 6.0, "unlink": 4.0, "rename": 4.0}
"""Pages are written by the thousand: of those the budget takes a sample over the whole run."""
VROEG, LATER = 2, 11
"""The calls that fail in the short form."""
pytestmark = pytest.mark.skipif(bool(waarom_niet_te_volgen()), reason=waarom_niet_te_volgen())


@pytest.fixture(scope="module")
def sjabloon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared folder for each operation."""
    map_ = tmp_path_factory.mktemp("sjabloon")
    for naam, operatie in ALLE.items():
        (map_ / naam).mkdir()
        operatie.bereid(map_ / naam)
    return map_


def _strace(map_: Path, soort: str, laatste: int, beurten: Collection[str], *opties: str) -> tuple[dict[str, str], str]:
    """Each turn in ``map_``, under strace: how each ended, and the report."""
    verslag = map_.parent / "verslag"
    strace = ["strace", "-f", "-qq", "-e", "signal=none", "--seccomp-bpf", "-o", str(verslag), *opties]
    klaar = subprocess.run(
        [*strace, *python("tests.uithouden.storing", str(map_), soort, str(laatste), *beurten)],
        cwd=_WORTEL,
        env={**os.environ, "PMG_DESK_MAP": str(map_.parent / "thuis")},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(klaar.stdout), verslag.read_text(encoding="ascii", errors="replace")


@pytest.fixture(scope="module")
def keren(sjabloon: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, int]]:
    """Per kind of call, how often each operation makes it when nothing fails."""
    map_ = tmp_path_factory.mktemp("tel") / "proef"
    beurten = [f"{naam}-0" for naam in ALLE]
    operaties.zet_klaar(sjabloon, map_, beurten)
    uitslag, verslag = _strace(map_, "write", 0, beurten, "-e", f"trace={','.join(FOUTEN)},exit_group")
    assert set(uitslag.values()) == {"klaar"}
    per_proces: dict[int, Counter[str]] = {}
    for regel in verslag.splitlines():
        wie, _, rest = regel.partition(" ")
        per_proces.setdefault(int(wie), Counter())[rest.lstrip().partition("(")[0]] += 1
    _, *kinderen = sorted(per_proces)  # the first one starts the others, in their order
    return {
        soort: {naam: per_proces[kind][soort] for naam, kind in zip(ALLE, kinderen, strict=True)} for soort in FOUTEN
    }


def _rondes(keren: dict[str, int], dobbel: random.Random, lang: bool) -> list[tuple[int, list[str]]]:
    """The turns of each start, and the last call that fails in one of them: every n that an operation reaches, in no
    order; or in one start an early call of half of the operations, and of the others a later one when they reach that.
    """
    if lang:
        nummers = list(range(1, max(keren.values()) + 1))
        dobbel.shuffle(nummers)
        return [(n, [f"{naam}-{n}" for naam, aantal in keren.items() if aantal >= n]) for n in nummers]
    halt = {
        naam: LATER if nr % 2 and aantal >= LATER else VROEG
        for nr, (naam, aantal) in enumerate(keren.items())
        if aantal >= VROEG
    }
    return [(max(halt.values()), [f"{naam}-{n}" for naam, n in halt.items()])]


@pytest.mark.parametrize("soort", FOUTEN)
def test_de_schijf_weigert_bij_de_nde_aanroep(
    soort: str, sjabloon: Path, keren: dict[str, dict[str, int]], tmp_path: Path, cijfers: Cijfers
) -> None:
    proef = tmp_path / "proef"
    rondes = _rondes(keren[soort], random.Random(4), cijfers.lang)
    cijfer = cijfers(
        f"disk refuses at the n-th {soort}",
        kort=sum(len(beurten) for _, beurten in rondes),
        minuten=MINUTEN.get(soort, 3.0),
    )
    geraakt = 0
    for laatste, beurten in rondes:
        if cijfer.is_op():
            break
        operaties.zet_klaar(sjabloon, proef, beurten)
        opties = ("-e", f"trace={soort}", "-e", f"inject={soort}:error={FOUTEN[soort]}:when={laatste}")
        uitslag, verslag = _strace(proef, soort, laatste, beurten, *opties)
        geraakt += verslag.count("(INJECTED)")
        for beurt, hoe in uitslag.items():
            _kijk(cijfer, proef / beurt, f"{soort} of {beurt}", hoe)
        cijfer.tel(len(beurten))
    assert geraakt > cijfer.gedaan * 0.8, "not every fault was made"


def _kijk(cijfer: Cijfer, map_: Path, waar: str, hoe: str) -> None:
    if hoe == "traceback":
        cijfer.mislukt(f"{waar}: a traceback")
    try:
        staat = ALLE[map_.name.rpartition("-")[0]].kijk(map_)
    except Exception as fout:  # noqa: BLE001 - whatever it is, this vault does not open any more
        staat = type(fout).__name__
    if staat not in {OUD, NIEUW} or (hoe == "klaar" and staat != NIEUW):
        cijfer.mislukt(f"{waar}: {hoe}, and then {staat}")
