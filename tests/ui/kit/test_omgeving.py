"""Surroundings of the screens: what is remembered holds no names, what fails is told, what is a bug says nothing."""

from __future__ import annotations

import logging
import sys
import threading
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.ui import iconen, klembord, storing, thema
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.terugroep import zwak
from tests.ui.conftest import klaar

_NAAM = "Zoë van der Jansen"


def test_settings_come_back_from_disk(tmp_path: Path) -> None:
    bestand = tmp_path / "diep" / "venster.json"
    een = Instellingen(bestand)
    een.zet("venster.maat", [1280, 720])
    een.zet("venster.groot", True)
    een.zet("thema.modus", "donker")
    een.zet("lijst.a.kolommen", ["naam", "status"])
    een.zet("thema.schaal", 125)
    ander = Instellingen(bestand)
    assert ander.getallen("venster.maat") == [1280, 720]
    assert ander.vlag("venster.groot", False) is True
    assert ander.woord("thema.modus", "") == "donker"
    assert ander.woorden("lijst.a.kolommen") == ["naam", "status"]
    assert ander.getal("thema.schaal", 0) == 125


def test_settings_of_another_type_or_absent_give_the_default(tmp_path: Path) -> None:
    een = Instellingen(tmp_path / "x.json")
    een.zet("a", True)
    assert een.getal("a", 7) == 7
    een.zet("a", 1)
    assert een.vlag("a", False) is False
    assert een.woord("a", "anders") == "anders"
    assert een.woorden("a") is None
    assert een.getallen("b") == []


@pytest.mark.parametrize(
    ("sleutel", "waarde"),
    [
        ("venster", _NAAM),
        ("venster", "Jansen"),
        ("venster", "2012-11-03 zoeken"),
        ("venster", [_NAAM]),
        ("venster", "/home/iemand/kluis"),
        ("venster", {"a": 1}),
        ("venster", ["a"] * 201),
        ("venster", 1.5),
        (_NAAM, 1),
        ("", 1),
    ],
)
def test_settings_take_nothing_that_could_be_a_name_a_word_or_a_place(
    tmp_path: Path, sleutel: str, waarde: Any
) -> None:
    bestand = tmp_path / "venster.json"
    with pytest.raises(ValueError, match="not a key or value"):
        Instellingen(bestand).zet(sleutel, waarde)
    assert not bestand.exists()


@given(st.binary(max_size=200))
def test_settings_survive_any_file(inhoud: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as map_:
        bestand = Path(map_) / "venster.json"
        bestand.write_bytes(inhoud)
        een = Instellingen(bestand)
        een.zet("a", 1)
        assert Instellingen(bestand).getal("a", 0) == 1


def test_settings_of_another_hand_are_checked_on_the_way_in(tmp_path: Path) -> None:
    bestand = tmp_path / "venster.json"
    bestand.write_text('{"a": "Jansen", "B": 1, "c": 2, "d": [1, "x"], "e": [[1]]}', encoding="utf-8")
    een = Instellingen(bestand)
    assert een._waarden == {"c": 2, "d": [1, "x"]}
    bestand.write_text("[1]", encoding="utf-8")
    assert Instellingen(bestand)._waarden == {}


def test_clipboard_is_marked_confidential_and_emptied_only_of_our_own(app: QApplication) -> None:
    klembord.kopieer(_NAAM)
    inhoud = QGuiApplication.clipboard().mimeData()
    assert QGuiApplication.clipboard().text() == _NAAM
    assert bytes(inhoud.data("x-kde-passwordManagerHint").data()) == b"secret"
    klembord.wis()
    assert QGuiApplication.clipboard().text() == ""


def test_theme_is_remembered_and_put_back(app: QApplication, tmp_path: Path) -> None:
    een = Omgeving(instellingen=Instellingen(tmp_path / "v.json"))
    een.zet_thema("donker", 150)
    thema.huidig().pas_toe(app, "licht", 100)
    ander = Omgeving(instellingen=Instellingen(tmp_path / "v.json"))
    ander.zet_thema()
    assert (ander.thema.modus, ander.thema.schaal, ander.thema.donker) == ("donker", 150, True)
    ander.instellingen.zet("thema.modus", "paars")
    ander.zet_thema()
    assert ander.thema.modus == "systeem"


def test_today_is_the_dutch_day_of_the_clock_of_the_workplace(omgeving: Omgeving) -> None:
    assert isinstance(omgeving.vandaag(), date)
    omgeving.werkplek = SimpleNamespace(klok=VasteKlok(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)))
    assert omgeving.vandaag() == date(2027, 1, 1)


