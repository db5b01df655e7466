"""What every test of the user interface starts from: the look of the program, Dutch, a database thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.ui import klembord, thema
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.aankondiging import omroeper
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from tests.wereld import Wereld


class Geduldig(QtBot):
    """Waits a minute where a test does not say how long: a loaded machine is slow, not wrong."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = 60_000) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = 60_000, **anders: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **anders)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """As pytest-qt's own, with more patience."""
    return Geduldig(request)


@pytest.fixture(scope="session")
def _aangekleed(qapp: QApplication) -> QApplication:
    thema.zet_nederlands(qapp)
    return qapp


@pytest.fixture
def app(_aangekleed: QApplication) -> Iterator[QApplication]:
    """The application in the light theme at 100 %, and back to it afterwards."""
    if (thema.huidig().modus, thema.huidig().schaal, _aangekleed.styleSheet() != "") != ("licht", 100, True):
        thema.huidig().pas_toe(_aangekleed, "licht", 100)
    yield _aangekleed
    klembord.wis()  # left there at the end of the process it crashes Qt
    if (thema.huidig().modus, thema.huidig().schaal) != ("licht", 100):
        thema.huidig().pas_toe(_aangekleed, "licht", 100)


@pytest.fixture(autouse=True)
def vensters_weg(qapp: QApplication) -> Iterator[None]:
    """Delete what a test leaves: PySide may crash when Python's collector has to take a widget tree apart."""
    yield
    for venster in qapp.topLevelWidgets():
        venster.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def omgeving(app: QApplication, tmp_path: Path) -> Iterator[Omgeving]:
    """Surroundings without a Werkplek; set ``omgeving.werkplek`` where the test has one."""
    een = Omgeving(instellingen=Instellingen(tmp_path / "venster.json"))
    yield een
    een.werker.stop()


@pytest.fixture
def gezegd() -> Iterator[list[str]]:
    """What screen readers were told during the test."""
    teksten: list[str] = []
    verbinding = omroeper().gezegd.connect(teksten.append)
    yield teksten
    omroeper().gezegd.disconnect(verbinding)


class _Vensterwacht(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.vensters: list[str] = []

    def eventFilter(self, object_: QObject, gebeurtenis: QEvent, /) -> bool:
        if gebeurtenis.type() is QEvent.Type.Show and isinstance(object_, QWidget) and object_.isWindow():
            self.vensters.append(type(object_).__name__)
        return False


@pytest.fixture
def vensters(app: QApplication) -> Iterator[list[str]]:
    """The class of every window that was shown: a part made visible before it has a parent flashes as one."""
    wacht = _Vensterwacht()
    app.installEventFilter(wacht)
    yield wacht.vensters
    app.removeEventFilter(wacht)


def klaar(qtbot: Any, omgeving: Omgeving) -> None:
    """Wait until the database thread has nothing left to do."""
    while True:
        if omgeving.werker.bezig:
            with qtbot.waitSignal(omgeving.werker.leeg, timeout=60_000):
                pass
        # What a screen threw away is gone only when the loop runs again; a test must not find the old rows beside the
        # new. A form that goes may still save its draft.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if not omgeving.werker.bezig:
            return


def rust(qtbot: Any, omgeving: Omgeving) -> None:
    """Wait for a change, the reading after it, and what is read or drawn because of that."""
    for _ in range(3):
        klaar(qtbot, omgeving)


Toon = Callable[..., Any]
"""``toon(Scherm, "regie", ...)`` shows a screen as that user, with the rest as its parameters."""


@pytest.fixture(name="toon")
def toon_als(qtbot: QtBot, omgeving: Omgeving, wereld: Wereld) -> Iterator[Toon]:
    """Show a screen as a user of the vault and wait until it is loaded; it hears of changes as in the program."""
    getoond: list[QWidget] = []

    def toon(klasse: type[Any], wie: str, *args: Any, **params: Any) -> Any:
        omgeving.werkplek = wereld.werkplek(wie)
        omgeving.werkplek.bij_wijziging(omgeving.meld_wijzigingen)
        scherm = klasse(omgeving)
        getoond.append(scherm)
        qtbot.addWidget(scherm)
        scherm.resize(1060, 640)
        scherm.show()
        scherm.toon(*args, **params)
        klaar(qtbot, omgeving)
        return scherm

    yield toon
    # A form that goes out of sight saves its draft: that comes before the vault shuts.
    for scherm in getoond:
        for venster in scherm.findChildren(Bewaardialoog):
            venster.close()
        scherm.close()
    klaar(qtbot, omgeving)


_W = TypeVar("_W", bound=QWidget)


def toon(qtbot: Any, widget: _W) -> _W:
    """Show a widget as the active window, and have it deleted after the test."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget, timeout=60_000):
        widget.show()
        widget.activateWindow()
    return widget
