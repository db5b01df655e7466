"""Opening, listing and reading casussen: who sees what, numbers without gaps, and what is refused."""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.services import casussen, casusverloop, jongeren, noodtoegang, uitspraken
from pmg_desk.services.casussen import AlOpenCasus, CasusStatus, Filter, NieuweCasus, Sortering
from pmg_desk.services.jongeren import Adres, JongereInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import CasusGesloten, Werkplek
from pmg_desk.storage import casussen as opslag
from pmg_desk.storage.models import (
    Casus,
    CasusPeriode,
    Instelling,
    Jongere,
    Overleg,
    OverlegCasus,
    OverlegStatus,
    UitspraakSoort,
)
from tests.casusbouw import bladen, jongere, maak, nieuwe, regels
from tests.wereld import Wereld


def nummers(werkplek: Werkplek, filter_: Filter | None = None) -> list[str]:
    return [rij.nummer for rij in casussen.list_casussen(werkplek, filter_).rijen]


def namen(werkplek: Werkplek, filter_: Filter | None = None) -> list[str]:
    return [rij.naam for rij in casussen.list_casussen(werkplek, filter_).rijen]


# who sees what


def test_elke_rol_ziet_precies_haar_casussen(wereld: Wereld) -> None:
    maak(wereld.regie, "pga_lokaal", geslachtsnaam="Vanmij")
    maak(wereld.regie, "top_x", geslachtsnaam="Gedeeld")
    maak(wereld.regie2, "zvh", geslachtsnaam="Vanhaar")
    maak(wereld.regie2, "pga_lokaal", geslachtsnaam="Aanmijntafel")
    assert namen(wereld.regie) == ["Aanmijntafel, Zoë", "Gedeeld, Zoë", "Vanmij, Zoë"]
    assert namen(wereld.regie2) == ["Aanmijntafel, Zoë", "Gedeeld, Zoë", "Vanhaar, Zoë"]
    assert namen(wereld.lezer) == []
    assert [casussen.count_casussen(plek) for plek in (wereld.regie, wereld.regie2, wereld.lezer)] == [3, 3, 0]
    for plek in (wereld.privacy, wereld.beheer):
        with pytest.raises(GeenToegang):
            casussen.list_casussen(plek)
        with pytest.raises(GeenToegang):
            casussen.count_casussen(plek)


@pytest.mark.parametrize("wie", ["regie2", "lezer", "privacy", "beheer"])
def test_wie_een_casus_niet_mag_zien_opent_haar_niet_en_dat_staat_in_het_log(wereld: Wereld, wie: str) -> None:
    casus_id = maak(wereld.regie)
    for vraag in (casussen.open_dossier, casussen.toon_kop, casusverloop.toon_verloop):
        with pytest.raises(GeenToegang) as fout:
            vraag(wereld.werkplek(wie), casus_id)
        assert "Zoë" not in fout.value.tekst()
    geweigerd = regels(wereld.regie, "toegang.weigeren")
    assert [(regel.actor, regel.object_id, regel.resultaat) for regel in geweigerd] == [
        (str(wereld.werkplek(wie).gebruiker.id), str(casus_id), Resultaat.GEWEIGERD)
    ] * 3
    assert regels(wereld.regie, "dossier.openen") == []


def test_een_casus_die_niet_bestaat_is_niet_gevonden(wereld: Wereld) -> None:
    with pytest.raises(NietGevonden):
        casussen.open_dossier(wereld.regie, uuid4())


@pytest.mark.parametrize("wie", ["lezer", "privacy", "beheer"])
def test_alleen_een_casusregisseur_opent_een_casus(wereld: Wereld, wie: str) -> None:
    with pytest.raises(GeenToegang):
        casussen.open_casus(wereld.werkplek(wie), nieuwe())
    with wereld.regie.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Jongere)) == 0


# opening


