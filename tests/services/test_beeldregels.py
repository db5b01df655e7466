"""Settled numbers one per line: each once, parts add up to their total, and what the ministry asks is there (003)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from pmg_desk.domain.beeld import TOTAAL, As, Knoop, Tabel, Tabelnaam, Wijze
from pmg_desk.domain.beeldmetingen import INTERVENTIE, PER_SLEUTEL, THEMA, WIJK
from pmg_desk.domain.beeldschema import Beeldschema
from pmg_desk.paths import resources_map
from pmg_desk.services import beeldassen
from pmg_desk.services.beeld import BuitenDeTabellen, list_metingen, toon_tabel
from pmg_desk.services.beeldregels import DEFINITIEKOLOMMEN, KOLOMMEN
from pmg_desk.services.beelduitvoer import Uitvoerbestand, Uitvoerkeuze, Uitvoersoort, export_beeld
from tests.beeldbouw import GEBIED, INSTROOM, SCHEMA, Telling, getoond, tabel, vastgesteld
from tests.wereld import Wereld, gemeente

_WIJK = ("gebied", "leeftijd")
_TELLING: Telling = {("noord_a", "jong"): 106, ("noord_a", "oud"): 3, ("noord_b", "oud"): 112, ("zuid", "oud"): 106}
_DUUR: Telling = {("jong", "kort"): 106, ("oud", "lang"): 221}
_Q3 = Uitvoerkeuze("2026-Q3", "2026-Q3", voor_wie="de monitor")
Regel = dict[str, str]


def _lees(inhoud: bytes) -> list[Regel]:
    """As Dutch Excel, R (read.csv2) and pandas (sep=";", encoding="utf-8-sig") take it."""
    return list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


def _uitgevoerd(wereld: Wereld, keuze: Uitvoerkeuze = _Q3) -> Uitvoerbestand:
    return export_beeld(wereld.privacy, Uitvoersoort.CSV, keuze)


@pytest.fixture
def q3(wereld: Wereld) -> Wereld:
    vastgesteld(
        wereld.privacy,
        "2026-Q3",
        getoond(tabel("2026-Q3", "instroom", _WIJK, _TELLING), frozenset({("noord_a", TOTAAL)})),
        getoond(tabel("2026-Q3", "instroom", ("leeftijd", "duur"), _DUUR)),
        getoond(tabel("2026-Q3", "stand", _WIJK, {("zuid", "oud"): 220})),
    )
    return wereld


def test_a_table_has_one_name_on_screen_in_a_refusal_and_in_files(wereld: Wereld) -> None:
    """The longest axis stands down and is named first, also where the catalogue has it second."""
    assen = ("leeftijd", "gebied")
    schema = replace(SCHEMA, metingen={"stand": replace(SCHEMA.metingen["stand"], tabellen=(assen,))})
    vastgesteld(
        wereld.privacy, "2026-Q3", getoond(tabel("2026-Q3", "stand", assen, {("oud", "zuid"): 220})), schema=schema
    )
    naam = "Wijk of buurt × Leeftijd"
    (meting,) = list_metingen(wereld.lezer, "2026-Q3")
    assert meting.tabelnamen == (naam,)
    with pytest.raises(BuitenDeTabellen) as weigering:
        toon_tabel(wereld.lezer, "stand", ("leeftijd", "duur"), "2026-Q3")
    assert weigering.value.doe == f"Er is wel: {naam}."
    assert {rij["tabel"] for rij in _lees(_uitgevoerd(wereld).inhoud)} == {"", naam}
    werkmap = export_beeld(wereld.privacy, Uitvoersoort.XLSX, _Q3).inhoud
    bladen = load_workbook(io.BytesIO(werkmap))
    assert {rij[7] for rij in bladen["Onderdelen"].iter_rows(min_row=2, values_only=True)} == {naam}
    assert ["Wijk of buurt", "Totaal", "tot en met 11 jaar", "12 jaar en ouder"] in [
        list(rij[:4]) for rij in bladen["Tabellen"].values
    ]


def test_the_csv_has_every_number_once_with_all_that_belongs_to_it(q3: Wereld) -> None:
    bestand = _uitgevoerd(q3)
    rijen = _lees(bestand.inhoud)
    plekken = [(r["meting"], r["wijk"], r["buurt"], r["categorie_1"], r["categorie_2"]) for r in rijen]
    assert len(plekken) == len(set(plekken)) == 15 + 6 + 15  # the total, and that of each age, are in two tables
    per = dict(zip(plekken, rijen, strict=True))
    code = per["instroom", "", "", "", ""]["definitie"]
    assert per["instroom", "", "", "", ""] == {
        "bestand": "1",
        "kwartaal": "2026-Q3",
        "van": "2026-07-01",
        "peildatum": "2026-09-30",
        "vastgesteld_op": "2026-11-23",
        "meting": "instroom",
        "onderwerp": "Instroom",
        "definitie": code,
        "eenheid": "casussen",
        "telling": "stroom",
        "soort_rij": "totaal",
        "tabel": "",
        "wijk": "",
        "buurt": "",
        "thema": "",
        "niveau": "",
        "interventie": "",
        "uitsplitsing_1": "",
        "categorie_1": "",
        "uitsplitsing_2": "",
        "categorie_2": "",
        "waarde": "327",
        "merk": "getoond",
        "drempel": "5",
        "werkwijze": "afschermen",
    }
    klein = per["instroom", "Noord", "Noord A", "12 jaar en ouder", ""]
    assert (klein["waarde"], klein["merk"], klein["soort_rij"]) == ("", "afgeschermd", "onderdeel")
    assert (klein["uitsplitsing_1"], klein["tabel"]) == ("Leeftijd", "Wijk of buurt × Leeftijd")
    assert per["instroom", "Noord", "", "12 jaar en ouder", ""]["soort_rij"] == "totaal"
    assert per["instroom", "", "", "tot en met 11 jaar", "tot 2 weken"]["waarde"] == "106"
    assert list(rijen[0]) == list(KOLOMMEN)
    definities = _lees(bestand.definities)
    assert list(definities[0]) == list(DEFINITIEKOLOMMEN)
    assert {een["definitie"] for een in definities} == {een["definitie"] for een in rijen}
    (mijn,) = [een for een in definities if een["definitie"] == code]
    assert (mijn["omschrijving"], mijn["vanaf"], mijn["tot_en_met"]) == (INSTROOM.definitie, "2026-Q3", "2026-Q3")
    assert mijn["bron"] == "Uitvoeringsprogramma Preventie met gezag in Den Haag Zuidwest, §4.2"


def test_the_parts_of_one_table_add_up_to_the_total(q3: Wereld) -> None:
    """What a pivot table does with it: nobody counts twice, as long as one table is taken."""
    som: Counter[tuple[str, str]] = Counter()
    aantal: Counter[tuple[str, str]] = Counter()
    for rij in _lees(_uitgevoerd(q3).inhoud):
        if rij["soort_rij"] == "onderdeel":
            som[rij["meting"], rij["tabel"]] += int(rij["waarde"] or 3)  # the small one is 3
            aantal[rij["meting"], rij["tabel"]] += 1
    assert som == {
        ("instroom", "Wijk of buurt × Leeftijd"): 327,
        ("instroom", "Leeftijd × Duur"): 327,
        ("stand", "Wijk of buurt × Leeftijd"): 220,
    }
    assert set(aantal.values()) == {6, 4}


def test_a_quarter_keeps_its_own_definition_and_that_shows(q3: Wereld) -> None:
    anders = replace(INSTROOM, definitie="Anders geteld.", tabellen=(_WIJK,))
    schema = replace(SCHEMA, metingen={"instroom": anders})
    getallen = getoond(tabel("2026-Q4", "instroom", _WIJK, _TELLING))
    vastgesteld(q3.privacy, "2026-Q4", getallen, schema=schema)
    bestand = _uitgevoerd(q3, replace(_Q3, tot="2026-Q4", metingen=("instroom",)))
    per_kwartaal = {(rij["kwartaal"], rij["definitie"]) for rij in _lees(bestand.inhoud)}
    assert len(per_kwartaal) == 2
    assert {(een["vanaf"], een["definitie"]) for een in _lees(bestand.definities)} == per_kwartaal
    assert {een["omschrijving"] for een in _lees(bestand.definities)} == {INSTROOM.definitie, "Anders geteld."}


def test_a_label_that_looks_like_a_formula_runs_nowhere(wereld: Wereld) -> None:
    knopen = tuple(replace(een, label="=1+1") if een.sleutel == "zuid" else een for een in GEBIED.knopen)
    schema = replace(SCHEMA, assen={**SCHEMA.assen, "gebied": replace(GEBIED, knopen=knopen)})
    schema = replace(schema, metingen={"stand": schema.metingen["stand"]})
    vastgesteld(
        wereld.privacy, "2026-Q3", getoond(tabel("2026-Q3", "stand", _WIJK, {("zuid", "oud"): 220})), schema=schema
    )
    assert {rij["wijk"] for rij in _lees(_uitgevoerd(wereld).inhoud)} == {"", "Noord", "'=1+1"}


def test_the_ministry_finds_who_began_completed_and_broke_off_per_interventie_theme_and_level(wereld: Wereld) -> None:
    profiel = gemeente("den-haag-zuidwest")
    alle = beeldassen.assen(profiel)
    buiten = Knoop("_los", "niet in het profiel", next(k.sleutel for k in alle[THEMA].knopen))
    interventies = replace(alle[INTERVENTIE], knopen=(*alle[INTERVENTIE].knopen, buiten))
    schema_assen: dict[str, As] = {**{een: alle[een] for een in (WIJK, THEMA)}, INTERVENTIE: interventies}
    metingen = ("inzet_begonnen", "inzet_afgerond", "inzet_afgebroken")
    schema = Beeldschema(
        schema_assen, {een: PER_SLEUTEL[een] for een in metingen}, dict.fromkeys(metingen, Wijze.AFSCHERMEN)
    )
    verwacht, tabellen = {}, []
    for nr, meting in enumerate(metingen):
        telling: dict[tuple[str, ...], int] = {}
        for plaats, een in enumerate(profiel.interventies.values()):
            telling[een.sleutel,] = 10 * plaats + nr + 5
            thema, niveau = profiel.themas.get(een.thema or ""), profiel.niveaus.get(een.niveau or "")
            waar = (
                thema.label if thema else "ander of geen thema",
                niveau.label if niveau else "niveau niet bekend",
                een.naam,
            )
            verwacht[meting, *waar] = str(telling[een.sleutel,])
        per_wijk: Telling = {(alle[WIJK].bladeren[0].sleutel, alle[THEMA].bladeren[0].sleutel): 9}
        paren: tuple[tuple[tuple[str, ...], Telling], ...] = (((INTERVENTIE,), telling), ((WIJK, THEMA), per_wijk))
        for as_, aantallen in paren:
            naam = Tabelnaam("2026-Q3", meting, as_)
            tabellen.append(getoond(Tabel(naam, tuple(schema_assen[een] for een in as_), aantallen)))
    vastgesteld(wereld.privacy, "2026-Q3", *tabellen, schema=schema)
    rijen = _lees(_uitgevoerd(wereld).inhoud)
    gevonden = {
        (r["meting"], r["thema"], r["niveau"], r["interventie"]): r["waarde"]
        for r in rijen
        if r["interventie"] and not r["interventie"].startswith(("interventie die", "niet in het"))
    }
    assert len({thema for _, thema, _, _ in gevonden}) >= 4
    assert gevonden == verwacht
    eerste = profiel.themas[next(iter(profiel.themas))].label
    los = [r for r in rijen if r["interventie"] == "niet in het profiel"]
    assert {(r["thema"], r["niveau"], r["soort_rij"]) for r in los} == {(eerste, "", "onderdeel")}
    per_thema = [r for r in rijen if r["thema"] == eerste and not r["niveau"] + r["interventie"] + r["wijk"]]
    assert [r["soort_rij"] for r in per_thema] == ["totaal"] * 3  # once per measure, though two tables have it
    assert {r["uitsplitsing_1"] for r in rijen} == {""}  # each has a column of its own


def test_the_manual_explains_every_column() -> None:
    tekst = (resources_map() / "handleiding" / "beeld.md").read_text(encoding="utf-8")
    rijen = [regel.split("|")[1] for regel in tekst.splitlines() if regel.startswith("| ")]
    genoemd = [kolom.strip() for rij in rijen for kolom in rij.split(",")]
    assert sorted(kolom for kolom in genoemd if kolom in KOLOMMEN) == sorted(KOLOMMEN)
