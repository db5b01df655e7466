"""What is known and said about a casus: statements, antecedenten, scores, signs, indelingen. Append-only."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.storage.gegevens import (
    CASUS_SLEUTEL,
    DOELGROEP,
    LEEFGEBIED,
    MEDEWERKER,
    POLITIE,
    TECHNISCH,
    UITSPRAAK,
    Gegevens,
)
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Datumtekst, Keuze

_SLEUTELS: dict[str, Gegevens] = {
    "casus_id": CASUS_SLEUTEL,
    "door_id": MEDEWERKER,
    "op": TECHNISCH,
}


class UitspraakSoort(StrEnum):
    """What a statement is for; decides where it is shown and its default data category."""

    AANLEIDING = "aanleiding"
    SIGNAAL = "signaal"
    FEIT = "feit"
    ANTECEDENT = "antecedent"  # description of an antecedent
    SCORE = "score"  # explanation of a leefgebied score
    KENMERK = "kenmerk"  # explanation of a harde-kern sign or raised risk
    INDELING = "indeling"  # motivation of a classification
    PLAN = "plan"
    WENS = "wens"  # the youth's own wishes and talents
    DOEL = "doel"
    ACTIE = "actie"
    RESULTAAT = "resultaat"  # of an action
    CORRECTIE = "correctie"  # statement of the youth or parents (AVG 16)
    FACTOR = "factor"  # a risk or protective factor
    NETWERK = "netwerk"  # about somebody around the jongere
    TOETS = "toets"  # by what one sees that a goal was reached
    AFSPRAAK = "afspraak"  # on informing, scaling up or down, closing, nazorg
    EVALUATIE = "evaluatie"
    ROUTE = "route"  # why and with what outcome a casus goes from table to table; evidence of a phase
    INZET = "inzet"  # why an interventie was chosen, and its result
    BUDGET = "budget"  # what money is asked for, and the decision
    BIJLAGE = "bijlage"  # what a file is
    BESPREKING = "bespreking"  # said at a table
    BESLUIT = "besluit"  # decided at a table


class Uitspraak(MetId, MetMaker, Basis):
    """Uitspraak: one thing somebody said about a casus, with source and nature. Never updated, only superseded."""

    __tablename__ = "uitspraak"
    gegevens = UITSPRAAK
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_SLEUTELS, "vervangt_id": CASUS_SLEUTEL}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    soort: Mapped[UitspraakSoort] = mapped_column(Keuze(UitspraakSoort))
    tekst: Mapped[str] = mapped_column(sa.Text)
    bron: Mapped[str] = mapped_column(sa.String(200))  # who said it, in words
    bron_professional_id: Mapped[UUID | None] = sleutel_naar("professional.id")
    gezegd_op: Mapped[date]
    aard: Mapped[Aard] = mapped_column(Keuze(Aard))
    categorie: Mapped[str] = mapped_column(sa.String(40))
    derden: Mapped[bool] = mapped_column(default=False)
    derden_wie: Mapped[str] = mapped_column(sa.String(200), default="")
    doorverstrekking: Mapped[Doorverstrekking] = mapped_column(Keuze(Doorverstrekking))
    vervangt_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("uitspraak.id"), unique=True)
    vervallen: Mapped[bool] = mapped_column(default=False)  # this row says: what it supersedes no longer holds
    wijziging_reden: Mapped[str] = mapped_column(sa.String(300), default="")


class Antecedent(MetId, MetMaker, Basis):
    """Antecedent: a contact with police or justice, with its status. Only some statuses count (profile)."""

    __tablename__ = "antecedent"
    gegevens = POLITIE
    gegevens_per: ClassVar[dict[str, Gegevens]] = {
        **_SLEUTELS,
        "uitspraak_id": CASUS_SLEUTEL,
        "vervangt_id": CASUS_SLEUTEL,
    }

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    datum: Mapped[OnvolledigeDatum] = mapped_column(Datumtekst())
    soort: Mapped[str] = mapped_column(sa.String(60))  # profile key
    status: Mapped[str] = mapped_column(sa.String(60))  # profile key
    ondermijnend: Mapped[bool] = mapped_column(default=False)
    bron: Mapped[str] = mapped_column(sa.String(200))
    grondslag: Mapped[str] = mapped_column(sa.String(60), default="")  # ground on which the source provided it
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")
    vervangt_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("antecedent.id"), unique=True)
    vervallen: Mapped[bool] = mapped_column(default=False)


class Score(MetId, MetMaker, Basis):
    """A leefgebied score, 1 (acute) to 5 (self-reliant), on a day; the latest row of a leefgebied is current."""

    __tablename__ = "score"
    __table_args__ = (sa.CheckConstraint("waarde BETWEEN 1 AND 5", name="waarde"),)
    gegevens = LEEFGEBIED
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_SLEUTELS, "uitspraak_id": CASUS_SLEUTEL}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    leefgebied: Mapped[str] = mapped_column(sa.String(60))
    waarde: Mapped[int]
    gemeten_op: Mapped[date]
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")


class KenmerkSoort(StrEnum):
    """Signs that a professional judges, with a source; the program never computes them."""

    VERHOOGD_RISICO = "verhoogd_risico"
    NEGATIEF_ROLMODEL = "negatief_rolmodel"
    LINK_NETWERK = "link_netwerk"
    SLACHTOFFER = "slachtoffer"


class Kenmerk(MetId, MetMaker, Basis):
    """A judged sign, yes or no, from a day on; the latest row of a kind is current."""

    __tablename__ = "kenmerk"
    gegevens = POLITIE
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_SLEUTELS, "uitspraak_id": CASUS_SLEUTEL}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    soort: Mapped[KenmerkSoort] = mapped_column(Keuze(KenmerkSoort))
    waarde: Mapped[bool]
    bron: Mapped[str] = mapped_column(sa.String(200))
    uitspraak_id: Mapped[UUID | None] = sleutel_naar("uitspraak.id")


class Indeling(MetId, MetMaker, Basis):
    """Indeling: the doelgroep a person chose, with motivation, the criteria and the facts as they stood then."""

    __tablename__ = "indeling"
    gegevens = DOELGROEP
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_SLEUTELS, "uitspraak_id": CASUS_SLEUTEL}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    doelgroep: Mapped[str] = mapped_column(sa.String(40))
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    afwijking: Mapped[bool] = mapped_column(default=False)
    afwijking_reden: Mapped[str] = mapped_column(sa.Text, default="")
    criteria: Mapped[str] = mapped_column(sa.Text)  # canonical JSON of criteria and outcomes as they stood


class FactorSoort(StrEnum):
    """Both are recorded: what threatens and what protects."""

    RISICO = "risico"
    BESCHERMING = "bescherming"


class Factor(MetId, MetVersie, MetMaker, Basis):
    """A risk or protective factor on a leefgebied, from a day on; it ends, it is not changed."""

    __tablename__ = "factor"
    gegevens = LEEFGEBIED
    gegevens_per: ClassVar[dict[str, Gegevens]] = {**_SLEUTELS, "uitspraak_id": CASUS_SLEUTEL}

    casus_id: Mapped[UUID] = sleutel_naar("casus.id")
    leefgebied: Mapped[str] = mapped_column(sa.String(60))
    soort: Mapped[FactorSoort] = mapped_column(Keuze(FactorSoort))
    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    van: Mapped[date]
    tot: Mapped[date | None]


class Leefwereldplek(MetId, Basis):
    """In which of the four leefwerelden (school, gezin, straat, digitaal; 000) a statement belongs."""

    __tablename__ = "leefwereldplek"
    __table_args__ = (sa.UniqueConstraint("uitspraak_id", "leefwereld"),)
    gegevens = LEEFGEBIED
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"uitspraak_id": CASUS_SLEUTEL}

    uitspraak_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
    leefwereld: Mapped[str] = mapped_column(sa.String(40))  # profile key


class Reactie(MetId, MetMaker, Basis):
    """A statement of the youth or parents (AVG 16) about one other statement; the other stays as it is."""

    __tablename__ = "reactie"
    gegevens = CASUS_SLEUTEL
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"door_id": MEDEWERKER, "op": TECHNISCH}

    uitspraak_id: Mapped[UUID] = mapped_column(sa.ForeignKey("uitspraak.id"), unique=True)
    over_id: Mapped[UUID] = sleutel_naar("uitspraak.id")
