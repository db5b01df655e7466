"""Money for one jongere: asked, decided by another, spent within what was granted, told to who may know."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest

from pmg_desk.domain.budget import Cijfer
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Doorverstrekking, Rubriek, Stuk
from pmg_desk.services import bijlagen, budget, budgetruimte, doorbraak, stukken, toewijzingen
from pmg_desk.services.budget import AanvraagInvoer, BesluitInvoer, UitgaveInvoer
from pmg_desk.services.budgetruimte import PotInzicht, RuimteInvoer
from pmg_desk.services.casusverloop import close_casus, reopen_casus
from pmg_desk.services.overdrachtrijen import blijft_want, splits
from pmg_desk.services.tijdlijn import toon_tijdlijn
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import AanvraagStatus, BudgetSoort, CasusTafel
from tests import bijlagebouw as bouw
from tests.casusbouw import bladen, maak, regels
from tests.wereld import Wereld

MAATWERK, LAB = BudgetSoort.MAATWERKBUDGET, BudgetSoort.DOORBRAAKLAB
REDEN = UitspraakInvoer("Een fiets, zodat hij op zijn stage komt: Fietsmerk.")


def vraag(werkplek: Werkplek, casus_id: UUID, bedrag: str = "150", **anders: Any) -> UUID:
    velden = {"soort": MAATWERK, "tafel": "pga_lokaal", "bedrag": bedrag, "reden": REDEN}
    return budget.ask_budget(werkplek, casus_id, AanvraagInvoer(**{**velden, **anders}))


def besluit(bedrag: str = "120", **anders: Any) -> BesluitInvoer:
    velden = {"toekennen": True, "wie": "Teamleider PGA", "reden": UitspraakInvoer("Past."), "bedrag": bedrag}
    return BesluitInvoer(**{**velden, **anders})


def uitgave(bedrag: str = "89,95", **anders: Any) -> UitgaveInvoer:
    return UitgaveInvoer(**{"bedrag": bedrag, "waarvoor": UitspraakInvoer("Tweedehands fiets."), **anders})


def fouten(poging: Any) -> set[str]:
    with pytest.raises(OngeldigeInvoer) as fout:
        poging()
    return set(fout.value.velden)


def pot(werkplek: Werkplek, jaar: int = 2026, tafel: str = "pga_lokaal") -> PotInzicht:
    (een,) = [p for p in budgetruimte.list_potten(werkplek, jaar) if (p.tafel, p.soort) == (tafel, MAATWERK)]
    return een


def blad(werkplek: Werkplek) -> list[tuple[Any, ...]]:
    werkmap = openpyxl.load_workbook(io.BytesIO(budgetruimte.export_potten(werkplek, 2026)))
    return list(werkmap.worksheets[0].values)


def stukken_van(werkplek: Werkplek, casus_id: UUID) -> list[Stuk]:
    with werkplek.doe() as t:
        return [s for s in stukken.cut_dossier(t, t.casus(casus_id)) if s.rubriek is Rubriek.BUDGET]


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    """At two tables, so that two casusregisseurs may work in it."""
    casus_id = maak(wereld.regie)
    with wereld.regie.doe() as t:
        t.db.add(CasusTafel(id=uuid4(), casus_id=casus_id, tafel="top_x", van=t.vandaag))
        t.log("casus.tafel_toevoegen", "casus", casus_id, casus_id=casus_id)
    return casus_id


def test_from_a_request_to_what_is_left(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> None:
    id_ = vraag(wereld.regie, casus_id)
    budget.decide_budget(wereld.regie2, id_, besluit())
    bon = bijlagen.add_bijlage(
        wereld.regie, casus_id, bouw.zet(tmp_path, "bon.pdf", bouw.pdf()), UitspraakInvoer("Bon.")
    )
    een = budget.spend_budget(wereld.regie, id_, uitgave(bijlage_id=bon))
    alles = budget.list_budget(wereld.regie, casus_id)
    (aanvraag,) = alles.aanvragen
    assert (alles.toegekend, alles.besteed, alles.over) == (12000, 8995, 3005)
    assert (aanvraag.status, aanvraag.gevraagd, aanvraag.toegekend, aanvraag.besloten_door, aanvraag.over) == (
        AanvraagStatus.TOEGEKEND, 15000, 12000, "Teamleider PGA", 3005,
    )  # fmt: skip
    assert [(u.id, u.bedrag, u.bijlage_id, u.terug) for u in aanvraag.uitgaven] == [(een, 8995, bon, False)]
    assert bijlagen.list_bijlagen(wereld.regie, casus_id)[0].is_bon
    with pytest.raises(bijlagen.IsBon):
        bijlagen.remove_bijlage(wereld.regie, bon, "Weg.")
    acties = [regel.actie for regel in regels(wereld.regie) if regel.actie.startswith("budget.")]
    assert acties == ["budget.aanvragen", "budget.besluiten", "budget.uitgeven"]
    assert "Fietsmerk" not in bladen(wereld.regie)


def test_who_asks_does_not_decide_unless_the_municipality_chose_so(wereld: Wereld, casus_id: UUID) -> None:
    id_ = vraag(wereld.regie, casus_id)
    assert not budget.list_budget(wereld.regie, casus_id).aanvragen[0].mag_besluiten
    assert budget.list_budget(wereld.regie2, casus_id).aanvragen[0].mag_besluiten
    with pytest.raises(budget.EigenAanvraag):
        budget.decide_budget(wereld.regie, id_, besluit())
    instellingen = wereld.profiel.instellingen
    mag = replace(instellingen.budget_besluit_door_aanvrager, waarde=True)
    wereld.regie.profiel = replace(
        wereld.profiel, instellingen=replace(instellingen, budget_besluit_door_aanvrager=mag)
    )
    assert budget.list_budget(wereld.regie, casus_id).aanvragen[0].mag_besluiten
    budget.decide_budget(wereld.regie, id_, besluit())


def test_a_decision_is_taken_once_and_within_what_was_asked(wereld: Wereld, casus_id: UUID) -> None:
    id_ = vraag(wereld.regie, casus_id)
    assert fouten(lambda: budget.decide_budget(wereld.regie2, id_, besluit("150,01"))) == {"bedrag"}
    assert fouten(lambda: budget.decide_budget(wereld.regie2, id_, besluit("0"))) == {"bedrag"}
    assert fouten(lambda: budget.decide_budget(wereld.regie2, id_, besluit("", wie=" "))) == {"bedrag", "wie"}
    vroeg = besluit(besloten_op=date(2026, 11, 22))
    assert fouten(lambda: budget.decide_budget(wereld.regie2, id_, vroeg)) == {"besloten_op"}
    nee = BesluitInvoer(False, "Teamleider", UitspraakInvoer("Kan via school."))
    budget.decide_budget(wereld.regie2, id_, nee)
    (aanvraag,) = budget.list_budget(wereld.regie, casus_id).aanvragen
    assert (aanvraag.status, aanvraag.toegekend) == (AanvraagStatus.AFGEWEZEN, None)
    with pytest.raises(budget.AlBesloten):
        budget.decide_budget(wereld.regie2, id_, besluit())
    with pytest.raises(budget.AlBesloten):
        budget.withdraw_aanvraag(wereld.regie, id_, REDEN)
    with pytest.raises(budget.NietToegekend):
        budget.spend_budget(wereld.regie, id_, uitgave())


def test_a_request_is_for_a_table_of_the_casus_and_for_money(wereld: Wereld, casus_id: UUID) -> None:
    assert fouten(lambda: vraag(wereld.regie, casus_id, tafel="zvh")) == {"tafel"}
    assert fouten(lambda: vraag(wereld.regie, casus_id, "tien")) == {"bedrag"}
    assert fouten(lambda: vraag(wereld.regie, casus_id, reden=UitspraakInvoer(""))) == {"reden"}
    assert fouten(lambda: vraag(wereld.regie, casus_id, gevraagd_op=date(2026, 11, 24))) == {"gevraagd_op"}
    id_ = vraag(wereld.regie, casus_id)
    budget.withdraw_aanvraag(wereld.regie, id_, UitspraakInvoer("Niet meer nodig."))
    assert budget.list_budget(wereld.regie, casus_id).aanvragen[0].status is AanvraagStatus.INGETROKKEN


def test_money_goes_out_after_the_decision_and_is_asked_after_the_beginning(wereld: Wereld, casus_id: UUID) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        vraag(wereld.regie, casus_id, gevraagd_op=date(1999, 1, 1))
    assert fout.value.velden == {"gevraagd_op": "Deze datum ligt vóór het begin van de casus (23 november 2026)."}
    id_ = vraag(wereld.regie, casus_id)
    wereld.klok.moment += timedelta(days=2)
    budget.decide_budget(wereld.regie2, id_, besluit())
    for te_vroeg in (date(1999, 1, 1), date(2026, 11, 24)):
        with pytest.raises(OngeldigeInvoer) as fout:
            budget.spend_budget(wereld.regie, id_, uitgave(datum=te_vroeg))
        assert fout.value.velden == {"datum": "Deze datum ligt vóór het besluit (25 november 2026)."}
    budget.spend_budget(wereld.regie, id_, uitgave(datum=date(2026, 11, 25)))
    assert budget.list_budget(wereld.regie, casus_id).besteed == 8995


def test_spending_more_than_was_granted_asks_why(wereld: Wereld, casus_id: UUID) -> None:
    id_ = vraag(wereld.regie, casus_id)
    budget.decide_budget(wereld.regie2, id_, besluit("100"))
    budget.spend_budget(wereld.regie, id_, uitgave("90"))
    with pytest.raises(OngeldigeInvoer) as fout:
        budget.spend_budget(wereld.regie, id_, uitgave("30"))
    zin = fout.value.velden["overschrijding"].replace("\N{NO-BREAK SPACE}", " ")
    assert zin == "Dit is € 20,00 meer dan er over is (€ 10,00). Schrijf op waarom dat nodig is."
    assert budget.list_budget(wereld.regie, casus_id).besteed == 9000
    budget.spend_budget(wereld.regie, id_, uitgave("30", overschrijding=UitspraakInvoer("Slot was ook nodig.")))
    (aanvraag,) = budget.list_budget(wereld.regie, casus_id).aanvragen
    assert aanvraag.over == -2000
    laatste = next(u for u in aanvraag.uitgaven if u.bedrag == 3000)
    assert laatste.overschrijding is not None
    assert laatste.overschrijding.tekst == "Slot was ook nodig."
    # What fits needs no reason, and one that was typed anyway is not kept.
    tweede = vraag(wereld.regie, casus_id)
    budget.decide_budget(wereld.regie2, tweede, besluit("50"))
    budget.spend_budget(wereld.regie, tweede, uitgave("50", overschrijding=UitspraakInvoer("Voor de zekerheid.")))
    assert next(a for a in budget.list_budget(wereld.regie, casus_id).aanvragen if a.id == tweede).uitgaven[
        0
    ].overschrijding is None  # fmt: skip


def test_a_mistake_is_taken_back_once_and_stays_readable(wereld: Wereld, casus_id: UUID) -> None:
    id_ = vraag(wereld.regie, casus_id)
    budget.decide_budget(wereld.regie2, id_, besluit())
    een = budget.spend_budget(wereld.regie, id_, uitgave("70"))
    terug = budget.take_back(wereld.regie, een, UitspraakInvoer("Was 7 euro."))
    (aanvraag,) = budget.list_budget(wereld.regie, casus_id).aanvragen
    assert {(u.bedrag, u.terug, u.teruggedraaid) for u in aanvraag.uitgaven} == {
        (7000, False, True),
        (-7000, True, False),
    }
    assert (aanvraag.besteed, aanvraag.over) == (0, 12000)
    for weer in (een, terug):
        with pytest.raises(budget.AlTeruggedraaid):
            budget.take_back(wereld.regie, weer, UitspraakInvoer("Nog eens."))


def test_a_receipt_is_of_the_same_casus(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> None:
    ander = maak(wereld.regie, voornamen="Ander")
    bon = bijlagen.add_bijlage(wereld.regie, ander, bouw.zet(tmp_path, "b.pdf", bouw.pdf()), UitspraakInvoer("Bon."))
    id_ = vraag(wereld.regie, casus_id)
    budget.decide_budget(wereld.regie2, id_, besluit())
    for vreemd in (bon, uuid4()):
        poging = partial(budget.spend_budget, wereld.regie, id_, uitgave(bijlage_id=vreemd))
        assert fouten(poging) == {"bijlage_id"}


def test_who_may_not_see_the_casus_learns_nothing_of_its_money(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    id_ = vraag(wereld.regie, casus_id)
    for wie in ("regie2", "lezer", "beheer", "privacy"):
        werkplek = wereld.werkplek(wie)
        for poging in (
            lambda w=werkplek: budget.list_budget(w, casus_id),
            lambda w=werkplek: budget.decide_budget(w, id_, besluit()),
            lambda w=werkplek: vraag(w, casus_id),
            lambda w=werkplek: doorbraak.list_doorbraken(w, casus_id),
        ):
            with pytest.raises(GeenToegang):
                poging()
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    assert len(budget.list_budget(wereld.lezer, casus_id).aanvragen) == 1
    with pytest.raises(GeenToegang):
        budget.decide_budget(wereld.lezer, id_, besluit())


# what a table has


def _ruimte(wereld: Wereld, bedrag: str = "500", **anders: Any) -> UUID:
    wereld.klok.moment += timedelta(minutes=1)
    velden = {"tafel": "pga_lokaal", "soort": MAATWERK, "jaar": 2026, "bedrag": bedrag, "bron": "Begroting 2026, p. 12"}
    return budgetruimte.set_ruimte(wereld.beheer, RuimteInvoer(**{**velden, **anders}))


def test_the_ceiling_is_set_by_the_beheerder_with_its_source(wereld: Wereld) -> None:
    _ruimte(wereld, "400")
    _ruimte(wereld, "1.500,50")
    een = pot(wereld.beheer)
    assert (een.ruimte, een.bron, een.vastgelegd_door, een.vrij) == (
        150050,
        "Begroting 2026, p. 12",
        "B. Beheerder",
        150050,
    )
    assert budgetruimte.list_potten(wereld.regie, 2027) == ()
    assert fouten(lambda: _ruimte(wereld, bron="", bedrag="x", jaar=1900, tafel="geen")) == {
        "bron", "bedrag", "jaar", "tafel",
    }  # fmt: skip
    for wie in ("regie", "lezer", "privacy"):
        with pytest.raises(GeenToegang):
            budgetruimte.set_ruimte(wereld.werkplek(wie), RuimteInvoer("pga_lokaal", MAATWERK, 2026, "1", "Zelf."))
    for wie in ("lezer", "privacy"):
        with pytest.raises(GeenToegang):
            budgetruimte.list_potten(wereld.werkplek(wie), 2026)


def test_granting_more_than_the_table_has_asks_why(wereld: Wereld, casus_id: UUID) -> None:
    _ruimte(wereld, "200")
    een = vraag(wereld.regie, casus_id)
    budget.decide_budget(wereld.regie2, een, besluit("150"))
    twee = vraag(wereld.regie, casus_id)
    with pytest.raises(OngeldigeInvoer) as fout:
        budget.decide_budget(wereld.regie2, twee, besluit("80"))
    zin = fout.value.velden["overschrijding"].replace("\N{NO-BREAK SPACE}", " ")
    assert zin.startswith("Dit is € 30,00 meer dan deze tafel in 2026 nog mag toekennen (€ 50,00).")
    budget.decide_budget(wereld.regie2, twee, besluit("80", overschrijding=UitspraakInvoer("Dringend: Grensmerk.")))
    aanvraag = next(a for a in budget.list_budget(wereld.regie, casus_id).aanvragen if a.id == twee)
    assert aanvraag.overschrijding is not None
    assert (pot(wereld.regie).vrij, pot(wereld.regie).toegekend) == (-3000, Cijfer(1, 23000))
    # Another year, and another kind of money, have a ceiling of their own.
    drie = vraag(wereld.regie, casus_id, soort=LAB)
    budget.decide_budget(wereld.regie2, drie, besluit("150"))


def test_an_amount_of_a_casus_that_is_not_seen_is_in_no_total_and_no_sentence(wereld: Wereld, casus_id: UUID) -> None:
    """One casus that both see, and one that only the first sees: who takes one from the other would know the money."""
    _ruimte(wereld, "300")
    alleen = maak(wereld.regie, voornamen="Alleen")
    # Decisions on a casus of one table are recorded by somebody who is at work in it.
    for wie, bedrag in ((casus_id, "100"), (alleen, "133,33")):
        id_ = vraag(wereld.regie, wie)
        toewijzingen.assign_casus(wereld.regie, wie, wereld.regie2.gebruiker.id)
        budget.decide_budget(wereld.regie2, id_, besluit(bedrag))
        budget.spend_budget(wereld.regie, id_, uitgave("33,33"))
    for toewijzing in toewijzingen.list_toewijzingen(wereld.regie, alleen):
        toewijzingen.withdraw_toewijzing(wereld.regie, toewijzing.id)
    wereld.klok.moment += timedelta(days=1)
    assert pot(wereld.regie).toegekend == Cijfer(2, 23333)
    anders = pot(wereld.regie2)
    assert (anders.gevraagd, anders.toegekend, anders.uitgegeven, anders.vrij) == (Cijfer(None, None),) * 3 + (None,)
    assert anders.ruimte == 30000
    assert pot(wereld.beheer).toegekend == Cijfer(None, None)
    cellen = [str(cel) for rij in blad(wereld.regie2) for cel in rij]
    assert cellen.count("niet getoond") == 5
    assert not any("233" in cel or "133" in cel for cel in cellen)
    # There are 66.67 left: whatever is tried, the answer is the same, and a reason opens both ways.
    id_ = vraag(wereld.regie, casus_id)
    zinnen = set()
    for bedrag in ("0,01", "66,67", "66,68", "150"):
        with pytest.raises(OngeldigeInvoer) as fout:
            budget.decide_budget(wereld.regie2, id_, besluit(bedrag))
        zinnen.add(tuple(fout.value.velden.items()))
    zin = "Of dit past in wat deze tafel in 2026 nog mag toekennen, kan het programma u hier niet zeggen."
    assert zinnen == {(("overschrijding", f"{zin} Schrijf op waarom dat nodig is."),)}
    for bedrag in ("10", "150"):
        id_ = vraag(wereld.regie, casus_id)
        reden = UitspraakInvoer("Kan niet wachten.")
        budget.decide_budget(wereld.regie2, id_, besluit(bedrag, overschrijding=reden))
        gezegd = next(a for a in budget.list_budget(wereld.regie2, casus_id).aanvragen if a.id == id_).overschrijding
        assert gezegd is not None
        assert gezegd.tekst == "Kan niet wachten."


def test_enough_casussen_together_are_shown_to_all(wereld: Wereld) -> None:
    for nr in range(5):
        vraag(wereld.regie, maak(wereld.regie, voornamen=f"Kind{nr}"), f"{nr + 1}0")
    for wie in ("beheer", "regie2", "regie"):
        assert pot(wereld.werkplek(wie)).gevraagd == Cijfer(5, 15000)
    rijen = blad(wereld.beheer)
    assert [str(cel).replace("\N{NO-BREAK SPACE}", " ") for cel in rijen[1]] == [
        "PGA lokaal", "Maatwerkbudget", "2026", "niet vastgelegd", "None", "5", "€ 150,00", "€ 0,00", "€ 0,00",
        "niet vastgelegd",
    ]  # fmt: skip
    assert "Kind" not in repr(rijen)


# on paper


def test_money_for_a_therapy_is_health_with_all_that_hangs_on_it(wereld: Wereld, casus_id: UUID) -> None:
    gezondheid = UitspraakInvoer("Traumatherapie.", categorie="gezondheid", doorverstrekking=Doorverstrekking.VRAGEN)
    id_ = vraag(wereld.regie, casus_id, reden=gezondheid)
    budget.decide_budget(wereld.regie2, id_, besluit("50", reden=UitspraakInvoer("Ja.", categorie="acties")))
    budget.spend_budget(wereld.regie, id_, uitgave("60", overschrijding=UitspraakInvoer("Extra sessie.")))
    alle = stukken_van(wereld.regie, casus_id)
    assert len(alle) == 4
    assert {stuk.categorie for stuk in alle} == {"gezondheid"}
    assert {stuk.doorverstrekking for stuk in alle} == {Doorverstrekking.VRAGEN}


@pytest.mark.parametrize(
    ("van", "eigen"), [("plan", "politiegegevens"), ("signalen", "gezin"), ("acties", "gezondheid")]
)
def test_words_chosen_to_be_heavier_than_the_request_stay_so(
    wereld: Wereld, casus_id: UUID, van: str, eigen: str
) -> None:
    id_ = vraag(wereld.regie, casus_id, reden=UitspraakInvoer("Kosten.", categorie=van))
    zwaar = UitspraakInvoer("Zwaarmerk.", categorie=eigen)
    budget.decide_budget(wereld.regie2, id_, besluit(reden=zwaar))
    budget.spend_budget(wereld.regie, id_, uitgave("12", waarvoor=zwaar))
    gesneden = [(s.titel, s.categorie, bool(s.velden)) for s in stukken_van(wereld.regie, casus_id)]
    assert gesneden == [
        ("Maatwerkbudget", van, True),
        ("Besluit over budget", eigen, False),
        ("Uitgave", eigen, True),
    ]


def test_two_special_categories_stand_apart_each_as_it_was_chosen(wereld: Wereld, casus_id: UUID) -> None:
    id_ = vraag(wereld.regie, casus_id, reden=UitspraakInvoer("Oppas.", categorie="gezin"))
    zwaar = UitspraakInvoer("Zwaarmerk.", categorie="politiegegevens")
    budget.decide_budget(wereld.regie2, id_, besluit(reden=zwaar))
    budget.spend_budget(wereld.regie, id_, uitgave("12", waarvoor=zwaar))
    wereld.klok.moment += timedelta(minutes=1)
    budget.spend_budget(wereld.regie, id_, uitgave("13", waarvoor=UitspraakInvoer("Gewoon.", categorie="signalen")))
    alle = stukken_van(wereld.regie, casus_id)
    assert [(s.titel, s.categorie, s.tekst, bool(s.velden)) for s in alle] == [
        ("Maatwerkbudget", "gezin", "Oppas.", True),
        ("Besluit over budget", "politiegegevens", "Zwaarmerk.", False),
        ("Uitgave", "gezin", "", True),
        ("Uitgave", "politiegegevens", "Zwaarmerk.", False),
        ("Uitgave", "gezin", "Gewoon.", True),
    ]
    assert len({stuk.id for stuk in alle}) == 5


def test_an_ordinary_request_is_an_action_with_its_amounts(wereld: Wereld, casus_id: UUID) -> None:
    id_ = vraag(wereld.regie, casus_id)
    wereld.klok.moment += timedelta(hours=1)
    budget.decide_budget(wereld.regie2, id_, besluit())
    budget.spend_budget(
        wereld.regie, id_, uitgave("12", waarvoor=UitspraakInvoer("Pleisters.", categorie="gezondheid"))
    )
    aanvraag, beslissing, bon = stukken_van(wereld.regie, casus_id)
    velden = {label: waarde.replace("\N{NO-BREAK SPACE}", " ") for label, waarde in aanvraag.velden}
    assert velden == {
        "Status": "Toegekend",
        "Gevraagd": "€ 150,00 op 23 november 2026",
        "Toegekend": "€ 120,00 op 23 november 2026",
        "Besteed": "€ 12,00",
    }
    assert [stuk.categorie for stuk in (aanvraag, beslissing, bon)] == ["acties", "acties", "gezondheid"]
    assert aanvraag.gewijzigd_op == wereld.klok.nu()  # amounts that came after an approval are flagged like text


def test_money_and_files_stay_here_when_a_casus_is_handed_over(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> None:
    id_ = vraag(wereld.regie, casus_id)
    budget.decide_budget(wereld.regie2, id_, besluit())
    budget.spend_budget(wereld.regie, id_, uitgave("12"))
    doorbraak.bring_in(wereld.regie, casus_id, "top_x", UitspraakInvoer("Vast."), UitspraakInvoer("Wonen."))
    bijlagen.add_bijlage(wereld.regie, casus_id, bouw.zet(tmp_path, "b.pdf", bouw.pdf()), UitspraakInvoer("Brief."))
    with wereld.regie.doe() as t:
        casus = t.casus(casus_id)
        _, blijft = splits(t, casus, stukken.cut_dossier(t, casus))
    assert sorted(stuk.id.partition(":")[0] for stuk in blijft) == [
        "bijlage", "budgetaanvraag", "budgetbesluit", "doorbraak", "doorbraakwie", "uitgave",
    ]  # fmt: skip
    assert {blijft_want(stuk) for stuk in blijft} == {
        "Geld gaat niet mee bij een overdracht: het hoort bij het budget van een tafel van hier.",
        "Bijlagen gaan niet mee bij een overdracht: een akkoord gaat over tekst, niet over bestanden.",
    }


# Doorbraaklab


def test_a_breakthrough_step_by_step(wereld: Wereld, casus_id: UUID) -> None:
    regie = wereld.regie
    wat = UitspraakInvoer("Zonder adres geen uitkering, zonder uitkering geen adres.", categorie="gezin")
    id_ = doorbraak.bring_in(regie, casus_id, "top_x", wat, UitspraakInvoer("Wonen en SZW samen aan tafel."))
    with pytest.raises(doorbraak.StapAlGezet):
        doorbraak.finish_doorbraak(regie, id_, True, UitspraakInvoer("Klaar."))
    doorbraak.decide_doorbraak(regie, id_, "Gebiedsmanager", UitspraakInvoer("Briefadres voor drie maanden."))
    with pytest.raises(doorbraak.StapAlGezet):
        doorbraak.decide_doorbraak(regie, id_, "Een ander", UitspraakInvoer("Toch niet."))
    geld = vraag(regie, casus_id, soort=LAB, tafel="top_x", doorbraak_id=id_)
    vroeg = date(2026, 11, 1)
    assert fouten(lambda: doorbraak.finish_doorbraak(regie, id_, True, UitspraakInvoer("Ja."), vroeg)) == {
        "afgerond_op"
    }
    doorbraak.finish_doorbraak(regie, id_, False, UitspraakInvoer("De uitkering is afgewezen."))
    with pytest.raises(doorbraak.StapAlGezet):
        doorbraak.finish_doorbraak(regie, id_, True, UitspraakInvoer("Toch wel."))
    (een,) = doorbraak.list_doorbraken(regie, casus_id)
    assert (een.tafel_label, een.besloten_door, een.gelukt, een.afgerond_op) == (
        "TOP X", "Gebiedsmanager", False, date(2026, 11, 23),
    )  # fmt: skip
    assert een.nodig is not None
    assert een.besluit is not None
    assert {een.nodig.categorie, een.besluit.categorie} == {"gezin"}  # follow what it is about
    assert next(a for a in budget.list_budget(regie, casus_id).aanvragen if a.id == geld).doorbraak_id == id_
    namen = [stuk.id.partition(":")[0] for stuk in stukken_van(regie, casus_id)]
    assert namen == ["budgetaanvraag", "doorbraak", "doorbraakwie", "doorbraakbesluit", "doorbraakuitkomst"]


def test_money_of_a_breakthrough_is_of_this_casus_and_of_the_lab(wereld: Wereld, casus_id: UUID) -> None:
    ander = maak(wereld.regie, voornamen="Ander")
    vreemd = doorbraak.bring_in(wereld.regie, ander, "pga_lokaal", UitspraakInvoer("Vast."))
    eigen = doorbraak.bring_in(wereld.regie, casus_id, "pga_lokaal", UitspraakInvoer("Vast."))
    assert fouten(lambda: vraag(wereld.regie, casus_id, soort=LAB, doorbraak_id=vreemd)) == {"doorbraak_id"}
    assert fouten(lambda: vraag(wereld.regie, casus_id, soort=MAATWERK, doorbraak_id=eigen)) == {"doorbraak_id"}
    assert fouten(lambda: doorbraak.bring_in(wereld.regie, casus_id, "zvh", UitspraakInvoer(""))) == {
        "tafel",
        "blokkade",
    }
    assert fouten(lambda: doorbraak.decide_doorbraak(wereld.regie, eigen, "", UitspraakInvoer(""))) == {
        "wie",
        "besluit",
    }


def test_closing_the_casus_stops_a_breakthrough_that_nobody_finished(wereld: Wereld, casus_id: UUID) -> None:
    regie = wereld.regie
    wat = UitspraakInvoer("Zonder adres geen uitkering.", categorie="gezin")
    klaar, besloten, nieuw = (doorbraak.bring_in(regie, casus_id, "top_x", wat) for _ in range(3))
    for id_ in (klaar, besloten):
        doorbraak.decide_doorbraak(regie, id_, "Gebiedsmanager", UitspraakInvoer("Briefadres."))
    doorbraak.finish_doorbraak(regie, klaar, True, UitspraakInvoer("Er is een adres."))
    close_casus(regie, casus_id, next(iter(wereld.profiel.redenen_afsluiten)), next(iter(wereld.profiel.uitkomsten)))
    nu = {een.id: een for een in doorbraak.list_doorbraken(regie, casus_id)}
    assert {id_: (een.gelukt, een.afgerond_op) for id_, een in nu.items()} == {
        klaar: (True, date(2026, 11, 23)),
        besloten: (None, date(2026, 11, 23)),
        nieuw: (None, date(2026, 11, 23)),
    }
    for id_ in (besloten, nieuw):
        uitkomst = nu[id_].uitkomst
        assert uitkomst is not None
        assert (uitkomst.tekst.startswith("De casus is afgesloten: "), uitkomst.categorie) == (True, "gezin")
    assert {regel.object_id for regel in regels(regie, "doorbraak.afbreken")} == {str(besloten), str(nieuw)}
    gestopt = [g for g in toon_tijdlijn(regie, casus_id).gebeurtenissen if g.wat == "Doorbraak gestopt"]
    assert [g.categorie for g in gestopt] == ["gezin", "gezin"]
    reopen_casus(regie, casus_id, "Nieuwe zorgen.")
    with pytest.raises(doorbraak.StapAlGezet):
        doorbraak.decide_doorbraak(regie, nieuw, "Een ander", UitspraakInvoer("Toch."))
