"""The door of the vault, with real files: making, opening, inviting, changing; and every way it stays shut."""

from __future__ import annotations

import base64
import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlcipher3 import dbapi2

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.kluis import openen
from pmg_desk.kluis.bewaarplaats import (
    NieuweGebruiker,
    OpenKluis,
    aanvaard_uitnodiging,
    herstel_kop,
    lees_kop_publiek,
    maak_kluis,
    nodig_uit,
    open_kluis,
    trek_uitnodiging_in,
    verwijder_gebruiker,
    wijzig_wachtwoord,
)
from pmg_desk.kluis.dubbelkop import BESTANDEN, DATABASE, GelezenKop, lees_kop, schrijf_kop
from pmg_desk.kluis.fouten import (
    BestaatAl,
    GeenKluis,
    KluisBeschadigd,
    KluisInGebruik,
    KluisNietBereikbaar,
    KluisOntbreekt,
    KopBeschadigd,
    NieuwereVersie,
    OngeldigeCode,
    OngeldigeNaam,
    OnveiligePlek,
    TeVeelPogingen,
    UitnodigingOpen,
    UitnodigingVerlopen,
    VerkeerdWachtwoord,
    ZwakWachtwoord,
)
from pmg_desk.kluis.kop import MEESTE_GEBRUIKERS, KluisSleutel, als_bytes, uit_bytes, verzegel
from pmg_desk.kluis.ondertekening import onderteken, verifieer
from pmg_desk.kluis.pogingen import lees_mislukt
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.kluis.uitnodiging import nieuwe_code
from pmg_desk.storage.engine import maak_engine, sluit_engine
from tests.kluis.kluizen import BEA, JAN_ID, JAN_WACHTWOORD, NU, inhoud, maak, met_goede_som, zet_beide
from tests.kluis.test_slot import ander_proces


@pytest.fixture
def klok() -> VasteKlok:
    return VasteKlok(NU)


@pytest.fixture
def kluis(tmp_path: Path, klok: VasteKlok) -> Iterator[OpenKluis]:
    """An open vault of Bea."""
    with maak(tmp_path, klok=klok) as kluis:
        yield kluis


@pytest.fixture
def pad(kluis: OpenKluis) -> Path:
    """A shut vault of Bea."""
    kluis.sluit()
    return kluis.pad


def _open(pad: Path, klok: VasteKlok, wachtwoord: str = BEA.wachtwoord, wie: str = "bea") -> OpenKluis:
    return open_kluis(pad, wie, wachtwoord, klok=klok, herkomst="test")


# -- making ------------------------------------------------------------------------------------------------------------


def test_a_finished_vault_is_a_folder_with_these_files(kluis: OpenKluis, tmp_path: Path) -> None:
    assert [p.name for p in tmp_path.iterdir()] == ["Zuidwest.kluis"]
    assert {p.name for p in kluis.pad.iterdir()} == {"kluis.db", "kop-a.json", "kop-b.json", "slot"}
    assert oct(kluis.pad.stat().st_mode & 0o777) == "0o700"
    assert (kluis.kop.naam, kluis.gebruiker.gebruikersnaam, kluis.gebruiker.weergavenaam) == (
        "Zuidwest",
        "bea",
        "Bea Beheer",
    )
    assert kluis.kluis_id == kluis.kop.kluis_id


def test_a_made_vault_opens_with_the_same_keys(kluis: OpenKluis, klok: VasteKlok) -> None:
    sleutel, publiek = kluis.kluissleutel, kluis.sleutels.publiek
    kluis.sluit()
    with _open(kluis.pad, klok) as weer:
        assert weer.kluissleutel == sleutel
        assert weer.sleutels.publiek == publiek
        assert weer.waarschuwingen == ()
        engine = maak_engine(weer.databasepad, weer.kluissleutel)
        assert inhoud(engine) == ["eerste"]
        sluit_engine(engine)
        handtekening = onderteken(weer.sleutels.ondertekening, "test/1", b"tekst")
        assert verifieer(weer.gebruiker.publiek.ed25519, "test/1", b"tekst", handtekening)


def test_ids_may_be_given(tmp_path: Path) -> None:
    ids = iter([UUID(int=7), UUID(int=8)])
    with maak_kluis(tmp_path, "A", BEA, nieuw_id=lambda: next(ids)) as bouw:
        assert (bouw.kluis_id, bouw.gebruiker_id) == (UUID(int=7), UUID(int=8))


def test_two_vaults_share_no_key(tmp_path: Path) -> None:
    with maak(tmp_path, "een") as een, maak(tmp_path, "twee") as twee:
        assert een.kluissleutel != twee.kluissleutel
        assert een.kluis_id != twee.kluis_id
        assert een.sleutels.publiek != twee.sleutels.publiek


def test_nothing_is_left_when_making_is_broken_off(tmp_path: Path) -> None:
    def breek_af() -> None:
        with maak_kluis(tmp_path, "Zuidwest", BEA) as bouw:
            engine = maak_engine(bouw.databasepad, bouw.kluissleutel, nieuw=True)
            sluit_engine(engine)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breek_af()
    assert list(tmp_path.iterdir()) == []


