"""Interventietoolbox (000, interventie 11): find, see why something may fit, use it, and keep what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.services import inzet, leefgebieden
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beheer_profiel import Profielbeheer
from pmg_desk.ui.screens.dossier_inzet import InzetTab
from pmg_desk.ui.screens.toolbox import Interventiefeiten
from tests.casusbouw import maak
from tests.ui.casusvenster import ga, klik, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld


@pytest.fixture
def ruimte(app: QApplication, wereld: Wereld, tmp_path: Path) -> Iterator[Omgeving]:
    een = Omgeving(instellingen=Instellingen(tmp_path / "venster.json"))
    yield een
    een.werker.stop()


def wacht(qtbot: Any, omgeving: Omgeving) -> None:
    for _ in range(3):
        klaar(qtbot, omgeving)
        QApplication.processEvents()


def open_tab(qtbot: Any, venster: Any, casus_id: UUID) -> InzetTab:
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id, tab="inzet")
    wacht(qtbot, venster.omgeving)
    tab = scherm.tabs.inhoud("inzet")
    assert isinstance(tab, InzetTab)
    return tab


def test_from_a_reason_to_a_result(qtbot: Any, ruimte: Omgeving, wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    leefgebieden.save_scores(wereld.regie, casus_id, [leefgebieden.ScoreInvoer("justitie", 1)])
    venster = open_venster(qtbot, ruimte, wereld, "regie")
    tab = open_tab(qtbot, venster, casus_id)
    gezien = zichtbaar(tab)
    assert "Nog geen interventie ingezet" in gezien
    assert "tussen 11 en 12" in gezien
    assert "Past: Leefgebied met een probleem: Justitie." in gezien
    assert "Niet bekend: Doelgroep: deze casus is nog niet ingedeeld." in gezien
    klik(qtbot, venster, tab, "Meer tonen")
    klik(qtbot, venster, tab, "Inzetten: Kansrijk")
    wacht(qtbot, ruimte)
    dialoog = tab.dialoog
    assert dialoog is not None
    assert dialoog.formulier.veld("interventie").waarde() == "kansrijk"
    dialoog.formulier.veld("waarom").zet(UitspraakInvoer("Past bij de zaak."))
    dialoog.formulier.bewaar()
    wacht(qtbot, ruimte)
    (een,) = inzet.list_inzet(wereld.regie, casus_id)
    assert (een.wat, een.status_label, een.waarom and een.waarom.tekst) == ("Kansrijk", "Loopt", "Past bij de zaak.")
    assert "Inzetten: Kansrijk" not in zichtbaar(tab)
    klik(qtbot, venster, tab, "Afbreken: Kansrijk")
    dialoog = tab.dialoog
    assert dialoog is not None
    dialoog.formulier.bewaar()
    wacht(qtbot, ruimte)
    assert dialoog.formulier.veld("resultaat").fout != ""
    dialoog.formulier.veld("resultaat").zet(UitspraakInvoer("Verhuisd naar elders."))
    dialoog.formulier.bewaar()
    wacht(qtbot, ruimte)
    assert "Verhuisd naar elders." in zichtbaar(tab)
    assert "Afgebroken" in zichtbaar(tab)
    assert controleer(tab) == []


def test_the_catalogue_says_what_is_not_in_the_source_and_the_beheerder_fills_it_in(
    qtbot: Any, ruimte: Omgeving, wereld: Wereld
) -> None:
    venster = open_venster(qtbot, ruimte, wereld, "beheer")
    scherm = ga(qtbot, venster, "toolbox", interventie="kansrijk")
    wacht(qtbot, ruimte)
    feiten = scherm.findChild(Interventiefeiten)
    assert feiten is not None
    assert "nog niet ingezet in 2026" in zichtbaar(feiten)
    klik(qtbot, venster, scherm, "Aanvullen in het profiel")
    wacht(qtbot, ruimte)
    beheer = venster.scherm
    assert beheer is not None
    tab = beheer.tabs.inhoud("profiel")  # type: ignore[attr-defined]
    assert isinstance(tab, Profielbeheer)
    dialoog = tab.dialoog
    assert dialoog is not None
    formulier = dialoog.formulier
    assert formulier.veld("naam").waarde() == "Kansrijk"
    assert formulier.veld("handleiding").invoer is dialoog.focusWidget()
    for sleutel, waarde in (("handleiding", "Bel eerst."), ("stappen", "Bel\nPlan"), ("waar", ("moerwijk",))):
        formulier.veld(sleutel).zet(waarde)
    formulier.bewaar()
    wacht(qtbot, ruimte)
    scherm = ga(qtbot, venster, "toolbox", interventie="kansrijk")
    wacht(qtbot, ruimte)
    gezien = zichtbaar(scherm)
    assert "1. Bel\n2. Plan" in gezien
    assert "Moerwijk" in gezien
    assert "Niet in de bron: leeftijd, contact, bewijs." in gezien
