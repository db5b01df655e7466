"""Lists that leave the program: what was in them comes back, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pmg_desk.exchange.celtekst import Waarde
from pmg_desk.exchange.lezer import Lezer
from pmg_desk.exchange.uitvoer import schrijf_csv, schrijf_xlsx

GEVAAR = [
    "=1+1",
    "=HYPERLINK(\"http://voorbeeld\";\"klik\")",
    "+31612345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "|calc",
    "#N/A",
    "=cmd|' /C calc'!A0",
    "'=1",
    "een\n=twee",
]  # fmt: skip


def _lees(inhoud: bytes) -> list[list[tuple[str, object]]]:
    werkmap = load_workbook(io.BytesIO(inhoud))
    assert werkmap.active is not None
    return [[(cel.data_type, cel.value) for cel in rij] for rij in werkmap.active.iter_rows()]


def test_every_text_is_a_text_cell_and_stays_what_it_was() -> None:
    gelezen = _lees(schrijf_xlsx(["=kop", "nr"], [[tekst, nr] for nr, tekst in enumerate(GEVAAR)]))
    assert gelezen == [[("s", "=kop"), ("s", "nr")], *([("s", tekst), ("n", nr)] for nr, tekst in enumerate(GEVAAR))]


def test_a_workbook_holds_no_formula_and_keeps_text_text_when_it_is_edited() -> None:
    inhoud = schrijf_xlsx(["a"], [[tekst] for tekst in GEVAAR])
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        blad = archief.read("xl/worksheets/sheet1.xml").decode()
        assert not re.search(r"<f[ >/]", blad)
        assert blad.count('t="inlineStr"') == len(GEVAAR) + 1
    werkmap = load_workbook(io.BytesIO(inhoud))
    assert werkmap.active is not None
    cellen = [rij[0] for rij in werkmap.active.iter_rows(min_row=2)]
    assert {cel.number_format for cel in cellen} == {"@"}
    assert [bool(cel.quotePrefix) for cel in cellen] == [True] * 8 + [False, True, False, False]
    assert werkmap.properties.creator == "PMG Desk"


def test_in_a_csv_what_would_run_gets_an_apostrophe() -> None:
    regels = list(
        csv.reader(
            io.StringIO(schrijf_csv(["a", "b"], [[t, -1] for t in GEVAAR]).decode("utf-8-sig"), newline=""),
            delimiter=";",
        )
    )
    assert regels[0] == ["a", "b"]
    assert [b for _, b in regels[1:]] == ["-1"] * len(GEVAAR)
    assert [a for a, _ in regels[1:]] == [f"'{tekst}" for tekst in GEVAAR[:8]] + [
        "#N/A",
        "'=cmd|' /C calc'!A0",
        "'=1",
        "een\n=twee",
    ]


def test_a_csv_is_what_dutch_excel_opens() -> None:
    assert schrijf_csv(["naam", "dag"], [["Zoë; x", date(2026, 11, 22)], [None, None]]) == (
        b'\xef\xbb\xbfnaam;dag\r\n"Zo\xc3\xab; x";2026-11-22\r\n;\r\n'
    )


def test_days_and_moments_are_written_as_text() -> None:
    moment = datetime(2026, 11, 22, 9, 30, 5, 123, tzinfo=UTC)
    assert _lees(schrijf_xlsx(["a", "b"], [[date(2026, 11, 22), moment]]))[1] == [
        ("s", "2026-11-22"),
        ("s", "2026-11-22T09:30:05+00:00"),
    ]


def test_what_a_workbook_can_not_hold_is_marked_and_does_not_spoil_the_file() -> None:
    ((tekst,),) = [[cel for _, cel in rij] for rij in _lees(schrijf_xlsx(["a"], [["x\0y\ud800\x0b"]]))[1:]]
    assert tekst == "x�y��"
    ((lang,),) = [[cel for _, cel in rij] for rij in _lees(schrijf_xlsx(["a"], [["x" * 40_000]]))[1:]]
    assert isinstance(lang, str)
    assert len(lang) == 32_767
    assert lang.endswith("xx […]")


@pytest.mark.parametrize("schrijf", [schrijf_xlsx, schrijf_csv])
def test_a_row_of_another_width_is_a_mistake_of_the_caller(schrijf: object) -> None:
    assert callable(schrijf)
    with pytest.raises(ValueError, match="row width"):
        schrijf(["a", "b"], [["x"]])


_CEL = st.one_of(
    st.integers(-(10**14), 10**14),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30),
    st.sampled_from(GEVAAR),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_CEL, _CEL), min_size=1, max_size=5))
def test_what_was_written_is_read_back(lezer: Lezer, tmp_path: Path, rijen: list[tuple[Waarde, Waarde]]) -> None:
    vol = [*rijen, ("einde", "_x0041_")]
    (tmp_path / "a.xlsx").write_bytes(schrijf_xlsx(["a", "b"], vol))
    gelezen = {rij.nr: rij.cellen for rij in lezer.lees(tmp_path / "a.xlsx").rijen}
    verwacht = {nr: (str(a), str(b)) for nr, (a, b) in enumerate(vol, start=2) if (str(a) + str(b)).strip()}
    assert {nr: tuple(map(str.strip, cellen)) for nr, cellen in gelezen.items()} == {
        nr: tuple(map(str.strip, cellen)) for nr, cellen in verwacht.items()
    }
