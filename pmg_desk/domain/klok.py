"""Time comes in from outside: the domain has no clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Klok(Protocol):
    """Source of the current moment, always aware and in UTC."""

    def nu(self) -> datetime:
        """The current moment in UTC."""


class SysteemKlok:
    """The machine's clock."""

    def nu(self) -> datetime:
        """The current moment in UTC."""
        return datetime.now(UTC)


@dataclass
class VasteKlok:
    """A clock that stands still until it is told otherwise: for the demo vault and for tests."""

    moment: datetime

    def nu(self) -> datetime:
        """The moment it was set to."""
        return self.moment


def lokale_dag(moment: datetime) -> date:
    """The calendar day in the Netherlands of an aware moment: deadlines and ages are counted in these."""
    return moment.astimezone(AMSTERDAM).date()


def als_tekst(moment: datetime) -> str:
    """ISO 8601 in UTC with microseconds and ``Z``: the one spelling used in hashed and signed bytes.

    Raises ValueError for a naive moment.
    """
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def uit_tekst(tekst: str) -> datetime:
    """Inverse of :func:`als_tekst`; raises ValueError for any other spelling."""
    return datetime.strptime(tekst, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
