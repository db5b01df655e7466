"""Organisations, professionals, who is involved in a casus, and the overleg."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import ADRESBOEK, BETROKKENE, CASUS_SLEUTEL, MEDEWERKER, TECHNISCH, UITSPRAAK, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze


class Organisatie(MetId, MetVersie, Basis):
    """Organisatie: a partner that may sit at a table and receive information."""

    __tablename__ = "organisatie"
    gegevens = ADRESBOEK

    naam: Mapped[str] = mapped_column(sa.String(160), unique=True)
    soort: Mapped[str] = mapped_column(sa.String(60), default="")  # profile key
    telefoon: Mapped[str] = mapped_column(sa.String(40), default="")
    email: Mapped[str] = mapped_column(sa.String(160), default="")
    opmerking: Mapped[str] = mapped_column(sa.String(500), default="")
    gestopt_op: Mapped[date | None]


class Professional(MetId, MetVersie, Basis):
    """Professional: a person who works for an organisation in a function."""

    __tablename__ = "professional"
    gegevens = ADRESBOEK

    organisatie_id: Mapped[UUID] = sleutel_naar("organisatie.id")
    naam: Mapped[str] = mapped_column(sa.String(160), index=True)
    functie: Mapped[str] = mapped_column(sa.String(120))  # label from the profile, or the municipality's own
    telefoon: Mapped[str] = mapped_column(sa.String(40), default="")
    email: Mapped[str] = mapped_column(sa.String(160), default="")
    gestopt_op: Mapped[date | None]


class Betrokkenheid(MetId, MetVersie, MetMaker, Basis):
    """Who is involved in a casus, in which role, from when until when."""

    __tablename__ = "betrokkenheid"
    gegevens = BETROKKENE
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"casus_id": CASUS_SLEUTEL, "door_id": MEDEWERKER, "op": TECHNISCH}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    professional_id: Mapped[UUID] = sleutel_naar("professional.id")
    rol: Mapped[str] = mapped_column(sa.String(120))
    van: Mapped[date]
    tot: Mapped[date | None]
    bij_overleg: Mapped[bool] = mapped_column(default=False)


class OverlegStatus(StrEnum):
    """Whether the meeting is still to come."""

    GEPLAND = "gepland"
    GEHOUDEN = "gehouden"
    VERVALLEN = "vervallen"


class Overleg(MetId, MetVersie, MetMaker, Basis):
    """Overleg: one meeting of a table on a day."""

    __tablename__ = "overleg"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER}

    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    datum: Mapped[date] = mapped_column(index=True)
    tijd: Mapped[str] = mapped_column(sa.String(5), default="")
    plaats: Mapped[str] = mapped_column(sa.String(160), default="")
    status: Mapped[OverlegStatus] = mapped_column(Keuze(OverlegStatus))


class OverlegDeelnemer(MetId, Basis):
    """A professional who attends a meeting."""

    __tablename__ = "overleg_deelnemer"
    __table_args__ = (sa.UniqueConstraint("overleg_id", "professional_id"),)
    gegevens = ADRESBOEK

    overleg_id: Mapped[UUID] = sleutel_naar("overleg.id")
    professional_id: Mapped[UUID] = sleutel_naar("professional.id")


class OverlegCasus(MetId, Basis):
    """A casus on the agenda of a meeting."""

    __tablename__ = "overleg_casus"
    __table_args__ = (sa.UniqueConstraint("overleg_id", "casus_id"),)
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"vraag": UITSPRAAK}

    overleg_id: Mapped[UUID] = sleutel_naar("overleg.id")
    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    volgorde: Mapped[int] = mapped_column(default=0)
    vraag: Mapped[str] = mapped_column(sa.String(300), default="")  # what is asked of the table