def test_a_crash_while_making_leaves_nothing_that_looks_like_a_vault(tmp_path: Path, klok: VasteKlok) -> None:
    bouw = maak_kluis(tmp_path, "Zuidwest", BEA)  # never left: the process is gone
    engine = maak_engine(bouw.databasepad, bouw.kluissleutel, nieuw=True)
    sluit_engine(engine)
    (overblijfsel,) = tmp_path.iterdir()
    assert overblijfsel.suffix != ".kluis"
    assert {p.name for p in overblijfsel.iterdir()} == {"kluis.db"}
    with pytest.raises(Fout):
        _open(overblijfsel, klok)
    with maak(tmp_path) as kluis:  # and does not stand in the way
        assert kluis.pad.name == "Zuidwest.kluis"


def test_a_vault_without_its_database_is_not_finished(tmp_path: Path) -> None:
    with maak_kluis(tmp_path, "A", BEA) as bouw, pytest.raises(RuntimeError):
        bouw.voltooi()
    with maak_kluis(tmp_path, "A", BEA) as bouw:
        bouw.databasepad.touch()
        with pytest.raises(RuntimeError):
            bouw.voltooi()
    assert list(tmp_path.iterdir()) == []


def test_an_existing_vault_file_or_folder_is_never_overwritten(pad: Path, tmp_path: Path) -> None:
    voor = {p.name: p.read_bytes() for p in pad.iterdir()}
    with pytest.raises(BestaatAl):
        maak_kluis(tmp_path, "Zuidwest", BEA)  # before a database is made for nothing
    assert {p.name: p.read_bytes() for p in pad.iterdir()} == voor
    (tmp_path / "Brief.kluis").write_text("hallo")
    with pytest.raises(BestaatAl):
        maak(tmp_path, "Brief")
    assert (tmp_path / "Brief.kluis").read_text() == "hallo"


@pytest.mark.parametrize("wanneer", ["voor de controle", "na de controle"])
def test_a_folder_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanneer: str
) -> None:
    with maak_kluis(tmp_path, "A", BEA) as bouw:
        bouw.databasepad.write_bytes(b"x" * 4096)
        bouw.doel.mkdir()
        (bouw.doel / "brief").write_text("hallo")
        if wanneer == "na de controle":
            echt, antwoorden = Path.exists, iter([False])
            monkeypatch.setattr(Path, "exists", lambda p: next(antwoorden, True) if p == bouw.doel else echt(p))
        with pytest.raises(BestaatAl):
            bouw.voltooi()
        monkeypatch.undo()
    assert [p.name for p in tmp_path.iterdir()] == ["A.kluis"]
    assert (tmp_path / "A.kluis" / "brief").read_text() == "hallo"


def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def weiger(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "vol")

    with maak_kluis(tmp_path, "A", BEA) as bouw:
        bouw.databasepad.write_bytes(b"x" * 4096)
        with monkeypatch.context() as tijdelijk:
            tijdelijk.setattr(Path, "rename", weiger)
            with pytest.raises(KluisNietBereikbaar):
                bouw.voltooi()
    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(Path, "mkdir", weiger)
        with pytest.raises(KluisNietBereikbaar):
            maak_kluis(tmp_path, "A", BEA)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("naam", "wie", "fout"),
    [
        ("", BEA, OngeldigeNaam),
        ("A", replace(BEA, gebruikersnaam=" "), OngeldigeNaam),
        ("A", replace(BEA, weergavenaam="a\nb"), OngeldigeNaam),
        ("A", replace(BEA, wachtwoord="te kort"), ZwakWachtwoord),
        ("Kluis van het Westland", replace(BEA, wachtwoord="kluis van het westland"), ZwakWachtwoord),
    ],
)
def test_bad_names_and_passwords_are_refused_before_anything_is_written(
    tmp_path: Path, naam: str, wie: NieuweGebruiker, fout: type[Fout]
) -> None:
    with pytest.raises(fout):
        maak_kluis(tmp_path, naam, wie)
    assert list(tmp_path.iterdir()) == []


def test_a_synchronised_folder_is_refused_unless_it_was_allowed(tmp_path: Path, klok: VasteKlok) -> None:
    with pytest.raises(OnveiligePlek):
        maak(tmp_path / "Dropbox")
    with maak(tmp_path / "gewoon") as kluis:
        (tmp_path / "Dropbox").mkdir()
        kluis.sluit()
        verplaatst = kluis.pad.rename(tmp_path / "Dropbox" / "Zuidwest.kluis")
    with pytest.raises(OnveiligePlek):
        _open(verplaatst, klok)
    with open_kluis(verplaatst, "bea", BEA.wachtwoord, klok=klok, onveilige_plek_toegestaan=True) as toch:
        assert toch.pad == verplaatst
    with maak_kluis(tmp_path / "Dropbox", "B", BEA, onveilige_plek_toegestaan=True):
        pass


# -- every way it stays shut -------------------------------------------------------------------------------------------


