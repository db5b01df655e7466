"""The screen for the room: it shows one picture or nothing, and whatever makes it doubtful empties it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.services import beamer
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import UitspraakSoort
from pmg_desk.ui.afdekken import verberg_alles
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.schermopname import Afscherming
from pmg_desk.ui.screens import beamerbediening, beamervenster
from pmg_desk.ui.screens.beamerbediening import Beamerbediening
from pmg_desk.ui.screens.beamervenster import Beamervenster, ander_scherm
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.widgets.tekst import Tekst
from tests.casusbouw import regels
from tests.schermbouw import Zaal, gaat_weg, komt_terug, maak_zaal
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.wereld import Wereld

HIER = "Hier staat alleen wat iedereen die nu aanwezig is mag zien."


class Tafel(QWidget):
    """A main window with the buttons of the screen in it."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        self.bediening = Beamerbediening(omgeving)
        QVBoxLayout(self).addWidget(self.bediening)


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    return maak_zaal(wereld)


@pytest.fixture
def werkplek(wereld: Wereld, zaal: Zaal, omgeving: Omgeving) -> Werkplek:
    del zaal
    omgeving.werkplek = wereld.regie
    wereld.regie.bij_wijziging(omgeving.meld_wijzigingen)
    return wereld.regie


@pytest.fixture
def bediening(qtbot: QtBot, omgeving: Omgeving, werkplek: Werkplek) -> Iterator[Beamerbediening]:
    del werkplek
    tafel = Tafel(omgeving)
    qtbot.addWidget(tafel)
    tafel.resize(900, 700)
    tafel.show()
    yield tafel.bediening
    tafel.close()
    klaar(qtbot, omgeving)


def gelezen(venster: QWidget) -> list[str]:
    """Everything that can be read of a window: its labels, text fields, title, and what a screen reader is told."""
    QApplication.processEvents()
    alle = [venster, *venster.findChildren(QWidget)]
    teksten = [w.text() for w in alle if isinstance(w, QLabel)]
    teksten += [w.toPlainText() for w in alle if isinstance(w, QTextEdit)]
    for widget in alle:
        iface = QAccessible.queryAccessibleInterface(widget)
        teksten += [iface.text(QAccessible.Text.Name), iface.text(QAccessible.Text.Description)]
        teksten += [widget.windowTitle(), widget.toolTip()]
    return [tekst for tekst in teksten if tekst]


ZONDER = "Deze casus wordt besproken zonder tekst op het scherm."
LEEG = {"PMG Desk – scherm voor het overleg"}


def kop(bediening: Beamerbediening) -> set[str]:
    assert bediening.venster is not None
    return set(gelezen(bediening.venster))


def toon(qtbot: QtBot, omgeving: Omgeving, bediening: Beamerbediening, zaal: Zaal, nr: int = 0) -> Beamervenster:
    bediening.zet_punt(zaal.punten[nr])
    klaar(qtbot, omgeving)
    bediening.toonknop.click()
    klaar(qtbot, omgeving)
    assert bediening.venster is not None
    return bediening.venster


def test_it_is_a_window_of_its_own_without_a_name_in_its_title(
    qtbot: QtBot, omgeving: Omgeving, bediening: Beamerbediening, zaal: Zaal
) -> None:
    venster = toon(qtbot, omgeving, bediening, zaal)
    n = len(beamer.show_beamer(omgeving.werkplek, zaal.punt).beeld.stukken)
    assert zaal.zaak.gevonden(" ".join(gelezen(venster))) == zaal.mag(0, 1, 2)
    assert {"Agendapunt 1", "PMG-2026-00001", HIER} <= set(gelezen(venster))
    assert venster.windowTitle() == "PMG Desk – scherm voor het overleg"
    assert (venster.isWindow(), venster.parent()) == (True, None)
    assert toegankelijk.controleer(venster) == []
    assert toegankelijk.controleer(bediening) == []
    assert bediening._presentatie is not None
    van = bediening._presentatie.totaal
    assert bediening.stand.text() == f"Op het scherm: {n} van {van} teksten uit het dossier."


