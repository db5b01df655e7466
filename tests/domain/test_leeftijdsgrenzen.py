"""When an age is reached: right on the very day, and a stretch where the birth date is not whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmg_desk.domain.datums import OnvolledigeDatum, leeftijd
from pmg_desk.domain.leeftijdsgrenzen import Mijlpaal, geboren_tussen, mijlpaal, verjaardag

GEBOREN = st.dates(min_value=date(1950, 1, 1), max_value=date(2040, 12, 31))
LEEFTIJD = st.integers(min_value=1, max_value=60)


@given(geboren=GEBOREN, jaren=LEEFTIJD)
def test_op_de_dag_zelf_is_de_leeftijd_bereikt_en_de_dag_ervoor_niet(geboren: date, jaren: int) -> None:
    dag = verjaardag(geboren, jaren)
    assert dag is not None
    assert leeftijd(geboren, dag) == jaren
    assert leeftijd(geboren, dag - timedelta(days=1)) == jaren - 1


@given(
    vandaag=st.dates(min_value=date(2024, 1, 1), max_value=date(2032, 12, 31)),
    jaren=LEEFTIJD,
    verschil=st.integers(min_value=-800, max_value=800),
    dagen=st.tuples(st.integers(min_value=0, max_value=730), st.integers(min_value=0, max_value=365)),
)
@example(vandaag=date(2025, 3, 1), jaren=17, verschil=-1, dagen=(0, 0))
@example(vandaag=date(2028, 2, 29), jaren=18, verschil=0, dagen=(0, 0))
def test_wie_in_beeld_is_is_in_het_venster_geboren_en_daarbuiten_niemand(
    vandaag: date, jaren: int, verschil: int, dagen: tuple[int, int]
) -> None:
    """With the first day, on which somebody may be a day too late, as the only one that is not exact."""
    vooraf, erna = dagen
    geboren = (vandaag.replace(day=min(vandaag.day, 28), year=vandaag.year - jaren)) + timedelta(days=verschil)
    eerste, laatste = geboren_tussen(vandaag, jaren, vooraf, erna)
    dag = mijlpaal(OnvolledigeDatum.van_dag(geboren), jaren)
    assert dag is not None
    in_beeld = dag.in_beeld(vandaag, vooraf, erna)
    assert not in_beeld or eerste <= geboren <= laatste
    assert in_beeld or not eerste + timedelta(days=2) <= geboren <= laatste


@given(geboren=GEBOREN, jaren=LEEFTIJD, weg=st.sampled_from(["dag", "maand en dag", "maand"]))
def test_de_echte_dag_valt_altijd_in_het_bereik(geboren: date, jaren: int, weg: str) -> None:
    """Whatever the unknown part was, the true birthday lies inside, and both ends are days it could be."""
    bekend = OnvolledigeDatum(
        geboren.year, None if "maand" in weg else geboren.month, None if "dag" in weg else geboren.day
    )
    grens, echt = mijlpaal(bekend, jaren), verjaardag(geboren, jaren)
    assert grens is not None
    assert echt is not None
    assert grens.vroegst <= echt <= grens.laatst
    voor, na = grens.vroegst - timedelta(days=1), grens.laatst
    assert bekend.leeftijd_op(na).min == jaren
    hoogst = bekend.leeftijd_op(voor).max
    assert hoogst is None or hoogst < jaren


@pytest.mark.parametrize(
    ("geboren", "dag"),
    [
        (date(2008, 2, 29), date(2026, 3, 1)),  # a common year
        (date(2008, 2, 29), date(2024, 2, 29)),
        (date(2010, 12, 31), date(2028, 12, 31)),
    ],
)
def test_geboren_op_29_februari(geboren: date, dag: date) -> None:
    assert verjaardag(geboren, dag.year - geboren.year) == dag


def test_zonder_jaar_of_voorbij_de_kalender_is_er_geen_dag() -> None:
    assert mijlpaal(OnvolledigeDatum(None, 5, 3), 18) is None
    assert mijlpaal(OnvolledigeDatum(9990, 5, 3), 18) is None
    assert verjaardag(date(9990, 5, 3), 9) == date(9999, 5, 3)


@pytest.mark.parametrize(
    ("geboren", "vandaag", "zin"),
    [
        ("2009-05-03", date(2027, 5, 2), "wordt op 3 mei 2027 18 jaar"),
        ("2009-05-03", date(2027, 5, 3), "wordt vandaag 18 jaar"),
        ("2009-05-03", date(2027, 5, 4), "werd op 3 mei 2027 18 jaar"),
        ("2009", date(2026, 12, 31), "wordt tussen 1 januari en 31 december 2027 18 jaar"),
        ("2009-05", date(2027, 5, 1), "wordt of werd tussen 1 mei en 31 mei 2027 18 jaar"),
        ("2009-05", date(2027, 5, 31), "wordt of werd tussen 1 mei en 31 mei 2027 18 jaar"),
        ("2009-05", date(2027, 6, 1), "werd tussen 1 mei en 31 mei 2027 18 jaar"),
    ],
)
def test_de_woorden(geboren: str, vandaag: date, zin: str) -> None:
    grens = mijlpaal(OnvolledigeDatum.uit_tekst(geboren), 18)
    assert grens is not None
    assert grens.zin(vandaag) == zin


def test_het_jaar_staat_er_twee_keer_als_het_verschilt() -> None:
    grens = Mijlpaal(18, date(2026, 12, 30), date(2027, 1, 2))
    assert grens.zin(date(2026, 1, 1)) == "wordt tussen 30 december 2026 en 2 januari 2027 18 jaar"


def test_in_beeld_van_vooraf_tot_erna() -> None:
    grens = mijlpaal(OnvolledigeDatum.uit_tekst("2009-05"), 18)
    assert grens is not None
    dagen = [date(2027, 4, 20), date(2027, 4, 21), date(2027, 6, 5), date(2027, 6, 6)]
    assert [grens.in_beeld(dag, 10, 5) for dag in dagen] == [False, True, True, False]
