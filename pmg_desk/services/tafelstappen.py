"""Statuses and phases of a casus at a table: small steps inside the transaction of another use case.

A table has the statuses and phases that its profile gives it. A step that the table does not know is not made: whoever
accepts a casus at a table without a status for it still accepts it.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.profiel.model import label_van
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import tafelstappen as opslag
from pmg_desk.storage.models import AanmeldingStatus, CasusTafel, StapSoort, Tafelstap
from pmg_desk.storage.tafelstappen import huidige_stappen, stappen_van

__all__ = [
    "BESLUITSTAPPEN",
    "huidige_stappen",
    "kent_stap",
    "stap_label",
    "stappen_van",
    "te_kiezen_statussen",
    "zet_stap",
]

BESLUITSTAPPEN: dict[AanmeldingStatus, str] = {
    AanmeldingStatus.AANGENOMEN: "aangenomen",
    AanmeldingStatus.AFGEWEZEN: "afgewezen",
    AanmeldingStatus.VERWEZEN: "doorverwezen",
}
"""What a table can decide on an aanmelding, with the status that says so at the table."""


def kent_stap(t: Transactie, tafel: str, soort: StapSoort, sleutel: str) -> bool:
    """Whether a table has this status or phase; a table that left the profile has none any more."""
    in_profiel = t.profiel.tafels.get(tafel)
    if in_profiel is None:
        return False
    if soort is StapSoort.TEAM:
        return sleutel in in_profiel.teams
    return sleutel in (in_profiel.statussen if soort is StapSoort.STATUS else in_profiel.fasen)


def te_kiezen_statussen(t: Transactie, tafel: str, huidig: str, *, aangemeld: bool) -> tuple[tuple[str, str], ...]:
    """Key and label of the statuses that may be set by hand for a casus at a table.

    Not the one that it has, nor, where it was put before the table, what the decision on the aanmelding says.
    """
    in_profiel = t.profiel.tafels.get(tafel)
    niet = {huidig, *(BESLUITSTAPPEN.values() if aangemeld else ())}
    statussen = () if in_profiel is None else in_profiel.statussen
    return tuple((een, label_van(t.profiel.tafelstatussen, een)) for een in statussen if een not in niet)


def stap_label(t: Transactie, tafel: str, stap: Tafelstap) -> str:
    """A step in words; the key itself when the profile no longer has it, and for a team, which is a name."""
    if stap.soort is StapSoort.STATUS:
        return label_van(t.profiel.tafelstatussen, stap.sleutel)
    in_profiel = t.profiel.tafels.get(tafel)
    return stap.sleutel if in_profiel is None else in_profiel.fasen.get(stap.sleutel, stap.sleutel)


def zet_stap(
    t: Transactie,
    casus_tafel: CasusTafel,
    soort: StapSoort,
    sleutel: str,
    bereikt_op: date,
    uitspraak_id: UUID | None = None,
    reden_id: UUID | None = None,
) -> Tafelstap | None:
    """Record that a status or phase was reached; None when the table has no such step or is at it already.

    The caller has checked access and writes the Logregel. Steps of one day stay in the order in which they were made.
    """
    if not kent_stap(t, casus_tafel.tafel, soort, sleutel):
        return None
    eerdere = opslag.stappen_van(t.db, [casus_tafel.id])[casus_tafel.id]
    nu = {stap.soort: stap.sleutel for stap in eerdere}
    if nu.get(soort) == sleutel and uitspraak_id is None:
        return None
    # Two steps in one moment, as in one use case, would have no order.
    laatste = max((stap.op for stap in eerdere), default=None)
    op = t.nu if laatste is None or laatste < t.nu else laatste + timedelta(microseconds=1)
    stap = Tafelstap(
        id=t.nieuw_id(),
        casus_tafel_id=casus_tafel.id,
        soort=soort,
        sleutel=sleutel,
        bereikt_op=bereikt_op,
        uitspraak_id=uitspraak_id,
        reden_id=reden_id,
        door_id=t.gebruiker.id,
        op=op,
    )
    t.db.add(stap)
    t.db.flush()
    t.gewijzigd("tafelstap", casus_tafel.casus_id)
    return stap
