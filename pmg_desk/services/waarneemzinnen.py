"""Words about cover during leave that more than one screen needs."""

from __future__ import annotations

from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import waarnemingen as opslag
from pmg_desk.storage.models import Gebruiker


def kop_van(t: Transactie, regisseur_id: UUID) -> str:
    """For the head of a dossier: who covers today for its casusregisseur, and until when; else empty."""
    rij = opslag.lopend(t.db, regisseur_id, t.vandaag)
    if rij is None:
        return ""
    if rij.waarnemer_id == t.gebruiker.id:
        return f"U neemt waar t/m {toon_datum(rij.tot)}"
    return f"{t.haal(Gebruiker, rij.waarnemer_id).naam} neemt waar t/m {toon_datum(rij.tot)}"
