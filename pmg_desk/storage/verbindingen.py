"""Queries over connected installations, their pinned keys, and the packages that went to and fro."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.rollen import Rol
from pmg_desk.storage.models import (
    Gebruiker,
    Pakket,
    Richting,
    Verbinding,
    VerbindingSleutel,
    VerbindingSoort,
)


def deelnemers(sessie: Session, rollen: Collection[Rol]) -> list[Gebruiker]:
    """Users with one of these roles who have keys and a way in here, and did not stop."""
    return list(
        sessie.scalars(
            sa.select(Gebruiker)
            .where(
                Gebruiker.rol.in_(rollen),
                Gebruiker.extern.is_(False),
                Gebruiker.gestopt_op.is_(None),
                Gebruiker.ondertekensleutel.is_not(None),
                Gebruiker.agesleutel.is_not(None),
            )
            .order_by(Gebruiker.id)
        )
    )


def sleutels_van_hier(sessie: Session) -> set[str]:
    """Every public key, of either kind, of a user who works or worked in this vault itself."""
    rijen = sessie.execute(
        sa.select(Gebruiker.ondertekensleutel, Gebruiker.agesleutel).where(Gebruiker.extern.is_(False))
    )
    return {sleutel for rij in rijen for sleutel in rij if sleutel is not None}


def alle_verbindingen(sessie: Session, soort: VerbindingSoort | None = None) -> list[Verbinding]:
    """Connections, the ones that stopped too, oldest first."""
    vraag = sa.select(Verbinding).order_by(Verbinding.op, Verbinding.id)
    return list(sessie.scalars(vraag if soort is None else vraag.where(Verbinding.soort == soort)))


def lopende_verbinding(sessie: Session, andere_kluis_id: UUID) -> Verbinding | None:
    """The connection with that vault that did not stop: there is one at most."""
    return sessie.scalar(
        sa.select(Verbinding).where(Verbinding.andere_kluis_id == andere_kluis_id, Verbinding.gestopt_op.is_(None))
    )


def sleutels(sessie: Session, verbinding_id: UUID) -> list[VerbindingSleutel]:
    """The keys that are pinned for a connection now."""
    return list(
        sessie.scalars(
            sa.select(VerbindingSleutel)
            .where(VerbindingSleutel.verbinding_id == verbinding_id, VerbindingSleutel.tot.is_(None))
            .order_by(VerbindingSleutel.naam, VerbindingSleutel.id)
        )
    )


def vastgelegde_sleutels(sessie: Session) -> set[tuple[UUID, str]]:
    """Every person with every signing key that was ever pinned for them, over whatever connection."""
    rijen = sessie.execute(sa.select(VerbindingSleutel.persoon_id, VerbindingSleutel.ondertekensleutel))
    return {(persoon, sleutel) for persoon, sleutel in rijen}


def sleutel_op(sessie: Session, verbinding_id: UUID, persoon_id: UUID, moment: datetime) -> VerbindingSleutel | None:
    """The keys of a person as they were pinned at ``moment``."""
    return sessie.scalar(
        sa.select(VerbindingSleutel)
        .where(
            VerbindingSleutel.verbinding_id == verbinding_id,
            VerbindingSleutel.persoon_id == persoon_id,
            VerbindingSleutel.sinds <= moment,
            sa.or_(VerbindingSleutel.tot.is_(None), VerbindingSleutel.tot > moment),
        )
        .order_by(VerbindingSleutel.sinds.desc())
        .limit(1)
    )


def elders_vastgelegd(sessie: Session, verbinding_id: UUID | None, ids: Collection[UUID], sleutels_: set[str]) -> bool:
    """Whether one of these persons or keys is pinned for *another* connection already."""
    vraag = sa.select(sa.func.count()).where(
        VerbindingSleutel.tot.is_(None),
        sa.or_(
            VerbindingSleutel.persoon_id.in_(ids),
            VerbindingSleutel.ondertekensleutel.in_(sleutels_),
            VerbindingSleutel.agesleutel.in_(sleutels_),
        ),
    )
    if verbinding_id is not None:
        vraag = vraag.where(VerbindingSleutel.verbinding_id != verbinding_id)
    return bool(sessie.scalar(vraag))


def is_ingenomen(sessie: Session, pakket_id: UUID, sha256: str) -> bool:
    """Whether this package, or one with exactly this content, was made or taken in here before."""
    return bool(
        sessie.scalar(
            sa.select(sa.func.count())
            .select_from(Pakket)
            .where(sa.or_(Pakket.id == pakket_id, Pakket.sha256 == sha256))
        )
    )


def pakketten(
    sessie: Session,
    *,
    richting: Richting | None = None,
    soorten: Collection[str] = (),
    onderwerp_id: UUID | None = None,
) -> list[Pakket]:
    """Packages that match all that is given, oldest first."""
    vraag = sa.select(Pakket).order_by(Pakket.op, Pakket.id)
    if richting is not None:
        vraag = vraag.where(Pakket.richting == richting)
    if soorten:
        vraag = vraag.where(Pakket.soort.in_(soorten))
    if onderwerp_id is not None:
        vraag = vraag.where(Pakket.onderwerp_id == onderwerp_id)
    return list(sessie.scalars(vraag))


def laatst_verstuurd(sessie: Session, onderwerp_id: UUID, soort: str) -> tuple[str, datetime] | None:
    """To whom the last package of this kind about this went (the officer, else the vault), and when."""
    alle = pakketten(sessie, richting=Richting.UIT, soorten=(soort,), onderwerp_id=onderwerp_id)
    if not alle:
        return None
    verbinding = sessie.get_one(Verbinding, alle[-1].verbinding_id)
    gebruiker = None if verbinding.gebruiker_id is None else sessie.get(Gebruiker, verbinding.gebruiker_id)
    return (verbinding.naam if gebruiker is None else gebruiker.naam), alle[-1].op


def laatst_gehoord(sessie: Session, persoon_id: UUID) -> datetime | None:
    """When the latest package was *made* that came in over a connection that this person belongs or belonged to.

    An old package that is taken in today says nothing about what happened since it was made.
    """
    van = sa.select(VerbindingSleutel.verbinding_id).where(VerbindingSleutel.persoon_id == persoon_id)
    vraag = sa.select(Pakket.gemaakt_op).where(Pakket.richting == Richting.IN, Pakket.verbinding_id.in_(van))
    return sessie.scalar(vraag.order_by(Pakket.gemaakt_op.desc()).limit(1))
