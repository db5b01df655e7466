"""The real window on a real vault for tests of the casus screens, and what one sees in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget

from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens import SCHERMEN
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from tests.ui.conftest import klaar, toon
from tests.wereld import Wereld

MAAT = (1280, 800)
Openvenster = Callable[[str], Hoofdvenster]


def open_venster(qtbot: Any, omgeving: Omgeving, wereld: Wereld, wie: str) -> Hoofdvenster:
    """The window of one user, shown and loaded. One per test: it belongs to ``omgeving``.

    Ask for the fixture ``wereld`` before ``omgeving``: drafts are saved while the window goes, and want an open vault.
    """
    omgeving.werkplek = wereld.werkplek(wie)
    omgeving.werkplek.bij_wijziging(omgeving.meld_wijzigingen)
    venster = Hoofdvenster(omgeving, SCHERMEN)
    venster.resize(*MAAT)
    toon(qtbot, venster)
    klaar(qtbot, omgeving)
    return venster


def ga(qtbot: Any, venster: Hoofdvenster, sleutel: str, **params: Any) -> Any:
    """Go to a screen and wait until it is loaded."""
    venster.navigeer(sleutel, **params)
    klaar(qtbot, venster.omgeving)
    return venster.scherm


def zichtbaar(widget: QWidget) -> str:
    """All text a user can read in sight: labels, chips, buttons, what stands in the fields."""
    QApplication.processEvents()
    delen = [deel.text() for deel in widget.findChildren(Tekst) if deel.isVisible()]
    delen += [deel.waarde.tekst for deel in widget.findChildren(Chip) if deel.isVisible()]
    delen += [f"{deel.text()} {deel.accessibleName()}" for deel in widget.findChildren(Knop) if deel.isVisible()]
    delen += [deel.text() for deel in widget.findChildren(QLineEdit) if deel.isVisible()]
    delen += [deel.toPlainText() for deel in widget.findChildren(QPlainTextEdit) if deel.isVisible()]
    return "\n".join(delen)


def rolbalken(venster: Hoofdvenster) -> list[str]:
    """The bars up and down in sight in the screen, by what they belong to."""
    QApplication.processEvents()
    vakken = [vak for vak in venster.stapel.findChildren(QAbstractScrollArea) if vak.isVisible()]
    balken = [vak for vak in vakken if vak.verticalScrollBar().isVisible() and not isinstance(vak, QPlainTextEdit)]
    return [type(vak).__name__ for vak in balken]


def knoppen(widget: QWidget) -> list[str]:
    """The names of the buttons in sight."""
    QApplication.processEvents()
    return [deel.accessibleName() for deel in widget.findChildren(Knop) if deel.isVisible()]


def klik(qtbot: Any, venster: Hoofdvenster, binnen: QWidget, naam: str) -> None:
    """Press the one button in sight with this name, and wait."""
    QApplication.processEvents()
    (knop,) = [k for k in binnen.findChildren(Knop) if k.accessibleName() == naam and k.isVisible()]
    knop.click()
    klaar(qtbot, venster.omgeving)


def typ(invoer: Any, tekst: str) -> None:
    """Type over what stands in a field, key by key (QTest itself aborts on letters outside Latin-1)."""
    invoer.setFocus()
    invoer.clear()
    for teken in tekst:
        QApplication.sendEvent(invoer, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, teken))
