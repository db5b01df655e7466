"""The demo's informatiebeeld: quarters that were settled some days after they were over, and a file that was made."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.services.beeldkwartalen import list_kwartalen, settle_kwartaal
from pmg_desk.services.beelduitvoer import Uitvoerkeuze, Uitvoersoort, export_beeld
from pmg_desk.services.monitoring import set_nulmeting

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Verhaal

_NA_AFLOOP = 12  # days
_KWARTALEN = 2
"""The story of the demo is half a year long."""


def verhalen(v: Verhaal) -> list[Iterator[datetime]]:
    """Settling what was over, and what was made of it."""
    return [_vaststellen(v)]


def _vaststellen(v: Verhaal) -> Iterator[datetime]:
    officer, agenda = v.plekken["privacy"], v.agenda
    een = Kwartaal.van_dag(agenda.vandaag)
    for _ in range(_KWARTALEN):
        een = een.vorige
    er_is_een = False
    kans = random.Random("informatiebeeld")  # noqa: S311 - content that must come out the same, nothing secret
    for _ in range(_KWARTALEN):
        yield agenda.op((agenda.vandaag - een.eind).days - _NA_AFLOOP, 15, 10)
        while (wacht := list_kwartalen(officer).volgende) is not None and wacht <= een:
            settle_kwartaal(officer, str(wacht), kans=kans)
            keuze = Uitvoerkeuze(str(wacht), str(wacht), voor_wie="de landelijke monitor")
            export_beeld(officer, Uitvoersoort.CSV, keuze)
            if not er_is_een:
                set_nulmeting(v.plekken["beheerder"], str(wacht))  # what the others are held beside
                er_is_een = True
        een = een.volgende
