"""The informatiebeeld: what was counted and shown per quarter, what partners read in it, and how the programme goes.

No row is about a person. ``Beeldcel.telling`` is a true count, possibly of one or two: it never leaves the vault, and
is emptied as soon as the next quarter is settled, for then only what was shown is needed.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.domain.beeld import Wijze as Beeldwijze
from pmg_desk.storage.gegevens import MEDEWERKER, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis, MetId, MetMaker, MetVersie, sleutel_naar
from pmg_desk.storage.types import Keuze

_MAKER: dict[str, Gegevens] = {"door_id": MEDEWERKER, "op": TECHNISCH}


class Beeldkwartaal(MetId, MetMaker, Basis):
    """A quarter that was counted, protected and settled: from then on each answer about it is the same."""

    __tablename__ = "beeldkwartaal"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    kwartaal: Mapped[str] = mapped_column(sa.String(7), unique=True)  # domain.kwartaal.Kwartaal
    wijze: Mapped[Beeldwijze] = mapped_column(Keuze(Beeldwijze))
    drempel: Mapped[int]
    assen: Mapped[str] = mapped_column(sa.Text)  # canonical JSON: the axes as the profile had them


class Beeldcel(MetId, Basis):
    """One number of a settled quarter, total or not. ``sleutel``: a category per axis, joined by ``|``."""

    __tablename__ = "beeldcel"
    __table_args__ = (sa.UniqueConstraint("beeldkwartaal_id", "meting", "assen", "sleutel"),)
    gegevens = TECHNISCH

    beeldkwartaal_id: Mapped[UUID] = sleutel_naar("beeldkwartaal.id")
    meting: Mapped[str] = mapped_column(sa.String(60), index=True)
    assen: Mapped[str] = mapped_column(sa.String(120))  # keys of the axes, joined by "|"
    sleutel: Mapped[str] = mapped_column(sa.String(300))
    getoond: Mapped[int | None]  # None: hidden
    gevoelig: Mapped[bool] = mapped_column(default=False)  # a small number that the test still has to protect
    telling: Mapped[int | None]  # the true count, only of the latest quarter


class Beeldrest(MetId, Basis):
    """What a balance leaves over because something was registered late, corrected or destroyed since (``Balans``)."""

    __tablename__ = "beeldrest"
    gegevens = TECHNISCH

    beeldkwartaal_id: Mapped[UUID] = sleutel_naar("beeldkwartaal.id")
    meting: Mapped[str] = mapped_column(sa.String(60))  # the one that is counted on a day
    sleutel: Mapped[str] = mapped_column(sa.String(300))
    rest: Mapped[int]


class Duiding(MetId, MetMaker, Basis):
    """What the partners read in a number (reflexief monitoren, 000 chapter 6). A later one stands beside it.

    Without words it was withdrawn.
    """

    __tablename__ = "duiding"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    kwartaal: Mapped[str] = mapped_column(sa.String(7), index=True)
    onderwerp: Mapped[str] = mapped_column(sa.String(60))  # key of a measure, or inspanning:<key>, or doel:<key>
    tekst: Mapped[str] = mapped_column(sa.Text)
    wie: Mapped[str] = mapped_column(sa.String(200))  # which partners, in words


class Inspanningstand(StrEnum):
    """How an effort of the programme goes in a quarter."""

    NIET_BEGONNEN = "niet_begonnen"
    LOOPT = "loopt"
    VERTRAAGD = "vertraagd"
    GEREED = "gereed"
    GESTOPT = "gestopt"


class Inspanningkwartaal(MetId, MetVersie, MetMaker, Basis):
    """What was planned and done for one effort of the programme in a quarter (DIN, 000 bijlage 2; 002)."""

    __tablename__ = "inspanningkwartaal"
    __table_args__ = (sa.UniqueConstraint("inspanning", "kwartaal"),)
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    inspanning: Mapped[str] = mapped_column(sa.String(60), index=True)  # profile key
    kwartaal: Mapped[str] = mapped_column(sa.String(7))
    stand: Mapped[Inspanningstand] = mapped_column(Keuze(Inspanningstand))
    gepland: Mapped[str] = mapped_column(sa.Text, default="")
    gedaan: Mapped[str] = mapped_column(sa.Text, default="")


class Inspanningversie(MetId, MetMaker, Basis):
    """What was written of an effort in a quarter before it was written anew: kept as it was, with who wrote it."""

    __tablename__ = "inspanningversie"
    __table_args__ = (sa.UniqueConstraint("inspanningkwartaal_id", "nummer"),)
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    inspanningkwartaal_id: Mapped[UUID] = sleutel_naar("inspanningkwartaal.id")
    nummer: Mapped[int]  # the version it was
    stand: Mapped[Inspanningstand] = mapped_column(Keuze(Inspanningstand))
    gepland: Mapped[str] = mapped_column(sa.Text, default="")
    gedaan: Mapped[str] = mapped_column(sa.Text, default="")


class Streeftelling(MetId, MetMaker, Basis):
    """How far a number to reach was on a day, counted elsewhere and typed in. Superseded, never changed.

    Without ``waarde`` it takes back what it supersedes.
    """

    __tablename__ = "streeftelling"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    streefwaarde: Mapped[str] = mapped_column(sa.String(60), index=True)  # profile key
    waarde: Mapped[int | None]
    peildag: Mapped[date]
    bron: Mapped[str] = mapped_column(sa.String(200))  # who counted it, in words
    vervangt_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("streeftelling.id"), unique=True)


class Beelduitvoer(MetId, MetMaker, Basis):
    """A file that was made of settled quarters: xlsx, PDF or CSV, for whom and with which words.

    With all it takes to make the same file again; the file itself is not kept.
    """

    __tablename__ = "beelduitvoer"
    gegevens = TECHNISCH
    gegevens_per: ClassVar[dict[str, Gegevens]] = _MAKER

    nummer: Mapped[int] = mapped_column(unique=True)
    soort: Mapped[str] = mapped_column(sa.String(10))  # xlsx, pdf, csv
    van: Mapped[str] = mapped_column(sa.String(7))  # first quarter in it
    tot: Mapped[str] = mapped_column(sa.String(7))  # last quarter in it
    metingen: Mapped[str] = mapped_column(sa.Text, default="")  # keys of measures joined by "|"; empty: all
    gemeente: Mapped[str] = mapped_column(sa.String(200), default="")  # as the profile called it then
    functie: Mapped[str] = mapped_column(sa.String(40), default="")  # in which the maker made it
    uitgebreid: Mapped[bool] = mapped_column(default=False)
    voor_wie: Mapped[str] = mapped_column(sa.String(200), default="")
    tekst: Mapped[str] = mapped_column(sa.Text, default="")  # what the maker wrote above it
    streefzinnen: Mapped[str] = mapped_column(sa.Text, default="[]")  # canonical JSON: table and sentence of each
    document_hash: Mapped[str] = mapped_column(sa.String(64))
