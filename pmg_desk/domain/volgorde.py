"""First this, then that: what waits for what, and the circles that must not be."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

_S = TypeVar("_S", bound=Hashable)


def vind_kring(wacht_op: Mapping[_S, _S], wie: _S, op: _S) -> tuple[_S, ...]:
    """The circle that comes about when ``wie`` is made to wait for ``op``: who waits for whom, ``wie`` first and last.

    Empty when there is none. Each waits for at most one other. A circle that is in ``wacht_op`` already and does not
    hold ``wie`` is not followed for ever, and is not this one.
    """
    keten = [wie, op]
    while keten[-1] != wie:
        verder = wacht_op.get(keten[-1])
        if verder is None or verder in keten[1:]:
            return ()
        keten.append(verder)
    return tuple(keten)
