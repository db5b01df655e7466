"""Attacks by way of a backup: what was erased readable again, coming back once stopped, a vault kept shut."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.kluisfouten import KluisNietBereikbaar
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis import bekeken, bewaarplaats, bijbestand, plektoestemming, pogingen
from pmg_desk.kluis import gewist as wisregister
from pmg_desk.kluis import terugzetten as schijf
from pmg_desk.kluis.dubbelkop import lees_kop
from pmg_desk.kluis.fouten import NietInDeKluisVanNu, OnveiligePlek, VerkeerdWachtwoord
from pmg_desk.kluis.herstelsleutel import nieuwe_herstelsleutel
from pmg_desk.kluis.kop import KluisSleutel, als_bytes, verzegel
from pmg_desk.kluis.reservekopie import Generatie
from pmg_desk.kluis.slot import neem_slot
from pmg_desk.services import certificaten, gebruikers, herstelblad, kluizen, terugzetten, vernietigen
from pmg_desk.services.gebruikers import NieuweUitnodiging, SleutelNietVernieuwd, stop_gebruiker
from pmg_desk.services.plek import allow_plek
from pmg_desk.services.reservekopieen import describe_reservekopieen, make_reservekopie, remove_verouderde
from pmg_desk.services.terugzetten import GewistDoorOnbekenden, Teruggezet, restore_reservekopie
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Gebruiker
from tests import casusbouw, paginas
from tests.kluisdoos import BEHEERDER, Kluisdoos, alle_regels

PETRA = NieuweUitnodiging("petra", "Petra Privacy", Rol.PRIVACY_OFFICER, "privacy officer")
BERT = NieuweUitnodiging("bert", "Bert Beheer", Rol.BEHEERDER, "beheerder")
WACHTWOORD = "zilveren brug koek merel 6"
WOORDEN = ["Zoë".encode(), b"ukasz", b"Melis Stokelaan", b"Praktijkschool De Vlier"]


def nodig(doos: Kluisdoos, wie: NieuweUitnodiging) -> UUID:
    """Invite and log in for the first time; the vault is shut before and after."""
    bea = doos.bea()
    code = gebruikers.invite_gebruiker(bea, wie)
    doos.sluit(bea)
    kluizen.close_kluis(kluizen.accept_uitnodiging(doos.pad, wie.gebruikersnaam, code.code, WACHTWOORD, klok=doos.klok))
    return code.gebruiker_id


def kopie(doos: Kluisdoos) -> Generatie:
    bea = doos.bea()
    een = make_reservekopie(bea)
    doos.sluit(bea)
    return een


def vernietig(doos: Kluisdoos, casus_id: UUID) -> bytes:
    """Carla proposes, Petra confirms; the key of the vault, to look into files with."""
    carla = doos.carla()
    voorstel = vernietigen.propose_vernietiging(carla, casus_id, "vergissing")
    doos.sluit(carla)
    petra = doos.open("petra", WACHTWOORD)
    vernietigen.confirm_vernietiging(petra, voorstel)
    assert petra.kluis is not None
    sleutel = petra.kluis.kluissleutel
    kluizen.close_kluis(petra)
    return sleutel


def maak_casus(doos: Kluisdoos) -> UUID:
    carla = doos.carla()
    casus_id = casusbouw.maak(carla)
    doos.sluit(carla)
    return casus_id


def registers(doos: Kluisdoos) -> list[Path]:
    return list(doos.pad.parent.rglob("gewist.jsonl"))


def zet(doos: Kluisdoos, een: Generatie, wie: str = "bea", wachtwoord: str = BEHEERDER.wachtwoord) -> Teruggezet:
    return restore_reservekopie(een.pad, doos.pad, wie, wachtwoord, klok=doos.klok, herkomst="test")


def inhoud(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in map_.iterdir() if pad.name not in {"slot", "mislukt.jsonl"}}


def wie_in_kop(werkplek: Werkplek) -> set[str]:
    assert werkplek.kluis is not None
    return {g.gebruikersnaam for g in werkplek.kluis.kop.gebruikers}


# what was erased


def test_wisregister_weggooien_en_dan_terugzetten(kluisdoos: Kluisdoos) -> None:
    nodig(kluisdoos, PETRA)
    casus_id = maak_casus(kluisdoos)
    een = kopie(kluisdoos)
    sleutel = vernietig(kluisdoos, casus_id)
    (register,) = registers(kluisdoos)
    regels = register.read_bytes()
    register.unlink()
    assert set(paginas.vind(een.pad / "kluis.db", sleutel, WOORDEN)) == set(WOORDEN)
    uitkomst = zet(kluisdoos, een)
    assert any("opnieuw gewist: 1." in zin for zin in uitkomst.meldingen)
    assert paginas.vind(kluisdoos.pad / "kluis.db", sleutel, WOORDEN) == {}
    assert register.read_bytes() == regels  # and the register is there again


def test_terugzetten_naar_voor_de_komst_van_de_tweede_ondertekenaar(kluisdoos: Kluisdoos) -> None:
    casus_id = maak_casus(kluisdoos)
    een = kopie(kluisdoos)
    nodig(kluisdoos, PETRA)
    sleutel = vernietig(kluisdoos, casus_id)
    twee = kopie(kluisdoos)
    zet(kluisdoos, een)
    assert paginas.vind(kluisdoos.pad / "kluis.db", sleutel, WOORDEN) == {}
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    assert not [zin for zin in bea.kluis.waarschuwingen if "wisregister" in zin]  # her key came along: all is well
    assert [c.gebrek for c in certificaten.list_certificaten(bea)] == [""]
    kluisdoos.sluit(bea)
    zet(kluisdoos, twee)  # and goes on coming along
    zet(kluisdoos, een)
    assert paginas.vind(kluisdoos.pad / "kluis.db", sleutel, WOORDEN) == {}


def test_kluis_van_nu_stukmaken_zodat_de_ondertekenaar_onbekend_is(kluisdoos: Kluisdoos) -> None:
    casus_id = maak_casus(kluisdoos)
    een = kopie(kluisdoos)
    nodig(kluisdoos, PETRA)
    vernietig(kluisdoos, casus_id)
    (kluisdoos.pad / "kluis.db").write_bytes(bytes(8192))
    voor = inhoud(kluisdoos.pad)
    with pytest.raises(GewistDoorOnbekenden) as fout:
        zet(kluisdoos, een)
    assert "(1)" in fout.value.wat
    assert inhoud(kluisdoos.pad) == voor


def test_vernietigde_casus_later_opzoeken_in_de_vervangen_kluis(kluisdoos: Kluisdoos) -> None:
    nodig(kluisdoos, PETRA)
    casus_id = maak_casus(kluisdoos)
    uitkomst = zet(kluisdoos, kopie(kluisdoos))
    bewaard = uitkomst.bewaard
    assert bewaard is not None
    assert terugzetten.BEWAARD.format(30) in uitkomst.meldingen
    vernietig(kluisdoos, casus_id)
    bea = kluisdoos.bea()
    (vervangen,) = describe_reservekopieen(bea).vervangen
    assert (vervangen.pad, vervangen.op) == (bewaard, kluisdoos.klok.moment)
    assert vervangen.grootte == sum(pad.stat().st_size for pad in bewaard.iterdir())
    kluisdoos.klok.moment += timedelta(days=31)
    assert remove_verouderde(bea) == 0  # no newer backup yet: it may be the only good copy
    make_reservekopie(bea)
    assert not bewaard.exists()
    assert describe_reservekopieen(bea).vervangen == ()
    assert [r.aantal for r in alle_regels(bea) if r.actie == "reservekopie.vervangen_opruimen"] == [1]


def test_vervangen_kluis_met_een_naam_uit_de_toekomst_blijft_niet_jaren(kluisdoos: Kluisdoos) -> None:
    bewaard = zet(kluisdoos, kopie(kluisdoos)).bewaard
    assert bewaard is not None
    for naam in ("2031-01-01-000000", "2031-99-01-000000-2"):
        shutil.copytree(bewaard, bewaard.with_name(f"Zuidwest-vervangen-{naam}.kluis"))
    vreemd = [
        bewaard.with_name(f"{naam}.kluis") for naam in ("Ander-vervangen-2020-01-01-000000", "Zuidwest-vervangen-x")
    ]
    for pad in vreemd:
        shutil.copytree(bewaard, pad)
    stuk = bewaard.with_name("Zuidwest-vervangen-2020-01-02-000000.kluis")
    stuk.mkdir()
    (stuk / "kop-a.json").write_bytes(b"stuk")
    kluisdoos.klok.moment += timedelta(days=400)
    bea = kluisdoos.bea()
    assert len(describe_reservekopieen(bea).vervangen) == 4
    make_reservekopie(bea)
    assert [pad for pad in bewaard.parent.iterdir() if "vervangen" in pad.name and pad not in vreemd] == []
    assert all(pad.is_dir() for pad in vreemd)


def test_vervangen_kluis_die_open_is_of_van_een_ander_is_blijft(kluisdoos: Kluisdoos) -> None:
    bewaard = zet(kluisdoos, kopie(kluisdoos)).bewaard
    assert bewaard is not None
    slot = neem_slot(bewaard, kluisdoos.klok.moment)
    kluisdoos.klok.moment += timedelta(days=400)
    bea = kluisdoos.bea()
    make_reservekopie(bea)
    assert bewaard.is_dir()
    slot.geef_vrij()
    assert schijf.list_vervangen(kluisdoos.pad, uuid4(), kluisdoos.klok.moment) == ()
    assert remove_verouderde(bea) == 1


# who comes back


def stop_bert(doos: Kluisdoos, wie: UUID) -> None:
    bea = doos.bea()
    stop_gebruiker(bea, wie)
    doos.sluit(bea)


def test_gestopte_beheerder_zet_met_zijn_oude_wachtwoord_een_kopie_terug(kluisdoos: Kluisdoos) -> None:
    bert = nodig(kluisdoos, BERT)
    een = kopie(kluisdoos)
    stop_bert(kluisdoos, bert)
    voor = inhoud(kluisdoos.pad)
    with pytest.raises(NietInDeKluisVanNu):
        zet(kluisdoos, een, "bert", WACHTWOORD)
    assert inhoud(kluisdoos.pad) == voor
    mislukt = kluisdoos.regels(lambda r: r.actie == "gebruiker.inloggen" and r.resultaat == "mislukt")
    assert [regel.actor for regel in mislukt] == [str(bert)]


def test_gestopte_beheerder_bewaarde_een_kopie_van_de_kop(kluisdoos: Kluisdoos) -> None:
    """One copy of the header of before he was stopped, put back beside the newest."""
    bert = nodig(kluisdoos, BERT)
    een = kopie(kluisdoos)
    stop_bert(kluisdoos, bert)
    shutil.copyfile(een.pad / "kop-a.json", kluisdoos.pad / "kop-a.json")
    with pytest.raises(NietInDeKluisVanNu):
        zet(kluisdoos, een, "bert", WACHTWOORD)


def test_gestopte_beheerder_bewaarde_een_kopie_van_de_kop_en_de_sleutel_is_nog_dezelfde(kluisdoos: Kluisdoos) -> None:
    """The new key for the vault was broken off, so the old header still fits the database."""
    bert = nodig(kluisdoos, BERT)
    een = kopie(kluisdoos)
    bea = kluisdoos.bea()

    def breek_af(*_: object) -> None:
        raise KluisNietBereikbaar

    with pytest.raises(SleutelNietVernieuwd):
        stop_gebruiker(bea, bert, breek_af)
    kluisdoos.sluit(bea)
    shutil.copyfile(een.pad / "kop-a.json", kluisdoos.pad / "kop-b.json")
    with pytest.raises(NietInDeKluisVanNu):
        zet(kluisdoos, een, "bert", WACHTWOORD)


def test_gestopte_beheerder_komt_niet_mee_als_een_ander_terugzet(kluisdoos: Kluisdoos) -> None:
    bert = nodig(kluisdoos, BERT)
    een = kopie(kluisdoos)
    stop_bert(kluisdoos, bert)
    uitkomst = zet(kluisdoos, een)
    assert terugzetten.GESTOPT.format("Bert Beheer") in uitkomst.meldingen
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("bert", WACHTWOORD)
    bea = kluisdoos.bea()
    assert wie_in_kop(bea) == {"bea", "carla"}
    stop_gebruiker(bea, bert)


def test_gestopte_beheerder_maakt_de_kop_stuk(kluisdoos: Kluisdoos) -> None:
    """Then the key of before does not open the database either: restoring goes on, and everybody hears of it."""
    bert = nodig(kluisdoos, BERT)
    een = kopie(kluisdoos)
    stop_bert(kluisdoos, bert)
    kluisdoos.klok.moment += timedelta(minutes=1)
    kopie(kluisdoos)
    for naam in ("kop-a.json", "kop-b.json"):
        (kluisdoos.pad / naam).write_bytes(b"stuk")
    uitkomst = zet(kluisdoos, een, "bert", WACHTWOORD)
    assert terugzetten.MISSCHIEN_GESTOPT.format("Bert Beheer") in uitkomst.meldingen
    assert terugzetten.ONLEESBAAR in uitkomst.meldingen
    zin = "zette Bert Beheer een reservekopie terug"
    for keer in (1, 0):
        bea = kluisdoos.bea()
        assert bea.kluis is not None
        assert len([w for w in bea.kluis.waarschuwingen if zin in w]) == keer
        kluisdoos.sluit(bea)


def test_wie_in_de_kluis_van_nu_niet_meer_mag_beheren(kluisdoos: Kluisdoos) -> None:
    """A role that was taken away since: the header lets him in, the vault of now says that he may not."""
    bert = nodig(kluisdoos, BERT)
    een = kopie(kluisdoos)
    bea = kluisdoos.bea()
    with bea.doe() as t:
        t.haal(Gebruiker, bert).rol = Rol.CASUSREGISSEUR
        t.log("gebruiker.wijzigen", "gebruiker", bert)
    kluisdoos.sluit(bea)
    with pytest.raises(GeenToegang):
        zet(kluisdoos, een, "bert", WACHTWOORD)


def test_oude_uitnodiging_werkt_na_terugzetten_niet(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    code = gebruikers.invite_gebruiker(bea, PETRA)
    een = make_reservekopie(bea)
    assert bea.kluis is not None
    bewaarplaats.trek_uitnodiging_in(bea.kluis, code.gebruiker_id, klok=kluisdoos.klok)
    kluisdoos.sluit(bea)
    uitkomst = zet(kluisdoos, een)
    assert terugzetten.UITNODIGINGEN.format("Petra Privacy") in uitkomst.meldingen
    with pytest.raises(Fout, match="geen uitnodiging"):
        kluizen.accept_uitnodiging(kluisdoos.pad, "petra", code.code, WACHTWOORD, klok=kluisdoos.klok)


def test_oud_herstelblad_opent_de_teruggezette_kluis_niet(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    oud = herstelblad.make_herstelblad(bea)
    een = make_reservekopie(bea)
    nieuw = herstelblad.make_herstelblad(bea)
    kluisdoos.sluit(bea)
    zet(kluisdoos, een)
    bea = kluisdoos.bea()
    with pytest.raises(Fout, match="opent deze kluis niet"):
        herstelblad.try_herstelblad(bea, " ".join(oud.groepen))
    herstelblad.try_herstelblad(bea, " ".join(nieuw.groepen))


def test_oud_herstelblad_bij_een_kluis_die_weg_is_wordt_gezegd(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    herstelblad.make_herstelblad(bea)
    een = make_reservekopie(bea)
    kluisdoos.sluit(bea)
    shutil.rmtree(kluisdoos.pad)
    assert terugzetten.BLAD in zet(kluisdoos, een).meldingen


@pytest.mark.parametrize("eigen_sleutel", [True, False], ids=["eigen sleutel", "zonder sleutel"])
def test_vreemde_kop_met_een_eigen_herstelblad_komt_niet_in_de_teruggezette_kluis(
    kluisdoos: Kluisdoos, eigen_sleutel: bool
) -> None:
    een = kopie(kluisdoos)
    kop = lees_kop(kluisdoos.pad).kop
    blad = nieuwe_herstelsleutel()
    vals = replace(kop, generatie=kop.generatie + 5, herstel=blad.ontvanger)
    if eigen_sleutel:
        vals = verzegel(vals, (KluisSleutel(9, bytes(32)),))
    (kluisdoos.pad / "kop-a.json").write_bytes(als_bytes(vals))
    zet(kluisdoos, een)
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    assert bea.kluis.kop.herstel is None


# keeping the vault shut, and hiding what was done


@pytest.mark.parametrize("naam", ["mislukt.jsonl", "bekeken.jsonl", "plek-toegestaan.json"])
def test_map_met_de_naam_van_een_bestand_houdt_de_kluis_niet_dicht(kluisdoos: Kluisdoos, naam: str) -> None:
    een = kopie(kluisdoos)
    (kluisdoos.pad / naam).mkdir()
    (kluisdoos.pad / naam / "iets").write_text("x")
    for keer in (1, 0):  # told once: after that the file is there again
        bea = kluisdoos.bea()
        assert bea.kluis is not None
        gezegd = bijbestand.MELDING.format(naam) in bea.kluis.waarschuwingen
        assert gezegd == (bool(keer) and naam.endswith("jsonl"))
        kluisdoos.sluit(bea)
    if naam.endswith("jsonl"):
        assert len(
            kluisdoos.regels(lambda r: r.aantal == 1 and r.actie in {"poging.overslaan", "reservekopie.bekijken"})
        )
    shutil.rmtree(kluisdoos.pad / naam, ignore_errors=True)
    (kluisdoos.pad / naam).unlink(missing_ok=True)
    (kluisdoos.pad / naam).mkdir()
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("bea", "dit is het niet, echt niet 1")
    zet(kluisdoos, een)
    kluisdoos.bea()


@pytest.mark.parametrize("bestand", [pogingen, bekeken], ids=["mislukt", "bekeken"])
def test_bestand_zo_vol_schrijven_dat_de_rest_vergeten_wordt(kluisdoos: Kluisdoos, monkeypatch, bestand: Any) -> None:
    monkeypatch.setattr(bestand, "GROOTSTE_BESTAND", 400)
    (kluisdoos.pad / bestand.BESTAND).write_bytes(b"rommel\n" * 100)
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    assert bijbestand.MELDING.format(bestand.BESTAND) in bea.kluis.waarschuwingen
    (regel,) = [r for r in alle_regels(bea) if r.actie in {"poging.overslaan", "reservekopie.bekijken"}]
    assert regel.aantal == 400 // 7 + 1
    assert (kluisdoos.pad / bestand.BESTAND).read_bytes() == b""


def test_wisregister_zo_groot_maken_dat_het_wordt_afgekapt(kluisdoos: Kluisdoos, monkeypatch) -> None:
    nodig(kluisdoos, PETRA)
    een, twee = maak_casus(kluisdoos), maak_casus(kluisdoos)
    vernietig(kluisdoos, een)
    (register,) = registers(kluisdoos)
    register.write_bytes(register.read_bytes() + b"rommel\n" * 100)
    monkeypatch.setattr(wisregister, "GROOTSTE_BESTAND", len(register.read_bytes()) - 300)
    voor = register.read_bytes()
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    assert wisregister.TE_GROOT in bea.kluis.waarschuwingen
    kluisdoos.sluit(bea)
    vernietig(kluisdoos, twee)
    assert register.read_bytes() == voor


def test_reden_van_de_plek_staat_niet_leesbaar_naast_de_kluis(kluisdoos: Kluisdoos, monkeypatch) -> None:
    def bezwaar(_: Path) -> None:
        raise OnveiligePlek

    monkeypatch.setattr(plektoestemming, "controleer_plek", bezwaar)
    reden = "De vader van Zoë werkt bij de helpdesk"
    bea = kluizen.open_kluis(kluisdoos.pad, "bea", BEHEERDER.wachtwoord, klok=kluisdoos.klok, plek_toestaan=True)
    allow_plek(bea, reden)
    kluizen.close_kluis(bea)
    for pad in kluisdoos.pad.iterdir():
        assert "helpdesk" not in pad.read_bytes().decode("utf-8", "replace"), pad.name
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    assert bea.kluis.plek.endswith(reden)
