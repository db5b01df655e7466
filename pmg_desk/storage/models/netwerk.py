"""The people around a jongere in more words, and groups: a household or a group of youths with a plan of its own."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.storage.gegevens import CASUS_SLEUTEL, GEZIN, MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.models.plannen import ActieStatus
from pmg_desk.storage.types import Keuze


class Relatieduiding(MetId, MetMaker, Basis):
    """What is said about somebody in the network, and whether they are at risk; the latest row of a relation counts."""

    __tablename__ = "relatieduiding"
    gegevens = GEZIN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "relatie_id": CASUS_SLEUTEL,
        "uitspraak_id": CASUS_SLEUTEL,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    relatie_id: Mapped[UUID] = sleutel_naar("relatie.id")
    loopt_risico: Mapped[bool] = mapped_column(default=False)  # a brother or sister at risk, for one
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")


class Relatieplek(MetId, MetMaker, Basis):
    """Which casus recorded somebody around the jongere: shown, changed and erased with that casus only.

    Relations of before this table have no row and belong to every casus of the jongere.
    """

    __tablename__ = "relatieplek"
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER, "op": TECHNISCH}

    relatie_id: Mapped[UUID] = sleutel_naar("relatie.id")
    casus_id: Mapped[UUID] = sleutel_naar("casus.id")


class GroepSoort(StrEnum):
    """A household or a group of youths."""

    HUISHOUDEN = "huishouden"
    GROEP = "groep"


class Groep(MetId, MetVersie, MetMaker, Basis):
    """Groep: a household or a group as a thing of its own (7-stappenmodel, 002). Goes with its last casus."""

    __tablename__ = "groep"
    gegevens = GEZIN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "soort": TECHNISCH,
        "tafel": TECHNISCH,
        "begonnen_op": TECHNISCH,
        "gesloten_op": TECHNISCH,
        "evaluatie_op": TECHNISCH,
        "doel_categorie": TECHNISCH,
        "doel_derden": TECHNISCH,
        "regisseur_id": MEDEWERKER,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    soort: Mapped[GroepSoort] = mapped_column(Keuze(GroepSoort))
    naam: Mapped[str] = mapped_column(sa.String(160))
    tafel: Mapped[str] = mapped_column(sa.String(60), index=True)
    regisseur_id: Mapped[UUID] = sleutel_naar("gebruiker.id")
    begonnen_op: Mapped[date]
    gesloten_op: Mapped[date | None]
    gebied: Mapped[str] = mapped_column(sa.String(160), default="")  # where the group is
    doel: Mapped[str] = mapped_column(sa.Text, default="")  # of the plan for the group as a whole
    doel_categorie: Mapped[str] = mapped_column(sa.String(40), default="gezin")
    doel_derden: Mapped[bool] = mapped_column(default=False)
    evaluatie_op: Mapped[date | None]


class Groepslid(MetId, MetMaker, Basis):
    """A member: a casus, or somebody without one, with the minimum."""

    __tablename__ = "groepslid"
    gegevens = GEZIN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "groep_id": CASUS_SLEUTEL,
        "casus_id": CASUS_SLEUTEL,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    groep_id: Mapped[UUID] = sleutel_naar("groep.id")
    casus_id: Mapped[UUID | None] = sleutel_naar("casus.id")
    naam: Mapped[str] = mapped_column(sa.String(400), default="")  # only of somebody without a casus
    rol: Mapped[str] = mapped_column(sa.String(120), default="")
    van: Mapped[date]
    tot: Mapped[date | None]


class Groepsstap(MetId, MetMaker, Basis):
    """What was done or found in one of the seven steps (002); of each step the latest row is current."""

    __tablename__ = "groepsstap"
    gegevens = GEZIN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "groep_id": CASUS_SLEUTEL,
        "stap": TECHNISCH,
        "categorie": TECHNISCH,
        "derden": TECHNISCH,
        "gedaan_op": TECHNISCH,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    groep_id: Mapped[UUID] = sleutel_naar("groep.id")
    stap: Mapped[int]
    tekst: Mapped[str] = mapped_column(sa.Text)
    bron: Mapped[str] = mapped_column(sa.String(200))
    aard: Mapped[Aard] = mapped_column(Keuze(Aard))
    categorie: Mapped[str] = mapped_column(sa.String(40))
    derden: Mapped[bool] = mapped_column(default=False)
    gedaan_op: Mapped[date]


class Groepsactie(MetId, MetVersie, MetMaker, Basis):
    """Who does what by when for the group as a whole."""

    __tablename__ = "groepsactie"
    gegevens = GEZIN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "groep_id": CASUS_SLEUTEL,
        "eigenaar_id": CASUS_SLEUTEL,
        "deadline": TECHNISCH,
        "status": TECHNISCH,
        "gereed_op": TECHNISCH,
        "categorie": TECHNISCH,
        "derden": TECHNISCH,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    groep_id: Mapped[UUID] = sleutel_naar("groep.id")
    tekst: Mapped[str] = mapped_column(sa.Text)
    categorie: Mapped[str] = mapped_column(sa.String(40))  # of the result too
    derden: Mapped[bool] = mapped_column(default=False)
    eigenaar_id: Mapped[UUID] = sleutel_naar("professional.id")
    deadline: Mapped[date] = mapped_column(index=True)
    status: Mapped[ActieStatus] = mapped_column(Keuze(ActieStatus), index=True)
    gereed_op: Mapped[date | None]
    resultaat: Mapped[str] = mapped_column(sa.Text, default="")


class Groepsversie(MetId, MetMaker, Basis):
    """What the goal, an action or a member of a group said until somebody (``door_id``, ``op``) changed it."""

    __tablename__ = "groepsversie"
    gegevens = GEZIN
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        "groep_id": CASUS_SLEUTEL,
        "groepsactie_id": CASUS_SLEUTEL,
        "groepslid_id": CASUS_SLEUTEL,
        "categorie": TECHNISCH,
        "derden": TECHNISCH,
        "door_id": MEDEWERKER,
        "op": TECHNISCH,
    }

    groep_id: Mapped[UUID] = sleutel_naar("groep.id")
    groepsactie_id: Mapped[UUID | None] = sleutel_naar("groepsactie.id")  # neither this nor a member: the goal
    groepslid_id: Mapped[UUID | None] = sleutel_naar("groepslid.id")
    tekst: Mapped[str] = mapped_column(sa.Text, default="")  # the goal, what was to be done, the role
    omschrijving: Mapped[str] = mapped_column(sa.Text, default="")  # what else it said, in words
    categorie: Mapped[str] = mapped_column(sa.String(40), default="")  # of a member empty: whoever sees it may read it
    derden: Mapped[bool] = mapped_column(default=False)
