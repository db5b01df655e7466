"""The pictures: every screen is gone to by somebody, and comes out as a picture in each theme and size."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pmg_desk import paths
from pmg_desk.services import kluizen
from pmg_desk.services.adresboek import list_organisaties
from pmg_desk.services.demo import Demo, make_demo
from pmg_desk.services.demo_toezicht import make_toezicht
from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, record_spoed
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.storage.models import Wijze
from pmg_desk.ui import fotograaf
from pmg_desk.ui.fotograaf import Fotograaf
from pmg_desk.ui.fotoroute import bezoeken, volle_casus
from pmg_desk.ui.fototoestel import MAAT, toon_venster
from pmg_desk.ui.screens import SCHERMEN
from pmg_desk.ui.screens.dossier import TABBLADEN


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("demo"), casussen=2)


def test_every_screen_and_every_tab_of_the_dossier_is_visited_by_somebody(demo: Demo, tmp_path: Path) -> None:
    bezocht: set[str] = set()
    tabs: set[str] = set()
    for mens in demo.gebruikers:
        werkplek = kluizen.open_kluis(demo.kluis, mens.gebruikersnaam, mens.wachtwoord)
        try:
            for _, sleutel, params in bezoeken(werkplek):
                bezocht.add(sleutel)
                if sleutel == "dossier":
                    tabs.add(params["tab"])
        finally:
            kluizen.close_kluis(werkplek)
    kopie = tmp_path / "kopie" / demo.kluis.name
    shutil.copytree(demo.kluis, kopie)
    pad = make_toezicht(replace(demo, kluis=kopie), tmp_path / "toezicht", "stille boot ziet veel maan")
    werkplek = kluizen.open_kluis(pad, "toezicht", "stille boot ziet veel maan")
    try:
        bezocht |= {sleutel for _, sleutel, _ in bezoeken(werkplek)}
    finally:
        kluizen.close_kluis(werkplek)
    assert bezocht == {scherm.sleutel for scherm in SCHERMEN}
    assert tabs == {tab.sleutel for tab in TABBLADEN}


def test_the_pictures_are_taken_and_show_no_bug(
    app: QApplication, demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fotograaf, "bezoeken", lambda _werkplek: iter([("beheer", "beheer", {})]))
    monkeypatch.setenv(paths.VARIABELE, str(tmp_path / "gebruiker"))
    foto = Fotograaf(demo, tmp_path / "beelden")
    foto.neem_alles((("licht", 100), ("donker", 200)))
    assert foto.toestel.storingen == []
    beelden = sorted((tmp_path / "beelden").glob("*/*.png"))
    assert len(beelden) == foto.toestel.aantal
    namen = {pad.stem for pad in beelden}
    assert namen >= {
        "regie-01-beheer",
        "privacy-01-beheer",
        "deur-03-verkeerd-wachtwoord",
        "wizard-4-controle",
        "wizard-5-herstelblad-typefout",
    }
    licht, donker = (
        QImage(str(tmp_path / "beelden" / map_ / "regie-01-beheer.png")) for map_ in ("licht-100", "donker-200")
    )
    assert (licht.width(), licht.height()) == MAAT == (donker.width(), donker.height())
    assert licht.pixelColor(640, 710).lightness() > 128 > donker.pixelColor(640, 710).lightness()
    assert not (tmp_path / "gebruiker").exists()  # who runs it keeps their own list of vaults


def test_the_prints_of_the_demo_are_written_as_issued(demo: Demo, tmp_path: Path) -> None:
    """Also when something was told: that is in the same register, without a page."""
    kopie = tmp_path / "kopie" / demo.kluis.name
    shutil.copytree(demo.kluis, kopie)
    werkplek = kluizen.open_kluis(kopie, "regie", demo.wachtwoord("regie"))
    try:
        casus = volle_casus(werkplek)
        organisatie = list_organisaties(werkplek)[0].id
        verteld = MondelingInvoer(Bestemming(organisatie, "Wijkagent"), Wijze.TELEFOON, ("signalen",), "Vannacht.")
        record_spoed(werkplek, casus.id, SpoedInvoer(verteld, "Kon niet wachten.", ("avg_6_1_d",), "Levensgevaar."))
    finally:
        kluizen.close_kluis(werkplek)
    foto = Fotograaf(replace(demo, kluis=kopie), tmp_path)
    assert foto.druk_af(tmp_path / "pdf") == len(list((tmp_path / "pdf").glob("*.pdf"))) == 10
    assert all(pad.read_bytes().startswith(b"%PDF-") for pad in (tmp_path / "pdf").iterdir())


def test_the_window_of_the_self_test_tells_its_size_and_first_screen(app: QApplication, demo: Demo) -> None:
    werkplek = kluizen.open_kluis(demo.kluis, "regie", demo.wachtwoord("regie"))
    try:
        assert toon_venster(werkplek) == "1280 bij 720, scherm start"
    finally:
        kluizen.close_kluis(werkplek)
