"""Profiles without code (domain.md): the beheerder changes the municipal profile in the program, through its screen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.profiel.schrijven import write_toml
from pmg_desk.services import leefgebieden, profielversies, samenvattingen
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beheer_profiel import Profielbeheer
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets import dialoog
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from tests.casusbouw import maak
from tests.reports.lezen import tekst as pdf_tekst
from tests.ui.casusvenster import ga, klik, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld


class Beheerder:
    """The beheerder at the tab with the profile."""

    def __init__(self, qtbot: Any, wereld: Wereld, map_: Path) -> None:
        self.qtbot, self.wereld = qtbot, wereld
        self.omgeving = Omgeving(instellingen=Instellingen(map_ / "beheer.json"))
        self.gemeld: list[str] = []
        self.omgeving.melding.connect(lambda _ernst, tekst: self.gemeld.append(tekst))
        self.venster: Hoofdvenster = open_venster(qtbot, self.omgeving, wereld, "beheer")
        self.scherm = ga(qtbot, self.venster, "beheer", tab="profiel")
        self.wacht()

    @property
    def tab(self) -> Profielbeheer:
        tab = self.scherm.tabs.inhoud("profiel")
        assert isinstance(tab, Profielbeheer)
        return tab

    def wacht(self) -> None:
        for _ in range(3):
            klaar(self.qtbot, self.omgeving)
            QApplication.processEvents()

    def kies(self, onderdeel: str, sleutel: str = "") -> None:
        self.tab.onderdeel.zet(onderdeel)
        self.tab.onderdeel.gewijzigd.emit()
        self.wacht()
        if sleutel:
            assert self.tab.lijst.kies(sleutel)

    def klik(self, naam: str) -> None:
        klik(self.qtbot, self.venster, self.scherm, naam)
        self.wacht()

    def bewaar(self, **waarden: Any) -> Any:
        """Fill in the form that is open and save it; gives the form."""
        venster = self.tab.dialoog
        assert venster is not None
        for sleutel, waarde in waarden.items():
            veld = venster.formulier.veld(sleutel)
            veld.zet(waarde)
            veld.gewijzigd.emit()
        venster.formulier.bewaar()
        self.wacht()
        return venster.formulier

    def namen(self) -> list[str]:
        return [rij.naam for rij in self.tab.lijst.model.getoond]

    def sluit(self) -> None:
        self.omgeving.werker.stop()


@pytest.fixture
def beheerder(app: QApplication, qtbot: Any, wereld: Wereld, tmp_path: Path) -> Iterator[Beheerder]:
    een = Beheerder(qtbot, wereld, tmp_path)
    yield een
    een.sluit()


def test_a_wijk_is_added_corrected_and_used_at_once(beheerder: Beheerder) -> None:
    ga(beheerder.qtbot, beheerder.venster, "toolbox")
    ga(beheerder.qtbot, beheerder.venster, "beheer", tab="profiel")
    beheerder.kies("wijken")
    beheerder.klik("Wijk toevoegen")
    formulier = beheerder.bewaar(label="Moerwijk", buurten="Haven\nDuin", bron="besluit 2026", zekerheid="F")
    assert formulier.veld("label").fout == "Deze sleutel is er al. Kies een andere."
    beheerder.bewaar(label="Noord")
    assert beheerder.namen()[-1] == "Noord"
    assert beheerder.gemeld[-1] == "Het profiel is gewijzigd en geldt meteen."
    assert beheerder.wereld.beheer.profiel.wijken["noord"].buurten == ("Haven", "Duin")
    assert controleer(beheerder.scherm) == []


def test_the_form_names_what_is_missing_and_keeps_what_was_typed(beheerder: Beheerder) -> None:
    beheerder.kies("instellingen", "cel_drempel")
    beheerder.klik("Wijzigen")
    formulier = beheerder.bewaar(waarde=2, bron="")
    assert formulier.veld("bron").fout == "Vul ‘Bron’ in."
    assert "3" in formulier.veld("waarde").fout
    assert formulier.veld("waarde").ruw() == "2"
    beheerder.bewaar(waarde=7, bron="advies FG")
    assert beheerder.wereld.beheer.profiel.instellingen.cel_drempel.waarde == 7


def test_screens_made_before_get_the_new_words(beheerder: Beheerder) -> None:
    oud = ga(beheerder.qtbot, beheerder.venster, "toolbox")
    ga(beheerder.qtbot, beheerder.venster, "beheer", tab="profiel")
    beheerder.kies("themas")
    sleutel = beheerder.tab.lijst.model.getoond[0].sleutel
    beheerder.tab.lijst.kies(sleutel)
    beheerder.klik("Wijzigen")
    beheerder.bewaar(label="Leren en school")
    nieuw = ga(beheerder.qtbot, beheerder.venster, "toolbox")
    assert nieuw is not oud
    assert "Leren en school" in [keuze.label for keuze in nieuw.thema._keuzes]


def test_a_leefgebied_is_taken_out_and_back_through_the_history(beheerder: Beheerder) -> None:
    beheerder.kies("leefgebieden", "financien")
    dialoog.volgend_antwoord(True)
    beheerder.klik("Uit het profiel halen")
    assert "financien" not in beheerder.wereld.beheer.profiel.leefgebieden
    beheerder.klik("Geschiedenis")
    venster = beheerder.tab.versies.geschiedenis
    assert venster is not None
    assert [(v[1].naam, v[1].voor, v[1].na) for v in venster.verschillen.lijst.model.getoond] == [
        ("Financiën", "Financiën", "")
    ]
    venster.lijst.kies(venster.lijst.model.getoond[1].id)
    venster.zet_terug()
    beheerder.wacht()
    assert "financien" in beheerder.wereld.beheer.profiel.leefgebieden
    assert beheerder.gemeld[-1] == "De eerdere versie geldt weer."


def test_the_profile_goes_out_and_comes_in_as_a_file(beheerder: Beheerder, tmp_path: Path) -> None:
    bestand = tmp_path / "profiel.toml"
    volgend_pad(bestand)
    beheerder.klik("Opslaan als bestand")
    tekst = bestand.read_text("utf-8")
    bestand.write_text(tekst.replace('naam = "Den Haag Zuidwest"', 'naam = "Zuidwest"'), "utf-8")
    volgend_pad(bestand)
    beheerder.klik("Inlezen uit bestand")
    venster = beheerder.tab.versies.voorbeeld
    assert venster is not None
    assert "‘Zuidwest’" in zichtbaar(venster)
    venster.neem_over()
    beheerder.wacht()
    assert beheerder.wereld.beheer.profiel.naam == "Zuidwest"
    bestand.write_text('naam = "half', "utf-8")
    volgend_pad(bestand)
    beheerder.klik("Inlezen uit bestand")
    assert "Het profiel profiel.toml klopt niet op regel 1" in zichtbaar(beheerder.scherm)
    assert len(profielversies.list_versies(beheerder.wereld.beheer)) == 2


def test_old_records_stay_readable_and_a_table_within_reach(
    beheerder: Beheerder, app: QApplication, qtbot: Any, wereld: Wereld, tmp_path: Path
) -> None:
    """A leefgebied and a table go while a casus has them: dossier, print and list still say what they were called."""
    casus_id = maak(wereld.regie)
    leefgebieden.save_scores(wereld.regie, casus_id, [leefgebieden.ScoreInvoer("financien", 2)])
    beheerder.kies("leefgebieden", "financien")
    dialoog.volgend_antwoord(True)
    beheerder.klik("Uit het profiel halen")
    bestand = tmp_path / "zonder.toml"
    tabellen = tomllib.loads(profielversies.export_profiel(wereld.beheer).decode())
    tabellen["tafels"]["anders"] = tabellen["tafels"].pop("pga_lokaal") | {"label": "Anders"}
    bestand.write_text(write_toml(tabellen).replace('"pga_lokaal"', '"anders"'), "utf-8")
    volgend_pad(bestand)
    beheerder.klik("Inlezen uit bestand")
    voorbeeld = beheerder.tab.versies.voorbeeld
    assert voorbeeld is not None
    assert "‘PGA lokaal’ is in gebruik" in zichtbaar(voorbeeld)
    voorbeeld.neem_over()
    beheerder.wacht()
    wereld.regie.profiel = wereld.beheer.profiel  # as opening the vault gives it: test_profielbeheer

    tekst = pdf_tekst(samenvattingen.preview_intern(wereld.regie, casus_id))
    assert "Financiën" in tekst
    assert "financien" not in tekst
    omgeving = Omgeving(instellingen=Instellingen(tmp_path / "regie.json"))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id, tab="leefgebieden")
    klaar(qtbot, omgeving)
    gezien = zichtbaar(scherm)
    assert "Financiën" in gezien
    assert "PGA lokaal" in gezien
    assert "financien" not in gezien
    lijst = ga(qtbot, venster, "casussen")
    assert "PGA lokaal (niet meer in het profiel)" in [lijst.tafel.itemText(nr) for nr in range(lijst.tafel.count())]
    lijst.tafel.zet("pga_lokaal")
    klaar(qtbot, omgeving)
    assert len(lijst.lijst.model.getoond) == 1
    omgeving.werker.stop()
