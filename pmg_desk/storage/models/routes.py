"""A casus along the tables: its status and phase at each, and being passed on from one to another."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.doorgeleiding import DoorgeleidingSoort
from pmg_desk.storage.gegevens import CASUS_SLEUTEL, MEDEWERKER, TECHNISCH, UITSPRAAK, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze


class StapSoort(StrEnum):
    """Of what a step is: the keys come from the table in the profile."""

    STATUS = "status"
    FASE = "fase"
    TEAM = "team"  # of a table that has more than one (000, interventie 13)


class Tafelstap(MetId, MetMaker, Basis):
    """A status, phase or team of a casus at a table, with day and evidence; the latest of each kind is current."""

    __tablename__ = "tafelstap"
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER, "op": TECHNISCH}

    casus_tafel_id: Mapped[UUID] = sleutel_naar("casus_tafel.id")
    soort: Mapped[StapSoort] = mapped_column(Keuze(StapSoort))
    sleutel: Mapped[str] = mapped_column(sa.String(60))  # key of the profile
    bereikt_op: Mapped[date]
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # evidence
    reden_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # why not in the order of the profile


class Weg(StrEnum):
    """How a casus reaches the receiving table."""

    KLUIS = "kluis"  # a table of this vault: as an aanmelding there
    PAKKET = "pakket"  # a table of another vault: as a transfer package
    BUITEN = "buiten"  # not in any vault: on paper, by phone


class DoorgeleidingStatus(StrEnum):
    """How far it is."""

    GEVRAAGD = "gevraagd"
    AANGENOMEN = "aangenomen"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"
    AFGEROND = "afgerond"  # the outcome is known


class Doorgeleiding(MetId, MetVersie, MetMaker, Basis):
    """Doorgeleiding: one table asks another (in this vault or not) to take part or to take over."""

    __tablename__ = "doorgeleiding"
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
        "criteria": UITSPRAAK,
        "naar_organisatie": TECHNISCH,
        "regel": TECHNISCH,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    soort: Mapped[DoorgeleidingSoort] = mapped_column(Keuze(DoorgeleidingSoort), index=True)
    status: Mapped[DoorgeleidingStatus] = mapped_column(Keuze(DoorgeleidingStatus), index=True)
    regel: Mapped[str] = mapped_column(sa.String(60), default="")  # key of the rule of the profile it went by
    weg: Mapped[Weg] = mapped_column(Keuze(Weg))
    van_tafel: Mapped[str] = mapped_column(sa.String(60), default="")
    naar_tafel: Mapped[str] = mapped_column(sa.String(60), default="", index=True)
    naar_organisatie: Mapped[str] = mapped_column(sa.String(160), default="")  # when it is not a table of the profile
    gevraagd_op: Mapped[date]
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # why
    perspectief_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # dwangsom: what is offered beside the limit
    criteria: Mapped[str] = mapped_column(sa.Text, default="")  # canonical JSON: questions as they stood, with answers
    verstrekking_id: Mapped[UUID | None] = sleutel_naar("verstrekking.id")  # what went along, on paper or as file
    overdracht_id: Mapped[UUID | None] = sleutel_naar("overdracht.id")  # what went along, as a package
    antwoord_op: Mapped[date | None]
    antwoord_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
    afloop_op: Mapped[date | None]
    afloop_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
