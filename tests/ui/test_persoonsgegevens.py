"""Changing personal data in the real window: a secret address never comes in sight, and no change is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.services import jongeren
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.persoonsgegevens import PersoonsgegevensScherm
from pmg_desk.ui.venster import Hoofdvenster
from tests.casusbouw import ADRES, maak, regels
from tests.ui.casusvenster import ga, klik, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

ADRESDELEN = ("Stokelaan", "2541", "orgenstond", "12 A")


@pytest.fixture
def venster(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> Hoofdvenster:
    return open_venster(qtbot, omgeving, wereld, "regie")


def open_scherm(qtbot: Any, venster: Hoofdvenster, casus_id: UUID) -> Any:
    ga(qtbot, venster, "dossier", casus_id=casus_id)
    klik(qtbot, venster, venster, "Persoonsgegevens wijzigen")
    klaar(qtbot, venster.omgeving)
    scherm = venster.scherm
    assert isinstance(scherm, PersoonsgegevensScherm)
    return scherm


def bewaar(qtbot: Any, scherm: Any) -> None:
    scherm.formulier.bewaar()
    klaar(qtbot, scherm.omgeving)
    klaar(qtbot, scherm.omgeving)


def test_wijzigen_en_terug_in_het_dossier(qtbot: Any, venster: Hoofdvenster, wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geboortedatum="3-11-2012", geslacht="v")
    scherm = open_scherm(qtbot, venster, casus_id)
    assert all(deel in zichtbaar(scherm) for deel in ("Stokelaan", "2541 GH", "12 A"))
    voor = jongeren.toon_jongere(wereld.regie, casus_id)
    scherm.formulier.veld("school").zet("Lyceum")
    scherm.formulier.veld("wijk").zet("moerwijk")
    bewaar(qtbot, scherm)
    na = jongeren.toon_jongere(wereld.regie, casus_id)
    assert voor.adres is not None
    assert na.als_invoer() == replace(voor.als_invoer(), school="Lyceum", adres=replace(voor.adres, wijk="moerwijk"))
    assert venster.windowTitle() == "Dossier – PMG Desk"
    assert "Lyceum" in zichtbaar(venster)
    assert len(regels(wereld.regie, "dossier.openen")) == 1


def test_een_geheim_adres_blijft_verborgen_en_blijft_staan(qtbot: Any, venster: Hoofdvenster, wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, adres_geheim=True)
    scherm = open_scherm(qtbot, venster, casus_id)
    assert not any(deel in zichtbaar(scherm) for deel in ADRESDELEN)
    assert not scherm.formulier.veld("straat").isVisible()
    scherm.formulier.veld("school").zet("Lyceum")
    bewaar(qtbot, scherm)
    assert jongeren.toon_geheim_adres(wereld.regie, casus_id, "Nakijken.") == replace(ADRES, wijk="morgenstond")


def test_een_ander_geheim_adres_komt_in_de_plaats(qtbot: Any, venster: Hoofdvenster, wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, adres_geheim=True)
    scherm = open_scherm(qtbot, venster, casus_id)
    scherm.formulier.veld("ander_adres").vink.click()
    assert scherm.formulier.veld("straat").ruw() == ""
    for sleutel, tekst in (("straat", "Loevesteinlaan"), ("huisnummer", "3"), ("woonplaats", "Den Haag")):
        scherm.formulier.veld(sleutel).regel.setText(tekst)
    bewaar(qtbot, scherm)
    adres = jongeren.toon_geheim_adres(wereld.regie, casus_id, "Nakijken.")
    assert adres == jongeren.Adres("Loevesteinlaan", "3", "", "Den Haag")


def test_geheimhouding_gaat_er_alleen_met_een_reden_af(qtbot: Any, venster: Hoofdvenster, wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, adres_geheim=True)
    scherm = open_scherm(qtbot, venster, casus_id)
    reden = scherm.formulier.veld("reden_niet_geheim")
    assert not reden.isVisible()
    scherm.formulier.veld("adres_geheim").vink.click()
    assert reden.isVisible()
    bewaar(qtbot, scherm)
    assert reden.fout == "Vul ‘Waarom is het adres niet meer geheim?’ in."
    assert jongeren.toon_jongere(wereld.regie, casus_id).adres_geheim
    reden.vel.setPlainText("De gemeente heeft de geheimhouding beëindigd.")
    bewaar(qtbot, scherm)
    assert jongeren.toon_jongere(wereld.regie, casus_id).adres == replace(ADRES, wijk="morgenstond")


def test_wat_een_ander_intussen_bewaarde_wordt_niet_overschreven(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld
) -> None:
    casus_id = maak(wereld.regie)
    scherm = open_scherm(qtbot, venster, casus_id)
    nu = jongeren.toon_jongere(wereld.regie, casus_id)
    jongeren.update_jongere(wereld.regie, casus_id, replace(nu.als_invoer(), school="Van een ander"), nu.versie)
    scherm.formulier.veld("school").zet("Van mij")
    bewaar(qtbot, scherm)
    assert scherm.formulier.melding.tekst.startswith("Dit is intussen ergens anders gewijzigd.")
    assert scherm.formulier.veld("school").ruw() == "Van mij"
    assert jongeren.toon_jongere(wereld.regie, casus_id).school == "Van een ander"


def test_een_concept_komt_terug_en_het_geheime_adres_staat_er_niet_in(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    casus_id = maak(wereld.regie, adres_geheim=True)
    scherm = open_scherm(qtbot, venster, casus_id)
    scherm.formulier.veld("school").regel.setText("Half geschr")
    venster.bewaar_concepten()
    klaar(qtbot, omgeving)
    nieuw = PersoonsgegevensScherm(omgeving)
    qtbot.addWidget(nieuw)
    nieuw.toon(casus_id=casus_id)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert nieuw.formulier is not None
    assert nieuw.formulier.veld("school").ruw() == "Half geschr"
    assert [nieuw.formulier.veld(veld).ruw() for veld in ("straat", "huisnummer", "postcode")] == ["", "", ""]


def test_alles_heeft_een_naam(qtbot: Any, venster: Hoofdvenster, wereld: Wereld) -> None:
    assert controleer(open_scherm(qtbot, venster, maak(wereld.regie, adres_geheim=True))) == []
