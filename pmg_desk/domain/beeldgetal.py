"""A number as it was published: shown, hidden or rounded, and what may be computed from such numbers.

A sum or a share is made of shown numbers only; as soon as one part is hidden the outcome is hidden too, because it
could be subtracted from the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pmg_desk.domain.beeld import Wijze

VERBORGEN = "×"
"""Stands for a hidden number wherever there is no room for the word: on the screen, on paper and in a workbook."""


class Merk(StrEnum):
    """What a published number is. Written in exports, so the values never change."""

    GETOOND = "getoond"
    AFGESCHERMD = "afgeschermd"
    AFGEROND = "afgerond"
    NIET_GETELD = "niet geteld"  # the table or the category did not exist in that quarter


@dataclass(frozen=True, slots=True)
class Getal:
    """One published number; ``waarde`` is None exactly when it is hidden or was not counted."""

    waarde: int | None
    merk: Merk

    @property
    def tekst(self) -> str:
        """As one reads it: ``12``, ``ca. 15`` or the word for what is missing."""
        if self.waarde is None:
            return self.merk.value
        return f"ca. {self.waarde}" if self.merk is Merk.AFGEROND else str(self.waarde)

    @property
    def kort(self) -> str:
        """As it stands in a table or beside a bar: a hidden number as its sign."""
        return VERBORGEN if self.merk is Merk.AFGESCHERMD else self.tekst


AFGESCHERMD = Getal(None, Merk.AFGESCHERMD)
NIET_GETELD = Getal(None, Merk.NIET_GETELD)


def maak_getal(waarde: int | None, wijze: Wijze) -> Getal:
    """The number of one cell as it was kept."""
    if waarde is None:
        return AFGESCHERMD
    return Getal(waarde, Merk.AFGEROND if wijze is Wijze.AFRONDEN else Merk.GETOOND)


def tel_op(getallen: Iterable[Getal]) -> Getal:
    """Their sum: not counted without parts, hidden with a hidden part, rounded with a rounded one."""
    delen = [getal for getal in getallen if getal.merk is not Merk.NIET_GETELD]
    if not delen:
        return NIET_GETELD
    waarden = [getal.waarde for getal in delen if getal.waarde is not None]
    if len(waarden) < len(delen):
        return AFGESCHERMD
    afgerond = any(getal.merk is Merk.AFGEROND for getal in delen)
    return Getal(sum(waarden), Merk.AFGEROND if afgerond else Merk.GETOOND)


@dataclass(frozen=True, slots=True)
class Aandeel:
    """A share in whole per cents; ``procent`` is None when a number is hidden, or when there is nothing to divide."""

    procent: int | None
    merk: Merk

    @property
    def tekst(self) -> str:
        """As one reads it: ``40%``, ``ca. 40%``, the word for what is missing, or a dash for a part of nothing."""
        if self.procent is None:
            return "–" if self.merk in (Merk.GETOOND, Merk.AFGEROND) else self.merk.value
        return f"ca. {self.procent}%" if self.merk is Merk.AFGEROND else f"{self.procent}%"

    @property
    def kort(self) -> str:
        """As it stands in a table: one that is hidden as its sign."""
        return VERBORGEN if self.merk is Merk.AFGESCHERMD else self.tekst


def deel_van(deel: Getal, geheel: Getal) -> Aandeel:
    """Which share ``deel`` is of ``geheel``, halves up."""
    merk = tel_op((deel, geheel)).merk
    if deel.waarde is None or geheel.waarde is None:
        gemist = deel if deel.waarde is None else geheel
        return Aandeel(None, gemist.merk)
    if geheel.waarde == 0:
        return Aandeel(None, merk)
    return Aandeel((200 * deel.waarde + geheel.waarde) // (2 * geheel.waarde), merk)
