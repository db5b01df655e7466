"""A request takes a handful of clicks: who is at hand, what they lack, and one's own earlier answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import delen
from pmg_desk.services.informering import InformeringInvoer, record_informering
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.delingsverzoek import DelingsverzoekScherm
from pmg_desk.ui.screens.overlegverzoek import OverlegverzoekScherm
from tests.tafelbouw import maak_tafel
from tests.ui import toegankelijk
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.vulling import vraag
from tests.wereld import Wereld


class Toetsen:
    """Keys pressed in the window, counted."""

    def __init__(self, venster: Any) -> None:
        self.venster, self.aantal = venster, 0

    def druk(self, toets: Qt.Key, waar: Any = None) -> None:
        QTest.keyClick(waar or QApplication.focusWidget() or self.venster, toets)
        QApplication.processEvents()
        self.aantal += 1


def test_a_request_by_keyboard_alone(qtbot: QtBot, omgeving: Omgeving, wereld: Wereld) -> None:
    """Two informed, one recipient chosen, own answers taken over: asked within forty key presses."""
    tafel = maak_tafel(wereld)
    een, twee = tafel.dossiers
    vraag(wereld, twee)
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "delingsverzoek", casus_id=een.casus_id)
    assert isinstance(scherm, DelingsverzoekScherm)
    klaar(qtbot, omgeving)
    # Nothing of the other casus is in the form until it is chosen; it is shown whole.
    assert scherm.formulier.veld("noodzaak").waarde() == ""
    assert "De school moet weten wat er speelt." in zichtbaar(scherm.eerder)
    assert toegankelijk.controleer(scherm) == []
    toetsen = Toetsen(venster)
    scherm.eerder.knoppen[0].setFocus()
    toetsen.druk(Qt.Key.Key_Space, scherm.eerder.knoppen[0])
    assert scherm.formulier.veld("noodzaak").waarde() == "De school moet weten wat er speelt."
    wie: Any = scherm.formulier.veld("ontvanger")
    toetsen.druk(Qt.Key.Key_Down, wie.lijst)
    assert scherm.formulier.veld("functie").waarde() == "Leerlingzaken"
    assert set(scherm.formulier.veld("categorieen").waarde()) >= {"plan", "signalen"}
    soorten: Any = scherm.formulier.veld("categorieen")
    for _ in range(2):  # less than all that is missing
        toetsen.druk(Qt.Key.Key_Space, soorten.lijst)
        toetsen.druk(Qt.Key.Key_Down, soorten.lijst)
    informeren: Any = scherm.formulier.veld("geinformeerd")
    for letter in "Verteld op school.":
        QTest.keyClicks(informeren.vel, letter)
        toetsen.aantal += 1
    toetsen.druk(Qt.Key.Key_Space, scherm.formulier.knop)
    klaar(qtbot, omgeving)
    nieuw = [r for r in delen.list_verzoeken(wereld.regie) if r.casus_id == een.casus_id]
    assert [r.ontvanger for r in nieuw] == ["Gemeente – Leerlingzaken"]
    assert toetsen.aantal < 40


def test_a_meeting_shows_what_is_missing_and_asks_for_it(qtbot: QtBot, omgeving: Omgeving, wereld: Wereld) -> None:
    tafel = maak_tafel(wereld)
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    dag = ga(qtbot, venster, "overlegdag", overleg_id=tafel.overleg_id)
    klaar(qtbot, omgeving)
    dag.agenda.akkoordknop.click()
    klaar(qtbot, omgeving)
    scherm = venster.scherm
    assert isinstance(scherm, OverlegverzoekScherm)
    assert "Voor 4 van de 4 combinaties van casus en ontvanger ontbreekt nog akkoord." in zichtbaar(scherm)
    assert toegankelijk.controleer(scherm) == []
    assert scherm.telling.text() == "Dit worden 0 verzoeken."
    scherm.categorieen.zet(("plan",))
    assert scherm.telling.text() == "Dit worden 4 verzoeken."
    scherm.casussen.zet((tafel.dossiers[0].casus_id,))
    scherm.ontvangers.zet(((UUID(tafel.ontvangers[0].organisatie_id), tafel.ontvangers[0].functie),))
    assert scherm.telling.text() == "Dit wordt 1 verzoek."
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert scherm.formulier.veld("noodzaak").fout != ""
    for sleutel, waarde in {
        "doel": next(iter(wereld.profiel.doeleinden)),
        "grondslagen": ("avg_6_1_e",),
        "noodzaak": "Nodig voor het plan.",
        "proportionaliteit": "Alleen het plan.",
        "subsidiariteit": "Minder helpt niet.",
    }.items():
        scherm.formulier.veld(sleutel).zet(waarde)
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    informeren = scherm.formulier.veld("geinformeerd")
    assert informeren.fout != ""  # the dossier says nothing of it
    assert informeren.invoer.accessibleName() == "Weten de jongere en ouders dit?, verplicht"
    assert "Nog niets staat in PMG-2026-00001." in zichtbaar(scherm)
    scherm.formulier.veld("geinformeerd").zet("Besproken bij de intake.")
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert [r.ontvanger for r in delen.list_verzoeken(wereld.regie)] == ["Gemeente – Leerlingzaken"]
    assert venster.scherm is not None
    assert venster.scherm.sleutel == "overlegdag"


def test_answers_taken_over_ask_only_what_they_were_about_and_say_whose_they_were(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld
) -> None:
    tafel = maak_tafel(wereld)
    een, _ = tafel.dossiers
    toen, ander = ((UUID(o.organisatie_id), o.functie) for o in tafel.ontvangers)
    vraag(wereld, replace(een, school=toen[0]), ("plan",))
    for dossier in tafel.dossiers:
        dag = wereld.klok.nu().date()
        record_informering(wereld.regie, dossier.casus_id, InformeringInvoer(Geinformeerde.JONGERE, dag, "gesprek"))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "overlegverzoek", overleg_id=tafel.overleg_id)
    klaar(qtbot, omgeving)
    assert isinstance(scherm, OverlegverzoekScherm)
    # It begins in the first field, and back from there one passes what stands above it.
    assert scherm.lijst is not None
    terug = [scherm.categorieen.invoer, *reversed(scherm.eerder.knoppen), scherm.lijst.tabel, scherm.lijst.kolomknop]
    venster.activateWindow()
    qtbot.waitUntil(venster.isActiveWindow)
    for deel in (*terug, scherm.terugknop):
        assert deel.hasFocus(), deel
        QTest.keyClick(deel, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    scherm.categorieen.zet(("acties", "plan", "signalen"))
    scherm.eerder.knoppen[0].click()
    assert scherm.ontvangers.waarde() == (toen,)
    assert scherm.categorieen.waarde() == ("plan",)
    assert scherm.formulier.knop.text() == "Akkoord vragen (1 verzoek)"  # of the other casus it was asked already
    assert scherm.categorieen.invoer.hasFocus()
    QTest.keyClick(scherm.categorieen.invoer, Qt.Key.Key_Tab)
    assert scherm.ontvangers.invoer.hasFocus()
    assert scherm.formulier.veld("noodzaak").waarde() == "De school moet weten wat er speelt."
    leest = zichtbaar(scherm)
    assert "Ze zijn geschreven voor Gemeente – Leerlingzaken." in leest
    # The dossiers say it, so it may stay empty here.
    assert scherm.formulier.veld("geinformeerd").invoer.accessibleName() == "Weten de jongere en ouders dit?"
    assert "dus dit mag leeg blijven." in leest
    # What was chosen by hand comes back with one click, and the button counts what would be asked.
    scherm.melding.actieknop.click()
    assert scherm.ontvangers.waarde() == (toen, ander)
    assert scherm.categorieen.waarde() == ("acties", "plan", "signalen")
    assert scherm.formulier.knop.text() == "Akkoord vragen (4 verzoeken)"
    # They add nobody and nothing that was not chosen.
    scherm.ontvangers.zet((ander,))
    scherm.eerder.knoppen[0].click()
    assert (scherm.ontvangers.waarde(), scherm.formulier.knop.text()) == ((), "Akkoord vragen")
    assert "Ze gingen niet over wat u hier hebt gekozen." in scherm.melding.tekst
    scherm.bewaar_concepten()
    klaar(qtbot, omgeving)
