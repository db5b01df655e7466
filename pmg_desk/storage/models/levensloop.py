"""The end of a casus in this vault: how long it is kept, destruction by two people, transfer to another vault."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import CASUS_SLEUTEL, DELING, IDENTITEIT, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.models.vertrouwen import Richting
from pmg_desk.storage.types import Keuze


class Bewaartermijn(MetId, MetMaker, Basis):
    """How long the casussen of a table are kept, after what, and where that comes from. The latest row counts."""

    __tablename__ = "bewaartermijn"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER}

    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    maanden: Mapped[int | None]  # None: not set any more
    begin: Mapped[str] = mapped_column(sa.String(40))  # domain.bewaren.Begin
    bron: Mapped[str] = mapped_column(sa.String(500))


class Bewaarbesluit(MetId, MetMaker, Basis):
    """After review: keep this casus until a later day, and why."""

    __tablename__ = "bewaarbesluit"
    gegevens = IDENTITEIT
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "casus_id": CASUS_SLEUTEL,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
        "tot": TECHNISCH,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    tot: Mapped[date]
    reden: Mapped[str] = mapped_column(sa.Text)


class VernietigingStatus(StrEnum):
    """How far the destruction of a casus is."""

    VOORGESTELD = "voorgesteld"
    AFGEWEZEN = "afgewezen"
    UITGEVOERD = "uitgevoerd"


class Vernietiging(MetId, MetVersie, MetMaker, Basis):
    """The destruction of one casus: proposed by one, carried out by another. Holds no personal data, for it stays.

    ``casus_id`` has no foreign key: what it pointed at is gone.
    """

    __tablename__ = "vernietiging"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER, "tweede_id": MEDEWERKER}

    casus_id: Mapped[UUID] = mapped_column(index=True)
    status: Mapped[VernietigingStatus] = mapped_column(Keuze(VernietigingStatus))
    reden: Mapped[str] = mapped_column(sa.String(40))  # domain.bewaren.Vernietigingsreden
    tweede_id: Mapped[UUID | None] = sleutel_naar("gebruiker.id")
    tweede_op: Mapped[datetime | None]
    certificaat: Mapped[str] = mapped_column(sa.Text, default="")  # canonical JSON, without personal data
    handtekeningen: Mapped[str] = mapped_column(sa.Text, default="")  # canonical JSON: key and signature of both


class OverdrachtStatus(StrEnum):
    """Where a transfer stands. One vault is owner at a time: the giver until the other one accepted."""

    AANGEBODEN = "aangeboden"
    AANGENOMEN = "aangenomen"
    TERUGGEGEVEN = "teruggegeven"
    INGETROKKEN = "ingetrokken"


class Overdracht(MetId, MetVersie, MetMaker, Basis):
    """A casus on its way to, or come from, another vault. ``id`` is the same in both."""

    __tablename__ = "overdracht"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "casus_id": CASUS_SLEUTEL,
        "besluit_id": CASUS_SLEUTEL,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
        "status": TECHNISCH,
        "richting": TECHNISCH,
        "verbinding_id": TECHNISCH,
        "pakket_id": TECHNISCH,
    }

    richting: Mapped[Richting] = mapped_column(Keuze(Richting))
    status: Mapped[OverdrachtStatus] = mapped_column(Keuze(OverdrachtStatus), index=True)
    verbinding_id: Mapped[UUID] = sleutel_naar("verbinding.id")
    casus_id: Mapped[UUID | None] = sleutel_naar("casus.id")  # the receiver has one from acceptance on
    besluit_id: Mapped[UUID | None] = sleutel_naar("privacybesluit.id")  # the giver's approval; None at the receiver
    pakket_id: Mapped[UUID | None] = sleutel_naar("pakket.id")
    tekst: Mapped[str] = mapped_column(sa.Text)  # canonical: exactly what went along
    antwoord: Mapped[str] = mapped_column(sa.Text, default="")
    antwoord_op: Mapped[datetime | None]
