"""Reads a QR code back from its squares (ISO/IEC 18004), without error correction: what a scanner would say."""

from __future__ import annotations

from collections.abc import Callable

_ALFANUMERIEK = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_MASKERS: tuple[Callable[[int, int], bool], ...] = (
    lambda r, k: (r + k) % 2 == 0,
    lambda r, _: r % 2 == 0,
    lambda _, k: k % 3 == 0,
    lambda r, k: (r + k) % 3 == 0,
    lambda r, k: (r // 2 + k // 3) % 2 == 0,
    lambda r, k: r * k % 2 + r * k % 3 == 0,
    lambda r, k: (r * k % 2 + r * k % 3) % 2 == 0,
    lambda r, k: ((r + k) % 2 + r * k % 3) % 2 == 0,
)
_VERSIE_4_M = (2, 32)
"""Blocks, and data codewords a block (table 9)."""


def lees_qr(modules: list[list[bool]]) -> str:
    """The text of a version 4-M code in alphanumeric mode, the only kind the sheet has; dark is True."""
    maat = len(modules)
    assert maat == 33, "version 4"
    formaat = [modules[8][k] for k in (0, 1, 2, 3, 4, 5, 7, 8)] + [modules[r][8] for r in (7, 5, 4, 3, 2, 1, 0)]
    bits = sum(bit << 14 - plaats for plaats, bit in enumerate(formaat)) ^ 0b101010000010010
    assert bits >> 13 == 0b00, "level M"
    masker = _MASKERS[bits >> 10 & 0b111]
    stroom: list[int] = []
    omhoog = True
    for rechts in [*range(maat - 1, 6, -2), 5, 3, 1]:
        for rij in reversed(range(maat)) if omhoog else range(maat):
            paar = [kolom for kolom in (rechts, rechts - 1) if not _vast(rij, kolom, maat)]
            stroom += [int(modules[rij][kolom] ^ masker(rij, kolom)) for kolom in paar]
        omhoog = not omhoog
    woorden = [sum(bit << 7 - nr for nr, bit in enumerate(stroom[i : i + 8])) for i in range(0, len(stroom) - 7, 8)]
    blokken, lengte = _VERSIE_4_M
    data = [woorden[nr * blokken + blok] for blok in range(blokken) for nr in range(lengte)]
    return _tekst("".join(f"{woord:08b}" for woord in data))


def _vast(rij: int, kolom: int, maat: int) -> bool:
    """Finder patterns with their formats, timing lines, and the one alignment pattern."""
    hoek = (rij < 9 and (kolom < 9 or kolom >= maat - 8)) or (rij >= maat - 8 and kolom < 9)
    return hoek or rij == 6 or kolom == 6 or (abs(rij - 26) <= 2 and abs(kolom - 26) <= 2)


def _tekst(bits: str) -> str:
    assert bits[:4] == "0010", "alphanumeric"
    aantal, plek, tekst = int(bits[4:13], 2), 13, ""
    while aantal > 1:
        paar = int(bits[plek : plek + 11], 2)
        tekst += _ALFANUMERIEK[paar // 45] + _ALFANUMERIEK[paar % 45]
        plek, aantal = plek + 11, aantal - 2
    return tekst + (_ALFANUMERIEK[int(bits[plek : plek + 6], 2)] if aantal else "")
