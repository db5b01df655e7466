"""A row that flows keeps the height of its lines, also on a page that is too low for everything."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.vloei import Vloeibalk
from tests.ui.conftest import toon


def test_op_een_te_lage_bladzijde_verdwijnt_geen_regel(qtbot: Any, app: QApplication) -> None:
    bladzijde = QWidget()
    qtbot.addWidget(bladzijde)
    kolom = QVBoxLayout(bladzijde)
    balk, rest = Vloeibalk(), QFrame()
    knoppen = [Knop(f"Knop nummer {nr}") for nr in range(6)]
    for knop in knoppen:
        balk.voeg_toe(knop)
    rest.setMinimumHeight(200)
    kolom.addWidget(balk)
    kolom.addWidget(rest)
    bladzijde.resize(320, 240)
    bladzijde.show()
    QApplication.processEvents()
    assert balk.height() >= balk.vloei.heightForWidth(balk.width()) > 3 * knoppen[0].height()
    assert all(balk.rect().contains(knop.geometry()) for knop in knoppen)
    balk.leeg()
    assert balk.minimumHeight() == 0


def test_cards_on_a_line_have_their_top_and_height_in_common(qtbot: Any, app: QApplication) -> None:
    balk = Vloeibalk(gelijk=True)
    hoog, laag = QWidget(), QWidget()
    for kaart, hoogte in ((hoog, 120), (laag, 40)):
        kaart.setMinimumSize(100, hoogte)
        balk.voeg_toe(kaart)
    balk.resize(400, 300)
    toon(qtbot, balk)
    assert (hoog.y(), hoog.height()) == (laag.y(), laag.height()) == (0, 120)
