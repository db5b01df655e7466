"""A lock takes bounded time, also with a backup on a disk that does not answer; and nothing opens behind a lock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog

from pmg_desk.kluis.reservekopie import reservemap
from pmg_desk.services import kluizen, reservekopieen
from pmg_desk.storage import kopie
from pmg_desk.ui import afsluiting, reservedienst
from pmg_desk.ui import screens as schermen
from pmg_desk.ui.deur.opener import OpenenAfgebroken
from pmg_desk.ui.werker import Geannuleerd
from pmg_desk.ui.widgets.afdrukken import druk_af
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from tests.kluisdoos import REGIE_WACHTWOORD, Kluisdoos, alle_regels
from tests.services.test_reservekopieen import namen, wijzig
from tests.ui.kit.test_dialoog import _pdf
from tests.ui.test_app import TEKST, Aantekening, Loop
from tests.ui.test_reservekopie import rust
from tests.ui.test_slot import in_zicht


@pytest.fixture
def deur(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    monkeypatch.setattr(schermen, "SCHERMEN", (Aantekening,))
    een = Loop(qtbot, kluisdoos, app)
    yield een
    een.programma.stop()
    app.setQuitOnLastWindowClosed(True)


@pytest.fixture
def loop(deur: Loop) -> Loop:
    """Opened, with today's backup made and something changed since."""
    deur.ontgrendel()
    rust(deur.qtbot, deur.programma)
    wijzig(deur.programma.werkplek)  # type: ignore[arg-type]
    return deur


def kopieen(loop: Loop) -> set[str]:
    return namen(reservemap(loop.doos.pad))


# the backup at lock


