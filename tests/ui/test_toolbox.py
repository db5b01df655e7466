"""Toolbox on screen: choose, read, and see what the source does not say."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pmg_desk.services.toolbox import Toolboxfilter, list_interventies
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.toolbox import Interventiefeiten, ToolboxScherm
from pmg_desk.ui.widgets.tekst import Tekst
from tests.ui import toegankelijk
from tests.ui.conftest import klaar, toon
from tests.wereld import Wereld


@pytest.fixture
def scherm(qtbot: Any, omgeving: Omgeving, wereld: Wereld) -> ToolboxScherm:
    omgeving.werkplek = wereld.regie
    scherm = ToolboxScherm(omgeving)
    scherm.resize(1100, 700)
    toon(qtbot, scherm)
    scherm.toon()
    klaar(qtbot, omgeving)
    return scherm


def sleutels(scherm: ToolboxScherm) -> set[str]:
    model = scherm.lijst.model
    return {model.rij(plek).sleutel for plek in range(model.rowCount())}


def test_kiezen_met_de_toetsen_maakt_de_lijst_korter(
    qtbot: Any, omgeving: Omgeving, wereld: Wereld, scherm: ToolboxScherm
) -> None:
    assert sleutels(scherm) == set(wereld.profiel.interventies)
    qtbot.keyClicks(scherm.doelgroep.lijst, "harde")
    qtbot.keyClicks(scherm.leeftijd.regel, "11")
    klaar(qtbot, omgeving)
    verwacht = {i.sleutel for i in list_interventies(wereld.regie, Toolboxfilter("harde_kern", 11))}
    assert sleutels(scherm) == verwacht
    assert 0 < len(verwacht) < len(wereld.profiel.interventies)
    scherm.wisknop.click()
    klaar(qtbot, omgeving)
    assert sleutels(scherm) == set(wereld.profiel.interventies)
    assert not scherm.wisknop.isVisible()


def test_een_leeftijd_die_niet_kan_wordt_gezegd_en_verbergt_niets(
    qtbot: Any, omgeving: Omgeving, wereld: Wereld, scherm: ToolboxScherm
) -> None:
    qtbot.keyClicks(scherm.leeftijd.regel, "twaalf")
    klaar(qtbot, omgeving)
    assert scherm.leeftijd.fout != ""
    assert sleutels(scherm) == set(wereld.profiel.interventies)


def test_het_detail_zegt_wat_niet_in_de_bron_staat(qtbot: Any, omgeving: Omgeving, scherm: ToolboxScherm) -> None:
    scherm.toon(interventie="kansrijk")
    klaar(qtbot, omgeving)
    QApplication.processEvents()
    feiten = scherm.findChild(Interventiefeiten)
    assert feiten is not None
    teksten = [t.text() for t in feiten.findChildren(Tekst)]
    assert "Niet in de bron: handleiding, leeftijd, contact, bewijs." in teksten
    assert teksten.count("niet in bron") == 5  # and where in the neighbourhood
    assert "000 interventie 11 (staat in de bron)" in teksten


def test_een_leefgebied_komt_mee_uit_het_plan(qtbot: Any, omgeving: Omgeving, scherm: ToolboxScherm) -> None:
    scherm.toon(leefgebied="justitie")
    klaar(qtbot, omgeving)
    assert scherm.leefgebied.waarde() == "justitie"
    assert "kansrijk" in sleutels(scherm)
    assert "jongerenrechtbank" not in sleutels(scherm)


def test_niets_past_dan_een_knop_terug(qtbot: Any, omgeving: Omgeving, scherm: ToolboxScherm) -> None:
    scherm.lijst.zet_rijen(())
    assert scherm.lijst.leegstaat.isVisible()
    scherm.lijst.leegstaat.knop.setFocus()
    qtbot.keyClick(scherm.lijst.leegstaat.knop, Qt.Key.Key_Space)
    klaar(qtbot, omgeving)
    assert len(sleutels(scherm)) > 10


def test_een_schermlezer_mist_niets(qtbot: Any, omgeving: Omgeving, scherm: ToolboxScherm) -> None:
    scherm.toon(interventie="kansrijk")
    klaar(qtbot, omgeving)
    assert toegankelijk.controleer(scherm) == []
