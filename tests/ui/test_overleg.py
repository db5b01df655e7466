"""Overleg by clicks and keys on a real vault: plan, agenda in order, who attends, and what others do not see."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmg_desk.services import bespreken, overleggen, toewijzingen
from pmg_desk.services.bespreken import BesprekingInvoer
from pmg_desk.services.overleggen import OverlegStatus
from pmg_desk.storage.models import Besprekingsstand
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.overleg import OverlegScherm
from pmg_desk.ui.screens.overlegdag import OverlegdagScherm
from pmg_desk.ui.widgets import dialoog as dialogen
from tests.casusbouw import maak, regels
from tests.ui import toegankelijk
from tests.ui.adresboekbouw import Boek, vul
from tests.ui.conftest import Toon, klaar
from tests.ui.schermhulp import bewaar, dialoog, kies, teksten
from tests.wereld import Wereld


@pytest.fixture
def boek(wereld: Wereld) -> Boek:
    return vul(wereld)


@pytest.fixture
def gegaan(omgeving: Omgeving) -> list[tuple[str, dict[str, Any]]]:
    """Where the screens asked to go."""
    wegen: list[tuple[str, dict[str, Any]]] = []
    omgeving.navigatie.connect(lambda sleutel, params: wegen.append((sleutel, params)))
    return wegen


def agenda(scherm: OverlegdagScherm) -> list[tuple[int, str, str]]:
    return [(rij.nr, rij.punt.naam, rij.punt.vraag) for rij in scherm.agenda.lijst.model.getoond]


def klaar_met(qtbot: QtBot, omgeving: Omgeving) -> None:
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)


def test_plannen_opent_het_overleg(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, gegaan: list[tuple[str, dict[str, Any]]]
) -> None:
    scherm: OverlegScherm = toon(OverlegScherm, "regie")
    assert scherm.komend.leegstaat.isVisibleTo(scherm)
    scherm.planknop.click()
    venster = dialoog(scherm)
    assert venster.formulier.veld("tafel").waarde() == "pga_lokaal"
    QTest.keyClicks(venster.formulier.veld("datum").invoer, "30-11-2026")
    QTest.keyClicks(venster.formulier.veld("tijd").invoer, "half twee")
    bewaar(qtbot, omgeving, venster)
    assert venster.formulier.veld("tijd").fout == "Schrijf de tijd als 13:30."
    venster.formulier.veld("tijd").zet("13.30")
    bewaar(qtbot, omgeving, venster)
    (regel,) = overleggen.list_overleggen(wereld.regie)
    assert (regel.tafel, regel.datum, regel.tijd) == ("pga_lokaal", date(2026, 11, 30), "13:30")
    assert gegaan == [("overlegdag", {"overleg_id": regel.id})]
    assert [o.id for o in scherm.komend.model.getoond] == [regel.id]


def test_wat_komt_en_wat_geweest_is_staan_apart(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    gehouden = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", "23-11-2026"))
    overleggen.set_overlegstatus(wereld.regie, gehouden, OverlegStatus.GEHOUDEN)
    eerder = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", "2-11-2026"))
    scherm: OverlegScherm = toon(OverlegScherm, "regie")
    assert [o.id for o in scherm.komend.model.getoond] == [boek.overleg]
    assert [o.id for o in scherm.geweest.model.getoond] == [gehouden, eerder]


def test_een_casus_op_de_agenda_en_op_zijn_plek(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, boek: Boek, toon: Toon
) -> None:
    maak(wereld.regie, voornamen="Cas", geslachtsnaam="Visser")
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=boek.overleg)
    deel = scherm.agenda
    deel.voegknop.click()
    venster = dialoog(scherm)
    kies(qtbot, venster.formulier.veld("casus_id"), "viss")
    venster.formulier.veld("vraag").zet("Wie wordt mentor?")
    bewaar(qtbot, omgeving, venster)
    klaar_met(qtbot, omgeving)
    assert agenda(scherm) == [
        (1, "Łukasz, Zoë", "Is opschalen naar de zware tafel nodig?"),
        (2, "Berg, Bram", ""),
        (3, "Visser, Cas", "Wie wordt mentor?"),
    ]
    assert [regel.aantal for regel in regels(wereld.regie, "zoeken.uitvoeren")] == [1]
    deel.lijst.kies(deel.lijst.model.getoond[2].punt.id)
    assert (deel.omhoog.isEnabled(), deel.omlaag.isEnabled()) == (True, False)
    deel.omhoog.click()
    klaar_met(qtbot, omgeving)
    deel.omhoog.click()
    klaar_met(qtbot, omgeving)
    assert [naam for _, naam, _ in agenda(scherm)] == ["Visser, Cas", "Łukasz, Zoë", "Berg, Bram"]
    assert not deel.omhoog.isEnabled()
    assert deel.wegknop.text() == "Van de agenda halen (Delete)"
    scherm.activateWindow()
    deel.lijst.tabel.setFocus()
    qtbot.waitUntil(deel.lijst.tabel.hasFocus)
    voor = agenda(scherm)
    for _ in range(2):
        deel.lijst.kies(deel.lijst.model.getoond[0].punt.id)
        QTest.keyClick(deel.lijst.tabel, Qt.Key.Key_Delete)
        klaar_met(qtbot, omgeving)
    assert [naam for _, naam, _ in agenda(scherm)] == ["Berg, Bram"]
    assert "Ctrl+Z" in deel.weerknop.text()
    with qtbot.waitSignal(deel.weerknop.clicked):
        QTest.keyClick(deel.lijst.tabel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    klaar_met(qtbot, omgeving)
    assert agenda(scherm) == [(nr - 1, *rest) for nr, *rest in voor[1:]]
    rij = deel.lijst.huidige()
    assert (rij is not None and rij.punt.naam, deel.lijst.tabel.hasFocus()) == ("Łukasz, Zoë", True)
    deel.weerknop.click()
    klaar_met(qtbot, omgeving)
    assert (agenda(scherm), deel.weerknop.isVisibleTo(scherm)) == (voor, False)


def test_dezelfde_casus_nog_eens_wordt_bij_het_veld_gezegd(
    qtbot: QtBot, omgeving: Omgeving, boek: Boek, toon: Toon
) -> None:
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=boek.overleg)
    scherm.agenda.voegknop.click()
    venster = dialoog(scherm)
    kies(qtbot, venster.formulier.veld("casus_id"), "berg")
    bewaar(qtbot, omgeving, venster)
    assert venster.formulier.veld("casus_id").fout == "Deze casus staat al op de agenda."


def test_de_vraag_wijzigen_en_het_dossier_openen(
    qtbot: QtBot,
    omgeving: Omgeving,
    boek: Boek,
    toon: Toon,
    gegaan: list[tuple[str, dict[str, Any]]],
) -> None:
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=boek.overleg)
    scherm.agenda.lijst.kies(scherm.agenda.lijst.model.getoond[1].punt.id)
    scherm.agenda.vraagknop.click()
    venster = dialoog(scherm)
    venster.formulier.veld("vraag").zet("Wie belt?")
    bewaar(qtbot, omgeving, venster)
    klaar_met(qtbot, omgeving)
    assert [vraag for _, _, vraag in agenda(scherm)] == ["Is opschalen naar de zware tafel nodig?", "Wie belt?"]
    QTest.keyClick(scherm.agenda.lijst.tabel, Qt.Key.Key_Return)
    assert gegaan == [("dossier", {"casus_id": boek.ander})]


def test_een_casus_die_men_niet_mag_zien_telt_alleen_mee(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    vreemd = maak(wereld.regie, "zvh", voornamen="Geheim", geslachtsnaam="Kwetterzolder")
    overleggen.add_agendapunt(wereld.regie, boek.overleg, vreemd, "Ploegschaaf?")
    toewijzingen.transfer_casus(wereld.regie, vreemd, wereld.regie2.gebruiker.id)
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=boek.overleg)
    assert scherm.tabs.tabText(0) == "Agenda (3)"
    assert len(agenda(scherm)) == 2
    assert "Er staat nog 1 casus op de agenda die u niet mag zien." in teksten(scherm)
    alles = scherm.agenda.lijst.als_tekst(scherm.agenda.lijst.model.getoond) + " ".join(teksten(scherm))
    assert [woord for woord in ("Kwetterzolder", "Ploegschaaf", "Geheim") if woord in alles] == []


def deelnemers(wereld: Wereld, overleg_id: UUID) -> list[str]:
    return [p.naam for p in overleggen.toon_overleg(wereld.regie, overleg_id).deelnemers]


def test_deelnemers_erbij_eraf_en_alle_betrokkenen_in_een_keer(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, boek: Boek, toon: Toon
) -> None:
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=boek.overleg)
    scherm.tabs.kies("deelnemers")
    deel = scherm.deelnemers
    deel.betrokkenknop.click()
    klaar_met(qtbot, omgeving)
    assert deelnemers(wereld, boek.overleg) == ["W. Wijkagent", "M. Mentor"]
    assert scherm.tabs.tabText(1) == "Deelnemers (2)"
    deel.lijst.kies(boek.mentor)
    deel.wegknop.click()
    klaar_met(qtbot, omgeving)
    assert deelnemers(wereld, boek.overleg) == ["W. Wijkagent"]
    deel.voegknop.click()
    klaar(qtbot, omgeving)
    venster = dialoog(scherm)
    kies(qtbot, venster.formulier.veld("deelnemers"), "mentor")
    bewaar(qtbot, omgeving, venster)
    assert deelnemers(wereld, boek.overleg) == ["W. Wijkagent", "M. Mentor"]


def test_een_overleg_dat_vervalt_vraagt_het_eerst_en_kan_terug(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, boek: Boek, toon: Toon
) -> None:
    def status() -> OverlegStatus:
        return overleggen.toon_overleg(wereld.regie, boek.overleg).regel.status

    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=boek.overleg)
    assert not scherm.gehoudenknop.isVisibleTo(scherm)
    dialogen.volgend_antwoord(False)
    scherm.vervalknop.click()
    klaar_met(qtbot, omgeving)
    assert status() is OverlegStatus.GEPLAND
    dialogen.volgend_antwoord(True)
    scherm.vervalknop.click()
    klaar_met(qtbot, omgeving)
    assert status() is OverlegStatus.VERVALLEN
    scherm.opnieuwknop.click()
    klaar_met(qtbot, omgeving)
    wereld.klok.moment += timedelta(days=7)
    scherm.toon()
    klaar(qtbot, omgeving)
    scherm.gehoudenknop.click()
    klaar_met(qtbot, omgeving)
    assert status() is OverlegStatus.GEHOUDEN


def test_een_ander_ziet_niets_van_het_overleg(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    lijst: OverlegScherm = toon(OverlegScherm, "regie2")
    assert (lijst.komend.model.getoond, lijst.geweest.model.getoond) == ([], [])
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie2", overleg_id=boek.overleg)
    assert not scherm.tabs.isVisibleTo(scherm)
    assert not any("Stadskantoor" in tekst for tekst in teksten(scherm))


def test_de_privacy_officer_leest_zonder_knoppen(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    lijst: OverlegScherm = toon(OverlegScherm, "privacy")
    assert not lijst.planknop.isVisibleTo(lijst)
    assert [o.id for o in lijst.komend.model.getoond] == [boek.overleg]
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "privacy", overleg_id=boek.overleg)
    assert agenda(scherm) == []
    assert "Er staan nog 2 casussen op de agenda die u niet mag zien." in teksten(scherm)
    knoppen = (scherm.wijzigknop, scherm.vervalknop, scherm.agenda.voegknop, scherm.deelnemers.voegknop)
    assert [knop.isVisibleTo(scherm) for knop in knoppen] == [False] * 4


def test_de_schermen_zijn_toegankelijk(wereld: Wereld, boek: Boek, toon: Toon) -> None:
    lijst: OverlegScherm = toon(OverlegScherm, "regie")
    assert toegankelijk.controleer(lijst) == []
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=boek.overleg)
    assert toegankelijk.controleer(scherm) == []
    scherm.tabs.kies("deelnemers")
    assert toegankelijk.controleer(scherm) == []


def test_while_a_meeting_runs_one_goes_on_with_it_wherever_it_would_be_started(
    wereld: Wereld, boek: Boek, toon: Toon, gegaan: list[tuple[str, dict[str, Any]]]
) -> None:
    id_ = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", "23-11-2026"))
    punt = overleggen.add_agendapunt(wereld.regie, id_, maak(wereld.regie, geslachtsnaam="Visser"))
    lijst: OverlegScherm = toon(OverlegScherm, "regie")
    dag: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=id_)
    assert (lijst.verderknop.isVisibleTo(lijst), dag.startknop.text()) == (False, "Overleg starten (Ctrl+F5)")
    bespreken.save_bespreking(wereld.regie, punt, BesprekingInvoer(Besprekingsstand.BESPROKEN))
    lijst = toon(OverlegScherm, "regie")
    dag = toon(OverlegdagScherm, "regie", overleg_id=id_)
    assert dag.startknop.text() == lijst.verderknop.text() == "Verder met het overleg (Ctrl+F5)"
    assert [o.status_label for o in lijst.komend.model.getoond if o.id == id_] == ["Loopt"]
    for knop in (lijst.verderknop, dag.startknop):
        assert knop.shortcut().toString() == "Ctrl+F5"
        knop.click()
    assert gegaan == [("vergadering", {"overleg_id": id_})] * 2
    ander: OverlegScherm = toon(OverlegScherm, "privacy")  # sees all meetings and leads none
    assert [o.status_label for o in ander.komend.model.getoond if o.id == id_] == ["Loopt"]
    assert not ander.verderknop.isVisibleTo(ander)
