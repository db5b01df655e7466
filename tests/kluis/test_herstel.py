"""The recovery sheet of a real vault: made, tried, used, replaced; and what it does not open."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pmg_desk.domain.klok import VasteKlok
from pmg_desk.kluis import bewaarplaats, dubbelkop, fouten, herstel
from pmg_desk.kluis.dubbelkop import BESTANDEN, lees_kop
from pmg_desk.kluis.herstelsleutel import Herstelsleutel, nieuwe_herstelsleutel
from pmg_desk.kluis.kop import KluisSleutel, als_bytes
from pmg_desk.kluis.openen import VERVALST, OpenKluis
from pmg_desk.kluis.pogingen import lees_mislukt
from pmg_desk.paths import resources_map
from pmg_desk.storage.engine import maak_engine, sluit_engine
from tests.kluis.kluizen import BEA, NU, inhoud, maak, met_goede_som, zet_beide

NIEUW = "stille boot ziet veel maan"


@pytest.fixture
def kluis(tmp_path: Path) -> Iterator[OpenKluis]:
    een = maak(tmp_path)
    yield een
    een.sluit()


def maak_blad(kluis: OpenKluis) -> Herstelsleutel:
    sleutel = nieuwe_herstelsleutel()
    herstel.zet_herstel(kluis, sleutel)
    return sleutel


def getypt(sleutel: Herstelsleutel) -> str:
    return " ".join(sleutel.groepen)


def met(pad: Path, tekst: str, wie: str = "bea", wachtwoord: str = NIEUW, klok: VasteKlok | None = None):
    return herstel.open_met_herstel(pad, tekst, wie, wachtwoord, klok=klok or VasteKlok(NU), herkomst="pc-1")


# making and trying


def test_a_new_vault_has_no_sheet_and_then_it_has_one(kluis: OpenKluis) -> None:
    with pytest.raises(fouten.GeenHerstelblad):
        herstel.controleer_herstel(kluis, getypt(nieuwe_herstelsleutel()))
    sleutel = maak_blad(kluis)
    assert lees_kop(kluis.pad).kop.herstel == sleutel.ontvanger
    herstel.controleer_herstel(kluis, getypt(sleutel))
    herstel.controleer_herstel(kluis, sleutel.tekst)


def test_debians_age_opens_the_seal_with_the_key_of_the_sheet(kluis: OpenKluis, tmp_path: Path) -> None:
    sleutel = maak_blad(kluis)
    (tmp_path / "blad").write_text(sleutel.tekst + "\n")
    (zegel,) = lees_kop(kluis.pad).kop.zegels
    uit = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "blad")], input=zegel.age, capture_output=True, check=True
    ).stdout
    assert uit == kluis.kluissleutel


def test_the_command_in_the_manual_opens_the_seal_without_this_program(kluis: OpenKluis) -> None:
    sleutel = maak_blad(kluis)
    (kluis.pad / "sleutel.txt").write_text(sleutel.tekst + "\n")
    handleiding = (resources_map() / "handleiding" / "herstelblad.md").read_text(encoding="utf-8")
    (opdracht,) = re.findall(r"```\n(python3 .*)\n```", handleiding)
    uit = subprocess.run(["bash", "-c", opdracht], cwd=kluis.pad, capture_output=True, check=True).stdout
    assert uit == kluis.kluissleutel


def test_a_new_sheet_ends_the_one_before_at_once(kluis: OpenKluis) -> None:
    oud, nieuw = maak_blad(kluis), maak_blad(kluis)
    herstel.controleer_herstel(kluis, getypt(nieuw))
    with pytest.raises(fouten.AnderHerstelblad):
        herstel.controleer_herstel(kluis, getypt(oud))
    kluis.sluit()
    with pytest.raises(fouten.AnderHerstelblad) as gevangen:
        met(kluis.pad, getypt(oud))
    assert gevangen.value.tekst() == (
        "Deze sleutel is goed getypt, maar opent deze kluis niet. De kluis blijft dicht. Een verkeerd wachtwoord wist "
        "nooit iets. Kijk of op het blad dezelfde naam en hetzelfde kenmerk staan als bij deze kluis. Is er later een "
        "nieuw herstelblad gemaakt, dan werkt alleen het nieuwste."
    )


def test_trying_looks_at_what_is_on_disk_now(kluis: OpenKluis) -> None:
    """A header put in the place of this one, with the same sheet but another key, is not this vault's."""
    sleutel = maak_blad(kluis)
    dubbelkop.schrijf_kop(kluis.pad, kluis.kop, (KluisSleutel(1, os.urandom(32)),))
    with pytest.raises(fouten.AnderHerstelblad):
        herstel.controleer_herstel(kluis, getypt(sleutel))


