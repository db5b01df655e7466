"""From which number on the informatiebeeld shows it, and how smaller ones are kept from view: settings of the vault.

A change counts for quarters that are settled after it. What was settled stays as it was: otherwise two answers about
one quarter could be subtracted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from pmg_desk.domain.beeld import Drempel, Wijze
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.gebruikers import lees_instelling, zet_instelling

MINSTE_DREMPEL, MEESTE_DREMPEL = 3, 20
_SLEUTEL = "informatiebeeld"


@dataclass(frozen=True, slots=True)
class Beeldinstellingen:
    """What counts for the next quarter that is settled."""

    drempel: int = Drempel().aantal
    wijze: Wijze = Wijze.AFSCHERMEN


def lees(t: Transactie) -> Beeldinstellingen:
    """What was set, or what the program begins with."""
    waarde = lees_instelling(t.db, _SLEUTEL)
    if waarde is None:
        return Beeldinstellingen()
    ruw = json.loads(waarde)
    return Beeldinstellingen(ruw["drempel"], Wijze(ruw["wijze"]))


def show_instellingen(werkplek: Werkplek) -> Beeldinstellingen:
    """The same, for whoever may read the beeld. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        return lees(t)


def set_instellingen(werkplek: Werkplek, drempel: str | int, wijze: str) -> None:
    """Set both, for the quarters that are settled from now on. For the beheerder.

    Raises GeenToegang, OngeldigeInvoer (``drempel``: 3–20, ``wijze``).
    """
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)  # only where there are casussen
        t.eis(Recht.KLUIS_BEHEREN)
        veld = Veldcontrole()
        aantal = veld.getal("drempel", drempel, MINSTE_DREMPEL, MEESTE_DREMPEL, verplicht=True)
        gekozen = veld.keuze("wijze", wijze, frozenset(Wijze))
        veld.klaar()
        waarde = {"drempel": aantal, "wijze": str(gekozen)}
        zet_instelling(t.db, _SLEUTEL, json.dumps(waarde))
        t.log("instelling.zetten", "instelling", detail={"sleutel": _SLEUTEL, "waarde": json.dumps(waarde)})
        t.gewijzigd("beeldinstelling")
