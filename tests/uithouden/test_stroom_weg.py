"""A power cut at any moment while saving: the old or the new state, and everything that was acknowledged."""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from pmg_desk.domain.fouten import Fout
from tests.cijfers import Cijfers
from tests.functioneel.sporen import waarom_niet_te_volgen
from tests.uithouden.schijf import Daad, Schijf, neem_op, python, zet_neer
from tests.uithouden.schrijver import DATABASE, bezwaren, lees, maak_proef, open_proef, sluit_proef

_WORTEL = Path(__file__).resolve().parents[2]
GESCHREVEN = 6
pytestmark = pytest.mark.skipif(bool(waarom_niet_te_volgen()), reason=waarom_niet_te_volgen())


def _opname(map_: Path, *rest: str) -> tuple[dict[str, bytes], list[Daad]]:
    """The vault before a recorded run, and what the run did."""
    maak_proef(map_)
    begin = {str(map_ / DATABASE): (map_ / DATABASE).read_bytes()}
    opdracht = python("tests.uithouden.opgenomen", str(map_), str(GESCHREVEN), *rest)
    return begin, neem_op(opdracht, map_.parent / "verslag", _WORTEL, map_)


def _standen(
    begin: dict[str, bytes], daden: list[Daad], dobbel: random.Random
) -> Iterator[tuple[dict[str, bytes], int]]:
    """Different disks after a power cut, at each moment in turn, with how many commits were acknowledged by then.

    Without end: each round takes other writes along.
    """
    gezien: set[bytes] = set()
    while True:
        schijf, bevestigd = Schijf(begin), 0
        for daad in daden:
            if daad.soort == "meld":
                bevestigd += len(daad.inhoud)
            else:
                schijf.speel(daad)
            for beeld in (schijf.stand(None), schijf.stand(None, alles=True), schijf.stand(dobbel)):
                delen = sorted((pad, sha256(inhoud).hexdigest()) for pad, inhoud in beeld.items())
                merk = sha256(repr((delen, bevestigd)).encode()).digest()
                if merk not in gezien:
                    gezien.add(merk)
                    yield beeld, bevestigd


def _bezwaar(beeld: dict[str, bytes], bron: Path, proef: Path, bevestigd: int) -> str:
    """What is wrong with this disk; empty when it holds a whole vault with all that was acknowledged."""
    zet_neer(beeld, bron, proef)
    try:
        werkplek = open_proef(bron, proef / DATABASE)
    except Fout as fout:
        return type(fout).__name__
    try:
        fouten, nummers = bezwaren(werkplek), lees(werkplek)
    except Fout as fout:
        return type(fout).__name__
    finally:
        sluit_proef(werkplek)
    if fouten:
        return fouten[0]
    # The recorder may see a commit before its acknowledgement, never after.
    if nummers != list(range(len(nummers))) or not bevestigd <= len(nummers) <= bevestigd + 1:
        return f"{len(nummers)} casussen where {bevestigd} were acknowledged"
    return ""


def test_wat_niet_op_de_schijf_stond_gaat_weg(tmp_path: Path, cijfers: Cijfers) -> None:
    bron = tmp_path / "bron"
    bron.mkdir()
    begin, daden = _opname(bron)
    assert sum(len(daad.inhoud) for daad in daden if daad.soort == "meld") == GESCHREVEN
    cijfer = cijfers("power cut while saving", kort=75, lang=4000, minuten=6)
    dobbel = random.Random(1)
    alle = _standen(begin, daden, dobbel)
    for _ in cijfer:
        if not cijfers.lang:  # a sample over the whole run
            for _ in range(dobbel.randrange(max(1, len(daden) // cijfer.doel))):
                next(alle)
        beeld, bevestigd = next(alle)
        if bezwaar := _bezwaar(beeld, bron, tmp_path / "proef", bevestigd):
            cijfer.mislukt(bezwaar)


def test_zonder_wachten_op_de_schijf_gaat_er_wel_iets_verloren(tmp_path: Path, cijfers: Cijfers) -> None:
    """The test above would find it: with ``synchronous=OFF`` acknowledged commits are lost or the file is damaged."""
    bron = tmp_path / "bron"
    bron.mkdir()
    begin, daden = _opname(bron, "zacht")
    schijf, bevestigd, gevonden = Schijf(begin), 0, []
    for daad in daden:
        if daad.soort == "meld":
            bevestigd += len(daad.inhoud)
            if bezwaar := _bezwaar(schijf.stand(None), bron, tmp_path / "proef", bevestigd):
                gevonden.append(bezwaar)
        else:
            schijf.speel(daad)
    assert bevestigd == GESCHREVEN
    assert gevonden
