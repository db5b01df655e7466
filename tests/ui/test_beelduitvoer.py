"""Making a file of the informatiebeeld: few questions, its size before it is kept, and the way to it and back to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QObject, QPoint, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from pmg_desk.services.beelduitvoer import Uitvoerkeuze, Uitvoersoort, export_beeld, list_uitvoer
from pmg_desk.services.duiding import DuidingInvoer, add_duiding
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beeld import BeeldScherm
from pmg_desk.ui.screens.beelduitvoer import Uitvoerdialoog, Uitvoerlijst
from pmg_desk.ui.widgets import bestandskeuze
from pmg_desk.ui.widgets.keuzevelden import KeuzeVeld
from pmg_desk.ui.widgets.opgeslagen import OpgeslagenDialoog
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_beeld import stel_vast
from tests.ui.test_delen import Toon, teksten, toon
from tests.ui.test_spoed import druk
from tests.wereld import Wereld

__all__ = ["toon"]


class _Buiten(QObject):
    """What the desktop was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.geopend: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.geopend.append(Path(url.toLocalFile()))


@pytest.fixture
def buiten() -> Iterator[list[Path]]:
    doel = _Buiten()
    QDesktopServices.setUrlHandler("file", doel, "open")  # type: ignore[arg-type] # it takes no bytes
    yield doel.geopend
    QDesktopServices.unsetUrlHandler("file")


def _dialoog(qtbot: QtBot, omgeving: Omgeving, scherm: BeeldScherm) -> Uitvoerdialoog:
    scherm.bestandknop.click()
    klaar(qtbot, omgeving)
    return scherm.findChildren(Uitvoerdialoog)[-1]


def _opgeslagen(scherm: BeeldScherm) -> OpgeslagenDialoog:
    return scherm.findChildren(OpgeslagenDialoog)[-1]


