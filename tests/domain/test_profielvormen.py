"""A profile written and read again is the same; forms show every field in words and lose nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmg_desk.domain.beeldmetingen import METINGEN
from pmg_desk.domain.profiel import Begrip, Bronzekerheid, Profiel, parse_profiel
from pmg_desk.domain.profiel.geschiedenis import compare, keep_removed, with_removed
from pmg_desk.domain.profiel.lezen import is_sleutel
from pmg_desk.domain.profiel.model import Bewaartermijn
from pmg_desk.domain.profiel.schrijven import tables_of, write_toml
from pmg_desk.domain.profiel.sectie import label_van, naam_van, vroegere
from pmg_desk.domain.profiel.vormen import (
    KEUZE_WOORDEN,
    Veldsoort,
    is_vast,
    onderdelen,
    read_paren,
    record_soort,
    table_of,
    values_of,
    veldvormen,
)
from pmg_desk.domain.profiel.woorden import ONDERDELEN, een_woord, onderdeel_woord, veld_woord

ROOT = Path(__file__).resolve().parents[2]
KLEIN = parse_profiel((ROOT / "tests" / "profielen" / "klein.toml").read_text(encoding="utf-8"), "klein.toml")
LANDELIJK = parse_profiel((ROOT / "resources" / "profielen" / "landelijk.toml").read_text("utf-8"), "landelijk.toml")

_tekst = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), include_characters='\n"\\#=['),
    min_size=1,
    max_size=30,
).filter(lambda tekst: bool(tekst.strip()))
_sleutel = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,12}", fullmatch=True)


@st.composite
def profielen(trek: st.DrawFn) -> Profiel:
    """The small profile with other words, keys, ages, lists and missing parts."""
    sleutels = trek(st.lists(_sleutel, min_size=1, max_size=4, unique=True))
    zeker = st.sampled_from(Bronzekerheid)
    wijk = next(iter(KLEIN.wijken.values()))
    wijken = {
        s: replace(
            wijk,
            sleutel=s,
            label=f"{nr} {trek(_tekst).strip()}",
            buurten=tuple(trek(st.lists(_tekst.map(str.strip), max_size=3, unique=True))),
            bron=trek(_tekst).strip(),
            zekerheid=trek(zeker),
        )
        for nr, s in enumerate(sleutels)
    }
    tafels = {
        s: replace(tafel, fasen={k: trek(_tekst).strip() for k in trek(st.lists(_sleutel, max_size=3, unique=True))})
        for s, tafel in LANDELIJK.tafels.items()
    }
    interventies = {
        s: replace(
            i,
            leeftijd_van=trek(st.none() | st.integers(0, 20)),
            leeftijd_tot=trek(st.none() | st.integers(20, 120)),
            waar=tuple(trek(st.lists(st.sampled_from(sleutels), max_size=2, unique=True))),
            stappen=tuple(trek(st.lists(_tekst.map(str.strip), max_size=2, unique=True))),
        )
        for s, i in list(LANDELIJK.interventies.items())[:3]
    }
    return replace(LANDELIJK, wijken=wijken, tafels=tafels, interventies=interventies, voorzieningen={})


def lees(tekst: str) -> Profiel:
    return parse_profiel(tekst, "proef.toml")


@settings(deadline=None, max_examples=25)
@given(profielen())
def test_what_is_written_reads_back_as_it_was(profiel: Profiel) -> None:
    gelezen = lees(write_toml(tables_of(profiel)))
    assert gelezen == profiel
    for veld in fields(profiel):
        waarde = getattr(profiel, veld.name)
        if isinstance(waarde, Mapping):
            assert list(getattr(gelezen, veld.name)) == list(waarde)


@pytest.mark.parametrize("telt_mee", [True, False])
def test_what_the_rules_fill_in_is_not_written(telt_mee: bool) -> None:
    tabellen = tables_of(LANDELIJK)
    tabellen["regels"]["leeftijd_tot_telt_mee"]["waarde"] = telt_mee
    profiel = lees(write_toml(tabellen))
    assert tables_of(profiel) == tabellen
    assert (profiel == replace(LANDELIJK, basis=None)) is telt_mee


def test_every_part_and_field_has_words() -> None:
    soorten = get_type_hints(Profiel)
    secties = {v.name for v in fields(Profiel) if get_origin(soorten[v.name]) is Mapping}
    assert secties | {"algemeen", "regels", "instellingen"} == set(ONDERDELEN)
    assert [s for s in secties if een_woord(s) == s] == []
    zonder = {
        (sectie, veld.name)
        for sectie in secties
        for veld in fields(record_soort(sectie))
        if veld_woord(veld.name, sectie)[0] == veld.name
    }
    assert zonder == set()
    assert (onderdeel_woord("iets"), een_woord("iets"), veld_woord("iets")) == ("iets", "iets", ("iets", ""))


def test_every_form_gives_back_what_it_was_given() -> None:
    tabellen = tables_of(LANDELIJK)
    for sectie in onderdelen():
        records = {"algemeen": tabellen} if sectie == "algemeen" else tabellen.get(sectie, {})
        nieuw = {}
        for sleutel, ruw in records.items():
            vormen = veldvormen(LANDELIJK, sectie, sleutel)
            nieuw[sleutel] = table_of(vormen, values_of(vormen, ruw), ruw)
        anders = nieuw["algemeen"] if sectie == "algemeen" else {**tabellen, sectie: nieuw}
        assert compare(tabellen, tables_of(lees(write_toml(anders)))) == (), sectie


def test_a_form_asks_for_source_and_certainty_everywhere_and_not_for_retention() -> None:
    for sectie in onderdelen():
        sleutel = next(iter(tables_of(LANDELIJK)[sectie])) if is_vast(sectie) and sectie != "algemeen" else ""
        vormen = {vorm.naam: vorm for vorm in veldvormen(LANDELIJK, sectie, sleutel)}
        assert [vormen[n].verplicht for n in ("bron", "zekerheid")] == [True, True], sectie
        assert list(vormen)[-2:] == ["bron", "zekerheid"], sectie
        assert "sleutel" not in vormen
    assert Bewaartermijn in get_type_hints(record_soort("tafels")).values()
    assert "bewaartermijn" not in {v.naam for v in veldvormen(LANDELIJK, "tafels")}
    assert not any(get_args(soort) == () and soort is dict for soort in get_type_hints(Profiel).values())


def test_the_kind_of_a_field_follows_the_schema() -> None:
    soort = {v.naam: (v.soort, v.verplicht) for v in veldvormen(LANDELIJK, "interventies")}
    assert soort["leeftijd_van"] == (Veldsoort.GETAL, False)
    assert soort["thema"] == (Veldsoort.KEUZE, False)
    assert soort["doelgroepen"] == (Veldsoort.MEER_KEUZES, False)
    assert soort["stappen"] == (Veldsoort.REGELS, False)
    assert soort["naam"] == (Veldsoort.TEKST, True)
    tafel = {v.naam: (v.soort, v.verplicht) for v in veldvormen(LANDELIJK, "tafels")}
    assert (tafel["fasen"], tafel["statussen"]) == ((Veldsoort.PAREN, False), (Veldsoort.MEER_KEUZES, True))
    groep = {v.naam: v for v in veldvormen(LANDELIJK, "doelgroepen")}
    assert dict(groep["kleur"].keuzes)["paars"] == KEUZE_WOORDEN["paars"]
    assert groep["verhoogd_risico"].soort is Veldsoort.JA_NEE
    organisatie = {v.naam: v for v in veldvormen(LANDELIJK, "organisaties")}
    assert values_of((organisatie["standaard"],), {}) == {"standaard": True}


def test_lists_keep_their_order_and_get_what_is_new_at_the_end() -> None:
    (vorm,) = (v for v in veldvormen(LANDELIJK, "tafels") if v.naam == "statussen")
    assert table_of((vorm,), {"statussen": ("a", "b", "c")}, {"statussen": ["c", "weg", "a"]}) == {
        "statussen": ["c", "a", "b"]
    }
    assert table_of((vorm,), {"statussen": ("a",)}, {}) == {"statussen": ["a"]}


@pytest.mark.parametrize(
    ("tekst", "uit"),
    [
        ("", {}),
        ("a = Een\n\n b=Twee = 2", {"a": "Een", "b": "Twee = 2"}),
        ("a", "Regel 1 is geen ‘sleutel = naam’."),
        ("a = ", "Regel 1 is geen ‘sleutel = naam’."),
        ("= a", "Regel 1 is geen ‘sleutel = naam’."),
        ("a = 1\na = 2", "De sleutel op regel 2 staat er twee keer."),
    ],
)
def test_lines_of_key_and_name(tekst: str, uit: Any) -> None:
    if isinstance(uit, dict):
        assert read_paren(tekst) == uit
        return
    with pytest.raises(ValueError, match="egel") as fout:
        read_paren(tekst)
    assert str(fout.value) == uit


class TestVroeger:
    def test_what_went_keeps_its_name_and_what_comes_back_is_forgotten(self) -> None:
        eerst = tables_of(LANDELIJK)
        (sleutel, *_rest) = eerst["uitkomsten"]
        na = {**eerst, "uitkomsten": {s: r for s, r in eerst["uitkomsten"].items() if s != sleutel}}
        vroeger = keep_removed(eerst, na, {})
        profiel = with_removed(lees(write_toml(na)), vroeger)
        assert list(vroegere(profiel.uitkomsten)) == [sleutel]
        assert label_van(profiel.uitkomsten, sleutel) == naam_van(LANDELIJK.uitkomsten[sleutel])
        assert len(profiel.uitkomsten) == len(LANDELIJK.uitkomsten) - 1
        assert keep_removed(na, eerst, vroeger) == {}
        assert with_removed(LANDELIJK, {}) is LANDELIJK
        assert (label_van(profiel.uitkomsten, "nooit"), vroegere(LANDELIJK.uitkomsten)) == ("nooit", {})

    def test_phases_of_a_table_that_stays_and_a_table_that_goes(self) -> None:
        eerst = tables_of(LANDELIJK)
        een, twee = list(eerst["tafels"])[:2]
        eerst["tafels"][een]["fasen"] = {"a": "Fase A", "b": "Fase B"}
        na = {**eerst, "tafels": {s: dict(r) for s, r in eerst["tafels"].items() if s != twee}}
        na["tafels"][een]["fasen"] = {"b": "Fase B"}
        vroeger = keep_removed(eerst, na, {})
        kaal = {k: v for k, v in vroeger.items() if k == "fasen"}
        for bewaard, tafel_weg in ((vroeger, True), (kaal, False)):
            profiel = with_removed(LANDELIJK, bewaard)
            assert label_van(profiel.tafels[een].fasen, "a") == "Fase A"
            assert (twee in vroegere(profiel.tafels)) is False or tafel_weg
        weer = keep_removed(na, eerst, vroeger)
        assert "tafels" not in weer

    def test_a_record_that_cannot_be_read_any_more_keeps_its_name(self) -> None:
        profiel = with_removed(LANDELIJK, {"wijken": {"x": {"label": "Oud", "onbekend": 1}, "y": "stuk"}})
        assert vroegere(profiel.wijken)["x"] == Begrip(
            sleutel="x", label="Oud", bron="", zekerheid=Bronzekerheid.ONGEVERIFIEERD
        )
        assert label_van(profiel.wijken, "y") == "y"


def test_differences_are_told_field_by_field() -> None:
    eerst = tables_of(LANDELIJK)
    na = {**eerst, "naam": "Anders", "instellingen": {s: dict(r) for s, r in eerst["instellingen"].items()}}
    na["instellingen"]["bsn_toegestaan"] |= {"waarde": True, "zekerheid": "C"}
    verschil = [(v.onderdeel, v.veld, v.voor, v.na) for v in compare(eerst, na)]
    zeker = KEUZE_WOORDEN[Bronzekerheid(eerst["instellingen"]["bsn_toegestaan"]["zekerheid"])]
    verwacht = [
        ("Algemeen", "Naam", LANDELIJK.naam, "Anders"),
        ("Instellingen", "Waarde", "nee", "ja"),
        ("Instellingen", "Hoe zeker is dat", zeker, KEUZE_WOORDEN[Bronzekerheid.BEKEND]),
    ]
    assert verschil == [v for v in verwacht if v[2] != v[3]]
    assert compare(eerst, eerst) == ()


def test_keys_are_checked() -> None:
    assert [is_sleutel(s) for s in ("a", "a.b-c_1", "", "A", "é", "a" * 61)] == [True, True, False, False, False, False]


def test_things_that_come_and_go_and_their_order_are_told_too() -> None:
    eerst = tables_of(LANDELIJK)
    een, twee, *_ = eerst["uitkomsten"]
    over = {s: r for s, r in eerst["uitkomsten"].items() if s != een}
    na = {**eerst, "uitkomsten": {**over, "nieuw": {**over[twee], "label": "Iets nieuws"}}}
    assert [(v.veld, v.voor, v.na) for v in compare(eerst, na)] == [
        ("", "", "Iets nieuws"),
        ("", naam_van(LANDELIJK.uitkomsten[een]), ""),
    ]
    omgedraaid = {**eerst, "uitkomsten": dict(reversed(eerst["uitkomsten"].items()))}
    (verschil,) = compare(eerst, omgedraaid)
    namen = [naam_van(r) for r in LANDELIJK.uitkomsten.values()]
    assert (verschil.veld, verschil.voor, verschil.na) == ("Volgorde", ", ".join(namen), ", ".join(reversed(namen)))


def test_lists_lines_and_what_is_missing_are_told_in_words() -> None:
    eerst = tables_of(LANDELIJK)
    sleutel, tafel = next(iter(eerst["tafels"].items()))
    oud = {k: v for k, v in tafel.items() if k not in ("teams", "fasen")}
    nieuw = {**oud, "teams": ["Noord", "Zuid"], "fasen": {"a": "Fase A", "b": "Fase B"}}
    verschil = compare(
        {**eerst, "tafels": {**eerst["tafels"], sleutel: oud}}, {**eerst, "tafels": {**eerst["tafels"], sleutel: nieuw}}
    )
    assert {(v.veld, v.voor, v.na) for v in verschil} == {
        ("Teams", "", "Noord, Zuid"),
        ("Fasen", "", "a = Fase A, b = Fase B"),
    }
    termijn = {**oud, "bewaartermijn": {**oud["bewaartermijn"], "maanden": 12}}
    (een,) = compare(
        {**eerst, "tafels": {**eerst["tafels"], sleutel: oud}},
        {**eerst, "tafels": {**eerst["tafels"], sleutel: termijn}},
    )
    assert (een.veld, een.voor, een.na) == ("Maanden", "", "12")


def test_a_profile_without_explanation_writes_none() -> None:
    assert "toelichting" not in tables_of(replace(LANDELIJK, toelichting=""))
    assert lees(write_toml(tables_of(replace(LANDELIJK, toelichting="")))).toelichting == ""


@pytest.mark.parametrize(
    ("wet", "artikel", "plaats"),
    [
        ("Wpg", "20", "Wpg 20"),
        ("AVG en UAVG", "AVG 9; UAVG 22 tot en met 30", "AVG 9; UAVG 22 tot en met 30"),
        ("Wams", "niet in bron", "Wams"),
        ("Wams", "", "Wams"),
    ],
)
def test_a_ground_names_its_law_once_and_never_that_the_article_is_not_known(
    wet: str, artikel: str, plaats: str
) -> None:
    grond = replace(next(iter(LANDELIJK.grondslagen.values())), wet=wet, artikel=artikel)
    assert grond.plaats == plaats


def test_what_counts_a_target_is_chosen_from_the_measures_of_the_program() -> None:
    (meting,) = (vorm for vorm in veldvormen(LANDELIJK, "streefwaarden") if vorm.naam == "meting")
    assert (meting.soort, meting.verplicht) == (Veldsoort.KEUZE, False)
    assert meting.keuzes == tuple((m.sleutel, m.naam) for m in METINGEN)