def test_a_wrong_password_or_name(pad: Path, klok: VasteKlok) -> None:
    for wie, wachtwoord in (("bea", BEA.wachtwoord + "x"), ("bea", ""), ("iemand", BEA.wachtwoord), ("bea", "\ud800")):
        with pytest.raises(VerkeerdWachtwoord) as gevangen:
            _open(pad, klok, wachtwoord, wie)
        assert gevangen.value.tekst() == (
            "De naam of het wachtwoord klopt niet. De kluis blijft dicht. Een verkeerd wachtwoord wist nooit iets. "
            "Kijk of Caps Lock aanstaat en probeer het opnieuw."
        )
    klok.moment += timedelta(minutes=1)
    _open(pad, klok).sluit()  # and the lock was given back each time


def test_a_password_typed_with_other_key_presses_opens(tmp_path: Path, klok: VasteKlok) -> None:
    wie = replace(BEA, wachtwoord="één réünie in de zomermaand")
    with maak_kluis(tmp_path, "A", wie, klok=klok) as bouw:
        bouw.databasepad.write_bytes(b"x" * 4096)
        bouw.voltooi().sluit()
    _open(tmp_path / "A.kluis", klok, unicodedata.normalize("NFD", wie.wachtwoord)).sluit()


def test_a_missing_vault(tmp_path: Path, klok: VasteKlok) -> None:
    with pytest.raises(KluisOntbreekt):
        _open(tmp_path / "weg.kluis", klok)
    with pytest.raises(KluisOntbreekt):
        lees_kop_publiek(tmp_path / "weg.kluis")
    assert list(tmp_path.iterdir()) == []


def test_something_that_is_no_vault(tmp_path: Path, klok: VasteKlok) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1.7")
    for naam in ("map", "brief.pdf"):
        with pytest.raises(GeenKluis):
            _open(tmp_path / naam, klok)
    assert list((tmp_path / "map").iterdir()) == []


def test_a_file_inside_the_vault_may_be_pointed_at(pad: Path, klok: VasteKlok) -> None:
    for naam in (DATABASE, *BESTANDEN):
        with _open(pad / naam, klok) as kluis:
            assert kluis.pad == pad


def test_a_folder_that_may_not_be_read(pad: Path, klok: VasteKlok, monkeypatch: pytest.MonkeyPatch) -> None:
    def weiger(_: Path) -> bool:
        raise PermissionError(errno.EACCES, "nee")

    monkeypatch.setattr(Path, "is_dir", weiger)
    with pytest.raises(KluisNietBereikbaar):
        _open(pad, klok)


def test_a_vault_in_use_by_another_process(pad: Path, klok: VasteKlok) -> None:
    with ander_proces(pad):
        with pytest.raises(KluisInGebruik) as gevangen:
            _open(pad, klok)
        assert "sinds 23-11-2026 09:30" in gevangen.value.wat
        with pytest.raises(KluisInGebruik):
            aanvaard_uitnodiging(pad, "bea", nieuwe_code(), JAN_WACHTWOORD, klok=klok)
        assert lees_kop_publiek(pad).naam == "Zuidwest"  # the log-in screen still shows
    assert lees_mislukt(pad).pogingen == ()


def test_after_a_crash_it_opens_and_the_crash_is_known(pad: Path, klok: VasteKlok) -> None:
    with ander_proces(pad) as proces:
        proces.kill()
        proces.wait()
    with _open(pad, klok) as kluis:
        assert kluis.slot.vorige is not None
        assert kluis.slot.vorige.proces == proces.pid


def test_a_wrong_password_after_a_crash_does_not_hide_that_it_crashed(pad: Path, klok: VasteKlok) -> None:
    with ander_proces(pad) as proces:
        proces.kill()
        proces.wait()
    with pytest.raises(VerkeerdWachtwoord):
        _open(pad, klok, "dit is het wachtwoord niet")
    _open(pad, klok).sluit(binnen=False)  # the password was right, and something else kept one out
    with _open(pad, klok) as kluis:
        assert kluis.slot.vorige is not None
        assert kluis.slot.vorige.proces == proces.pid
    with _open(pad, klok) as kluis:
        assert kluis.slot.vorige is None  # it was said, and this time it was closed


def test_a_newer_release(pad: Path, klok: VasteKlok) -> None:
    ruw = (pad / BESTANDEN[0]).read_bytes()
    zet_beide(pad, met_goede_som(ruw, lambda inhoud: inhoud.update({"nieuw": True}), versie=2))
    with pytest.raises(NieuwereVersie):
        _open(pad, klok)
    with pytest.raises(NieuwereVersie):
        lees_kop_publiek(pad)


@pytest.mark.parametrize("naam", BESTANDEN)
def test_one_damaged_header_opens_with_a_warning_and_is_repaired(pad: Path, klok: VasteKlok, naam: str) -> None:
    (pad / naam).write_bytes(b"rommel")
    assert len(lees_kop_publiek(pad).waarschuwingen) == 1
    with _open(pad, klok) as kluis:
        assert len(kluis.waarschuwingen) == 1
        herstel_kop(kluis, klok=klok)
    with _open(pad, klok) as kluis:
        assert kluis.waarschuwingen == ()


