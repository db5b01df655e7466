"""The encrypted file: nothing readable in it, nothing created by accident, every damage told as damage."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlcipher3 import dbapi2

from pmg_desk.domain.kluisfouten import (
    BestaatAl,
    KluisBeschadigd,
    KluisNietBereikbaar,
    KluisOntbreekt,
    NieuwereVersie,
)
from pmg_desk.storage import engine as module
from pmg_desk.storage.engine import ALLEEN_LEZEN, controleer_bestand, maak_engine, sluit_engine

SLEUTEL = bytes(range(32))
PLANT = "Roodborstje-in-de-sneeuw"


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    """A shut database of some 40 pages with a planted text, in a folder with an awkward name."""
    map_ = tmp_path / "map met één #teken?"
    map_.mkdir()
    pad = map_ / "kluis.db"
    engine = maak_engine(pad, SLEUTEL, nieuw=True)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL)")
        verbinding.exec_driver_sql("CREATE TABLE kind (t_id INTEGER NOT NULL REFERENCES t (id))")
        for nr in range(1_500):
            verbinding.exec_driver_sql("INSERT INTO t (a) VALUES (?)", (f"{PLANT} {nr} {'x' * 60}",))
    sluit_engine(engine)
    return pad


@pytest.fixture
def engine(pad: Path) -> Iterator[sa.Engine]:
    engine = maak_engine(pad, SLEUTEL)
    yield engine
    sluit_engine(engine)


def _aantal(engine: sa.Engine) -> int:
    with engine.connect() as verbinding:
        return int(verbinding.exec_driver_sql("SELECT count(*) FROM t").scalar_one())


def _pragma(engine: sa.Engine, naam: str) -> object:
    with engine.connect() as verbinding:
        return verbinding.exec_driver_sql(f"PRAGMA {naam}").scalar()


def _open_bestanden(pad: Path) -> list[str]:
    """What this process has open in the database's folder."""
    return [doel for doel in _alle_open_bestanden() if doel.startswith(str(pad.parent))]


def _alle_open_bestanden() -> Iterator[str]:
    for koppeling in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one that lists the folder is gone by now
            yield str(koppeling.readlink())


# -- encrypted, with the settings we promise ---------------------------------------------------------------------------


def test_nothing_in_the_file_is_readable(pad: Path) -> None:
    ruw = pad.read_bytes()
    assert PLANT.encode() not in ruw
    assert PLANT.encode("utf-16-le") not in ruw
    assert b"SQLite format 3" not in ruw
    assert b"CREATE TABLE" not in ruw
    assert oct(pad.stat().st_mode & 0o777) == "0o600"


def test_the_same_text_in_a_plain_database_would_have_been_found(tmp_path: Path) -> None:
    """The scan above sees what there is to see."""
    kaal = dbapi2.connect(str(tmp_path / "kaal.db"))
    kaal.execute("CREATE TABLE t (a TEXT)")
    kaal.execute("INSERT INTO t VALUES (?)", (PLANT,))
    kaal.commit()
    kaal.close()
    assert PLANT.encode() in (tmp_path / "kaal.db").read_bytes()


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("cipher_page_size", "4096"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ("user_version", 1),
        ("application_id", 0x504D4744),
    ],
)
def test_settings(engine: sa.Engine, naam: str, waarde: object) -> None:
    assert _pragma(engine, naam) == waarde


