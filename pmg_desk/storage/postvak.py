"""Queries over the inbox of privacy officers: who handles what, cover, interests, text blocks, what a recipient has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.rollen import Rol
from pmg_desk.storage.models import (
    Behandeling,
    Belang,
    Casus,
    Delingsverzoek,
    Gebruiker,
    Jongere,
    Oordeelvervanging,
    Organisatie,
    Overleg,
    Pakket,
    Relatie,
    Richting,
    Tekstblok,
    Verbinding,
    Verstrekking,
    VerstrekkingStatus,
    VerstrektStuk,
    Wijze,
)


def behandelingen(sessie: Session) -> dict[UUID, Behandeling]:
    """By request, of this vault or of another: the row that counts, which is the last one written."""
    rijen = sessie.scalars(sa.select(Behandeling).order_by(sa.literal_column("behandeling.rowid")))
    return {rij.verzoek_id or rij.ontvangen_id: rij for rij in rijen}  # type: ignore[misc] # one of both is there


def belangen_van(sessie: Session, gebruiker_id: UUID) -> list[Belang]:
    """What this officer declared an interest in."""
    return list(sessie.scalars(sa.select(Belang).where(Belang.door_id == gebruiker_id)))


def casussen_van(sessie: Session, verzoek_ids: Collection[UUID]) -> set[UUID]:
    """The casussen of the youths that these requests of this vault are about: also those nobody asked about."""
    jongeren = sa.select(Casus.jongere_id).join(Delingsverzoek, Delingsverzoek.casus_id == Casus.id)
    return set(
        sessie.scalars(
            sa.select(Casus.id).where(Casus.jongere_id.in_(jongeren.where(Delingsverzoek.id.in_(verzoek_ids))))
        )
    )


def officers(sessie: Session) -> list[Gebruiker]:
    """Privacy officers who work in this vault, by name."""
    vraag = sa.select(Gebruiker).where(
        Gebruiker.rol == Rol.PRIVACY_OFFICER, Gebruiker.gestopt_op.is_(None), Gebruiker.extern.is_(False)
    )
    return list(sessie.scalars(vraag.order_by(Gebruiker.naam, Gebruiker.id)))


def vervangingen(sessie: Session, vandaag: date) -> list[Oordeelvervanging]:
    """Cover that runs or is to come, the earliest first."""
    vraag = sa.select(Oordeelvervanging).where(
        Oordeelvervanging.tot >= vandaag, Oordeelvervanging.beeindigd_op.is_(None)
    )
    return list(sessie.scalars(vraag.order_by(Oordeelvervanging.van, Oordeelvervanging.op, Oordeelvervanging.id)))


def tekstblokken(sessie: Session) -> list[Tekstblok]:
    """Text blocks in use, by name."""
    vraag = sa.select(Tekstblok).where(Tekstblok.verwijderd_op.is_(None))
    return list(sessie.scalars(vraag.order_by(Tekstblok.naam, Tekstblok.id)))


def rondom(sessie: Session, verzoeken: Collection[Delingsverzoek]) -> list[object]:
    """What a list names of these requests, in a statement per table; hold on to it while the list is made."""
    vragen: tuple[sa.Select[Any], ...] = (
        sa.select(Casus).where(Casus.id.in_({rij.casus_id for rij in verzoeken})),
        sa.select(Gebruiker).where(Gebruiker.id.in_({rij.door_id for rij in verzoeken})),
        sa.select(Organisatie).where(Organisatie.id.in_({rij.organisatie_id for rij in verzoeken})),
        sa.select(Overleg).where(Overleg.id.in_({rij.overleg_id for rij in verzoeken})),
    )
    return [rij for vraag in vragen for rij in sessie.scalars(vraag)]


def verstuurd(sessie: Session, soort: str) -> dict[UUID, tuple[str, datetime]]:
    """By subject: to whom the last package of this kind went (the officer, else the vault), and when."""
    vraag = (
        sa.select(Pakket.onderwerp_id, sa.func.coalesce(Gebruiker.naam, Verbinding.naam), Pakket.op)
        .join(Verbinding, Verbinding.id == Pakket.verbinding_id)
        .outerjoin(Gebruiker, Gebruiker.id == Verbinding.gebruiker_id)
        .where(Pakket.richting == Richting.UIT, Pakket.soort == soort)
        .order_by(Pakket.op, Pakket.id)
    )
    return {onderwerp: (wie, op) for onderwerp, wie, op in sessie.execute(vraag) if onderwerp is not None}


def had_eerder(sessie: Session, casus_id: UUID, organisatie_id: UUID, functie: str) -> dict[str, datetime]:
    """By stuk: when this recipient last got it on paper or as a file; what was failed or taken back does not count."""
    vraag = (
        sa.select(VerstrektStuk.stuk, sa.func.max(Verstrekking.op))
        .join(Verstrekking, Verstrekking.id == VerstrektStuk.verstrekking_id)
        .where(
            Verstrekking.casus_id == casus_id,
            Verstrekking.organisatie_id == organisatie_id,
            Verstrekking.functie == functie,
            Verstrekking.status == VerstrekkingStatus.UITGEGEVEN,
        )
        .group_by(VerstrektStuk.stuk)
    )
    return {rij[0]: rij[1] for rij in sessie.execute(vraag)}


def verteld_eerder(sessie: Session, casus_id: UUID, organisatie_id: UUID, functie: str) -> dict[str, datetime]:
    """By kind of data: when this recipient was last told something of it."""
    vraag = (
        sa.select(Verstrekking.categorieen, Verstrekking.op)
        .where(
            Verstrekking.casus_id == casus_id,
            Verstrekking.organisatie_id == organisatie_id,
            Verstrekking.functie == functie,
            Verstrekking.status == VerstrekkingStatus.UITGEGEVEN,
            Verstrekking.wijze.in_((Wijze.MONDELING, Wijze.TELEFOON)),
        )
        .order_by(Verstrekking.op)
    )
    return {soort: op for soorten, op in sessie.execute(vraag) for soort in soorten.split(",") if soort}


def namen_rondom(sessie: Session, jongere_id: UUID) -> list[str]:
    """The surname of a jongere and the names of the people around them."""
    jongere = sessie.get(Jongere, jongere_id)
    namen = [] if jongere is None else [jongere.geslachtsnaam]
    return [*namen, *sessie.scalars(sa.select(Relatie.naam).where(Relatie.jongere_id == jongere_id))]
