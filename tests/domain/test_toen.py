"""What held when something was told, whatever was decided since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.delen import Gebrek
from pmg_desk.domain.toen import besloten_toen, ingetrokken_toen
from tests.domain.test_selectie import NU, besluit

UUR = timedelta(hours=1)


def test_a_withdrawal_counts_from_when_it_was_known() -> None:
    assert ingetrokken_toen([("a", NU)], [], NU - UUR) == frozenset()
    assert ingetrokken_toen([("a", NU)], [], NU) == {"a"}
    # Said twice, the first counts; a signed paper beside the line moves nothing.
    assert ingetrokken_toen([("a", NU), ("a", NU + UUR)], ["a"], NU) == {"a"}
    assert ingetrokken_toen([("a", NU + UUR), ("a", NU + 2 * UUR)], ["a"], NU) == frozenset()


def test_a_withdrawal_of_which_nobody_can_say_when_always_counts() -> None:
    assert ingetrokken_toen([("a", NU + UUR)], ["a", "b"], NU) == {"b"}


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(-3, 3).map(lambda u: NU + u * UUR))),
    st.sets(st.sampled_from("abcd")),
    st.integers(-4, 4).map(lambda u: NU + u * UUR),
)
def test_later_never_makes_a_withdrawal_undone(
    gelogd: list[tuple[str, object]], rijen: set[str], moment: object
) -> None:
    toen = ingetrokken_toen(gelogd, rijen, moment)  # type: ignore[arg-type]
    assert toen <= ingetrokken_toen(gelogd, rijen, moment + UUR)  # type: ignore[arg-type, operator]
    assert ingetrokken_toen(gelogd, rijen, NU + 9 * UUR) == {id_ for id_, _ in gelogd} | rijen  # type: ignore[arg-type]


def test_what_was_decided_later_plays_no_part_and_what_cannot_be_read_does() -> None:
    eerder, later = besluit("eerder"), besluit("later", besloten_op=NU + UUR)
    onleesbaar = replace(besluit("stuk"), besluit=None, gebrek=Gebrek.ONLEESBAAR)
    assert besloten_toen([eerder, later, onleesbaar], NU) == (eerder, onleesbaar)
    assert besloten_toen([eerder, later], NU + UUR) == (eerder, later)
