"""Fields in which one finds by typing: Enter and Tab take what can only be meant, and never half a word unseen."""

from __future__ import annotations

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


def test_a_source_may_be_anyone_but_never_half_a_name_unseen(qtbot: Any, app: QApplication) -> None:
    veld = AanvulVeld("bron", "Bron")
    veld.zet_aanbod(BRONNEN, "‘{}’ is niemand van hier.")
    veld.zet("Ik Zelf")
    _vak = _plek(qtbot, veld)  # Python would let it go
    veld.regel.setFocus()
    assert (veld.bezwaar(), veld.anders_gezegd) == ("", "")  # what it begins with is right
    veld.regel.clear()
    qtbot.keyClicks(veld.regel, "Zond")
    assert veld.bezwaar().startswith("‘Zond’ is niet de hele naam.")  # a key that commits comes before Enter
    qtbot.keyClick(veld.regel, TOETS.Key_Tab)
    assert (veld.waarde(), veld.anders_gezegd) == ("R. Zonderland, Leraar, School", "")
    veld.regel.setFocus()
    veld.regel.clear()
    qtbot.keyClicks(veld.regel, "buurvrouw")
    assert (veld.waarde(), veld.anders_gezegd) == ("buurvrouw", "‘buurvrouw’ is niemand van hier.")
    veld.regel.clear()
    assert veld.anders_gezegd == ""
    qtbot.keyClicks(veld.regel, "e")
    qtbot.keyClick(veld.regel, TOETS.Key_Tab)  # of three: it stands so, and says so
    assert (veld.waarde(), veld.anders_gezegd) == ("e", "‘e’ is niemand van hier.")
    veld.regel.clear()
    qtbot.keyClicks(veld.regel, "o")
    veld.toon_fout(veld.bezwaar())  # refused once with words, and then as one wants it
    assert veld.bezwaar() == ""


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
