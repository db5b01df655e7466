"""The screen Bewaren as each role works with it, on a real vault."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmg_desk.domain.bewaren import Begin, Toestand, Vernietigingsreden
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import bewaren, casusverloop, vernietigen
from pmg_desk.storage.models import Casus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens import SCHERMEN
from pmg_desk.ui.screens.bewaardelen import Certificaten, Termijnen, Voorstellen
from pmg_desk.ui.screens.bewaren import BewarenScherm, Casussen
from pmg_desk.ui.widgets import bestandskeuze
from pmg_desk.ui.widgets import dialoog as vragen
from pmg_desk.ui.widgets.dialoog import Dialoog
from tests.casusbouw import maak
from tests.reports import lezen
from tests.ui import toegankelijk
from tests.ui.conftest import Toon, klaar
from tests.ui.schermhulp import bewaar, dialoog, knop, teksten
from tests.wereld import Wereld


@pytest.fixture
def casus(wereld: Wereld) -> UUID:
    """Due for review."""
    casus_id = maak(wereld.regie)
    redenen, uitkomsten = wereld.profiel.redenen_afsluiten, wereld.profiel.uitkomsten
    casusverloop.close_casus(wereld.regie, casus_id, next(iter(redenen)), next(iter(uitkomsten)))
    bewaren.set_termijn(wereld.beheer, "pga_lokaal", 12, Begin.SLUITING, "Selectielijst")
    wereld.klok.moment += timedelta(days=366)
    return casus_id


def deel(scherm: BewarenScherm, soort: type[Any]) -> Any:
    gevonden = scherm.tabs.inhoud(scherm.tabs.sleutel)
    assert isinstance(gevonden, soort)
    return gevonden


def naar(qtbot: QtBot, omgeving: Omgeving, scherm: BewarenScherm, tab: str) -> None:
    scherm.tabs.kies(tab)
    klaar(qtbot, omgeving)


def test_the_screen_is_in_the_navigation_of_who_has_a_part_in_it() -> None:
    assert BewarenScherm in SCHERMEN
    assert {Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER, Rol.BEHEERDER} == BewarenScherm.rollen


@pytest.mark.parametrize("wie", ["regie", "privacy", "beheer"])
def test_every_tab_is_readable_for_a_screen_reader(
    qtbot: QtBot, omgeving: Omgeving, casus: UUID, toon: Toon, wie: str
) -> None:
    scherm = toon(BewarenScherm, wie)
    for tab in ("casussen", "voorstellen", "certificaten", "termijnen"):
        naar(qtbot, omgeving, scherm, tab)
        assert toegankelijk.controleer(scherm) == []


def test_what_is_due_comes_first_and_names_only_for_the_casusregisseur(
    qtbot: QtBot, omgeving: Omgeving, casus: UUID, toon: Toon
) -> None:
    scherm = toon(BewarenScherm, "regie")
    lijst = deel(scherm, Casussen).lijst
    assert [regel.casus_id for regel in lijst.model.getoond] == [casus]
    assert "Łukasz, Zoë" in lijst.als_tekst(lijst.model.getoond)
    assert deel(scherm, Casussen).tellingen.text() == (
        "Te beoordelen: 1 · Vernietigen voorgesteld: 0 · Bewaren: 0 · Termijn niet ingesteld: 0"
    )
    ander = toon(BewarenScherm, "beheer")
    lijst = deel(ander, Casussen).lijst
    assert "PMG-2026-00001" in lijst.als_tekst(lijst.model.getoond)
    assert "ukasz" not in lijst.als_tekst(lijst.model.getoond)


def test_another_state_is_chosen_beside_the_list(qtbot: QtBot, omgeving: Omgeving, casus: UUID, toon: Toon) -> None:
    casussen = deel(toon(BewarenScherm, "privacy"), Casussen)
    casussen.keuze.zet(Toestand.BEWAREN)
    klaar(qtbot, omgeving)
    assert casussen.lijst.model.getoond == []


def test_a_list_that_is_cut_off_says_so(
    qtbot: QtBot, omgeving: Omgeving, casus: UUID, toon: Toon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bewaren, "MEESTE_RIJEN", 0)
    assert (
        deel(toon(BewarenScherm, "privacy"), Casussen).tellingen.text().endswith("alleen de eerste 0 staan in de lijst")
    )


def test_keeping_a_casus_longer(qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, casus: UUID, toon: Toon) -> None:
    scherm = toon(BewarenScherm, "regie")
    deel(scherm, Casussen).lijst.kies(casus)
    knop(scherm, "Langer bewaren").click()
    venster = dialoog(scherm)
    venster.formulier.zet({"tot": wereld.klok.nu().date() + timedelta(days=200), "reden": "Er loopt een klacht."})
    bewaar(qtbot, omgeving, venster)
    assert deel(scherm, Casussen).lijst.model.getoond == []
    assert bewaren.list_bewaren(wereld.regie).regels[0].toestand is Toestand.BEWAREN


def test_one_proposes_and_another_destroys_and_keeps_the_certificate(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, casus: UUID, toon: Toon, tmp_path: Path
) -> None:
    scherm = toon(BewarenScherm, "regie")
    deel(scherm, Casussen).lijst.kies(casus)
    knop(scherm, "Vernietigen voorstellen").click()
    venster = dialoog(scherm)
    venster.formulier.zet({"reden": Vernietigingsreden.TERMIJN})
    bewaar(qtbot, omgeving, venster)
    naar(qtbot, omgeving, scherm, "voorstellen")
    (voorstel,) = deel(scherm, Voorstellen).lijst.model.getoond
    deel(scherm, Voorstellen).lijst.kies(voorstel.id)
    assert knop(scherm, "Voorstel afwijzen").isEnabled()
    with pytest.raises(ValueError, match="not enough"):
        knop(scherm, "Vernietigen bevestigen")

    officer = toon(BewarenScherm, "privacy", tab="voorstellen")
    deel(officer, Voorstellen).lijst.kies(voorstel.id)
    assert "Signalen, feiten en toelichtingen: 1" in "\n".join(teksten(officer)).splitlines()
    vragen.volgend_antwoord(False)
    knop(officer, "Vernietigen bevestigen").click()
    klaar(qtbot, omgeving)
    with wereld.beheer.doe() as t:
        assert t.db.get(Casus, casus) is not None
    vragen.volgend_antwoord(True)
    knop(officer, "Vernietigen bevestigen").click()
    klaar(qtbot, omgeving)
    assert vragen.gesteld[-1] == "Casus PMG-2026-00001 vernietigen?"
    with wereld.beheer.doe() as t:
        assert t.db.get(Casus, casus) is None
    klaar(qtbot, omgeving)
    assert deel(officer, Voorstellen).lijst.model.getoond == []

    naar(qtbot, omgeving, officer, "certificaten")
    (certificaat,) = deel(officer, Certificaten).lijst.model.getoond
    deel(officer, Certificaten).lijst.kies(certificaat.id)
    assert "Beide handtekeningen kloppen." in teksten(officer)
    knop(officer, "Certificaat bekijken").click()
    klaar(qtbot, omgeving)
    (blad,) = [d for d in officer.findChildren(Dialoog) if d.isVisible()]
    bestandskeuze.volgend_pad(tmp_path / "certificaat.pdf")
    knop(blad, "Opslaan als PDF").click()
    klaar(qtbot, omgeving)
    assert str(casus) in lezen.tekst((tmp_path / "certificaat.pdf").read_bytes())
    blad.accept()


def test_a_warning_after_the_destruction_is_shown(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, casus: UUID, toon: Toon, monkeypatch: pytest.MonkeyPatch
) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, Vernietigingsreden.TERMIJN)
    scherm = toon(BewarenScherm, "privacy", tab="voorstellen")
    deel(scherm, Voorstellen).lijst.kies(voorstel)
    uitslag = vernietigen.Uitslag(voorstel, vernietigen.REGISTER_LATER)
    monkeypatch.setattr(vernietigen, "confirm_vernietiging", lambda *_: uitslag)
    vragen.volgend_antwoord(True)
    knop(scherm, "Vernietigen bevestigen").click()
    klaar(qtbot, omgeving)
    QApplication.processEvents()
    assert vernietigen.REGISTER_LATER in " ".join(teksten(scherm))


def test_a_proposal_is_rejected_with_a_reason_and_one_that_cannot_go_on_says_why(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, casus: UUID, toon: Toon
) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, Vernietigingsreden.TERMIJN)
    bewaren.set_termijn(wereld.beheer, "pga_lokaal", 120, Begin.SLUITING, "Nieuwe selectielijst")
    scherm = toon(BewarenScherm, "privacy", tab="voorstellen")
    deel(scherm, Voorstellen).lijst.kies(voorstel)
    assert vernietigen.NietAanDeBeurt.wat in teksten(scherm)
    knop(scherm, "Voorstel afwijzen").click()
    venster = dialoog(scherm)
    venster.formulier.zet({"reden": "De termijn is langer geworden."})
    bewaar(qtbot, omgeving, venster)
    assert deel(scherm, Voorstellen).lijst.model.getoond == []


def test_the_beheerder_sets_a_term_and_others_only_read_it(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, casus: UUID, toon: Toon
) -> None:
    scherm = toon(BewarenScherm, "beheer", tab="termijnen")
    deel(scherm, Termijnen).lijst.kies("top_x")
    knop(scherm, "Termijn instellen").click()
    venster = dialoog(scherm)
    QTest.keyClicks(venster.formulier.veld("maanden").invoer, "24")
    venster.formulier.veld("begin").zet(Begin.ACHTTIEN)
    QTest.keyClicks(venster.formulier.veld("bron").invoer, "Convenant 2026")
    bewaar(qtbot, omgeving, venster)
    regel = {r.tafel: r for r in deel(scherm, Termijnen).lijst.model.getoond}["top_x"]
    assert (regel.zin(), regel.bron) == ("24 maanden na de 18e verjaardag", "Convenant 2026")

    lezer = toon(BewarenScherm, "privacy", tab="termijnen")
    deel(lezer, Termijnen).lijst.kies("top_x")
    assert "Convenant 2026" in teksten(lezer)
    with pytest.raises(ValueError, match="not enough"):
        knop(lezer, "Termijn instellen")
