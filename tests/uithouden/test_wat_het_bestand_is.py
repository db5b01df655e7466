"""The vault file is what we say it is: an independent reader with the raw key sees the same rows, and nobody else any.

The reader (``tests/paginas.py``) knows AES, HMAC and the page layout of SQLCipher 4, and nothing of this program; what
comes out is opened by the SQLite of Python's standard library.
"""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

import pytest

from tests.cijfers import Cijfers
from tests.paginas import PAGINA, RESERVE, OnechtePagina, paginas
from tests.uithouden.schrijver import DATABASE, maak_proef, open_proef, schrijf, sleutel_van, sluit_proef


def test_een_ander_leest_met_de_sleutel_dezelfde_rijen(tmp_path: Path, cijfers: Cijfers) -> None:
    maak_proef(tmp_path)
    werkplek = open_proef(tmp_path)
    for nr in range(3):
        schrijf(werkplek, nr)
    with werkplek.engine.connect() as verbinding:
        tabellen = [r[0] for r in verbinding.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql IS NOT NULL")]
        namen = verbinding.exec_driver_sql("SELECT geslachtsnaam FROM jongere ORDER BY 1").scalars().all()
        regels = verbinding.exec_driver_sql("SELECT nr, blad, hash FROM logregel ORDER BY nr").all()
    sluit_proef(werkplek)
    assert namen == ["Proef0", "Proef1", "Proef2"]
    cijfer = cijfers("pages read by an independent reader", kort=0)
    los = tmp_path / "los.db"
    with los.open("wb") as uit:
        for inhoud in paginas(tmp_path / DATABASE, sleutel_van(tmp_path)):
            uit.write(inhoud + bytes(PAGINA - len(inhoud)))
            cijfer.tel(1)
    with los.open("r+b") as uit:  # SQLite keeps the reserve of a page in the header: the same, or it reads nothing
        uit.seek(20)
        assert uit.read(1) == bytes([RESERVE])
    gewoon = sqlite3.connect(los)
    try:
        assert [r[0] for r in gewoon.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL")] == tabellen
        assert [r[0] for r in gewoon.execute("SELECT geslachtsnaam FROM jongere ORDER BY 1")] == namen
        assert gewoon.execute("SELECT nr, blad, hash FROM logregel ORDER BY nr").fetchall() == [
            tuple(r) for r in regels
        ]
        assert gewoon.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        gewoon.close()


def test_zonder_de_sleutel_is_het_ruis(tmp_path: Path) -> None:
    maak_proef(tmp_path)
    werkplek = open_proef(tmp_path)
    schrijf(werkplek, 7)
    sluit_proef(werkplek)
    ruw = (tmp_path / DATABASE).read_bytes()
    assert not [woord for woord in (b"Proef7", b"SQLite", b"jongere", b"CREATE", b"logregel") if woord in ruw]
    aantallen = [ruw.count(bytes([b])) for b in range(256)]
    assert max(aantallen) < 1.3 * min(aantallen)  # every byte about as often as any other
    with pytest.raises(OnechtePagina):
        next(paginas(tmp_path / DATABASE, secrets.token_bytes(32)))
    gewoon = sqlite3.connect(tmp_path / DATABASE)
    try:
        with pytest.raises(sqlite3.DatabaseError):
            gewoon.execute("SELECT * FROM jongere")
    finally:
        gewoon.close()
