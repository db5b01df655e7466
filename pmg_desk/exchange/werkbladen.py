"""Writes a workbook for people: sheets with headings that stay in view and on paper, days that are days, marked cells.

Every text is an explicit text cell, so that a telephone number stays ``+31…`` and nothing runs (``celtekst``).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pmg_desk.exchange.celtekst import Waarde, als_celtekst, kan_uitvoeren

if TYPE_CHECKING:
    from openpyxl import Workbook

MAKER = "PMG Desk"

_SMALST, _BREEDST = 6, 60  # of a column, in letters
_GEMETEN = 500  # rows
_A4 = 9  # as ECMA-376 §18.3.1.63 numbers papers
_KENMERKEN = "docProps/core.xml"
_TIJD = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
_TEKST, _GETAL, _DAG = "@", "#,##0", "dd-mm-yyyy"


class Opmaak(StrEnum):
    """How a cell looks."""

    GEWOON = "gewoon"
    TITEL = "titel"
    KOP = "kop"
    TOTAAL = "totaal"
    VERBORGEN = "verborgen"  # hatched, as on the screen
    ONGEVEER = "ongeveer"  # a number with "ca." before it that stays a number


@dataclass(frozen=True, slots=True)
class Cel:
    """A value that looks otherwise, or lies deeper than its neighbours."""

    waarde: Waarde
    opmaak: Opmaak = Opmaak.GEWOON
    diepte: int = 0


@dataclass(frozen=True, slots=True)
class Werkblad:
    """One sheet: its name (at most 31 characters) and its rows, which may differ in length.

    The first ``koprijen`` rows and ``kopkolommen`` columns stay in view, the rows are also on top of each printed page.
    With ``filter`` the last of them can be filtered on. Without ``breedtes`` (in letters) a column is as wide as what
    stands in it.
    """

    naam: str
    rijen: Iterable[Sequence[Cel | Waarde]]
    koprijen: int = 1
    kopkolommen: int = 0
    filter: bool = False
    breedtes: Sequence[int] = ()
    liggend: bool = True


def schrijf_werkbladen(bladen: Sequence[Werkblad], *, titel: str = "", voet: str = "") -> bytes:
    """The workbook; the same sheets give the same bytes. ``titel`` is in its properties, ``voet`` below each page.

    Whole numbers and days become number cells, everything else text cells that stay text when they are edited. Neither
    a moment nor a person is in its properties.
    """
    from openpyxl import Workbook

    werkmap = Workbook(write_only=True)
    werkmap.properties.creator = MAKER
    werkmap.properties.title = titel or None
    for blad in bladen:
        _vul_blad(werkmap, blad, voet)
    uit = io.BytesIO()
    werkmap.save(uit)
    return _zonder_tijd(uit.getvalue())


def _vul_blad(werkmap: Workbook, blad: Werkblad, voet: str) -> None:
    from openpyxl.utils import get_column_letter

    rijen = [[een if isinstance(een, Cel) else Cel(een) for een in rij] for rij in blad.rijen]
    breed = max(max((len(rij) for rij in rijen), default=0), 1)
    vel = werkmap.create_sheet(blad.naam)
    vel.freeze_panes = f"{get_column_letter(blad.kopkolommen + 1)}{blad.koprijen + 1}"
    if blad.koprijen:
        vel.print_title_rows = f"1:{blad.koprijen}"
    if blad.filter:
        vel.auto_filter.ref = f"A{blad.koprijen}:{get_column_letter(breed)}{max(len(rijen), blad.koprijen)}"
    for nr, letters in enumerate(blad.breedtes or _breedtes(rijen, breed)):
        vel.column_dimensions[get_column_letter(nr + 1)].width = letters
    vel.page_setup.orientation = "landscape" if blad.liggend else "portrait"
    vel.page_setup.paperSize = _A4
    vel.page_setup.fitToHeight = 0  # as many as it takes
    vel.sheet_properties.pageSetUpPr.fitToPage = True
    vel.oddFooter.left.text = voet.replace("&", "&&")
    vel.oddFooter.right.text = "&P / &N"
    zet = _zetter(vel)
    for rij in rijen:
        vel.append([zet(cel) for cel in rij])


def _breedtes(rijen: Sequence[Sequence[Cel]], breed: int) -> list[int]:
    langst = [0] * breed
    for rij in rijen[:_GEMETEN]:
        for nr, cel in enumerate(rij):
            if cel.waarde is not None:
                letters = 10 if isinstance(cel.waarde, date) else len(str(cel.waarde))
                langst[nr] = max(langst[nr], letters + 2 * cel.diepte)
    return [min(max(een, _SMALST) + 3, _BREEDST) for een in langst]


def _zetter(vel: Any) -> Callable[[Cel], Any]:
    """Makes cells of this sheet. Each look is worked out once: that takes longer than all the rest."""
    from openpyxl.cell.cell import Cell, WriteOnlyCell

    opmaken: dict[tuple[Opmaak, int, str, bool], Any] = {}

    def zet(cel: Cel) -> Any:
        waarde, tekst = cel.waarde, ""
        if waarde in (None, "") and cel.opmaak is Opmaak.GEWOON:
            return None
        vorm = _GETAL
        if isinstance(waarde, str | datetime):
            waarde = tekst = als_celtekst(waarde)
            vorm = _TEKST
        elif isinstance(waarde, date):
            vorm = _DAG
        soort = cel.opmaak, cel.diepte, vorm, kan_uitvoeren(tekst)
        if soort not in opmaken:
            voorbeeld: Any = WriteOnlyCell(vel)
            _maak_op(voorbeeld, *soort)
            opmaken[soort] = voorbeeld._style  # noqa: SLF001 - there is no other way to give many cells one look
        een = Cell(vel, row=1, column=1, value=waarde, style_array=opmaken[soort])
        if vorm == _TEKST:
            een.data_type = "s"  # openpyxl takes a text with = for a formula and #N/A for an error
        return een

    return zet


def _maak_op(cel: Any, opmaak: Opmaak, diepte: int, vorm: str, voert_uit: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cel.number_format = f'"ca. "{vorm}' if opmaak is Opmaak.ONGEVEER else vorm
    is_tekst = vorm == _TEKST
    rechts = not is_tekst or opmaak is Opmaak.VERBORGEN
    cel.alignment = Alignment(
        horizontal="right" if rechts else "left", vertical="top", wrap_text=is_tekst and not rechts, indent=diepte
    )
    cel.quotePrefix = voert_uit
    if opmaak is Opmaak.TITEL:
        cel.font = Font(bold=True, size=14)
        cel.alignment = Alignment(vertical="top")
    elif opmaak is Opmaak.KOP:
        cel.font = Font(bold=True)
        cel.fill = PatternFill("solid", fgColor="E8EBEF")
        cel.border = Border(bottom=Side("thin", color="5A6472"))
    elif opmaak is Opmaak.TOTAAL:
        cel.font = Font(bold=True)
    elif opmaak is Opmaak.VERBORGEN:
        cel.fill = PatternFill("lightUp", fgColor="9AA3AE")


def _zonder_tijd(bestand: bytes) -> bytes:
    """The same workbook without the moment at which it was written."""
    uit = io.BytesIO()
    with ZipFile(io.BytesIO(bestand)) as van, ZipFile(uit, "w") as naar:
        for naam in van.namelist():
            deel = _TIJD.sub(b"", van.read(naam)) if naam == _KENMERKEN else van.read(naam)
            naar.writestr(ZipInfo(naam), deel, ZIP_DEFLATED)  # a ZipInfo without a moment is of 1980
    return uit.getvalue()
