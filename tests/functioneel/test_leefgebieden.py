"""Leefgebieden over time, risk and protection, and the four leefwerelden (000; 001), through the screens."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.services import leefgebieden
from pmg_desk.services.leefgebieden import ScoreInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import FactorSoort
from pmg_desk.ui.screens.factorkaarten import Factorregel
from pmg_desk.ui.screens.leefgebieden import Scoreverloop
from pmg_desk.ui.widgets import afdrukken, bestandskeuze
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from tests.functioneel.dossierzaal import open_tab, vul
from tests.functioneel.routezaal import Routezaal
from tests.services.test_samenvatting_dekking import pdf_tekst
from tests.ui.toegankelijk import controleer


@pytest.fixture
def casus_id(zaal: Routezaal) -> UUID:
    zaal.open("regie")
    return zaal.casus("pga_lokaal", geboortedatum="2010")


def _tekst(zaal: Routezaal) -> str:
    QApplication.processEvents()
    return zaal.leest()


def test_scores_over_de_tijd_staan_in_beeld_en_in_cijfers(zaal: Routezaal, casus_id: UUID) -> None:
    leefgebieden.save_scores(
        zaal.omgeving.werkplek, casus_id, [ScoreInvoer("financien", 2), ScoreInvoer("huisvesting", 4)], date(2026, 3, 2)
    )
    tab = open_tab(zaal, casus_id, "leefgebieden")
    zaal.druk("Scores invullen")
    vul(zaal, financien=4, toelichting_financien="De schuld is geregeld.", huisvesting=1)
    bewaard = {s.label: s for s in leefgebieden.list_scores(zaal.omgeving.werkplek, casus_id)}
    getoond = {rij[0]: rij for rij in tab.beeldkaart.cijfers.rijen}
    assert set(getoond) == set(bewaard), "every leefgebied of the profile, also those without a score"
    for label, score in bewaard.items():
        _, begin, nu, _, alle = getoond[label]
        cijfers = [int(waarde) for waarde in re.findall(r": (\d)", alle)]
        assert cijfers == [waarde for _, waarde in score.verloop]
        if score.verloop:
            assert (int(begin), int(nu)) == (score.verloop[0][1], score.verloop[-1][1])
        else:
            assert (begin, nu, alle) == ("–", "–", "geen score")
    zonder = ", ".join(label for label, score in bewaard.items() if not score.verloop)
    assert f"Nog geen score: {zonder}." in _tekst(zaal)  # in words once, no row of empty drawings
    assert getoond["Financiën"][3] == "2 beter"
    assert getoond["Huisvesting"][3] == "3 slechter"
    assert "Financiën: van 2 naar 4;" in tab.beeldkaart.radar.accessibleDescription()
    assert "De schuld is geregeld." in _tekst(zaal)
    assert controleer(tab) == []
    zaal.druk("Eerdere scores: Financiën")
    (venster,) = tab.findChildren(Scoreverloop)
    gezien = [kaart.titel.text() for kaart in venster.findChildren(Kaart)]
    assert gezien == ["23 november 2026: 4 – voldoende zelfredzaam", "2 maart 2026: 2 – niet zelfredzaam"]
    assert controleer(venster) == []
    venster.accept()


def _focus(widget: QWidget) -> str:
    gefocust: QWidget | None = widget.window().focusWidget()
    return "" if gefocust is None else gefocust.accessibleName()


def test_risico_en_bescherming_staan_naast_elkaar_en_eindigen(zaal: Routezaal, casus_id: UUID) -> None:
    tab = open_tab(zaal, casus_id, "leefgebieden")
    for soort, tekst in (
        (FactorSoort.RISICO, "Oudere vrienden met geld."),
        (FactorSoort.BESCHERMING, "Een oom die elke week kookt."),
    ):
        zaal.druk("Risico of bescherming toevoegen")
        vul(zaal, leefgebied="sociaal_netwerk", soort=soort, tekst=tekst)
    zaal.qtbot.waitUntil(lambda: "Beschermende factor, Sociaal netwerk" in _focus(tab))  # what was added, in sight
    regels = {r.factor.soort: r for r in tab.factorkaart.findChildren(Factorregel) if r.isVisible()}
    links, rechts = (
        regels[soort].mapTo(tab, regels[soort].rect().topLeft())
        for soort in (FactorSoort.RISICO, FactorSoort.BESCHERMING)
    )
    assert links.x() < rechts.x()
    assert links.y() == rechts.y()
    zaal.druk("Speelt niet meer: Risicofactor")
    vul(zaal, tot=date(2026, 11, 23))
    assert "speelt niet meer" in _tekst(zaal)
    assert "Een oom die elke week kookt." in _tekst(zaal)


def test_wat_bekend_is_krijgt_een_plek_in_een_leefwereld(zaal: Routezaal, casus_id: UUID) -> None:
    open_tab(zaal, casus_id, "signalen")
    zaal.druk("Leefwereld kiezen: Aanleiding")
    vul(zaal, leefwerelden=("straat", "school"))
    tab = open_tab(zaal, casus_id, "leefwerelden")
    per = {sleutel: [u.tekst for u in kaart.wereld.uitspraken] for sleutel, kaart in tab.kaarten.items()}
    aanleiding = ["Drie keer gezien bij het winkelcentrum."]
    assert per == {"school": aanleiding, "gezin": [], "straat": aanleiding, "digitaal": []}
    assert controleer(tab) == []
    zaal.druk("Plek kiezen: Aanleiding")
    vul(zaal, leefwerelden=())
    aantallen = {sleutel: len(kaart.wereld.uitspraken) for sleutel, kaart in tab.kaarten.items()}
    assert aantallen == {"school": 0, "gezin": 0, "straat": 0, "digitaal": 0, "": 1}


def test_de_interne_afdruk_is_wat_men_zag(zaal: Routezaal, casus_id: UUID, tmp_path: Path) -> None:
    score = ScoreInvoer("financien", 2, UitspraakInvoer("Schuld."))
    leefgebieden.save_scores(zaal.omgeving.werkplek, casus_id, [score], date(2026, 3, 2))
    open_tab(zaal, casus_id, "leefgebieden")
    zaal.druk("Afdrukken (intern)")
    assert zaal.scherm.sleutel == "internafdruk"
    (voorbeeld,) = zaal.scherm.findChildren(PdfVoorbeeld)
    assert voorbeeld.paginas > 0
    bestandskeuze.volgend_pad(tmp_path / "leefgebieden.pdf")
    zaal.druk("Uitgeven en opslaan als bestand")
    assert "Financiën 2 2 gelijk 02-03-2026: 2" in " ".join(
        pdf_tekst((tmp_path / "leefgebieden.pdf").read_bytes()).split()
    )
    assert "Gelukt: exemplaar 1 is uitgegeven." in _tekst(zaal)
    zaal.druk("Uitgifte is mislukt")
    assert "als mislukt gemeld" in _tekst(zaal)
    zaal.druk("Terug naar het dossier")
    zaal.rust()
    zaal.druk("Afdrukken (intern)")
    afdrukken.volgende_afdruk(None)
    zaal.druk("Uitgeven en afdrukken")
    assert "als mislukt gemeld" in _tekst(zaal), "a cancelled print did not leave the house"
