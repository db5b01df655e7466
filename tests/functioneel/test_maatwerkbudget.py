"""Maatwerkbudget ("handgeld", 000) through the screens: asked, decided by a colleague, spent with a receipt."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.services import bijlagen, budget, budgetruimte
from pmg_desk.services.budget import AanvraagInvoer, BesluitInvoer
from pmg_desk.services.budgetruimte import RuimteInvoer
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import AanvraagStatus, BudgetSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from tests import bijlagebouw as bouw
from tests.casusbouw import maak, regels
from tests.functioneel.tabbank import Bank
from tests.ui.casusvenster import ga, klik, knoppen, open_venster, zichtbaar
from tests.ui.conftest import klaar, omgeving
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

__all__ = ["omgeving"]


def _plat(tekst: str) -> str:
    return tekst.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    casus_id = maak(wereld.regie)
    assign_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    return casus_id


def test_a_request_is_made_and_waits_for_a_colleague(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID
) -> None:
    bank = Bank(qtbot, omgeving, wereld, casus_id, tab="budget")
    assert "Nog geen budget en geen doorbraak" in zichtbaar(bank.tab)
    bank.klik("Budget aanvragen")
    assert not bank.dialoog().formulier.veld("doorbraak_id").isVisible()
    bank.bewaar(bedrag="1,250", reden=UitspraakInvoer("Een fiets voor de stage."))
    assert bank.dialoog().formulier.veld("bedrag").fout == "Schrijf een bedrag zo: 1.250,50 of 1250."
    bank.bewaar(bedrag="150")
    tekst = _plat(zichtbaar(bank.tab))
    assert "Maatwerkbudget: € 150,00" in tekst
    assert "U heeft dit aangevraagd. Een collega legt het besluit vast." in tekst
    assert "Besluit vastleggen" not in knoppen(bank.tab)
    bank.klik("Aanvraag intrekken")
    bank.bewaar(reden=UitspraakInvoer("Kan via school."))
    (een,) = budget.list_budget(wereld.regie, casus_id).aanvragen
    assert een.status is AanvraagStatus.INGETROKKEN
    assert "Waarom ingetrokken" in zichtbaar(bank.tab)


def test_a_colleague_decides_and_the_money_is_spent_with_a_receipt(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID, tmp_path: Path
) -> None:
    invoer = AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "150", UitspraakInvoer("Een fiets."))
    budget.ask_budget(wereld.regie, casus_id, invoer)
    bon = bijlagen.add_bijlage(
        wereld.regie, casus_id, bouw.zet(tmp_path, "bon.pdf", bouw.pdf()), UitspraakInvoer("Bon van de fietsenmaker.")
    )
    bank = Bank(qtbot, omgeving, wereld, casus_id, tab="budget", wie="regie2")
    bank.klik("Besluit vastleggen")
    bank.bewaar(toekennen=True, bedrag="100", wie="Teamleider PGA", reden=UitspraakInvoer("Tweedehands kan ook."))
    assert "Toegekend € 100,00 · uitgegeven € 0,00 · nog over € 100,00" in _plat(zichtbaar(bank.tab))

    bank.klik("Uitgave toevoegen")
    meer = bank.dialoog().formulier.veld("overschrijding")
    stand = []
    for bedrag in ("", "100", "100,01", "1,250"):
        bank.dialoog().formulier.veld("bedrag").zet(bedrag)
        stand.append(meer.isVisible())
    assert stand == [False, False, True, False]
    bank.bewaar(bedrag="120", waarvoor=UitspraakInvoer("Fiets met slot."), bijlage_id=bon)
    fout = bank.dialoog().formulier.veld("overschrijding").fout
    assert _plat(fout).startswith("Dit is € 20,00 meer dan er over is (€ 100,00).")
    bank.bewaar(overschrijding=UitspraakInvoer("Zonder slot is hij zo weg."))
    tekst = _plat(zichtbaar(bank.tab))
    assert "€ 20,00 te veel" in tekst
    assert "bon: bon.pdf" in tekst
    assert "Zonder slot is hij zo weg." in tekst

    bank.klik(f"Uitgave van {'€'}\N{NO-BREAK SPACE}120,00 terugdraaien")
    bank.bewaar(reden=UitspraakInvoer("Verkeerd bedrag getypt."))
    tekst = _plat(zichtbaar(bank.tab))
    assert "-€ 120,00 · 23 november 2026 · vastgelegd door D. Regisseur · draait een uitgave terug" in tekst
    assert "nog over € 100,00" in tekst
    assert not any("terugdraaien" in knop for knop in knoppen(bank.tab))
    assert controleer(bank.tab) == []


def test_why_a_table_goes_over_is_asked_only_when_it_does(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID
) -> None:
    ruimte = RuimteInvoer("pga_lokaal", BudgetSoort.MAATWERKBUDGET, 2026, "100", "Begroting 2026")
    budgetruimte.set_ruimte(wereld.beheer, ruimte)
    invoer = AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "150", UitspraakInvoer("Een fiets."))
    budget.ask_budget(wereld.regie, casus_id, invoer)
    bank = Bank(qtbot, omgeving, wereld, casus_id, tab="budget", wie="regie2")
    bank.klik("Besluit vastleggen")
    formulier = bank.dialoog().formulier
    meer = formulier.veld("overschrijding")
    assert not meer.isVisible()
    bank.bewaar(toekennen=True, wie="Teamleider PGA", reden=UitspraakInvoer("Nodig."))
    assert (meer.isVisible(), _plat(meer.fout).startswith("Dit is € 50,00 meer dan")) == (True, True)
    formulier.veld("toekennen").zet(False)
    assert not meer.isVisible()
    formulier.veld("toekennen").zet(True)
    bank.bewaar(overschrijding=UitspraakInvoer("Er is haast."))
    (een,) = budget.list_budget(wereld.regie, casus_id).aanvragen
    assert een.overschrijding is not None
    assert (een.status, een.overschrijding.tekst) == (AanvraagStatus.TOEGEKEND, "Er is haast.")


def test_the_beheerder_sets_what_a_table_has_and_sees_no_amount_of_one_casus(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID, tmp_path: Path
) -> None:
    invoer = AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "149,37", UitspraakInvoer("Een fiets."))
    id_ = budget.ask_budget(wereld.regie, casus_id, invoer)
    budget.decide_budget(wereld.regie2, id_, BesluitInvoer(True, "Teamleider", UitspraakInvoer("Ja."), "149,37"))
    venster = open_venster(qtbot, omgeving, wereld, "beheer")
    scherm = ga(qtbot, venster, "budgetoverzicht")
    klik(qtbot, venster, scherm, "Ruimte vastleggen")
    (dialoog,) = [d for d in scherm.findChildren(Bewaardialoog) if d.isVisible()]
    dialoog.formulier.zet({"tafel": "pga_lokaal", "bedrag": "5.000", "bron": "Begroting 2026"})
    dialoog.knop.click()
    for _ in range(3):
        klaar(qtbot, omgeving)
        QApplication.processEvents()
    (pot,) = scherm.lijst.model.getoond
    assert pot.ruimte == 500_000
    uit = tmp_path / "budget.xlsx"
    volgend_pad(uit)
    klik(qtbot, venster, scherm, "Opslaan als Excel")
    cellen = [
        str(cel) for rij in openpyxl.load_workbook(io.BytesIO(uit.read_bytes())).worksheets[0].values for cel in rij
    ]
    assert cellen.count("niet getoond") == 4
    assert "149" not in " ".join(cellen)
    assert [regel.actie for regel in regels(wereld.regie)][-2:] == ["budget.ruimte", "budget.exporteren"]
    assert controleer(scherm) == []


def test_who_sees_the_casus_sees_the_totals_and_sets_nothing(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, casus_id: UUID
) -> None:
    invoer = AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "149,37", UitspraakInvoer("Een fiets."))
    budget.ask_budget(wereld.regie, casus_id, invoer)
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "budgetoverzicht")
    assert "Ruimte vastleggen" not in knoppen(scherm)
    (pot,) = scherm.lijst.model.getoond
    assert (pot.gevraagd.casussen, pot.gevraagd.bedrag, pot.ruimte) == (1, 14937, None)
    scherm.jaar.zet(2025)
    scherm.jaar.gewijzigd.emit()
    klaar(qtbot, omgeving)
    assert list(scherm.lijst.model.getoond) == []
    assert not scherm.exportknop.isEnabled()
