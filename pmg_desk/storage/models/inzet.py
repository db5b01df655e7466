"""Interventies in use, and the money of a casus (maatwerkbudget, Doorbraaklab)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import ACTIE, CASUS_SLEUTEL, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze


class InzetStatus(StrEnum):
    """How far the use of an interventie is."""

    GEPLAND = "gepland"
    LOOPT = "loopt"
    AFGEROND = "afgerond"
    AFGEBROKEN = "afgebroken"


class Inzet(MetId, MetVersie, MetMaker, Basis):
    """An interventie of the toolbox used for this jongere: start, end and result, for the plan and the monitor."""

    __tablename__ = "inzet"
    gegevens = ACTIE
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "casus_id": CASUS_SLEUTEL,
        "actie_id": CASUS_SLEUTEL,
        "uitspraak_id": CASUS_SLEUTEL,
        "resultaat_id": CASUS_SLEUTEL,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    interventie: Mapped[str] = mapped_column(sa.String(60), index=True)  # profile key
    naam: Mapped[str] = mapped_column(sa.String(200))  # as the profile called it then
    actie_id: Mapped[UUID | None] = sleutel_naar("actie.id")
    uitvoerder_id: Mapped[UUID | None] = sleutel_naar("organisatie.id")
    status: Mapped[InzetStatus] = mapped_column(Keuze(InzetStatus), index=True)
    begin: Mapped[date | None]
    eind: Mapped[date | None]
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # why this one
    resultaat_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")


class BudgetSoort(StrEnum):
    """Which pot it comes from."""

    MAATWERKBUDGET = "maatwerkbudget"  # "handgeld" (000)
    DOORBRAAKLAB = "doorbraaklab"


class AanvraagStatus(StrEnum):
    """How far a request for money is."""

    GEVRAAGD = "gevraagd"
    TOEGEKEND = "toegekend"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


class Budgetruimte(MetId, MetMaker, Basis):
    """What a table may spend in a year, and where that is written; the latest row of a table, kind and year counts."""

    __tablename__ = "budgetruimte"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER}

    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    soort: Mapped[BudgetSoort] = mapped_column(Keuze(BudgetSoort))
    jaar: Mapped[int]
    bedrag: Mapped[int]  # euro cents
    bron: Mapped[str] = mapped_column(sa.String(500))


class Doorbraak(MetId, MetVersie, MetMaker, Basis):
    """A casus that is stuck and goes to the Doorbraaklab (000): what blocks, who is needed, what came."""

    __tablename__ = "doorbraak"
    gegevens = ACTIE
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "casus_id": CASUS_SLEUTEL,
        "blokkade_id": CASUS_SLEUTEL,
        "nodig_id": CASUS_SLEUTEL,
        "besluit_id": CASUS_SLEUTEL,
        "uitkomst_id": CASUS_SLEUTEL,
        "besloten_door": MEDEWERKER,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    ingebracht_op: Mapped[date]
    blokkade_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    nodig_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
    besloten_op: Mapped[date | None]
    besloten_door: Mapped[str] = mapped_column(sa.String(200), default="")
    besluit_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
    gelukt: Mapped[bool | None]
    afgerond_op: Mapped[date | None]
    uitkomst_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")


class Budgetaanvraag(MetId, MetVersie, MetMaker, Basis):
    """A request for money for one jongere: reason, amount, decision."""

    __tablename__ = "budgetaanvraag"
    gegevens = ACTIE
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "casus_id": CASUS_SLEUTEL,
        "uitspraak_id": CASUS_SLEUTEL,
        "besluit_id": CASUS_SLEUTEL,
        "overschrijding_id": CASUS_SLEUTEL,
        "doorbraak_id": CASUS_SLEUTEL,
        "besloten_door": MEDEWERKER,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    soort: Mapped[BudgetSoort] = mapped_column(Keuze(BudgetSoort))
    status: Mapped[AanvraagStatus] = mapped_column(Keuze(AanvraagStatus), index=True)
    gevraagd: Mapped[int]  # euro cents
    gevraagd_op: Mapped[date]
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")  # what for and why
    toegekend: Mapped[int | None]  # euro cents
    besloten_op: Mapped[date | None]
    besloten_door: Mapped[str] = mapped_column(sa.String(200), default="")  # who decided, in words
    besluit_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
    overschrijding_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # why more than the table had left
    doorbraak_id: Mapped[UUID | None] = sleutel_naar("doorbraak.id")


class Uitgave(MetId, MetMaker, Basis):
    """Money spent on a granted request. Never changed: a mistake is taken back by a row of the opposite amount."""

    __tablename__ = "uitgave"
    gegevens = ACTIE
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "aanvraag_id": CASUS_SLEUTEL,
        "uitspraak_id": CASUS_SLEUTEL,
        "overschrijding_id": CASUS_SLEUTEL,
        "bijlage_id": CASUS_SLEUTEL,
        "draait_terug_id": CASUS_SLEUTEL,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    aanvraag_id: Mapped[UUID] = sleutel_naar("budgetaanvraag.id")
    datum: Mapped[date]
    bedrag: Mapped[int]  # euro cents; negative takes back
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")  # what was bought, or why it is taken back
    overschrijding_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # why more than was granted
    bijlage_id: Mapped[UUID | None] = sleutel_naar("bijlage.id")  # the receipt
    draait_terug_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("uitgave.id"), unique=True)