def test_a_password_change_leaves_the_sheet_as_it_is(kluis: OpenKluis) -> None:
    sleutel = maak_blad(kluis)
    bewaarplaats.wijzig_wachtwoord(kluis, BEA.wachtwoord, NIEUW)
    herstel.controleer_herstel(kluis, getypt(sleutel))


# getting in


def test_with_the_sheet_a_user_gets_new_keys_and_a_new_password(kluis: OpenKluis) -> None:
    sleutel, oud = maak_blad(kluis), kluis.gebruiker.publiek
    kluis.sluit()
    with met(kluis.pad, getypt(sleutel)) as gevonden:
        engine = maak_engine(gevonden.kluis.databasepad, gevonden.kluis.kluissleutel)
        assert inhoud(engine) == ["eerste"]
        sluit_engine(engine)
        open_ = gevonden.voltooi()
    assert open_.gebruiker.publiek == open_.sleutels.publiek != oud
    open_.sluit()
    with bewaarplaats.open_kluis(kluis.pad, "bea", NIEUW) as weer:
        engine = maak_engine(weer.databasepad, weer.kluissleutel)
        assert inhoud(engine) == ["eerste"]
        sluit_engine(engine)
    with pytest.raises(fouten.VerkeerdWachtwoord):
        bewaarplaats.open_kluis(kluis.pad, "bea", BEA.wachtwoord)
    with met(kluis.pad, getypt(sleutel)):
        pass  # the sheet stays what it was


def test_until_it_is_finished_nothing_has_changed_and_the_lock_is_free(kluis: OpenKluis) -> None:
    sleutel = maak_blad(kluis)
    kluis.sluit()
    voor = [(kluis.pad / naam).read_bytes() for naam in BESTANDEN]
    with met(kluis.pad, getypt(sleutel)), pytest.raises(fouten.KluisInGebruik):
        bewaarplaats.open_kluis(kluis.pad, "bea", BEA.wachtwoord)
    assert [(kluis.pad / naam).read_bytes() for naam in BESTANDEN] == voor
    bewaarplaats.open_kluis(kluis.pad, "bea", BEA.wachtwoord).sluit()


