"""Rounding: every number a multiple of the threshold, up or down by chance, and all totals still add up.

Each leaf draws up or down, up the likelier the nearer it is. The rounded table is the one nearest to that draw in which
every number, each total too, is one of its two neighbouring multiples and every addition holds (controlled rounding:
Cox, JASA 1987). A margin that tables share is one number and is rounded once. What is no more than another number of
this quarter, is rounded to no more than that too where it can be: else both would be told closer than each alone.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from pmg_desk.domain.beeld import Drempel, Getoond, Tabel, Tijdvak, Verband, Wijze
from pmg_desk.onthulling.afschermen import klein
from pmg_desk.onthulling.delen import Tegenspraak
from pmg_desk.onthulling.oplosser import Oplosser, Rij
from pmg_desk.onthulling.verbanden import maak_stelsel


def rond_af(
    tabellen: Sequence[Tabel], drempel: Drempel, kans: random.Random, verbanden: Sequence[Verband] = ()
) -> tuple[Getoond, ...] | None:
    """One draw. None when no rounding adds up in which each number is a neighbouring multiple. Raises Tegenspraak when
    tables do not agree about what they share.
    """
    basis = drempel.aantal
    open_ = [
        Getoond(t.naam, t.assen, dict.fromkeys(t.waarden()), frozenset(), Wijze.AFSCHERMEN, basis) for t in tabellen
    ]
    stelsel = maak_stelsel(open_, (), (), [v for v in verbanden if all(term.tijd is Tijdvak.NU for term in v.termen)])
    waar: dict[int, int] = {}
    wens: dict[int, float] = {}
    for tabel in tabellen:
        bladeren = [{b.sleutel for b in a.bladeren} for a in tabel.assen]
        for cel, waarde in tabel.waarden().items():
            nr = stelsel.plek[tabel.naam, cel]
            if waar.setdefault(nr, waarde) != waarde:
                raise Tegenspraak
            if waarde % basis and all(k in blad for k, blad in zip(cel, bladeren, strict=True)):
                omhoog = kans.random() < waarde % basis / basis
                wens[nr] = (-1.0 if omhoog else 1.0) * (1.0 + kans.random() / 10)
    onder = [waar.get(nr, 0) // basis for nr in range(len(stelsel.laag))]
    meer = [int(waar.get(nr, 0) % basis > 0) for nr in range(len(onder))]
    rijen, banden = list[Rij](), list[Rij]()
    for rij in stelsel.rijen:
        nu = sum(f * onder[p] for p, f in zip(rij.plekken, rij.factoren, strict=True))
        (banden if rij.hoog else rijen).append(Rij(rij.plekken, rij.factoren, -nu, rij.hoog or -nu))
    uitkomst = Oplosser([0] * len(onder), meer, rijen + banden).minimise(wens).getallen
    if uitkomst is None:
        uitkomst = Oplosser([0] * len(onder), meer, rijen).minimise(wens).getallen
    if uitkomst is None:
        return None
    return tuple(
        Getoond(
            t.naam,
            t.assen,
            {
                cel: basis * (onder[nr] + int(uitkomst[nr]))
                for cel in t.waarden()
                for nr in (stelsel.plek[t.naam, cel],)
            },
            klein(t, drempel),
            Wijze.AFRONDEN,
            basis,
        )
        for t in tabellen
    )
