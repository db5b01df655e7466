"""Registers of the privacy officer: true to what the vault holds, without a name, without a small number of people."""

from __future__ import annotations

import io
import re
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from pmg_desk.domain.delen import Oordeel
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.profiel.model import Bronzekerheid
from pmg_desk.domain.registerblad import Registerblad
from pmg_desk.exchange.uitvoer import schrijf_xlsx
from pmg_desk.reports.registerblad import maak_pdf
from pmg_desk.services.bewaren import set_termijn
from pmg_desk.services.datalekken import DatalekInvoer, record_datalek
from pmg_desk.services.knelpunten import KnelpuntInvoer, list_knelpunten, record_knelpunt, update_knelpunt
from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, record_mondeling, record_spoed
from pmg_desk.services.oordelen import withdraw_besluit
from pmg_desk.services.registers import (
    HoortInDeKluis,
    Registersoort,
    export_register,
    set_verantwoordelijke,
    show_register,
    show_verantwoordelijke,
    soorten,
)
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.spoed import Spoedsoort, judge_spoed, list_spoed
from pmg_desk.services.verwerkingsregister import Verantwoordelijke
from pmg_desk.storage.models import KnelpuntStatus, Organisatie, Wijze
from tests.casusbouw import regels
from tests.reports.lezen import tekst as pdf_tekst
from tests.toezichtzaak import Zaak
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def deel(blad: Registerblad, kop: str) -> dict[object, tuple[object, ...]]:
    (een,) = [d for d in blad.delen if d.kop == kop]
    return {rij[0]: rij[1:] for rij in een.rijen}


def test_the_processing_register_tells_what_the_vault_knows_and_what_somebody_filled_in(
    wereld: Wereld, dossier: Dossier
) -> None:
    with wereld.regie.doe() as t:
        t.haal(Organisatie, dossier.school).soort = "voortgezet_onderwijs"
        t.log("organisatie.wijzigen", "organisatie")
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    naar = Bestemming(dossier.school, "Leerlingzaken")
    verteld = MondelingInvoer(naar, Wijze.MONDELING, ("signalen",), "Verteld.", zonder_weggelaten=True)
    record_mondeling(wereld.regie, dossier.casus_id, verteld)
    set_termijn(wereld.beheer, "pga_lokaal", 60, "sluiting", "Besluit van het college")
    leeg = show_register(wereld.privacy, Registersoort.VERWERKINGEN)
    assert deel(leeg, "Wie is verantwoordelijk")["Contact"] == ("nog niet ingevuld",)
    set_verantwoordelijke(wereld.privacy, Verantwoordelijke(contact="privacy@gemeente.example"))
    set_verantwoordelijke(wereld.privacy, Verantwoordelijke(contact="fg@gemeente.example", functionaris="de FG"))
    assert show_verantwoordelijke(wereld.privacy).functionaris == "de FG"
    blad = show_register(wereld.privacy, Registersoort.VERWERKINGEN)
    assert deel(blad, "Wie is verantwoordelijk")["Contact"] == ("fg@gemeente.example",)
    school = wereld.privacy.profiel.organisaties["voortgezet_onderwijs"].label
    assert deel(blad, "Aan wie") == {school: ("School De Brug PMG-2026-00001", 1, "nee")}
    assert deel(blad, "Hoe lang")[wereld.privacy.profiel.tafels["pga_lokaal"].label] == ("60 maanden",)
    assert len(deel(blad, "Welke gegevens")) == len(wereld.privacy.profiel.datacategorieen)


