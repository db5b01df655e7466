"""PGA lokaal (000, interventie 9 and 13): from the police, through triage, to a plan on the board."""

from __future__ import annotations

from typing import Any

from pmg_desk.services.aanmeldingen import AanmeldingStatus, list_aanmeldingen
from pmg_desk.services.plannen import list_plannen
from pmg_desk.services.tafelbord import toon_bord
from pmg_desk.services.triage import Antwoord, toon_triage
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Spoor
from tests.functioneel.dossierzaal import vul
from tests.functioneel.routezaal import Routezaal, _zet

POLITIE = "Politie, senior GGP Jeugd"
DOELEN = {
    Spoor.PERSPECTIEF: "Haalt dit jaar zijn startkwalificatie.",
    Spoor.GRENZEN: "Komt na tien uur niet op straat.",
}


def _meld_aan(zaal: Routezaal) -> Any:
    """The police report, and a casusregisseur opens the casus; gives its id."""
    zaal.ga("meldpunt").nieuwknop.click()
    zaal.rust()
    zaal.vul(tekst="Drie keer dit jaar aangehouden voor dealen bij de Leyweg.", over_wie="Zoë")
    zaal.scherm.lijst.geopend.emit(zaal.scherm.lijst.model.getoond[0])
    zaal.rust()
    zaal.druk("Nieuwe casus openen")
    wie = {"voornamen": "Zoë", "geslachtsnaam": "Łukasz", "geboortedatum": "2-5-2009", "aangemeld_door": POLITIE}
    for sleutel, waarde in wie.items():
        zaal.scherm.formulier.veld(sleutel).zet_ruw(waarde)
    zaal.scherm.formulier.knop.click()
    zaal.rust()
    return zaal.scherm.casus_id


def test_van_aanmelding_door_de_politie_tot_op_het_bord(zaal: Routezaal) -> None:
    zaal.open()
    casus_id = _meld_aan(zaal)
    zaal.druk("Aanmelding bij PGA lokaal openen")
    assert POLITIE in zaal.leest()
    vragen = zaal.scherm.vragen
    eigen = zaal.wereld.profiel.tafels["pga_lokaal"].triage
    assert [veld.label for sleutel, veld in vragen._velden.items() if sleutel.startswith("vraag_")] == list(eigen)
    _zet(vragen, {f"vraag_{nr}": Antwoord.JA if nr < 2 else Antwoord.NEE for nr in range(len(eigen))})
    vragen.knop.click()
    zaal.rust()
    reden = UitspraakInvoer("Dealt op straat, past bij de tafel.", categorie="signalen")
    _zet(zaal.scherm.besluit, {"status": AanmeldingStatus.AANGENOMEN})
    zaal.scherm.besluit.veld("reden").zet(reden)
    zaal.scherm.besluit.knop.click()
    zaal.rust()
    (aanmelding,) = list_aanmeldingen(zaal.wereld.regie, casus_id)
    assert (aanmelding.rij.aangemeld_door, aanmelding.rij.status) == (POLITIE, AanmeldingStatus.AANGENOMEN)
    antwoorden = [vraag.antwoord for vraag in toon_triage(zaal.wereld.regie, aanmelding.id).vragen]
    assert antwoorden == [Antwoord.JA] * 2 + [Antwoord.NEE] * (len(eigen) - 2)
    _kies_team_en_status(zaal)
    _maak_plan(zaal, casus_id)
    zaal.ga("tafelbord", tafel="pga_lokaal")
    gelezen = zaal.leest()
    for woorden in ("Teams: Zuiderpark en Beresteinlaan.", "In behandeling (1)", "Zuiderpark", "PMG-2026-00001"):
        assert woorden in gelezen
    (rij,) = toon_bord(zaal.wereld.regie, "pga_lokaal").rijen
    assert (rij.casus_id, rij.team, rij.status) == (casus_id, "Zuiderpark", "in_behandeling")


def _kies_team_en_status(zaal: Routezaal) -> None:
    zaal.ga("tafelbord", tafel="pga_lokaal")
    zaal.druk("Team kiezen: PMG")
    zaal.vul(team="Zuiderpark")
    zaal.druk("Status wijzigen: PMG")
    zaal.vul(status="in_behandeling", toelichting="Eerste gesprek is geweest.")
    assert zaal.fouten == {}


def _maak_plan(zaal: Routezaal, casus_id: Any) -> None:
    """Limits and perspective beside each other, through the forms of the plan."""
    zaal.ga("dossier", casus_id=casus_id, tab="plan")
    zaal.rust()
    zaal.druk("Plan beginnen")
    vul(zaal)
    for spoor, tekst in DOELEN.items():
        zaal.druk("Doel toevoegen")
        vul(zaal, leefgebied="werk_opleiding", spoor=spoor, tekst=tekst)
    (plan,) = list_plannen(zaal.wereld.regie, casus_id)
    assert {doel.spoor: doel.tekst and doel.tekst.tekst for doel in plan.doelen} == DOELEN
    gelezen = zaal.leest()
    for tekst in DOELEN.values():
        assert tekst in gelezen
