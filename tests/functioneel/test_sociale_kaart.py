"""Sociale kaart (002): what there is in the neighbourhood, only what the municipality or the source names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.services import profielbeheer, toolbox
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beheer_profiel import Profielbeheer
from pmg_desk.ui.screens.sociale_kaart import SocialeKaart
from tests.functioneel.test_interventietoolbox import wacht
from tests.ui.casusvenster import ga, klik, open_venster, zichtbaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld


@pytest.fixture
def ruimte(app: QApplication, wereld: Wereld, tmp_path: Path) -> Iterator[Omgeving]:
    een = Omgeving(instellingen=Instellingen(tmp_path / "venster.json"))
    yield een
    een.werker.stop()


def kaart_van(scherm: Any) -> SocialeKaart:
    kaart = scherm.tabs.inhoud("kaart")
    assert isinstance(kaart, SocialeKaart)
    return kaart


def test_what_the_source_names_is_there_and_a_wijk_narrows_it(qtbot: Any, ruimte: Omgeving, wereld: Wereld) -> None:
    venster = open_venster(qtbot, ruimte, wereld, "regie")
    scherm = ga(qtbot, venster, "toolbox", tab="kaart")
    wacht(qtbot, ruimte)
    kaart = kaart_van(scherm)
    assert [v.naam for v in kaart.lijst.model.getoond] == [
        "Jongerenlocatie de Dreef114",
        "Jongerenlocatie Heeswijkplein",
        "Jongerenlocatie Morgenstond",
        "Jongerenlocatie Van Baerlestraat",
        "Jongerenpunt070",
    ]
    kaart.wijk.zet("moerwijk")
    wacht(qtbot, ruimte)
    assert "Jongerenlocatie Morgenstond" not in [v.naam for v in kaart.lijst.model.getoond]
    assert len(kaart.lijst.model.getoond) == 4
    kaart.lijst.kies("jongerenpunt070")
    wacht(qtbot, ruimte)
    gezien = zichtbaar(scherm)
    assert "niet in bron" in gezien
    assert "Wijzigen in het profiel" not in gezien
    assert controleer(scherm) == []


def test_the_beheerder_adds_what_there_is(qtbot: Any, ruimte: Omgeving, wereld: Wereld) -> None:
    for sleutel in wereld.profiel.voorzieningen:
        profielbeheer.remove_record(wereld.beheer, "voorzieningen", sleutel)
    venster = open_venster(qtbot, ruimte, wereld, "beheer")
    scherm = ga(qtbot, venster, "toolbox", tab="kaart")
    wacht(qtbot, ruimte)
    assert "Nog geen voorzieningen" in zichtbaar(kaart_van(scherm))
    klik(qtbot, venster, kaart_van(scherm), "Voorziening toevoegen")
    wacht(qtbot, ruimte)
    tab = venster.scherm.tabs.inhoud("profiel")  # type: ignore[union-attr]
    assert isinstance(tab, Profielbeheer)
    assert tab.dialoog is not None
    formulier = tab.dialoog.formulier
    for sleutel, waarde in (
        ("label", "Inloop Moerwijk"),
        ("soort", "inlooppunt"),
        ("voor_wie", "Jongeren en ouders."),
        ("waar", ("moerwijk",)),
        ("contact", "070 0000000"),
        ("bron", "wijkteam"),
        ("zekerheid", "F"),
    ):
        formulier.veld(sleutel).zet(waarde)
    formulier.bewaar()
    wacht(qtbot, ruimte)
    (een,) = toolbox.list_voorzieningen(wereld.beheer)
    assert (een.sleutel, een.naam, een.waar, een.plaats) == (
        "inloop_moerwijk",
        "Inloop Moerwijk",
        ("Moerwijk",),
        "niet in bron",
    )
