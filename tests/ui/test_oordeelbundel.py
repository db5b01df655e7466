"""Judging several requests at once by hand: what a signature over all of them says, and what it warns for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from pmg_desk.domain.delen import Oordeel
from pmg_desk.services import delen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.oordeelbundel import OordeelbundelScherm
from pmg_desk.ui.widgets import dialoog
from tests.ui import toegankelijk
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.vulling import maak_dossier, vraag
from tests.wereld import Wereld


def rust(qtbot: Any, omgeving: Omgeving) -> None:
    for _ in range(3):
        klaar(qtbot, omgeving)


@pytest.fixture
def samen(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> OordeelbundelScherm:
    """Two requests for the same school, of which one asks for data about health, in the real window."""
    een, twee = (maak_dossier(wereld.regie, f"PMG-2026-0000{n}") for n in (1, 2))
    ids = (vraag(wereld, een, ("signalen", "gezondheid")), vraag(wereld, replace(twee, school=een.school)))
    scherm = ga(qtbot, open_venster(qtbot, omgeving, wereld, "privacy"), "oordeelbundel", verzoek_ids=ids)
    rust(qtbot, omgeving)
    assert isinstance(scherm, OordeelbundelScherm)
    return scherm


def test_bijzondere_gegevens_geven_per_verzoek_een_waarschuwing_en_de_toets_vraagt_het_nog_eens(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, samen: OordeelbundelScherm
) -> None:
    label = wereld.profiel.datacategorieen["gezondheid"].label.lower()
    bij_verzoek = f"Let op: {label} is bijzonder, en bij dit verzoek staat geen grondslag daarvoor."
    boven_handtekening = f"Let op: bij V-2026-00001 is {label} bijzonder, en staat er geen grondslag daarvoor."
    assert zichtbaar(samen).count(bij_verzoek) == 1
    assert toegankelijk.controleer(samen) == []
    formulier = samen.formulier
    formulier.zet({"oordeel": Oordeel.AKKOORD, "motivering": "Nodig.", "categorieen": ("signalen",)})
    formulier.pas_aan()
    assert boven_handtekening not in formulier.zin.text()
    formulier.veld("categorieen").zet(("signalen", "gezondheid"))
    assert boven_handtekening in formulier.zin.text()
    # Ctrl+Enter from the texts: the sentence with the warning is asked first, and "no" signs nothing.
    samen.window().activateWindow()
    next(iter(samen.lijsten.values())).findChildren(QCheckBox)[0].setFocus()
    for antwoord, besluiten in ((False, 0), (True, 2)):
        dialoog.volgend_antwoord(antwoord)
        QTest.keyClick(QApplication.focusWidget() or samen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        rust(qtbot, omgeving)
        assert len(delen.list_besluiten(wereld.privacy)) == besluiten
