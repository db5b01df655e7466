"""Queries over the statuses and phases that casussen reached at tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import StapSoort, Tafelstap

_DEEL = 500  # SQLite takes a limited number of values in one statement


def stappen_van(sessie: Session, casus_tafel_ids: Collection[UUID]) -> dict[UUID, tuple[Tafelstap, ...]]:
    """Every step of these stretches at a table, the oldest first; a stretch without steps has an empty tuple."""
    rijen: defaultdict[UUID, list[Tafelstap]] = defaultdict(list)
    ids = list(casus_tafel_ids)
    for begin in range(0, len(ids), _DEEL):
        vraag = sa.select(Tafelstap).where(Tafelstap.casus_tafel_id.in_(ids[begin : begin + _DEEL]))
        for stap in sessie.scalars(vraag.order_by(Tafelstap.bereikt_op, Tafelstap.op, Tafelstap.id)):
            rijen[stap.casus_tafel_id].append(stap)
    return {id_: tuple(rijen[id_]) for id_ in ids}


def huidige_stappen(sessie: Session, casus_tafel_ids: Collection[UUID]) -> dict[UUID, Mapping[StapSoort, Tafelstap]]:
    """Where these stretches at a table are now: the latest status and the latest phase, each only when there is one."""
    return {
        id_: {stap.soort: stap for stap in stappen} for id_, stappen in stappen_van(sessie, casus_tafel_ids).items()
    }
