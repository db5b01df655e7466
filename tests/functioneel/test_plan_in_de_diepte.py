"""The plan van aanpak to full depth (000; 001, "two sides"), by hands on its screens."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.domain.planverschil import Verschil
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import acties, adresboek, casusverloop, evaluaties, plannen
from pmg_desk.services.actieregels import Wachtenden
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import ActieStatus, Bereik, Spoor, Vervolg
from pmg_desk.ui.screens.actiekaarten import Actievak
from pmg_desk.ui.screens.doelkaarten import Leefgebiedkaart, Spoorvak
from pmg_desk.ui.screens.planvergelijking import Verschilkaart
from pmg_desk.ui.widgets import bestandskeuze, dialoog
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from tests.functioneel.dossierzaal import open_tab, vul
from tests.functioneel.routezaal import Routezaal
from tests.services.test_samenvatting_dekking import pdf_tekst
from tests.ui.casusvenster import zichtbaar
from tests.ui.toegankelijk import controleer

VANDAAG = date(2026, 11, 23)


class Plantafel:
    """The tab of a plan of a casus, and who works for it."""

    def __init__(self, zaal: Routezaal) -> None:
        self.zaal = zaal
        zaal.open("regie")
        regie = zaal.omgeving.werkplek
        self.casus_id: UUID = zaal.casus("pga_lokaal", geboortedatum="2010")
        organisatie = adresboek.add_organisatie(regie, adresboek.OrganisatieInvoer("Jongerenwerk"))
        werker = adresboek.ProfessionalInvoer(organisatie, "J. Werker", "Jongerenwerker")
        self.werker = adresboek.add_professional(regie, werker)

    def begin(self, *doelen: str) -> None:
        """A plan that is being made, with goals to work on."""
        plan_id = plannen.begin_plan(self.zaal.omgeving.werkplek, self.casus_id, plannen.PlanInvoer())
        for doel in doelen:
            invoer = plannen.DoelInvoer("werk_opleiding", Spoor.PERSPECTIEF, UitspraakInvoer(doel))
            plannen.add_doel(self.zaal.omgeving.werkplek, plan_id, invoer)

    @property
    def tab(self) -> Any:
        return open_tab(self.zaal, self.casus_id, "plan")

    @property
    def plan(self) -> plannen.PlanInzicht:
        """The newest version as it is kept."""
        return plannen.list_plannen(self.zaal.omgeving.werkplek, self.casus_id)[0]

    def acties(self) -> list[acties.ActieInzicht]:
        return [actie for doel in self.plan.doelen for actie in doel.acties]

    def formulier(self) -> Any:
        """The form that is open."""
        QApplication.processEvents()
        (een,) = [d for d in self.zaal.scherm.findChildren(Invoerdialoog) if d.isVisible()]
        return een.formulier

    def nieuwe_actie(self, tekst: str, dagen: int = 7, **anders: Any) -> UUID:
        """Add an action to the first goal, through its form."""
        self.zaal.druk("Actie toevoegen")
        velden: dict[str, Any] = {"deadline": VANDAAG + timedelta(days=dagen), **anders}
        self.formulier().veld("eigenaar_id").zet(self.werker)
        vul(self.zaal, tekst=tekst, **velden)
        return next(a.id for a in self.acties() if a.tekst is not None and a.tekst.tekst == tekst)

    def vak(self, actie_id: UUID) -> str:
        """What is in sight of one action."""
        QApplication.processEvents()
        (een,) = [v for v in self.zaal.scherm.findChildren(Actievak) if v.isVisible() and v.actie.id == actie_id]
        return zichtbaar(een)


@pytest.fixture
def tafel(zaal: Routezaal) -> Plantafel:
    return Plantafel(zaal)


def test_perspectief_en_grenzen_staan_op_elk_leefgebied_naast_elkaar(tafel: Plantafel) -> None:
    """001: the two sides, limits and perspective, on every leefgebied."""
    regie = tafel.zaal.omgeving.werkplek
    plan_id = plannen.begin_plan(regie, tafel.casus_id, plannen.PlanInvoer())
    gebieden = tuple(regie.profiel.leefgebieden.values())
    for gebied in gebieden:
        for spoor in Spoor:
            tekst = UitspraakInvoer(f"{spoor.value} bij {gebied.sleutel}.")
            plannen.add_doel(regie, plan_id, plannen.DoelInvoer(gebied.sleutel, spoor, tekst))
    tab = tafel.tab
    kaarten = tab.findChildren(Leefgebiedkaart)
    assert [kaart.titel.text() for kaart in kaarten] == [gebied.label for gebied in gebieden]
    for kaart, gebied in zip(kaarten, gebieden, strict=True):
        links, rechts = kaart.findChildren(Spoorvak)
        assert (links.accessibleName(), rechts.accessibleName()) == ("Perspectief bieden", "Grenzen stellen")
        assert f"perspectief bij {gebied.sleutel}." in zichtbaar(links)
        assert f"grenzen bij {gebied.sleutel}." in zichtbaar(rechts)


def test_wie_er_niet_bij_staat_wordt_over_het_formulier_toegevoegd_en_is_dan_gekozen(tafel: Plantafel) -> None:
    regie, zaal = tafel.zaal.omgeving.werkplek, tafel.zaal
    plan_id = plannen.begin_plan(regie, tafel.casus_id, plannen.PlanInvoer())
    gebied = next(iter(regie.profiel.leefgebieden))
    plannen.add_doel(regie, plan_id, plannen.DoelInvoer(gebied, Spoor.PERSPECTIEF, UitspraakInvoer("Stage.")))
    assert tafel.tab.isVisible()
    zaal.druk("Actie toevoegen")
    formulier = tafel.formulier()
    formulier.veld("deadline").zet(VANDAAG + timedelta(days=7))
    wie = formulier.veld("eigenaar_id")
    wie.regel.setFocus()
    zaal.qtbot.keyClicks(wie.regel, "Zzz Zorg")
    zaal.qtbot.waitUntil(wie.uitweg.isVisible, timeout=20_000)
    wie.uitweg.click()
    zaal.rust()
    (erbij,) = [d for d in zaal.scherm.findChildren(Bewaardialoog) if d.isVisible()]
    boven: Any = erbij.formulier
    waar = boven.veld("organisatie_id")
    assert (boven.veld("naam").waarde(), boven.veld("organisatie_naam").isVisible()) == ("Zzz Zorg", False)
    waar.regel.setFocus()
    zaal.qtbot.keyClicks(waar.regel, "Yyy Huis")
    zaal.qtbot.waitUntil(waar.uitweg.isVisible, timeout=20_000)
    waar.uitweg.click()
    assert (boven.veld("organisatie_naam").waarde(), waar.isVisible()) == ("Yyy Huis", False)
    boven.veld("functie").zet("Begeleider")
    erbij.knop.click()
    zaal.rust()
    assert not [d for d in zaal.scherm.findChildren(Bewaardialoog) if d.isVisible()]
    assert formulier.isVisible()
    assert wie.regel.text() == "Zzz Zorg (Begeleider, Yyy Huis)"
    assert (wie.niets_gevonden, formulier.veld("deadline").waarde()) == ("", VANDAAG + timedelta(days=7))
    vul(zaal, tekst="Belt de moeder.")
    (plan,) = plannen.list_plannen(regie, tafel.casus_id)
    (een,) = plan.doelen[0].acties
    assert (een.eigenaar, een.organisatie) == ("Zzz Zorg", "Yyy Huis")


def test_van_wens_tot_een_plan_dat_te_toetsen_is(tafel: Plantafel) -> None:
    zaal = tafel.zaal
    assert tafel.tab.plan is None
    zaal.druk("Plan beginnen")
    vul(zaal, wens="Wil automonteur worden.", toelichting="Samen met school.")
    gelezen = zaal.leest()
    assert gelezen.index("Wil automonteur worden.") < gelezen.index("Samen met school.")
    wens = tafel.plan.wens
    assert wens is not None
    assert (wens.bron, wens.aard) == ("De jongere", Aard.MENING)

    zaal.druk("Doel toevoegen")
    hint = tafel.formulier().hint
    assert hint.tekst == "Nog niet te toetsen: schrijf op waaraan u het ziet en wanneer. Opslaan kan ook zonder."
    vul(zaal, leefgebied="werk_opleiding", spoor=Spoor.PERSPECTIEF, tekst="Gaat vier dagen naar school.")
    assert "Nog niet te toetsen" in zaal.leest()
    zaal.druk("Doel wijzigen")
    formulier = tafel.formulier()
    formulier.veld("toets").tekst.zet("Het overzicht van de school.")
    assert formulier.hint.tekst == "Nog niet te toetsen: schrijf op wanneer. Opslaan kan ook zonder."
    formulier.veld("streefdatum").zet(VANDAAG + timedelta(days=90))
    assert not formulier.hint.isVisible()
    vul(zaal)
    assert "Te bereiken op 21 februari 2027" in zaal.leest()
    assert "Nog niet te toetsen" not in zaal.leest()

    zaal.druk("Afspraken wijzigen")
    vul(zaal, informeren="De werker belt de ouders.", opschalen="Bij een nieuw feit met een wapen.")
    for woorden in ("De werker belt de ouders.", "Bij een nieuw feit met een wapen."):
        assert woorden in zaal.leest()
    assert controleer(zaal.scherm) == []


def test_een_actie_komt_terug_tot_de_reeks_stopt(tafel: Plantafel) -> None:
    zaal = tafel.zaal
    tafel.begin("Gaat naar school.")
    assert tafel.tab is not None
    zaal.druk("Actie toevoegen")
    assert tafel.formulier().veld("herhalen_tot").isHidden()
    vul(zaal)  # nothing filled in: stays open, and says what is missing
    formulier = tafel.formulier()
    formulier.veld("herhaling").zet(Herhaling.WEEK)
    assert not formulier.veld("herhalen_tot").isHidden()
    formulier.veld("eigenaar_id").zet(tafel.werker)
    vul(zaal, tekst="Belt de mentor.", deadline=VANDAAG, herhalen_tot=VANDAAG + timedelta(days=21))
    (een,) = tafel.acties()
    assert "Komt terug: elke week, tot en met 14 december 2026 · daarna op 30 november 2026" in tafel.vak(een.id)
    for _ in range(2):
        zaal.druk("Afronden")
        vul(zaal)
    assert [a.deadline.day for a in tafel.acties()] == [23, 30, 7]
    assert "Eerdere keren tonen (1)" in zaal.leest()
    dialoog.volgend_antwoord(True)
    zaal.druk("Reeks stoppen")
    assert "Komt terug: elke week, dit is de laatste keer" in tafel.vak(tafel.acties()[-1].id)
    zaal.druk("Afronden")
    vul(zaal)
    assert len(tafel.acties()) == 3
    zaal.druk("Weer openen")
    vul(zaal, reden="Was nog niet gebeurd.")
    zaal.druk("Afronden")
    vul(zaal)
    assert [a.status for a in tafel.acties()] == [ActieStatus.GEREED] * 3


def test_eerst_dit_dan_dat(tafel: Plantafel) -> None:
    zaal = tafel.zaal
    tafel.begin("Gaat naar school.")
    assert tafel.tab is not None
    vraagt = tafel.nieuwe_actie("Vraagt toestemming.", 10)
    meldt = tafel.nieuwe_actie("Meldt aan.", 3, na_id=vraagt)
    wacht = tafel.vak(meldt)
    assert "Wacht op: Vraagt toestemming. (klaar op 3 december 2026)" in wacht
    assert "Let op: dat is later dan deze actie klaar moet zijn." in wacht
    assert "Afronden" not in wacht

    zaal.druk("Actie wijzigen: Vraagt toestemming.")
    formulier = tafel.formulier()
    formulier.veld("na_id").zet(meldt)
    vul(zaal)
    assert formulier.veld("na_id").fout == (
        "Zo komt u in een kring: “Vraagt toestemming.” wacht op “Meldt aan.”, en “Meldt aan.” wacht op"
        " “Vraagt toestemming.”. Kies een andere actie."
    )
    vul(zaal, na_id=None)

    zaal.druk("Afronden: Vraagt toestemming.")
    vul(zaal, resultaat="Mag.")
    assert "Kan beginnen" in tafel.vak(meldt)
    assert "Klaar is: Vraagt toestemming." in tafel.vak(meldt)

    haalt = tafel.nieuwe_actie("Haalt boeken.", na_id=meldt)
    zaal.druk("Laten vervallen: Meldt aan.")
    assert "Deze wachten: Haalt boeken." in zichtbaar(tafel.formulier())
    vul(zaal, resultaat="School is vol.")
    assert tafel.formulier().veld("wachtenden").fout != ""
    vul(zaal, wachtenden=Wachtenden.VRIJ)
    assert "Wacht op" not in tafel.vak(haalt)
    assert {a.id: a.status for a in tafel.acties()}[meldt] is ActieStatus.VERVALLEN


def test_evalueren_met_de_criteria_van_het_plan_ernaast(tafel: Plantafel) -> None:
    zaal = tafel.zaal
    tafel.begin("Gaat naar school.", "Heeft een bijbaan.")
    assert tafel.tab is not None
    assert "Plan evalueren" not in zaal.knoppen()
    zaal.druk("Afspraken wijzigen")
    vul(zaal, opschalen="Bij een nieuw feit met een wapen.")
    zaal.druk("Plan vaststellen")
    vul(zaal, afgesproken_met="Jongere en moeder", evaluatie_op=VANDAAG + timedelta(days=30))
    voor = tafel.plan

    zaal.druk("Plan evalueren")
    formulier = tafel.formulier()
    vervolg = formulier.veld("vervolg")
    assert "In het plan staat: Opschalen: Bij een nieuw feit met een wapen." in zichtbaar(vervolg)
    vervolg.zet(Vervolg.OPSCHALEN)
    assert "In het plan staat: Bij een nieuw feit met een wapen." in zichtbaar(vervolg)
    vervolg.zet(Vervolg.AFSCHALEN)
    assert "Het plan zegt hier niets over." in zichtbaar(vervolg)
    vul(zaal, met="Jongere en school", conclusie="Gaat vooruit.", bereik_0=Bereik.GROTENDEELS)
    assert {veld.sleutel for veld in formulier._velden.values() if veld.fout} == {"bereik_1", "volgende_op"}
    vul(
        zaal,
        bereik_1=Bereik.NIET,
        tekst_1="Zoekt nog.",
        vervolg=Vervolg.BIJSTELLEN,
        volgende_op=VANDAAG + timedelta(days=60),
    )
    (een,) = evaluaties.list_evaluaties(zaal.omgeving.werkplek, tafel.casus_id)
    assert [d.bereik for d in een.doelen] == [Bereik.GROTENDEELS, Bereik.NIET]
    assert (tafel.plan.evaluatie_op, tafel.plan.volgende_evaluatie) == (voor.evaluatie_op, VANDAAG + timedelta(days=60))
    gelezen = zaal.leest()
    for woorden in ("Gaat vooruit.", "Zoekt nog.", "Grotendeels bereikt", "Het plan bijstellen", "Bij evaluaties"):
        assert woorden in gelezen
    assert controleer(zaal.scherm) == []


def test_twee_versies_naast_elkaar_op_scherm_en_papier(tafel: Plantafel, tmp_path: Path) -> None:
    zaal = tafel.zaal
    tafel.begin("Gaat drie dagen naar school.")
    assert tafel.tab is not None
    zaal.druk("Plan vaststellen")
    vul(zaal, afgesproken_met="Jongere", evaluatie_op=VANDAAG + timedelta(days=30))
    zaal.druk("Nieuwe versie maken")
    vul(zaal)
    zaal.druk("Doel wijzigen")
    vul(zaal, tekst="Gaat vier dagen naar school.")
    zaal.druk("Doel toevoegen")
    vul(zaal, leefgebied="justitie", spoor=Spoor.GRENZEN, tekst="Thuis om tien.")
    zaal.druk("Versies vergelijken")
    scherm = zaal.scherm
    assert scherm.sleutel == "planvergelijking"
    kaarten = {kaart.titel.text(): kaart for kaart in _kaarten(scherm)}
    assert {titel: kaart.deel.verschil for titel, kaart in kaarten.items()} == {
        "Het plan als geheel": Verschil.GEWIJZIGD,
        "Doel: Werk & opleiding": Verschil.GEWIJZIGD,
        "Doel: Justitie": Verschil.ERBIJ,
    }
    werk = zichtbaar(kaarten["Doel: Werk & opleiding"])
    assert "Gaat [\u2212drie] dagen naar school." in werk
    assert "Gaat [+vier] dagen naar school." in werk
    assert "\u2260 Gewijzigd" in werk
    assert controleer(scherm) == []
    scherm.nieuw.zet(1)
    zaal.rust()
    assert {kaart.deel.verschil for kaart in _kaarten(scherm)} == {Verschil.GELIJK}
    scherm.nieuw.zet(2)
    zaal.rust()

    zaal.druk("Afdrukken (intern)")
    bestandskeuze.volgend_pad(tmp_path / "versies.pdf")
    zaal.druk("Uitgeven en opslaan als bestand")
    assert "Gaat [\u2212drie] dagen naar school." in " ".join(
        pdf_tekst((tmp_path / "versies.pdf").read_bytes()).split()
    )
    zaal.druk("Terug naar het dossier")
    assert zaal.scherm.sleutel == "dossier"


def _kaarten(scherm: Any) -> list[Verschilkaart]:
    QApplication.processEvents()
    return [kaart for kaart in scherm.findChildren(Verschilkaart) if kaart.isVisible()]


def test_wie_vertrok_en_wat_stilstaat_is_te_zien(tafel: Plantafel) -> None:
    zaal, regie = tafel.zaal, tafel.zaal.omgeving.werkplek
    tafel.begin("Gaat naar school.")
    assert tafel.tab is not None
    een = tafel.nieuwe_actie("Belt de mentor.", herhaling=Herhaling.WEEK)
    adresboek.stop_professional(regie, tafel.werker, VANDAAG)
    assert tafel.tab is not None
    zaal.rust()
    assert "Let op: J. Werker werkt hier niet meer. Kies iemand anders." in tafel.vak(een)
    open_tab(zaal, tafel.casus_id, "overzicht")
    zaal.druk("Casus afsluiten")
    assert "1 daarvan komt steeds terug" in zaal.leest()
    casusverloop.close_casus(regie, tafel.casus_id, "doelen_behaald", "verbeterd")
    zaal.rust()
