"""At which tables a casus is counted on a day.

Whoever may *see* a casus because it is at a table, may do so until the end of the last day (``storage/zichtbaar``). In
a *count* it is as with closing a casus: the stand of a day is that of its end, so the day on which a stay ended is no
part of it. Otherwise a casus that moved would be at two tables that evening. ``storage/beeldtelling`` writes the same
in SQL.
"""

from __future__ import annotations

from datetime import date


def telt_aan_tafel(van: date, tot: date | None, dag: date) -> bool:
    """Whether a stay from ``van`` that ended on ``tot`` (None: it goes on) counts in the stand of ``dag``."""
    return van <= dag and (tot is None or dag < tot)
