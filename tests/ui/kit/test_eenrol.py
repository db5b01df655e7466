"""One scroll bar per direction in sight, and what is chosen comes in sight."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from tests.ui.conftest import toon


def _lijst() -> Lijst[int]:
    lijst: Lijst[int] = Lijst("cijfers", "Cijfers", (Kolom("n", "Cijfer", str, rekt=True),), lambda n: n)
    lijst.rol_uit()
    lijst.zet_rijen(range(60))
    return lijst


def test_a_list_rolled_out_leaves_scrolling_to_its_page(app: QApplication, qtbot: Any) -> None:
    vak, lijst = Rolvak(), _lijst()
    vak.inhoud.addWidget(lijst)
    vak.resize(600, 400)
    toon(qtbot, vak)
    qtbot.waitUntil(lambda: vak.verticalScrollBar().maximum() > 1000)
    assert lijst.tabel.verticalScrollBar().maximum() == 0
    lijst.tabel.setFocus()
    qtbot.keyClick(lijst.tabel, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    onderste = lijst.tabel.visualRect(lijst.tabel.currentIndex())
    assert lijst.tabel.currentIndex().row() == 59
    in_beeld = vak.viewport().rect()
    assert in_beeld.contains(lijst.tabel.viewport().mapTo(vak.viewport(), onderste.center()))
    lijst.zet_rijen(range(3))
    qtbot.waitUntil(lambda: vak.verticalScrollBar().maximum() == 0)  # no room kept for rows that are gone


def test_tabs_rolled_out_are_as_high_as_the_tab_in_front(app: QApplication, qtbot: Any) -> None:
    tabs = Tabbladen("Delen")
    tabs.voeg_toe("kort", "Kort", lambda: Tekst("Een regel."))
    tabs.voeg_toe("lang", "Lang", _lijst)
    blad = QScrollArea()
    blad.setWidgetResizable(True)
    blad.setWidget(tabs)
    blad.resize(600, 400)
    tabs.rol_uit(True)
    toon(qtbot, blad)
    assert blad.verticalScrollBar().maximum() == 0
    tabs.kies("lang")
    lang = tabs.widget(1)
    assert isinstance(lang, Rolvak)
    qtbot.waitUntil(lambda: blad.verticalScrollBar().maximum() > 1000)
    assert lang.verticalScrollBar().maximum() == 0
    tabs.kies("kort")
    qtbot.waitUntil(lambda: blad.verticalScrollBar().maximum() == 0)
    tabs.kies("lang")
    tabs.rol_uit(False)
    qtbot.waitUntil(lambda: lang.verticalScrollBar().maximum() > 1000)
    assert blad.verticalScrollBar().maximum() == 0
