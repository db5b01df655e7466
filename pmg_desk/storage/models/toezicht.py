"""The register of a privacy officer in an installation of their own: what came in, was decided, and was seen.

None of it hangs on a casus row, because the dossiers are in the other vault.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, column_property, declared_attr, mapped_column

from pmg_desk.storage.gegevens import DELING, LOG, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.models.delen import Besluitbundel, VerzoekStatus
from pmg_desk.storage.types import Keuze

_GEMAAKT: dict[str, Gegevens] = {"door_id": MEDEWERKER, "op": TECHNISCH}
_ONDERTEKEND: dict[str, Gegevens] = {**_GEMAAKT, "handtekening": TECHNISCH, "sleutel": TECHNISCH}


class OntvangenVerzoek(MetId, MetVersie, MetMaker, Basis):
    """A delingsverzoek from another vault, with exactly what is to be judged. ``id`` is the id it has there."""

    __tablename__ = "ontvangen_verzoek"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "aanvrager": MEDEWERKER, "verbinding_id": TECHNISCH}

    verbinding_id: Mapped[UUID] = sleutel_naar("verbinding.id")
    nummer: Mapped[str] = mapped_column(sa.String(20))
    aanvrager: Mapped[str] = mapped_column(sa.String(160))
    status: Mapped[VerzoekStatus] = mapped_column(Keuze(VerzoekStatus), index=True)
    tekst: Mapped[str] = mapped_column(sa.Text)  # canonical Verzoektekst
    document: Mapped[str | None] = mapped_column(sa.Text)
    bijlage: Mapped[str] = mapped_column(sa.Text)  # canonical: what the officer sees besides the request itself
    pakket_id: Mapped[UUID] = sleutel_naar("pakket.id")


class Toezichtbesluit(MetId, MetMaker, Basis):
    """What this officer signed about a received request."""

    __tablename__ = "toezichtbesluit"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = _ONDERTEKEND

    verzoek_id: Mapped[UUID] = sleutel_naar("ontvangen_verzoek.id")
    nummer: Mapped[str] = mapped_column(sa.String(20), unique=True)
    tekst: Mapped[str] = mapped_column(sa.Text)
    handtekening: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sleutel: Mapped[str] = mapped_column(sa.String(64))
    document: Mapped[str | None] = mapped_column(sa.Text)
    vraag_terug: Mapped[str] = mapped_column(sa.Text, default="")

    @declared_attr
    @classmethod
    def bundel(cls) -> Mapped[str | None]:
        """The list that was signed, when one signature went over several decisions."""
        van_dit = Besluitbundel.toezichtbesluit_id == cls.id
        return column_property(sa.select(Besluitbundel.tekst).where(van_dit).scalar_subquery())


class Toezichtintrekking(MetId, MetMaker, Basis):
    """The officer's signed withdrawal of an own decision."""

    __tablename__ = "toezichtintrekking"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = _ONDERTEKEND

    besluit_id: Mapped[UUID] = sleutel_naar("toezichtbesluit.id")
    tekst: Mapped[str] = mapped_column(sa.Text)
    handtekening: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sleutel: Mapped[str] = mapped_column(sa.String(64))


class VernietigdVerzoek(MetId, MetMaker, Basis):
    """What is kept of a request whose casus was destroyed in its own vault: numbers, days, how it was judged, and why.

    ``id`` is that of the request, so that the same request is never taken in again.
    """

    __tablename__ = "vernietigd_verzoek"
    gegevens = LOG
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "verbinding_id": TECHNISCH, "pakket_id": TECHNISCH}

    verbinding_id: Mapped[UUID] = sleutel_naar("verbinding.id")
    nummer: Mapped[str] = mapped_column(sa.String(20))
    ontvangen_op: Mapped[datetime]
    besluiten: Mapped[str] = mapped_column(sa.Text)  # canonical JSON: number, oordeel and days of each decision
    certificaat: Mapped[str] = mapped_column(sa.Text)  # canonical JSON: the certificate with both signatures
    pakket_id: Mapped[UUID] = sleutel_naar("pakket.id")


class GezienControlepunt(MetId, MetMaker, Basis):
    """A head of another vault's log, as it was shown here: the anchor outside that machine."""

    __tablename__ = "gezien_controlepunt"
    gegevens = LOG
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "verbinding_id": TECHNISCH}

    verbinding_id: Mapped[UUID] = sleutel_naar("verbinding.id")
    reeks: Mapped[int]
    grootte: Mapped[int]
    wortel: Mapped[str] = mapped_column(sa.String(64))
    tekst: Mapped[str] = mapped_column(sa.Text)
    pakket_id: Mapped[UUID | None] = sleutel_naar("pakket.id")


class Auditdossier(MetId, MetMaker, Basis):
    """What was found about the log of another vault: by an audit, or when a package was refused for its log.

    A refused package is not taken in, so it has no row to refer to; its log head is kept in ``inhoud``.
    """

    __tablename__ = "auditdossier"
    gegevens = LOG
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "verbinding_id": TECHNISCH}

    verbinding_id: Mapped[UUID] = sleutel_naar("verbinding.id")
    pakket_id: Mapped[UUID | None] = sleutel_naar("pakket.id")
    van_nr: Mapped[int]
    tot_nr: Mapped[int]
    in_orde: Mapped[bool]
    bevindingen: Mapped[str] = mapped_column(sa.Text)  # canonical JSON: sentences
    inhoud: Mapped[str] = mapped_column(sa.Text, deferred=True)  # canonical JSON of the package
