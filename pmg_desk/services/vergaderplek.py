"""Where one is in a running overleg: to come back there after a crash or a lock, and to find it on Start.

A place holds ids and no words, is seen by its user only, is not logged and goes with its casus.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from pmg_desk.domain.rollen import Recht
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.concepten import BESPREKINGSFORMULIER
from pmg_desk.services.overlegloop import Loop, lees_loop
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek, bespreken, concepten
from pmg_desk.storage import vergaderplek as rijen
from pmg_desk.storage.models import Overleg, OverlegCasus, OverlegStatus, Vergaderplek
from pmg_desk.storage.zichtbaar import tafels_van

HOEVEEL = 3
"""Meetings that run or were left open, on Start: the latest."""


@dataclass(frozen=True, slots=True)
class Lopend:
    """A meeting that runs or was left open, which this user may lead; ``nr``: the item at which to go on."""

    overleg_id: UUID
    tafel_label: str
    datum: date
    tijd: str
    loop: Loop
    nr: int | None


def lees_lopend(t: Transactie) -> tuple[Lopend, ...]:
    """What runs at the tables where this user leads, the latest first."""
    if not t.gebruiker.mag(Recht.OVERLEG_SCHRIJVEN):
        return ()
    open_ = rijen.gepland(t.db, _tafels(t), t.vandaag)
    loop = lees_loop(t, open_)
    lopend = [een for een in open_ if loop[een.id] is not Loop.NIET][:HOEVEEL]
    return tuple(
        Lopend(
            een.id,
            tafel_label(t.profiel, een.tafel),
            een.datum,
            een.tijd,
            loop[een.id],
            _verder_bij(t, een),
        )
        for een in lopend
    )


def _tafels(t: Transactie) -> list[str]:
    return tafels_van(t.db, t.gebruiker.id, t.vandaag)


def _verder_bij(t: Transactie, overleg: Overleg) -> int | None:
    nummers = {
        punt.id: nr for nr, (punt, casus) in enumerate(adresboek.agenda(t.db, overleg.id), 1) if t.mag_zien(casus.id)
    }
    verder = find_verder(t, list(nummers), bespreken.besprekingen(t.db, overleg.id))
    return None if verder is None else nummers[verder]


def find_verder(t: Transactie, agenda: Sequence[UUID], besproken: Collection[UUID]) -> UUID | None:
    """The item of an ``agenda`` at which this user goes on: where the program was cut off; else where something was
    typed and not left, where one was, and the first that nobody came to.
    """
    plek = rijen.plek_van(t.db, t.gebruiker.id)
    waar = () if plek is None or plek[1].id not in agenda else (plek[1].id,)
    afgebroken = waar if plek is not None and plek[0].in_beeld else ()
    concept = (een for een in concepten.van_gebruiker(t.db, t.gebruiker.id) if een.formulier == BESPREKINGSFORMULIER)
    getypt = (punt for een in concept for punt in agenda if str(punt) == een.object_id)
    open_ = (punt for punt in (*waar, *agenda) if punt not in besproken)
    return next(chain(afgebroken, getypt, open_, agenda), None)


def keep_plek(t: Transactie, overleg: Overleg, punt: OverlegCasus) -> None:
    """Keep that this user has the item in sight; only of a meeting that is not over and that this user leads."""
    leidt = t.gebruiker.mag(Recht.OVERLEG_SCHRIJVEN) and overleg.tafel in _tafels(t)
    geweest = overleg.status is not OverlegStatus.GEPLAND or overleg.datum > t.vandaag
    if geweest or not leidt or t.werkplek.alleen_lezen:
        return
    plek = rijen.plek_van(t.db, t.gebruiker.id)
    rij = Vergaderplek(id=t.nieuw_id(), gebruiker_id=t.gebruiker.id) if plek is None else plek[0]
    rij.punt_id, rij.in_beeld, rij.op = punt.id, True, t.nu
    t.db.add(rij)


def return_vergadering(werkplek: Werkplek, punt_id: UUID) -> None:
    """Keep that this user came back to the item, which was in sight before. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        punt = t.haal(OverlegCasus, punt_id)
        t.casus(punt.casus_id)
        keep_plek(t, t.haal(Overleg, punt.overleg_id), punt)


def leave_vergadering(werkplek: Werkplek) -> None:
    """Keep that this user went on elsewhere; of a meeting that is over nothing stays."""
    with werkplek.doe() as t:
        plek = rijen.plek_van(t.db, t.gebruiker.id)
        if plek is None or t.werkplek.alleen_lezen:
            return
        rij, punt = plek
        if t.haal(Overleg, punt.overleg_id).status is OverlegStatus.GEPLAND:
            rij.in_beeld = False
        else:
            t.db.delete(rij)


def find_afgebroken(werkplek: Werkplek) -> UUID | None:
    """The meeting of today that this user was leading when the program was cut off or locked; None when there is none,
    it is over, or somebody else must lead it now. A backup is opened to look something up, so there it is None too.
    """
    if werkplek.alleen_lezen:
        return None
    with werkplek.doe() as t:
        plek = rijen.plek_van(t.db, t.gebruiker.id)
        if plek is None or not plek[0].in_beeld:
            return None
        overleg = t.haal(Overleg, plek[1].overleg_id)
        loopt = overleg.status is OverlegStatus.GEPLAND and overleg.datum == t.vandaag
        leidt = t.gebruiker.mag(Recht.OVERLEG_SCHRIJVEN) and overleg.tafel in _tafels(t)
        zelf = leidt and t.mag_zien(plek[1].casus_id)
        return overleg.id if loopt and zelf else None
