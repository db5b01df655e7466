"""The log on screen: who may see what, the check in words, reviewing emergency access, taking it along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from pytestqt.qtbot import QtBot

from pmg_desk.services import samenvattingen
from pmg_desk.services.logboek import Logfilter
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.verstrekkingen import Registerfilter
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.delen import DelenScherm
from pmg_desk.ui.screens.logboek import LogboekScherm
from pmg_desk.ui.widgets import bestandskeuze
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.services.test_logexport import verify
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

__all__ = ["toon"]


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    een = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, een))
    samenvattingen.issue_samenvatting(wereld.regie, een.casus_id, Bestemming(een.school, "Leerlingzaken"), Wijze.PAPIER)
    return een


def cellen(scherm: LogboekScherm) -> str:
    model = scherm.lijst.model
    return "\n".join(str(model.rij(r)) for r in range(model.rowCount()))


@pytest.mark.parametrize("wie", ["privacy", "beheer"])
def test_regels_zonder_namen(wereld: Wereld, dossier: Dossier, toon: Toon, wie: str) -> None:
    scherm: LogboekScherm = toon(LogboekScherm, wie)
    alles = cellen(scherm)
    assert "gaf exemplaar 1 uit aan" in alles
    assert ("PMG-2026-00001)" in alles) is (wie == "privacy")
    assert not any(woord in alles for woord in WOORDEN.values())
    toegankelijk.controleer(scherm)


def test_de_controle_zegt_in_woorden_wat_er_is(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    scherm: LogboekScherm = toon(LogboekScherm, "privacy", controleer=True)
    assert "Het logboek is in orde." in teksten(scherm)
    with wereld.engine.begin() as verbinding:
        verbinding.execute(sa.text("DROP TRIGGER logregel_geen_update"))
        verbinding.execute(sa.text("UPDATE logregel SET blad = replace(blad, 'C. Regisseur', 'Iemand') WHERE nr = 10"))
    scherm.controleknop.click()
    klaar(qtbot, omgeving)
    assert "Het logboek is niet in orde." in teksten(scherm)
    assert "De tekst van regel 10 is veranderd." in teksten(scherm)


def test_een_filter_laat_minder_zien_en_zegt_dat(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    scherm: LogboekScherm = toon(LogboekScherm, "privacy")
    assert f"{scherm.lijst.model.rij(0).nr} regels" in teksten(scherm)  # reading the log is no line of what is shown
    scherm.zet_filter(Logfilter(tekst="exemplaar 1"))
    klaar(qtbot, omgeving)
    assert scherm.lijst.model.rowCount() == 1
    assert "Er is een filter aan" in teksten(scherm)


def test_opslaan_als_excel(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, tmp_path: Path
) -> None:
    def waarden(pad: Path) -> list[Any]:
        return [cel for rij in openpyxl.load_workbook(pad).worksheets[0].iter_rows(values_only=True) for cel in rij]

    scherm: LogboekScherm = toon(LogboekScherm, "privacy")
    bestandskeuze.volgend_pad(tmp_path / "logboek.xlsx")
    next(k for k in scherm.findChildren(Knop) if k.text() == "Opslaan als Excel").click()
    klaar(qtbot, omgeving)
    assert "casus.openen" in waarden(tmp_path / "logboek.xlsx")
    delen: DelenScherm = toon(DelenScherm, "privacy", tab="verstrekkingen")
    bestandskeuze.volgend_pad(tmp_path / "register.xlsx")
    delen.register.exportknop.click()
    klaar(qtbot, omgeving)
    assert "PMG-2026-00001" in waarden(tmp_path / "register.xlsx")
    delen.register.zet_filter(Registerfilter(organisatie_id=dossier.politie))
    bestandskeuze.volgend_pad(tmp_path / "leeg.xlsx")
    delen.register.exportknop.click()
    klaar(qtbot, omgeving)
    assert "PMG-2026-00001" not in waarden(tmp_path / "leeg.xlsx")
    assert delen.register.lijst.model.rowCount() == 0


def test_het_logboek_gaat_mee_om_elders_te_laten_nagaan(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, tmp_path: Path
) -> None:
    scherm: LogboekScherm = toon(LogboekScherm, "privacy")
    bestandskeuze.volgend_pad(tmp_path)
    scherm.uitvoerknop.click()
    klaar(qtbot, omgeving)
    (map_,) = tmp_path.glob("logboek-*")
    assert map_.name == f"logboek-{str(wereld.kluis_id)[:8]}-2026-11-23-093000"
    verify.Logboek(verify.lees_map(map_)).controleer()


def test_een_uitgegeven_document_is_terug_te_zien_en_terug_te_melden(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    scherm: DelenScherm = toon(DelenScherm, "regie", tab="verstrekkingen")
    regel = scherm.register.lijst.model.rij(0)
    scherm.register.toon_regel(regel)
    next(k for k in scherm.findChildren(Knop) if k.text() == "Mislukt of teruggehaald").click()
    venster = scherm.findChild(Formulierdialoog)
    assert venster is not None
    venster.formulier.zet({"status": VerstrekkingStatus.INGETROKKEN, "reden": "Terug in de kast."})
    venster.formulier.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert scherm.register.lijst.model.rij(0).status is VerstrekkingStatus.INGETROKKEN


def test_het_scherm_zegt_hoe_het_logboek_staat_en_wie_dat_ondertekende(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    scherm: LogboekScherm = toon(LogboekScherm, "privacy")
    assert scherm.stand.text().startswith("Stand nu: ")
    assert "Het laatst ondertekend door P. Officer op 23-11-2026 09:30: " in scherm.stand.text()
    toegankelijk.controleer(scherm)


def test_een_log_dat_is_afgeknipt_heeft_geen_stand(wereld: Wereld, toon: Toon) -> None:
    assert "Nog niet ondertekend." in toon(LogboekScherm, "privacy").stand.text()
    with wereld.engine.begin() as verbinding:
        verbinding.execute(sa.text("DROP TRIGGER logregel_geen_delete"))
        verbinding.execute(sa.text("DELETE FROM logregel WHERE nr = 2"))
    assert toon(LogboekScherm, "privacy").stand.text().startswith("Het logboek is korter dan een stand")
