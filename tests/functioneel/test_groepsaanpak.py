"""The group approach of Maastricht (002, inspanning 17): a group through the seven steps, with a plan of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmg_desk.services import adresboek, groepslezen
from pmg_desk.storage.models import ActieStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import Keuze
from tests.casusbouw import maak
from tests.functioneel.dossierzaal import vul
from tests.functioneel.routezaal import Routezaal
from tests.wereld import Wereld, maak_wereld


@pytest.fixture
def maastricht(tmp_path: Path) -> Iterator[Wereld]:
    """A vault with the profile of 002, that names the seven steps."""
    een = maak_wereld(tmp_path, "maastricht")
    yield een
    een.sluit()


def test_groepsaanpak(qtbot: Any, maastricht: Wereld, omgeving: Omgeving) -> None:
    """Made from a casus, filled with members, worked through step by step, and closed."""
    werkplek = maastricht.regie
    zoe, bram = (maak(werkplek, "jeugdgroepen", voornamen=naam) for naam in ("Zoë", "Bram"))
    organisatie = adresboek.add_organisatie(werkplek, adresboek.OrganisatieInvoer("Politie Maastricht", "politie"))
    wie = adresboek.add_professional(werkplek, adresboek.ProfessionalInvoer(organisatie, "W. Wijkagent", "Wijkagent"))
    zaal = Routezaal(qtbot, omgeving, maastricht)
    zaal.open()
    zaal.ga("groepen")
    zaal.druk("Groep maken")
    zaal.vul(
        soort="groep",
        naam="Groep bij het station",
        casus_id=Keuze(zoe, "Zoë Łukasz"),
        tafel="jeugdgroepen",
        gebied="Stationsplein",
    )
    groep = zaal.scherm
    assert groep.sleutel == "groep"
    zaal.druk("Lid toevoegen")
    vul(zaal, casus_id=Keuze(bram, "Bram Łukasz"), rol="kern")
    zaal.druk("Lid toevoegen")
    vul(zaal, naam="Jongen met de scooter", rol="volger")
    assert "Stationsplein · regisseur C. Regisseur · 3 leden" in zaal.leest()
    groep.tabs.kies("stappen")
    zaal.rust()
    gezien = zaal.leest()
    assert "1. Signalen delen en besluiten of informatie nodig is" in gezien
    assert "7. Afschalen en evalueren" in gezien
    for nr, wat in ((1, "Vier partners zien dezelfde groep."), (2, "De kern is drie jongens.")):
        zaal.druk(f"Stap {nr} invullen")
        vul(zaal, tekst=wat, bron="Jongerenwerk")
    assert "De kern is drie jongens." in zaal.leest()
    groep.tabs.kies("plan")
    zaal.rust()
    zaal.druk("Groepsactie toevoegen")
    vul(zaal, tekst="Samen het plein op", eigenaar_id=Keuze(wie, "W. Wijkagent"), deadline=date(2026, 12, 1))
    plan = groep.tabs.inhoud("plan")
    plan.lijst.kies(plan.lijst.model.getoond[0].id)
    zaal.rust()
    zaal.druk("Wijzigen of afronden")
    vul(zaal, status=ActieStatus.GEREED, resultaat="Minder meldingen.")
    assert [(actie.status_label, actie.resultaat) for actie in plan.lijst.model.getoond] == [
        ("Gereed", "Minder meldingen.")
    ]
    zaal.druk("Groep afsluiten")
    vul(zaal)
    assert "afgesloten op 23 november 2026" in zaal.leest()
    een = groepslezen.toon_groep(werkplek, groepslezen.list_groepen(werkplek)[0].id)
    assert {lid.casus_id for lid in een.leden} == {zoe, bram, None}
