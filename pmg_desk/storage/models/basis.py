"""The base of all tables: naming of constraints, the usual columns, and what each column is under the law."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from pmg_desk.storage.gegevens import TECHNISCH, Gegevens
from pmg_desk.storage.types import Moment


class Basis(DeclarativeBase):
    """Base of every table. ``gegevens`` answers for all columns, ``gegevens_per`` for the exceptions."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {UUID: sa.Uuid(), datetime: Moment()}

    gegevens: ClassVar[Gegevens]
    gegevens_per: ClassVar[dict[str, Gegevens]] = {}

    @classmethod
    def gegevens_van(cls, kolom: str) -> Gegevens:
        """What ``kolom`` is under the law; keys and row versions are technical unless said otherwise."""
        if kolom in cls.gegevens_per:
            return cls.gegevens_per[kolom]
        if kolom in ("id", "versie", "volgorde"):
            return TECHNISCH
        return cls.gegevens


class MetId:
    """A UUID key, made by the program so that packages between installations never clash."""

    id: Mapped[UUID] = mapped_column(primary_key=True)


class MetVersie:
    """Optimistic locking: a row that somebody else saved in between is refused, never overwritten."""

    versie: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        return {"version_id_col": cls.versie}


class MetMaker:
    """Who entered a row, and when."""

    door_id: Mapped[UUID] = mapped_column(sa.ForeignKey("gebruiker.id"))
    op: Mapped[datetime]


def sleutel_naar(doel: str, *, index: bool = True, **kw: Any) -> Any:
    """A foreign key column to ``doel`` (``table.column``), indexed because lists filter on it."""
    return mapped_column(sa.ForeignKey(doel), index=index, **kw)
