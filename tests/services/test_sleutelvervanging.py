"""Losing one's password: a replacement, new keys, and the word of somebody who heard the fingerprint."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis import bewaarplaats
from pmg_desk.kluis.fouten import KluisNietBereikbaar, VerkeerdWachtwoord
from pmg_desk.services import gebruikers, kluizen
from pmg_desk.services.bekrachtigers import list_sleutelwachters
from pmg_desk.services.gebruikers import GebruikerInzicht, GebruikerStatus, NietActief, NieuweUitnodiging
from pmg_desk.services.sleutelboek import NOG_NIET_BEKRACHTIGD, controleer_sleutels, lees_sleutelboek
from pmg_desk.services.sleutelvervanging import (
    EigenSleutel,
    NietsTeBekrachtigen,
    NogGeenSleutel,
    SleutelVerschilt,
    endorse_sleutel,
    list_te_bekrachtigen,
    start_vervanging,
)
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Gebruiker
from tests.kluisdoos import REGIE_WACHTWOORD, Kluisdoos, alle_regels

NIEUW_WACHTWOORD = "stille boot ziet veel maan"
PIET = NieuweUitnodiging("piet", "Piet Privacy", Rol.PRIVACY_OFFICER)
BOB = NieuweUitnodiging("bob", "Bob Beheer", Rol.BEHEERDER)


def van(werkplek: Werkplek, wie: str) -> GebruikerInzicht:
    return next(g for g in gebruikers.list_gebruikers(werkplek) if g.gebruikersnaam == wie)


def voeg_toe(doos: Kluisdoos, wie: NieuweUitnodiging) -> UUID:
    """Invite and log in once; the vault is shut before and after."""
    bea = doos.bea()
    code = gebruikers.invite_gebruiker(bea, wie)
    doos.sluit(bea)
    doos.sluit(aanvaard(doos, wie.gebruikersnaam, code.code))
    return code.gebruiker_id


def aanvaard(doos: Kluisdoos, wie: str, code: str) -> Werkplek:
    return doos.volg(kluizen.accept_uitnodiging(doos.pad, wie, code, NIEUW_WACHTWOORD, klok=doos.klok, herkomst="test"))


def vervang(doos: Kluisdoos, id_: UUID, wie: str) -> str:
    """From the loss up to the first log-in with new keys; the fingerprint that is read out. Shut before and after."""
    bea = doos.bea()
    code = start_vervanging(bea, id_)
    doos.sluit(bea)
    plek = aanvaard(doos, wie, code.code)
    doos.sluit(plek)
    return plek.sleutels.publiek.vingerafdruk()


def wacht(plek: Werkplek, id_: UUID) -> bool:
    with plek.doe() as t:
        return str(id_) in lees_sleutelboek(t).wachtend


def uitkomsten(plek: Werkplek, actie: str) -> list[str]:
    return [r.resultaat.value for r in alle_regels(plek) if r.actie == actie]


@pytest.fixture
def carla_id(kluisdoos: Kluisdoos) -> UUID:
    bea = kluisdoos.bea()
    id_ = van(bea, "carla").id
    kluisdoos.sluit(bea)
    return id_


def test_a_lost_password_from_beginning_to_end(kluisdoos: Kluisdoos, carla_id: UUID) -> None:
    bea = kluisdoos.bea()
    oud = van(bea, "carla")
    kluisdoos.klok.moment += timedelta(days=1)
    code = start_vervanging(bea, carla_id)
    assert (code.gebruikersnaam, code.naam) == ("carla", "Carla Casus")
    assert van(bea, "carla").status is GebruikerStatus.UITGENODIGD
    with bea.doe() as t:
        assert controleer_sleutels(t) == []
    kluisdoos.sluit(bea)
    with pytest.raises(VerkeerdWachtwoord):  # no UitnodigingOpen: whoever has the old password learns nothing
        kluisdoos.volg(kluizen.accept_uitnodiging(kluisdoos.pad, "carla", "0" * 24, NIEUW_WACHTWOORD))
    carla = aanvaard(kluisdoos, "carla", code.code)
    assert carla.gebruiker.id == carla_id
    assert carla.kluis is not None
    assert NOG_NIET_BEKRACHTIGD in carla.kluis.waarschuwingen
    assert [wachter.zelf for wachter in list_sleutelwachters(carla)] == [True]
    vingerafdruk = carla.sleutels.publiek.vingerafdruk()
    kluisdoos.sluit(carla)

    bea = kluisdoos.bea()
    inzicht = van(bea, "carla")
    assert (inzicht.status, inzicht.sleutel_wacht, inzicht.vingerafdruk, inzicht.mag_bekrachtigen) == (
        GebruikerStatus.ACTIEF,
        True,
        "",  # not shown, or it would be copied instead of heard
        True,
    )
    assert inzicht.actief_sinds == oud.actief_sinds
    endorse_sleutel(bea, carla_id, vingerafdruk.replace(" ", " - "))
    inzicht = van(bea, "carla")
    assert (inzicht.sleutel_wacht, inzicht.vingerafdruk, inzicht.mag_bekrachtigen) == (False, vingerafdruk, False)
    assert inzicht.vingerafdruk != oud.vingerafdruk
    assert uitkomsten(bea, "sleutel.bekrachtigen") == ["gelukt"]
    assert uitkomsten(bea, "gebruiker.vervangen") == ["gelukt"]
    with bea.doe() as t:
        assert controleer_sleutels(t) == []
    kluisdoos.sluit(bea)
    carla = kluisdoos.volg(kluisdoos.open("carla", NIEUW_WACHTWOORD))
    assert carla.kluis is not None
    assert carla.kluis.waarschuwingen == ()
    assert list_sleutelwachters(carla) == ()
    kluisdoos.sluit(carla)
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("carla", REGIE_WACHTWOORD)


def test_another_fingerprint_endorses_nothing_and_is_logged(kluisdoos: Kluisdoos, carla_id: UUID) -> None:
    vingerafdruk = vervang(kluisdoos, carla_id, "carla")
    bea = kluisdoos.bea()
    anders = vingerafdruk[:-1] + str((int(vingerafdruk[-1]) + 1) % 10)
    with pytest.raises(OngeldigeInvoer) as fout:
        endorse_sleutel(bea, carla_id, anders)
    assert set(fout.value.velden) == {"vingerafdruk"}
    assert uitkomsten(bea, "sleutel.bekrachtigen") == ["geweigerd"]
    assert wacht(bea, carla_id)
    endorse_sleutel(bea, carla_id, vingerafdruk)
    assert not wacht(bea, carla_id)


@pytest.mark.parametrize("getypt", ["", "12345", "1" * 29, "1" * 31, "x" * 30, "٣" * 30])
def test_half_a_fingerprint_is_a_typing_matter_and_no_line(kluisdoos: Kluisdoos, carla_id: UUID, getypt: str) -> None:
    vervang(kluisdoos, carla_id, "carla")
    bea = kluisdoos.bea()
    with pytest.raises(OngeldigeInvoer) as fout:
        endorse_sleutel(bea, carla_id, getypt)
    assert fout.value.velden == {"vingerafdruk": "Typ 6 groepen van 5 cijfers."}
    assert uitkomsten(bea, "sleutel.bekrachtigen") == []


def test_only_who_may_starts_and_endorses(kluisdoos: Kluisdoos, carla_id: UUID) -> None:
    piet_id = voeg_toe(kluisdoos, PIET)
    vingerafdruk = vervang(kluisdoos, piet_id, "piet")
    carla = kluisdoos.carla()
    for poging in (
        lambda: start_vervanging(carla, piet_id),
        lambda: endorse_sleutel(carla, piet_id, vingerafdruk),
    ):
        with pytest.raises(GeenToegang):
            poging()
    assert list_te_bekrachtigen(carla) == ()
    kluisdoos.sluit(carla)
    piet = kluisdoos.volg(kluisdoos.open("piet", NIEUW_WACHTWOORD))
    with pytest.raises(GeenToegang):
        endorse_sleutel(piet, piet_id, vingerafdruk)
    kluisdoos.sluit(piet)
    assert wacht(kluisdoos.bea(), piet_id)


def test_what_cannot_be_replaced_says_why(kluisdoos: Kluisdoos, carla_id: UUID) -> None:
    bea = kluisdoos.bea()
    nieuw = gebruikers.invite_gebruiker(bea, PIET)
    with pytest.raises(EigenSleutel):
        start_vervanging(bea, bea.gebruiker.id)
    with pytest.raises(NogGeenSleutel):
        start_vervanging(bea, nieuw.gebruiker_id)
    with pytest.raises(NietGevonden):
        start_vervanging(bea, uuid4())
    with pytest.raises(NietsTeBekrachtigen):
        endorse_sleutel(bea, carla_id, "1" * 30)
    gebruikers.stop_gebruiker(bea, carla_id)
    with pytest.raises(NietActief):
        start_vervanging(bea, carla_id)
    assert uitkomsten(bea, "gebruiker.vervangen") == []


def test_when_the_header_cannot_be_written_the_old_password_works_and_it_can_be_done_again(
    kluisdoos: Kluisdoos, carla_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    bea = kluisdoos.bea()

    def breek(*_: object, **__: object) -> str:
        raise KluisNietBereikbaar

    with monkeypatch.context() as even:
        even.setattr(bewaarplaats, "nodig_uit", breek)
        with pytest.raises(KluisNietBereikbaar):
            start_vervanging(bea, carla_id)
    kluisdoos.sluit(bea)
    carla = kluisdoos.carla()
    assert carla.kluis is not None
    assert carla.kluis.waarschuwingen == ()
    kluisdoos.sluit(carla)
    vervang(kluisdoos, carla_id, "carla")
    assert wacht(kluisdoos.bea(), carla_id)


def test_a_code_that_got_lost_is_made_again(kluisdoos: Kluisdoos, carla_id: UUID) -> None:
    bea = kluisdoos.bea()
    start_vervanging(bea, carla_id)
    code = gebruikers.renew_uitnodiging(bea, carla_id)
    kluisdoos.sluit(bea)
    aanvaard(kluisdoos, "carla", code.code)


def test_a_beheerder_is_endorsed_by_another_one_and_not_by_the_officer(kluisdoos: Kluisdoos) -> None:
    bob_id, _ = voeg_toe(kluisdoos, BOB), voeg_toe(kluisdoos, PIET)
    vingerafdruk = vervang(kluisdoos, bob_id, "bob")
    piet = kluisdoos.volg(kluisdoos.open("piet", NIEUW_WACHTWOORD))
    assert list_te_bekrachtigen(piet) == ()
    with pytest.raises(GeenToegang):
        endorse_sleutel(piet, bob_id, vingerafdruk)
    kluisdoos.sluit(piet)
    bea = kluisdoos.bea()
    assert [w.naam for w in list_te_bekrachtigen(bea)] == ["Bob Beheer"]
    endorse_sleutel(bea, bob_id, vingerafdruk)
    assert not wacht(bea, bob_id)


def test_the_officer_endorses_the_only_beheerder(kluisdoos: Kluisdoos) -> None:
    bob_id, _ = voeg_toe(kluisdoos, BOB), voeg_toe(kluisdoos, PIET)
    vingerafdruk = vervang(kluisdoos, bob_id, "bob")
    bob = kluisdoos.volg(kluisdoos.open("bob", NIEUW_WACHTWOORD))
    bea_id = van(bob, "bea").id
    assert not van(bob, "bob").mag_bekrachtigen
    gebruikers.stop_gebruiker(bob, bea_id)
    kluisdoos.sluit(bob)
    piet = kluisdoos.volg(kluisdoos.open("piet", NIEUW_WACHTWOORD))
    assert [(w.naam, w.rol) for w in list_te_bekrachtigen(piet)] == [("Bob Beheer", Rol.BEHEERDER)]
    endorse_sleutel(piet, bob_id, vingerafdruk)
    assert list_te_bekrachtigen(piet) == ()
    assert not wacht(piet, bob_id)
    kluisdoos.sluit(piet)
    kluisdoos.volg(kluisdoos.open("bob", NIEUW_WACHTWOORD))


@pytest.mark.parametrize("wat", ["rij", "kop"])
def test_where_header_table_and_log_differ_nothing_is_endorsed(kluisdoos: Kluisdoos, carla_id: UUID, wat: str) -> None:
    vingerafdruk = vervang(kluisdoos, carla_id, "carla")
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    if wat == "rij":
        with bea.doe() as t:
            t.haal(Gebruiker, carla_id).agesleutel = bea.sleutels.publiek.age
            t.log("gebruiker.wijzigen", "gebruiker", carla_id)
    else:
        bewaarplaats.verwijder_gebruiker(bea.kluis, carla_id, klok=kluisdoos.klok)
    with pytest.raises(SleutelVerschilt):
        endorse_sleutel(bea, carla_id, vingerafdruk)
    assert wacht(bea, carla_id)


def test_stopping_ends_what_was_waiting(kluisdoos: Kluisdoos, carla_id: UUID) -> None:
    vervang(kluisdoos, carla_id, "carla")
    bea = kluisdoos.bea()
    gebruikers.stop_gebruiker(bea, carla_id)
    assert not wacht(bea, carla_id)
    assert list_te_bekrachtigen(bea) == ()
