"""Looking at a backup: not a byte changes, nothing can be changed, and what was looked at comes into the log."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.kluisfouten import NieuwereVersie
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis import bekeken
from pmg_desk.kluis.bekeken import Inzage
from pmg_desk.kluis.fouten import (
    IsReservekopie,
    KluisBeschadigd,
    KluisInGebruik,
    KluisNietBereikbaar,
    VerkeerdWachtwoord,
)
from pmg_desk.kluis.reservekopie import Generatie
from pmg_desk.services import bekijken, concepten, gebruikers, kluissleutel
from pmg_desk.services.bekijken import OudereKopie, close_reservekopie, open_reservekopie
from pmg_desk.services.inloggen import GeenGebruikerMeer
from pmg_desk.services.reservekopieen import make_reservekopie
from pmg_desk.services.werkplek import AlleenLezen, Werkplek
from pmg_desk.storage import migrations
from pmg_desk.storage.models import Casus, Gebruiker, Logdetail, ProfielVersie
from pmg_desk.storage.uow import bulk_toevoegen
from tests import casusbouw
from tests.kluisdoos import BEHEERDER, NU, REGIE_WACHTWOORD, Kluisdoos, alle_regels

NIEUW = "zeven groene appels dansen laat"


def kopie_met_casus(doos: Kluisdoos) -> tuple[Generatie, UUID]:
    carla = doos.carla()
    casus_id = casusbouw.maak(carla)
    een = make_reservekopie(carla)
    doos.sluit(carla)
    return een, casus_id


def kijk(doos: Kluisdoos, een: Generatie, wie: str = "carla", wachtwoord: str = REGIE_WACHTWOORD) -> Werkplek:
    return open_reservekopie(een.pad, doos.pad, wie, wachtwoord, klok=doos.klok)


def mapinhoud(map_: Path) -> dict[str, bytes]:
    return {str(pad.relative_to(map_)): pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()}


def test_what_is_in_a_backup_can_be_read_and_not_a_byte_of_it_changes(kluisdoos: Kluisdoos) -> None:
    een, casus_id = kopie_met_casus(kluisdoos)
    voor = mapinhoud(een.pad)
    werkplek = kijk(kluisdoos, een)
    assert werkplek.alleen_lezen
    with werkplek.doe() as t:
        assert t.casus(casus_id).id == casus_id
        nr = t.log("dossier.openen", "casus", casus_id, casus_id=casus_id)
        assert nr == een.feiten.log_nr  # nothing was added
    close_reservekopie(werkplek)
    assert mapinhoud(een.pad) == voor
    assert {pad.name for pad in een.pad.parent.iterdir()} == {een.naam}


def test_every_change_is_refused_in_words(kluisdoos: Kluisdoos) -> None:
    een, casus_id = kopie_met_casus(kluisdoos)
    voor = mapinhoud(een.pad)
    werkplek = kijk(kluisdoos, een)
    with pytest.raises(AlleenLezen):
        casusbouw.maak(werkplek)
    with pytest.raises(AlleenLezen):
        concepten.save_concept(werkplek, "jongere", "", {"naam": "half"})
    with pytest.raises(AlleenLezen), werkplek.doe() as t:
        t.casus(casus_id).nummer = "anders"
    with pytest.raises(AlleenLezen), werkplek.doe() as t:
        t.db.delete(t.casus(casus_id))
    with pytest.raises(AlleenLezen), werkplek.doe() as t:
        bulk_toevoegen(t.db, Casus, [{"id": uuid4()}])
    with pytest.raises(AlleenLezen), werkplek.doe() as t:
        t.log_reeks([])
    close_reservekopie(werkplek)
    assert mapinhoud(een.pad) == voor


def test_header_key_and_backups_are_out_of_reach_too(kluisdoos: Kluisdoos) -> None:
    een, _ = kopie_met_casus(kluisdoos)
    voor = mapinhoud(een.pad)
    werkplek = kijk(kluisdoos, een, "bea", BEHEERDER.wachtwoord)
    uitnodiging = gebruikers.NieuweUitnodiging("piet", "Piet Privacy", Rol.PRIVACY_OFFICER)
    for poging in (
        lambda: make_reservekopie(werkplek),
        lambda: kluissleutel.renew_kluissleutel(werkplek),
        lambda: gebruikers.invite_gebruiker(werkplek, uitnodiging),
        lambda: gebruikers.change_wachtwoord(werkplek, BEHEERDER.wachtwoord, NIEUW, NIEUW),
    ):
        with pytest.raises((AlleenLezen, IsReservekopie)):
            poging()
    close_reservekopie(werkplek)
    assert mapinhoud(een.pad) == voor
    assert {pad.name for pad in een.pad.parent.iterdir()} == {een.naam}


def test_what_was_looked_at_becomes_lines_at_the_next_unlock(kluisdoos: Kluisdoos) -> None:
    een, casus_id = kopie_met_casus(kluisdoos)
    werkplek = kijk(kluisdoos, een)
    with werkplek.doe() as t:
        t.log("dossier.openen", "casus", casus_id, casus_id=casus_id)
    close_reservekopie(werkplek)
    ruw = (kluisdoos.pad / bekeken.BESTAND).read_bytes()
    assert b"Zo\xc3\xab" not in ruw
    bea = kluisdoos.bea()
    regels = [r for r in alle_regels(bea) if r.actie == "reservekopie.bekijken"]
    assert [(r.verwerking, r.actor_naam, r.rol) for r in regels] == [
        ("reservekopie.openen", "Carla Casus", "casusregisseur"),
        ("dossier.openen", "Carla Casus", "casusregisseur"),
    ]
    assert regels[1].casus_id == str(casus_id)
    with bea.doe() as t:
        detail = t.db.get(Logdetail, regels[1].nr)
        assert detail is not None
        assert detail.detail is not None
        assert lees_canoniek(detail.detail) == {
            "tijd": "2026-11-23T08:30:00.000000Z",
            "kopie": een.naam,
            "soort": "casus",
            "object": str(casus_id),
        }
    kluisdoos.sluit(bea)
    assert (kluisdoos.pad / bekeken.BESTAND).read_bytes() == b""
    (kluisdoos.pad / bekeken.BESTAND).write_bytes(ruw)  # as after a crash between the commit and forgetting
    assert len(kluisdoos.regels(lambda r: r.actie == "reservekopie.bekijken")) == 2


def test_damage_in_what_was_kept_is_told_and_who_is_unknown_too(kluisdoos: Kluisdoos) -> None:
    pad = kluisdoos.pad / bekeken.BESTAND
    een = Inzage(uuid4(), uuid4(), NU, "2026-11-22-100000", "dossier.openen", "casus", uuid4(), None)
    pad.write_bytes(b'{"half":')
    bekeken.noteer(kluisdoos.pad, een)
    pad.write_bytes(pad.read_bytes() + bekeken._regel(een).replace(b"casus", b"ca\x01sus") + b"\n")
    lang = bekeken._regel(een).replace(b'"soort":"casus"', b'"soort":"' + b"c" * 61 + b'"')
    pad.write_bytes(pad.read_bytes() + lang + b"\n")
    woorden = bekeken._regel(replace(een, id=uuid4(), actie="Jan is ziek"))  # the line would say so for ever
    pad.write_bytes(pad.read_bytes() + woorden + b"\n")
    gelezen = bekeken.lees(kluisdoos.pad)
    assert (gelezen.inzages, gelezen.onleesbaar) == ((een,), 4)
    regels = kluisdoos.regels(lambda r: r.actie == "reservekopie.bekijken")
    assert [(r.resultaat, r.actor_naam, r.aantal) for r in regels] == [
        ("gelukt", "onbekend", None),
        ("mislukt", "Bea Beheer", 4),
    ]


def test_what_came_after_the_reading_is_not_forgotten(tmp_path: Path) -> None:
    def inzage() -> Inzage:
        return Inzage(uuid4(), uuid4(), NU, "k", "a.b", "s", None, uuid4())

    eerste, tweede = inzage(), inzage()
    bekeken.noteer(tmp_path, eerste)
    gelezen = bekeken.lees(tmp_path)
    bekeken.noteer(tmp_path, tweede)
    bekeken.vergeet(tmp_path, gelezen)
    bekeken.vergeet(tmp_path, gelezen)
    assert bekeken.lees(tmp_path).inzages == (tweede,)
    (tmp_path / bekeken.BESTAND).unlink()
    (tmp_path / bekeken.BESTAND).mkdir()
    assert bekeken.lees(tmp_path).onleesbaar == 1
    bekeken.noteer(tmp_path, eerste)  # the folder makes way
    assert bekeken.lees(tmp_path).inzages == (eerste,)
    with pytest.raises(KluisNietBereikbaar):
        bekeken.noteer(tmp_path / "weg", eerste)


def test_a_lost_vault_does_not_hide_its_backups_and_the_looking_is_kept_beside_them(kluisdoos: Kluisdoos) -> None:
    een, _ = kopie_met_casus(kluisdoos)
    shutil.rmtree(kluisdoos.pad)
    close_reservekopie(kijk(kluisdoos, een))
    assert len(bekeken.lees(een.pad.parent).inzages) == 1


def test_nobody_looks_while_the_vault_is_open_and_wrong_passwords_count(kluisdoos: Kluisdoos) -> None:
    een, _ = kopie_met_casus(kluisdoos)
    bea = kluisdoos.bea()
    with pytest.raises(KluisInGebruik):
        kijk(kluisdoos, een)
    kluisdoos.sluit(bea)
    for wie in ("carla", "wie dan ook"):
        with pytest.raises(VerkeerdWachtwoord):
            kijk(kluisdoos, een, wie, "dit is het niet, echt niet 1")
    werkplek = kijk(kluisdoos, een)
    with pytest.raises(KluisInGebruik):
        kluisdoos.bea()
    close_reservekopie(werkplek)
    assert len(kluisdoos.regels(lambda r: r.resultaat == "mislukt")) == 2


def test_an_older_or_newer_backup_is_refused_in_words(kluisdoos: Kluisdoos, monkeypatch) -> None:
    een, _ = kopie_met_casus(kluisdoos)
    for revisie, fout in (("9999", OudereKopie), ("0001", NieuwereVersie)):
        with monkeypatch.context() as even:
            even.setattr(migrations, "HUIDIG", revisie)
            with pytest.raises(fout):
                kijk(kluisdoos, een)
    with monkeypatch.context() as even:
        even.setattr(migrations, "revisie", lambda _: None)
        with pytest.raises(KluisBeschadigd):
            kijk(kluisdoos, een)
    close_reservekopie(kijk(kluisdoos, een))


def test_who_was_stopped_or_is_not_known_does_not_get_in(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    carla = next(g for g in gebruikers.list_gebruikers(bea) if g.gebruikersnaam == "carla")
    with bea.doe() as t:
        t.haal(Gebruiker, carla.id).gestopt_op = t.nu
        t.log("gebruiker.stoppen", "gebruiker", carla.id)
    een = make_reservekopie(bea)
    kluisdoos.sluit(bea)
    with pytest.raises(GeenGebruikerMeer):
        kijk(kluisdoos, een)
    close_reservekopie(kijk(kluisdoos, een, "bea", BEHEERDER.wachtwoord))


def test_a_backup_without_a_profile_is_damaged(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    with bea.doe() as t:
        for versie in t.db.query(ProfielVersie).all():
            t.db.delete(versie)
        t.log("kluis.controleren", "kluis")
    een = make_reservekopie(bea)
    kluisdoos.sluit(bea)
    with pytest.raises(KluisBeschadigd):
        kijk(kluisdoos, een, "bea", BEHEERDER.wachtwoord)


def test_where_only_the_database_is_open_there_is_nothing_to_take_in(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    kluis, bea.kluis = bea.kluis, None
    bekijken.take_in(bea)
    bea.kluis = kluis
