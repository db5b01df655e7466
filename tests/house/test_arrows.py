"""The arrows between the layers hold because a wrong import breaks them: each contract is broken once on purpose."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = "Lagen: app en cli boven ui, services, de vijf daaronder, domain"
QT = "Alleen ui en app kennen Qt"
SQL = "Alleen storage kent SQL"
SOLVER = "Alleen onthulling kent de oplosser"


def _verdict(folder: Path) -> dict[str, str]:
    """Run import-linter over a tree; contract name → KEPT or BROKEN."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    verdict = {
        name: word
        for name in (LAYERS, QT, SQL, SOLVER)
        for word in ("KEPT", "BROKEN")
        if re.search(rf"^{re.escape(name)} {word}\b", done.stdout, re.MULTILINE)
    }
    assert len(verdict) == 4, done.stdout + done.stderr
    assert (done.returncode == 0) == (set(verdict.values()) == {"KEPT"})
    return verdict


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The smallest program with every layer: whatever import-linter finds in it was put there by the test."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for layer in ("", "ui", "services", "storage", "kluis", "reports", "exchange", "onthulling", "domain"):
        (tmp_path / "pmg_desk" / layer).mkdir(exist_ok=True)
        (tmp_path / "pmg_desk" / layer / "__init__.py").touch()
    for module in ("app", "cli", "paths", "__main__"):
        (tmp_path / "pmg_desk" / f"{module}.py").touch()
    return tmp_path


def test_a_tree_that_keeps_the_layers_passes(tree: Path) -> None:
    (tree / "pmg_desk/domain/regels.py").touch()
    (tree / "pmg_desk/storage/tabellen.py").write_text("import sqlalchemy\nimport pmg_desk.domain.regels\n")
    (tree / "pmg_desk/onthulling/oplosser.py").write_text("import highspy\nimport numpy\n")
    (tree / "pmg_desk/services/casussen.py").write_text("import pmg_desk.storage.tabellen\nimport pmg_desk.paths\n")
    (tree / "pmg_desk/ui/venster.py").write_text("from PySide6 import QtWidgets\nimport pmg_desk.services.casussen\n")
    (tree / "pmg_desk/app.py").write_text("from PySide6 import QtCore\nimport pmg_desk.ui.venster\n")
    (tree / "pmg_desk/cli.py").write_text("import pmg_desk.app\n")
    assert _verdict(tree) == {LAYERS: "KEPT", QT: "KEPT", SQL: "KEPT", SOLVER: "KEPT"}


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("domain/fout.py", "import pmg_desk.storage", LAYERS),
        ("domain/fout.py", "import pmg_desk.paths", LAYERS),
        ("storage/fout.py", "import pmg_desk.services", LAYERS),
        ("kluis/fout.py", "import pmg_desk.storage", LAYERS),
        ("reports/fout.py", "import pmg_desk.ui", LAYERS),
        ("services/fout.py", "import pmg_desk.ui", LAYERS),
        ("onthulling/fout.py", "import pmg_desk.storage", LAYERS),
        ("ui/fout.py", "import pmg_desk.app", LAYERS),
        ("utils.py", "", LAYERS),
        ("services/fout.py", "def laat() -> None:\n    import PySide6.QtCore", QT),
        ("cli.py", "import PySide6.QtWidgets", QT),
        ("reports/diep/fout.py", "from PySide6.QtGui import QPageSize", QT),
        ("services/fout.py", "from sqlalchemy import select", SQL),
        ("services/fout.py", "import alembic", SQL),
        ("ui/screens/fout.py", "import sqlcipher3", SQL),
        ("kluis/fout.py", "import sqlite3", SQL),
        ("services/fout.py", "import highspy", SOLVER),
        ("domain/fout.py", "import numpy", SOLVER),
    ],
)
def test_one_wrong_import_breaks_its_contract(tree: Path, module: str, line: str, broken: str) -> None:
    path = tree / "pmg_desk" / module
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    path.write_text(line + "\n")
    assert _verdict(tree) == {LAYERS: "KEPT", QT: "KEPT", SQL: "KEPT", SOLVER: "KEPT"} | {broken: "BROKEN"}


# --- domain: standard library only, no I/O, no clock of its own -----------------------------------------------------

# Parts of the standard library that read or write something outside the program's own memory.
OUTSIDE = frozenset(
    "ctypes fcntl ftplib getpass glob http io locale logging mmap multiprocessing os pathlib pickle platform random "
    "secrets select shelve shutil signal smtplib socket sqlite3 ssl subprocess sys tempfile threading time urllib "
    "winreg".split()
)
CLOCK = frozenset({"now", "utcnow", "today"})
# The one place with a clock: the class that the outside hands in.
CLOCK_ALLOWED = {"klok.py": 1}


def _sins(source: str) -> list[str]:
    """What a module of the domain may not do: foreign imports, I/O, reading the clock."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
            found.append(f"clock: {ast.unparse(node.func)}")
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("open", "print", "input")
        ):
            found.append(f"i/o: {node.func.id}")
        for name in names:
            top = name.partition(".")[0]
            if top == "pmg_desk":
                if name != "pmg_desk.domain" and not name.startswith("pmg_desk.domain."):
                    found.append(f"import: {name}")
            elif top not in sys.stdlib_module_names or top in OUTSIDE:
                found.append(f"import: {name}")
    return found


def test_the_domain_is_standard_library_only_without_io_or_clock() -> None:
    modules = sorted((ROOT / "pmg_desk" / "domain").rglob("*.py"))
    assert len(modules) > 5
    sins = {path.name: _sins(path.read_text(encoding="utf-8")) for path in modules}
    for name, times in CLOCK_ALLOWED.items():
        assert sins.pop(name) == ["clock: datetime.now"] * times
    assert {name: found for name, found in sins.items() if found} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import sqlalchemy", ["import: sqlalchemy"]),
        ("from pmg_desk.services import casussen", ["import: pmg_desk.services"]),
        ("from pmg_desk import paths", ["import: pmg_desk"]),
        ("from pathlib import Path", ["import: pathlib"]),
        ("import os.path", ["import: os.path"]),
        ("def f():\n    import time", ["import: time"]),
        ("from datetime import date\nx = date.today()", ["clock: date.today"]),
        ("x = open('a').read()", ["i/o: open"]),
        ("from datetime import date\nfrom pmg_desk.domain.klok import Klok\nimport json", []),
    ],
)
def test_the_check_of_the_domain_finds_what_it_looks_for(source: str, found: list[str]) -> None:
    assert _sins(source) == found
