"""Which row a search hit belongs to. The folded text itself lies in the FTS5 table ``zoek`` (see the migration)."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pmg_desk.storage.gegevens import CASUS_SLEUTEL
from pmg_desk.storage.models.basis import Basis


class Zoekrij(Basis):
    """One findable thing. ``id`` is the rowid in the FTS5 table; ``casus_id`` is empty for the address book."""

    __tablename__ = "zoekrij"
    __table_args__ = (sa.UniqueConstraint("object_id", "casus_id"),)
    gegevens = CASUS_SLEUTEL

    id: Mapped[int] = mapped_column(primary_key=True)
    soort: Mapped[str] = mapped_column(sa.String(40))
    object_id: Mapped[UUID] = mapped_column(index=True)
    casus_id: Mapped[UUID | None] = mapped_column(index=True)
