"""A vault that is the own installation of a privacy officer: who is its first user, and what can be done in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.domain.rollen import Kluissoort, Recht, Rol
from pmg_desk.kluis.fouten import KluisBeschadigd
from pmg_desk.services import casussen, gebruikers, kluisinzicht, kluizen
from pmg_desk.services.gebruikers import NieuweUitnodiging
from pmg_desk.services.kluizen import KluisInvoer
from pmg_desk.services.voordeur import Beheerder
from pmg_desk.storage import gebruikers as opslag
from tests.kluisdoos import NU, alle_regels

OFFICER = Beheerder("pia", "Pia Privacy", "rustige appel zwemt naar 9 bergen")


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    werkplek = kluizen.make_kluis(
        KluisInvoer(tmp_path, "Toezicht", "den-haag-zuidwest", OFFICER, soort=Kluissoort.TOEZICHT), klok=VasteKlok(NU)
    )
    assert werkplek.kluis is not None
    kluizen.close_kluis(werkplek)
    return werkplek.kluis.pad


def test_the_officer_is_its_first_user_and_looks_after_it(pad: Path) -> None:
    werkplek = kluizen.open_kluis(pad, "pia", OFFICER.wachtwoord, klok=VasteKlok(NU))
    try:
        assert (werkplek.gebruiker.rol, werkplek.gebruiker.soort) == (Rol.PRIVACY_OFFICER, Kluissoort.TOEZICHT)
        assert [g.naam for g in gebruikers.list_gebruikers(werkplek)] == ["Pia Privacy"]
        assert kluisinzicht.describe_kluis(werkplek).naam == "Toezicht"
        with werkplek.doe() as t:
            t.eis(Recht.TOEZICHT_HOUDEN)
        with pytest.raises(GeenToegang), werkplek.doe() as t:
            t.eis(Recht.DELING_BESLISSEN)  # that is for judging in the vault of a requester
        with pytest.raises(GeenToegang):
            casussen.count_casussen(werkplek)
        regels = alle_regels(werkplek)
        assert [r.verwerking for r in regels if r.actie == "kluis.maken"] == ["toezicht"]
        assert [r.verwerking for r in regels if r.actie == "gebruiker.sleutel"] == ["privacy_officer"]
    finally:
        kluizen.close_kluis(werkplek)


def test_only_another_officer_can_be_invited(pad: Path) -> None:
    werkplek = kluizen.open_kluis(pad, "pia", OFFICER.wachtwoord, klok=VasteKlok(NU))
    try:
        with pytest.raises(OngeldigeInvoer) as fout:
            gebruikers.invite_gebruiker(werkplek, NieuweUitnodiging("carla", "Carla Casus", Rol.CASUSREGISSEUR))
        assert set(fout.value.velden) == {"rol"}
        gebruikers.invite_gebruiker(werkplek, NieuweUitnodiging("piet", "Piet Privacy", Rol.PRIVACY_OFFICER))
    finally:
        kluizen.close_kluis(werkplek)


@pytest.mark.parametrize("waarde", [canoniek("iets anders"), canoniek(None), "{"])
def test_a_vault_that_says_it_is_something_unknown_does_not_open(pad: Path, waarde: str) -> None:
    werkplek = kluizen.open_kluis(pad, "pia", OFFICER.wachtwoord, klok=VasteKlok(NU))
    with werkplek.doe() as t:
        opslag.zet_instelling(t.db, "kluis.soort", waarde)
        t.log("instelling.zetten", "kluis")
    kluizen.close_kluis(werkplek)
    with pytest.raises(KluisBeschadigd):
        kluizen.open_kluis(pad, "pia", OFFICER.wachtwoord, klok=VasteKlok(NU))
