"""Backups on a disk that refuses: it is told, and nothing that looks like a backup or a vault is left behind."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from pmg_desk.kluis import terugzetten
from pmg_desk.kluis.dubbelkop import BESTANDEN, DATABASE
from pmg_desk.kluis.fouten import KluisNietBereikbaar
from pmg_desk.kluis.reservekopie import Generatie, NieuweGeneratie, list_generaties, verwijder
from tests.kluis.kluizen import NU

KLUIS = UUID(int=1)


def voltooi(map_: Path) -> Generatie:
    with NieuweGeneratie(map_, KLUIS) as nieuw:
        for naam in (DATABASE, *BESTANDEN):
            (nieuw.bouwmap / naam).write_bytes(b"x")
        return nieuw.voltooi(NU, log_nr=1, log_hash="0", kop_generatie=1, schema="s", programma="p")


def weiger(*_: object) -> None:
    raise PermissionError


def test_a_backup_that_cannot_get_its_name_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "rename", weiger)
    with pytest.raises(KluisNietBereikbaar):
        voltooi(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_cannot_be_deleted_is_still_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    een = voltooi(tmp_path)
    monkeypatch.setattr(Path, "rename", weiger)
    with pytest.raises(KluisNietBereikbaar):
        verwijder(een)
    assert list_generaties(tmp_path, KLUIS) == (een,)


def test_a_backup_that_cannot_be_copied_leaves_nothing_beside_the_vault(tmp_path: Path) -> None:
    een = voltooi(tmp_path / "reserve")
    (een.pad / DATABASE).unlink()
    buiten = tmp_path / "kluizen"
    buiten.mkdir()
    with pytest.raises(KluisNietBereikbaar):
        terugzetten.maak_klaar(een, buiten / "Zuid.kluis", een.pad)
    assert list(buiten.iterdir()) == []