def test_a_setting_that_the_library_refuses_stops_the_opening(pad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_INSTELLINGEN", (("temp_store", "MEMORY", 99),))
    with pytest.raises(RuntimeError, match="temp_store"):
        maak_engine(pad, SLEUTEL)
    assert _open_bestanden(pad) == []


def test_a_library_without_encryption_is_never_written_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain SQLite takes PRAGMA key without a word and would write plain text."""

    class Kaal:
        """A connection of a library that never heard of SQLCipher."""

        def __init__(self, *args: Any, **kw: Any) -> None:
            self.echt = dbapi2.Connection(*args, **kw)

        def execute(self, opdracht: str) -> Any:
            return self.echt.execute("SELECT 1 WHERE 0" if "cipher" in opdracht or "key" in opdracht else opdracht)

        def enable_load_extension(self, aan: bool) -> None:
            self.echt.enable_load_extension(aan)

        def close(self) -> None:
            self.echt.close()

    monkeypatch.setattr(dbapi2, "connect", Kaal)
    with pytest.raises(RuntimeError, match="SQLCipher"):
        maak_engine(tmp_path / "kluis.db", SLEUTEL, nieuw=True)
    assert (tmp_path / "kluis.db").read_bytes() == b""


def test_extensions_cannot_be_loaded(engine: sa.Engine) -> None:
    with engine.connect() as verbinding, pytest.raises(OperationalError, match="not authorized"):
        verbinding.exec_driver_sql("SELECT load_extension('x')")


def test_temporary_tables_stay_out_of_the_file_system(engine: sa.Engine, pad: Path) -> None:
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("CREATE TEMP TABLE tijdelijk AS SELECT a FROM t ORDER BY a DESC")
        assert set(_open_bestanden(pad)) <= {str(pad), f"{pad}-journal"}
        assert not [doel for doel in _alle_open_bestanden() if "etilqs" in doel]


def test_the_journal_of_a_running_transaction_is_encrypted_too(engine: sa.Engine, pad: Path) -> None:
    with engine.connect() as verbinding:
        verbinding.exec_driver_sql("PRAGMA cache_size = 5")
        verbinding.exec_driver_sql("UPDATE t SET a = a || ' nog meer'")
        journaal = pad.with_name(pad.name + "-journal").read_bytes()
        assert len(journaal) > 10_000
        assert PLANT.encode() not in journaal
        verbinding.rollback()


def test_deleted_text_leaves_the_decrypted_pages(engine: sa.Engine, pad: Path, tmp_path: Path) -> None:
    """``secure_delete``: what was erased is not on any page, free ones included."""
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("DELETE FROM t")
        plat = tmp_path / "plat.db"
    with engine.connect() as verbinding:
        ruw = verbinding.connection.driver_connection
        assert ruw is not None
        verbinding.rollback()
        kopie = dbapi2.connect(str(plat))
        kopie.execute("PRAGMA key = \"x'" + SLEUTEL.hex() + "'\"")
        ruw.backup(kopie)
        kopie.close()
    paginas = _ontcijfer(plat)
    assert b"CREATE TABLE" in paginas
    assert PLANT.encode() not in paginas


def _ontcijfer(pad: Path) -> bytes:
    """Every page, by an independent reader of a few lines (SQLCipher 4 layout: AES-256-CBC, IV before the HMAC)."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    ruw, uit = pad.read_bytes(), []
    for begin in range(0, len(ruw), 4096):
        pagina = ruw[begin : begin + 4096]
        iv, tekst = pagina[-80:-64], pagina[16 if begin == 0 else 0 : -80]
        ontcijfer = Cipher(algorithms.AES(SLEUTEL), modes.CBC(iv)).decryptor()
        uit.append(ontcijfer.update(tekst) + ontcijfer.finalize())
    return b"".join(uit)


def test_an_independent_reader_decrypts_the_file(pad: Path) -> None:
    """It is what we say it is; and the reader of the test above does find what is there."""
    paginas = _ontcijfer(pad)
    assert f"{PLANT} 1499".encode() in paginas


# -- never created, never overwritten ----------------------------------------------------------------------------------


def test_a_missing_file_is_never_a_new_database(tmp_path: Path) -> None:
    with pytest.raises(KluisOntbreekt):
        maak_engine(tmp_path / "weg.db", SLEUTEL)
    (tmp_path / "map").mkdir()
    with pytest.raises(KluisOntbreekt):
        maak_engine(tmp_path / "map", SLEUTEL)
    assert [p.name for p in tmp_path.iterdir()] == ["map"]


@pytest.mark.parametrize("grootte", [0, 1, 4095])
def test_an_empty_or_cut_file_is_never_a_new_database(pad: Path, grootte: int) -> None:
    pad.write_bytes(pad.read_bytes()[:grootte])
    with pytest.raises(KluisBeschadigd):
        maak_engine(pad, SLEUTEL)
    assert pad.stat().st_size == grootte


def test_an_existing_file_is_never_overwritten(pad: Path) -> None:
    voor = pad.read_bytes()
    with pytest.raises(BestaatAl):
        maak_engine(pad, SLEUTEL, nieuw=True)
    assert pad.read_bytes() == voor


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KluisNietBereikbaar):
        maak_engine(tmp_path / "weg" / "kluis.db", SLEUTEL, nieuw=True)


