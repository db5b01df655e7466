"""The tab Plan van aanpak: begin, goals in two tracks, actions, agreeing, a new version; by clicks on a real vault."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.services import acties, adresboek, casusverloop, plannen
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import ActieStatus, PlanStatus, Spoor
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.actiekaarten import Actievak
from pmg_desk.ui.screens.doelkaarten import Doelvak, Leefgebiedkaart, Spoorvak
from pmg_desk.ui.screens.dossier_plan import PlanTab
from pmg_desk.ui.widgets import dialoog
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.termijn import Termijn
from tests.casusbouw import maak
from tests.services.planbouw import actie, bouw, doel, tekst
from tests.ui import toegankelijk
from tests.ui.conftest import klaar, toon
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)


class Scene:
    """A tab on a vault, and the hands that work it."""

    def __init__(self, qtbot: Any, omgeving: Omgeving, wereld: Wereld, wie: str) -> None:
        self.qtbot, self.omgeving = qtbot, omgeving
        omgeving.werkplek = wereld.werkplek(wie)
        self.tab = PlanTab(omgeving)
        omgeving.werkplek.bij_wijziging(omgeving.meld_wijzigingen)
        omgeving.gewijzigd.connect(self.tab.ververs)
        self.tab.resize(1000, 700)
        toon(qtbot, self.tab)

    def open(self, casus_id: UUID) -> PlanTab:
        self.tab.toon(casus_id)
        self.rust()
        return self.tab

    def rust(self) -> None:
        for _ in range(3):
            klaar(self.qtbot, self.omgeving)
            QApplication.processEvents()

    def druk(self, knop: Knop) -> None:
        assert knop.isVisible()
        knop.setFocus()
        self.qtbot.keyClick(knop, Qt.Key.Key_Space)
        self.rust()

    def knop(self, tekst_: str, in_: Any = None) -> Knop:
        (gevonden,) = [k for k in (in_ or self.tab).findChildren(Knop) if k.text() == tekst_ and k.isVisible()]
        return gevonden

    def knoppen(self) -> set[str]:
        return {k.text() for k in self.tab.findChildren(Knop) if k.isVisible() and k.text()}

    def dialoog(self) -> Invoerdialoog:
        (open_,) = [d for d in self.tab.findChildren(Invoerdialoog) if d.isVisible()]
        return open_

    def teksten(self) -> list[str]:
        return [t.text() for t in self.tab.findChildren(Tekst) if t.isVisible()]

    def bewaar(self) -> None:
        self.qtbot.keyClick(self.dialoog().formulier, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.rust()


@pytest.fixture
def scene(qtbot: Any, omgeving: Omgeving, wereld: Wereld) -> Scene:
    return Scene(qtbot, omgeving, wereld, "regie")


def test_van_leeg_tot_vastgesteld(scene: Scene, wereld: Wereld) -> None:
    regie, casus_id = wereld.regie, maak(wereld.regie)
    organisatie = adresboek.add_organisatie(regie, adresboek.OrganisatieInvoer("Jongerenwerk"))
    werker = adresboek.add_professional(regie, adresboek.ProfessionalInvoer(organisatie, "J. Werker", "Jongerenwerker"))
    tab = scene.open(casus_id)
    assert scene.knoppen() == {"Plan beginnen"}

    scene.druk(scene.knop("Plan beginnen"))
    scene.dialoog().formulier.veld("toelichting").tekst.zet("Samen met school.")  # type: ignore[attr-defined]
    scene.bewaar()
    assert scene.knoppen() == {"Doel toevoegen", "Plan wijzigen", "Afspraken wijzigen"}
    assert "Dit plan heeft nog geen doel. Voeg een doel toe." in scene.teksten()

    scene.druk(scene.knop("Doel toevoegen"))
    scene.dialoog().formulier.zet(
        {"leefgebied": "justitie", "spoor": Spoor.GRENZEN, "tekst": UitspraakInvoer("Thuis om tien.")}
    )
    scene.bewaar()
    scene.druk(scene.knop("Actie toevoegen"))
    assert scene.dialoog().accessibleDescription().splitlines()[-1] == "Doel: Justitie: Thuis om tien."
    scene.dialoog().formulier.zet(
        {"tekst": UitspraakInvoer("Belt om tien uur."), "eigenaar_id": werker, "deadline": VANDAAG + timedelta(days=3)}
    )
    scene.bewaar()
    (een,) = tab.findChildren(Actievak)
    assert "J. Werker (Jongerenwerk) · klaar op 26 november 2026" in scene.teksten()
    scene.druk(scene.knop("Beginnen", een))
    scene.druk(scene.knop("Plan vaststellen"))
    scene.dialoog().formulier.zet(
        {"afgesproken_met": "Jongere en moeder", "evaluatie_op": VANDAAG + timedelta(days=90)}
    )
    scene.bewaar()
    (plan,) = plannen.list_plannen(regie, casus_id)
    assert plan.toelichting is not None
    assert (plan.status, plan.toelichting.tekst, plan.afgesproken_met) == (
        PlanStatus.VASTGESTELD,
        "Samen met school.",
        "Jongere en moeder",
    )
    assert [(d.spoor, [a.status for a in d.acties]) for d in plan.doelen] == [(Spoor.GRENZEN, [ActieStatus.BEZIG])]
    assert "Nieuwe versie maken" in scene.knoppen()
    assert (
        not {"Plan wijzigen", "Doel toevoegen", "Doel wijzigen", "Doel weglaten", "Plan vaststellen"} & scene.knoppen()
    )


def test_twee_sporen_naast_elkaar_en_onder_elkaar_als_het_smal_is(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    plannen.add_doel(wereld.regie, casus.plan_id, doel("werk_opleiding", "Op tijd op school.", spoor=Spoor.GRENZEN))
    tab = scene.open(casus.casus_id)
    (kaart,) = tab.findChildren(Leefgebiedkaart)
    links, rechts = kaart.findChildren(Spoorvak)
    assert [vak.accessibleName() for vak in (links, rechts)] == ["Perspectief bieden", "Grenzen stellen"]

    def plek(vak: Spoorvak) -> tuple[int, int]:
        punt = vak.mapTo(kaart, vak.rect().topLeft())
        return punt.x(), punt.y()

    assert plek(links)[0] < plek(rechts)[0]
    assert plek(links)[1] == plek(rechts)[1]
    tab.resize(520, 700)
    scene.rust()
    assert plek(links)[0] == plek(rechts)[0]
    assert plek(links)[1] < plek(rechts)[1]


def test_wat_men_toevoegt_komt_in_beeld_met_de_focus(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    for leefgebied in ("financien", "justitie", "huisvesting"):
        plannen.add_doel(wereld.regie, casus.plan_id, doel(leefgebied, "Een doel."))
    tab = scene.open(casus.casus_id)
    vak = Rolvak()
    vak.resize(1000, 320)
    vak.inhoud.addWidget(tab)
    toon(scene.qtbot, vak)

    def in_beeld(deel: QWidget, woorden: str) -> bool:
        gefocust: QWidget | None = vak.window().focusWidget()
        plek = deel.mapTo(vak.viewport(), deel.rect().topLeft())
        return (
            woorden in [een.text() for een in deel.findChildren(Tekst)]
            and vak.viewport().rect().contains(plek)
            and gefocust is not None
            and deel.isAncestorOf(gefocust)
            and deel.property("nieuw") == "ja"
        )

    scene.druk(scene.knop("Doel toevoegen"))
    scene.dialoog().formulier.zet(
        {"leefgebied": "tijdsbesteding", "spoor": Spoor.GRENZEN, "tekst": UitspraakInvoer("Thuis om tien.")}
    )
    scene.bewaar()
    scene.qtbot.waitUntil(lambda: any(in_beeld(deel, "Thuis om tien.") for deel in tab.findChildren(Doelvak)))
    (onderste,) = [k for k in tab.findChildren(Knop) if k.accessibleName() == "Actie toevoegen: Haalt een diploma."]
    scene.druk(onderste)
    scene.dialoog().formulier.zet(
        {"tekst": UitspraakInvoer("Belt om tien."), "eigenaar_id": casus.professional_id, "deadline": VANDAAG}
    )
    scene.bewaar()
    scene.qtbot.waitUntil(lambda: any(in_beeld(deel, "Belt om tien.") for deel in tab.findChildren(Actievak)))
    tab.setParent(None)  # it was shown as a window of its own, and goes as one


def test_een_nieuwe_versie_en_de_oude_blijft_leesbaar(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    actie(wereld, casus)
    plannen.agree_plan(wereld.regie, casus.plan_id, VANDAAG, "Jongere", VANDAAG)
    tab = scene.open(casus.casus_id)
    assert not tab.versie.isVisible()
    scene.druk(scene.knop("Nieuwe versie maken"))
    scene.bewaar()
    dialoog.volgend_antwoord(True)
    scene.druk(scene.knop("Doel weglaten"))
    assert tab.plan is not None
    assert (tab.plan.nr, tab.findChildren(Doelvak)) == (2, [])
    assert "Acties van doelen die niet meer in het plan staan" in scene.teksten()
    tab.versie.zet(1)
    scene.rust()
    assert "Haalt een diploma." in scene.teksten()
    assert scene.knoppen() == {"Versies vergelijken"}
    tab.versie.zet(None)
    scene.rust()
    assert "Haalt een diploma." not in scene.teksten()


def test_een_fout_staat_bij_het_veld_en_de_tekst_blijft(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    scene.open(casus.casus_id)
    scene.druk(scene.knop("Actie toevoegen"))
    formulier = scene.dialoog().formulier
    formulier.zet({"tekst": UitspraakInvoer("Belt de school."), "deadline": VANDAAG - timedelta(days=1)})
    scene.bewaar()
    assert formulier.veld("deadline").fout != ""
    assert formulier.veld("eigenaar_id").fout != ""
    assert formulier.veld("tekst").waarde().tekst == "Belt de school."
    assert plannen.list_plannen(wereld.regie, casus.casus_id)[0].doelen[0].acties == ()


def test_een_vertrokken_professional_is_niet_te_kiezen_maar_blijft_staan(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    actie(wereld, casus)
    adresboek.stop_professional(wereld.regie, casus.professional_id, VANDAAG)
    tab = scene.open(casus.casus_id)
    scene.druk(scene.knop("Actie toevoegen"))
    with pytest.raises(ValueError, match="without its words"):
        scene.dialoog().formulier.veld("eigenaar_id").zet(casus.professional_id)
    scene.dialoog().reject()
    scene.rust()
    scene.druk(scene.knop("Actie wijzigen", tab))
    assert scene.dialoog().formulier.veld("eigenaar_id").waarde() == casus.professional_id


@pytest.mark.parametrize(
    ("knop", "veld", "status"),
    [("Afronden", "resultaat", ActieStatus.GEREED), ("Laten vervallen", "resultaat", ActieStatus.VERVALLEN)],
)
def test_afronden_en_vervallen_met_een_tekst_in_de_goede_soort(
    scene: Scene, wereld: Wereld, knop: str, veld: str, status: ActieStatus
) -> None:
    casus = bouw(wereld, leefgebied="geestelijke_gezondheid")
    actie(wereld, casus)
    scene.open(casus.casus_id)
    scene.druk(scene.knop(knop))
    scene.dialoog().formulier.veld(veld).tekst.zet("Slaapt weer door.")  # type: ignore[attr-defined]
    scene.bewaar()
    (een,) = plannen.list_plannen(wereld.regie, casus.casus_id)[0].doelen[0].acties
    assert een.resultaat is not None
    assert (een.status, een.resultaat.tekst, een.resultaat.categorie) == (status, "Slaapt weer door.", "gezondheid")
    assert not {"Afronden", "Laten vervallen", "Actie wijzigen"} & scene.knoppen()


def test_vervallen_zonder_reden_kan_niet(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    actie(wereld, casus)
    scene.open(casus.casus_id)
    scene.druk(scene.knop("Laten vervallen"))
    scene.bewaar()
    assert scene.dialoog().formulier.veld("resultaat").fout != ""
    (een,) = plannen.list_plannen(wereld.regie, casus.casus_id)[0].doelen[0].acties
    assert een.status is ActieStatus.OPEN


def test_een_doel_over_gezondheid_krijgt_die_soort_tenzij_men_anders_kiest(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    scene.open(casus.casus_id)
    scene.druk(scene.knop("Doel toevoegen"))
    formulier = scene.dialoog().formulier
    tekstveld: Any = formulier.veld("tekst")
    formulier.veld("leefgebied").zet("middelengebruik")
    assert tekstveld.categorie.waarde() == "gezondheid"
    formulier.veld("leefgebied").zet("justitie")
    assert tekstveld.categorie.waarde() == "plan"
    tekstveld.categorie.zet("politiegegevens")
    formulier.veld("leefgebied").zet("middelengebruik")
    assert tekstveld.categorie.waarde() == "politiegegevens"
    scene.dialoog().reject()
    scene.rust()


def test_wat_getypt_is_komt_terug(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    scene.open(casus.casus_id)
    scene.druk(scene.knop("Doel toevoegen"))
    scene.dialoog().formulier.veld("tekst").tekst.zet_ruw("Half een zin")  # type: ignore[attr-defined]
    scene.dialoog().reject()
    scene.rust()
    scene.druk(scene.knop("Doel toevoegen"))
    assert scene.dialoog().formulier.veld("tekst").waarde().tekst == "Half een zin"
    scene.dialoog().reject()
    scene.rust()


def test_te_laat_heeft_een_woord_en_een_teken(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, 1)
    wereld.klok.moment += timedelta(days=3)
    tab = scene.open(casus.casus_id)
    (termijn,) = tab.findChildren(Termijn)
    assert (termijn.te_laat, termijn.accessibleName()) == (True, "2 dagen te laat")


@pytest.mark.parametrize("wie", ["lezer", "gesloten"])
def test_wie_niet_mag_wijzigen_leest_alleen(qtbot: Any, omgeving: Omgeving, wereld: Wereld, wie: str) -> None:
    casus = bouw(wereld)
    actie(wereld, casus)
    if wie == "lezer":
        assign_casus(wereld.regie, casus.casus_id, wereld.lezer.gebruiker.id)
    else:
        casusverloop.close_casus(wereld.regie, casus.casus_id, "doelen_behaald", "verbeterd")
    scene = Scene(qtbot, omgeving, wereld, "lezer" if wie == "lezer" else "regie")
    scene.open(casus.casus_id)
    assert "Haalt een diploma." in scene.teksten()
    assert scene.knoppen() == set()


@pytest.mark.parametrize("wie", ["regie2", "privacy", "beheer", "lezer"])
def test_een_ander_krijgt_niets_te_zien(qtbot: Any, omgeving: Omgeving, wereld: Wereld, wie: str) -> None:
    casus = bouw(wereld)
    actie(wereld, casus)
    scene = Scene(qtbot, omgeving, wereld, wie)
    scene.open(casus.casus_id)
    assert scene.teksten() == []
    assert scene.knoppen() == set()


def test_een_schermlezer_mist_niets(scene: Scene, wereld: Wereld) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, interventie="jongerenrechtbank")
    acties.set_actiestatus(
        wereld.regie, actie(wereld, casus, woorden="Gaat mee."), ActieStatus.GEREED, tekst("Gelukt.")
    )
    tab = scene.open(casus.casus_id)
    assert toegankelijk.controleer(tab) == []
    namen = [k.accessibleName() for k in tab.findChildren(Knop) if k.isVisible()]
    assert len(namen) == len(set(namen))
    for knop in ("Actie toevoegen", "Doel toevoegen", "Afronden", "Plan vaststellen", "Plan wijzigen"):
        scene.druk(scene.knop(knop))
        assert toegankelijk.controleer(scene.dialoog()) == []
        scene.dialoog().reject()
        scene.rust()
