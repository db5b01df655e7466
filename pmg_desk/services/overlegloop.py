"""Whether an overleg runs: it began, and nobody ended it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from pmg_desk.services.concepten import BESPREKINGSFORMULIER
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import vergaderplek as rijen
from pmg_desk.storage.models import Overleg, OverlegStatus


class Loop(StrEnum):
    """How far a meeting is that was neither ended nor called off."""

    NIET = "niet"  # to come, nobody began, or over
    LOOPT = "loopt"
    NIET_AFGEROND = "niet_afgerond"  # began on an earlier day


LOOP_LABELS = {Loop.LOOPT: "Loopt", Loop.NIET_AFGEROND: "Nog niet afgerond"}


def lees_loop(t: Transactie, overleggen: Iterable[Overleg]) -> dict[UUID, Loop]:
    """Of each meeting whether it runs. It began when somebody was put down as present, an item was left with what was
    said or holds a draft of this user, or this user has an item of it in sight.
    """
    lijst = list(overleggen)
    open_ = [een for een in lijst if een.status is OverlegStatus.GEPLAND and een.datum <= t.vandaag]
    begonnen = rijen.begonnen(t.db, [een.id for een in open_], t.gebruiker.id, BESPREKINGSFORMULIER)
    uit = {een.id: Loop.NIET for een in lijst}
    for een in open_:
        if een.id in begonnen:
            uit[een.id] = Loop.LOOPT if een.datum == t.vandaag else Loop.NIET_AFGEROND
    return uit
