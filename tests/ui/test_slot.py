"""Locking while something is going on: nothing stays in sight, what is saved is saved, and the rest is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.services import concepten
from pmg_desk.services.kluissleutel import open_database
from pmg_desk.storage.engine import sluit_engine
from pmg_desk.ui import afsluiting, klembord, sessie
from pmg_desk.ui import screens as schermen
from pmg_desk.ui.sessie_linux import Logindwacht
from pmg_desk.ui.werker import Voortgang
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand
from pmg_desk.ui.widgets.dialoog import Storing, bevestig
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog, LangeTekstVeld
from tests.kluisdoos import Kluisdoos
from tests.ui.bussen import nepbus
from tests.ui.neplogind import EIGEN
from tests.ui.test_app import TEKST, Aantekening, Loop

_KLAAR = threading.Event


@pytest.fixture
def loop(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    monkeypatch.setattr(schermen, "SCHERMEN", (Aantekening,))
    naam, getoond = app.applicationName(), app.applicationDisplayName()
    een = Loop(qtbot, kluisdoos, app)
    een.ontgrendel()
    yield een
    een.programma.stop()
    app.setApplicationName(naam)
    app.setApplicationDisplayName(getoond)
    app.setQuitOnLastWindowClosed(True)


def in_zicht() -> list[QWidget]:
    return [los for los in QApplication.topLevelWidgets() if los.isVisible()]


def bewaardialoog(loop: Loop, taak: Callable[[], object]) -> Formulierdialoog:
    """A dialog that saves with ``taak``, with something typed in it."""
    venster, omgeving = loop.venster, loop.venster.omgeving
    formulier = Formulier([LangeTekstVeld("tekst", "Tekst")])
    formulier.koppel_concept(omgeving.concepten, "dialoog")
    dialoog = Formulierdialoog(loop.venster.scherm, "Aantekening", formulier)

    def bewaar(_waarden: object) -> None:
        formulier.zet_bezig(True)
        omgeving.werker.doe(taak, klaar, formulier.toon_fouten, dialoog)

    def klaar(_uitkomst: object) -> None:
        formulier.opgeslagen()
        dialoog.accept()
        bevestig(venster, "Nog iets?", "Dit vraagt een scherm na het opslaan.", "Doen", lambda: None)

    formulier.bewaren.connect(bewaar)
    dialoog.toon()
    loop.wacht()
    loop.qtbot.keyClicks(formulier.veld("tekst").invoer, TEKST)
    return dialoog


def concept(loop: Loop) -> Any:
    carla = loop.doos.carla()
    gevonden = concepten.find_concept(carla, "dialoog", "")
    loop.doos.sluit(carla)
    return None if gevonden is None else gevonden.inhoud


def test_a_save_in_flight_is_waited_for_out_of_sight_and_leaves_no_draft(loop: Loop) -> None:
    begonnen, verder, gezien = _KLAAR(), _KLAAR(), []

    def opslaan() -> str:
        begonnen.set()
        verder.wait()
        return "bewaard"

    dialoog = bewaardialoog(loop, opslaan)
    dialoog.formulier.bewaar()
    begonnen.wait()
    wacht = loop.venster.omgeving.werker._wacht

    def kijk(tot: float) -> bool:
        gezien.append(in_zicht())
        verder.set()
        return bool(wacht(tot))

    loop.venster.omgeving.werker._wacht = kijk
    loop.programma.vergrendel()
    assert gezien[0] == []  # nothing of the program was in sight before the waiting began
    assert in_zicht() == [loop.programma.deur]  # nor what the answer opened
    assert loop.programma.werkplek is None
    assert concept(loop) is None


def test_a_save_that_fails_during_the_lock_leaves_its_draft(loop: Loop) -> None:
    def opslaan() -> None:
        raise NietGevonden

    bewaardialoog(loop, opslaan).formulier.bewaar()
    loop.programma.vergrendel()
    assert concept(loop) == {"tekst": TEKST}


@pytest.mark.verwacht_log
def test_a_form_that_cannot_be_read_does_not_keep_the_vault_open(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    loop.qtbot.keyClicks(loop.formulier.veld("tekst").invoer, TEKST)

    def stuk() -> None:
        raise ValueError

    monkeypatch.setattr(loop.formulier, "_inhoud", stuk)
    loop.programma.vergrendel()
    assert loop.programma.werkplek is None
    (verteld,) = (los for los in in_zicht() if los is not loop.programma.deur)
    assert isinstance(verteld, Storing)  # at the door, with its reference
    verteld.accept()


def test_what_waits_is_dropped_and_a_long_task_stops_and_is_told_after_unlocking(loop: Loop) -> None:
    begonnen, gedaan = _KLAAR(), []
    werker = loop.venster.omgeving.werker

    def lang(voortgang: Voortgang) -> None:
        begonnen.set()
        while True:
            voortgang.meld(1, 2)

    werker.doe_lang(lang, "Casussen openen")
    werker.doe(lambda: gedaan.append("nooit"))
    werker.doe_lang(lambda _: gedaan.append("ook nooit"), "Logboek controleren")
    begonnen.wait()
    loop.programma.vergrendel()
    assert gedaan == []
    assert loop.programma.deur is not None
    loop.ontgrendel()
    assert loop.venster.melding.tekst == (
        "Afgebroken door het vergrendelen: ‘Casussen openen’, ‘Logboek controleren’. Er is niets half opgeslagen."
    )
    loop.programma.vergrendel()
    loop.ontgrendel()
    assert loop.venster.melding.tekst == ""  # told once


def test_a_long_task_that_came_to_its_end_is_not_called_broken_off(loop: Loop) -> None:
    begonnen = _KLAAR()
    loop.venster.omgeving.werker.doe_lang(lambda _: begonnen.set(), "Casussen openen")
    begonnen.wait()
    loop.programma.vergrendel()
    loop.ontgrendel()
    assert loop.venster.melding.tekst == ""


@pytest.mark.parametrize("nieuwe_sleutel", [False, True])
def test_a_long_statement_that_only_reads_is_broken_off(loop: Loop, nieuwe_sleutel: bool) -> None:
    begonnen, uit = _KLAAR(), []
    werkplek = loop.programma.werkplek
    assert werkplek is not None
    assert werkplek.kluis is not None
    kluis = werkplek.kluis

    def heropen() -> None:  # as a new key of the vault does
        sluit_engine(werkplek.engine)
        werkplek.engine = open_database(kluis)

    if nieuwe_sleutel:
        loop.venster.omgeving.werker.doe(heropen)
        loop.wacht()

    def reken() -> None:
        with werkplek.engine.connect() as verbinding:
            begonnen.set()
            verbinding.exec_driver_sql(
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"  # without end
            )
        uit.append("klaar")

    loop.venster.omgeving.werker.doe(reken, onderbreekbaar=True)
    loop.qtbot.keyClicks(loop.formulier.veld("tekst").invoer, TEKST)
    begonnen.wait()
    loop.programma.vergrendel()
    assert uit == []
    assert loop.programma.deur is not None
    assert loop.programma.deur.melding.tekst == ""
    loop.ontgrendel()
    assert loop.formulier.veld("tekst").waarde() == TEKST  # the draft that came behind it was not broken off


def test_what_takes_too_long_is_finished_behind_the_door(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(afsluiting, "GRENS_S", 0.05)
    begonnen, verder = _KLAAR(), _KLAAR()

    def opslaan() -> None:
        begonnen.set()
        verder.wait()

    loop.venster.omgeving.werker.doe(opslaan)
    loop.qtbot.keyClicks(loop.formulier.veld("tekst").invoer, TEKST)
    begonnen.wait()
    loop.programma.vergrendel()
    deur = loop.programma.deur
    assert deur is not None
    assert in_zicht() == [deur]
    assert deur.melding.tekst == "De kluis gaat dicht zodra af is wat nog liep. Wat u typte is bewaard."
    verder.set()
    loop.qtbot.waitUntil(lambda: deur.melding.tekst == "De kluis is nu dicht.")
    loop.wacht()
    loop.ontgrendel()
    assert loop.formulier.veld("tekst").waarde() == TEKST


def test_the_end_of_the_program_waits_for_what_is_finished_behind_the_door(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(afsluiting, "GRENS_S", 0.05)
    begonnen, verder = _KLAAR(), _KLAAR()

    def opslaan() -> None:
        begonnen.set()
        verder.wait()

    loop.venster.omgeving.werker.doe(opslaan)
    begonnen.wait()
    loop.programma.vergrendel()
    threading.Timer(0.1, verder.set).start()
    loop.programma.stop()
    loop.doos.sluit(loop.doos.carla())  # shut, so it opens


def _dialoog(loop: Loop) -> None:
    bewaardialoog(loop, lambda: None)


def _menu(loop: Loop) -> None:
    menu = QMenu(loop.venster)
    menu.addAction("Kopiëren")
    menu.popup(loop.venster.pos())


def _vraag(loop: Loop) -> None:
    bevestig(loop.venster, "Weghalen?", "Dit haalt het weg.", "Weghalen", lambda: None)


def _bestand(loop: Loop) -> None:
    kies_bestand(loop.venster, "Bestand kiezen", ["Excel (*.xlsx)"], lambda _: None)


def _handleiding(loop: Loop) -> None:
    loop.venster.toon_hulp()


OPEN = [_dialoog, _menu, _vraag, _bestand, _handleiding]


@pytest.mark.parametrize("open_", OPEN)
def test_ctrl_l_locks_whatever_stands_over_the_window_and_nothing_of_it_stays(
    loop: Loop, open_: Callable[[Loop], None], app: QApplication
) -> None:
    open_(loop)
    loop.qtbot.waitUntil(lambda: len(in_zicht()) > 1)
    modaal = QApplication.activeModalWidget()
    loop.qtbot.waitUntil(
        lambda: app.focusWindow() is not None and (modaal is None or app.focusWindow() is modaal.windowHandle())
    )
    QTest.keyClick(app.focusWindow(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    loop.qtbot.waitUntil(lambda: loop.programma.deur is not None)
    assert in_zicht() == [loop.programma.deur]
    assert loop.programma.deur is not None
    assert [w for w in app.topLevelWindows() if w.isVisible()] == [loop.programma.deur.windowHandle()]


def test_the_lock_button_works_from_the_keyboard(loop: Loop) -> None:
    knop = loop.venster.slotknop
    assert knop.focusPolicy() & Qt.FocusPolicy.TabFocus
    knop.setFocus()
    loop.qtbot.keyClick(knop, Qt.Key.Key_Space)
    assert loop.programma.deur is not None


def test_a_lock_of_the_session_and_a_suspend_lock_the_vault(
    loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with nepbus(tmp_path) as logind:
        logind.zeg("er")
        wacht = Logindwacht(loop.programma, systeem=logind.bus, sessie=logind.bus)
        wacht.op_slot.connect(loop.programma.vergrendel)
        loop.qtbot.waitUntil(lambda: wacht.houdt_tegen)
        assert logind.rem() == "rem sleep delay"
        loop.qtbot.keyClicks(loop.formulier.veld("tekst").invoer, TEKST)
        logind.zeg(f"slot {EIGEN}")
        loop.qtbot.waitUntil(lambda: loop.programma.deur is not None)
        loop.wacht()
        loop.ontgrendel()
        assert loop.formulier.veld("tekst").waarde() == TEKST
        logind.zeg("slaap 1")
        loop.qtbot.waitUntil(lambda: loop.programma.deur is not None)
        assert logind.rem() == "rem los"
        assert loop.programma.werkplek is None
        wacht.stop()


def test_the_program_listens_to_what_its_system_tells(
    app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch
) -> None:
    klok = [0.0]
    monkeypatch.setattr(sessie, "maak_wachten", lambda ouder: (sessie.Slaapklok(ouder, wand=lambda: klok[0]),))
    monkeypatch.setattr(schermen, "SCHERMEN", (Aantekening,))
    loop = Loop(qtbot, kluisdoos, app)
    (wacht,) = loop.programma._wachten
    assert isinstance(wacht, sessie.Slaapklok)
    klok[0] = 3600.0
    wacht.kijk()  # at the door: nothing to lock
    loop.ontgrendel()
    klok[0] = 7200.0
    wacht.kijk()
    assert loop.programma.werkplek is None
    assert loop.programma.deur is not None
    loop.programma.stop()
    app.setQuitOnLastWindowClosed(True)


def test_what_was_copied_elsewhere_stays_on_the_clipboard(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    QApplication.clipboard().setText("van elders")
    monkeypatch.setattr(klembord, "is_eigen", lambda: False)
    loop.programma.vergrendel()
    assert QApplication.clipboard().text() == "van elders"


def test_the_clipboard_is_emptied_after_a_while(loop: Loop, qtbot: Any) -> None:
    wacht = loop.programma._klembord
    assert wacht is not None

    def over() -> int:
        assert wacht is not None
        return wacht._wekker.interval() if wacht.over > 0 else wacht.over  # Qt rounds what is left by one in twenty

    assert over() == -1
    klembord.kopieer(TEKST)
    assert over() == 60_000
    loop.venster.omgeving.instellingen.zet(klembord.INSTELLING, 300)
    klembord.kopieer(TEKST)
    assert over() == 300_000
    loop.venster.omgeving.instellingen.zet(klembord.INSTELLING, 7)  # not on offer
    klembord.kopieer(TEKST)
    assert over() == 60_000
    wacht._wekker.start(1)
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")
    assert over() == -1


def test_something_from_elsewhere_is_not_waited_for(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    wacht = loop.programma._klembord
    assert wacht is not None
    klembord.kopieer(TEKST)
    monkeypatch.setattr(klembord, "is_eigen", lambda: False)
    QApplication.clipboard().setText("van elders")
    assert wacht.over == -1
