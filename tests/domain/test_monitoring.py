"""What may be said of two numbers of the informatiebeeld beside each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.beeldgetal import AFGESCHERMD, NIET_GETELD, Getal, Merk
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Jaarsom, Punt, Verschil, Verschilsoort, punt_van, tel_jaar, vergelijk

Q = [Kwartaal(2026, nr) for nr in (1, 2, 3, 4)]
GETALLEN = (
    st.sampled_from([AFGESCHERMD, NIET_GETELD])
    | st.integers(0, 200).map(lambda n: Getal(n, Merk.GETOOND))
    | st.integers(0, 40).map(lambda n: Getal(5 * n, Merk.AFGEROND))
)


def test_a_difference_is_told_only_of_two_numbers_that_were_shown() -> None:
    zeven, tien = Punt(Q[0], Getal(7, Merk.GETOOND)), Punt(Q[1], Getal(10, Merk.GETOOND))
    dicht, geen, ruw = Punt(Q[2], AFGESCHERMD), Punt(Q[2], NIET_GETELD), Punt(Q[2], Getal(15, Merk.AFGEROND))
    assert vergelijk(tien, zeven) == Verschil(Verschilsoort.GETAL, 3)
    assert vergelijk(zeven, tien) == Verschil(Verschilsoort.GETAL, -3)
    assert vergelijk(ruw, tien) == Verschil(Verschilsoort.GETAL, 5, ongeveer=True)
    for paar in ((tien, dicht), (dicht, tien), (dicht, dicht), (dicht, ruw)):
        assert vergelijk(*paar) == Verschil(Verschilsoort.AFGESCHERMD)
    for een, ander in ((None, tien), (tien, None), (None, dicht), (geen, tien), (dicht, geen)):
        assert vergelijk(een, ander) == Verschil(Verschilsoort.ONTBREEKT)


def test_a_number_is_found_by_its_quarter() -> None:
    punten = (Punt(Q[0], Getal(7, Merk.GETOOND)), Punt(Q[1], AFGESCHERMD))
    assert punt_van(punten, Q[1]) == Punt(Q[1], AFGESCHERMD)
    assert punt_van(punten, Q[2]) is None
    assert punt_van(punten, None) is None


@given(st.lists(GETALLEN, max_size=4), st.lists(GETALLEN, max_size=4))
def test_a_year_is_the_sum_of_what_was_shown_and_says_how_much_was_not(dit: list[Getal], vorig: list[Getal]) -> None:
    punten = [Punt(Kwartaal(2025, nr), w) for nr, w in enumerate(vorig, 1)]
    punten += [Punt(Kwartaal(2026, nr), w) for nr, w in enumerate(dit, 1)]
    gezien = [w.waarde for w in dit if w.waarde is not None]
    geteld = len(dit) - dit.count(NIET_GETELD)
    ongeveer = any(w.merk is Merk.AFGEROND for w in dit)
    assert tel_jaar(punten, 2026) == Jaarsom(2026, sum(gezien), dit.count(AFGESCHERMD), geteld, ongeveer)
