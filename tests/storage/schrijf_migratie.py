"""Writes migrations/versions/0001_begin.py from the models; used until 0.1.0 is released, never after.

``python -m tests.storage.schrijf_migratie``. The revision stands on its own: it imports nothing of pmg_desk.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import api, render
from alembic.migration import MigrationContext
from alembic.operations import ops

from pmg_desk.storage.models import Basis
from pmg_desk.storage.types import Datumtekst, Keuze, Moment

VASTE_RIJEN = ("uitspraak", "antecedent", "score", "kenmerk", "indeling", "privacybesluit", "intrekking")

KOP = '''"""The first schema: everything of the daily job, the log's guards and the search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

VASTE_RIJEN = {vast!r}


def upgrade() -> None:
'''

STAART = '''
    _guard_log()
    for tabel in VASTE_RIJEN:
        op.execute(
            f"CREATE TRIGGER {tabel}_vast BEFORE UPDATE ON {tabel} "
            "BEGIN SELECT RAISE(ABORT, 'this row is superseded, never changed'); END"
        )
    _search_index()


def _guard_log() -> None:
    """Append-only: lines never change or go; a detail may only be emptied (erasure)."""
    for wat in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER logregel_geen_{wat.lower()} BEFORE {wat} ON logregel "
            "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER logdetail_alleen_wissen BEFORE UPDATE ON logdetail "
        "WHEN NOT (NEW.nr = OLD.nr AND NEW.gewist = 1 AND NEW.detail IS NULL AND NEW.zout IS NULL) "
        "BEGIN SELECT RAISE(ABORT, 'a detail may only be erased'); END"
    )
    op.execute(
        "CREATE TRIGGER logdetail_geen_delete BEFORE DELETE ON logdetail "
        "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    )


def _search_index() -> None:
    """FTS5 over text that is folded before it comes here; pages fit SQLCipher's 4096 bytes, deleted text is wiped."""
    op.execute("CREATE VIRTUAL TABLE zoek USING fts5(tekst, tokenize = 'unicode61', prefix = '2 3')")
    op.execute("INSERT INTO zoek(zoek, rank) VALUES ('pgsz', 3900)")
    op.execute("INSERT INTO zoek(zoek, rank) VALUES ('secure-delete', 1)")
'''


def _toon_type(soort: str, ding: Any, _context: Any) -> Any:
    """Our own column types as plain SQLAlchemy ones."""
    if soort == "type":
        if isinstance(ding, Moment):
            return "sa.DateTime(timezone=True)"
        if isinstance(ding, Datumtekst):
            return "sa.String(length=10)"
        if isinstance(ding, Keuze):
            return "sa.String(length=40)"
    return False


def revisie_tekst() -> str:
    """The text of the revision."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as verbinding:
        context = MigrationContext.configure(
            verbinding,
            opts={
                "target_metadata": Basis.metadata,
                "render_item": _toon_type,
                "sqlalchemy_module_prefix": "sa.",
                "alembic_module_prefix": "op.",
                "user_module_prefix": None,
                "render_as_batch": False,
            },
        )
        script = api.produce_migrations(context, Basis.metadata)
        lijf = _render(context, script)
    return KOP.format(vast=VASTE_RIJEN) + lijf + STAART


def _render(context: MigrationContext, script: ops.MigrationScript) -> str:
    autogen = api.AutogenContext(context, Basis.metadata)
    assert script.upgrade_ops is not None
    regels = render._render_cmd_body(script.upgrade_ops, autogen)
    return "\n".join("    " + regel if regel.strip() else "" for regel in regels.splitlines()) + "\n"


if __name__ == "__main__":
    doel = Path(__file__).parents[2] / "migrations" / "versions" / "0001_begin.py"
    doel.write_text(revisie_tekst(), encoding="utf-8")
