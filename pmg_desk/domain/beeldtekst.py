"""What may not stand in words that go out with the numbers of the informatiebeeld: a number that is one person's.

Names are not looked for: comparing with those of the vault would tell who is in it.
"""

from __future__ import annotations

import re

from pmg_desk.domain.controle import is_bsn

_CASUSNUMMER = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,3}-[0-9]{4}-[0-9]{1,9}(?![0-9])")
_NEGEN_CIJFERS = re.compile(r"(?<![0-9])[0-9]{4}[. ]?[0-9]{2}[. ]?[0-9]{3}(?![0-9])")


def bezwaar_tegen(tekst: str) -> str:
    """A sentence for who typed it; empty when there is no such number in it."""
    if _CASUSNUMMER.search(tekst):
        return "Hier staat een casusnummer. Haal het weg: dit bestand gaat over niemand in het bijzonder."
    if any(is_bsn(re.sub("[. ]", "", negen)) for negen in _NEGEN_CIJFERS.findall(tekst)):
        return "Hier staat een burgerservicenummer. Haal het weg: dit bestand gaat over niemand in het bijzonder."
    return ""
