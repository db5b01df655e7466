"""The screen "Beeld" over a real vault: settling by a click, one cell through time, what is hidden read out, a file."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmg_desk.services import beeldkwartalen
from pmg_desk.services.beelduitvoer import Uitvoersoort, list_uitvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beeld import BeeldScherm
from pmg_desk.ui.screens.beeldcaseload import Caseload
from pmg_desk.ui.screens.beeldtabel import Getaltabel
from pmg_desk.ui.screens.beelduitvoer import Uitvoerdialoog, Uitvoerlijst
from pmg_desk.ui.widgets import bestandskeuze, dialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.beeldbouw import Telling, getoond, tabel, vastgesteld
from tests.casusbouw import maak
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.ui.test_spoed import druk
from tests.wereld import Wereld

__all__ = ["toon"]

_WIJK = ("gebied", "leeftijd")
_TELLING: Telling = {("noord_a", "oud"): 2, ("noord_b", "oud"): 13, ("zuid", "oud"): 6, ("zuid", "jong"): 7}


def stel_vast(wereld: Wereld) -> None:
    for kwartaal in ("2026-Q2", "2026-Q3"):
        vastgesteld(
            wereld.privacy,
            kwartaal,
            getoond(tabel(kwartaal, "instroom", _WIJK, _TELLING), frozenset({("noord_b", "oud")})),
            getoond(tabel(kwartaal, "instroom", ("leeftijd", "duur"), {("oud", "kort"): 21, ("jong", "kort"): 7})),
            getoond(tabel(kwartaal, "stand", _WIJK, _TELLING)),
        )


def zichtbaar(scherm: BeeldScherm) -> list[Getaltabel]:
    return [een for een in scherm.findChildren(Getaltabel) if een.isVisibleTo(scherm)]


def voorgelezen(getallen: Getaltabel) -> dict[str, str]:
    """What a screen reader says of each cell, and what stands in it."""
    rollen = Qt.ItemDataRole
    items = [getallen.item(r, k) for r in range(getallen.rowCount()) for k in range(getallen.columnCount())]
    return {item.data(rollen.AccessibleTextRole): item.text() for item in items if item is not None}


def test_a_quarter_is_settled_by_a_click_and_stopping_settles_nothing(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    maak(wereld.regie)
    wereld.klok.moment += timedelta(days=60)
    lezer: BeeldScherm = toon(BeeldScherm, "lezer")
    assert "Nog geen getallen" in teksten(lezer)
    assert not [k for k in lezer.findChildren(Knop) if k.text() == "Kwartaal vaststellen" and k.isVisibleTo(lezer)]
    scherm: BeeldScherm = toon(BeeldScherm, "regie")
    assert "Nog vast te stellen: 4e kwartaal 2026." in teksten(scherm)

    stoppen = omgeving.werker.lange_taak.connect(lambda taak: taak.annuleer())
    dialoog.volgend_antwoord(True)
    scherm.leeg.knop.click()
    klaar(qtbot, omgeving)
    omgeving.werker.lange_taak.disconnect(stoppen)
    assert scherm.melding.tekst == "U bent gestopt. Kwartalen die al klaar waren, zijn vastgesteld."
    assert beeldkwartalen.list_kwartalen(wereld.regie).vastgesteld == ()
    dialoog.volgend_antwoord(True)
    scherm.leeg.knop.click()
    klaar(qtbot, omgeving)
    assert [v.kwartaal for v in beeldkwartalen.list_kwartalen(wereld.regie).vastgesteld] == ["2026-Q4"]
    assert scherm.getallen.tabel is not None
    assert scherm.vaststelknop.isHidden()
    assert toegankelijk.controleer(scherm) == []


def test_a_table_stands_beside_its_drawing_and_a_hidden_number_is_no_zero(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    stel_vast(wereld)
    scherm: BeeldScherm = toon(BeeldScherm, "regie")
    getallen = scherm.getallen
    assert getallen.tabel is not None
    gezegd = voorgelezen(getallen.tabel)
    assert gezegd["Noord A, 12 jaar en ouder: afgeschermd"] == "×"
    assert gezegd["Noord A, tot en met 11 jaar: 0"] == "0"
    assert gezegd["Totaal: 28"] == "28"
    assert "× is afgeschermd: dit getal is klein, of verraadt een klein getal. Het kan ook 0 zijn." in teksten(scherm)
    getallen.tabel.setCurrentCell(3, 2)  # Noord B, 12 and older
    qtbot.waitUntil(lambda: "Noord B" in getallen.verloop.titel.text())
    klaar(qtbot, omgeving)
    assert getallen.verloop.grafiek.accessibleDescription() == (
        "2e kwartaal 2026: afgeschermd; 3e kwartaal 2026: afgeschermd."
    )
    getallen.vast.zet(("leeftijd", "oud"))
    klaar(qtbot, omgeving)
    assert getallen.tabel is not None
    gezegd = voorgelezen(getallen.tabel)
    assert (gezegd["Zuid: 6"], gezegd["Zuid, aandeel: 29%"]) == ("6", "29%")
    assert gezegd["Noord A, aandeel: afgeschermd"] == "×"
    getallen.vast.zet(("duur", "kort"))
    klaar(qtbot, omgeving)
    assert zichtbaar(scherm) == []
    assert "Deze uitsplitsing van Instroom is niet geteld." in getallen.weigering.tekst
    getallen.vast.zet(None)
    klaar(qtbot, omgeving)
    druk(scherm, "Wat telt hier?")
    QApplication.processEvents()
    assert "van 1 juli 2026 tot en met 30 september 2026" in teksten(scherm.zijpaneel)
    assert "Getallen van 1 tot en met 4 zijn afgeschermd." in teksten(scherm.zijpaneel)
    assert toegankelijk.controleer(scherm) == []
    omgeving.zet_thema("donker", 100)
    klaar(qtbot, omgeving)
    assert len(zichtbaar(scherm)) == 1


def test_a_file_is_made_where_one_says_and_stands_in_the_register(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, tmp_path: Path
) -> None:
    stel_vast(wereld)
    scherm: BeeldScherm = toon(BeeldScherm, "regie", tab="uitvoer")
    scherm.bestandknop.click()
    venster = scherm.findChildren(Uitvoerdialoog)[-1]
    klaar(qtbot, omgeving)
    venster.formulier.zet({"soort": Uitvoersoort.CSV, "van": "2026-Q3", "tot": "2026-Q2", "voor_wie": "de monitor"})
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert "Het eerste kwartaal ligt na het laatste." in teksten(venster)
    bestandskeuze.volgend_pad(None)  # the place to save is not chosen
    venster.formulier.zet({"soort": Uitvoersoort.CSV, "van": "2026-Q3", "tot": "2026-Q3", "voor_wie": "de monitor"})
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert list_uitvoer(wereld.regie) == ()
    doel = tmp_path / "beeld.csv"
    bestandskeuze.volgend_pad(doel)
    venster.knop.click()
    klaar(qtbot, omgeving)
    rijen = list(csv.DictReader(io.StringIO(doel.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert {rij["periode"] for rij in rijen} == {"2026-Q3"}
    lijst = scherm.tabs.inhoud("uitvoer")
    assert isinstance(lijst, Uitvoerlijst)
    assert [(r.nummer, r.voor_wie) for r in lijst.lijst.model.getoond] == [(1, "de monitor")]
    assert [een for een in scherm.findChildren(Uitvoerdialoog) if een.isVisible()] == []


def test_the_own_caseload_says_it_is_internal_and_each_number_opens_its_casussen(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    eerste = maak(wereld.regie, geslachtsnaam="Bakker")
    maak(wereld.regie, "top_x", geslachtsnaam="Visser")
    maak(wereld.regie2, "pga_lokaal", geslachtsnaam="Groen")
    heen: list[tuple[str, object]] = []
    omgeving.navigatie.connect(lambda sleutel, params: heen.append((sleutel, params.get("casus_id"))))
    scherm: BeeldScherm = toon(BeeldScherm, "regie", tab="caseload")
    deel = scherm.tabs.inhoud("caseload")
    assert isinstance(deel, Caseload)
    assert deel.intern.tekst.startswith("Intern: niet delen.")
    assert [rij.naam for rij in deel.lijst.model.getoond] == ["Bakker, Zoë", "Visser, Zoë"]
    namen = [k.accessibleName() for k in deel.findChildren(Knop) if k.isVisibleTo(deel)]
    assert "PGA lokaal: 1 casus, casussen tonen" in namen
    assert not [naam for naam in namen if "bestand" in naam.lower() or "opslaan" in naam.lower()]
    next(k for k in deel.findChildren(Knop) if k.accessibleName().startswith("PGA lokaal")).click()
    assert [rij.id for rij in deel.lijst.model.getoond] == [eerste]
    deel.lijst.geopend.emit(deel.lijst.model.getoond[0])
    assert heen == [("dossier", eerste)]
    assert toegankelijk.controleer(scherm) == []
    officer: BeeldScherm = toon(BeeldScherm, "privacy", tab="caseload")
    assert (officer.tabs.sleutel, officer.heeft_caseload) == ("getallen", False)
