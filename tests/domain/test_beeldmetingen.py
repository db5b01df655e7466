"""The catalogue of the informatiebeeld keeps to what the protection of small numbers takes for granted."""

from __future__ import annotations

from itertools import combinations

import pytest

from pmg_desk.domain.beeld import Balans, Lijn, Meting, Moment
from pmg_desk.domain.beeldmetingen import BALANSEN, METINGEN, PER_SLEUTEL

GROVER = {"wijk": "gebied", "thema": "interventie"}


def test_a_key_names_one_measure() -> None:
    assert len(PER_SLEUTEL) == len(METINGEN)
    assert all(len(meting.sleutel) <= 60 for meting in METINGEN)
    assert all(len("|".join(namen)) <= 120 for meting in METINGEN for namen in meting.tabellen)


@pytest.mark.parametrize("meting", METINGEN, ids=lambda meting: meting.sleutel)
def test_a_measure_says_what_is_counted_when_and_where_that_comes_from(meting: Meting) -> None:
    assert meting.naam
    assert meting.bron
    assert "dit kwartaal" in meting.definitie or "de laatste dag van het kwartaal" in meting.definitie
    if meting.moment is Moment.STAND:
        assert "aan het eind van de laatste dag van het kwartaal" in meting.definitie
        assert "telt mee in de volgende stand" in meting.definitie
    assert "na het vaststellen van een kwartaal" in meting.definitie
    assert meting.definitie.endswith(".")
    for naam, woord in (("gebied", "wijk en buurt"), ("leeftijd", "leeftijd is die"), ("doelgroep", "doelgroep is")):
        if any(naam in namen for namen in meting.tabellen):
            assert woord in meting.definitie.casefold()


@pytest.mark.parametrize("meting", METINGEN, ids=lambda meting: meting.sleutel)
def test_the_axes_of_a_measure_make_a_tree(meting: Meting) -> None:
    """Two tables share one axis at most, and there is one way from each to each: else margins are not all that ties."""
    tabellen = [tuple(GROVER.get(as_, as_) for as_ in namen) for namen in meting.tabellen]
    for een, ander in combinations(tabellen, 2):
        assert len(set(een) & set(ander)) <= 1
    assen = {as_ for namen in tabellen for as_ in namen}
    takken = sum(len(namen) - 1 for namen in tabellen)
    assert takken == len(assen) - 1  # connected, and no cycle
    bereikt = set(tabellen[0])
    for _ in tabellen:
        bereikt |= {as_ for namen in tabellen if set(namen) & bereikt for as_ in namen}
    assert bereikt == assen


@pytest.mark.parametrize("balans", BALANSEN, ids=lambda balans: f"{balans.stand}-{'-'.join(balans.assen)}")
def test_a_balance_is_about_tables_that_there_are(balans: Balans) -> None:
    for sleutel in (balans.stand, *balans.bij, *balans.af):
        assert balans.assen in PER_SLEUTEL[sleutel].tabellen
        assert PER_SLEUTEL[sleutel].familie == PER_SLEUTEL[balans.stand].familie
    assert PER_SLEUTEL[balans.stand].moment is Moment.STAND
    assert all(PER_SLEUTEL[sleutel].moment is Moment.STROOM for sleutel in (*balans.bij, *balans.af))
    if balans.overgang:
        assert len(PER_SLEUTEL[balans.overgang].tabellen) == 1


def test_what_does_not_move_by_itself_has_a_balance() -> None:
    """Where a thing keeps its category a reader can add up, and that has to be protected too."""
    blijft = {"gebied", "wijk", "leeftijd", "interventie", "thema"}
    for meting in METINGEN:
        stromen = {b.stand for b in BALANSEN}
        if meting.sleutel in stromen:
            for namen in meting.tabellen:
                if set(namen) <= blijft:
                    assert any(b.stand == meting.sleutel and b.assen == namen for b in BALANSEN)


def test_each_kind_of_indicator_is_there() -> None:
    assert {meting.lijn for meting in METINGEN} == set(Lijn)
