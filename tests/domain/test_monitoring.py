"""What may be said of two numbers of the informatiebeeld beside each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Jaarsom, Punt, Verschil, Verschilsoort, punt_van, tel_jaar, vergelijk

Q = [Kwartaal(2026, nr) for nr in (1, 2, 3, 4)]
WAARDEN = st.none() | st.integers(0, 200)


def test_a_difference_is_told_only_of_two_numbers_that_were_shown() -> None:
    zeven, tien, dicht = Punt(Q[0], 7), Punt(Q[1], 10), Punt(Q[2], None)
    assert vergelijk(tien, zeven) == Verschil(Verschilsoort.GETAL, 3)
    assert vergelijk(zeven, tien) == Verschil(Verschilsoort.GETAL, -3)
    for een, ander in ((tien, dicht), (dicht, tien), (dicht, dicht)):
        assert vergelijk(een, ander) == Verschil(Verschilsoort.AFGESCHERMD)
    for een_, ander_ in ((None, tien), (tien, None), (None, dicht)):
        assert vergelijk(een_, ander_) == Verschil(Verschilsoort.ONTBREEKT)


def test_a_number_is_found_by_its_quarter() -> None:
    punten = (Punt(Q[0], 7), Punt(Q[1], None))
    assert punt_van(punten, Q[1]) == Punt(Q[1], None)
    assert punt_van(punten, Q[2]) is None
    assert punt_van(punten, None) is None


@given(st.lists(WAARDEN, max_size=4), st.lists(WAARDEN, max_size=4))
def test_a_year_is_the_sum_of_what_was_shown_and_says_how_much_was_not(
    dit: list[int | None], vorig: list[int | None]
) -> None:
    punten = [Punt(Kwartaal(2025, nr), w) for nr, w in enumerate(vorig, 1)]
    punten += [Punt(Kwartaal(2026, nr), w) for nr, w in enumerate(dit, 1)]
    gezien = [w for w in dit if w is not None]
    assert tel_jaar(punten, 2026) == Jaarsom(2026, sum(gezien), dit.count(None), len(dit))
