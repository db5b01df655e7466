"""Backups on screen: at the door, in Beheer, and the window of a backup that is looked at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.app import Programma
from pmg_desk.kluis.reservekopie import list_generaties, reservemap
from pmg_desk.services import reservekopieen, voordeur
from pmg_desk.ui.deur.terugzetten import Terugzetten
from pmg_desk.ui.screens.beheer_reservekopie import Reservekopiebeheer
from pmg_desk.ui.widgets import dialoog
from tests.kluisdoos import BEHEERDER, REGIE_WACHTWOORD, Kluisdoos
from tests.services.test_reservekopieen import wijzig
from tests.ui.toegankelijk import controleer

FOTOS = os.environ.get("PMG_DESK_FOTOS")


def foto(venster: Any, naam: str) -> None:
    """A picture for a person to look at, when asked for."""
    if FOTOS:
        for _ in range(20):
            QApplication.processEvents()
        venster.grab().save(str(Path(FOTOS) / f"{naam}.png"))


@pytest.fixture
def programma(app: QApplication, kluisdoos: Kluisdoos) -> Iterator[Programma]:
    voordeur.remember_kluis(kluisdoos.pad)
    een = Programma(app, klok=kluisdoos.klok)
    yield een
    een.stop()


def rust(qtbot: Any, programma: Programma) -> None:
    """Until nothing runs any more on any thread."""
    from pmg_desk.ui.reservedienst import Reservedienst

    def stil() -> bool:
        omgeving = programma._omgeving
        if omgeving is None:
            return False
        diensten = omgeving.findChildren(Reservedienst)
        return not omgeving.werker.bezig and not any(d.werker.bezig or d._bezig for d in diensten)

    qtbot.waitUntil(stil, timeout=20_000)


def aan_de_deur(qtbot: Any, programma: Programma) -> Terugzetten:
    programma.begin()
    rust(qtbot, programma)
    assert programma.deur is not None
    programma.deur.ontgrendelen.kopieknop.click()
    rust(qtbot, programma)
    return programma.deur.kopie


def vul_in(qtbot: Any, programma: Programma, blad: Terugzetten, wie: str, wachtwoord: str) -> None:
    blad.wie.zet(wie)
    blad.wachtwoord.zet(wachtwoord)
    blad.formulier.bewaar()
    rust(qtbot, programma)


def kopie_en_meer(doos: Kluisdoos) -> None:
    bea = doos.bea()
    reservekopieen.make_reservekopie(bea)
    wijzig(bea)
    doos.sluit(bea)


def test_a_backup_is_checked_and_put_back_at_the_door(qtbot, programma: Programma, kluisdoos: Kluisdoos) -> None:
    kopie_en_meer(kluisdoos)
    blad = aan_de_deur(qtbot, programma)
    assert blad.isVisible()
    assert not blad.terugknop.isVisible()
    assert controleer(blad) == []
    vul_in(qtbot, programma, blad, "bea", "dit is het niet, echt niet 1")
    assert not blad.terugknop.isVisible()
    vul_in(qtbot, programma, blad, "bea", BEHEERDER.wachtwoord)
    assert blad.uitslag.tekst.startswith("De reservekopie van 23-11-2026 09:30 is heel. In de kluis staan")
    foto(programma.deur, "deur-nagekeken")
    dialoog.volgend_antwoord(True)
    blad.terugknop.click()
    rust(qtbot, programma)
    assert programma.deur is not None
    foto(programma.deur, "deur-teruggezet")
    assert programma.deur.ontgrendelen.isVisible()
    assert programma.deur.melding.tekst.startswith("De reservekopie is teruggezet.")
    assert "reservekopie.terugzetten" in [r.actie for r in kluisdoos.regels()]


def test_a_backup_that_is_looked_at_says_so_and_leads_back_to_the_vault(
    qtbot, programma: Programma, kluisdoos: Kluisdoos
) -> None:
    kopie_en_meer(kluisdoos)
    map_ = reservemap(kluisdoos.pad)
    voor = {pad.name: pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()}
    blad = aan_de_deur(qtbot, programma)
    vul_in(qtbot, programma, blad, "carla", REGIE_WACHTWOORD)
    blad.bekijkknop.click()
    qtbot.waitUntil(lambda: programma.venster is not None, timeout=20_000)
    rust(qtbot, programma)
    venster = programma.venster
    assert venster is not None
    foto(venster, "venster-alleen-lezen")
    assert venster.staande_melding.tekst == "Reservekopie van 23-11-2026 09:30: alleen lezen."
    venster.navigeer("casussen")
    rust(qtbot, programma)
    venster.staande_melding.actieknop.click()
    rust(qtbot, programma)
    assert programma.deur is not None
    assert programma.deur.ontgrendelen.kluis.waarde() == str(kluisdoos.pad)
    assert {pad.name: pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()} == voor
    assert "reservekopie.bekijken" in [r.actie for r in kluisdoos.regels()]


def test_a_lost_vault_still_has_its_backups_at_the_door(qtbot, programma: Programma, kluisdoos: Kluisdoos) -> None:
    kopie_en_meer(kluisdoos)
    shutil.rmtree(kluisdoos.pad)
    blad = aan_de_deur(qtbot, programma)
    assert blad.kopie.waarde() == str(list_generaties(reservemap(kluisdoos.pad))[0].pad)
    shutil.rmtree(reservemap(kluisdoos.pad))
    blad.begin(kluisdoos.pad)
    rust(qtbot, programma)
    assert blad.formulier.melding.tekst.startswith("In deze map staan geen reservekopieën.")
    blad.formulier.annuleerknop.click()
    assert programma.deur is not None
    assert programma.deur.ontgrendelen.isVisible()


def test_a_day_begins_with_a_backup_and_a_lock_ends_with_one(qtbot, programma: Programma, kluisdoos: Kluisdoos) -> None:
    programma.begin()
    programma.open_werkplek(kluisdoos.open("bea", BEHEERDER.wachtwoord))
    rust(qtbot, programma)
    map_ = reservemap(kluisdoos.pad)
    assert len(list_generaties(map_)) == 1
    assert programma.werkplek is not None
    wijzig(programma.werkplek)
    programma.vergrendel()
    rust(qtbot, programma)
    assert len(list_generaties(map_)) == 2


def test_the_beheerder_sees_makes_and_sets(qtbot, programma: Programma, kluisdoos: Kluisdoos, tmp_path: Path) -> None:
    programma.begin()
    programma.open_werkplek(kluisdoos.open("bea", BEHEERDER.wachtwoord))
    rust(qtbot, programma)
    venster = programma.venster
    assert venster is not None
    venster.navigeer("beheer", tab="reservekopie")
    rust(qtbot, programma)
    beheer = venster.scherm.tabs.inhoud("reservekopie")  # type: ignore[union-attr]
    assert isinstance(beheer, Reservekopiebeheer)
    beheer.knop.click()
    rust(qtbot, programma)
    foto(venster, "beheer-reservekopie")
    assert len(list_generaties(reservemap(kluisdoos.pad))) == 2
    assert controleer(beheer) == []
    beheer.dagen.zet(0)
    beheer.formulier.bewaar()
    rust(qtbot, programma)
    (tmp_path / "schijf").mkdir()
    beheer.map.zet(str(tmp_path / "schijf"))
    beheer.dagen.zet(14)
    beheer.formulier.bewaar()
    rust(qtbot, programma)
    assert programma.werkplek is not None
    with programma.werkplek.doe() as t:
        instellingen = reservekopieen.read_instellingen(t.db)
    assert (instellingen.map, instellingen.dagen) == (tmp_path / "schijf", 14)
