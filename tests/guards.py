"""What holds for every test: no screen needed, no unexpected log line, no swallowed exception, no file outside tmp.

Warnings and Qt warnings are errors by ``pyproject.toml``; the pieces here cover what pytest does not see by itself.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QSettings
from sqlalchemy.util import LRUCache

from pmg_desk.kluis.kdf import sta_goedkoop_toe

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# "kort" is what `make test` runs: the same examples each time. "lang" is for a long search by hand:
# HYPOTHESIS_PROFILE=lang .venv/bin/pytest tests/domain
settings.register_profile("kort", max_examples=60, derandomize=True, deadline=None, print_blob=True)
settings.register_profile("lang", max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "kort"))


class _Verzamelaar(logging.Handler):
    """Keeps the log records that a user of the program would have to worry about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.regels: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.regels.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(scope="session", autouse=True)
def goedkope_sleutelafleiding() -> Iterator[None]:
    """Vaults in tests open in milliseconds; nothing outside this process accepts their parameters."""
    with sta_goedkoop_toe():
        yield


@pytest.fixture(scope="session", autouse=True)
def een_vertaling_voor_alle_kluizen() -> Iterator[None]:
    """What SQLAlchemy made of a query serves every vault of a process, as it serves a user the whole day in one.

    Compiled queries belong to the engine and its dialect; each test opens a vault or two of its own.
    """
    echt, vertaald, dialecten = sa.create_engine, LRUCache[Any, Any](3_000), dict[object, sa.Dialect]()

    def create_engine(*args: Any, **opties: Any) -> sa.Engine:
        engine = echt(*args, **opties)
        eigen = engine.dialect
        engine.dialect = engine.pool._dialect = dialecten.setdefault((type(eigen), eigen.dbapi), eigen)
        engine._compiled_cache = vertaald
        return engine

    with pytest.MonkeyPatch.context() as plak:
        plak.setattr(sa, "create_engine", create_engine)
        yield


@pytest.fixture(autouse=True)
def geen_onverwachte_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a log record at WARNING or above; ``@pytest.mark.verwacht_log`` lets a test check them itself."""
    verzamelaar = _Verzamelaar()
    logging.getLogger().addHandler(verzamelaar)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(verzamelaar)
    if verzamelaar.regels and not request.node.get_closest_marker("verwacht_log"):
        pytest.fail("unexpected log records:\n" + "\n".join(verzamelaar.regels), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Put back the exception hooks that the program installs, so that the next test's exceptions are seen."""
    voor = sys.excepthook, threading.excepthook, sys.unraisablehook
    try:
        return (yield)
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = voor


@pytest.fixture(autouse=True)
def eigen_gebruikersmap(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a user data folder of its own, and so do the settings and caches of Qt and platformdirs."""
    thuis = tmp_path_factory.mktemp("gebruiker")
    monkeypatch.setenv("PMG_DESK_MAP", str(thuis / "pmg-desk"))
    for naam in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{naam}_HOME", str(thuis / naam.lower()))
    # Qt reads the variable once per process; each test still gets a place of its own.
    for soort in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(soort, QSettings.Scope.UserScope, str(thuis / "config"))
    return thuis / "pmg-desk"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Close with how many tests were skipped and why, also when it is none."""
    yield
    redenen: Counter[str] = Counter()
    for verslag in terminalreporter.stats.get("skipped", []):
        lang = verslag.longrepr
        redenen[(lang[2] if isinstance(lang, tuple) else str(lang)).removeprefix("Skipped: ")] += 1
    terminalreporter.write_sep("-", f"skipped: {redenen.total()}")
    for reden, aantal in redenen.most_common():
        terminalreporter.write_line(f"{aantal:5d} x {reden}")
