"""Actions and meetings that come back: on which day the next one is due.

The days of a series are counted from its first day, never from the day before: a series that begins on 31 January is
due on 28 February and then on 31 March. So there is never a gap and never a double, whatever an earlier one was moved
to or however late it was finished. A day in a weekend stays where it falls.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum


class Herhaling(StrEnum):
    """How often an action comes back."""

    GEEN = "geen"
    WEEK = "week"
    TWEE_WEKEN = "twee_weken"
    MAAND = "maand"
    KWARTAAL = "kwartaal"


_DAGEN = {Herhaling.WEEK: 7, Herhaling.TWEE_WEKEN: 14}
_MAANDEN = {Herhaling.MAAND: 1, Herhaling.KWARTAAL: 3}


def beurtdag(begin: date, herhaling: Herhaling, beurt: int) -> date:
    """The day on which turn ``beurt`` (0 is the first) of a series is due; a month that is too short gives its last.

    Raises ValueError for an action that does not repeat, OverflowError beyond the calendar.
    """
    if herhaling in _DAGEN:
        return begin + timedelta(days=_DAGEN[herhaling] * beurt)
    if herhaling not in _MAANDEN:
        raise ValueError("not a series")
    jaar, maand = divmod(begin.year * 12 + begin.month - 1 + _MAANDEN[herhaling] * beurt, 12)
    if jaar > date.max.year:
        raise OverflowError("beyond the calendar")
    return date(jaar, maand + 1, min(begin.day, calendar.monthrange(jaar, maand + 1)[1]))


def volgende_dag(begin: date, herhaling: Herhaling, beurt: int, tot: date | None) -> date | None:
    """When the turn after ``beurt`` is due; None where it does not repeat, or ``tot`` (the last day inside) is past."""
    if herhaling is Herhaling.GEEN:
        return None
    dag = beurtdag(begin, herhaling, beurt + 1)
    return None if tot is not None and dag > tot else dag


def beurten(begin: date, herhaling: Herhaling, eerste: int, van: date, tot: date) -> Iterator[tuple[int, date]]:
    """The turns from number ``eerste`` on that are due from ``van`` to ``tot``, both inside, with their days in order.

    Raises what ``beurtdag`` raises.
    """
    beurt = eerste
    while (dag := beurtdag(begin, herhaling, beurt)) <= tot:
        if dag >= van:
            yield beurt, dag
        beurt += 1
