"""Ratios for vault and log: a package, a check of the whole log, a backup; each against the library that does the work.

As in ``test_bench``: ``make bench`` measures, ``make test`` runs each once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyrage
import pytest
from pyrage import x25519
from sqlcipher3 import dbapi2

from pmg_desk.domain.pakket import Envelop, Pakketsoort, Partij
from pmg_desk.kluis.pakket import open_pakket, verzegel_pakket
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import kluizen, reservekopieen
from pmg_desk.services.demo import make_demo
from pmg_desk.services.logcontrole import verify_logboek
from pmg_desk.services.werkplek import Werkplek

RONDEN = 8
VAN, AAN = EigenSleutels.nieuw(), EigenSleutels.nieuw()


def _envelop() -> Envelop:
    """A request with a megabyte of text."""
    wie = Partij(str(uuid4()), str(uuid4()), "Carla Casus", "casusregisseur")
    nu = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    inhoud = {"stukken": [{"tekst": f"Zin {nr} over school en thuis. " * 10} for nr in range(3000)]}
    return Envelop(str(uuid4()), Pakketsoort.VERZOEK, wie, wie, nu, None, None, inhoud)


def test_package(benchmark: Any) -> None:
    benchmark.group, benchmark.name = "pakket maken en openen", "pakket"
    envelop = _envelop()
    benchmark.pedantic(
        lambda: open_pakket(verzegel_pakket(envelop, VAN, AAN.publiek.age), AAN), rounds=RONDEN, warmup_rounds=1
    )


def test_package_bare(benchmark: Any) -> None:
    benchmark.group, benchmark.name = "pakket maken en openen", "pakket_kaal"
    ruw, ontvanger = _envelop().tekst().encode(), x25519.Recipient.from_str(AAN.publiek.age)
    benchmark.pedantic(
        lambda: pyrage.decrypt(pyrage.encrypt(ruw, [ontvanger]), [AAN.age]), rounds=RONDEN, warmup_rounds=1
    )


@pytest.fixture(scope="module")
def werkplek(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Werkplek]:
    """A beheerder in a demo vault: of 3,000 casussen when measuring, of 3 when only trying."""
    meten = request.config.getoption("benchmark_enable")
    een = make_demo(tmp_path_factory.mktemp("bench"), casussen=3000 if meten else 3)
    plek = kluizen.open_kluis(een.kluis, "beheerder", een.wachtwoord("beheerder"))
    yield plek
    kluizen.close_kluis(plek)


def test_log_check(benchmark: Any, werkplek: Werkplek) -> None:
    benchmark.group, benchmark.name = "logboek controleren", "controle"
    assert benchmark.pedantic(lambda: verify_logboek(werkplek), rounds=RONDEN, warmup_rounds=1).in_orde


def test_log_check_bare(benchmark: Any, werkplek: Werkplek) -> None:
    """Reading every leaf and hashing it once."""
    benchmark.group, benchmark.name = "logboek controleren", "controle_kaal"

    def lees() -> int:
        with werkplek.engine.connect() as verbinding:
            rijen = verbinding.exec_driver_sql("SELECT blad, hash FROM logregel ORDER BY nr")
            return sum(sha256(b"\0" + blad.encode()).hexdigest() == hash_ for blad, hash_ in rijen)

    assert benchmark.pedantic(lees, rounds=RONDEN, warmup_rounds=1)


def test_backup(benchmark: Any, werkplek: Werkplek) -> None:
    benchmark.group, benchmark.name = "reservekopie maken en nakijken", "kopie"
    assert benchmark.pedantic(lambda: reservekopieen.make_reservekopie(werkplek), rounds=3, warmup_rounds=0).naam


def test_backup_bare(benchmark: Any, werkplek: Werkplek, tmp_path: Path) -> None:
    """SQLite's own copy to a new file that is synced, and not looked at again."""
    benchmark.group, benchmark.name = "reservekopie maken en nakijken", "kopie_kaal"
    assert werkplek.kluis is not None
    bron, sleutel = werkplek.kluis.databasepad, f"PRAGMA key = \"x'{werkplek.kluis.kluissleutel.hex()}'\""

    def kopieer() -> None:
        doel = tmp_path / f"{uuid4()}.db"
        van, naar = dbapi2.connect(f"{bron.as_uri()}?mode=ro", uri=True), dbapi2.connect(str(doel))
        for verbinding in (van, naar):
            verbinding.execute(sleutel)
        van.backup(naar)
        van.close()
        naar.close()
        with doel.open("rb+") as bestand:
            os.fsync(bestand.fileno())

    benchmark.pedantic(kopieer, rounds=3, warmup_rounds=0)
