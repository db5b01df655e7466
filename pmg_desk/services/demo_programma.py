"""The demo's programme: how some of its efforts go, and what partners read in one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.services.duiding import INSPANNING, DuidingInvoer, add_duiding
from pmg_desk.services.programma import InspanningInvoer, save_inspanning
from pmg_desk.services.streeftellingen import TellingInvoer, add_telling
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
    (
        2,
        "18",
        Stand.LOOPT,
        "Eerste cijfers met partners bespreken.",
        "De cijfers van het vorige kwartaal zijn besproken met de kernpartners.",
    ),
)
"""So many days ago, effort, and how it went in the quarter of that day; what comes later is written over what stood."""
_TELLINGEN = (
    (110, "banenmarkten", 1, "Werkgeversservicepunt"),
    (6, "banenmarkten", 2, "Werkgeversservicepunt"),
    (6, "jeugdraden", 3, "Welzijnsorganisatie"),
)
"""So many days ago, number to reach, how many there were that day, and who counted."""
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
    versies: dict[tuple[str, str], int] = {}
    for dagen in (110, 6, 2):
        yield agenda.op(dagen, 16, 20)
        dag = agenda.werkdag(dagen)
        kwartaal = str(Kwartaal.van_dag(dag))
        for wanneer, inspanning, stand, gepland, gedaan in _VOORTGANG:
            if wanneer == dagen:
                versie = versies.get((inspanning, kwartaal))
                save_inspanning(regie, InspanningInvoer(inspanning, kwartaal, stand, gepland, gedaan), versie)
                versies[inspanning, kwartaal] = (versie or 0) + 1
        for wanneer, streefwaarde, waarde, bron in _TELLINGEN:
            if wanneer == dagen:
                add_telling(regie, TellingInvoer(streefwaarde, waarde, dag, bron))
    add_duiding(regie, DuidingInvoer(kwartaal, f"{INSPANNING}9", _DUIDING, "Politie, OM, welzijn en gemeente"))
