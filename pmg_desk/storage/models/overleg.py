"""The overleg in progress: series, who was there, what was said and decided per item, and the papers that went out."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.storage.gegevens import (
    ADRESBOEK,
    BLADEN,
    CASUS_LINK,
    CASUS_SLEUTEL,
    MEDEWERKER,
    PLAN,
    TECHNISCH,
    Gegevens,
)
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.models.delen import VerstrekkingStatus, Wijze
from pmg_desk.storage.types import Keuze

_MAKER: dict[str, Gegevens] = {"door_id": MEDEWERKER, "op": TECHNISCH}


class Overlegreeks(MetId, MetVersie, MetMaker, Basis):
    """A series of meetings of a table: from the first day on, every so often, until the last day inside it."""

    __tablename__ = "overlegreeks"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)  # profile key
    begin: Mapped[date]
    tot: Mapped[date | None]
    herhaling: Mapped[Herhaling] = mapped_column(Keuze(Herhaling))
    tijd: Mapped[str] = mapped_column(sa.String(5), default="")
    plaats: Mapped[str] = mapped_column(sa.String(160), default="")


class OverlegInReeks(MetId, Basis):
    """Which turn of a series a meeting is; a meeting that was moved keeps its turn."""

    __tablename__ = "overleg_in_reeks"
    __table_args__ = (sa.UniqueConstraint("reeks_id", "beurt"),)
    gegevens = TECHNISCH

    overleg_id: Mapped[UUID] = mapped_column(sa.ForeignKey("overleg.id"), unique=True)
    reeks_id: Mapped[UUID] = sleutel_naar("overlegreeks.id")
    beurt: Mapped[int]


class Aanwezigheidsstand(StrEnum):
    """Whether somebody who was asked for a meeting came."""

    AANWEZIG = "aanwezig"
    AFGEMELD = "afgemeld"
    NIET_VERSCHENEN = "niet_verschenen"


class Aanwezigheid(MetId, MetVersie, MetMaker, Basis):
    """Whether a professional was at a meeting. Nobody's row: not said yet."""

    __tablename__ = "aanwezigheid"
    __table_args__ = (sa.UniqueConstraint("overleg_id", "professional_id"),)
    gegevens = ADRESBOEK
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    overleg_id: Mapped[UUID] = sleutel_naar("overleg.id")
    professional_id: Mapped[UUID] = sleutel_naar("professional.id")
    stand: Mapped[Aanwezigheidsstand] = mapped_column(Keuze(Aanwezigheidsstand))


class Agendaafwezigheid(MetId, MetMaker, Basis):
    """Who left the room for one item of the agenda."""

    __tablename__ = "agendaafwezigheid"
    __table_args__ = (sa.UniqueConstraint("punt_id", "professional_id"),)
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    punt_id: Mapped[UUID] = sleutel_naar("overleg_casus.id")
    professional_id: Mapped[UUID] = sleutel_naar("professional.id")


class Besprekingsstand(StrEnum):
    """How an item of the agenda ended."""

    BESPROKEN = "besproken"
    AANGEHOUDEN = "aangehouden"  # comes back at the next meeting
    NIET_BESPROKEN = "niet_besproken"


class Bespreking(MetId, MetVersie, MetMaker, Basis):
    """What became of one item of the agenda; each time the item is left, one version."""

    __tablename__ = "bespreking"
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    punt_id: Mapped[UUID] = mapped_column(sa.ForeignKey("overleg_casus.id"), unique=True)
    stand: Mapped[Besprekingsstand] = mapped_column(Keuze(Besprekingsstand))


class Besprekingspunt(MetId, Basis):
    """Something said about a casus at a meeting."""

    __tablename__ = "besprekingspunt"
    gegevens = CASUS_SLEUTEL

    bespreking_id: Mapped[UUID] = sleutel_naar("bespreking.id")
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    volgorde: Mapped[int] = mapped_column(default=0)


class Vergaderplek(MetId, Basis):
    """Where somebody is who runs an overleg, one row per user; not logged, seen by that user only.

    ``in_beeld``: the item is in sight, or was until the program was cut off.
    """

    __tablename__ = "vergaderplek"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "gebruiker_id": MEDEWERKER,
        "punt_id": CASUS_SLEUTEL,
        "op": MEDEWERKER,
    }

    gebruiker_id: Mapped[UUID] = mapped_column(sa.ForeignKey("gebruiker.id"), unique=True)
    punt_id: Mapped[UUID] = sleutel_naar("overleg_casus.id")
    in_beeld: Mapped[bool]
    op: Mapped[datetime]


