"""Attachments through the screen: kept, looked at, gone at a lock, copied with a reason, removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from pmg_desk.services import bijlagen
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.dossier_bijlagen import BijlagenTab, Bijlagevenster
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from tests import bijlagebouw as bouw
from tests.casusbouw import maak, regels
from tests.functioneel.bediening import Bediening
from tests.functioneel.tabbank import Bank
from tests.kluisdoos import REGIE_WACHTWOORD, Kluisdoos
from tests.ui.casusvenster import zichtbaar
from tests.ui.conftest import omgeving
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

__all__ = ["omgeving"]


def test_from_a_file_on_the_desk_to_a_page_in_the_program(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, tmp_path: Path
) -> None:
    bank = Bank(qtbot, omgeving, wereld, maak(wereld.regie))
    assert "hoogstens 10 MB" in zichtbaar(bank.tab)
    assert "Nog geen bijlagen" in zichtbaar(bank.tab)
    volgend_pad(bouw.zet(tmp_path, "Bon fiets.pdf", bouw.pdf("Totaal 89,95", "twee", "drie", "Vierde blad")))
    bank.klik("Bestand toevoegen")
    assert "Dit is: PDF" in zichtbaar(bank.dialoog())
    assert "Bon fiets" not in bank.dialoog().windowTitle()
    bank.bewaar(omschrijving=UitspraakInvoer("Bon van de fiets."))
    (een,) = bank.tab.lijst.model.getoond
    assert (een.naam, een.soort) == ("Bon fiets.pdf", "PDF")

    bank.kies()
    bank.klik("Bekijken")
    voorbeeld = bank.voorbeeld().voorbeeld
    assert (voorbeeld.aantal, voorbeeld.stand.text()) == (4, "Pagina 1 van 4")
    assert "Totaal 89,95" in voorbeeld._plaat.accessibleDescription()
    for _ in range(3):
        voorbeeld.volgende.click()
        bank.rust()
    assert voorbeeld.stand.text() == "Pagina 4 van 4"
    assert "Vierde blad" in voorbeeld._plaat.accessibleDescription()
    assert not voorbeeld.volgende.isEnabled()
    voorbeeld.stap_zoom(1)
    assert voorbeeld.zoomstand.text() == "150 %"
    assert controleer(bank.voorbeeld()) == []
    bank.voorbeeld().accept()
    assert voorbeeld.beeld is None
    assert len(regels(wereld.regie, "bijlage.bekijken")) == 1


def test_a_photo_says_that_it_knows_where_it_was_made(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, tmp_path: Path
) -> None:
    bank = Bank(qtbot, omgeving, wereld, maak(wereld.regie))
    bank.voeg_toe(bouw.zet(tmp_path, "foto.jpg", bouw.foto(plek=True)), "Foto van de kapotte deur.")
    bank.kies()
    bank.klik("Bekijken")
    assert "waar hij is gemaakt" in zichtbaar(bank.voorbeeld())
    beeld = bank.voorbeeld().voorbeeld.beeld
    assert beeld is not None
    assert beeld.pixelColor(2, 2).red() > 150
    assert not bank.voorbeeld().voorbeeld.volgende.isVisible()
    bank.voorbeeld().accept()
    bank.rust()
    kopie = tmp_path / "elders.jpg"
    volgend_pad(kopie)
    bank.klik("Kopie opslaan")
    assert "waar hij is gemaakt" in zichtbaar(bank.dialoog())
    assert not kopie.exists()
    bank.bewaar(reden="Voor de woningbouw.")
    assert kopie.read_bytes() == (tmp_path / "foto.jpg").read_bytes()


def test_what_cannot_be_kept_is_said_before_anything_is_asked(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, tmp_path: Path
) -> None:
    bank = Bank(qtbot, omgeving, wereld, maak(wereld.regie))
    for naam, inhoud, zin in (
        ("factuur.pdf", b"MZ\x90\x00", "Dit is een programma."),
        ("bon.pdf", bouw.office(hoofd="x.txt"), "Dit is een ingepakt bestand"),
        ("groot.pdf", b"%PDF-" + bytes(10 * 2**20), "hoogstens 10 MB"),
    ):
        volgend_pad(bouw.zet(tmp_path, naam, inhoud))
        bank.klik("Bestand toevoegen")
        assert zin in bank.tab.melding.tekst
        assert bank.tab.findChildren(Bewaardialoog) == []
    bank.voeg_toe(bouw.zet(tmp_path, "half.jpg", bouw.foto()[:2000]), "Foto die half is overgekomen.")
    bank.kies()
    bank.klik("Bekijken")
    assert "beschadigd" in bank.tab.melding.tekst
    volgend_pad(tmp_path / "half.jpg")
    bank.klik("Bestand toevoegen")
    assert "staat al bij deze casus" in bank.tab.melding.tekst


def test_a_description_is_corrected_and_a_file_removed(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, tmp_path: Path
) -> None:
    bank = Bank(qtbot, omgeving, wereld, maak(wereld.regie))
    bank.voeg_toe(bouw.zet(tmp_path, "a.txt", b"Gesproken met moeder."), "Verslag.")
    bank.kies()
    assert not bank.tab.bekijkknop.isEnabled()
    bank.klik("Omschrijving wijzigen")
    bank.bewaar(omschrijving=UitspraakInvoer("Verslag van het huisbezoek."), reden="Duidelijker.")
    assert [een.omschrijving.tekst for een in bank.tab.lijst.model.getoond] == ["Verslag van het huisbezoek."]
    bank.klik("Bijlage verwijderen")
    bank.bewaar(reden="Hoort bij een ander.")
    assert list(bank.tab.lijst.model.getoond) == []
    assert bijlagen.list_bijlagen(wereld.regie, bank.casus_id) == ()


@pytest.fixture
def bediening(app: QApplication, kluisdoos: Kluisdoos, tmp_path: Path) -> Iterator[Bediening]:
    carla = kluisdoos.carla()
    casus_id = maak(carla)
    bijlagen.add_bijlage(
        carla, casus_id, bouw.zet(tmp_path, "bon.pdf", bouw.pdf("Totaal")), UitspraakInvoer("Bon van de fiets.")
    )
    kluisdoos.sluit(carla)
    naam, getoond = app.applicationName(), app.applicationDisplayName()
    een = Bediening(app, kluisdoos.klok, kluisdoos.pad)
    een.log_in("Carla Casus", REGIE_WACHTWOORD)
    een.venster.navigeer("dossier", casus_id=casus_id, tab="bijlagen")
    een.rust()
    yield een
    een.stop()
    app.setApplicationName(naam)
    app.setApplicationDisplayName(getoond)
    app.setQuitOnLastWindowClosed(True)


def test_at_a_lock_no_page_stays_in_sight_nor_in_a_window(bediening: Bediening) -> None:
    tab: BijlagenTab = bediening.scherm.tabs.inhoud("bijlagen")
    bediening.open_rij(tab.lijst, lambda een: een.voorbeeld)
    (voorbeeld,) = tab.findChildren(Bijlagevenster)
    assert voorbeeld.isVisible()
    bediening.programma.vergrendel()
    bediening.rust()
    assert bediening.programma.venster is None
    assert not isValid(voorbeeld) or not voorbeeld.isVisible()
    assert [los for los in QApplication.topLevelWidgets() if isinstance(los, Bijlagevenster) and los.isVisible()] == []
    assert not isValid(voorbeeld) or voorbeeld.voorbeeld.beeld is None
