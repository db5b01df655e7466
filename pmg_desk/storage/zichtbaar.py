"""Which casussen a user may see: one rule, used by every list, search, check and screen.

The rule comes in two shapes that mean the same (a test holds them together): as a set of ids, quick when a user sees
few casussen; and as a condition on one row, quick for a single casus and for the first page of a long list.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.rollen import Recht, Rol, mag
from pmg_desk.storage.models import Casus, CasusTafel, GebruikerTafel, Noodtoegang, Toewijzing, Waarneming

_Weg = Callable[[type[CasusTafel | Noodtoegang | Toewijzing], sa.ColumnElement[bool]], sa.ColumnElement[bool]]


def _als_set(model: type[CasusTafel | Noodtoegang | Toewijzing], wie: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return Casus.id.in_(sa.select(model.casus_id).where(wie))


def _per_rij(model: type[CasusTafel | Noodtoegang | Toewijzing], wie: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(model.casus_id == Casus.id, wie).correlate(Casus)


def zichtbare_casussen(gebruiker_id: UUID, rol: Rol, vandaag: date, nu: datetime) -> sa.Select[UUID]:
    """Ids of the casussen whose content this user may read (``domain.md``, "Who sees what").

    A casusregisseur: own ones, those of whom they now cover for, and those now at a table they now belong to.
    Everybody with CASUS_LEZEN: what is assigned, and emergency access while it lasts. Any other role: none; a privacy
    officer reads content only through a request or audit, which have their own way in.
    """
    return sa.select(Casus.id).where(_mag_zien(gebruiker_id, rol, vandaag, nu, _als_set))


def eigen_casussen(gebruiker_id: UUID, rol: Rol, vandaag: date) -> sa.Select[UUID]:
    """Ids of the casussen this user has work in: of oneself, of whom one covers for, and assigned. Part of what one
    may see.

    A casus of a colleague at the same table is not among them, nor one seen by emergency access.
    """
    if not mag(rol, Recht.CASUS_LEZEN):
        return sa.select(Casus.id).where(sa.false())
    wegen = [_als_set(Toewijzing, _toegewezen(gebruiker_id, vandaag))]
    if rol is Rol.CASUSREGISSEUR:
        wegen += _als_regisseur(gebruiker_id, vandaag)
    return sa.select(Casus.id).where(sa.or_(*wegen))


def geleide_casussen(gebruiker_id: UUID) -> sa.Select[UUID]:
    """Ids of the casussen this user leads: what cover and being assigned do not give."""
    return sa.select(Casus.id).where(Casus.regisseur_id == gebruiker_id)


def mag_zien(gebruiker_id: UUID, rol: Rol, vandaag: date, nu: datetime) -> sa.ColumnElement[bool]:
    """The same as a condition on a row of Casus."""
    return _mag_zien(gebruiker_id, rol, vandaag, nu, _per_rij)


def mag_wijzigen(gebruiker_id: UUID, rol: Rol, vandaag: date) -> sa.ColumnElement[bool]:
    """A condition on a row of Casus: what this user may also change, so not by emergency access only."""
    if not mag(rol, Recht.CASUS_SCHRIJVEN):
        return sa.false()
    return sa.or_(
        *_als_regisseur(gebruiker_id, vandaag),
        _per_rij(CasusTafel, _aan_tafel(gebruiker_id, vandaag)),
        _per_rij(Toewijzing, _toegewezen(gebruiker_id, vandaag)),
    )


def _mag_zien(gebruiker_id: UUID, rol: Rol, vandaag: date, nu: datetime, weg: _Weg) -> sa.ColumnElement[bool]:
    if not mag(rol, Recht.CASUS_LEZEN):
        return sa.false()
    wegen = [
        weg(Toewijzing, _toegewezen(gebruiker_id, vandaag)),
        weg(Noodtoegang, sa.and_(Noodtoegang.door_id == gebruiker_id, Noodtoegang.tot > nu)),
    ]
    if rol is Rol.CASUSREGISSEUR:
        wegen += [*_als_regisseur(gebruiker_id, vandaag), weg(CasusTafel, _aan_tafel(gebruiker_id, vandaag))]
    return sa.or_(*wegen)


def _als_regisseur(gebruiker_id: UUID, vandaag: date) -> list[sa.ColumnElement[bool]]:
    """One leads it, or covers today for who leads it. Cover does not pass on: who covers covers only own casussen."""
    return [Casus.regisseur_id == gebruiker_id, Casus.regisseur_id.in_(afwezigen_van(gebruiker_id, vandaag))]


def afwezigen_van(gebruiker_id: UUID, vandaag: date) -> sa.Select[UUID]:
    """Ids of the casusregisseurs for whom this user covers on a day."""
    return sa.select(Waarneming.afwezige_id).where(
        Waarneming.waarnemer_id == gebruiker_id,
        Waarneming.van <= vandaag,
        Waarneming.tot >= vandaag,
        Waarneming.beeindigd_op.is_(None),
    )


def _toegewezen(gebruiker_id: UUID, vandaag: date) -> sa.ColumnElement[bool]:
    return sa.and_(Toewijzing.gebruiker_id == gebruiker_id, sa.or_(Toewijzing.tot.is_(None), Toewijzing.tot >= vandaag))


def _aan_tafel(gebruiker_id: UUID, vandaag: date) -> sa.ColumnElement[bool]:
    tafels = sa.select(GebruikerTafel.tafel).where(
        GebruikerTafel.gebruiker_id == gebruiker_id,
        GebruikerTafel.van <= vandaag,
        sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= vandaag),
    )
    return sa.and_(
        CasusTafel.tafel.in_(tafels),
        CasusTafel.van <= vandaag,
        sa.or_(CasusTafel.tot.is_(None), CasusTafel.tot >= vandaag),
    )


def ziet_er_weinig(sessie: Session, gebruiker_id: UUID, vandaag: date, grens: int = 2000) -> bool:
    """Whether this user can see at most about ``grens`` casussen: a quick look that never counts further."""
    leidt = sa.or_(*_als_regisseur(gebruiker_id, vandaag))
    eigen = sa.select(sa.literal(1)).where(leidt).limit(grens).subquery()
    tafels = sa.select(sa.literal(1)).where(_aan_tafel(gebruiker_id, vandaag)).limit(grens).subquery()
    hoeveel = [sessie.scalar(sa.select(sa.func.count()).select_from(deel)) or 0 for deel in (eigen, tafels)]
    return sum(hoeveel) < grens


def hoort_bij(sessie: Session, casus_id: UUID, voorwaarde: sa.ColumnElement[bool]) -> bool:
    """Whether the condition holds for one casus."""
    return sessie.scalar(sa.select(Casus.id).where(Casus.id == casus_id, voorwaarde)) is not None


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
