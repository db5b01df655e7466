"""What one gets to see of settled quarters: the tables there are, nothing else, and no number that was hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmg_desk.domain.beeld import TOTAAL, Knoop, Rest, Wijze
from pmg_desk.domain.beeldgetal import Merk
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.services import beeld, beeldopslag
from pmg_desk.services.beeld import BuitenDeTabellen, NietVastgesteld
from pmg_desk.services.beeldinstellingen import Beeldinstellingen, set_instellingen, show_instellingen
from pmg_desk.storage import beeld as opslag
from tests.beeldbouw import GEBIED, INSTROOM, LEEFTIJD, SCHEMA, Telling, getoond, tabel, vastgesteld
from tests.wereld import NU, Wereld

_WIJK = ("gebied", "leeftijd")
_TELLING: Telling = {("noord_a", "jong"): 7, ("noord_a", "oud"): 3, ("noord_b", "oud"): 12, ("zuid", "oud"): 6}


@pytest.fixture
def q3(wereld: Wereld) -> Wereld:
    stand = tabel("2026-Q3", "stand", _WIJK, {("zuid", "oud"): 20})
    vastgesteld(
        wereld.privacy,
        "2026-Q3",
        getoond(tabel("2026-Q3", "instroom", _WIJK, _TELLING), frozenset({("noord_b", "oud")})),
        getoond(tabel("2026-Q3", "instroom", ("leeftijd", "duur"), {("jong", "kort"): 7, ("oud", "lang"): 21})),
        getoond(stand),
        standen=(stand,),
        resten=(Rest("2026-Q3", "stand", ("zuid", "oud"), -2), Rest("2026-Q3", "stand", ("noord_a", "oud"), 0)),
    )
    return wereld


def test_a_table_shows_what_was_kept_with_its_definition_reference_days_and_method(q3: Wereld) -> None:
    tabel_ = beeld.toon_tabel(q3.lezer, "instroom", _WIJK, "2026-Q3")
    assert [(c.label, c.niveau) for c in tabel_.assen[0].categorieen] == [
        ("Totaal", 0),
        ("Noord", 1),
        ("Noord A", 2),
        ("Noord B", 2),
        ("Zuid", 1),
    ]
    assert {cel: getal.tekst for cel, getal in tabel_.cellen.items() if cel[1] == "oud"} == {
        (TOTAAL, "oud"): "21",
        ("noord", "oud"): "15",
        ("noord_a", "oud"): "afgeschermd",
        ("noord_b", "oud"): "afgeschermd",
        ("zuid", "oud"): "6",
    }
    assert tabel_.meting.definitie == INSTROOM.definitie
    assert tabel_.peildatum == "van 1 juli 2026 tot en met 30 september 2026"
    assert (tabel_.vaststelling.op, tabel_.vaststelling.label) == (NU, "3e kwartaal 2026")
    assert "1 tot en met 4" in tabel_.methode
    stand = beeld.toon_tabel(q3.lezer, "stand", (), "2026-Q3")
    assert (stand.peildatum, stand.cellen[()].tekst) == ("op 30 september 2026", "20")


def test_shares_are_made_of_shown_numbers_only(q3: Wereld) -> None:
    tabel_ = beeld.toon_tabel(q3.lezer, "instroom", ("leeftijd", "duur"), "2026-Q3")
    assert tabel_.aandeel(TOTAAL, "kort", van=1).tekst == "25%"
    assert tabel_.aandeel("jong", "kort", van=1).tekst == "100%"
    wijken = beeld.toon_tabel(q3.lezer, "instroom", _WIJK, "2026-Q3")
    assert wijken.aandeel("noord_a", "oud", van=1).tekst == "afgeschermd"
    assert wijken.aandeel("noord_b", "jong", van=1).tekst == "0%"


@pytest.mark.parametrize(
    ("assen", "vast"),
    [
        (("gebied", "duur"), ()),
        (("gebied",), (("duur", "kort"),)),
        (("gebied",), (("gebied", "noord"),)),
        (("leeftijd",), (("gebied", "marker-onbekend"),)),
        (("school",), ()),
    ],
)
def test_a_split_outside_the_tables_is_refused_with_those_there_are(
    q3: Wereld, assen: tuple[str, ...], vast: tuple[tuple[str, str], ...]
) -> None:
    with pytest.raises(BuitenDeTabellen) as fout:
        beeld.toon_tabel(q3.lezer, "instroom", assen, "2026-Q3", vast)
    assert fout.value.doe == "Er is wel: Wijk of buurt × Leeftijd; Leeftijd × Duur."
    assert "aftrekken" in fout.value.veilig
    assert "marker" not in fout.value.tekst()


def test_one_category_of_an_axis_may_be_chosen_where_a_table_has_it(q3: Wereld) -> None:
    zuid = beeld.toon_tabel(q3.lezer, "instroom", ("leeftijd",), "2026-Q3", (("gebied", "zuid"),))
    assert {cel: getal.tekst for cel, getal in zuid.cellen.items()} == {(TOTAAL,): "6", ("jong",): "0", ("oud",): "6"}
    assert zuid.vast == (("Wijk of buurt", "Zuid"),)
    assert not zuid.waarschuwing
    klein = beeld.toon_tabel(q3.lezer, "instroom", (), "2026-Q3", (("gebied", "noord_a"), ("leeftijd", "oud")))
    assert klein.cellen[()].merk is Merk.AFGESCHERMD
    assert "weinig mensen" in klein.waarschuwing


def test_a_quarter_that_is_not_settled_has_no_numbers(q3: Wereld) -> None:
    with pytest.raises(NietVastgesteld):
        beeld.toon_tabel(q3.lezer, "instroom", _WIJK, "2026-Q4")
    with pytest.raises(BuitenDeTabellen, match="niet geteld"):
        beeld.toon_tabel(q3.lezer, "uitstroom", _WIJK, "2026-Q3")
    assert [(m.naam, m.tabelnamen) for m in beeld.list_metingen(q3.lezer, "2026-Q3")] == [
        ("Instroom", ("Wijk of buurt × Leeftijd", "Leeftijd × Duur")),
        ("Open casussen", ("Wijk of buurt × Leeftijd",)),
    ]


def test_a_year_is_the_sum_of_its_quarters_and_hidden_with_a_hidden_part(q3: Wereld) -> None:
    q4: Telling = {("noord_a", "jong"): 6, ("noord_a", "oud"): 9, ("zuid", "oud"): 6}
    vastgesteld(
        q3.privacy,
        "2026-Q4",
        getoond(tabel("2026-Q4", "instroom", _WIJK, q4)),
        getoond(tabel("2026-Q4", "instroom", ("leeftijd", "duur"), {("jong", "kort"): 6, ("oud", "lang"): 15})),
        getoond(tabel("2026-Q4", "stand", _WIJK, {("zuid", "oud"): 8})),
    )
    trend = beeld.toon_trend(q3.lezer, "instroom", (("gebied", "noord_a"), ("leeftijd", "oud")))
    assert [(p.label, p.getal.tekst) for p in trend.punten] == [
        ("3e kwartaal 2026", "afgeschermd"),
        ("4e kwartaal 2026", "9"),
    ]
    (jaar,) = beeld.toon_trend(q3.lezer, "instroom", (("gebied", "noord_a"), ("leeftijd", "oud")), per_jaar=True).punten
    assert (jaar.periode, jaar.getal.tekst, jaar.kwartalen) == ("2026", "afgeschermd", 2)
    (zuid,) = beeld.toon_trend(q3.lezer, "instroom", (("gebied", "zuid"),), per_jaar=True).punten
    assert zuid.getal.tekst == "12"
    (stand,) = beeld.toon_trend(q3.lezer, "stand", (), per_jaar=True).punten
    assert stand.getal.tekst == "8"


def test_a_quarter_before_a_wijk_was_there_says_that_it_was_not_counted(q3: Wereld) -> None:
    oosten: Telling = {("oost", "oud"): 11}
    oost = replace(GEBIED, knopen=(*GEBIED.knopen, Knoop("oost", "Oost")))
    schema = replace(SCHEMA, assen={**SCHEMA.assen, "gebied": oost})
    nieuw = replace(tabel("2026-Q4", "instroom", _WIJK, oosten), assen=(oost, LEEFTIJD))
    vastgesteld(q3.privacy, "2026-Q4", getoond(nieuw), schema=schema)
    trend = beeld.toon_trend(q3.lezer, "instroom", (("gebied", "oost"),))
    assert [p.getal.tekst for p in trend.punten] == ["niet geteld", "11"]
    assert trend.keuze == (("Wijk of buurt", "Oost"),)


def test_without_a_settled_quarter_there_is_no_trend(wereld: Wereld) -> None:
    with pytest.raises(NietVastgesteld):
        beeld.toon_trend(wereld.lezer, "instroom")


def test_rounded_numbers_say_that_they_are(wereld: Wereld) -> None:
    vastgesteld(wereld.privacy, "2026-Q3", getoond(tabel("2026-Q3", "instroom", _WIJK, _TELLING), wijze=Wijze.AFRONDEN))
    tabel_ = beeld.toon_tabel(wereld.lezer, "instroom", ("leeftijd",), "2026-Q3")
    assert tabel_.cellen["oud",].tekst == "ca. 20"
    assert tabel_.aandeel("oud", van=0).tekst == "ca. 80%"
    assert "veelvoud van 5" in tabel_.methode


def test_what_is_kept_comes_back_for_the_next_quarter_and_true_counts_only_of_the_last(q3: Wereld) -> None:
    with q3.privacy.doe() as t:
        (rij,) = opslag.kwartalen(t.db)
        alle = {(*een.naam.assen, een.naam.meting): een for een in beeldopslag.lees_getoond(t, [rij])}
        terug = alle["gebied", "leeftijd", "instroom"]
        eerst = getoond(tabel("2026-Q3", "instroom", _WIJK, _TELLING), frozenset({("noord_b", "oud")}))
        assert (terug.assen, dict(terug.cellen), terug.gevoelig) == (eerst.assen, eerst.cellen, eerst.gevoelig)
        (stand,) = beeldopslag.lees_standen(t, rij, {"stand"})
        assert dict(stand.telling) == {("zuid", "oud"): 20}
        assert beeldopslag.lees_resten(t) == (Rest("2026-Q3", "stand", ("zuid", "oud"), -2),)
        tellingen = [telling for *_, telling in opslag.cellen(t.db, rij.id) if telling is not None]
        assert tellingen == [20]  # nothing but what a balance needs
    vastgesteld(q3.privacy, "2026-Q4", getoond(tabel("2026-Q4", "stand", _WIJK, {("zuid", "oud"): 20})))
    with q3.privacy.doe() as t:
        eerste, _ = opslag.kwartalen(t.db)
        assert {telling for *_, telling in opslag.cellen(t.db, eerste.id)} == {None}


def test_threshold_and_method_are_for_the_beheerder_and_count_from_then_on(q3: Wereld) -> None:
    assert show_instellingen(q3.lezer) == Beeldinstellingen(5, Wijze.AFSCHERMEN)
    with pytest.raises(GeenToegang):
        set_instellingen(q3.regie, 4, "afronden")
    set_instellingen(q3.beheer, "4", "afronden")
    assert show_instellingen(q3.lezer) == Beeldinstellingen(4, Wijze.AFRONDEN)
    tabel_ = beeld.toon_tabel(q3.lezer, "instroom", _WIJK, "2026-Q3")
    assert (tabel_.vaststelling.drempel, tabel_.vaststelling.wijze) == (5, Wijze.AFSCHERMEN)
    assert tabel_.vaststelling.tot == date(2026, 9, 30)
