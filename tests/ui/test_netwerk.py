"""Network and groups in the real window: the drawing says what the list says, and nothing that one may not see."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.netwerk import Netbeeld
from pmg_desk.reports.tekening import Palet
from pmg_desk.services import groepen, indelen, netwerk, relaties, toewijzingen
from pmg_desk.services.groepen import GroepInvoer, LidInvoer
from pmg_desk.services.relaties import RelatieInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import KenmerkSoort
from pmg_desk.ui import thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.dossier_netwerk import NetwerkTab
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.afdrukken import volgende_afdruk
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.dialoog import gesteld, volgend_antwoord
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.lijst import Lijst
from tests.casusbouw import maak, regels
from tests.reports.lezen import tekst as tekst_van
from tests.ui.casusvenster import ga, klik, knoppen, open_venster, zichtbaar
from tests.ui.conftest import klaar, rust
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld


def tab_van(qtbot: Any, venster: Hoofdvenster, casus_id: UUID) -> NetwerkTab:
    scherm = ga(qtbot, venster, "dossier", casus_id=casus_id, tab="netwerk")
    klaar(qtbot, venster.omgeving)
    tab = scherm.tabs.inhoud("netwerk")
    assert isinstance(tab, NetwerkTab)
    return tab


def dialoog(venster: Hoofdvenster) -> Invoerdialoog:
    (een,) = [d for d in venster.findChildren(Invoerdialoog) if d.isVisible()]
    return een


def rijen(lijst: Lijst[Any]) -> list[str]:
    return [rij.naam for rij in lijst.model.getoond]


def test_iemand_erbij_wijzigen_en_eraf(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus_id, ander = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    tab = tab_van(qtbot, venster, casus_id)
    assert "Nog niemand" in zichtbaar(tab)
    klik(qtbot, venster, tab, "Iemand toevoegen")
    formulier = dialoog(venster).formulier
    dialoog(venster).knop.click()
    assert formulier.veld("soort").fout == "Vul ‘Wie is dit’ in."
    formulier.veld("soort").zet("medeverdachte")
    assert not formulier.veld("gezag").isVisible()
    toelichting: Any = formulier.veld("toelichting")
    assert toelichting.stand.text() == (
        "Bron: nog in te vullen · aanname · Politie en justitie · ook over anderen · eerst aan de bron vragen"
    )
    toelichting.tekst.zet("Samen gezien bij de winkel.")
    dialoog(venster).knop.click()
    assert toelichting.bron.fout == "Vul ‘Bron: wie zei dit’ in."
    toelichting.zet(None)
    formulier.veld("soort").zet("broer_zus")
    assert toelichting.stand.text() == (
        "Bron: C. Regisseur · aanname · Gezin · ook over anderen · mag worden doorgegeven"
    )
    assert formulier.veld("gezag").isVisible()
    formulier.zet({"soort": "broer_zus", "naam": "Ayoub", "loopt_risico": True})
    dialoog(venster).knop.click()
    rust(qtbot, omgeving)
    assert formulier.veld("toelichting").fout == "Schrijf op waarom deze persoon risico loopt."
    formulier.veld("toelichting").zet(UitspraakInvoer("Nieuwe schoenen.", bron="School"))
    dialoog(venster).knop.click()
    rust(qtbot, omgeving)
    assert rijen(tab.lijst) == ["Ayoub"]
    assert "Ayoub, Broer of zus, loopt risico" in tab.tekening.accessibleDescription()
    tab.lijst.kies(tab.lijst.model.getoond[0].id)
    assert "Nieuwe schoenen." in zichtbaar(tab.detail)
    assert "School" in zichtbaar(tab.detail)
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("medeverdachte", andere_casus_id=ander))
    rust(qtbot, omgeving)
    assert rijen(tab.lijst) == ["Ayoub", "Bram Łukasz"]
    klik(qtbot, venster, tab, "Wijzigen")
    dialoog(venster).formulier.veld("naam").zet("Ayoub Ł.")
    dialoog(venster).knop.click()
    rust(qtbot, omgeving)
    assert rijen(tab.lijst) == ["Ayoub Ł.", "Bram Łukasz"]
    volgend_antwoord(True)
    klik(qtbot, venster, tab, "Uit het netwerk halen")
    rust(qtbot, omgeving)
    assert gesteld[-1] == "Uit het netwerk halen?"
    assert rijen(tab.lijst) == ["Bram Łukasz"]
    assert controleer(tab) == []
    tab.lijst.kies(tab.lijst.model.getoond[0].id)
    klik(qtbot, venster, tab, "Naar de casus")
    rust(qtbot, omgeving)
    scherm: Any = venster.scherm
    assert scherm.casus_id == ander


def test_wie_de_andere_casus_niet_ziet_ziet_er_ook_geen_knop_voor(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    broer = maak(wereld.regie, "zvh", voornamen="Bram")
    casus_id = maak(wereld.regie, "top_x")
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=broer))
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    tab = tab_van(qtbot, venster, casus_id)
    rust(qtbot, omgeving)
    tab.lijst.kies(tab.lijst.model.getoond[0].id)
    assert "Bram Łukasz" in tab.tekening.accessibleDescription()
    assert "Naar de casus" not in knoppen(tab)
    alles = zichtbaar(tab) + tab.tekening.accessibleDescription() + tab.lijst.als_tekst(tab.lijst.model.getoond)
    assert "00001" not in alles
    assert "zelfde adres" not in alles


def test_de_tekening_volgt_het_thema_en_zegt_wat_de_lijst_zegt(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    casus_id = maak(wereld.regie)
    for soort in ("ouder", "jim", "medeverdachte"):
        relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer(soort, f"Naam {soort}"))
    indelen.judge_kenmerk(wereld.regie, casus_id, KenmerkSoort.SLACHTOFFER, True, "Politie")
    paletten: list[Any] = []
    echt = netwerk.teken

    def teken(beeld: Netbeeld, palet: Palet) -> bytes:
        paletten.append(palet)
        return echt(beeld, palet)

    monkeypatch.setattr(netwerk, "teken", teken)
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    tab = tab_van(qtbot, venster, casus_id)
    rust(qtbot, omgeving)
    gezegd = tab.tekening.accessibleDescription()
    assert [naam for naam in rijen(tab.lijst) if naam not in gezegd] == []
    assert "ook slachtoffer" in gezegd
    qtbot.waitUntil(lambda: tab.tekening.kleinste_letter >= 11)
    assert tab.lijstkaart.y() > tab.tekenkaart.geometry().bottom(), "under each other: beside it both are too narrow"
    assert "Deze jongere is ook slachtoffer. Dat weegt mee, en telt nooit als antecedent." in zichtbaar(tab)
    scherm: Any = venster.scherm
    assert "Ook slachtoffer" in zichtbaar(scherm.hoofd)
    thema.huidig().pas_toe(app, "donker", 100)
    rust(qtbot, omgeving)
    assert len({palet.inkt for palet in paletten}) == 2
    ga(qtbot, venster, "dossier", casus_id=casus_id, tab="indeling")
    assert "Weeg mee: deze jongere is ook slachtoffer. Dat telt nooit als antecedent." in zichtbaar(scherm)


def test_afdrukken_en_opslaan_van_het_interne_blad(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, tmp_path: Path
) -> None:
    casus_id = maak(wereld.regie)
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("jim", "Trainer Hakim"))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    tab = tab_van(qtbot, venster, casus_id)
    klik(qtbot, venster, tab, "Afdrukken (intern)")
    rust(qtbot, omgeving)
    scherm: Any = venster.scherm
    assert scherm.sleutel == "internafdruk"
    volgend_pad(tmp_path / "netwerk.pdf")
    klik(qtbot, venster, scherm, "Uitgeven en opslaan als bestand")
    rust(qtbot, omgeving)
    pdf = tekst_van((tmp_path / "netwerk.pdf").read_bytes())
    assert "Trainer Hakim" in pdf
    assert len(regels(wereld.regie, "samenvatting.uitgeven")) == 1


def test_afdrukken_van_een_groep(qtbot: Any, wereld: Wereld, omgeving: Omgeving, tmp_path: Path) -> None:
    groep_id = groepen.make_groep(wereld.regie, GroepInvoer("groep", "Leyweg", "zvh"), (maak(wereld.regie),))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    groep: Any = ga(qtbot, venster, "groep", groep_id=groep_id)
    leden = groep.tabs.inhoud("leden")
    volgend_pad(None)
    klik(qtbot, venster, leden, "Opslaan als PDF (intern)")
    assert regels(wereld.regie, "groep.afdrukken") == [], "a cancelled choice makes no page"
    volgende_afdruk(tmp_path / "druk.pdf")
    klik(qtbot, venster, leden, "Afdrukken (intern)")
    rust(qtbot, omgeving)
    assert (tmp_path / "druk.pdf").stat().st_size > 1000
    assert len(regels(wereld.regie, "groep.afdrukken")) == 1


def test_een_vermoeden_overnemen_en_een_groep_maken(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    zus = maak(wereld.regie, voornamen="Anna")
    casus_id = maak(wereld.regie)
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    tab = tab_van(qtbot, venster, casus_id)
    assert "Anna Łukasz\nzelfde adres en achternaam · PMG-2026-00001" in zichtbaar(tab)
    klik(qtbot, venster, tab, "Anna Łukasz als broer of zus opnemen")
    rust(qtbot, omgeving)
    assert rijen(tab.lijst) == ["Anna Łukasz"]
    assert tab.lijst.model.getoond[0].andere_casus_id == zus
    assert not tab.familie.isVisible()
    klik(qtbot, venster, tab, "Groep maken")
    rust(qtbot, omgeving)
    scherm: Any = venster.scherm
    formulier = scherm.dialoog.formulier
    assert formulier.veld("casus_id").waarde() == casus_id
    formulier.zet(
        {"soort": "huishouden", "naam": "Thuis", "tafel": "pga_lokaal", "regisseur_id": wereld.regie.gebruiker.id}
    )
    scherm.dialoog.knop.click()
    rust(qtbot, omgeving)
    rust(qtbot, omgeving)
    groep: Any = venster.scherm
    assert "Huishouden · PGA lokaal · regisseur C. Regisseur · 1 lid" in zichtbaar(groep)
    assert rijen(groep.tabs.inhoud("leden").lijst) == ["Zoë Łukasz"]


def test_een_groep_die_men_half_ziet(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    gezien = maak(wereld.regie, "zvh", voornamen="Anna")
    verborgen = maak(wereld.regie, "zvh", voornamen="Geheimnaam")
    groep_id = groepen.make_groep(wereld.regie, GroepInvoer("groep", "Leyweg", "zvh"), (gezien, verborgen))
    toewijzingen.assign_casus(wereld.regie, gezien, wereld.lezer.gebruiker.id)
    venster = open_venster(qtbot, omgeving, wereld, "lezer")
    lijst: Any = ga(qtbot, venster, "groepen")
    assert rijen(lijst.lijst) == ["Leyweg"]
    assert "Groep maken" not in knoppen(lijst)
    groep: Any = ga(qtbot, venster, "groep", groep_id=groep_id)
    rust(qtbot, omgeving)
    leden = groep.tabs.inhoud("leden")
    assert rijen(leden.lijst) == ["Anna Łukasz"]
    gezegd = leden.tekening.accessibleDescription()
    assert "nog 1 lid" in gezegd
    assert "Geheimnaam" not in gezegd + zichtbaar(groep)
    assert {"Lid toevoegen", "Groep wijzigen", "Groep afsluiten", "Afdrukken (intern)"} & set(knoppen(groep)) == set()
    assert controleer(groep) == []
    toewijzing = toewijzingen.list_toewijzingen(wereld.regie, gezien)[0]
    assert toewijzing.naam == "M. Meelezer"


def test_een_groep_afsluiten_en_heropenen(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    groep_id = groepen.make_groep(wereld.regie, GroepInvoer("groep", "Leyweg", "zvh"), (maak(wereld.regie),))
    weg = groepen.add_lid(wereld.regie, groep_id, LidInvoer(naam="Vergissing"))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    groep: Any = ga(qtbot, venster, "groep", groep_id=groep_id)
    leden = groep.tabs.inhoud("leden")
    leden.lijst.kies(weg)
    volgend_antwoord(True)
    klik(qtbot, venster, leden, "Bij vergissing toegevoegd")
    rust(qtbot, omgeving)
    assert rijen(leden.lijst) == ["Zoë Łukasz"]
    klik(qtbot, venster, groep, "Groep afsluiten")
    dialoog(venster).knop.click()
    rust(qtbot, omgeving)
    assert "afgesloten op 23 november 2026" in zichtbaar(groep)
    assert "Lid toevoegen" not in knoppen(groep)
    klik(qtbot, venster, groep, "Groep heropenen")
    rust(qtbot, omgeving)
    assert "Lid toevoegen" in knoppen(groep)
    venster.navigeer("groep", groep_id=UUID(int=7))
    klaar(qtbot, omgeving)
    assert "Leyweg" not in zichtbaar(groep), "nothing of the group before may stay in sight"
