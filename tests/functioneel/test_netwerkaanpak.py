"""The network approach (000, ZVHH): a family, a JIM and others around a youth, put in, read and printed."""

from __future__ import annotations

from pathlib import Path

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.formulier import Keuze
from tests.casusbouw import bladen, maak
from tests.functioneel.dossierzaal import open_tab, vul
from tests.functioneel.routezaal import Routezaal
from tests.reports.lezen import tekst as tekst_van
from tests.ui.casusvenster import zichtbaar


def test_netwerkaanpak(zaal: Routezaal, tmp_path: Path) -> None:
    """From an empty network to a page on paper: a brother at risk, a JIM, a negative role model and a co-suspect."""
    wereld = zaal.wereld
    broer = maak(wereld.regie, voornamen="Bram", geboortedatum="2015-02-01")
    casus_id = maak(wereld.regie, geboortedatum="2010-02-01")
    zaal.open()
    tab = open_tab(zaal, casus_id, "netwerk")
    zaal.druk("Iemand toevoegen")
    vul(zaal, soort="ouder", naam="Ewa Łukasz", gezag="ja")
    zaal.druk("Iemand toevoegen")
    vul(
        zaal,
        soort="broer_zus",
        loopt_risico=True,
        toelichting="Loopt met oudere jongens mee.",
        toelichting__bron="School",
        andere_casus_id=Keuze(broer, "Bram Łukasz"),
    )
    zaal.druk("Iemand toevoegen")
    vul(zaal, soort="jim", naam="Trainer Hakim", toelichting="Zelf gekozen.")
    zaal.druk("Iemand toevoegen")
    vul(
        zaal,
        soort="negatief_rolmodel",
        naam="Grote Rik",
        toelichting="Zou klusjes geven.",
        toelichting__bron="Wijkagent",
        toelichting__aard=Aard.AANNAME,
    )
    zaal.druk("Iemand toevoegen")
    vul(zaal, soort="medeverdachte", naam="Sergio")
    assert [rij.naam for rij in tab.lijst.model.getoond] == [
        "Ewa Łukasz",
        "Bram Łukasz",
        "Trainer Hakim",
        "Grote Rik",
        "Sergio",
    ]
    gezegd = tab.tekening.accessibleDescription()
    for woorden in ("Bram Łukasz, Broer of zus, loopt risico", "Rolmodellen: Trainer Hakim", "Verdenkingen: Sergio"):
        assert woorden in gezegd
    tab.lijst.kies(tab.lijst.model.getoond[3].id)
    zaal.rust()
    assert "Zou klusjes geven." in zichtbaar(tab.detail)
    assert "Aanname" in zichtbaar(tab.detail)
    zaal.druk("Afdrukken (intern)")
    volgend_pad(tmp_path / "netwerk.pdf")
    zaal.druk("Uitgeven en opslaan als bestand")
    blad = " ".join(tekst_van((tmp_path / "netwerk.pdf").read_bytes()).split())
    assert "Zou klusjes geven. (aanname, bron: Wijkagent)" in blad
    assert "PMG-2026-00001" not in blad, "paper names no other casus"
    zaal.druk("Terug naar het dossier")
    tab.lijst.kies(tab.lijst.model.getoond[1].id)
    zaal.rust()
    zaal.druk("Naar de casus")
    assert zaal.scherm.casus_id == broer
    assert not any(naam in bladen(wereld.regie) for naam in ("Ewa", "Bram", "Hakim", "Rik", "Sergio"))
