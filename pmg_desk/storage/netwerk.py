"""Queries over the people around a jongere and over groups: who may see a group, and who is in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.rollen import Recht, Rol, mag
from pmg_desk.storage.models import (
    ActieStatus,
    Casus,
    CasusStatus,
    Gebruiker,
    GebruikerTafel,
    Groep,
    Groepsactie,
    Groepslid,
    Groepsstap,
    Groepsversie,
    Jongere,
    LogregelRij,
    Organisatie,
    Professional,
    Relatie,
    Relatieduiding,
    Relatieplek,
    Uitspraak,
)
from pmg_desk.storage.zichtbaar import afwezigen_van

Zichtbaar = sa.Select[Any]
"""The ids of the casussen that a user may see (``Transactie.zichtbaar``)."""
Voorwaarde = sa.ColumnElement[bool]


# the people around a jongere


def van_casus(casus_id: UUID, jongere_id: UUID) -> Voorwaarde:
    """A condition on a row of Relatie: recorded in this casus, or before it was kept which casus recorded it."""
    plekken = sa.select(Relatieplek.relatie_id)
    return sa.and_(
        Relatie.jongere_id == jongere_id,
        sa.or_(Relatie.id.in_(plekken.where(Relatieplek.casus_id == casus_id)), Relatie.id.not_in(plekken)),
    )


def relaties(sessie: Session, casus: Casus) -> list[Relatie]:
    """The people around the jongere that belong to this casus, as entered."""
    vraag = sa.select(Relatie).where(van_casus(casus.id, casus.jongere_id)).order_by(Relatie.op, Relatie.id)
    return list(sessie.scalars(vraag))


def is_relatie_van(sessie: Session, relatie_id: UUID, casus: Casus) -> bool:
    """Whether this relation belongs to this casus."""
    vraag = sa.select(Relatie.id).where(Relatie.id == relatie_id, van_casus(casus.id, casus.jongere_id))
    return sessie.scalar(vraag) is not None


def plekken(sessie: Session, relatie_id: UUID) -> list[Relatieplek]:
    """In which casus a relation was recorded."""
    return list(sessie.scalars(sa.select(Relatieplek).where(Relatieplek.relatie_id == relatie_id)))


def duidingen(sessie: Session, relatie_ids: Collection[UUID], casus_id: UUID) -> dict[UUID, Relatieduiding]:
    """What this casus says about each of these people: the latest, and nothing that another casus says."""
    rijen = sessie.scalars(
        sa.select(Relatieduiding)
        .join(Uitspraak, Uitspraak.id == Relatieduiding.uitspraak_id)
        .where(Relatieduiding.relatie_id.in_(relatie_ids), Uitspraak.casus_id == casus_id)
        .order_by(Relatieduiding.op, Relatieduiding.id)
    )
    return {rij.relatie_id: rij for rij in rijen}


def alle_duidingen(sessie: Session, relatie_id: UUID) -> list[Relatieduiding]:
    """Everything that was ever said about somebody, whichever casus says it."""
    return list(sessie.scalars(sa.select(Relatieduiding).where(Relatieduiding.relatie_id == relatie_id)))


def op_zelfde_adres(
    sessie: Session, mijn: Casus, jongere: Jongere, zichtbaar: Zichtbaar
) -> list[tuple[Casus, Jongere]]:
    """Visible open casussen of others at the address of this jongere; a secret address is never compared."""
    if jongere.adres_geheim or not jongere.postcode or not jongere.huisnummer:
        return []
    gekoppeld = sa.select(Relatie.andere_jongere_id).where(
        van_casus(mijn.id, jongere.id), Relatie.andere_jongere_id.is_not(None)
    )
    rijen = sessie.execute(
        sa.select(Casus, Jongere)
        .join(Jongere, Jongere.id == Casus.jongere_id)
        .where(
            Jongere.id != jongere.id,
            Jongere.adres_geheim.is_(False),
            Jongere.postcode == jongere.postcode,
            Jongere.huisnummer == jongere.huisnummer,
            Jongere.id.not_in(gekoppeld),
            Casus.status == CasusStatus.OPEN,
            Casus.id.in_(zichtbaar),
        )
        .order_by(Jongere.sorteersleutel, Casus.nummer)
    )
    return [(casus, ander) for casus, ander in rijen]


# groups


def _nu_lid(vandaag: date) -> sa.ColumnElement[bool]:
    return sa.or_(Groepslid.tot.is_(None), Groepslid.tot >= vandaag)


def mag_groep_zien(gebruiker_id: UUID, rol: Rol, zichtbaar: Zichtbaar, vandaag: date) -> sa.ColumnElement[bool]:
    """A condition on a row of Groep: who may see a casus that is in it now, its regisseur, and those at its table."""
    if not mag(rol, Recht.CASUS_LEZEN):
        return sa.false()
    wegen: list[sa.ColumnElement[bool]] = [
        Groep.id.in_(sa.select(Groepslid.groep_id).where(Groepslid.casus_id.in_(zichtbaar), _nu_lid(vandaag)))
    ]
    return sa.or_(*wegen, *_eigen(gebruiker_id, rol, vandaag))


def mag_groep_wijzigen(
    gebruiker_id: UUID, rol: Rol, wijzigbaar: sa.ColumnElement[bool], vandaag: date
) -> sa.ColumnElement[bool]:
    """A condition on a row of Groep: as seeing it, and only through casussen that one may also change."""
    if not mag(rol, Recht.CASUS_SCHRIJVEN):
        return sa.false()
    casussen = sa.select(Casus.id).where(wijzigbaar)
    leden = sa.select(Groepslid.groep_id).where(Groepslid.casus_id.in_(casussen), _nu_lid(vandaag))
    return sa.or_(Groep.id.in_(leden), *_eigen(gebruiker_id, rol, vandaag))


def _eigen(gebruiker_id: UUID, rol: Rol, vandaag: date) -> list[sa.ColumnElement[bool]]:
    if rol is not Rol.CASUSREGISSEUR:
        return []
    tafels = sa.select(GebruikerTafel.tafel).where(
        GebruikerTafel.gebruiker_id == gebruiker_id,
        GebruikerTafel.van <= vandaag,
        sa.or_(GebruikerTafel.tot.is_(None), GebruikerTafel.tot >= vandaag),
    )
    return [leidt_groep(gebruiker_id, rol, vandaag), Groep.tafel.in_(tafels)]


def leidt_groep(gebruiker_id: UUID, rol: Rol, vandaag: date) -> sa.ColumnElement[bool]:
    """A condition on a row of Groep: one is its regisseur, or covers today for who is; as with casussen."""
    if rol is not Rol.CASUSREGISSEUR:
        return sa.false()
    return sa.or_(Groep.regisseur_id == gebruiker_id, Groep.regisseur_id.in_(afwezigen_van(gebruiker_id, vandaag)))


def groepen(sessie: Session, voorwaarde: sa.ColumnElement[bool]) -> list[tuple[Groep, str]]:
    """Groups with the name of their regisseur: open ones first, then by name."""
    rijen = sessie.execute(
        sa.select(Groep, Gebruiker.naam)
        .join(Gebruiker, Gebruiker.id == Groep.regisseur_id)
        .where(voorwaarde)
        .order_by(Groep.gesloten_op.is_not(None), sa.func.lower(Groep.naam), Groep.id)
    )
    return [(groep, naam) for groep, naam in rijen]


def groepen_van(sessie: Session, casus_id: UUID) -> list[tuple[Groep, Groepslid]]:
    """The groups a casus is or was in, with the membership."""
    rijen = sessie.execute(
        sa.select(Groep, Groepslid)
        .join(Groepslid, Groepslid.groep_id == Groep.id)
        .where(Groepslid.casus_id == casus_id)
        .order_by(Groepslid.van, sa.func.lower(Groep.naam), Groep.id)
    )
    return [(groep, lid) for groep, lid in rijen]


def groepswijzigingen(sessie: Session, groep_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these groups itself was last changed, according to the log."""
    vraag = (
        sa.select(LogregelRij.object_id, sa.func.max(LogregelRij.tijd))
        .where(LogregelRij.actie == "groep.wijzigen", LogregelRij.object_id.in_(groep_ids))
        .group_by(LogregelRij.object_id)
    )
    return {object_id: tijd for object_id, tijd in sessie.execute(vraag) if object_id is not None}


