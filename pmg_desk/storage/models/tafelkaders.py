"""The tafelkader: what a privacy officer signed for a table, the draft of it, and what was asked from elsewhere.

None of it is about a person: tables, organisations, functions and kinds of data. A kader of the officer's own
installation carries the connection of the vault it is for.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import CASUS_SLEUTEL, MEDEWERKER, TECHNISCH, Gegevens, Inzage, Wissen
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar

_GEMAAKT: dict[str, Gegevens] = {"door_id": MEDEWERKER}
_BRIEF = Gegevens("volgens_rij", Wissen.CASUS, True, Inzage.NEE)
"""Of a letter about several casussen: it goes with the first of them, and none of them may read of the others."""


class Tafelkader(MetId, MetMaker, Basis):
    """Tafelkader: the signed text (``domain.tafelkader``). Columns beside ``tekst`` only serve to find it."""

    __tablename__ = "tafelkader"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _GEMAAKT

    nummer: Mapped[str] = mapped_column(sa.String(20), unique=True)
    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    doel: Mapped[str] = mapped_column(sa.String(60))
    tekst: Mapped[str] = mapped_column(sa.Text)
    handtekening: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sleutel: Mapped[str] = mapped_column(sa.String(64))
    verbinding_id: Mapped[UUID | None] = sleutel_naar("verbinding.id")


class Kaderintrekking(MetId, MetMaker, Basis):
    """The officer's signed withdrawal of a tafelkader."""

    __tablename__ = "kaderintrekking"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _GEMAAKT

    kader_id: Mapped[UUID] = sleutel_naar("tafelkader.id")
    tekst: Mapped[str] = mapped_column(sa.Text)
    handtekening: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sleutel: Mapped[str] = mapped_column(sa.String(64))


class Kaderconcept(MetId, MetVersie, MetMaker, Basis):
    """A tafelkader on which somebody works, for days perhaps: nothing counts before it is signed."""

    __tablename__ = "kaderconcept"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _GEMAAKT

    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    inhoud: Mapped[str] = mapped_column(sa.Text)  # canonical JSON: domain.tafelkader.Kaderinhoud, or what is there yet
    vorige_id: Mapped[UUID | None] = sleutel_naar("tafelkader.id")
    verbinding_id: Mapped[UUID | None] = sleutel_naar("verbinding.id")


class Kadervraag(MetId, MetMaker, Basis):
    """What another vault sent to make a kader for: its tables, organisations and functions, and counts to try it on."""

    __tablename__ = "kadervraag"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _GEMAAKT

    verbinding_id: Mapped[UUID] = sleutel_naar("verbinding.id")
    tafel: Mapped[str] = mapped_column(sa.String(60))
    tekst: Mapped[str] = mapped_column(sa.Text)  # canonical JSON; casussen by number and count, no content
    pakket_id: Mapped[UUID] = sleutel_naar("pakket.id")


class VerstrekkingKader(MetId, Basis):
    """Under which tafelkader something was shared."""

    __tablename__ = "verstrekking_kader"
    gegevens = CASUS_SLEUTEL

    verstrekking_id: Mapped[UUID] = sleutel_naar("verstrekking.id")
    kader_id: Mapped[UUID] = mapped_column(sa.ForeignKey("tafelkader.id"), index=True)


class Kaderbrief(MetId, MetMaker, Basis):
    """A letter to a recipient that what they got under a tafelkader may be used no more, kept as it went out.

    It names casussen by number, so the document goes as soon as one of them is destroyed, and the row with the last.
    """

    __tablename__ = "kaderbrief"
    gegevens = _BRIEF
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "kader_id": TECHNISCH}

    kader_id: Mapped[UUID] = sleutel_naar("tafelkader.id")
    aan: Mapped[str] = mapped_column(sa.String(300))
    document: Mapped[bytes | None] = mapped_column(sa.LargeBinary, deferred=True)
    document_hash: Mapped[str] = mapped_column(sa.String(64))


class KaderbriefDeel(MetId, Basis):
    """Which sharing a letter is about, and the kinds of data (keys) that it says may be used no more."""

    __tablename__ = "kaderbrief_deel"
    gegevens = CASUS_SLEUTEL

    brief_id: Mapped[UUID] = sleutel_naar("kaderbrief.id")
    verstrekking_id: Mapped[UUID] = sleutel_naar("verstrekking.id")
    categorieen: Mapped[str] = mapped_column(sa.String(400))
