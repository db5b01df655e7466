"""Which criteria match: the hand-checked truth table, a naive second implementation, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datums import LEEFTIJD_ONBEKEND, LeeftijdBereik, OnvolledigeDatum
from pmg_desk.domain.doelgroep import (
    Criteria,
    CriteriumUitkomst,
    DoelgroepCriteria,
    Gegevens,
    Past,
    Score,
    Toetsing,
    afwijking_nodig,
    laatste_scores,
    tel_antecedenten,
    tel_problemen,
    toets,
    toets_alle,
    was_onzeker,
)
from pmg_desk.domain.profiel import Profiel, parse_profiel

PROFIELEN = Path(__file__).resolve().parents[2] / "resources" / "profielen"
SLEUTELS = ("risicojongere", "jonge_aanwas", "doorgroeier", "harde_kern")

# 000 §1.2 with the defaults of domain.md, written out once more: what the profile of Den Haag Zuidwest must amount to.
RISICOJONGERE = Criteria(
    sleutel="risicojongere",
    label="Risicojongere",
    leeftijd_van=6,
    leeftijd_tot=23,
    antecedenten_max=0,
    verhoogd_risico=True,
)
JONGE_AANWAS = Criteria(
    sleutel="jonge_aanwas",
    label="Jonge aanwas",
    leeftijd_van=6,
    leeftijd_tot=23,
    antecedenten_min=0,
    antecedenten_max=2,
    probleem_leefgebieden_min=2,
)
DOORGROEIER = Criteria(
    sleutel="doorgroeier",
    label="(Snelle) doorgroeier",
    leeftijd_van=12,
    leeftijd_tot=27,
    antecedenten_min=3,
    probleem_leefgebieden_min=1,
)
HARDE_KERN = Criteria(
    sleutel="harde_kern",
    label="Harde kern",
    leeftijd_van=12,
    leeftijd_tot=27,
    verdenkingen_min=2,
    negatief_rolmodel=True,
    link_netwerk=True,
)
ALLE = (RISICOJONGERE, JONGE_AANWAS, DOORGROEIER, HARDE_KERN)


@pytest.fixture(scope="module")
def zuidwest() -> Profiel:
    """The profile as it ships: the truth table has to hold for this one, not for a copy in a test."""

    def lees(sleutel: str) -> tuple[str, str]:
        bestand = PROFIELEN / f"{sleutel}.toml"
        return bestand.read_text(encoding="utf-8"), bestand.name

    return parse_profiel(*lees("den-haag-zuidwest"), lees)


def _gegevens(leeftijd: int, antecedenten: int, problemen: int, verdenkingen: int, rol: int, link: int) -> Gegevens:
    return Gegevens(
        leeftijd=LeeftijdBereik(leeftijd, leeftijd),
        antecedenten=antecedenten,
        probleem_leefgebieden=problemen,
        verdenkingen=verdenkingen,
        negatief_rolmodel=bool(rol),
        link_netwerk=bool(link),
    )


def _naief(leeftijd: int, antecedenten: int, problemen: int, verdenkingen: int, rol: int, link: int) -> list[bool]:
    """The rules in four lines, for whole ages and nothing unknown."""
    return [
        6 <= leeftijd <= 23 and antecedenten == 0,
        6 <= leeftijd <= 23 and antecedenten in (0, 1, 2) and problemen >= 2,
        12 <= leeftijd <= 27 and antecedenten >= 3 and problemen >= 1,
        12 <= leeftijd <= 27 and verdenkingen >= 2 and rol == 1 and link == 1,
    ]


def _alle_gevallen() -> Iterator[tuple[int, int, int, int, int, int]]:
    return product(range(4, 30), range(5), range(4), range(4), (0, 1), (0, 1))


def _past(doelgroepen: tuple[DoelgroepCriteria, ...], gegevens: Gegevens) -> list[Past]:
    return [toetsing.past for toetsing in toets_alle(doelgroepen, gegevens)]


def test_every_row_of_the_truth_table(waarheidstabel: tuple[dict[str, int], ...], zuidwest: Profiel) -> None:
    doelgroepen = tuple(zuidwest.doelgroepen.values())
    afwijkend = []
    for rij in waarheidstabel:
        invoer = list(rij.values())[:6]
        verwacht = [Past.JA if rij[sleutel] else Past.NEE for sleutel in SLEUTELS]
        if _past(doelgroepen, _gegevens(*invoer)) != verwacht:
            afwijkend.append(rij)
    assert len(waarheidstabel) == 8320
    assert afwijkend == []


def test_the_shipped_profile_says_what_the_source_says(zuidwest: Profiel) -> None:
    assert tuple(zuidwest.doelgroepen) == SLEUTELS
    for criteria in ALLE:
        doelgroep: DoelgroepCriteria = zuidwest.doelgroepen[criteria.sleutel]
        for invoer in ((11, 0, 2, 0, 0, 0), (12, 3, 1, 2, 1, 1), (24, 1, 1, 1, 0, 1)):
            assert toets(doelgroep, _gegevens(*invoer)) == toets(criteria, _gegevens(*invoer))


def test_every_combination_against_the_rules_in_four_lines() -> None:
    afwijkend = [
        geval
        for geval in _alle_gevallen()
        if _past(ALLE, _gegevens(*geval)) != [Past.JA if past else Past.NEE for past in _naief(*geval)]
    ]
    assert afwijkend == []


def test_a_younger_or_older_range_is_uncertain_exactly_when_its_ages_disagree() -> None:
    for van, tot, antecedenten, problemen in product(range(4, 30), range(4, 30), (0, 2, 3), (1, 2)):
        if van > tot:
            continue
        gegevens = Gegevens(
            leeftijd=LeeftijdBereik(van, tot),
            antecedenten=antecedenten,
            probleem_leefgebieden=problemen,
            verdenkingen=3,
            negatief_rolmodel=True,
            link_netwerk=True,
        )
        per_leeftijd = [_naief(leeftijd, antecedenten, problemen, 3, 1, 1) for leeftijd in range(van, tot + 1)]
        verwacht = [
            Past.JA if all(antwoorden) else Past.ONZEKER if any(antwoorden) else Past.NEE
            for antwoorden in zip(*per_leeftijd, strict=True)
        ]
        assert _past(ALLE, gegevens) == verwacht, (van, tot, antecedenten, problemen)


def test_born_in_2014_may_be_11_or_12_and_the_program_says_so() -> None:
    leeftijd = OnvolledigeDatum(2014).leeftijd_op(date(2026, 11, 22))
    toetsing = toets(DOORGROEIER, Gegevens(leeftijd=leeftijd, antecedenten=3, probleem_leefgebieden=1))
    assert toetsing.past is Past.ONZEKER
    assert toetsing.uitkomsten[0] == CriteriumUitkomst(
        "leeftijd", "Leeftijd", "12 tot en met 27 jaar", "tussen 11 en 12 jaar", None
    )
    assert toetsing.uitleg() == (
        "Nog niet te zeggen: leeftijd tussen 11 en 12 jaar (criterium: 12 tot en met 27 jaar)."
    )


def test_the_day_before_the_24th_birthday_is_the_last() -> None:
    for dag, past in ((date(2026, 11, 21), Past.JA), (date(2026, 11, 22), Past.NEE)):
        leeftijd = OnvolledigeDatum(2002, 11, 22).leeftijd_op(dag)
        assert toets(JONGE_AANWAS, Gegevens(leeftijd=leeftijd, antecedenten=0, probleem_leefgebieden=2)).past is past


def test_every_outcome_in_words() -> None:
    gegevens = Gegevens(
        leeftijd=LEEFTIJD_ONBEKEND,
        antecedenten=2,
        probleem_leefgebieden=None,
        verdenkingen=None,
        negatief_rolmodel=True,
        link_netwerk=False,
    )
    assert toets(JONGE_AANWAS, gegevens) == Toetsing(
        "jonge_aanwas",
        "Jonge aanwas",
        (
            CriteriumUitkomst("leeftijd", "Leeftijd", "6 tot en met 23 jaar", "onbekend", None),
            CriteriumUitkomst("antecedenten", "Antecedenten", "0 tot en met 2", "2", True),
            CriteriumUitkomst(
                "probleem_leefgebieden", "Leefgebieden met een probleem", "2 of meer", "nog niet bekend", None
            ),
        ),
    )
    assert toets(HARDE_KERN, gegevens).uitkomsten[1:] == (
        CriteriumUitkomst(
            "verdenkingen", "Verdenkingen van ondermijnende criminaliteit", "2 of meer", "nog niet bekend", None
        ),
        CriteriumUitkomst("negatief_rolmodel", "Negatief rolmodel", "ja", "ja", True),
        CriteriumUitkomst("link_netwerk", "Link met groter crimineel netwerk", "ja", "nee", False),
    )
    assert toets(RISICOJONGERE, gegevens).uitkomsten[1] == CriteriumUitkomst(
        "antecedenten", "Antecedenten", "geen", "2", False
    )
    assert toets(HARDE_KERN, gegevens).uitleg() == ("Past niet: link met groter crimineel netwerk nee (criterium: ja).")


def test_harde_kern_needs_all_three_signs_and_an_open_one_is_uncertain() -> None:
    for verdenkingen, rol, link in product((None, 1, 2), (None, False, True), (None, False, True)):
        gegevens = Gegevens(
            leeftijd=LeeftijdBereik(17, 17),
            antecedenten=0,
            probleem_leefgebieden=0,
            verdenkingen=verdenkingen,
            negatief_rolmodel=rol,
            link_netwerk=link,
        )
        tekens = (None if verdenkingen is None else verdenkingen >= 2, rol, link)
        verwacht = Past.NEE if False in tekens else Past.ONZEKER if None in tekens else Past.JA
        assert toets(HARDE_KERN, gegevens).past is verwacht


@pytest.mark.parametrize(
    ("oordeel", "past", "stand", "open_", "uitleg"),
    [
        (None, Past.JA, Past.ONZEKER, 1, "Nog niet te zeggen: verhoogd risico nog niet beoordeeld (criterium: ja)."),
        (True, Past.JA, Past.JA, 0, "Past bij alle criteria."),
        (False, Past.NEE, Past.NEE, 0, "Past niet: verhoogd risico nee (criterium: ja)."),
    ],
)
def test_a_raised_risk_is_a_judgement_that_may_stay_open(
    oordeel: bool | None, past: Past, stand: Past, open_: int, uitleg: str
) -> None:
    gegevens = Gegevens(
        leeftijd=LeeftijdBereik(10, 10), antecedenten=0, probleem_leefgebieden=0, verhoogd_risico=oordeel
    )
    toetsing = toets(RISICOJONGERE, gegevens)
    assert (toetsing.past, toetsing.stand, toetsing.uitleg()) == (past, stand, uitleg)
    assert len(toetsing.nog_te_beoordelen) == len(toetsing.open_criteria) == open_


def test_adults_above_27_match_none_whatever_they_did() -> None:
    for geval in product(range(28, 90), (0, 3), (0, 3), (0, 3), (0, 1), (0, 1)):
        assert _past(ALLE, _gegevens(*geval)) == [Past.NEE] * 4


def _toetsingen(**past: bool | None) -> tuple[Toetsing, ...]:
    return tuple(
        Toetsing(sleutel, sleutel, (CriteriumUitkomst("leeftijd", "Leeftijd", "", "", voldoet),))
        for sleutel, voldoet in past.items()
    )


@pytest.mark.parametrize(("keuze", "nodig"), [("a", False), ("b", False), ("c", True), ("d", True), (None, True)])
def test_a_choice_against_or_beside_the_criteria_needs_a_reason(keuze: str | None, nodig: bool) -> None:
    assert afwijking_nodig(keuze, _toetsingen(a=True, b=True, c=False, d=None)) is nodig


def test_choosing_nothing_where_nothing_surely_fits_needs_no_reason() -> None:
    assert not afwijking_nodig(None, _toetsingen(c=False, d=None))
    assert not afwijking_nodig(None, ())


def test_a_doelgroep_that_was_not_tested_is_a_bug() -> None:
    with pytest.raises(ValueError, match="not tested"):
        afwijking_nodig("z", _toetsingen(a=True))


def test_only_the_statuses_of_the_profile_count_and_a_melding_or_victim_never() -> None:
    statussen = ["veroordeling", "proces_verbaal", "melding", "slachtoffer", "verdenking", "veroordeling"]
    assert tel_antecedenten(statussen, ["veroordeling", "strafbeschikking", "proces_verbaal"]) == 3
    assert tel_antecedenten(statussen, ["melding", "slachtoffer", "verdenking"]) == 1
    assert tel_antecedenten([], ["veroordeling"]) == 0


def test_the_shipped_profile_counts_the_default_statuses(zuidwest: Profiel) -> None:
    assert set(zuidwest.regels.antecedent_statussen.waarde) == {"veroordeling", "strafbeschikking", "proces_verbaal"}
    assert zuidwest.regels.probleem_score_max.waarde == 2


@pytest.mark.parametrize(
    ("toen", "onzeker"),
    [
        ({"doelgroepen": [{"doelgroep": "a", "past": "nee"}, {"doelgroep": "b", "past": "onzeker"}]}, (False, True)),
        ({"doelgroepen": [{"doelgroep": "a", "past": "onzeker"}, {"doelgroep": "b", "past": "ja"}]}, (True, False)),
        ({"doelgroepen": []}, (False, False)),
        ({}, (False, False)),
    ],
)
def test_whether_it_could_not_be_told_when_it_was_chosen(toen: dict[str, object], onzeker: tuple[bool, bool]) -> None:
    assert (was_onzeker(toen, "a"), was_onzeker(toen, "b")) == onzeker


def test_only_the_newest_score_of_a_leefgebied_counts() -> None:
    scores = [
        Score("financien", date(2026, 5, 1), 4),
        Score("financien", date(2026, 1, 1), 1),
        Score("huisvesting", date(2026, 1, 1), 5),
        Score("huisvesting", date(2026, 5, 1), 2),
        Score("justitie", date(2026, 5, 1), 5),
        Score("justitie", date(2026, 5, 1), 1),
    ]
    assert {gebied: score.waarde for gebied, score in laatste_scores(scores).items()} == {
        "financien": 4,
        "huisvesting": 2,
        "justitie": 1,
    }
    assert tel_problemen(scores, 2) == 2
    assert tel_problemen(scores, 1) == 1
    assert tel_problemen([], 2) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.dates(date(2026, 1, 1), date(2026, 1, 9)), st.integers(1, 5))))
def test_problems_against_the_naive_count(rijen: list[tuple[str, date, int]]) -> None:
    scores = [Score(*rij) for rij in rijen]
    naief = 0
    for gebied in "abc":
        van_gebied = sorted((rij for rij in rijen if rij[0] == gebied), key=lambda rij: rij[1])  # sorting is stable
        naief += bool(van_gebied) and van_gebied[-1][2] <= 2
    assert tel_problemen(scores, 2) == (naief if rijen else None)


@pytest.mark.parametrize("waarde", [0, 6, -1])
def test_a_score_outside_1_to_5_is_a_bug(waarde: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        Score("financien", date(2026, 1, 1), waarde)