def test_een_nieuwe_casus_bewaart_de_aanmelding_zoals_zij_was(wereld: Wereld) -> None:
    invoer = replace(nieuwe(), aangemeld_op="3 november")
    casus_id = casussen.open_casus(wereld.regie, invoer)
    verloop = casusverloop.toon_verloop(wereld.regie, casus_id)
    assert (verloop.aangemeld_op, verloop.aangemeld_door, verloop.wijk, verloop.buurt) == (
        date(2026, 11, 3),
        "Politie",
        "Morgenstond",
        "Morgenstond-Oost",
    )
    assert [(periode.van, periode.tot) for periode in verloop.perioden] == [(date(2026, 11, 3), None)]
    (aanleiding,) = uitspraken.list_uitspraken(wereld.regie, casus_id, [UitspraakSoort.AANLEIDING])
    assert (aanleiding.tekst, aanleiding.bron, aanleiding.gezegd_op, aanleiding.categorie) == (
        "Drie keer gezien bij het winkelcentrum.",
        "Politie",
        date(2026, 11, 3),
        "signalen",
    )
    (regel,) = regels(wereld.regie, "casus.openen")
    assert (regel.object_id, regel.casus_id, regel.categorieen) == (
        str(casus_id),
        str(casus_id),
        "identiteit,signalen",
    )
    for geheim in ("Zoë", "Łukasz", "Stokelaan", "Vlier", "winkelcentrum", "2014-"):
        assert geheim not in bladen(wereld.regie)


