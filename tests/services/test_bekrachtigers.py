"""Who can endorse a new key, in words: never the one whose key it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import Sleutelboek, Wachtend
from pmg_desk.services.bekrachtigers import list_sleutelwachters, wie_bekrachtigt
from pmg_desk.services.sleutelboek import lees_sleutelboek
from tests import sleutelwissel
from tests.kluisdoos import Kluisdoos
from tests.services.test_sleutelvervanging import BOB, PIET, vervang, voeg_toe
from tests.tweekluizen import maak_tweetal
from tests.wereld import Wereld


def test_de_beheerder_ziet_wie_er_wacht_en_een_ander_niet(wereld: Wereld) -> None:
    nieuw = sleutelwissel.vervang(wereld, "regie")
    assert [(w.naam, w.door, w.door_mij) for w in list_sleutelwachters(wereld.beheer)] == [
        (nieuw.gebruiker.naam, "de beheerder", True)
    ]
    assert [(w.door, w.zelf, w.door_mij) for w in list_sleutelwachters(nieuw)] == [("de beheerder", True, False)]
    assert list_sleutelwachters(wereld.regie2) == list_sleutelwachters(wereld.privacy) == ()


def test_een_enige_beheerder_leest_dat_de_privacy_officer_het_doet(wereld: Wereld) -> None:
    nieuw = sleutelwissel.vervang(wereld, "beheer")
    assert [(w.door, w.zelf, w.door_mij) for w in list_sleutelwachters(nieuw)] == [("de privacy officer", True, False)]


def test_met_een_tweede_beheerder_is_het_een_andere_beheerder(kluisdoos: Kluisdoos) -> None:
    voeg_toe(kluisdoos, PIET)
    bob = voeg_toe(kluisdoos, BOB)
    vervang(kluisdoos, bob, "bob")
    bea = kluisdoos.bea()
    with bea.doe() as t:
        assert wie_bekrachtigt(lees_sleutelboek(t), str(bob)) == "een andere beheerder"


def test_waar_niemand_het_mag_staat_er_niemand() -> None:
    wacht = Wachtend("NIEUW", "OUD", Rol.BEHEERDER, datetime(2026, 11, 23, tzinfo=UTC))
    assert wie_bekrachtigt(Sleutelboek((), wachtend={"bea": wacht}), "bea") == ""


def test_in_een_eigen_installatie_wacht_er_niemand(tmp_path: Path) -> None:
    twee = maak_tweetal(tmp_path)
    assert list_sleutelwachters(twee.officer) == ()
    twee.sluit()