def test_a_supervisor_reads_what_a_source_is_and_first_what_nobody_decided_yet(
    wereld: Wereld, dossier: Dossier
) -> None:
    kop = "Nog vast te stellen of aan te vullen"
    for soort in (Registersoort.VERWERKINGEN, Registersoort.DPIA):
        gelezen = pdf_tekst(maak_pdf(show_register(wereld.privacy, soort)))
        assert re.findall(r"ontwerp|PMG Desk|niet in bron|niet nagegaan|\b00[0-3]\b", gelezen) == []
    blad = show_register(wereld.privacy, Registersoort.VERWERKINGEN)
    assert {d.uitleg[21] for d in blad.delen if d.uitleg.startswith("AVG 30, lid 1, onder")} == set("abcdefg")
    open_ = deel(blad, kop)
    assert "Direct gevaar" in str(open_["Doelen (onder b)"])
    assert "Politie en justitie" not in str(open_["Soorten gegevens (onder c)"])
    assert "wie de verwerkingsverantwoordelijke is" in str(open_["Nog in te vullen (onder a, e en g)"])
    assert "PGA lokaal" in str(open_["Bewaartermijn (onder f)"])
    set_termijn(wereld.beheer, "pga_lokaal", 60, "sluiting", "Besluit van het college")
    alles = {f.name: f"{f.name} staat er" for f in fields(Verantwoordelijke)}
    set_verantwoordelijke(wereld.privacy, Verantwoordelijke(**alles))
    blad = show_register(wereld.privacy, Registersoort.VERWERKINGEN)
    assert "Nog in te vullen (onder a, e en g)" not in deel(blad, kop)
    assert "PGA lokaal" not in str(deel(blad, kop).get("Bewaartermijn (onder f)"))
    gelezen = pdf_tekst(maak_pdf(blad))
    assert [tekst for tekst in alles.values() if tekst not in gelezen] == []


def test_what_the_municipality_settled_in_its_profile_is_not_open_any_more(wereld: Wereld) -> None:
    profiel = wereld.privacy.profiel
    vast = replace(profiel.doeleinden["direct_gevaar"], bron="Convenant, artikel 3", zekerheid=Bronzekerheid.GEVONDEN)
    wereld.privacy.profiel = replace(profiel, doeleinden={"direct_gevaar": vast})
    blad = show_register(wereld.privacy, Registersoort.VERWERKINGEN)
    assert deel(blad, "Waarvoor") == {vast.label: ("Convenant, artikel 3", "staat in de bron")}
    assert "Doelen (onder b)" not in deel(blad, "Nog vast te stellen of aan te vullen")


def test_the_yearly_figures_count_each_kind_of_judgement_with_its_time(wereld: Wereld, dossier: Dossier) -> None:
    eerste, tweede, derde = (
        vraag(wereld, dossier, ("signalen",), functie=f) for f in ("Leerlingzaken", "Mentor", "IB")
    )
    wereld.klok.moment += timedelta(days=3)
    besluit = keur_goed(wereld, eerste)
    wereld.klok.moment += timedelta(days=4)
    keur_goed(wereld, tweede, voorwaarden="Alleen aan de zorgcoördinator.")
    keur_goed(wereld, derde, oordeel=Oordeel.GEWEIGERD)
    withdraw_besluit(wereld.privacy, besluit, "Is niet meer nodig.")
    verteld = MondelingInvoer(Bestemming(dossier.school, "Mentor"), Wijze.TELEFOON, ("gezondheid",), "Verteld.")
    record_spoed(wereld.regie, dossier.casus_id, SpoedInvoer(verteld, "Kon niet wachten.", ("avg_6_1_d",)))
    judge_spoed(
        wereld.privacy,
        Spoedsoort.VERSTREKKING,
        list_spoed(wereld.privacy)[0].id,
        rechtmatig=False,
        motivering="Kon wel wachten.",
    )
    blad = show_register(wereld.privacy, Registersoort.JAAR, wereld.klok.moment.year)
    assert deel(blad, "Verzoeken om te delen") == {
        "Gevraagd": (3,),
        "Akkoord": (1,),
        "Akkoord, beperkt of met voorwaarden": (1,),
        "Geweigerd": (1,),
        "Ingetrokken akkoorden": (1,),
        "Middelste doorlooptijd (dagen)": (7,),
        "Langste doorlooptijd (dagen)": (7,),
    }
    assert deel(blad, "Achteraf nagekeken") == {
        "Met spoed gedeeld": (1,),
        "Noodtoegang genomen": (0,),
        "Niet rechtmatig bevonden": (1,),
        "Datalekken": (1,),
        "waarvan gemeld bij de Autoriteit Persoonsgegevens": (0,),
        "Regels van steekproeven bekeken": (0,),
        "waarvan niet in orde": (0,),
    }
    assert set(deel(blad, "Verzoeken van jongeren en ouders").values()) == {("minder dan 5",)}
    ander_jaar = show_register(wereld.privacy, Registersoort.JAAR, wereld.klok.moment.year - 1)
    assert deel(ander_jaar, "Verzoeken om te delen")["Gevraagd"] == (0,)
    assert deel(ander_jaar, "Verzoeken om te delen")["Langste doorlooptijd (dagen)"] == ("–",)


