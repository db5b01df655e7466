"""Importing by clicks in the real window: look first, choose, then all of it or nothing; a bad file says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pmg_desk.services import casussen, importeren
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.importeren import ImporterenScherm
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.werker import LangeTaak
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from tests.casusbouw import bladen, maak, regels
from tests.exchange.maak_persoonslijst import maak_persoonslijst
from tests.ui.casusvenster import ga, klik, knoppen, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

LIJST = (
    "Voornaam;Achternaam;Geb.datum;Reden aanmelding;Kenteken\n"
    "Zoë;Łukasz;3-11-2012;Overlast op het plein;\n"
    "Anna;Bakker;2010;;ab-12\n"
    ";;1-1-2011;Zonder naam;\n"
    "Kim;Jansen;1-1-2099;Nog niet geboren;\n"
)


@pytest.fixture
def venster(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> Hoofdvenster:
    return open_venster(qtbot, omgeving, wereld, "regie")


@pytest.fixture
def lijst(tmp_path: Path) -> Path:
    pad = tmp_path / "lijst.csv"
    pad.write_text(LIJST, encoding="utf-8")
    return pad


@pytest.fixture
def persoonslijst(tmp_path: Path) -> Path:
    pad = tmp_path / "brp.csv"
    pad.write_bytes(maak_persoonslijst().inhoud)
    return pad


def kies(qtbot: Any, venster: Hoofdvenster, pad: Path) -> ImporterenScherm:
    """From the list of casussen to a file that was read."""
    klik(qtbot, venster, ga(qtbot, venster, "casussen"), "Importeren")
    scherm = venster.scherm
    assert isinstance(scherm, ImporterenScherm)
    volgend_pad(pad)
    klik(qtbot, venster, scherm, "Bestand kiezen")
    klaar(qtbot, venster.omgeving)
    return scherm


def tot_de_rijen(qtbot: Any, venster: Hoofdvenster, pad: Path) -> ImporterenScherm:
    scherm = kies(qtbot, venster, pad)
    klik(qtbot, venster, scherm, "Rijen nakijken")
    assert scherm.tabs.sleutel == "rijen"
    return scherm


def namen(wereld: Wereld, wie: str = "regie") -> list[str]:
    return [rij.naam for rij in casussen.list_casussen(wereld.werkplek(wie)).rijen]


def rijen(scherm: ImporterenScherm) -> list[list[str]]:
    regels = scherm.lijst.als_tekst(scherm.lijst.model.getoond).splitlines()
    return [regel.split("\t")[:5] for regel in regels[1:]]


def test_van_bestand_tot_casussen(qtbot: Any, wereld: Wereld, venster: Hoofdvenster, lijst: Path) -> None:
    scherm = kies(qtbot, venster, lijst)
    assert scherm.tabs.sleutel == "kolommen"
    assert scherm.kolommenformulier.waarden() == {
        "Voornaam": "voornamen",
        "Achternaam": "geslachtsnaam",
        "Geb.datum": "geboortedatum",
        "Reden aanmelding": "aanleiding",
        "Kenteken": None,
    }
    assert "Bijvoorbeeld: ab-12" in zichtbaar(scherm)
    klik(qtbot, venster, scherm, "Rijen nakijken")
    assert rijen(scherm) == [
        ["ja", "2", "Zoë Łukasz", "3 november 2012", "Nieuw"],
        ["ja", "3", "Anna Bakker", "2010", "Nieuw"],
        ["nee", "4", "naam onbekend", "1 januari 2011", "Fout"],
        ["nee", "5", "Kim Jansen", "1 januari 2099", "Fout"],
    ]
    assert scherm.samenvatting.text() == "Gaan mee: 2. Misschien al bekend: 0. Met een fout, kan niet mee: 2."
    assert namen(wereld) == []
    klik(qtbot, venster, scherm, "Verder met deze rijen")
    assert scherm.formulier.waarden() == {"tafel": "pga_lokaal", "regisseur_id": None}
    klik(qtbot, venster, scherm, "Casussen openen")
    assert scherm.tabs.sleutel == "klaar"
    assert "Casussen geopend: 2. Familieleden opgeslagen: 0. Rijen overgeslagen: 2." in zichtbaar(scherm)
    assert sorted(namen(wereld)) == ["Bakker, Anna", "Łukasz, Zoë"]
    assert [regel.aantal for regel in regels(wereld.regie, "import.uitvoeren")] == [2]
    assert "ukasz" not in bladen(wereld.regie)
    assert "lijst.csv" not in venster.windowTitle()
    klik(qtbot, venster, scherm, "Naar de casussen")
    assert venster.windowTitle() == "Casussen – PMG Desk"
    scherm = kies(qtbot, venster, lijst)
    assert "De keuzes van toen staan klaar." in zichtbaar(scherm)
    klik(qtbot, venster, scherm, "Rijen nakijken")
    assert [rij[4] for rij in rijen(scherm)] == ["Bekend", "Bekend", "Fout", "Fout"]
    assert not scherm.verderknop.isEnabled()


def test_een_persoonslijst_heeft_geen_kolommen_te_kiezen(
    qtbot: Any, wereld: Wereld, venster: Hoofdvenster, persoonslijst: Path
) -> None:
    scherm = kies(qtbot, venster, persoonslijst)
    assert scherm.tabs.sleutel == "rijen"
    assert not scherm.tabs.isTabEnabled(1)
    gekozen = len(scherm.gekozen())
    assert gekozen > 20
    klik(qtbot, venster, scherm, "Verder met deze rijen")
    klik(qtbot, venster, scherm, "Casussen openen")
    assert scherm.tabs.sleutel == "klaar"
    assert casussen.count_casussen(wereld.regie) == gekozen


def test_rijen_kiezen(qtbot: Any, venster: Hoofdvenster, wereld: Wereld, lijst: Path) -> None:
    maak(wereld.regie, voornamen="Anna", geslachtsnaam="Bakker", geboortedatum="2010")
    scherm = tot_de_rijen(qtbot, venster, lijst)
    assert scherm.gekozen() == (2,)
    klik(qtbot, venster, scherm, "Alles wat kan")
    assert scherm.gekozen() == (2, 3)
    klik(qtbot, venster, scherm, "Geen enkele")
    assert scherm.gekozen() == ()
    assert not scherm.verderknop.isEnabled()
    klik(qtbot, venster, scherm, "Alleen nieuwe rijen")
    assert scherm.gekozen() == (2,)
    scherm.lijst.tabel.setFocus()
    for nr, verwacht in ((2, ()), (3, (3,)), (4, (3,))):
        assert scherm.lijst.kies(nr)
        qtbot.keyClick(scherm.lijst.tabel, Qt.Key.Key_Return)
        assert scherm.gekozen() == verwacht
    assert scherm.opmerking.text().startswith("Rij 4: ")
    assert [rij[0] for rij in rijen(scherm)] == ["nee", "ja", "nee", "nee"]
    qtbot.keyClick(scherm.lijst.tabel, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    klik(qtbot, venster, scherm, "Wel of niet meenemen")
    assert scherm.gekozen() == (2,)
    scherm.lijst.filter.setText("zoe ja")
    assert [rij[1] for rij in rijen(scherm)] == ["2"]
    klik(qtbot, venster, scherm, "Geen enkele")
    assert rijen(scherm) == []


def test_een_andere_casusregisseur(qtbot: Any, wereld: Wereld, venster: Hoofdvenster, lijst: Path) -> None:
    scherm = tot_de_rijen(qtbot, venster, lijst)
    klik(qtbot, venster, scherm, "Verder met deze rijen")
    veld: Any = scherm.formulier.veld("regisseur_id")
    assert [veld.lijst.itemText(plek) for plek in range(veld.lijst.count())] == ["C. Regisseur (u)", "D. Regisseur"]
    veld.zet(wereld.regie2.gebruiker.id)
    klik(qtbot, venster, scherm, "Casussen openen")
    assert sorted(namen(wereld, "regie2")) == ["Bakker, Anna", "Łukasz, Zoë"]


def test_zonder_naam_of_tafel_gaat_het_niet_verder(
    qtbot: Any, wereld: Wereld, venster: Hoofdvenster, lijst: Path
) -> None:
    scherm = kies(qtbot, venster, lijst)
    for kolom in ("Voornaam", "Achternaam"):
        scherm.kolommenformulier.veld(kolom).zet(None)
    klik(qtbot, venster, scherm, "Rijen nakijken")
    assert scherm.tabs.sleutel == "kolommen"
    assert "Wijs ten minste één kolom aan waar een naam in staat." in zichtbaar(scherm)
    scherm.kolommenformulier.veld("Achternaam").zet("geslachtsnaam")
    klik(qtbot, venster, scherm, "Rijen nakijken")
    klik(qtbot, venster, scherm, "Verder met deze rijen")
    scherm.formulier.veld("tafel").zet(None)
    klik(qtbot, venster, scherm, "Casussen openen")
    assert scherm.tabs.sleutel == "openen"
    assert scherm.formulier.veld("tafel").fout != ""
    assert namen(wereld) == []


@pytest.mark.parametrize("inhoud", [b"", b"%PDF-1.7\n", b"PK\x03\x04kapot", b"\x00\x01\x02"])
def test_een_slecht_bestand_zegt_wat_er_mis_is(
    qtbot: Any, wereld: Wereld, venster: Hoofdvenster, tmp_path: Path, inhoud: bytes
) -> None:
    pad = tmp_path / "x.xlsx"
    pad.write_bytes(inhoud)
    scherm = kies(qtbot, venster, pad)
    assert scherm.tabs.sleutel == "bestand"
    assert (scherm.melding.ernst, scherm.melding.tekst == "") == ("fout", False)
    assert namen(wereld) == []
    goed = tmp_path / "goed.csv"
    goed.write_text(LIJST, encoding="utf-8")
    scherm.lees(goed)
    klaar(qtbot, venster.omgeving)
    assert (scherm.tabs.sleutel, scherm.melding.tekst) == ("kolommen", "")


def _stop_bij(omgeving: Omgeving, titel: str) -> None:
    """Press cancel on the long task with this title as soon as it begins."""

    def begonnen(taak: LangeTaak) -> None:
        if taak.titel == titel:
            taak.annuleer()

    omgeving.werker.lange_taak.connect(begonnen)


@pytest.mark.parametrize(
    ("titel", "stap"), [("Bestand lezen", "bestand"), ("Rijen nakijken", "bestand"), ("Casussen openen", "openen")]
)
def test_annuleren_laat_alles_zoals_het_was(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, venster: Hoofdvenster, persoonslijst: Path, titel: str, stap: str
) -> None:
    _stop_bij(omgeving, titel)
    scherm = kies(qtbot, venster, persoonslijst)
    if stap == "openen":
        klik(qtbot, venster, scherm, "Verder met deze rijen")
        klik(qtbot, venster, scherm, "Casussen openen")
        assert scherm.formulier.knop.isEnabled()
    assert scherm.tabs.sleutel == stap
    assert scherm.melding.tekst == "U hebt het importeren gestopt. Er is niets geïmporteerd."
    assert namen(wereld) == []
    assert regels(wereld.regie, "import.uitvoeren") == []


@pytest.mark.parametrize("wie", ["lezer", "privacy", "beheer"])
def test_een_ander_heeft_het_scherm_niet(qtbot: Any, wereld: Wereld, omgeving: Omgeving, wie: str) -> None:
    venster = open_venster(qtbot, omgeving, wereld, wie)
    assert "Importeren" not in knoppen(venster)
    voor = venster.scherm
    assert ga(qtbot, venster, "import") is voor
    assert venster.melding.tekst.startswith("Dit mag u met uw rol niet zien of doen.")


def test_alles_heeft_een_naam(qtbot: Any, venster: Hoofdvenster, lijst: Path) -> None:
    scherm: Any = kies(qtbot, venster, lijst)
    assert controleer(scherm) == []
    klik(qtbot, venster, scherm, "Rijen nakijken")
    assert controleer(scherm) == []
    klik(qtbot, venster, scherm, "Verder met deze rijen")
    assert controleer(scherm) == []


def test_er_wordt_niets_twee_keer_gelezen(
    qtbot: Any, venster: Hoofdvenster, lijst: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gelezen: list[Path] = []
    lees = importeren.read_bestand

    def tel(werkplek: Any, pad: Path, **opties: Any) -> Any:
        gelezen.append(pad)
        return lees(werkplek, pad, **opties)

    monkeypatch.setattr(importeren, "read_bestand", tel)
    tot_de_rijen(qtbot, venster, lijst)
    ga(qtbot, venster, "casussen")
    scherm = ga(qtbot, venster, "import")
    assert scherm.tabs.sleutel == "rijen"
    assert gelezen == [lijst]
