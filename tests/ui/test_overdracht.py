"""A casus to another vault by clicks: choosing, seeing what goes along, saving, taking over, answering, losing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.domain.delen import Eis
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import casussen, overdrachten, verstrekkingen
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.informering import InformeringInvoer, record_informering
from pmg_desk.services.oordelen import withdraw_besluit
from pmg_desk.services.overdrachtantwoord import list_lopend, read_antwoord
from pmg_desk.ui import thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beheer import Beheer
from pmg_desk.ui.screens.delen import DelenScherm
from pmg_desk.ui.screens.dossier import DossierScherm
from pmg_desk.ui.screens.dossier_delen import DelenTab
from pmg_desk.ui.screens.verbindingen import Verbindingsbeheer
from pmg_desk.ui.widgets import bestandskeuze
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from tests.overdrachtvulling import ERBIJ, vul_aan
from tests.overdrachtzaak import ALLES, Overdrachtzaak, maak_zaak
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.vulling import WOORDEN, keur_goed, vraag

Toon = Callable[..., Any]


@pytest.fixture
def zaak(tmp_path: Path, qtbot: QtBot, omgeving: Omgeving) -> Iterator[Overdrachtzaak]:
    gemaakt = maak_zaak(tmp_path)
    yield gemaakt
    klaar(qtbot, omgeving)  # a screen may still be reading what a test changed last
    gemaakt.sluit()


@pytest.fixture
def toon(qtbot: QtBot, omgeving: Omgeving, zaak: Overdrachtzaak) -> Toon:
    """Show a screen as a user of one of the vaults and wait until it is loaded."""
    for kluis in (zaak.hier, zaak.daar):
        for werkplek in kluis.werkplekken.values():
            werkplek.bij_wijziging(omgeving.meld_wijzigingen)

    def _toon(klasse: type[Any], werkplek: Any, **params: Any) -> Any:
        omgeving.werkplek = werkplek
        scherm = klasse(omgeving)
        qtbot.addWidget(scherm)
        scherm.resize(1200, 800)
        scherm.show()
        scherm.toon(**params)
        klaar(qtbot, omgeving)
        return scherm

    return _toon


def teksten(widget: QWidget) -> str:
    return "\n".join(t.text() for t in widget.findChildren(Tekst) if t.isVisibleTo(widget))


def knop(widget: QWidget, woorden: str) -> Knop:
    (gevonden,) = (k for k in widget.findChildren(Knop) if k.text() == woorden and k.isVisibleTo(widget))
    return gevonden


def tab(scherm: DossierScherm) -> DelenTab:
    assert scherm.tabs is not None
    deel = scherm.tabs.inhoud("delen")
    assert isinstance(deel, DelenTab)
    return deel


def foto(widget: QWidget, naam: str) -> None:
    """Keep a picture where ``FOTOS`` says, for people to look at."""
    if os.environ.get("FOTOS"):
        QApplication.processEvents()
        widget.grab().save(
            str(Path(os.environ["FOTOS"]) / f"{naam}-{thema.huidig().modus}-{thema.huidig().schaal}.png")
        )


def bied_aan(scherm: DossierScherm, qtbot: QtBot, omgeving: Omgeving, zaak: Overdrachtzaak, naar: Path) -> Dialoog:
    """Click through to the preview, and save the package."""
    deel = tab(scherm).overdracht
    tab(scherm).overdracht.beginknop.click()
    klaar(qtbot, omgeving)
    venster = deel.venster
    assert isinstance(venster, Formulierdialoog)
    assert toegankelijk.controleer(venster) == []
    foto(venster, "overdragen-kiezen")
    venster.formulier.zet({"naar": f"{zaak.aanbod.verbinding_id}/{zaak.aanbod.persoon_id}"})
    venster.knop.click()
    klaar(qtbot, omgeving)
    voorbeeld = deel.venster
    assert voorbeeld is not None
    gezien = teksten(voorbeeld)
    assert WOORDEN["signaal"] in gezien
    assert WOORDEN["bron_nee"] not in gezien
    assert WOORDEN["straat"] not in gezien
    assert "Signaal: De bron staat doorverstrekken niet toe." in gezien
    assert toegankelijk.controleer(voorbeeld) == []
    foto(voorbeeld, "overdragen-voorbeeld")
    bestandskeuze.volgend_pad(naar)
    knop(voorbeeld, "Pakket opslaan").click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    return voorbeeld


@pytest.mark.parametrize(("modus", "schaal"), [("licht", 100), ("donker", 100), ("licht", 200)])
def test_van_aanbieden_tot_antwoord(
    toon: Toon,
    qtbot: QtBot,
    omgeving: Omgeving,
    app: QApplication,
    zaak: Overdrachtzaak,
    tmp_path: Path,
    modus: str,
    schaal: int,
) -> None:
    thema.huidig().pas_toe(app, modus, schaal)
    pakket, antwoord = tmp_path / "heen.pmgpakket", tmp_path / "terug.pmgpakket"
    scherm = toon(DossierScherm, zaak.hier.regie, casus_id=zaak.casus_id, tab="delen")
    assert not tab(scherm).overdracht.isVisibleTo(scherm)
    bied_aan(scherm, qtbot, omgeving, zaak, pakket)
    assert pakket.is_file()
    assert "Aangeboden aan kluis Den Haag Zuidwest op 23 november 2026." in teksten(tab(scherm).overdracht)
    assert not tab(scherm).overdracht.beginknop.isVisibleTo(scherm)
    chips = [c.waarde.tekst for c in scherm.hoofd.findChildren(Chip)]
    assert "Aangeboden aan Den Haag Zuidwest op 23 november 2026" in chips
    assert toegankelijk.controleer(scherm) == []
    foto(scherm, "overdragen-aangeboden")

    daar = toon(DelenScherm, zaak.daar.regie2)
    bestandskeuze.volgend_pad(pakket)
    daar.inleesknop.click()
    klaar(qtbot, omgeving)
    venster = daar.post.overname.venster
    assert venster is not None
    assert "D. Regisseur" not in teksten(venster)
    assert f"–  Over {WOORDEN['signaal']}. (W. Wijkagent)" in teksten(venster)
    assert toegankelijk.controleer(venster) == []
    foto(venster, "overnemen")
    venster.formulier.zet({"tafels": ("top_x",)})
    bestandskeuze.volgend_pad(antwoord)
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert antwoord.is_file()
    (rij,) = casussen.list_casussen(zaak.daar.regie2).rijen
    assert (rij.eigen, rij.tafels) == (True, ("TOP X",))

    hier = toon(DelenScherm, zaak.hier.regie)
    bestandskeuze.volgend_pad(antwoord)
    hier.inleesknop.click()
    klaar(qtbot, omgeving)
    assert hier.melding.tekst == (
        "Kluis Den Haag Zuidwest heeft de casus overgenomen als PMG-2026-00001. Hier is hij gesloten en alleen te"
        " lezen."
    )
    assert casussen.toon_kop(zaak.hier.regie, zaak.casus_id).status is CasusStatus.GESLOTEN


def test_teruggeven_met_een_reden(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, zaak: Overdrachtzaak, tmp_path: Path
) -> None:
    """After reading what the youth says about a text, and that the parents know of it."""
    antwoord = tmp_path / "terug.pmgpakket"
    vul_aan(zaak.hier, zaak.dossier)
    ouders = InformeringInvoer(Geinformeerde.OUDERS, geinformeerd_op="2026-11-23", wijze="gesprek")
    record_informering(zaak.hier.regie, zaak.casus_id, ouders)
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, ALLES), eisen=(Eis.OUDERS_GEINFORMEERD,))
    daar = toon(DelenScherm, zaak.daar.regie2)
    bestandskeuze.volgend_pad(zaak.bied_aan(besluit_id=besluit))
    daar.inleesknop.click()
    klaar(qtbot, omgeving)
    venster = daar.post.overname.venster
    assert venster is not None
    gelezen = teksten(venster)
    reactie = f"–  Over {ERBIJ['reactie']}. (reactie van de jongere of ouders hierop, door de moeder)"
    assert f"–  Over {WOORDEN['signaal']}. (W. Wijkagent)\n{reactie}" in gelezen
    assert "de ouders, zegt de afzender" in gelezen
    foto(venster, "overnemen-geheel")
    knop(venster, "Teruggeven").click()
    klaar(qtbot, omgeving)
    waarom = daar.post.overname.venster
    assert waarom is not None
    assert toegankelijk.controleer(waarom) == []
    waarom.formulier.zet({"reden": "Woont hier niet."})
    bestandskeuze.volgend_pad(antwoord)
    waarom.knop.click()
    klaar(qtbot, omgeving)
    hier = toon(DelenScherm, zaak.hier.regie)
    bestandskeuze.volgend_pad(antwoord)
    hier.inleesknop.click()
    klaar(qtbot, omgeving)
    assert hier.melding.tekst.endswith("Reden: Woont hier niet.")
    assert casussen.list_casussen(zaak.daar.regie2).rijen == ()


def test_een_zoekgeraakt_pakket_nog_eens_opslaan(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, zaak: Overdrachtzaak, tmp_path: Path
) -> None:
    zaak.bied_aan()
    scherm = toon(DossierScherm, zaak.hier.regie, casus_id=zaak.casus_id, tab="delen")
    pad = tmp_path / "nog-eens.pmgpakket"
    bestandskeuze.volgend_pad(pad)
    knop(tab(scherm), "Pakket nog eens opslaan").click()
    klaar(qtbot, omgeving)
    assert zaak.neem_over(pad).nummer == "PMG-2026-00001"


def test_de_beheerder_verklaart_een_pakket_verloren(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, zaak: Overdrachtzaak
) -> None:
    scherm = toon(Beheer, zaak.hier.beheer, tab="verbindingen")
    deel = scherm.tabs.inhoud("verbindingen")
    assert isinstance(deel, Verbindingsbeheer)
    deel.verlies.knop.click()
    klaar(qtbot, omgeving)
    assert not scherm.findChildren(Formulierdialoog)  # nothing on its way: said, not asked
    zaak.bied_aan()
    deel.verlies.knop.click()
    klaar(qtbot, omgeving)
    venster = deel.verlies.venster
    assert venster is not None
    assert toegankelijk.controleer(venster) == []
    foto(venster, "verloren")
    (lopend,) = list_lopend(zaak.hier.beheer)
    venster.formulier.zet({"overdracht": str(lopend.id), "reden": "De stick is kwijt."})
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert list_lopend(zaak.hier.beheer) == ()


def test_in_het_register_staat_wat_er_meeging(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, zaak: Overdrachtzaak
) -> None:
    zaak.bied_aan()
    scherm = toon(DelenScherm, zaak.hier.regie, tab="verstrekkingen")
    (regel,) = verstrekkingen.list_verstrekkingen(zaak.hier.regie)
    scherm.register.toon_regel(regel)
    klaar(qtbot, omgeving)
    knop(scherm, "Document bekijken").click()
    klaar(qtbot, omgeving)
    (venster,) = (v for v in scherm.register.findChildren(Dialoog))
    gezien = teksten(venster)
    assert f"Over {WOORDEN['signaal']}." in gezien
    assert WOORDEN["bron_nee"] not in gezien
    foto(venster, "register-overdracht")
    venster.accept()


def test_een_zoekgeraakt_antwoord_nog_eens_opslaan(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, zaak: Overdrachtzaak, tmp_path: Path
) -> None:
    nieuw = zaak.neem_over(zaak.bied_aan())
    scherm = toon(DossierScherm, zaak.daar.regie2, casus_id=nieuw.casus_id, tab="delen")
    pad = tmp_path / "nog-eens.pmgpakket"
    knop(tab(scherm), "Antwoord nog eens opslaan").click()
    klaar(qtbot, omgeving)
    venster = tab(scherm).overdracht.venster
    assert isinstance(venster, Formulierdialoog)
    assert toegankelijk.controleer(venster) == []
    bestandskeuze.volgend_pad(pad)
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert read_antwoord(zaak.hier.regie, pad).casus_id == zaak.casus_id


def test_zonder_geldig_akkoord_zegt_het_venster_wat_er_eerst_moet(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, zaak: Overdrachtzaak
) -> None:
    withdraw_besluit(zaak.hier.privacy, zaak.aanbod.besluit_id, "Bezwaar.")
    scherm = toon(DossierScherm, zaak.hier.regie, casus_id=zaak.casus_id, tab="delen")
    tab(scherm).overdracht.beginknop.click()
    klaar(qtbot, omgeving)
    venster = tab(scherm).overdracht.venster
    assert venster is not None
    assert "Er is geen geldig akkoord voor deze casus." in teksten(venster)
    assert overdrachten.list_overdrachten(zaak.hier.regie, zaak.casus_id) == ()
