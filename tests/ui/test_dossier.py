"""The dossier in the real window: one line per opening, nothing of another casus, a secret address behind a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.services import budget, casussen, inzet, noodtoegang, relaties, toewijzingen
from pmg_desk.services.budget import AanvraagInvoer
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.inzet import InzetInvoer
from pmg_desk.services.relaties import RelatieInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import BudgetSoort, Overleg, OverlegCasus, OverlegStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.casusverloop import Afsluitdialoog
from pmg_desk.ui.screens.dossier import TABBLADEN, DossierScherm
from pmg_desk.ui.screens.overzicht import OverzichtTab
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.dialoog import volgend_antwoord
from tests.casusbouw import maak, regels
from tests.ui.casusvenster import ga, klik, knoppen, open_venster, rolbalken, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

ADRESDELEN = ("Stokelaan", "2541", "Morgenstond")


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie, geboortedatum="3-11-2012", adres_geheim=True)


@pytest.fixture
def venster(qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID) -> Hoofdvenster:
    return open_venster(qtbot, omgeving, wereld, "regie")


def overzicht(scherm: DossierScherm) -> OverzichtTab:
    assert scherm.tabs is not None
    tab = scherm.tabs.inhoud("overzicht")
    assert isinstance(tab, OverzichtTab)
    return tab


def plan_overleg(wereld: Wereld, casus_id: UUID) -> None:
    with wereld.regie.doe() as t:
        overleg = Overleg(
            id=uuid4(),
            tafel="pga_lokaal",
            datum=t.vandaag + timedelta(days=1),
            tijd="10:00",
            status=OverlegStatus.GEPLAND,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(overleg)
        t.db.flush()
        t.db.add(OverlegCasus(id=uuid4(), overleg_id=overleg.id, casus_id=casus_id))
        t.log("overleg.plannen", "overleg", overleg.id)
        t.gewijzigd("overleg", overleg.id)


# the head


def test_het_hoofd_zegt_wie_hoe_en_wat_er_nu_gedeeld_mag_worden(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    plan_overleg(wereld, casus_id)
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    hoofd = zichtbaar(scherm)
    for woorden in (
        "Zoë Łukasz",
        "PMG-2026-00001",
        "Nog niet ingedeeld",
        "Open",
        "Adres is geheim",
        "14 jaar (3 november 2012)",
        "PGA lokaal",
        "C. Regisseur (u)",
        "dinsdag 24 november 2026 10:00 (PGA lokaal)",
        "Er is nu geen akkoord om iets uit dit dossier te delen.",
    ):
        assert woorden in hoofd, woorden
    assert venster.windowTitle() == "Dossier – PMG Desk"


def test_openen_is_een_regel_en_terugkomen_geen_tweede(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    ander = maak(wereld.regie, geslachtsnaam="Berg")
    ga(qtbot, venster, "dossier", casus_id=casus_id)
    ga(qtbot, venster, "casussen")
    ga(qtbot, venster, "dossier", casus_id=casus_id)
    toewijzingen.add_tafel(wereld.regie, casus_id, "top_x")
    klaar(qtbot, omgeving)
    ga(qtbot, venster, "dossier", casus_id=ander)
    ga(qtbot, venster, "dossier", casus_id=casus_id)
    assert [regel.casus_id for regel in regels(wereld.regie, "dossier.openen")] == [
        str(casus_id),
        str(ander),
        str(casus_id),
    ]


def test_een_wijziging_staat_meteen_in_het_hoofd(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    assert "niet gepland" in zichtbaar(scherm.hoofd)
    toewijzingen.add_tafel(wereld.regie, casus_id, "top_x")
    plan_overleg(wereld, casus_id)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert "PGA lokaal, TOP X" in zichtbaar(scherm.hoofd)
    assert "dinsdag 24 november 2026" in zichtbaar(scherm.hoofd)


def test_van_het_vorige_dossier_blijft_niets_in_beeld(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    ander = maak(wereld.regie, voornamen="Bram", geslachtsnaam="Berg", school="Lyceum", telefoon="")
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    assert "Praktijkschool De Vlier" in zichtbaar(scherm)
    venster.navigeer("dossier", casus_id=ander)
    leeg = zichtbaar(scherm)  # before anything of the other one is there
    klaar(qtbot, omgeving)
    vol = zichtbaar(scherm)
    for resten in ("Zoë", "Łukasz", "Vlier", "PMG-2026-00001"):
        assert resten not in leeg
        assert resten not in vol
    assert "Bram Berg" in vol
    assert "Lyceum" in vol


@pytest.mark.parametrize("wie", ["regie2", "lezer"])
def test_wie_het_dossier_niet_mag_zien_krijgt_de_weg_naar_noodtoegang(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID, wie: str
) -> None:
    venster = open_venster(qtbot, omgeving, wereld, wie)
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    beeld = zichtbaar(scherm)
    assert "Dit mag u met uw rol niet zien of doen." in beeld
    for geheim in ("Zoë", "Łukasz", "PMG-2026", "Vlier"):
        assert geheim not in beeld
    klik(qtbot, venster, scherm, "Noodtoegang nemen")
    assert venster.windowTitle() == "Noodtoegang – PMG Desk"


def test_wie_de_toegang_verliest_ziet_meteen_niets_meer(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus_id = maak(wereld.regie, "zvh")
    toewijzing = toewijzingen.assign_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    assert "Zoë Łukasz" in zichtbaar(scherm)
    toewijzingen.withdraw_toewijzing(wereld.regie, toewijzing)
    omgeving.meld_wijzigingen(frozenset({("casus", casus_id)}))
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert "Zoë" not in zichtbaar(scherm)
    assert "Vlier" not in zichtbaar(scherm)


# the tab Overzicht


def test_een_geheim_adres_komt_pas_na_een_reden_en_gaat_weer_weg(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    kaart = overzicht(scherm).adres
    assert not any(deel in zichtbaar(scherm) for deel in ADRESDELEN)
    klik(qtbot, venster, kaart, "Geheim adres tonen")
    dialoog = kaart.dialoog
    assert dialoog is not None
    dialoog.knop.click()
    assert dialoog.formulier.veld("reden").fout == "Vul ‘Waarom moet u het adres nu zien?’ in."
    assert regels(wereld.regie, "adres.tonen") == []
    dialoog.formulier.veld("reden").zet("Huisbezoek met de wijkagent.")
    dialoog.knop.click()
    klaar(qtbot, omgeving)
    assert all(deel in zichtbaar(kaart) for deel in ADRESDELEN)
    assert len(regels(wereld.regie, "adres.tonen")) == 1
    klik(qtbot, venster, kaart, "Adres weer verbergen")
    assert not any(deel in zichtbaar(scherm) for deel in ADRESDELEN)
    klik(qtbot, venster, kaart, "Geheim adres tonen")
    assert kaart.dialoog is not None
    kaart.dialoog.formulier.veld("reden").zet("Nog eens.")
    kaart.dialoog.knop.click()
    klaar(qtbot, omgeving)
    scherm.tabs.kies("signalen")
    klaar(qtbot, omgeving)
    scherm.tabs.kies("overzicht")
    klaar(qtbot, omgeving)
    assert not any(deel in zichtbaar(scherm) for deel in ADRESDELEN)
    assert len(regels(wereld.regie, "adres.tonen")) == 2


def test_een_gewoon_adres_staat_er_gewoon(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus_id = maak(wereld.regie)
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    kaart = overzicht(ga(qtbot, venster, "dossier", casus_id=casus_id)).adres
    assert all(deel in zichtbaar(kaart) for deel in ADRESDELEN)
    assert "Geheim adres tonen" not in knoppen(kaart)


def test_het_overzicht_noemt_wie_gezag_heeft_of_risico_loopt_en_telt_de_rest(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    kaart = overzicht(ga(qtbot, venster, "dossier", casus_id=casus_id)).netwerk
    assert "Nog niemand ingevuld." in zichtbaar(kaart)
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("ouder", "Ewa Łukasz", "", "ja"))
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("vriend", "Timo"))
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert "Ewa Łukasz\nOuder · heeft gezag\nEn verder. Vrienden en bekenden: 1" in zichtbaar(kaart)
    assert "Timo" not in zichtbaar(kaart)
    klik(qtbot, venster, kaart, "Naar het netwerk")
    scherm: Any = venster.scherm
    assert scherm.tabs.sleutel == "netwerk"


def test_een_link_naar_een_casus_die_men_niet_ziet_staat_er_niet(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    broer = maak(wereld.regie, "zvh", voornamen="Bram")
    casus_id = maak(wereld.regie, "top_x")
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=broer))
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    assert "Gezin en familie: 1" in zichtbaar(overzicht(scherm).netwerk)
    assert "PMG-2026-00001" not in zichtbaar(scherm)


def test_tafels_erbij_en_eraf(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    kaart = overzicht(ga(qtbot, venster, "dossier", casus_id=casus_id)).tafels
    assert knoppen(kaart) == ["Tafel toevoegen"]
    klik(qtbot, venster, kaart, "Tafel toevoegen")
    assert kaart.dialoog is not None
    kaart.dialoog.formulier.zet({"tafel": "pga_lokaal"})
    kaart.dialoog.knop.click()
    klaar(qtbot, omgeving)
    assert kaart.dialoog.formulier.veld("tafel").fout == "De casus is al bij deze tafel."
    kaart.dialoog.formulier.veld("tafel").zet("top_x")
    assert (
        "De casusregisseurs van TOP X zien dan het hele dossier en kunnen erin werken. Nu is dat 1 gebruiker van deze"
        " kluis. Breng de casus daar alleen als dat mag."
    ) in zichtbaar(kaart.dialoog)
    kaart.dialoog.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert "TOP X\nsinds 23-11-2026" in zichtbaar(kaart)
    volgend_antwoord(False)
    klik(qtbot, venster, kaart, "Casus van tafel TOP X halen")
    volgend_antwoord(True)
    klik(qtbot, venster, kaart, "Casus van tafel PGA lokaal halen")
    klaar(qtbot, omgeving)
    assert "van 23-11-2026 tot en met 23-11-2026" in zichtbaar(kaart)
    assert "Casus van tafel TOP X halen" not in knoppen(kaart), "the last table stays"


def test_toegang_geven_intrekken_en_overdragen(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    kaart = overzicht(scherm).zicht
    klik(qtbot, venster, kaart, "Collega toegang geven")
    assert kaart.dialoog is not None
    veld: Any = kaart.dialoog.formulier.veld("gebruiker")
    assert [veld.lijst.itemText(nr) for nr in range(veld.lijst.count())] == [
        "Kies…",
        "D. Regisseur (casusregisseur)",
        "M. Meelezer (meelezer)",
    ]
    kaart.dialoog.formulier.zet({"gebruiker": wereld.lezer.gebruiker.id})
    tot: Any = kaart.dialoog.formulier.veld("tot")
    tot.regel.setText("31-12-2026")
    kaart.dialoog.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert "M. Meelezer\nmeelezer · sinds 23-11-2026 · tot en met 31-12-2026" in zichtbaar(kaart)
    volgend_antwoord(True)
    klik(qtbot, venster, kaart, "Toegang van M. Meelezer intrekken")
    klaar(qtbot, omgeving)
    assert "geen toegang meer" in zichtbaar(kaart)
    noodtoegang.take_noodtoegang(wereld.regie2, casus_id, "Spoed.")
    omgeving.meld_wijzigingen(frozenset({("noodtoegang", None)}))
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert "D. Regisseur\nnoodtoegang tot 24-11-2026 09:30 · Spoed." in zichtbaar(kaart)
    klik(qtbot, venster, kaart, "Casus overdragen")
    assert kaart.dialoog is not None
    kaart.dialoog.formulier.zet({"gebruiker": wereld.regie2.gebruiker.id})
    kaart.dialoog.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert casussen.toon_kop(wereld.regie, casus_id).regisseur == "D. Regisseur"
    assert "Casusregisseur\nD. Regisseur" in zichtbaar(scherm.hoofd)


def test_afsluiten_en_heropenen(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    tab = overzicht(scherm)
    klik(qtbot, venster, tab, "Casus afsluiten")
    dialoog = tab.verloop.dialoog
    assert dialoog is not None
    dialoog.knop.click()
    assert {s: dialoog.formulier.veld(s).fout for s in ("reden", "uitkomst")} == {
        "reden": "Vul ‘Reden’ in.",
        "uitkomst": "Vul ‘Uitkomst’ in.",
    }
    dialoog.formulier.zet({"reden": "doelen_behaald", "uitkomst": "verbeterd", "toelichting": "Heeft werk."})
    dialoog.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert casussen.toon_kop(wereld.regie, casus_id).status is CasusStatus.GESLOTEN
    assert "Afgesloten: Doelen zijn gehaald\nUitkomst: Verbeterd\nHeeft werk." in zichtbaar(tab)
    assert not {"Persoonsgegevens wijzigen", "Tafel toevoegen", "Casus afsluiten"} & set(knoppen(tab))
    klik(qtbot, venster, tab, "Casus heropenen")
    dialoog = tab.verloop.dialoog
    assert dialoog is not None
    dialoog.formulier.veld("reden").zet("Nieuw signaal van school.")
    dialoog.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert "Open sinds 23-11-2026\nHeropend: Nieuw signaal van school." in zichtbaar(tab)
    assert "Casus afsluiten" in knoppen(tab)


def test_het_afsluiten_zegt_wat_er_dan_eindigt(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving
) -> None:
    def uitleg() -> str:
        tab = overzicht(ga(qtbot, venster, "dossier", casus_id=casus_id))
        klik(qtbot, venster, tab, "Casus afsluiten")
        dialoog = tab.verloop.dialoog
        assert isinstance(dialoog, Afsluitdialoog)
        tekst = dialoog.uitleg.text()
        dialoog.reject()
        return tekst.partition("Heropenen kan altijd.")[2].strip()

    def vraag_en_start(interventie: str) -> None:
        inzet.start_inzet(wereld.regie, casus_id, InzetInvoer(interventie))
        reden = UitspraakInvoer("Een fiets.")
        budget.ask_budget(wereld.regie, casus_id, AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "9", reden))
        klaar(qtbot, omgeving)
        klaar(qtbot, omgeving)

    assert uitleg() == ""
    vraag_en_start("kansrijk")
    assert uitleg() == (
        "1 interventie loopt of is gepland: die wordt afgebroken, met de reden van afsluiten."
        " 1 aanvraag van budget wacht op een besluit: die wordt ingetrokken."
    )
    vraag_en_start("halt_spreekuur")
    assert uitleg() == (
        "2 interventies lopen of zijn gepland: die worden afgebroken, met de reden van afsluiten."
        " 2 aanvragen van budget wachten op een besluit: die worden ingetrokken."
    )


def test_een_meelezer_leest_en_heeft_geen_knoppen_om_te_wijzigen(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID
) -> None:
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("ouder", "Ewa Łukasz", "", "ja"))
    venster = open_venster(qtbot, omgeving, wereld, "lezer")
    tab = overzicht(ga(qtbot, venster, "dossier", casus_id=casus_id))
    assert "Ewa Łukasz" in zichtbaar(tab)
    assert knoppen(tab) == ["Geheim adres tonen", "Naar het netwerk"]


def test_een_getypte_reden_gaat_met_een_vergrendeling_niet_verloren(
    qtbot: Any, venster: Hoofdvenster, casus_id: UUID, omgeving: Omgeving
) -> None:
    tab = overzicht(ga(qtbot, venster, "dossier", casus_id=casus_id))
    klik(qtbot, venster, tab, "Casus afsluiten")
    assert tab.verloop.dialoog is not None
    toelichting: Any = tab.verloop.dialoog.formulier.veld("toelichting")
    toelichting.vel.setPlainText("Overgenomen door het wijkteam.")
    venster.bewaar_concepten()
    tab.verloop.dialoog.reject()
    klaar(qtbot, omgeving)
    klik(qtbot, venster, tab, "Casus afsluiten")
    assert tab.verloop.dialoog.formulier.veld("toelichting").ruw() == "Overgenomen door het wijkteam."
    tab.verloop.dialoog.reject()


def test_elk_tabblad_is_met_het_toetsenbord_te_bereiken_en_heeft_namen(
    qtbot: Any, venster: Hoofdvenster, casus_id: UUID, omgeving: Omgeving
) -> None:
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    gezien = []
    for _ in TABBLADEN:
        gezien.append(scherm.tabs.sleutel)
        assert controleer(scherm) == [], scherm.tabs.sleutel
        scherm.tabs.setFocus()
        qtbot.keyClick(scherm.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        klaar(qtbot, omgeving)
    assert gezien == [tabblad.sleutel for tabblad in TABBLADEN]


def test_hulp_opent_het_blad_van_het_tabblad(qtbot: Any, venster: Hoofdvenster, casus_id: UUID) -> None:
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    venster.toon_hulp()
    hulp = venster._handleiding
    assert hulp is not None
    bladen = {}
    for tabblad in TABBLADEN:
        scherm.tabs.kies(tabblad.sleutel)
        venster.toon_hulp()
        bladen[tabblad.sleutel] = hulp._bladen[hulp.inhoud.currentRow() - 1].stem
    hulp.close()
    assert bladen == {
        "overzicht": "casussen",
        "route": "tafels",
        "indeling": "indelen",
        "leefgebieden": "leefgebieden",
        "leefwerelden": "leefgebieden",
        "netwerk": "netwerk",
        "signalen": "indelen",
        "tijdlijn": "tijdlijn",
        "plan": "plan",
        "inzet": "toolbox",
        "betrokkenen": "casussen",
        "budget": "budget",
        "bijlagen": "bijlagen",
        "delen": "delen",
    }


@pytest.mark.parametrize("schaal", [100, 200])
def test_bij_elke_tekstgrootte_valt_er_niets_af(
    qtbot: Any,
    venster: Hoofdvenster,
    wereld: Wereld,
    casus_id: UUID,
    omgeving: Omgeving,
    app: QApplication,
    schaal: int,
) -> None:
    plan_overleg(wereld, casus_id)
    toewijzingen.add_tafel(wereld.regie, casus_id, "zvh")
    omgeving.thema.pas_toe(app, "licht", schaal)
    venster.resize(1280, 720)
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    QApplication.processEvents()
    for vak in [scherm.hoofd._chips]:
        assert vak.height() >= vak.vloei.heightForWidth(vak.width())
        for deel in vak.children():
            if hasattr(deel, "geometry") and deel is not vak.vloei:
                assert vak.rect().contains(deel.geometry())


def test_het_hoofd_laat_in_het_kleinste_venster_ruimte_voor_het_werk(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID
) -> None:
    plan_overleg(wereld, casus_id)
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    assert "Volgend overleg" in zichtbaar(scherm.hoofd)
    venster.resize(1280, 720)
    QApplication.processEvents()
    gelezen = zichtbaar(scherm.hoofd)
    nummer = casussen.toon_kop(wereld.regie, casus_id).nummer
    assert ("Volgend overleg" in gelezen, nummer in gelezen, "Leeftijd" in gelezen) == (False, True, True)
    balk = scherm.tabs.tabBar()
    assert balk.mapTo(venster.stapel, balk.rect().topLeft()).y() <= 150
    klik(qtbot, venster, scherm, "Meer over deze casus")
    assert "Volgend overleg" in zichtbaar(scherm.zijpaneel)


def test_in_een_laag_venster_rolt_alles_op_een_plek(
    qtbot: Any, venster: Hoofdvenster, wereld: Wereld, casus_id: UUID, omgeving: Omgeving, app: QApplication
) -> None:
    plan_overleg(wereld, casus_id)
    omgeving.thema.pas_toe(app, "licht", 200)
    venster.resize(1280, 720)
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    for sleutel in ("overzicht", "bijlagen"):
        ga(qtbot, venster, "dossier", casus_id=casus_id, tab=sleutel)
        qtbot.waitUntil(lambda: rolbalken(venster) in ([], ["_Blad"]))
        balk = scherm.tabs.tabBar()
        onder = balk.mapTo(venster.stapel, balk.rect().bottomLeft()).y()
        assert onder < venster.stapel.height() / 2, "the tabs, and room under them, are in sight at once"
    assert "Volgend overleg" not in zichtbaar(scherm.hoofd)
    klik(qtbot, venster, scherm, "Meer over deze casus")
    assert "Volgend overleg" in zichtbaar(scherm.zijpaneel)
    assert "Er is nu geen akkoord" in zichtbaar(scherm.zijpaneel)
    scherm.sluit_detail()
    for sleutel, params in (("toolbox", {}), ("werklijst", {"tab": "kalender"})):
        ga(qtbot, venster, sleutel, **params)
        qtbot.waitUntil(lambda: rolbalken(venster) in ([], ["_Blad"]))


def test_na_afloop_van_de_noodtoegang_gaat_het_dossier_dicht(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID
) -> None:
    noodtoegang.take_noodtoegang(wereld.regie2, casus_id, "Spoed.")
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id)
    assert "Zoë Łukasz" in zichtbaar(scherm)
    assert scherm._afloop.remainingTime() > 23 * 3_600_000
    wereld.klok.moment += timedelta(hours=24)
    scherm._afloop.start(0)
    with qtbot.waitSignal(scherm._afloop.timeout):
        pass
    klaar(qtbot, omgeving)
    assert "Zoë" not in zichtbaar(scherm)
    assert "Vlier" not in zichtbaar(scherm)


def test_het_toetsenbord_is_waar_het_werk_is_en_er_flitst_geen_venster(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID, vensters: list[str]
) -> None:
    def focus() -> str:
        widget: QWidget | None = QApplication.focusWidget()
        return "" if widget is None else widget.accessibleName()

    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("ouder", "Ewa Łukasz"))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "casussen")
    scherm.lijst.tabel.setFocus()
    qtbot.keyClick(scherm.lijst.tabel, Qt.Key.Key_Down)
    klaar(qtbot, omgeving)
    qtbot.keyClick(scherm.lijst.tabel, Qt.Key.Key_Return)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert focus() == "Onderdelen van het dossier"
    venster.ga_terug()
    klaar(qtbot, omgeving)
    assert focus() == "Casussen"
    ga(qtbot, venster, "registreren")
    assert focus() == "Voornamen"
    ga(qtbot, venster, "noodtoegang", casus_id=casus_id)
    assert focus() == "Waarom moet u deze casus nu zien?, verplicht"
    assert vensters == ["Hoofdvenster"]
