"""The screens of the tables for who works with a keyboard or a screen reader: everything has a name and a role."""

from __future__ import annotations

from typing import Any

from pmg_desk.services import aanmeldingen, tafelbord
from pmg_desk.services.aanmeldingen import AanmeldingInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.knop import Knop
from tests.casusbouw import maak
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld


def test_bord_lijst_route_en_doorgeleiden_zijn_voor_te_lezen(wereld: Wereld, omgeving: Omgeving, qtbot: Any) -> None:
    casus = maak(wereld.regie2, "top_x", geboortedatum="2009-05-02")
    (rij,) = tafelbord.toon_bord(wereld.regie2, "top_x").rijen
    invoer = tafelbord.FaseInvoer("contact_maken", None, UitspraakInvoer("Twee gesprekken."))
    tafelbord.set_fase(wereld.regie2, rij.casus_tafel_id, invoer)
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    scherm = ga(qtbot, venster, "tafelbord")
    assert scherm.bord is not None  # the own table by itself
    assert ("Contact maken" in zichtbaar(scherm), controleer(scherm)) == (True, [])
    scherm.tabs.kies("lijst")
    assert [rij.nummer for rij in scherm.lijst.model.getoond] == ["PMG-2026-00001"]
    assert controleer(scherm) == []
    dossier = ga(qtbot, venster, "dossier", casus_id=casus, tab="route")
    assert controleer(dossier) == []
    fasen = [regel[3:] for regel in zichtbaar(dossier).splitlines() if regel[:3] in ("1. ", "2. ")]
    assert fasen[0] == "Contact maken: laatst bereikt, op 23 november 2026"
    assert fasen[1].endswith(": nog niet bereikt")
    assert controleer(ga(qtbot, venster, "doorgeleiden", casus_id=casus)) == []


def test_voor_het_besluit_biedt_het_bord_geen_status_of_fase_aan(
    wereld: Wereld, omgeving: Omgeving, qtbot: Any
) -> None:
    casus = maak(wereld.regie2, "top_x")
    reden = UitspraakInvoer("Harde kern.")
    aanmeldingen.meld_aan(wereld.regie2, casus, AanmeldingInvoer("top_x", reden, afwijking=reden))
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    scherm = ga(qtbot, venster, "tafelbord")
    gelezen = zichtbaar(scherm)
    assert "De tafel besluit nog over de aanmelding." in gelezen
    knoppen = {knop.toolTip() for knop in scherm.findChildren(Knop) if knop.isVisible()}
    assert {"Dossier openen", "Doorgeleiden"} <= knoppen
    assert not {"Status wijzigen", "Fase vastleggen"} & knoppen
    scherm.tabs.kies("lijst")
    scherm.lijst.kies(scherm.lijst.model.getoond[0].casus_tafel_id)
    aan = [knop.isEnabled() for knop in (scherm.statusknop, scherm.faseknop, scherm.doorknop)]
    assert aan == [False, False, True]
    tab = zichtbaar(ga(qtbot, venster, "dossier", casus_id=casus, tab="route"))
    assert "De tafel besluit nog over de aanmelding." in tab
    assert "Fase vastleggen" not in tab
