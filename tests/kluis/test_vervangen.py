"""Vaults that a restore replaced, where the disk does not cooperate: nothing of another vault goes, and it is told."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from pmg_desk.kluis import terugzetten
from pmg_desk.kluis.fouten import KluisNietBereikbaar
from tests.kluis.kluizen import NU

KLUIS = UUID(int=1)


def maak(map_: Path) -> Path:
    pad = map_ / "Zuid-vervangen-2020-01-02-000000.kluis"
    pad.mkdir()
    return pad


def test_a_header_that_may_not_be_read_is_taken_for_nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maak(tmp_path)
    assert len(terugzetten.list_vervangen(tmp_path / "Zuid.kluis", KLUIS, NU)) == 1

    def weiger(_: Path) -> None:
        raise KluisNietBereikbaar

    monkeypatch.setattr(terugzetten, "lees_kop", weiger)
    assert terugzetten.list_vervangen(tmp_path / "Zuid.kluis", KLUIS, NU) == ()


def test_a_disk_that_refuses_to_delete_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maak(tmp_path)
    (een,) = terugzetten.list_vervangen(tmp_path / "Zuid.kluis", KLUIS, NU)

    def weiger(_: Path) -> None:
        raise OSError

    monkeypatch.setattr(shutil, "rmtree", weiger)
    with pytest.raises(KluisNietBereikbaar):
        terugzetten.verwijder_vervangen(een, tmp_path / "Zuid.kluis", NU)
    assert terugzetten.list_vervangen(tmp_path / "Zuid.kluis", KLUIS, NU) == ()
