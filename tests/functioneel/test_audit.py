"""The privacy officer audits through the screens: what was shared, the sample of a month, what stands out.

In the vault itself, and from an audit package of another one, of which a manipulated log is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.deellog import Groep
from pmg_desk.domain.patronen import Soort
from pmg_desk.services import auditpakketten, toezichtaudit
from pmg_desk.services.logboek import export_logregels
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.audit import AuditScherm
from pmg_desk.ui.screens.auditdeellog import Deellogdeel
from pmg_desk.ui.screens.toezichtaudit import ToezichtDossierScherm
from pmg_desk.ui.screens.wiewist import WieWistWatScherm
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.reports.lezen import tekst
from tests.services.test_steekproeven import kleine_steekproef, werk
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.vulling import WOORDEN
from tests.wereld import Wereld


class Kantoor:
    """The window of a privacy officer."""

    def __init__(self, qtbot: Any, omgeving: Omgeving, wereld: Wereld) -> None:
        self.qtbot, self.omgeving = qtbot, omgeving
        self.venster = open_venster(qtbot, omgeving, wereld, "privacy")

    def rust(self) -> None:
        for _ in range(3):
            klaar(self.qtbot, self.omgeving)

    def ga(self, sleutel: str, **params: Any) -> Any:
        scherm = ga(self.qtbot, self.venster, sleutel, **params)
        self.rust()
        return scherm

    def druk(self, woorden: str) -> None:
        scherm: Any = self.venster.scherm
        next(k for k in scherm.findChildren(Knop) if k.text() == woorden and k.isVisible()).click()
        self.rust()

    def dialoog(self) -> Any:
        scherm: Any = self.venster.scherm
        soorten = (Bewaardialoog, Formulierdialoog)
        return next(d for soort in soorten for d in scherm.findChildren(soort) if d.isVisible())

    def vul(self, **waarden: Any) -> None:
        dialoog = self.dialoog()
        dialoog.formulier.zet(waarden)
        dialoog.formulier.knop.click()
        self.rust()


def teken_alles_af(kantoor: Kantoor, deel: Any) -> None:
    """Each drawn line in order, but the first."""
    for nr in range(len(deel.regels.model.getoond)):
        deel.teken_af(deel.regels.model.getoond[nr])
        kantoor.rust()
        kantoor.vul(in_orde=nr > 0, bevinding="" if nr else "Waarom op deze dag?")


def test_een_audit_in_de_kluis(qtbot: Any, wereld: Wereld, omgeving: Omgeving, tmp_path: Path) -> None:
    kleine_steekproef(wereld)
    werk(wereld)
    wereld.klok.moment += timedelta(days=14)
    export_logregels(wereld.privacy)
    kantoor = Kantoor(qtbot, omgeving, wereld)
    scherm = kantoor.ga("audit")
    assert isinstance(scherm, AuditScherm)
    assert [r.casusnummer for r in scherm.deellog.lijst.model.getoond] == ["PMG-2026-00001"]
    assert controleer(scherm) == []
    scherm.deellog.keuze.zet(Groep.GEBRUIKER)
    kantoor.rust()
    assert [(r.wat, r.aantal) for r in scherm.deellog.tellingen.model.getoond] == [("C. Regisseur", 1)]
    scherm.deellog.tellingen.geopend.emit(scherm.deellog.tellingen.model.getoond[0])
    kantoor.rust()
    assert scherm.deellog.filter.door == "C. Regisseur"
    assert "Er is een filter aan" in zichtbaar(scherm)
    boek, komma = tmp_path / "log.xlsx", tmp_path / "log.csv"
    for pad in (boek, komma):
        volgend_pad(pad)
        kantoor.druk("Opslaan")
    gelezen = komma.read_text(encoding="utf-8-sig")
    assert boek.stat().st_size > 0
    assert "PMG-2026-00001" in gelezen
    assert [woord for woord in WOORDEN.values() if woord in gelezen] == []
    kantoor.druk("Filteren")
    kantoor.vul(casusnummer="pmg-2026-00009")
    assert scherm.deellog.lijst.model.getoond == []
    # the sample
    scherm.tabs.kies("steekproef")
    kantoor.rust()
    kantoor.druk("Steekproef trekken")
    kantoor.vul(maand="2026-11")
    deel = scherm.steekproef
    assert len(deel.regels.model.getoond) == 4
    assert "verify.py" not in zichtbaar(scherm)
    kantoor.druk("Voor wie het narekent")
    assert "python3 verify.py --steekproef 2026-11:4:" in zichtbaar(scherm)
    assert controleer(scherm) == []
    kantoor.druk("Natrekken")
    assert "precies dezelfde regels" in zichtbaar(scherm)
    teken_alles_af(kantoor, deel)
    deel.regels.geopend.emit(deel.regels.model.getoond[0])
    kantoor.rust()
    assert "Waarom op deze dag?" in zichtbaar(scherm)
    kantoor.druk("Terug naar de steekproeven")
    assert [(s.klaar, s.niet_in_orde) for s in deel.lijst.model.getoond] == [(True, 1)]
    # what stands out
    scherm.tabs.kies("patronen")
    kantoor.rust()
    patroon = next(p for p in scherm.patronen.lijst.model.getoond if p.vraag == Soort.LOG_UITGEVOERD.value)
    scherm.patronen.lijst.geopend.emit(patroon)
    kantoor.rust()
    assert "Waarvoor is het logboek of het register uitgevoerd?" in zichtbaar(scherm)
    assert controleer(scherm) == []
    kantoor.druk("Bekeken")
    kantoor.vul(opmerking="Voor de accountant.")
    assert [p.opmerking for p in scherm.patronen.lijst.model.getoond if p.bekeken_op] == ["Voor de accountant."]
    # the report: the log is checked, and the paper says so
    papier = tmp_path / "rapport.pdf"
    volgend_pad(papier)
    kantoor.druk("Auditrapport")
    kantoor.vul()
    qtbot.waitUntil(papier.exists)
    kantoor.rust()
    gelezen = tekst(papier.read_bytes())
    for woord in ("Het logboek is in orde.", "2026-11 4", "Waarom op deze dag?", "--steekproef 2026-11:4:"):
        assert woord in gelezen
    # the log with one click
    scherm.controleknop.click()
    kantoor.rust()
    logboek: Any = kantoor.venster.scherm
    qtbot.waitUntil(lambda: "Het logboek is in orde." in zichtbaar(logboek))


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    map_ = tmp_path / "twee"
    map_.mkdir()
    twee = maak_tweetal(map_)
    verbindingen = twee.verbind()
    kleine_steekproef(twee.toezicht)
    een = Zaak(twee, werk(twee.team), verbindingen)
    twee.team.klok.moment += timedelta(days=14)
    yield een
    twee.sluit()


def audit(zaak: Zaak) -> UUID:
    officer, team = zaak.twee.officer, zaak.twee.team
    gevraagd = toezichtaudit.ask_audit(officer, zaak.verbindingen[1], "Steekproef.", naar_id=team.regie.gebruiker.id)
    antwoord = auditpakketten.make_auditpakket(team.regie, zaak.twee.schrijf(gevraagd.ruw))
    return toezichtaudit.read_audit(officer, antwoord.ruw)


def test_een_audit_op_een_eigen_installatie(qtbot: Any, zaak: Zaak, omgeving: Omgeving) -> None:
    goed = audit(zaak)
    zaak.twee.team.klok.moment += timedelta(days=1)
    inhoud = zaak.auditinhoud()
    plek = next(nr for nr, (blad, _) in enumerate(inhoud["regels"]) if '"dossier.openen"' in blad)
    blad, opening = inhoud["regels"][plek]
    inhoud["regels"][plek] = [blad.replace("C. Regisseur", "X. Onbekend"), opening]
    fout = zaak.audit(inhoud)
    zaak.twee.toezicht.werkplekken["privacy"] = zaak.twee.officer
    zaak.twee.officer.gebruiker = replace(zaak.twee.officer.gebruiker)
    kantoor = Kantoor(qtbot, omgeving, zaak.twee.toezicht)
    scherm = kantoor.ga("toezichtdossier", dossier_id=goed)
    assert isinstance(scherm, ToezichtDossierScherm)
    scherm.tabs.kies("steekproef")
    kantoor.rust()
    kantoor.druk("Steekproef trekken")
    kantoor.vul(maand="2026-11")
    teken_alles_af(kantoor, scherm.delen["steekproef"])
    kantoor.druk("Natrekken")
    assert "precies dezelfde regels" in zichtbaar(scherm)
    scherm.tabs.kies("deellog")
    kantoor.rust()
    deellog = scherm.delen["deellog"]
    assert isinstance(deellog, Deellogdeel)
    assert [r.casusnummer for r in deellog.lijst.model.getoond] == ["PMG-2026-00001"]
    assert "De documenten zelf staan niet in een auditpakket" in zichtbaar(scherm)
    scherm.tabs.kies("patronen")
    kantoor.rust()
    assert "alleen in de kluis zelf te stellen" in zichtbaar(scherm)
    assert controleer(scherm) == []
    # the question of a judge, from the package
    scherm.wieknop.click()
    kantoor.rust()
    kantoor.vul(nummer="PMG-2026-00001")
    antwoord = kantoor.venster.scherm
    assert isinstance(antwoord, WieWistWatScherm)
    assert antwoord.antwoord is not None
    assert {k.ontvanger for k in antwoord.lijst.model.getoond} == {"School De Brug PMG-2026-00001 – Leerlingzaken"}
    # the log that was manipulated
    scherm = kantoor.ga("toezichtdossier", dossier_id=fout)
    scherm.tabs.kies("deellog")
    kantoor.rust()
    assert "LET OP: het logboek in dit pakket is niet in orde" in zichtbaar(scherm)
    scherm.tabs.kies("steekproef")
    kantoor.rust()
    kantoor.druk("Steekproef trekken")
    kantoor.vul(maand="2026-11")
    assert "Dit logboek is niet in orde" in zichtbaar(kantoor.dialoog())
