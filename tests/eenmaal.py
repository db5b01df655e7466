"""What many tests begin with is done once per process; after that the vaults are laid down as they were then."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import TypeVar, cast

from pmg_desk.storage.engine import sluit_engine
from tests.wereld import Wereld, open_zonder_wachten

_T = TypeVar("_T")
_Stand = tuple[tuple[bytes, datetime], ...]
_gedaan: OrderedDict[Hashable, tuple[object, _Stand]] = OrderedDict()
_MEEST = 40
"""What is kept: a set-up that begins from what is never the same again makes room for another."""


def eenmaal(wat: Hashable, werelden: Sequence[Wereld], doe: Callable[[], _T]) -> _T:
    """``doe()``, which changes only these vaults and their clocks and gives something that never changes.

    Done again only for another ``wat``, or for vaults that hold anything else than the first time.
    """
    sleutel = (wat, tuple((sha256(inhoud).digest(), nu) for inhoud, nu in _stand(werelden)))
    if sleutel not in _gedaan:
        uitkomst = doe()
        _gedaan[sleutel] = uitkomst, _stand(werelden)
        if len(_gedaan) > _MEEST:
            _gedaan.popitem(last=False)
        return uitkomst
    _gedaan.move_to_end(sleutel)
    eerder, stand = _gedaan[sleutel]
    for wereld, (inhoud, nu) in zip(werelden, stand, strict=True):
        sluit_engine(wereld.engine)
        wereld.pad.write_bytes(inhoud)
        wereld.engine = open_zonder_wachten(wereld.pad, wereld.sleutel)
        wereld.klok.moment = nu
        for werkplek in wereld.werkplekken.values():
            werkplek.engine = wereld.engine
    return cast("_T", eerder)


def _stand(werelden: Sequence[Wereld]) -> _Stand:
    return tuple((wereld.pad.read_bytes(), wereld.klok.moment) for wereld in werelden)
