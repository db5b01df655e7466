"""Cards and packages by clicks: comparing a card by typing, sending a request, taking the decision in, stopping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.kluis.pakket import lees_kaart, open_pakket
from pmg_desk.services import delen, toezichtaudit, toezichtdossier, verbindingen
from pmg_desk.storage.models import VerzoekStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beheer import Beheer
from pmg_desk.ui.screens.delen import DelenScherm
from pmg_desk.ui.screens.verbindingen import Verbindingsbeheer
from pmg_desk.ui.screens.verzoek import VerzoekScherm
from pmg_desk.ui.widgets import bestandskeuze, dialoog
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from tests.officer import Officer, maak_zaak
from tests.tweekluizen import Tweetal, maak_tweetal
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.vulling import vraag

Toon = Callable[..., Any]


@pytest.fixture
def twee(tmp_path: Path) -> Iterator[Tweetal]:
    tweetal = maak_tweetal(tmp_path)
    yield tweetal
    tweetal.sluit()


@pytest.fixture
def toon(qtbot: QtBot, omgeving: Omgeving, twee: Tweetal) -> Toon:
    """Show a screen as a user of the team's vault and wait until it is loaded."""
    for werkplek in twee.team.werkplekken.values():
        werkplek.bij_wijziging(omgeving.meld_wijzigingen)

    def _toon(klasse: type[Any], wie: str, **params: Any) -> Any:
        omgeving.werkplek = twee.team.werkplek(wie)
        scherm = klasse(omgeving)
        qtbot.addWidget(scherm)
        scherm.resize(1200, 800)
        scherm.show()
        scherm.toon(**params)
        klaar(qtbot, omgeving)
        return scherm

    return _toon


def tab(scherm: Beheer) -> Verbindingsbeheer:
    deel = scherm.tabs.inhoud("verbindingen")
    assert isinstance(deel, Verbindingsbeheer)
    return deel


def teksten(widget: QWidget) -> str:
    return "\n".join(t.text() for t in widget.findChildren(Tekst))


def test_een_kaart_bewaren_en_de_cijfers_voorlezen(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, twee: Tweetal, tmp_path: Path
) -> None:
    scherm = toon(Beheer, "beheer", tab="verbindingen")
    pad = tmp_path / "stick.pmgsleutels"
    bestandskeuze.volgend_pad(pad)
    tab(scherm).kaartknop.click()
    klaar(qtbot, omgeving)
    venster = tab(scherm).venster
    assert venster is not None
    assert lees_kaart(pad.read_bytes())[0].vingerafdruk() in teksten(venster)
    assert toegankelijk.controleer(venster) == []
    venster.accept()


def test_een_kaart_inlezen_vraagt_de_cijfers_en_toont_ze_nergens(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, twee: Tweetal, gezegd: list[str]
) -> None:
    kaart = verbindingen.make_sleutelkaart(twee.officer)
    scherm = toon(Beheer, "beheer", tab="verbindingen")
    bestandskeuze.volgend_pad(twee.schrijf(kaart.ruw))
    tab(scherm).inleesknop.click()
    klaar(qtbot, omgeving)
    venster = tab(scherm).venster
    assert isinstance(venster, Formulierdialoog)
    alles = teksten(venster) + " ".join(w.text() for w in venster.findChildren(QWidget) if hasattr(w, "text"))
    assert "P. Officer (privacy officer)" in alles
    assert not any(groep in alles for groep in kaart.vingerafdruk.split())
    veld: Any = venster.formulier.veld("cijfers")
    QTest.keyClicks(veld.invoer, "11111 22222 33333 44444 55555 66666")
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert "Deze cijfers horen niet bij deze kaart." in teksten(venster)
    assert verbindingen.list_verbindingen(twee.team.beheer) == ()
    veld.zet(kaart.vingerafdruk.replace(" ", ""))
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert tab(scherm).lijst.model.rowCount() == 1
    assert toegankelijk.controleer(scherm) == []
    bestandskeuze.volgend_pad(twee.schrijf(kaart.ruw))
    tab(scherm).inleesknop.click()
    klaar(qtbot, omgeving)
    assert tab(scherm).venster is None  # nothing to compare: it is the same card


def test_een_verbinding_bekijken_en_stoppen(toon: Toon, qtbot: QtBot, omgeving: Omgeving, twee: Tweetal) -> None:
    hier, _ = twee.verbind()
    scherm = toon(Beheer, "beheer", tab="verbindingen")
    tab(scherm).lijst.kies(hier)
    klaar(qtbot, omgeving)
    assert "P. Officer" in teksten(scherm.zijpaneel)
    (knop,) = [k for k in scherm.zijpaneel.findChildren(Knop) if k.text() == "Verbinding stoppen"]
    dialoog.volgend_antwoord(True)
    knop.click()
    klaar(qtbot, omgeving)
    assert [v.loopt for v in verbindingen.list_verbindingen(twee.team.beheer)] == [False]
    tab(scherm).lijst.kies(hier)
    klaar(qtbot, omgeving)
    assert [k for k in scherm.zijpaneel.findChildren(Knop) if k.text() == "Verbinding stoppen"] == []