def achterblijvend(sessie: Session, regisseur_id: UUID, casus_ids: Collection[UUID] | None) -> list[Groep]:
    """Groups that somebody leads without leading a casus in them any more; with ``casus_ids`` only those of these."""
    geleid = sa.select(Groepslid.groep_id).join(Casus).where(Casus.regisseur_id == regisseur_id)
    waar = [Groep.regisseur_id == regisseur_id, Groep.id.not_in(geleid)]
    if casus_ids is not None:
        waar.append(Groep.id.in_(sa.select(Groepslid.groep_id).where(Groepslid.casus_id.in_(casus_ids))))
    return list(sessie.scalars(sa.select(Groep).where(*waar).order_by(Groep.id)))


def geldt_voor(sessie: Session, groep_id: UUID, voorwaarde: sa.ColumnElement[bool]) -> bool:
    """Whether the condition holds for one group."""
    return sessie.scalar(sa.select(Groep.id).where(Groep.id == groep_id, voorwaarde)) is not None


def leden_met_casus(sessie: Session, groep_id: UUID, zichtbaar: Zichtbaar) -> list[tuple[Groepslid, Casus, Jongere]]:
    """Members with a casus that this user may see, also those who left."""
    rijen = sessie.execute(
        sa.select(Groepslid, Casus, Jongere)
        .join(Casus, Casus.id == Groepslid.casus_id)
        .join(Jongere, Jongere.id == Casus.jongere_id)
        .where(Groepslid.groep_id == groep_id, Casus.id.in_(zichtbaar))
        .order_by(Jongere.sorteersleutel, Casus.nummer, Groepslid.van)
    )
    return [(lid, casus, jongere) for lid, casus, jongere in rijen]


