"""The log and the details kept beside it; triggers in the migration keep both append-only."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import LOG, LOGDETAIL, TECHNISCH, Gegevens
from pmg_desk.storage.models.basis import Basis


class LogregelRij(Basis):
    """A Logregel: the leaf as hashed, its hash, and the columns by which lists filter."""

    __tablename__ = "logregel"
    gegevens = LOG
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"nr": TECHNISCH, "hash": TECHNISCH}

    nr: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    blad: Mapped[str] = mapped_column(sa.Text)
    hash: Mapped[str] = mapped_column(sa.String(64))
    tijd: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(sa.String(40), index=True)
    actie: Mapped[str] = mapped_column(sa.String(60), index=True)
    object_soort: Mapped[str] = mapped_column(sa.String(40))
    object_id: Mapped[UUID | None] = mapped_column(index=True)
    casus_id: Mapped[UUID | None] = mapped_column(index=True)
    resultaat: Mapped[str] = mapped_column(sa.String(20))
    ontvanger: Mapped[str] = mapped_column(sa.String(300))


class Logdetail(Basis):
    """The opening of a line's commitment. Erasure empties it and keeps the line."""

    __tablename__ = "logdetail"
    gegevens = LOGDETAIL
    gegevens_per: ClassVar[dict[str, Gegevens]] = {"nr": TECHNISCH, "gewist": TECHNISCH}

    nr: Mapped[int] = mapped_column(sa.ForeignKey("logregel.nr"), primary_key=True, autoincrement=False)
    zout: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    detail: Mapped[str | None] = mapped_column(sa.Text)
    gewist: Mapped[bool] = mapped_column(default=False)
