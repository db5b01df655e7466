"""Which interventies the demo's casussen use: the first that has a reason, and what came of it.

Told by ``services.demo_verhaal`` through the use cases a user has; nothing here is drawn by chance.
"""

from __future__ import annotations

from uuid import UUID

from pmg_desk.services import inzet, suggesties
from pmg_desk.services.inzet import InzetInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek

_WAAROM = "Sluit aan bij wat de jongere zelf wil, en de uitvoerder heeft deze maand plaats."
_RESULTAAT = "Alle bijeenkomsten gevolgd. De jongere heeft nu een vaste dag per week."
_AFGEBROKEN = "Drie keer niet gekomen. De jongere wil eerst hulp bij de schulden."


def zet_in(regie: Werkplek, casus_id: UUID, nr: int) -> None:
    """Begin what has most reasons, and plan the next; every second casus has one that ended too."""
    past = suggesties.suggest_interventies(regie, casus_id).suggesties
    vandaag = regie.klok.nu().date()
    for plek, suggestie in enumerate(past[:2]):
        loopt = plek == 0
        inzet_id = inzet.start_inzet(
            regie,
            casus_id,
            InzetInvoer(
                suggestie.sleutel, begin=vandaag if loopt else None, waarom=UitspraakInvoer(_WAAROM) if loopt else None
            ),
        )
        if loopt and nr % 2 == 1:
            afgebroken = nr % 4 == 3
            inzet.end_inzet(
                regie,
                inzet_id,
                afgebroken=afgebroken,
                eind=vandaag,
                resultaat=UitspraakInvoer(_AFGEBROKEN if afgebroken else _RESULTAAT),
            )