@pytest.mark.parametrize("wie", ["regie", "privacy", "lezer"])
def test_alleen_de_beheerder_ziet_verbindingen(toon: Toon, wie: str) -> None:
    assert toon(Beheer, wie).tabs.inhoud("verbindingen") is None


def test_zonder_officer_elders_zijn_er_geen_pakketknoppen(toon: Toon, twee: Tweetal) -> None:
    scherm = toon(DelenScherm, "regie")
    assert not scherm.stuurknop.isVisible()
    assert not scherm.inleesknop.isVisible()


def test_een_verzoek_versturen_en_het_besluit_inlezen(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, twee: Tweetal, tmp_path: Path
) -> None:
    zaak = maak_zaak(twee)
    scherm = toon(VerzoekScherm, "regie", verzoek_id=zaak.verzoek_id)
    assert scherm.pakketknop.isVisible()
    scherm.pakketknop.click()
    venster = scherm.post.venster
    assert toegankelijk.controleer(venster) == []
    pad = tmp_path / "stick.pmgpakket"
    bestandskeuze.volgend_pad(pad)
    venster.knop.click()
    klaar(qtbot, omgeving)
    officer = Officer(twee, open_pakket(pad.read_bytes(), twee.officer.sleutels).envelop)
    assert officer.verzoek.verzoek_id == str(zaak.verzoek_id)

    lijst = toon(DelenScherm, "regie")
    assert lijst.inleesknop.isVisible()
    bestandskeuze.volgend_pad(officer.pakket(officer.besluit()))
    lijst.inleesknop.click()
    klaar(qtbot, omgeving)
    (regel,) = delen.list_verzoeken(twee.team.regie)
    assert regel.status is VerzoekStatus.BEHANDELD
    model = lijst.besluiten.model
    assert [model.rij(nr).zekerheid.value for nr in range(model.rowCount())] == ["cryptografisch"]
    verzoek = toon(VerzoekScherm, "regie", verzoek_id=zaak.verzoek_id)
    assert "cryptografisch" in teksten(verzoek)
    assert not verzoek.pakketknop.isVisible()


def test_een_geweigerd_pakket_zegt_waarom(toon: Toon, qtbot: QtBot, omgeving: Omgeving, twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    pad = zaak.officer.pakket(zaak.officer.besluit())
    scherm = toon(DelenScherm, "regie")
    for _ in range(2):
        bestandskeuze.volgend_pad(pad)
        scherm.inleesknop.click()
        klaar(qtbot, omgeving)
    assert "Dit pakket is hier al eerder ingelezen of gemaakt." in teksten(scherm)


def test_meer_verzoeken_in_een_keer_naar_een_map(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, twee: Tweetal, tmp_path: Path
) -> None:
    zaak = maak_zaak(twee)
    vraag(twee.team, zaak.dossier, functie="Mentor")
    scherm = toon(DelenScherm, "regie")
    assert not scherm.verzoeken.gekozen_rijen()
    scherm.stuurknop.click()
    assert scherm.findChildren(Formulierdialoog) == []
    scherm.verzoeken.tabel.selectAll()
    scherm.stuurknop.click()
    map_ = tmp_path / "map"
    map_.mkdir()
    bestandskeuze.volgend_pad(map_)
    scherm.post.venster.knop.click()
    klaar(qtbot, omgeving)
    gemaakt = sorted(map_.iterdir())
    assert len(gemaakt) == 2
    assert {open_pakket(p.read_bytes(), twee.officer.sleutels).envelop.soort.value for p in gemaakt} == {"verzoek"}


@pytest.mark.parametrize("wie", ["regie", "beheer"])
def test_een_audit_laat_eerst_zien_wat_er_meegaat(
    toon: Toon, qtbot: QtBot, omgeving: Omgeving, twee: Tweetal, tmp_path: Path, wie: str
) -> None:
    maak_zaak(twee)
    (volging,) = toezichtdossier.list_volgingen(twee.officer)
    naar = twee.team.werkplek(wie).gebruiker.id
    gevraagd = toezichtaudit.ask_audit(twee.officer, volging.verbinding_id, "Jaarlijkse controle.", naar_id=naar)
    bestandskeuze.volgend_pad(twee.schrijf(gevraagd.ruw))
    if wie == "regie":
        scherm = toon(DelenScherm, wie)
        scherm.inleesknop.click()
        audit = scherm.post.audit
    else:
        scherm = toon(Beheer, wie, tab="verbindingen")
        tab(scherm).auditknop.click()
        audit = tab(scherm).audit
    klaar(qtbot, omgeving)
    assert "Jaarlijkse controle." in teksten(audit.venster)
    assert toegankelijk.controleer(audit.venster) == []
    pad = tmp_path / "antwoord.pmgpakket"
    bestandskeuze.volgend_pad(pad)
    audit.knop.click()
    klaar(qtbot, omgeving)
    dossier_id = toezichtaudit.read_audit(twee.officer, pad.read_bytes())
    assert toezichtdossier.toon_dossier(twee.officer, dossier_id).bevindingen == ()
