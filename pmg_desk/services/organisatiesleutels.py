"""The public age key of an organisation, for which files are made that only that organisation opens.

The keys are lines of the log and nothing else: who changes one in the vault file changes the log, and that is found.
What makes a key trusted is that somebody heard its last characters from the organisation itself.
"""

from __future__ import annotations

from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis.agebestand import is_agesleutel
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Organisatie

SLEUTEL_ERBIJ, SLEUTEL_WEG = "organisatie.sleutel", "organisatie.sleutel_weg"
GEHOORD = 16
"""How many characters are read out: 10 of them are chance (50 bits), the last 6 follow from all the others."""


def sleutels_van(t: Transactie) -> dict[UUID, str]:
    """By organisation the key that counts now."""
    sleutels: dict[UUID, str] = {}
    for regel in gelukte_regels(t, SLEUTEL_ERBIJ, SLEUTEL_WEG):
        if regel.object_id is not None:
            sleutels[UUID(regel.object_id)] = regel.sleutel or ""
    return {id_: sleutel for id_, sleutel in sleutels.items() if sleutel}


def show_sleutel(werkplek: Werkplek, organisatie_id: UUID) -> str:
    """The key of this organisation, or "". It is public. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_LEZEN)
        return sleutels_van(t).get(t.haal(Organisatie, organisatie_id).id, "")


def set_sleutel(werkplek: Werkplek, organisatie_id: UUID, sleutel: str, gehoord: str) -> None:
    """From now on files for this organisation are made for this key.

    ``gehoord``: the last :data:`GEHOORD` characters as the organisation read them out, however they are grouped.
    Raises OngeldigeInvoer (``sleutel``, ``gehoord``), GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        rij = t.haal(Organisatie, organisatie_id)
        schoon = "".join(sleutel.split()).lower()
        getypt = "".join(teken for teken in gehoord.lower() if teken.isalnum())
        veld = Veldcontrole()
        veld.eis(
            is_agesleutel(schoon),
            "sleutel",
            "Dit is geen publieke age-sleutel. Zo'n sleutel begint met age1. Plak hem in zijn geheel.",
        )
        veld.eis(
            getypt == schoon[-GEHOORD:],
            "gehoord",
            "Dit zijn niet de laatste zestien tekens van de sleutel. Bel de organisatie en laat ze nog eens voorlezen.",
        )
        veld.klaar()
        t.log(SLEUTEL_ERBIJ, "organisatie", rij.id, sleutel=schoon)
        t.gewijzigd("organisatie", rij.id)


def drop_sleutel(werkplek: Werkplek, organisatie_id: UUID) -> None:
    """From now on no file is made for the key of this organisation: it was lost, or is somebody else's."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        rij = t.haal(Organisatie, organisatie_id)
        if rij.id in sleutels_van(t):
            t.log(SLEUTEL_WEG, "organisatie", rij.id)
            t.gewijzigd("organisatie", rij.id)
