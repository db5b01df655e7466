"""The meldpunt: signals, with or without a person, and the aanmelding of a casus at a table with its triage."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.storage.gegevens import CASUS_SLEUTEL, MEDEWERKER, TECHNISCH, UITSPRAAK, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze


class SignaalStatus(StrEnum):
    """Whether somebody still has to do something with a signal."""

    OPEN = "open"
    IN_CASUS = "in_casus"  # it became a statement of a casus
    AFGEHANDELD = "afgehandeld"  # looked at, no casus; goes when its term is over


class Signaal(MetId, MetVersie, MetMaker, Basis):
    """Signaal: what somebody reported to the meldpunt of a table, before it belongs to a casus (000, interventie 7).

    Once it belongs to one, its words are a statement there (``uitspraak_id``) and nowhere else; this row says who
    reported it and what they were told, and goes with the casus.
    """

    __tablename__ = "signaal"
    gegevens = UITSPRAAK
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "casus_id": CASUS_SLEUTEL,
        "uitspraak_id": CASUS_SLEUTEL,
        "tafel": TECHNISCH,
        "status": TECHNISCH,
        "ontvangen_op": TECHNISCH,
        "afgehandeld_op": TECHNISCH,
        "terugmelding_op": TECHNISCH,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)  # whose meldpunt
    status: Mapped[SignaalStatus] = mapped_column(Keuze(SignaalStatus), index=True)
    ontvangen_op: Mapped[date] = mapped_column(index=True)
    bron: Mapped[str] = mapped_column(sa.String(200))  # who reported it, in words
    over_wie: Mapped[str] = mapped_column(sa.String(400), default="")  # empty: about no person that is known
    wijk: Mapped[str] = mapped_column(sa.String(80), default="")
    buurt: Mapped[str] = mapped_column(sa.String(80), default="")
    tekst: Mapped[str] = mapped_column(sa.Text)
    aard: Mapped[Aard] = mapped_column(Keuze(Aard))
    categorie: Mapped[str] = mapped_column(sa.String(40))
    derden: Mapped[bool] = mapped_column(default=False)
    derden_wie: Mapped[str] = mapped_column(sa.String(200), default="")
    doorverstrekking: Mapped[Doorverstrekking] = mapped_column(Keuze(Doorverstrekking))
    casus_id: Mapped[UUID | None] = sleutel_naar("casus.id")
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
    afgehandeld_op: Mapped[date | None]
    afhandeling: Mapped[str] = mapped_column(sa.Text, default="")  # why, when it did not become part of a casus
    terugmelding_op: Mapped[date | None]  # when who reported it was last told something: see Terugmelding


class Signaalversie(MetId, MetMaker, Basis):
    """What a signal said before somebody corrected it (``door_id``, ``op``), and why; goes with the signal."""

    __tablename__ = "signaalversie"
    gegevens = UITSPRAAK
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "signaal_id": CASUS_SLEUTEL,
        "tafel": TECHNISCH,
        "ontvangen_op": TECHNISCH,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    signaal_id: Mapped[UUID] = sleutel_naar("signaal.id")
    tafel: Mapped[str] = mapped_column(sa.String(60))
    ontvangen_op: Mapped[date]
    bron: Mapped[str] = mapped_column(sa.String(200))
    over_wie: Mapped[str] = mapped_column(sa.String(400), default="")
    wijk: Mapped[str] = mapped_column(sa.String(80), default="")
    buurt: Mapped[str] = mapped_column(sa.String(80), default="")
    tekst: Mapped[str] = mapped_column(sa.Text)
    aard: Mapped[Aard] = mapped_column(Keuze(Aard))
    categorie: Mapped[str] = mapped_column(sa.String(40))
    derden: Mapped[bool] = mapped_column(default=False)
    derden_wie: Mapped[str] = mapped_column(sa.String(200), default="")
    doorverstrekking: Mapped[Doorverstrekking] = mapped_column(Keuze(Doorverstrekking))
    reden: Mapped[str] = mapped_column(sa.String(300))


class AanmeldingStatus(StrEnum):
    """How far an aanmelding at a table is."""

    NIEUW = "nieuw"
    TRIAGE = "triage"
    AANGENOMEN = "aangenomen"
    AFGEWEZEN = "afgewezen"
    VERWEZEN = "verwezen"
    INGETROKKEN = "ingetrokken"


class Urgentie(StrEnum):
    """How soon a table has to look at it."""

    GEWOON = "gewoon"
    SPOED = "spoed"


class Aanmelding(MetId, MetVersie, MetMaker, Basis):
    """Aanmelding: a casus put before a table, which accepts it, rejects it with a reason, or refers it."""

    __tablename__ = "aanmelding"
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "aangemeld_door": MEDEWERKER,
        "door_id": MEDEWERKER,
        "besloten_door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    status: Mapped[AanmeldingStatus] = mapped_column(Keuze(AanmeldingStatus), index=True)
    urgentie: Mapped[Urgentie] = mapped_column(Keuze(Urgentie))
    aangemeld_op: Mapped[date]
    aangemeld_door: Mapped[str] = mapped_column(sa.String(200), default="")
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # why
    afwijking_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # why not by way of the table that it runs by
    doorgeleiding_id: Mapped[UUID | None] = sleutel_naar("doorgeleiding.id")  # when another table asked for it
    casus_tafel_id: Mapped[UUID | None] = sleutel_naar("casus_tafel.id")  # its time at this table
    besloten_op: Mapped[date | None]
    besloten_door_id: Mapped[UUID | None] = sleutel_naar("gebruiker.id")
    besluit_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")  # why accepted, rejected or referred
    verwezen_naar: Mapped[str] = mapped_column(sa.String(160), default="")  # key of a table, or words
    teruggekoppeld_op: Mapped[date | None]  # when who asked for it was last told something: see Terugmelding


class Terugmelding(MetId, MetMaker, Basis):
    """Terugmelding: what somebody who reported a signal, or asked for an aanmelding, was told on a day."""

    __tablename__ = "terugmelding"
    gegevens = UITSPRAAK
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "signaal_id": CASUS_SLEUTEL,
        "aanmelding_id": CASUS_SLEUTEL,
        "gezegd_op": TECHNISCH,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    signaal_id: Mapped[UUID | None] = sleutel_naar("signaal.id")  # one of the two
    aanmelding_id: Mapped[UUID | None] = sleutel_naar("aanmelding.id")
    gezegd_op: Mapped[date]
    tekst: Mapped[str] = mapped_column(sa.Text)


class Antwoord(StrEnum):
    """The answer to one question of a table."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"
    NVT = "nvt"  # the question does not fit this casus


class Triageantwoord(MetId, MetMaker, Basis):
    """One question of the table as it stood in the profile, and the answer; a later row of it replaces this one."""

    __tablename__ = "triageantwoord"
    gegevens = UITSPRAAK
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "aanmelding_id": CASUS_SLEUTEL,
        "toelichting_id": CASUS_SLEUTEL,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    aanmelding_id: Mapped[UUID] = sleutel_naar("aanmelding.id")
    volgorde: Mapped[int] = mapped_column(default=0)
    vraag: Mapped[str] = mapped_column(sa.String(400))
    antwoord: Mapped[Antwoord] = mapped_column(Keuze(Antwoord))
    toelichting_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
