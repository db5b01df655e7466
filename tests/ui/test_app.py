"""The run of the program: door, vault, lock, door again; nothing typed is lost and the vault is always shut after."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk import app as appmodule
from pmg_desk.app import Programma
from pmg_desk.domain.kluisfouten import KluisNietBereikbaar
from pmg_desk.services import concepten, kluizen
from pmg_desk.ui import klembord, rusttijd
from pmg_desk.ui import screens as schermen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.rusttijd import Rusttijd
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog, LangeTekstVeld
from pmg_desk.ui.widgets.scherm import Scherm
from tests.kluisdoos import REGIE_WACHTWOORD, Kluisdoos
from tests.ui.conftest import klaar

TEKST = "Sprak met haar moeder; er is nog niets besloten."


class Aantekening(Scherm):
    """A screen with a form that keeps a draft."""

    sleutel: ClassVar[str] = "aantekening"
    titel: ClassVar[str] = "Aantekening"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.formulier = Formulier([LangeTekstVeld("tekst", "Tekst")])
        self.inhoud.addWidget(self.formulier)
        self.formulier.koppel_concept(omgeving.concepten, "aantekening", None)

    def bewaar_concepten(self) -> None:
        self.formulier.bewaar_concept()


class Loop:
    """A program under test."""

    def __init__(self, qtbot: Any, doos: Kluisdoos, app: QApplication) -> None:
        self.qtbot, self.doos = qtbot, doos
        self.programma = Programma(app, klok=doos.klok)
        self.programma.begin(doos.pad)
        self.wacht()

    def wacht(self) -> None:
        self.qtbot.wait(1)
        if self.programma._omgeving is not None:
            klaar(self.qtbot, self.programma._omgeving)

    def ontgrendel(self) -> None:
        deur = self.programma.deur
        assert deur is not None
        blad = deur.ontgrendelen
        blad.wie.lijst.setCurrentIndex(2)
        self.wacht()
        self.qtbot.keyClicks(blad.wachtwoord.regel, REGIE_WACHTWOORD)
        self.qtbot.keyClick(blad.wachtwoord.regel, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.programma.venster is not None)
        self.wacht()

    @property
    def venster(self) -> Any:
        return self.programma.venster

    @property
    def formulier(self) -> Formulier:
        scherm = self.venster.scherm
        assert isinstance(scherm, Aantekening)
        return scherm.formulier


@pytest.fixture
def loop(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    monkeypatch.setattr(schermen, "SCHERMEN", (Aantekening,))
    naam, getoond = app.applicationName(), app.applicationDisplayName()
    een = Loop(qtbot, kluisdoos, app)
    yield een
    een.programma.stop()
    app.setApplicationName(naam)
    app.setApplicationDisplayName(getoond)
    app.setQuitOnLastWindowClosed(True)


@pytest.fixture
def afgesloten(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    keren: list[bool] = []

    class Nep:
        @staticmethod
        def quit() -> None:
            keren.append(True)

    monkeypatch.setattr(appmodule, "QCoreApplication", Nep)
    return keren


def test_unlocking_replaces_the_door_by_the_window(loop: Loop) -> None:
    loop.ontgrendel()
    assert loop.programma.deur is None
    assert loop.venster.isVisible()
    assert loop.programma.werkplek is not None
    assert loop.programma.werkplek.gebruiker.naam == "Carla Casus"
    assert "Carla" not in loop.venster.windowTitle()


def test_a_lock_shuts_the_vault_at_once_and_what_was_typed_comes_back(loop: Loop) -> None:
    loop.ontgrendel()
    loop.qtbot.keyClicks(loop.formulier.veld("tekst").invoer, TEKST)
    oud = loop.venster
    loop.qtbot.keyClick(oud, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert loop.programma.werkplek is None
    assert loop.venster is None
    assert loop.programma.deur is not None
    assert loop.programma.deur.isVisible()
    loop.wacht()
    acties = [regel.actie for regel in loop.doos.regels()]  # Bea opens it: so it was shut
    assert acties[-3:] == ["gebruiker.uitloggen", "logboek.ondertekenen", "gebruiker.inloggen"]
    assert TEKST.encode() not in (loop.doos.pad / "kluis.db").read_bytes()
    loop.ontgrendel()
    assert loop.formulier.veld("tekst").waarde() == TEKST


def test_the_clipboard_is_emptied_on_a_lock(loop: Loop) -> None:
    loop.ontgrendel()
    klembord.kopieer(TEKST)
    loop.programma.vergrendel()
    assert QApplication.clipboard().text() == ""


def test_when_nothing_happens_it_locks(loop: Loop) -> None:
    loop.ontgrendel()
    rust = loop.programma._rust
    assert rust is not None
    assert timedelta(minutes=9) < timedelta(milliseconds=rust.over) < timedelta(minutes=11)
    rust._wekker.start(1)
    loop.qtbot.waitUntil(lambda: loop.programma.werkplek is None)
    assert loop.programma.deur is not None


def test_every_key_winds_the_lock_up_again(app: QApplication, qtbot: Any) -> None:
    minuten = [30]
    rust = Rusttijd(app, lambda: minuten[0])
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    venster = widget.windowHandle()
    qtbot.waitUntil(lambda: app.focusWindow() is venster)
    toets = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    rust._wekker.start(1000)
    app.sendEvent(venster, QEvent(QEvent.Type.User))
    assert rust.over < 2000
    app.sendEvent(venster, toets)
    assert rust.over > 28 * 60_000
    minuten[0] = 3  # not on offer
    app.sendEvent(venster, toets)
    assert rust.over < (rusttijd.STANDAARD_MINUTEN + 1) * 60_000
    rust.stop()
    app.sendEvent(venster, toets)
    assert rust.over == -1
    rust.deleteLater()


def test_a_lock_over_an_open_dialog_takes_it_away_and_keeps_what_was_typed(loop: Loop) -> None:
    loop.ontgrendel()
    formulier = Formulier([LangeTekstVeld("tekst", "Tekst")])
    assert loop.programma._omgeving is not None
    formulier.koppel_concept(loop.programma._omgeving.concepten, "dialoog")
    dialoog = Formulierdialoog(loop.venster.scherm, "Aantekening", formulier)
    dialoog.toon()
    loop.wacht()
    loop.qtbot.keyClicks(formulier.veld("tekst").invoer, TEKST)
    loop.programma.vergrendel()
    assert [los for los in QApplication.topLevelWidgets() if los.isVisible()] == [loop.programma.deur]
    carla = loop.doos.carla()
    concept = concepten.find_concept(carla, "dialoog", "")
    assert concept is not None
    assert concept.inhoud == {"tekst": TEKST}
    loop.doos.sluit(carla)


def test_closing_the_window_ends_the_program_and_shuts_the_vault(loop: Loop, afgesloten: list[bool]) -> None:
    loop.ontgrendel()
    loop.qtbot.keyClicks(loop.formulier.veld("tekst").invoer, TEKST)
    loop.venster.close()
    assert afgesloten == [True]
    assert loop.doos.regels()[-3].actie == "gebruiker.uitloggen"
    loop.programma.begin(loop.doos.pad)
    loop.wacht()
    loop.ontgrendel()
    assert loop.formulier.veld("tekst").waarde() == TEKST


def test_closing_the_door_ends_the_program(loop: Loop, afgesloten: list[bool]) -> None:
    assert loop.programma.deur is not None
    loop.programma.deur.close()
    assert afgesloten == [True]
    assert loop.programma.deur is None


def test_a_log_out_that_cannot_be_written_is_said_at_the_door(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    loop.ontgrendel()
    echt = kluizen.close_kluis

    def sluit_met_fout(werkplek: Any) -> None:
        echt(werkplek)
        raise KluisNietBereikbaar("De schijf is vol.")

    monkeypatch.setattr(kluizen, "close_kluis", sluit_met_fout)
    loop.programma.vergrendel()
    monkeypatch.undo()
    assert loop.programma.deur is not None
    assert loop.programma.deur.melding.tekst.startswith("De schijf is vol.")


def test_a_warning_about_the_vault_is_said_in_the_window(loop: Loop) -> None:
    (loop.doos.pad / "kop-a.json").write_bytes(b"{}")
    loop.ontgrendel()
    assert "kop-a.json" in loop.venster.melding.tekst


def test_damage_far_into_the_file_is_said_after_unlocking(loop: Loop) -> None:
    bea = loop.doos.bea()
    with bea.doe() as t:  # a table that nothing reads while opening
        bladzijde = t.db.scalar(sa.text("SELECT rootpage FROM sqlite_master WHERE name = 'verstrekt_stuk'"))
    loop.doos.sluit(bea)
    with (loop.doos.pad / "kluis.db").open("r+b") as stroom:
        stroom.seek((bladzijde - 1) * 4096 + 2000)
        stroom.write(b"\x00" * 16)
    loop.ontgrendel()
    assert loop.venster.melding.tekst.startswith("Het bestand van de kluis is beschadigd")


class Stuk(Aantekening):
    """A screen with a bug in it."""

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        raise LookupError(TEKST)


@pytest.mark.verwacht_log
def test_a_bug_while_the_window_is_built_leads_back_to_the_door_with_a_reference(
    loop: Loop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(schermen, "SCHERMEN", (Stuk,))
    deur = loop.programma.deur
    assert deur is not None
    with pytest.raises(LookupError):
        loop.programma.open_werkplek(loop.doos.open("carla", REGIE_WACHTWOORD))
    assert loop.programma.deur not in (None, deur)
    assert loop.venster is None
    loop.doos.sluit(loop.doos.carla())  # shut, so it opens
    assert TEKST not in caplog.text


def test_a_sound_vault_says_nothing(loop: Loop) -> None:
    loop.ontgrendel()
    assert loop.venster.melding.tekst == ""
    loop.programma.stop()
    acties = [regel.actie for regel in loop.doos.regels()]
    assert "kluis.controleren" in acties
    assert "logboek.controleren" in acties


def test_the_hooks_for_exceptions_are_put_back(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos) -> None:
    voor = sys.excepthook
    een = Programma(app)
    een.begin(kluisdoos.pad)
    assert sys.excepthook is not voor
    een.stop()
    een.stop()  # twice is once
    assert sys.excepthook is voor
    app.setQuitOnLastWindowClosed(True)
