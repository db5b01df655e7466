"""Of a table with more columns than fit some are on show, and a key turns to the others."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.widgets.kolomblad import Kolomblad
from pmg_desk.ui.widgets.lijst import Lijst
from tests.ui.conftest import toon

WISSEL = [f"o{nr}" for nr in range(7)]


@pytest.mark.parametrize("schaal", [100, 200])
def test_every_column_comes_in_sight_and_nothing_scrolls_sideways(qtbot: Any, app: QApplication, schaal: int) -> None:
    thema.huidig().pas_toe(app, "licht", schaal)
    kolommen: list[Kolom[int]] = [Kolom("naam", "Jongere", str, breedte=136)]
    kolommen += [Kolom(sleutel, f"Kop {sleutel}", str, breedte=142) for sleutel in WISSEL]
    lijst: Lijst[int] = Lijst("matrix", "Matrix", tuple(kolommen), lambda n: n, filterveld=False)
    lijst.zet_rijen(range(3))
    vel = QWidget()
    blad = Kolomblad(lijst, WISSEL, ("ontvanger", "ontvangers"))
    indeling = QVBoxLayout(vel)
    indeling.addWidget(blad)
    indeling.addWidget(lijst)
    vel.resize(1000, 600)
    toon(qtbot, vel)
    gezien: list[str] = []

    def op_tafel() -> list[str]:
        QApplication.processEvents()
        assert lijst.tabel.horizontalScrollBar().maximum() == 0
        return [kolommen[plek].sleutel for plek in lijst.kolommen.zichtbaar][1:]

    gezien += op_tafel()
    assert not blad.vorige.isEnabled()
    while blad.volgende.isEnabled():
        blad.volgende.click()
        gezien += op_tafel()
    assert gezien == WISSEL
    assert blad.zin.text() == ("Ontvangers 6 en 7 van 7" if schaal == 100 else "Ontvanger 7 van 7")
    blad.vorige.click()
    assert op_tafel()[-1] == ("o4" if schaal == 100 else "o5")
    thema.huidig().pas_toe(app, "licht", 100)
    vel.resize(1400, 600)
    qtbot.waitUntil(blad.isHidden)
    assert op_tafel() == WISSEL
