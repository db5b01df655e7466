"""Dates, deadlines and hints as they are written on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pmg_desk.reports.taal import aantal, gemeentenaam, is_klaar, kort, lees_dag, moment, opsomming


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        (" 3-12-2026 ", date(2026, 12, 3)),
        ("03-12-2026", date(2026, 12, 3)),
        ("31-02-2026", None),
        ("0000-01-01", None),
        ("3 december 2026", None),
        ("2026-12-03T10:00", None),
        ("", None),
    ],
)
def test_lees_dag(tekst: str, dag: date | None):
    assert lees_dag(tekst) == dag


def test_moment_is_nederlandse_tijd_in_zomer_en_winter():
    assert [moment(datetime(2026, maand, 1, 22, 30, tzinfo=UTC)) for maand in (7, 12)] == [
        "02-07-2026 00:30",
        "01-12-2026 23:30",
    ]


@pytest.mark.parametrize(
    ("status", "klaar"),
    [("gereed", True), ("Gereed op 3 mei", True), ("vervallen", True), ("open", False), ("bezig", False), ("", False)],
)
def test_is_klaar(status: str, klaar: bool):
    assert is_klaar(status) == klaar


@pytest.mark.parametrize(
    ("tekst", "gekort"),
    [
        ("kort", "kort"),
        ("precies tien", "precies…"),
        ("een, twee", "een, twee"),
        ("een twee, drie", "een twee…"),
        ("aaneengesloten", "aaneengesl…"),
        ("  veel \n wit  ", "veel wit"),
    ],
)
def test_kort(tekst: str, gekort: str):
    assert kort(tekst, 10) == gekort


def test_opsomming_slaat_over_wat_leeg_is():
    assert [opsomming("a", "", "b"), opsomming("", "")] == ["a · b", ""]


def test_gemeentenaam_en_aantal():
    assert [gemeentenaam(naam) for naam in ("Den Haag", "Gemeente Maastricht", "")] == [
        "Gemeente Den Haag",
        "Gemeente Maastricht",
        "",
    ]
    assert [aantal(getal, "dag", "dagen") for getal in (0, 1, 2)] == ["0 dagen", "1 dag", "2 dagen"]