def test_a_backup_that_takes_too_long_is_dropped_at_lock_and_made_after_the_next_unlock(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerder = kopieen(loop)

    def zonder_eind(_bron: Path, doel: Path, _sleutel: bytes, meld: Callable[[int, int], None]) -> None:
        doel.touch()
        while True:
            meld(1, 1_000_000)

    monkeypatch.setattr(afsluiting, "RESERVE_S", 0.1)
    monkeypatch.setattr(afsluiting, "GRENS_S", 60.0)
    monkeypatch.setattr(kopie, "kopieer", zonder_eind)
    loop.programma.vergrendel()
    assert loop.programma.deur is not None
    assert loop.programma.deur.melding.tekst == ""  # shut, and nothing went wrong
    assert kopieen(loop) == eerder
    monkeypatch.undo()
    monkeypatch.setattr(schermen, "SCHERMEN", (Aantekening,))
    loop.ontgrendel()
    rust(loop.qtbot, loop.programma)
    assert len(kopieen(loop)) == len(eerder) + 1
    assert loop.programma.werkplek is not None
    assert "mislukt" not in {regel.resultaat for regel in alle_regels(loop.programma.werkplek)}


def test_a_backup_on_a_disk_that_does_not_answer_is_waited_for_behind_the_door(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    begonnen, verder = threading.Event(), threading.Event()
    echt = kopie.kopieer

    def hangt(*args: Any) -> None:
        begonnen.set()
        verder.wait()
        echt(*args)

    monkeypatch.setattr(afsluiting, "GRENS_S", 0.2)
    monkeypatch.setattr(kopie, "kopieer", hangt)
    loop.qtbot.keyClicks(loop.formulier.veld("tekst").invoer, TEKST)
    loop.programma.vergrendel()  # comes back, though the copy does not
    assert begonnen.is_set()
    deur = loop.programma.deur
    assert deur is not None
    assert in_zicht() == [deur]
    assert deur.melding.tekst == "De kluis gaat dicht zodra af is wat nog liep. Wat u typte is bewaard."
    verder.set()
    loop.qtbot.waitUntil(lambda: deur.melding.tekst == "De kluis is nu dicht.")
    monkeypatch.setattr(kopie, "kopieer", echt)
    loop.wacht()
    loop.ontgrendel()
    assert loop.formulier.veld("tekst").waarde() == TEKST


def test_a_backup_beside_the_work_ends_before_the_vault_is_shut_and_holds_nothing_up(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    begonnen, verder, volgorde = threading.Event(), threading.Event(), []

    def hangt(*_args: Any) -> Any:
        begonnen.set()
        verder.wait()
        volgorde.append("kopie")
        raise Geannuleerd  # as at its next report

    echt = kluizen.lock_kluis

    def dicht(*args: Any) -> None:
        volgorde.append("dicht")
        echt(*args)

    monkeypatch.setattr(afsluiting, "GRENS_S", 0.2)
    monkeypatch.setattr(reservekopieen, "run_reservekopie", hangt)
    monkeypatch.setattr(kluizen, "lock_kluis", dicht)
    reservedienst.dienst(loop.venster.omgeving).maak(reservekopieen.GEVRAAGD)
    loop.qtbot.waitUntil(begonnen.is_set)
    loop.programma.vergrendel()
    deur = loop.programma.deur
    assert deur is not None
    assert in_zicht() == [deur]
    assert volgorde == []
    verder.set()
    loop.qtbot.waitUntil(lambda: deur.melding.tekst == "De kluis is nu dicht.")
    assert volgorde[:2] == ["kopie", "dicht"]


def test_the_end_of_the_program_gives_the_backup_its_time(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    eerder = kopieen(loop)
    monkeypatch.setattr(afsluiting, "RESERVE_S", 0.0)
    loop.programma.stop()
    assert len(kopieen(loop)) == len(eerder) + 1


# at the door


def _kies(loop: Loop) -> Any:
    assert loop.programma.deur is not None
    blad = loop.programma.deur.ontgrendelen
    blad.wie.lijst.setCurrentIndex(2)
    loop.wacht()
    loop.qtbot.keyClicks(blad.wachtwoord.regel, REGIE_WACHTWOORD)
    return blad


@pytest.mark.parametrize("gereed", [False, True])
def test_a_vault_that_is_being_opened_when_the_session_locks_stays_shut(
    deur: Loop, monkeypatch: pytest.MonkeyPatch, gereed: bool
) -> None:
    """``gereed``: it was open, and the answer on its way to the window."""
    blad = _kies(deur)
    begonnen, verder, echt = threading.Event(), threading.Event(), kluizen.open_kluis

    def open_kluis(*args: Any, **kw: Any) -> Any:
        begonnen.set()
        verder.wait()
        return echt(*args, **kw)

    monkeypatch.setattr(kluizen, "open_kluis", open_kluis)
    blad.formulier.bewaar()
    begonnen.wait()
    programma = deur.programma
    if gereed:
        verder.set()
        assert programma._omgeving is not None
        (af,) = (o.toekomst for o in programma._omgeving.werker._opdrachten.values() if o.toekomst is not None)
        af.result()
    programma._wachten[-1].op_slot.emit()
    verder.set()
    deur.wacht()
    assert programma.werkplek is None
    assert programma.venster is None
    assert in_zicht() == [programma.deur]
    assert blad.formulier.melding.tekst == OpenenAfgebroken().tekst()
    assert blad.wachtwoord.regel.text() == ""
    monkeypatch.undo()
    monkeypatch.setattr(schermen, "SCHERMEN", (Aantekening,))
    deur.doos.sluit(deur.doos.carla())  # it is shut
    deur.ontgrendel()  # and opens for whoever comes back
    assert programma.werkplek is not None


def test_a_window_closed_when_the_vault_was_just_open_leaves_it_shut(deur: Loop) -> None:
    blad, programma = _kies(deur), deur.programma
    blad.formulier.bewaar()
    assert programma._omgeving is not None
    for opdracht in list(programma._omgeving.werker._opdrachten.values()):
        assert opdracht.toekomst is not None
        opdracht.toekomst.result()
    programma.stop()
    deur.doos.sluit(deur.doos.carla())


def test_a_lock_at_the_door_takes_what_is_secret_from_the_screen_and_nothing_else(deur: Loop) -> None:
    blad = _kies(deur)
    wie = blad.wie.waarde()
    deur.programma._wachten[-1].op_slot.emit()
    assert blad.wachtwoord.regel.text() == ""
    assert blad.wie.waarde() == wie
    assert blad.code.geheim


# printing


def _printkeuze(loop: Loop) -> QDialog:
    druk_af(loop.venster.scherm, _pdf(["Een bladzijde"]), klaar=lambda: None, fout=lambda _: None)
    (keuze,) = loop.venster.scherm.findChildren(QPrintDialog)
    return keuze  # type: ignore[no-any-return]


def _voorbeeld(loop: Loop) -> QDialog:
    dialoog, voorbeeld = Dialoog(loop.venster.scherm, "Voorbeeld"), PdfVoorbeeld()
    dialoog.inhoud.addWidget(voorbeeld)
    voorbeeld.toon(_pdf(["Een bladzijde"]))
    dialoog.toon()
    return dialoog


@pytest.mark.parametrize("open_", [_printkeuze, _voorbeeld])
def test_what_is_being_printed_leaves_the_screen_at_a_lock(loop: Loop, open_: Callable[[Loop], QDialog]) -> None:
    dialoog = open_(loop)
    loop.wacht()
    assert dialoog in in_zicht()
    loop.programma._wachten[-1].op_slot.emit()
    deur = loop.programma.deur
    assert deur is not None
    assert in_zicht() == [deur]
    assert [w for w in QGuiApplication.topLevelWindows() if w.isVisible()] == [deur.windowHandle()]
