"""A register as it is read: sections with a sentence and a table, the same on screen, on paper and in a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cel = str | int


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
