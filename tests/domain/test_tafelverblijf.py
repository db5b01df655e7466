"""Which stays at a table count in the stand of a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.tafelverblijf import telt_aan_tafel

DAG = date(2026, 9, 30)
EEN = timedelta(days=1)


def test_the_first_day_counts_and_the_day_it_ended_does_not() -> None:
    for tot, telt in ((None, True), (DAG + EEN, True), (DAG, False), (DAG - EEN, False)):
        assert telt_aan_tafel(DAG - 9 * EEN, tot, DAG) is telt
    assert telt_aan_tafel(DAG, None, DAG)
    assert not telt_aan_tafel(DAG + EEN, None, DAG)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_who_moves_is_at_one_table_each_evening(begin: int, over: int, dag: int) -> None:
    """From one table to the next on the same day: counted once from the first day on, at the one it moved to."""
    van, verhuisd, avond = DAG + begin * EEN, DAG + (begin + over) * EEN, DAG + dag * EEN
    oud, nieuw = telt_aan_tafel(van, verhuisd, avond), telt_aan_tafel(verhuisd, None, avond)
    assert oud + nieuw == (van <= avond)
    assert nieuw == (verhuisd <= avond)
