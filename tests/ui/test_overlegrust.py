"""Nobody touches anything while an overleg runs: nothing stays in sight, one key brings it back, and later it locks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from pmg_desk.services.beamer import Beamerbeeld
from pmg_desk.ui import afdekken, rusttijd
from pmg_desk.ui import screens as schermen
from pmg_desk.ui.rusttijd import Rusttijd
from pmg_desk.ui.screens.beamervenster import Beamervenster
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog, LangeTekstVeld
from tests.kluisdoos import Kluisdoos
from tests.ui.test_app import TEKST, Aantekening, Loop
from tests.ui.test_slot import in_zicht

GEWOON = rusttijd.STANDAARD_MINUTEN


class Overleg(Aantekening):
    """A screen on which an overleg runs, with a draft on it."""

    minuten: ClassVar[int] = 30

    @property
    def slot_minuten(self) -> int:
        return self.minuten


@pytest.fixture
def loop(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    monkeypatch.setattr(schermen, "SCHERMEN", (Overleg,))
    monkeypatch.setattr(afdekken, "_NA_MS", 1)
    een = Loop(qtbot, kluisdoos, app)
    een.ontgrendel()
    yield een
    een.programma.stop()
    app.setQuitOnLastWindowClosed(True)


def om(loop: Loop) -> None:
    """The time that the clock was set to is over."""
    rust = loop.programma._rust
    assert rust is not None
    rust._wekker.stop()
    rust._wekker.timeout.emit()
    QApplication.processEvents()


def is_dicht(loop: Loop) -> bool:
    return loop.programma.werkplek is None


def gelezen(vensters: list[QWidget]) -> set[str]:
    return {label.text() for venster in vensters for label in venster.findChildren(QLabel)} - {""}


def toets(welke: Qt.Key, met: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    """As the system hands it to a window, before a field in it gets it."""
    return QKeyEvent(QEvent.Type.KeyPress, welke, met)


def over(loop: Loop) -> int:
    """Whole minutes that are left."""
    rust = loop.programma._rust
    assert rust is not None
    return round(rust.over / 60_000)


def test_every_window_goes_out_of_sight_and_one_key_brings_all_of_it_back(loop: Loop, qtbot: Any) -> None:
    formulier = Formulier([LangeTekstVeld("tekst", "Tekst")])
    dialoog = Formulierdialoog(loop.venster.scherm, "Aantekening", formulier)
    dialoog.toon()
    qtbot.keyClicks(formulier.veld("tekst").invoer, TEKST)
    beamer = Beamervenster()
    qtbot.addWidget(beamer)
    beamer.show()
    beamer.toon_beeld(Beamerbeeld(1, TEKST, ()))
    menu = QMenu(dialoog)
    menu.addAction(TEKST)
    menu.popup(QPoint(5, 5))
    assert QApplication.activePopupWidget() is menu
    rust = loop.programma._rust
    assert rust is not None
    om(loop)
    afdekking = loop.programma._afdekking
    assert afdekking is not None
    assert {*in_zicht()} == {afdekking.blad, beamer}
    assert gelezen(in_zicht()) == {"Afgedekt. Druk op een toets of beweeg de muis om verder te gaan."}
    assert QApplication.activePopupWidget() is None
    assert over(loop) == Overleg.minuten - GEWOON
    laat = Dialoog(loop.venster, TEKST)
    laat.open()  # an answer that came late
    qtbot.waitUntil(lambda: not laat.isVisible())
    assert {*in_zicht()} == {afdekking.blad, beamer}
    laat.reject()  # and was answered before anybody saw it
    QApplication.sendEvent(afdekking.blad.windowHandle(), toets(Qt.Key.Key_A))
    assert {*in_zicht()} == {loop.venster, dialoog, beamer}
    assert loop.programma.werkplek is not None
    assert (loop.programma._afdekking, over(loop), beamer.is_leeg) == (None, GEWOON, True)
    assert formulier.veld("tekst").waarde() == TEKST  # and the key that brought it back is not in it
    beamer.windowHandle().removeEventFilter(rust)  # as of a window that never had the keyboard
    om(loop)
    QApplication.sendEvent(beamer.windowHandle(), toets(Qt.Key.Key_Space))  # somebody in the room, at the other screen
    assert {*in_zicht()} == {loop.venster, dialoog, beamer}
    dialoog.close()


def test_when_nobody_comes_it_locks_at_the_later_time_and_nothing_comes_back(loop: Loop) -> None:
    loop.qtbot.keyClicks(loop.formulier.veld("tekst").invoer, TEKST)
    om(loop)
    assert not is_dicht(loop)
    om(loop)
    assert is_dicht(loop)
    assert in_zicht() == [loop.programma.deur]
    loop.ontgrendel()
    assert loop.formulier.veld("tekst").waarde() == TEKST


def _slotknop(loop: Loop) -> None:
    loop.venster.slotknop.click()


def _slottoets(loop: Loop) -> None:
    assert loop.programma._afdekking is not None
    venster = loop.programma._afdekking.blad.windowHandle()
    QApplication.sendEvent(venster, toets(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier))


def _sessie(loop: Loop) -> None:
    loop.programma._wachten[-1].op_slot.emit()


@pytest.mark.parametrize("waarom", [_slotknop, _slottoets, _sessie])
def test_a_lock_for_another_reason_does_not_wait_for_the_overleg(loop: Loop, waarom: Callable[[Loop], None]) -> None:
    om(loop)
    waarom(loop)
    assert is_dicht(loop)
    assert in_zicht() == [loop.programma.deur]
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert "dekblad" not in {los.objectName() for los in QApplication.topLevelWidgets()}


def test_outside_an_overleg_it_locks_as_ever(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Overleg, "minuten", 0)
    om(loop)
    assert loop.programma.werkplek is None
    assert in_zicht() == [loop.programma.deur]


# the clock by itself


def muis(venster: QWindow) -> QMouseEvent:
    geen = Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, QPoint(1, 1), QPoint(1, 1), geen, geen, Qt.KeyboardModifier.NoModifier)


@pytest.mark.parametrize(("gewoon", "overleg"), [(10, 0), (30, 30), (30, 15)])
def test_an_overleg_never_makes_it_shorter(app: QApplication, gewoon: int, overleg: int) -> None:
    rust, gehad = Rusttijd(app, lambda: gewoon, lambda: overleg), []
    rust.afdekken.connect(lambda: gehad.append("af"))
    rust.verlopen.connect(lambda: gehad.append("slot"))
    rust._wekker.timeout.emit()
    assert gehad == ["slot"]
    rust.stop()
    rust.deleteLater()


def test_a_mouse_that_lies_still_uncovers_nothing_and_a_sign_of_life_does(
    app: QApplication, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rust, gehad = Rusttijd(app, lambda: 10, lambda: 30), []
    rust.terug.connect(lambda: gehad.append("terug"))
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    venster = widget.windowHandle()
    assert venster is not None
    rust.let_op(venster)
    plek = [QPoint(5, 5)]
    monkeypatch.setattr(QCursor, "pos", lambda: plek[0])
    rust._wekker.timeout.emit()
    app.sendEvent(venster, muis(venster))  # the window came under it
    assert (gehad, round(rust.over / 60_000)) == ([], 20)
    plek[0] = QPoint(6, 5)
    app.sendEvent(venster, muis(venster))
    assert (gehad, round(rust.over / 60_000)) == (["terug"], 10)
    app.sendEvent(venster, toets(Qt.Key.Key_A))  # nothing is covered now
    rust._wekker.timeout.emit()
    app.sendEvent(venster, toets(Qt.Key.Key_A))
    assert gehad == ["terug", "terug"]
    rust.stop()
    rust.deleteLater()
