"""Series of actions: every day is counted from the first, so nothing is skipped and nothing comes twice."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.herhaling import Herhaling, beurtdag, beurten, volgende_dag

DAGEN = st.dates(date(2000, 1, 1), date(2150, 12, 31))
REEKSEN = st.sampled_from([soort for soort in Herhaling if soort is not Herhaling.GEEN])


@pytest.mark.parametrize(
    ("begin", "soort", "verwacht"),
    [
        (date(2027, 1, 31), Herhaling.MAAND, [(2027, 1, 31), (2027, 2, 28), (2027, 3, 31), (2027, 4, 30)]),
        (date(2028, 1, 30), Herhaling.MAAND, [(2028, 1, 30), (2028, 2, 29), (2028, 3, 30)]),
        (date(2026, 11, 30), Herhaling.KWARTAAL, [(2026, 11, 30), (2027, 2, 28), (2027, 5, 30), (2027, 8, 30)]),
        (date(2026, 12, 28), Herhaling.WEEK, [(2026, 12, 28), (2027, 1, 4)]),
        (date(2028, 2, 20), Herhaling.TWEE_WEKEN, [(2028, 2, 20), (2028, 3, 5)]),  # a Sunday stays a Sunday
        (date(2026, 10, 15), Herhaling.MAAND, [(2026, 10, 15), (2026, 11, 15), (2026, 12, 15), (2027, 1, 15)]),
    ],
)
def test_known_days(begin: date, soort: Herhaling, verwacht: list[tuple[int, int, int]]) -> None:
    assert [beurtdag(begin, soort, beurt) for beurt in range(len(verwacht))] == [date(*dag) for dag in verwacht]


@given(DAGEN, st.sampled_from([(Herhaling.WEEK, 7), (Herhaling.TWEE_WEKEN, 14)]), st.integers(0, 400))
def test_weeks_keep_the_day_of_the_week_and_their_distance(begin: date, reeks: tuple[Herhaling, int], n: int) -> None:
    soort, dagen = reeks
    assert beurtdag(begin, soort, n + 1) - beurtdag(begin, soort, n) == timedelta(days=dagen)
    assert beurtdag(begin, soort, n).weekday() == begin.weekday()


@given(DAGEN, st.sampled_from([(Herhaling.MAAND, 1), (Herhaling.KWARTAAL, 3)]), st.integers(0, 200))
def test_each_month_once_on_the_same_day_or_its_last(begin: date, reeks: tuple[Herhaling, int], n: int) -> None:
    soort, maanden = reeks
    dag = beurtdag(begin, soort, n)
    assert dag.year * 12 + dag.month == begin.year * 12 + begin.month + n * maanden
    assert dag.day == min(begin.day, calendar.monthrange(dag.year, dag.month)[1])


@given(DAGEN, REEKSEN, st.integers(0, 60), st.integers(0, 900))
def test_following_a_series_meets_every_turn_up_to_its_end_once(
    begin: date, soort: Herhaling, vanaf: int, lengte: int
) -> None:
    tot = beurtdag(begin, soort, vanaf) + timedelta(days=lengte)
    gevonden = []
    beurt = vanaf
    while (dag := volgende_dag(begin, soort, beurt, tot)) is not None:
        gevonden.append(dag)
        beurt += 1
    verwacht = [dag for n in range(vanaf + 1, vanaf + 200) if (dag := beurtdag(begin, soort, n)) <= tot]
    assert gevonden == verwacht == sorted(set(verwacht))


def test_the_last_day_is_inside_and_without_one_it_goes_on() -> None:
    begin = date(2027, 1, 31)
    assert volgende_dag(begin, Herhaling.MAAND, 0, date(2027, 2, 28)) == date(2027, 2, 28)
    assert volgende_dag(begin, Herhaling.MAAND, 0, date(2027, 2, 27)) is None
    assert volgende_dag(begin, Herhaling.MAAND, 0, None) == date(2027, 2, 28)


def test_a_short_month_does_not_pull_the_days_after_it_forward() -> None:
    begin = date(2027, 1, 31)
    dagen = [volgende_dag(begin, Herhaling.MAAND, beurt, None) for beurt in range(3)]
    assert dagen == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_what_does_not_repeat_has_no_next() -> None:
    assert volgende_dag(date(2027, 1, 31), Herhaling.GEEN, 0, None) is None
    with pytest.raises(ValueError, match="not a series"):
        beurtdag(date(2027, 1, 31), Herhaling.GEEN, 1)


def test_the_calendar_ends() -> None:
    assert beurtdag(date(9999, 11, 30), Herhaling.MAAND, 1) == date(9999, 12, 30)
    for soort in (Herhaling.WEEK, Herhaling.KWARTAAL):
        with pytest.raises(OverflowError):
            beurtdag(date(9999, 12, 28), soort, 1)


@given(DAGEN, REEKSEN, st.integers(0, 40), st.integers(-400, 400), st.integers(0, 500))
def test_a_stretch_of_a_series_has_no_gap_and_no_double(
    begin: date, soort: Herhaling, eerste: int, verschil: int, lengte: int
) -> None:
    van = beurtdag(begin, soort, eerste) + timedelta(days=verschil)
    tot = van + timedelta(days=lengte)
    alle = [(n, beurtdag(begin, soort, n)) for n in range(eerste, eerste + 250)]
    gevonden = list(beurten(begin, soort, eerste, van, tot))
    assert gevonden == [(n, dag) for n, dag in alle if van <= dag <= tot]
    assert [n for n, _ in gevonden] == list(range(gevonden[0][0], gevonden[0][0] + len(gevonden))) if gevonden else True


@given(DAGEN, REEKSEN, st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_filling_a_series_bit_by_bit_gives_the_same_turns_as_at_once(
    begin: date, soort: Herhaling, stappen: list[int]
) -> None:
    gemaakt: list[tuple[int, date]] = []
    dag = begin
    for stap in stappen:
        dag += timedelta(days=stap)
        eerste = gemaakt[-1][0] + 1 if gemaakt else 0
        gemaakt += beurten(begin, soort, eerste, begin, dag + timedelta(days=120))
    assert gemaakt == list(beurten(begin, soort, 0, begin, dag + timedelta(days=120)))
