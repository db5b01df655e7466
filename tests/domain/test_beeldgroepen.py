"""Bands of ages, days and scores: each border falls where its words say."""

from __future__ import annotations

import pytest

from pmg_desk.domain.beeldgroepen import (
    DUREN,
    LEEFTIJDSGROEPEN,
    SCOREGROEPEN,
    WACHTTIJDEN,
    duurgroep,
    leeftijdsgroep,
    scoreverloop,
    wachtgroep,
)
from pmg_desk.domain.datums import LeeftijdBereik


def _groep(laagst: int | None, hoogst: int | None) -> str:
    return LEEFTIJDSGROEPEN[leeftijdsgroep(LeeftijdBereik(laagst, hoogst))]


@pytest.mark.parametrize(
    ("jaren", "groep"),
    [
        (0, "0 tot en met 11 jaar"),
        (11, "0 tot en met 11 jaar"),
        (12, "12 tot en met 15 jaar"),
        (15, "12 tot en met 15 jaar"),
        (16, "16 en 17 jaar"),
        (17, "16 en 17 jaar"),
        (18, "18 tot en met 23 jaar"),
        (23, "18 tot en met 23 jaar"),
        (24, "24 jaar en ouder"),
        (90, "24 jaar en ouder"),
    ],
)
def test_an_age_falls_in_the_band_that_names_it(jaren: int, groep: str) -> None:
    assert _groep(jaren, jaren) == groep


def test_an_age_that_may_be_in_two_bands_is_not_known() -> None:
    assert _groep(12, 15) == "12 tot en met 15 jaar"
    assert _groep(11, 12) == "leeftijd niet bekend"
    assert _groep(0, 24) == "leeftijd niet bekend"
    assert _groep(None, None) == "leeftijd niet bekend"
    assert _groep(3, None) == "leeftijd niet bekend"


def test_each_number_of_days_falls_in_the_band_that_names_it() -> None:
    for groep, woorden in ((duurgroep, DUREN), (wachtgroep, WACHTTIJDEN)):
        assert groep(-3) == groep(0)
        gezien = set()
        for dagen in range(200):
            woord = woorden[groep(dagen)]
            getallen = [int(deel) for deel in woord.split() if deel.isdigit()]
            hoogst = getallen[1] if len(getallen) == 2 else 10_000
            assert getallen[0] <= dagen <= hoogst
            gezien.add(woord)
        assert gezien == set(woorden.values())


def test_scores_go_from_group_to_group() -> None:
    naam = {1: "laag", 2: "laag", 3: "midden", 4: "hoog", 5: "hoog"}
    for eerste, van in naam.items():
        assert scoreverloop(eerste, None) == f"{van}/eenmaal"
        for laatste, naar in naam.items():
            assert scoreverloop(eerste, laatste) == f"{van}/{naar}"
    assert set(SCOREGROEPEN) == set(naam.values())
