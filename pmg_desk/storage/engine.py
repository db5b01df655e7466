"""The encrypted database file under SQLAlchemy: SQLCipher with a raw key, one connection, explicit transactions.

The key is given to the driver in the connection's first statements and nowhere else: never in a URL, an option or an
exception. It comes from the vault's header, whose seal proved it right; so when the file does not decrypt, the file is
damaged and the password was fine.

Settings are those of ``security.md``. Measured there against WAL: after SIGKILL a copy of the main file alone was
silently older in 57 of 60 runs; and ``temp_store=FILE`` wrote plain text to the temp folder.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from pmg_desk.domain.kluisfouten import (
    BestaatAl,
    KluisBeschadigd,
    KluisFout,
    KluisNietBereikbaar,
    KluisOntbreekt,
    NieuwereVersie,
)

DATABASEVERSIE = 1
"""``user_version`` of the file. Goes up only when an older release must not even read it; Alembic counts the rest."""

APPLICATIE_ID = 0x504D4744  # "PMGD"
ALLEEN_LEZEN = "alleen_lezen"
"""Execution option: begin without taking the write lock (for a long check beside the work)."""

_PAGINA = 4096
_HEX64 = re.compile(r"[0-9a-f]{64}\Z")
_WACHT_SECONDEN = 5.0

_INSTELLINGEN = (
    # pragma, value to set, value to read back (None: this one cannot be read back)
    ("temp_store", "MEMORY", 2),
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),  # else INSERT OR REPLACE deletes without firing the append-only trigger
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", None),
    (
        "cache_size",
        "-65536",
        -65536,
    ),  # 64 MB: each page not in it is decrypted again; lists of 100 000 ran 4 times slower
)

_VERBINDINGEN: WeakKeyDictionary[sa.Engine, Any] = WeakKeyDictionary()
"""The one connection of each engine: interrupting takes it without asking the pool, which has given it out."""


def maak_engine(pad: Path, sleutel: bytes, *, nieuw: bool = False, alleen_lezen: bool = False) -> sa.Engine:
    """Open the database ``pad`` with the raw 256-bit ``sleutel``, or with ``nieuw`` create it, and prove that it opens.

    With ``alleen_lezen`` the file is opened so that SQLite itself refuses every write to it: for a backup.

    The engine has exactly one connection, usable from any one thread at a time; each transaction starts with
    ``BEGIN IMMEDIATE`` unless its connection has the option ``alleen_lezen``. A second connection while the first is
    out is a bug and raises after five seconds rather than sharing a transaction.

    Raises KluisOntbreekt (no file; nothing is created), KluisBeschadigd (empty, cut or changed), NieuwereVersie,
    KluisNietBereikbaar, and with ``nieuw`` BestaatAl: an existing file is never overwritten.
    """
    if len(sleutel) != 32:
        raise ValueError("the database key must be 32 bytes")
    if nieuw:
        maak_bestand(pad)
    else:
        _controleer_bestand(pad)

    def verbind() -> Any:
        return _verbind(pad, sleutel, nieuw=nieuw, modus="ro" if alleen_lezen else "rw")

    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=verbind,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_WACHT_SECONDEN,
        pool_reset_on_return="rollback",
        hide_parameters=True,  # values are personal data: they stay out of exceptions
    )
    if alleen_lezen:
        engine.update_execution_options(**{ALLEEN_LEZEN: True})
    sa.event.listen(engine, "connect", lambda verbinding, _: _VERBINDINGEN.__setitem__(engine, verbinding))
    sa.event.listen(engine, "begin", _begin)
    sa.event.listen(engine, "handle_error", _vertaal)
    try:
        engine.connect().close()
    except BaseException:
        engine.dispose()
        raise
    return engine


def bouwstenen(engine: sa.Engine) -> tuple[str, bool, bool]:
    """Version of SQLCipher, and whether FTS5 and its trigram tokenizer were built in: for the self test."""
    with engine.connect() as verbinding:
        versie = str(verbinding.exec_driver_sql("PRAGMA cipher_version").scalar_one())
        kan: list[bool] = []
        for opties in ("", ", tokenize='trigram'"):
            try:
                verbinding.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.proef USING fts5(tekst{opties})")
                verbinding.exec_driver_sql("DROP TABLE temp.proef")
                kan.append(True)
            except sa.exc.DBAPIError:
                kan.append(False)
        verbinding.rollback()
    return versie, kan[0], kan[1]


def onderbreek(engine: sa.Engine) -> None:
    """Break off the statement that runs now on another thread: it fails, and its transaction is rolled back as a whole.

    Only for what reads; a statement that begins later is not touched. Nothing happens when none runs.
    """
    _VERBINDINGEN[engine].interrupt()


def wacht_niet_op_schijf(engine: sa.Engine) -> None:
    """Let commits of this engine go on before the disk has them: for filling a demo vault, never for a user's work.

    After a power cut the file may be damaged; the next opening is safe again. Three times as fast with a thousand
    small transactions.
    """
    verbinding = engine.raw_connection()
    try:
        verbinding.cursor().execute("PRAGMA synchronous = OFF")
    finally:
        verbinding.close()


def sluit_engine(engine: sa.Engine) -> None:
    """Close the one connection and with it the file. A connection that is still out is a bug (RuntimeError)."""
    pool = engine.pool
    assert isinstance(pool, QueuePool)
    if pool.checkedout():
        raise RuntimeError("the database is still in use")
    engine.dispose()


def controleer_bestand(engine: sa.Engine) -> list[str]:
    """Check every page of the file against its HMAC, then the structure; one line per finding, empty when sound.

    The lines are technical (page numbers, table names), for a report; they hold no content. Reads the whole file.
    """
    with engine.connect().execution_options(**{ALLEEN_LEZEN: True}) as verbinding:
        try:
            bevindingen = [str(rij[0]) for rij in verbinding.exec_driver_sql("PRAGMA cipher_integrity_check")]
            if not bevindingen:
                rijen = verbinding.exec_driver_sql("PRAGMA integrity_check(100)")
                bevindingen = [str(rij[0]) for rij in rijen if rij[0] != "ok"]
            if not bevindingen:
                rijen = verbinding.exec_driver_sql("PRAGMA foreign_key_check")
                bevindingen = [f"dangling reference in {rij[0]}" for rij in rijen]
        except KluisBeschadigd:
            return ["the database image is malformed"]
    return bevindingen


def maak_bestand(pad: Path) -> None:
    """An empty file for this OS user only. Raises BestaatAl (nothing is overwritten) and KluisNietBereikbaar."""
    try:
        os.close(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise BestaatAl from None
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None


def _controleer_bestand(pad: Path) -> None:
    """SQLite takes a missing or empty file for a new database, so neither reaches it.

    A last page that is cut short is no reason to refuse: a crash while the file grew leaves one, and the journal that
    lies beside it repairs that.
    """
    try:
        if not pad.is_file():
            raise KluisOntbreekt("Het bestand met de gegevens van deze kluis ontbreekt.")
        grootte = pad.stat().st_size
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    if grootte < _PAGINA:
        raise KluisBeschadigd


def geef_sleutel(pad: Path, sleutel: bytes, modus: str) -> Any:
    """A bare connection to ``pad`` with its key and nothing else; ``modus`` is SQLite's (``rw``, ``ro``).

    Raises the driver's errors. Not for work: the settings and the transactions are those of :func:`maak_engine`.
    """
    hexsleutel = sleutel.hex()
    # Anything but exactly 64 hex digits is silently taken for a passphrase.
    if not _HEX64.match(hexsleutel):
        raise ValueError("the database key must be 64 hex digits")
    verbinding = dbapi2.connect(
        pad.absolute().as_uri() + f"?mode={modus}",
        uri=True,
        isolation_level=None,  # the driver begins nothing by itself; see _begin
        check_same_thread=False,
        timeout=_WACHT_SECONDEN,
        cached_statements=256,
    )
    try:
        verbinding.enable_load_extension(False)
        verbinding.execute("PRAGMA cipher_log_level=NONE")
        verbinding.execute(f"PRAGMA key = \"x'{hexsleutel}'\"")
        if not verbinding.execute("PRAGMA cipher_version").fetchone():
            raise RuntimeError("SQLCipher is not linked; refusing to write an unencrypted file")
        verbinding.execute(f"PRAGMA cipher_page_size = {_PAGINA}")
    except BaseException:
        verbinding.close()
        raise
    return verbinding


def _verbind(pad: Path, sleutel: bytes, *, nieuw: bool, modus: str) -> Any:
    verbinding = None
    try:
        verbinding = geef_sleutel(pad, sleutel, modus)
        _lees_of_maak_kenmerken(verbinding, nieuw=nieuw)
        for naam, waarde, verwacht in _INSTELLINGEN:
            verbinding.execute(f"PRAGMA {naam} = {waarde}")
            if verwacht is not None and verbinding.execute(f"PRAGMA {naam}").fetchone() != (verwacht,):
                raise RuntimeError(f"the database refused the setting {naam}")
    except dbapi2.Error as oorzaak:
        _sluit(verbinding)
        raise als_fout(oorzaak) or oorzaak from None
    except BaseException:
        _sluit(verbinding)
        raise
    return verbinding


def _lees_of_maak_kenmerken(verbinding: Any, *, nieuw: bool) -> None:
    # The first read is what decrypts page 1: a wrong key or a damaged page shows here.
    versie = verbinding.execute("PRAGMA user_version").fetchone()[0]
    if versie > DATABASEVERSIE:
        raise NieuwereVersie
    if nieuw and versie == 0:
        verbinding.execute(f"PRAGMA application_id = {APPLICATIE_ID}")
        verbinding.execute(f"PRAGMA user_version = {DATABASEVERSIE}")
    elif verbinding.execute("PRAGMA application_id").fetchone()[0] != APPLICATIE_ID:
        raise KluisBeschadigd


def _sluit(verbinding: Any) -> None:
    if verbinding is not None:
        verbinding.close()


def _begin(verbinding: Connection) -> None:
    """The driver would begin before the first write only, which lets two readers deadlock into a failing write."""
    lezen = verbinding.get_execution_options().get(ALLEEN_LEZEN, False)
    verbinding.exec_driver_sql("BEGIN" if lezen else "BEGIN IMMEDIATE")


def _vertaal(context: ExceptionContext) -> None:
    fout = als_fout(context.original_exception)
    if fout is not None:
        raise fout from None


def als_fout(oorzaak: BaseException) -> KluisFout | None:
    """The failure a user can meet behind a driver error, or None when it is a bug of ours."""
    code = getattr(oorzaak, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    match code & 0xFF:  # the low byte is the kind, the rest says where
        case dbapi2.SQLITE_NOTADB | dbapi2.SQLITE_CORRUPT:
            return KluisBeschadigd()
        case dbapi2.SQLITE_FULL:
            return KluisNietBereikbaar("De schijf is vol.", doe="Maak ruimte vrij en probeer het opnieuw.")
        case dbapi2.SQLITE_IOERR | dbapi2.SQLITE_CANTOPEN | dbapi2.SQLITE_READONLY | dbapi2.SQLITE_PERM:
            return KluisNietBereikbaar()
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return KluisNietBereikbaar("Een ander programma houdt het bestand van de kluis bezet.")
        case _:
            return None
