"""Fields in which one finds by typing: Enter and Tab take what can only be meant, and never half a word unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.keuzevelden import Keuze
from pmg_desk.ui.widgets.zoekkeuzeveld import AanvulVeld, ZoekKeuzeVeld
from tests.ui.conftest import klaar, toon

TOETS = Qt.Key
KEUZES = [
    Keuze(1, "A. Bos", "Werker, Reclassering Duinstreek"),
    Keuze(2, "J. van Eek", "Wijkagent, Politie"),
    Keuze(3, "R. Zonderland", "Leraar, School"),
]
BRONNEN = [Keuze(f"{k.label}, {k.erbij}", k.label, k.erbij) for k in KEUZES]


def _plek(qtbot: Any, *velden: QWidget) -> QWidget:
    """The fields in a window, with a line before and after them."""
    vak = QWidget()
    kolom = QVBoxLayout(vak)
    for deel in (QLineEdit(), *velden, QLineEdit()):
        kolom.addWidget(deel)
    vak.resize(500, 400)
    return toon(qtbot, vak)


@pytest.mark.parametrize("toets", [TOETS.Key_Return, TOETS.Key_Tab])
@pytest.mark.parametrize("wacht", [True, False])
def test_enter_and_tab_take_the_only_one_also_before_the_list_is_there(
    qtbot: Any, app: QApplication, toets: Qt.Key, wacht: bool
) -> None:
    veld = ZoekKeuzeVeld("w", "Wie", keuzes=KEUZES, verplicht=True)
    _vak = _plek(qtbot, veld)  # Python would let it go
    veld.regel.setFocus()
    qtbot.keyClicks(veld.regel, "zond")
    if wacht:
        qtbot.waitUntil(lambda: veld.suggesties.aantal == 1)
    qtbot.keyClick(veld.regel, toets)
    assert (veld.waarde(), veld.regel.text()) == (3, "R. Zonderland (Leraar, School)")
    assert veld.regel.hasFocus() is (toets == TOETS.Key_Return)
    assert veld.suggesties.aantal == 0


def test_of_more_than_one_nothing_is_taken_until_it_is_marked_and_tab_says_so(qtbot: Any, app: QApplication) -> None:
    veld = ZoekKeuzeVeld("w", "Wie", keuzes=KEUZES, verplicht=True)
    _vak = _plek(qtbot, veld)  # Python would let it go
    veld.regel.setFocus()
    qtbot.keyClicks(veld.regel, "e")
    qtbot.waitUntil(lambda: veld.suggesties.aantal == 3)
    qtbot.keyClick(veld.regel, TOETS.Key_Return)
    assert (veld.suggesties.aantal, veld.keuze) == (3, None)
    qtbot.keyClick(veld.regel, TOETS.Key_Tab)
    assert (veld.keuze, veld.fout) == (None, "Kies een van de mogelijkheden uit de lijst.")
    veld.regel.setFocus()
    qtbot.keyClick(veld.regel, TOETS.Key_Down)  # what stands there is offered again, best first
    assert veld.suggesties.lijst.item(0).text() == "J. van Eek (Wijkagent, Politie)"
    qtbot.keyClick(veld.regel, TOETS.Key_Up)
    assert veld.suggesties.lijst.currentRow() == 2
    qtbot.keyClick(veld.regel, TOETS.Key_Down)
    qtbot.keyClick(veld.regel, TOETS.Key_Tab)
    assert (veld.waarde(), veld.fout) == (2, "")


def test_down_in_an_empty_line_shows_everyone_and_escape_only_closes_that(qtbot: Any, app: QApplication) -> None:
    veld = ZoekKeuzeVeld("w", "Wie", keuzes=KEUZES)
    _vak = _plek(qtbot, veld)  # Python would let it go
    veld.regel.setFocus()
    qtbot.keyClick(veld.regel, TOETS.Key_Down)
    assert [veld.suggesties.lijst.item(nr).text() for nr in range(3)] == [keuze.tekst for keuze in KEUZES]
    assert veld.regel.hasFocus()
    veld.regel.setText("bos")
    qtbot.keyClick(veld.regel, TOETS.Key_Escape)
    assert (veld.suggesties.aantal, veld.regel.text()) == (0, "bos")
    qtbot.keyClick(veld.regel, TOETS.Key_Escape)
    assert veld.regel.text() == ""


def test_tab_that_was_faster_than_the_database_gets_the_only_one_all_the_same(qtbot: Any, omgeving: Omgeving) -> None:
    veld = ZoekKeuzeVeld("w", "Wie", zoek=lambda _tekst: KEUZES[:1], werker=omgeving.werker, verplicht=True)
    _vak = _plek(qtbot, veld)  # Python would let it go
    veld.regel.setFocus()
    qtbot.keyClicks(veld.regel, "wat de kluis vindt")
    qtbot.keyClick(veld.regel, TOETS.Key_Tab)
    assert (veld.keuze, veld.fout) == (None, "")
    klaar(qtbot, omgeving)
    assert (veld.waarde(), veld.regel.hasFocus(), veld.suggesties.aantal) == (1, False, 0)


def _bron() -> AanvulVeld:
    veld = AanvulVeld("bron", "Bron")
    veld.zet_aanbod(BRONNEN, "‘{}’ is niemand van hier.")
    return veld


def test_half_a_name_is_refused_as_often_as_it_is_asked_until_it_is_chosen_as_it_is(
    qtbot: Any, app: QApplication
) -> None:
    veld = _bron()
    veld.zet("Ik Zelf")
    _vak = _plek(qtbot, veld)  # Python would let it go
    veld.regel.setFocus()
    assert (veld.bezwaar(), veld.anders_gezegd) == ("", "")  # what it begins with is right
    for woord, zin in (("e", "‘e’ is niet gekozen."), ("buurvrouw", "‘buurvrouw’ staat niet in de lijst.")):
        veld.regel.setFocus()
        veld.regel.clear()
        qtbot.keyClicks(veld.regel, woord)
        assert veld.suggesties.lijst.currentRow() == -1
        for _ in range(3):
            veld.rond_af()  # a key of the screen, which leaves the focus here
            assert veld.bezwaar().startswith(zin)
            assert not veld.suggesties.isVisible()  # it covers no sentence
            veld.toon_fout(veld.bezwaar())
        qtbot.keyClick(veld.regel, TOETS.Key_Tab)
        assert veld.fout.startswith(zin)
        veld.regel.setFocus()
        qtbot.keyClick(veld.regel, TOETS.Key_Down)
        qtbot.keyClick(veld.regel, TOETS.Key_Up)
        if woord == "buurvrouw":  # the only row: down marked it, and up goes round to it again
            assert veld.suggesties.lijst.currentRow() == 0
        assert veld.suggesties.lijst.currentItem().text() == f"Zo laten: ‘{woord}’"
        qtbot.keyClick(veld.regel, TOETS.Key_Return)
        assert (veld.waarde(), veld.fout) == (woord, "")
        assert veld.anders_gezegd == f"‘{woord}’ is niemand van hier."
        qtbot.keyClicks(veld.regel, "n")
        assert (veld.bezwaar() != "", veld.anders_gezegd) == (True, "")  # other words are chosen anew


@pytest.mark.parametrize("maak", [_bron, lambda: ZoekKeuzeVeld("w", "Wie", keuzes=KEUZES, verplicht=True)])
@pytest.mark.parametrize("hoe", ["toets", "klik", "tab"])
def test_every_way_on_takes_the_only_one_or_the_one_that_is_marked(
    qtbot: Any, app: QApplication, maak: Callable[[], AanvulVeld | ZoekKeuzeVeld], hoe: str
) -> None:
    for woord, pijlen, wie in (("zond", 0, "R. Zonderland"), ("e", 1, "J. van Eek"), ("e", 0, "")):
        veld, elders = maak(), QLineEdit()
        _vak = _plek(qtbot, veld, elders)  # Python would let it go
        veld.regel.setFocus()
        qtbot.keyClicks(veld.regel, woord)
        qtbot.waitUntil(veld.suggesties.isVisible)
        for _ in range(pijlen):
            qtbot.keyClick(veld.regel, TOETS.Key_Down)
        if hoe == "toets":
            veld.rond_af()
        elif hoe == "klik":
            qtbot.mouseClick(elders, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(veld.regel, TOETS.Key_Tab)
        assert not veld.suggesties.isVisible()
        assert veld.regel.text().startswith(wie or woord)
        assert bool(veld.bezwaar()) is not bool(wie)
        if hoe != "toets":
            qtbot.waitUntil(lambda veld=veld, wie=wie: bool(veld.fout) is not bool(wie))


def test_down_marks_the_first_so_that_enter_takes_it(qtbot: Any, app: QApplication) -> None:
    veld = ZoekKeuzeVeld("w", "Wie", keuzes=KEUZES, verplicht=True)
    _vak = _plek(qtbot, veld)  # Python would let it go
    veld.toon_fout(veld.bezwaar())
    veld.regel.setFocus()
    qtbot.keyClick(veld.regel, TOETS.Key_Down)
    qtbot.keyClick(veld.regel, TOETS.Key_Return)
    assert (veld.waarde(), veld.fout) == (1, "")


def test_the_list_stands_within_the_window_and_leaves_with_its_line(qtbot: Any, app: QApplication) -> None:
    veld = ZoekKeuzeVeld("w", "Wie", keuzes=[Keuze(nr, f"Persoon {nr}") for nr in range(30)])
    vak = _plek(qtbot, *(QLineEdit() for _ in range(6)), veld)
    veld.regel.setFocus()
    qtbot.keyClick(veld.regel, TOETS.Key_Down)
    lijst = veld.suggesties
    assert vak.rect().contains(lijst.geometry())
    assert not lijst.geometry().intersects(
        veld.regel.rect().translated(veld.regel.mapTo(vak, veld.regel.rect().topLeft()))
    )
    veld.hide()
    assert not lijst.isVisible()
