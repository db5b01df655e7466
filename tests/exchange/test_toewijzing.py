"""From columns to fields: what is guessed, what is remembered, and what a row becomes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as stdnum_bsn
from stdnum.nl import postcode as stdnum_postcode

from pmg_desk.exchange.tabel import Rij, Tabel
from pmg_desk.exchange.toewijzing import VELDEN, ImportRij, Toewijzing, pas_toe, raad_toewijzing, vingerafdruk

VANDAAG = date(2026, 11, 22)


def _rijen(
    kolommen: Sequence[str], *rijen: Sequence[str], velden: Mapping[str, str] | None = None, **opties: Any
) -> list[ImportRij]:
    tabel = _tabel(kolommen, *rijen)
    if velden is None:
        velden = raad_toewijzing(kolommen, bsn_toegestaan=opties.get("bsn_toegestaan", False)).velden
    return list(pas_toe(tabel, Toewijzing(velden), vandaag=VANDAAG, **opties))


def _tabel(kolommen: Sequence[str], *rijen: Sequence[str]) -> Tabel:
    kop = tuple(kolommen)
    return Tabel(kop, kop, tuple(Rij(nr, tuple(rij)) for nr, rij in enumerate(rijen, start=2)), "csv")


@pytest.mark.parametrize(
    ("kolommen", "velden"),
    [
        (
            [
                "Nr",
                "Voorna(a)m(en)",
                "Voornamen",
                "Tussenv.",
                "tussenvoegsel",
                "Achternaam jongere",
                "Geb. datum",
                "M/V",
            ],
            [None, None, "voornamen", None, "voorvoegsel", "geslachtsnaam", "geboortedatum", "geslacht"],
        ),
        (
            ["NAAM", "Straat en huisnummer", "PC", "Plaats", "Tel.nr."],
            ["naam", "adres", "postcode", "woonplaats", "telefoon"],
        ),
        (["Achternaam", "Voornaam", "Naam"], ["geslachtsnaam", "voornamen", None]),
        (["Naam", "Voornaam"], ["geslachtsnaam", "voornamen"]),
        (["Huisnr", "Huisletter", "Toevoeging"], ["huisnummer", "huisnummer", "huisnummer"]),
        (["Telefoon moeder", "Naam contactpersoon", "Telefoon", "E-mail"], [None, None, "telefoon", "email"]),
        (["Reden van aanmelding", "Overlegtafel", "Naam van de school"], ["aanleiding", "tafel", "school"]),
        (["BSN", "Roepnaam"], [None, "roepnaam"]),
    ],
)
def test_headings_that_people_use_are_understood(kolommen: list[str], velden: list[str | None]) -> None:
    geraden = raad_toewijzing(kolommen)
    assert [geraden.velden.get(kolom) for kolom in kolommen] == velden


def test_the_number_is_only_guessed_and_read_where_it_is_allowed() -> None:
    nummer = "999993653"
    assert raad_toewijzing(["BSN"], bsn_toegestaan=True).velden == {"BSN": "bsn"}
    velden = {"BSN": "bsn", "a": "geslachtsnaam"}
    (zonder,) = _rijen(["BSN", "a"], [nummer, "x"], velden=velden)
    assert zonder.waarden == {"geslachtsnaam": "x"}
    met = _rijen(["BSN", "a"], [nummer, "x"], ["999993654", "y"], velden=velden, bsn_toegestaan=True)
    assert met[0].waarden["bsn"] == nummer
    assert met[1].fouten == ("BSN: Dit is geen burgerservicenummer: het klopt niet met de elfproef.",)
    assert stdnum_bsn.is_valid(nummer)


def test_every_field_is_recognised_by_each_of_its_own_headings() -> None:
    for veld, soort in VELDEN.items():
        for kop in soort.kopnamen:
            assert raad_toewijzing([kop.upper()], bsn_toegestaan=True).velden == {kop.upper(): veld}


def test_an_assignment_is_remembered_for_the_same_headings_in_any_order() -> None:
    kolommen = ["Voornaam", "Achternaam", "Iets"]
    gekozen = Toewijzing({"Voornaam": "roepnaam", "Achternaam": "geslachtsnaam"})
    bewaard = json.loads(json.dumps(gekozen.als_dict()))
    assert Toewijzing.uit_dict(bewaard, ["Achternaam", "Iets", "Voornaam"]) == gekozen
    assert Toewijzing.uit_dict(bewaard, ["Achternaam"]) == Toewijzing({"Achternaam": "geslachtsnaam"})
    assert vingerafdruk(kolommen) == vingerafdruk(["iets", "VOORNAAM", "achternáam"])
    assert vingerafdruk(kolommen) != vingerafdruk(["Voornaam", "Achternaam"])


def test_what_was_remembered_in_another_form_is_not_trusted() -> None:
    assert Toewijzing.uit_dict({"versie": 99, "velden": {"a": "naam"}}, ["a"]) is None
    assert Toewijzing.uit_dict({"versie": 1, "velden": ["a"]}, ["a"]) is None
    assert Toewijzing.uit_dict({"versie": 1, "velden": {"a": "bestaat niet", "b": 3}}, ["a", "b"]) == Toewijzing({})
    with pytest.raises(ValueError, match="unknown field"):
        Toewijzing({"a": "bestaat niet"})


def test_a_list_needs_a_name() -> None:
    assert Toewijzing({"a": "roepnaam"}).heeft_naam
    assert not Toewijzing({"a": "geboortedatum"}).heeft_naam


def test_a_whole_row() -> None:
    cellen = {
        "Voornamen": "Anna  Maria",
        "Tussenvoegsel": "van den",
        "Achternaam": "Zandkamp",
        "Geboortedatum": "3 nov 2012",
        "Geslacht": "meisje",
        "Adres": "Proefweg 12 a",
        "Postcode": "2545cc",
        "Plaats": "Den Haag",
        "Tel": "612345678",
        "E-mail": "a@b.nl",
        "Tafel": "pga zuiderpark",
        "Aanleiding": "Een\r\ntwee",
    }
    (gelezen,) = _rijen([*cellen], [*cellen.values()], tafels={"pga_zuiderpark": "PGA Zuiderpark"})
    assert gelezen == ImportRij(
        2,
        {
            "voornamen": "Anna  Maria",
            "voorvoegsel": "van den",
            "geslachtsnaam": "Zandkamp",
            "geboortedatum": "2012-11-03",
            "geslacht": "V",
            "straat": "Proefweg",
            "huisnummer": "12 a",
            "postcode": "2545 CC",
            "woonplaats": "Den Haag",
            "telefoon": "0612345678",
            "email": "a@b.nl",
            "aanleiding": "Een\ntwee",
            "tafel": "pga_zuiderpark",
        },
        (),
        ("Telefoon: er is een 0 voor het nummer gezet, want die ontbrak.",),
    )


def test_everything_that_can_be_wrong_is_said_by_field_and_without_values() -> None:
    kolommen = [
        "Voornamen",
        "Achternaam",
        "Geboortedatum",
        "Geslacht",
        "Postcode",
        "Telefoon",
        "E-mail",
        "Tafel",
        "School",
    ]
    fout = [
        "An\x07na",
        "x" * 201,
        "31-2-2012",
        "Zonneschijn",
        "Zonneschijn",
        "Zonneschijn",
        "Zonneschijn",
        "Zonneschijn",
        "y" * 161,
    ]
    (rij,) = _rijen(kolommen, fout, tafels={"a": "A"})
    assert rij.fouten == (
        "Voornamen: Teken 3 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw.",
        "Achternaam: Dit is te lang: 201 tekens. Er passen er 200.",
        "Geboortedatum: Deze datum bestaat niet. Kijk de dag, de maand en het jaar na.",
        "Geslacht: Schrijf M, V of O.",
        "Postcode: Dit is geen postcode. Schrijf bijvoorbeeld 2545 CC.",
        "School: Dit is te lang: 161 tekens. Er passen er 160.",
        "Telefoon: Dit is geen telefoonnummer. Schrijf bijvoorbeeld 070 123 45 67 of +31 6 12345678.",
        "E-mail: Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@organisatie.nl.",
        "Overlegtafel: Deze tafel staat niet in het profiel.",
    )
    assert "Zonneschijn" not in repr(rij)


def test_a_row_without_a_name_and_what_the_reader_said_come_through() -> None:
    tabel = Tabel(
        ("Naam", "School"), ("Naam", "School"), (Rij(7, ("", "x"), ("In kolom A staat iets.",), ("Let op.",)),), "xlsx"
    )
    (rij,) = pas_toe(tabel, raad_toewijzing(tabel.kolommen), vandaag=VANDAAG)
    assert rij.nr == 7
    assert rij.fouten == ("In kolom A staat iets.", "In deze rij staat geen naam.")
    assert rij.waarschuwingen == ("Let op.",)


@pytest.mark.parametrize(
    ("getypt", "bewaard"),
    [
        ("2010-05-03T00:30", "2010-05-03"),
        ("20100500", "2010-05"),
        ("2010", "2010"),
        ("?-5-2010", "2010-05"),
        ("onbekend", ""),
        ("3-5-10", "2010-05-03"),
    ],
)
def test_birth_dates_may_be_incomplete(getypt: str, bewaard: str) -> None:
    (rij,) = _rijen(["Naam", "Geboortedatum"], ["Lisveld", getypt])
    assert rij.waarden["geboortedatum"] == bewaard
    assert rij.waarschuwingen == (() if bewaard else ("Er is geen geboortedatum.",))
    assert rij.fouten == ()


def test_a_birth_date_in_the_future_is_a_fault() -> None:
    (rij,) = _rijen(["Naam", "Geboortedatum"], ["Lisveld", "23-11-2026"])
    assert rij.fouten == ("Geboortedatum: Een geboortedatum kan niet in de toekomst liggen.",)


@pytest.mark.parametrize(
    ("naam", "delen", "kijk_na"),
    [
        ("Zandkamp", ("", "", "Zandkamp"), False),
        ("Anna Zandkamp", ("Anna", "", "Zandkamp"), False),
        ("Anna van den Zandkamp", ("Anna", "van den", "Zandkamp"), False),
        ("Anna Maria Zandkamp", ("Anna Maria", "", "Zandkamp"), True),
        ("Zandkamp, Anna Maria van den", ("Anna Maria", "van den", "Zandkamp"), False),
        ("van den Zandkamp, Anna", ("Anna", "", "van den Zandkamp"), False),
        ("Zandkamp,", ("", "", "Zandkamp"), False),
        ("Anna de la Zandkamp Lisveld", ("Anna", "de la", "Zandkamp Lisveld"), False),
        ("Anna van", ("Anna", "", "van"), False),
    ],
)
def test_a_whole_name_is_taken_apart(naam: str, delen: tuple[str, str, str], kijk_na: bool) -> None:
    (rij,) = _rijen(["Naam", "Geboren"], [naam, "2010"])
    assert tuple(rij.waarden[veld] for veld in ("voornamen", "voorvoegsel", "geslachtsnaam")) == delen
    assert rij.waarschuwingen == (("Hele naam: kijk na waar de achternaam begint.",) if kijk_na else ())


def test_columns_for_the_parts_go_before_a_whole_name() -> None:
    velden = {"a": "naam", "b": "voorvoegsel", "c": "geboortedatum"}
    (rij,) = _rijen(["a", "b", "c"], ["Anna Zandkamp", "van 't", "2010"], velden=velden)
    assert rij.waarden["voorvoegsel"] == "van 't"


@pytest.mark.parametrize(
    ("adres", "straat", "nummer"),
    [
        ("Proefweg 12", "Proefweg", "12"),
        ("2e Proefstraat 12A-II", "2e Proefstraat", "12A-II"),
        ("Plein 1944 7", "Plein 1944", "7"),
        ("Laan van 12 oktober 3 hs", "Laan van 12 oktober", "3 hs"),
        ("Woonboot", "Woonboot", ""),
    ],
)
def test_an_address_is_taken_apart(adres: str, straat: str, nummer: str) -> None:
    (rij,) = _rijen(["Naam", "Adres", "Geboren"], ["x", adres, "2010"])
    assert (rij.waarden["straat"], rij.waarden["huisnummer"]) == (straat, nummer)


def test_several_columns_may_make_one_field() -> None:
    (rij,) = _rijen(["Naam", "Huisnr", "Huisletter", "Toevoeging", "Geboren"], ["x", "12", "", "II", "2010"])
    assert rij.waarden["huisnummer"] == "12 II"


def test_rows_that_are_in_the_file_twice_are_pointed_at() -> None:
    rijen = _rijen(
        ["Naam", "Geboortedatum"],
        ["Zoë van Zandkamp", "3-5-2010"],
        ["Zandkamp, ZOE van", "2010-05-03"],
        ["Zoë van Zandkamp", "4-5-2010"],
    )
    assert [rij.waarschuwingen for rij in rijen] == [(), ("Dezelfde naam en geboortedatum staan ook in rij 2.",), ()]


@given(st.dictionaries(st.sampled_from([*VELDEN]), st.text(max_size=60), min_size=1))
def test_any_text_gives_a_row_or_sentences_and_never_repeats_it(ruw: dict[str, str]) -> None:
    """Whatever stands in a cell: the row comes back, and its messages are the same as for any other wrong text."""
    kolommen = [f"k{nr}" for nr in range(len(ruw))]
    (rij,) = _rijen(kolommen, [*ruw.values()], velden=dict(zip(kolommen, ruw, strict=True)), bsn_toegestaan=True)
    assert set(rij.waarden) <= VELDEN.keys() - {"naam", "adres"}
    for zin in (*rij.fouten, *rij.waarschuwingen):
        assert zin[0].isupper()
        assert zin.endswith(".")
        assert not [tekst for tekst in ruw.values() if len(tekst.strip()) > 12 and tekst.strip() in zin]


@given(st.from_regex(r"[0-9]{4} ?[A-Za-z]{2}", fullmatch=True))
def test_postcodes_agree_with_the_library(tekst: str) -> None:
    (rij,) = _rijen(["Naam", "Postcode"], ["x", tekst])
    if stdnum_postcode.is_valid(tekst):
        assert rij.fouten == ()
        assert rij.waarden["postcode"] == stdnum_postcode.validate(tekst)
    else:
        assert rij.fouten == ("Postcode: Dit is geen postcode. Schrijf bijvoorbeeld 2545 CC.",)


@given(st.integers(10_000_000, 999_999_999))
def test_numbers_agree_with_the_library(nummer: int) -> None:
    (rij,) = _rijen(["Naam", "BSN"], ["x", str(nummer)], bsn_toegestaan=True)
    assert (rij.fouten == ()) == stdnum_bsn.is_valid(str(nummer).zfill(9))
