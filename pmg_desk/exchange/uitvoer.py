"""Writes a list as xlsx or csv so that nothing in it ever runs (``celtekst``).

In a workbook every text is an explicit text cell; a csv has no kinds of cells, so a text that would run gets an
apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from pmg_desk.exchange.celtekst import Waarde, als_tekst, kan_uitvoeren
from pmg_desk.exchange.werkbladen import Cel, Opmaak, Werkblad, schrijf_werkbladen

__all__ = ["Waarde", "schrijf_csv", "schrijf_xlsx"]


def schrijf_xlsx(kolommen: Sequence[str], rijen: Iterable[Sequence[Waarde]], *, blad: str = "Lijst") -> bytes:
    """A workbook with one sheet: a header that stays in view and can be filtered on, and the rows below it.

    Whole numbers become number cells, everything else text cells, days and moments as ISO 8601. Raises ValueError for
    a row that is not as wide as its header.
    """
    koppen = [Cel(kolom, Opmaak.KOP) for kolom in kolommen]
    alle: list[Sequence[Cel | Waarde]] = [koppen]
    for rij in rijen:
        _eis_breedte(rij, kolommen)
        alle.append([als_tekst(waarde) if isinstance(waarde, date) else waarde for waarde in rij])
    return schrijf_werkbladen((Werkblad(blad, alle, filter=True),))


def schrijf_csv(kolommen: Sequence[str], rijen: Iterable[Sequence[Waarde]]) -> bytes:
    """The same as csv for Dutch Excel: UTF-8 with BOM, semicolons, CRLF.

    A text that a spreadsheet would run gets an apostrophe before it; whole numbers do not. Raises ValueError for a row
    that is not as wide as the header.
    """
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    for rij in (kolommen, *rijen):
        _eis_breedte(rij, kolommen)
        schrijver.writerow([_veilig(waarde) for waarde in rij])
    return uit.getvalue().encode("utf-8-sig")


def _eis_breedte(rij: Sequence[Waarde], kolommen: Sequence[str]) -> None:
    if len(rij) != len(kolommen):
        raise ValueError("row width differs from header")


def _veilig(waarde: Waarde) -> str | int:
    if waarde is None:
        return ""
    if isinstance(waarde, int):
        return waarde
    tekst = als_tekst(waarde)
    return f"'{tekst}" if kan_uitvoeren(tekst) else tekst
