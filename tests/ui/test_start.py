"""Start on screen: urgent first and in words, one click to the thing, nothing for who may see nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pmg_desk.services import bespreken, noodtoegang, overleggen
from pmg_desk.services.acties import set_actiestatus
from pmg_desk.services.bespreken import BesprekingInvoer
from pmg_desk.services.datalekken import DatalekInvoer, record_datalek
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.services.start import Bloksoort
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.storage.models import ActieStatus, Besprekingsstand
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.start import Blokkaart, StartScherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.termijn import Termijn
from tests.casusbouw import maak
from tests.services.planbouw import actie, bouw
from tests.ui import toegankelijk
from tests.ui.conftest import klaar, toon
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

Start = Callable[[str], StartScherm]


@pytest.fixture
def start(qtbot: Any, omgeving: Omgeving, wereld: Wereld) -> Start:
    """The Start screen of a user, loaded."""

    def _start(wie: str) -> StartScherm:
        omgeving.werkplek = wereld.werkplek(wie)
        omgeving.werkplek.bij_wijziging(omgeving.meld_wijzigingen)
        scherm = StartScherm(omgeving)
        scherm.resize(1060, 640)
        toon(qtbot, scherm)
        scherm.toon()
        klaar(qtbot, omgeving)
        QApplication.processEvents()
        return scherm

    return _start


def woorden(scherm: StartScherm) -> list[str]:
    return [t.text() for t in scherm.findChildren(Tekst) if t.isVisibleTo(scherm) and t.text()]


def alles(scherm: StartScherm) -> str:
    knoppen = [rij.knop.text() for kaart in scherm.kaarten.values() for rij in kaart.rijen]
    return "\n".join([*woorden(scherm), *knoppen])


def test_wat_te_laat_is_staat_bovenaan_met_woord_en_teken(wereld: Wereld, start: Start) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, 1, "Belt de school.")
    actie(wereld, casus, 9, "Regelt een stage.")
    wereld.klok.moment += timedelta(days=4)
    scherm = start("regie")
    assert next(iter(scherm.kaarten)) is Bloksoort.TE_LAAT
    assert scherm.samenvatting.text() == "1 actie is te laat; 1 actie moet binnen 7 dagen klaar zijn."
    (rij,) = scherm.kaarten[Bloksoort.TE_LAAT].rijen
    assert rij.knop.accessibleName() == (
        "Łukasz, Zoë (PMG-2026-00001), Belt de school., 3 dagen te laat, J. Werker · 24 november 2026"
    )
    termijn = rij.findChild(Termijn)
    assert termijn is not None
    assert termijn.te_laat
    assert not termijn._teken.pixmap().isNull()
    (op_tijd,) = scherm.kaarten[Bloksoort.DEZE_WEEK].rijen
    assert not op_tijd.termijn.te_laat


@pytest.mark.parametrize(
    ("soort", "sleutel", "params"),
    [
        (Bloksoort.TE_LAAT, "dossier", {"tab": "plan"}),
        (Bloksoort.ZONDER_PLAN, "dossier", {"tab": "plan"}),
        (Bloksoort.LOOPT_AF, "verzoek", {}),
        (Bloksoort.WACHT_OP_ANDER, "verzoek", {}),
    ],
)
def test_een_klik_gaat_naar_de_zaak_zelf(
    qtbot: Any, omgeving: Omgeving, wereld: Wereld, start: Start, soort: Bloksoort, sleutel: str, params: Any
) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, 1)
    maak(wereld.regie, voornamen="Bram", geboortedatum="2010")
    dossier = maak_dossier(wereld.regie, "PMG-2026-00009")
    keur_goed(wereld, vraag(wereld, dossier, dagen=10))
    vraag(wereld, dossier)
    wereld.klok.moment += timedelta(days=3)
    scherm = start("regie")
    rij = scherm.kaarten[soort].rijen[0]
    wijzer = {"casus_id": rij.regel.casus_id} if sleutel == "dossier" else {"verzoek_id": rij.regel.id}
    rij.knop.setFocus()
    with qtbot.waitSignal(omgeving.navigatie) as gegaan:
        qtbot.keyClick(rij.knop, Qt.Key.Key_Space)
    assert gegaan.args == [sleutel, {**wijzer, **params}]


def test_start_volgt_wat_er_verandert(qtbot: Any, omgeving: Omgeving, wereld: Wereld, start: Start) -> None:
    casus = bouw(wereld)
    een = actie(wereld, casus, 1)
    scherm = start("regie")
    assert len(scherm.kaarten[Bloksoort.DEZE_WEEK].rijen) == 1
    omgeving.werker.doe(lambda: set_actiestatus(wereld.regie, een, ActieStatus.GEREED))
    qtbot.waitUntil(lambda: scherm.kaarten[Bloksoort.DEZE_WEEK].rijen == [])
    klaar(qtbot, omgeving)
    QApplication.processEvents()
    assert scherm.kaarten[Bloksoort.DEZE_WEEK].rijen == []
    assert "Er hoeft de komende 7 dagen niets klaar te zijn." in woorden(scherm)


def test_een_lange_kaart_toont_er_vijf_en_de_rest_op_verzoek(qtbot: Any, wereld: Wereld, start: Start) -> None:
    casus = bouw(wereld)
    for dagen in range(8):
        actie(wereld, casus, dagen)
    scherm = start("regie")
    kaart: Blokkaart = scherm.kaarten[Bloksoort.DEZE_WEEK]
    assert [rij.isVisible() for rij in kaart.rijen] == [True] * 5 + [False] * 3
    kaart.meerknop.setFocus()
    qtbot.keyClick(kaart.meerknop, Qt.Key.Key_Space)
    assert all(rij.isVisible() for rij in kaart.rijen)
    assert kaart.rijen[5].knop.hasFocus()


def test_wie_niets_hoeft_leest_dat(start: Start) -> None:
    teksten = {wie: alles(start(wie)) for wie in ("regie", "lezer", "privacy", "beheer")}
    assert "Niets dat vandaag moet" in teksten["regie"]
    assert "Er is u nog geen casus toegewezen" in teksten["lezer"]
    assert "Niets te beoordelen" in teksten["privacy"]
    assert "Alle uitgenodigde gebruikers hebben een eigen wachtwoord." in teksten["beheer"]


def test_een_heel_lange_naam_past_en_wordt_heel_voorgelezen(wereld: Wereld, start: Start) -> None:
    naam = "Wolfeschlegelsteinhausenbergerdorff " * 4
    maak(wereld.regie, geslachtsnaam=naam.strip())
    scherm = start("regie")
    (rij,) = scherm.kaarten[Bloksoort.ZONDER_PLAN].rijen
    assert rij.width() <= scherm.width() / 2
    assert naam.strip() in rij.knop.accessibleName()


@pytest.mark.parametrize("wie", ["regie2", "lezer", "beheer", "privacy"])
def test_er_lekt_niets_naar_wie_het_niet_mag_zien(wereld: Wereld, start: Start, wie: str) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, 1, "Kwetterzolder.")
    noodtoegang.take_noodtoegang(wereld.regie2, casus.casus_id, "Melding vannacht.")
    keur_goed(wereld, vraag(wereld, maak_dossier(wereld.regie, "PMG-2026-00009"), dagen=10))
    wereld.klok.moment += timedelta(days=3)
    tekst = alles(start(wie))
    assert not any(woord in tekst for woord in ("Łukasz", "Zoë", "Kwetterzolder", "Melding"))
    assert ("PMG-2026-00001" in tekst) is (wie == "privacy")


def test_een_meelezer_ziet_de_toegewezen_casus_en_de_acties(wereld: Wereld, start: Start) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, 1)
    assign_casus(wereld.regie, casus.casus_id, wereld.lezer.gebruiker.id)
    assert list(start("lezer").kaarten) == [Bloksoort.DEZE_WEEK, Bloksoort.TOEGEWEZEN]


@pytest.mark.parametrize("wie", ["regie", "privacy", "beheer", "lezer"])
def test_een_schermlezer_mist_niets(wereld: Wereld, start: Start, wie: str) -> None:
    casus = bouw(wereld)
    for dagen in range(8):
        actie(wereld, casus, dagen)
    vraag(wereld, maak_dossier(wereld.regie, "PMG-2026-00009"))
    wereld.klok.moment += timedelta(days=2)
    assert toegankelijk.controleer(start(wie)) == []


def test_een_datalek_dat_te_laat_is_staat_in_de_eerste_zin(wereld: Wereld, start: Start) -> None:
    for wat in ("Post verkeerd bezorgd.", "Een laptop is weg."):
        record_datalek(wereld.privacy, DatalekInvoer(wereld.klok.moment, wat))
        wereld.klok.moment += timedelta(days=5)
    assert start("privacy").samenvatting.text() == "2 datalekken zijn te laat."


def test_an_overleg_that_runs_is_first_with_the_focus_on_going_on_with_it(
    qtbot: Any, omgeving: Omgeving, wereld: Wereld, start: Start
) -> None:
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026", "9.00"))
    punten = [
        overleggen.add_agendapunt(wereld.regie, overleg_id, bouw(wereld, voornamen=naam).casus_id)
        for naam in ("Aad", "Bas")
    ]
    assert start("regie").loopkaarten == []
    bespreken.save_bespreking(wereld.regie, punten[0], BesprekingInvoer(Besprekingsstand.BESPROKEN))
    scherm = start("regie")
    (kaart,) = scherm.loopkaarten
    assert kaart.knop.hasFocus()
    scherm.ververs(frozenset())  # read again for whatever reason: the same stays in sight
    klaar(qtbot, omgeving)
    assert scherm.loopkaarten == [kaart]
    bouw(wereld, voornamen="Laat")  # and something else came late
    scherm._zet(replace(scherm._getoond[0], waarnemingen=("U neemt waar",)))  # type: ignore[index]
    (nieuw,) = scherm.loopkaarten
    assert (nieuw is kaart, nieuw.knop.hasFocus()) == (False, True)
    kaart = nieuw
    assert scherm.inhoud.indexOf(scherm.samenvatting) == 1  # under it
    assert kaart.knop.accessibleName() == (
        "Het overleg van PGA lokaal loopt, maandag 23 november 2026, 09:00: Verder bij agendapunt 2"
    )
    with qtbot.waitSignal(omgeving.navigatie) as gegaan:
        qtbot.keyClick(kaart.knop, Qt.Key.Key_Space)
    assert gegaan.args == ["vergadering", {"overleg_id": overleg_id}]
    assert toegankelijk.controleer(scherm) == []
    wereld.klok.moment += timedelta(days=1)
    later = start("regie")
    assert [een.titel.text() for een in later.loopkaarten] == ["Het overleg van PGA lokaal is nog niet afgerond"]
    assert start("privacy").loopkaarten == []
