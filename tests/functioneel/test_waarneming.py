"""Cover during leave (issue 4) through the screens: named, seen in the dossier and on Start, and over again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QApplication

from pmg_desk.services import waarnemen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beheer_gebruikers import Gebruikersbeheer
from pmg_desk.ui.screens.start import StartScherm
from pmg_desk.ui.screens.waarneming import WaarnemingDialoog
from pmg_desk.ui.screens.werklijst import WerklijstScherm
from pmg_desk.ui.widgets.knop import Knop
from tests.casusbouw import maak
from tests.services.planbouw import actie, bouw
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.wereld import Wereld


def rust(qtbot: Any, omgeving: Omgeving) -> None:
    for _ in range(3):
        klaar(qtbot, omgeving)


def test_wie_met_verlof_gaat_noemt_een_collega_en_kan_het_beeindigen(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    casus_id = maak(wereld.regie, "zvh")
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "werklijst")
    assert isinstance(scherm, WerklijstScherm)
    scherm.waarneemknop.click()
    rust(qtbot, omgeving)
    dialoog = scherm.dialoog
    assert isinstance(dialoog, WaarnemingDialoog)
    formulier = dialoog.formulier
    formulier.zet({"waarnemer": wereld.regie2.gebruiker.id, "van": omgeving.vandaag()})
    formulier.knop.click()
    assert formulier.veld("tot").fout
    formulier.veld("tot").zet(omgeving.vandaag() + timedelta(days=7))
    formulier.knop.click()
    rust(qtbot, omgeving)
    assert scherm.dialoog is None
    zin = "D. Regisseur neemt t/m 30 november 2026 voor u waar."
    start = ga(qtbot, venster, "start")
    rust(qtbot, omgeving)
    assert isinstance(start, StartScherm)
    assert zin in start.samenvatting.text().splitlines()
    dossier = ga(qtbot, venster, "dossier", casus_id=casus_id)
    rust(qtbot, omgeving)
    assert "D. Regisseur neemt waar t/m 30 november 2026" in zichtbaar(dossier.hoofd)
    with wereld.regie2.doe() as t:
        assert t.mag_wijzigen(casus_id)
    scherm = ga(qtbot, venster, "werklijst")
    scherm.waarneemknop.click()
    rust(qtbot, omgeving)
    assert isinstance(scherm.dialoog, WaarnemingDialoog)
    assert zin in zichtbaar(scherm.dialoog)
    next(k for k in scherm.dialoog.findChildren(Knop) if k.text() == "Waarneming beëindigen").click()
    rust(qtbot, omgeving)
    assert zin not in zichtbaar(scherm.dialoog)
    scherm.dialoog.reject()
    QApplication.processEvents()
    with wereld.regie2.doe() as t:
        assert not t.mag_zien(casus_id)


def test_een_kring_wordt_verteld_en_pas_dan_opgeslagen(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    mij, ander = wereld.regie.gebruiker.id, wereld.regie2.gebruiker.id
    waarnemen.name_waarneming(wereld.regie2, mij, "+1", "+2")
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "werklijst")
    assert isinstance(scherm, WerklijstScherm)
    scherm.waarneemknop.click()
    rust(qtbot, omgeving)
    dialoog = scherm.dialoog
    assert isinstance(dialoog, WaarnemingDialoog)
    dag = omgeving.vandaag()
    dialoog.formulier.zet({"waarnemer": ander, "van": dag, "tot": dag + timedelta(days=4)})
    dialoog.knop.click()
    rust(qtbot, omgeving)
    zin = "Wie waarneemt, is zelf weg van 24 november 2026 t/m 25 november 2026. Dan kijkt niemand naar uw casussen."
    assert zin in zichtbaar(dialoog)
    assert dialoog.knop.text() == "Toch opslaan"
    dialoog.formulier.veld("tot").zet(dag + timedelta(days=5))
    assert (dialoog.knop.text(), zin in zichtbaar(dialoog)) == ("Waarneming opslaan", False)
    dialoog.knop.click()
    rust(qtbot, omgeving)
    assert dialoog.knop.text() == "Toch opslaan"  # other days are told anew
    assert len(waarnemen.list_waarnemingen(wereld.regie)) == 1
    dialoog.knop.click()
    rust(qtbot, omgeving)
    assert scherm.dialoog is None
    assert len(waarnemen.list_waarnemingen(wereld.regie)) == 2


def test_wie_waarneemt_heeft_het_werk_van_de_ander(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, 2, "Belt de school.")
    dagen = (dag_van(wereld), dag_van(wereld) + timedelta(days=7))
    waarnemen.name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, *dagen)
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    start = venster.scherm
    assert isinstance(start, StartScherm)
    assert "U neemt t/m 30 november 2026 waar voor C. Regisseur." in start.samenvatting.text().splitlines()
    scherm = ga(qtbot, venster, "werklijst", soort="actie")
    rust(qtbot, omgeving)
    assert [item.wat for item in scherm.lijst.model.getoond] == ["Belt de school."]
    dossier = ga(qtbot, venster, "dossier", casus_id=casus.casus_id)
    rust(qtbot, omgeving)
    assert "U neemt waar t/m 30 november 2026" in zichtbaar(dossier.hoofd)


def dag_van(wereld: Wereld) -> Any:
    """Today in the vault."""
    return wereld.klok.nu().date()


def test_de_beheerder_regelt_het_voor_wie_ziek_werd(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus_id = maak(wereld.regie, "zvh")
    venster = open_venster(qtbot, omgeving, wereld, "beheer")
    beheer = ga(qtbot, venster, "beheer", tab="gebruikers").tabs.inhoud("gebruikers")
    assert isinstance(beheer, Gebruikersbeheer)
    rust(qtbot, omgeving)
    assert beheer.lijst.kies(wereld.regie.gebruiker.id)
    assert beheer.detail is not None
    beheer.detail.waarneemknop.click()
    rust(qtbot, omgeving)
    dialoog = beheer.dialoog
    assert isinstance(dialoog, WaarnemingDialoog)
    assert "Waarneming voor C. Regisseur" in zichtbaar(dialoog)
    vandaag = dag_van(wereld)
    dialoog.formulier.zet({"waarnemer": wereld.regie2.gebruiker.id, "van": vandaag, "tot": vandaag})
    dialoog.formulier.knop.click()
    rust(qtbot, omgeving)
    with wereld.regie2.doe() as t:
        assert t.mag_zien(casus_id)
    with wereld.beheer.doe() as t:
        assert not t.mag_zien(casus_id)
