"""What an item of an agenda leaves before anything is committed: words in a draft, and what was told or handed out.

Who leads a meeting learns only that there are such words, also of a colleague, and never which.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.services.concepten import BESPREKINGSFORMULIER
from pmg_desk.services.verstrekkingen import VERTELD
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import concepten
from pmg_desk.storage import delen as deelrijen


def getypt_bij(t: Transactie, punt_ids: Collection[UUID]) -> frozenset[UUID]:
    """At which of these items somebody typed what is not committed."""
    gevonden = concepten.bij(t.db, BESPREKINGSFORMULIER, punt_ids)
    return frozenset(UUID(rij.object_id) for rij in gevonden if lees_canoniek(rij.inhoud).get("regels"))


def verteld_bij(t: Transactie, overleg_id: UUID, punten: Mapping[UUID, UUID]) -> frozenset[UUID]:
    """At which of these items (id and casus) of a meeting something was told to who was there."""
    casussen = {rij.casus_id for rij in deelrijen.verteld_op(t.db, overleg_id, VERTELD)}
    return frozenset(punt_id for punt_id, casus_id in punten.items() if casus_id in casussen)
