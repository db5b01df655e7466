"""What the tests of address book, betrokkenen and overleg share: find a dialog and buttons, choose."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import ZoekKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from tests.ui.conftest import klaar


def dialoog(scherm: QWidget) -> Bewaardialoog:
    """The one dialog that is open."""
    (een,) = [d for d in scherm.findChildren(Bewaardialoog) if d.isVisible()]
    return een


def bewaar(qtbot: QtBot, omgeving: Omgeving, venster: Bewaardialoog) -> None:
    """Save, and let the screens load again."""
    venster.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)


def teksten(widget: QWidget) -> list[str]:
    """All texts in sight."""
    QApplication.processEvents()
    return [t.text() for t in widget.findChildren(Tekst) if t.isVisibleTo(widget)]


def knop(scherm: QWidget, tekst: str) -> Knop:
    """The one button in sight that says this."""
    QApplication.processEvents()
    (een,) = [k for k in scherm.findChildren(Knop) if k.text() == tekst and k.isVisibleTo(scherm)]
    return een


def kies(qtbot: QtBot, veld: Any, tekst: str) -> None:
    """Type in a search field and take the first that comes up."""
    assert isinstance(veld, ZoekKeuzeVeld)
    veld.window().activateWindow()
    veld.regel.setFocus()
    qtbot.waitUntil(veld.regel.hasFocus)
    QTest.keyClicks(veld.regel, tekst)
    qtbot.waitUntil(veld.suggesties.isVisible)
    if veld.suggesties.aantal > 1:  # the only one is marked already
        QTest.keyClick(veld.regel, Qt.Key.Key_Down)
    QTest.keyClick(veld.regel, Qt.Key.Key_Return)
