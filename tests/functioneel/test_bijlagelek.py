"""The leak scan for files: what is in one stands readable in nothing that the program, or what it started, wrote."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.functioneel.sporen import Zoeker, volg, waarom_niet_te_volgen

_WORTEL = Path(__file__).resolve().parents[2]


def test_of_a_file_that_is_kept_shown_and_removed_only_the_leak_on_purpose_is_found(tmp_path: Path) -> None:
    if waarom := waarom_niet_te_volgen():
        pytest.skip(f"the leak scan watches the program with strace: {waarom}")
    werk = tmp_path / "werk"
    for naam in ("thuis", "tmp", "invoer", "kluis"):
        (werk / naam).mkdir(parents=True)
    omgeving = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(_WORTEL),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(werk / "thuis"),
        "TMPDIR": str(werk / "tmp"),
    }
    opdracht = [sys.executable, "-m", "tests.functioneel.bijlagedag", str(werk)]
    uit, spoor = volg(opdracht, tmp_path / "strace.txt", omgeving, werk)
    kluis = str(werk / "kluis" / "kluis.db")
    assert {kluis, f"{kluis}-journal"} <= set(spoor.geschreven)  # the watch was real
    assert [pad for pad in spoor.geopend if not Path(pad).is_relative_to(werk)] == []
    zoeker = Zoeker(json.loads(uit).values())
    gevonden = {pad: zoeker.vind(bytes(inhoud)) for pad, inhoud in spoor.geschreven.items()}
    gelekt = {pad: woorden for pad, woorden in gevonden.items() if woorden}
    (invoer,) = (werk / "invoer").iterdir()
    (lek,) = set(gelekt) - {str(invoer)}
    assert Path(lek).name.startswith("lek-")
    assert gelekt == {str(invoer): {"bacedofugaha"}, lek: {"bacedofugaha"}}
