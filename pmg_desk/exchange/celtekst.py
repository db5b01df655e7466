"""What people typed, as the text of a cell in a spreadsheet: nothing in it ever runs.

A text may begin with ``=``, ``+``, ``-`` or ``@``, and a spreadsheet that opens it as a formula computes, fetches or
starts whatever it says (OWASP, CSV injection).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TypeAlias

Waarde: TypeAlias = str | int | date | None
"""What a cell may hold."""

_GEVAARLIJK = tuple("=+-@\t\r\n＝＋－＠|")
_ONSCHRIJFBAAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 §2.2 does not allow."""
_LIJKT_ONTSNAPT = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAX_CEL = 32_767
_AFGEKORT = " […]"


def kan_uitvoeren(tekst: str) -> bool:
    """Whether some spreadsheet reads a formula or a command in it."""
    return tekst.startswith(_GEVAARLIJK)


def als_tekst(waarde: str | date) -> str:
    """As text: days and moments after ISO 8601, line ends as line feeds, without what no file can hold."""
    if isinstance(waarde, datetime):
        tekst = waarde.isoformat("T", "seconds")
    else:
        tekst = waarde.isoformat() if isinstance(waarde, date) else waarde
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    return _ONSCHRIJFBAAR.sub("\N{REPLACEMENT CHARACTER}", tekst)


def als_celtekst(waarde: str | date) -> str:
    """As a workbook takes it: over 32,767 characters Excel refuses the whole file, so the rest is ``[…]``."""
    tekst = als_tekst(waarde)
    if len(tekst) > _MAX_CEL:
        tekst = tekst[: _MAX_CEL - len(_AFGEKORT)] + _AFGEKORT
    return _LIJKT_ONTSNAPT.sub("_x005F_", tekst)
