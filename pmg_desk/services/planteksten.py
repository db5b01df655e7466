"""Texts that versions of a plan share: a word that another version holds too stays as it was agreed."""

from __future__ import annotations

from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.services import uitspraken
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import UitspraakSoort


def controleer(
    t: Transactie, veld: Veldcontrole, invoer: UitspraakInvoer | None, soort: UitspraakSoort, veldnaam: str
) -> UitspraakInvoer | None:
    """Check a text that may be left out; mistakes land in ``veld``."""
    if invoer is None or not invoer.tekst.strip():
        return None
    return uitspraken.controleer(t, veld, invoer, soort, veldnaam=veldnaam)


def bewaar(
    t: Transactie,
    casus_id: UUID,
    soort: UitspraakSoort,
    invoer: UitspraakInvoer | None,
    oud_id: UUID | None,
    *,
    gedeeld: bool,
) -> UUID | None:
    """Keep checked input in the place of ``oud_id``, and give the id to refer to.

    ``gedeeld``: another version refers to ``oud_id`` too. Then that text stays, and this version gets one of its own.
    """
    if invoer is None:
        return None
    oud = None if oud_id is None else inhoud.huidige_van(t.db, [oud_id]).get(oud_id)
    if oud is not None and uitspraken.gelijk(oud, invoer):
        return oud.id
    if oud is None or gedeeld:
        return uitspraken.voeg_toe(t, casus_id, soort, invoer).id
    return uitspraken.vervang(t, oud, invoer).id
