"""Who may use the rights of the AVG, until when it is answered, and what follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datums import LEEFTIJD_ONBEKEND, LeeftijdBereik, OnvolledigeDatum
from pmg_desk.domain.rechten import (
    Gevolg,
    Gezag,
    Leeftijdsgrenzen,
    Mag,
    RechtOordeel,
    Rechtsoort,
    Schild,
    aaneengesloten,
    antwoord_voor,
    gevolg,
    is_zichtbaar,
    maanden_na,
    mag_verlengen,
    mag_vragen,
    mening_nodig,
    verlengd_tot,
)
from pmg_desk.domain.selectie import Geinformeerde

GRENZEN = Leeftijdsgrenzen(12, 16)
JONGERE, OUDERS = Geinformeerde


def mag(wie: Geinformeerde, jongst: int, oudst: int | None = None, gezag: Gezag = Gezag.JA) -> Mag:
    return mag_vragen(wie, LeeftijdBereik(jongst, jongst if oudst is None else oudst), gezag, GRENZEN).mag


@pytest.mark.parametrize(
    ("leeftijd", "jongere", "ouder"),
    [(0, Mag.NEE, Mag.JA), (11, Mag.NEE, Mag.JA), (12, Mag.JA, Mag.JA), (15, Mag.JA, Mag.JA), (16, Mag.JA, Mag.NEE),
     (23, Mag.JA, Mag.NEE)],
)  # fmt: skip
def test_under_12_the_parents_12_to_15_both_from_16_the_youth(leeftijd: int, jongere: Mag, ouder: Mag) -> None:
    assert (mag(JONGERE, leeftijd), mag(OUDERS, leeftijd)) == (jongere, ouder)


def test_the_bounds_are_those_of_the_profile() -> None:
    grenzen = Leeftijdsgrenzen(10, 18)
    dertien = LeeftijdBereik(17, 17)
    assert mag_vragen(OUDERS, dertien, Gezag.JA, grenzen).mag is Mag.JA
    assert mag_vragen(JONGERE, LeeftijdBereik(10, 10), Gezag.JA, grenzen).mag is Mag.JA


@pytest.mark.parametrize("leeftijd", [5, 13])
def test_a_parent_needs_gezag_and_what_is_not_known_is_found_out(leeftijd: int) -> None:
    assert [mag(OUDERS, leeftijd, gezag=g) for g in Gezag] == [Mag.JA, Mag.NEE, Mag.ONZEKER]
    assert mag_vragen(OUDERS, LeeftijdBereik(13, 13), Gezag.ONBEKEND, GRENZEN).uitleg.endswith("Ga dat eerst na.")


def test_a_parent_is_told_to_hear_the_youth_from_12_on() -> None:
    uitleg = [mag_vragen(OUDERS, LeeftijdBereik(a, a), Gezag.JA, GRENZEN).uitleg for a in (11, 12, 15)]
    assert ["wat de jongere ervan vindt" in tekst for tekst in uitleg] == [False, True, True]


@given(st.integers(0, 30), st.integers(0, 3))
def test_the_youth_is_asked_where_a_parent_asks_and_the_youth_might(jongst: int, erbij: int) -> None:
    bereik = LeeftijdBereik(jongst, jongst + erbij)
    samen = any(12 <= leeftijd < 16 for leeftijd in range(jongst, jongst + erbij + 1))
    assert mening_nodig(Geinformeerde.OUDERS, bereik, GRENZEN) == samen
    assert not mening_nodig(Geinformeerde.JONGERE, bereik, GRENZEN)


def test_of_an_unknown_age_the_youth_is_asked_and_under_12_the_profile_may_say_so() -> None:
    assert mening_nodig(Geinformeerde.OUDERS, LEEFTIJD_ONBEKEND, GRENZEN)
    assert not mening_nodig(Geinformeerde.JONGERE, LEEFTIJD_ONBEKEND, GRENZEN)
    assert mening_nodig(Geinformeerde.OUDERS, LeeftijdBereik(8, 8), Leeftijdsgrenzen(8, 16))


def test_of_an_incomplete_birth_date_nothing_is_guessed() -> None:
    geboren, dag = OnvolledigeDatum(2014), date(2026, 6, 1)  # 11 or 12
    leeftijd = geboren.leeftijd_op(dag)
    assert mag_vragen(JONGERE, leeftijd, Gezag.JA, GRENZEN).mag is Mag.ONZEKER
    assert mag_vragen(OUDERS, leeftijd, Gezag.JA, GRENZEN).mag is Mag.JA
    assert mag(JONGERE, 15, 16) is Mag.JA
    assert mag(OUDERS, 15, 16) is Mag.ONZEKER
    assert mag(OUDERS, 15, 16, Gezag.NEE) is Mag.NEE
    for wie in Geinformeerde:
        assert mag_vragen(wie, LEEFTIJD_ONBEKEND, Gezag.JA, GRENZEN).mag is Mag.ONZEKER


@given(st.integers(0, 20), st.integers(0, 3), st.sampled_from(list(Gezag)), st.sampled_from(list(Geinformeerde)))
def test_a_range_of_ages_says_yes_or_no_only_when_every_age_in_it_does(
    jongst: int, erbij: int, gezag: Gezag, wie: Geinformeerde
) -> None:
    los = {mag(wie, leeftijd, gezag=gezag) for leeftijd in range(jongst, jongst + erbij + 1)}
    samen = mag(wie, jongst, jongst + erbij, gezag)
    assert samen is (los.pop() if len(los) == 1 else Mag.ONZEKER)


@pytest.mark.parametrize(
    ("ontvangen", "voor", "verlengd"),
    [
        (date(2026, 11, 3), date(2026, 12, 3), date(2027, 2, 3)),
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2028, 1, 30), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)),
    ],
)
def test_a_month_is_a_calendar_month_and_ends_with_the_month(ontvangen: date, voor: date, verlengd: date) -> None:
    assert antwoord_voor(ontvangen, 92) == voor
    assert verlengd_tot(ontvangen) == verlengd


def test_a_sooner_term_of_the_profile_counts_and_a_later_one_does_not() -> None:
    assert antwoord_voor(date(2026, 12, 1), 30) == date(2026, 12, 31)
    assert antwoord_voor(date(2026, 2, 1), 30) == date(2026, 3, 1)
    assert antwoord_voor(date(2026, 12, 1), 14) == date(2026, 12, 15)


def test_at_the_end_of_time() -> None:
    assert maanden_na(date(9999, 12, 5), 1) == date.max
    assert antwoord_voor(date.max, 30) == date.max


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 40))
def test_months_never_skip_a_month(dag: date, maanden: int) -> None:
    later = maanden_na(dag, maanden)
    assert (later.year * 12 + later.month) - (dag.year * 12 + dag.month) == maanden
    assert later.day == dag.day or (later.day < dag.day and (later + timedelta(days=1)).day == 1)


def test_extended_once_and_within_the_month() -> None:
    ontvangen = date(2026, 1, 31)
    assert mag_verlengen(ontvangen, date(2026, 2, 28), verlengd=False)
    assert not mag_verlengen(ontvangen, date(2026, 3, 1), verlengd=False)
    assert not mag_verlengen(ontvangen, date(2026, 2, 1), verlengd=True)


def test_what_each_decision_leads_to() -> None:
    uitkomst = {soort: tuple(gevolg(soort, oordeel) for oordeel in RechtOordeel) for soort in Rechtsoort}
    g = Gevolg
    assert uitkomst == {
        Rechtsoort.INZAGE: (g.GEVEN, g.GEVEN, g.UITLEGGEN),
        Rechtsoort.CORRECTIE: (g.VERBETEREN, g.VERBETEREN, g.REACTIE),
        Rechtsoort.WISSEN: (g.VERNIETIGEN, g.VERNIETIGEN, g.UITLEGGEN),
        Rechtsoort.BEPERKING: (g.NIET_DELEN, g.NIET_DELEN, g.UITLEGGEN),
        Rechtsoort.BEZWAAR: (g.STOPPEN, g.STOPPEN, g.UITLEGGEN),
    }


schilden = st.builds(
    Schild, st.integers(1, 30), st.integers(1, 40), st.none() | st.frozensets(st.integers(1, 30), max_size=8)
)


@given(st.lists(schilden, max_size=4), st.integers(0, 3))
def test_a_shielded_line_is_never_seen_and_every_other_line_always(alle: list[Schild], opgeheven: int) -> None:
    gedekt = {
        nr for s in alle for nr in range(s.van_nr, s.tot_nr + 1) if s.alleen is None or nr in s.alleen
    }  # counted line by line
    assert {nr for nr in range(1, 50) if is_zichtbaar(nr, alle)} == set(range(1, 50)) - gedekt
    over = alle[opgeheven:]
    assert all(is_zichtbaar(nr, over) for nr in range(1, 50) if is_zichtbaar(nr, alle))


@given(st.sets(st.integers(1, 40)), st.sets(st.integers(1, 40)))
def test_what_is_chosen_is_hidden_and_nothing_between(alle: set[int], keuze: set[int]) -> None:
    gekozen = alle & keuze
    schilden = [Schild(van, tot) for van, tot in aaneengesloten(sorted(alle), gekozen)]
    assert {nr for nr in alle if not is_zichtbaar(nr, schilden)} == gekozen


def test_lines_next_to_each_other_are_one_shield() -> None:
    assert list(aaneengesloten([2, 5, 9, 11, 12], {2, 5, 11})) == [(2, 5), (11, 11)]
