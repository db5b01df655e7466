"""A register as it is read: sections with a sentence and a table, the same on screen, on paper and in a workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Cel = str | int

GEEN_BRON = "niet in bron"
"""What a profile says where its sources are silent."""
_VOORSTEL = "ontwerp PMG Desk"
_BRONNEN = {
    "000": "Uitvoeringsprogramma Preventie met gezag in Den Haag Zuidwest",
    "001": "DSP-groep over Preventie met gezag in Den Haag Zuidwest",
    "002": "Preventie met Gezag Maastricht (12 maart 2024)",
    "003": "Landelijke rapportage Preventie met Gezag",
    "ZRM": "Zelfredzaamheid-Matrix",
}
_BRON = re.compile(rf"(?<![.\w])({'|'.join(_BRONNEN)})(?![.\w])")
NOG_VASTSTELLEN = "nog vast te stellen"


def bron_in_woorden(bron: str) -> str:
    """A source of the profile as somebody outside understands it: documents by their title, a default as what it is."""
    if not bron or bron == GEEN_BRON:
        return "geen bron genoemd"
    met_titel = _BRON.sub(_met_titel, bron)
    return met_titel.replace(_VOORSTEL, "voorstel van het programma, de gemeente stelt dit vast")


def _met_titel(gevonden: re.Match[str]) -> str:
    titel = _BRONNEN[gevonden[1]]
    verder = gevonden.string[gevonden.end() :]
    return f"{titel}," if verder.startswith(" ") and not verder.startswith(" (") else titel


def staat_vast(bron: str, *, zeker: bool) -> bool:
    """Whether nobody has to confirm it any more: it is certain, and not a default of the program."""
    return zeker and _VOORSTEL not in bron and bool(bron) and bron != GEEN_BRON


@dataclass(frozen=True, slots=True)
class Deel:
    """One section. A table without rows says so in ``leeg``; ``uitleg`` says what it is and where it comes from."""

    kop: str
    uitleg: str = ""
    kolommen: tuple[str, ...] = ()
    rijen: tuple[tuple[Cel, ...], ...] = ()
    leeg: str = "Er is niets om hier te noemen."


@dataclass(frozen=True, slots=True)
class Registerblad:
    """A whole register. ``stand`` says on which day and by which head of the log; holds no name of a youth.

    ``eigen_lijst``: header and rows for a workbook, where those differ from the sections below each other.
    """

    titel: str
    bestandsnaam: str
    inleiding: str
    stand: str
    delen: tuple[Deel, ...]
    eigen_lijst: tuple[tuple[str, ...], tuple[tuple[Cel, ...], ...]] | None = None

    def lijst(self) -> tuple[tuple[str, ...], tuple[tuple[Cel, ...], ...]]:
        """Header and rows of one sheet: each section's rows with the name of the section before them."""
        if self.eigen_lijst is not None:
            return self.eigen_lijst
        breed = max((len(deel.kolommen) for deel in self.delen), default=0)
        rijen = [
            (deel.kop, *rij, *([""] * (breed - len(rij))))
            for deel in self.delen
            for rij in (deel.kolommen, *deel.rijen)
        ]
        return ("Onderdeel", *(f"Kolom {nr}" for nr in range(1, breed + 1))), tuple(rijen)


def grof(aantal: int, drempel: int) -> str:
    """A number of people that may leave this desk: below the threshold only that it is below it, nought included.

    Others are rounded to whole thresholds, so that subtracting two of them gives nobody away.
    """
    if aantal < drempel:
        return f"minder dan {drempel}"
    return f"ongeveer {drempel * ((2 * aantal + drempel) // (2 * drempel))}"


def mediaan(waarden: Sequence[int]) -> int | None:
    """The middle of these numbers, the lower of the two for an even count; None without any."""
    return sorted(waarden)[(len(waarden) - 1) // 2] if waarden else None
