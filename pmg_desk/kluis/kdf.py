"""From password to key: Argon2id (RFC 9106) with stored, bounds-checked parameters.

The parameters come from a file that anyone may have edited, so they are checked before any memory is taken: too little
would let a thief guess cheaply, too much would stop the machine. The floor is RFC 9106 §4's second choice (64 MiB,
3 passes).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from pmg_desk.kluis.fouten import TeWeinigGeheugen

SLEUTEL_LENGTE = 32
ZOUT_LENGTE = 16
DOEL_SECONDEN = 0.7
"""Middle of the 0.5 to 1 second that a log-in may take."""

GEHEUGEN_STAPPEN_KIB = (65_536, 131_072, 262_144)
"""Memory goes up before passes do (it is what hurts a guesser), but stays within what an old laptop can spare."""


@dataclass(frozen=True)
class KdfGrenzen:
    """What is accepted from a header. ``max_werk`` is memory (KiB) times passes: it bounds the time."""

    min_geheugen_kib: int
    max_geheugen_kib: int
    min_rondes: int
    max_rondes: int
    max_banen: int
    max_werk: int


PRODUCTIE = KdfGrenzen(65_536, 1_048_576, 3, 16, 8, 16 * 262_144)
GOEDKOOP = KdfGrenzen(32, 1_048_576, 1, 16, 8, 16 * 262_144)

_grenzen = PRODUCTIE


@contextmanager
def sta_goedkoop_toe() -> Iterator[None]:
    """Let cheap parameters be made and opened, inside this block only: the seam of the tests, never of the program.

    A vault that was made inside such a block is refused outside it.
    """
    global _grenzen  # noqa: PLW0603  one process-wide switch is what makes it easy to see that the program never flips it
    vorige, _grenzen = _grenzen, GOEDKOOP
    try:
        yield
    finally:
        _grenzen = vorige


@dataclass(frozen=True)
class KdfInstelling:
    """Argon2id parameters of one user: salt (16 bytes), memory in KiB, passes and lanes."""

    zout: bytes
    geheugen_kib: int
    rondes: int
    banen: int

    def binnen_grenzen(self) -> bool:
        """Whether these may be used at all."""
        g = _grenzen
        return (
            len(self.zout) == ZOUT_LENGTE
            and g.min_geheugen_kib <= self.geheugen_kib <= g.max_geheugen_kib
            and g.min_rondes <= self.rondes <= g.max_rondes
            and 1 <= self.banen <= g.max_banen
            and self.geheugen_kib >= 8 * self.banen
            and self.geheugen_kib * self.rondes <= g.max_werk
        )

    def leid_af(self, geheim: bytes) -> bytes:
        """The 32-byte key of ``geheim``.

        Raises ValueError outside the bounds (callers check those first and name the damaged header) and
        TeWeinigGeheugen when the machine cannot spare the memory.
        """
        if not self.binnen_grenzen():
            raise ValueError("key derivation parameters out of bounds")
        kdf = Argon2id(
            salt=self.zout,
            length=SLEUTEL_LENGTE,
            iterations=self.rondes,
            lanes=self.banen,
            memory_cost=self.geheugen_kib,
        )
        try:
            return kdf.derive(geheim)
        except MemoryError:
            raise TeWeinigGeheugen from None


def nieuw_zout() -> bytes:
    """Sixteen random bytes."""
    return os.urandom(ZOUT_LENGTE)


def _meet(instelling: KdfInstelling) -> float:
    begin = time.perf_counter()
    instelling.leid_af(b"meting")
    return time.perf_counter() - begin


def stem_af(meet: Callable[[KdfInstelling], float] = _meet) -> KdfInstelling:
    """Parameters that take 0.5 to 1 second on this machine, never below the floor, with a fresh salt.

    A machine that is too slow for that gets the floor. ``meet`` returns the seconds one derivation takes.
    """
    if _grenzen is GOEDKOOP:
        return KdfInstelling(nieuw_zout(), 32, 1, 1)
    bodem = KdfInstelling(nieuw_zout(), GEHEUGEN_STAPPEN_KIB[0], PRODUCTIE.min_rondes, 4)
    ruimte = DOEL_SECONDEN / max(meet(bodem), 1e-6)
    geheugen = max(
        (stap for stap in GEHEUGEN_STAPPEN_KIB if stap <= bodem.geheugen_kib * ruimte),
        default=bodem.geheugen_kib,
    )
    rondes = int(bodem.rondes * ruimte * bodem.geheugen_kib / geheugen)
    rondes = min(max(rondes, PRODUCTIE.min_rondes), PRODUCTIE.max_rondes)
    return KdfInstelling(bodem.zout, geheugen, rondes, bodem.banen)
