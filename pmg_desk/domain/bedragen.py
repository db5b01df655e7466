"""Amounts of money in whole euro cents: read leniently as people write them, shown as Dutch people read them."""

from __future__ import annotations

import re

MAX_BEDRAG = 999_999_999
"""Cents; just under ten million euros: more in one row is a typing error."""

_VORM = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(?:[. ][0-9]{3})+)(?:,([0-9]{1,2}|-{1,2})|\.([0-9]{2}))?", re.ASCII)
"""Digits with or without groups of three, then cents after a comma (``,5`` ``,50`` ``,-``) or as ``.50``.

A point before exactly three digits is thousands, as in Dutch; a comma before three digits is refused, because it would
be thousands in English and nothing in Dutch.
"""


class BedragFout(ValueError):
    """What was typed is not an amount; the text is a Dutch sentence that says how to write one."""


def parse_bedrag(tekst: str) -> int:
    """Cents of an amount as typed: ``1.250,50``, ``€ 1250,5``, ``1 250``, ``1250,-``, ``12.50``. Raises BedragFout.

    Never negative: what is taken back has a step of its own.
    """
    schoon = re.sub(r"^(?:€|eur(?:o)?)|(?:euro|eur|€)$", "", " ".join(tekst.split()).casefold()).strip()
    treffer = _VORM.fullmatch(schoon)
    if treffer is None:
        raise BedragFout("Schrijf een bedrag zo: 1.250,50 of 1250.")
    heel, na_komma, na_punt = treffer.groups()
    centen = (na_komma or na_punt or "").strip("-").ljust(2, "0")
    bedrag = int(re.sub("[. ]", "", heel)) * 100 + int(centen)
    if bedrag > MAX_BEDRAG:
        raise BedragFout(f"Dit bedrag is te hoog. Vul hoogstens {toon_bedrag(MAX_BEDRAG)} in.")
    return bedrag


def toon_bedrag(centen: int) -> str:
    """``€ 1.250,50``; of less than nothing ``-€ 20,00``. The space does not break over two lines."""
    euro, rest = divmod(abs(centen), 100)
    duizend = f"{euro:,}".replace(",", ".")
    return f"{'-' if centen < 0 else ''}€\N{NO-BREAK SPACE}{duizend},{rest:02d}"


def als_invoer(centen: int) -> str:
    """As one would type it: ``1250,50``."""
    return f"{centen // 100},{centen % 100:02d}"
