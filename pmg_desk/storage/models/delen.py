"""Requests to share, signed decisions, withdrawals, and what was actually shared. Append-only where signed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, column_property, declared_attr, mapped_column

from pmg_desk.domain.delen import Soort
from pmg_desk.storage.gegevens import CASUS_SLEUTEL, DELING, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze

_SLEUTELS: dict[str, Gegevens] = {"casus_id": CASUS_SLEUTEL, "door_id": MEDEWERKER, "op": TECHNISCH}


class VerzoekStatus(StrEnum):
    """Where a request is in the queue. Whether it was *approved* is never stored: see ``domain.delen``."""

    INGEDIEND = "ingediend"
    TERUG = "terug"  # the officer asked back
    BEHANDELD = "behandeld"
    INGETROKKEN = "ingetrokken"  # by the requester


class Delingsverzoek(MetId, MetVersie, MetMaker, Basis):
    """Delingsverzoek: the question to the privacy officer; ``tekst`` is the canonical text that is judged."""

    __tablename__ = "delingsverzoek"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = _SLEUTELS

    nummer: Mapped[str] = mapped_column(sa.String(20), unique=True)
    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    soort: Mapped[Soort] = mapped_column(Keuze(Soort))
    status: Mapped[VerzoekStatus] = mapped_column(Keuze(VerzoekStatus), index=True)
    organisatie_id: Mapped[UUID] = sleutel_naar("organisatie.id")
    functie: Mapped[str] = mapped_column(sa.String(120))
    overleg_id: Mapped[UUID | None] = sleutel_naar("overleg.id")
    gevraagd_tot: Mapped[date]
    tekst: Mapped[str] = mapped_column(sa.Text)
    document: Mapped[str | None] = mapped_column(sa.Text)  # canonical snapshot asked for, for Soort.DOCUMENT
    vraag_terug: Mapped[str] = mapped_column(sa.Text, default="")
    vorige_id: Mapped[UUID | None] = sleutel_naar("delingsverzoek.id")  # the request this one answers after an ask-back


class Besluitbundel(MetId, Basis):
    """The list that was signed when one signature went over several decisions: each row one decision with that list."""

    __tablename__ = "besluitbundel"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"besluit_id": CASUS_SLEUTEL, "toezichtbesluit_id": CASUS_SLEUTEL}

    besluit_id: Mapped[UUID | None] = sleutel_naar("privacybesluit.id")
    toezichtbesluit_id: Mapped[UUID | None] = sleutel_naar("toezichtbesluit.id")
    tekst: Mapped[str] = mapped_column(sa.Text)


class Privacybesluit(MetId, MetMaker, Basis):
    """Privacybesluit: what the officer signed, and the signature. Columns beside ``tekst`` only serve to find it."""

    __tablename__ = "privacybesluit"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_SLEUTELS, "handtekening": TECHNISCH, "sleutel": TECHNISCH}

    nummer: Mapped[str] = mapped_column(sa.String(20), unique=True)
    verzoek_id: Mapped[UUID] = sleutel_naar("delingsverzoek.id")
    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    tekst: Mapped[str] = mapped_column(sa.Text)
    handtekening: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sleutel: Mapped[str] = mapped_column(sa.String(64))
    document: Mapped[str | None] = mapped_column(sa.Text)

    @declared_attr
    @classmethod
    def bundel(cls) -> Mapped[str | None]:
        """The list that was signed, when one signature went over several decisions."""
        van_dit = Besluitbundel.besluit_id == cls.id
        return column_property(sa.select(Besluitbundel.tekst).where(van_dit).scalar_subquery())


class Intrekking(MetId, MetMaker, Basis):
    """The officer's signed withdrawal of a decision; the log line counts, this row carries the reason."""

    __tablename__ = "intrekking"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
        "handtekening": TECHNISCH,
        "sleutel": TECHNISCH,
    }

    besluit_id: Mapped[UUID] = sleutel_naar("privacybesluit.id")
    tekst: Mapped[str] = mapped_column(sa.Text)
    handtekening: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sleutel: Mapped[str] = mapped_column(sa.String(64))


class Wijze(StrEnum):
    """How something was shared."""

    PAPIER = "papier"
    BESTAND = "bestand"
    MONDELING = "mondeling"
    TELEFOON = "telefoon"


class VerstrekkingStatus(StrEnum):
    """*uitgegeven* is written before the bytes leave; afterwards it may turn out otherwise."""

    UITGEGEVEN = "uitgegeven"
    MISLUKT = "mislukt"
    INGETROKKEN = "ingetrokken"


class Verstrekking(MetId, MetVersie, MetMaker, Basis):
    """Verstrekking: what was shared with whom, under which decisions; keeps the document exactly as it was issued."""

    __tablename__ = "verstrekking"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = _SLEUTELS

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    intern: Mapped[bool] = mapped_column(default=False)
    organisatie_id: Mapped[UUID | None] = sleutel_naar("organisatie.id")
    organisatie: Mapped[str] = mapped_column(sa.String(160), default="")  # name as printed
    functie: Mapped[str] = mapped_column(sa.String(120), default="")
    overleg_id: Mapped[UUID | None] = sleutel_naar("overleg.id")
    wijze: Mapped[Wijze] = mapped_column(Keuze(Wijze))
    status: Mapped[VerstrekkingStatus] = mapped_column(Keuze(VerstrekkingStatus))
    status_reden: Mapped[str] = mapped_column(sa.String(300), default="")
    exemplaar: Mapped[int] = mapped_column(default=0)
    categorieen: Mapped[str] = mapped_column(sa.String(400), default="")
    doel: Mapped[str] = mapped_column(sa.String(200), default="")
    grondslagen: Mapped[str] = mapped_column(sa.String(400), default="")
    omschrijving: Mapped[str] = mapped_column(sa.Text, default="")  # of what was told orally
    document: Mapped[bytes | None] = mapped_column(sa.LargeBinary, deferred=True)
    document_hash: Mapped[str | None] = mapped_column(sa.String(64))
    afgesloten_op: Mapped[datetime | None]


class VerstrekkingBesluit(MetId, Basis):
    """Under which decisions something was shared."""

    __tablename__ = "verstrekking_besluit"
    gegevens = CASUS_SLEUTEL

    verstrekking_id: Mapped[UUID] = sleutel_naar("verstrekking.id")
    besluit_id: Mapped[UUID] = sleutel_naar("privacybesluit.id")


class VerstrektStuk(MetId, Basis):
    """Which stukken went along: what a recipient already has, without opening the document."""

    __tablename__ = "verstrekt_stuk"
    gegevens = CASUS_SLEUTEL

    verstrekking_id: Mapped[UUID] = sleutel_naar("verstrekking.id")
    stuk: Mapped[str] = mapped_column(sa.String(80))