def test_somebody_who_comes_in_or_leaves_empties_it_and_it_does_not_fill_by_itself(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, bediening: Beamerbediening, zaal: Zaal
) -> None:
    toon(qtbot, omgeving, bediening, zaal)
    gaat_weg(wereld, zaal, 2)
    klaar(qtbot, omgeving)
    assert kop(bediening) == LEEG
    assert bediening.stand.text() == "Het scherm is leeg."
    QTest.keyClick(bediening.window(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    klaar(qtbot, omgeving)
    assert zaal.zaak.gevonden(" ".join(kop(bediening))) == zaal.mag(0, 1)
    komt_terug(wereld, zaal, 2)
    klaar(qtbot, omgeving)
    assert kop(bediening) == LEEG


def test_another_item_never_has_the_text_of_the_last_under_it(
    qtbot: QtBot, omgeving: Omgeving, bediening: Beamerbediening, zaal: Zaal
) -> None:
    toon(qtbot, omgeving, bediening, zaal)
    bediening.zet_punt(zaal.punten[1])
    assert kop(bediening) == LEEG
    bediening.toonknop.click()
    klaar(qtbot, omgeving)
    assert kop(bediening) == {*LEEG, "Agendapunt 2", ZONDER}  # nothing of it was approved
    venster = bediening.venster
    assert venster is not None
    (nummer,) = [een for een in venster.findChildren(Tekst) if een.text() == "Agendapunt 2"]
    midden = nummer.mapTo(venster, nummer.rect().center())
    assert abs(midden.x() - venster.width() // 2) <= 20  # seen from the back of the room: large, in the middle
    assert abs(midden.y() - venster.height() // 2) <= 60
    assert nummer.property("rol") == "beamer-kop"
    assert bediening.stand.text() == "Op het scherm staat alleen het nummer van het agendapunt."


def test_an_answer_that_comes_too_late_is_not_shown(
    qtbot: QtBot, omgeving: Omgeving, bediening: Beamerbediening, zaal: Zaal
) -> None:
    bediening.zet_punt(zaal.punt)
    klaar(qtbot, omgeving)
    bediening.toonknop.click()
    bediening.zet_punt(zaal.punten[1])
    klaar(qtbot, omgeving)
    assert kop(bediening) == LEEG


def test_one_key_the_lock_rest_and_going_elsewhere_empty_it(
    qtbot: QtBot, omgeving: Omgeving, bediening: Beamerbediening, zaal: Zaal
) -> None:
    venster = toon(qtbot, omgeving, bediening, zaal)

    def rust() -> None:
        assert bediening._rust is not None
        assert 0 < bediening._rust.over <= beamerbediening.RUST_MINUTEN * 63_000  # Qt rounds
        bediening._rust.verlopen.emit()

    wegen: list[tuple[Callable[[], object], bool]] = [
        (lambda: QTest.keyClick(venster, Qt.Key.Key_Escape), True),
        (lambda: QTest.keyClick(venster, Qt.Key.Key_B), True),
        (bediening.leegknop.click, True),
        (rust, True),
        (venster.close, False),
        (bediening.hide, True),
        (verberg_alles, False),
    ]
    for weg, blijft in wegen:
        bediening.window().show()
        bediening.show()
        if venster.is_leeg:
            bediening.toonknop.click()
            klaar(qtbot, omgeving)
        assert kop(bediening) != LEEG
        weg()
        assert venster.is_leeg
        assert kop(bediening) == LEEG
        assert bediening._rust is None
        assert venster.isVisible() is blijft


def test_new_text_is_read_first_and_parts_can_be_left_out(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, bediening: Beamerbediening, zaal: Zaal
) -> None:
    wereld.klok.moment += timedelta(minutes=5)
    add_uitspraak(
        wereld.regie, zaal.zaak.dossier.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Ganzenveer.", bron="Iemand")
    )
    venster = toon(qtbot, omgeving, bediening, zaal)
    assert "Ganzenveer." in gelezen(bediening)
    assert "Ganzenveer." not in gelezen(venster)
    assert "Later bijgekomen teksten: 1. Lees die eerst." in bediening.kort.text()
    bediening.meerknop.click()
    assert bediening.gelezen.isVisibleTo(bediening)
    bediening.gelezen.setChecked(True)
    bediening._vinkjes[Rubriek.PLAN].setChecked(False)
    bediening.toonknop.click()
    klaar(qtbot, omgeving)
    assert "Ganzenveer." in gelezen(venster)
    assert "Plan van aanpak" not in gelezen(venster)
    gaat_weg(wereld, zaal, 0)
    klaar(qtbot, omgeving)
    bediening.toonknop.click()
    klaar(qtbot, omgeving)
    assert "Plan van aanpak" not in gelezen(venster)  # what was left out stays out
    assert not bediening._vinkjes[Rubriek.PLAN].isChecked()
    assert "Ganzenveer." not in gelezen(venster)  # and what was read is read again, for who is there now
    bediening.gelezen.setChecked(True)
    bediening.toonknop.click()
    klaar(qtbot, omgeving)
    assert not bediening.gelezen.isVisibleTo(bediening)


def test_who_limits_it_stands_with_the_presenter_and_what_cannot_is_said(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, bediening: Beamerbediening, zaal: Zaal
) -> None:
    venster = toon(qtbot, omgeving, bediening, zaal)
    om = zaal.tafel.ontvangers[2].voluit
    assert om in bediening.grenzen.text()
    alleen = {een.ontvanger: een.alleen for een in bediening._presentatie.grenzen if een.alleen}  # type: ignore[union-attr]
    assert om in alleen
    wie = ", ".join(f"{naam} ({aantal})" for naam, aantal in alleen.items())
    assert bediening.kort.text() == f"Minder teksten op het scherm door: {wie}."
    assert om in bediening.aanwezig.text()
    assert om not in " ".join(gelezen(venster))
    namen = sorted(o.organisatie for o in zaal.tafel.ontvangers if o.voluit in alleen)
    zin = f"Niet alles staat hier: voor {', '.join(namen[:-1])} en {namen[-1]} is minder goedgekeurd."
    assert (
        gelezen(venster).count(zin) == 2
    )  # a label and for a screen reader too; how much and why, and which function, is not told
    redenen = {reden for een in bediening._presentatie.grenzen for reden in een.redenen}  # type: ignore[union-attr]
    assert redenen
    assert not any(reden in tekst for tekst in gelezen(venster) for reden in redenen)
    wereld.klok.moment -= timedelta(days=2)  # the day is still to come
    bediening.toonknop.click()
    klaar(qtbot, omgeving)
    assert venster.is_leeg
    assert "moet nog komen" in bediening.melding.tekst
    assert len(regels(wereld.regie, "overleg.scherm_tonen")) == 1


def test_only_this_window_may_be_shared_and_it_is_put_on_the_other_screen(
    app: QApplication,
    qtbot: QtBot,
    omgeving: Omgeving,
    bediening: Beamerbediening,
    zaal: Zaal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gezet: dict[int, bool] = {}
    venster = toon(qtbot, omgeving, bediening, zaal)
    afscherming = Afscherming(app, lambda: True, gezet.__setitem__)
    afscherming.pas_toe()
    assert gezet == {int(bediening.window().winId()): True}
    assert venster.isVisible()
    afscherming.stop()
    afscherming.deleteLater()
    een, twee = object(), object()
    assert ander_scherm([een, twee], een) is twee
    assert ander_scherm([een], een) is None
    assert not venster.isFullScreen()
    bediening.openknop.click()
    assert not venster.isVisible()
    assert bediening.stand.text() == "Het scherm voor het overleg is dicht."
    monkeypatch.setattr(beamervenster, "ander_scherm", lambda _alle, eigen: eigen)  # as if it were another
    bediening.openknop.click()
    assert venster.isFullScreen()
    assert venster.is_leeg


def test_large_type_with_keys_to_page_and_contrast_of_the_program(
    qtbot: QtBot, omgeving: Omgeving, bediening: Beamerbediening, zaal: Zaal
) -> None:
    venster = toon(qtbot, omgeving, bediening, zaal)
    venster.resize(640, 360)
    QApplication.processEvents()
    balk: Any = venster._vak.verticalScrollBar()
    qtbot.waitUntil(lambda: balk.maximum() > 0)
    assert min(label.fontInfo().pixelSize() for label in venster.findChildren(QLabel) if label.isVisible()) >= 20
    QTest.keyClick(venster, Qt.Key.Key_PageDown)
    eerst = balk.value()
    bediening.verderknop.click()
    assert balk.value() > eerst > 0 or balk.value() == balk.maximum()
    for _ in range(9):
        QTest.keyClick(venster, Qt.Key.Key_Up)
    assert balk.value() == 0
    assert not venster.is_leeg
    QTest.keyClick(venster, Qt.Key.Key_X)
    assert not venster.is_leeg


def test_a_presenter_runs_it_with_keys_beside_the_agenda(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, zaal: Zaal, werkplek: Werkplek
) -> None:
    del werkplek
    scherm = VergaderingScherm(omgeving)
    qtbot.addWidget(scherm)
    scherm.resize(1060, 640)
    scherm.show()
    scherm.toon(overleg_id=zaal.tafel.overleg_id)
    klaar(qtbot, omgeving)
    assert regels(wereld.regie, "overleg.scherm_voorbereiden") == []  # nobody asked for the screen yet

    def druk(toets: Qt.Key, met: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> set[str]:
        scherm.activateWindow()
        qtbot.waitUntil(scherm.isActiveWindow)
        QTest.keyClick(scherm, toets, met)
        klaar(qtbot, omgeving)
        klaar(qtbot, omgeving)
        return kop(scherm.beamer)

    assert druk(Qt.Key.Key_F9) == LEEG
    assert scherm.beamer.isVisibleTo(scherm)
    assert zaal.zaak.gevonden(" ".join(druk(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier))) == zaal.mag(0, 1, 2)
    assert druk(Qt.Key.Key_F8) == LEEG
    assert druk(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier) == {*LEEG, "Agendapunt 2", ZONDER}
    assert druk(Qt.Key.Key_F9) == LEEG
    assert not scherm.beamer.isVisibleTo(scherm)
    assert not scherm.beamer.is_open
    scherm.close()
    klaar(qtbot, omgeving)
