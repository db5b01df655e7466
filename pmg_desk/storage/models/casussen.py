"""Jongere, casus, and who may see a casus."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.storage.gegevens import (
    CASUS_SLEUTEL,
    GEZIN,
    GEZIN_LINK,
    IDENTITEIT,
    MEDEWERKER,
    TECHNISCH,
    ZOEKSLEUTEL,
    Gegevens,
)
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Datumtekst, Keuze


class CasusStatus(StrEnum):
    """Whether work on a casus goes on."""

    OPEN = "open"
    GESLOTEN = "gesloten"


class Jongere(MetId, MetVersie, MetMaker, Basis):
    """A young person in view of an overlegtafel. Age never blocks registration."""

    __tablename__ = "jongere"
    gegevens = IDENTITEIT
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
        "sorteersleutel": ZOEKSLEUTEL,
    }

    voornamen: Mapped[str] = mapped_column(sa.String(300), default="")
    voorvoegsel: Mapped[str] = mapped_column(sa.String(40), default="")
    geslachtsnaam: Mapped[str] = mapped_column(sa.String(300), default="")
    roepnaam: Mapped[str] = mapped_column(sa.String(100), default="")
    sorteersleutel: Mapped[str] = mapped_column(sa.String(700), index=True)  # folded "geslachtsnaam voornamen"
    geboortedatum: Mapped[OnvolledigeDatum] = mapped_column(Datumtekst(), index=True)
    geslacht: Mapped[str] = mapped_column(sa.String(20), default="")
    bsn: Mapped[str | None] = mapped_column(sa.String(9))
    straat: Mapped[str] = mapped_column(sa.String(120), default="")
    huisnummer: Mapped[str] = mapped_column(sa.String(40), default="")  # with letter and addition
    postcode: Mapped[str] = mapped_column(sa.String(10), default="")
    woonplaats: Mapped[str] = mapped_column(sa.String(80), default="")
    wijk: Mapped[str] = mapped_column(sa.String(80), default="")
    buurt: Mapped[str] = mapped_column(sa.String(80), default="")
    adres_geheim: Mapped[bool] = mapped_column(default=False)  # BRP 07.70.10 not 0
    opschorting: Mapped[str] = mapped_column(sa.String(1), default="")  # BRP 07.67.20: O deceased, E emigrated
    in_onderzoek: Mapped[str] = mapped_column(sa.String(80), default="")  # BRP categories with 83.10
    school: Mapped[str] = mapped_column(sa.String(160), default="")
    telefoon: Mapped[str] = mapped_column(sa.String(40), default="")
    email: Mapped[str] = mapped_column(sa.String(160), default="")


class Blokkeersleutel(MetId, Basis):
    """A coarse key by which likely duplicates of a jongere are fetched without reading every row."""

    __tablename__ = "blokkeersleutel"
    gegevens = ZOEKSLEUTEL

    jongere_id: Mapped[UUID] = sleutel_naar("jongere.id")
    sleutel: Mapped[str] = mapped_column(sa.String(80), index=True)


class Relatie(MetId, MetMaker, Basis):
    """A parent, child or other person around a jongere: the minimum, for people without a casus of their own."""

    __tablename__ = "relatie"
    gegevens = GEZIN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"andere_jongere_id": GEZIN_LINK}

    jongere_id: Mapped[UUID] = sleutel_naar("jongere.id")
    soort: Mapped[str] = mapped_column(sa.String(40))  # ouder, kind, broer_zus, verzorger, ...
    naam: Mapped[str] = mapped_column(sa.String(400))
    geboortedatum: Mapped[OnvolledigeDatum | None] = mapped_column(Datumtekst())
    gezag: Mapped[str] = mapped_column(sa.String(40), default="")  # ja, nee, or as the BRP says it
    andere_jongere_id: Mapped[UUID | None] = sleutel_naar("jongere.id")  # shown only to who may see both


class Casus(MetId, MetVersie, MetMaker, Basis):
    """The work on one jongere at the overlegtafels, from aanmelding to closing."""

    __tablename__ = "casus"
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "regisseur_id": MEDEWERKER,
        "door_id": MEDEWERKER,
        "wijk_bij_aanmelding": IDENTITEIT,
        "buurt_bij_aanmelding": IDENTITEIT,
        "aangemeld_door": MEDEWERKER,
    }

    nummer: Mapped[str] = mapped_column(sa.String(20), unique=True)
    jongere_id: Mapped[UUID] = sleutel_naar("jongere.id")
    status: Mapped[CasusStatus] = mapped_column(Keuze(CasusStatus), index=True)
    regisseur_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    geopend_op: Mapped[date]
    aangemeld_door: Mapped[str] = mapped_column(sa.String(200), default="")
    wijk_bij_aanmelding: Mapped[str] = mapped_column(sa.String(80), default="")  # as it was, for later figures
    buurt_bij_aanmelding: Mapped[str] = mapped_column(sa.String(80), default="")
    doelgroep: Mapped[str | None] = mapped_column(sa.String(40))  # latest indeling, for lists; history in Indeling
    gewijzigd_op: Mapped[datetime] = mapped_column(index=True)


class CasusPeriode(MetId, Basis):
    """One stretch in which a casus was open; re-opening starts the next one and overwrites nothing."""

    __tablename__ = "casus_periode"
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"toelichting_sluiting": IDENTITEIT, "reden_heropening": IDENTITEIT}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    van: Mapped[date]
    tot: Mapped[date | None]
    reden_sluiting: Mapped[str] = mapped_column(sa.String(80), default="")  # profile key
    uitkomst: Mapped[str] = mapped_column(sa.String(80), default="")  # profile key
    toelichting_sluiting: Mapped[str] = mapped_column(sa.Text, default="")
    reden_heropening: Mapped[str] = mapped_column(sa.Text, default="")


class CasusTafel(MetId, Basis):
    """A casus at an overlegtafel, from when until when."""

    __tablename__ = "casus_tafel"
    gegevens = CASUS_SLEUTEL

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    van: Mapped[date]
    tot: Mapped[date | None]


class Toewijzing(MetId, MetMaker, Basis):
    """A casus assigned for reading to a meelezer (or a replacing casusregisseur)."""

    __tablename__ = "toewijzing"
    gegevens = MEDEWERKER
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"casus_id": CASUS_SLEUTEL}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    gebruiker_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    tot: Mapped[date | None]


class Noodtoegang(MetId, MetMaker, Basis):
    """Access taken with a reason by somebody who otherwise may not see the casus; the privacy officer reviews it."""

    __tablename__ = "noodtoegang"
    gegevens = MEDEWERKER
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "casus_id": CASUS_SLEUTEL,
        "reden": IDENTITEIT,
        "bevinding": IDENTITEIT,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    reden: Mapped[str] = mapped_column(sa.Text)
    tot: Mapped[datetime]
    beoordeeld_op: Mapped[datetime | None]
    beoordeeld_door_id: Mapped[UUID | None] = sleutel_naar("gebruiker.id")
    bevinding: Mapped[str] = mapped_column(sa.Text, default="")
