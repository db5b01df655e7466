"""The work list (issue 4) through its screen: what asks attention, one key to where it is done, putting off, taking
along without a name, and a month that is read without colour."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from pmg_desk.services.casussen import toon_kop
from pmg_desk.services.meldpunt import SignaalInvoer, SignaalStatus, record_signaal
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werk import Werksoort
from pmg_desk.storage.models import GebruikerTafel
from pmg_desk.ui.models.rijen import als_tekst
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.start import StartScherm
from pmg_desk.ui.screens.werklijst import WerklijstScherm
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.casusbouw import regels
from tests.exchange.test_agenda import afspraken
from tests.services.planbouw import actie, bouw
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)


class Werkplaats:
    """The window of C. Regisseur, with work: one action late, one due, one later; somebody who turns 18."""

    def __init__(self, qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
        self.qtbot, self.wereld, self.omgeving = qtbot, wereld, omgeving
        self.casus = bouw(wereld, geboortedatum="10-12-2008")
        for dagen, woorden in ((1, "Belt de school."), (5, "Regelt een stage."), (9, "Vraagt de wijkagent.")):
            actie(wereld, self.casus, dagen, woorden)
        wereld.klok.moment += timedelta(days=3)
        self.venster: Hoofdvenster = open_venster(qtbot, omgeving, wereld, "regie")

    def open(self, **params: Any) -> WerklijstScherm:
        scherm = ga(self.qtbot, self.venster, "werklijst", **params)
        assert isinstance(scherm, WerklijstScherm)
        self.rust()
        return scherm

    def rust(self) -> None:
        for _ in range(3):
            klaar(self.qtbot, self.omgeving)

    def knop(self, scherm: Any, tekst: str) -> None:
        next(k for k in scherm.findChildren(Knop) if k.text() == tekst and k.isVisible()).click()
        self.rust()


@pytest.fixture
def plaats(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> Werkplaats:
    return Werkplaats(qtbot, wereld, omgeving)


def soorten(scherm: WerklijstScherm) -> list[Werksoort]:
    return [item.soort for item in scherm.lijst.model.getoond]


def test_van_start_naar_de_lijst_en_met_enter_naar_waar_het_gedaan_wordt(plaats: Werkplaats) -> None:
    start = plaats.venster.scherm
    assert isinstance(start, StartScherm)
    assert start.digest is not None
    assert [knop.text() for knop in start.digest.knoppen] == ["3 acties, waarvan 1 te laat", "1 leeftijdsgrens"]
    start.digest.knoppen[0].click()
    plaats.rust()
    scherm = plaats.venster.scherm
    assert isinstance(scherm, WerklijstScherm)
    assert soorten(scherm) == [Werksoort.ACTIE] * 3
    assert "3 te doen, waarvan 1 te laat; 0 uitgesteld" in zichtbaar(scherm)
    scherm.soort.zet(None)
    assert "4 te doen, waarvan 1 te laat; 0 uitgesteld" in zichtbaar(scherm)
    scherm.lijst.filter.setText("stage")
    assert [item.wat for item in scherm.lijst.model.getoond] == ["Regelt een stage."]
    assert scherm.lijst.kies(scherm.lijst.model.getoond[0].sleutel)
    scherm.lijst.tabel.setFocus()
    QTest.keyClick(scherm.lijst.tabel, Qt.Key.Key_Return)
    plaats.rust()
    dossier: Any = plaats.venster.scherm
    assert (dossier.sleutel, dossier.casus_id, dossier.tabs.sleutel) == ("dossier", plaats.casus.casus_id, "plan")
    assert "Wordt op 10 december 2026 18 jaar. De jongere is meerderjarig" in zichtbaar(dossier)


def test_uitstellen_terugzien_en_terughalen(plaats: Werkplaats) -> None:
    scherm = plaats.open()
    later = next(item for item in scherm.lijst.model.getoond if item.wat == "Vraagt de wijkagent.")
    scherm.toon_item(later)
    plaats.knop(scherm, "Uitstellen")
    dialoog = scherm.dialoog
    assert isinstance(dialoog, Formulierdialoog)
    dialoog.formulier.veld("tot").zet(VANDAAG + timedelta(days=60))
    dialoog.formulier.knop.click()
    plaats.rust()
    assert scherm.dialoog is dialoog  # further than the profile allows: it stays, with a sentence
    dialoog.formulier.veld("tot").zet(VANDAAG + timedelta(days=5))
    dialoog.formulier.knop.click()
    plaats.qtbot.waitUntil(lambda: len(scherm.lijst.model.getoond) == 3, timeout=20_000)
    assert [item.wat for item in scherm.lijst.model.getoond if item.soort is Werksoort.ACTIE] == [
        "Belt de school.",
        "Regelt een stage.",
    ]
    scherm.rust.zet("uitgesteld")
    assert [item.wat for item in scherm.lijst.model.getoond] == ["Vraagt de wijkagent."]
    scherm.toon_item(scherm.lijst.model.getoond[0])
    plaats.knop(scherm, "Terughalen")
    plaats.qtbot.waitUntil(lambda: scherm.lijst.model.getoond == [], timeout=20_000)
    scherm.rust.zet(None)
    assert len(scherm.lijst.model.getoond) == 4


def test_meenemen_naar_een_agenda_zonder_namen(plaats: Werkplaats, tmp_path: Path) -> None:
    scherm = plaats.open()
    scherm.agendaknop.click()
    assert isinstance(scherm.dialoog, Formulierdialoog)
    assert "geen namen" in zichtbaar(scherm.dialoog)
    volgend_pad(tmp_path / "werklijst.ics")
    scherm.dialoog.formulier.knop.click()
    plaats.rust()
    ruw = (tmp_path / "werklijst.ics").read_bytes()
    assert [e["SUMMARY"] for e in afspraken(ruw)] == ["Actie klaar", "Actie klaar", "Casus bekijken"]
    assert b"Zo" not in ruw
    assert b"PMG-" not in ruw
    assert [r.aantal for r in regels(plaats.wereld.regie, "werk.exporteren")] == [3]


def test_de_kalender_begint_op_maandag_en_is_zonder_kleur_te_lezen(plaats: Werkplaats) -> None:
    for nr in range(4):
        actie(plaats.wereld, plaats.casus, 4, f"Nog iets {nr}.")
    scherm = plaats.open(tab="kalender")
    maand, lijst = scherm.kalender.maand, scherm.kalender.lijst
    koppen = [maand.tabel.model().headerData(nr, Qt.Orientation.Horizontal) for nr in range(7)]
    assert (koppen[0], koppen[6], maand.kop.text()) == ("ma", "zo", "November 2026")

    def cel(dag: int) -> str:
        plek = dag + 5  # 1 November 2026 is a Sunday
        return str(maand.tabel.model().index(plek // 7, plek % 7).data())

    assert (cel(24), cel(26), cel(28), cel(30)) == ("24\n! Actie", "26 (nu)", "28\nActie", "30\n4 acties")
    assert scherm.kalender.kop.text().endswith(": 0 van deze dag, en 1 van eerder, te laat")
    assert [item.wat for item in lijst.model.getoond] == ["Belt de school."]
    maand.tabel.setFocus()
    QTest.keyClick(maand.tabel, Qt.Key.Key_Right)
    QTest.keyClick(maand.tabel, Qt.Key.Key_Right)
    assert [item.wat for item in lijst.model.getoond] == ["Regelt een stage."]
    maand.volgende.click()
    assert maand.kop.text() == "December 2026"
    maand.kies(date(2026, 12, 10))
    assert [item.soort for item in lijst.model.getoond] == [Werksoort.LEEFTIJD]
    maand.vorige.click()
    maand.nuknop.click()
    assert maand.dag == date(2026, 11, 26)
    assert controleer(scherm) == []


def test_de_privacy_officer_ziet_nummers_en_geen_namen(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    bouw(wereld)
    venster = open_venster(qtbot, omgeving, wereld, "privacy")
    scherm = ga(qtbot, venster, "werklijst")
    klaar(qtbot, omgeving)
    assert scherm.lijst.model.getoond == []
    assert "Waarneming regelen" not in zichtbaar(scherm)
    assert controleer(scherm) == []


def test_de_regel_van_een_meldpunt_opent_de_open_signalen_van_die_tafel(plaats: Werkplaats) -> None:
    wereld = plaats.wereld
    with wereld.beheer.doe() as t:
        wie = wereld.regie.gebruiker.id
        t.db.add(GebruikerTafel(id=t.nieuw_id(), gebruiker_id=wie, tafel="zvh", van=t.vandaag, tot=None))
        t.log("gebruiker.tafels", "gebruiker", wie)
    for tafel in ("pga_lokaal", "zvh"):
        record_signaal(wereld.regie, SignaalInvoer(tafel, UitspraakInvoer("Er wordt gedeald.")))
    meldpunt: Any = ga(plaats.qtbot, plaats.venster, "meldpunt", tab="aanmeldingen")
    plaats.rust()
    meldpunt.status.zet(SignaalStatus.AFGEHANDELD)
    record_signaal(wereld.regie, SignaalInvoer("zvh", UitspraakInvoer("Weer.")))
    scherm = plaats.open(soort="signaal")
    assert "2 te doen, waarvan 0 te laat; 0 uitgesteld" in zichtbaar(scherm), "rows, as the list counts them"
    (regel,) = (item for item in scherm.lijst.model.getoond if item.tafels == ("zvh",))
    scherm.open(regel)
    plaats.rust()
    open_scherm: Any = plaats.venster.scherm
    assert open_scherm is meldpunt
    assert (meldpunt.tabs.sleutel, meldpunt.tafel.waarde, meldpunt.status.waarde) == ("signalen", "zvh", None)
    assert [rij.tafel_label for rij in meldpunt.lijst.model.getoond] == [regel.kop] * 2


def test_wie_wanneer_en_waarom_staan_in_beeld_en_het_nummer_op_een_eigen_regel(plaats: Werkplaats) -> None:
    scherm = plaats.open()
    plaats.venster.resize(1280, 720)
    plaats.rust()
    kolommen = [scherm.lijst.model.kolommen[nr] for nr in scherm.lijst.kolommen.zichtbaar]
    assert [kolom.kop for kolom in kolommen] == [
        "Wanneer",
        "Soort",
        "Casus of tafel",
        "Wat",
        "Waarom nu",
        "Wie",
        "Dag",
    ]
    assert scherm.lijst.tabel.horizontalScrollBar().maximum() == 0, "all columns fit beside each other"
    eerste = scherm.lijst.model.getoond[0]
    nummer = toon_kop(plaats.wereld.regie, plaats.casus.casus_id).nummer
    assert [als_tekst(kolom.waarde(eerste)) for kolom in kolommen[2:6]] == [
        f"Łukasz, Zoë\n{nummer}",
        "Belt de school.",
        "2 dagen te laat",
        "J. Werker",
    ]
    letter = QFontMetrics(plaats.omgeving.thema.letter())
    assert letter.horizontalAdvance(nummer) < scherm.lijst.tabel.columnWidth(2) - 20


def test_in_een_laag_venster_staan_de_regels_voorop(plaats: Werkplaats) -> None:
    scherm = plaats.open()
    assert (scherm.filters.isVisible(), scherm.vouwknop.isVisible()) == (True, False)
    plaats.omgeving.zet_thema("licht", 200)
    plaats.venster.resize(1280, 720)
    plaats.rust()
    boven = scherm.lijst.tabel.viewport().mapTo(plaats.venster, QPoint(0, 0)).y()
    assert (scherm.filters.isVisible(), scherm.agendaknop.isVisible()) == (False, False)
    assert boven + scherm.lijst.tabel.rowHeight(0) < 720, "the first row can be read without scrolling"
    scherm.vouwknop.click()
    assert (scherm.filters.isVisible(), scherm.agendaknop.isVisible()) == (True, True)
    plaats.omgeving.zet_thema("licht", 100)