def test_de_wijk_bij_aanmelding_blijft_na_een_verhuizing(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    with wereld.regie.doe() as t:
        t.haal(Jongere, t.casus(casus_id).jongere_id).wijk = "moerwijk"
        t.log("jongere.wijzigen", "jongere")
    assert casusverloop.toon_verloop(wereld.regie, casus_id).wijk == "Morgenstond"


def test_nummers_tellen_per_jaar_door_zonder_gaten(wereld: Wereld) -> None:
    maak(wereld.regie)
    with pytest.raises(OngeldigeInvoer):
        casussen.open_casus(wereld.regie, replace(nieuwe(), tafels=()))
    with pytest.raises(ZeroDivisionError), wereld.regie.doe() as t:
        casussen.registreer_in(t, _gecontroleerd(wereld.regie))
        raise ZeroDivisionError
    maak(wereld.regie2, "top_x")
    wereld.klok.moment += timedelta(days=60)
    maak(wereld.regie)
    with wereld.regie.doe() as t:
        assert list(t.db.scalars(sa.select(Casus.nummer).order_by(Casus.nummer))) == [
            "PMG-2026-00001",
            "PMG-2026-00002",
            "PMG-2027-00001",
        ]


def _gecontroleerd(werkplek: Werkplek) -> NieuweCasus:
    with werkplek.doe() as t:
        veld = Veldcontrole()
        schoon = casussen.controleer_nieuw(t, veld, nieuwe())
        veld.klaar()
        return schoon


def test_nummers_gaan_verder_na_casussen_die_niet_hier_zijn_geteld(wereld: Wereld) -> None:
    """A vault that was filled in bulk has casussen and no counter yet."""
    casus_id = maak(wereld.regie)
    with wereld.regie.doe() as t:
        t.casus(casus_id).nummer = "PMG-2026-00041"
        t.db.delete(t.db.get_one(Instelling, "casusnummer.2026"))
        t.log("demo.maken", "kluis")
    maak(wereld.regie)
    assert sorted(nummers(wereld.regie)) == ["PMG-2026-00041", "PMG-2026-00042"]


def test_een_nummer_van_een_gewiste_casus_komt_niet_terug(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    with wereld.regie.doe() as t:
        for tabel in ("casus_periode", "casus_tafel", "uitspraak"):
            t.db.execute(sa.text(f"DELETE FROM {tabel} WHERE casus_id = :id"), {"id": casus_id.hex})
        t.db.delete(t.casus(casus_id))
        t.log("casus.wissen", "casus", casus_id)
    maak(wereld.regie)
    assert nummers(wereld.regie) == ["PMG-2026-00002"]


def test_een_bekende_jongere_krijgt_geen_tweede_open_casus(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    jongere_id = casussen.toon_kop(wereld.regie, casus_id).jongere_id
    nog_een = replace(nieuwe(), jongere=None, jongere_id=jongere_id)
    with pytest.raises(AlOpenCasus):
        casussen.open_casus(wereld.regie, nog_een)
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    tweede = casussen.open_casus(wereld.regie, nog_een)
    assert casussen.toon_kop(wereld.regie, tweede).jongere_id == jongere_id


def test_een_jongere_die_men_niet_mag_zien_kan_men_niet_kiezen(wereld: Wereld) -> None:
    jongere_id = casussen.toon_kop(wereld.regie, maak(wereld.regie)).jongere_id
    with pytest.raises(GeenToegang):
        casussen.open_casus(wereld.regie2, replace(nieuwe("top_x"), jongere=None, jongere_id=jongere_id))


def test_een_casus_kan_voor_een_andere_casusregisseur_worden_geopend(wereld: Wereld) -> None:
    casus_id = casussen.open_casus(wereld.regie, nieuwe(regisseur_id=wereld.regie2.gebruiker.id))
    assert casussen.toon_kop(wereld.regie2, casus_id).eigen
    with pytest.raises(OngeldigeInvoer) as fout:
        casussen.open_casus(wereld.regie, nieuwe(regisseur_id=wereld.lezer.gebruiker.id))
    assert fout.value.velden == {"regisseur_id": "Kies een casusregisseur die hier werkt."}


FOUTE_VELDEN: list[tuple[str, Any, str]] = [
    ("aangemeld_op", "31 februari 2026", "Deze datum bestaat niet. Kijk de dag, de maand en het jaar na."),
    ("aangemeld_op", "24-11-2026", "Deze datum ligt na vandaag."),
    ("aangemeld_door", "x" * 201, "Dit is te lang: 201 tekens. Er passen er 200."),
    (
        "aangemeld_door",
        "Pol\u202eitie",
        "Teken 4 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw.",
    ),
    ("tafels", (), "Kies minstens één tafel."),
    ("tafels", ("borreltafel",), "Kies tafels uit de lijst."),
    ("aanleiding", "", "Vul dit veld in."),
    ("aanleiding", "x" * 20_001, "Dit is te lang: 20001 tekens. Er passen er 20000."),
    ("aanleiding", "a\x00b", "Teken 2 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."),
    ("geboortedatum", "24-11-2026", "Een geboortedatum kan niet in de toekomst liggen."),
    ("geboortedatum", "1-1-1880", "Deze geboortedatum is meer dan 130 jaar geleden. Kijk het jaar na."),
    ("geboortedatum", "30-2-2014", "Deze datum bestaat niet. Kijk de dag, de maand en het jaar na."),
    ("voornamen", "x" * 201, "Dit is te lang: 201 tekens. Er passen er 200."),
    ("voornamen", "Zo\u200bë", "Teken 3 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."),
    ("voorvoegsel", "x" * 41, "Dit is te lang: 41 tekens. Er passen er 40."),
    ("roepnaam", "x\ny", "Hier mag geen nieuwe regel in."),
    ("geslacht", "q", "Kies iets uit de lijst."),
    ("opschorting", "Z", "Kies iets uit de lijst."),
    ("school", "x" * 161, "Dit is te lang: 161 tekens. Er passen er 160."),
    ("in_onderzoek", "x" * 81, "Dit is te lang: 81 tekens. Er passen er 80."),
    ("telefoon", "bel maar", "Dit is geen telefoonnummer. Schrijf bijvoorbeeld 070 123 45 67 of +31 6 12345678."),
    ("email", "zoe@", "Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@organisatie.nl."),
    ("bsn", "123456782", "In dit gemeenteprofiel is het BSN uitgezet. Laat dit veld leeg."),
    ("bsn", "123456789", "Dit is geen burgerservicenummer: het klopt niet met de elfproef."),
]
FOUT_ADRES = [
    ("postcode", "1234", "Dit is geen postcode. Schrijf bijvoorbeeld 2545 CC."),
    ("straat", "x" * 121, "Dit is te lang: 121 tekens. Er passen er 120."),
    ("huisnummer", "1\x07", "Teken 2 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."),
    ("woonplaats", "x" * 81, "Dit is te lang: 81 tekens. Er passen er 80."),
    ("wijk", "x" * 81, "Dit is te lang: 81 tekens. Er passen er 80."),
    ("buurt", "x" * 81, "Dit is te lang: 81 tekens. Er passen er 80."),
]


def test_elk_verkeerd_veld_krijgt_een_zin_en_er_wordt_niets_bewaard(wereld: Wereld) -> None:
    for veld, waarde, zin in FOUTE_VELDEN:
        invoer, wie = nieuwe(), jongere()
        if veld == "aanleiding":
            invoer = replace(invoer, aanleiding=UitspraakInvoer(waarde))
        elif hasattr(invoer, veld):
            invoer = replace(invoer, **{veld: waarde})
        else:
            invoer = replace(invoer, jongere=replace(wie, **{veld: waarde}))
        with pytest.raises(OngeldigeInvoer) as fout:
            casussen.open_casus(wereld.regie, invoer)
        assert fout.value.velden == {veld: zin}
    assert nummers(wereld.regie) == []


def test_elk_verkeerd_adresveld_krijgt_een_zin(wereld: Wereld) -> None:
    for veld, waarde, zin in FOUT_ADRES:
        with pytest.raises(OngeldigeInvoer) as fout:
            casussen.open_casus(wereld.regie, nieuwe(adres=Adres(**{veld: waarde})))
        assert fout.value.velden == {veld: zin}
    assert nummers(wereld.regie) == []


def test_alle_fouten_komen_in_een_keer(wereld: Wereld) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        casussen.open_casus(wereld.regie, NieuweCasus(jongere=JongereInvoer(geboortedatum="2200")))
    assert set(fout.value.velden) == {"geslachtsnaam", "geboortedatum", "tafels", "aanleiding"}


# the list


def vul(wereld: Wereld) -> dict[str, UUID]:
    gemaakt = {}
    for dag, (achternaam, geboren) in enumerate(
        [("Groot Esselink", "2010-05-01"), ("Groot", "2008"), ("Ĳsbrandt", "2012-03"), ("Çelik", "onbekend")]
    ):
        wereld.klok.moment += timedelta(hours=1 + dag)
        gemaakt[achternaam] = maak(wereld.regie, geslachtsnaam=achternaam, geboortedatum=geboren)
    return gemaakt


@pytest.mark.parametrize("manier", ["weinig", "veel", "veel en krap gefilterd"])
@pytest.mark.parametrize("sortering", list(Sortering))
def test_bladeren_geeft_elke_rij_een_keer_in_volgorde(
    wereld: Wereld, sortering: Sortering, manier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The three ways in which the database walks a list, chosen by its length, give the same rows."""
    vul(wereld)
    maak(wereld.regie2, "top_x", geslachtsnaam="Verborgen")
    zoals_altijd = casussen.list_casussen(wereld.regie, sortering=sortering).rijen
    monkeypatch.setattr(casussen, "ziet_er_weinig", lambda *_: manier == "weinig")
    monkeypatch.setattr(opslag, "is_krap", lambda *_: "krap" in manier)
    assert casussen.list_casussen(wereld.regie, sortering=sortering).rijen == zoals_altijd
    for aflopend, hoeveel in itertools.product((False, True), (1, 2, 3)):
        alles = casussen.list_casussen(wereld.regie, sortering=sortering, aflopend=aflopend)
        assert alles.verder is None
        assert len(alles.rijen) == 4
        gezien: list[casussen.CasusRij] = []
        na = None
        while True:
            blad = casussen.list_casussen(wereld.regie, sortering=sortering, aflopend=aflopend, na=na, hoeveel=hoeveel)
            assert len(blad.rijen) <= hoeveel
            gezien += blad.rijen
            assert len(gezien) <= 4, "a page that begins where the last one began would never end"
            na = blad.verder
            if na is None:
                break
        assert tuple(gezien) == alles.rijen


def test_de_lijst_sorteert_zoals_een_nederlander_zoekt(wereld: Wereld) -> None:
    vul(wereld)
    assert namen(wereld.regie) == ["Çelik, Zoë", "Groot, Zoë", "Groot Esselink, Zoë", "Ĳsbrandt, Zoë"]
    op_leeftijd = casussen.list_casussen(wereld.regie, sortering=Sortering.LEEFTIJD).rijen
    assert [rij.leeftijd for rij in op_leeftijd] == [
        "leeftijd onbekend",
        "tussen 17 en 18 jaar",
        "16 jaar",
        "14 jaar",
    ]
    laatst = casussen.list_casussen(wereld.regie, sortering=Sortering.GEWIJZIGD, aflopend=True).rijen
    assert [rij.nummer for rij in laatst] == [f"PMG-2026-0000{n}" for n in (4, 3, 2, 1)]


def test_het_filter_op_tekst_vindt_naam_en_nummer(wereld: Wereld) -> None:
    vul(wereld)
    for tekst in ("celik", "Çel", "zoe cel", "2026-00004", "PMG-2026-00004", "vlier celik"):
        assert nummers(wereld.regie, Filter(tekst=tekst)) == ["PMG-2026-00004"], tekst
        assert casussen.count_casussen(wereld.regie, Filter(tekst=tekst)) == 1, tekst
        assert nummers(wereld.regie2, Filter(tekst=tekst)) == [], tekst


def test_filters_werken_los_en_samen(wereld: Wereld) -> None:
    gemaakt = vul(wereld)
    casusverloop.close_casus(wereld.regie, gemaakt["Groot"], "doelen_behaald", "verbeterd")
    elders = maak(wereld.regie2, "top_x", geslachtsnaam="Elders")
    with wereld.regie.doe() as t:
        t.casus(gemaakt["Çelik"], wijzigen=True).doelgroep = "harde_kern"
        t.log("indeling.kiezen", "casus")
    assert namen(wereld.regie, Filter(status=CasusStatus.GESLOTEN)) == ["Groot, Zoë"]
    assert namen(wereld.regie, Filter(doelgroep="harde_kern")) == ["Çelik, Zoë"]
    assert namen(wereld.regie, Filter(zonder_doelgroep=True, status=CasusStatus.OPEN)) == [
        "Groot Esselink, Zoë",
        "Ĳsbrandt, Zoë",
    ]
    assert namen(wereld.regie2, Filter(tafel="top_x")) == ["Elders, Zoë"]
    assert namen(wereld.regie2, Filter(tafel="pga_lokaal")) == []
    assert namen(wereld.regie2, Filter(regisseur_id=wereld.regie2.gebruiker.id)) == ["Elders, Zoë"]
    assert namen(wereld.regie, Filter(regisseur_id=wereld.regie2.gebruiker.id)) == []
    assert casussen.toon_kop(wereld.regie2, elders).tafels == ("TOP X",)


@given(tekst=st.text(max_size=40))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_elke_tekst_in_het_filter_is_goed(wereld: Wereld, tekst: str) -> None:
    rijen = casussen.list_casussen(wereld.regie, Filter(tekst=tekst)).rijen
    assert rijen == ()


def test_wie_inhoud_schrijft_heeft_de_casus_gewijzigd_en_wie_leest_niet(wereld: Wereld) -> None:
    casus_id, ander = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    begin = wereld.klok.moment

    def gewijzigd() -> list[tuple[UUID, datetime]]:
        rijen = casussen.list_casussen(wereld.regie, sortering=Sortering.NUMMER).rijen
        return [(rij.id, rij.gewijzigd_op) for rij in rijen]

    wereld.klok.moment += timedelta(hours=1)
    casussen.open_dossier(wereld.regie, casus_id)
    jongeren.toon_geheim_adres(wereld.regie, casus_id, "Nakijken.")
    noodtoegang.take_noodtoegang(wereld.regie2, casus_id, "Spoed.")
    assert gewijzigd() == [(casus_id, begin), (ander, begin)]
    uitspraken.add_uitspraak(wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Gezien."))
    assert gewijzigd() == [(casus_id, wereld.klok.moment), (ander, begin)]
    with wereld.regie.doe() as t:
        assert t.haal(Casus, casus_id).versie == 1, "two people may work in one casus at a time"


# the dossier


def test_een_opening_is_een_regel_en_de_kop_verversen_niet(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, adres_geheim=True, opschorting="O", in_onderzoek="08")
    kop = casussen.open_dossier(wereld.regie, casus_id)
    assert casussen.toon_kop(wereld.regie, casus_id) == kop
    (regel,) = regels(wereld.regie, "dossier.openen")
    assert (regel.casus_id, regel.actor, regel.verwerking) == (str(casus_id), str(wereld.regie.gebruiker.id), "")
    assert kop.waarschuwingen == ("Adres is geheim", "Overleden", "Gegevens zijn in onderzoek (BRP)")
    assert (kop.naam, kop.geboren, kop.leeftijd, kop.doelgroep_label, kop.tafels, kop.regisseur) == (
        "Zoë Łukasz",
        "2014",
        "tussen 11 en 12 jaar",
        "nog niet ingedeeld",
        ("PGA lokaal",),
        "C. Regisseur",
    )
    assert "Stokelaan" not in repr(kop)
    assert "orgenstond" not in repr(kop)


def test_de_kop_noemt_het_eerstvolgende_geplande_overleg(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    dagen = [(-1, "gepland"), (3, "vervallen"), (9, "gepland"), (5, "gepland")]
    with wereld.regie.doe() as t:
        for dag, status in dagen:
            overleg = Overleg(
                id=uuid4(),
                tafel="pga_lokaal",
                datum=t.vandaag + timedelta(days=dag),
                tijd="10:00",
                status=OverlegStatus(status),
                door_id=t.gebruiker.id,
                op=t.nu,
            )
            t.db.add(overleg)
            t.db.flush()
            t.db.add(OverlegCasus(id=uuid4(), overleg_id=overleg.id, casus_id=casus_id))
        t.log("overleg.plannen", "overleg")
    volgend = casussen.toon_kop(wereld.regie, casus_id).volgend_overleg
    assert volgend is not None
    assert (volgend.datum, volgend.tijd, volgend.tafel) == (date(2026, 11, 28), "10:00", "PGA lokaal")


# closing and re-opening


def test_sluiten_en_heropenen_overschrijven_niets(wereld: Wereld) -> None:
    casus_id = casussen.open_casus(wereld.regie, replace(nieuwe(), aangemeld_op="1-11-2026"))
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd", "Heeft werk.\nEn rust.", "20 nov")
    assert casussen.toon_kop(wereld.regie, casus_id).status is CasusStatus.GESLOTEN
    with pytest.raises(CasusGesloten):
        casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(CasusGesloten):
        uitspraken.add_uitspraak(wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Nieuw signaal."))
    casusverloop.reopen_casus(wereld.regie, casus_id, "Opnieuw gezien bij het winkelcentrum.")
    with pytest.raises(casusverloop.NietGesloten):
        casusverloop.reopen_casus(wereld.regie, casus_id, "Nog eens.")
    casusverloop.close_casus(wereld.regie, casus_id, "overgedragen", "gelijk")
    verloop = casusverloop.toon_verloop(wereld.regie, casus_id)
    assert [
        (periode.van, periode.tot, periode.reden_sluiting, periode.uitkomst, periode.toelichting_sluiting)
        for periode in verloop.perioden
    ] == [
        (
            date(2026, 11, 23),
            date(2026, 11, 23),
            "Overgedragen aan reguliere hulp of een andere tafel",
            "Gelijk gebleven",
            "",
        ),
        (date(2026, 11, 1), date(2026, 11, 20), "Doelen zijn gehaald", "Verbeterd", "Heeft werk.\nEn rust."),
    ]
    assert [periode.reden_heropening for periode in verloop.perioden] == ["Opnieuw gezien bij het winkelcentrum.", ""]
    acties = [regel.actie for regel in regels(wereld.regie) if regel.casus_id == str(casus_id)]
    assert acties == ["casus.openen", "casus.sluiten", "casus.heropenen", "casus.sluiten"]
    assert "winkelcentrum" not in bladen(wereld.regie)


@pytest.mark.parametrize(
    ("invoer", "velden"),
    [
        ({"reden": "", "uitkomst": ""}, {"reden": "Kies iets uit de lijst.", "uitkomst": "Kies iets uit de lijst."}),
        ({"op": "1-11-2026"}, {"op": "Deze datum ligt vóór het begin van de casus (23 november 2026)."}),
        ({"op": "morgen"}, {"op": "Deze datum ligt na vandaag."}),
        ({"toelichting": "x" * 20_001}, {"toelichting": "Dit is te lang: 20001 tekens. Er passen er 20000."}),
    ],
)
def test_een_verkeerde_afsluiting_wordt_niet_bewaard(
    wereld: Wereld, invoer: dict[str, str], velden: dict[str, str]
) -> None:
    casus_id = maak(wereld.regie)
    with pytest.raises(OngeldigeInvoer) as fout:
        casusverloop.close_casus(
            wereld.regie, casus_id, **{"reden": "doelen_behaald", "uitkomst": "verbeterd", **invoer}
        )
    assert fout.value.velden == velden
    assert casussen.toon_kop(wereld.regie, casus_id).status is CasusStatus.OPEN


def test_heropenen_vraagt_een_reden(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(OngeldigeInvoer) as fout:
        casusverloop.reopen_casus(wereld.regie, casus_id, "  ")
    assert fout.value.velden == {"reden": "Vul dit veld in."}
    with wereld.regie.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(CasusPeriode)) == 1


@pytest.mark.parametrize("wie", ["regie2", "lezer", "privacy", "beheer"])
def test_wie_niet_mag_wijzigen_sluit_en_heropent_niet(wereld: Wereld, wie: str) -> None:
    casus_id = maak(wereld.regie)
    with pytest.raises(GeenToegang):
        casusverloop.close_casus(wereld.werkplek(wie), casus_id, "doelen_behaald", "verbeterd")
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(GeenToegang):
        casusverloop.reopen_casus(wereld.werkplek(wie), casus_id, "Toch weer.")


def test_een_gesloten_casus_blijft_bekend_bij_haar_tafel(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "top_x")
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    assert nummers(wereld.regie2) == ["PMG-2026-00001"]
    casusverloop.reopen_casus(wereld.regie2, casus_id, "Nieuw signaal van school.")
    assert casussen.toon_kop(wereld.regie, casus_id).status is CasusStatus.OPEN


@given(achternamen=st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=5), hoeveel=st.integers(1, 3))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_elke_naam_staat_op_haar_plek_en_op_een_bladzijde(wereld: Wereld, achternamen: list[str], hoeveel: int) -> None:
    """The database sorts the folded names as Python does, whatever is in them, and no page skips or repeats one."""
    for achternaam in achternamen:
        with contextlib.suppress(OngeldigeInvoer):  # control characters and such: refused, and so not in the list
            maak(wereld.regie, geslachtsnaam=achternaam)
    gezien: list[UUID] = []
    na = None
    while True:
        blad = casussen.list_casussen(wereld.regie, na=na, hoeveel=hoeveel)
        gezien += [rij.id for rij in blad.rijen]
        na = blad.verder
        if na is None:
            break
    with wereld.regie.doe() as t:
        alle = t.db.execute(sa.select(Casus.id, Jongere.sorteersleutel).join(Jongere, Jongere.id == Casus.jongere_id))
        assert gezien == [id_ for id_, _ in sorted(alle.all(), key=lambda rij: (rij[1], rij[0].hex))]
