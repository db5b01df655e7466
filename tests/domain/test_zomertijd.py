"""Days are days in the Netherlands: around midnight, and where an hour is missing or comes twice (2026)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pmg_desk.domain.delen import BekendeSleutel, Gebrek, toets_besluit
from pmg_desk.domain.klok import AMSTERDAM, als_tekst, lokale_dag, uit_tekst
from pmg_desk.domain.laatste import ingegaan
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.tafelkader import BewaardKader, toets_kader
from tests.domain import test_delen as besluiten
from tests.domain import test_tafelkader as kaders


def utc(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=UTC)


def _sleutel(sinds: datetime) -> BekendeSleutel:
    return BekendeSleutel("sleutel", "officer", Rol.PRIVACY_OFFICER, sinds)


GRENZEN = {
    # Of each: the last moment of a day in the Netherlands and the first one after it, in UTC.
    date(2026, 3, 28): ("2026-03-28T22:59:59", "2026-03-28T23:00:00"),  # winter time until that night
    date(2026, 3, 29): ("2026-03-29T21:59:59", "2026-03-29T22:00:00"),  # a day of 23 hours
    date(2026, 10, 24): ("2026-10-24T21:59:59", "2026-10-24T22:00:00"),
    date(2026, 10, 25): ("2026-10-25T22:59:59", "2026-10-25T23:00:00"),  # a day of 25 hours
    date(2026, 12, 31): ("2026-12-31T22:59:59", "2026-12-31T23:00:00"),
}
WISSELUREN = {
    # No hour between two and three, and two of them: each is one moment, in order, on its own day.
    date(2026, 3, 29): ("2026-03-29T00:59:59", "2026-03-29T01:00:00", "2026-03-29T01:30:00"),
    date(2026, 10, 25): ("2026-10-24T23:59:59", "2026-10-25T00:30:00", "2026-10-25T01:30:00", "2026-10-25T02:00:00"),
}
ZONES = [UTC, AMSTERDAM, timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))]


@pytest.mark.parametrize("dag", GRENZEN)
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_an_approval_and_a_kader_hold_for_their_whole_days_and_no_minute_more(dag: date, zone: timezone) -> None:
    """Also of a moment that another installation wrote in a zone of its own."""
    laatste, eerste = (utc(tekst).astimezone(zone) for tekst in GRENZEN[dag])
    morgen = dag + timedelta(days=1)
    assert (lokale_dag(laatste), lokale_dag(eerste)) == (dag, morgen)
    toen = utc("2026-03-01T12:00:00")

    tot, vanaf = (
        besluiten.besluit(besloten_op=toen, geldig_tot=dag),
        besluiten.besluit(besloten_op=toen, geldig_tot=morgen, niet_voor=morgen),
    )
    for moment, verlopen, nog_niet in ((laatste, None, Gebrek.NIET_VOOR), (eerste, Gebrek.VERLOPEN, None)):
        toets = besluiten.kader(moment=moment, sleutels=(_sleutel(toen),))
        for een, gebrek in ((tot, verlopen), (vanaf, nog_niet)):
            gevonden = toets_besluit(besluiten.bewaard(een), toets).gebrek
            assert gevonden is gebrek
        kadertoets = kaders.toets(moment=moment, sleutels=(_sleutel(toen),), max_dagen=999)
        for van, tm, gebrek in ((toen.date(), dag, verlopen), (morgen, morgen, nog_niet)):
            inhoud = kaders.inhoud(geldig_van=van, geldig_tot=tm)
            tekst = kaders.kader(besloten_op=toen, inhoud=inhoud)
            bewaard = BewaardKader("k", tekst.tekst(), b"goed", "sleutel")
            assert toets_kader(bewaard, kadertoets, ["plan"]).gebrek is gebrek


@pytest.mark.parametrize("dag", GRENZEN)
def test_what_was_told_before_midnight_is_not_covered_by_what_was_signed_after_it(dag: date) -> None:
    laatste, eerste = (utc(tekst) for tekst in GRENZEN[dag])
    assert ingegaan(besluiten.besluit(besloten_op=laatste), dag)
    assert not ingegaan(besluiten.besluit(besloten_op=eerste), dag)
    assert ingegaan(besluiten.besluit(besloten_op=laatste, niet_voor=dag), dag)
    assert not ingegaan(besluiten.besluit(besloten_op=laatste, niet_voor=dag + timedelta(days=1)), dag)


@pytest.mark.parametrize("dag", WISSELUREN)
def test_an_hour_that_is_missing_or_comes_twice_changes_no_day_and_no_order(dag: date) -> None:
    momenten = [utc(tekst) for tekst in WISSELUREN[dag]]
    assert {lokale_dag(moment) for moment in momenten} == {dag}
    hier = [moment.astimezone(AMSTERDAM) for moment in momenten]
    assert [als_tekst(moment) for moment in hier] == sorted(als_tekst(moment) for moment in momenten)
    assert [uit_tekst(als_tekst(moment)) for moment in hier] == momenten


def test_a_term_counts_days_also_where_one_has_another_number_of_hours() -> None:
    """A year at most: signed in the last minute of a day, it may end on the day with that number a year on."""
    for dag, (laatste, eerste) in GRENZEN.items():
        sleutel = _sleutel(utc("2026-01-01T00:00:00"))
        for moment, op in ((utc(laatste), dag), (utc(eerste), dag + timedelta(days=1))):
            toets = besluiten.kader(moment=moment, sleutels=(sleutel,), max_dagen=30)
            for erbij, gebrek in ((30, None), (31, Gebrek.TE_LANG)):
                een = besluiten.besluit(besloten_op=moment, geldig_tot=op + timedelta(days=erbij))
                assert toets_besluit(besluiten.bewaard(een), toets).gebrek is gebrek