def test_a_disk_that_refuses_says_to_use_the_sheet_again_and_shuts(
    kluis: OpenKluis, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleutel = maak_blad(kluis)
    kluis.sluit()

    def weiger(*_: object) -> None:
        raise fouten.KluisNietBereikbaar

    gevonden = met(kluis.pad, getypt(sleutel))
    monkeypatch.setattr(dubbelkop, "schrijf_duurzaam", weiger)
    with pytest.raises(fouten.KluisNietBereikbaar) as gevangen, gevonden:
        gevonden.voltooi()
    assert gevangen.value.doe == "Gebruik het herstelblad nog een keer."
    monkeypatch.undo()
    bewaarplaats.open_kluis(kluis.pad, "bea", BEA.wachtwoord).sluit()


def test_the_sheet_of_another_vault_is_refused_and_counted(kluis: OpenKluis, tmp_path: Path) -> None:
    maak_blad(kluis)
    kluis.sluit()
    with maak(tmp_path / "b", "Moerwijk") as ander:
        vreemd = maak_blad(ander)
    for _ in range(3):
        with pytest.raises(fouten.AnderHerstelblad):
            met(kluis.pad, getypt(vreemd))
    with pytest.raises(fouten.TeVeelPogingen):
        met(kluis.pad, getypt(vreemd))
    assert [(p.gebruiker_id, p.herkomst) for p in lees_mislukt(kluis.pad).pogingen] == [
        (herstel.HERSTELBLAD, "pc-1")
    ] * 3
    with pytest.raises(fouten.AnderHerstelblad):
        met(kluis.pad, getypt(vreemd), klok=VasteKlok(NU + timedelta(minutes=2)))
    bewaarplaats.open_kluis(kluis.pad, "bea", BEA.wachtwoord).sluit()  # who has a password does not wait


def test_a_typing_error_is_not_counted_and_touches_nothing(kluis: OpenKluis) -> None:
    maak_blad(kluis)
    kluis.sluit()
    with pytest.raises(fouten.OngeldigeHerstelsleutel):
        met(kluis.pad, "VVVVV")
    assert lees_mislukt(kluis.pad).pogingen == ()
    with pytest.raises(fouten.OngeldigeHerstelsleutel):
        met(kluis.pad / "bestaat niet", "VVVVV")


def test_a_vault_without_a_sheet_says_so(kluis: OpenKluis) -> None:
    kluis.sluit()
    with pytest.raises(fouten.GeenHerstelblad):
        met(kluis.pad, getypt(nieuwe_herstelsleutel()))


def test_only_somebody_with_keys_gets_new_ones_and_the_password_must_be_strong(kluis: OpenKluis) -> None:
    sleutel = maak_blad(kluis)
    kluis.sluit()
    with pytest.raises(fouten.VerkeerdWachtwoord) as gevangen:
        met(kluis.pad, getypt(sleutel), wie="niemand")
    assert gevangen.value.wat == "Deze gebruiker heeft in deze kluis geen wachtwoord."
    with pytest.raises(fouten.ZwakWachtwoord):
        met(kluis.pad, getypt(sleutel), wachtwoord="Bea Beheer 2026!")
    bewaarplaats.open_kluis(kluis.pad, "bea", BEA.wachtwoord).sluit()


def test_a_header_whose_key_the_database_does_not_know_is_never_written_over(kluis: OpenKluis) -> None:
    sleutel = maak_blad(kluis)
    dubbelkop.schrijf_kop(kluis.pad, kluis.kop, (KluisSleutel(1, os.urandom(32)),))
    kluis.sluit()
    with pytest.raises(fouten.KluisBeschadigd):
        met(kluis.pad, getypt(sleutel))


# two copies of the header


def _vervals(ruw: bytes) -> bytes:
    """A newer header by someone without the key, with a sheet of their own."""

    def anders(inhoud_: dict[str, object]) -> None:
        inhoud_["generatie"] = 99
        inhoud_["herstel"] = nieuwe_herstelsleutel().ontvanger

    return met_goede_som(ruw, anders)


def test_a_forged_newer_copy_does_not_keep_the_real_sheet_out(kluis: OpenKluis) -> None:
    sleutel = maak_blad(kluis)
    kluis.sluit()
    pad = kluis.pad / BESTANDEN[0]
    pad.write_bytes(_vervals(pad.read_bytes()))
    with met(kluis.pad, getypt(sleutel)) as gevonden:
        assert gevonden.voltooi().waarschuwingen == ()  # both copies were written afresh
    kluis.slot.geef_vrij()
    assert gevonden.waarschuwingen == (VERVALST,)


def test_after_a_crash_between_two_copies_the_old_sheet_does_not_open(kluis: OpenKluis) -> None:
    oud = maak_blad(kluis)
    eerder = (kluis.pad / BESTANDEN[1]).read_bytes()
    nieuw = maak_blad(kluis)
    (kluis.pad / BESTANDEN[1]).write_bytes(eerder)
    kluis.sluit()
    with pytest.raises(fouten.AnderHerstelblad):
        met(kluis.pad, getypt(oud))
    with met(kluis.pad, getypt(nieuw)) as gevonden:
        assert gevonden.waarschuwingen == ()


def test_when_neither_copy_is_of_this_sheet_it_is_refused(kluis: OpenKluis) -> None:
    maak_blad(kluis)
    eerder = (kluis.pad / BESTANDEN[1]).read_bytes()
    maak_blad(kluis)
    (kluis.pad / BESTANDEN[1]).write_bytes(eerder)
    kluis.sluit()
    with pytest.raises(fouten.AnderHerstelblad):
        met(kluis.pad, getypt(nieuwe_herstelsleutel()))


def test_a_seal_that_was_changed_is_damage_and_not_a_wrong_sheet(kluis: OpenKluis) -> None:
    sleutel = maak_blad(kluis)
    stuk = replace(kluis.kop, zegels=(replace(kluis.kop.zegels[0], mac=bytes(32)),))
    zet_beide(kluis.pad, als_bytes(stuk))
    kluis.sluit()
    with pytest.raises(fouten.KopBeschadigd):
        met(kluis.pad, getypt(sleutel))
