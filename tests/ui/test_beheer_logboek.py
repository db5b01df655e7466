"""The logs on the beheerder's screen: what was signed is shown, a new log is begun, a term set, an old log removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from PySide6.QtWidgets import QApplication, QLabel

from pmg_desk.domain.rollen import Rol
from pmg_desk.services import logreeksen
from pmg_desk.services.logcontrole import verify_logboek
from pmg_desk.ui.screens.beheer_logboek import AANLEIDINGEN, Logboekbeheer
from pmg_desk.ui.screens.logboek import LogboekScherm
from pmg_desk.ui.widgets import dialoog
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.ui.test_beheer import Bureau, bureau, bureau_van_carla
from tests.ui.toegankelijk import controleer

__all__ = ["bureau", "bureau_van_carla"]


def open_tab(bureau: Bureau) -> Logboekbeheer:
    bureau.scherm.tabs.kies("logboek")
    bureau.wacht()
    deel = bureau.scherm.tabs.inhoud("logboek")
    assert isinstance(deel, Logboekbeheer)
    return deel


def teksten(deel: Logboekbeheer) -> str:
    QApplication.processEvents()  # a row that was just added is shown by the event loop
    return "\n".join(label.text() for label in deel.findChildren(QLabel) if label.isVisibleTo(deel))


def punten(deel: Logboekbeheer) -> list[tuple[str, str]]:
    model = deel.punten.model
    return [(model.rij(nr).door, AANLEIDINGEN[model.rij(nr).aanleiding]) for nr in range(model.rowCount())]


def test_the_beheerder_sees_who_signed_the_log_and_when(bureau: Bureau) -> None:
    deel = open_tab(bureau)
    assert punten(deel) == [("Carla Casus", "Bij uitloggen"), ("Bea Beheer", "Bij uitloggen")]
    assert "Stand nu: " in deel.stand.text()
    assert "Niet ingesteld: alle logboeken blijven." in teksten(deel)
    assert "In gebruik." in teksten(deel)
    controleer(bureau.scherm)


def test_a_new_log_after_a_question_that_says_what_it_means(bureau: Bureau) -> None:
    deel = open_tab(bureau)
    dialoog.volgend_antwoord(False)
    bureau.klik(deel.nieuwknop)
    assert len(logreeksen.describe_logboeken(bureau.werkplek).reeksen) == 1
    dialoog.volgend_antwoord(True)
    bureau.klik(deel.nieuwknop)
    assert dialoog.gesteld[-1] == "Een nieuw logboek beginnen?"
    assert "Logboek 2: regel" in teksten(deel)
    assert punten(deel)[0] == ("Bea Beheer", "Slot van een logboek")
    assert ("goed", "Logboek 2 is begonnen.") in bureau.gemeld
    assert verify_logboek(bureau.werkplek).bevindingen == ()


def test_a_term_is_set_and_after_it_the_old_log_is_removed(bureau: Bureau) -> None:
    deel = open_tab(bureau)
    dialoog.volgend_antwoord(True)
    bureau.klik(deel.nieuwknop)
    bureau.klik(deel.termijnknop)
    venster = deel.findChild(Formulierdialoog)
    assert venster is not None
    venster.formulier.zet({"maanden": 24, "bron": "Selectielijst gemeenten"})
    bureau.klik(venster.formulier.knop)
    assert "Een afgesloten logboek blijft 24 maanden. Bron: Selectielijst gemeenten" in teksten(deel)
    assert [k for k in deel.findChildren(Knop) if k.text() == "Verwijderen voorstellen"] == []
    bureau.doos.klok.moment += timedelta(days=800)
    deel.laad()
    bureau.wacht()
    (weg,) = [k for k in deel.findChildren(Knop) if k.text() == "Verwijderen voorstellen"]
    dialoog.volgend_antwoord(True)
    bureau.klik(weg)
    assert ("goed", "Voorgesteld. Vraag een collega het bij Logboek te bevestigen.") in bureau.gemeld
    assert [reeks.reeks for reeks in logreeksen.describe_logboeken(bureau.werkplek).reeksen] == [1, 2]
    ander = replace(bureau.werkplek.gebruiker, id=uuid4(), rol=Rol.PRIVACY_OFFICER)
    eigen, bureau.werkplek.gebruiker = bureau.werkplek.gebruiker, ander
    scherm = LogboekScherm(bureau.omgeving)
    scherm.toon()
    bureau.wacht()
    assert "stelde op" in scherm.verwijdering.zin.text()
    dialoog.volgend_antwoord(True)
    bureau.klik(scherm.verwijdering.bevestigknop)
    assert not scherm.verwijdering.isVisibleTo(scherm)
    bureau.werkplek.gebruiker = eigen
    deel.laad()
    bureau.wacht()
    assert [reeks.reeks for reeks in logreeksen.describe_logboeken(bureau.werkplek).reeksen] == [2]
    assert "Logboek 1:" not in teksten(deel)
    assert verify_logboek(bureau.werkplek).bevindingen == ()


def test_the_term_dialog_waits_for_what_is_there_now(bureau: Bureau) -> None:
    deel = open_tab(bureau)
    deel._inzicht = None
    deel.vraag_termijn()
    assert deel.findChild(Formulierdialoog) is None


def test_others_have_no_such_tab(bureau_van_carla: Bureau) -> None:
    assert bureau_van_carla.scherm.tabs.inhoud("logboek") is None
