"""The question of a judge through the screens: who knew what about this youth, since when, on which ground?"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from pmg_desk.reports.taal import moment
from pmg_desk.services import auditpakketten, casussen, noodtoegang, oordelen, samenvattingen, toezichtaudit
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.uitgaven import mark_uitgave
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.wiewist import WieWistWatScherm
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.afdrukken import volgende_afdruk
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.casusbouw import regels
from tests.reports.lezen import tekst
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.ui.casusvenster import open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

LINKS = Qt.MouseButton.LeftButton


class Zitting:
    """A window in which somebody looks for the answer, and every click is counted."""

    def __init__(self, qtbot: Any, omgeving: Omgeving, wereld: Wereld, wie: str) -> None:
        self.qtbot, self.omgeving = qtbot, omgeving
        self.venster: Hoofdvenster = open_venster(qtbot, omgeving, wereld, wie)
        self.klikken = 0

    def rust(self) -> None:
        for _ in range(3):
            klaar(self.qtbot, self.omgeving)

    @property
    def scherm(self) -> Any:
        return self.venster.scherm

    def klik(self, knop: QAbstractButton) -> None:
        """One click, on something that is in sight."""
        QApplication.processEvents()
        assert knop.isVisible()
        assert knop.isEnabled()
        QTest.mouseClick(knop, LINKS)
        self.klikken += 1
        self.rust()

    def knop(self, woorden: str) -> QAbstractButton:
        QApplication.processEvents()
        knop = next(k for k in self.scherm.findChildren(Knop) if k.text() == woorden and k.isVisible())
        assert isinstance(knop, Knop)
        return knop

    def tab(self, tabs: Any, sleutel: str) -> None:
        """One click on a tab."""
        balk = tabs.tabBar()
        QTest.mouseClick(balk, LINKS, pos=balk.tabRect(tabs._sleutels.index(sleutel)).center())
        self.klikken += 1
        self.rust()

    def rij(self, lijst: Any, plek: int = 0) -> None:
        """Open a row of a list: counted as one click."""
        lijst.tabel.setFocus()
        lijst.kies(lijst.model.id_van(lijst.model.getoond[plek]))
        QTest.keyClick(lijst.tabel, Qt.Key.Key_Return)
        self.klikken += 1
        self.rust()

    def antwoord(self) -> WieWistWatScherm:
        scherm = self.scherm
        assert isinstance(scherm, WieWistWatScherm)
        assert scherm.antwoord is not None
        return scherm


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    """Shared with the school under a decision that was withdrawn a week later; a colleague looked by noodtoegang."""
    een = maak_dossier(wereld.regie)
    besluit = keur_goed(wereld, vraag(wereld, een))
    bestemming = Bestemming(een.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(wereld.regie, een.casus_id, bestemming, Wijze.PAPIER)
    noodtoegang.take_noodtoegang(wereld.regie2, een.casus_id, "Vannacht aangehouden.")
    casussen.open_dossier(wereld.regie2, een.casus_id)
    wereld.klok.moment += timedelta(days=7)
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    return een


def test_de_casusregisseur_antwoordt_vanuit_het_dossier(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, dossier: Dossier, tmp_path: Path
) -> None:
    zitting = Zitting(qtbot, omgeving, wereld, "regie")
    zitting.venster.navigeer("dossier", casus_id=dossier.casus_id)
    zitting.rust()
    zitting.tab(zitting.scherm.tabs, "delen")
    zitting.klik(zitting.knop("Wie wist wat?"))
    assert zitting.klikken <= 3
    scherm = zitting.antwoord()
    assert {(k.ontvanger, k.geldig) for k in scherm.lijst.model.getoond} == {
        ("School De Brug PMG-2026-00001 – Leerlingzaken", False)
    }
    assert {k.wie for k in scherm.kijkers.model.getoond} == {""}
    assert controleer(scherm) == []
    pad = tmp_path / "antwoord.pdf"
    volgend_pad(pad)
    zitting.klik(scherm.bewaarknop)
    gelezen = tekst(pad.read_bytes())
    assert "besluit B-2026-00001" in gelezen
    assert "logstand" in gelezen
    assert [woord for woord in WOORDEN.values() if woord in gelezen] == []
    zitting.klik(zitting.knop("Terug"))
    assert (zitting.scherm.sleutel, zitting.scherm.tabs.sleutel) == ("dossier", "delen")


def test_de_privacy_officer_antwoordt_vanuit_wat_is_gedeeld_en_vraagt_naar_een_eerdere_dag(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, dossier: Dossier
) -> None:
    zitting = Zitting(qtbot, omgeving, wereld, "privacy")
    zitting.venster.navigeer("delen")
    zitting.rust()
    zitting.tab(zitting.scherm.tabs, "verstrekkingen")
    zitting.rij(zitting.scherm.register.lijst)
    zitting.klik(zitting.knop("Wie wist wat?"))
    assert zitting.klikken <= 3
    scherm = zitting.antwoord()
    assert [(k.wie, k.noodtoegang) for k in scherm.kijkers.model.getoond][-2:] == [
        ("D. Regisseur", 1),
        ("P. Officer", 0),
    ]
    zitting.klik(scherm.vraagknop)
    assert scherm.venster is not None
    formulier = scherm.venster.formulier
    formulier.zet({"nummer": "PMG-2026-00009", "op": date(2026, 11, 24)})
    formulier.knop.click()
    zitting.rust()
    assert "geen casus met dit nummer" in formulier.melding.tekst
    formulier.zet({"nummer": "pmg-2026-00001"})
    formulier.knop.click()
    zitting.rust()
    assert [d for d in scherm.findChildren(Formulierdialoog) if d.isVisible()] == []
    assert "24 november 2026" in zichtbaar(scherm)
    assert {k.geldig for k in scherm.lijst.model.getoond} == {True}
    zitting.rij(scherm.lijst)
    zitting.tab(scherm.tabs, "niet")
    assert "mondeling deelde" in (scherm._niet.text() if scherm._niet is not None else "")
    assert len(regels(wereld.privacy, "wiewist.bekijken")) == 2


def test_wat_niet_uit_de_printer_of_op_de_schijf_kwam_staat_als_mislukt_in_het_register(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, dossier: Dossier, tmp_path: Path
) -> None:
    zitting = Zitting(qtbot, omgeving, wereld, "privacy")
    zitting.venster.navigeer("wie_wist_wat", casus_id=dossier.casus_id)
    zitting.rust()
    volgende_afdruk(None)
    zitting.klik(zitting.antwoord().drukknop)
    volgend_pad(tmp_path / "bestaat niet" / "blad.pdf")
    zitting.klik(zitting.antwoord().bewaarknop)
    volgende_afdruk(tmp_path / "blad.pdf")
    zitting.klik(zitting.antwoord().drukknop)
    eigen = [(r.exemplaar, r.status_label, r.status_reden) for r in list_verstrekkingen(wereld.privacy) if r.intern]
    assert sorted(eigen) == [
        (2, "Gemeld als mislukt", "Afdrukken is geannuleerd."),
        (3, "Gemeld als mislukt", "Opslaan is niet gelukt."),
        (4, "Uitgegeven", ""),
    ]
    assert [r.actor_naam for r in regels(wereld.privacy, "samenvatting.mislukt")] == ["P. Officer"] * 2


def test_de_audit_vraagt_elke_keer_om_de_casus_en_blijft_links_op_zijn_plek(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, dossier: Dossier
) -> None:
    del dossier
    zitting = Zitting(qtbot, omgeving, wereld, "privacy")
    for _keer in range(2):
        zitting.venster.navigeer("audit")
        zitting.rust()
        zitting.klik(zitting.knop("Wie wist wat?"))
        scherm = zitting.scherm
        assert isinstance(scherm, WieWistWatScherm)
        assert scherm.venster is not None
        formulier = scherm.venster.formulier
        assert (formulier.veld("nummer").waarde(), scherm.lijst.model.getoond) == ("", [])
        gemarkeerd = [s for s, knop in zitting.venster.navigatie.knoppen.items() if knop.isChecked()]
        assert gemarkeerd == ["audit"]
        formulier.zet({"nummer": "PMG-2026-00001"})
        formulier.knop.click()
        zitting.rust()
        assert zitting.antwoord().lijst.model.getoond != []


def test_vanuit_een_regel_van_het_logboek(qtbot: Any, wereld: Wereld, omgeving: Omgeving, dossier: Dossier) -> None:
    zitting = Zitting(qtbot, omgeving, wereld, "privacy")
    zitting.venster.navigeer("logboek")
    zitting.rust()
    lijst = zitting.scherm.lijst
    plek = next(nr for nr, r in enumerate(lijst.model.getoond) if r.casusnummer)
    zitting.rij(lijst, plek)
    zitting.klik(zitting.knop("Wie wist wat?"))
    assert zitting.klikken <= 3
    assert zitting.antwoord().antwoord is not None
    with wereld.privacy.doe() as t:
        assert t.mag_zien(dossier.casus_id) is False  # the answer gave no sight of the casus itself


def test_op_een_eigen_installatie_uit_een_auditpakket_met_alles_op_de_bladzijde(
    qtbot: Any, omgeving: Omgeving, tmp_path: Path
) -> None:
    """From the door to the paper, with only what came by file; what nobody there can know is on it too."""
    twee = maak_tweetal(tmp_path)
    zaak = Zaak(twee, maak_dossier(twee.team.regie), twee.verbind())
    zaak.goedgekeurd()
    bestemming, team = Bestemming(zaak.dossier.school, "Leerlingzaken"), twee.team.regie
    _, tweede = (
        samenvattingen.issue_samenvatting(team, zaak.dossier.casus_id, bestemming, Wijze.PAPIER) for _ in range(2)
    )
    twee.team.klok.moment += timedelta(hours=30)
    mark_uitgave(team, tweede.verstrekking_id, VerstrekkingStatus.MISLUKT, "Geheimreden.")
    casussen.open_dossier(team, zaak.dossier.casus_id)
    gevraagd = toezichtaudit.ask_audit(twee.officer, zaak.verbindingen[1], "Vraag.", naar_id=team.gebruiker.id)
    antwoord = auditpakketten.make_auditpakket(team, twee.schrijf(gevraagd.ruw))
    toezichtaudit.read_audit(twee.officer, antwoord.ruw)
    twee.toezicht.werkplekken["privacy"] = twee.officer
    zitting = Zitting(qtbot, omgeving, twee.toezicht, "privacy")
    zitting.venster.navigeer("toezichtaudit")
    zitting.klikken = 1
    zitting.rust()
    zitting.rij(zitting.scherm.dossierlijst)
    zitting.klik(zitting.knop("Wie wist wat?"))
    scherm = zitting.scherm
    assert isinstance(scherm, WieWistWatScherm)
    assert scherm.venster is not None
    scherm.venster.formulier.zet({"nummer": "PMG-2026-00001"})
    zitting.klik(scherm.venster.knop)
    pad = tmp_path / "antwoord.pdf"
    volgend_pad(pad)
    zitting.klik(zitting.antwoord().bewaarknop)
    assert zitting.klikken <= 5  # with a number to type: far under a minute
    gegeven = zitting.antwoord().antwoord
    assert gegeven is not None
    gelezen = tekst(pad.read_bytes())
    for kennis in gegeven.kennis:
        for deel in (kennis.ontvanger, kennis.gegevens, moment(kennis.eerste), kennis.hoe, kennis.onder, kennis.grond):
            assert deel in gelezen
        assert f"Ondertekend door {kennis.door}" in gelezen
        assert f"{kennis.toen} {kennis.stand}" in gelezen
    assert {k.hoe for k in gegeven.kennis} == {"papier, exemplaar 1"}
    for kijker in gegeven.kijkers:
        assert f"{kijker.wie} ({kijker.rol})" in gelezen
    assert [zin for zin in (*gegeven.zinnen, *gegeven.ontbreekt) if zin not in gelezen] == []
    assert "De documenten zelf staan niet in een auditpakket." in gelezen
    assert "wat een ontvanger doorvertelde, staat nergens" in gelezen
    assert "exemplaar 2: Gemeld als mislukt door C. Regisseur op 24-11-2026 15:30, 30 uur later." in gelezen
    assert f"logstand {gegeven.stand}" in gelezen
    assert [woord for woord in (*WOORDEN.values(), "Geheimreden") if woord in gelezen] == []
    twee.sluit()
