"""Cells of a workbook: every kind of value as text, and no silent loss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from pmg_desk.exchange.lezer import Lezer
from pmg_desk.exchange.tabel import Rij, Tabel
from pmg_desk.exchange.werkblad import datum_uit_getal, getal_als_tekst
from pmg_desk.exchange.werkmap import ontsnap, soort_opmaak
from tests.exchange.bestanden import HOOFD, ruwe_delen, ruwe_xlsx, tekstrij, xlsx, zip_van

Lees = Callable[..., Tabel]


@pytest.fixture
def lees(lezer: Lezer, tmp_path: Path) -> Lees:
    def doe(inhoud: bytes) -> Tabel:
        (tmp_path / "a.xlsx").write_bytes(inhoud)
        return lezer.lees(tmp_path / "a.xlsx")

    return doe


def _rij(lees: Lees, cellen: str, **opties: Any) -> Rij:
    kop = tekstrij(1, *"abcdefgh"[: cellen.count("<c ")])
    return lees(ruwe_xlsx(f'{kop}<row r="2">{cellen}</row>', **opties)).rijen[0]


def test_a_formula_is_its_last_value_and_one_without_value_is_a_fault(lees: Lees) -> None:
    rij = _rij(
        lees,
        '<c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"x"</f><v>uit</v></c><c r="C2"><f>NOW()</f></c>'
        '<c r="D2"><f>1+1</f><v></v></c><c r="E2" t="str"><f>""</f><v></v></c>'
        '<c r="F2"><f t="shared" si="0"/><v>3</v></c>',
    )
    assert rij.cellen == ("2", "uit", "", "", "", "3")
    assert rij.fouten == (
        "In kolom C staat een formule zonder uitkomst.",
        "In kolom D staat een formule zonder uitkomst.",
    )


def test_a_formula_that_openpyxl_wrote_without_value_is_no_empty_cell(lees: Lees) -> None:
    rij = lees(xlsx([["a", "b"], ["x", "=1+1"]])).rijen[0]
    assert rij == Rij(2, ("x", ""), ("In kolom B staat een formule zonder uitkomst.",))


def test_excel_errors_and_impossible_dates_are_faults_of_their_row(lees: Lees) -> None:
    stijlen = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    rij = _rij(
        lees,
        '<c r="A2" t="e"><v>#N/A</v></c><c r="B2" s="1"><v>-5</v></c><c r="C2" s="1"><v>60</v></c>'
        '<c r="D2"><v>nan</v></c><c r="E2"><v>x</v></c><c r="F2" t="d"><v>2010-13-01</v></c>',
        stijlen=stijlen,
    )
    assert rij.cellen == ("",) * 6
    assert rij.fouten == (
        "In kolom A staat een Excel-fout in plaats van een waarde.",
        *(f"In kolom {letter} staat een getal of datum die niet kan." for letter in "BCDEF"),
    )


def test_number_formats_decide_what_a_number_is(lees: Lees) -> None:
    stijlen = (
        '<numFmts><numFmt numFmtId="164" formatCode="[$-413]d mmmm yyyy;@"/>'
        '<numFmt numFmtId="165" formatCode="0000000000"/>'
        '<numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>'
        '<xf numFmtId="20"/></cellXfs>'
    )
    rij = _rij(
        lees,
        '<c r="A2" s="0"><v>40301</v></c><c r="B2" s="1"><v>40301</v></c><c r="C2" s="2"><v>612345678</v></c>'
        '<c r="D2" s="3"><v>1.25</v></c><c r="E2" s="4"><v>0.5</v></c><c r="F2" s="99"><v>1E+3</v></c>',
        stijlen=stijlen,
    )
    assert rij == Rij(2, ("40301", "2010-05-03", "0612345678", "30:00", "12:00", "1000"))


def test_a_workbook_that_counts_from_1904(lees: Lees) -> None:
    stijlen = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    eigenschappen = '<workbookPr date1904="1"/>'
    rij = _rij(lees, '<c r="A2" s="0"><v>1</v></c>', stijlen=stijlen, mapeigenschappen=eigenschappen)
    assert rij.cellen == ("1904-01-02",)


def test_shared_and_rich_text_is_joined_without_phonetics(lees: Lees) -> None:
    teksten = (
        "<si><t>gewoon</t></si><si><r><rPr><b/></rPr><t>vet </t></r><r><t>en niet</t></r></si>"
        '<si><t>東京</t><rPh sb="0" eb="1"><t>とう</t></rPh></si>'
        '<si><t xml:space="preserve"> regel_x000D_\neinde_x005F_x0041_ </t></si>'
    )
    rij = _rij(lees, "".join(f'<c r="{k}2" t="s"><v>{nr}</v></c>' for nr, k in enumerate("ABCD")), teksten=teksten)
    assert rij.cellen == ("gewoon", "vet en niet", "東京", " regel\r\neinde_x0041_ ")


def test_escapes_never_make_half_a_character() -> None:
    assert ontsnap("_xD800__x0041_") == "_xD800_A"


def test_prefixed_and_strict_workbooks_are_read_too(lees: Lees) -> None:
    delen = ruwe_delen("")
    delen["xl/worksheets/sheet1.xml"] = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row>'
        '<x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert lees(zip_van(delen)).rijen == (Rij(2, ("1",)),)


def test_hidden_rows_merged_cells_formulas_and_other_sheets_are_said(lees: Lees) -> None:
    gegevens = (
        tekstrij(1, "a", "b")
        + '<row r="2" hidden="1"><c><f>1</f><v>1</v></c></row><row r="3" hidden="1"><c><v>2</v></c></row>'
    )
    tabel = lees(ruwe_xlsx(gegevens, na='<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>'))
    assert tabel.waarschuwingen == (
        "In 1 cel staat een formule: de laatst berekende uitkomst is gelezen.",
        "2 rijen zijn in Excel verborgen of weggefilterd. Die zijn ook gelezen.",
        "Er is 1 groep samengevoegde cellen: alleen de eerste cel daarvan heeft een waarde.",
    )
    twee = lees(xlsx([["a", "b"], [1, 2]], bewerk=lambda werkmap: werkmap.create_sheet("tweede")))
    assert twee.waarschuwingen == (
        "Deze werkmap heeft 2 bladen. Alleen het eerste zichtbare blad met inhoud is gelezen.",
    )


def test_a_picture_or_link_beside_the_list_does_not_matter(lees: Lees) -> None:
    delen = ruwe_delen(tekstrij(1, "a", "b") + tekstrij(2, "x", "y"))
    delen["xl/media/image1.png"] = b"\x89PNG"
    delen["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{HOOFD}"/>'
    assert lees(zip_van(delen)).rijen == (Rij(2, ("x", "y")),)


@pytest.mark.parametrize(
    ("code", "soort"),
    [
        ("General", ""),
        ("0.00", ""),
        ("@", ""),
        ('#,##0 "dagen"', ""),
        ("[Red]0", ""),
        ("0.00E+00", ""),
        ("0", ""),
        ("\\d0", ""),
        ("yyyy-mm-dd", "datum"),
        ("mmm", "datum"),
        ("d-m-yy h:mm", "datum"),
        ("h:mm AM/PM", "tijd"),
        ("mm:ss", "tijd"),
        ("[hh]:mm", "duur"),
        ("00000", "00000"),
    ],
)
def test_what_a_number_format_means(code: str, soort: str) -> None:
    assert soort_opmaak(code) == soort


@given(st.integers(61, 2_958_465))
def test_days_agree_with_openpyxl(dag: int) -> None:
    assert datum_uit_getal(dag, "datum", vanaf_1904=False) == from_excel(dag).date().isoformat()


def test_days_before_march_1900() -> None:
    assert datum_uit_getal(1, "datum", vanaf_1904=False) == "1900-01-01"
    assert datum_uit_getal(59, "datum", vanaf_1904=False) == "1900-02-28"
    assert datum_uit_getal(0.75, "tijd", vanaf_1904=False) == "18:00"


@given(st.floats(-1e300, 1e300))
def test_a_number_keeps_the_15_digits_that_excel_keeps(waarde: float) -> None:
    assert float(getal_als_tekst(repr(waarde), "", vanaf_1904=False)) == float(format(waarde, ".15g"))


def _verwacht(waarde: Any) -> str:
    """The text for what openpyxl read."""
    match waarde:
        case None:
            return ""
        case bool():
            return "WAAR" if waarde else "ONWAAR"
        case datetime():
            tekst = waarde.replace(microsecond=0).isoformat()
            return (
                tekst.removesuffix("T00:00:00").removesuffix(":00")
                if tekst.endswith("T00:00:00")
                else tekst.removesuffix(":00")
            )
        case time():
            return waarde.isoformat().removesuffix(":00")
        case float() if not waarde.is_integer():
            return format(waarde, ".15g")
        case float():
            return str(int(waarde)) if abs(waarde) < 1e15 else format(waarde, ".15g")
        case _:
            return str(waarde)


_CEL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e14, 1e14),  # beyond, openpyxl shows digits that Excel does not keep
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.builds(datetime.combine, st.dates(date(1900, 3, 1), date(9998, 12, 31)), st.times()).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cn"]), max_size=20).filter(
        lambda t: not t.startswith("=") and t.strip() == t and not t.startswith("#")
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_CEL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_both_readers_agree_on_what_openpyxl_writes(lees: Lees, rijen: list[list[Any]]) -> None:
    inhoud = xlsx([["a", "b", "c"], *rijen, ["einde", "x", "y"]])
    werkmap = load_workbook(BytesIO(inhoud), data_only=True)
    assert werkmap.active is not None
    anders = [[_verwacht(cel.value) for cel in rij] for rij in werkmap.active.iter_rows(min_row=2)]
    gelezen = {rij.nr: list(rij.cellen) for rij in lees(inhoud).rijen}
    leeg = ["", "", ""]
    assert [gelezen.get(nr, leeg) for nr in range(2, len(anders) + 2)] == [
        leeg if not any(cel.strip() for cel in rij) else rij for rij in anders
    ]
