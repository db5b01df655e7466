"""An overleg in its window: whose it is stays in sight, Enter closes no casus, and no message outlives its casus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmg_desk.services import aanwezigheid, bespreken
from pmg_desk.services.bespreken import BesprekingInvoer, Regel
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Aanwezigheidsstand, Besprekingsstand
from pmg_desk.ui import thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.typregelbouw import Doelveld
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.screens.wieveld import WieVeld
from pmg_desk.ui.venster import _Blad
from pmg_desk.ui.widgets.formulier import Keuze
from pmg_desk.ui.widgets.knop import Knop
from tests.ui.conftest import Toon, klaar
from tests.ui.vergaderbank import CTRL, SHIFT, TOETS, Toetsenbord, houd, overleg
from tests.wereld import Wereld


def _laat_leggen(qtbot: QtBot, omgeving: Omgeving, scherm: VergaderingScherm) -> None:
    klaar(qtbot, omgeving)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not scherm.blad.kijker.isActive())


@pytest.fixture
def bladen() -> Iterator[list[_Blad]]:
    """Pages of the window; each gives its screen back, which is closed by who showed it."""
    gemaakt: list[_Blad] = []
    yield gemaakt
    for blad in gemaakt:
        blad.takeWidget()


def test_at_200_percent_enter_closes_no_casus_and_whose_it_is_stays_above_what_is_typed(
    app: QApplication, qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, bladen: list[_Blad]
) -> None:
    overleg_id, punten = overleg(wereld, 2)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    blad = _Blad(scherm)
    bladen.append(blad)
    blad.resize(1080, 590)
    blad.show()
    blad.activateWindow()
    qtbot.waitUntil(blad.isActiveWindow)
    scherm.lijst.tabel.setFocus()
    thema.huidig().pas_toe(app, "licht", 200)
    _laat_leggen(qtbot, omgeving, scherm)
    assert not scherm.lijst.isVisible()
    handen = Toetsenbord(qtbot, omgeving, scherm)
    for nr in (0, 1):
        waar = app.focusWidget()
        assert waar is not None
        assert waar.isVisible()
        assert not isinstance(waar, Knop)
        handen.druk(TOETS.Key_Return)
        assert scherm.typdeel.punt is not None
        assert scherm.typdeel.punt.punt_id == punten[nr]
        assert bespreken.toon_bespreking(wereld.regie, punten[nr]).stand is None
        for toets in (TOETS.Key_F2, TOETS.Key_F5, TOETS.Key_F4):
            handen.druk(toets)
            handen.typ("Gaat weer naar school")
            _laat_leggen(qtbot, omgeving, scherm)
            vel = scherm.typdeel.regels[-1].tekst.tekst.vel
            for deel in (scherm.wie, vel):
                plek = deel.mapTo(blad.viewport(), QPoint())
                assert (plek.y() >= 0, plek.y() + deel.height() <= blad.viewport().height()) == (True, True)
        handen.druk(TOETS.Key_F8)
    assert blad.verticalScrollBar().maximum() == 0


def test_what_was_said_of_a_casus_goes_with_it_and_with_what_was_put_right(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, _ = overleg(wereld, 2)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    voorbij: list[bool] = []
    omgeving.melding_voorbij.connect(lambda: voorbij.append(True))
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F2)
    handen.typ("Had ruzie thuis")
    handen.druk(TOETS.Key_F2, SHIFT)
    assert voorbij == []
    handen.druk(TOETS.Key_Z, CTRL)
    assert (len(scherm.typdeel.regels), voorbij) == (1, [True])
    handen.druk(TOETS.Key_F7)
    handen.typ("Belt de school")
    actie = scherm.typdeel.regels[1].velden
    handen.druk(TOETS.Key_F8)
    assert scherm.melding.ernst == "fout"
    (wie, *_) = aanwezigheid.list_deelneming(wereld.regie, overleg_id)
    actie["eigenaar_id"].zet(wie.professional_id)
    actie["eigenaar_id"].meld_wijziging()
    assert scherm.melding.tekst  # the day is still to come
    QTest.keyClicks(actie["deadline"].invoer, "7-12-2026")
    assert scherm.melding.tekst == ""
    handen.druk(TOETS.Key_F8)
    assert voorbij == [True, True]


def test_nobody_who_puts_the_screen_away_ends_on_a_button_that_changes_something(
    app: QApplication, qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, (punt,) = overleg(wereld, 1)
    eerst = BesprekingInvoer(Besprekingsstand.BESPROKEN, (Regel(UitspraakInvoer("Gaat goed.")),))
    bespreken.save_bespreking(wereld.regie, punt, eerst)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    for knop in (scherm.beamer.meerknop, scherm.beamer.leegknop):
        handen.druk(TOETS.Key_F9)
        klaar(qtbot, omgeving)
        assert [een.text() for een in (scherm.beamer.toonknop, scherm.beamer.leegknop)] == [
            "Toon op het scherm (Ctrl+B)",
            "Scherm leegmaken",
        ]
        knop.setFocus(Qt.FocusReason.MouseFocusReason)
        handen.druk(TOETS.Key_F9)
        assert app.focusWidget() is scherm.typdeel.regels[0].tekst.tekst.vel
    scherm.beamer.sluit()


def test_the_heading_says_who_left_for_the_casus_at_hand_only(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, punten = overleg(wereld, 2)
    aanwezigheid.mark_everyone_present(wereld.regie, overleg_id)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    klaar(qtbot, omgeving)
    (wie, *_) = aanwezigheid.list_deelneming(wereld.regie, overleg_id)
    assert scherm._ondertitel.text().endswith(" · 2 aanwezig")
    aanwezigheid.leave_for_punt(wereld.regie, punten[0], wie.professional_id)
    for _ in range(2):
        klaar(qtbot, omgeving)
    assert scherm._ondertitel.text().endswith(" · 1 aanwezig · 1 weg bij deze casus")
    scherm.besproken()
    for _ in range(3):
        klaar(qtbot, omgeving)
    assert scherm._ondertitel.text().endswith(" · 2 aanwezig")


def test_who_is_not_found_and_whom_to_look_for_then_are_in_sight_and_said(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, _, scherm, handen = houd(qtbot, omgeving, wereld, toon, 1)
    handen.druk(TOETS.Key_F2)
    handen.typ("Had ruzie thuis")
    bron = scherm.typdeel.regels[0].tekst.bron
    handen.druk(TOETS.Key_Tab)
    _laat_leggen(qtbot, omgeving, scherm)
    bron.regel.selectAll()
    handen.typ("Werk")
    vel = scherm.typdeel.regels[0].tekst.tekst.vel
    over = vel.rect().translated(vel.mapTo(scherm.window(), QPoint()))
    assert bron.suggesties.isVisible()
    assert not bron.suggesties.geometry().intersects(over)
    scherm.typdeel.haal_huidige_weg()
    handen.druk(TOETS.Key_F7)
    handen.typ("Belt de school")
    velden = scherm.typdeel.regels[0].velden
    wie, doel = velden["eigenaar_id"], velden["doel"]
    assert isinstance(wie, WieVeld)
    assert isinstance(doel, Doelveld)
    wie.regel.setFocus()
    handen.typ("Xyzzy")
    qtbot.waitUntil(lambda: bool(wie.niets_gevonden))
    qtbot.waitUntil(lambda: not wie._kijk.isActive())
    assert wie.uitweg is not None
    assert wie.uitweg.visibleRegion().boundingRect() == wie.uitweg.rect()
    zin = "‘Xyzzy’ is niet gevonden. Typ een andere naam, maak het veld leeg, of kies ‘Professional toevoegen’."
    assert wie.bezwaar() == zin
    (iemand, *_) = aanwezigheid.list_deelneming(wereld.regie, overleg_id)
    wie.zet(iemand.professional_id)
    for stand, begin in (("afgemeld", "Heeft zich afgemeld"), ("niet_verschenen", "Is niet verschenen")):
        aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, iemand.professional_id, Aanwezigheidsstand(stand))
        for _ in range(2):
            klaar(qtbot, omgeving)
        assert wie._hulp.text().startswith(begin)


def test_a_goal_of_which_the_list_shows_the_beginning_stands_whole_under_it(app: QApplication) -> None:
    lang = "Gaat vier dagen per week naar school en haalt daar zijn diploma"
    veld = Doelveld("Voor welk doel", [Keuze(1, "Werk", lang), Keuze(2, "Wonen", "Woont thuis")])
    hulp = []
    for waarde in (1, 2):
        veld.zet(waarde)
        hulp.append((veld.lijst.currentText(), veld._hulp.text()))
    veld.deleteLater()
    assert hulp == [("Werk (Gaat vier dagen per week naar school en…)", lang), ("Wonen (Woont thuis)", "")]
