"""Queries over the casussen that one casusregisseur leads, for their own numbers."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Casus, CasusStatus, CasusTafel, Jongere, Organisatie, Professional


def geleide_open(gebruiker_id: UUID) -> sa.Select[UUID]:
    """Ids of the open casussen this user leads."""
    return sa.select(Casus.id).where(Casus.regisseur_id == gebruiker_id, Casus.status == CasusStatus.OPEN)


def casussen(sessie: Session, gebruiker_id: UUID) -> list[tuple[Casus, Jongere]]:
    """Those casussen and whose they are, the longest open first."""
    vraag = (
        sa.select(Casus, Jongere)
        .join(Jongere, Jongere.id == Casus.jongere_id)
        .where(Casus.id.in_(geleide_open(gebruiker_id)))
        .order_by(Casus.geopend_op, Casus.nummer)
    )
    return [(casus, jongere) for casus, jongere in sessie.execute(vraag)]


def verblijven(sessie: Session, gebruiker_id: UUID) -> list[CasusTafel]:
    """All stays of those casussen at a table, also those that ended, the oldest first."""
    return list(
        sessie.scalars(
            sa.select(CasusTafel)
            .where(CasusTafel.casus_id.in_(geleide_open(gebruiker_id)))
            .order_by(CasusTafel.van, CasusTafel.tafel, CasusTafel.id)
        )
    )


def organisaties(sessie: Session) -> dict[UUID, str]:
    """Of every professional: the name of the organisation."""
    rijen = sessie.execute(
        sa.select(Professional.id, Organisatie.naam).join(Organisatie, Organisatie.id == Professional.organisatie_id)
    )
    return {rij.id: rij.naam for rij in rijen}
