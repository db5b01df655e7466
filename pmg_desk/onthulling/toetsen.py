"""The attacker: how closely can each small number be computed from all that is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pmg_desk.domain.beeld import Balans, Getoond, Rest, Tabelnaam
from pmg_desk.onthulling.delen import Tegenspraak, find_delen
from pmg_desk.onthulling.oplosser import ONEINDIG
from pmg_desk.onthulling.stelsel import Cel, Stelsel, build_stelsel
from pmg_desk.onthulling.verkennen import Bereik, Voortgang, verken


@dataclass(frozen=True, slots=True, order=True)
class Lek:
    """A number that is told too closely: it can only be ``laag`` to ``hoog``, of this cell or of one equal to it."""

    naam: Tabelnaam
    cel: Cel
    laag: int
    hoog: int


def toets(
    getoond: Sequence[Getoond],
    balansen: Sequence[Balans],
    resten: Sequence[Rest],
    *,
    stap: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> tuple[Lek, ...]:
    """Every number that must not be told and yet is; empty when all is safe.

    Tested is each cell of ``gevoelig``, of all quarters that are given, and of what was rounded each cell. For each the
    lowest and highest whole number that fit with all that is shown are found (``verkennen``): linear programs whose
    solutions are whole, put back and counted exactly, else integer programs. A number for which no proof of safety was
    found in time counts as a leak. Raises Tegenspraak when no counts fit at all.
    """
    voortgang = Voortgang(stap, stop)
    try:
        return _zoek(build_stelsel(getoond, balansen, resten), voortgang)
    except Tegenspraak:
        return _zoek(build_stelsel(getoond, balansen, resten, vertrek=False), voortgang)


def _zoek(stelsel: Stelsel, voortgang: Voortgang) -> tuple[Lek, ...]:
    voortgang.gedaan, voortgang.totaal = 0, len(stelsel.eisen)
    bereik = Bereik(np.full(len(stelsel.laag), ONEINDIG), np.zeros(len(stelsel.laag), dtype=np.int64))
    open_ = set(verken(find_delen(stelsel.laag, stelsel.hoog, stelsel.rijen), stelsel.eisen, bereik, voortgang))
    eerste: dict[int, Lek] = {}
    for (naam, cel), nr in stelsel.plek.items():
        if nr in open_:
            eerste.setdefault(nr, Lek(naam, cel, int(bereik.laag[nr]), int(bereik.hoog[nr])))
    return tuple(sorted(eerste.values()))
