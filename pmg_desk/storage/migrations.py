"""Bringing a vault to the current schema: Alembic over the already keyed connection, never a key in a URL or file."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.kluisfouten import NieuwereVersie

HUIDIG = "0003"
"""The revision this program works with; a test compares it with the migrations folder."""


BIJGEWERKT = "schema.bijgewerkt_van"
"""Setting: the revision before the last upgrade (canonical JSON), until its Logregel is written."""


def revisie(engine: sa.Engine) -> str | None:
    """The revision of the open vault; None when it has no schema yet."""
    with engine.connect() as verbinding:
        if not sa.inspect(verbinding).has_table("alembic_version"):
            return None
        waarde: str | None = verbinding.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return waarde


def breng_bij(engine: sa.Engine, map_: Path) -> bool:
    """Upgrade to the current schema; True when anything was done. ``map_`` is the migrations folder.

    Alembic is imported only when the schema is behind (218 ms). Raises NieuwereVersie for an unknown revision.
    """
    nu = revisie(engine)
    if nu == HUIDIG:
        return False
    if nu is not None and nu > HUIDIG:
        raise NieuwereVersie
    from alembic import command
    from alembic.config import Config

    instelling = Config()
    instelling.set_main_option("script_location", str(map_).replace("%", "%%"))
    with engine.connect() as verbinding:
        # Batch operations on a parent would delete child rows through ON DELETE; SQLite ignores the pragma inside a
        # transaction, so it goes first, and foreign_key_check makes up for it afterwards.
        ruw = verbinding.connection.driver_connection
        assert ruw is not None
        ruw.execute("PRAGMA foreign_keys=OFF")
        try:
            with verbinding.begin():
                instelling.attributes["connection"] = verbinding
                command.upgrade(instelling, "head")
                if nu is not None:
                    verbinding.execute(
                        sa.text("INSERT OR REPLACE INTO instelling (sleutel, waarde) VALUES (:sleutel, :waarde)"),
                        {"sleutel": BIJGEWERKT, "waarde": canoniek(nu)},
                    )
                if verbinding.execute(sa.text("PRAGMA foreign_key_check")).first() is not None:
                    raise RuntimeError("the upgrade would leave dangling references")
        finally:
            ruw.execute("PRAGMA foreign_keys=ON")
    return True
