"""A tafelkader through the screen: made, compared, tried out and signed; then what it lets a casusregisseur share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.kaderverschil import NUMMERS
from pmg_desk.domain.tafelkader import Kaderinhoud, Kadertekst
from pmg_desk.services import (
    kaderconcepten,
    kaderpakketten,
    overleggen,
    samenvattingen,
    tafelkaders,
    verstrekkingen,
)
from pmg_desk.services.adresboek import list_professionals
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.tafelkaderdelen import Celdetail
from pmg_desk.ui.screens.tafelkaderverschil import VELD_LABELS
from pmg_desk.ui.widgets import dialoog
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.functioneel.dossierzaal import vul
from tests.functioneel.routezaal import Routezaal
from tests.kaderbouw import DOEL, cellen, politie, teken, zet_aan_tafel
from tests.services.test_samenvatting_dekking import pdf_tekst, woorden_in
from tests.tweekluizen import Tweetal, maak_tweetal
from tests.ui.toegankelijk import controleer
from tests.vulling import Dossier, maak_dossier


@pytest.fixture
def twee(tmp_path: Path) -> Iterator[Tweetal]:
    een = maak_tweetal(tmp_path)
    een.verbind()
    yield een
    een.sluit()


def _overleg(zaal: Routezaal, dossier: Dossier) -> None:
    """A real overleg, with police and school, about this casus."""
    wereld = zaal.wereld
    leerplein = next(p for p in list_professionals(wereld.regie) if p.functie == "Leerlingzaken")
    overleg = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", wereld.klok.nu().date()))
    overleggen.set_deelnemers(wereld.regie, overleg, [dossier.professional, leerplein.id])
    overleggen.add_agendapunt(wereld.regie, overleg, dossier.casus_id)


def _begin(zaal: Routezaal) -> None:
    zaal.ga("tafelkader")
    zaal.druk("Nieuw tafelkader")
    tafels = [ruimte.tafel for _, ruimte, _ in zaal.scherm.ruimten]
    vul(zaal, ruimte=tafels.index("pga_lokaal"), doel=DOEL)
    zaal.rust()


def _toets(zaal: Routezaal, *toetsen: Qt.Key) -> None:
    """Press keys in the grid, as who works without a mouse."""
    for toets in toetsen:
        QTest.keyClick(zaal.scherm.matrix, toets)
        QApplication.processEvents()


def _zet_ja(zaal: Routezaal, ontvanger: Ontvanger, *categorieen: str) -> None:
    """Walk to the cells with arrows and say yes or no with Space; grounds are ticked once and then taken over."""
    model = zaal.scherm.matrix.model_
    rij = [r.ontvanger for r in model.ruimte.rijen].index(ontvanger)
    kolommen = [c.sleutel for c in model.ruimte.categorieen]
    zaal.scherm.matrix.ga_naar(rij, 0)
    for nr, sleutel in enumerate(kolommen):
        if sleutel in categorieen:
            _toets(zaal, Qt.Key.Key_Space)
            if (rij, nr) in model.cellen and not model.cellen[rij, nr].grondslagen:
                _detail(zaal).gronden.zet(("avg_6_1_e",))
        _toets(zaal, Qt.Key.Key_Right)


def _detail(zaal: Routezaal) -> Any:
    return [d for d in zaal.scherm.zijpaneel.findChildren(Celdetail) if d.isVisible()][-1]


def _teksten(deel: QWidget) -> list[str]:
    return [label.text() for label in deel.findChildren(QLabel)]


def _geef_uit(zaal: Routezaal, dossier: Dossier) -> set[str]:
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    uitgave = samenvattingen.issue_samenvatting(zaal.wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER)
    tekst = pdf_tekst(uitgave.pdf)
    (kader,) = (k for k in tafelkaders.list_kaders(zaal.wereld.regie) if k.geldt)
    assert kader.nummer in tekst
    return woorden_in(tekst)


def test_een_kader_maken_en_er_onder_delen_en_een_maand_later_niet_meer(zaal: Routezaal) -> None:
    wereld = zaal.wereld
    dossier = maak_dossier(wereld.regie)
    school = zet_aan_tafel(wereld, dossier)
    _overleg(zaal, dossier)
    zaal.open("privacy")

    _begin(zaal)
    scherm = zaal.scherm
    for sleutel, waarde in {
        "bron": "Convenant PGA lokaal 2026, artikel 7",
        "motivering": "Nodig voor het plan.",
    }.items():
        scherm.formulier.veld(sleutel).zet(waarde)
    zaal.druk("Bewaren en verder")
    assert scherm.tabs.sleutel == "vakjes"
    _zet_ja(zaal, school, "identiteit", "signalen", "plan", "gezondheid")
    _zet_ja(zaal, politie(dossier), "identiteit")
    assert len(scherm.matrix.model_.cellen) == 4  # health is not to be had here, whatever one presses
    assert controleer(scherm) == []
    zaal.druk("Volgende stap")
    assert "Alles in dit kader is nieuw." in zaal.leest()
    zaal.druk("Volgende stap")
    scherm.proef.overleg.zet(scherm.concept.overleggen[0].id)
    zaal.rust()
    assert "Met dit kader krijgen 2 van 2 organisaties iets, over 1 casus: samen 6 stukken (nu 0)." in zaal.leest()
    kaart = next(k for k in scherm.proef.kaarten if k.som.organisatie_id == school.organisatie_id)
    assert "Krijgt iets van 1 casus (nu van 0): identiteit, plan van aanpak, signalen." in _teksten(kaart)
    assert "PMG-2026-00001, Leerlingzaken" not in _teksten(kaart)
    zaal.druk(kaart.vouwknop.accessibleName())
    assert "PMG-2026-00001, Leerlingzaken" in _teksten(kaart)
    assert controleer(scherm) == []
    zaal.druk("Volgende stap")
    zaal.rust()
    dag = toon_datum(scherm.concept.inhoud.geldig_tot)
    krijgt = f"{school.voluit} krijgt: identiteit, plan van aanpak, signalen; tot en met {dag}."
    assert krijgt in zaal.leest()
    dialoog.volgend_antwoord(True)
    zaal.druk("Ondertekenen")
    zaal.rust()
    assert zaal.scherm.sleutel == "tafelkader"
    gelezen = zaal.leest()
    for woorden in ("K-2026-00001", "Geldt", f"Leerlingzaken, {school.organisatie}", "Identiteit", "Signalen"):
        assert woorden in gelezen

    assert _geef_uit(zaal, dossier) == {"voornaam", "signaal", "plan", "doel"}
    (regel,) = verstrekkingen.list_verstrekkingen(wereld.regie)
    assert regel.besluiten == ("K-2026-00001",)

    wereld.klok.moment += timedelta(days=31)
    zaal.ga("tafelkader")
    zaal.scherm.lijst.kies(tafelkaders.list_kaders(wereld.privacy)[0].id)
    zaal.rust()
    zaal.druk("Nieuwe versie")
    vul(zaal)
    zaal.rust()
    zaal.scherm.tabs.kies("vakjes")
    zaal.rust()
    _zet_ja(zaal, school, "identiteit", "signalen", "plan")
    zaal.druk("Volgende stap")
    assert "Mag straks niet meer (3)" in zaal.leest()
    zaal.scherm.tabs.kies("tekenen")
    zaal.rust()
    gelezen = zaal.leest()
    assert f"{school.voluit} krijgt niets meer." in gelezen
    assert "Van de 1 verstrekking die uitstaat, verandert er 1" in gelezen
    dialoog.volgend_antwoord(True)
    zaal.druk("Ondertekenen")
    zaal.rust()
    assert [(k.versie, k.stand) for k in tafelkaders.list_kaders(wereld.privacy)] == [(2, "Geldt"), (1, "Vervangen")]
    with pytest.raises(NietsTeDelen):
        _geef_uit(zaal, dossier)


def test_wie_aan_tafel_werkt_leest_wie_wat_mag(zaal: Routezaal) -> None:
    """And cannot make or withdraw one."""
    wereld = zaal.wereld
    dossier = maak_dossier(wereld.regie)
    school = zet_aan_tafel(wereld, dossier)
    kader = teken(wereld.privacy, cellen(school, "plan"))
    kaderconcepten.start_concept(wereld.privacy, "top_x", DOEL)
    zaal.open()
    zaal.ga("tafelkader", kader_id=kader)
    gelezen = zaal.leest()
    assert f"Leerlingzaken, {school.organisatie}" in gelezen
    assert "Plan van aanpak" in gelezen
    assert not {"Nieuw tafelkader", "Nieuwe versie", "Intrekken"} & set(zaal.knoppen())
    assert len(zaal.scherm.lijst.model.getoond) == 1  # nor does a draft show
    assert controleer(zaal.scherm) == []


def test_wat_onder_een_kader_is_gedeeld_en_de_brief_als_het_is_ingetrokken(zaal: Routezaal, tmp_path: Path) -> None:
    wereld = zaal.wereld
    dossier = maak_dossier(wereld.regie)
    school = zet_aan_tafel(wereld, dossier)
    teken(wereld.privacy, cellen(school, "plan"))
    kader = teken(wereld.privacy, cellen(school, "identiteit", "plan"), bron="Convenant 2027, artikel 2")
    _geef_uit(zaal, dossier)
    zaal.open("privacy")
    zaal.ga("tafelkader", kader_id=kader)
    zaal.druk("Vergelijken met de vorige versie")
    venster = zaal.scherm.findChildren(Dialoog)[-1]
    gelezen = _teksten(venster)
    for woorden in ("Mag straks ook (1)", "Convenant PGA lokaal 2026, artikel 7", "Convenant 2027, artikel 2"):
        assert woorden in gelezen
    venster.accept()
    zaal.druk("Wat is hieronder al gedeeld")
    zaal.rust()
    assert zaal.scherm.sleutel == "gedeeld"
    assert "PMG-2026-00001, op papier, exemplaar 1: Identiteit, Plan van aanpak" in zaal.leest()
    brief_maken = f"Brief maken voor {school.voluit}"
    assert brief_maken not in zaal.knoppen()
    kaderconcepten.withdraw_kader(wereld.privacy, kader, "Het convenant is opgezegd.")
    zaal.ga("gedeeld", kader_id=kader)
    assert controleer(zaal.scherm) == []
    zaal.druk(brief_maken)
    zaal.rust()
    brief = zaal.scherm
    brief.formulier.zet({"contact": "P. Officer, 070 353 0000"})
    brief.formulier.knop.click()
    zaal.rust()
    volgend_pad(tmp_path / "brief.pdf")
    zaal.druk("Opslaan als bestand")
    zaal.rust()
    assert "Gebruik gegevens onder tafelkader K-2026-00002 niet meer" in pdf_tekst(
        (tmp_path / "brief.pdf").read_bytes()
    )
    zaal.druk("Terug")
    zaal.rust()
    zaal.druk("Brief van 23 november 2026 bekijken")
    zaal.rust()
    assert zaal.scherm.voorbeeld.paginas == 1
    zaal.druk("Terug")
    zaal.rust()
    zaal.druk("Terug")
    zaal.rust()
    assert zaal.scherm.sleutel == "tafelkader"


def test_elk_veld_dat_kan_verschillen_heeft_een_woord_in_het_scherm() -> None:
    velden = {v.name for v in (*fields(Kaderinhoud), *fields(Kadertekst))} - NUMMERS - {"inhoud", "regels"}
    assert velden == set(VELD_LABELS)


def test_naar_een_kader_gaan_naast_een_concept(zaal: Routezaal) -> None:
    """As the work list does: the kader that was asked for is shown, not the first row."""
    wereld = zaal.wereld
    dossier = maak_dossier(wereld.regie)
    kader = teken(wereld.privacy, cellen(zet_aan_tafel(wereld, dossier), "plan"))
    kaderconcepten.start_concept(wereld.privacy, "top_x", DOEL)
    zaal.open("privacy")
    zaal.ga("tafelkader", kader_id=kader)
    zaal.rust()
    assert "Intrekken" in zaal.knoppen()
    zaal.druk("Intrekken")
    vul(zaal, reden="Het convenant is opgezegd.")
    assert [k.stand for k in tafelkaders.list_kaders(wereld.privacy)] == ["Ingetrokken"]
    assert "Intrekken" not in zaal.knoppen()


def test_een_kader_van_een_officer_op_een_eigen_computer(
    tmp_path: Path, twee: Tweetal, omgeving: Omgeving, qtbot: Any
) -> None:
    """The question comes in as a file, the kader is made there, and a file goes back; then the school may be told."""
    dossier = maak_dossier(twee.team.regie)
    school = zet_aan_tafel(twee.team, dossier)
    vraag = kaderpakketten.make_kadervraag(twee.team.regie, "pga_lokaal", DOEL, twee.officer.gebruiker.id)
    zaal = Routezaal(qtbot, omgeving, twee.toezicht)
    zaal.open("privacy")
    zaal.ga("tafelkader")
    assert not next(k for k in zaal.scherm.findChildren(Knop) if k.text() == "Nieuw tafelkader").isEnabled()
    volgend_pad(twee.schrijf(vraag.ruw))
    zaal.druk("Vraag inlezen")
    zaal.druk("Nieuw tafelkader")
    vul(zaal)  # there is one table and one purpose to choose: those that were asked for
    zaal.scherm.formulier.veld("bron").zet("Convenant PGA lokaal 2026, artikel 7")
    zaal.scherm.formulier.veld("motivering").zet("Nodig voor het plan.")
    zaal.druk("Bewaren en verder")
    _zet_ja(zaal, school, "plan")
    zaal.scherm.tabs.kies("tekenen")
    zaal.rust()
    dialoog.volgend_antwoord(True)
    zaal.druk("Ondertekenen")
    zaal.rust()
    pad = tmp_path / "kader.pmgpakket"
    volgend_pad(pad)
    zaal.druk("Pakket opslaan")
    zaal.rust()
    assert kaderpakketten.read_kaderpakket(twee.team.regie, pad).zin == "Tafelkader K-2026-00001 is ingelezen."
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    uitgave = samenvattingen.issue_samenvatting(twee.team.regie, dossier.casus_id, bestemming, Wijze.PAPIER)
    assert woorden_in(pdf_tekst(uitgave.pdf)) == {"plan", "doel"}