def test_a_damaged_byte_in_both_headers_is_damage_and_never_a_wrong_password(pad: Path, klok: VasteKlok) -> None:
    """Right and wrong password alike; every seventh byte here, every single one in ``test_kop``."""
    ruw = (pad / BESTANDEN[0]).read_bytes()
    for plaats in range(0, len(ruw), 7):
        stuk = bytearray(ruw)
        stuk[plaats] ^= 1 << (plaats % 8)
        zet_beide(pad, bytes(stuk))
        with pytest.raises(KopBeschadigd):
            _open(pad, klok, BEA.wachtwoord if plaats % 2 else "een verkeerd wachtwoord")
    zet_beide(pad, ruw)
    _open(pad, klok).sluit()
    assert lees_mislukt(pad).pogingen == ()


def test_every_damaged_byte_of_one_header_is_told_and_costs_nothing(pad: Path, klok: VasteKlok) -> None:
    ruw = (pad / BESTANDEN[1]).read_bytes()
    for plaats in range(0, len(ruw), 29):
        stuk = bytearray(ruw)
        stuk[plaats] ^= 1 << (plaats % 8)
        (pad / BESTANDEN[1]).write_bytes(stuk)
        with _open(pad, klok) as kluis:
            assert len(kluis.waarschuwingen) == 1


def test_a_header_that_breaks_while_opening_gives_the_lock_back(
    pad: Path, klok: VasteKlok, monkeypatch: pytest.MonkeyPatch
) -> None:
    keren = iter([True, False])

    def lees(map_: Path) -> GelezenKop:
        if next(keren):
            return lees_kop(map_)
        raise KopBeschadigd

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(openen, "lees_kop", lees)
        with pytest.raises(KopBeschadigd):
            _open(pad, klok)
    _open(pad, klok).sluit()


def test_a_header_without_its_database(pad: Path, klok: VasteKlok) -> None:
    (pad / DATABASE).unlink()
    with _open(pad, klok) as kluis, pytest.raises(KluisOntbreekt):
        maak_engine(kluis.databasepad, kluis.kluissleutel)
    assert not (pad / DATABASE).exists()


def test_a_database_without_its_header(pad: Path, klok: VasteKlok) -> None:
    for naam in BESTANDEN:
        (pad / naam).unlink()
    with pytest.raises(KopBeschadigd):
        _open(pad, klok)


# -- headers that were changed on purpose, by someone without the key --------------------------------------------------


def _verhoog(inhoud: dict[str, object]) -> None:
    inhoud["generatie"] = 99


def test_a_forged_newest_copy_is_passed_over_with_a_warning(pad: Path, klok: VasteKlok) -> None:
    """The stranger spoils Bea's keys and recomputes the checksum; her right password must not be called wrong."""

    def bederf(inhoud: dict[str, list[dict[str, str]]]) -> None:
        _verhoog(inhoud)  # type: ignore[arg-type]
        inhoud["gebruikers"][0]["nonce"] = "00" * 12

    ruw = (pad / BESTANDEN[0]).read_bytes()
    (pad / BESTANDEN[0]).write_bytes(met_goede_som(ruw, bederf))
    with _open(pad, klok) as kluis:
        (waarschuwing,) = kluis.waarschuwingen
        assert waarschuwing.startswith("Eén van de twee kopieën van de kop is buiten het programma om veranderd.")
        herstel_kop(kluis, klok=klok)
    with _open(pad, klok) as kluis:
        assert kluis.waarschuwingen == ()
    with pytest.raises(VerkeerdWachtwoord):
        _open(pad, klok, "een verkeerd wachtwoord")


def test_a_user_left_out_of_the_newest_copy_still_gets_in(pad: Path, klok: VasteKlok) -> None:
    def laat_weg(inhoud: dict[str, list[dict[str, str]]]) -> None:
        _verhoog(inhoud)  # type: ignore[arg-type]
        inhoud["gebruikers"][0]["gebruikersnaam"] = "iemand anders"

    (pad / BESTANDEN[0]).write_bytes(met_goede_som((pad / BESTANDEN[0]).read_bytes(), laat_weg))
    with _open(pad, klok) as kluis:
        assert len(kluis.waarschuwingen) == 1


def test_a_consistent_forgery_around_another_key_is_passed_over(pad: Path, klok: VasteKlok) -> None:
    """Sealing needs public keys only, so a stranger can make a header that proves itself; the database knows better."""
    echt = lees_kop(pad).kop
    vals = verzegel(replace(echt, generatie=99), (KluisSleutel(1, bytes(32)),))
    (pad / BESTANDEN[0]).write_bytes(als_bytes(vals))
    with _open(pad, klok) as kluis:
        assert len(kluis.waarschuwingen) == 1
        assert kluis.kop == echt
        engine = maak_engine(kluis.databasepad, kluis.kluissleutel)
        assert inhoud(engine) == ["eerste"]
        sluit_engine(engine)
    # Where both copies are forged, the database still does not open, and nothing of it is overwritten.
    zet_beide(pad, als_bytes(vals))
    with _open(pad, klok) as kluis, pytest.raises(KluisBeschadigd):
        maak_engine(kluis.databasepad, kluis.kluissleutel)


