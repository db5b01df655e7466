"""Making, opening and closing a vault, on real folders: what the user is told, what is written, what is never lost."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlcipher3 import dbapi2

from pmg_desk import paths
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.domain.kluisfouten import KluisBeschadigd, KluisNietBereikbaar, KluisOntbreekt, NieuwereVersie
from pmg_desk.domain.logboek import Logregel, Resultaat
from pmg_desk.domain.logcontrole import controleer
from pmg_desk.domain.profiel import ProfielFout
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import SLEUTELREGEL
from pmg_desk.kluis.fouten import (
    GeenKluis,
    KluisInGebruik,
    KopBeschadigd,
    TeVeelPogingen,
    UitnodigingOpen,
    VerkeerdWachtwoord,
)
from pmg_desk.kluis.reservekopie import list_generaties, reservemap
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import gebruikers, kluizen, voordeur
from pmg_desk.services.inloggen import AndereSleutel, GeenGebruikerMeer
from pmg_desk.services.kluizen import KluisInvoer
from pmg_desk.services.voordeur import Beheerder
from pmg_desk.storage import logregels, migrations
from pmg_desk.storage.models import Gebruiker, ProfielVersie
from tests.kluis.kluizen import met_goede_som, zet_beide
from tests.kluisdoos import BEHEERDER, NU, REGIE, REGIE_WACHTWOORD, Kluisdoos, alle_regels


def invoer(map_: Path, **anders: object) -> KluisInvoer:
    velden: dict[str, object] = {"map": map_, "naam": "Zuidwest", "profiel": "maastricht", "beheerder": BEHEERDER}
    return KluisInvoer(**(velden | anders))  # type: ignore[arg-type]


def test_a_new_vault_knows_its_beheerder_its_profile_and_how_it_began(tmp_path: Path) -> None:
    werkplek = kluizen.make_kluis(invoer(tmp_path / "nieuw"), klok=VasteKlok(NU), herkomst="test")
    try:
        assert werkplek.kluis is not None
        assert werkplek.kluis.pad == tmp_path / "nieuw" / "Zuidwest.kluis"
        assert (werkplek.gebruiker.naam, werkplek.gebruiker.rol) == ("Bea Beheer", Rol.BEHEERDER)
        assert werkplek.profiel.sleutel == "maastricht"
        regels = alle_regels(werkplek)
        assert [regel.actie for regel in regels] == ["kluis.maken", "gebruiker.sleutel", "gebruiker.inloggen"]
        assert regels[1].sleutel == werkplek.sleutels.publiek.ed25519
        assert regels[1].verwerking == "beheerder"
        with werkplek.doe() as t:
            assert controleer(logregels.bewaarde_regels(t.db), str(werkplek.kluis_id)).in_orde
            rij = t.haal(Gebruiker, werkplek.gebruiker.id)
            assert rij.agesleutel == werkplek.sleutels.publiek.age
    finally:
        kluizen.close_kluis(werkplek)
    assert sorted(pad.name for pad in werkplek.kluis.pad.iterdir()) == ["kluis.db", "kop-a.json", "kop-b.json", "slot"]


def test_a_vault_opens_without_the_profile_files_it_was_made_of(kluisdoos: Kluisdoos, monkeypatch) -> None:
    monkeypatch.setattr(paths, "resources_map", lambda: Path("/nergens"))
    werkplek = kluisdoos.carla()
    assert werkplek.profiel.naam == "Den Haag Zuidwest"
    assert werkplek.profiel.basis == "landelijk"


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"naam": ""}, "naam"),
        ({"naam": "Zuid\x07west"}, "naam"),
        ({"naam": "Z" * 121}, "naam"),
        ({"map": Path()}, "map"),
        ({"map": Path("/tmp/OneDrive - Gemeente/kluizen")}, "map"),
        ({"map": Path("/tmp/bes\x00taat niet")}, "map"),
        ({"beheerder": Beheerder("", "Bea", BEHEERDER.wachtwoord)}, "gebruikersnaam"),
        ({"beheerder": Beheerder("b" * 61, "Bea", BEHEERDER.wachtwoord)}, "gebruikersnaam"),
        ({"beheerder": Beheerder("be\u202ea", "Bea", BEHEERDER.wachtwoord)}, "gebruikersnaam"),
        ({"beheerder": Beheerder("bea", " ", BEHEERDER.wachtwoord)}, "weergavenaam"),
        ({"beheerder": Beheerder("bea", "Bea", "")}, "wachtwoord"),
        ({"beheerder": Beheerder("bea", "Bea", "welkom01welkom01")}, "wachtwoord"),
        ({"beheerder": Beheerder("bea", "Bea", "kort")}, "wachtwoord"),
    ],
)
def test_each_wrong_field_is_told_beside_it_and_leaves_nothing(
    tmp_path: Path, anders: dict[str, object], veld: str
) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        kluizen.make_kluis(invoer(tmp_path / "nieuw", **anders))
    assert set(fout.value.velden) == {veld}
    assert not (tmp_path / "nieuw").exists()


def test_an_unknown_profile_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ProfielFout):
        kluizen.make_kluis(invoer(tmp_path / "nieuw", profiel="rotterdam"))
    assert not (tmp_path / "nieuw").exists()


def test_a_vault_is_never_made_over_another(kluisdoos: Kluisdoos) -> None:
    voor = (kluisdoos.pad / "kluis.db").read_bytes()
    with pytest.raises(OngeldigeInvoer) as fout:
        kluizen.make_kluis(invoer(kluisdoos.pad.parent))
    assert set(fout.value.velden) == {"naam"}
    assert (kluisdoos.pad / "kluis.db").read_bytes() == voor


def test_when_filling_a_new_vault_fails_nothing_is_left(tmp_path: Path, monkeypatch) -> None:
    def breek(*_: object) -> None:
        raise KluisNietBereikbaar("De schijf is vol.")

    monkeypatch.setattr(kluizen, "_vul", breek)
    with pytest.raises(KluisNietBereikbaar):
        kluizen.make_kluis(invoer(tmp_path / "nieuw"))
    assert list((tmp_path / "nieuw").iterdir()) == []


def test_logging_in_and_out_are_lines_of_who_did_it(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    kluisdoos.sluit(carla)
    regels = kluisdoos.regels(lambda regel: regel.actor == str(carla.gebruiker.id))
    assert [(regel.actie, regel.rol) for regel in regels] == [
        ("gebruiker.sleutel", "casusregisseur"),
        ("kop.veranderen", "casusregisseur"),
        ("gebruiker.inloggen", "casusregisseur"),
        ("gebruiker.uitloggen", "casusregisseur"),
        ("logboek.ondertekenen", "casusregisseur"),
        ("gebruiker.inloggen", "casusregisseur"),
        ("gebruiker.uitloggen", "casusregisseur"),
        ("logboek.ondertekenen", "casusregisseur"),
    ]


# What is told at the door: each situation really made


def test_wrong_password_is_told_kept_and_taken_into_the_log(kluisdoos: Kluisdoos) -> None:
    for wie in ("carla", "carla", "niemand"):
        with pytest.raises(VerkeerdWachtwoord):
            kluisdoos.open(wie, "dit is het niet geweest")
    assert (kluisdoos.pad / "mislukt.jsonl").stat().st_size
    carla = kluisdoos.carla()
    kluisdoos.sluit(carla)

    def is_mislukt(regel: Logregel) -> bool:
        return regel.resultaat is Resultaat.MISLUKT

    regels = kluisdoos.regels(is_mislukt)
    assert [(r.actie, r.actor, r.actor_naam, r.aantal, r.herkomst) for r in regels] == [
        ("gebruiker.inloggen", str(carla.gebruiker.id), "Carla Casus", 1, "test"),
        ("gebruiker.inloggen", str(carla.gebruiker.id), "Carla Casus", 1, "test"),
        ("gebruiker.inloggen", "onbekend", "onbekend", 1, "test"),
    ]
    assert (kluisdoos.pad / "mislukt.jsonl").read_bytes() == b""


def test_failures_that_come_again_after_a_crash_are_logged_once(kluisdoos: Kluisdoos) -> None:
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("carla", "dit is het niet geweest")
    bewaard = (kluisdoos.pad / "mislukt.jsonl").read_bytes()
    kluisdoos.sluit(kluisdoos.carla())
    (kluisdoos.pad / "mislukt.jsonl").write_bytes(bewaard)  # as after a crash between commit and forgetting
    kluisdoos.sluit(kluisdoos.carla())
    assert len(kluisdoos.regels(lambda regel: regel.resultaat is Resultaat.MISLUKT)) == 1


def test_a_forged_list_of_failures_cannot_move_the_time_of_the_log(kluisdoos: Kluisdoos) -> None:
    """The latest time in the log ends approvals, so nothing beside the vault may set it."""
    toekomst = NU + timedelta(days=4000)
    kluisdoos.klok.moment = toekomst
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("carla", "dit is het niet geweest")
    kluisdoos.klok.moment = NU
    assert {regel.tijd for regel in kluisdoos.regels()} == {NU}


def test_damaged_lines_about_failures_are_counted_not_hidden(kluisdoos: Kluisdoos) -> None:
    (kluisdoos.pad / "mislukt.jsonl").write_bytes(b"rommel\n{}\n")
    kluisdoos.sluit(kluisdoos.carla())
    (regel,) = kluisdoos.regels(lambda regel: regel.actie == "poging.overslaan")
    assert regel.aantal == 2


def test_after_failures_one_has_to_wait_and_then_gets_in(kluisdoos: Kluisdoos) -> None:
    for _ in range(3):
        with pytest.raises(VerkeerdWachtwoord):
            kluisdoos.open("carla", "dit is het niet geweest")
    with pytest.raises(TeVeelPogingen):
        kluisdoos.open("carla", REGIE_WACHTWOORD)
    kluisdoos.klok.moment += timedelta(minutes=2)
    kluisdoos.sluit(kluisdoos.carla())


def _ontbreekt(pad: Path) -> None:
    shutil.rmtree(pad)


def _zonder_database(pad: Path) -> None:
    (pad / "kluis.db").unlink()


def _lege_database(pad: Path) -> None:
    (pad / "kluis.db").write_bytes(b"")


def _geen_kluis(pad: Path) -> None:
    shutil.rmtree(pad)
    pad.mkdir()
    (pad / "brief.txt").write_text("Beste collega")


def _eerste_bladzijde(pad: Path) -> None:
    with (pad / "kluis.db").open("r+b") as bestand:
        bestand.seek(100)
        bestand.write(b"\x00" * 64)


def _kop_kapot(pad: Path) -> None:
    for naam in ("kop-a.json", "kop-b.json"):
        (pad / naam).write_bytes((pad / naam).read_bytes()[:-40])


def _kop_nieuwer(pad: Path) -> None:
    zet_beide(pad, met_goede_som((pad / "kop-a.json").read_bytes(), lambda _: None, versie=99))


@pytest.mark.parametrize(
    ("maak_stuk", "fout"),
    [
        (_ontbreekt, KluisOntbreekt),
        (_zonder_database, KluisOntbreekt),
        (_lege_database, KluisBeschadigd),
        (_geen_kluis, GeenKluis),
        (_eerste_bladzijde, KluisBeschadigd),
        (_kop_kapot, KopBeschadigd),
        (_kop_nieuwer, NieuwereVersie),
    ],
)
def test_each_situation_at_the_door_has_its_own_message_and_is_left_as_it_was(
    kluisdoos: Kluisdoos, maak_stuk, fout: type[Fout]
) -> None:
    maak_stuk(kluisdoos.pad)
    voor = {pad.name: pad.read_bytes() for pad in kluisdoos.pad.glob("k*")}
    with pytest.raises(Fout) as gevangen:
        kluisdoos.carla()
    assert type(gevangen.value) is fout
    assert {pad.name: pad.read_bytes() for pad in kluisdoos.pad.glob("k*")} == voor


def test_messages_at_the_door_are_all_different(kluisdoos: Kluisdoos) -> None:
    soorten: list[type[Fout]] = [
        VerkeerdWachtwoord, KluisOntbreekt, GeenKluis, KluisBeschadigd, KopBeschadigd, NieuwereVersie, UitnodigingOpen,
    ]  # fmt: skip
    assert len({soort().tekst() for soort in soorten}) == len(soorten)


def test_a_newer_schema_is_refused_and_left_alone(kluisdoos: Kluisdoos) -> None:
    werkplek = kluisdoos.bea()
    assert werkplek.kluis is not None
    sleutel = werkplek.kluis.kluissleutel
    kluisdoos.sluit(werkplek)
    _voer_uit(kluisdoos.pad, sleutel, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NieuwereVersie):
        kluisdoos.carla()


def test_a_database_without_a_schema_is_never_filled_in(kluisdoos: Kluisdoos) -> None:
    werkplek = kluisdoos.bea()
    assert werkplek.kluis is not None
    sleutel = werkplek.kluis.kluissleutel
    kluisdoos.sluit(werkplek)
    _voer_uit(kluisdoos.pad, sleutel, "DROP TABLE alembic_version")
    with pytest.raises(KluisBeschadigd):
        kluisdoos.carla()


def _voer_uit(pad: Path, sleutel: bytes, opdracht: str) -> None:
    verbinding = dbapi2.connect(str(pad / "kluis.db"), isolation_level=None)
    verbinding.execute(f"PRAGMA key = \"x'{sleutel.hex()}'\"")
    verbinding.execute("PRAGMA cipher_page_size = 4096")
    verbinding.execute(opdracht)
    verbinding.close()


def test_an_older_vault_is_upgraded_after_a_copy_that_still_opens(
    kluisdoos: Kluisdoos, tmp_path: Path, monkeypatch
) -> None:
    stappen = tmp_path / "stappen"
    shutil.copytree(paths.migrations_map(), stappen, ignore=shutil.ignore_patterns("__pycache__"))
    (stappen / "versions" / "0004_proef.py").write_text(
        'revision = "0004"\ndown_revision = "0003"\n\n\n'
        'def upgrade():\n    from alembic import op\n\n    op.execute("CREATE TABLE proef (a TEXT)")\n'
    )
    oud = kluisdoos.regels()
    with monkeypatch.context() as nieuwer:
        nieuwer.setattr(migrations, "HUIDIG", "0004")
        nieuwer.setattr(paths, "migrations_map", lambda: stappen)
        werkplek = kluisdoos.carla()
        assert migrations.revisie(werkplek.engine) == "0004"
        kluisdoos.sluit(werkplek)
        assert [r.verwerking for r in kluisdoos.regels() if r.actie == "kluis.bijwerken"] == ["0003-0004"]
    (kopie,) = list_generaties(reservemap(kluisdoos.pad))
    assert kopie.feiten.schema == "0003"
    shutil.copyfile(kopie.pad / "kluis.db", kluisdoos.pad / "kluis.db")
    assert kluisdoos.regels()[: len(oud)] == oud


def test_a_vault_in_use_says_so_and_is_free_after_closing(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    with pytest.raises(KluisInGebruik):
        kluisdoos.open("bea", BEHEERDER.wachtwoord)
    kluisdoos.sluit(carla)
    kluisdoos.bea()


@pytest.mark.parametrize("waar", ["_werkplek", "_log_in"])
def test_whatever_fails_while_opening_the_vault_is_shut_again(kluisdoos: Kluisdoos, monkeypatch, waar: str) -> None:
    def breek(*_: object) -> None:
        raise KluisNietBereikbaar

    with monkeypatch.context() as even:
        even.setattr(kluizen, waar, breek)
        with pytest.raises(KluisNietBereikbaar):
            kluisdoos.carla()
    kluisdoos.carla()


def test_closing_shuts_the_vault_also_when_the_log_out_cannot_be_written(kluisdoos: Kluisdoos, monkeypatch) -> None:
    carla = kluisdoos.open("carla", REGIE_WACHTWOORD)

    def breek(*_: object) -> None:
        raise KluisNietBereikbaar

    with monkeypatch.context() as even:
        even.setattr(logregels, "voeg_toe", breek)
        with pytest.raises(KluisNietBereikbaar):
            kluizen.close_kluis(carla)
    kluisdoos.carla()


# Who comes in


def test_an_invited_user_cannot_use_a_password_yet(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    gebruikers.invite_gebruiker(bea, gebruikers.NieuweUitnodiging("piet", "Piet Privacy", Rol.PRIVACY_OFFICER))
    kluisdoos.sluit(bea)
    with pytest.raises(UitnodigingOpen):
        kluisdoos.open("piet", "wat dan ook voor iets")


def test_the_first_log_in_registers_the_users_own_key_with_their_role(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    kluisdoos.sluit(carla)
    (regel,) = kluisdoos.regels(lambda r: r.actie == SLEUTELREGEL and r.object_id == str(carla.gebruiker.id))
    assert (regel.sleutel, regel.verwerking) == (carla.sleutels.publiek.ed25519, "casusregisseur")
    assert regel.actor == str(carla.gebruiker.id)


def test_a_key_that_a_crash_kept_out_of_the_log_is_registered_at_the_next_log_in(
    kluisdoos: Kluisdoos, monkeypatch
) -> None:
    bea = kluisdoos.bea()
    code = gebruikers.invite_gebruiker(bea, gebruikers.NieuweUitnodiging("mo", "Mo Mee", Rol.MEELEZER)).code
    kluisdoos.sluit(bea)

    def breek(*_: object) -> None:
        raise KluisNietBereikbaar

    with monkeypatch.context() as even:
        even.setattr(kluizen, "_log_in", breek)
        with pytest.raises(KluisNietBereikbaar):
            kluizen.accept_uitnodiging(kluisdoos.pad, "mo", code, "stille boot ziet veel maan", klok=kluisdoos.klok)
    mo = kluisdoos.volg(kluisdoos.open("mo", "stille boot ziet veel maan"))
    with mo.doe() as t:
        rij = t.haal(Gebruiker, mo.gebruiker.id)
        assert (rij.ondertekensleutel, rij.actief_sinds) == (mo.sleutels.publiek.ed25519, NU)


def test_another_signing_key_than_the_known_one_is_refused_and_logged(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    ander = EigenSleutels.nieuw().publiek.ed25519
    with bea.doe() as t:
        (carla,) = [rij for rij in t.db.query(Gebruiker) if rij.gebruikersnaam == "carla"]
        carla.ondertekensleutel = ander
        t.log("gebruiker.proef", "gebruiker", carla.id)
        carla_id = carla.id
    kluisdoos.sluit(bea)
    with pytest.raises(AndereSleutel):
        kluisdoos.carla()
    (regel,) = kluisdoos.regels(lambda r: r.resultaat is Resultaat.GEWEIGERD)
    assert (regel.actie, regel.actor) == ("gebruiker.inloggen", str(carla_id))


def _breek_af(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_header_put_back_does_not_let_a_stopped_user_in(kluisdoos: Kluisdoos) -> None:
    bewaard = {naam: (kluisdoos.pad / naam).read_bytes() for naam in ("kop-a.json", "kop-b.json")}
    bea = kluisdoos.bea()
    (carla,) = [g for g in gebruikers.list_gebruikers(bea) if g.gebruikersnaam == "carla"]
    with pytest.raises(KeyboardInterrupt):  # so the key stays the same: the header alone must not let her in again
        gebruikers.stop_gebruiker(bea, carla.id, _breek_af)
    kluisdoos.sluit(bea)
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.carla()
    for naam, inhoud in bewaard.items():
        (kluisdoos.pad / naam).write_bytes(inhoud)
    with pytest.raises(GeenGebruikerMeer):
        kluisdoos.carla()
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    (waarschuwing,) = bea.kluis.waarschuwingen
    assert "ouder" in waarschuwing
    regels = [(r.actie, r.resultaat.value, r.verwerking) for r in alle_regels(bea)][-3:]
    assert regels == [
        ("gebruiker.inloggen", "mislukt", ""),
        ("kop.veranderen", "gelukt", "teruggezet"),
        ("gebruiker.inloggen", "gelukt", ""),
    ]


def test_a_user_of_whom_the_database_knows_nothing_stays_out(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    from pmg_desk.kluis import bewaarplaats

    code = bewaarplaats.nodig_uit(bea.kluis, uuid4(), "spook", "Spook", klok=kluisdoos.klok)
    kluisdoos.sluit(bea)
    with pytest.raises(GeenGebruikerMeer):
        kluizen.accept_uitnodiging(kluisdoos.pad, "spook", code, "stille boot ziet veel maan", klok=kluisdoos.klok)
    kluisdoos.bea()


def test_a_vault_without_its_profile_is_damaged(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    with bea.doe() as t:
        for rij in t.db.query(ProfielVersie):
            t.db.delete(rij)
        t.log("kluis.proef", "kluis")
    kluisdoos.sluit(bea)
    with pytest.raises(KluisBeschadigd):
        kluisdoos.bea()


# Before the door


def test_known_vaults_are_remembered_latest_first_once_each_and_forgotten_on_demand(tmp_path: Path) -> None:
    assert voordeur.known_kluizen() == ()
    paden = [tmp_path / f"{nr}.kluis" for nr in range(12)]
    for pad in paden:
        voordeur.remember_kluis(pad)
    voordeur.remember_kluis(paden[5])
    assert voordeur.known_kluizen() == (paden[5], *reversed(paden[6:]), *reversed(paden[2:5]), paden[1])[:10]
    voordeur.forget_kluis(paden[5])
    assert paden[5] not in voordeur.known_kluizen()


@pytest.mark.parametrize("inhoud", [b"", b"{}", b"[1, null]", b"\xff\xfe", b"[" * 5000])
def test_an_unreadable_list_of_vaults_counts_as_an_empty_one(inhoud: bytes) -> None:
    (paths.user_data_map() / "kluizen.json").write_bytes(inhoud)
    assert voordeur.known_kluizen() == ()


def test_the_door_shows_who_may_log_in_and_who_still_needs_a_code(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    gebruikers.invite_gebruiker(bea, gebruikers.NieuweUitnodiging("piet", "Piet Privacy", Rol.PRIVACY_OFFICER))
    kluisdoos.sluit(bea)
    kop = voordeur.read_kop(kluisdoos.pad)
    assert kop.naam == "Zuidwest"
    assert [(g.gebruikersnaam, g.weergavenaam, g.uitgenodigd) for g in kop.gebruikers] == [
        ("bea", "Bea Beheer", False),
        ("carla", REGIE.naam, False),
        ("piet", "Piet Privacy", True),
    ]