class BesluitStand(StrEnum):
    """Whether what a table decided was done."""

    OPEN = "open"
    UITGEVOERD = "uitgevoerd"
    VERVALLEN = "vervallen"


class Overlegbesluit(MetId, MetVersie, MetMaker, Basis):
    """Besluit: what a table decided about a casus."""

    __tablename__ = "overlegbesluit"
    gegevens = PLAN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        **_MAKER,
        "bespreking_id": CASUS_SLEUTEL,
        "casus_id": CASUS_SLEUTEL,
        "uitspraak_id": CASUS_SLEUTEL,
        "reden_id": CASUS_SLEUTEL,
    }

    bespreking_id: Mapped[UUID] = sleutel_naar("bespreking.id")
    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    volgorde: Mapped[int] = mapped_column(default=0)
    stand: Mapped[BesluitStand] = mapped_column(Keuze(BesluitStand), index=True)
    afgedaan_op: Mapped[date | None]
    reden_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # why it no longer holds


class Besprekingsactie(MetId, Basis):
    """An action that was agreed at a meeting."""

    __tablename__ = "besprekingsactie"
    gegevens = CASUS_SLEUTEL

    bespreking_id: Mapped[UUID] = sleutel_naar("bespreking.id")
    actie_id: Mapped[UUID] = mapped_column(sa.ForeignKey("actie.id"), unique=True)


class Papierstand(StrEnum):
    """Where a paper copy is."""

    UITGEDEELD = "uitgedeeld"
    INGELEVERD = "ingeleverd"
    VERNIETIGD = "vernietigd"
    KWIJT = "kwijt"


class Overlegbundel(MetId, MetVersie, MetMaker, Basis):
    """Everything one recipient got for one meeting, exactly as it was issued; each casus in it has its Verstrekking."""

    __tablename__ = "overlegbundel"
    __table_args__ = (sa.UniqueConstraint("overleg_id", "exemplaar"),)
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        **_MAKER,
        "organisatie": ADRESBOEK,
        "functie": ADRESBOEK,
        "professional_id": ADRESBOEK,
        "status_reden": ADRESBOEK,
        "document": BLADEN,
    }

    overleg_id: Mapped[UUID] = sleutel_naar("overleg.id")
    organisatie_id: Mapped[UUID] = sleutel_naar("organisatie.id")
    organisatie: Mapped[str] = mapped_column(sa.String(160))  # name as printed
    functie: Mapped[str] = mapped_column(sa.String(120))
    professional_id: Mapped[UUID | None] = sleutel_naar("professional.id")
    bundelversie: Mapped[Bundelversie] = mapped_column(Keuze(Bundelversie))
    pseudoniem: Mapped[bool] = mapped_column(default=False)
    wijze: Mapped[Wijze] = mapped_column(Keuze(Wijze))
    exemplaar: Mapped[int]
    status: Mapped[VerstrekkingStatus] = mapped_column(Keuze(VerstrekkingStatus))
    status_reden: Mapped[str] = mapped_column(sa.String(300), default="")
    document: Mapped[bytes | None] = mapped_column(sa.LargeBinary, deferred=True)
    document_hash: Mapped[str] = mapped_column(sa.String(64))  # of what was issued, also when pages went since
    afgesloten_op: Mapped[datetime | None]
    papier: Mapped[Papierstand] = mapped_column(Keuze(Papierstand), index=True)
    papier_op: Mapped[date | None]


class Bundelblad(MetId, Basis):
    """Which pages of a bundle are about a casus: from the first to the last, counted from 1."""

    __tablename__ = "bundelblad"
    gegevens = CASUS_SLEUTEL

    bundel_id: Mapped[UUID] = sleutel_naar("overlegbundel.id")
    verstrekking_id: Mapped[UUID] = mapped_column(sa.ForeignKey("verstrekking.id"), unique=True)
    van_blad: Mapped[int]
    tot_blad: Mapped[int]


class Pseudoniem(MetId, Basis):
    """The name that stands for a youth on papers for exercise and review: the same one each time.

    When the casus is destroyed the word stays by itself, so that it never comes to stand for somebody else.
    """

    __tablename__ = "pseudoniem"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"casus_id": CASUS_LINK}

    casus_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("casus.id"), unique=True)
    naam: Mapped[str] = mapped_column(sa.String(60), unique=True)
