"""Preparing a meeting by clicks and keys on a real vault: the proposal, the order, who comes for what, and series."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.services import agendavoorstel, betrokkenen, overleggen, overlegreeksen
from pmg_desk.services.betrokkenen import BetrokkeneInvoer
from pmg_desk.services.overleggen import OverlegInvoer, OverlegStatus
from pmg_desk.storage.models import Casus, CasusStatus, CasusTafel, Jongere, PlanStatus, PlanVersie
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.overleg import OverlegScherm
from pmg_desk.ui.screens.overlegdag import OverlegdagScherm
from pmg_desk.ui.widgets import dialoog as dialogen
from pmg_desk.ui.widgets.knop import Knop
from tests.casusbouw import maak
from tests.cijfers import Cijfers
from tests.services.test_adresboek import organisatie, professional
from tests.ui import toegankelijk
from tests.ui.casusvenster import ga, open_venster, rolbalken
from tests.ui.conftest import Toon, klaar
from tests.ui.schermhulp import bewaar, dialoog, teksten
from tests.wereld import Wereld

DAG = date(2026, 11, 30)


def rust(qtbot: QtBot, omgeving: Omgeving) -> None:
    for _ in range(3):
        klaar(qtbot, omgeving)
    QApplication.processEvents()


def te_evalueren(wereld: Wereld, aantal: int) -> list[UUID]:
    """Casussen of which the plan is to be evaluated before the meeting, the first one first."""
    ids = []
    with wereld.regie.doe() as t:
        gemaakt: dict[str, Any] = {"door_id": t.gebruiker.id, "op": t.nu}
        for nr in range(aantal):
            jongere = Jongere(
                id=t.nieuw_id(),
                voornamen=f"N{nr:02d}",
                geslachtsnaam="Łukasz",
                sorteersleutel=f"lukasz n{nr:02d}",
                geboortedatum=OnvolledigeDatum(2012),
                **gemaakt,
            )
            t.db.add(jongere)
            t.db.flush()
            casus = Casus(
                id=t.nieuw_id(),
                nummer=f"PMG-2026-{900 + nr:05d}",
                jongere_id=jongere.id,
                status=CasusStatus.OPEN,
                regisseur_id=t.gebruiker.id,
                geopend_op=t.vandaag,
                gewijzigd_op=t.nu,
                **gemaakt,
            )
            t.db.add(casus)
            t.db.flush()
            t.db.add_all(
                (
                    CasusTafel(id=t.nieuw_id(), casus_id=casus.id, tafel="pga_lokaal", van=t.vandaag),
                    PlanVersie(
                        id=t.nieuw_id(),
                        casus_id=casus.id,
                        nr=1,
                        status=PlanStatus.VASTGESTELD,
                        ingang=t.vandaag,
                        evaluatie_op=t.vandaag - timedelta(days=aantal - nr),
                        **gemaakt,
                    ),
                )
            )
            t.log("casus.openen", "casus", casus.id, casus_id=casus.id)
            ids.append(casus.id)
    return ids


def agenda(wereld: Wereld, overleg_id: UUID) -> list[UUID]:
    return [punt.casus_id for punt in overleggen.toon_overleg(wereld.regie, overleg_id).agenda]


def test_thirty_casussen_are_prepared_in_a_few_clicks(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, cijfers: Cijfers
) -> None:
    casussen = te_evalueren(wereld, 30)
    school = organisatie(wereld.regie)
    mentor = professional(wereld.regie, school)
    for casus_id in (casussen[0], casussen[4]):
        invoer = BetrokkeneInvoer(mentor, "mentor", "1-11-2026", "", bij_overleg=True)
        betrokkenen.add_betrokkene(wereld.regie, casus_id, invoer)
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", DAG))
    cijfer = cijfers("casussen on an agenda with their question, and who comes", kort=0)
    kliks = 0

    def klik(knop: Knop) -> None:
        nonlocal kliks
        assert knop.isVisibleTo(scherm)
        assert knop.isEnabled()
        QTest.mouseClick(knop, Qt.MouseButton.LeftButton)
        kliks += 1
        rust(qtbot, omgeving)

    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=overleg_id)
    rust(qtbot, omgeving)
    deel = scherm.agenda.voorstel
    assert deel.ligt_open  # nothing is on the agenda yet
    assert deel.titel.text() == "Voorstel voor de agenda (30)"
    assert [r.casus_id for r in deel.lijst.model.getoond] == casussen
    klik(deel.alleknop)
    assert agenda(wereld, overleg_id) == casussen
    assert {p.vraag for p in overleggen.toon_overleg(wereld.regie, overleg_id).agenda} == {"Werkt het plan?"}
    assert not deel.isVisibleTo(scherm)
    scherm.tabs.kies("deelnemers")
    kliks += 1
    rust(qtbot, omgeving)
    klik(scherm.deelnemers.betrokkenknop)
    (rij,) = [
        rij
        for rij in scherm.deelnemers.lijst.als_tekst(scherm.deelnemers.lijst.model.getoond).splitlines()
        if "M. Mentor" in rij
    ]
    assert "\t1, 5\t" in rij
    cijfer.tel(len(agenda(wereld, overleg_id)))
    cijfer.erbij = f"{kliks} clicks"
    if kliks > 3:
        cijfer.mislukt(f"{kliks} clicks")


def test_some_are_chosen_by_keyboard_and_put_in_order_by_key_and_by_dragging(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    a, b, c = te_evalueren(wereld, 3)
    zelf = maak(wereld.regie)
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", DAG))
    overleggen.add_agendapunt(wereld.regie, overleg_id, zelf, "Eigen vraag?")
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=overleg_id)
    rust(qtbot, omgeving)
    deel = scherm.agenda.voorstel
    assert (deel.isVisibleTo(scherm), deel.ligt_open) == (True, False)
    deel.vouwknop.click()
    assert toegankelijk.controleer(scherm) == []
    assert not deel.keuzeknop.isEnabled()
    deel.lijst.kies(a)
    QTest.keyClick(deel.lijst.tabel, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "Plan te evalueren op 21 november 2026" in " ".join(teksten(deel))
    deel.keuzeknop.click()
    rust(qtbot, omgeving)
    assert agenda(wereld, overleg_id) == [zelf, a, b]
    assert [r.casus_id for r in deel.lijst.model.getoond] == [c]
    assert deel.alleknop.text() == "Deze casus op de agenda"
    weer = scherm.agenda.terugknop
    assert (weer.isVisibleTo(scherm), weer.text()) == (True, "Ongedaan maken (2)")
    weer.click()
    rust(qtbot, omgeving)
    assert (agenda(wereld, overleg_id), weer.isVisibleTo(scherm)) == ([zelf], False)
    deel.lijst.kies(a)
    QTest.keyClick(deel.lijst.tabel, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    deel.keuzeknop.click()
    rust(qtbot, omgeving)
    assert (agenda(wereld, overleg_id), weer.isVisibleTo(scherm)) == ([zelf, a, b], True)

    lijst = scherm.agenda.lijst
    lijst.kies(lijst.model.getoond[2].punt.id)
    scherm.activateWindow()
    lijst.tabel.setFocus()
    qtbot.waitUntil(lijst.tabel.hasFocus)
    with qtbot.waitSignal(scherm.agenda.omhoog.clicked):  # a button shows that its key pressed it
        QTest.keyClick(lijst.tabel, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    rust(qtbot, omgeving)
    assert agenda(wereld, overleg_id) == [zelf, b, a]
    assert not weer.isVisibleTo(scherm)  # it was put in another order
    sleep(scherm, 0, 2)
    rust(qtbot, omgeving)
    assert agenda(wereld, overleg_id) == [b, a, zelf]
    sleep(scherm, 2, 0)
    rust(qtbot, omgeving)
    assert agenda(wereld, overleg_id) == [zelf, b, a]
    sleep(scherm, 1, 0, laat_los=False)
    assert scherm.agenda.sleep.lijn.isVisibleTo(scherm)
    QTest.keyClick(lijst.tabel, Qt.Key.Key_Escape)
    assert not scherm.agenda.sleep.lijn.isVisibleTo(scherm)
    sleep(scherm, 1, 1)
    rust(qtbot, omgeving)
    assert agenda(wereld, overleg_id) == [zelf, b, a]


def sleep(scherm: OverlegdagScherm, van: int, naar: int, *, laat_los: bool = True) -> None:
    """Press on a row, move to the far half of another, and let go."""
    tabel = scherm.agenda.lijst.tabel
    hoog = tabel.rowHeight(0)

    def punt(rij: int, deel: float) -> QPoint:
        return QPoint(40, tabel.rowViewportPosition(rij) + int(hoog * deel))

    eind = punt(naar, 0.8 if naar > van else 0.2)
    QTest.mousePress(tabel.viewport(), Qt.MouseButton.LeftButton, pos=punt(van, 0.5))
    for plek in (punt(van, 0.6), eind, eind):
        QTest.mouseMove(tabel.viewport(), plek)
    if laat_los:
        QTest.mouseRelease(tabel.viewport(), Qt.MouseButton.LeftButton, pos=eind)


def test_a_series_is_planned_changed_and_ended_on_screen(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    scherm: OverlegScherm = toon(OverlegScherm, "regie")
    scherm.tabs.kies("reeksen")
    rust(qtbot, omgeving)
    assert toegankelijk.controleer(scherm) == []
    deel = scherm.reeksen
    assert deel.lijst.leegstaat.isVisibleTo(scherm)
    assert (deel.wijzigknop.isEnabled(), deel.eindknop.isEnabled()) == (False, False)
    deel.nieuwknop.click()
    venster = dialoog(scherm)
    assert venster.formulier.veld("tafel").waarde() == "pga_lokaal"
    venster.formulier.zet({"tafel": "pga_lokaal", "begin": date(2026, 11, 27), "herhaling": Herhaling.WEEK})
    venster.formulier.veld("tijd").zet("half tien")
    bewaar(qtbot, omgeving, venster)
    assert venster.formulier.veld("tijd").fout == "Schrijf de tijd als 13:30."
    venster.formulier.veld("tijd").zet("9.30")
    bewaar(qtbot, omgeving, venster)
    rust(qtbot, omgeving)
    (reeks,) = overlegreeksen.list_reeksen(wereld.regie)
    assert [o.datum for o in scherm.komend.model.getoond] == list(reeks.komend)
    assert "25-12-2026" in (tekst := scherm.komend.als_tekst(scherm.komend.model.getoond))
    assert [regel.rsplit("\t", 1)[1] for regel in tekst.splitlines() if "kerstdag" in regel] == ["Eerste kerstdag"]
    deel.lijst.kies(reeks.id)
    assert any("25 december 2026 (Eerste kerstdag)" in zin for zin in teksten(deel))
    QTest.keyClick(deel.lijst.tabel, Qt.Key.Key_Return)
    venster = dialoog(scherm)
    venster.formulier.veld("tijd").zet("10:00")
    bewaar(qtbot, omgeving, venster)
    rust(qtbot, omgeving)
    assert {o.tijd for o in overleggen.list_overleggen(wereld.regie)} == {"10:00"}
    dialogen.volgend_antwoord(True)
    deel.eindknop.click()
    rust(qtbot, omgeving)
    assert {o.status for o in overleggen.list_overleggen(wereld.regie)} == {OverlegStatus.VERVALLEN}


def test_opening_the_screen_brings_the_series_up_to_today_and_a_reader_makes_nothing(
    wereld: Wereld, toon: Toon
) -> None:
    invoer = overlegreeksen.ReeksInvoer("pga_lokaal", DAG, Herhaling.WEEK)
    overlegreeksen.start_reeks(wereld.regie, invoer)
    voor = len(overleggen.list_overleggen(wereld.regie))
    wereld.klok.moment += timedelta(days=14)
    lezer: OverlegScherm = toon(OverlegScherm, "privacy")
    assert len(overleggen.list_overleggen(wereld.regie)) == voor
    assert not lezer.reeksen.nieuwknop.isVisibleTo(lezer)
    toon(OverlegScherm, "regie")
    assert len(overleggen.list_overleggen(wereld.regie)) == voor + 2


def test_a_proposal_is_as_high_as_its_rows_and_the_tab_scrolls(
    qtbot: QtBot, wereld: Wereld, omgeving: Omgeving
) -> None:
    casussen = te_evalueren(wereld, 8)
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", DAG))
    agendavoorstel.put_on_agenda(wereld.regie, overleg_id, casussen[:2])
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    venster.resize(1280, 720)
    scherm = ga(qtbot, venster, "overlegdag", overleg_id=overleg_id)
    rust(qtbot, omgeving)
    scherm.agenda.voorstel.vouw(dicht=False)
    qtbot.waitUntil(lambda: rolbalken(venster) == ["Rolvak"])
    tabel = scherm.agenda.voorstel.lijst.tabel
    qtbot.waitUntil(lambda: tabel.viewport().height() >= tabel.verticalHeader().length())
    assert tabel.model().rowCount() == 6
    # After adding one is at the items, with the way back in sight.
    scherm.agenda.voorstel.alleknop.click()
    rust(qtbot, omgeving)
    balk = scherm.tabs.currentWidget().verticalScrollBar()
    qtbot.waitUntil(lambda: balk.maximum() > 0)
    balk.setValue(balk.maximum())  # as the focus in a long list does
    scherm.toon()
    rust(qtbot, omgeving)
    weer = scherm.agenda.terugknop
    qtbot.waitUntil(lambda: weer.visibleRegion().boundingRect() == weer.rect())
    assert scherm.agenda.lijst.tabel.visibleRegion().boundingRect().height() > weer.height()


def test_in_a_low_window_the_whole_meeting_scrolls_in_one_place(
    qtbot: QtBot, wereld: Wereld, omgeving: Omgeving, app: QApplication
) -> None:
    casussen = te_evalueren(wereld, 14)
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", DAG))
    agendavoorstel.put_on_agenda(wereld.regie, overleg_id, casussen[:8])
    overleggen.set_deelnemers(wereld.regie, overleg_id, [professional(wereld.regie, organisatie(wereld.regie))])
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    omgeving.thema.pas_toe(app, "licht", 200)
    venster.resize(1280, 800)
    scherm = ga(qtbot, venster, "overlegdag", overleg_id=overleg_id)
    rust(qtbot, omgeving)
    tabel = scherm.agenda.lijst.tabel

    def in_zicht() -> list[int]:
        """The items of the agenda of which the whole line is on the screen."""
        zichtbaar = tabel.viewport().visibleRegion()
        vakken = [tabel.visualRect(tabel.model().index(nr, 1)) for nr in range(tabel.model().rowCount())]
        return [
            nr
            for nr, vak in enumerate(vakken)
            if zichtbaar.contains(vak) and not (QRegion(vak) - zichtbaar).boundingRect()
        ]

    qtbot.waitUntil(lambda: in_zicht()[:3] == [0, 1, 2])
    assert [keuze.text() for keuze in scherm.meer().actions()] == ["Wijzigen", "Gaat niet door"]
    assert not scherm.wijzigknop.isVisibleTo(scherm)
    assert toegankelijk.controleer(scherm) == []
    venster.resize(1280, 720)
    scherm.agenda.voorstel.vouw(dicht=False)
    qtbot.waitUntil(lambda: rolbalken(venster) == ["_Blad"])
    hoog = 0
    while scherm.height() != hoog:  # until every row has its place
        hoog = scherm.height()
        qtbot.wait(80)
    scherm.tabs.kies("deelnemers")
    qtbot.waitUntil(lambda: rolbalken(venster) == ["_Blad"])
    qtbot.waitUntil(lambda: scherm.height() < hoog * 2 / 3)  # one row, and nothing of the other lists under it
