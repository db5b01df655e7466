"""A running overleg for tests: a meeting about some casussen, its screen, and hands that know only keys."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.services import overleggen
from pmg_desk.services.bespreken import BesprekingInzicht
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.screens.wieveld import WieVeld
from tests.services.planbouw import bouw
from tests.ui.conftest import Toon, klaar, rust
from tests.wereld import Wereld

TOETS, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Toetsenbord:
    """Hands that know only keys, and count them."""

    def __init__(self, qtbot: QtBot, omgeving: Omgeving, scherm: VergaderingScherm) -> None:
        self._qtbot, self._omgeving, self.scherm = qtbot, omgeving, scherm
        self.commandos = self.letters = 0
        self._naar_voren()

    def _naar_voren(self) -> None:
        """Without a window manager nothing becomes active again when a list that was over it closes."""
        if QApplication.activeWindow() is None:
            self.scherm.activateWindow()
            self._qtbot.waitUntil(self.scherm.isActiveWindow)

    def _waar(self) -> QWidget:
        return QApplication.focusWidget() or self.scherm

    def druk(self, toets: Qt.Key, met: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.commandos += 1
        QTest.keyClick(self._waar(), toets, met)
        for _ in range(2):
            klaar(self._qtbot, self._omgeving)
        self._qtbot.waitUntil(lambda: self.scherm.staat_klaar)  # a person looks before typing
        self._naar_voren()

    def typ(self, tekst: str) -> None:
        self.letters += len(tekst)
        QTest.keyClicks(self._waar(), tekst)

    def kies(self, tekst: str) -> None:
        """Type the name of somebody in a search field; of more with that name the first. Tab then takes it."""
        self.typ(tekst)
        veld = self.scherm.typdeel.regels[-1].velden["eigenaar_id"]
        assert isinstance(veld, WieVeld)
        self._qtbot.waitUntil(veld.suggesties.isVisible)
        if veld.suggesties.aantal > 1:
            self.druk(TOETS.Key_Down)


def overleg(wereld: Wereld, casussen: int) -> tuple[UUID, list[UUID]]:
    """A meeting of today about that many casussen, each with a plan, a goal and somebody who acts."""
    id_ = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026", "9.00"))
    punten, mensen = [], []
    for nr in range(casussen):
        casus = bouw(wereld, voornamen=f"Kind{chr(65 + nr)}", geslachtsnaam="Vos")
        mensen.append(casus.professional_id)
        punten.append(overleggen.add_agendapunt(wereld.regie, id_, casus.casus_id, "Wie doet wat?"))
    overleggen.set_deelnemers(wereld.regie, id_, mensen[:2])
    return id_, punten


def woorden(nu: BesprekingInzicht) -> tuple[list[str], list[str], list[str]]:
    return (
        [een.tekst.tekst for een in nu.punten],
        [een.tekst.tekst for een in nu.besluiten if een.tekst is not None],
        [een.tekst.tekst for een in nu.acties if een.tekst is not None],
    )


class Houden(NamedTuple):
    """A meeting that runs: its id, the items in order, the screen of the presenter and the hands at it."""

    overleg_id: UUID
    punten: list[UUID]
    scherm: VergaderingScherm
    handen: Toetsenbord


def houd(qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, casussen: int) -> Houden:
    """Plan a meeting about that many casussen and open it at the first."""
    overleg_id, punten = overleg(wereld, casussen)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    return Houden(overleg_id, punten, scherm, Toetsenbord(qtbot, omgeving, scherm))


def meteen(scherm: VergaderingScherm, *wat: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Hands that do not wait for what comes in sight."""
    for een in wat:
        waar = QApplication.focusWidget() or scherm
        if isinstance(een, str):
            QTest.keyClicks(waar, een)
        elif isinstance(een, tuple):
            QTest.keyClick(waar, *een)
        else:
            QTest.keyClick(waar, een)


def tot_rust(qtbot: QtBot, omgeving: Omgeving, scherm: VergaderingScherm) -> None:
    for _ in range(3):
        rust(qtbot, omgeving)
    qtbot.waitUntil(lambda: scherm.staat_klaar and not scherm.wacht.wacht)
