"""The guards of tests/guards.py and pyproject.toml really fail a test: each is tripped once, in one run of its own.

Among those that trip one are tests that do nothing wrong: a guard blames the test it was tripped in, and no other.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parents[2]

FOUT = {
    "warning": "import warnings\ndef test_een():\n    warnings.warn('let op')",
    "log_record": "import logging\ndef test_een():\n    logging.getLogger('x').warning('let op')",
    "thread": "from threading import Thread\n"
    "def test_een():\n    t = Thread(target=[].pop)\n    t.start()\n    t.join()",
    "slot": "from PySide6.QtCore import QTimer\n"
    "def test_een(qtbot):\n    QTimer.singleShot(0, lambda: 1 / 0)\n    qtbot.wait(20)",
    "qt_warning": "from PySide6.QtCore import qWarning\ndef test_een(qapp):\n    qWarning('let op')",
    "unraisable": "class Weg:\n    def __del__(self):\n        1 / 0\ndef test_een():\n    Weg()",
    "unknown_marker": "import pytest\n@pytest.mark.bestaatniet\ndef test_een():\n    pass",
    "xfail_that_passes": "import pytest\n@pytest.mark.xfail(reason='nog niet')\ndef test_een():\n    pass",
    "file_left_open": "def test_een():\n    open('/dev/null')",
}
GOED = {
    "verwacht_log": """
        import logging, pytest
        @pytest.mark.verwacht_log
        def test_een(caplog):
            logging.getLogger("x").warning("let op")
            assert caplog.messages == ["let op"]
        """,
    "hooks": """
        import sys, threading
        def stil(*_): pass
        def test_een():
            sys.excepthook = threading.excepthook = stil
        def test_twee():
            assert stil not in (sys.excepthook, threading.excepthook)
        """,
    "overgeslagen": """
        import pytest
        @pytest.mark.parametrize("keer", [1, 2])
        def test_een(keer):
            pytest.skip("geen gegevens")
        @pytest.mark.skip(reason="geen scherm")
        def test_twee(): pass
        def test_drie(): pass
        """,
    "mappen": """
        import pytest
        from platformdirs import user_config_dir, user_data_dir
        from PySide6.QtCore import QSettings
        gezien = set()
        @pytest.mark.parametrize("keer", [1, 2])
        def test_een(keer, eigen_gebruikersmap):
            qt = QSettings("x", "y").fileName()
            for plek in (user_data_dir("x"), user_config_dir("x"), str(eigen_gebruikersmap), qt):
                assert "pytest-of-" in plek
                gezien.add(plek)
        def test_twee():
            assert len(gezien) == 8
        """,
}


@dataclass(frozen=True)
class Run:
    """``outcomes`` per file: how often each of passed, failed, error and skipped."""

    outcomes: dict[str, Counter[str]]
    lines: list[str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """An empty project under our own configuration and guards, with all of these tests in it, run once."""
    project = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "pyproject.toml", project)
    (project / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "guards.py", project / "tests")
    (project / "tests" / "conftest.py").write_text('pytest_plugins = ["tests.guards"]\n')
    for naam, test in {**FOUT, **GOED}.items():
        (project / "tests" / f"test_{naam}.py").write_text(textwrap.dedent(test))
    options = ("-p", "no:cacheprovider", "--continue-on-collection-errors", "--junitxml=run.xml")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, f"--basetemp={project / 'pytest-of-project'}"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    outcomes: dict[str, Counter[str]] = {naam: Counter() for naam in (*FOUT, *GOED)}
    for case in ET.parse(project / "run.xml").iter("testcase"):
        # A test is of the class tests.test_<file>; a file that could not be collected is that by name.
        file = (case.get("classname") or case.get("name") or "").removeprefix("tests.test_")
        found = {part.tag for part in case} & {"failure", "error", "skipped"}
        outcomes[file].update(found or {"passed"})
    return Run(outcomes, done.stdout.splitlines())


@pytest.mark.parametrize("naam", FOUT)
def test_what_goes_wrong_beside_a_test_fails_it(run: Run, naam: str) -> None:
    outcomes = run.outcomes[naam]
    assert outcomes["failure"] + outcomes["error"] >= 1


def test_a_test_may_say_that_it_expects_log_records(run: Run) -> None:
    assert run.outcomes["verwacht_log"] == {"passed": 1}


def test_a_hook_that_the_program_installs_is_gone_in_the_next_test(run: Run) -> None:
    assert run.outcomes["hooks"] == {"passed": 2}


def test_what_is_skipped_is_counted_with_its_reason_at_the_end(run: Run) -> None:
    assert run.outcomes["overgeslagen"] == {"skipped": 3, "passed": 1}
    assert [line.strip("- ") for line in run.lines[-4:-1]] == [
        "skipped: 3",
        "2 x geen gegevens",
        "1 x geen scherm",
    ]


def test_every_test_has_folders_of_its_own_for_what_the_program_writes(run: Run) -> None:
    assert run.outcomes["mappen"] == {"passed": 3}
