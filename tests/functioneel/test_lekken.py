"""The leak scan: nothing that was typed in a working day stands readable in any file, but on the paper asked for.

``docs: security, "Leak scan"``. First the scan has to find what is leaked on purpose. The day itself is in
``werkdagproef``, with all that is tried of what the window said and of what is on paper and in the vault.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.cijfers import Cijfers
from tests.functioneel.sporen import Spoor, Zoeker, volg, waarom_niet_te_volgen

WOORD = "Bacedofugaha"
_WORTEL = Path(__file__).resolve().parents[2]


def _in_zip(inhoud: bytes) -> bytes:
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as bundel:
        bundel.writestr("xl/sharedStrings.xml", inhoud)
    return uit.getvalue()


def _dubbel(inhoud: bytes) -> bytes:
    return gzip.compress(_in_zip(inhoud))


@pytest.mark.parametrize("codering", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "pak_in",
    [bytes, gzip.compress, zlib.compress, bz2.compress, lzma.compress, _in_zip, lambda b: gzip.compress(_in_zip(b))],
)
def test_the_scan_finds_a_word_however_it_is_packed(pak_in: Callable[[bytes], bytes], codering: str) -> None:
    zoeker = Zoeker([WOORD, "Dadadadadada", "K7Q2-XXXX"])
    inhoud = os.urandom(50) + pak_in(f"wie: {WOORD.upper()}.".encode(codering)) + os.urandom(50)
    assert zoeker.vind(inhoud) == {WOORD.casefold()}
    assert zoeker.vind(pak_in(f"wie: {WOORD[:-1]}, k7q2-xxxx".encode(codering))) == {"k7q2-xxxx"}


_LEK = ("-m", "tests.functioneel.werkdag")
_DAG = (
    "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=all",
    "-c", str(_WORTEL / "pyproject.toml"), "--rootdir", str(_WORTEL), "--basetemp", "proef",
    str(_WORTEL / "tests" / "functioneel" / "werkdagproef.py"),
)  # fmt: skip
"""Without pytest keeping what is written to the screen: that would be a file with the words in it."""


def _draai(map_: Path, *argumenten: str) -> tuple[dict[str, list[str]], Spoor | None]:
    """The day (or the leak) in a process of its own whose home, temporary and vault folders all lie in ``map_``.

    Without strace it is not watched, and there is nothing to see.
    """
    werk = map_ / "werk"
    for naam in ("thuis", "tmp"):
        (werk / naam).mkdir(parents=True)
    omgeving = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(_WORTEL),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(werk / "thuis"),
        "TMPDIR": str(werk / "tmp"),
        **{f"XDG_{soort}_HOME": str(werk / "thuis" / soort.lower()) for soort in ("DATA", "CONFIG", "STATE", "CACHE")},
    }
    opdracht, spoor = [sys.executable, *argumenten], None
    if waarom_niet_te_volgen():
        klaar = subprocess.run(opdracht, env=omgeving, cwd=werk, capture_output=True, check=False, text=True)
        assert klaar.returncode == 0, f"{klaar.stdout}{klaar.stderr}"[-6000:]
        uit = klaar.stdout
    else:
        uit, spoor = volg(opdracht, map_ / "strace.txt", omgeving, werk)
    return json.loads(next(regel for regel in uit.splitlines() if regel.startswith("{"))), spoor


def _gevolgd(spoor: Spoor | None) -> Spoor:
    if spoor is None:
        pytest.skip(f"the leak scan watches the program with strace: {waarom_niet_te_volgen()}")
    return spoor


def _lekken(map_: Path, geplant: dict[str, list[str]], spoor: Spoor, gevraagd: set[str]) -> dict[str, set[str]]:
    """Per file what was found: in what was written to it, and in what is left of it."""
    zoeker = Zoeker(woord for woorden in geplant.values() for woord in woorden)
    strooigoed = {pad: bytes(inhoud) for pad, inhoud in spoor.geschreven.items()}
    over = {str(pad): pad.read_bytes() for pad in (map_ / "werk").rglob("*") if pad.is_file()}
    over |= {pad: Path(pad).read_bytes() for pad in spoor.geopend | spoor.ongezien if Path(pad).is_file()}
    gevonden: dict[str, set[str]] = {}
    for bron in (strooigoed, over):
        for pad, inhoud in bron.items():
            if pad not in gevraagd and Path(pad).parent.name != "invoer" and (woorden := zoeker.vind(inhoud)):
                gevonden.setdefault(pad, set()).update(woorden)
    return gevonden


def test_the_scan_finds_a_leak_made_on_purpose_also_in_a_file_that_is_gone(tmp_path: Path) -> None:
    geplant, gevolgd = _draai(tmp_path, *_LEK)
    spoor = _gevolgd(gevolgd)
    gevonden = _lekken(tmp_path, geplant, spoor, set())
    cache = str(tmp_path / "werk" / "thuis" / "cache" / "kopie.bin")
    weg = {pad: woorden for pad, woorden in gevonden.items() if pad != cache}
    assert {Path(pad).parent for pad in weg} == {tmp_path / "werk" / "tmp"}
    assert not any(Path(pad).exists() for pad in weg)
    assert sorted(weg.values(), key=sorted) == sorted(
        ({geplant[soort][0].casefold()} for soort in ("verwijderd", "naamloos")), key=sorted
    )
    assert gevonden[cache] == {geplant["gebleven"][0].casefold()}
    assert set(spoor.geschreven) <= spoor.geopend


def test_of_two_hundred_words_of_a_working_day_none_is_left_readable(tmp_path: Path, cijfers: Cijfers) -> None:
    cijfer = cijfers("leak scan, files the program opened for writing", kort=0)
    geplant, gevolgd = _draai(tmp_path, *_DAG)
    spoor = _gevolgd(gevolgd)
    werk = tmp_path / "werk"
    (dag,) = (werk / "proef").glob("test_een_werkdag[0-9]*")
    kluis, pdf = dag / "kluizen" / "Zuidwest.kluis" / "kluis.db", dag / "uit" / "samenvatting.pdf"
    woorden = {woord for woorden in geplant.values() for woord in woorden}
    assert len(woorden) >= 200
    # The paper is written under a name of its own first and then renamed: both are the paper that was asked for.
    gevraagd = {
        str(pdf),
        *(pad for pad in spoor.geschreven if Path(pad).parent == pdf.parent and pad.endswith(".deel")),
    }
    # The watch was real: it saw the vault, its journal and the paper being written, and each of them being opened.
    assert {str(kluis), f"{kluis}-journal"} <= set(spoor.geschreven)
    assert set(spoor.geschreven) - spoor.geopend == set()
    assert gevraagd & set(spoor.geschreven)
    assert [pad for pad in spoor.ongezien if not Path(pad).is_file()] == []
    assert [pad for pad in spoor.geopend if not Path(pad).is_relative_to(werk)] == []
    gelekt = _lekken(tmp_path, geplant, spoor, gevraagd)
    cijfer.tel(len(spoor.geopend | spoor.ongezien | set(spoor.geschreven)))
    cijfer.erbij = f"{len(woorden)} planted words, {sum(map(len, gelekt.values()))} found"
    assert gelekt == {}
