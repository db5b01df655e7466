"""How long the vault stays open when nobody touches it while an overleg runs: a setting of the vault."""

from __future__ import annotations

import json

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.instellinglog import OVERLEGRUST, log_instelling
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.gebruikers import lees_instelling, zet_instelling

STANDAARD_MINUTEN = 30
MINSTE_MINUTEN, MEESTE_MINUTEN = 15, 60


def minuten(t: Transactie) -> int:
    """After how many minutes of rest an overleg that runs is locked: 30 unless it was set."""
    waarde = lees_instelling(t.db, OVERLEGRUST)
    return STANDAARD_MINUTEN if waarde is None else int(json.loads(waarde))


def toon_minuten(werkplek: Werkplek) -> int:
    """The same, for whoever wants to know."""
    with werkplek.doe() as t:
        return minuten(t)


def set_minuten(werkplek: Werkplek, aantal: str | int) -> None:
    """Set it, in minutes (15–60), for everyone who runs an overleg in this vault. For the beheerder.

    Raises OngeldigeInvoer, GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        veld = Veldcontrole()
        gekozen = veld.getal("minuten", aantal, MINSTE_MINUTEN, MEESTE_MINUTEN, verplicht=True)
        veld.klaar()
        if gekozen != (was := minuten(t)):
            zet_instelling(t.db, OVERLEGRUST, json.dumps(gekozen))
            log_instelling(t, OVERLEGRUST, was, gekozen)
            t.gewijzigd("instelling")
