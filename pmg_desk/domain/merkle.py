"""The Merkle tree over the lines of a log: roots, and proofs that a line is in it and that one log continues another.

RFC 6962 §2.1 (the same tree as RFC 9162). Every hash here is 64 lower-case hex digits; the leaves are those of
``domain.logboek.blad_hash``. A tree of n leaves is cut at the largest power of two below n, so that what is full
never changes any more: a log that grows keeps the roots of its full subtrees, the *pieken*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from pmg_desk.domain.canoniek import canoniek, lees_canoniek

LEGE_WORTEL = sha256(b"").hexdigest()
"""Root of the tree without leaves (RFC 6962 §2.1)."""

_HEX64 = re.compile(r"[0-9a-f]{64}")


def knoop(links: str, rechts: str) -> str:
    """Hash of an inner node: ``SHA-256(0x01 || links || rechts)``."""
    return sha256(b"\x01" + bytes.fromhex(links) + bytes.fromhex(rechts)).hexdigest()


class Pieken:
    """A growing tree kept small: its size and the roots of its full subtrees, largest first (one per bit of the size).

    Enough to add leaves and to know the root, without the leaves that are already in it.
    """

    __slots__ = ("_hashes", "grootte")

    def __init__(self, grootte: int = 0, hashes: Iterable[str] = ()) -> None:
        """Go on from a tree of ``grootte`` leaves. Raises ValueError unless the hashes fit that size."""
        self.grootte = grootte
        self._hashes = list(hashes)
        if grootte < 0 or len(self._hashes) != grootte.bit_count() or not _zijn_hashes(self._hashes):
            raise ValueError("these subtrees do not make a tree of this size")

    @property
    def hashes(self) -> tuple[str, ...]:
        """Roots of the full subtrees, largest first."""
        return tuple(self._hashes)

    def voeg_toe(self, blad_hash: str) -> None:
        """Append one leaf."""
        nieuw, rest = blad_hash, self.grootte
        while rest & 1:
            nieuw, rest = knoop(self._hashes.pop(), nieuw), rest >> 1
        self._hashes.append(nieuw)
        self.grootte += 1

    def wortel(self) -> str:
        """Root of the tree as it is now."""
        if not self._hashes:
            return LEGE_WORTEL
        som = self._hashes[-1]
        for links in self._hashes[-2::-1]:
            som = knoop(links, som)
        return som

    def tekst(self) -> str:
        """The hashes as canonical JSON, to keep; the size is kept beside it."""
        return canoniek(self._hashes)

    @classmethod
    def lees(cls, grootte: int, tekst: str) -> Pieken:
        """Inverse of :meth:`tekst`. Raises ValueError for anything else."""
        hashes = lees_canoniek(tekst)
        if not isinstance(hashes, list):
            raise ValueError("not a list of subtrees")
        return cls(grootte, hashes)


def _zijn_hashes(hashes: Iterable[object]) -> bool:
    return all(isinstance(een, str) and _HEX64.fullmatch(een) for een in hashes)


def wortel(hashes: Iterable[str]) -> str:
    """Root of the tree over these leaf hashes, in order."""
    boom = Pieken()
    for een in hashes:
        boom.voeg_toe(een)
    return boom.wortel()


def _knip(n: int) -> int:
    """The largest power of two below ``n`` (n > 1): where RFC 6962 cuts a tree."""
    return 1 << (n - 1).bit_length() - 1


def bewijs_opname(hashes: Sequence[str], index: int) -> list[str]:
    """Inclusion proof of leaf ``index`` (from 0) in the tree over all of ``hashes`` (RFC 6962 §2.1.1).

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < len(hashes):
        raise IndexError("no such leaf")
    van, tot, pad = 0, len(hashes), []
    while tot - van > 1:
        midden = van + _knip(tot - van)
        if index < midden:
            pad.append(wortel(hashes[midden:tot]))
            tot = midden
        else:
            pad.append(wortel(hashes[van:midden]))
            van = midden
    return pad[::-1]


def bewijs_groei(hashes: Sequence[str], m: int, n: int) -> list[str]:
    """Consistency proof: the tree over the first ``n`` leaves continues that over the first ``m`` (RFC 6962 §2.1.2).

    Empty for ``m == n`` and for ``m == 0``: there is nothing to prove then. Raises ValueError unless
    ``0 <= m <= n <= len(hashes)``.
    """
    if not 0 <= m <= n <= len(hashes):
        raise ValueError("the smaller tree is not a part of the larger one")
    if m == 0:
        return []
    van, tot, pad, heel = 0, n, [], True
    while m - van != tot - van:
        midden = van + _knip(tot - van)
        if m <= midden:
            pad.append(wortel(hashes[midden:tot]))
            tot = midden
        else:
            pad.append(wortel(hashes[van:midden]))
            van, heel = midden, False
    if not heel:  # the verifier knows the root of the old tree, but not that of a part of it
        pad.append(wortel(hashes[van:tot]))
    return pad[::-1]


def klopt_opname(blad_hash: str, index: int, grootte: int, bewijs: Sequence[str], wortel: str) -> bool:
    """Whether ``bewijs`` shows that this leaf is number ``index`` of the tree with this size and root.

    RFC 9162 §2.1.3.2. Never raises on what somebody else supplied: what is malformed proves nothing.
    """
    if not 0 <= index < grootte or not _zijn_hashes((blad_hash, wortel, *bewijs)):
        return False
    fn, sn, som = index, grootte - 1, blad_hash
    for ander in bewijs:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            som = knoop(ander, som)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            som = knoop(som, ander)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and som == wortel


def klopt_groei(m: int, n: int, wortel_m: str, wortel_n: str, bewijs: Sequence[str]) -> bool:
    """Whether ``bewijs`` shows that the tree of ``n`` leaves begins with the tree of ``m`` leaves.

    RFC 9162 §2.1.4.2; an empty tree is the beginning of every tree. Never raises on what somebody else supplied.
    """
    if not 0 <= m <= n or not _zijn_hashes((wortel_m, wortel_n, *bewijs)):
        return False
    if m == 0:
        return not bewijs and wortel_m == LEGE_WORTEL and (n > 0 or wortel_n == LEGE_WORTEL)
    if m == n:
        return not bewijs and wortel_m == wortel_n
    pad = list(bewijs)
    if m & (m - 1) == 0:
        pad.insert(0, wortel_m)
    if not pad:
        return False
    fn, sn = m - 1, n - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    oud = nieuw = pad[0]
    for ander in pad[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            oud, nieuw = knoop(ander, oud), knoop(ander, nieuw)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            nieuw = knoop(nieuw, ander)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and oud == wortel_m and nieuw == wortel_n