def test_an_older_real_copy_beside_a_newest_whose_database_is_damaged_changes_nothing(
    pad: Path, klok: VasteKlok
) -> None:
    """Neither copy's key proves itself on a damaged page: then the newest is what counts, and the engine tells."""
    echt = lees_kop(pad).kop
    ouder = verzegel(replace(echt, generatie=0, naam="ouder"), (KluisSleutel(1, bytes(32)),))
    (pad / BESTANDEN[1]).write_bytes(als_bytes(replace(ouder, generatie=1)))
    (pad / BESTANDEN[0]).write_bytes(als_bytes(echt))
    stuk = bytearray((pad / DATABASE).read_bytes())
    stuk[2000] ^= 1
    (pad / DATABASE).write_bytes(stuk)
    with _open(pad, klok) as kluis:
        assert kluis.kop == echt
        with pytest.raises(KluisBeschadigd):
            maak_engine(kluis.databasepad, kluis.kluissleutel)


def test_a_recipient_put_in_by_a_stranger_never_gets_the_key(pad: Path, klok: VasteKlok) -> None:
    ruw = (pad / BESTANDEN[0]).read_bytes()
    vreemd = maak_sleutel()
    zet_beide(pad, met_goede_som(ruw, lambda inhoud: inhoud.update({"herstel": vreemd})))
    with pytest.raises(KopBeschadigd):
        _open(pad, klok)


def maak_sleutel() -> str:
    """An age recipient nobody in the vault knows."""
    return EigenSleutels.nieuw().publiek.age


# -- crash between the two writes --------------------------------------------------------------------------------------


