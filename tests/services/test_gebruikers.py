"""Users: inviting, tables, stopping, passwords; on a real vault with its header."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis import bewaarplaats
from pmg_desk.kluis.fouten import KluisNietBereikbaar, OngeldigeCode, UitnodigingVerlopen, VerkeerdWachtwoord
from pmg_desk.services import gebruikers, kluizen
from pmg_desk.services.gebruikers import (
    AlIngelogd,
    EigenAccount,
    GebruikerInzicht,
    GebruikerStatus,
    NietActief,
    NieuweUitnodiging,
)
from pmg_desk.services.werkplek import AlleenDatabase, Werkplek
from pmg_desk.storage.models import GebruikerTafel
from tests.kluisdoos import BEHEERDER, NU, REGIE_WACHTWOORD, Kluisdoos, alle_regels
from tests.wereld import Wereld

PIET = NieuweUitnodiging("piet", "Piet Privacy", Rol.PRIVACY_OFFICER, "functionaris")
WACHTWOORD = "stille boot ziet veel maan"


def van(werkplek: Werkplek, wie: str) -> GebruikerInzicht:
    return next(g for g in gebruikers.list_gebruikers(werkplek) if g.gebruikersnaam == wie)


def acties(werkplek: Werkplek) -> list[tuple[str, str]]:
    return [(regel.actie, regel.resultaat.value) for regel in alle_regels(werkplek)]


def test_an_invited_user_sets_their_own_password_and_works(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    code = gebruikers.invite_gebruiker(bea, PIET)
    assert code.geldig_tot == NU + timedelta(days=7)
    assert van(bea, "piet").status is GebruikerStatus.UITGENODIGD
    assert van(bea, "piet").vingerafdruk == ""
    assert acties(bea)[-2:] == [("gebruiker.toevoegen", "gelukt"), ("gebruiker.uitnodigen", "gelukt")]
    kluisdoos.sluit(bea)
    piet = kluisdoos.volg(
        kluizen.accept_uitnodiging(kluisdoos.pad, "piet", code.code.lower(), WACHTWOORD, klok=kluisdoos.klok)
    )
    assert (piet.gebruiker.naam, piet.gebruiker.rol) == ("Piet Privacy", Rol.PRIVACY_OFFICER)
    kluisdoos.sluit(piet)
    with pytest.raises(UitnodigingVerlopen):
        kluizen.accept_uitnodiging(kluisdoos.pad, "piet", code.code, WACHTWOORD, klok=kluisdoos.klok)
    kluisdoos.sluit(kluisdoos.volg(kluisdoos.open("piet", WACHTWOORD)))
    inzicht = van(kluisdoos.bea(), "piet")
    assert inzicht.status is GebruikerStatus.ACTIEF
    assert inzicht.vingerafdruk == piet.sleutels.publiek.vingerafdruk()


def test_a_code_runs_out_and_a_new_one_ends_the_old(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    oud = gebruikers.invite_gebruiker(bea, PIET)
    kluisdoos.klok.moment += timedelta(days=8)
    assert van(bea, "piet").status is GebruikerStatus.VERLOPEN
    nieuw = gebruikers.renew_uitnodiging(bea, oud.gebruiker_id)
    assert van(bea, "piet").status is GebruikerStatus.UITGENODIGD
    kluisdoos.sluit(bea)
    with pytest.raises(VerkeerdWachtwoord):
        kluizen.accept_uitnodiging(kluisdoos.pad, "piet", oud.code, WACHTWOORD, klok=kluisdoos.klok)
    with pytest.raises(OngeldigeCode):
        kluizen.accept_uitnodiging(kluisdoos.pad, "piet", nieuw.code[:-1], WACHTWOORD, klok=kluisdoos.klok)
    kluisdoos.volg(kluizen.accept_uitnodiging(kluisdoos.pad, "piet", nieuw.code, WACHTWOORD, klok=kluisdoos.klok))


def test_when_the_header_cannot_be_written_a_new_code_repairs_it(kluisdoos: Kluisdoos, monkeypatch) -> None:
    bea = kluisdoos.bea()

    def breek(*_: object, **__: object) -> str:
        raise KluisNietBereikbaar

    with monkeypatch.context() as even:
        even.setattr(bewaarplaats, "nodig_uit", breek)
        with pytest.raises(KluisNietBereikbaar):
            gebruikers.invite_gebruiker(bea, PIET)
    assert van(bea, "piet").status is GebruikerStatus.VERLOPEN
    gebruikers.renew_uitnodiging(bea, van(bea, "piet").id)
    assert van(bea, "piet").status is GebruikerStatus.UITGENODIGD


@pytest.mark.parametrize(
    ("nieuw", "velden"),
    [
        (NieuweUitnodiging("", "", ""), {"gebruikersnaam", "naam", "rol"}),
        (NieuweUitnodiging("p" * 61, "n" * 121, "baas", "f" * 121), {"gebruikersnaam", "naam", "rol", "functie"}),
        (NieuweUitnodiging("pi\x00et", "Pi\u202eet", Rol.MEELEZER), {"gebruikersnaam", "naam"}),
        (NieuweUitnodiging("CARLA", "Een ander", Rol.MEELEZER), {"gebruikersnaam"}),
        (NieuweUitnodiging("piet", "Piet", Rol.MEELEZER, "", ("pga_lokaal",)), {"tafels"}),
        (NieuweUitnodiging("piet", "Piet", Rol.CASUSREGISSEUR, "", ("geen_tafel",)), {"tafels"}),
    ],
)
def test_each_wrong_field_of_an_invitation_is_told(
    kluisdoos: Kluisdoos, nieuw: NieuweUitnodiging, velden: set[str]
) -> None:
    bea = kluisdoos.bea()
    voor = acties(bea)
    with pytest.raises(OngeldigeInvoer) as fout:
        gebruikers.invite_gebruiker(bea, nieuw)
    assert set(fout.value.velden) == velden
    assert acties(bea) == voor
    assert [g.gebruikersnaam for g in gebruikers.list_gebruikers(bea)] == ["bea", "carla"]


def test_only_a_beheerder_manages_users(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    bea_id = next(regel.actor for regel in alle_regels(carla) if regel.actie == "kluis.maken")
    from uuid import UUID

    doel = UUID(bea_id)
    for poging in (
        lambda: gebruikers.list_gebruikers(carla),
        lambda: gebruikers.invite_gebruiker(carla, PIET),
        lambda: gebruikers.renew_uitnodiging(carla, doel),
        lambda: gebruikers.assign_tafels(carla, doel, ()),
        lambda: gebruikers.stop_gebruiker(carla, doel),
    ):
        voor = len(acties(carla))
        with pytest.raises(GeenToegang):
            poging()
        assert acties(carla)[voor:] == [("toegang.weigeren", "geweigerd")]
    kluisdoos.sluit(carla)
    kluisdoos.bea()


@pytest.mark.parametrize("naam", ["regie", "regie2", "privacy", "lezer"])
def test_no_other_role_sees_the_users(wereld: Wereld, naam: str) -> None:
    with pytest.raises(GeenToegang):
        gebruikers.list_gebruikers(wereld.werkplek(naam))


def test_the_list_has_tables_and_open_casussen_and_no_content(kluisdoos: Kluisdoos) -> None:
    carla = van(kluisdoos.bea(), "carla")
    assert (carla.tafels, carla.open_casussen, carla.zelf) == (("pga_lokaal",), 0, False)
    assert carla.tafel_labels == ("PGA lokaal",)


def test_tables_change_from_today_and_the_past_stays(kluisdoos: Kluisdoos) -> None:
    kluisdoos.klok.moment += timedelta(days=30)
    bea = kluisdoos.bea()
    carla = van(bea, "carla")
    gebruikers.assign_tafels(bea, carla.id, ("top_x",))
    assert van(bea, "carla").tafels == ("top_x",)
    with bea.doe() as t:
        rijen = sorted((rij.tafel, rij.van, rij.tot) for rij in t.db.query(GebruikerTafel))
    assert rijen == [("pga_lokaal", date(2026, 11, 23), date(2026, 12, 22)), ("top_x", date(2026, 12, 23), None)]
    assert acties(bea)[-1] == ("gebruiker.tafels", "gelukt")
    gebruikers.assign_tafels(bea, carla.id, ())  # chosen by mistake, on the same day: nothing stays of it
    with bea.doe() as t:
        assert [rij.tafel for rij in t.db.query(GebruikerTafel)] == ["pga_lokaal"]


def test_the_same_tables_again_are_no_change(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    voor = acties(bea)
    gebruikers.assign_tafels(bea, van(bea, "carla").id, ("pga_lokaal",))
    assert acties(bea) == voor


def test_a_stopped_user_is_out_at_once_and_their_name_is_not_given_again(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    carla = van(bea, "carla")
    gebruikers.stop_gebruiker(bea, carla.id)
    gestopt = van(bea, "carla")
    assert (gestopt.status, gestopt.gestopt_op, gestopt.tafels) == (GebruikerStatus.GESTOPT, NU, ())
    assert acties(bea)[-2:] == [("gebruiker.stoppen", "gelukt"), ("kluis.omsleutelen", "gelukt")]
    with pytest.raises(OngeldigeInvoer):
        gebruikers.invite_gebruiker(bea, NieuweUitnodiging("carla", "Nieuwe Carla", Rol.MEELEZER))
    for poging in (
        lambda: gebruikers.stop_gebruiker(bea, carla.id),
        lambda: gebruikers.renew_uitnodiging(bea, carla.id),
        lambda: gebruikers.assign_tafels(bea, carla.id, ("top_x",)),
    ):
        with pytest.raises(NietActief):
            poging()
    kluisdoos.sluit(bea)
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("carla", REGIE_WACHTWOORD)


def test_stopping_also_ends_an_invitation(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    code = gebruikers.invite_gebruiker(bea, PIET)
    gebruikers.stop_gebruiker(bea, code.gebruiker_id)
    kluisdoos.sluit(bea)
    with pytest.raises(UitnodigingVerlopen):
        kluizen.accept_uitnodiging(kluisdoos.pad, "piet", code.code, WACHTWOORD, klok=kluisdoos.klok)


def test_nobody_stops_themselves_and_who_has_a_password_needs_no_code(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    with pytest.raises(EigenAccount):
        gebruikers.stop_gebruiker(bea, bea.gebruiker.id)
    with pytest.raises(AlIngelogd):
        gebruikers.renew_uitnodiging(bea, van(bea, "carla").id)
    with pytest.raises(NietGevonden):
        gebruikers.stop_gebruiker(bea, bea.kluis_id)


def test_a_new_password_works_at_once_and_the_old_one_no_more(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    gebruikers.change_wachtwoord(carla, REGIE_WACHTWOORD, WACHTWOORD, WACHTWOORD)
    assert acties(carla)[-1] == ("gebruiker.wachtwoord", "gelukt")
    kluisdoos.sluit(carla)
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("carla", REGIE_WACHTWOORD)
    carla = kluisdoos.volg(kluisdoos.open("carla", WACHTWOORD))
    assert "kop.veranderen" not in [actie for actie, _ in acties(carla)[-3:]]  # the change was known: no alarm


@pytest.mark.parametrize(
    ("oud", "nieuw", "herhaald", "veld"),
    [
        ("niet mijn wachtwoord", WACHTWOORD, WACHTWOORD, "oud"),
        (REGIE_WACHTWOORD, WACHTWOORD, WACHTWOORD + "!", "herhaald"),
        (REGIE_WACHTWOORD, "kort", "kort", "nieuw"),
        (REGIE_WACHTWOORD, "Carla Casus Zuidwest", "Carla Casus Zuidwest", "nieuw"),
        (REGIE_WACHTWOORD, "", "", "nieuw"),
    ],
)
def test_a_password_that_cannot_be_is_told_beside_its_field(
    kluisdoos: Kluisdoos, oud: str, nieuw: str, herhaald: str, veld: str
) -> None:
    carla = kluisdoos.carla()
    with pytest.raises(OngeldigeInvoer) as fout:
        gebruikers.change_wachtwoord(carla, oud, nieuw, herhaald)
    assert set(fout.value.velden) == {veld}
    if veld == "oud":
        assert acties(carla)[-1] == ("gebruiker.wachtwoord", Resultaat.MISLUKT.value)
    kluisdoos.sluit(carla)
    kluisdoos.carla()


def test_users_cannot_be_changed_where_only_the_database_is_open(wereld: Wereld) -> None:
    with pytest.raises(AlleenDatabase):
        gebruikers.invite_gebruiker(wereld.beheer, PIET)


def test_passwords_and_codes_stand_nowhere_in_the_open(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    code = gebruikers.invite_gebruiker(bea, PIET)
    gebruikers.change_wachtwoord(bea, BEHEERDER.wachtwoord, WACHTWOORD, WACHTWOORD)
    details = repr(bea.kluis) + repr(BEHEERDER)
    kluisdoos.sluit(bea)
    bestanden = b"".join(pad.read_bytes() for pad in kluisdoos.pad.iterdir())
    for geheim in (code.code, code.code.replace("-", ""), WACHTWOORD, BEHEERDER.wachtwoord):
        assert geheim.encode() not in bestanden
        assert geheim not in details
