"""Explanations: statements that belong to something else (a score, an antecedent, a sign) and may be left out.

Called inside the transaction of the use case they belong to, which has checked access and writes the Logregel.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.services import uitspraken
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Uitspraak, UitspraakSoort


def controleer(
    t: Transactie,
    veld: Veldcontrole,
    invoer: UitspraakInvoer | None,
    soort: UitspraakSoort,
    categorie: str | None = None,
    *,
    veldnaam: str = "toelichting",
) -> UitspraakInvoer | None:
    """Check an explanation; None when nothing was said.

    ``categorie`` is its data category when the user chose none; without it, that of the kind.
    """
    if invoer is None or not invoer.tekst.strip():
        return None
    if invoer.categorie is None and categorie is not None:
        invoer = replace(invoer, categorie=categorie)
    return uitspraken.controleer(t, veld, invoer, soort, veldnaam=veldnaam)


def bewaar(
    t: Transactie, casus_id: UUID, soort: UitspraakSoort, invoer: UitspraakInvoer | None, oud_id: UUID | None = None
) -> UUID | None:
    """Add checked input, supersede the earlier one when it changed, or withdraw it when it was emptied."""
    oud = None if oud_id is None else inhoud.huidige_van(t.db, [oud_id]).get(oud_id)
    if invoer is None:
        withdraw(t, oud_id, "Weggehaald.")
        return None
    if oud is None:
        return uitspraken.voeg_toe(t, casus_id, soort, invoer).id
    return oud.id if uitspraken.gelijk(oud, invoer) else uitspraken.vervang(t, oud, invoer).id


def huidige(t: Transactie, uitspraak_id: UUID) -> Uitspraak | None:
    """What holds now in the place of this statement; None when it was withdrawn."""
    return inhoud.huidige_van(t.db, [uitspraak_id]).get(uitspraak_id)


def withdraw(t: Transactie, uitspraak_id: UUID | None, reden: str) -> None:
    """Take back the explanation of what no longer holds: it must not be shown, found or shared by itself."""
    oud = None if uitspraak_id is None else inhoud.huidige_van(t.db, [uitspraak_id]).get(uitspraak_id)
    if oud is not None:
        uitspraken.vervang(t, oud, uitspraken.inzicht(t, oud).als_invoer(), reden, vervallen=True)


def inzichten(t: Transactie, ids: Collection[UUID | None]) -> dict[UUID, UitspraakInzicht]:
    """What holds now for each of these statement ids; what was withdrawn is left out."""
    gevraagd = {id_ for id_ in ids if id_ is not None}
    nu = inhoud.huidige_van(t.db, gevraagd)
    return dict(zip(nu, uitspraken.inzichten(t, nu.values()), strict=True))
