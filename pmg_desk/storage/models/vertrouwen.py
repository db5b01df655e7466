"""What is trusted and why: signed log heads, endorsed keys, other installations and packages."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import LOG, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze


class Controlepunt(MetId, MetMaker, Basis):
    """A signed head of the log (C2SP tlog-checkpoint). Append-only; a later signature makes a row of its own."""

    __tablename__ = "controlepunt"
    gegevens = LOG
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER, "op": TECHNISCH}

    reeks: Mapped[int]  # which log of this vault: see Logreeks
    grootte: Mapped[int] = mapped_column(index=True)  # leaves in the tree of this reeks
    wortel: Mapped[str] = mapped_column(sa.String(64))  # hex; the note itself spells it in base64
    pieken: Mapped[str] = mapped_column(sa.Text)  # hashes of the whole subtrees, to go on from here: canonical JSON
    tekst: Mapped[str] = mapped_column(sa.Text)  # the note with its signature lines
    aanleiding: Mapped[str] = mapped_column(sa.String(20))  # slot, dag, besluit, reservekopie, vervolg, extern


class Logreeks(MetMaker, Basis):
    """A log that continues another: ``tekst`` is the signed last head of the one before. The first has no row."""

    __tablename__ = "logreeks"
    gegevens = LOG
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER, "op": TECHNISCH, "reeks": TECHNISCH}

    reeks: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    begin_nr: Mapped[int]  # number of its first line: numbers go on over all reeksen
    tekst: Mapped[str] = mapped_column(sa.Text)


class Bekrachtiging(MetId, MetMaker, Basis):
    """The beheerder's signed word that a user's new keys are truly theirs, after the fingerprint was read out."""

    __tablename__ = "bekrachtiging"
    gegevens = MEDEWERKER
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"op": TECHNISCH}

    gebruiker_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    sleutel: Mapped[str] = mapped_column(sa.String(64))
    tekst: Mapped[str] = mapped_column(sa.Text)
    handtekening: Mapped[bytes] = mapped_column(sa.LargeBinary)
    ondertekenaar: Mapped[str] = mapped_column(sa.String(64))  # public key of the beheerder


class VerbindingSoort(StrEnum):
    """What stands at the other end."""

    PRIVACY_OFFICER = "privacy_officer"  # a privacy officer with an installation of their own
    KLUIS = "kluis"  # another vault: of casusregisseurs for an officer, of another table for a transfer


class Verbinding(MetId, MetVersie, MetMaker, Basis):
    """Another installation whose public keys were compared by fingerprint and pinned."""

    __tablename__ = "verbinding"
    gegevens = MEDEWERKER
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"op": TECHNISCH, "soort": TECHNISCH, "andere_kluis_id": TECHNISCH}

    soort: Mapped[VerbindingSoort] = mapped_column(Keuze(VerbindingSoort))
    naam: Mapped[str] = mapped_column(sa.String(160))
    andere_kluis_id: Mapped[UUID] = mapped_column(index=True)
    gebruiker_id: Mapped[UUID | None] = sleutel_naar("gebruiker.id")  # the officer as a user of this vault (extern)
    vingerafdruk: Mapped[str] = mapped_column(sa.String(60))  # as it was read out and compared
    gestopt_op: Mapped[datetime | None]


class VerbindingSleutel(MetId, Basis):
    """The public keys of one person at the other installation."""

    __tablename__ = "verbinding_sleutel"
    gegevens = MEDEWERKER

    verbinding_id: Mapped[UUID] = sleutel_naar("verbinding.id")
    persoon_id: Mapped[UUID] = mapped_column(index=True)  # id of the user in the other vault
    naam: Mapped[str] = mapped_column(sa.String(160))
    rol: Mapped[str] = mapped_column(sa.String(40))
    agesleutel: Mapped[str] = mapped_column(sa.String(80))
    ondertekensleutel: Mapped[str] = mapped_column(sa.String(64))
    sinds: Mapped[datetime]
    tot: Mapped[datetime | None]


class Richting(StrEnum):
    """Which way a package went."""

    UIT = "uit"
    IN = "in"


class Pakket(MetId, MetMaker, Basis):
    """A package that was made here or taken in here: once each, so that a replayed one is recognised.

    ``casus_id`` has no foreign key: the row outlives the casus, or an old package could bring an erased casus back.
    """

    __tablename__ = "pakket"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER}

    richting: Mapped[Richting] = mapped_column(Keuze(Richting))
    soort: Mapped[str] = mapped_column(sa.String(40))  # domain.pakket.Pakketsoort
    verbinding_id: Mapped[UUID] = sleutel_naar("verbinding.id")
    onderwerp_id: Mapped[UUID | None] = mapped_column(index=True)  # the request, decision or transfer it is about
    casus_id: Mapped[UUID | None] = mapped_column(index=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))  # of the signed content
    antwoord_op: Mapped[UUID | None]  # the package that this one answers
    gemaakt_op: Mapped[datetime]  # as its maker says, and never later than when it was taken in
