"""How long a casus is kept: no term of one table ends another's, and nothing is due by accident."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.bewaren import (
    Begin,
    Feiten,
    Stand,
    Termijn,
    Toestand,
    Vernietigingsreden,
    achttien_op,
    begint_op,
    bereken,
    maanden_later,
)
from pmg_desk.domain.datums import OnvolledigeDatum, leeftijd

VANDAAG = date(2026, 11, 23)
DAGEN = st.dates(date(1990, 1, 1), date(2080, 1, 1))
GEBOREN = st.one_of(
    st.just(OnvolledigeDatum()),
    st.integers(1990, 2020).map(OnvolledigeDatum),
    st.dates(date(1990, 1, 1), date(2020, 1, 1)).map(OnvolledigeDatum.van_dag),
)
TAFELS = ("pga_lokaal", "top_x", "zvhh")


def termijn(tafel: str = "pga_lokaal", maanden: int = 24, begin: Begin = Begin.SLUITING) -> Termijn:
    return Termijn(tafel, maanden, begin, "Selectielijst")


def feiten(gesloten: date | None = date(2024, 1, 31), *tafels: str, geboren: str = "2008-02-29") -> Feiten:
    return Feiten(
        gesloten,
        date(2024, 5, 1),
        OnvolledigeDatum.uit_tekst(geboren),
        dict.fromkeys(tafels or ("pga_lokaal",)),
    )


@st.composite
def gevallen(draw: st.DrawFn) -> tuple[Feiten, dict[str, Termijn], date | None, date]:
    aan = draw(st.lists(st.sampled_from(TAFELS), unique=True))
    gesloten = draw(st.none() | DAGEN)
    f = Feiten(gesloten, draw(DAGEN), draw(GEBOREN), {t: draw(st.none() | DAGEN) for t in aan})
    met = draw(st.lists(st.sampled_from(TAFELS), unique=True))
    t = {x: Termijn(x, draw(st.integers(0, 1200)), draw(st.sampled_from(Begin)), "bron") for x in met}
    return f, t, draw(st.none() | DAGEN), draw(DAGEN)


@given(gevallen())
def test_an_open_casus_is_never_due(geval: tuple[Feiten, dict[str, Termijn], date | None, date]) -> None:
    f, termijnen, tot, vandaag = geval
    open_ = Feiten(None, f.gewijzigd_op, f.geboren, f.verlaten)
    assert bereken(open_, termijnen, vandaag, verlengd_tot=tot) == Stand(Toestand.BEWAREN)


@given(gevallen())
def test_nothing_is_due_while_any_of_its_tables_still_keeps_it_or_has_no_term(
    geval: tuple[Feiten, dict[str, Termijn], date | None, date],
) -> None:
    f, termijnen, tot, vandaag = geval
    stand = bereken(f, termijnen, vandaag, verlengd_tot=tot)
    if stand.toestand is not Toestand.BEOORDELEN:
        return
    assert f.gesloten_op is not None
    assert set(f.verlaten) <= set(termijnen)
    assert f.verlaten
    assert tot is None or tot < vandaag or (stand.vervalt_op is not None and tot < stand.vervalt_op <= vandaag)
    for tafel in f.verlaten:
        alleen = bereken(
            Feiten(f.gesloten_op, f.gewijzigd_op, f.geboren, {tafel: f.verlaten[tafel]}), termijnen, vandaag
        )
        assert alleen.toestand is Toestand.BEOORDELEN
        assert stand.vervalt_op is None or (alleen.vervalt_op is not None and alleen.vervalt_op <= stand.vervalt_op)


@given(gevallen(), DAGEN)
def test_a_decision_only_ever_keeps_longer(
    geval: tuple[Feiten, dict[str, Termijn], date | None, date], tot: date
) -> None:
    f, termijnen, _, vandaag = geval
    zonder, met = bereken(f, termijnen, vandaag), bereken(f, termijnen, vandaag, verlengd_tot=tot)
    if zonder.vervalt_op is not None:
        assert met.vervalt_op is not None
        assert met.vervalt_op == max(zonder.vervalt_op, tot + timedelta(days=1))
    if met.toestand is Toestand.BEOORDELEN:
        assert zonder.toestand is Toestand.BEOORDELEN


@given(gevallen(), st.integers(1, 4000))
def test_once_due_a_casus_stays_due(geval: tuple[Feiten, dict[str, Termijn], date | None, date], later: int) -> None:
    f, termijnen, tot, vandaag = geval
    if bereken(f, termijnen, vandaag, verlengd_tot=tot).toestand is Toestand.BEOORDELEN:
        morgen = bereken(f, termijnen, vandaag + timedelta(days=later), verlengd_tot=tot)
        assert morgen.toestand is Toestand.BEOORDELEN


@given(gevallen())
def test_a_proposal_shows_as_one_and_changes_no_date(
    geval: tuple[Feiten, dict[str, Termijn], date | None, date],
) -> None:
    f, termijnen, tot, vandaag = geval
    gewoon = bereken(f, termijnen, vandaag, verlengd_tot=tot)
    voorgesteld = bereken(f, termijnen, vandaag, verlengd_tot=tot, voorgesteld=True)
    assert voorgesteld.toestand is Toestand.VERNIETIGEN
    assert (voorgesteld.vervalt_op, voorgesteld.termijn) == (gewoon.vervalt_op, gewoon.termijn)


@given(DAGEN, st.integers(0, 1200), st.integers(0, 1200))
def test_months_add_up_and_never_go_back(dag: date, een: int, twee: int) -> None:
    assert maanden_later(dag, 0) == dag
    assert maanden_later(dag, een) <= maanden_later(dag, een + twee)
    uiterst = maanden_later(dag, een)
    assert (uiterst.year * 12 + uiterst.month) - (dag.year * 12 + dag.month) == een
    assert uiterst.day <= dag.day


@given(st.dates(date(1950, 1, 1), date(2030, 1, 1)))
def test_the_eighteenth_birthday_is_the_first_day_of_age_eighteen(geboren: date) -> None:
    dag = achttien_op(OnvolledigeDatum.van_dag(geboren))
    assert dag is not None
    assert (leeftijd(geboren, dag), leeftijd(geboren, dag - timedelta(days=1))) == (18, 17)


def test_what_is_unknown_of_a_birth_date_counts_as_the_latest_day() -> None:
    assert achttien_op(OnvolledigeDatum(2008)) == date(2026, 12, 31)
    assert achttien_op(OnvolledigeDatum(2008, 2)) == date(2026, 3, 1)
    assert achttien_op(OnvolledigeDatum(None, 2, 3)) is None


@pytest.mark.parametrize(
    ("begin", "verwacht"),
    [
        (Begin.SLUITING, date(2024, 1, 31)),
        (Begin.VERLATEN_TAFEL, date(2024, 3, 1)),
        (Begin.ACHTTIEN, date(2026, 3, 1)),
        (Begin.LAATSTE_WIJZIGING, date(2024, 5, 1)),
    ],
)
def test_each_start_event(begin: Begin, verwacht: date) -> None:
    f = Feiten(date(2024, 1, 31), date(2024, 5, 1), OnvolledigeDatum(2008, 2, 29), {"pga_lokaal": date(2024, 3, 1)})
    assert begint_op(termijn(begin=begin), f) == verwacht


def test_a_term_never_begins_before_the_casus_was_closed() -> None:
    f = Feiten(date(2026, 11, 1), date(2026, 11, 1), OnvolledigeDatum(1999, 1, 1), {"pga_lokaal": date(2020, 1, 1)})
    assert [begint_op(termijn(begin=begin), f) for begin in Begin] == [date(2026, 11, 1)] * 4
    assert begint_op(termijn(), Feiten(None, VANDAAG, OnvolledigeDatum(), {})) is None


def test_a_casus_that_never_left_its_table_left_it_when_it_was_closed() -> None:
    assert begint_op(termijn(begin=Begin.VERLATEN_TAFEL), feiten()) == date(2024, 1, 31)


def test_the_day_itself_and_the_day_before() -> None:
    stand = bereken(feiten(), {"pga_lokaal": termijn(maanden=25)}, date(2026, 2, 27))
    assert stand == Stand(Toestand.BEWAREN, date(2026, 2, 28), termijn(maanden=25), date(2024, 1, 31))
    assert bereken(feiten(), {"pga_lokaal": termijn(maanden=25)}, date(2026, 2, 28)).toestand is Toestand.BEOORDELEN


def test_of_two_tables_the_longest_decides_and_one_without_a_term_stops_all() -> None:
    beide = feiten(date(2024, 1, 31), "pga_lokaal", "top_x")
    termijnen = {"pga_lokaal": termijn(maanden=60), "top_x": termijn("top_x", 12)}
    assert bereken(beide, termijnen, VANDAAG).termijn == termijnen["pga_lokaal"]
    assert bereken(beide, {"top_x": termijnen["top_x"]}, VANDAAG) == Stand(Toestand.NIET_INGESTELD)
    nergens = Feiten(date(2020, 1, 1), VANDAAG, OnvolledigeDatum())
    assert bereken(nergens, termijnen, VANDAAG) == Stand(Toestand.NIET_INGESTELD)


def test_an_unknown_start_event_asks_a_person_and_a_decision_answers() -> None:
    f, termijnen = feiten(geboren=""), {"pga_lokaal": termijn(begin=Begin.ACHTTIEN)}
    assert bereken(f, termijnen, VANDAAG) == Stand(Toestand.BEOORDELEN)
    assert bereken(f, termijnen, VANDAAG, verlengd_tot=VANDAAG) == Stand(
        Toestand.BEWAREN, VANDAAG + timedelta(days=1), verlengd_tot=VANDAAG
    )
    assert bereken(f, termijnen, VANDAAG, verlengd_tot=VANDAAG - timedelta(days=1)) == Stand(Toestand.BEOORDELEN)


def test_a_term_past_the_calendar_is_kept_to_its_end() -> None:
    assert maanden_later(date(9999, 12, 1), 1) == date.max


def test_every_key_has_words_and_stored_values_never_change() -> None:
    for soort in (Begin, Toestand, Vernietigingsreden):
        assert len({lid.label for lid in soort}) == len(soort)
    assert [b.value for b in Begin] == ["sluiting", "verlaten_tafel", "achttien", "laatste_wijziging"]
    assert [r.value for r in Vernietigingsreden] == ["termijn", "avg_17", "vergissing"]
    assert [t.value for t in Toestand] == ["niet_ingesteld", "bewaren", "beoordelen", "vernietigen", "vernietigd"]
