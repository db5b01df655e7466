"""Does a key fit a database file: told from its first page, by the standard library alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmg_desk.kluis.eerste_pagina import past_nergens, past_op_database
from pmg_desk.storage.engine import maak_engine, sluit_engine

SLEUTEL = bytes(range(32))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    pad = tmp_path / "kluis.db"
    sluit_engine(maak_engine(pad, SLEUTEL, nieuw=True))
    return pad


def test_the_right_key_proves_itself_and_no_other(database: Path) -> None:
    assert past_op_database(database, SLEUTEL)
    assert not past_op_database(database, bytes(32))


def test_a_damaged_first_page_proves_nothing(database: Path) -> None:
    ruw = database.read_bytes()
    for plaats in range(0, 4096, 97):
        stuk = bytearray(ruw)
        stuk[plaats] ^= 1 << (plaats % 8)
        database.write_bytes(stuk)
        assert not past_op_database(database, SLEUTEL)
    database.write_bytes(ruw)
    assert past_op_database(database, SLEUTEL)


def test_no_file_or_half_a_page_proves_nothing(database: Path, tmp_path: Path) -> None:
    assert not past_op_database(tmp_path / "weg", SLEUTEL)
    database.write_bytes(database.read_bytes()[:4095])
    assert not past_op_database(database, SLEUTEL)


def test_a_database_of_another_key_is_told_from_a_damaged_one(database: Path, tmp_path: Path) -> None:
    engine = maak_engine(database, SLEUTEL)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("CREATE TABLE t (a TEXT)")
    sluit_engine(engine)
    assert past_nergens(database, bytes(32))
    assert not past_nergens(database, SLEUTEL)
    ruw = bytearray(database.read_bytes())
    ruw[100] ^= 1
    database.write_bytes(ruw)
    assert not past_nergens(database, SLEUTEL)
    database.write_bytes(ruw[:4095])
    assert not past_nergens(database, bytes(32))
    assert not past_nergens(tmp_path / "weg", SLEUTEL)