def test_a_file_says_how_large_it_is_before_it_is_kept_and_where_it_lies_after(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, tmp_path: Path, buiten: list[Path]
) -> None:
    stel_vast(wereld)
    scherm: BeeldScherm = toon(BeeldScherm, "regie", tab="uitvoer")
    venster = _dialoog(qtbot, omgeving, scherm)
    for waarden, zin in (
        ({"soort": Uitvoersoort.CSV, "voor_wie": ""}, "Vul ‘Voor wie’ in."),
        ({"van": "2026-Q3", "tot": "2026-Q2", "voor_wie": "de monitor"}, "Het eerste kwartaal ligt na het laatste."),
    ):
        venster.formulier.zet(waarden)
        venster.knop.click()
        klaar(qtbot, omgeving)
        assert zin in teksten(venster)
    venster.formulier.zet({"van": "2026-Q3", "tot": "2026-Q3"})
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert "Klaar om op te slaan: 36 regels, elk met een getal." in teksten(venster)
    bestandskeuze.volgend_pad(None)  # the place to save is not chosen
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert (list_uitvoer(wereld.regie), venster.knop.text()) == ((), "Opslaan")
    doel = tmp_path / "beeld.csv"
    bestandskeuze.volgend_pad(doel)
    venster.knop.click()
    klaar(qtbot, omgeving)
    rijen = list(csv.DictReader(io.StringIO(doel.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert {(rij["kwartaal"], rij["bestand"]) for rij in rijen} == {("2026-Q3", "1")}
    assert (tmp_path / "beeld-definities.csv").read_text(encoding="utf-8-sig").startswith("definitie;meting")
    assert [een for een in scherm.findChildren(Uitvoerdialoog) if een.isVisible()] == []
    na = _opgeslagen(scherm)
    for zin in (f"In de map {tmp_path}", "beeld.csv", "Bestand 1 is opgeslagen", "Stuur dat mee."):
        assert zin in teksten(na)
    druk(na, "Openen")
    druk(na, "Map openen")
    assert buiten == [doel, tmp_path]
    assert toegankelijk.controleer(na) == []
    na.accept()
    klaar(qtbot, omgeving)


def test_what_is_seldom_asked_is_folded_and_a_change_asks_to_make_it_anew(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, tmp_path: Path
) -> None:
    stel_vast(wereld)
    scherm: BeeldScherm = toon(BeeldScherm, "regie", tab="uitvoer")
    venster = _dialoog(qtbot, omgeving, scherm)
    velden = [venster.formulier.veld(een) for een in ("metingen", "uitgebreid", "tekst")]
    assert [een.isHidden() for een in velden] == [True, True, True]
    soort = venster.formulier.veld("soort")
    assert isinstance(soort, KeuzeVeld)
    laag = venster.sizeHint().height()
    assert venster.ditknop.text() == "Alleen 'Open casussen', zoals op het scherm"
    venster.ditknop.click()
    assert velden[0].waarde() == ("stand",)
    assert [een.isHidden() for een in velden] == [False, False, False]
    assert (venster.meerknop.isHidden(), venster.ditknop.isHidden()) == (True, True)
    assert laag <= 600  # at 100 %, in a window of 720
    venster.formulier.zet({"soort": Uitvoersoort.XLSX, "voor_wie": "de raad", "metingen": ["stand"]})
    venster.setMaximumHeight(500)
    balk, melding = venster.vak.verticalScrollBar(), venster.formulier.melding
    qtbot.waitUntil(lambda: balk.maximum() > 100)
    balk.setValue(balk.maximum())  # where the last choices are
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert venster.knop.text() == "Opslaan"
    vak = venster.vak.viewport()
    qtbot.waitUntil(lambda: vak.rect().contains(melding.rect().translated(melding.mapTo(vak, QPoint(0, 0)))))
    assert venster.focusWidget() is venster.knop
    soort.lijst.setCurrentIndex(3)  # csv
    assert (venster.knop.text(), velden[1].isHidden(), velden[2].isHidden()) == ("Bestand maken", True, True)
    soort.lijst.setCurrentIndex(2)
    venster.knop.click()
    klaar(qtbot, omgeving)
    bestandskeuze.volgend_pad(tmp_path / "er" / "niet" / "beeld.xlsx")
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert "Het staat wel in het register." in teksten(venster)
    assert [regel.onderwerpen for regel in list_uitvoer(wereld.regie)] == [("Open casussen",)]
    venster.reject()
    klaar(qtbot, omgeving)


def test_words_of_people_are_read_before_the_file_is_kept(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, tmp_path: Path
) -> None:
    stel_vast(wereld)
    add_duiding(wereld.regie, DuidingInvoer("2026-Q3", "stand", "Minder door de vakantie.", "Politie"))
    scherm: BeeldScherm = toon(BeeldScherm, "regie", tab="uitvoer")
    venster = _dialoog(qtbot, omgeving, scherm)
    vink = venster.formulier.veld("nagelezen")
    venster.formulier.zet({"voor_wie": "de raad", "van": "2026-Q3", "nagelezen": True})  # as a draft may hold it
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert ("Politie: Minder door de vakantie." in teksten(venster), vink.isHidden(), vink.waarde()) == (
        True,
        False,
        False,
    )
    assert venster.focusWidget() is venster.nalezen.zin
    assert venster.vak.horizontalScrollBar().maximum() == 0  # every word is in sight, or below
    vak = venster.vak.viewport()
    qtbot.waitUntil(
        lambda: vak.rect().contains(venster.nalezen.zin.rect().translated(venster.nalezen.zin.mapTo(vak, QPoint(0, 0))))
    )
    venster.focusNextChild()
    assert venster.focusWidget() is vink.invoer
    assert toegankelijk.controleer(venster) == []
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert ("Zet hier een vinkje om door te gaan." in teksten(venster), list_uitvoer(wereld.regie)) == (True, ())
    vink.zet(True)
    assert venster.knop.text() == "Opslaan"  # ticking it changes nothing of the file
    bestandskeuze.volgend_pad(tmp_path / "beeld.pdf")
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert (tmp_path / "beeld.pdf").read_bytes().startswith(b"%PDF")
    assert len(list_uitvoer(wereld.regie)) == 1
    _opgeslagen(scherm).accept()
    klaar(qtbot, omgeving)


def test_a_privacy_officer_sees_the_register_and_makes_the_same_file_again(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, tmp_path: Path
) -> None:
    stel_vast(wereld)
    keuze = Uitvoerkeuze("2026-Q2", "2026-Q3", voor_wie="de driehoek", tekst="Dit viel op.")
    eerst = export_beeld(wereld.regie, Uitvoersoort.XLSX, keuze)
    lezer: BeeldScherm = toon(BeeldScherm, "lezer", tab="uitvoer")
    lijst = lezer.tabs.inhoud("uitvoer")
    assert isinstance(lijst, Uitvoerlijst)
    lijst.lijst.geopend.emit(lijst.lijst.model.getoond[0])
    assert "Opnieuw maken" not in teksten(lezer.zijpaneel)
    scherm: BeeldScherm = toon(BeeldScherm, "privacy", tab="uitvoer")
    lijst = scherm.tabs.inhoud("uitvoer")
    assert isinstance(lijst, Uitvoerlijst)
    scherm.resize(1200, 800)
    lijst.lijst.tabel.setFocus()
    lijst.lijst.tabel.setCurrentIndex(lijst.lijst.model.index(0, 1))  # as one click does
    for zin in ("Bestand 1", "Q2 2026 t/m Q3 2026", "de driehoek", "C. Regisseur", "Instroom; Open casussen"):
        assert zin in teksten(scherm.zijpaneel)
    tabel = lijst.lijst.tabel
    bestandskeuze.volgend_pad(tmp_path / "weer.xlsx")
    druk(scherm.zijpaneel, "Opnieuw maken")
    klaar(qtbot, omgeving)
    assert (tmp_path / "weer.xlsx").read_bytes() == eerst.inhoud
    assert load_workbook(tmp_path / "weer.xlsx")["Toelichting"]["B3"].value.startswith("Nummer 1 in het register")
    na = _opgeslagen(scherm)
    assert na.melding.tekst == ""
    for zin in ("kijk zelf of er geen naam in staat", "Het is teken voor teken gelijk aan het eerste bestand 1"):
        assert zin in teksten(na)
    assert toegankelijk.controleer(scherm) == []
    na.accept()
    scherm.sluit_detail()
    for breed, weg in ((700, True), (1200, False), (700, True)):
        scherm.resize(breed, 800)
        klaar(qtbot, omgeving)
        assert [tabel.isColumnHidden(lijst.lijst.kolommen.plek(een)) for een in ("door", "voor_wie")] == [weg, False]
