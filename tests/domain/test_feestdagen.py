"""Public holidays of the Netherlands, against days that anybody can look up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.feestdagen import feestdag, pasen


@pytest.mark.parametrize(
    "zondag",
    [date(2000, 4, 23), date(2008, 3, 23), date(2024, 3, 31), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25)],
)
def test_easter_is_on_the_day_of_the_calendar(zondag: date) -> None:
    assert pasen(zondag.year) == zondag


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_between_22_march_and_25_april(jaar: int) -> None:
    assert pasen(jaar).weekday() == 6
    assert date(jaar, 3, 22) <= pasen(jaar) <= date(jaar, 4, 25)


def test_the_holidays_of_2026() -> None:
    dagen = (date.fromordinal(date(2026, 1, 1).toordinal() + nr) for nr in range(365))
    assert {f"{dag:%d-%m}": feestdag(dag) for dag in dagen if feestdag(dag)} == {
        "01-01": "Nieuwjaarsdag",
        "03-04": "Goede Vrijdag",
        "06-04": "Tweede paasdag",
        "27-04": "Koningsdag",
        "05-05": "Bevrijdingsdag",
        "14-05": "Hemelvaart",
        "25-05": "Tweede pinksterdag",
        "25-12": "Eerste kerstdag",
        "26-12": "Tweede kerstdag",
    }


def test_koningsdag_is_never_on_a_sunday_and_two_holidays_on_one_day_are_both_named() -> None:
    assert (feestdag(date(2025, 4, 26)), feestdag(date(2025, 4, 27))) == ("Koningsdag", "")
    assert feestdag(date(2016, 5, 5)) == "Hemelvaart en Bevrijdingsdag"
