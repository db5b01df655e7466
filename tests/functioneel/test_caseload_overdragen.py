"""Handing a caseload over (issue 4) through the screens: own casussen by choice, and what somebody left behind."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pmg_desk.services.werk import Werksoort
from pmg_desk.services.werklijst import show_werklijst
from pmg_desk.storage.models import Gebruiker
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beheer_gebruikers import Gebruikersbeheer
from pmg_desk.ui.screens.caseload import CaseloadDialoog
from pmg_desk.ui.screens.casussen import CasussenScherm
from tests.casusbouw import maak, regels
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.wereld import Wereld


def rust(qtbot: Any, omgeving: Omgeving) -> None:
    for _ in range(3):
        klaar(qtbot, omgeving)


def geef(qtbot: Any, omgeving: Omgeving, dialoog: CaseloadDialoog, **waarden: Any) -> None:
    for sleutel, waarde in waarden.items():
        dialoog.formulier.veld(sleutel).zet(waarde)
    dialoog.formulier.knop.click()
    rust(qtbot, omgeving)


def test_gekozen_casussen_gaan_in_een_keer_over(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    een, twee, drie = (maak(wereld.regie, "zvh", voornamen=naam) for naam in ("Anna", "Bram", "Cas"))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "casussen")
    rust(qtbot, omgeving)
    assert isinstance(scherm, CasussenScherm)
    scherm.lijst.tabel.selectAll()
    scherm.overdraagknop.click()
    rust(qtbot, omgeving)
    dialoog = scherm.dialoog
    assert dialoog is not None
    assert set(dialoog.casussen.waarde()) == {een, twee, drie}
    dialoog.casussen.zet((een, twee))
    leest = zichtbaar(dialoog)
    assert "2 casussen gaan over, met een regel in het logboek per casus." in leest
    assert "2×  U ziet deze casus straks niet meer." in leest
    geef(qtbot, omgeving, dialoog)
    assert dialoog.formulier.veld("naar").fout  # nobody was chosen: it stays
    geef(qtbot, omgeving, dialoog, naar=wereld.regie2.gebruiker.id, reden="Andere wijk.")
    assert scherm.dialoog is None
    assert [rij.id for rij in scherm.lijst.model.getoond] == [drie]
    assert len(regels(wereld.regie, "casus.overdragen")) == 2
    bericht = [i for i in show_werklijst(wereld.regie2).items if i.soort is Werksoort.OVERGENOMEN]
    assert {(i.casus_id, i.wat, i.waarom) for i in bericht} == {
        (een, "overgenomen van C. Regisseur", "Andere wijk."),
        (twee, "overgenomen van C. Regisseur", "Andere wijk."),
    }


def test_de_beheerder_geeft_door_wat_iemand_achterliet(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus_id = maak(wereld.regie, "zvh")
    with wereld.beheer.doe() as t:
        weg = wereld.regie.gebruiker.id
        t.db.execute(sa.update(Gebruiker).where(Gebruiker.id == weg).values(gestopt_op=t.nu))
        t.log("gebruiker.stoppen", "gebruiker", weg)
    venster = open_venster(qtbot, omgeving, wereld, "beheer")
    beheer = ga(qtbot, venster, "beheer", tab="gebruikers").tabs.inhoud("gebruikers")
    assert isinstance(beheer, Gebruikersbeheer)
    rust(qtbot, omgeving)
    assert beheer.lijst.kies(weg)
    assert beheer.detail is not None
    beheer.detail.overdraagknop.click()
    rust(qtbot, omgeving)
    dialoog = beheer.dialoog
    assert isinstance(dialoog, CaseloadDialoog)
    leest = "\n".join(keuze.tekst for keuze in dialoog.casussen._keuzes) + zichtbaar(dialoog)
    assert "PMG-2026-00001 (Zorg- en Veiligheidshuis Haaglanden (ZVHH))" in leest
    assert "ukasz" not in leest
    geef(qtbot, omgeving, dialoog, naar=wereld.regie2.gebruiker.id)
    with wereld.regie2.doe() as t:
        assert t.mag_wijzigen(casus_id)
    (regel,) = regels(wereld.beheer, "casus.overdragen")
    assert (regel.actor_naam, regel.casus_id) == ("B. Beheerder", str(casus_id))
