"""What a reader finds on a summary: all that was given, in order, and nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pmg_desk.domain.samenvatting import Aard, BesluitVermelding, Doorverstrekking, Rubriek, Stuk, Veld, tekst_in
from pmg_desk.reports.samenvatting import maak_pdf
from tests.papierbouw import BESLUIT, samenvatting, stuk
from tests.reports.lezen import bladen, pdftotext, structuur, tekst, zonder_wit
from tests.reports.voorbeelden import gewone_casus, interne_casus, zware_casus

_ONTVANGST = [
    ("TD", "Voor"),
    ("TD", "Politie Eenheid Den Haag – wijkagent Moerwijk"),
    ("TD", "Overleg"),
    ("TD", "PGA lokaal Zuiderpark, 24-11-2026"),
    ("TD", "Exemplaar"),
    ("TD", "3, gemaakt 22-11-2026 09:41 door M. Voorbeeld"),
    ("TD", "Rust op"),
    ("TD", "besluit PB-2026-0031 (procedureel), geldig t/m 28-02-2027"),
    ("TD", "Voorwaarden"),
    ("TD", "Alleen mondeling bespreken; na het overleg innemen."),
]
_KOP = [
    ("P", "Vertrouwelijke casussamenvatting · Gemeente Den Haag"),
    ("H1", "Yaşar van der Wiełen-Özgür"),
    ("P", "Casus DHZ-2026-0142"),
    *_ONTVANGST,
]
_SLOT = [
    ("H2", "Verantwoording"),
    ("TH", "Besluit"),
    ("TH", "Soort"),
    ("TH", "Zekerheid"),
    ("TH", "Geldig t/m"),
    ("TH", "Voorwaarden"),
    ("TD", "PB-2026-0031"),
    ("TD", "staande toestemming"),
    ("TD", "procedureel"),
    ("TD", "28-02-2027"),
    ("TD", "Alleen mondeling bespreken; na het overleg innemen."),
    ("P", ("Intrekkingen van besluiten zijn bekend t/m 22-11-2026 09:40. Stand van het logboek bij uitgifte: "
          "1842 · 9f3a 51c7.")),
    ("P", ("Deze samenvatting is alleen voor wie bovenaan staat als ontvanger. Zij bevat uitsluitend wat "
          "voor deze ontvanger is goedgekeurd. Geef haar niet door, ook niet aan collega's, zonder overleg met de "
          "casusregisseur, en bewaar haar niet langer dan nodig.")),
    ("P", ("Wie politiegegevens ontvangt, is verplicht die geheim te houden, behalve waar een wettelijk voorschrift "
          "tot verstrekking verplicht of de eigen taak daartoe noodzaakt (artikel 7 van de Wet politiegegevens). Voor "
          "gegevens van andere bronnen kan een eigen geheimhoudingsplicht gelden.")),
    ("P", ("Procedureel: de privacy officer tekende op de computer van de casusregisseur. De handtekening is "
          "gecontroleerd, maar bewijst niets tegenover wie die computer beheert.")),
]  # fmt: skip


def _gelezen(*stukken: Stuk, **anders: object) -> list[tuple[str, str]]:
    """Role and text of everything between the panel at the top and the account at the end."""
    alles = [(rol, regel) for rol, _, regel in structuur(maak_pdf(samenvatting(*stukken, **anders)))]
    return alles[len(_KOP) : -len(_SLOT)]


def test_een_lege_samenvatting_zegt_dat_zij_leeg_is():
    alles = [(rol, regel) for rol, _, regel in structuur(maak_pdf(samenvatting()))]
    assert alles == [*_KOP, ("P", "Deze samenvatting bevat geen gegevens."), *_SLOT]


def test_uitspraken_met_aard_bron_datum_en_doorgeefregel():
    assert _gelezen(
        stuk(1, Rubriek.SIGNALEN, "Scooter", "Rijdt op een dure scooter.", aard=Aard.FEIT, bron="school, mentor",
             datum=date(2026, 11, 2)),
        stuk(2, Rubriek.SIGNALEN, "Koerier", "Zou pakjes wegbrengen.", aard=Aard.AANNAME, bron="buurt",
             doorverstrekking=Doorverstrekking.VRAGEN, velden=(("Plaats", "plein"), ("Tijd", "avond"))),
        stuk(3, Rubriek.SIGNALEN, "", "Vindt school saai.", aard=Aard.MENING, doorverstrekking=Doorverstrekking.NEE),
    ) == [
        ("H2", "Signalen"),
        ("P", "Feit Scooter · bron: school, mentor · 02-11-2026"),
        ("P", "Rijdt op een dure scooter."),
        ("P", "Aanname Koerier · bron: buurt · doorgeven: eerst de bron vragen"),
        ("P", "Zou pakjes wegbrengen."),
        ("P", "Plaats: plein · Tijd: avond"),
        ("P", "Mening niet doorgeven"),
        ("P", "Vindt school saai."),
    ]  # fmt: skip


def test_gegevens_van_de_jongere_staan_per_rij_naast_elkaar():
    assert _gelezen(
        stuk(1, Rubriek.IDENTITEIT, "Zelf", velden=(("Geboren", "03-05-2011"), ("School", "Voorde"), ("Leeg", ""))),
        stuk(2, Rubriek.IDENTITEIT, "Adres", "Plein 1, Den Haag", geheim_adres=True, bron="BRP"),
    ) == [
        ("H2", "Jongere"),
        ("TD", "Geboren"),
        ("TD", "03-05-2011"),
        ("TD", "School"),
        ("TD", "Voorde"),
        ("TD", "Adres"),
        ("TD", "Plein 1, Den Haag"),
        ("TD", "bron: BRP · GEHEIM ADRES, NIET DOORGEVEN"),
    ]  # fmt: skip


def test_antecedenten_met_datum_en_status():
    """The date in the column is when it happened; the date with the source is when it was said."""
    assert _gelezen(
        stuk(1, Rubriek.ANTECEDENTEN, "Overlast", "Vuurwerk.", bron="politie", aard=Aard.FEIT, datum=date(2026, 9, 28),
             velden=((Veld.DATUM, "december 2025"), (Veld.STATUS, "Verdenking"), ("Plaats", "halte"))),
        stuk(2, Rubriek.ANTECEDENTEN, "Diefstal", velden=((Veld.STATUS, "Melding"), (Veld.STATUS, "Tweede"))),
        stuk(3, Rubriek.ANTECEDENTEN, "Toelichting bij een antecedent", "Was erbij.", aard=Aard.AANNAME),
    ) == [
        ("H2", "Antecedenten"),
        ("TH", "Datum"),
        ("TH", "Antecedent"),
        ("TH", "Status"),
        ("TD", "december 2025"),
        ("TD", "Overlast"),
        ("TD", "Vuurwerk."),
        ("TD", "Plaats: halte"),
        ("TD", "Feit · bron: politie · 28-09-2026"),
        ("TD", "Verdenking"),
        ("TD", "onbekend"),
        ("TD", "Diefstal"),
        ("TD", "Status: Tweede"),
        ("TD", "Melding"),
        ("P", "Aanname Toelichting bij een antecedent"),
        ("P", "Was erbij."),
    ]  # fmt: skip


def test_leefgebieden_noemen_de_score_in_woorden_of_als_getal():
    assert _gelezen(
        stuk(1, Rubriek.LEEFGEBIEDEN, "Financiën", "Boetes.", bron="werk",
             velden=((Veld.SCORE, "1 – acute problematiek"), ("Eerder", "3"))),
        stuk(2, Rubriek.LEEFGEBIEDEN, "Huisvesting", velden=((Veld.SCORE, "niet gemeten"),)),
        stuk(3, Rubriek.LEEFGEBIEDEN, "Justitie", velden=((Veld.SCORE, "4"),)),
        stuk(5, Rubriek.LEEFGEBIEDEN, "Netwerk", velden=((Veld.SCORE, "3"),)),
        stuk(4, Rubriek.LEEFGEBIEDEN, "Toelichting bij een leefgebied", "Gezondheid.", aard=Aard.FEIT),
    ) == [
        ("TD", "Laagste leefgebieden"),
        ("TD", "1 Financiën 3 Netwerk"),
        ("H2", "Leefgebieden"),
        ("P", "1 = acuut probleem, 5 = redt zichzelf. Hoe minder gevulde vakjes, hoe groter de zorg."),
        ("TH", "Leefgebied"),
        ("TH", "Score"),
        ("TH", "Toelichting"),
        ("TD", "Financiën"),
        ("TD", "1 – acute problematiek"),
        ("TD", "Boetes."),
        ("TD", "Eerder: 3"),
        ("TD", "bron: werk"),
        ("TD", "Huisvesting"),
        ("TD", "niet gemeten"),
        ("TD", "Justitie"),
        ("TD", "4 van 5"),
        ("TD", "Netwerk"),
        ("TD", "3 van 5"),
        ("P", "Feit Toelichting bij een leefgebied"),
        ("P", "Gezondheid."),
    ]  # fmt: skip


def test_toelichtingen_zonder_het_gegeven_waar_zij_bij_horen_staan_als_uitspraak():
    """Where only the text is approved, no empty row tells that there is more."""
    assert _gelezen(
        stuk(1, Rubriek.LEEFGEBIEDEN, "Toelichting bij een leefgebied", "Boetes."),
        stuk(2, Rubriek.ACTIES, "Resultaat van een actie", "Gelukt."),
    ) == [
        ("H2", "Leefgebieden"),
        ("P", "Toelichting bij een leefgebied"),
        ("P", "Boetes."),
        ("H2", "Acties"),
        ("P", "Resultaat van een actie"),
        ("P", "Gelukt."),
    ]


def test_een_titel_die_de_rubriek_herhaalt_staat_er_niet():
    velden = ((Veld.WIE, "Wij"),)
    assert _gelezen(
        stuk(1, Rubriek.SIGNALEN, "Signaal", "Dure scooter.", bron="school"),
        stuk(
            2, Rubriek.PLAN, "Doel", "Naar school.", velden=((Veld.SPOOR, "perspectief"), (Veld.LEEFGEBIED, "School"))
        ),
        stuk(3, Rubriek.ACTIES, "Actie", "Bellen.", velden=velden),
        stuk(4, Rubriek.ACTIES, "Actie", velden=velden),
        stuk(5, Rubriek.BETROKKENEN, "Betrokken professional", velden=((Veld.NAAM, "P. de Wit"),)),
    ) == [
        ("TD", "Acties"),
        ("TD", "2 van 2 lopen"),
        ("H2", "Signalen"),
        ("P", "bron: school"),
        ("P", "Dure scooter."),
        ("H2", "Plan van aanpak"),
        ("TH", "Perspectief bieden"),
        ("TD", "School"),
        ("TD", "Naar school."),
        ("H2", "Acties"),
        *[("TH", kop) for kop in ("Actie", "Wie", "Gereed op", "Status")],
        *[("TD", cel) for cel in ("Bellen.", "Wij", "", "")],
        *[("TD", cel) for cel in ("Wat er gebeurt, mag hier niet staan.", "Wij", "", "")],
        ("H2", "Betrokken professionals"),
        ("TH", "Naam"),
        ("TD", "P. de Wit"),
    ]


def test_in_het_kort_noemt_als_doelgroep_alleen_de_indeling():
    """A sign such as "negatief rolmodel" stands in the same section, also where the indeling itself is not shared."""
    kenmerk = stuk(1, Rubriek.DOELGROEP, "Negatief rolmodel", id="kenmerk:7", bron="politie")
    indeling = stuk(2, Rubriek.DOELGROEP, "Doorgroeier", "Omdat.", id="indeling:8+9")
    assert _gelezen(kenmerk) == [("H2", "Doelgroep"), ("P", "Negatief rolmodel · bron: politie")]
    assert _gelezen(kenmerk, indeling)[:2] == [("TD", "Doelgroep"), ("TD", "Doorgroeier")]


def test_doelen_staan_in_twee_sporen_naast_elkaar():
    assert _gelezen(
        stuk(1, Rubriek.PLAN, "Wens", "Monteur worden.", aard=Aard.MENING),
        stuk(2, Rubriek.PLAN, "School", "Vier dagen.", velden=((Veld.SPOOR, "perspectief"), ("Leefgebied", "School"))),
        stuk(3, Rubriek.PLAN, "JIM", "Kiezen.", velden=((Veld.SPOOR, "Perspectief bieden"),)),
        stuk(4, Rubriek.PLAN, "Thuis", "Om 22 uur.", velden=((Veld.SPOOR, "grenzen stellen"),)),
    ) == [
        ("H2", "Plan van aanpak"),
        ("P", "Mening Wens"),
        ("P", "Monteur worden."),
        ("TH", "Perspectief bieden"),
        ("TH", "Grenzen stellen"),
        ("TD", "School"),
        ("TD", "Vier dagen."),
        ("TD", "Leefgebied: School"),
        ("TD", "JIM"),
        ("TD", "Kiezen."),
        ("TD", "Thuis"),
        ("TD", "Om 22 uur."),
    ]


def test_lange_doelen_krijgen_de_volle_breedte():
    lang = "Elke week een gesprek. " * 40
    regels = _gelezen(
        stuk(1, Rubriek.PLAN, "School", lang, velden=((Veld.SPOOR, "perspectief"),)),
        stuk(2, Rubriek.PLAN, "Thuis", "Om 22 uur.", velden=((Veld.SPOOR, "grenzen"),)),
    )
    assert regels == [
        ("H2", "Plan van aanpak"),
        ("TH", "Perspectief bieden"),
        ("TD", "School"),
        ("TD", lang.strip()),
        ("TH", "Grenzen stellen"),
        ("TD", "Thuis"),
        ("TD", "Om 22 uur."),
    ]


def test_een_spoor_zonder_doelen_wordt_niet_genoemd():
    regels = _gelezen(stuk(1, Rubriek.PLAN, "School", "Vier dagen.", velden=((Veld.SPOOR, "perspectief"),)))
    assert regels == [
        ("H2", "Plan van aanpak"),
        ("TH", "Perspectief bieden"),
        ("TD", "School"),
        ("TD", "Vier dagen."),
    ]


def test_acties_te_laat_voorop_en_gereed_achteraan():
    def actie(nr: int, titel: str, op: str, status: str, **anders: Any) -> Stuk:
        velden = ((Veld.WIE, f"wie {nr}"), (Veld.GEREED_OP, op), (Veld.STATUS, status))
        return stuk(nr, Rubriek.ACTIES, titel, velden=velden, **anders)

    assert _gelezen(
        actie(1, "Later", "2026-12-08", "bezig"),
        actie(2, "Klaar", "05-11-2026", "gereed"),
        actie(3, "Vandaag", "2026-11-22", "open"),
        actie(4, "Laat", "2026-11-21", "open", tekst="Toelichting.", bron="school"),
        actie(5, "Ooit", "voorjaar", "open"),
        actie(6, "Weg", "2026-10-01", "vervallen"),
    ) == [
        ("TD", "Acties"),
        ("TD", "4 van 6 lopen 1 TE LAAT"),
        ("TD", "Eerstvolgende actie"),
        ("TD", "22-11-2026 Vandaag"),
        ("H2", "Acties"),
        *[("TH", kop) for kop in ("Actie", "Wie", "Gereed op", "Status")],
        *[("TD", cel) for cel in ("Laat", "Toelichting.", "bron: school", "wie 4", "21-11-2026")],
        ("TD", "TE LAAT (1 dag) · open"),
        *[("TD", cel) for cel in ("Vandaag", "wie 3", "22-11-2026", "open")],
        *[("TD", cel) for cel in ("Later", "wie 1", "08-12-2026", "bezig")],
        *[("TD", cel) for cel in ("Ooit", "wie 5", "voorjaar", "open")],
        *[("TD", cel) for cel in ("Weg", "wie 6", "01-10-2026", "vervallen")],
        *[("TD", cel) for cel in ("Klaar", "wie 2", "05-11-2026", "gereed")],
    ]  # fmt: skip


def test_te_laat_telt_in_nederlandse_dagen():
    """At 23:30 in London it is already tomorrow in The Hague."""
    velden = ((Veld.GEREED_OP, "2026-11-22"), (Veld.STATUS, "open"))
    laat = maak_pdf(
        samenvatting(stuk(1, Rubriek.ACTIES, "A", velden=velden), gemaakt_op=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    )
    op_tijd = maak_pdf(
        samenvatting(stuk(1, Rubriek.ACTIES, "A", velden=velden), gemaakt_op=datetime(2026, 11, 22, 22, 30, tzinfo=UTC))
    )
    assert ("TE LAAT" in tekst(laat), "TE LAAT" in tekst(op_tijd)) == (True, False)


def test_betrokkenen_met_hun_labels_als_kolommen():
    assert _gelezen(
        stuk(1, Rubriek.BETROKKENEN, "P. de Wit", velden=(("Organisatie", "Politie"), ("Functie", "wijkagent"),
             ("Rol", "contact"), ("Telefoon", "070-0000000"))),
        stuk(2, Rubriek.BETROKKENEN, "S. Bakker", velden=(("Functie", "jongerenwerker"), ("Functie", "coach"))),
    ) == [
        ("H2", "Betrokken professionals"),
        *[("TH", kop) for kop in ("Naam", "Organisatie", "Functie", "Rol")],
        *[("TD", cel) for cel in ("P. de Wit", "Telefoon: 070-0000000", "Politie", "wijkagent", "contact")],
        *[("TD", cel) for cel in ("S. Bakker", "Functie: coach", "", "jongerenwerker", "")],
    ]  # fmt: skip


def test_een_label_dat_geen_kolomkop_kan_zijn_staat_onder_de_naam():
    lang = ("label " * 40).strip()
    regels = _gelezen(stuk(1, Rubriek.BETROKKENEN, "P. de Wit", velden=((lang, "waarde"), ("Rol", "contact"))))
    assert regels == [
        ("H2", "Betrokken professionals"),
        ("TH", "Naam"),
        ("TH", "Rol"),
        ("TD", "P. de Wit"),
        ("TD", f"{lang}: waarde"),
        ("TD", "contact"),
    ]


def test_rubrieken_staan_in_de_volgorde_van_de_bladzijde():
    stukken = [stuk(nr, rubriek, "Titel") for nr, rubriek in enumerate(reversed(Rubriek))]
    koppen = [regel for rol, regel in _gelezen(*stukken) if rol == "H2"]
    assert koppen == [
        "Jongere",
        "Doelgroep",
        "Aanleiding",
        "Tafels",
        "Antecedenten",
        "Leefgebieden",
        "Netwerk",
        "Signalen",
        "Plan van aanpak",
        "Acties",
        "Interventies",
        "Besluiten van tafels",
        "Budget",
        "Betrokken professionals",
        "Bijlagen",
    ]


def test_elk_blad_draagt_merk_ontvanger_herkomst_stand_en_nummer():
    inhoud = maak_pdf(gewone_casus())
    gelezen = bladen(inhoud)
    marges = [
        "VERTROUWELIJK Exemplaar 3 · Politie Eenheid Den Haag – wijkagent Moerwijk Gemeente Den Haag · casus "
        "DHZ-2026-0142 · gemaakt 22-11-2026 09:41 · door M. Voorbeeld Intrekkingen bekend t/m 22-11-2026 09:40 · "
        f"logstand 1842 · 9f3a 51c7 Pagina {nr} van {len(gelezen)} "
        for nr in range(1, len(gelezen) + 1)
    ]
    assert [blad[: len(marge)] for blad, marge in zip(gelezen, marges, strict=True)] == marges


def test_pagina_x_van_y_klopt_bij_veel_bladen():
    gelezen = bladen(maak_pdf(zware_casus()))
    assert len(gelezen) > 10
    assert [blad.count(f"Pagina {nr} van {len(gelezen)} ") for nr, blad in enumerate(gelezen, 1)] == [1] * len(gelezen)


def test_een_voorbeeld_heet_proef_en_heeft_geen_nummer():
    for zaak in (gewone_casus(), interne_casus()):
        inhoud = maak_pdf(replace(zaak, exemplaar=0))
        gelezen = bladen(inhoud)
        assert [blad.count("Proef") for blad in gelezen] == [1] * len(gelezen)
        assert "Exemplaar 0" not in " ".join(gelezen)
        assert any("proef, gemaakt" in regel for _, _, regel in structuur(inhoud))


def test_interne_afdruk_is_op_elk_blad_herkenbaar_en_noemt_wat_ontbreekt():
    inhoud = maak_pdf(interne_casus())
    merk = "VERTROUWELIJK · INTERN – NIET VERSTREKKEN Exemplaar 1 "
    assert [blad[: len(merk)] for blad in bladen(inhoud)] == [merk] * len(bladen(inhoud))
    regels = [regel for _, _, regel in structuur(inhoud)]
    assert regels[0] == "Interne casussamenvatting, vertrouwelijk · Gemeente Den Haag"
    assert "4 onderdelen van dit dossier vallen nu niet onder een besluit om te delen." in regels
    assert "Nog niets vastgelegd bij: Netwerk." in regels
    assert not any("politiegegevens ontvangt" in regel for regel in regels)


def test_een_lege_interne_afdruk_noemt_elke_rubriek():
    regels = [regel for _, _, regel in structuur(maak_pdf(samenvatting(intern=True, besluiten=(), weggelaten=1)))]
    assert "1 onderdeel van dit dossier valt nu niet onder een besluit om te delen." in regels
    assert (
        "Nog niets vastgelegd bij: Jongere, Doelgroep, Aanleiding, Antecedenten, Leefgebieden, Netwerk, Signalen, "
        "Plan van aanpak, Acties, Betrokken professionals." in regels
    )


def test_derden_worden_alleen_intern_gemeld():
    derden = stuk(1, Rubriek.NETWERK, "Broer", "Is ouder.", derden=True, aard=Aard.FEIT)
    binnen = [regel for _, _, regel in structuur(maak_pdf(samenvatting(derden, intern=True)))]
    assert "Feit Broer · gaat ook over anderen" in binnen
    assert _gelezen(derden) == [("H2", "Netwerk"), ("P", "Feit Broer"), ("P", "Is ouder.")]


def test_meer_besluiten_staan_kort_bovenaan_en_geheel_onderaan():
    besluiten = tuple(
        BesluitVermelding(f"PB-{nr}", "document", "cryptografisch", date(2027, 1, nr), "Niet kopiëren. " * nr * 8)
        for nr in (3, 1, 2)
    )
    regels = [regel for _, _, regel in structuur(maak_pdf(samenvatting(besluiten=besluiten)))]
    assert "3 besluiten, het eerste geldig t/m 01-01-2027; zie Verantwoording" in regels
    assert "Niet kopiëren. " * 13 + "Niet… (geheel onder Verantwoording)" in regels
    assert [("Niet kopiëren. " * nr * 8).strip() in regels for nr in (3, 1, 2)] == [True] * 3
    assert regels[-1].startswith("Cryptografisch: de privacy officer tekende met een sleutel die buiten deze computer")


def test_het_casusnummer_vervangt_een_naam_die_niet_gedeeld_mag_worden():
    regels = [(rol, regel) for rol, _, regel in structuur(maak_pdf(samenvatting(naam="DHZ-2026-0142")))]
    assert regels[1:3] == [("H1", "Casus DHZ-2026-0142"), ("TD", "Voor")]


def test_lange_namen_staan_voluit_op_het_eerste_blad_en_gekort_in_de_balk():
    zwaar = zware_casus()
    regels = [regel for _, _, regel in structuur(maak_pdf(zwaar))]
    assert regels[1] == zwaar.naam
    assert f"{zwaar.organisatie} – {zwaar.functie}" in regels
    balken = {blad.split(" Gemeente Den Haag")[0] for blad in bladen(maak_pdf(zwaar))}
    (balk,) = balken
    assert balk.startswith("VERTROUWELIJK Exemplaar 3 · Samenwerkingsverband Passend")
    assert balk.endswith("…")


def test_tekst_van_vijfduizend_tekens_en_tweehonderd_acties_staan_er_helemaal():
    zwaar = zware_casus()
    gelezen = zonder_wit(" ".join(regel for _, _, regel in structuur(maak_pdf(zwaar))))
    lang = [s for s in zwaar.stukken if len(s.tekst) > 4900]
    assert len(lang) == 2
    assert [gelezen.count(zonder_wit(s.tekst)) for s in lang] == [2, 2]  # both hold the same text
    acties = [zonder_wit(s.titel) for s in zwaar.stukken if s.rubriek is Rubriek.ACTIES]
    assert (len(acties), [actie for actie in acties if actie not in gelezen]) == (200, [])


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_een_tweede_lezer_vindt_dezelfde_woorden():
    """poppler orders table cells in its own way; the words are the same ones, each as often."""
    for casus in (gewone_casus(), interne_casus(), samenvatting()):
        inhoud = maak_pdf(casus)
        assert sorted(pdftotext(inhoud).split()) == sorted(tekst(inhoud).split())


def test_opmaak_in_tekst_is_tekst():
    boef = "<b>vet</b> &amp; <a href='http://x'>klik</a> <img src='/etc/passwd'/> <!-- --> ]]> \\ (haak"
    inhoud = maak_pdf(samenvatting(stuk(1, Rubriek.SIGNALEN, boef, boef, bron=boef, velden=((boef, boef),)), naam=boef))
    assert zonder_wit(tekst(inhoud)).count(zonder_wit(boef)) == 6
    assert b"/URI" not in inhoud
    assert b"/Annots" not in inhoud


def test_delen_zonder_besluit_is_een_fout_in_het_programma():
    with pytest.raises(ValueError, match="at least one approval"):
        maak_pdf(samenvatting(stuk(1, Rubriek.SIGNALEN, "Titel"), besluiten=()))


def test_wat_niet_is_ingevuld_laat_geen_leeg_kopje_na():
    kaal = samenvatting(
        stuk(1, Rubriek.LEEFGEBIEDEN, "Financiën", velden=((Veld.SCORE, "5"),)),
        intern=True, besluiten=(), gemeente="", overleg="", gemaakt_door="", logstand="",
    )  # fmt: skip
    inhoud = maak_pdf(kaal)
    assert [regel for _, _, regel in structuur(inhoud)][:7] == [
        "Interne casussamenvatting, vertrouwelijk",
        "Yaşar van der Wiełen-Özgür",
        "Casus DHZ-2026-0142",
        "Intern",
        (
            "Verstrek deze afdruk aan niemand. Zij is voor de eigen casusregisseur en kan meer bevatten dan met "
            "anderen gedeeld mag worden. Maak voor een ontvanger een eigen samenvatting."
        ),
        "Voor",
        "Politie Eenheid Den Haag – wijkagent Moerwijk",
    ]
    balk = (
        "INTERN – NIET VERSTREKKEN Exemplaar 3 casus DHZ-2026-0142 · gemaakt 22-11-2026 09:41 Intrekkingen bekend t/m"
    )
    assert f"{balk} 22-11-2026 09:40 Pagina 1 van 1 " in bladen(inhoud)[0]


def test_een_volle_interne_afdruk_mist_niets():
    alles = [stuk(nr, rubriek, "Titel") for nr, rubriek in enumerate(Rubriek)]
    assert "Nog niets vastgelegd" not in tekst(maak_pdf(samenvatting(*alles, intern=True)))


def test_een_moment_zonder_tijdzone_is_een_fout_in_het_programma():
    with pytest.raises(ValueError, match="naive datetime"):
        maak_pdf(replace(samenvatting(besluiten=(BESLUIT,)), gemaakt_op=datetime(2026, 11, 22, 9, 41)))  # noqa: DTZ001


def test_an_action_stands_in_one_row_with_its_words_its_result_and_what_it_waits_for() -> None:
    velden = ((Veld.WIE, "Wij"), (Veld.STATUS, "Open"))
    wacht = (*velden, (Veld.WACHT, "op een andere actie"))
    een = stuk(1, Rubriek.ACTIES, "Actie", velden=velden)
    woorden = replace(stuk(2, Rubriek.ACTIES, "Actie", "Bellen.", bij=een.id), id="uitspraak:2")
    tegen = replace(stuk(3, Rubriek.ACTIES, "Reactie", "Liever niet."), id=f"reactie:{tekst_in(woorden)}+9")
    uitslag = stuk(4, Rubriek.ACTIES, "Resultaat van een actie", "Is gelukt.", bij=een.id)
    twee = stuk(5, Rubriek.ACTIES, "Actie", "Mailen.", velden=wacht, wacht_op=een.id)

    def rijen(*stukken: Stuk) -> list[str]:
        gelezen = _gelezen(*stukken)
        return [woord for soort, woord in gelezen[gelezen.index(("TH", "Status")) + 1 :] if soort in ("TD", "P")]

    alles = rijen(een, woorden, tegen, uitslag, twee)
    assert alles == [
        *("Bellen.", "Reactie", "Liever niet.", "Resultaat", "Is gelukt.", "Wij", "", "Open"),
        *("Mailen.", "Wacht: eerst: Bellen.", "Wij", "", "Open"),
    ]
    # To who gets only the second nothing tells that there is a first, nor of the first without its words what it is.
    assert rijen(twee) == ["Mailen.", "Wij", "", "Open"]
    assert rijen(een, twee) == ["Wat er gebeurt, mag hier niet staan.", *("Wij", "", "Open"), *rijen(twee)]
