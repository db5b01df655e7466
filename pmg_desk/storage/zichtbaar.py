"""Which casussen a user may see: one SQL condition, used by every list, search, check and screen."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.rollen import Recht, Rol, mag
from pmg_desk.storage.models import Casus, CasusTafel, GebruikerTafel, Noodtoegang, Toewijzing


def zichtbare_casussen(gebruiker_id: UUID, rol: Rol, vandaag: date, nu: datetime) -> sa.Select[UUID]:
    """Ids of the casussen whose content this user may read (``domain.md``, "Who sees what").

    A casusregisseur: own ones and those now at a table they now belong to. Everybody with CASUS_LEZEN: what is
    assigned, and emergency access while it lasts. Any other role: none; a privacy officer reads content only through a
    request or audit, which have their own way in.
    """
    if not mag(rol, Recht.CASUS_LEZEN):
        return sa.select(Casus.id).where(sa.false())
    wegen: list[sa.ColumnElement[bool]] = [
        Casus.id.in_(_toegewezen(gebruiker_id, vandaag)),
        Casus.id.in_(sa.select(Noodtoegang.casus_id).where(Noodtoegang.door_id == gebruiker_id, Noodtoegang.tot > nu)),
    ]
    if rol is Rol.CASUSREGISSEUR:
        wegen += [Casus.regisseur_id == gebruiker_id, Casus.id.in_(_aan_tafel(gebruiker_id, vandaag))]
    return sa.select(Casus.id).where(sa.or_(*wegen))


def wijzigbare_casussen(gebruiker_id: UUID, rol: Rol, vandaag: date) -> sa.Select[UUID]:
    """Ids of the casussen this user may also change: not those seen by emergency access only."""
    if not mag(rol, Recht.CASUS_SCHRIJVEN):
        return sa.select(Casus.id).where(sa.false())
    return sa.select(Casus.id).where(
        sa.or_(
            Casus.regisseur_id == gebruiker_id,
            Casus.id.in_(_aan_tafel(gebruiker_id, vandaag)),
            Casus.id.in_(_toegewezen(gebruiker_id, vandaag)),
        )
    )


def _toegewezen(gebruiker_id: UUID, vandaag: date) -> sa.Select[UUID]:
    return sa.select(Toewijzing.casus_id).where(
        Toewijzing.gebruiker_id == gebruiker_id, sa.or_(Toewijzing.tot.is_(None), Toewijzing.tot >= vandaag)
    )


def _aan_tafel(gebruiker_id: UUID, vandaag: date) -> sa.Select[UUID]:
    tafels = sa.select(GebruikerTafel.tafel).where(
        GebruikerTafel.gebruiker_id == gebruiker_id,
        GebruikerTafel.van <= vandaag,
        sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= vandaag),
    )
    return sa.select(CasusTafel.casus_id).where(
        CasusTafel.tafel.in_(tafels),
        CasusTafel.van <= vandaag,
        sa.or_(CasusTafel.tot.is_(None), CasusTafel.tot >= vandaag),
    )


def hoort_bij(sessie: Session, casus_id: UUID, selectie: sa.Select[UUID]) -> bool:
    """Whether one casus is in such a selection."""
    return sessie.scalar(selectie.where(Casus.id == casus_id)) is not None


def tafels_van(sessie: Session, gebruiker_id: UUID, vandaag: date) -> list[str]:
    """Keys of the tables a user belongs to on a day."""
    return list(
        sessie.scalars(
            sa.select(GebruikerTafel.tafel)
            .where(
                GebruikerTafel.gebruiker_id == gebruiker_id,
                GebruikerTafel.van <= vandaag,
                sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= vandaag),
            )
            .distinct()
            .order_by(GebruikerTafel.tafel)
        )
    )
