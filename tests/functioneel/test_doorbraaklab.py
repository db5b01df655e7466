"""Doorbraaklab (000) through the screen: what blocks and who is needed, the decision, the money, the outcome."""

from __future__ import annotations

from typing import Any

from pmg_desk.services import budget, doorbraak
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import BudgetSoort
from pmg_desk.ui.omgeving import Omgeving
from tests.casusbouw import maak
from tests.functioneel.tabbank import Bank
from tests.ui.casusvenster import knoppen, zichtbaar
from tests.ui.conftest import omgeving
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

__all__ = ["omgeving"]


def test_a_casus_that_is_stuck_gets_through(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus_id = maak(wereld.regie)
    bank = Bank(qtbot, omgeving, wereld, casus_id, tab="budget")
    bank.klik("Doorbraak inbrengen")
    bank.bewaar(
        blokkade=UitspraakInvoer("Zonder adres geen uitkering, zonder uitkering geen adres."),
        nodig=UitspraakInvoer("Wonen en inkomen samen."),
    )
    tekst = zichtbaar(bank.tab)
    assert "Welke stappen daarbij horen, is niet in bron." in tekst
    assert "Wonen en inkomen samen." in tekst
    assert "Loopt" in tekst

    (een,) = doorbraak.list_doorbraken(wereld.regie, casus_id)
    bank.klik("Budget aanvragen")
    formulier = bank.dialoog().formulier
    formulier.veld("soort").zet(BudgetSoort.DOORBRAAKLAB)
    formulier.veld("soort").gewijzigd.emit()
    assert formulier.veld("doorbraak_id").isVisible()
    bank.bewaar(doorbraak_id=een.id, bedrag="400", reden=UitspraakInvoer("Borg voor een kamer."))
    (aanvraag,) = budget.list_budget(wereld.regie, casus_id).aanvragen
    assert (aanvraag.soort, aanvraag.doorbraak_id, aanvraag.gevraagd) == (BudgetSoort.DOORBRAAKLAB, een.id, 40_000)
    assert "Gevraagd geld: €\N{NO-BREAK SPACE}400,00 (Wacht op besluit)." in zichtbaar(bank.tab)

    assert "Uitkomst vastleggen" not in knoppen(bank.tab)
    bank.klik("Besluit over de doorbraak")
    bank.bewaar(wie="Gebiedsmanager", besluit=UitspraakInvoer("Een briefadres voor drie maanden."))
    bank.klik("Uitkomst vastleggen")
    bank.bewaar(gelukt=True, uitkomst=UitspraakInvoer("Heeft een kamer en een uitkering."))
    tekst = zichtbaar(bank.tab)
    assert "Gelukt" in tekst
    assert "3. Uitkomst (23 november 2026)" in tekst
    assert controleer(bank.tab) == []
