"""Rules over money of casussen: what is left, and which totals may be shown to who does not see every casus in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Cijfer:
    """A total over casussen: how many, and cents. Both ``None`` where they would tell about somebody."""

    casussen: int | None
    bedrag: int | None


def tel_op(posten: Iterable[tuple[UUID, int]], zichtbaar: Collection[UUID], drempel: int) -> Cijfer:
    """The total of ``posten`` (casus, cents) for a reader who may see the casussen of ``zichtbaar``.

    Who takes away what one sees oneself is left with the casussen one may not see: those are one or more, and fewer
    than ``drempel``, then the total is hidden. A total that hides nobody, or enough of them together, is shown.
    """
    alle = list(posten)
    casussen = {casus for casus, _ in alle}
    ongezien = len(casussen.difference(zichtbaar))
    if 0 < ongezien < drempel:
        return Cijfer(None, None)
    return Cijfer(len(casussen), sum(bedrag for _, bedrag in alle))


def te_veel(ruimte: int | None, gebruikt: int, erbij: int) -> int:
    """How many cents ``erbij`` goes over what is left of ``ruimte``; 0 when it fits or no limit was set.

    What was over already does not count again: only what is asked for now.
    """
    if ruimte is None:
        return 0
    return max(0, min(erbij, gebruikt + erbij - ruimte))
