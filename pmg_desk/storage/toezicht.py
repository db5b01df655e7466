"""Queries over the register of a privacy officer: requests that came in, decisions, log heads seen, and audits."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from pmg_desk.storage.models import (
    Auditdossier,
    GezienControlepunt,
    OntvangenVerzoek,
    Pakket,
    Toezichtbesluit,
    Toezichtintrekking,
    VernietigdVerzoek,
)


def verzoeken(sessie: Session) -> list[OntvangenVerzoek]:
    """Requests that were taken in, oldest first."""
    return list(sessie.scalars(sa.select(OntvangenVerzoek).order_by(OntvangenVerzoek.op, OntvangenVerzoek.id)))


def besluiten(sessie: Session, verzoek_id: UUID | None = None) -> list[tuple[Toezichtbesluit, OntvangenVerzoek]]:
    """Decisions and questions with their request, oldest first."""
    vraag = sa.select(Toezichtbesluit, OntvangenVerzoek).join(
        OntvangenVerzoek, OntvangenVerzoek.id == Toezichtbesluit.verzoek_id
    )
    if verzoek_id is not None:
        vraag = vraag.where(Toezichtbesluit.verzoek_id == verzoek_id)
    return [(b, v) for b, v in sessie.execute(vraag.order_by(Toezichtbesluit.op, Toezichtbesluit.nummer))]


def intrekkingen(sessie: Session) -> list[Toezichtintrekking]:
    """Withdrawals, oldest first."""
    return list(sessie.scalars(sa.select(Toezichtintrekking).order_by(Toezichtintrekking.op, Toezichtintrekking.id)))


def gezien(sessie: Session, verbinding_id: UUID) -> list[GezienControlepunt]:
    """Log heads of another vault that were accepted here, smallest first: never by the clock."""
    return list(
        sessie.scalars(
            sa.select(GezienControlepunt)
            .where(GezienControlepunt.verbinding_id == verbinding_id)
            .order_by(GezienControlepunt.reeks, GezienControlepunt.grootte, GezienControlepunt.op)
        )
    )


def dossiers(sessie: Session, verbinding_id: UUID | None = None, *, met_inhoud: bool = False) -> list[Auditdossier]:
    """Audits and findings, in the order in which they came in: that of the rows, never that of a clock."""
    vraag = sa.select(Auditdossier).order_by(sa.literal_column("auditdossier.rowid"))
    if verbinding_id is not None:
        vraag = vraag.where(Auditdossier.verbinding_id == verbinding_id)
    if met_inhoud:
        vraag = vraag.options(undefer(Auditdossier.inhoud))
    return list(sessie.scalars(vraag))


def pakketten(sessie: Session, onderwerp_id: UUID) -> list[Pakket]:
    """Packages about one thing, oldest first."""
    return list(
        sessie.scalars(sa.select(Pakket).where(Pakket.onderwerp_id == onderwerp_id).order_by(Pakket.op, Pakket.id))
    )


def verzoeken_over(sessie: Session, verbinding_id: UUID, casus_id: UUID) -> list[OntvangenVerzoek]:
    """Requests over one connection that are about one casus of the other vault."""
    return [rij for rij in verzoeken(sessie) if rij.verbinding_id == verbinding_id and str(casus_id) in rij.tekst]


def vernietigde_verzoeken(sessie: Session) -> list[VernietigdVerzoek]:
    """What is left of requests whose casus was destroyed, oldest first."""
    return list(sessie.scalars(sa.select(VernietigdVerzoek).order_by(VernietigdVerzoek.op, VernietigdVerzoek.id)))


def vervang_inhoud(sessie: Session, dossier_id: UUID, inhoud: str) -> None:
    """Put less in the place of what an audit brought. Its row is never updated: it goes, and comes back in its place.

    The place is the rowid, which is the order in which audits came in.
    """
    kolommen = [sa.column(kolom.name, kolom.type) for kolom in Auditdossier.__table__.columns]
    tabel = sa.table(Auditdossier.__tablename__, sa.column("rowid"), *kolommen)
    een = tabel.c.id == dossier_id
    verbinding = sessie.connection()
    rij = verbinding.execute(sa.select(tabel).where(een)).mappings().one()
    verbinding.execute(sa.delete(tabel).where(een))
    verbinding.execute(sa.insert(tabel).values({**rij, "inhoud": inhoud}))
    sessie.expire_all()
