"""One thread for the database, results on the GUI thread, nothing lost and nothing left hanging."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.ui.werker import DatabaseWerker, Geannuleerd, LangeTaak, Voortgang


@pytest.fixture
def werker(qapp: Any) -> Iterator[DatabaseWerker]:
    een = DatabaseWerker()
    yield een
    een.stop()


def _wacht(qtbot: Any, werker: DatabaseWerker) -> None:
    with qtbot.waitSignal(werker.leeg, timeout=30_000):
        pass


def test_tasks_run_in_order_on_one_other_thread_and_answers_come_back_on_this_one(
    qtbot: Any, werker: DatabaseWerker
) -> None:
    taken: list[tuple[int, int]] = []
    antwoorden: list[tuple[int, int]] = []

    def taak(nummer: int) -> int:
        taken.append((nummer, threading.get_ident()))
        return nummer

    for nummer in range(20):
        werker.doe(
            lambda nummer=nummer: taak(nummer),  # type: ignore[misc]
            lambda resultaat: antwoorden.append((resultaat, threading.get_ident())),
        )
    assert werker.bezig
    _wacht(qtbot, werker)
    draden = {draad for _, draad in taken}
    assert [nummer for nummer, _ in taken] == list(range(20))
    assert len(draden) == 1
    assert draden != {threading.get_ident()}
    assert antwoorden == [(nummer, threading.get_ident()) for nummer in range(20)]
    assert not werker.bezig


def test_answer_for_an_owner_that_is_gone_is_dropped(qtbot: Any, werker: DatabaseWerker) -> None:
    los = threading.Event()
    eigenaar, blijft = QWidget(), QObject()
    gezien: list[str] = []
    werker.doe(los.wait, lambda _: gezien.append("weg"), None, eigenaar)
    werker.doe(lambda: 1, lambda _: gezien.append("er nog"), None, blijft)
    eigenaar.deleteLater()
    with qtbot.waitSignal(eigenaar.destroyed):
        pass
    los.set()
    _wacht(qtbot, werker)
    assert gezien == ["er nog"]


def _faal(fout: BaseException) -> Any:
    raise fout


def test_failure_goes_to_who_asked_or_else_to_the_window_and_a_bug_always_to_the_window(
    qtbot: Any, werker: DatabaseWerker
) -> None:
    eigen: list[Fout] = []
    elders: list[object] = []
    storingen: list[object] = []
    werker.onopgevangen_fout.connect(elders.append)
    werker.storing.connect(storingen.append)
    een, twee, drie = NietGevonden(), NietGevonden(), ZeroDivisionError()
    werker.doe(lambda: _faal(een), None, eigen.append)
    werker.doe(lambda: _faal(twee))
    werker.doe(lambda: _faal(drie), None, eigen.append)
    _wacht(qtbot, werker)
    assert eigen == [een]
    assert elders == [twee]
    assert storingen == [drie]


def test_waiting_is_shown_only_when_it_lasts(qtbot: Any, werker: DatabaseWerker) -> None:
    getoond: list[bool] = []
    werker.bezig_gewijzigd.connect(getoond.append)
    werker.doe(lambda: None)
    _wacht(qtbot, werker)
    assert getoond == []
    los = threading.Event()
    werker.doe(los.wait)
    with qtbot.waitSignal(werker.bezig_gewijzigd, timeout=30_000):
        pass
    assert getoond == [True]
    los.set()
    _wacht(qtbot, werker)
    assert getoond == [True, False]


def test_long_task_reports_and_can_be_stopped(qtbot: Any, werker: DatabaseWerker) -> None:
    begonnen, verder = threading.Event(), threading.Event()
    gezegd: list[tuple[int, int, str]] = []
    einde: list[str] = []
    taken: list[LangeTaak] = []
    werker.lange_taak.connect(taken.append)
    werker.lange_taak.connect(lambda taak: taak.gevorderd.connect(lambda *wat: gezegd.append(wat)))

    def tel(voortgang: Voortgang) -> str:
        voortgang.meld(1, 3, "rijen lezen")
        begonnen.set()
        verder.wait()
        voortgang.meld(2, 3, "rijen lezen")
        return "af"

    lang = werker.doe_lang(tel, "Importeren", lambda _: einde.append("af"), geannuleerd=lambda: einde.append("gestopt"))
    assert taken == [lang]
    begonnen.wait()
    lang.annuleer()
    verder.set()
    with qtbot.waitSignal(lang.klaar, timeout=30_000):
        pass
    assert einde == ["gestopt"]
    assert gezegd == [(1, 3, "rijen lezen")]


def test_progress_of_a_fast_loop_does_not_flood_but_its_end_is_told() -> None:
    gezegd: list[int] = []
    voortgang = Voortgang(lambda gedaan, _totaal, _tekst: gezegd.append(gedaan))
    for nummer in range(10_001):
        voortgang.meld(nummer, 10_000)
    assert gezegd[-1] == 10_000
    assert len(gezegd) < 1_000
    voortgang.annuleer()
    with pytest.raises(Geannuleerd):
        voortgang.meld(1)


def test_stop_waits_for_what_is_in_flight_drops_what_waits_and_keeps_drafts(qapp: Any) -> None:
    werker = DatabaseWerker()
    begonnen, verder = threading.Event(), threading.Event()
    gedaan: list[str] = []

    def opslaan() -> None:
        begonnen.set()
        verder.wait()
        gedaan.append("opslaan")

    werker.doe(opslaan, lambda _: gedaan.append("antwoord"))
    werker.doe(lambda: gedaan.append("zoeken"))
    werker.doe(lambda: gedaan.append("concept"), altijd=True)
    begonnen.wait()
    threading.Timer(0.05, verder.set).start()
    werker.stop()
    assert gedaan == ["opslaan", "concept"]
    qapp.processEvents()
    assert gedaan == ["opslaan", "concept"]
    werker.doe(lambda: gedaan.append("te laat"))
    with pytest.raises(RuntimeError):
        werker.doe(lambda: gedaan.append("te laat"), altijd=True)
    assert gedaan == ["opslaan", "concept"]


def test_a_draft_that_fails_while_stopping_is_still_told(qapp: Any) -> None:
    werker = DatabaseWerker()
    verteld: list[object] = []
    werker.onopgevangen_fout.connect(verteld.append)
    werker.storing.connect(verteld.append)
    een, twee = NietGevonden(), ZeroDivisionError()
    werker.doe(lambda: _faal(een), altijd=True)
    werker.doe(lambda: _faal(twee), altijd=True)
    werker.stop()
    assert verteld == [een, twee]


def test_no_widget_is_ever_destroyed_on_the_database_thread(qtbot: Any, werker: DatabaseWerker) -> None:
    """Python's cycle collector would do that: it runs where memory is asked for."""
    waar: list[int] = []

    class Kring(QWidget):
        pass

    def verspil() -> int:
        return len([[nummer] for nummer in range(200_000)])

    for _ in range(20):
        kring = Kring()
        kring.zelf = kring  # type: ignore[attr-defined]
        kring.destroyed.connect(lambda: waar.append(threading.get_ident()))
        del kring
    for _ in range(5):
        werker.doe(verspil)
    _wacht(qtbot, werker)
    assert set(waar) <= {threading.get_ident()}
    assert not gc.isenabled()
    werker.stop()
    assert gc.isenabled()
    gc.collect()
    assert waar == [threading.get_ident()] * 20
