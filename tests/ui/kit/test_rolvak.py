"""A page that scrolls is as high as what is on it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst
from tests.ui.conftest import toon


def test_a_page_of_wrapping_texts_ends_where_its_last_text_ends(app: QApplication, qtbot: Any) -> None:
    vak = Rolvak()
    for _ in range(40):
        vak.inhoud.addWidget(
            Tekst("Een tekst die op een smal scherm over veel regels gaat en op een breed over twee. " * 3)
        )
    vak.resize(900, 400)
    toon(qtbot, vak)
    pagina = vak.widget()
    assert pagina is not None
    indeling = pagina.layout()
    assert indeling is not None
    assert pagina.height() == indeling.heightForWidth(pagina.width())
    assert vak.verticalScrollBar().maximum() == pagina.height() - vak.viewport().height() > 0
