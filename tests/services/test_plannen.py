"""Plan van aanpak: versions that stay as agreed, goals in two tracks, who may see and change them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.services import casusverloop, plannen
from pmg_desk.services.plannen import AlEenPlan, PlanInvoer, PlanVastgesteld
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.services.uitspraken import list_uitspraken
from pmg_desk.services.werkplek import CasusGesloten
from pmg_desk.storage.models import Casus, PlanStatus, Spoor
from tests.casusbouw import bladen, maak, regels
from tests.services.planbouw import Plancasus, actie, bouw, doel, tekst
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)


@pytest.fixture
def casus(wereld: Wereld) -> Plancasus:
    return bouw(wereld)


def stel_vast(wereld: Wereld, plan_id: Any) -> None:
    plannen.agree_plan(wereld.regie, plan_id, VANDAAG, "Jongere en moeder", VANDAAG + timedelta(days=90))


def teksten(plan: plannen.PlanInzicht) -> list[str]:
    return [doel.tekst.tekst for doel in plan.doelen if doel.tekst is not None]


def test_een_leeg_dossier_heeft_geen_plan(wereld: Wereld) -> None:
    assert plannen.list_plannen(wereld.regie, maak(wereld.regie)) == ()


def test_een_plan_bewaart_wat_is_ingevuld(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    plannen.begin_plan(
        wereld.regie,
        casus_id,
        PlanInvoer(tekst("Samen met school."), tekst("Wil kok worden.", bron="Zoë"), VANDAAG, "1-3-2027"),
    )
    (plan,) = plannen.list_plannen(wereld.regie, casus_id)
    assert plan.toelichting is not None
    assert plan.wens is not None
    assert (plan.nr, plan.status, plan.toelichting.tekst, plan.wens.tekst, plan.wens.bron) == (
        1,
        PlanStatus.CONCEPT,
        "Samen met school.",
        "Wil kok worden.",
        "Zoë",
    )
    assert (plan.ingang, plan.evaluatie_op, plan.door) == (VANDAAG, date(2027, 3, 1), "C. Regisseur")


def test_doelen_staan_in_twee_sporen(wereld: Wereld, casus: Plancasus) -> None:
    plannen.add_doel(wereld.regie, casus.plan_id, doel("justitie", "Houdt zich aan de avondklok.", spoor=Spoor.GRENZEN))
    (plan,) = plannen.list_plannen(wereld.regie, casus.casus_id)
    per_spoor = {spoor: [d.leefgebied_label for d in plan.doelen if d.spoor is spoor] for spoor in Spoor}
    assert per_spoor == {Spoor.PERSPECTIEF: ["Werk & opleiding"], Spoor.GRENZEN: ["Justitie"]}


def test_een_nieuwe_versie_neemt_doelen_mee_en_laat_de_oude_staan(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    plannen.change_plan(regie, casus.plan_id, PlanInvoer(tekst("Eerste afspraak.")))
    stel_vast(wereld, casus.plan_id)
    actie(wereld, casus)
    nieuw = plannen.begin_plan(regie, casus.casus_id, PlanInvoer(tekst("Tweede afspraak.")))
    tweede, eerste = plannen.list_plannen(regie, casus.casus_id)
    assert (tweede.nr, tweede.status, eerste.nr, eerste.status) == (2, PlanStatus.CONCEPT, 1, PlanStatus.VASTGESTELD)
    assert [d.stam_id for d in tweede.doelen] == [d.stam_id for d in eerste.doelen]
    assert tweede.doelen[0].id != eerste.doelen[0].id
    assert [len(d.acties) for d in tweede.doelen] == [1]
    plannen.change_doel(regie, tweede.doelen[0].id, doel(woorden="Haalt een mbo-diploma."))
    tweede, eerste = plannen.list_plannen(regie, casus.casus_id)
    assert eerste.toelichting is not None
    assert tweede.toelichting is not None
    assert (teksten(eerste), eerste.toelichting.tekst) == (["Haalt een diploma."], "Eerste afspraak.")
    assert (teksten(tweede), tweede.toelichting.tekst) == (["Haalt een mbo-diploma."], "Tweede afspraak.")
    stel_vast(wereld, nieuw)
    assert [p.status for p in plannen.list_plannen(regie, casus.casus_id)] == [
        PlanStatus.VASTGESTELD,
        PlanStatus.VERVANGEN,
    ]


def test_een_weggelaten_doel_blijft_in_de_oude_versie_en_de_actie_blijft(wereld: Wereld, casus: Plancasus) -> None:
    stel_vast(wereld, casus.plan_id)
    actie_id = actie(wereld, casus)
    plannen.begin_plan(wereld.regie, casus.casus_id, PlanInvoer())
    tweede = plannen.list_plannen(wereld.regie, casus.casus_id)[0]
    plannen.remove_doel(wereld.regie, tweede.doelen[0].id)
    tweede, eerste = plannen.list_plannen(wereld.regie, casus.casus_id)
    assert (tweede.doelen, [a.id for a in tweede.losse_acties]) == ((), [actie_id])
    assert (teksten(eerste), eerste.losse_acties) == (["Haalt een diploma."], ())


def test_een_vastgesteld_plan_verandert_niet(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    stel_vast(wereld, casus.plan_id)
    voor = plannen.list_plannen(regie, casus.casus_id)
    pogingen: tuple[Callable[[], object], ...] = (
        lambda: plannen.change_plan(regie, casus.plan_id, PlanInvoer(tekst("Anders."))),
        lambda: plannen.add_doel(regie, casus.plan_id, doel()),
        lambda: plannen.change_doel(regie, casus.doel_id, doel(woorden="Anders.")),
        lambda: plannen.remove_doel(regie, casus.doel_id),
        lambda: stel_vast(wereld, casus.plan_id),
    )
    for poging in pogingen:
        with pytest.raises(PlanVastgesteld):
            poging()
    assert plannen.list_plannen(regie, casus.casus_id) == voor


def test_er_is_een_plan_in_de_maak_tegelijk(wereld: Wereld, casus: Plancasus) -> None:
    with pytest.raises(AlEenPlan):
        plannen.begin_plan(wereld.regie, casus.casus_id, PlanInvoer())


def test_een_plan_zonder_doel_wordt_niet_vastgesteld(wereld: Wereld, casus: Plancasus) -> None:
    plannen.remove_doel(wereld.regie, casus.doel_id)
    with pytest.raises(OngeldigeInvoer) as fout:
        stel_vast(wereld, casus.plan_id)
    assert fout.value.velden == {"afgesproken_met": "Dit plan heeft nog geen doel. Voeg er eerst een toe."}


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"ingang": "31-2-2026"}, {"ingang"}),
        ({"ingang": "  "}, {"ingang"}),
        ({"ingang": "1-1-2020"}, {"ingang"}),
        ({"evaluatie_op": "1-11-2026"}, {"evaluatie_op"}),
        ({"toelichting": tekst("x" * (MAX_TEKST + 1))}, {"toelichting"}),
        ({"wens": tekst("a\u202eb")}, {"wens"}),
        ({"toelichting": tekst("a", categorie="bestaat_niet")}, {"categorie"}),
    ],
)
def test_slechte_invoer_van_het_plan(wereld: Wereld, velden: dict[str, Any], verwacht: set[str]) -> None:
    casus_id = maak(wereld.regie)
    with pytest.raises(OngeldigeInvoer) as fout:
        plannen.begin_plan(wereld.regie, casus_id, PlanInvoer(**velden))
    assert set(fout.value.velden) == verwacht
    assert plannen.list_plannen(wereld.regie, casus_id) == ()


@pytest.mark.parametrize(
    ("op", "met", "evaluatie", "verwacht"),
    [
        ("24-11-2026", "Jongere", "1-3-2027", {"afgesproken_op"}),
        ("", "Jongere", "1-3-2027", {"afgesproken_op"}),
        ("23-11-2026", "", "1-3-2027", {"afgesproken_met"}),
        ("23-11-2026", "x" * 301, "1-3-2027", {"afgesproken_met"}),
        ("23-11-2026", "Jongere\x07", "1-3-2027", {"afgesproken_met"}),
        ("23-11-2026", "Jongere", "", {"evaluatie_op"}),
        ("23-11-2026", "Jongere", "22-11-2026", {"evaluatie_op"}),
    ],
)
def test_slechte_invoer_bij_vaststellen(
    wereld: Wereld, casus: Plancasus, op: str, met: str, evaluatie: str, verwacht: set[str]
) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        plannen.agree_plan(wereld.regie, casus.plan_id, op, met, evaluatie)
    assert set(fout.value.velden) == verwacht


def test_een_doel_vraagt_om_een_leefgebied_en_tekst(wereld: Wereld, casus: Plancasus) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        plannen.add_doel(wereld.regie, casus.plan_id, doel("bestaat_niet", "  "))
    assert set(fout.value.velden) == {"leefgebied", "tekst"}


def test_een_doel_over_gezondheid_telt_als_gezondheid(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    plannen.add_doel(regie, casus.plan_id, doel("geestelijke_gezondheid", "Slaapt weer."))
    plannen.add_doel(regie, casus.plan_id, doel("geestelijke_gezondheid", "Zoekt een club.", categorie="plan"))
    (plan,) = plannen.list_plannen(regie, casus.casus_id)
    assert [d.tekst.categorie for d in plan.doelen if d.tekst is not None] == ["plan", "gezondheid", "plan"]


def test_een_actie_van_een_weggelaten_gezondheidsdoel_blijft_gezondheid(wereld: Wereld) -> None:
    """What lives on without its goal may not slip into a category that is shared more easily."""
    for vastgesteld in (True, False):
        zorg = bouw(wereld, leefgebied="geestelijke_gezondheid", voornamen=f"Bo{vastgesteld}", geboortedatum="2011")
        plan_id, doel_id = zorg.plan_id, zorg.doel_id
        actie(wereld, zorg, woorden="Meldt zich bij de praktijk.")
        if vastgesteld:
            stel_vast(wereld, plan_id)
            plannen.begin_plan(wereld.regie, zorg.casus_id, PlanInvoer())
            doel_id = plannen.list_plannen(wereld.regie, zorg.casus_id)[0].doelen[0].id
        plannen.remove_doel(wereld.regie, doel_id)
        with wereld.regie.doe() as t:
            stukken = cut_dossier(t, t.haal(Casus, zorg.casus_id))
        assert {s.categorie for s in stukken if s.rubriek == "acties"} == {"gezondheid"}


def test_ongewijzigde_tekst_maakt_geen_nieuwe_uitspraak(wereld: Wereld, casus: Plancasus) -> None:
    invoer = PlanInvoer(tekst("Samen met school."))
    plannen.change_plan(wereld.regie, casus.plan_id, invoer)
    voor = list_uitspraken(wereld.regie, casus.casus_id)
    plannen.change_plan(wereld.regie, casus.plan_id, invoer)
    assert list_uitspraken(wereld.regie, casus.casus_id) == voor


@pytest.mark.parametrize("wie", ["regie2", "privacy", "beheer", "lezer"])
def test_wie_de_casus_niet_mag_zien_krijgt_niets(wereld: Wereld, casus: Plancasus, wie: str) -> None:
    plek = wereld.werkplek(wie)
    pogingen: tuple[Callable[[], object], ...] = (
        lambda: plannen.list_plannen(plek, casus.casus_id),
        lambda: plannen.begin_plan(plek, casus.casus_id, PlanInvoer()),
        lambda: plannen.change_plan(plek, casus.plan_id, PlanInvoer()),
        lambda: plannen.add_doel(plek, casus.plan_id, doel()),
        lambda: plannen.change_doel(plek, casus.doel_id, doel()),
        lambda: plannen.remove_doel(plek, casus.doel_id),
        lambda: plannen.agree_plan(plek, casus.plan_id, VANDAAG, "x", VANDAAG),
    )
    for poging in pogingen:
        with pytest.raises(GeenToegang):
            poging()
    assert len(regels(wereld.regie, "toegang.weigeren")) == len(pogingen)


def test_een_meelezer_leest_maar_schrijft_niet(wereld: Wereld, casus: Plancasus) -> None:
    assign_casus(wereld.regie, casus.casus_id, wereld.lezer.gebruiker.id)
    assert len(plannen.list_plannen(wereld.lezer, casus.casus_id)) == 1
    with pytest.raises(GeenToegang):
        plannen.add_doel(wereld.lezer, casus.plan_id, doel())


def test_een_gesloten_casus_houdt_zijn_plan(wereld: Wereld, casus: Plancasus) -> None:
    casusverloop.close_casus(wereld.regie, casus.casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(CasusGesloten):
        plannen.add_doel(wereld.regie, casus.plan_id, doel())
    assert len(plannen.list_plannen(wereld.regie, casus.casus_id)) == 1


def test_elke_stap_staat_in_het_log_zonder_inhoud(wereld: Wereld, casus: Plancasus) -> None:
    plannen.change_doel(wereld.regie, casus.doel_id, doel(woorden="Kwetterzolder."))
    stel_vast(wereld, casus.plan_id)
    for stap in ("plan.beginnen", "doel.toevoegen", "doel.wijzigen", "plan.vaststellen"):
        (regel,) = regels(wereld.regie, stap)
        assert regel.casus_id == str(casus.casus_id)
    assert not any(woord in bladen(wereld.regie) for woord in ("Kwetterzolder", "diploma", "moeder", "Łukasz"))
