"""What waits for what: a circle is found with all that is in it, and nothing else is called one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.volgorde import vind_kring


def test_a_circle_is_told_from_its_begin_to_its_begin() -> None:
    assert vind_kring({}, "a", "a") == ("a", "a")
    assert vind_kring({"b": "a"}, "a", "b") == ("a", "b", "a")
    assert vind_kring({"b": "c", "c": "a", "d": "a"}, "a", "b") == ("a", "b", "c", "a")


def test_a_line_is_no_circle() -> None:
    assert vind_kring({"b": "c", "c": "d"}, "a", "b") == ()
    assert vind_kring({"a": "x"}, "a", "b") == ()  # what it waited for until now does not count


def test_another_circle_does_not_keep_it_busy() -> None:
    assert vind_kring({"b": "c", "c": "b"}, "a", "b") == ()


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=60))
def test_what_is_only_added_when_it_makes_no_circle_always_comes_to_an_end(stappen: list[tuple[int, int]]) -> None:
    wacht_op: dict[int, int] = {}
    for wie, op in stappen:
        kring = vind_kring(wacht_op, wie, op)
        if kring:
            assert kring[0] == kring[-1] == wie
            assert kring[1] == op
            assert all(wacht_op[een] == ander for een, ander in pairwise(kring[1:]))
        else:
            wacht_op[wie] = op
        for begin in wacht_op:
            gezien = {begin}
            plek = begin
            while (verder := wacht_op.get(plek)) is not None:
                assert verder not in gezien
                gezien.add(verder)
                plek = verder
