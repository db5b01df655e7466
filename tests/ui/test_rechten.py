"""Requests of youth and parents on screen: found in the dossier, linked to texts, logged once, shielded exactly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pmg_desk.domain.rechten import Rechtsoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services.rechtenverzoeken import list_van_casus, record_verzoek
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.dossier_delen import DelenTab
from tests.services.test_rechtenverzoeken import ZELF
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.ui.test_spoed import druk, vul
from tests.vulling import Dossier, maak_dossier
from tests.wereld import Wereld

__all__ = ["toon"]


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


@pytest.fixture
def heen(omgeving: Omgeving, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Where the user was taken."""
    gegaan: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(omgeving, "navigeer", lambda sleutel, **params: gegaan.append((sleutel, params)))
    return gegaan


def test_a_dossier_shows_its_requests_records_one_and_leads_to_who_saw_it(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, heen: list[tuple[str, Any]]
) -> None:
    eerste = record_verzoek(wereld.regie, dossier.casus_id, replace(ZELF, ontvangen_op="1-11-2026"))
    tab: DelenTab = toon(DelenTab, "regie", casus_id=dossier.casus_id)
    klaar(qtbot, omgeving)
    beeld = teksten(tab.rechten)
    assert "Inzage" in beeld
    assert "1 december 2026" in beeld
    assert toegankelijk.controleer(tab.rechten) == []
    druk(tab.rechten, "R-2026-00001 bekijken")
    druk(tab.rechten, "Wie zag het dossier")
    druk(tab.rechten, "Verzoek vastleggen")
    vul(
        qtbot,
        omgeving,
        tab.rechten,
        {
            "soort": Rechtsoort.CORRECTIE,
            "verzoeker": Geinformeerde.JONGERE,
            "verzoeker_naam": "Zoë",
            "identiteit": "Paspoort gezien.",
            "vraag": "Dit klopt niet.",
        },
    )
    nieuw, _ = list_van_casus(wereld.regie, dossier.casus_id)
    assert nieuw.soort is Rechtsoort.CORRECTIE
    assert heen == [
        ("rechtenverzoek", {"id": eerste}),
        ("rechtenverzoek", {"casus_id": dossier.casus_id, "tab": "log"}),
        ("rechtenverzoek", {"id": nieuw.id}),
    ]

    # Who reads along sees that they are there, and no more.
    assign_casus(wereld.regie, dossier.casus_id, wereld.lezer.gebruiker.id)
    lezer: DelenTab = toon(DelenTab, "lezer", casus_id=dossier.casus_id)
    klaar(qtbot, omgeving)
    assert "Verbeteren" in teksten(lezer.rechten)
    assert not lezer.rechten.nieuwknop.isVisible()
    assert not lezer.rechten.logknop.isVisible()
