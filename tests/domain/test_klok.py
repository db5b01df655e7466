"""The one spelling of a moment that goes into hashed and signed bytes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.klok import AMSTERDAM, als_tekst, lokale_dag, uit_tekst


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 2), max_value=datetime(9999, 12, 30)))  # noqa: DTZ001
def test_what_was_spelled_reads_back_and_a_zone_makes_no_difference(moment: datetime) -> None:
    assert uit_tekst(als_tekst(moment)) == moment
    assert als_tekst(moment.astimezone(AMSTERDAM)) == als_tekst(moment)


def test_a_moment_without_a_zone_is_not_spelled() -> None:
    with pytest.raises(ValueError, match="naive"):
        als_tekst(datetime(2026, 11, 23, 8, 30))  # noqa: DTZ001


@pytest.mark.parametrize("tekst", ["", "2026-11-23", "2026-11-23T08:30:00Z", "2026-11-23T08:30:00.000000+00:00"])
def test_no_other_spelling_is_read(tekst: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        uit_tekst(tekst)


def test_a_day_is_one_in_the_netherlands() -> None:
    assert lokale_dag(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)).isoformat() == "2026-11-23"
