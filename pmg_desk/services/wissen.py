"""Erasing a casus everywhere in the vault at once, and writing the file anew so that no trace of it is left in a page.

Backups made before still hold it, until they have aged out: the register beside them (``services.gewist``) sees to it
that a restore erases it again.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from pmg_desk.domain.fouten import Fout
from pmg_desk.services.bundelbladen import neem_uit_bundels
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import gebruikers as instellingen
from pmg_desk.storage import kaderbrieven
from pmg_desk.storage import wissen as opslag

_NOG_TE_HERSCHRIJVEN = "herschrijven"


def count_casus(t: Transactie, casus_id: UUID) -> dict[str, int]:
    """How many rows would go, by table."""
    return opslag.maak_plan(t.db, casus_id).aantallen()


def erase_ontvangen(t: Transactie, casus_id: UUID, verzoek_ids: Collection[UUID]) -> None:
    """As :func:`erase_casus`, where these received requests are all that there is of the casus."""
    opslag.voer_uit(t.db, opslag.maak_plan(t.db, casus_id, verzoek_ids))
    plan_herschrijven(t)


def plan_herschrijven(t: Transactie) -> None:
    """Have the file written anew, now (:func:`rewrite_kluis`) or at the next unlock: something was erased."""
    plan_rewrite(t)


def erase_casus(t: Transactie, casus_id: UUID) -> dict[str, int]:
    """Erase a casus in this transaction; returns how many rows went, by table. The caller writes the Logregel.

    Of a bundle that names other casussen too only its pages go (``bundelbladen``), and of such a letter about a
    tafelkader only the document: to whom it went about the others is still known. The file is to be written anew
    afterwards: :func:`rewrite_kluis`, and after a crash in between, the next unlock.
    """
    neem_uit_bundels(t, casus_id)
    kaderbrieven.empty_documenten(t.db, casus_id)
    aantallen = opslag.voer_uit(t.db, opslag.maak_plan(t.db, casus_id))
    plan_herschrijven(t)
    t.gewijzigd("casus", casus_id)
    t.gewijzigd("bewaren")
    return aantallen


def plan_rewrite(t: Transactie) -> None:
    """Something was taken out in this transaction: its traces in pages are to go as well."""
    instellingen.zet_instelling(t.db, _NOG_TE_HERSCHRIJVEN, "true")


def rewrite_kluis(werkplek: Werkplek) -> bool:
    """Write the file anew when something was erased since the last time; whether nothing is left to do.

    A disk that is full or a vault that is being copied puts it off until the next unlock: the rows are gone already.
    """
    try:
        with werkplek.doe() as t:
            if instellingen.lees_instelling(t.db, _NOG_TE_HERSCHRIJVEN) != "true":
                return True
        opslag.herschrijf(werkplek.engine)
        with werkplek.doe() as t:
            instellingen.zet_instelling(t.db, _NOG_TE_HERSCHRIJVEN, "false")
            t.log("kluis.herschrijven", "kluis", werkplek.kluis_id)
    except Fout:
        return False
    return True
