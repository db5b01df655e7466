"""Counts over a year for the yearly figures and the DPIA annex: numbers only, never a row of somebody."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Casus,
    CasusStatus,
    Delingsverzoek,
    Gebruiker,
    Intrekking,
    Noodtoegang,
    OntvangenVerzoek,
    Privacybesluit,
    Rechtenverzoek,
    Spoedbevinding,
    Spoedverstrekking,
    Steekproefregel,
    Toezichtbesluit,
    Toezichtintrekking,
    Uitspraak,
    Verstrekking,
    VerstrekkingStatus,
)

Periode = tuple[datetime, datetime]
"""From this moment up to, not including, that one."""


def _in(kolom: Any, periode: Periode) -> sa.ColumnElement[bool]:
    return sa.and_(kolom >= periode[0], kolom < periode[1])


def _tel(sessie: Session, model: Any, *waar: sa.ColumnElement[bool]) -> int:
    return sessie.scalar(sa.select(sa.func.count()).select_from(model).where(*waar)) or 0


def gevraagd(sessie: Session, periode: Periode) -> int:
    """Requests to share that were made."""
    return _tel(sessie, Delingsverzoek, _in(Delingsverzoek.op, periode))


def ontvangen(sessie: Session, periode: Periode) -> int:
    """Requests that other vaults sent to this installation of a privacy officer."""
    return _tel(sessie, OntvangenVerzoek, _in(OntvangenVerzoek.op, periode))


def toezichtbesluiten(sessie: Session, periode: Periode) -> list[tuple[str, datetime, datetime]]:
    """As :func:`besluiten`, for requests of other vaults: asked is when it came in here."""
    vraag = (
        sa.select(Toezichtbesluit.tekst, Toezichtbesluit.op, OntvangenVerzoek.op)
        .join(OntvangenVerzoek, OntvangenVerzoek.id == Toezichtbesluit.verzoek_id)
        .where(_in(Toezichtbesluit.op, periode))
    )
    return [(tekst, besloten, gevraagd_op) for tekst, besloten, gevraagd_op in sessie.execute(vraag)]


def toezichtintrekkingen(sessie: Session, periode: Periode) -> int:
    """Approvals for other vaults that were withdrawn here."""
    return _tel(sessie, Toezichtintrekking, _in(Toezichtintrekking.op, periode))


def besluiten(sessie: Session, periode: Periode) -> list[tuple[str, datetime, datetime]]:
    """Of decisions in this time: their signed text, when it was decided, and when it was asked."""
    vraag = (
        sa.select(Privacybesluit.tekst, Privacybesluit.op, Delingsverzoek.op)
        .join(Delingsverzoek, Delingsverzoek.id == Privacybesluit.verzoek_id)
        .where(_in(Privacybesluit.op, periode))
    )
    return [(tekst, besloten, gevraagd_op) for tekst, besloten, gevraagd_op in sessie.execute(vraag)]


def intrekkingen(sessie: Session, periode: Periode) -> int:
    """Approvals that were withdrawn."""
    return _tel(sessie, Intrekking, _in(Intrekking.op, periode))


def verstrekkingen(sessie: Session, periode: Periode | None = None) -> Counter[tuple[str, str]]:
    """How often something went to an organisation, and how; what failed does not count, nor internal prints."""
    vraag = (
        sa.select(Verstrekking.organisatie, Verstrekking.wijze, sa.func.count())
        .where(
            sa.true() if periode is None else _in(Verstrekking.op, periode),
            Verstrekking.intern.is_(False),
            Verstrekking.status != VerstrekkingStatus.MISLUKT,
        )
        .group_by(Verstrekking.organisatie, Verstrekking.wijze)
    )
    return Counter({(organisatie, wijze.value): aantal for organisatie, wijze, aantal in sessie.execute(vraag)})


def spoed(sessie: Session, periode: Periode) -> tuple[int, int]:
    """Emergency sharings and times of emergency access."""
    return (
        _tel(sessie, Spoedverstrekking, _in(Spoedverstrekking.op, periode)),
        _tel(sessie, Noodtoegang, _in(Noodtoegang.op, periode)),
    )


def onrechtmatig(sessie: Session, periode: Periode) -> int:
    """Findings that an emergency was not lawful."""
    return _tel(sessie, Spoedbevinding, _in(Spoedbevinding.op, periode), Spoedbevinding.rechtmatig.is_(False))


def rechten(sessie: Session, periode: Periode) -> list[Rechtenverzoek]:
    """Requests of youth and parents that came in, by day of arrival."""
    van, tot = (moment.date() for moment in periode)
    return list(
        sessie.scalars(
            sa.select(Rechtenverzoek).where(Rechtenverzoek.ontvangen_op >= van, Rechtenverzoek.ontvangen_op < tot)
        )
    )


def steekproefregels(sessie: Session, periode: Periode) -> tuple[int, int]:
    """Drawn log lines that were looked at, and how many of those were not in order."""
    bekeken = _in(Steekproefregel.bekeken_op, periode)
    return (
        _tel(sessie, Steekproefregel, bekeken),
        _tel(sessie, Steekproefregel, bekeken, Steekproefregel.in_orde.is_(False)),
    )


def gebruikers(sessie: Session) -> Counter[str]:
    """Users who can log in, by role."""
    vraag = (
        sa.select(Gebruiker.rol, sa.func.count())
        .where(Gebruiker.gestopt_op.is_(None), Gebruiker.extern.is_(False))
        .group_by(Gebruiker.rol)
    )
    return Counter({rol.value: aantal for rol, aantal in sessie.execute(vraag)})


def casussen(sessie: Session) -> tuple[int, int]:
    """Casussen that are open, and all of them."""
    return _tel(sessie, Casus, Casus.status == CasusStatus.OPEN), _tel(sessie, Casus)


def casussen_per_categorie(sessie: Session) -> Counter[str]:
    """In how many casussen there are texts of each kind of data."""
    vraag = sa.select(Uitspraak.categorie, sa.func.count(Uitspraak.casus_id.distinct())).group_by(Uitspraak.categorie)
    return Counter({rij.categorie: rij[1] for rij in sessie.execute(vraag)})
