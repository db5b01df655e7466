"""Likely duplicates before saving: found under another spelling or date, never revealing a casus one may not see."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.duplicaten import Zekerheid
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.services import casussen, casusverloop, dubbelen, jongeren, toewijzingen
from pmg_desk.services.bekend import BekendBij
from pmg_desk.services.dubbelen import Dubbelen, find_dubbelen
from tests.casusbouw import bladen, maak, nieuwe, regels
from tests.wereld import Wereld


def test_een_andere_schrijfwijze_en_een_onvolledige_datum_worden_gevonden(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, voornamen="Zoë", voorvoegsel="van den", geslachtsnaam="Łukasz", geboortedatum="2014")
    anders = nieuwe(voornamen="ZOE", voorvoegsel="", geslachtsnaam="v.d. Lukasz", geboortedatum="3-11-2014", adres=None)
    (gevonden,) = find_dubbelen(wereld.regie, anders).zichtbaar
    assert (gevonden.casus_id, gevonden.nummer, gevonden.naam, gevonden.geboren, gevonden.zekerheid) == (
        casus_id,
        "PMG-2026-00001",
        "Zoë van den Łukasz",
        "2014",
        Zekerheid.MOGELIJK,
    )
    assert gevonden.redenen == (
        "zelfde achternaam",
        "zelfde voornamen",
        "zelfde geboortejaar, de rest is niet overal bekend",
    )


def test_wie_er_niet_op_lijkt_wordt_niet_gemeld(wereld: Wereld) -> None:
    maak(wereld.regie)
    assert find_dubbelen(wereld.regie, nieuwe(voornamen="Bram", geslachtsnaam="Visser", adres=None)) == Dubbelen()
    assert not find_dubbelen(wereld.regie, nieuwe(voornamen="Bram", geslachtsnaam="Visser", adres=None))


def test_wat_men_niet_mag_zien_is_alleen_een_verwijzing(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "pga_lokaal", geboortedatum="3-11-2012")
    gevonden = find_dubbelen(wereld.regie2, nieuwe("top_x", geboortedatum="3-11-2012"))
    assert gevonden == Dubbelen(elders=(BekendBij(casus_id, ("PGA lokaal",), "C. Regisseur"),))
    assert gevonden.elders[0].zin() == "Bekend bij PGA lokaal. Vraag C. Regisseur."
    assert {veld.name for veld in fields(BekendBij)} == {"casus_id", "tafels", "regisseur"}
    for geheim in ("Zoë", "Łukasz", "2012", "00001", "Vlier", "Stokelaan"):
        assert geheim not in repr(gevonden)
    (regel,) = regels(wereld.regie, "casus.verwijzen")
    assert (regel.actor, regel.casus_id) == (str(wereld.regie2.gebruiker.id), str(casus_id))


def test_met_een_naam_alleen_valt_niet_te_vissen(wereld: Wereld) -> None:
    maak(wereld.regie, geboortedatum="3-11-2012")
    for geboren in ("onbekend", "2012"):
        assert find_dubbelen(wereld.regie, nieuwe(geboortedatum=geboren, adres=None)).zichtbaar
        assert find_dubbelen(wereld.regie2, nieuwe("top_x", geboortedatum=geboren, adres=None)) == Dubbelen()
    assert regels(wereld.regie, "casus.verwijzen") == []


def test_na_toewijzing_is_dezelfde_treffer_zichtbaar(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geboortedatum="3-11-2012")
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    gevonden = find_dubbelen(wereld.regie2, nieuwe("top_x", geboortedatum="3-11-2012"))
    assert [dubbele.casus_id for dubbele in gevonden.zichtbaar] == [casus_id]
    assert gevonden.elders == ()


def test_zelfde_adres_telt_maar_een_geheim_adres_niet(wereld: Wereld) -> None:
    lijkt: dict[str, Any] = {"geslachtsnaam": "Lukas", "geboortedatum": "2014"}
    casus_id = maak(wereld.regie)
    (gevonden,) = find_dubbelen(wereld.regie, nieuwe(**lijkt)).zichtbaar
    assert (gevonden.casus_id, "zelfde adres" in gevonden.redenen) == (casus_id, True)
    inzicht = jongeren.toon_jongere(wereld.regie, casus_id)
    jongeren.update_jongere(wereld.regie, casus_id, replace(inzicht.als_invoer(), adres_geheim=True), inzicht.versie)
    assert find_dubbelen(wereld.regie, nieuwe(**lijkt)) == Dubbelen()


def test_een_gesloten_casus_wordt_ook_gevonden_en_een_open_gaat_voor(wereld: Wereld) -> None:
    eerste = maak(wereld.regie)
    casusverloop.close_casus(wereld.regie, eerste, "doelen_behaald", "verbeterd")
    assert [d.casus_id for d in find_dubbelen(wereld.regie, nieuwe()).zichtbaar] == [eerste]
    jongere_id = casussen.toon_kop(wereld.regie, eerste).jongere_id
    tweede = casussen.open_casus(wereld.regie, replace(nieuwe(), jongere=None, jongere_id=jongere_id))
    assert [d.casus_id for d in find_dubbelen(wereld.regie, nieuwe()).zichtbaar] == [tweede]


def test_de_zoekvraag_staat_zonder_woorden_in_het_log(wereld: Wereld) -> None:
    maak(wereld.regie, geboortedatum="3-11-2012")
    find_dubbelen(wereld.regie, nieuwe(geboortedatum="3-11-2012"))
    find_dubbelen(wereld.regie, nieuwe(voornamen="Bram", geslachtsnaam="Visser", adres=None))
    assert [(regel.aantal, regel.detail) for regel in regels(wereld.regie, "dubbelen.zoeken")] == [(1, None), (0, None)]
    for woord in ("Zoë", "Łukasz", "Visser", "2012"):
        assert woord not in bladen(wereld.regie)


def test_eerst_alle_fouten_dan_pas_zoeken(wereld: Wereld) -> None:
    maak(wereld.regie)
    with pytest.raises(OngeldigeInvoer) as fout:
        find_dubbelen(wereld.regie, replace(nieuwe(telefoon="bel maar"), tafels=()))
    assert set(fout.value.velden) == {"telefoon", "tafels"}
    assert regels(wereld.regie, "dubbelen.zoeken") == []


@pytest.mark.parametrize("wie", ["lezer", "privacy", "beheer"])
def test_alleen_wie_registreert_controleert_op_dubbelen(wereld: Wereld, wie: str) -> None:
    maak(wereld.regie)
    with pytest.raises(GeenToegang):
        find_dubbelen(wereld.werkplek(wie), nieuwe())


def test_wie_een_bsn_deelt_is_zeker_dezelfde(wereld: Wereld) -> None:
    instellingen = wereld.profiel.instellingen
    for plek in (wereld.regie, wereld.regie2):
        plek.profiel = replace(
            wereld.profiel,
            instellingen=replace(instellingen, bsn_toegestaan=replace(instellingen.bsn_toegestaan, waarde=True)),
        )
    casus_id = maak(wereld.regie, bsn="123456782")
    ander = nieuwe("top_x", bsn="123456782", geslachtsnaam="Visser", geboortedatum="2014", adres=None)
    (gevonden,) = find_dubbelen(wereld.regie, ander).zichtbaar
    assert (gevonden.casus_id, gevonden.zekerheid, gevonden.redenen[0]) == (casus_id, Zekerheid.ZEKER, "zelfde BSN")
    assert [verwijzing.casus_id for verwijzing in find_dubbelen(wereld.regie2, ander).elders] == [casus_id]


def test_twee_keer_dezelfde_rij_in_een_transactie_vindt_de_eerste(wereld: Wereld) -> None:
    """As an import does: the second row of a file is compared with the first, before anything is committed."""
    with wereld.regie.doe() as t:
        veld = Veldcontrole()
        schoon = casussen.controleer_nieuw(t, veld, nieuwe(geboortedatum="3-11-2012"))
        veld.klaar()
        assert schoon.jongere is not None
        assert not dubbelen.vind_in(t, schoon.jongere)
        casus = casussen.registreer_in(t, schoon)
        assert [d.casus_id for d in dubbelen.vind_in(t, schoon.jongere).zichtbaar] == [casus.id]
    assert casussen.toon_kop(wereld.regie, casus.id).geboren == "3 november 2012"
    assert casus.geopend_op == date(2026, 11, 23)