def test_facts_for_a_dpia_hide_small_numbers_of_people(wereld: Wereld, dossier: Dossier) -> None:
    blad = show_register(wereld.privacy, Registersoort.DPIA)
    omvang = deel(blad, "Omvang")
    assert (omvang["Casussen in de kluis"], omvang["Gebruikers: casusregisseur"]) == (("minder dan 5",), (2,))
    for nr in range(2, 6):
        maak_dossier(wereld.regie, f"PMG-2026-0000{nr}")
    blad = show_register(wereld.privacy, Registersoort.DPIA)
    assert deel(blad, "Omvang")["Casussen in de kluis"] == ("ongeveer 5",)
    assert deel(blad, "Casussen met teksten per soort gegevens")["Gezondheid"] == ("ja", "ongeveer 5")


def test_the_register_of_breaches_goes_out_whole_and_as_text(wereld: Wereld) -> None:
    nu = wereld.klok.moment
    leeg = export_register(wereld.privacy, Registersoort.DATALEKKEN)
    assert "Er zijn geen datalekken vastgelegd." in pdf_tekst(maak_pdf(leeg))
    invoer = DatalekInvoer(
        nu - timedelta(hours=80),
        "=HYPERLINK(papier in de trein)",
        ("identiteit", "signalen"),
        "3",
        gevolgen="Onrust.",
        maatregelen="Alleen nog digitaal.",
        risico=True,
        hoog_risico=False,
        gemeld_ap_op=nu,
        niet_gemeld_reden="De treinreis was lang.",
        casusnummer="PMG-2026-00001",
    )
    record_datalek(wereld.privacy, invoer)
    blad = export_register(wereld.privacy, Registersoort.DATALEKKEN)
    kop, (rij,) = blad.lijst()
    assert dict(zip(kop, rij, strict=True)) == {
        "Nummer": "D-2026-00001",
        "Ontdekt": "20-11-2026 01:30",
        "Wat er gebeurde": "=HYPERLINK(papier in de trein)",
        "Casus": "PMG-2026-00001",
        "Soorten gegevens": "Identiteit, Signalen",
        "Mensen": 3,
        "Risico": "ja",
        "Hoog risico": "nee",
        "Melden uiterlijk": "23-11-2026 01:30",
        "Gemeld aan de AP": "23-11-2026 09:30",
        "Niet of te laat gemeld, omdat": "De treinreis was lang.",
        "Betrokkenen ingelicht": "",
        "Niet ingelicht, omdat": "",
        "Gevolgen": "Onrust.",
        "Maatregelen": "Alleen nog digitaal.",
        "Stand": "Afronden",
        "Gesloten": "",
    }
    cel = load_workbook(io.BytesIO(schrijf_xlsx(*blad.lijst(), blad="Register")))["Register"]["C2"]
    assert (cel.value, cel.data_type, cel.quotePrefix) == ("=HYPERLINK(papier in de trein)", "s", True)
    gelezen = pdf_tekst(maak_pdf(blad))
    assert "De treinreis was lang." in gelezen
    assert "zonder namen" not in gelezen.lower()  # nobody looked for names in what was typed
    assert blad.bestandsnaam == "datalekken"
    assert [r.verwerking for r in regels(wereld.privacy, "register.exporteren")] == ["datalekken"] * 2


