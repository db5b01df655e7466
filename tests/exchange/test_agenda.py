"""The calendar file, read back by a small reader of its own that knows RFC 5545 and nothing of the writer."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.exchange.agenda import Afspraak, write_agenda

NU = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))
_ONTSNAPT = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n"}


def lees(ruw: bytes) -> list[tuple[str, str]]:
    """Name (with parameters) and value of every content line, unfolded and unescaped; strict about both."""
    assert ruw.endswith(b"\r\n")
    regels = ruw.split(b"\r\n")[:-1]
    assert all(len(stuk) <= 75 and b"\n" not in stuk and b"\r" not in stuk for stuk in regels)
    heel = re.sub(rb"\r\n[ \t]", b"", ruw).decode("utf-8").split("\r\n")[:-1]
    for stuk in regels:
        stuk.decode("utf-8")  # a character is never cut in two
    gelezen = []
    for regel in heel:
        naam, _, waarde = regel.partition(":")
        assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", waarde)
        gelezen.append((naam, re.sub(r"\\[\\;,n]", lambda m: _ONTSNAPT[m.group()], waarde)))
    return gelezen


def afspraken(ruw: bytes) -> list[dict[str, str]]:
    """The events, each as its properties; BEGIN and END must pair."""
    uit: list[dict[str, str]] = []
    open_: list[str] = []
    for naam, waarde in lees(ruw):
        if naam == "BEGIN":
            open_.append(waarde)
            if waarde == "VEVENT":
                uit.append({})
        elif naam == "END":
            assert open_.pop() == waarde
        elif open_[-1] == "VEVENT":
            assert naam not in uit[-1]
            uit[-1][naam] = waarde
    assert open_ == []
    return uit


def test_een_bestand_zoals_een_agenda_het_leest() -> None:
    een = Afspraak("actie-1@pmg-desk", date(2026, 12, 31), "Actie; school, thuis", "PMG-2026-00001")
    ruw = write_agenda([een, Afspraak("b", date(2027, 2, 28), "Overleg")], NU, "Werklijst")
    kop = lees(ruw)[:5]
    assert kop == [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//PMG Desk//werklijst//NL"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", "Werklijst"),
    ]
    eerste, tweede = afspraken(ruw)
    assert eerste == {
        "UID": "actie-1@pmg-desk",
        "DTSTAMP": "20261123T083000Z",
        "DTSTART;VALUE=DATE": "20261231",
        "DTEND;VALUE=DATE": "20270101",
        "SUMMARY": "Actie; school, thuis",
        "DESCRIPTION": "PMG-2026-00001",
        "CLASS": "CONFIDENTIAL",
        "TRANSP": "TRANSPARENT",
    }
    assert (tweede["DTEND;VALUE=DATE"], "DESCRIPTION" in tweede) == ("20270301", False)


def test_een_lege_agenda_is_een_geldige() -> None:
    assert afspraken(write_agenda([], NU, "Leeg")) == []


def test_een_tijd_zonder_zone_wordt_geweigerd() -> None:
    with pytest.raises(ValueError, match="naive"):
        write_agenda([], datetime(2026, 1, 1), "Leeg")  # noqa: DTZ001


@given(titel=st.text(max_size=200), dag=st.dates(max_value=date(9999, 12, 30)))
def test_elke_titel_komt_heel_over(titel: str, dag: date) -> None:
    """Long, many-byte and full of separators; only control characters go, because a calendar may not hold them."""
    titel = titel.encode("utf-8", "ignore").decode("utf-8")
    (een,) = afspraken(write_agenda([Afspraak("u", dag, titel)], NU.astimezone(UTC), "x"))
    regels = "\n".join(titel.splitlines())
    assert een["SUMMARY"] == "".join(teken for teken in regels if teken == "\n" or teken.isprintable())
    assert een["DTSTART;VALUE=DATE"] == f"{dag.year:04d}{dag.month:02d}{dag.day:02d}"
