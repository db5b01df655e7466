"""A file outside the vault is whole or not there, and only its user reads it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pmg_desk.exchange.wegschrijven import BestandNietGeschreven, schrijf_heel, schrijf_nieuw


def test_het_bestand_is_heel_en_alleen_voor_de_gebruiker(tmp_path: Path) -> None:
    pad = tmp_path / "samenvatting.pdf"
    pad.write_bytes(b"oud")
    pad.chmod(0o644)
    schrijf_heel(pad, b"nieuw")
    assert pad.read_bytes() == b"nieuw"
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["samenvatting.pdf"]


@pytest.mark.parametrize("stap", ["fsync", "replace"])
def test_een_volle_schijf_laat_niets_half_achter(tmp_path: Path, stap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol(*_: object) -> None:
        raise OSError(28, "No space left on device")

    pad = tmp_path / "samenvatting.pdf"
    pad.write_bytes(b"oud")
    if stap == "fsync":
        monkeypatch.setattr(os, "fsync", vol)
    else:
        monkeypatch.setattr(Path, "replace", vol)
    with pytest.raises(BestandNietGeschreven):
        schrijf_heel(pad, b"nieuw")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("samenvatting.pdf", b"oud")]


def test_een_map_die_er_niet_is_geeft_een_zin(tmp_path: Path) -> None:
    with pytest.raises(BestandNietGeschreven):
        schrijf_heel(tmp_path / "weg" / "x.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


def test_een_nieuw_bestand_komt_nooit_over_een_ander(tmp_path: Path) -> None:
    paden = [schrijf_nieuw(tmp_path, "bundel.pdf.age", inhoud) for inhoud in (b"een", b"twee", b"drie")]
    assert [(p.name, p.read_bytes(), stat.S_IMODE(p.stat().st_mode)) for p in paden] == [
        ("bundel.pdf.age", b"een", 0o600),
        ("bundel-2.pdf.age", b"twee", 0o600),
        ("bundel-3.pdf.age", b"drie", 0o600),
    ]


def test_een_nieuw_bestand_dat_mislukt_laat_niets_achter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", vol)
    for map_ in (tmp_path, tmp_path / "weg"):
        with pytest.raises(BestandNietGeschreven):
            schrijf_nieuw(map_, "bundel.pdf", b"nieuw")
    assert list(tmp_path.iterdir()) == []
