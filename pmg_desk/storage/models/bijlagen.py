"""Files in the vault: what is said about one (a statement), and its bytes apart, so that lists never read them."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import CASUS_SLEUTEL, MEDEWERKER, TECHNISCH, UITSPRAAK, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, sleutel_naar


class Bijlage(MetId, MetMaker, Basis):
    """Bijlage: a file of a casus. Its statement carries source, nature, data category and third parties."""

    __tablename__ = "bijlage"
    gegevens = UITSPRAAK
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "casus_id": CASUS_SLEUTEL,
        "uitspraak_id": CASUS_SLEUTEL,
        "soort": TECHNISCH,
        "grootte": TECHNISCH,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    naam: Mapped[str] = mapped_column(sa.String(255))  # as the file was called
    soort: Mapped[str] = mapped_column(sa.String(100))  # MIME type, by its bytes and not by its name
    grootte: Mapped[int]  # bytes
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)


class BijlageInhoud(MetId, Basis):
    """The bytes of a file."""

    __tablename__ = "bijlage_inhoud"
    gegevens = UITSPRAAK
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"bijlage_id": CASUS_SLEUTEL}

    bijlage_id: Mapped[UUID] = mapped_column(sa.ForeignKey("bijlage.id"), unique=True)
    inhoud: Mapped[bytes] = mapped_column(sa.LargeBinary)
