"""Plan van aanpak: versions, goals in two tracks, actions."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import ACTIE, CASUS_SLEUTEL, MEDEWERKER, PLAN, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze

_SLEUTELS: dict[str, Gegevens] = {
    "casus_id": CASUS_SLEUTEL,
    "door_id": MEDEWERKER,
    "op": TECHNISCH,
    "uitspraak_id": CASUS_SLEUTEL,
}


class PlanStatus(StrEnum):
    """A version is worked on, agreed, or replaced by a later one."""

    CONCEPT = "concept"
    VASTGESTELD = "vastgesteld"
    VERVANGEN = "vervangen"


class Spoor(StrEnum):
    """The two tracks: perspectief bieden and grenzen stellen (000, 001)."""

    PERSPECTIEF = "perspectief"
    GRENZEN = "grenzen"


class ActieStatus(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    BEZIG = "bezig"
    GEREED = "gereed"
    VERVALLEN = "vervallen"


class PlanVersie(MetId, MetVersie, MetMaker, Basis):
    """PlanVanAanpak, one version; a new version copies the goals and leaves the old one as it was."""

    __tablename__ = "plan_versie"
    __table_args__ = (sa.UniqueConstraint("casus_id", "nr"),)
    gegevens = PLAN
    gegevens_per: ClassVar[dict[str, Gegevens]] = _SLEUTELS

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    nr: Mapped[int]
    status: Mapped[PlanStatus] = mapped_column(Keuze(PlanStatus))
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # explanation of the plan as a whole
    wens_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # the youth's own wishes and talents
    ingang: Mapped[date]
    afgesproken_op: Mapped[date | None]
    afgesproken_met: Mapped[str] = mapped_column(sa.String(300), default="")
    evaluatie_op: Mapped[date | None]


class Doel(MetId, MetMaker, Basis):
    """Doel: what is to be reached on a leefgebied, in one track. ``stam_id`` is the same in every plan version."""

    __tablename__ = "doel"
    gegevens = PLAN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
        "uitspraak_id": CASUS_SLEUTEL,
        "plan_versie_id": CASUS_SLEUTEL,
        "stam_id": CASUS_SLEUTEL,
    }

    plan_versie_id: Mapped[UUID] = sleutel_naar("plan_versie.id")
    stam_id: Mapped[UUID] = mapped_column(index=True)
    leefgebied: Mapped[str] = mapped_column(sa.String(60))
    spoor: Mapped[Spoor] = mapped_column(Keuze(Spoor))
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    volgorde: Mapped[int] = mapped_column(default=0)


class Actie(MetId, MetVersie, MetMaker, Basis):
    """Actie: who does what by when for a goal; may use an interventie from the toolbox."""

    __tablename__ = "actie"
    gegevens = ACTIE
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        **_SLEUTELS,
        "doel_stam_id": CASUS_SLEUTEL,
        "resultaat_id": CASUS_SLEUTEL,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    doel_stam_id: Mapped[UUID] = mapped_column(index=True)
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    eigenaar_id: Mapped[UUID] = sleutel_naar("professional.id")
    deadline: Mapped[date] = mapped_column(index=True)
    status: Mapped[ActieStatus] = mapped_column(Keuze(ActieStatus), index=True)
    gereed_op: Mapped[date | None]
    interventie: Mapped[str] = mapped_column(sa.String(60), default="")  # profile key
    resultaat_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
