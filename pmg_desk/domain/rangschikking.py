"""In what order things that were found by typing are offered: names before functions and organisations.

Who types ``Eek`` looks for *J. van Eek* and not for whoever works at *Reclassering Duinstreek*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from pmg_desk.domain.namen import vouw

_T = TypeVar("_T")


def rang(getypt: str, naam: str, erbij: str = "") -> int | None:
    """How well a name and what stands beside it (function, organisation, parted by commas) fit; None: not at all.

    0: the name begins so; 1: a word of the name does; 2: inside the name; 3: function or organisation begins so; 4:
    inside those. Of several words all must be found, and the one that is found worst counts, unless the words as they
    were typed fit better.
    """
    gevouwen = vouw(getypt)
    delen = [vouw(deel) for deel in erbij.split(",")]
    beste = _rang(gevouwen, vouw(naam), delen)
    per_woord = [_rang(woord, vouw(naam), delen) for woord in gevouwen.split()]
    gevonden = [een for een in per_woord if een is not None]
    if beste is None:
        return max(gevonden) if gevonden and len(gevonden) == len(per_woord) else None
    return min(beste, max(gevonden, default=beste))


def _rang(woord: str, naam: str, delen: list[str]) -> int | None:
    proeven = (
        naam.startswith(woord),
        f" {woord}" in naam,
        woord in naam,
        any(deel.startswith(woord) for deel in delen),
        any(woord in deel for deel in delen),
    )
    return next((nr for nr, past in enumerate(proeven) if past), None)


def rangschik(getypt: str, dingen: Iterable[_T], woorden: Callable[[_T], tuple[str, str]]) -> list[_T]:
    """Those that fit, best first; ``woorden`` gives the name of one and what stands beside it.

    What fits equally well keeps its order, so who is in the room stays before who is not. Nothing typed fits all.
    """
    passend = [(plek, ding) for ding in dingen if (plek := rang(getypt, *woorden(ding))) is not None]
    return [ding for _, ding in sorted(passend, key=lambda een: een[0])]
