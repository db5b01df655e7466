"""The door with a vault of an older version, with a vault that is in use, and after a session that was cut off."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.kluis import slot
from pmg_desk.services import bijwerken, kluizen
from pmg_desk.storage import migrations
from pmg_desk.ui.deur.ontgrendelen import Ontgrendelen
from tests.kluisdoos import REGIE_WACHTWOORD, Kluisdoos
from tests.services.test_versies import MAP, VERSIES
from tests.ui.test_deur import Deur


@pytest.fixture
def deur(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, tmp_path: Path) -> Iterator[Deur]:
    een = Deur(qtbot, kluisdoos, tmp_path)
    yield een
    een.omgeving.werker.stop()
    for werkplek in een.geopend:
        kluizen.close_kluis(werkplek)


@pytest.mark.parametrize("versie", VERSIES)
def test_while_an_older_vault_is_upgraded_the_door_says_what_takes_long(
    deur: Deur, tmp_path: Path, versie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gezegd: list[tuple[str, bool]] = []
    toon = Ontgrendelen._toon_stap

    def luister(blad: Ontgrendelen, zin: str) -> None:
        toon(blad, zin)
        gezegd.append((blad.stap.text(), blad.stap.isVisibleTo(blad) and blad.bezig.isVisibleTo(blad)))

    monkeypatch.setattr(Ontgrendelen, "_toon_stap", luister)
    feiten = json.loads((MAP / f"{versie}.json").read_text())
    with zipfile.ZipFile(MAP / f"{versie}.zip") as bundel:
        bundel.extractall(tmp_path)
    deur.blad._stap.disconnect()
    deur.blad._stap.connect(deur.blad._toon_stap)
    deur.kies(tmp_path / feiten["map"], "carla")
    deur.open(feiten["wachtwoorden"]["carla"])
    (werkplek,) = deur.geopend
    assert gezegd == [(bijwerken.KOPIE, True), (bijwerken.BIJWERKEN, True)]
    assert migrations.revisie(werkplek.engine) == migrations.HUIDIG
    assert not deur.blad.stap.isVisibleTo(deur.blad)


def test_a_vault_of_this_version_opens_without_a_word(deur: Deur) -> None:
    deur.kies(deur.doos.pad, "carla")
    deur.open(REGIE_WACHTWOORD)
    assert len(deur.geopend) == 1
    assert deur.blad.stap.text() == ""


def test_once_the_other_has_closed_it_trying_again_opens_the_vault(deur: Deur) -> None:
    bea = deur.doos.bea()
    deur.kies(deur.doos.pad, "carla")
    deur.open(REGIE_WACHTWOORD)
    assert deur.geopend == []
    opnieuw = deur.blad.formulier.melding.actieknop
    assert opnieuw.text() == "Opnieuw proberen"
    deur.klik(opnieuw)
    assert deur.geopend == []
    deur.doos.sluit(bea)
    deur.klik(deur.blad.formulier.melding.actieknop)
    assert len(deur.geopend) == 1


def test_after_a_session_that_was_cut_off_who_opens_is_told_when_it_was_and_only_then(deur: Deur) -> None:
    bea = deur.doos.bea()
    blijft = (deur.doos.pad / slot.BESTAND).read_bytes()
    deur.doos.sluit(bea)
    (deur.doos.pad / slot.BESTAND).write_bytes(blijft)  # a process that ends by itself leaves its text, not its lock
    wie, waar = slot.deze_gebruiker()
    for keer in range(2):
        deur.kies(deur.doos.pad, "carla")
        deur.open(REGIE_WACHTWOORD)
        werkplek = deur.geopend.pop()
        zinnen = [z for z in werkplek.kluis.waarschuwingen if "niet normaal afgesloten" in z]
        kluizen.close_kluis(werkplek)
        assert len(zinnen) == (1 if keer == 0 else 0)
        assert all(f" door {wie} op computer {waar})" in zin for zin in zinnen)