def leden_zonder_casus(sessie: Session, groep_id: UUID) -> list[Groepslid]:
    """Members without a casus of their own, by name."""
    return list(
        sessie.scalars(
            sa.select(Groepslid)
            .where(Groepslid.groep_id == groep_id, Groepslid.casus_id.is_(None))
            .order_by(sa.func.lower(Groepslid.naam), Groepslid.id)
        )
    )


def aantal_leden(sessie: Session, groep_ids: Collection[UUID], vandaag: date) -> dict[UUID, int]:
    """How many members each group has now, whoever may see them."""
    rijen = sessie.execute(
        sa.select(Groepslid.groep_id, sa.func.count(sa.distinct(sa.func.coalesce(Groepslid.casus_id, Groepslid.id))))
        .where(Groepslid.groep_id.in_(groep_ids), _nu_lid(vandaag))
        .group_by(Groepslid.groep_id)
    )
    return {rij[0]: rij[1] for rij in rijen}


def aantal_verborgen(sessie: Session, groep_id: UUID, zichtbaar: Zichtbaar, vandaag: date) -> int:
    """How many casussen are in the group now that this user may not see."""
    return (
        sessie.scalar(
            sa.select(sa.func.count(sa.distinct(Groepslid.casus_id))).where(
                Groepslid.groep_id == groep_id,
                Groepslid.casus_id.is_not(None),
                Groepslid.casus_id.not_in(zichtbaar),
                _nu_lid(vandaag),
            )
        )
        or 0
    )


