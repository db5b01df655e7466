"""Restoring a backup: what one is told, what happens, what is kept; a crash at any moment leaves old or restored."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.kluisfouten import KluisNietBereikbaar, KluisOntbreekt
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis import terugzetten as schijf
from pmg_desk.kluis.fouten import IsReservekopie, KluisBeschadigd, KluisInGebruik, VerkeerdWachtwoord
from pmg_desk.kluis.reservekopie import FEITEN, GeenReservekopie, Generatie
from pmg_desk.services import gebruikers, kluizen, logboek, terugzetten, vernietigen
from pmg_desk.services.gebruikers import NieuweUitnodiging
from pmg_desk.services.reservekopieen import make_reservekopie
from pmg_desk.services.terugzetten import preview_reservekopie, restore_reservekopie
from tests import casusbouw, paginas
from tests.kluisdoos import BEHEERDER, REGIE_WACHTWOORD, Kluisdoos, alle_regels
from tests.services.test_reservekopieen import FOUTEN, Stoorder, Uitval, wijzig

PETRA = NieuweUitnodiging("petra", "Petra Privacy", Rol.PRIVACY_OFFICER, "privacy officer")


def maak_kopie(doos: Kluisdoos, erna: int = 3) -> Generatie:
    """A backup, and after it ``erna`` things that it does not hold; the vault is shut."""
    bea = doos.bea()
    een = make_reservekopie(bea)
    for _ in range(erna):
        wijzig(bea)
    doos.sluit(bea)
    return een


def zet_terug(doos: Kluisdoos, een: Generatie, **opties: Any) -> terugzetten.Teruggezet:
    return restore_reservekopie(
        een.pad, doos.pad, "bea", BEHEERDER.wachtwoord, klok=doos.klok, herkomst="test", **opties
    )


def mapinhoud(map_: Path) -> dict[str, bytes]:
    return {str(pad.relative_to(map_)): pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()}


def test_what_would_be_lost_is_told_before_and_nothing_changes(kluisdoos: Kluisdoos) -> None:
    een = maak_kopie(kluisdoos)
    voor = mapinhoud(een.pad)
    inzicht = preview_reservekopie(een.pad, kluisdoos.pad, "bea", BEHEERDER.wachtwoord, klok=kluisdoos.klok)
    nu = len(kluisdoos.regels()) - 1  # less the log-in of this very look
    assert (inzicht.log_nr, inzicht.huidig_nr, inzicht.sluit_aan) == (een.feiten.log_nr, nu, True)
    over = nu - inzicht.log_nr
    zin = f"In de kluis staan {over} logregels die na de reservekopie zijn gekomen. Die gaan verloren."
    assert inzicht.zin() == zin
    assert mapinhoud(een.pad) == voor


def test_a_backup_takes_the_place_and_the_vault_of_before_is_kept(kluisdoos: Kluisdoos) -> None:
    een = maak_kopie(kluisdoos)
    oud = mapinhoud(kluisdoos.pad)
    kop = len(kluisdoos.regels()) + 2  # its log-in, log-out and signed head come after
    oud = mapinhoud(kluisdoos.pad)
    gezegd: list[str] = []
    uitkomst = zet_terug(kluisdoos, een, zeg=gezegd.append)
    assert gezegd == [terugzetten.NAGEKEKEN, terugzetten.KLAARZETTEN, terugzetten.WISSEN, terugzetten.WISSELEN]
    assert uitkomst.bewaard is not None
    assert uitkomst.bewaard.name == "Zuidwest-vervangen-2026-11-23-093000.kluis"
    bewaard = mapinhoud(uitkomst.bewaard)
    del oud["slot"], bewaard["slot"]
    assert bewaard == oud
    bea = kluisdoos.bea()
    assert logboek.verify_logboek(bea).in_orde
    regels = alle_regels(bea)
    assert not [r for r in regels if r.actie == "casus.verwijzen"]
    (regel,) = [r for r in regels if r.actie == terugzetten.TERUGZETTEN]
    assert regel.aantal == een.feiten.log_nr
    with bea.doe() as t:
        from pmg_desk.domain.canoniek import lees_canoniek
        from pmg_desk.storage.models import Logdetail

        detail = t.db.get(Logdetail, regel.nr)
        assert detail is not None
        assert detail.detail is not None
        zegt = lees_canoniek(detail.detail)
    assert (zegt["naam"], zegt["hash"]) == (een.naam, een.feiten.log_hash)
    assert zegt["vervangen_nr"] == kop
    kluisdoos.sluit(bea)
    over = {pad.name for pad in kluisdoos.pad.parent.iterdir()}
    assert over == {"Zuidwest.kluis", "Zuidwest.kluis-reserve", uitkomst.bewaard.name}


def test_failed_log_ins_of_the_replaced_vault_are_not_lost(kluisdoos: Kluisdoos) -> None:
    een = maak_kopie(kluisdoos)
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("carla", "dit is het niet, echt niet 1")
    with pytest.raises(VerkeerdWachtwoord):  # also one at the backup counts
        restore_reservekopie(een.pad, kluisdoos.pad, "bea", "ook dit is het niet 2", klok=kluisdoos.klok)
    zet_terug(kluisdoos, een)
    assert len(kluisdoos.regels(lambda r: r.actie == "gebruiker.inloggen" and r.resultaat == "mislukt")) == 2


def test_a_vault_that_is_gone_comes_back(kluisdoos: Kluisdoos) -> None:
    een = maak_kopie(kluisdoos)
    shutil.rmtree(kluisdoos.pad)
    inzicht = preview_reservekopie(een.pad, kluisdoos.pad, "bea", BEHEERDER.wachtwoord, klok=kluisdoos.klok)
    assert (inzicht.huidig_nr, inzicht.verloren, inzicht.sluit_aan) == (None, None, None)
    assert inzicht.zin().startswith("De kluis van nu kan niet worden gelezen")
    assert zet_terug(kluisdoos, een).bewaard is None
    assert terugzetten.TERUGZETTEN in [r.actie for r in kluisdoos.regels()]


def test_a_damaged_vault_is_replaced_and_kept(kluisdoos: Kluisdoos) -> None:
    een = maak_kopie(kluisdoos)
    (kluisdoos.pad / "kluis.db").write_bytes(bytes(8192))
    with pytest.raises(Fout):
        kluisdoos.bea()
    uitkomst = zet_terug(kluisdoos, een)
    assert uitkomst.bewaard is not None
    assert (uitkomst.bewaard / "kluis.db").read_bytes() == bytes(8192)
    kluisdoos.bea()


def test_two_courses_are_told_apart(kluisdoos: Kluisdoos) -> None:
    eerste = maak_kopie(kluisdoos)
    tweede = maak_kopie(kluisdoos)
    zet_terug(kluisdoos, eerste)
    for _ in range(9):
        kluisdoos.sluit(kluisdoos.bea())
    inzicht = preview_reservekopie(tweede.pad, kluisdoos.pad, "bea", BEHEERDER.wachtwoord, klok=kluisdoos.klok)
    assert inzicht.sluit_aan is False
    assert "twee verlopen" in inzicht.zin()


def test_a_backup_of_the_present_moment_loses_nothing(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    een = make_reservekopie(bea)
    kluisdoos.sluit(bea)
    shutil.copyfile(een.pad / "kluis.db", kluisdoos.pad / "kluis.db")
    inzicht = preview_reservekopie(een.pad, kluisdoos.pad, "bea", BEHEERDER.wachtwoord, klok=kluisdoos.klok)
    assert inzicht.zin() == "In de kluis is na de reservekopie niets meer gebeurd."


# refused


@pytest.mark.parametrize("naam", ["kluis.db", "kop-b.json"])
def test_a_backup_that_was_changed_is_refused(kluisdoos: Kluisdoos, naam: str) -> None:
    een = maak_kopie(kluisdoos)
    ruw = bytearray((een.pad / naam).read_bytes())
    ruw[-50] ^= 1
    (een.pad / naam).write_bytes(ruw)
    voor = mapinhoud(kluisdoos.pad)
    with pytest.raises(GeenReservekopie):
        zet_terug(kluisdoos, een)
    assert mapinhoud(kluisdoos.pad) == voor


def test_a_changed_page_is_refused_also_when_its_sum_was_recomputed(kluisdoos: Kluisdoos) -> None:
    een = maak_kopie(kluisdoos)
    db = een.pad / "kluis.db"
    som = een.feiten.bestanden["kluis.db"]
    ruw = bytearray(db.read_bytes())
    ruw[-100] ^= 1
    db.write_bytes(ruw)
    from pmg_desk.kluis.reservekopie import vingerafdruk

    feiten = een.pad / FEITEN
    feiten.write_text(feiten.read_text().replace(som, vingerafdruk(db)))
    with pytest.raises(KluisBeschadigd):
        zet_terug(kluisdoos, een)


def test_only_who_looks_after_the_vault_restores(kluisdoos: Kluisdoos) -> None:
    een = maak_kopie(kluisdoos)
    with pytest.raises(GeenToegang):
        restore_reservekopie(een.pad, kluisdoos.pad, "carla", REGIE_WACHTWOORD, klok=kluisdoos.klok)
    assert {p.name for p in kluisdoos.pad.parent.iterdir()} == {"Zuidwest.kluis", "Zuidwest.kluis-reserve"}
    assert terugzetten.TERUGZETTEN not in [r.actie for r in kluisdoos.regels()]


def test_a_vault_in_use_is_not_replaced(kluisdoos: Kluisdoos) -> None:
    een = maak_kopie(kluisdoos)
    kluisdoos.carla()
    with pytest.raises(KluisInGebruik):
        zet_terug(kluisdoos, een)


def test_a_backup_is_never_opened_as_if_it_were_the_vault(kluisdoos: Kluisdoos) -> None:
    een = maak_kopie(kluisdoos)
    voor = mapinhoud(een.pad)
    with pytest.raises(IsReservekopie):
        kluizen.open_kluis(een.pad, "bea", BEHEERDER.wachtwoord)
    assert mapinhoud(een.pad) == voor


# a crash at any moment


@pytest.mark.parametrize("erna", [False, True], ids=["voor", "na"])
@pytest.mark.parametrize("stap", ["rename", "replace", "unlink"])
@pytest.mark.parametrize("n", range(1, 6))
def test_the_power_going_during_the_swap_leaves_old_or_restored(
    kluisdoos: Kluisdoos, monkeypatch, stap: str, n: int, erna: bool
) -> None:
    """The clean-up does not run either: the process is gone."""
    een = maak_kopie(kluisdoos)
    echt, keren = getattr(os, stap), []

    def nep(*args: Any, **kw: Any) -> Any:
        keren.append(args)
        if len(keren) == n:
            if erna:
                echt(*args, **kw)
            raise Uitval
        if len(keren) > n:
            raise Uitval
        return echt(*args, **kw)

    wissel = schijf.wissel

    def alleen_hier(*args: Any) -> Any:
        with monkeypatch.context() as even:
            even.setattr(os, stap, nep)
            even.setattr(schijf, "ruim_op", lambda _: None)
            return wissel(*args)

    with monkeypatch.context() as even:
        even.setattr(schijf, "wissel", alleen_hier)
        opruimen = schijf.ruim_op

        def alleen_voor(map_: Path) -> None:
            if not keren:
                opruimen(map_)

        even.setattr(schijf, "ruim_op", alleen_voor)
        with suppress(Uitval, KluisNietBereikbaar):
            zet_terug(kluisdoos, een)
    acties = [r.actie for r in kluisdoos.regels()]
    assert (terugzetten.TERUGZETTEN in acties) != ("casus.verwijzen" in acties)
    namen = {p.name for p in kluisdoos.pad.parent.iterdir() if not p.name.startswith("Zuidwest-vervangen")}
    assert namen == {"Zuidwest.kluis", "Zuidwest.kluis-reserve"}


@pytest.mark.parametrize("erna", [False, True], ids=["voor", "na"])
@pytest.mark.parametrize("soort", list(FOUTEN))
def test_whatever_call_fails_the_vault_opens_old_or_restored(
    kluisdoos: Kluisdoos, monkeypatch, soort: str, erna: bool
) -> None:
    een = maak_kopie(kluisdoos, erna=1)
    klad = kluisdoos.pad.parent / "klad"
    shutil.copytree(kluisdoos.pad, klad)
    n, stap = 0, 3
    while True:
        n += stap
        with monkeypatch.context() as even:
            stoorder = Stoorder(even, n, FOUTEN[soort], erna=erna)
            with suppress(KluisNietBereikbaar, Uitval):
                zet_terug(kluisdoos, een)
        acties = [r.actie for r in kluisdoos.regels()]
        assert (terugzetten.TERUGZETTEN in acties) != ("casus.verwijzen" in acties), n
        if stoorder.geteld < n:
            break
        shutil.rmtree(kluisdoos.pad)
        shutil.copytree(klad, kluisdoos.pad)
    assert n > 30


def test_a_note_that_says_something_else_moves_nothing(kluisdoos: Kluisdoos, tmp_path: Path) -> None:
    weg = kluisdoos.pad.with_name("elders")
    kluisdoos.pad.rename(weg)
    briefje = kluisdoos.pad.parent / ".Zuidwest-terugzetten.json"
    for inhoud in ("{", '{"klaar":5}', '{"klaar":"elders/Zuidwest.kluis"}', '{"klaar":".Zuidwest-terugzetten-1/x"}'):
        briefje.write_text(inhoud)
        with pytest.raises(KluisOntbreekt):
            kluisdoos.bea()
    assert weg.is_dir()


def test_a_disk_that_refuses_while_making_ready_leaves_nothing(kluisdoos: Kluisdoos, monkeypatch) -> None:
    een = maak_kopie(kluisdoos)
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("carla", "dit is het niet, echt niet 1")  # a file that is taken along
    voor = {pad.name for pad in kluisdoos.pad.parent.iterdir()}

    def vol(*_: object) -> None:
        raise KluisNietBereikbaar

    with monkeypatch.context() as even:
        even.setattr(schijf, "schrijf_duurzaam", vol)
        with pytest.raises(KluisNietBereikbaar):
            zet_terug(kluisdoos, een)
    assert {pad.name for pad in kluisdoos.pad.parent.iterdir()} == voor
    zet_terug(kluisdoos, een)


def test_a_disk_that_refuses_while_a_restore_is_finished_is_told_and_tried_again(
    kluisdoos: Kluisdoos, monkeypatch
) -> None:
    een = maak_kopie(kluisdoos)
    echt = Path.rename

    def alleen_opzij(pad: Path, doel: Path) -> Path:
        if Path(doel) == kluisdoos.pad:
            raise OSError
        return echt(pad, doel)

    with monkeypatch.context() as even:
        even.setattr(Path, "rename", alleen_opzij)
        for _ in range(2):  # the restore itself, and the next opening that would finish it
            with pytest.raises(KluisNietBereikbaar):
                zet_terug(kluisdoos, een) if kluisdoos.pad.exists() else kluisdoos.bea()
    assert terugzetten.TERUGZETTEN in [r.actie for r in kluisdoos.regels()]


# what was erased since


def test_what_was_erased_after_the_backup_is_in_no_restored_vault(kluisdoos: Kluisdoos) -> None:
    """A backup that still holds the casus: no word of it is on any page (often: ``tests/uithouden``)."""
    bea = kluisdoos.bea()
    code = gebruikers.invite_gebruiker(bea, PETRA).code
    kluisdoos.sluit(bea)
    wachtwoord = "zilveren brug koek merel 6"
    kluizen.close_kluis(kluizen.accept_uitnodiging(kluisdoos.pad, "petra", code, wachtwoord, klok=kluisdoos.klok))
    carla = kluisdoos.carla()
    casus_id = casusbouw.maak(carla)
    een = make_reservekopie(carla)
    voorstel = vernietigen.propose_vernietiging(carla, casus_id, "vergissing")
    kluisdoos.sluit(carla)
    petra = kluisdoos.open("petra", wachtwoord)
    vernietigen.confirm_vernietiging(petra, voorstel)
    assert petra.kluis is not None
    sleutel = petra.kluis.kluissleutel
    kluizen.close_kluis(petra)
    woorden = ["Zoë".encode(), b"ukasz", b"Melis Stokelaan", b"Praktijkschool De Vlier"]
    assert set(paginas.vind(een.pad / "kluis.db", sleutel, woorden)) == set(woorden)  # the search finds what is there
    uitkomst = zet_terug(kluisdoos, een)
    assert any("opnieuw gewist" in zin for zin in uitkomst.meldingen)
    assert paginas.vind(kluisdoos.pad / "kluis.db", sleutel, woorden) == {}
    bea = kluisdoos.bea()
    assert logboek.verify_logboek(bea).in_orde
