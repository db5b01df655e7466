"""Words about cover during leave that more than one screen needs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import waarnemingen as opslag
from pmg_desk.storage.models import Gebruiker

DAGEN_VOORAF = 14
"""So long before its first day a dossier tells of a cover: time enough to talk the casus over."""


def kop_van(t: Transactie, regisseur_id: UUID) -> str:
    """For the head of a dossier: who covers for its casusregisseur, today or from a day soon; else empty."""
    rij = opslag.lopend(t.db, regisseur_id, t.vandaag)
    wanneer = ""
    if rij is None:
        rij = opslag.eerstvolgend(t.db, regisseur_id, t.vandaag, t.vandaag + timedelta(days=DAGEN_VOORAF))
        if rij is None:
            return ""
        wanneer = f"van {toon_datum(rij.van)} "
    wie = "U" if rij.waarnemer_id == t.gebruiker.id else t.haal(Gebruiker, rij.waarnemer_id).naam
    return f"{wie} neemt waar {wanneer}t/m {toon_datum(rij.tot)}"
