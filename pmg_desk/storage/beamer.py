"""Query over what was on the screen of a meeting."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Verstrekking, VerstrekkingStatus, VerstrektStuk, Wijze


def getoonde_stukken(
    sessie: Session, overleg_id: UUID, casus_id: UUID, organisatie_id: UUID, functie: str
) -> frozenset[str]:
    """Ids of the stukken of a casus that this recipient was told or shown at this meeting, by the register."""
    vraag = (
        sa.select(VerstrektStuk.stuk)
        .join(Verstrekking, Verstrekking.id == VerstrektStuk.verstrekking_id)
        .where(
            Verstrekking.overleg_id == overleg_id,
            Verstrekking.casus_id == casus_id,
            Verstrekking.organisatie_id == organisatie_id,
            Verstrekking.functie == functie,
            Verstrekking.wijze == Wijze.MONDELING,
            Verstrekking.status == VerstrekkingStatus.UITGEGEVEN,
        )
    )
    return frozenset(sessie.scalars(vraag))
