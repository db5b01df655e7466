"""A user's own work: what was put off in the work list, and who covers for whom."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import CASUS_SLEUTEL, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, sleutel_naar


class Uitstel(MetId, MetMaker, Basis):
    """One reminder that a user put off until a day; of each ``werk`` the user's latest row counts."""

    __tablename__ = "uitstel"
    gegevens = MEDEWERKER
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"casus_id": CASUS_SLEUTEL, "werk": CASUS_SLEUTEL, "op": TECHNISCH}

    casus_id: Mapped[UUID | None] = sleutel_naar("casus.id")
    werk: Mapped[str] = mapped_column(sa.String(120), index=True)  # kind and id, such as actie:<uuid>
    tot: Mapped[date]


class Waarneming(MetId, MetMaker, Basis):
    """Cover during leave: one casusregisseur looks after all casussen of another, from day to day."""

    __tablename__ = "waarneming"
    gegevens = MEDEWERKER
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"van": TECHNISCH, "tot": TECHNISCH, "op": TECHNISCH}

    afwezige_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    waarnemer_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    van: Mapped[date]
    tot: Mapped[date]
    beeindigd_op: Mapped[date | None]
