"""Workbooks that leave the program: days are days, headings stay, and nothing in them runs or tells."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime

from openpyxl import load_workbook

from pmg_desk.exchange.celtekst import Waarde
from pmg_desk.exchange.werkbladen import Cel, Opmaak, Werkblad, schrijf_werkbladen
from tests.exchange.test_uitvoer import GEVAAR

_RIJEN: tuple[list[Cel | Waarde], ...] = (
    [Cel("=kop", Opmaak.KOP), Cel("dag", Opmaak.KOP), Cel("waarde", Opmaak.KOP)],
    ["=1+1", date(2026, 9, 30), 1200],
    [Cel("deel", diepte=2), None, Cel("×", Opmaak.VERBORGEN)],
    ["ronde", datetime(2026, 9, 30, 8, tzinfo=UTC), Cel(15, Opmaak.ONGEVEER)],
)


def _werkmap() -> bytes:
    bladen = (
        Werkblad("Waarden", _RIJEN, kopkolommen=1, filter=True),
        Werkblad("Uitleg", [["wat"], []], koprijen=0, breedtes=(20, 90), liggend=False),
    )
    return schrijf_werkbladen(bladen, titel="Informatiebeeld", voet="Bestand 3 & meer")


def test_a_value_keeps_its_kind_and_its_look() -> None:
    werkmap = load_workbook(io.BytesIO(_werkmap()))
    vel = werkmap["Waarden"]
    assert [(c.value, c.data_type, c.number_format) for c in vel[2]] == [
        ("=1+1", "s", "@"),
        (datetime(2026, 9, 30), "d", "dd-mm-yyyy"),  # noqa: DTZ001 - a workbook knows no time zones
        (1200, "n", "#,##0"),
    ]
    verborgen, gewoon, rond = vel["C3"], vel["C2"], vel["C4"]
    assert (verborgen.value, verborgen.data_type, verborgen.fill.patternType) == ("×", "s", "lightUp")
    assert gewoon.fill.patternType is None
    assert (rond.value, rond.number_format) == (15, '"ca. "#,##0')
    assert (vel["A3"].alignment.indent, vel["B3"].value) == (2, None)
    assert vel["B4"].value == "2026-09-30T08:00:00+00:00"
    assert (vel["A1"].font.bold, vel["A2"].font.bold) == (True, False)


def test_headings_stay_in_view_and_on_paper() -> None:
    werkmap = load_workbook(io.BytesIO(_werkmap()))
    vel, uitleg = werkmap.worksheets
    assert (vel.freeze_panes, vel.print_title_rows, vel.auto_filter.ref) == ("B2", "$1:$1", "A1:C4")
    assert vel.sheet_properties.pageSetUpPr is not None
    assert (vel.page_setup.orientation, vel.page_setup.fitToHeight, vel.sheet_properties.pageSetUpPr.fitToPage) == (
        "landscape",
        0,
        True,
    )
    voet = vel.oddFooter
    assert voet is not None
    assert voet.left is not None
    assert voet.left.text == "Bestand 3 && meer"
    assert (uitleg.freeze_panes, uitleg.print_title_rows, uitleg.auto_filter.ref) == (None, None, None)
    assert (uitleg.column_dimensions["B"].width, uitleg.page_setup.orientation) == (90, "portrait")


def test_what_people_typed_runs_nowhere_in_it() -> None:
    inhoud = schrijf_werkbladen((Werkblad("A", [[tekst] for tekst in GEVAAR]),), titel="=1+1")
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        blad = archief.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<f[ >/]", blad)
    assert blad.count('t="inlineStr"') == len(GEVAAR)


def test_nobody_reads_in_it_who_made_it_or_when_and_the_same_sheets_are_the_same_file() -> None:
    bestand = _werkmap()
    assert _werkmap() == bestand
    with zipfile.ZipFile(io.BytesIO(bestand)) as inhoud:
        assert {deel.date_time[0] for deel in inhoud.infolist()} == {1980}
        kenmerken = inhoud.read("docProps/core.xml")
    assert b"dcterms" not in kenmerken
    assert b"lastModifiedBy" not in kenmerken
    werkmap = load_workbook(io.BytesIO(bestand))
    assert (werkmap.properties.creator, werkmap.properties.title) == ("PMG Desk", "Informatiebeeld")