def test_changes_told_on_the_database_thread_arrive_on_this_one(qtbot: Any, omgeving: Omgeving) -> None:
    class Luisteraar(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.gehoord: list[tuple[object, int]] = []

        def hoor(self, wat: object) -> None:
            self.gehoord.append((wat, threading.get_ident()))

    luisteraar = Luisteraar()
    omgeving.gewijzigd.connect(luisteraar.hoor)
    wijziging = frozenset({("casus", None)})
    omgeving.werker.doe(lambda: omgeving.meld_wijzigingen(wijziging))
    klaar(qtbot, omgeving)
    assert luisteraar.gehoord == [(wijziging, threading.get_ident())]


def _uitval(waarde: str) -> None:
    raise ValueError(f"kan niet: {waarde}")


@pytest.mark.verwacht_log
def test_a_bug_is_logged_with_its_place_and_without_its_words(omgeving: Omgeving, caplog: Any) -> None:
    referenties: list[str] = []
    omgeving.storing_gemeld.connect(referenties.append)
    try:
        _uitval(_NAAM)
    except ValueError as fout:
        omgeving.toon_storing(fout)
    assert len(referenties) == 1
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    regel = caplog.records[0].getMessage()
    assert referenties[0] in regel
    assert "ValueError" in regel
    assert "test_omgeving.py" in regel
    assert "_uitval" in regel
    assert "Zoë" not in caplog.text
    assert "Jansen" not in caplog.text


@pytest.mark.verwacht_log
def test_a_bug_names_what_it_came_from(caplog: Any) -> None:
    try:
        try:
            _uitval(_NAAM)
        except ValueError as oorzaak:
            raise KeyError(_NAAM) from oorzaak
    except KeyError as fout:
        storing.leg_vast(fout)
    assert "KeyError from ValueError" in caplog.text
    assert "Jansen" not in caplog.text


@pytest.mark.verwacht_log
def test_what_nobody_caught_is_told_on_every_thread(qtbot: Any, omgeving: Omgeving) -> None:
    storingen: list[str] = []
    meldingen: list[tuple[str, str]] = []
    omgeving.storing_gemeld.connect(storingen.append)
    omgeving.melding.connect(lambda ernst, tekst: meldingen.append((ernst, tekst)))
    voor = sys.excepthook, threading.excepthook
    terug = omgeving.installeer_haken()

    def gooi(fout: BaseException) -> None:
        try:
            raise fout
        except BaseException as gegooid:  # noqa: BLE001
            sys.excepthook(type(gegooid), gegooid, gegooid.__traceback__)

    gooi(NietGevonden())
    gooi(ZeroDivisionError())
    assert meldingen == [("fout", NietGevonden().tekst())]
    assert len(storingen) == 1
    draad = threading.Thread(target=_uitval, args=(_NAAM,))
    draad.start()
    draad.join()
    qtbot.waitUntil(lambda: len(storingen) == 2, timeout=20_000)
    terug()
    assert (sys.excepthook, threading.excepthook) == voor


def test_a_failure_nobody_took_is_shown_in_full(qtbot: Any, omgeving: Omgeving) -> None:
    meldingen: list[tuple[str, str]] = []
    omgeving.melding.connect(lambda ernst, tekst: meldingen.append((ernst, tekst)))

    def mislukt() -> None:
        raise Fout("Dit ging mis.", veilig="Niets is weg.", doe="Doe het zo.")

    omgeving.werker.doe(mislukt)
    with qtbot.waitSignal(omgeving.werker.leeg, timeout=30_000):
        pass
    assert meldingen == [("fout", "Dit ging mis. Niets is weg. Doe het zo.")]


def test_weak_callbacks_do_not_keep_their_object_and_pass_what_they_get() -> None:
    class Iets(QObject):
        def doe(self, een: int, twee: int = 0) -> int:
            return een + twee

    iets = Iets()
    roep = zwak(iets.doe)
    from functools import partial

    deel = zwak(partial(iets.doe, 1))
    assert (roep(1, twee=2), deel(5)) == (3, 6)
    assert zwak(len) is len
    del iets
    assert roep(1) is None
    assert deel() is None


def test_icons_follow_the_theme_and_keep_one_follower(app: QApplication) -> None:
    knop = QPushButton()
    iconen.volg(knop, "plus")
    iconen.volg(knop, "x", "fout")
    assert len(knop.findChildren(iconen._Volger)) == 1
    licht = knop.icon().pixmap(20, 20).toImage()
    thema.huidig().pas_toe(app, "donker", 100)
    assert knop.icon().pixmap(20, 20).toImage() != licht
    thema.huidig().pas_toe(app, "licht", 100)
    assert knop.icon().pixmap(20, 20).toImage() == licht
    with pytest.raises(FileNotFoundError):
        iconen.icoon("bestaat-niet")
    knop.deleteLater()


def test_garbage_timer_only_collects_what_is_due(app: QApplication, monkeypatch: Any) -> None:
    import gc

    from pmg_desk.ui import opruimen

    gedaan: list[int] = []
    opruimer = opruimen.Opruimer(QObject(app))
    monkeypatch.setattr(opruimen, "verzamel", gedaan.append)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    for stand in ((1, 1, 1), (701, 1, 1), (701, 11, 1), (701, 11, 11)):
        monkeypatch.setattr(gc, "get_count", lambda stand=stand: stand)
        opruimer._ruim_op()
    assert gedaan == [0, 1, 2]
    assert isinstance(opruimer._klok, QTimer)


@pytest.mark.parametrize("generatie", [0, 1, 2])
def test_a_dropped_tree_of_widgets_is_taken_apart_by_qt_from_its_root(app: QApplication, generatie: int) -> None:
    import gc
    import weakref

    from pmg_desk.ui.opruimen import verzamel

    gc.collect()
    gebeurd: list[str] = []
    boom = QWidget()
    blad = QWidget(boom)
    blad.kring = boom  # type: ignore[attr-defined]  # a cycle, so that only the collector can find it
    boom.destroyed.connect(lambda: gebeurd.append("boom"))
    blad.destroyed.connect(lambda: gebeurd.append("blad"))
    over = [weakref.ref(boom), weakref.ref(blad)]
    if generatie:
        gc.collect(generatie - 1)  # it survives, and grows as old as what is collected next
    del boom, blad
    verzamel(generatie)
    assert gebeurd == ["boom", "blad"]
    assert [ding() for ding in over] == [None, None]
    assert gc.garbage == []
    assert gc.get_debug() == 0
