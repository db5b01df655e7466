"""The guards of tests/guards.py and pyproject.toml really fail a test: each is tripped once in a run of its own."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """An empty project under our own configuration and guards."""
    shutil.copy(ROOT / "pyproject.toml", pytester.path)
    (pytester.path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "guards.py", pytester.path / "tests")
    (pytester.path / "tests" / "conftest.py").write_text('pytest_plugins = ["tests.guards"]\n')
    return pytester


def _run(project: pytest.Pytester, test: str) -> pytest.RunResult:
    (project.path / "tests" / "test_een.py").write_text(textwrap.dedent(test))
    return project.runpytest_subprocess("-p", "no:cacheprovider")


@pytest.mark.parametrize(
    "test",
    [
        pytest.param("import warnings\ndef test_een():\n    warnings.warn('let op')", id="warning"),
        pytest.param("import logging\ndef test_een():\n    logging.getLogger('x').warning('let op')", id="log record"),
        pytest.param(
            "from threading import Thread\ndef test_een():\n    t = Thread(target=[].pop)\n    t.start()\n    t.join()",
            id="exception in a thread",
        ),
        pytest.param(
            "from PySide6.QtCore import QTimer\n"
            "def test_een(qtbot):\n    QTimer.singleShot(0, lambda: 1 / 0)\n    qtbot.wait(20)",
            id="exception in a slot",
        ),
        pytest.param(
            "from PySide6.QtCore import qWarning\ndef test_een(qapp):\n    qWarning('let op')", id="Qt warning"
        ),
        pytest.param("class Weg:\n    def __del__(self):\n        1 / 0\ndef test_een():\n    Weg()", id="unraisable"),
        pytest.param("import pytest\n@pytest.mark.bestaatniet\ndef test_een():\n    pass", id="unknown marker"),
        pytest.param(
            "import pytest\n@pytest.mark.xfail(reason='nog niet')\ndef test_een():\n    pass", id="xfail that passes"
        ),
        pytest.param("def test_een():\n    open('/dev/null')", id="file left open"),
    ],
)
def test_what_goes_wrong_beside_a_test_fails_it(project: pytest.Pytester, test: str) -> None:
    result = _run(project, test)
    outcomes = result.parseoutcomes()
    assert outcomes.get("failed", 0) + outcomes.get("errors", 0) >= 1


def test_a_test_may_say_that_it_expects_log_records(project: pytest.Pytester) -> None:
    result = _run(
        project,
        """
        import logging, pytest
        @pytest.mark.verwacht_log
        def test_een(caplog):
            logging.getLogger("x").warning("let op")
            assert caplog.messages == ["let op"]
        """,
    )
    assert result.parseoutcomes() == {"passed": 1}


def test_a_hook_that_the_program_installs_is_gone_in_the_next_test(project: pytest.Pytester) -> None:
    result = _run(
        project,
        """
        import sys, threading
        def stil(*_): pass
        def test_een():
            sys.excepthook = threading.excepthook = stil
        def test_twee():
            assert stil not in (sys.excepthook, threading.excepthook)
        """,
    )
    assert result.parseoutcomes() == {"passed": 2}


def test_what_is_skipped_is_counted_with_its_reason_at_the_end(project: pytest.Pytester) -> None:
    result = _run(
        project,
        """
        import pytest
        @pytest.mark.parametrize("keer", [1, 2])
        def test_een(keer):
            pytest.skip("geen gegevens")
        @pytest.mark.skip(reason="geen scherm")
        def test_twee(): pass
        def test_drie(): pass
        """,
    )
    assert [line.strip("- ") for line in result.outlines[-4:-1]] == [
        "skipped: 3",
        "2 x geen gegevens",
        "1 x geen scherm",
    ]


def test_every_test_has_folders_of_its_own_for_what_the_program_writes(project: pytest.Pytester) -> None:
    result = _run(
        project,
        """
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
    )
    assert result.parseoutcomes() == {"passed": 3}
