"""The rights of youth and parents: informed or why not yet, requests with their clock, letters, shielded lines."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.rechten import Mening, RechtOordeel, Rechtsoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.storage.gegevens import CASUS_SLEUTEL, DELING, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze

_GEMAAKT: dict[str, Gegevens] = {"door_id": MEDEWERKER, "op": TECHNISCH}


class Informering(MetId, MetMaker, Basis):
    """Who was informed (AVG 14), when and how; or why not yet, until when. Of each ``wie`` the latest row counts."""

    __tablename__ = "informering"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "casus_id": CASUS_SLEUTEL}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    wie: Mapped[Geinformeerde] = mapped_column(Keuze(Geinformeerde))
    geinformeerd_op: Mapped[date | None]
    wijze: Mapped[str] = mapped_column(sa.String(160), default="")
    uitstel_reden: Mapped[str] = mapped_column(sa.Text, default="")
    uitstel_tot: Mapped[date | None]


class BriefSoort(StrEnum):
    """What a letter is for."""

    INFORMEREN = "informeren"  # to youth or parents: that and why something is shared
    INTREKKING = "intrekking"  # to a recipient: an approval under which they received something ended
    ANTWOORD = "antwoord"  # to who made a request under the AVG


class Brief(MetId, MetMaker, Basis):
    """A letter as it went out; kept with the casus so that it can be shown exactly as it was."""

    __tablename__ = "brief"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "casus_id": CASUS_SLEUTEL, "besluit_id": CASUS_SLEUTEL}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    soort: Mapped[BriefSoort] = mapped_column(Keuze(BriefSoort), index=True)
    aan: Mapped[str] = mapped_column(sa.String(200))
    besluit_id: Mapped[UUID | None] = sleutel_naar("privacybesluit.id")
    document: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    document_hash: Mapped[str] = mapped_column(sa.String(64))


class RechtStatus(StrEnum):
    """How far a request is."""

    ONTVANGEN = "ontvangen"
    IN_BEHANDELING = "in_behandeling"
    BESLOTEN = "besloten"
    INGETROKKEN = "ingetrokken"


class Rechtenverzoek(MetId, MetVersie, MetMaker, Basis):
    """A request of the youth or who speaks for them. Days run from ``ontvangen_op`` (AVG 12, lid 3)."""

    __tablename__ = "rechtenverzoek"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        **_GEMAAKT,
        "casus_id": CASUS_SLEUTEL,
        "status": CASUS_SLEUTEL,
        "over_id": CASUS_SLEUTEL,
        "gevolg_id": CASUS_SLEUTEL,
    }

    nummer: Mapped[str] = mapped_column(sa.String(20), unique=True)
    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    soort: Mapped[Rechtsoort] = mapped_column(Keuze(Rechtsoort))
    status: Mapped[RechtStatus] = mapped_column(Keuze(RechtStatus), index=True)
    verzoeker: Mapped[Geinformeerde] = mapped_column(Keuze(Geinformeerde))
    verzoeker_naam: Mapped[str] = mapped_column(sa.String(160))
    gemachtigde: Mapped[str] = mapped_column(sa.String(160), default="")
    ontvangen_op: Mapped[date]
    identiteit: Mapped[str] = mapped_column(sa.String(300), default="")  # how it was made sure who asks
    vraag: Mapped[str] = mapped_column(sa.Text, default="")
    mening: Mapped[Mening | None] = mapped_column(Keuze(Mening))  # of the youth, where a parent asks
    mening_op: Mapped[date | None]
    mening_door: Mapped[str] = mapped_column(sa.String(160), default="")  # who asked the youth
    mening_tekst: Mapped[str] = mapped_column(sa.Text, default="")  # their words, or why they were not asked
    over_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # of a correction: which text is said to be wrong
    gevolg_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # what came of it: the new text or the reaction
    antwoord_voor: Mapped[date]
    verlengd_reden: Mapped[str] = mapped_column(sa.Text, default="")
    oordeel: Mapped[RechtOordeel | None] = mapped_column(Keuze(RechtOordeel))
    motivering: Mapped[str] = mapped_column(sa.Text, default="")
    besloten_op: Mapped[datetime | None]
    beslisser_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("gebruiker.id"), index=True)
    beeindigd_op: Mapped[datetime | None]  # a restriction or an objection that no longer runs
    beeindigd_reden: Mapped[str] = mapped_column(sa.Text, default="")


class EerdereMening(MetId, MetMaker, Basis):
    """What was recorded before of what the youth thinks, as it stood when something else was recorded: no word goes."""

    __tablename__ = "eerdere_mening"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "verzoek_id": CASUS_SLEUTEL}

    verzoek_id: Mapped[UUID] = sleutel_naar("rechtenverzoek.id")
    mening: Mapped[Mening] = mapped_column(Keuze(Mening))
    mening_op: Mapped[date]
    mening_door: Mapped[str] = mapped_column(sa.String(160), default="")
    mening_tekst: Mapped[str] = mapped_column(sa.Text, default="")


class Inzagekeuze(MetId, MetMaker, Basis):
    """What the reviewer decided on one piece that may be about others; of a piece the latest row counts."""

    __tablename__ = "inzagekeuze"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "verzoek_id": CASUS_SLEUTEL, "stuk": CASUS_SLEUTEL}

    verzoek_id: Mapped[UUID] = sleutel_naar("rechtenverzoek.id")
    stuk: Mapped[str] = mapped_column(sa.String(120))  # table, row and column
    tonen: Mapped[bool]
    reden: Mapped[str] = mapped_column(sa.String(400), default="")


class Inzageantwoord(MetId, MetMaker, Basis):
    """What was given on an inzageverzoek, exactly."""

    __tablename__ = "inzageantwoord"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "verzoek_id": CASUS_SLEUTEL}

    verzoek_id: Mapped[UUID] = sleutel_naar("rechtenverzoek.id")
    pdf: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    json: Mapped[str] = mapped_column(sa.Text, deferred=True)
    hash: Mapped[str] = mapped_column(sa.String(64))


class Afscherming(MetId, MetVersie, MetMaker, Basis):
    """Log lines that the youth does not see yet, because of an investigation (AVG 23): why, until when."""

    __tablename__ = "afscherming"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        **_GEMAAKT,
        "casus_id": CASUS_SLEUTEL,
        "van_nr": CASUS_SLEUTEL,
        "tot_nr": CASUS_SLEUTEL,
        "tot": CASUS_SLEUTEL,
        "opgeheven_op": CASUS_SLEUTEL,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    van_nr: Mapped[int]  # lines of the log, both inside
    tot_nr: Mapped[int]
    organisatie_id: Mapped[UUID | None] = sleutel_naar("organisatie.id")  # only lines about this recipient
    reden: Mapped[str] = mapped_column(sa.Text)
    tot: Mapped[date]  # then it is looked at again; it does not end by itself
    opgeheven_op: Mapped[datetime | None]
    opgeheven_reden: Mapped[str] = mapped_column(sa.Text, default="")
