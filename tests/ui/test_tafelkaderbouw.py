"""Before the signature under a tafelkader: what is wrong is named at its field, and every ground stands there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from pmg_desk.services import kaderconcepten
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.tafelkaderbouw import TafelkaderbouwScherm
from tests.kaderbouw import DOEL, cellen, vul, zet_aan_tafel
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.vulling import Dossier, maak_dossier
from tests.wereld import Wereld

__all__ = ["toon"]


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def test_the_step_of_signing_names_the_field_that_is_wrong_and_goes_to_it(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    school = zet_aan_tafel(wereld, dossier)
    concept = kaderconcepten.start_concept(wereld.privacy, "pga_lokaal", DOEL)
    gisteren = wereld.klok.moment.date() - timedelta(days=1)
    inhoud = vul(wereld.privacy, concept, cellen(school, "plan"), geldig_van=gisteren)
    scherm: TafelkaderbouwScherm = toon(TafelkaderbouwScherm, "privacy", concept_id=concept)
    klaar(qtbot, omgeving)
    scherm.tabs.kies("tekenen")
    klaar(qtbot, omgeving)
    assert scherm.tabs.sleutel == "bron"
    zin = scherm.formulier.veld("geldig_van").fout
    assert zin.startswith("Deze datum ligt vóór vandaag")
    assert f"Geldt vanaf: {zin}" in teksten(scherm.melding)
    assert not scherm.tekenknop.isEnabled()

    scherm.formulier.veld("geldig_van").zet(inhoud.geldig_van + timedelta(days=1))
    scherm.tabs.kies("tekenen")
    klaar(qtbot, omgeving)
    assert scherm.tabs.sleutel == "tekenen"
    assert scherm.tekenknop.isEnabled()
    grond = wereld.profiel.grondslagen["avg_6_1_e"].label
    assert f"Grondslag voor plan van aanpak: {grond}." in teksten(scherm.tekenbeeld)
