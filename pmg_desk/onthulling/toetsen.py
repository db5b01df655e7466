"""The attacker: how closely can each small number be computed from all that is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pmg_desk.domain.beeld import Balans, Getoond, Rest, Tabelnaam, Verband
from pmg_desk.onthulling.delen import Tegenspraak, find_delen
from pmg_desk.onthulling.stelsel import Cel, Stelsel
from pmg_desk.onthulling.vensters import BREEDTES, Vensters
from pmg_desk.onthulling.verbanden import find_begin, maak_stelsel
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
    verbanden: Sequence[Verband] = (),
    stap: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    eerste: bool = False,
) -> tuple[Lek, ...]:
    """Every number that must not be told and yet is; empty when all is safe.

    Tested is each cell of ``gevoelig``, of all quarters that are given, and of what was rounded each cell. For each the
    lowest and highest whole number that fit with all that is shown are found (``verkennen``): linear programs whose
    solutions are whole, put back and counted exactly, else integer programs. A number for which no proof of safety was
    found in time counts as a leak. With ``eerste`` the first is enough, and no other is looked for.

    Raises Tegenspraak when no counts fit at all, Afgebroken.
    """
    voortgang = Voortgang(stap, stop)
    try:
        return _zoek(maak_stelsel(getoond, balansen, resten, verbanden), voortgang, eerste)
    except Tegenspraak:
        return _zoek(maak_stelsel(getoond, balansen, resten, verbanden, vertrek=False), voortgang, eerste)


def _zoek(stelsel: Stelsel, voortgang: Voortgang, eerste: bool) -> tuple[Lek, ...]:
    voortgang.gedaan, voortgang.totaal = 0, len(stelsel.eisen)
    laag, hoog = np.array(stelsel.laag), np.array(stelsel.hoog)
    begin = find_begin(stelsel, laag, hoog, voortgang.stop)
    delen = find_delen(laag, hoog, stelsel.rijen, voortgang.stop)
    bereik, nog = Bereik(begin.copy(), begin.copy()), dict(stelsel.eisen)
    vensters = Vensters(stelsel.kwartaal, delen, begin, voortgang.stop)
    for breed in BREEDTES:
        for kwartaal, eisen in vensters.per_kwartaal(nog):
            eigen = vensters.find_delen(vensters.rond(kwartaal, breed), laag, hoog)
            verken(eigen, eisen, bereik, voortgang, begin=begin, een_voor_een=False)
        nog = {nr: eis for nr, eis in nog.items() if not bereik.is_veilig(nr, eis)}
    open_ = set(verken(delen, nog, bereik, voortgang, begin=begin, eerste=eerste))
    lekken: dict[int, Lek] = {}
    for (naam, cel), nr in stelsel.plek.items():
        if nr in open_:
            lekken.setdefault(nr, Lek(naam, cel, int(bereik.laag[nr]), int(bereik.hoog[nr])))
    return tuple(sorted(lekken.values()))
