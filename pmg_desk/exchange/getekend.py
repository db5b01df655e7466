"""What passes between the program and the process that draws: words for what was found, and a page in pixels."""

from __future__ import annotations

from dataclasses import dataclass, field

from pmg_desk.exchange.tabel import MIB

GETEKEND = 4_000_000
"""Pixels of one drawn page at most: sharp on a screen, 12 MB."""
GEHEUGEN = 512 * MIB
"""Address space that drawing may add to what the process starts with."""

TE_GROOT = "te_groot"
KAPOT = "kapot"
WACHTWOORD = "wachtwoord"
GPS = "gps"
METAGEGEVENS = "metagegevens"
OPDRACHTEN = "opdrachten"


@dataclass(frozen=True, slots=True)
class Blad:
    """A drawn page: three bytes per pixel, red green blue, without padding."""

    breedte: int
    hoogte: int
    rgb: bytes = field(repr=False)
    tekst: str = field(default="", repr=False)
