"""Words about a transfer that more than one screen needs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.overdracht import Antwoordoordeel, Antwoordtekst
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import overdrachten as opslag
from pmg_desk.storage.models import OverdrachtStatus, Verbinding


def kop_van(t: Transactie, casus_id: UUID) -> str:
    """For the head of the dossier: that another vault may take this casus or has it; else empty."""
    rij = opslag.vaste_overdracht(t.db, casus_id)
    if rij is None:
        return ""
    kluis = t.haal(Verbinding, rij.verbinding_id).naam
    if rij.status is OverdrachtStatus.AANGEBODEN:
        return f"Aangeboden aan {kluis} op {dag_van(rij.op)}"
    return f"Overgedragen aan {kluis} op {dag_van(rij.antwoord_op)}"


def dag_van(moment: datetime | None) -> str:
    """A moment as the day people read."""
    return "" if moment is None else toon_datum(lokale_dag(moment))


def laat_zin(kluis: str, antwoord: Antwoordtekst) -> str:
    """What both sides must do about an answer that came after the package was declared lost."""
    if antwoord.oordeel is Antwoordoordeel.TERUGGEGEVEN:
        return f"Kluis {kluis} gaf de casus terug. Het pakket was hier al verloren verklaard; er verandert niets."
    return (
        f"Kluis {kluis} had de casus al overgenomen als {antwoord.casusnummer}, maar hier is het pakket verloren "
        "verklaard. Het antwoord telt niet meer: de casus is van deze kluis. Bel de ander nu. De casus daar moet "
        "worden gesloten, want er mag er maar één zijn."
    )