def test_a_folder_that_may_not_be_read(pad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def weiger(_: Path) -> bool:
        raise PermissionError(13, "nee")

    monkeypatch.setattr(Path, "is_file", weiger)
    with pytest.raises(KluisNietBereikbaar):
        maak_engine(pad, SLEUTEL)


@pytest.mark.parametrize("sleutel", [b"", b"x", bytes(31), bytes(33), b"00" * 32])
def test_a_key_of_another_length_is_never_taken_for_a_passphrase(tmp_path: Path, sleutel: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        maak_engine(tmp_path / "kluis.db", sleutel, nieuw=True)
    assert list(tmp_path.iterdir()) == []


def test_what_reaches_sqlcipher_is_exactly_64_hex_digits(tmp_path: Path) -> None:
    class Vreemd(bytes):
        def hex(self, *_: object) -> str:
            return "geen hex"

    with pytest.raises(ValueError, match="64 hex"):
        maak_engine(tmp_path / "kluis.db", Vreemd(32), nieuw=True)


# -- damage ------------------------------------------------------------------------------------------------------------


def test_a_sound_file_has_no_findings(engine: sa.Engine) -> None:
    assert controleer_bestand(engine) == []


def test_another_key_is_damage_because_the_header_proved_the_key(pad: Path) -> None:
    with pytest.raises(KluisBeschadigd) as gevangen:
        maak_engine(pad, bytes(32))
    assert "Uw wachtwoord is goed." in gevangen.value.tekst()
    assert _open_bestanden(pad) == []


def _bevinding(pad: Path) -> str:
    """How opening and checking tells of the state of the file; never anything but a failure or a finding."""
    try:
        engine = maak_engine(pad, SLEUTEL)
    except KluisBeschadigd:
        return "bij openen"
    try:
        return "; ".join(controleer_bestand(engine))
    finally:
        sluit_engine(engine)


def test_every_flipped_bit_of_a_sample_is_found(pad: Path) -> None:
    ruw = pad.read_bytes()
    plaatsen = random.Random(20261123).sample(range(len(ruw)), 150)
    plaatsen += [0, 15, 16, 4015, 4016, 4031, 4032, 4095, 4096, len(ruw) - 1]  # the borders of the layout
    gevonden = {"bij openen": 0, "bij controle": 0}
    for plaats in plaatsen:
        with pad.open("r+b") as bestand:
            bestand.seek(plaats)
            bestand.write(bytes([ruw[plaats] ^ (1 << (plaats % 8))]))
        bevinding = _bevinding(pad)
        assert bevinding, f"byte {plaats} changed and nothing noticed"
        gevonden["bij openen" if bevinding == "bij openen" else "bij controle"] += 1
        with pad.open("r+b") as bestand:
            bestand.seek(plaats)
            bestand.write(ruw[plaats : plaats + 1])
    assert _bevinding(pad) == ""
    assert min(gevonden.values()) > 0


def test_pages_cut_added_swapped_or_half_are_found(pad: Path) -> None:
    ruw = pad.read_bytes()
    pagina = [ruw[i : i + 4096] for i in range(0, len(ruw), 4096)]
    for anders in (
        pagina[:-1],
        pagina[:1],
        [*pagina, pagina[-1]],
        [*pagina, bytes(4096)],
        [*pagina[:3], pagina[4], pagina[3], *pagina[5:]],
        [*pagina[:-1], pagina[-1][:100]],
        [*pagina, b"aanhangsel"],
    ):
        pad.write_bytes(b"".join(anders))
        assert _bevinding(pad) != ""


def test_a_plain_database_or_other_file_in_its_place_is_damage(pad: Path) -> None:
    kaal = dbapi2.connect(str(pad.parent / "kaal.db"))
    kaal.execute("CREATE TABLE t (a TEXT)")
    kaal.commit()
    kaal.close()
    for ander in ((pad.parent / "kaal.db").read_bytes(), b"%PDF-1.7" * 2_000, bytes(8192)):
        pad.write_bytes(ander)
        with pytest.raises(KluisBeschadigd):
            maak_engine(pad, SLEUTEL)
        assert pad.read_bytes() == ander


def test_a_database_of_another_program_under_the_same_key_is_damage(pad: Path, engine: sa.Engine) -> None:
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("PRAGMA application_id = 1")
    sluit_engine(engine)
    with pytest.raises(KluisBeschadigd):
        maak_engine(pad, SLEUTEL)


def test_a_damaged_page_met_while_working_is_told_as_damage(pad: Path) -> None:
    ruw = bytearray(pad.read_bytes())
    for begin in range(4096 * 5, len(ruw), 4096):
        ruw[begin + 500] ^= 1
    pad.write_bytes(ruw)
    engine = maak_engine(pad, SLEUTEL)
    with pytest.raises(KluisBeschadigd), engine.connect() as verbinding:
        verbinding.exec_driver_sql("SELECT sum(length(a)) FROM t").all()
    sluit_engine(engine)


def test_a_dangling_reference_is_a_finding(engine: sa.Engine) -> None:
    with engine.connect() as verbinding:
        ruw = verbinding.connection.driver_connection
        assert ruw is not None
        verbinding.rollback()
        ruw.execute("PRAGMA foreign_keys=OFF")
        ruw.execute("INSERT INTO kind VALUES (999999)")
        ruw.execute("PRAGMA foreign_keys=ON")
    assert controleer_bestand(engine) == ["dangling reference in kind"]


def test_a_check_that_breaks_on_the_file_is_a_finding_not_a_traceback(engine: sa.Engine, pad: Path) -> None:
    """The file is cut under an open database: SQLite itself gives up before a page can be named."""
    with engine.connect() as verbinding:
        assert verbinding.exec_driver_sql("SELECT count(*) FROM t").scalar() == 1_500
    os.truncate(pad, 4096)
    assert controleer_bestand(engine) == ["the database image is malformed"]


def test_a_newer_release_is_refused_untouched(pad: Path, engine: sa.Engine) -> None:
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("PRAGMA user_version = 2")
    sluit_engine(engine)
    voor = pad.read_bytes()
    with pytest.raises(NieuwereVersie):
        maak_engine(pad, SLEUTEL)
    assert pad.read_bytes() == voor
    assert _open_bestanden(pad) == []


# -- transactions and the one connection -------------------------------------------------------------------------------


def test_a_transaction_is_all_or_nothing_including_what_it_read_first(engine: sa.Engine) -> None:
    voor = _aantal(engine)
    with pytest.raises(IntegrityError), engine.begin() as verbinding:
        verbinding.exec_driver_sql("SELECT 1")
        verbinding.exec_driver_sql("DELETE FROM t WHERE id = 1")
        verbinding.exec_driver_sql("CREATE TABLE erbij (a TEXT)")  # the driver's own way would commit here
        verbinding.exec_driver_sql("INSERT INTO kind VALUES (999999)")
        verbinding.exec_driver_sql("INSERT INTO t (id, a) VALUES (2, 'bestaat al')")
    assert _aantal(engine) == voor
    with engine.connect() as verbinding:
        assert not sa.inspect(verbinding).has_table("erbij")


def test_a_savepoint_rolls_back_alone(engine: sa.Engine) -> None:
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("DELETE FROM t WHERE id = 1")
        with pytest.raises(IntegrityError), verbinding.begin_nested():
            verbinding.exec_driver_sql("DELETE FROM t WHERE id = 2")
            verbinding.exec_driver_sql("INSERT INTO t (id, a) VALUES (3, 'bestaat al')")
    with engine.connect() as verbinding:
        assert verbinding.exec_driver_sql("SELECT min(id) FROM t").scalar() == 2


def test_every_transaction_takes_the_write_lock_at_once_unless_it_only_reads(engine: sa.Engine, pad: Path) -> None:
    ander = dbapi2.connect(str(pad), timeout=0, isolation_level=None)
    ander.execute("PRAGMA key = \"x'" + SLEUTEL.hex() + "'\"")
    with engine.connect().execution_options(**{ALLEEN_LEZEN: True}) as verbinding:
        verbinding.exec_driver_sql("SELECT count(*) FROM t").all()
        ander.execute("BEGIN IMMEDIATE")
        ander.execute("ROLLBACK")
    with engine.connect() as verbinding:
        verbinding.exec_driver_sql("SELECT 1").all()
        with pytest.raises(dbapi2.OperationalError, match="locked"):
            ander.execute("BEGIN IMMEDIATE")
    ander.close()


def test_a_file_that_another_program_keeps_busy_says_so(pad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WACHT_SECONDEN", 0.05)
    engine = maak_engine(pad, SLEUTEL)
    ander = dbapi2.connect(str(pad), timeout=0, isolation_level=None)
    ander.execute("PRAGMA key = \"x'" + SLEUTEL.hex() + "'\"")
    ander.execute("BEGIN EXCLUSIVE")
    with pytest.raises(KluisNietBereikbaar) as gevangen, engine.begin() as verbinding:
        verbinding.exec_driver_sql("DELETE FROM t")
    assert gevangen.value.wat == "Een ander programma houdt het bestand van de kluis bezet."
    with pytest.raises(KluisNietBereikbaar):
        maak_engine(pad, SLEUTEL)
    ander.execute("ROLLBACK")
    ander.close()
    sluit_engine(engine)


def test_a_full_disk_is_told_and_nothing_is_half_written(engine: sa.Engine) -> None:
    voor = _aantal(engine)
    vol = _pragma(engine, "page_count")
    with pytest.raises(KluisNietBereikbaar) as gevangen, engine.begin() as verbinding:
        verbinding.exec_driver_sql(f"PRAGMA max_page_count = {vol}")
        for _ in range(100):
            verbinding.exec_driver_sql("INSERT INTO t (a) VALUES (?)", ("y" * 2_000,))
    assert gevangen.value.wat == "De schijf is vol."
    assert _aantal(engine) == voor
    assert controleer_bestand(engine) == []


def test_a_file_that_may_not_be_written_says_so(pad: Path) -> None:
    engine = maak_engine(pad, SLEUTEL)
    with pytest.raises(KluisNietBereikbaar), engine.begin() as verbinding:
        verbinding.exec_driver_sql("PRAGMA query_only = ON")
        verbinding.exec_driver_sql("DELETE FROM t")
    sluit_engine(engine)
    engine = maak_engine(pad, SLEUTEL)
    assert _aantal(engine) == 1_500
    sluit_engine(engine)


def test_a_mistake_of_ours_stays_a_mistake_and_shows_no_values(engine: sa.Engine) -> None:
    with pytest.raises(OperationalError) as gevangen, engine.begin() as verbinding:
        verbinding.exec_driver_sql("INSERT INTO bestaat_niet VALUES (?)", (PLANT,))
    assert PLANT not in str(gevangen.value)
    assert PLANT not in repr(gevangen.value)


def test_the_key_is_in_no_representation_or_exception(pad: Path, engine: sa.Engine) -> None:
    fouten: list[BaseException] = []
    pogingen: list[Callable[[], object]] = [
        lambda: maak_engine(pad, SLEUTEL, nieuw=True),
        lambda: maak_engine(pad.parent / "weg", SLEUTEL),
    ]
    for poging in pogingen:
        with pytest.raises(Exception) as gevangen:  # noqa: PT011  whatever it is, the key is not in it
            poging()
        fouten.append(gevangen.value)
    pad.write_bytes(bytes(8192))
    with pytest.raises(KluisBeschadigd) as kapot:
        maak_engine(pad, SLEUTEL)
    fouten.append(kapot.value)
    teksten = [repr(engine), str(engine.url), repr(engine.pool)]
    for fout in fouten:
        teksten += [str(fout), repr(fout), repr(fout.args), repr(fout.__cause__)]
    assert not [tekst for tekst in teksten if SLEUTEL.hex() in tekst or repr(SLEUTEL) in tekst]


def test_a_second_connection_is_refused_instead_of_sharing_a_transaction(
    pad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WACHT_SECONDEN", 0.05)
    engine = maak_engine(pad, SLEUTEL)
    with engine.connect(), pytest.raises(sa.exc.TimeoutError):
        engine.connect()
    sluit_engine(engine)


def test_another_thread_may_use_it(engine: sa.Engine) -> None:
    """The database thread of the program is not the one that opened the vault."""
    uit: list[int] = []
    draad = threading.Thread(target=lambda: uit.append(_aantal(engine)))
    draad.start()
    draad.join()
    assert uit == [1_500]


def test_closing_closes_the_file(pad: Path) -> None:
    engine = maak_engine(pad, SLEUTEL)
    assert _aantal(engine) == 1_500
    assert _open_bestanden(pad) != []
    sluit_engine(engine)
    assert _open_bestanden(pad) == []


def test_closing_while_in_use_is_a_mistake_of_ours(engine: sa.Engine) -> None:
    with engine.connect(), pytest.raises(RuntimeError, match="in use"):
        sluit_engine(engine)


SCHRIJVER = """
import sys
from pathlib import Path
from pmg_desk.storage.engine import maak_engine
engine = maak_engine(Path(sys.argv[1]), bytes(range(32)))
nr = 0
while True:
    nr += 1
    with engine.begin() as v:
        v.exec_driver_sql("UPDATE t SET a = 'ronde ' || ?", (nr,))
        v.exec_driver_sql("INSERT INTO t (a) VALUES (?)", (f"ronde {nr}",))
    print(nr, flush=True)
"""


def test_a_process_killed_while_writing_loses_nothing_it_had_confirmed(pad: Path) -> None:
    bevestigd = 0
    for keer in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", SCHRIJVER, str(pad)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        ) as proces:
            assert proces.stdout is not None
            for _ in range(keer + 2):
                bevestigd = int(proces.stdout.readline())
            proces.send_signal(signal.SIGKILL)
            rest = proces.stdout.read().split()
        bevestigd = int(rest[-1]) if rest else bevestigd
        engine = maak_engine(pad, SLEUTEL)
        with engine.connect() as verbinding:
            rondes = verbinding.exec_driver_sql("SELECT DISTINCT a FROM t").scalars().all()
        assert len(rondes) == 1  # one whole round, never a mix of two
        assert int(rondes[0].split()[1]) in {bevestigd, bevestigd + 1}
        assert controleer_bestand(engine) == []
        sluit_engine(engine)


def test_a_file_that_disappears_while_opening_is_not_made_anew(pad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_controleer_bestand", Path.unlink)
    with pytest.raises(KluisNietBereikbaar):
        maak_engine(pad, SLEUTEL)
    assert not pad.exists()


def test_a_file_that_becomes_empty_while_opening_is_not_made_anew(pad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_controleer_bestand", lambda leeg: leeg.write_bytes(b""))
    with pytest.raises(KluisBeschadigd):
        maak_engine(pad, SLEUTEL)
    assert pad.read_bytes() == b""


def test_a_wrong_number_of_values_stays_a_mistake_of_ours(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.ProgrammingError), engine.connect() as verbinding:
        verbinding.exec_driver_sql("SELECT ?, ?", (1,))
