"""A mother of a 13-year-old asks what is held: recorded, looked at piece by piece, decided and given, on screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmg_desk.domain.logboek import Logontvanger
from pmg_desk.domain.rechten import Gezag, Mening, RechtOordeel, Rechtsoort
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services.inzage import list_stukken
from pmg_desk.services.rechtinzicht import list_verzoeken
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.storage.models import UitspraakSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.rechten import RechtenScherm
from pmg_desk.ui.screens.rechtenverzoek import RechtenverzoekScherm
from pmg_desk.ui.widgets import bestandskeuze
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from tests.casusbouw import maak
from tests.reports.lezen import tekst
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.ui.test_spoed import druk, vul
from tests.wereld import Wereld

__all__ = ["toon"]

EIGEN, ZUSJE, MELDER = "Fietsmerk: kwam op een gestolen fiets.", "Zusjemerk: zij is ziek.", "Buurvrouwmerk"
POLITIE = Logontvanger("Recherche Kustmerk – Rechercheur")


@pytest.fixture
def casus(wereld: Wereld) -> UUID:
    casus_id = maak(wereld.regie, voornamen="Sam", geslachtsnaam="Dijk", geboortedatum="3-5-2013")
    wie = {"bron": MELDER, "doorverstrekking": Doorverstrekking.NEE}
    add_uitspraak(wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer(EIGEN, **wie))  # type: ignore[arg-type]
    zusje = UitspraakInvoer(ZUSJE, categorie="gezondheid", derden=True, derden_wie="zusje")
    add_uitspraak(wereld.regie, casus_id, UitspraakSoort.FEIT, zusje)
    with wereld.regie.doe() as t:
        t.log("samenvatting.voorbereiden", "casus", casus_id, casus_id=casus_id, ontvanger=POLITIE)
    return casus_id


def kies(scherm: RechtenverzoekScherm, woord: str) -> None:
    (stuk,) = [s for s in scherm.stukken.model.getoond if s.tekst == woord and s.ding == "Wat iemand zei of opschreef"]
    assert scherm.stukken.kies(stuk.id)


def uitgegeven(pad: Path) -> tuple[str, str, str]:
    """The text of the page, the JSON and the letter."""
    brief = pad.with_name(f"{pad.stem}-brief.pdf")
    return tekst(pad.read_bytes()), pad.with_suffix(".json").read_text(encoding="utf-8"), tekst(brief.read_bytes())


def test_a_mother_asks_and_gets_what_is_about_her_child_and_nothing_of_others(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, casus: UUID, toon: Toon, tmp_path: Path
) -> None:
    lijst: RechtenScherm = toon(RechtenScherm, "regie")
    lijst.nieuwknop.click()
    vul(
        qtbot,
        omgeving,
        lijst,
        {
            "casusnummer": "PMG-2026-00001",
            "soort": Rechtsoort.INZAGE,
            "verzoeker": Geinformeerde.OUDERS,
            "verzoeker_naam": "Ina Dijk",
            "gezag": Gezag.JA,
            "identiteit": "Paspoort en gezagsregister gezien.",
        },
    )
    (verzoek,) = list_verzoeken(wereld.regie)
    assert lijst.open.model.getoond == [verzoek]
    assert toegankelijk.controleer(lijst) == []

    # The privacy officer shields the look-up by the police, and decides.
    officer: RechtenverzoekScherm = toon(RechtenverzoekScherm, "privacy", id=verzoek.id)
    officer.tabs.kies("log")
    klaar(qtbot, omgeving)
    (regel,) = [r for r in officer.log.lijst.model.getoond if POLITIE in r.zin]
    assert officer.log.lijst.kies(regel.nr)
    druk(officer, "Gekozen regels afschermen (A)")
    vul(qtbot, omgeving, officer.log, {"reden": "Verhoormerk.", "tot": date(2026, 12, 31)})
    officer.tabs.kies("verzoek")

    # The daughter is 13, so she is asked first; the one who decides reads what she said.
    assert officer.watnu.text() == "Vraag de jongere wat die ervan vindt, en leg dat vast."
    druk(officer, "Mening van de jongere")
    gezegd = {"mening": Mening.ONEENS, "door": "Mentor Bel", "tekst": "Dochtermerk: liever niet."}
    vul(qtbot, omgeving, officer, gezegd)
    officer.ververs(frozenset())
    klaar(qtbot, omgeving)
    assert "Dochtermerk: liever niet." in teksten(officer.feiten)
    druk(officer, "Besluiten")
    assert "Dochtermerk: liever niet." in teksten(officer.findChildren(Formulierdialoog)[-1])
    vul(qtbot, omgeving, officer, {"oordeel": RechtOordeel.DEELS, "motivering": "Niet wat over anderen gaat."})

    scherm: RechtenverzoekScherm = toon(RechtenverzoekScherm, "regie", id=verzoek.id)
    assert toegankelijk.controleer(scherm) == []
    scherm.tabs.kies("stukken")
    for woord, toets, reden in (
        (EIGEN, Qt.Key.Key_T, "Gaat over Sam."),
        (MELDER, Qt.Key.Key_A, "Wil niet genoemd worden."),
        (ZUSJE, Qt.Key.Key_A, "Gezondheid van het zusje."),
    ):
        kies(scherm, woord)
        QTest.keyClick(scherm.stukken.tabel, toets)
        vul(qtbot, omgeving, scherm, {"reden": reden})
    keuzes = {s.tekst: s.tonen for s in list_stukken(wereld.regie, verzoek.id).stukken}
    assert (keuzes[EIGEN], keuzes[MELDER], keuzes[ZUSJE]) == (True, False, False)

    def geef(naam: str) -> tuple[str, str, str]:
        pad = tmp_path / naam
        bestandskeuze.volgend_pad(pad)
        scherm.tabs.kies("blad")
        druk(scherm, "Inzage geven")
        vul(qtbot, omgeving, scherm, {"contact": "C. Regisseur, 070 123 45 67", "niet_bekeken": "De rest volgt."})
        return uitgegeven(pad)

    blad, gegevens, brief = geef("eerst.pdf")
    for uit in (blad, gegevens):
        for woord in (EIGEN, "Sam", "Melis Stokelaan", "Praktijkschool De Vlier"):
            assert woord in uit
        for woord in ("Zusjemerk", MELDER, "zusje", "Kustmerk", "Verhoormerk", "C. Regisseur", "Dochtermerk"):
            assert woord not in uit
    assert "Beste Ina Dijk," in brief
    assert "Dochtermerk" not in brief
    assert "Niet wat over anderen gaat." in brief

    # Once it is lifted, the line is there.
    toon_officer: Any = toon(RechtenverzoekScherm, "privacy", id=verzoek.id)
    toon_officer.tabs.kies("log")
    klaar(qtbot, omgeving)
    assert "Verhoormerk" not in teksten(toon_officer.feiten)
    druk(toon_officer, "Afscherming opheffen")
    vul(qtbot, omgeving, toon_officer.log, {"reden": "Het verhoor is geweest."})
    omgeving.werkplek = wereld.regie
    scherm.toon(id=verzoek.id)
    klaar(qtbot, omgeving)
    blad, gegevens, _ = geef("later.pdf")
    assert POLITIE in blad
    assert POLITIE in gegevens
    assert "Verhoormerk" not in blad + gegevens
