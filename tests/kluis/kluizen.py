"""What the tests of the vault share: real vaults with a real database, and odd ways to damage them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.kluis import kop as kopmodule
from pmg_desk.kluis.bewaarplaats import NieuweGebruiker, OpenKluis, maak_kluis
from pmg_desk.kluis.dubbelkop import BESTANDEN
from pmg_desk.storage.engine import maak_engine, sluit_engine

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
BEA = NieuweGebruiker("bea", "Bea Beheer", "paarse fiets lamp eend wolk")
JAN_ID = UUID("00000000-0000-4000-8000-00000000000a")
JAN_WACHTWOORD = "groene kast stoep vlieger 8"


def maak(map_: Path, naam: str = "Zuidwest", klok: VasteKlok | None = None) -> OpenKluis:
    """A finished vault with one user (Bea) and a database of one table; open, with its lock."""
    with maak_kluis(map_, naam, BEA, klok=klok or VasteKlok(NU)) as bouw:
        engine = maak_engine(bouw.databasepad, bouw.kluissleutel, nieuw=True)
        with engine.begin() as verbinding:
            verbinding.exec_driver_sql("CREATE TABLE t (a TEXT)")
            verbinding.exec_driver_sql("INSERT INTO t VALUES ('eerste')")
        sluit_engine(engine)
        return bouw.voltooi()


def inhoud(engine: Any) -> list[str]:
    """What stands in the one table."""
    with engine.connect() as verbinding:
        return [rij[0] for rij in verbinding.exec_driver_sql("SELECT a FROM t ORDER BY rowid")]


def met_goede_som(ruw: bytes, wijzig: Callable[[dict[str, Any]], None], versie: int = 1) -> bytes:
    """A header file whose content was changed by someone who recomputed the checksum but has no key."""
    buiten = json.loads(ruw)
    wijzig(buiten["inhoud"])
    buiten["versie"] = versie
    buiten["sha256"] = kopmodule._controlesom(versie, buiten["inhoud"])
    return canoniek(buiten).encode() + b"\n"


def zet_beide(map_: Path, ruw: bytes) -> None:
    """Put the same bytes in both copies of the header."""
    for naam in BESTANDEN:
        (map_ / naam).write_bytes(ruw)
