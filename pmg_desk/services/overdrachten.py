"""Transfers to look at: how it stands with the one of a casus, in words, for the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.overdracht import Antwoordtekst, lees_antwoord, lees_overdracht
from pmg_desk.domain.overdrachtrij import RIJ_LABELS, VELDEN, VERWIJZINGEN
from pmg_desk.services.overdrachtzinnen import dag_van, laat_zin
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import overdrachten as opslag
from pmg_desk.storage.models import Overdracht, OverdrachtStatus, Richting, Verbinding

NIET_TE_LEZEN = frozenset({*VERWIJZINGEN, "stam", "evaluatie"})
"""Fields that only tie rows together."""


class Toon(StrEnum):
    """How much attention a transfer asks."""

    INFO = "info"
    WAARSCHUWING = "waarschuwing"


@dataclass(frozen=True, slots=True)
class OverdrachtInzicht:
    """A transfer of a casus, with how it stands in a sentence."""

    id: UUID
    richting: Richting
    status: OverdrachtStatus
    kluisnaam: str
    op: datetime
    zin: str
    toon: Toon
    mag_herhalen: bool  # the file, offer or answer, can be made once more
    vast: bool  # by this transfer the casus cannot be changed here


def list_overdrachten(werkplek: Werkplek, casus_id: UUID) -> tuple[OverdrachtInzicht, ...]:
    """The transfers of a casus, the latest first. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return tuple(_inzicht(t, rij) for rij in opslag.overdrachten(t.db, casus_id=casus_id))


def _inzicht(t: Transactie, rij: Overdracht) -> OverdrachtInzicht:
    kluis = t.haal(Verbinding, rij.verbinding_id).naam
    op, beantwoord = dag_van(rij.op), dag_van(rij.antwoord_op)
    antwoord = None if not rij.antwoord else lees_antwoord(lees_canoniek(rij.antwoord))
    uit = rij.richting is Richting.UIT
    toon = Toon.INFO
    if not uit:
        zin = f"Op {op} overgenomen uit kluis {kluis}. Stuur het antwoord terug: dan sluit de casus daar."
    elif rij.status is OverdrachtStatus.AANGEBODEN:
        toon = Toon.WAARSCHUWING
        zin = f"Aangeboden aan kluis {kluis} op {op}. Tot het antwoord er is, kunt u de casus alleen lezen."
    elif rij.status is OverdrachtStatus.AANGENOMEN:
        nummer = "" if antwoord is None else antwoord.casusnummer
        zin = f"Kluis {kluis} heeft de casus op {beantwoord} overgenomen als {nummer}. Hier kunt u hem alleen lezen."
    elif rij.status is OverdrachtStatus.TERUGGEGEVEN:
        reden = "" if antwoord is None else antwoord.reden
        zin = f"Kluis {kluis} gaf de casus op {beantwoord} terug. Reden: {reden}"
    else:
        zin, toon = _verloren_zin(kluis, op, antwoord)
    herhalen = rij.status is OverdrachtStatus.AANGEBODEN if uit else rij.pakket_id is not None
    vast = uit and rij.status in (OverdrachtStatus.AANGEBODEN, OverdrachtStatus.AANGENOMEN)
    return OverdrachtInzicht(rij.id, rij.richting, rij.status, kluis, rij.op, zin, toon, herhalen, vast)


def _verloren_zin(kluis: str, op: str, antwoord: Antwoordtekst | None) -> tuple[str, Toon]:
    if antwoord is not None:
        return laat_zin(kluis, antwoord), Toon.WAARSCHUWING
    return f"Het pakket van {op} voor kluis {kluis} is door de beheerder verloren verklaard.", Toon.INFO


def leesbaar(document: bytes) -> tuple[tuple[str, str], ...]:
    """The rows of a transfer as the register keeps it, each as its kind and its values. Raises ValueError."""
    regels = []
    for rij in lees_overdracht(document.decode("utf-8")).rijen:
        kop = RIJ_LABELS[rij.soort][0] if rij.soort in RIJ_LABELS else "persoonsgegevens"
        gevuld = [(naam, rij.waarden[naam]) for naam in VELDEN[rij.soort] if naam not in NIET_TE_LEZEN]
        waarden = [f"{naam.replace('_', ' ')}: {'ja' if v is True else v}" for naam, v in gevuld if v]
        regels.append((kop.capitalize(), "; ".join(waarden)))
    return tuple(regels)
