"""The list of casussen in the real window: who sees what, narrowing, the short look, and what the log keeps of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pmg_desk.services import casusverloop, toewijzingen
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.casussen import Casusdetail, CasussenScherm
from pmg_desk.ui.venster import Hoofdvenster
from tests.casusbouw import bladen, maak, regels
from tests.ui.casusvenster import ga, klik, knoppen, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld


@pytest.fixture
def venster(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> Hoofdvenster:
    for achternaam, tafel in (("Berg", "pga_lokaal"), ("Çelik", "top_x"), ("Amrani", "zvh")):
        wereld.klok.moment += timedelta(hours=1)
        maak(wereld.regie, tafel, geslachtsnaam=achternaam)
    maak(wereld.regie2, "zvh", geslachtsnaam="Verborgen")
    return open_venster(qtbot, omgeving, wereld, "regie")


def namen(scherm: CasussenScherm) -> list[str]:
    return [rij.naam for rij in scherm.lijst.model.getoond]


def test_de_lijst_toont_het_laatst_gewijzigde_eerst_en_verder_niets(qtbot: Any, venster: Hoofdvenster) -> None:
    scherm = ga(qtbot, venster, "casussen")
    assert namen(scherm) == ["Amrani, Zoë", "Çelik, Zoë", "Berg, Zoë"]
    assert scherm.lijst.telling.text() == "3 casussen"
    kopregel = scherm.lijst.als_tekst(scherm.lijst.model.getoond).splitlines()
    assert kopregel[0] == "Nummer\tNaam\tLeeftijd\tDoelgroep\tStatus\tTafel\tRegisseur\tGewijzigd"
    assert kopregel[3] == (
        "PMG-2026-00001\tBerg, Zoë\t11–12\tNog niet ingedeeld\tOpen\tPGA lokaal\tC. Regisseur\t23-11-2026"
    )


@pytest.mark.parametrize(
    ("wie", "verwacht", "knop"),
    [("regie2", ["Verborgen, Zoë", "Çelik, Zoë"], True), ("lezer", ["Berg, Zoë"], False)],
)
def test_een_ander_ziet_de_eigen_lijst(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, wie: str, verwacht: list[str], knop: bool
) -> None:
    berg = maak(wereld.regie, "pga_lokaal", geslachtsnaam="Berg")
    maak(wereld.regie, "top_x", geslachtsnaam="Çelik")
    wereld.klok.moment += timedelta(hours=1)
    maak(wereld.regie2, "zvh", geslachtsnaam="Verborgen")
    toewijzingen.assign_casus(wereld.regie, berg, wereld.lezer.gebruiker.id)
    venster = open_venster(qtbot, omgeving, wereld, wie)
    scherm = ga(qtbot, venster, "casussen")
    assert namen(scherm) == verwacht
    assert ("Jongere registreren" in knoppen(scherm), "Importeren" in knoppen(scherm)) == (knop, knop)


@pytest.mark.parametrize("wie", ["privacy", "beheer"])
def test_wie_geen_casussen_leest_heeft_het_scherm_niet(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, wie: str
) -> None:
    maak(wereld.regie)
    venster = open_venster(qtbot, omgeving, wereld, wie)
    voor = venster.scherm
    for sleutel in ("casussen", "dossier", "registreren", "noodtoegang", "persoonsgegevens"):
        assert ga(qtbot, venster, sleutel) is voor
        assert venster.melding.tekst.startswith("Dit mag u met uw rol niet zien of doen.")


def test_zonder_casussen_staat_er_wat_hier_komt_en_een_knop(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "casussen")
    assert "Hier staan uw eigen casussen en die van uw tafels." in zichtbaar(scherm)
    scherm.lijst.leegstaat.knop.click()
    assert venster.windowTitle() == "Jongere registreren – PMG Desk"


def test_keuzes_versmallen_en_gaan_met_een_knop_weer_weg(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "casussen")
    casusverloop.close_casus(wereld.regie, scherm.lijst.model.getoond[1].id, "doelen_behaald", "verbeterd")
    klaar(qtbot, omgeving)
    scherm.status.zet(CasusStatus.GESLOTEN)
    klaar(qtbot, omgeving)
    assert namen(scherm) == ["Çelik, Zoë"]
    scherm.tafel.zet("zvh")
    klaar(qtbot, omgeving)
    assert namen(scherm) == []
    assert "Er is geen casus bij deze keuzes." in zichtbaar(scherm)
    assert not scherm.lijst.leegstaat.knop.isVisible()
    klik(qtbot, venster, scherm, "Keuzes wissen")
    assert len(namen(scherm)) == 3
    assert not scherm.wisknop.isVisible()
    scherm.doelgroep.zet("-")
    scherm.regisseur.zet(wereld.regie.gebruiker.id)
    klaar(qtbot, omgeving)
    assert len(namen(scherm)) == 3


def test_een_filter_dat_rust_is_een_zoekopdracht_zonder_woorden_in_het_log(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "casussen")
    scherm._bezonken.setInterval(50)
    for tekst in ("ce", "celik"):
        scherm.lijst.filter.setText(tekst)
    with qtbot.waitSignal(scherm._bezonken.timeout):
        pass
    klaar(qtbot, omgeving)
    qtbot.waitUntil(lambda: namen(scherm) == ["Çelik, Zoë"])
    assert [regel.aantal for regel in regels(wereld.regie, "zoeken.uitvoeren")] == [1]
    assert "elik" not in bladen(wereld.regie)
    scherm.lijst.filter.clear()
    qtbot.waitUntil(lambda: len(namen(scherm)) == 3)
    assert not scherm._bezonken.isActive()


def test_pijltjes_tonen_kort_en_enter_opent_het_dossier(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "casussen")
    assert scherm.zijpaneel.isHidden()
    scherm.lijst.tabel.setFocus()
    for _ in range(2):
        qtbot.keyClick(scherm.lijst.tabel, Qt.Key.Key_Down)
    klaar(qtbot, omgeving)
    assert isinstance(scherm.zijpaneel.widget, Casusdetail)
    kort = zichtbaar(scherm.zijpaneel)
    gekozen = scherm.lijst.huidige()
    assert gekozen is not None
    for woorden in (gekozen.naam, gekozen.nummer, "tussen 11 en 12 jaar", "Nog niet ingedeeld", "C. Regisseur"):
        assert woorden in kort
    assert "Stokelaan" not in kort
    assert "winkelcentrum" not in kort
    assert regels(wereld.regie, "dossier.openen") == []
    assert scherm.lijst.tabel.hasFocus()
    qtbot.keyClick(scherm.lijst.tabel, Qt.Key.Key_Return)
    klaar(qtbot, omgeving)
    assert [regel.casus_id for regel in regels(wereld.regie, "dossier.openen")] == [str(gekozen.id)]
    assert venster.windowTitle() == "Dossier – PMG Desk"


def test_het_paneel_sluiten_geeft_de_lijst_terug(qtbot: Any, venster: Hoofdvenster, omgeving: Omgeving) -> None:
    scherm = ga(qtbot, venster, "casussen")
    scherm.lijst.tabel.setFocus()
    qtbot.keyClick(scherm.lijst.tabel, Qt.Key.Key_Down)
    klaar(qtbot, omgeving)
    klik(qtbot, venster, scherm, "Detail sluiten")
    assert scherm.zijpaneel.isHidden()
    assert scherm.lijst.tabel.hasFocus()


def test_in_een_smal_venster_nemen_de_pijltjes_de_lijst_niet_weg(
    qtbot: Any, venster: Hoofdvenster, omgeving: Omgeving, app: QApplication
) -> None:
    omgeving.thema.pas_toe(app, "licht", 200)
    scherm = ga(qtbot, venster, "casussen")
    assert not scherm.detail_past
    scherm.lijst.tabel.setFocus()
    qtbot.keyClick(scherm.lijst.tabel, Qt.Key.Key_Down)
    klaar(qtbot, omgeving)
    assert scherm.zijpaneel.isHidden()
    assert scherm.lijst.isVisible()


def test_een_wijziging_elders_staat_meteen_in_de_lijst(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "casussen")
    wereld.klok.moment += timedelta(hours=1)
    maak(wereld.regie, geslachtsnaam="Nieuw")
    klaar(qtbot, omgeving)
    assert namen(scherm)[0] == "Nieuw, Zoë"


def test_sorteren_op_een_kop_vraagt_de_kluis(qtbot: Any, venster: Hoofdvenster, omgeving: Omgeving) -> None:
    scherm = ga(qtbot, venster, "casussen")
    kop = scherm.lijst.tabel.horizontalHeader()
    for kolom, verwacht in (("naam", ["Amrani, Zoë", "Berg, Zoë", "Çelik, Zoë"]), ("nummer", None)):
        plek = [k.sleutel for k in scherm.lijst.model.kolommen].index(kolom)
        kop.setSortIndicator(plek, Qt.SortOrder.AscendingOrder)
        klaar(qtbot, omgeving)
        assert namen(scherm) == (verwacht or ["Berg, Zoë", "Çelik, Zoë", "Amrani, Zoë"])


def test_alles_heeft_een_naam(qtbot: Any, venster: Hoofdvenster) -> None:
    scherm: Any = ga(qtbot, venster, "casussen")
    assert controleer(scherm) == []
