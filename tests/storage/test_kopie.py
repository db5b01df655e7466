"""A copy of the open database: whole, while others write, and never half."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmg_desk.domain.kluisfouten import KluisBeschadigd, KluisNietBereikbaar
from pmg_desk.storage import kopie, logregels
from pmg_desk.storage.engine import maak_engine, sluit_engine
from pmg_desk.storage.kopie import hash_van_regel, kopieer, lees_stand
from tests.wereld import Wereld


def log(wereld: Wereld) -> tuple[int, str]:
    with wereld.beheer.doe() as t:
        t.log("kluis.controleren", "kluis")
    with wereld.beheer.doe() as t:
        return logregels.stand(t.db)


def stil(_gedaan: int, _totaal: int) -> None:
    """Nobody watches."""


def test_a_copy_of_the_open_database_holds_what_it_holds(wereld: Wereld, tmp_path: Path) -> None:
    stand, doel = log(wereld), tmp_path / "kopie.db"
    gemeld: list[tuple[int, int]] = []
    kopieer(wereld.pad, doel, wereld.sleutel, lambda gedaan, totaal: gemeld.append((gedaan, totaal)))
    gelezen = lees_stand(doel, wereld.sleutel, controleer=True)
    assert (gelezen.log_nr, gelezen.log_hash) == stand
    assert (gelezen.bevindingen, gelezen.kluis_id) == ((), str(wereld.kluis_id))
    assert hash_van_regel(doel, wereld.sleutel, stand[0]) == stand[1]
    assert hash_van_regel(doel, wereld.sleutel, stand[0] + 1) is None
    assert gemeld[-1] == (doel.stat().st_size // 4096,) * 2
    assert doel.read_bytes()[:16] != wereld.pad.read_bytes()[:16]  # a salt of its own


def test_a_commit_in_between_is_in_the_copy(wereld: Wereld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kopie, "STAP", 50)
    doel = tmp_path / "kopie.db"
    geschreven: list[tuple[int, str]] = []

    def meld(gedaan: int, totaal: int) -> None:
        if gedaan < totaal and not geschreven:
            geschreven.append(log(wereld))

    kopieer(wereld.pad, doel, wereld.sleutel, meld)
    gelezen = lees_stand(doel, wereld.sleutel, controleer=True)
    assert [(gelezen.log_nr, gelezen.log_hash)] == geschreven
    assert gelezen.bevindingen == ()


def test_somebody_who_never_stops_writing_does_not_keep_the_copy_from_ending(
    wereld: Wereld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kopie, "STAP", 50)
    doel = tmp_path / "kopie.db"
    keren: list[tuple[int, str]] = []

    def meld(gedaan: int, totaal: int) -> None:
        if 0 < gedaan < totaal:
            keren.append(log(wereld))

    kopieer(wereld.pad, doel, wereld.sleutel, meld)
    assert len(keren) >= kopie.MEESTE_KEREN
    gelezen = lees_stand(doel, wereld.sleutel, controleer=True)
    assert (gelezen.log_nr, gelezen.log_hash) == keren[-1]
    assert gelezen.bevindingen == ()


def test_a_copy_can_be_stopped(wereld: Wereld, tmp_path: Path) -> None:
    class Gestopt(Exception):
        pass

    def meld(_gedaan: int, _totaal: int) -> None:
        raise Gestopt

    with pytest.raises(Gestopt):
        kopieer(wereld.pad, tmp_path / "kopie.db", wereld.sleutel, meld)
    log(wereld)  # and the vault works on


def test_nothing_is_overwritten_and_what_cannot_be_read_is_said(wereld: Wereld, tmp_path: Path) -> None:
    doel = tmp_path / "kopie.db"
    doel.write_bytes(b"van iemand anders")
    with pytest.raises(KluisNietBereikbaar):
        kopieer(wereld.pad, doel, wereld.sleutel, stil)
    assert doel.read_bytes() == b"van iemand anders"
    with pytest.raises(KluisBeschadigd):
        kopieer(wereld.pad, tmp_path / "ander.db", bytes(32), stil)
    assert hash_van_regel(wereld.pad, bytes(32), 1) is None
    with pytest.raises(ValueError, match="64 hex digits"):
        kopieer(wereld.pad, tmp_path / "derde.db", b"kort", stil)


def test_a_changed_byte_in_a_copy_is_found(wereld: Wereld, tmp_path: Path) -> None:
    doel = tmp_path / "kopie.db"
    with wereld.engine.begin() as verbinding:  # at the end of the file, where nothing is read without the check
        verbinding.exec_driver_sql("CREATE TABLE achteraan AS SELECT randomblob(20000) AS inhoud")
    kopieer(wereld.pad, doel, wereld.sleutel, stil)
    ruw = bytearray(doel.read_bytes())
    ruw[-100] ^= 1
    doel.write_bytes(ruw)
    assert lees_stand(doel, wereld.sleutel, controleer=False).bevindingen == ()
    assert lees_stand(doel, wereld.sleutel, controleer=True).bevindingen != ()


def test_a_file_without_schema_or_without_a_log_is_told_apart(tmp_path: Path, wereld: Wereld) -> None:
    leeg = tmp_path / "leeg.db"
    engine = maak_engine(leeg, wereld.sleutel, nieuw=True)
    sluit_engine(engine)
    with pytest.raises(KluisBeschadigd):
        lees_stand(leeg, wereld.sleutel, controleer=False)
    assert hash_van_regel(leeg, wereld.sleutel, 1) is None
    engine = maak_engine(leeg, wereld.sleutel)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT)")
        verbinding.exec_driver_sql("CREATE TABLE logregel (nr INTEGER, hash TEXT, blad TEXT)")
    sluit_engine(engine)
    with pytest.raises(KluisBeschadigd):
        lees_stand(leeg, wereld.sleutel, controleer=False)
    engine = maak_engine(leeg, wereld.sleutel)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
    sluit_engine(engine)
    gelezen = lees_stand(leeg, wereld.sleutel, controleer=False)
    assert (gelezen.schema, gelezen.log_nr, gelezen.kluis_id) == ("0001", 0, "")
    engine = maak_engine(leeg, wereld.sleutel)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("""INSERT INTO logregel VALUES (1, 'anders', '{"kluis":"x"}')""")
    sluit_engine(engine)
    assert lees_stand(leeg, wereld.sleutel, controleer=False).bevindingen == (
        "the last line of the log does not match its hash",
    )


def test_sqlite_itself_refuses_to_write_to_a_file_that_was_opened_for_reading(wereld: Wereld, tmp_path: Path) -> None:
    doel = tmp_path / "kopie.db"
    kopieer(wereld.pad, doel, wereld.sleutel, stil)
    voor = doel.read_bytes()
    engine = maak_engine(doel, wereld.sleutel, alleen_lezen=True)
    with pytest.raises(KluisNietBereikbaar), engine.begin() as verbinding:
        verbinding.exec_driver_sql("DELETE FROM concept")
    sluit_engine(engine)
    assert doel.read_bytes() == voor
    assert {pad.name for pad in tmp_path.iterdir()} == {"kluis.db", "kopie.db"}
