"""A row that flows keeps the height of its lines, also on a page that is too low for everything."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.vloei import Vloeibalk


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
