"""The files of a key rotation: in which order they are written, and what each failure leaves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pmg_desk.domain.klok import VasteKlok
from pmg_desk.kluis import rotatie
from pmg_desk.kluis.bewaarplaats import OpenKluis, open_kluis
from pmg_desk.kluis.dubbelkop import BESTANDEN, lees_kop
from pmg_desk.kluis.fouten import KluisNietBereikbaar, TeWeinigRuimte
from pmg_desk.kluis.rotatie import Afloop
from pmg_desk.storage.engine import maak_engine, sluit_engine
from pmg_desk.storage.omsleutelen import schrijf_om
from tests.kluis.kluizen import BEA, NU, inhoud, maak

KLOK = VasteKlok(NU)


@pytest.fixture
def kluis(tmp_path: Path) -> Iterator[OpenKluis]:
    with maak(tmp_path) as een:
        yield een


def zegels(kluis: OpenKluis) -> tuple[int, ...]:
    return tuple(z.nummer for z in lees_kop(kluis.pad).kop.zegels)


def leest(kluis: OpenKluis) -> list[str]:
    engine = maak_engine(kluis.databasepad, kluis.kluissleutel)
    try:
        return inhoud(engine)
    finally:
        sluit_engine(engine)


def herschrijf(kluis: OpenKluis, sleutel: bytes) -> None:
    engine = maak_engine(kluis.databasepad, kluis.kluissleutel)
    try:
        schrijf_om(engine, rotatie.nieuw_databasepad(kluis), sleutel, lambda _gedaan, _totaal: None)
    finally:
        sluit_engine(engine)


def heropen(kluis: OpenKluis) -> OpenKluis:
    kluis.slot.geef_vrij()
    return open_kluis(kluis.pad, "bea", BEA.wachtwoord, klok=KLOK)


def test_after_a_whole_rotation_only_the_new_key_is_left(kluis: OpenKluis) -> None:
    oud = kluis.kluissleutel
    (kluis.pad / "kluis-voor-0002.db").write_bytes(kluis.databasepad.read_bytes())
    nieuw = rotatie.begin(kluis, klok=KLOK)
    assert (nieuw.nummer, nieuw.ruw != oud, zegels(kluis)) == (2, True, (1, 2))
    assert kluis.kluissleutel == oud
    herschrijf(kluis, nieuw.ruw)
    rotatie.wissel(kluis)
    assert kluis.kluissleutel == nieuw.ruw
    assert rotatie.rond_af(kluis, klok=KLOK) is Afloop.VERNIEUWD
    assert (zegels(kluis), kluis.kluissleutels, leest(kluis)) == ((2,), (nieuw,), ["eerste"])
    assert sorted(p.name for p in kluis.pad.iterdir()) == ["kluis.db", *BESTANDEN, "slot"]
    with heropen(kluis) as weer:
        assert (weer.kluissleutels, leest(weer)) == ((nieuw,), ["eerste"])


def test_what_was_cut_off_before_the_rename_goes_back(kluis: OpenKluis) -> None:
    oud = kluis.kluissleutels
    nieuw = rotatie.begin(kluis, klok=KLOK)
    herschrijf(kluis, nieuw.ruw)
    with heropen(kluis) as weer:
        assert weer.kluissleutels == (*oud, nieuw)
        assert rotatie.rond_af(weer, klok=KLOK) is Afloop.TERUGGEDRAAID
        assert (weer.kluissleutels, zegels(weer)) == (oud, (1,))
        assert not rotatie.nieuw_databasepad(weer).exists()
        assert rotatie.rond_af(weer, klok=KLOK) is Afloop.GEEN
        assert leest(weer) == ["eerste"]


def test_what_was_cut_off_after_the_rename_goes_on(kluis: OpenKluis) -> None:
    nieuw = rotatie.begin(kluis, klok=KLOK)
    herschrijf(kluis, nieuw.ruw)
    rotatie.wissel(kluis)
    with heropen(kluis) as weer:
        assert weer.kluissleutel == nieuw.ruw
        assert rotatie.rond_af(weer, klok=KLOK) is Afloop.VERNIEUWD
        assert (zegels(weer), leest(weer)) == ((2,), ["eerste"])


def test_a_copy_that_stayed_behind_is_removed(kluis: OpenKluis) -> None:
    rotatie.nieuw_databasepad(kluis).write_bytes(b"half")
    assert rotatie.rond_af(kluis, klok=KLOK) is Afloop.GEEN
    assert not rotatie.nieuw_databasepad(kluis).exists()


class Ruimte(NamedTuple):
    free: int


def test_without_room_nothing_begins(kluis: OpenKluis, monkeypatch: pytest.MonkeyPatch) -> None:
    nodig = kluis.databasepad.stat().st_size + 32 * 1024 * 1024
    monkeypatch.setattr(shutil, "disk_usage", lambda _pad: Ruimte(nodig - 1))
    with pytest.raises(TeWeinigRuimte) as fout:
        rotatie.begin(kluis, klok=KLOK)
    assert fout.value.wat == "Er is te weinig ruimte op de schijf: er is 34 MB nodig en er is 34 MB vrij."
    assert (zegels(kluis), len(kluis.kluissleutels)) == ((1,), 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _pad: Ruimte(nodig))
    rotatie.begin(kluis, klok=KLOK)
    assert zegels(kluis) == (1, 2)


def test_a_disk_that_does_not_tell_its_room_is_told(kluis: OpenKluis, monkeypatch: pytest.MonkeyPatch) -> None:
    def weiger(_pad: Path) -> Ruimte:
        raise PermissionError(13, "geheim pad")

    monkeypatch.setattr(shutil, "disk_usage", weiger)
    with pytest.raises(KluisNietBereikbaar) as fout:
        rotatie.begin(kluis, klok=KLOK)
    assert "geheim" not in fout.value.tekst()
    assert zegels(kluis) == (1,)


@pytest.mark.parametrize("welke", [0, 1])
def test_a_header_that_cannot_be_written_in_both_copies_stops_the_rotation(
    kluis: OpenKluis, monkeypatch: pytest.MonkeyPatch, welke: int
) -> None:
    """A copy without the new key would open nothing once the database has it."""
    oud, echt, keren = kluis.kluissleutels, os.replace, iter(range(9))

    def soms(bron: Path, doel: Path) -> None:
        if next(keren) == welke:
            raise OSError(28, "vol")
        echt(bron, doel)

    with monkeypatch.context() as even:
        even.setattr(os, "replace", soms)
        with pytest.raises(KluisNietBereikbaar):
            rotatie.begin(kluis, klok=KLOK)
    assert kluis.kluissleutels == oud
    with heropen(kluis) as weer:
        assert weer.kluissleutel == oud[0].ruw
        rotatie.rond_af(weer, klok=KLOK)
        assert (zegels(weer), leest(weer)) == ((1,), ["eerste"])


def test_when_the_end_cannot_be_written_both_keys_stay(kluis: OpenKluis, monkeypatch: pytest.MonkeyPatch) -> None:
    nieuw = rotatie.begin(kluis, klok=KLOK)
    herschrijf(kluis, nieuw.ruw)
    rotatie.wissel(kluis)
    sleutels = kluis.kluissleutels

    def weiger(*_: object) -> None:
        raise OSError(28, "vol")

    with monkeypatch.context() as even:
        even.setattr(os, "replace", weiger)
        with pytest.raises(KluisNietBereikbaar):
            rotatie.rond_af(kluis, klok=KLOK)
    assert (kluis.kluissleutels, zegels(kluis)) == (sleutels, (1, 2))
    assert rotatie.rond_af(kluis, klok=KLOK) is Afloop.VERNIEUWD


def test_a_rename_that_fails_leaves_the_old_database(kluis: OpenKluis, monkeypatch: pytest.MonkeyPatch) -> None:
    oud, nieuw = kluis.kluissleutel, rotatie.begin(kluis, klok=KLOK)
    herschrijf(kluis, nieuw.ruw)

    def weiger(*_: object) -> None:
        raise OSError(5, "stuk")

    with monkeypatch.context() as even:
        even.setattr(os, "replace", weiger)
        with pytest.raises(KluisNietBereikbaar):
            rotatie.wissel(kluis)
    assert (kluis.kluissleutel, leest(kluis)) == (oud, ["eerste"])


def test_what_cannot_be_removed_does_not_stop_anything(kluis: OpenKluis, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("kluis.db.nieuw", "kluis-voor-0002.db"):
        (kluis.pad / naam).mkdir()  # unlink refuses a folder
    assert rotatie.rond_af(kluis, klok=KLOK) is Afloop.GEEN
    (kluis.pad / "kluis.db.nieuw").rmdir()
    nieuw = rotatie.begin(kluis, klok=KLOK)
    herschrijf(kluis, nieuw.ruw)
    rotatie.wissel(kluis)
    assert rotatie.rond_af(kluis, klok=KLOK) is Afloop.VERNIEUWD
