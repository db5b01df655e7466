"""What the program shows beside the questions of a table is right on the very day, and never a guess."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.datums import leeftijd as hele_jaren
from pmg_desk.domain.triage import Oordeel, aanmelding_via, doelgroep, leeftijd

VANDAAG = date(2026, 11, 23)
LABELS = {"pga": "PGA", "top": "TOP X", "aanwas": "jonge aanwas", "kern": "harde kern"}


def _geboren(tekst: str) -> OnvolledigeDatum:
    return OnvolledigeDatum.uit_tekst(tekst)


@pytest.mark.parametrize(
    ("geboren", "oordeel", "bekend", "let_op"),
    [
        ("2014-11-24", Oordeel.PAST, "11 jaar", "Wordt op 24 november 2026 12 jaar en past dan niet meer."),
        ("2014-11-23", Oordeel.PAST_NIET, "12 jaar", ""),
        ("2020-11-24", Oordeel.PAST_NIET, "5 jaar", "Wordt op 24 november 2026 6 jaar en past dan wel."),
        ("2020-11-23", Oordeel.PAST, "6 jaar", ""),  # years ahead: not of now
        (
            "2014",
            Oordeel.ONZEKER,
            "tussen 11 en 12 jaar",
            "Wordt of werd tussen 1 januari en 31 december 2026 12 jaar en past dan niet meer.",
        ),
        (
            "2014-11",
            Oordeel.ONZEKER,
            "tussen 11 en 12 jaar",
            "Wordt of werd tussen 1 november en 30 november 2026 12 jaar en past dan niet meer.",
        ),
        (
            "2015",
            Oordeel.PAST,
            "tussen 10 en 11 jaar",
            "Wordt tussen 1 januari en 31 december 2027 12 jaar en past dan niet meer.",
        ),
        ("2010", Oordeel.PAST_NIET, "tussen 15 en 16 jaar", ""),
        ("", Oordeel.ONZEKER, "onbekend", ""),
    ],
)
def test_leeftijd_op_de_dag_zelf_en_als_bereik(geboren: str, oordeel: Oordeel, bekend: str, let_op: str) -> None:
    feit = leeftijd(_geboren(geboren), 6, 11, VANDAAG)
    assert (feit.oordeel, feit.bekend, feit.let_op) == (oordeel, bekend, let_op)
    assert feit.eis == "6 tot en met 11 jaar"


@pytest.mark.parametrize(
    ("van", "tot", "eis", "oordeel"),
    [
        (None, 27, "tot en met 27 jaar", Oordeel.PAST),
        (12, None, "vanaf 12 jaar", Oordeel.PAST),
        (20, None, "vanaf 20 jaar", Oordeel.PAST_NIET),
        (None, None, "", Oordeel.GEEN_EIS),
    ],
)
def test_een_tafel_met_een_halve_of_geen_grens(van: int | None, tot: int | None, eis: str, oordeel: Oordeel) -> None:
    feit = leeftijd(_geboren("2012-05-01"), van, tot, VANDAAG)
    assert (feit.eis, feit.oordeel) == (eis, oordeel)


@given(
    geboren=st.dates(date(1990, 1, 1), VANDAAG),
    van=st.integers(0, 30),
    breed=st.integers(0, 20),
    vandaag=st.dates(VANDAAG, date(2030, 12, 31)),
)
def test_een_hele_geboortedatum_geeft_altijd_een_antwoord(geboren: date, van: int, breed: int, vandaag: date) -> None:
    feit = leeftijd(OnvolledigeDatum.van_dag(geboren), van, van + breed, vandaag)
    binnen = van <= hele_jaren(geboren, vandaag) <= van + breed
    assert feit.oordeel is (Oordeel.PAST if binnen else Oordeel.PAST_NIET)


@given(jaar=st.integers(1995, 2025), van=st.integers(0, 30), breed=st.integers(0, 20))
def test_een_jaartal_zegt_nooit_meer_dan_zeker_is(jaar: int, van: int, breed: int) -> None:
    """What holds for the year holds for each of its days."""
    heel = leeftijd(_geboren(f"{jaar}"), van, van + breed, VANDAAG).oordeel
    dagen = {
        leeftijd(OnvolledigeDatum.van_dag(dag), van, van + breed, VANDAAG).oordeel
        for dag in (date(jaar, 1, 1), date(jaar, 11, 23), date(jaar, 11, 24), date(jaar, 12, 31))
    }
    assert dagen == {heel} if heel is not Oordeel.ONZEKER else len(dagen) == 2


@pytest.mark.parametrize(
    ("gekozen", "van_tafel", "eis", "bekend", "oordeel"),
    [
        ("aanwas", ("aanwas", "kern"), "jonge aanwas, harde kern", "jonge aanwas", Oordeel.PAST),
        ("kern", ("aanwas",), "jonge aanwas", "harde kern", Oordeel.PAST_NIET),
        ("weg", ("aanwas",), "jonge aanwas", "weg", Oordeel.PAST_NIET),
        (None, ("aanwas",), "jonge aanwas", "nog niet ingedeeld", Oordeel.ONZEKER),
        ("kern", (), "", "harde kern", Oordeel.GEEN_EIS),
    ],
)
def test_doelgroep(gekozen: str | None, van_tafel: tuple[str, ...], eis: str, bekend: str, oordeel: Oordeel) -> None:
    feit = doelgroep(gekozen, van_tafel, LABELS)
    assert (feit.eis, feit.bekend, feit.oordeel) == (eis, bekend, oordeel)


@pytest.mark.parametrize(
    ("via", "geweest", "eis", "bekend", "oordeel"),
    [
        (("pga",), ("top", "pga"), "PGA", "TOP X, PGA", Oordeel.PAST),
        (("pga", "top"), (), "PGA of TOP X", "nog bij geen andere tafel", Oordeel.PAST_NIET),
        (("pga",), ("elders",), "PGA", "elders", Oordeel.PAST_NIET),
        ((), ("pga",), "", "PGA", Oordeel.GEEN_EIS),
    ],
)
def test_via_welke_tafel_de_aanmelding_loopt(
    via: tuple[str, ...], geweest: tuple[str, ...], eis: str, bekend: str, oordeel: Oordeel
) -> None:
    feit = aanmelding_via(via, geweest, LABELS)
    assert (feit.eis, feit.bekend, feit.oordeel) == (eis, bekend, oordeel)
