"""The focus stays near where it was when its widget goes, and a screen that is called up by key has it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens import SCHERMEN
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from tests.ui.conftest import klaar, toon
from tests.wereld import Wereld


class Lijn(Scherm):
    """Lines with a button each, between a button above and one below."""

    sleutel, titel = "lijn", "Lijn"

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(omgeving)
        self.hoger, self.lager = Knop("Boven"), Knop("Onder")
        vak = QWidget()
        self.rijen = QVBoxLayout(vak)
        for deel in (self.hoger, vak, self.lager):
            self.inhoud.addWidget(deel)
        self.inhoud.addStretch(1)

    def vul(self, *namen: str) -> None:
        maak_leeg(self.rijen)
        for naam in namen:
            self.rijen.addWidget(Tekst(f"Wat er besloten is: {naam}"))
            self.rijen.addWidget(Knop(naam))

    def knop(self, naam: str) -> Knop:
        (een,) = [een for een in self.findChildren(Knop) if een.text() == naam and not een.isHidden()]
        return een


@pytest.fixture
def scherm(qtbot: Any, omgeving: Omgeving) -> Lijn:
    een = Lijn(omgeving)
    een.resize(600, 500)
    een.vul("een", "twee", "drie")
    return toon(qtbot, een)


def _rust(qtbot: Any, scherm: Lijn) -> Any:
    qtbot.waitUntil(lambda: not scherm._focusbuurt._zoek.isActive())
    return scherm.window().focusWidget()


def test_what_takes_something_away_never_gets_it_by_itself(qtbot: Any, scherm: Lijn) -> None:
    weg, gevaar, gewoon = Knop("Weghalen", "icoon", "x"), Knop("Vernietigen", "gevaar"), Knop("Verder")
    for deel in (weg, gevaar, gewoon):
        scherm.rijen.addWidget(deel)
    scherm.knop("drie").setFocus()
    scherm.knop("drie").setVisible(False)
    assert _rust(qtbot, scherm) is gewoon
    assert [een.vernielt for een in (weg, gevaar, gewoon)] == [True, True, False]


def test_the_next_line_gets_it_and_after_the_last_what_stands_below(qtbot: Any, scherm: Lijn) -> None:
    scherm.knop("een").setFocus()
    for over in (("twee", "drie"), ("drie",)):
        scherm.vul(*over)
        assert _rust(qtbot, scherm) is scherm.knop(over[0])
    scherm.vul()
    assert _rust(qtbot, scherm) is scherm.lager


def test_also_when_the_page_is_filled_anew_under_a_dialog(qtbot: Any, scherm: Lijn) -> None:
    scherm.knop("twee").setFocus()
    dialoog = Dialoog(scherm, "Op welke dag?")
    dialoog.toon()
    qtbot.waitUntil(dialoog.isActiveWindow)
    scherm.vul("een", "drie")
    dialoog.accept()
    scherm.activateWindow()
    qtbot.waitUntil(scherm.isActiveWindow)
    assert _rust(qtbot, scherm) is scherm.knop("drie")


def test_where_the_program_puts_it_meanwhile_it_stays(qtbot: Any, scherm: Lijn) -> None:
    scherm.knop("een").setFocus()
    scherm.vul("twee")
    anders = scherm.lager if scherm.hoger.hasFocus() else scherm.hoger
    anders.setFocus()
    assert _rust(qtbot, scherm) is anders
    QApplication.processEvents()
    scherm.knop("twee").setFocus()
    scherm.hide()  # another screen came: nothing to look after
    assert not scherm._focusbuurt._zoek.isActive()


def test_a_key_of_the_menu_puts_the_focus_in_every_screen(
    qtbot: Any, app: QApplication, omgeving: Omgeving, wereld: Wereld
) -> None:
    omgeving.werkplek = wereld.regie
    venster = toon(qtbot, Hoofdvenster(omgeving, SCHERMEN))
    klaar(qtbot, omgeving)
    for sleutel, knop in venster.navigatie.knoppen.items():
        knop.setFocus()
        (actie,) = [een for een in venster._naar_scherm if een.text() == SCHERM_TITELS[sleutel]]
        actie.trigger()
        for klaar_met_lezen in (False, True):
            if klaar_met_lezen:
                klaar(qtbot, omgeving)
            waar = venster.focusWidget()
            assert venster.scherm is not None
            assert venster.scherm is waar or venster.scherm.isAncestorOf(waar), sleutel


SCHERM_TITELS = {scherm.sleutel: scherm.titel for scherm in SCHERMEN}
