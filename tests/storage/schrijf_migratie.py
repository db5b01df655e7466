"""Writes migrations/versions/0003_hele_casus.py as the difference between revision 0002 and the models.

``python -m tests.storage.schrijf_migratie``, until the version that brings it is released and never after: 0001
came with 0.1.0 and is frozen. The revision stands on its own: it imports nothing of pmg_desk.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import api, render
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import ops
from sqlcipher3 import dbapi2

from pmg_desk import paths
from pmg_desk.storage.models import Basis
from pmg_desk.storage.types import Datumtekst, Keuze, Moment

DOEL = Path(__file__).parents[2] / "migrations" / "versions" / "0003_hele_casus.py"
VASTE_RIJEN = (
    "signaalversie",
    "terugmelding",
    "triageantwoord",
    "tafelstap",
    "relatieduiding",
    "groepsstap",
    "groepsversie",
    "reactie",
    "evaluatie",
    "budgetruimte",
    "uitgave",
    "tafelkader",
    "kaderintrekking",
    "kaderbrief_deel",
    "besluitbundel",
    "behandeling",
    "belang",
    "spoedverstrekking",
    "spoedbevinding",
    "informering",
    "brief",
    "inzagekeuze",
    "inzageantwoord",
    "eerdere_mening",
    "inspanningversie",
    "streeftelling",
)

KOP = '''"""The whole case: meldpunt, routes, network, plan in depth, interventies, budget, files, work list.

And the privacy officer's desk: tafelkader, inbox, emergencies, samples, and the rights of youth and parents.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

VASTE_RIJEN = {vast}


def upgrade() -> None:
'''

STAART = """
    for tabel in VASTE_RIJEN:
        op.execute(
            f"CREATE TRIGGER {tabel}_vast BEFORE UPDATE ON {tabel} "
            "BEGIN SELECT RAISE(ABORT, 'this row is superseded, never changed'); END"
        )
    # The document goes when a casus in it is destroyed; to whom it went stays.
    op.execute(
        "CREATE TRIGGER kaderbrief_vast BEFORE UPDATE OF id, kader_id, aan, document_hash, door_id, op ON kaderbrief "
        "BEGIN SELECT RAISE(ABORT, 'this row is superseded, never changed'); END"
    )
"""


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
    engine = sa.create_engine("sqlite://", module=dbapi2)
    with engine.connect() as verbinding:
        instelling = Config()
        instelling.set_main_option("script_location", str(paths.migrations_map()).replace("%", "%%"))
        instelling.attributes["connection"] = verbinding
        command.upgrade(instelling, "0002")
        context = MigrationContext.configure(
            verbinding,
            opts={
                "target_metadata": Basis.metadata,
                "render_item": _toon_type,
                "sqlalchemy_module_prefix": "sa.",
                "alembic_module_prefix": "op.",
                "user_module_prefix": None,
                "render_as_batch": False,
                "include_name": lambda naam, soort, _ouders: soort != "table" or naam in Basis.metadata.tables,
            },
        )
        script = api.produce_migrations(context, Basis.metadata)
        lijf = _render(context, script)
    return KOP.format(vast=json.dumps(VASTE_RIJEN, indent=4).replace("[", "(").replace("]", ")")) + lijf + STAART


def _render(context: MigrationContext, script: ops.MigrationScript) -> str:
    autogen = api.AutogenContext(context, Basis.metadata)
    assert script.upgrade_ops is not None
    regels = render._render_cmd_body(script.upgrade_ops, autogen)
    return "\n".join("    " + regel if regel.strip() else "" for regel in regels.splitlines()) + "\n"


if __name__ == "__main__":
    DOEL.write_text(revisie_tekst(), encoding="utf-8")
    for stap in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *stap, str(DOEL)], check=False)