def test_no_register_holds_anything_of_a_dossier(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "gezondheid"), derden=True))
    record_knelpunt(wereld.privacy, KNELPUNT)
    for soort in Registersoort:
        blad = export_register(wereld.privacy, soort)
        tekst = pdf_tekst(maak_pdf(blad)) + repr(blad.lijst())
        assert [woord for woord in WOORDEN.values() if woord in tekst] == []
        assert blad.titel in tekst
    assert [regel.verwerking for regel in regels(wereld.regie, "register.exporteren")] == [
        s.value for s in Registersoort
    ]


@pytest.mark.parametrize("wie", ["regie", "beheer", "lezer"])
def test_registers_are_of_the_privacy_officer(wereld: Wereld, wie: str) -> None:
    plek = wereld.werkplek(wie)
    for poging in (
        lambda: show_register(plek, Registersoort.JAAR),
        lambda: export_register(plek, Registersoort.DPIA),
        lambda: show_verantwoordelijke(plek),
        lambda: set_verantwoordelijke(plek, Verantwoordelijke()),
        lambda: list_knelpunten(plek),
        lambda: record_knelpunt(plek, KNELPUNT),
    ):
        with pytest.raises(GeenToegang):
            poging()


KNELPUNT = KnelpuntInvoer(
    "School zit niet in het convenant", "Convenant PGA, artikel 4", "Leerlingzaken zit aan tafel."
)


def test_a_bottleneck_is_solved_with_how(wereld: Wereld) -> None:
    id_ = record_knelpunt(wereld.privacy, KNELPUNT)
    (een,) = list_knelpunten(wereld.privacy)
    assert (een.nummer, een.invoer, een.afgesloten_op) == ("N-2026-00001", KNELPUNT, None)
    opgelost = KnelpuntInvoer(KNELPUNT.titel, KNELPUNT.bron, KNELPUNT.omschrijving, status=KnelpuntStatus.OPGELOST)
    with pytest.raises(OngeldigeInvoer) as fout:
        update_knelpunt(wereld.privacy, id_, opgelost, een.versie)
    assert set(fout.value.velden) == {"afloop"}
    klaar = KnelpuntInvoer(
        KNELPUNT.titel,
        KNELPUNT.bron,
        KNELPUNT.omschrijving,
        "pga_lokaal",
        status=KnelpuntStatus.OPGELOST,
        afloop="Addendum.",
    )
    update_knelpunt(wereld.privacy, id_, klaar, een.versie)
    with pytest.raises(IntussenGewijzigd):
        update_knelpunt(wereld.privacy, id_, KNELPUNT, een.versie)
    (een,) = list_knelpunten(wereld.privacy)
    assert een.afgesloten_op == wereld.klok.moment.date()
    update_knelpunt(wereld.privacy, id_, KNELPUNT, een.versie)
    assert list_knelpunten(wereld.privacy)[0].afgesloten_op is None


def test_the_own_installation_of_an_officer_tells_of_its_own_work(zaak: Zaak) -> None:
    officer = zaak.twee.officer
    zaak.akkoord(zaak.stuur(categorieen=("signalen",)))
    assert set(soorten(officer)) == {Registersoort.JAAR, Registersoort.KNELPUNTEN, Registersoort.DATALEKKEN}
    blad = show_register(officer, Registersoort.JAAR)
    assert deel(blad, "Verzoeken om te delen")["Gevraagd"] == (1,)
    assert deel(blad, "Verzoeken om te delen")["Akkoord"] == (1,)
    assert [d.kop for d in blad.delen] == ["Verzoeken om te delen", "Achteraf nagekeken"]
    with pytest.raises(HoortInDeKluis):
        show_register(officer, Registersoort.DPIA)
    record_knelpunt(officer, KNELPUNT)
    assert [k.invoer for k in list_knelpunten(officer)] == [KNELPUNT]
