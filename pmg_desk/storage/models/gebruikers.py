"""Users, their tables, the municipal profile and settings."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.rollen import Rol
from pmg_desk.storage.gegevens import CONCEPT, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze


class Gebruiker(MetId, MetVersie, Basis):
    """A user of this vault. Keys are those of ``kluis``; the private parts live sealed in the header only."""

    __tablename__ = "gebruiker"
    gegevens = MEDEWERKER

    gebruikersnaam: Mapped[str] = mapped_column(sa.String(60), unique=True)
    naam: Mapped[str] = mapped_column(sa.String(120))
    rol: Mapped[Rol] = mapped_column(Keuze(Rol))
    functie: Mapped[str] = mapped_column(sa.String(120), default="")
    uitgenodigd_op: Mapped[datetime]
    actief_sinds: Mapped[datetime | None]
    gestopt_op: Mapped[datetime | None]
    ondertekensleutel: Mapped[str | None] = mapped_column(sa.String(64))
    agesleutel: Mapped[str | None] = mapped_column(sa.String(80))
    extern: Mapped[bool] = mapped_column(default=False, server_default=sa.false())  # works elsewhere: no way in here


class GebruikerTafel(MetId, Basis):
    """Membership of an overlegtafel: gives sight of that table's cases while it lasts."""

    __tablename__ = "gebruiker_tafel"
    gegevens = MEDEWERKER

    gebruiker_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    tafel: Mapped[str] = mapped_column(sa.String(60))
    van: Mapped[date]
    tot: Mapped[date | None]


class ProfielVersie(MetId, Basis):
    """The municipal profile as it stood from a day on: old records stay readable under the terms of their time."""

    __tablename__ = "profiel_versie"
    gegevens = TECHNISCH

    sleutel: Mapped[str] = mapped_column(sa.String(60))
    toml: Mapped[str] = mapped_column(sa.Text)
    basis_toml: Mapped[str | None] = mapped_column(sa.Text)
    sinds: Mapped[datetime]
    door_id: Mapped[UUID | None] = sleutel_naar("gebruiker.id")


class Instelling(Basis):
    """A setting of the vault, by key; the value is canonical JSON."""

    __tablename__ = "instelling"
    gegevens = TECHNISCH

    sleutel: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    waarde: Mapped[str] = mapped_column(sa.Text)


class Concept(MetId, Basis):
    """What somebody typed and has not saved yet; not logged, seen by its writer only."""

    __tablename__ = "concept"
    __table_args__ = (sa.UniqueConstraint("gebruiker_id", "formulier", "object_id"),)
    gegevens = CONCEPT
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"formulier": TECHNISCH}

    gebruiker_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    formulier: Mapped[str] = mapped_column(sa.String(60))
    object_id: Mapped[str] = mapped_column(sa.String(80))
    casus_id: Mapped[UUID | None] = sleutel_naar("casus.id")
    inhoud: Mapped[str] = mapped_column(sa.Text)
    op: Mapped[datetime]


class Importtoewijzing(Basis):
    """How the columns of a file with this header were mapped last time."""

    __tablename__ = "importtoewijzing"
    gegevens = TECHNISCH

    vingerafdruk: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    inhoud: Mapped[str] = mapped_column(sa.Text)
    op: Mapped[datetime]
