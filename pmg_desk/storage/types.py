"""Column types that keep what the domain means, on any database."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from pmg_desk.domain.datums import OnvolledigeDatum


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC. Naive values are refused: a log or deadline in an unknown zone proves nothing."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; SQLite keeps no zone, so it is stripped after conversion."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Datumtekst(sa.TypeDecorator[OnvolledigeDatum]):
    """A date that may lack its day, month or year, in the storage spelling of ``OnvolledigeDatum``."""

    impl = sa.String(10)
    cache_ok = True

    def process_bind_param(self, value: OnvolledigeDatum | None, dialect: Dialect) -> str | None:
        """To the storage spelling."""
        return None if value is None else value.als_tekst()

    def process_result_value(self, value: str | None, dialect: Dialect) -> OnvolledigeDatum | None:
        """From the storage spelling."""
        return None if value is None else OnvolledigeDatum.uit_tekst(value)


_E = TypeVar("_E", bound=StrEnum)


class Keuze(sa.TypeDecorator[_E], Generic[_E]):
    """A StrEnum stored as its value. Values are ASCII and never change once released."""

    impl = sa.String(40)
    cache_ok = True

    def __init__(self, soort: type[_E]) -> None:
        self.soort = soort
        super().__init__()

    def process_bind_param(self, value: _E | None, dialect: Dialect) -> str | None:
        """Refuses a string that is no member, so that no typing error reaches the table."""
        return None if value is None else self.soort(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> _E | None:
        """Back to the member."""
        return None if value is None else self.soort(value)
