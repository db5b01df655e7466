"""What is left, and which totals are shown: nobody reads the money of one unseen casus from a total."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.budget import Cijfer, te_veel, tel_op

CASUSSEN = [UUID(int=nr) for nr in range(8)]
POSTEN = st.lists(st.tuples(st.sampled_from(CASUSSEN), st.integers(-50_000, 50_000)), max_size=12)


@given(POSTEN, st.sets(st.sampled_from(CASUSSEN)), st.integers(3, 8))
def test_a_shown_total_leaves_no_small_rest(posten: list[tuple[UUID, int]], gezien: set[UUID], drempel: int) -> None:
    cijfer = tel_op(posten, gezien, drempel)
    ongezien = {casus for casus, _ in posten} - gezien
    if cijfer.bedrag is None:
        assert 0 < len(ongezien) < drempel
        assert cijfer.casussen is None
    else:
        assert not ongezien or len(ongezien) >= drempel
        assert cijfer == Cijfer(len({casus for casus, _ in posten}), sum(bedrag for _, bedrag in posten))


def test_one_casus_is_counted_once() -> None:
    een, twee = CASUSSEN[:2]
    assert tel_op([(een, 100), (een, -40), (twee, 5)], {een, twee}, 5) == Cijfer(2, 65)
    assert tel_op([], set(), 5) == Cijfer(0, 0)


@pytest.mark.parametrize(
    ("ruimte", "gebruikt", "erbij", "over"),
    [(None, 900, 900, 0), (100, 40, 60, 0), (100, 40, 61, 1), (100, 200, 30, 30), (0, 0, 5, 5), (100, 0, 100, 0)],
)
def test_only_what_is_asked_now_can_be_too_much(ruimte: int | None, gebruikt: int, erbij: int, over: int) -> None:
    assert te_veel(ruimte, gebruikt, erbij) == over
