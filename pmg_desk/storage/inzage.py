"""What is held about the youth of a casus (AVG 15), read from the metadata of the columns and not from a list by hand.

The rows are those that would go if the casus were destroyed (``storage.wissen``) and those of the youth; of each row
the columns whose ``Inzage`` is not NEE.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.storage.gegevens import Inzage
from pmg_desk.storage.models import (
    Afscherming,
    Basis,
    Brief,
    BriefSoort,
    Casus,
    EerdereMening,
    Inzageantwoord,
    Inzagekeuze,
    LogregelRij,
    Organisatie,
    Professional,
    Rechtenverzoek,
    RechtOordeel,
    Rechtsoort,
    RechtStatus,
)
from pmg_desk.storage.verwijzingen import sleutel_van, tabel_van
from pmg_desk.storage.wissen import bereikbaar, maak_plan

NAAMGEVERS = frozenset({"organisatie", "professional"})
"""Tables of which a key is shown as words: which organisation, or the function of a professional there."""

GEEN_INHOUD = frozenset({("logdetail", "zout")})
"""Columns that are marked with their table and hold nothing about anybody: the random salt of a commitment."""

_DEEL = 500


class Vorm(Enum):
    """How a column is shown."""

    TEKST = "tekst"  # words that somebody typed
    WAARDE = "waarde"  # a date, a number, a choice: says nothing of others by itself
    WIE = "wie"  # a key to an organisation or a professional
    BESTAND = "bestand"  # bytes: given as a file


@dataclass(frozen=True, slots=True)
class Inzagekolom:
    """A column of which the youth gets the content, at once or after review."""

    tabel: str
    naam: str
    vorm: Vorm
    eerst_bekijken: bool  # Inzage.AFSCHERMEN


@dataclass(frozen=True, slots=True)
class Inzagerij:
    """A row: its values by column (files as their size in bytes), and the keys it holds."""

    tabel: str
    sleutel: Any
    waarden: Mapping[str, Any]
    wijst_naar: frozenset[UUID]


@cache
def inzagekolommen() -> dict[str, tuple[Inzagekolom, ...]]:
    """By table that can hold something of a casus: the columns to give."""
    gevonden: dict[str, tuple[Inzagekolom, ...]] = {}
    for mapper in Basis.registry.mappers:
        klasse = mapper.class_
        tabel = tabel_van(klasse)
        kolommen = tuple(
            Inzagekolom(tabel.name, kolom.name, vorm, regel is Inzage.AFSCHERMEN)
            for kolom in tabel.columns
            if (regel := klasse.gegevens_van(kolom.name).inzage) is not Inzage.NEE
            and (tabel.name, kolom.name) not in GEEN_INHOUD
            and (vorm := _vorm(kolom, mapper.attrs[kolom.name].deferred)) is not None
        )
        if kolommen and tabel.name in bereikbaar():
            gevonden[tabel.name] = kolommen
    return gevonden


def _vorm(kolom: sa.Column[Any], uitgesteld: bool) -> Vorm | None:
    if kolom.foreign_keys:
        doel = next(iter(kolom.foreign_keys)).column.table.name
        return Vorm.WIE if doel in NAAMGEVERS else None
    if isinstance(kolom.type, sa.Uuid):
        return None
    if uitgesteld or isinstance(kolom.type, sa.LargeBinary):
        return Vorm.BESTAND
    if isinstance(kolom.type, sa.String):
        return Vorm.TEKST
    return Vorm.WAARDE


def rijen_van(sessie: Session, casus_id: UUID) -> dict[str, list[Any]]:
    """Keys of the rows that belong to the casus or its youth, by table, in a fixed order."""
    plan = maak_plan(sessie, casus_id)
    casus = sessie.get(Casus, casus_id)
    assert casus is not None
    # The youth stays when another casus is about them, so is not always in the plan; it is always in the answer.
    rijen = {**plan.rijen, "jongere": {casus.jongere_id}, "logdetail": plan.details}
    return {tabel: sorted(ids) for tabel, ids in sorted(rijen.items()) if ids}


def lees_rijen(sessie: Session, rijen: Mapping[str, Collection[Any]]) -> Iterator[Inzagerij]:
    """Those rows with what may be given of them; files only as their size."""
    for tabelnaam, kolommen in inzagekolommen().items():
        tabel = Basis.metadata.tables[tabelnaam]
        sleutel = sleutel_van(tabel)
        wijzers = [k for k in tabel.columns if k.foreign_keys and isinstance(k.type, sa.Uuid)]
        uit = [
            (sa.func.length(tabel.c[k.naam]) if k.vorm is Vorm.BESTAND else tabel.c[k.naam]).label(f"w{nr}")
            for nr, k in enumerate(kolommen)
        ]
        for deel in _delen(list(rijen.get(tabelnaam, ()))):
            vraag = sa.select(sleutel.label("s"), *uit, *(k.label(f"fk{nr}") for nr, k in enumerate(wijzers)))
            for rij in sessie.execute(vraag.where(sleutel.in_(deel)).order_by(sleutel)):
                waarden = rij[1 : len(uit) + 1]
                yield Inzagerij(
                    tabelnaam,
                    rij[0],
                    {k.naam: w for k, w in zip(kolommen, waarden, strict=True) if not _leeg(w)},
                    frozenset(w for w in rij[len(uit) + 1 :] if w is not None),
                )


def _leeg(waarde: Any) -> bool:
    return waarde is None or waarde == "" or (isinstance(waarde, OnvolledigeDatum) and waarde.jaar is None)


def lees_bestand(sessie: Session, tabelnaam: str, sleutel: Any, kolom: str) -> bytes:
    """The bytes of one file; a text that is kept as a whole as UTF-8."""
    tabel = Basis.metadata.tables[tabelnaam]
    inhoud = sessie.scalar(sa.select(tabel.c[kolom]).where(sleutel_van(tabel) == sleutel))
    return inhoud.encode() if isinstance(inhoud, str) else bytes(inhoud or b"")


def namen(sessie: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """In words who these keys are: an organisation, or a function there. Never the name of an employee."""
    gevonden: dict[UUID, str] = {}
    for deel in _delen(list(ids)):
        for rij in sessie.scalars(sa.select(Organisatie).where(Organisatie.id.in_(deel))):
            gevonden[rij.id] = rij.naam
        vraag = sa.select(Professional.id, Professional.functie, Organisatie.naam).join(
            Organisatie, Organisatie.id == Professional.organisatie_id
        )
        for id_, functie, organisatie in sessie.execute(vraag.where(Professional.id.in_(deel))):
            gevonden[id_] = f"{functie}, {organisatie}" if functie else organisatie
    return gevonden


@dataclass(frozen=True, slots=True)
class Blad:
    """A log line about a casus; ``blad`` is the leaf as it was hashed."""

    nr: int
    tijd: datetime
    object_id: UUID | None
    ontvanger: str
    blad: str


def bladen_over(sessie: Session, casus_id: UUID, rijen: Mapping[str, Collection[Any]]) -> list[Blad]:
    """Every log line about the casus, or about a row of it where the line names no casus; oldest first."""
    vraag = sa.select(LogregelRij.nr, LogregelRij.tijd, LogregelRij.object_id, LogregelRij.ontvanger, LogregelRij.blad)
    gevonden = [Blad(*rij) for rij in sessie.execute(vraag.where(LogregelRij.casus_id == casus_id))]
    ids = [sleutel for sleutels in rijen.values() for sleutel in sleutels if isinstance(sleutel, UUID)]
    for deel in _delen(ids):
        los = vraag.where(LogregelRij.casus_id.is_(None), LogregelRij.object_id.in_(deel))
        gevonden += [Blad(*rij) for rij in sessie.execute(los)]
    return sorted(gevonden, key=lambda blad: blad.nr)


def keuzes(sessie: Session, verzoek_id: UUID) -> dict[str, Inzagekeuze]:
    """Of each piece the latest choice. By the order in which they were written: two may have the same moment."""
    volgorde: sa.ColumnElement[int] = sa.literal_column(f"{Inzagekeuze.__tablename__}.rowid")
    vraag = sa.select(Inzagekeuze).where(Inzagekeuze.verzoek_id == verzoek_id).order_by(volgorde)
    return {rij.stuk: rij for rij in sessie.scalars(vraag)}


def eerdere_meningen(sessie: Session, verzoek_id: UUID) -> list[EerdereMening]:
    """What was recorded before of what the youth thinks, the latest first."""
    volgorde: sa.ColumnElement[int] = sa.literal_column(f"{EerdereMening.__tablename__}.rowid")
    return list(
        sessie.scalars(sa.select(EerdereMening).where(EerdereMening.verzoek_id == verzoek_id).order_by(volgorde.desc()))
    )


def antwoorden(sessie: Session, verzoek_id: UUID) -> list[Inzageantwoord]:
    """What was given on a request, oldest first; without the documents themselves."""
    vraag = sa.select(Inzageantwoord).where(Inzageantwoord.verzoek_id == verzoek_id)
    return list(sessie.scalars(vraag.order_by(Inzageantwoord.op, Inzageantwoord.id)))


def brief_bij(sessie: Session, antwoord: Inzageantwoord) -> Brief | None:
    """The letter that went with an answer: made in the same transaction, so at the same moment by the same hand."""
    vraag = sa.select(Brief).join(Rechtenverzoek, Rechtenverzoek.casus_id == Brief.casus_id)
    return sessie.scalar(
        vraag.where(
            Rechtenverzoek.id == antwoord.verzoek_id,
            Brief.soort == BriefSoort.ANTWOORD,
            Brief.op == antwoord.op,
            Brief.door_id == antwoord.door_id,
        )
    )


def eerste_regel_over(sessie: Session, object_id: UUID) -> int:
    """Number of the first log line about a row."""
    nr = sessie.scalar(sa.select(sa.func.min(LogregelRij.nr)).where(LogregelRij.object_id == object_id))
    assert nr is not None
    return nr


def afschermingen(sessie: Session, casus_id: UUID) -> list[Afscherming]:
    """Every shielding of a casus, newest first; those that run have no ``opgeheven_op``."""
    vraag = sa.select(Afscherming).where(Afscherming.casus_id == casus_id)
    return list(sessie.scalars(vraag.order_by(Afscherming.op.desc(), Afscherming.id)))


_OPEN = (RechtStatus.ONTVANGEN, RechtStatus.IN_BEHANDELING)
# A request to erase goes with the casus, so one that is still here was not carried out.
_UIT_TE_VOEREN = sa.and_(
    Rechtenverzoek.status == RechtStatus.BESLOTEN,
    Rechtenverzoek.oordeel.in_([RechtOordeel.TOEGEWEZEN, RechtOordeel.DEELS]),
    Rechtenverzoek.beeindigd_op.is_(None),
    sa.or_(
        sa.and_(
            Rechtenverzoek.soort == Rechtsoort.INZAGE,
            ~sa.exists().where(Inzageantwoord.verzoek_id == Rechtenverzoek.id),
        ),
        sa.and_(Rechtenverzoek.soort == Rechtsoort.CORRECTIE, Rechtenverzoek.gevolg_id.is_(None)),
        Rechtenverzoek.soort == Rechtsoort.WISSEN,
    ),
)


def is_uit_te_voeren(sessie: Session, verzoek_id: UUID) -> bool:
    """Whether a request was granted while what has to follow was not done: giving, amending, erasing."""
    return bool(sessie.scalar(sa.select(sa.exists().where(Rechtenverzoek.id == verzoek_id, _UIT_TE_VOEREN))))


def open_verzoeken(sessie: Session, casussen: sa.Select[UUID] | None = None) -> list[Rechtenverzoek]:
    """Requests that are not answered or not carried out yet, the first on top; of these casussen when given."""
    vraag = sa.select(Rechtenverzoek).where(sa.or_(Rechtenverzoek.status.in_(_OPEN), _UIT_TE_VOEREN))
    if casussen is not None:
        vraag = vraag.where(Rechtenverzoek.casus_id.in_(casussen))
    return list(sessie.scalars(vraag.order_by(Rechtenverzoek.antwoord_voor, Rechtenverzoek.nummer)))


def afgehandelde_verzoeken(sessie: Session, hoeveel: int = 200) -> list[Rechtenverzoek]:
    """Requests of which nothing is left to do, latest first: refused, withdrawn, or granted and carried out."""
    vraag = sa.select(Rechtenverzoek).where(Rechtenverzoek.status.not_in(_OPEN), ~_UIT_TE_VOEREN)
    return list(sessie.scalars(vraag.order_by(Rechtenverzoek.op.desc(), Rechtenverzoek.nummer.desc()).limit(hoeveel)))


def verzoeken_van(sessie: Session, casus_id: UUID) -> list[Rechtenverzoek]:
    """The requests about a casus, newest first."""
    vraag = sa.select(Rechtenverzoek).where(Rechtenverzoek.casus_id == casus_id)
    return list(sessie.scalars(vraag.order_by(Rechtenverzoek.ontvangen_op.desc(), Rechtenverzoek.nummer.desc())))


def te_herzien(sessie: Session, tot: date) -> list[Afscherming]:
    """Shields that are to be looked at on or before this day, the first on top."""
    vraag = sa.select(Afscherming).where(Afscherming.opgeheven_op.is_(None), Afscherming.tot <= tot)
    return list(sessie.scalars(vraag.order_by(Afscherming.tot, Afscherming.id)))


def _delen(ids: list[Any]) -> Iterator[list[Any]]:
    return (ids[begin : begin + _DEEL] for begin in range(0, len(ids), _DEEL))
