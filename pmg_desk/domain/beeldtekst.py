"""What may not stand in words that go out with the numbers of the informatiebeeld: a number that is one person's.

Names are not looked for: comparing with those of the vault would tell who is in it.
"""

from __future__ import annotations

import re

from pmg_desk.domain.controle import Veldcontrole, is_bsn

_CASUSNUMMER = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,3}-[0-9]{4}-[0-9]{1,9}(?![0-9])")
_NEGEN_CIJFERS = re.compile(r"(?<![0-9])(?=([0-9](?:[^0-9A-Za-z]?[0-9]){8})(?![0-9]))")
"""However people set nine digits apart; ahead, for one may begin inside another that is no BSN."""


def bezwaar_tegen(tekst: str) -> str:
    """A sentence for who typed it; empty when there is no such number in it."""
    if _CASUSNUMMER.search(tekst):
        return "Hier staat een casusnummer. Haal het weg: deze tekst gaat over niemand in het bijzonder."
    if any(is_bsn(re.sub("[^0-9]", "", negen)) for negen in _NEGEN_CIJFERS.findall(tekst)):
        return (
            "Hier staat een burgerservicenummer, of negen cijfers die er een kunnen zijn. Haal ze weg of schrijf ze "
            "anders: deze tekst gaat over niemand in het bijzonder."
        )
    return ""


def eis_niemand(veld: Veldcontrole, **teksten: str) -> None:
    """Note it at each field whose text holds such a number."""
    for sleutel, tekst in teksten.items():
        bezwaar = bezwaar_tegen(tekst)
        veld.eis(not bezwaar, sleutel, bezwaar)
