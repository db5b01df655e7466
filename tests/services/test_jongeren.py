"""Personal data: changing it, secret addresses behind a reasoned step, and what real registers hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.duplicaten import Kandidaat, blokkeersleutels
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.namen import Persoonsnaam
from pmg_desk.services import casussen, casusverloop, jongeren, stukken
from pmg_desk.services.jongeren import Adres, JongereInvoer
from pmg_desk.services.werkplek import CasusGesloten
from pmg_desk.storage import zoekindex
from pmg_desk.storage.models import Blokkeersleutel, Jongere
from tests.casusbouw import ADRES, bladen, maak, regels
from tests.wereld import Wereld


def sleutels(wereld: Wereld) -> set[str]:
    with wereld.regie.doe() as t:
        return set(t.db.scalars(sa.select(Blokkeersleutel.sleutel)))


def test_wat_is_ingevuld_komt_terug(wereld: Wereld) -> None:
    casus_id = maak(
        wereld.regie,
        voorvoegsel="van den",
        roepnaam="Zoetje",
        geboortedatum="3-11-2012",
        geslacht="v",
        email="zoe@voorbeeld.nl",
        opschorting="E",
        in_onderzoek="08",
    )
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    assert inzicht.als_invoer() == JongereInvoer(
        voornamen="Zoë",
        voorvoegsel="van den",
        geslachtsnaam="Łukasz",
        roepnaam="Zoetje",
        geboortedatum=OnvolledigeDatum(2012, 11, 3),
        geslacht="v",
        adres=replace(ADRES, wijk="morgenstond"),
        opschorting="E",
        in_onderzoek="08",
        school="Praktijkschool De Vlier",
        telefoon="06 12345678",
        email="zoe@voorbeeld.nl",
    )
    assert (inzicht.volledige_naam, inzicht.leeftijd, inzicht.geslacht_label, inzicht.wijk_label) == (
        "Zoë van den Łukasz",
        "14 jaar",
        "Vrouw",
        "Morgenstond",
    )
    assert inzicht.waarschuwingen == ("Vertrokken uit Nederland", "Gegevens zijn in onderzoek (BRP)")


@pytest.mark.parametrize(
    "naam",
    [
        {"voornamen": "", "geslachtsnaam": "Łukasz"},
        {"voornamen": "Zoë", "geslachtsnaam": ""},
        {"voornamen": "", "geslachtsnaam": "", "roepnaam": "Zoetje"},
        {"voornamen": "Ana " * 45, "geslachtsnaam": "Ø" * 200, "voorvoegsel": "VAN DER"},
        {"voornamen": "李", "geslachtsnaam": "Ὀδυσσεύς"},
    ],
)
def test_namen_zoals_registers_ze_hebben_worden_bewaard(wereld: Wereld, naam: dict[str, str]) -> None:
    casus_id = maak(wereld.regie, **naam)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    assert {veld: getattr(inzicht, veld) for veld in naam} == {veld: tekst.strip() for veld, tekst in naam.items()}
    assert len(casussen.list_casussen(wereld.regie).rijen) == 1


def test_een_wijk_buiten_het_profiel_blijft_zoals_getypt(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, adres=Adres(woonplaats="Delft", wijk="Voorhof"))
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    assert (inzicht.adres, inzicht.wijk_label) == (Adres(woonplaats="Delft", wijk="Voorhof"), "Voorhof")


# secret addresses


def test_een_geheim_adres_komt_alleen_met_een_reden_in_beeld(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, adres_geheim=True)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    verloop = casusverloop.toon_verloop(wereld.regie, casus_id)
    for plek in (inzicht, verloop, casussen.open_dossier(wereld.regie, casus_id), casussen.list_casussen(wereld.regie)):
        for deel in ("Stokelaan", "2541", "orgenstond", "Den Haag"):
            assert deel not in repr(plek)
    assert inzicht.adres is None
    assert regels(wereld.regie, "adres.tonen") == []
    with pytest.raises(OngeldigeInvoer) as fout:
        jongeren.toon_geheim_adres(wereld.regie, casus_id, " ")
    assert fout.value.velden == {"reden": "Vul dit veld in."}
    adres = jongeren.toon_geheim_adres(wereld.regie, casus_id, "Huisbezoek met de wijkagent.")
    assert adres == replace(ADRES, wijk="morgenstond")
    (regel,) = regels(wereld.regie, "adres.tonen")
    assert (regel.casus_id, regel.categorieen) == (str(casus_id), "identiteit")
    assert regel.detail is not None
    assert "wijkagent" not in bladen(wereld.regie)


def test_een_geheim_adres_is_niet_te_vinden(wereld: Wereld) -> None:
    maak(wereld.regie, adres_geheim=True)
    with wereld.regie.doe() as t:
        for deel in ("Stokelaan", "2541", "Morgenstond"):
            assert zoekindex.zoek(t.db, deel, t.zichtbaar()) == []
    zonder = Kandidaat("", Persoonsnaam("Zoë", "", "Łukasz"), OnvolledigeDatum(2014))
    assert sleutels(wereld) == blokkeersleutels(zonder)


@pytest.mark.parametrize("wie", ["regie2", "lezer", "privacy", "beheer"])
def test_wie_de_casus_niet_ziet_ziet_ook_de_jongere_niet(wereld: Wereld, wie: str) -> None:
    casus_id = maak(wereld.regie, adres_geheim=True)
    plek = wereld.werkplek(wie)
    with pytest.raises(GeenToegang):
        jongeren.toon_jongere(plek, casus_id)
    with pytest.raises(GeenToegang):
        jongeren.toon_geheim_adres(plek, casus_id, "Nieuwsgierig.")
    with pytest.raises(GeenToegang):
        jongeren.update_jongere(plek, casus_id, JongereInvoer(geslachtsnaam="Anders"), 1)


def test_een_formulier_zonder_adres_laat_het_geheime_adres_staan(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, adres_geheim=True)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    jongeren.update_jongere(wereld.regie, casus_id, replace(inzicht.als_invoer(), school="Lyceum"), inzicht.versie)
    assert jongeren.toon_geheim_adres(wereld.regie, casus_id, "Nakijken.").straat == "Melis Stokelaan"
    assert jongeren.toon_jongere(wereld.regie, casus_id).school == "Lyceum"


def test_de_geheimhouding_gaat_er_niet_zonder_reden_af(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, adres_geheim=True)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    open_ = replace(inzicht.als_invoer(), adres_geheim=False)
    with pytest.raises(OngeldigeInvoer) as fout:
        jongeren.update_jongere(wereld.regie, casus_id, open_, inzicht.versie)
    assert fout.value.velden == {"reden_niet_geheim": "Vul dit veld in."}
    assert jongeren.toon_jongere(wereld.regie, casus_id).adres is None
    jongeren.update_jongere(wereld.regie, casus_id, open_, inzicht.versie, "Gemeente heeft de geheimhouding beëindigd.")
    assert jongeren.toon_jongere(wereld.regie, casus_id).adres == replace(ADRES, wijk="morgenstond")
    nu = Kandidaat("", Persoonsnaam("Zoë", "", "Łukasz"), OnvolledigeDatum(2014), "2541 GH", "12 A")
    assert sleutels(wereld) == blokkeersleutels(nu)


# changing


def test_wijzigen_werkt_de_lijst_het_zoeken_en_de_sleutels_bij(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    anders = replace(inzicht.als_invoer(), geslachtsnaam="Ångström", voornamen="Åse", geboortedatum="2013-02-01")
    jongeren.update_jongere(wereld.regie, casus_id, anders, inzicht.versie)
    (rij,) = casussen.list_casussen(wereld.regie, casussen.Filter(tekst="angstrom")).rijen
    assert (rij.naam, rij.leeftijd) == ("Ångström, Åse", "13 jaar")
    assert casussen.list_casussen(wereld.regie, casussen.Filter(tekst="lukasz")).rijen == ()
    nu = Kandidaat("", Persoonsnaam("Åse", "", "Ångström"), OnvolledigeDatum(2013, 2, 1), "2541 GH", "12 A")
    assert sleutels(wereld) == blokkeersleutels(nu)
    (regel,) = regels(wereld.regie, "jongere.wijzigen")
    assert regel.casus_id == str(casus_id)
    assert "ngstr" not in bladen(wereld.regie)


def test_opslaan_zonder_wijziging_is_geen_wijziging(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    jongeren.update_jongere(wereld.regie, casus_id, inzicht.als_invoer(), inzicht.versie)
    assert regels(wereld.regie, "jongere.wijzigen") == []
    assert jongeren.toon_jongere(wereld.regie, casus_id).versie == inzicht.versie


def test_een_wijziging_van_een_ander_wordt_niet_overschreven(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    jongeren.update_jongere(wereld.regie, casus_id, replace(inzicht.als_invoer(), school="A"), inzicht.versie)
    with pytest.raises(IntussenGewijzigd):
        jongeren.update_jongere(wereld.regie, casus_id, replace(inzicht.als_invoer(), school="B"), inzicht.versie)
    assert jongeren.toon_jongere(wereld.regie, casus_id).school == "A"


def test_in_een_gesloten_casus_wijzigt_men_niets(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(CasusGesloten):
        jongeren.update_jongere(wereld.regie, casus_id, replace(inzicht.als_invoer(), school="A"), inzicht.versie)


def test_een_verkeerd_veld_wijzigt_niets(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    fout_ = replace(inzicht.als_invoer(), geslachtsnaam="", voornamen="", geboortedatum="2199")
    with pytest.raises(OngeldigeInvoer) as fout:
        jongeren.update_jongere(wereld.regie, casus_id, fout_, inzicht.versie)
    assert fout.value.velden == {
        "geslachtsnaam": "Vul een achternaam, voornaam of roepnaam in.",
        "geboortedatum": "Een geboortedatum kan niet in de toekomst liggen.",
    }
    assert jongeren.toon_jongere(wereld.regie, casus_id) == inzicht


# BSN


def test_een_bsn_mag_alleen_waar_het_profiel_dat_zegt(wereld: Wereld) -> None:
    instellingen = wereld.profiel.instellingen
    toegestaan = replace(
        wereld.profiel,
        instellingen=replace(instellingen, bsn_toegestaan=replace(instellingen.bsn_toegestaan, waarde=True)),
    )
    assert not instellingen.bsn_toegestaan.waarde
    with pytest.raises(OngeldigeInvoer):
        maak(wereld.regie, bsn="123456782")
    wereld.regie.profiel = toegestaan
    casus_id = maak(wereld.regie, bsn="1234.56.782")
    with wereld.regie.doe() as t:
        assert t.haal(Jongere, t.casus(casus_id).jongere_id).bsn == "123456782"
    with pytest.raises(OngeldigeInvoer) as fout:
        maak(wereld.regie, bsn="123456789")
    assert fout.value.velden == {"bsn": "Dit is geen burgerservicenummer: het klopt niet met de elfproef."}


def test_op_papier_staat_het_geslacht_in_een_woord(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geslacht="v")
    with wereld.regie.doe() as t:
        (identiteit, *_) = stukken.cut_dossier(t, t.casus(casus_id))
    assert dict(identiteit.velden)["Geslacht"] == "Vrouw"
