"""Secrets that people type over from paper: Crockford's base 32 (no I, L, O or U) with a check character.

The check character is Luhn mod 32: it finds every single typing error and nearly every swap of two neighbours.
"""

from __future__ import annotations

import re

TEKENS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The 32 characters, in the order of their value."""

_TUSSEN = re.compile(r"[\s\-–—]+")
_GELIJKENDE = str.maketrans("OIL", "011")


def schoon(tekst: str) -> str:
    """What was typed, as it was meant: no spaces and dashes, capitals, O as 0, I and L as 1."""
    return _TUSSEN.sub("", tekst).upper().translate(_GELIJKENDE)


def stukken(tekst: str) -> list[str]:
    """What was typed between the spaces and dashes, each piece as :func:`schoon`."""
    return [schoon(stuk) for stuk in _TUSSEN.split(tekst) if stuk]


def controleteken(tekens: str, begin: int = 0) -> str:
    """The check character that belongs behind ``tekens`` (all of :data:`TEKENS`).

    ``begin`` (0-31) is taken along as a character in front that is not written: it ties a group to its place.
    """
    som = begin
    for plaats, teken in enumerate(reversed(tekens)):
        waarde = TEKENS.index(teken)
        dubbel = waarde * 2 if plaats % 2 == 0 else waarde
        som += dubbel // 32 + dubbel % 32
    return TEKENS[-som % 32]
