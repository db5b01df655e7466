"""Plan van aanpak: versions, goals in two tracks, actions."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.herhaling import Herhaling
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


class Afspraaksoort(StrEnum):
    """What a plan says beside its goals."""

    INFORMEREN = "informeren"  # who tells the youth and parents what, and when
    OPSCHALEN = "opschalen"
    AFSCHALEN = "afschalen"
    AFSLUITEN = "afsluiten"
    NAZORG = "nazorg"


class Planafspraak(MetId, Basis):
    """An agreement or criterion of one version of the plan; a new version takes them along."""

    __tablename__ = "planafspraak"
    __table_args__ = (sa.UniqueConstraint("plan_versie_id", "soort"),)
    gegevens = PLAN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"plan_versie_id": CASUS_SLEUTEL, "uitspraak_id": CASUS_SLEUTEL}

    plan_versie_id: Mapped[UUID] = sleutel_naar("plan_versie.id")
    soort: Mapped[Afspraaksoort] = mapped_column(Keuze(Afspraaksoort))
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")


class Doeltoets(MetId, Basis):
    """By what and by when one sees that a goal was reached; copied with the goal to a new version."""

    __tablename__ = "doeltoets"
    gegevens = PLAN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"doel_id": CASUS_SLEUTEL, "uitspraak_id": CASUS_SLEUTEL}

    doel_id: Mapped[UUID] = mapped_column(sa.ForeignKey("doel.id"), unique=True)
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
    streefdatum: Mapped[date | None]


class Actieregel(MetId, MetVersie, Basis):
    """Of an action: whether it repeats, which one it repeats, and which has to be done first.

    ``reeks_begin`` and ``beurt`` are its place in the series (``domain.herhaling``): its deadline may have been moved.
    """

    __tablename__ = "actieregel"
    gegevens = ACTIE
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "actie_id": CASUS_SLEUTEL,
        "vorige_id": CASUS_SLEUTEL,
        "na_id": CASUS_SLEUTEL,
    }

    actie_id: Mapped[UUID] = mapped_column(sa.ForeignKey("actie.id"), unique=True)
    herhaling: Mapped[Herhaling] = mapped_column(Keuze(Herhaling))
    herhalen_tot: Mapped[date | None]
    reeks_begin: Mapped[date]
    beurt: Mapped[int] = mapped_column(default=0)
    vorige_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("actie.id"), unique=True)
    na_id: Mapped[UUID | None] = sleutel_naar("actie.id")  # first that one, then this


class Vervolg(StrEnum):
    """How it goes on after an evaluation."""

    DOORGAAN = "doorgaan"
    BIJSTELLEN = "bijstellen"
    OPSCHALEN = "opschalen"
    AFSCHALEN = "afschalen"
    AFSLUITEN = "afsluiten"


class Evaluatie(MetId, MetMaker, Basis):
    """An evaluation of a plan on a day: with whom, what was found, how it goes on, and when the next one is.

    The version itself was agreed and is not touched: the latest ``volgende_op`` comes in the place of its own date.
    """

    __tablename__ = "evaluatie"
    gegevens = PLAN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_SLEUTELS, "plan_versie_id": CASUS_SLEUTEL}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    plan_versie_id: Mapped[UUID] = sleutel_naar("plan_versie.id")
    gehouden_op: Mapped[date]
    met: Mapped[str] = mapped_column(sa.String(300), default="")
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    vervolg: Mapped[Vervolg] = mapped_column(Keuze(Vervolg))
    volgende_op: Mapped[date | None]


class Bereik(StrEnum):
    """How far a goal was reached."""

    NIET = "niet"
    DEELS = "deels"
    GROTENDEELS = "grotendeels"
    BEREIKT = "bereikt"
    NIET_MEER = "niet_meer"  # the goal no longer fits


class Doelbereik(MetId, Basis):
    """What an evaluation says of one goal."""

    __tablename__ = "doelbereik"
    __table_args__ = (sa.UniqueConstraint("evaluatie_id", "doel_stam_id"),)
    gegevens = PLAN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "evaluatie_id": CASUS_SLEUTEL,
        "doel_stam_id": CASUS_SLEUTEL,
        "uitspraak_id": CASUS_SLEUTEL,
    }

    evaluatie_id: Mapped[UUID] = sleutel_naar("evaluatie.id")
    doel_stam_id: Mapped[UUID] = mapped_column(index=True)
    bereik: Mapped[Bereik] = mapped_column(Keuze(Bereik))
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
