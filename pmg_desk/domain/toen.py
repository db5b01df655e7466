"""What held at an earlier moment: for what was told then and is written down later.

A record of what was said is judged as of when it was said. What was decided after that plays no part, whether it gives
or takes away; of a withdrawal it counts when this vault knew of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pmg_desk.domain.delen import Getoetst


def ingetrokken_toen(
    gelogd: Iterable[tuple[str, datetime]], zonder_tijd: Iterable[str], moment: datetime
) -> frozenset[str]:
    """Ids that were withdrawn by then. ``gelogd``: each line that says so, with its time.

    ``zonder_tijd``: those that are known to be withdrawn some other way; where no line says when, they always were.
    """
    sinds: dict[str, datetime] = {}
    for id_, tijd in gelogd:
        sinds[id_] = min(tijd, sinds.get(id_, tijd))
    return frozenset({*(id_ for id_, tijd in sinds.items() if tijd <= moment), *(set(zonder_tijd) - set(sinds))})


def besloten_toen(besluiten: Iterable[Getoetst], moment: datetime) -> tuple[Getoetst, ...]:
    """The decisions that were taken by then, and those of which nobody can tell."""
    return tuple(g for g in besluiten if g.besluit is None or g.besluit.besloten_op <= moment)
