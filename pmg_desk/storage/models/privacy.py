"""The privacy officer's desk: who judges what, judgements signed together, and what is looked at afterwards."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import CASUS_SLEUTEL, DELING, LOG, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze

_GEMAAKT: dict[str, Gegevens] = {"door_id": MEDEWERKER, "op": TECHNISCH}


class Prioriteit(StrEnum):
    """What goes first in the inbox."""

    GEWOON = "gewoon"
    HOOG = "hoog"


class Behandeling(MetId, MetMaker, Basis):
    """Which privacy officer handles a request and how urgent it is; of a request the latest row counts."""

    __tablename__ = "behandeling"
    gegevens = MEDEWERKER
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        **_GEMAAKT,
        "verzoek_id": CASUS_SLEUTEL,
        "ontvangen_id": CASUS_SLEUTEL,
        "prioriteit": CASUS_SLEUTEL,
    }

    verzoek_id: Mapped[UUID | None] = sleutel_naar("delingsverzoek.id")
    ontvangen_id: Mapped[UUID | None] = sleutel_naar("ontvangen_verzoek.id")
    behandelaar_id: Mapped[UUID | None] = sleutel_naar("gebruiker.id")
    prioriteit: Mapped[Prioriteit] = mapped_column(Keuze(Prioriteit))


class Oordeelvervanging(MetId, MetMaker, Basis):
    """A privacy officer who is away: another one sees and judges what was theirs, from day to day."""

    __tablename__ = "oordeelvervanging"
    gegevens = MEDEWERKER
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"van": TECHNISCH, "tot": TECHNISCH, "op": TECHNISCH}

    officer_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    vervanger_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    van: Mapped[date]
    tot: Mapped[date]
    beeindigd_op: Mapped[date | None]


class Belang(MetId, MetMaker, Basis):
    """A privacy officer who may not judge something that touches themselves or their family. Never taken back."""

    __tablename__ = "belang"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = _GEMAAKT

    verzoek_id: Mapped[UUID | None] = sleutel_naar("delingsverzoek.id")
    ontvangen_id: Mapped[UUID | None] = sleutel_naar("ontvangen_verzoek.id")
    reden: Mapped[str] = mapped_column(sa.String(400))


class Tekstblok(MetId, MetVersie, MetMaker, Basis):
    """A sentence that a privacy officer uses again. Holds nothing of a casus."""

    __tablename__ = "tekstblok"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _GEMAAKT

    naam: Mapped[str] = mapped_column(sa.String(80))
    tekst: Mapped[str] = mapped_column(sa.Text)
    soort: Mapped[str] = mapped_column(sa.String(40))  # motivering, voorwaarde, or a Toetsvraag
    verwijderd_op: Mapped[date | None]


class Spoedverstrekking(MetId, MetMaker, Basis):
    """Shared before it was judged, because it could not wait: why, and by when a privacy officer looks at it."""

    __tablename__ = "spoedverstrekking"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "te_toetsen_voor": TECHNISCH}

    verstrekking_id: Mapped[UUID] = sleutel_naar("verstrekking.id")
    reden: Mapped[str] = mapped_column(sa.Text)
    derden: Mapped[bool]  # what was told is about others as well
    te_toetsen_voor: Mapped[date]


class Spoedbevinding(MetId, MetMaker, Basis):
    """What a privacy officer found of an emergency, afterwards: lawful or not, and why."""

    __tablename__ = "spoedbevinding"
    gegevens = DELING
    gegevens_per: ClassVar[dict[str, Gegevens]] = _GEMAAKT

    spoed_id: Mapped[UUID | None] = sleutel_naar("spoedverstrekking.id")
    noodtoegang_id: Mapped[UUID | None] = sleutel_naar("noodtoegang.id")
    rechtmatig: Mapped[bool]
    motivering: Mapped[str] = mapped_column(sa.Text)


class Datalek(MetId, MetVersie, MetMaker, Basis):
    """A personal data breach (AVG 33). The register of breaches outlives the casus, so it holds no names of youths."""

    __tablename__ = "datalek"
    gegevens = LOG
    gegevens_per: ClassVar[dict[str, Gegevens]] = _GEMAAKT

    nummer: Mapped[str] = mapped_column(sa.String(20), unique=True)
    casusnummer: Mapped[str] = mapped_column(sa.String(20), default="")
    bevinding_id: Mapped[UUID | None] = mapped_column(sa.Uuid(), index=True)  # also once that is gone
    ontdekt_op: Mapped[datetime]
    wat: Mapped[str] = mapped_column(sa.Text)
    categorieen: Mapped[str] = mapped_column(sa.String(400), default="")
    betrokkenen: Mapped[int] = mapped_column(default=1)
    gevolgen: Mapped[str] = mapped_column(sa.Text, default="")
    maatregelen: Mapped[str] = mapped_column(sa.Text, default="")
    risico: Mapped[bool | None]  # for the rights of people; None: not judged yet
    hoog_risico: Mapped[bool | None]
    gemeld_ap_op: Mapped[datetime | None]
    niet_gemeld_reden: Mapped[str] = mapped_column(sa.Text, default="")
    betrokkenen_ingelicht_op: Mapped[datetime | None]
    niet_ingelicht_reden: Mapped[str] = mapped_column(sa.Text, default="")
    afgesloten_op: Mapped[datetime | None]


class Steekproef(MetId, MetMaker, Basis):
    """A random sample of log lines, drawn so that anybody can draw it again: the seed, and from which lines."""

    __tablename__ = "steekproef"
    gegevens = LOG
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_GEMAAKT, "auditdossier_id": TECHNISCH}

    auditdossier_id: Mapped[UUID | None] = sleutel_naar("auditdossier.id")  # of another vault's lines
    maand: Mapped[str] = mapped_column(sa.String(7), index=True)  # 2026-11
    zaad: Mapped[str] = mapped_column(sa.String(64))
    omvang: Mapped[int]
    van_nr: Mapped[int]
    tot_nr: Mapped[int]
    populatie: Mapped[int]
    populatie_hash: Mapped[str] = mapped_column(sa.String(64))


class Steekproefregel(MetId, Basis):
    """One drawn line, and what was found when it was looked at."""

    __tablename__ = "steekproefregel"
    gegevens = LOG
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "steekproef_id": TECHNISCH,
        "bekeken_op": TECHNISCH,
        "bekeken_door_id": MEDEWERKER,
    }

    steekproef_id: Mapped[UUID] = sleutel_naar("steekproef.id")
    nr: Mapped[int]
    in_orde: Mapped[bool | None]
    bevinding: Mapped[str] = mapped_column(sa.Text, default="")
    bekeken_op: Mapped[datetime | None]
    bekeken_door_id: Mapped[UUID | None] = sleutel_naar("gebruiker.id")


class KnelpuntStatus(StrEnum):
    """Whether something still hinders."""

    OPEN = "open"
    VOORGELEGD = "voorgelegd"
    OPGELOST = "opgelost"


class Knelpunt(MetId, MetVersie, MetMaker, Basis):
    """Where a convenant or the law hinders the work (000, interventie 9). About no person."""

    __tablename__ = "knelpunt"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER}

    nummer: Mapped[str] = mapped_column(sa.String(20), unique=True)
    titel: Mapped[str] = mapped_column(sa.String(160))
    bron: Mapped[str] = mapped_column(sa.String(200))  # convenant or law, with article
    tafel: Mapped[str] = mapped_column(sa.String(60), default="")
    omschrijving: Mapped[str] = mapped_column(sa.Text)
    gevolg: Mapped[str] = mapped_column(sa.Text, default="")
    voorstel: Mapped[str] = mapped_column(sa.Text, default="")
    status: Mapped[KnelpuntStatus] = mapped_column(Keuze(KnelpuntStatus), index=True)
    afloop: Mapped[str] = mapped_column(sa.Text, default="")
    afgesloten_op: Mapped[date | None]