def ziet_iedereen(sessie: Session, groep_id: UUID, zichtbaar: Zichtbaar) -> bool:
    """Whether this user may see the casus of everybody who is or was in the group."""
    onbekend = sa.select(Groepslid.id).where(
        Groepslid.groep_id == groep_id, Groepslid.casus_id.is_not(None), Groepslid.casus_id.not_in(zichtbaar)
    )
    return sessie.scalar(onbekend.limit(1)) is None


def aantal_casussen(sessie: Session, groep_id: UUID) -> int:
    """Of how many casussen there is a membership, past ones too: the last of them cannot be taken out."""
    return (
        sessie.scalar(
            sa.select(sa.func.count())
            .select_from(Groepslid)
            .where(Groepslid.groep_id == groep_id, Groepslid.casus_id.is_not(None))
        )
        or 0
    )


def is_lid(sessie: Session, groep_id: UUID, casus_id: UUID, vandaag: date) -> bool:
    """Whether a casus is in the group now."""
    return (
        sessie.scalar(
            sa.select(Groepslid.id)
            .where(Groepslid.groep_id == groep_id, Groepslid.casus_id == casus_id, _nu_lid(vandaag))
            .limit(1)
        )
        is not None
    )


def lopende_acties(
    sessie: Session, voorwaarde: Voorwaarde, tot: date, hoeveel: int
) -> list[tuple[Groepsactie, Groep, Professional]]:
    """Unfinished actions of open groups with a deadline up to a day, the first one first."""
    rijen = sessie.execute(
        sa.select(Groepsactie, Groep, Professional)
        .join(Groep, Groep.id == Groepsactie.groep_id)
        .join(Professional, Professional.id == Groepsactie.eigenaar_id)
        .where(
            voorwaarde,
            Groep.gesloten_op.is_(None),
            Groepsactie.status.in_((ActieStatus.OPEN, ActieStatus.BEZIG)),
            Groepsactie.deadline <= tot,
        )
        .order_by(Groepsactie.deadline, Groepsactie.id)
        .limit(hoeveel)
    )
    return [(actie, groep, wie) for actie, groep, wie in rijen]


def te_evalueren(sessie: Session, voorwaarde: Voorwaarde, tot: date, hoeveel: int) -> list[tuple[Groep, date]]:
    """Open groups with a day of evaluation up to a day, the first one first."""
    vraag = (
        sa.select(Groep, Groep.evaluatie_op)
        .where(voorwaarde, Groep.gesloten_op.is_(None), Groep.evaluatie_op <= tot)
        .order_by(Groep.evaluatie_op, Groep.id)
        .limit(hoeveel)
    )
    return [(groep, dag) for groep, dag in sessie.execute(vraag) if dag is not None]


def versies(sessie: Session, groep_id: UUID) -> list[Groepsversie]:
    """What the goal, actions and members of a group said before, the latest change first."""
    vraag = sa.select(Groepsversie).where(Groepsversie.groep_id == groep_id)
    return list(sessie.scalars(vraag.order_by(Groepsversie.op.desc(), Groepsversie.id)))


def verwijder_versies(sessie: Session, groepslid_id: UUID) -> None:
    """Remove what a member said before."""
    sessie.execute(sa.delete(Groepsversie).where(Groepsversie.groepslid_id == groepslid_id))


def stappen(sessie: Session, groep_id: UUID) -> list[Groepsstap]:
    """What was found per step, oldest first."""
    return list(
        sessie.scalars(
            sa.select(Groepsstap).where(Groepsstap.groep_id == groep_id).order_by(Groepsstap.op, Groepsstap.id)
        )
    )


def acties(sessie: Session, groep_id: UUID) -> list[tuple[Groepsactie, Professional, Organisatie]]:
    """Actions of the group by deadline, with who does them."""
    rijen = sessie.execute(
        sa.select(Groepsactie, Professional, Organisatie)
        .join(Professional, Professional.id == Groepsactie.eigenaar_id)
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .where(Groepsactie.groep_id == groep_id)
        .order_by(Groepsactie.deadline, Groepsactie.id)
    )
    return [(actie, wie, organisatie) for actie, wie, organisatie in rijen]
