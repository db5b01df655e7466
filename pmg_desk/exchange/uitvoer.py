"""Writes a list as xlsx or csv so that nothing in it ever runs.

What people type may begin with ``=``, ``+``, ``-`` or ``@``, and a spreadsheet that opens it as a formula computes,
fetches or starts whatever it says (OWASP, CSV injection). In a workbook every text is an explicit text cell, so that a
telephone number stays ``+31…``; a csv has no kinds of cells, so such a text gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook

Waarde: TypeAlias = str | int | date | None
"""What a cell may hold. A date or an aware or naive moment is written as ISO 8601 text."""

_GEVAARLIJK = tuple("=+-@\t\r\n＝＋－＠|")
"""First characters after which some spreadsheet reads a formula or a command."""
_ONSCHRIJFBAAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 §2.2 does not allow."""
_LIJKT_ONTSNAPT = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAX_CEL = 32_767
_AFGEKORT = " […]"
_BREEDST = 60
_KENMERKEN = "docProps/core.xml"
_TIJD = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)


def _als_tekst(waarde: str | date) -> str:
    if isinstance(waarde, datetime):
        tekst = waarde.isoformat("T", "seconds")
    else:
        tekst = waarde.isoformat() if isinstance(waarde, date) else waarde
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    return _ONSCHRIJFBAAR.sub("\N{REPLACEMENT CHARACTER}", tekst)


def _ingekort(tekst: str) -> str:
    """A text that fits in a cell; Excel refuses the whole file over one that does not."""
    return tekst if len(tekst) <= _MAX_CEL else tekst[: _MAX_CEL - len(_AFGEKORT)] + _AFGEKORT


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet of a workbook: its name (at most 31 characters), a header and the rows below it."""

    naam: str
    kolommen: Sequence[str]
    rijen: Iterable[Sequence[Waarde]]


def schrijf_xlsx(kolommen: Sequence[str], rijen: Iterable[Sequence[Waarde]], *, blad: str = "Lijst") -> bytes:
    """A workbook with one sheet; see :func:`schrijf_werkmap`."""
    return schrijf_werkmap((Blad(blad, kolommen, rijen),))


def schrijf_werkmap(bladen: Sequence[Blad]) -> bytes:
    """A workbook: on each sheet a header that stays in view and can be filtered on, and the rows below it.

    Whole numbers become number cells, everything else text cells that stay text when they are edited. Texts of over
    32,767 characters end in ``[…]``. The same sheets give the same bytes. Raises ValueError for a row that is not as
    wide as its header.
    """
    from openpyxl import Workbook

    werkmap = Workbook(write_only=True)
    werkmap.properties.creator = "PMG Desk"
    for blad in bladen:
        _vul_blad(werkmap, blad)
    uit = io.BytesIO()
    werkmap.save(uit)
    return _zonder_tijd(uit.getvalue())


def _vul_blad(werkmap: Workbook, blad: Blad) -> None:
    from openpyxl.cell.cell import Cell, WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    kolommen, alle = blad.kolommen, [tuple(rij) for rij in blad.rijen]
    if any(len(rij) != len(kolommen) for rij in alle):
        raise ValueError("row width differs from header")
    vel = werkmap.create_sheet(blad.naam)
    vel.freeze_panes = "A2"
    vel.auto_filter.ref = f"A1:{get_column_letter(max(len(kolommen), 1))}{len(alle) + 1}"
    for nr, kolom in enumerate(kolommen):
        langste = max((len(str(rij[nr])) for rij in islice(alle, 500) if rij[nr] is not None), default=0)
        vel.column_dimensions[get_column_letter(nr + 1)].width = min(max(langste, len(kolom)) + 3, _BREEDST)
    vet, boven = Font(bold=True), Alignment(vertical="top", wrap_text=True)

    def cel(waarde: Waarde) -> Cell:
        if waarde is None or isinstance(waarde, int):
            return WriteOnlyCell(vel, waarde)
        tekst = _LIJKT_ONTSNAPT.sub("_x005F_", _ingekort(_als_tekst(waarde)))
        een = WriteOnlyCell(vel, tekst)
        een.data_type = "s"  # openpyxl takes a text with = for a formula and #N/A for an error
        een.number_format = "@"
        een.alignment = boven
        een.quotePrefix = tekst.startswith(_GEVAARLIJK)
        return een

    koppen = [cel(kolom) for kolom in kolommen]
    for kop in koppen:
        kop.font = vet
    vel.append(koppen)
    for rij in alle:
        vel.append([cel(waarde) for waarde in rij])


def _zonder_tijd(bestand: bytes) -> bytes:
    """The same workbook without the moment at which it was written."""
    uit = io.BytesIO()
    with ZipFile(io.BytesIO(bestand)) as van, ZipFile(uit, "w") as naar:
        for naam in van.namelist():
            deel = _TIJD.sub(b"", van.read(naam)) if naam == _KENMERKEN else van.read(naam)
            naar.writestr(ZipInfo(naam), deel, ZIP_DEFLATED)  # a ZipInfo without a moment is of 1980
    return uit.getvalue()


def schrijf_csv(kolommen: Sequence[str], rijen: Iterable[Sequence[Waarde]]) -> bytes:
    """The same as csv for Dutch Excel: UTF-8 with BOM, semicolons, CRLF.

    A text that a spreadsheet would run gets an apostrophe before it; whole numbers do not. Raises ValueError for a row
    that is not as wide as the header.
    """
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    for rij in (kolommen, *rijen):
        if len(rij) != len(kolommen):
            raise ValueError("row width differs from header")
        schrijver.writerow([_veilig(waarde) for waarde in rij])
    return uit.getvalue().encode("utf-8-sig")


def _veilig(waarde: Waarde) -> str | int:
    if waarde is None:
        return ""
    if isinstance(waarde, int):
        return waarde
    tekst = _als_tekst(waarde)
    return f"'{tekst}" if tekst.startswith(_GEVAARLIJK) else tekst
