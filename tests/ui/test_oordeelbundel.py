"""Judging several requests at once by hand: what a signature over all of them says, and what it warns for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from pmg_desk.domain.delen import Eis, Oordeel
from pmg_desk.services import delen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.oordeelbundel import OordeelbundelScherm
from pmg_desk.ui.widgets import dialoog
from tests.ui import toegankelijk
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import rust
from tests.vulling import WOORDEN, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def samen(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> OordeelbundelScherm:
    """Two requests for the same school, of which one asks for data about health, in the real window."""
    een, twee = (maak_dossier(wereld.regie, f"PMG-2026-0000{n}") for n in (1, 2))
    ids = (vraag(wereld, een, ("signalen", "gezondheid")), vraag(wereld, replace(twee, school=een.school)))
    scherm = ga(qtbot, open_venster(qtbot, omgeving, wereld, "privacy"), "oordeelbundel", verzoek_ids=ids)
    rust(qtbot, omgeving)
    assert isinstance(scherm, OordeelbundelScherm)
    return scherm


def test_bijzondere_gegevens_geven_per_verzoek_een_waarschuwing_en_de_toets_vraagt_het_nog_eens(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, samen: OordeelbundelScherm
) -> None:
    label = wereld.profiel.datacategorieen["gezondheid"].label.lower()
    bij_verzoek = f"Let op: {label} is gevoelig, en bij dit verzoek staat geen grondslag daarvoor."
    boven_handtekening = f"Let op: bij V-2026-00001 is {label} bijzonder, en staat er geen grondslag daarvoor."
    assert zichtbaar(samen).count(bij_verzoek) == 1
    assert toegankelijk.controleer(samen) == []
    formulier = samen.formulier
    formulier.zet({"oordeel": Oordeel.AKKOORD, "motivering": "Nodig.", "categorieen": ("signalen",)})
    formulier.pas_aan()
    assert boven_handtekening not in formulier.zin.text()
    formulier.veld("categorieen").zet(("signalen", "gezondheid"))
    assert boven_handtekening in formulier.zin.text()
    kop = "U geeft 2 keer akkoord, voor 2 jongeren: V-2026-00001, V-2026-00002."
    assert formulier.zin.text().startswith(kop)
    # The button asks it first as well, and "no" signs nothing.
    dialoog.volgend_antwoord(False)
    formulier.knop.click()
    rust(qtbot, omgeving)
    assert delen.list_besluiten(wereld.privacy) == ()
    # Ctrl+Enter from the texts: the sentence with the warning is asked first, and "no" signs nothing.
    samen.window().activateWindow()
    next(iter(samen.lijsten.values())).findChildren(QCheckBox)[0].setFocus()
    for antwoord, besluiten in ((False, 0), (True, 2)):
        dialoog.volgend_antwoord(antwoord)
        QTest.keyClick(QApplication.focusWidget() or samen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        rust(qtbot, omgeving)
        assert len(delen.list_besluiten(wereld.privacy)) == besluiten


def test_wat_eerder_onder_voorwaarden_mocht_zegt_dat_bij_dat_verzoek_en_boven_de_handtekening(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    een, twee = (maak_dossier(wereld.regie, f"PMG-2026-0000{n}") for n in (1, 2))
    zaken = (een, replace(twee, school=een.school))
    eisen = (Eis.ALLEEN_MONDELING, Eis.OUDERS_GEINFORMEERD)
    keur_goed(wereld, vraag(wereld, een), eisen=eisen)
    ids = tuple(vraag(wereld, zaak) for zaak in zaken)
    scherm = ga(qtbot, open_venster(qtbot, omgeving, wereld, "privacy"), "oordeelbundel", verzoek_ids=ids)
    rust(qtbot, omgeving)
    leest = zichtbaar(scherm)
    bij = (
        "Met de voorwaarden van B-2026-00001: Alleen mondeling delen, nooit op papier of als bestand; Pas als de ouders"
    )
    assert leest.count(bij) == 1
    assert leest.count("Wilt u minder voorwaarden? Beoordeel dit verzoek dan apart.") == 1
    scherm.formulier.zet({"oordeel": Oordeel.AKKOORD, "motivering": "Nodig."})
    scherm.formulier.pas_aan()
    zin = scherm.formulier.zin.text()
    assert "De voorwaarden van het vorige besluit blijven gelden bij V-2026-00002 (B-2026-00001)." in zin
    assert "Ieder tot zijn eigen dag, uiterlijk 22 januari 2027." in zin
    scherm.formulier.knop.click()
    rust(qtbot, omgeving)
    besluiten = {b.verzoek_id: b.eisen for b in delen.list_besluiten(wereld.privacy)}
    assert [besluiten[id_] for id_ in ids] == [eisen, ()]


def test_van_veel_verzoeken_komt_de_tekst_pas_als_u_erom_vraagt(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    dossier = maak_dossier(wereld.regie)
    ids = tuple(vraag(wereld, dossier, functie=f"Functie {nr}") for nr in range(7))
    scherm = ga(qtbot, open_venster(qtbot, omgeving, wereld, "privacy"), "oordeelbundel", verzoek_ids=ids)
    rust(qtbot, omgeving)
    assert toegankelijk.controleer(scherm) == []
    assert scherm.lijsten == {}
    assert WOORDEN["signaal"] not in zichtbaar(scherm)
    scherm.vouwknoppen[ids[2]].click()
    assert list(scherm.lijsten) == [ids[2]]
    assert zichtbaar(scherm).count(WOORDEN["signaal"]) == 1
    stuk = next(s for s in scherm._voorstel.delen[2].stukken if s.categorie == "signalen")
    scherm.lijsten[ids[2]].laat_weg({stuk.id})
    scherm.vouwknoppen[ids[2]].click()  # folded again, what was left out stays out
    assert WOORDEN["signaal"] not in zichtbaar(scherm)
    scherm.formulier.zet({"oordeel": Oordeel.AKKOORD, "motivering": "Nodig."})
    scherm.formulier.pas_aan()
    assert "U geeft 7 keer akkoord, voor 1 jongere: V-2026-00001," in scherm.formulier.zin.text()
    scherm.formulier.knop.click()
    rust(qtbot, omgeving)
    weg = {b.verzoek_id: len(b.weglaten) for b in delen.list_besluiten(wereld.privacy)}
    assert [weg[id_] for id_ in ids] == [0, 0, 1, 0, 0, 0, 0]
