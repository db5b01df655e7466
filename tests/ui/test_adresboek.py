"""The address book and the tab Betrokkenen by clicks and keys, on a real vault."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from pyrage import x25519
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmg_desk.services import adresboek, betrokkenen, casusverloop, toewijzingen
from pmg_desk.services.organisatiesleutels import show_sleutel
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.adresboek import AdresboekScherm
from pmg_desk.ui.screens.dossier_betrokkenen import BetrokkenenTab
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Lijst
from tests.ui import toegankelijk
from tests.ui.adresboekbouw import Boek, vul
from tests.ui.conftest import Toon, klaar
from tests.ui.schermhulp import bewaar, dialoog, kies, knop, teksten
from tests.wereld import Wereld


@pytest.fixture
def boek(wereld: Wereld) -> Boek:
    return vul(wereld)


def namen(lijst: Lijst[Any]) -> list[str]:
    return [rij.naam for rij in lijst.model.getoond]


def test_een_professional_toevoegen_toont_hem_meteen(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, boek: Boek, toon: Toon
) -> None:
    scherm: AdresboekScherm = toon(AdresboekScherm, "regie")
    assert namen(scherm.professionals) == ["M. Mentor", "W. Wijkagent"]
    scherm.professionalknop.click()
    venster = dialoog(scherm)
    QTest.keyClicks(venster.formulier.veld("naam").invoer, "Z. Nieuwe")
    kies(qtbot, venster.formulier.veld("organisatie_id"), "vlier")
    QTest.keyClicks(venster.formulier.veld("functie").invoer, "Intern begeleider")
    bewaar(qtbot, omgeving, venster)
    (nieuw,) = [p for p in adresboek.list_professionals(wereld.regie) if p.naam == "Z. Nieuwe"]
    assert (nieuw.functie, nieuw.organisatie_id) == ("Intern begeleider", boek.school)
    assert namen(scherm.professionals) == ["M. Mentor", "W. Wijkagent", "Z. Nieuwe"]
    assert scherm.zijpaneel.isVisibleTo(scherm)
    assert {"Z. Nieuwe", "Intern begeleider"} <= set(teksten(scherm.zijpaneel))


def test_een_organisatie_krijgt_een_sleutel_en_laat_hem_weer_vervallen(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, boek: Boek, toon: Toon
) -> None:
    publiek = str(x25519.Identity.generate().to_public())
    scherm: AdresboekScherm = toon(AdresboekScherm, "regie", organisatie=boek.school)
    klaar(qtbot, omgeving)
    knop(scherm.zijpaneel, "Sleutel vastleggen").click()
    venster = dialoog(scherm)
    venster.formulier.zet({"sleutel": publiek, "gehoord": "iets anders"})
    bewaar(qtbot, omgeving, venster)
    assert venster.formulier.veld("gehoord").fout.startswith("Dit zijn niet de laatste zestien tekens")
    venster.formulier.zet({"sleutel": publiek, "gehoord": publiek[-16:]})
    bewaar(qtbot, omgeving, venster)
    klaar(qtbot, omgeving)
    assert publiek in {regel.replace(" ", "") for regel in teksten(scherm.zijpaneel)}
    knop(scherm.zijpaneel, "Sleutel laten vervallen").click()
    for _ in range(3):
        klaar(qtbot, omgeving)
    assert "Nog geen." in teksten(scherm.zijpaneel)
    assert show_sleutel(wereld.regie, boek.school) == ""


def test_een_fout_staat_bij_het_veld_en_wat_is_getypt_blijft(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, boek: Boek, toon: Toon
) -> None:
    scherm: AdresboekScherm = toon(AdresboekScherm, "regie", organisatie=boek.school)
    scherm.organisatieknop.click()
    venster = dialoog(scherm)
    venster.formulier.zet({"naam": "POLITIE zuiderpark", "telefoon": "bel maar"})
    bewaar(qtbot, omgeving, venster)
    assert venster.isVisible()
    assert venster.formulier.veld("naam").fout == "Deze organisatie staat al in het adresboek."
    assert venster.formulier.veld("telefoon").fout.startswith("Dit is geen telefoonnummer.")
    assert venster.formulier.veld("naam").waarde() == "POLITIE zuiderpark"
    assert len(adresboek.list_organisaties(wereld.regie)) == 2


def test_wat_half_is_getypt_staat_er_de_volgende_keer_weer(
    qtbot: QtBot, omgeving: Omgeving, boek: Boek, toon: Toon
) -> None:
    scherm: AdresboekScherm = toon(AdresboekScherm, "regie")
    scherm.organisatieknop.click()
    venster = dialoog(scherm)
    QTest.keyClicks(venster.formulier.veld("naam").invoer, "Half getypt")
    venster.reject()
    klaar(qtbot, omgeving)
    scherm.organisatieknop.click()
    klaar(qtbot, omgeving)
    assert dialoog(scherm).formulier.veld("naam").waarde() == "Half getypt"


def test_wie_niet_meer_meedoet_verdwijnt_uit_de_lijst_en_kan_terug(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, boek: Boek, toon: Toon
) -> None:
    scherm: AdresboekScherm = toon(AdresboekScherm, "regie", professional=boek.mentor)
    assert "Nu betrokken bij 1 casus die u mag zien." in teksten(scherm.zijpaneel)
    knop(scherm, "Doet niet meer mee").click()
    bewaar(qtbot, omgeving, dialoog(scherm))
    assert namen(scherm.professionals) == ["W. Wijkagent"]
    scherm.ook_gestopt["professional"].click()
    assert namen(scherm.professionals) == ["M. Mentor", "W. Wijkagent"]
    scherm.professionals.kies(boek.mentor)
    knop(scherm, "Doet weer mee").click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert [p.naam for p in adresboek.list_professionals(wereld.regie)] == ["M. Mentor", "W. Wijkagent"]


def test_het_zoekveld_komt_uit_bij_wie_gestopt_is(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    adresboek.stop_organisatie(wereld.regie, boek.politie, "vandaag")
    scherm: AdresboekScherm = toon(AdresboekScherm, "regie", organisatie=boek.politie)
    assert scherm.tabs.sleutel == "organisatie"
    assert {"Politie Zuiderpark", "23 november 2026"} <= set(teksten(scherm.zijpaneel))
    adres: AdresboekScherm = toon(AdresboekScherm, "regie", professional=boek.agent)
    assert (adres.tabs.sleutel, namen(adres.professionals)) == ("professional", ["M. Mentor", "W. Wijkagent"])
    assert {"W. Wijkagent", "Wijkagent"} <= set(teksten(adres.zijpaneel))


@pytest.mark.parametrize("wie", ["lezer", "privacy"])
def test_wie_alleen_leest_krijgt_geen_knoppen(wereld: Wereld, boek: Boek, toon: Toon, wie: str) -> None:
    scherm: AdresboekScherm = toon(AdresboekScherm, wie, professional=boek.mentor)
    assert "m.mentor@devlier.nl" in teksten(scherm.zijpaneel)
    zichtbaar = {k.text() for k in scherm.findChildren(Knop) if k.isVisibleTo(scherm) and k.text()}
    assert zichtbaar == set()
    telling = [tekst for tekst in teksten(scherm.zijpaneel) if "betrokken" in tekst]
    assert telling == ([] if wie == "privacy" else ["Nu niet betrokken bij een casus die u mag zien."])


def test_het_adresboek_is_toegankelijk(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    scherm: AdresboekScherm = toon(AdresboekScherm, "regie", professional=boek.mentor)
    assert toegankelijk.controleer(scherm) == []
    scherm.organisatieknop.click()
    assert toegankelijk.controleer(dialoog(scherm)) == []


def rollen(wereld: Wereld, casus_id: UUID) -> list[tuple[str, str, date | None]]:
    return [(b.naam, b.rol, b.tot) for b in betrokkenen.list_betrokkenen(wereld.regie, casus_id)]


def test_een_betrokkene_toevoegen_en_beeindigen(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, boek: Boek, toon: Toon
) -> None:
    tab: BetrokkenenTab = toon(BetrokkenenTab, "regie", boek.ander)
    tab.voegknop.click()
    venster = dialoog(tab)
    kies(qtbot, venster.formulier.veld("professional_id"), "agent")
    QTest.keyClicks(venster.formulier.veld("rol").invoer, "contactpersoon")
    bewaar(qtbot, omgeving, venster)
    assert rollen(wereld, boek.ander) == [("W. Wijkagent", "contactpersoon", None)]
    tab.toon(boek.ander)
    klaar(qtbot, omgeving)
    assert tab.lijst.kies(tab.lijst.model.getoond[0].id)
    tab.wijzigknop.click()
    venster = dialoog(tab)
    venster.formulier.zet({"tot": date(2026, 11, 23)})
    bewaar(qtbot, omgeving, venster)
    assert rollen(wereld, boek.ander) == [("W. Wijkagent", "contactpersoon", date(2026, 11, 23))]


def test_overlap_staat_bij_de_datum(qtbot: QtBot, omgeving: Omgeving, boek: Boek, toon: Toon) -> None:
    tab: BetrokkenenTab = toon(BetrokkenenTab, "regie", boek.casus)
    tab.voegknop.click()
    venster = dialoog(tab)
    kies(qtbot, venster.formulier.veld("professional_id"), "mentor")
    QTest.keyClicks(venster.formulier.veld("rol").invoer, "voogd")
    bewaar(qtbot, omgeving, venster)
    assert venster.formulier.veld("van").fout == "Deze persoon is in die periode al betrokken bij deze casus."
    assert venster.formulier.veld("rol").waarde() == "voogd"


def test_wie_vertrok_staat_er_nog_met_een_waarschuwing_en_is_te_beeindigen(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, boek: Boek, toon: Toon
) -> None:
    adresboek.stop_professional(wereld.regie, boek.mentor, "vandaag")
    tab: BetrokkenenTab = toon(BetrokkenenTab, "regie", boek.casus)
    eerste = tab.lijst.model.getoond[0]
    assert "Werkt hier niet meer" in tab.lijst.als_tekst([eerste])
    tab.lijst.kies(eerste.id)
    tab.wijzigknop.click()
    # Half typed, left and opened again: also then the one who left is still the one chosen.
    QTest.keyClicks(dialoog(tab).formulier.veld("tot").invoer, "23-11-2026")
    dialoog(tab).reject()
    klaar(qtbot, omgeving)
    tab.wijzigknop.click()
    klaar(qtbot, omgeving)
    venster = dialoog(tab)
    bewaar(qtbot, omgeving, venster)
    assert rollen(wereld, boek.casus)[0] == ("M. Mentor", "vaste mentor", date(2026, 11, 23))


def test_meelezer_en_gesloten_casus_hebben_geen_knoppen(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    toewijzingen.assign_casus(wereld.regie, boek.casus, wereld.lezer.gebruiker.id)
    tab: BetrokkenenTab = toon(BetrokkenenTab, "lezer", boek.casus)
    assert namen(tab.lijst) == ["M. Mentor", "W. Wijkagent"]
    assert not tab.voegknop.isVisibleTo(tab)
    casusverloop.close_casus(wereld.regie, boek.casus, "doelen_behaald", "verbeterd")
    dicht: BetrokkenenTab = toon(BetrokkenenTab, "regie", boek.casus)
    assert not dicht.voegknop.isVisibleTo(dicht)


def test_een_ander_ziet_geen_betrokkenen(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    tab: BetrokkenenTab = toon(BetrokkenenTab, "regie2", boek.casus)
    assert namen(tab.lijst) == []


def test_het_tabblad_is_toegankelijk(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    tab: BetrokkenenTab = toon(BetrokkenenTab, "regie", boek.casus)
    assert toegankelijk.controleer(tab) == []
    tab.voegknop.click()
    assert toegankelijk.controleer(dialoog(tab)) == []
