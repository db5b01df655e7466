"""Registering by keyboard and mouse: nothing typed is lost, duplicates come first, hidden casussen stay hidden."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from pmg_desk.services import casussen, casusverloop, jongeren, uitspraken
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.storage.models import UitspraakSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.registreren import Dubbelenpaneel, RegistrerenScherm
from pmg_desk.ui.venster import Hoofdvenster
from tests.casusbouw import maak, regels
from tests.ui.casusvenster import ga, klik, knoppen, open_venster, zichtbaar
from tests.ui.casusvenster import typ as toetsen
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld


@pytest.fixture
def venster(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> Hoofdvenster:
    return open_venster(qtbot, omgeving, wereld, "regie")


def typ(scherm: RegistrerenScherm, **velden: str) -> None:
    for sleutel, tekst in velden.items():
        toetsen(scherm.formulier.veld(sleutel).invoer, tekst)


def vul(scherm: RegistrerenScherm, **anders: str) -> None:
    velden = {"voornamen": "Zoë", "geslachtsnaam": "Łukasz", "geboortedatum": "3-11-2012"}
    typ(scherm, **{**velden, "aangemeld_door": "Wijkagent", "aanleiding": "Gezien bij de flat.", **anders})
    scherm.formulier.veld("tafels").zet(("pga_lokaal",))


def lijst(wereld: Wereld) -> list[str]:
    return [rij.naam for rij in casussen.list_casussen(wereld.regie).rijen]


def test_getypt_en_met_ctrl_s_opgeslagen_opent_het_dossier(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "registreren")
    vul(scherm, straat="Melis Stokelaan", huisnummer="12", postcode="2541gh", woonplaats="Den Haag")
    scherm.formulier.veld("wijk").zet("*")
    typ(scherm, wijk_anders="moerwijk")
    qtbot.keyClick(scherm.formulier.veld("aanleiding").invoer, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert venster.windowTitle() == "Dossier – PMG Desk"
    (rij,) = casussen.list_casussen(wereld.regie).rijen
    inzicht = jongeren.toon_jongere(wereld.regie, rij.id)
    assert (inzicht.volledige_naam, inzicht.geboortedatum.toon()) == ("Zoë Łukasz", "3 november 2012")
    assert inzicht.adres == jongeren.Adres("Melis Stokelaan", "12", "2541 GH", "Den Haag", "moerwijk", "")
    (aanleiding,) = uitspraken.list_uitspraken(wereld.regie, rij.id, [UitspraakSoort.AANLEIDING])
    assert (aanleiding.tekst, aanleiding.bron) == ("Gezien bij de flat.", "Wijkagent")
    assert len(regels(wereld.regie, "casus.openen")) == 1
    assert "Zoë Łukasz" in zichtbaar(venster)
    leeg = ga(qtbot, venster, "registreren")
    assert not leeg.formulier.is_gewijzigd
    assert "Łukasz" not in zichtbaar(leeg)


def test_fouten_staan_naast_de_velden_en_er_is_niets_bewaard(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "registreren")
    vul(scherm, telefoon="bel maar", postcode="12")
    scherm.formulier.bewaar()
    klaar(qtbot, omgeving)
    assert {sleutel: scherm.formulier.veld(sleutel).fout for sleutel in ("telefoon", "postcode", "voornamen")} == {
        "telefoon": "Dit is geen telefoonnummer. Schrijf bijvoorbeeld 070 123 45 67 of +31 6 12345678.",
        "postcode": "Dit is geen postcode. Schrijf bijvoorbeeld 2545 CC.",
        "voornamen": "",
    }
    assert scherm.formulier.veld("telefoon").ruw() == "bel maar"
    assert lijst(wereld) == []
    assert regels(wereld.regie, "dubbelen.zoeken") == []


def test_wat_verplicht_is_wordt_in_woorden_gevraagd(qtbot: Any, venster: Hoofdvenster) -> None:
    scherm = ga(qtbot, venster, "registreren")
    scherm.formulier.bewaar()
    assert {s: scherm.formulier.veld(s).fout for s in ("geboortedatum", "tafels", "aanleiding")} == {
        "geboortedatum": "Vul ‘Geboortedatum’ in.",
        "tafels": "Vul ‘Aan welke tafel’ in.",
        "aanleiding": "Vul ‘Aanleiding’ in.",
    }
    assert "Geboortedatum (verplicht)" in [
        deel.text() for deel in scherm.findChildren(type(scherm.formulier.veld("tafels")._kop))
    ]


def test_een_onbekende_geboortedatum_is_een_vraagteken(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "registreren")
    vul(scherm, geboortedatum="?")
    scherm.formulier.bewaar()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert [rij.leeftijd for rij in casussen.list_casussen(wereld.regie).rijen] == ["leeftijd onbekend"]


def test_een_bsn_wordt_niet_gevraagd_waar_het_profiel_het_niet_toestaat(qtbot: Any, venster: Hoofdvenster) -> None:
    scherm = ga(qtbot, venster, "registreren")
    with pytest.raises(KeyError):
        scherm.formulier.veld("bsn")


# duplicates


@pytest.fixture
def met_dubbele(qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving) -> RegistrerenScherm:
    maak(wereld.regie, voornamen="Zoë", geslachtsnaam="Łukasz", geboortedatum="2012")
    scherm: RegistrerenScherm = ga(qtbot, venster, "registreren")
    vul(scherm, voornamen="Zoe", geslachtsnaam="Lukasz")
    scherm.formulier.bewaar()
    klaar(qtbot, omgeving)
    return scherm


def test_een_dubbele_staat_ernaast_voordat_er_iets_is_opgeslagen(
    met_dubbele: RegistrerenScherm, wereld: Wereld
) -> None:
    assert lijst(wereld) == ["Łukasz, Zoë"]
    paneel = zichtbaar(met_dubbele.zijpaneel)
    for woorden in ("Is deze jongere al bekend?", "Zoë Łukasz", "Misschien dezelfde", "PMG-2026-00001 · geboren 2012"):
        assert woorden in paneel
    assert met_dubbele.formulier.veld("geslachtsnaam").ruw() == "Lukasz"
    assert met_dubbele.window().focusWidget().accessibleName() == "Naar casus PMG-2026-00001 van Zoë Łukasz"


def test_naar_de_casus_die_er_al_is_en_terug_staat_het_formulier_er_nog(
    qtbot: Any, venster: Hoofdvenster, met_dubbele: RegistrerenScherm, wereld: Wereld, omgeving: Omgeving
) -> None:
    klik(qtbot, venster, met_dubbele, "Naar casus PMG-2026-00001 van Zoë Łukasz")
    assert venster.windowTitle() == "Dossier – PMG Desk"
    venster.ga_terug()
    klaar(qtbot, omgeving)
    assert venster.scherm is met_dubbele
    assert met_dubbele.formulier.veld("voornamen").ruw() == "Zoe"
    assert lijst(wereld) == ["Łukasz, Zoë"]


def test_toch_opslaan_maakt_een_tweede(
    qtbot: Any, venster: Hoofdvenster, met_dubbele: RegistrerenScherm, wereld: Wereld
) -> None:
    klik(qtbot, venster, met_dubbele, "Toch opslaan als nieuwe casus")
    assert sorted(lijst(wereld)) == ["Lukasz, Zoe", "Łukasz, Zoë"]
    assert venster.windowTitle() == "Dossier – PMG Desk"


def test_wie_het_formulier_aanpast_krijgt_opnieuw_de_vraag(
    qtbot: Any, met_dubbele: RegistrerenScherm, wereld: Wereld, omgeving: Omgeving
) -> None:
    typ(met_dubbele, roepnaam="Z")
    assert met_dubbele.zijpaneel.isHidden()
    met_dubbele.formulier.bewaar()
    klaar(qtbot, omgeving)
    assert not met_dubbele.zijpaneel.isHidden()
    assert len(lijst(wereld)) == 1
    assert len(regels(wereld.regie, "dubbelen.zoeken")) == 2


def test_een_gesloten_casus_kan_een_nieuwe_casus_voor_dezelfde_jongere_krijgen(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    oud = maak(wereld.regie, geboortedatum="3-11-2012")
    casusverloop.close_casus(wereld.regie, oud, "doelen_behaald", "verbeterd")
    scherm = ga(qtbot, venster, "registreren")
    vul(scherm)
    scherm.formulier.bewaar()
    klaar(qtbot, omgeving)
    klik(qtbot, venster, scherm, "Nieuwe casus voor Zoë Łukasz")
    nieuw, eerste = sorted(
        casussen.list_casussen(wereld.regie).rijen, key=lambda rij: rij.status is not CasusStatus.OPEN
    )
    koppen = [casussen.toon_kop(wereld.regie, rij.id) for rij in (nieuw, eerste)]
    assert koppen[0].jongere_id == koppen[1].jongere_id
    assert (nieuw.status, eerste.id) == (CasusStatus.OPEN, oud)


def test_een_casus_die_men_niet_mag_zien_blijft_verborgen(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus_id = maak(wereld.regie, voornamen="Zoë", geslachtsnaam="Łukasz", geboortedatum="3-11-2012")
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    scherm = ga(qtbot, venster, "registreren")
    vul(scherm, voornamen="Zoe", geslachtsnaam="Lukasz")
    scherm.formulier.bewaar()
    klaar(qtbot, omgeving)
    assert isinstance(scherm.zijpaneel.widget, Dubbelenpaneel)
    paneel = zichtbaar(scherm.zijpaneel)
    assert "Bekend bij PGA lokaal. Vraag C. Regisseur." in paneel
    for geheim in ("Zoë", "Łukasz", "2012", "PMG-2026", "Stokelaan", "Vlier"):
        assert geheim not in paneel
    assert knoppen(scherm.zijpaneel.widget) == ["Noodtoegang nemen", "Toch opslaan als nieuwe casus"]
    klik(qtbot, venster, scherm, "Noodtoegang nemen")
    assert venster.windowTitle() == "Noodtoegang – PMG Desk"
    assert [regel.casus_id for regel in regels(wereld.regie, "casus.verwijzen")] == [str(casus_id)] * 2


# drafts


def test_wat_getypt_is_staat_er_na_een_vergrendeling_weer(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "registreren")
    vul(scherm, geboortedatum="nov 20")
    venster.bewaar_concepten()
    klaar(qtbot, omgeving)
    nieuw = RegistrerenScherm(omgeving)
    qtbot.addWidget(nieuw)
    klaar(qtbot, omgeving)
    assert nieuw.formulier.veld("voornamen").ruw() == "Zoë"
    assert nieuw.formulier.veld("geboortedatum").ruw() == "nov 20"
    assert nieuw.formulier.veld("tafels").waarde() == ("pga_lokaal",)
    assert nieuw.formulier.veld("aanleiding").waarde().tekst == "Gezien bij de flat."
    assert lijst(wereld) == []


def test_alles_heeft_een_naam(met_dubbele: RegistrerenScherm) -> None:
    assert controleer(met_dubbele) == []
