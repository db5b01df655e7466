"""The demo's programme: how some of its efforts go, and what partners read in one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.services.duiding import INSPANNING, DuidingInvoer, add_duiding
from pmg_desk.services.programma import InspanningInvoer, save_inspanning
from pmg_desk.storage.models import Inspanningstand as Stand

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Verhaal

_VOORTGANG: tuple[tuple[int, str, Stand, str, str], ...] = (
    (
        110,
        "9",
        Stand.LOOPT,
        "Afspraken over aanmelden maken met politie en sociaal domein.",
        "Met de politie is het rond. Het sociaal domein heeft een concept.",
    ),
    (110, "13", Stand.LOOPT, "Beide teams van PGA lokaal op sterkte brengen.", "Team Zuiderpark is compleet."),
    (110, "16", Stand.NIET_BEGONNEN, "Projectplan met de rechtbank bespreken.", ""),
    (
        6,
        "9",
        Stand.VERTRAAGD,
        "De privacy officer verzamelt knelpunten in de convenanten. Verkennen of een meldpunt nodig is.",
        "Drie knelpunten zijn voorgelegd. De verkenning van het meldpunt wacht op een opdracht.",
    ),
    (6, "11", Stand.GEREED, "Toolbox met omschrijving en handleiding.", "De toolbox staat in het programma."),
    (6, "18", Stand.LOOPT, "Eerste cijfers met partners bespreken.", ""),
)
"""So many days ago, effort, and how it went in the quarter of that day."""
_DUIDING = (
    "De tafels herkennen signalen eerder dan vorig jaar. Of dat door de afspraken komt of door de extra mensen, is nog"
    " niet te zeggen."
)


def verhalen(v: Verhaal) -> list[Iterator[datetime]]:
    """What is written of the programme."""
    return [_programma(v)]


def _programma(v: Verhaal) -> Iterator[datetime]:
    regie, agenda = v.plekken["regie"], v.agenda
    kwartaal = ""
    for dagen in (110, 6):
        yield agenda.op(dagen, 16, 20)
        kwartaal = str(Kwartaal.van_dag(agenda.werkdag(dagen)))
        for wanneer, inspanning, stand, gepland, gedaan in _VOORTGANG:
            if wanneer == dagen:
                save_inspanning(regie, InspanningInvoer(inspanning, kwartaal, stand, gepland, gedaan), None)
    add_duiding(regie, DuidingInvoer(kwartaal, f"{INSPANNING}9", _DUIDING, "Politie, OM, welzijn en gemeente"))
