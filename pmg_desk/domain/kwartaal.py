"""A quarter of a year: the period the informatiebeeld counts in (000, chapter 6: monitoring per quarter)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_VORM = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Kwartaal:
    """One quarter; ``str()`` is how it is stored (``2026-Q3``)."""

    jaar: int
    nr: int

    @classmethod
    def van_dag(cls, dag: date) -> Kwartaal:
        """The quarter a day falls in."""
        return cls(dag.year, (dag.month + 2) // 3)

    @classmethod
    def lees(cls, tekst: str) -> Kwartaal:
        """The quarter as it is stored. Raises ValueError."""
        if (gevonden := _VORM.fullmatch(tekst)) is None:
            raise ValueError("not a quarter")
        return cls(int(gevonden[1]), int(gevonden[2]))

    def __str__(self) -> str:
        return f"{self.jaar:04}-Q{self.nr}"

    @property
    def label(self) -> str:
        """As one says it: ``3e kwartaal 2026``."""
        return f"{self.nr}e kwartaal {self.jaar}"

    @property
    def begin(self) -> date:
        """The first day."""
        return date(self.jaar, 3 * self.nr - 2, 1)

    @property
    def eind(self) -> date:
        """The last day: the reference date of what is counted on one day."""
        return self.volgende.begin - timedelta(days=1)

    @property
    def volgende(self) -> Kwartaal:
        """The quarter after this one."""
        return Kwartaal(self.jaar + 1, 1) if self.nr == 4 else Kwartaal(self.jaar, self.nr + 1)

    @property
    def vorige(self) -> Kwartaal:
        """The quarter before this one."""
        return Kwartaal(self.jaar - 1, 4) if self.nr == 1 else Kwartaal(self.jaar, self.nr - 1)


def periode(van: str, tot: str) -> str:
    """These quarters, as stored and both included, in words. Raises ValueError."""
    begin, eind = Kwartaal.lees(van), Kwartaal.lees(tot)
    return eind.label if begin == eind else f"Q{begin.nr} {begin.jaar} t/m Q{eind.nr} {eind.jaar}"
