"""What must hold when somebody looks for a name or reads a list of names."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.namen import (
    NAAM_ONBEKEND,
    Persoonsnaam,
    sorteer_vouw,
    stel_naam_voor,
    vouw,
    zonder_voorvoegsels,
)
from tests.domain.brpset import lees_testpersonen


@pytest.mark.parametrize(
    ("geschreven", "gezocht"),
    [
        ("Łukasz Þórður Ðorić", "lukasz thordur doric"),
        ("Straße ŒUVRE Ærø", "strasse oeuvre aero"),
        ("Ħamrun Ŧana Ĵıŋ ĸ", "hamrun tana jin q"),
        ("ŁĄCZYŃSKA", "laczijnska"),
        ("d'Angelo-Huis in ’t Veld", "d angelo huis in t veld"),
        ("Kooyman", "kooijman"),
        ("Kooÿman", "kooijman"),
        ("KOOĲMAN", "kooijman"),
        ("  veel \t wit\n", "veel wit"),
        ("İzmir ıssız", "izmir issiz"),
        ("Al·lot ﬁn", "allot fin"),
        ("٠١٢٣ ½ №", "0123 1 2 no"),
        ("o\u200bn\u00adzichtbaar", "onzichtbaar"),
        ("Mʼbala", "m bala"),
        ("2026-0012 ℡", "2026 0012 tel"),
        ("!?", ""),
    ],
)
def test_vouw_writes_what_one_types_without_a_special_keyboard(geschreven: str, gezocht: str) -> None:
    assert vouw(geschreven) == gezocht


@pytest.mark.parametrize(
    ("geschreven", "gezocht"),
    [
        ("ΣΟΦΟΣ Ελλάς 𝚨ℝ", "σοφοσ ελλασ αr"),
        ("Ёлкин ЙОРДАНОВ", "елкин иорданов"),
        ("مُحَمَّد أحمـد", "محمد احمد"),
        ("संजय", "संजय"),
        ("李 小龙", "李 小龙"),
    ],
)
def test_vouw_keeps_other_scripts_searchable(geschreven: str, gezocht: str) -> None:
    assert vouw(geschreven) == gezocht


LATIJN = [
    chr(punt)
    for begin, einde in ((0xC0, 0x2B0), (0x1E00, 0x1F00), (0xFB00, 0xFB07), (0xFF21, 0xFF5B))
    for punt in range(begin, einde)
    if unicodedata.category(chr(punt))[0] == "L"
]


def test_vouw_makes_every_latin_letter_ascii() -> None:
    """Latin-1, Extended A and B, IPA and Extended Additional: no letter a Dutch clerk cannot type."""
    assert len(LATIJN) > 800
    assert [letter for letter in LATIJN if not vouw(letter).isascii()] == []
    assert sorted({teken for letter in LATIJN for teken in vouw(letter)}) == sorted("256abcdefghijklmnopqrstuvwxz")


def test_vouw_makes_every_name_of_the_official_set_ascii(shared_data: Path) -> None:
    namen = {
        veld
        for persoon in lees_testpersonen(shared_data)
        for veld in (persoon.voornamen, persoon.voorvoegsel, persoon.geslachtsnaam)
    }
    letters = {teken for naam in namen for teken in naam if not teken.isascii()}
    assert len(letters) > 100  # the set is there for its letters: without them this test says nothing
    assert [naam for naam in namen if not vouw(naam).isascii()] == []


@given(st.text())
def test_vouw_twice_is_vouw_once(tekst: str) -> None:
    assert vouw(vouw(tekst)) == vouw(tekst)
    assert vouw(unicodedata.normalize("NFD", tekst)) == vouw(tekst)


@given(st.text(alphabet=st.sampled_from([*LATIJN, *"abcijy '-"]), max_size=12), st.integers(0, 12))
def test_a_name_half_typed_is_the_beginning_of_the_name(naam: str, lengte: int) -> None:
    assert vouw(naam).startswith(vouw(naam[:lengte]))


def test_sorting_keeps_y_where_a_reader_looks_for_it() -> None:
    assert sorteer_vouw("Ÿbema Łos ĳs") == "ybema los ijs"
    assert sorted(["Zwart", "Ybema", "IJzer", "Jansen"], key=sorteer_vouw) == ["IJzer", "Jansen", "Ybema", "Zwart"]


@pytest.mark.parametrize(
    ("naam", "kern"),
    [
        ("van den Berg", "berg"),
        ("Berg, v.d.", "berg"),
        ("VAN 'T  Veer", "veer"),
        ("uijt te de Haag", "haag"),
        ("De las Heras", "heras"),
        ("Le", "le"),
        ("van", "van"),
        (".", ""),
        ("", ""),
    ],
)
def test_zonder_voorvoegsels(naam: str, kern: str) -> None:
    assert zonder_voorvoegsels(naam) == kern


def test_a_whole_name_in_every_form() -> None:
    naam = Persoonsnaam("Anna Maria", "van den", "Berg", "Anne")
    assert naam.volledige_naam == "Anna Maria van den Berg"
    assert naam.aanspreeknaam == "Anne van den Berg"
    assert naam.achternaam == "van den Berg"
    assert naam.sorteernaam == "Berg, Anna Maria van den"
    assert naam.sorteersleutel == "berg  anna maria  van den  anne"
    assert naam.vergelijk_sleutel == "berg  anna maria"


@pytest.mark.parametrize(
    ("naam", "volledig", "sorteer", "aanspreek"),
    [
        (Persoonsnaam("Rosa", "d'", "Angelo"), "Rosa d'Angelo", "Angelo, Rosa d'", "Rosa d'Angelo"),
        (Persoonsnaam("Rosa", "l’", "Eau"), "Rosa l’Eau", "Eau, Rosa l’", "Rosa l’Eau"),
        (Persoonsnaam("Piet", "'S", "Graven"), "Piet 'S Graven", "Graven, Piet 'S", "Piet 'S Graven"),
        (Persoonsnaam("", "", "Obbadah"), "Obbadah", "Obbadah", "Obbadah"),
        (Persoonsnaam("", "El", "Nawal"), "El Nawal", "Nawal, El", "El Nawal"),
        (Persoonsnaam("Dian Maya"), "Dian Maya", "Dian Maya", "Dian"),
        (Persoonsnaam(roepnaam="Mo"), "Mo", "Mo", "Mo"),
        (Persoonsnaam("Ed", "d'"), "Ed d'", "Ed d'", "Ed d'"),
        (Persoonsnaam(), NAAM_ONBEKEND, NAAM_ONBEKEND, NAAM_ONBEKEND),
    ],
)
def test_names_with_parts_missing(naam: Persoonsnaam, volledig: str, sorteer: str, aanspreek: str) -> None:
    assert (naam.volledige_naam, naam.sorteernaam, naam.aanspreeknaam) == (volledig, sorteer, aanspreek)


def test_a_list_reads_as_a_dutch_list() -> None:
    namen = [
        Persoonsnaam("Zoë", "de", "Groot"),
        Persoonsnaam("Hein", "", "Groot Esselink"),
        Persoonsnaam("Äbel", "van", "Łos"),
        Persoonsnaam("Anna", "", "Groot"),
        Persoonsnaam("Bob", "van der", "Aa"),
    ]
    gesorteerd = sorted(namen, key=lambda naam: naam.sorteersleutel)
    assert [naam.sorteernaam for naam in gesorteerd] == [
        "Aa, Bob van der",
        "Groot, Anna",
        "Groot, Zoë de",
        "Groot Esselink, Hein",
        "Łos, Äbel van",
    ]


def test_vergelijk_sleutel_does_not_mind_where_the_voorvoegsel_stands() -> None:
    goed = Persoonsnaam("Óscar", "van der", "Meer")
    for anders in (
        Persoonsnaam("Oscar", "", "van der Meer"),
        Persoonsnaam("OSCAR", "Van Der", "meer"),
        Persoonsnaam("Oscar", "", "Meer, v.d."),
        Persoonsnaam("Oscar", "", "Meer"),
    ):
        assert anders.vergelijk_sleutel == goed.vergelijk_sleutel
    assert Persoonsnaam("Oscar", "", "Meerman").vergelijk_sleutel != goed.vergelijk_sleutel


@pytest.mark.parametrize(
    ("tekst", "delen"),
    [
        ("Zoë", ("Zoë", "", "")),
        ("Ayoub el Amrani, 15 jaar", ("Ayoub", "el", "Amrani")),
        ("Anna Maria van den Berg (zusje)", ("Anna Maria", "van den", "Berg")),
        ("Van Dijk", ("", "Van", "Dijk")),
        ("Bram Łukasz-O'Neil", ("Bram", "", "Łukasz-O'Neil")),
        ("Noor de Wit van Dam", ("Noor", "de", "Wit van Dam")),
        ("", None),
        ("jongen bij de winkel", None),
        ("Twee Jongens", None),
        ("De Jongen", None),
        ("De Groot", None),  # as much "de groep" as a name: left to the user
        ("Jan en Piet", None),
        ("Jan Van", None),
        ("van der", None),
        ("Groep 8", None),
        ("Een Twee Drie Vier Vijf Zes", None),
    ],
)
def test_welke_naam_een_tekst_kan_bedoelen(tekst: str, delen: tuple[str, str, str] | None) -> None:
    assert stel_naam_voor(tekst) == delen


@given(st.text(max_size=60))
def test_een_voorgestelde_naam_heeft_alleen_woorden_die_er_stonden(tekst: str) -> None:
    delen = stel_naam_voor(tekst)
    if delen is not None:
        assert " ".join(deel for deel in delen if deel).split() == re.split("[,;(]", tekst)[0].split()
