"""The message of a destruction, from Certificaten in the team's vault to the inbox and register of the officer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.bewaardelen import Certificaten
from pmg_desk.ui.screens.bewaren import BewarenScherm
from pmg_desk.ui.screens.toezicht import ToezichtScherm
from pmg_desk.ui.screens.toezichtregister import ToezichtRegisterScherm
from pmg_desk.ui.widgets import bestandskeuze
from tests.services.test_toezichtvernietiging import vernietig
from tests.toezichtzaak import Zaak
from tests.ui.conftest import klaar
from tests.ui.schermhulp import knop, teksten


def toon(qtbot: QtBot, omgeving: Omgeving, scherm: Any, **params: Any) -> Any:
    qtbot.addWidget(scherm)
    scherm.resize(1100, 800)
    scherm.show()
    scherm.toon(**params)
    klaar(qtbot, omgeving)
    return scherm


def test_it_is_said_until_it_was_made_and_then_followed_elsewhere(
    qtbot: QtBot, omgeving: Omgeving, zaak: Zaak, tmp_path: Path
) -> None:
    twee, pad = zaak.twee, tmp_path / "bericht.pmgpakket"
    zaak.akkoord(zaak.stuur())
    voorstel = vernietig(zaak)
    omgeving.werkplek = twee.team.beheer
    bewaren = toon(qtbot, omgeving, BewarenScherm(omgeving), tab="certificaten")
    certificaten = bewaren.tabs.inhoud("certificaten")
    assert isinstance(certificaten, Certificaten)
    assert certificaten.melding.isVisibleTo(bewaren)
    certificaten.lijst.kies(voorstel)
    assert any(tekst.endswith(": nog te versturen") for tekst in teksten(bewaren))
    bestandskeuze.volgend_pad(pad)
    knop(bewaren, f"Bericht voor {certificaten.berichten[0].naam}").click()
    klaar(qtbot, omgeving)
    certificaten.laad()
    klaar(qtbot, omgeving)
    assert not certificaten.melding.isVisibleTo(bewaren)
    assert any(tekst.endswith(": pakket gemaakt") for tekst in teksten(bewaren))

    omgeving.werkplek = twee.officer
    inbox = toon(qtbot, omgeving, ToezichtScherm(omgeving))
    assert len(inbox.lijst.model.getoond) == 1
    bestandskeuze.volgend_pad(pad)
    inbox.inleesknop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert inbox.lijst.model.getoond == []
    register = toon(qtbot, omgeving, ToezichtRegisterScherm(omgeving))
    regels = register.lijst.model.getoond
    assert sorted(r.stand for r in regels) == ["Akkoord; casus vernietigd", "Casus vernietigd"]
    for regel in regels:
        register.lijst.kies((regel.soort, regel.object_id))
        assert f"Vernietigd {regel.nummer}" in teksten(register)
        with pytest.raises(ValueError, match="not enough"):  # what it was about is gone, so there is nothing to save
            knop(register, "Pakket opslaan")
