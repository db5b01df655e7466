"""The workbook, read back: days are days, a hidden number is a sign, parts and totals stand apart, and it explains."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from pmg_desk.domain.beeld import TOTAAL, Wijze
from pmg_desk.domain.beeldgetal import VERBORGEN
from pmg_desk.services.beelduitvoer import Uitvoerkeuze, Uitvoersoort, export_beeld
from tests.beeldbouw import GEBIED, SCHEMA, Telling, getoond, tabel, vastgesteld
from tests.casusbouw import maak
from tests.wereld import Wereld

_WIJK = ("gebied", "leeftijd")
_TELLING: Telling = {("noord_a", "jong"): 106, ("noord_a", "oud"): 3, ("noord_b", "oud"): 112, ("zuid", "oud"): 1106}
_Q3 = Uitvoerkeuze("2026-Q3", "2026-Q3", voor_wie="de raad", tekst="=HYPERLINK(1)\nDit viel op.")
BLADEN = ["Toelichting", "Per categorie", "Tabellen", "Onderdelen", "Totalen", "Definities", "Vaststelling"]
_DAG = datetime(2026, 9, 30)  # noqa: DTZ001 - a workbook knows no time zones


def _stel_vast(wereld: Wereld, wijze: Wijze = Wijze.AFSCHERMEN) -> None:
    vastgesteld(
        wereld.privacy,
        "2026-Q3",
        getoond(tabel("2026-Q3", "instroom", _WIJK, _TELLING), frozenset({("noord_a", TOTAAL)}), wijze),
        getoond(tabel("2026-Q3", "instroom", ("leeftijd", "duur"), {("jong", "kort"): 106}), wijze=wijze),
        getoond(tabel("2026-Q3", "stand", _WIJK, {("zuid", "oud"): 220})),
    )


def _bestand(wereld: Wereld, keuze: Uitvoerkeuze = _Q3) -> bytes:
    return export_beeld(wereld.privacy, Uitvoersoort.XLSX, keuze).inhoud


@pytest.fixture
def werkmap(wereld: Wereld) -> Workbook:
    _stel_vast(wereld)
    return load_workbook(io.BytesIO(_bestand(wereld)))


def _rijen(werkmap: Workbook, blad: str) -> list[dict[str, object]]:
    kop, *rijen = werkmap[blad].iter_rows()
    return [{str(k.value): c.value for k, c in zip(kop, rij, strict=True)} for rij in rijen]


def test_numbers_are_numbers_days_are_days_and_a_hidden_number_is_never_an_empty_cell(werkmap: Workbook) -> None:
    assert werkmap.sheetnames == BLADEN
    for blad in ("Per categorie", "Onderdelen", "Totalen"):
        rijen = _rijen(werkmap, blad)
        assert {type(rij["Waarde"]) for rij in rijen} == ({int} if blad == "Per categorie" else {int, str})
        assert {rij["Waarde"] for rij in rijen if rij["Merk"] == "afgeschermd"} <= {VERBORGEN}
        assert VERBORGEN not in {rij["Waarde"] for rij in rijen if rij["Merk"] == "getoond"}
        assert {rij["Peildatum"] for rij in rijen} == {_DAG}
    cellen = [cel for rij in werkmap["Onderdelen"].iter_rows() for cel in rij if cel.value == VERBORGEN]
    assert {(cel.data_type, cel.fill.patternType) for cel in cellen} == {("s", "lightUp")}
    vaststelling = _rijen(werkmap, "Vaststelling")[0]
    assert (vaststelling["Peildatum"], vaststelling["Drempel"], vaststelling["Onderwerp"]) == (_DAG, 5, "Instroom")
    assert str(vaststelling["Hoe kleine getallen uit beeld blijven"]).startswith("Getallen van 1 tot en met 4")


def test_a_pivot_over_one_table_counts_nobody_twice(werkmap: Workbook) -> None:
    onder, boven = (_rijen(werkmap, blad) for blad in ("Onderdelen", "Totalen"))
    assert {rij["Soort rij"] for rij in onder} == {"onderdeel"}
    assert {rij["Soort rij"] for rij in boven} == {"totaal"}
    een = [r["Waarde"] for r in onder if (r["Onderwerp"], r["Tabel"]) == ("Instroom", "Wijk of buurt × Leeftijd")]
    getallen = [waarde for waarde in een if isinstance(waarde, int)]
    (totaal,) = [r["Waarde"] for r in boven if r["Onderwerp"] == "Instroom" and not (r["Wijk"] or r["Categorie 1"])]
    assert (sum(getallen), len(een) - len(getallen), totaal) == (1324, 1, 1327)  # one part is hidden: 3
    assert {rij["Wijk"] for rij in boven if rij["Buurt"]} == {"Noord"}


def test_what_is_hidden_in_a_crossing_is_answered_along_its_edges(wereld: Wereld) -> None:
    """The question how many per wijk: every part of the crossing is small, and the sums are right all the same."""
    delen: Telling = {(wijk, oud): 3 for wijk in ("noord_a", "noord_b", "zuid") for oud in ("jong", "oud")}
    vastgesteld(
        wereld.privacy,
        "2026-Q3",
        getoond(tabel("2026-Q3", "stand", _WIJK, delen)),
        getoond(tabel("2026-Q3", "instroom", _WIJK, {**delen, ("noord_b", "oud"): 0, ("noord_b", "jong"): 0})),
        getoond(tabel("2026-Q3", "instroom", ("leeftijd", "duur"), {("jong", "kort"): 6, ("oud", "kort"): 6})),
    )
    werkmap = load_workbook(io.BytesIO(_bestand(wereld)))
    rijen = _rijen(werkmap, "Per categorie")
    stand = [
        tuple(r[een] for een in ("Indeling", "Hoofdcategorie", "Categorie", "Waarde", "Som volledig", "Juiste totaal"))
        for r in rijen
        if r["Onderwerp"] == "Open casussen"
    ]
    assert stand == [
        ("Wijk of buurt", "Noord", "Noord A", 6, "ja", "18 casussen"),
        ("Wijk of buurt", "Noord", "Noord B", 6, "ja", "18 casussen"),
        ("Wijk of buurt", "Zuid", "Zuid", 6, "ja", "18 casussen"),
        ("Leeftijd", "tot en met 11 jaar", "tot en met 11 jaar", 9, "ja", "18 casussen"),
        ("Leeftijd", "12 jaar en ouder", "12 jaar en ouder", 9, "ja", "18 casussen"),
    ]
    # once, though two tables have it
    assert [r["Indeling"] for r in rijen if r["Onderwerp"] == "Instroom"].count("Leeftijd") == 2
    onder = [r for r in _rijen(werkmap, "Onderdelen") if r["Onderwerp"] == "Open casussen"]
    assert {(r["Waarde"], r["Som volledig"], r["Juiste totaal"]) for r in onder} == {(VERBORGEN, "nee", "18 casussen")}
    per_tabel = {(r["Tabel"], r["Som volledig"]) for r in _rijen(werkmap, "Onderdelen") if r["Onderwerp"] == "Instroom"}
    assert per_tabel == {("Wijk of buurt × Leeftijd", "nee"), ("Leeftijd × Duur", "ja")}


def test_a_whole_that_is_shown_stands_for_its_hidden_parts_and_what_is_hidden_too_says_so(wereld: Wereld) -> None:
    heel: Telling = {("noord_a", "oud"): 3, ("noord_b", "oud"): 12, ("zuid", "oud"): 9}
    deels: Telling = {("noord_a", "oud"): 3, ("zuid", "oud"): 9}
    vastgesteld(
        wereld.privacy,
        "2026-Q3",
        getoond(tabel("2026-Q3", "stand", _WIJK, heel)),
        getoond(tabel("2026-Q3", "instroom", _WIJK, deels), frozenset({(TOTAAL, TOTAAL)})),
        getoond(tabel("2026-Q3", "instroom", ("leeftijd", "duur"), {}), frozenset({(TOTAAL, TOTAAL)})),
    )
    wijken = [
        tuple(r[een] for een in ("Hoofdcategorie", "Categorie", "Waarde", "Som volledig", "Juiste totaal"))
        for r in _rijen(load_workbook(io.BytesIO(_bestand(wereld))), "Per categorie")
        if r["Indeling"] == "Wijk of buurt"
    ]
    assert wijken == [
        ("Noord", "Noord A", VERBORGEN, "nee", f"{VERBORGEN} (afgeschermd)"),
        ("Noord", "Noord B", 0, "nee", f"{VERBORGEN} (afgeschermd)"),
        ("Zuid", "Zuid", 9, "nee", f"{VERBORGEN} (afgeschermd)"),
        ("Noord", "Noord", 15, "ja", "24 casussen"),
        ("Zuid", "Zuid", 9, "ja", "24 casussen"),
    ]


def test_the_explanation_sends_each_question_to_its_sheet(werkmap: Workbook) -> None:
    uitleg = {str(a): str(b) for a, b in werkmap["Toelichting"].iter_rows(max_col=2, values_only=True)}
    assert uitleg["Per wijk of per groep"].startswith("Neem het blad Per categorie.")
    assert uitleg["Twee indelingen samen"].startswith("Neem het blad Onderdelen,")
    assert "kiest Excel Aantal in plaats van Som" in uitleg["Draaitabel"]
    for blad in ("Per categorie", "Onderdelen", "Totalen"):
        assert {str(cel.value) for cel in werkmap[blad][1]} <= set(uitleg)


def test_the_tables_stand_as_on_the_screen_and_the_explanation_is_in_front(werkmap: Workbook) -> None:
    regels = [[cel for cel in rij if cel is not None] for rij in werkmap["Tabellen"].values]
    begin = regels.index(["casussen van 1 juli 2026 tot en met 30 september 2026"])
    assert regels[begin + 2 : begin + 8] == [
        ["Wijk of buurt", "Totaal", "tot en met 11 jaar", "12 jaar en ouder"],
        ["Totaal", 1327, 106, 1221],
        ["Noord", 221, 106, 115],
        ["Noord A", VERBORGEN, 106, VERBORGEN],
        ["Noord B", 112, 0, 112],
        ["Zuid", 1106, 0, 1106],
    ]
    assert werkmap["Tabellen"].freeze_panes == "B2"
    uitleg = {str(a): str(b) for a, b in werkmap["Toelichting"].iter_rows(max_col=2, values_only=True)}
    assert uitleg["Bestand"] == "Nummer 1 in het register van gemaakte bestanden"
    assert uitleg["Gemaakt"] == "Op 23 november 2026, door een privacy officer"
    assert (uitleg["Voor wie"], uitleg["Van de maker"]) == ("de raad", _Q3.tekst)
    assert uitleg["3e kwartaal 2026"].endswith(
        "Peildatum: 30 september 2026. Vastgesteld op 23 november 2026. Kleinste getal dat te zien is: 5."
    )
    assert uitleg[VERBORGEN] == (
        "Afgeschermd: dit getal is 1 tot en met 4, of zou een ander klein getal verraden; het kan ook 0 zijn."
    )
    assert set(BLADEN[1:]) <= {sleutel.removeprefix("Blad ") for sleutel in uitleg}
    definities = _rijen(werkmap, "Definities")
    assert definities[0]["Omschrijving"] == SCHEMA.metingen["instroom"].definitie
    assert str(definities[0]["Bron"]).startswith("Uitvoeringsprogramma Preventie met gezag")


def test_nothing_typed_or_named_runs_in_it(wereld: Wereld) -> None:
    knopen = tuple(replace(een, label="=1+1") if een.sleutel == "zuid" else een for een in GEBIED.knopen)
    schema = replace(SCHEMA, assen={**SCHEMA.assen, "gebied": replace(GEBIED, knopen=knopen)})
    schema = replace(schema, metingen={"stand": schema.metingen["stand"]})
    stand = getoond(tabel("2026-Q3", "stand", _WIJK, {("zuid", "oud"): 220}))
    vastgesteld(wereld.privacy, "2026-Q3", stand, schema=schema)
    werkmap = load_workbook(io.BytesIO(_bestand(wereld, replace(_Q3, voor_wie="@SUM(A1)"))))
    eng = [cel for vel in werkmap for rij in vel.iter_rows() for cel in rij if str(cel.value)[:1] in "=@"]
    assert {str(cel.value)[:4] for cel in eng} == {"=1+1", "=HYP", "@SUM"}
    assert {cel.data_type for cel in eng} == {"s"}


def test_a_rounded_number_stays_a_number_and_says_that_it_is_rounded(wereld: Wereld) -> None:
    _stel_vast(wereld, Wijze.AFRONDEN)
    werkmap = load_workbook(io.BytesIO(_bestand(wereld)))
    kop = [cel.value for cel in werkmap["Onderdelen"][1]]
    plek, merk = kop.index("Waarde"), kop.index("Merk")
    rond = [rij[plek] for rij in werkmap["Onderdelen"].iter_rows() if rij[merk].value == "afgerond"]
    assert {(type(cel.value), cel.number_format) for cel in rond} == {(int, '"ca. "#,##0')}
    categorieen = _rijen(werkmap, "Per categorie")
    assert {r["Som volledig"] for r in categorieen if r["Onderwerp"] == "Instroom"} == {"ongeveer"}
    assert {r["Juiste totaal"] for r in categorieen if r["Indeling"] == "Wijk of buurt"} == {
        "ca. 1325 casussen",
        "220 casussen",
    }
    uitleg = [(str(a), str(b)) for a, b in werkmap["Toelichting"].iter_rows(max_col=2, values_only=True)]
    assert "ca. 15" in dict(uitleg)
    klein = [b for a, b in uitleg if a == "Kleine getallen"]
    assert [zin.split(". Dit geldt voor: ")[1] for zin in klein] == [
        "Instroom (3e kwartaal 2026).",
        "Open casussen (3e kwartaal 2026).",
    ]


def test_one_table_of_one_axis_has_its_numbers_in_one_column(wereld: Wereld) -> None:
    verzoeken = replace(SCHEMA.metingen["stand"], tabellen=(("leeftijd",),))
    schema = replace(SCHEMA, metingen={"stand": verzoeken})
    vastgesteld(
        wereld.privacy, "2026-Q3", getoond(tabel("2026-Q3", "stand", ("leeftijd",), {("oud",): 9})), schema=schema
    )
    regels = list(load_workbook(io.BytesIO(_bestand(wereld)))["Tabellen"].values)
    assert regels[-4:] == [("Leeftijd", "Aantal"), ("Totaal", 9), ("tot en met 11 jaar", 0), ("12 jaar en ouder", 9)]


def test_no_name_of_the_vault_is_anywhere_in_the_file(wereld: Wereld) -> None:
    maak(wereld.regie, geslachtsnaam="Merknaam")
    _stel_vast(wereld)
    with zipfile.ZipFile(io.BytesIO(_bestand(wereld))) as archief:
        alles = b"".join(archief.read(naam) for naam in archief.namelist())
    assert b"Instroom" in alles  # so it is read at all
    for woord in ("Merknaam", wereld.privacy.gebruiker.naam, "Regisseur"):
        assert woord.encode() not in alles
