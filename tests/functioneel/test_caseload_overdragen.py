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
    assert "2 casussen gaan naar D. Regisseur. Klopt dat?" in zichtbaar(dialoog)
    assert dialoog.knop.text() == "Ja, 2 casussen overdragen"
    assert regels(wereld.regie, "casus.overdragen") == []  # asked first
    dialoog.casussen.zet((een,))
    assert dialoog.knop.text() == "Casussen overdragen"  # about another number: asked anew
    geef(qtbot, omgeving, dialoog)
    assert (dialoog.knop.text(), len(regels(wereld.regie, "casus.overdragen"))) == ("Ja, 1 casus overdragen", 0)
    geef(qtbot, omgeving, dialoog, casussen=(een, twee))
    geef(qtbot, omgeving, dialoog)
    assert scherm.dialoog is None
    assert [rij.id for rij in scherm.lijst.model.getoond] == [drie]
    assert len(regels(wereld.regie, "casus.overdragen")) == 2
    bericht = [i for i in show_werklijst(wereld.regie2).items if i.soort is Werksoort.OVERGENOMEN]
    assert {(i.casus_id, i.wat, i.waarom) for i in bericht} == {
        (een, "overgenomen van C. Regisseur", "Andere wijk."),
        (twee, "overgenomen van C. Regisseur", "Andere wijk."),
    }


def test_alleen_wat_in_de_lijst_gekozen_is_staat_aangevinkt(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    een, twee, drie = (maak(wereld.regie, "zvh", voornamen=naam) for naam in ("Anna", "Bram", "Cas"))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "casussen")
    rust(qtbot, omgeving)
    assert isinstance(scherm, CasussenScherm)

    def aangevinkt() -> tuple[Any, ...]:
        scherm.overdraagknop.click()
        rust(qtbot, omgeving)
        assert scherm.dialoog is not None
        keuze = scherm.dialoog.casussen
        begin = keuze.waarde()
        keuze.allesknop.click()
        assert set(keuze.waarde()) == {een, twee, drie}
        scherm.dialoog.reject()  # all were ticked, and that is no draft for the next time
        rust(qtbot, omgeving)
        return tuple(begin)

    scherm.lijst.kies(drie)
    assert aangevinkt() == (drie,)
    scherm.lijst.tabel.clearSelection()
    assert aangevinkt() == ()
    scherm.overdraagknop.click()
    rust(qtbot, omgeving)
    dialoog = scherm.dialoog
    assert dialoog is not None
    assert "Er is nog niets aangevinkt. Vink aan wat over moet." in zichtbaar(dialoog)
    dialoog.casussen.allesknop.click()
    dialoog.casussen.allesknop.click()
    assert dialoog.casussen.waarde() == ()
    geef(qtbot, omgeving, dialoog, naar=wereld.regie2.gebruiker.id)
    assert dialoog.casussen.fout
    assert regels(wereld.regie, "casus.overdragen") == []
    dialoog.reject()
    rust(qtbot, omgeving)


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
    geef(qtbot, omgeving, dialoog)
    with wereld.regie2.doe() as t:
        assert t.mag_wijzigen(casus_id)
    (regel,) = regels(wereld.beheer, "casus.overdragen")
    assert (regel.actor_naam, regel.casus_id) == ("B. Beheerder", str(casus_id))