def test_after_a_crash_halfway_a_password_change_only_the_new_one_opens(
    kluis: OpenKluis, klok: VasteKlok, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first copy is written, the second still has the old password: the newest counts."""
    nieuw = "gele trein over de lange brug"
    oud_b = (kluis.pad / BESTANDEN[1]).read_bytes()
    wijzig_wachtwoord(kluis, BEA.wachtwoord, nieuw, klok=klok)
    kluis.sluit()
    (kluis.pad / BESTANDEN[1]).write_bytes(oud_b)
    with pytest.raises(VerkeerdWachtwoord):
        _open(kluis.pad, klok)
    with _open(kluis.pad, klok, nieuw) as weer:
        assert weer.waarschuwingen == ()
        assert weer.kop.generatie == 2


def test_halfway_a_rotation_the_key_that_the_database_has_goes_first(kluis: OpenKluis, klok: VasteKlok) -> None:
    """Room for the rotation of the next release: a header with two keys opens whichever of them the database has."""
    oud, nieuw = kluis.kluissleutels[0], KluisSleutel(2, bytes(range(32)))
    schrijf_kop(kluis.pad, kluis.kop, (nieuw, oud))
    kluis.sluit()
    with _open(kluis.pad, klok) as weer:
        assert weer.kluissleutels == (oud, nieuw)
        engine = maak_engine(weer.databasepad, weer.kluissleutel)
        with engine.connect() as verbinding:
            ruw = verbinding.connection.driver_connection
            assert ruw is not None
            verbinding.rollback()
            ruw.execute(f"PRAGMA rekey = \"x'{nieuw.ruw.hex()}'\"")
        sluit_engine(engine)
    with _open(kluis.pad, klok) as weer:
        assert weer.kluissleutels == (nieuw, oud)
        engine = maak_engine(weer.databasepad, weer.kluissleutel)
        assert inhoud(engine) == ["eerste"]
        sluit_engine(engine)


# -- failed log-ins ----------------------------------------------------------------------------------------------------


def test_failures_are_kept_without_what_was_typed(pad: Path, klok: VasteKlok) -> None:
    for wie, wachtwoord in (("bea", "Sint-Jansbrug 1234!"), ("geheime-naam", "Sint-Jansbrug 1234!")):
        with pytest.raises(VerkeerdWachtwoord):
            _open(pad, klok, wachtwoord, wie)
    bea = lees_kop(pad).kop.gebruikers[0].gebruiker_id
    assert [(p.gebruiker_id, p.tijd, p.herkomst) for p in lees_mislukt(pad).pogingen] == [
        (bea, NU, "test"),
        (None, NU, "test"),
    ]
    bewaard = (pad / "mislukt.jsonl").read_text()
    assert "Sint" not in bewaard
    assert "geheime" not in bewaard


def test_failures_make_wait_and_then_the_right_password_opens(pad: Path, klok: VasteKlok) -> None:
    for _ in range(5):
        klok.moment += timedelta(minutes=2)
        with pytest.raises(VerkeerdWachtwoord):
            _open(pad, klok, "een verkeerd wachtwoord")
    with pytest.raises(TeVeelPogingen) as gevangen:
        _open(pad, klok)
    assert gevangen.value.wacht == timedelta(seconds=4)
    assert gevangen.value.wat == "Er is te vaak een verkeerd wachtwoord gebruikt. Over 4 seconden mag het weer."
    klok.moment += timedelta(seconds=3)
    with pytest.raises(TeVeelPogingen) as gevangen:
        _open(pad, klok)
    assert gevangen.value.wat == "Er is te vaak een verkeerd wachtwoord gebruikt. Over 1 seconde mag het weer."
    klok.moment += timedelta(seconds=1)
    _open(pad, klok).sluit()


def test_where_a_failure_cannot_be_kept_nobody_learns_whether_it_was_right(
    pad: Path, klok: VasteKlok, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: object) -> None:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(os, "fsync", vol)
    with pytest.raises(KluisNietBereikbaar):
        _open(pad, klok, "een verkeerd wachtwoord")


def test_the_origin_is_this_machine_unless_told(pad: Path, klok: VasteKlok) -> None:
    with pytest.raises(VerkeerdWachtwoord):
        open_kluis(pad, "bea", "een verkeerd wachtwoord", klok=klok)
    assert lees_mislukt(pad).pogingen[0].herkomst == socket.gethostname()


# -- inviting ----------------------------------------------------------------------------------------------------------


def test_an_invited_user_makes_their_own_keys_and_opens_the_same_vault(kluis: OpenKluis, klok: VasteKlok) -> None:
    code = nodig_uit(kluis, JAN_ID, "jan", "Jan de Vries", klok=klok)
    kluis_sleutel = kluis.kluissleutel
    kluis.sluit()
    with pytest.raises(UitnodigingOpen):
        _open(kluis.pad, klok, JAN_WACHTWOORD, "jan")
    with aanvaard_uitnodiging(kluis.pad, "JAN", code.lower(), JAN_WACHTWOORD, klok=klok) as jan:
        assert jan.kluissleutel == kluis_sleutel
        assert jan.gebruiker_id == JAN_ID
        assert (jan.gebruiker.gebruikersnaam, jan.gebruiker.weergavenaam) == ("jan", "Jan de Vries")
        assert jan.kop.uitnodigingen == ()
    with _open(kluis.pad, klok, JAN_WACHTWOORD, "jan") as jan:
        assert jan.kluissleutel == kluis_sleutel
    _open(kluis.pad, klok).sluit()
    with pytest.raises(UitnodigingVerlopen) as gevangen:  # the code works once
        aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=klok)
    assert gevangen.value.wat == "Voor deze naam is er geen uitnodiging (meer)."


def test_the_code_is_stored_nowhere(kluis: OpenKluis, klok: VasteKlok) -> None:
    code = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    alles = b"".join(p.read_bytes() for p in kluis.pad.iterdir())
    for vorm in (code, code.replace("-", ""), code.lower()):
        assert vorm.encode() not in alles


def test_the_log_in_screen_shows_who_may_come(kluis: OpenKluis, klok: VasteKlok) -> None:
    nodig_uit(kluis, JAN_ID, "jan", "Árpád Jansen", klok=klok)
    publiek = lees_kop_publiek(kluis.pad)
    assert (publiek.kluis_id, publiek.naam, publiek.waarschuwingen) == (kluis.kluis_id, "Zuidwest", ())
    assert [(g.gebruiker_id, g.gebruikersnaam, g.weergavenaam, g.uitgenodigd) for g in publiek.gebruikers] == [
        (kluis.gebruiker_id, "bea", "Bea Beheer", False),
        (JAN_ID, "jan", "Árpád Jansen", True),
    ]


def test_an_invitation_runs_out(kluis: OpenKluis, klok: VasteKlok) -> None:
    code = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    kluis.sluit()
    klok.moment += timedelta(days=7)
    with pytest.raises(UitnodigingVerlopen) as gevangen:
        aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=klok)
    assert gevangen.value.wat == "Deze uitnodiging is verlopen."
    with _open(kluis.pad, klok) as weer:
        herstel_kop(weer, klok=klok)  # any next write ends the way in, and keeps the record
        assert weer.kop.uitnodigingen[0].identiteit == b""
        assert len(weer.kop.ontvangers()) == 1
    klok.moment -= timedelta(days=7)  # setting the clock back does not bring it back
    with pytest.raises(UitnodigingVerlopen):
        aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=klok)


def test_a_wrong_code_is_a_failed_log_in_and_a_typing_error_is_not(kluis: OpenKluis, klok: VasteKlok) -> None:
    code = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    kluis.sluit()
    with pytest.raises(OngeldigeCode):
        aanvaard_uitnodiging(kluis.pad, "jan", code[:-1], JAN_WACHTWOORD, klok=klok)
    assert lees_mislukt(kluis.pad).pogingen == ()
    with pytest.raises(VerkeerdWachtwoord):
        aanvaard_uitnodiging(kluis.pad, "jan", nieuwe_code(), JAN_WACHTWOORD, klok=klok)
    assert [p.gebruiker_id for p in lees_mislukt(kluis.pad).pogingen] == [JAN_ID]
    with pytest.raises(ZwakWachtwoord):
        aanvaard_uitnodiging(kluis.pad, "jan", code, "kort", klok=klok)
    aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=klok).sluit()


def test_a_second_invitation_replaces_the_first(kluis: OpenKluis, klok: VasteKlok) -> None:
    eerste = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    tweede = nodig_uit(kluis, JAN_ID, "jan.devries", "Jan", klok=klok)
    assert [u.gebruikersnaam for u in kluis.kop.uitnodigingen] == ["jan.devries"]
    kluis.sluit()
    with pytest.raises(VerkeerdWachtwoord):
        aanvaard_uitnodiging(kluis.pad, "jan.devries", eerste, JAN_WACHTWOORD, klok=klok)
    aanvaard_uitnodiging(kluis.pad, "jan.devries", tweede, JAN_WACHTWOORD, klok=klok).sluit()


def test_a_withdrawn_invitation_is_no_way_in(kluis: OpenKluis, klok: VasteKlok) -> None:
    code = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    assert trek_uitnodiging_in(kluis, JAN_ID, klok=klok) is True
    assert trek_uitnodiging_in(kluis, JAN_ID, klok=klok) is False
    kluis.sluit()
    with pytest.raises(UitnodigingVerlopen):
        aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=klok)


def test_a_name_is_given_once(kluis: OpenKluis, klok: VasteKlok) -> None:
    nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    for wie in ("bea", "BEA", "Jan"):
        with pytest.raises(OngeldigeNaam) as gevangen:
            nodig_uit(kluis, uuid4(), wie, "Iemand", klok=klok)
        assert gevangen.value.wat == "Deze gebruikersnaam is al in gebruik."
    with pytest.raises(OngeldigeNaam) as gevangen:
        nodig_uit(kluis, kluis.gebruiker_id, "bea2", "Bea", klok=klok)
    assert gevangen.value.wat == "Deze gebruiker heeft al een wachtwoord."


def test_a_full_vault_takes_no_more(kluis: OpenKluis, klok: VasteKlok) -> None:
    nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    (een,) = kluis.kop.uitnodigingen
    kluis.kop = replace(kluis.kop, uitnodigingen=(een,) * (MEESTE_GEBRUIKERS - 1))
    with pytest.raises(OngeldigeNaam) as gevangen:
        nodig_uit(kluis, uuid4(), "kim", "Kim", klok=klok)
    assert gevangen.value.wat == "Deze kluis heeft al 500 gebruikers."


def test_a_first_log_in_never_writes_over_the_real_header_with_a_forged_one(kluis: OpenKluis, klok: VasteKlok) -> None:
    """A stranger makes a header of their own with an invitation of their own: the code opens it, the vault does not."""
    echt = kluis.kop
    vals = replace(echt, kluis_id=echt.kluis_id)
    valse_kluis = replace(kluis, kop=vals, kluissleutels=(KluisSleutel(1, bytes(32)),))
    code = nodig_uit(valse_kluis, JAN_ID, "jan", "Jan", klok=klok)
    kluis.sluit()
    (kluis.pad / BESTANDEN[1]).write_bytes(als_bytes(echt))
    with pytest.raises(KluisBeschadigd):
        aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=klok)
    assert uit_bytes((kluis.pad / BESTANDEN[1]).read_bytes()) == echt
    with _open(kluis.pad, klok) as weer:
        assert weer.kop == echt


def test_a_first_log_in_after_a_crash_of_the_database_is_not_refused(kluis: OpenKluis, klok: VasteKlok) -> None:
    """A journal beside the database: its first page may be half written, which the next opening undoes."""
    code = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    kluis.sluit()
    (kluis.pad / f"{DATABASE}-journal").write_bytes(b"x")
    stuk = bytearray((kluis.pad / DATABASE).read_bytes())
    stuk[100] ^= 1
    (kluis.pad / DATABASE).write_bytes(stuk)
    aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=klok).sluit()


# -- changing a password -----------------------------------------------------------------------------------------------


def test_a_new_password_opens_and_the_old_one_no_longer(kluis: OpenKluis, klok: VasteKlok) -> None:
    nieuw, publiek, sleutel = "gele trein over de lange brug", kluis.sleutels.publiek, kluis.kluissleutel
    zout = kluis.gebruiker.kdf.zout
    wijzig_wachtwoord(kluis, BEA.wachtwoord, nieuw, klok=klok)
    assert kluis.gebruiker.kdf.zout != zout
    kluis.sluit()
    with pytest.raises(VerkeerdWachtwoord):
        _open(kluis.pad, klok)
    with _open(kluis.pad, klok, nieuw) as weer:
        assert (weer.sleutels.publiek, weer.kluissleutel) == (publiek, sleutel)


def test_changing_asks_the_old_password_and_a_good_new_one(kluis: OpenKluis, klok: VasteKlok) -> None:
    voor = (kluis.pad / BESTANDEN[0]).read_bytes()
    with pytest.raises(VerkeerdWachtwoord):
        wijzig_wachtwoord(kluis, "een verkeerd wachtwoord", "gele trein over de lange brug", klok=klok)
    with pytest.raises(ZwakWachtwoord):
        wijzig_wachtwoord(kluis, BEA.wachtwoord, "BeaBeheerZuidwest", klok=klok)
    assert (kluis.pad / BESTANDEN[0]).read_bytes() == voor


def test_others_keep_their_way_in(kluis: OpenKluis, klok: VasteKlok) -> None:
    code = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    kluis.sluit()
    aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=klok).sluit()
    with _open(kluis.pad, klok) as weer:
        wijzig_wachtwoord(weer, BEA.wachtwoord, "gele trein over de lange brug", klok=klok)
    _open(kluis.pad, klok, JAN_WACHTWOORD, "jan").sluit()


def test_a_disk_that_refuses_says_what_works_now(
    kluis: OpenKluis, klok: VasteKlok, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: object) -> None:
        raise OSError(errno.ENOSPC, "vol")

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(os, "replace", vol)
        with pytest.raises(KluisNietBereikbaar) as gevangen:
            wijzig_wachtwoord(kluis, BEA.wachtwoord, "gele trein over de lange brug", klok=klok)
    assert gevangen.value.tekst() == (
        "De schijf is vol. De kluis blijft te openen. Uw oude of uw nieuwe wachtwoord werkt: probeer beide."
    )
    kluis.sluit()
    _open(kluis.pad, klok).sluit()


# -- removing a user ---------------------------------------------------------------------------------------------------


def test_a_removed_user_does_not_get_in_not_even_by_a_stale_copy(kluis: OpenKluis, klok: VasteKlok) -> None:
    code = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=klok)
    kluis.sluit()
    aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=klok).sluit()
    met_jan = (kluis.pad / BESTANDEN[1]).read_bytes()
    with _open(kluis.pad, klok) as weer:
        assert verwijder_gebruiker(weer, JAN_ID, klok=klok) is True
        assert verwijder_gebruiker(weer, JAN_ID, klok=klok) is False
        assert weer.kop.ontvangers() == (weer.gebruiker.publiek.age,)
    with pytest.raises(VerkeerdWachtwoord):
        _open(kluis.pad, klok, JAN_WACHTWOORD, "jan")
    (kluis.pad / BESTANDEN[1]).write_bytes(met_jan)  # a crash before the second copy was written
    with pytest.raises(VerkeerdWachtwoord):
        _open(kluis.pad, klok, JAN_WACHTWOORD, "jan")
    _open(kluis.pad, klok).sluit()


def test_nobody_closes_the_door_on_themselves(kluis: OpenKluis, klok: VasteKlok) -> None:
    with pytest.raises(ValueError, match="logged in"):
        verwijder_gebruiker(kluis, kluis.gebruiker_id, klok=klok)
    kluis.sluit()
    _open(kluis.pad, klok).sluit()


# -- what leaks --------------------------------------------------------------------------------------------------------


def test_no_key_or_password_stands_in_any_file_or_representation(kluis: OpenKluis) -> None:
    geheimen = {
        kluis.kluissleutel,
        kluis.kluissleutel.hex().encode(),
        BEA.wachtwoord.encode(),
        str(kluis.sleutels.age).encode(),
        kluis.sleutels.ondertekening.private_bytes_raw(),
        kluis.sleutels.ondertekening.private_bytes_raw().hex().encode(),
    }
    alles = b"".join(p.read_bytes() for p in kluis.pad.iterdir())
    tekst = " ".join((repr(kluis), str(kluis), repr(BEA), repr(kluis.kop), repr(kluis.kluissleutels))).encode()
    for geheim in geheimen:
        assert geheim not in alles
        assert geheim not in tekst
    assert kluis.sleutels.publiek.age.encode() in alles  # the scan does find what is there


def test_a_closed_vault_holds_no_key(kluis: OpenKluis) -> None:
    kluis.sluit()
    kluis.sluit()
    with pytest.raises(IndexError):
        _ = kluis.kluissleutel


def test_a_vault_made_for_tests_is_refused_by_the_program(pad: Path) -> None:
    """A real process without the seam of the tests: the cheap parameters are damage to it."""
    opdracht = (
        "import sys; from pathlib import Path; from pmg_desk.kluis.bewaarplaats import lees_kop_publiek\n"
        "from pmg_desk.kluis.fouten import KopBeschadigd\n"
        "try: lees_kop_publiek(Path(sys.argv[1]))\n"
        "except KopBeschadigd: print('beschadigd')\n"
    )
    uit = subprocess.run(
        [sys.executable, "-c", opdracht, str(pad)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert uit.stdout == "beschadigd\n"


def test_the_header_is_readable_by_an_independent_reader(pad: Path) -> None:
    """The envelope that no later version may change."""
    buiten = json.loads((pad / BESTANDEN[0]).read_bytes())
    assert set(buiten) == {"formaat", "versie", "sha256", "inhoud"}
    assert (buiten["formaat"], buiten["versie"]) == ("pmg-desk-kluis", 1)


@pytest.mark.skipif(shutil.which("age") is None, reason="Debian's age is not installed")
def test_debians_age_and_sqlcipher_open_the_vault_without_this_program(kluis: OpenKluis, tmp_path: Path) -> None:
    identiteit = tmp_path / "identiteit"
    identiteit.write_text(f"{kluis.sleutels.age}\n")
    kluis.sluit()
    zegel = base64.b64decode(json.loads((kluis.pad / BESTANDEN[0]).read_bytes())["inhoud"]["zegels"][0]["age"])
    uit = subprocess.run(["age", "-d", "-i", identiteit], input=zegel, capture_output=True, check=True)
    verbinding = dbapi2.connect(str(kluis.pad / DATABASE))
    verbinding.execute(f"PRAGMA key = \"x'{uit.stdout.hex()}'\"")
    assert verbinding.execute("SELECT a FROM t").fetchall() == [("eerste",)]
    verbinding.close()
