"""Actions of a plan: who, what, by when; what came of it; and who may touch them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.services import actiehouders, acties, adresboek, plannen
from pmg_desk.services.acties import ActieAfgerond, ActieInvoer, ActieInzicht
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.storage.models import ActieStatus, Spoor
from tests.casusbouw import bladen, regels
from tests.services.planbouw import Plancasus, actie, bouw, tekst
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)


@pytest.fixture
def casus(wereld: Wereld) -> Plancasus:
    return bouw(wereld)


def lees(wereld: Wereld, casus: Plancasus) -> list[ActieInzicht]:
    plan = plannen.list_plannen(wereld.regie, casus.casus_id)[0]
    return [a for d in plan.doelen for a in d.acties] + list(plan.losse_acties)


def invoer(casus: Plancasus, **anders: Any) -> ActieInvoer:
    velden: dict[str, Any] = {
        "tekst": tekst("Belt de school."),
        "eigenaar_id": casus.professional_id,
        "deadline": VANDAAG + timedelta(days=7),
    }
    return ActieInvoer(**{**velden, **anders})


def test_een_actie_toont_wie_wat_wanneer(wereld: Wereld, casus: Plancasus) -> None:
    actie(wereld, casus, 7, interventie="jongerenrechtbank")
    (een,) = lees(wereld, casus)
    assert een.tekst is not None
    assert (een.tekst.tekst, een.tekst.categorie, een.eigenaar) == ("Belt de school.", "acties", "J. Werker")
    assert een.organisatie.startswith("Jongerenwerk")
    assert (een.deadline, een.dagen, een.te_laat, een.loopt) == (date(2026, 11, 30), 7, False, True)
    assert (een.status, een.interventie_naam) == (ActieStatus.OPEN, "Jongerenrechtbank op school")


def test_te_laat_begint_de_dag_na_de_deadline(wereld: Wereld, casus: Plancasus) -> None:
    actie(wereld, casus, 1)
    stand = []
    for _ in range(3):
        (een,) = lees(wereld, casus)
        stand.append((een.dagen, een.te_laat))
        wereld.klok.moment += timedelta(days=1)
    assert stand == [(1, False), (0, False), (-1, True)]


def test_acties_staan_op_volgorde_van_deadline(wereld: Wereld, casus: Plancasus) -> None:
    for dagen in (9, 2, 5):
        actie(wereld, casus, dagen)
    assert [een.dagen for een in lees(wereld, casus)] == [2, 5, 9]


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"deadline": "22-11-2026"}, {"deadline": "Deze datum ligt vóór het begin van het plan (23 november 2026)."}),
        ({"deadline": "30-2-2027"}, {"deadline"}),
        ({"deadline": ""}, {"deadline": "Vul dit veld in."}),
        ({"deadline": None}, {"deadline": "Vul dit veld in."}),
        ({"eigenaar_id": None}, {"eigenaar_id": "Kies wie dit doet, uit het adresboek."}),
        ({"eigenaar_id": uuid4()}, {"eigenaar_id": "Kies wie dit doet, uit het adresboek."}),
        ({"interventie": "bestaat_niet"}, {"interventie"}),
        ({"tekst": tekst("")}, {"tekst": "Vul dit veld in."}),
        ({"tekst": tekst("x" * (MAX_TEKST + 1))}, {"tekst"}),
        ({"tekst": tekst("a\x00b")}, {"tekst"}),
        ({"tekst": tekst("a", gezegd_op=date(2026, 12, 1))}, {"gezegd_op"}),
        ({"tekst": tekst("", bron="x" * 201), "deadline": "gisteren?"}, {"tekst", "bron", "deadline"}),
    ],
)
def test_slechte_invoer_zegt_het_bij_elk_veld(
    wereld: Wereld, casus: Plancasus, velden: dict[str, Any], verwacht: set[str] | dict[str, str]
) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        acties.add_actie(wereld.regie, casus.casus_id, casus.stam_id, invoer(casus, **velden))
    assert (fout.value.velden if isinstance(verwacht, dict) else set(fout.value.velden)) == verwacht
    assert lees(wereld, casus) == []


@pytest.mark.parametrize("wie", ["professional", "organisatie"])
def test_een_eigenaar_die_vertrokken_is_wordt_geweigerd_maar_blijft_staan(
    wereld: Wereld, casus: Plancasus, wie: str
) -> None:
    regie = wereld.regie
    actie_id = actie(wereld, casus)
    if wie == "professional":
        adresboek.stop_professional(regie, casus.professional_id, VANDAAG)
    else:
        adresboek.stop_organisatie(regie, casus.organisatie_id, VANDAAG)
    with pytest.raises(OngeldigeInvoer) as fout:
        acties.add_actie(regie, casus.casus_id, casus.stam_id, invoer(casus))
    assert fout.value.velden == {"eigenaar_id": "Deze persoon werkt hier niet meer. Kies iemand anders."}
    acties.change_actie(regie, actie_id, invoer(casus, tekst=tekst("Mailt de school.")))
    (een,) = lees(wereld, casus)
    assert een.tekst is not None
    assert (een.tekst.tekst, een.eigenaar) == ("Mailt de school.", "J. Werker")


def test_een_oude_deadline_mag_blijven_maar_niet_verder_terug(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    actie_id = actie(wereld, casus, 1)
    plannen.change_plan(regie, casus.plan_id, plannen.PlanInvoer(ingang=VANDAAG + timedelta(days=5)))
    acties.change_actie(regie, actie_id, invoer(casus, deadline=VANDAAG + timedelta(days=1)))
    with pytest.raises(OngeldigeInvoer) as fout:
        acties.change_actie(regie, actie_id, invoer(casus, deadline=VANDAAG + timedelta(days=2)))
    assert set(fout.value.velden) == {"deadline"}


def test_een_onbekend_of_vervangen_doel_krijgt_geen_actie(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    plannen.add_doel(regie, casus.plan_id, plannen.DoelInvoer("justitie", Spoor.GRENZEN, tekst("Blijft.")))
    plannen.agree_plan(regie, casus.plan_id, VANDAAG, "Jongere", VANDAAG)
    tweede = plannen.begin_plan(regie, casus.casus_id, plannen.PlanInvoer())
    nieuw = plannen.list_plannen(regie, casus.casus_id)[0]
    plannen.remove_doel(regie, next(d.id for d in nieuw.doelen if d.stam_id == casus.stam_id))
    acties.add_actie(regie, casus.casus_id, casus.stam_id, invoer(casus))  # still agreed
    plannen.agree_plan(regie, tweede, VANDAAG, "Jongere", VANDAAG)
    for stam in (casus.stam_id, uuid4()):
        with pytest.raises(OngeldigeInvoer) as fout:
            acties.add_actie(regie, casus.casus_id, stam, invoer(casus))
        assert set(fout.value.velden) == {"doel"}


def test_van_openen_tot_gereed(wereld: Wereld, casus: Plancasus) -> None:
    actie_id = actie(wereld, casus)
    acties.set_actiestatus(wereld.regie, actie_id, ActieStatus.BEZIG)
    (een,) = lees(wereld, casus)
    assert (een.status, een.loopt, een.gereed_op) == (ActieStatus.BEZIG, True, None)
    acties.set_actiestatus(wereld.regie, actie_id, ActieStatus.GEREED, tekst("School doet mee."), VANDAAG)
    (een,) = lees(wereld, casus)
    assert een.resultaat is not None
    assert (een.status, een.loopt, een.gereed_op, een.resultaat.tekst) == (
        ActieStatus.GEREED,
        False,
        VANDAAG,
        "School doet mee.",
    )
    pogingen: tuple[Callable[[], object], ...] = (
        lambda: acties.set_actiestatus(wereld.regie, actie_id, ActieStatus.OPEN),
        lambda: acties.change_actie(wereld.regie, actie_id, invoer(casus)),
    )
    for poging in pogingen:
        with pytest.raises(ActieAfgerond):
            poging()


def test_laten_vervallen_vraagt_een_reden(wereld: Wereld, casus: Plancasus) -> None:
    actie_id = actie(wereld, casus)
    for reden in (None, tekst("   ")):
        with pytest.raises(OngeldigeInvoer) as fout:
            acties.set_actiestatus(wereld.regie, actie_id, ActieStatus.VERVALLEN, reden)
        assert fout.value.velden == {"resultaat": "Schrijf op waarom deze actie vervalt."}
    acties.set_actiestatus(wereld.regie, actie_id, ActieStatus.VERVALLEN, tekst("Is verhuisd."))
    (een,) = lees(wereld, casus)
    assert een.resultaat is not None
    assert (een.status, een.gereed_op, een.resultaat.tekst) == (ActieStatus.VERVALLEN, None, "Is verhuisd.")


@pytest.mark.parametrize("gereed_op", ["24-11-2026", "1-1-2020", "", "31-2-2026"])
def test_gereed_op_kan_niet_in_de_toekomst_of_voor_de_casus(wereld: Wereld, casus: Plancasus, gereed_op: str) -> None:
    actie_id = actie(wereld, casus)
    with pytest.raises(OngeldigeInvoer) as fout:
        acties.set_actiestatus(wereld.regie, actie_id, ActieStatus.GEREED, None, gereed_op)
    assert set(fout.value.velden) == {"gereed_op"}


def test_actie_en_resultaat_op_een_gezondheidsdoel_tellen_als_gezondheid(wereld: Wereld) -> None:
    zorg = bouw(wereld, leefgebied="middelengebruik", voornamen="Bram", geboortedatum="2010")
    actie_id = actie(wereld, zorg)
    acties.set_actiestatus(wereld.regie, actie_id, ActieStatus.GEREED, tekst("Is gestopt."))
    anders = actie(wereld, zorg, tekst=tekst("Zoekt een club.", categorie="acties"))
    acties.set_actiestatus(wereld.regie, anders, ActieStatus.GEREED, tekst("Gevonden."))
    categorieen = {
        een.id: (een.tekst.categorie, een.resultaat.categorie)
        for een in lees(wereld, zorg)
        if een.tekst is not None and een.resultaat is not None
    }
    assert categorieen == {actie_id: ("gezondheid", "gezondheid"), anders: ("acties", "acties")}


@pytest.mark.parametrize("wie", ["regie2", "privacy", "beheer", "lezer"])
def test_een_ander_raakt_er_niet_aan(wereld: Wereld, casus: Plancasus, wie: str) -> None:
    plek, actie_id = wereld.werkplek(wie), actie(wereld, casus)
    if wie == "lezer":
        assign_casus(wereld.regie, casus.casus_id, plek.gebruiker.id)
    voor = lees(wereld, casus)
    pogingen: tuple[Callable[[], object], ...] = (
        lambda: acties.add_actie(plek, casus.casus_id, casus.stam_id, invoer(casus)),
        lambda: acties.change_actie(plek, actie_id, invoer(casus)),
        lambda: acties.set_actiestatus(plek, actie_id, ActieStatus.BEZIG),
    )
    for poging in pogingen:
        with pytest.raises(GeenToegang):
            poging()
    assert lees(wereld, casus) == voor


def test_het_log_noemt_de_stap_en_niet_de_inhoud(wereld: Wereld, casus: Plancasus) -> None:
    actie_id = actie(wereld, casus, woorden="Kwetterzolder.")
    acties.set_actiestatus(wereld.regie, actie_id, ActieStatus.VERVALLEN, tekst("Ploegschaaf."))
    assert [len(regels(wereld.regie, stap)) for stap in ("actie.toevoegen", "actie.vervallen")] == [1, 1]
    assert not any(woord in bladen(wereld.regie) for woord in ("Kwetterzolder", "Ploegschaaf", "J. Werker"))


def test_wie_zichzelf_kiest_staat_daarna_in_het_adresboek_bij_de_gemeente(wereld: Wereld, casus: Plancasus) -> None:
    ik, collega, *rest = actiehouders.list_houders(wereld.regie)
    assert (ik.id, ik.naam, ik.functie, ik.organisatie, ik.ik) == (
        wereld.regie.gebruiker.id,
        "C. Regisseur",
        "Casusregisseur",
        "Gemeente Den Haag",
        True,
    )
    assert [(h.naam, h.ik) for h in (collega, *rest)] == [("D. Regisseur", False), ("J. Werker", False)]
    for _ in range(2):  # the second time the entry there is is used
        actie(wereld, casus, eigenaar_id=ik.id)
    een, twee = lees(wereld, casus)
    assert (een.eigenaar, een.organisatie, een.eigenaar_id) == ("C. Regisseur", "Gemeente Den Haag", twee.eigenaar_id)
    boek = [(p.naam, p.functie, p.organisatie) for p in adresboek.list_professionals(wereld.regie)]
    assert boek[0] == ("C. Regisseur", "Casusregisseur", "Gemeente Den Haag")
    assert [naam for naam, _, _ in boek] == ["C. Regisseur", "J. Werker"]
    houder = actiehouders.list_houders(wereld.regie)[0]
    assert (houder.id, houder.ik) == (een.eigenaar_id, True)
    assert [r.object_id for r in regels(wereld.regie, "professional.toevoegen")][-1] == str(een.eigenaar_id)


def test_een_actie_die_niet_kan_zet_niemand_in_het_adresboek(wereld: Wereld, casus: Plancasus) -> None:
    with pytest.raises(OngeldigeInvoer):
        actie(wereld, casus, eigenaar_id=wereld.regie.gebruiker.id, interventie="bestaat_niet")
    assert [p.naam for p in adresboek.list_professionals(wereld.regie)] == ["J. Werker"]


def test_een_gebruiker_die_geen_casusregisseur_is_doet_geen_actie(wereld: Wereld, casus: Plancasus) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        actie(wereld, casus, eigenaar_id=wereld.werkplek("privacy").gebruiker.id)
    assert fout.value.velden == {"eigenaar_id": "Kies wie dit doet, uit het adresboek."}


def test_de_eigen_regel_is_die_bij_de_gemeente_in_de_eigen_functie(wereld: Wereld, casus: Plancasus) -> None:
    """Of the same name: one of another organisation is somebody else, of two at the municipality the function tells."""
    dienst = adresboek.add_organisatie(wereld.regie, adresboek.OrganisatieInvoer("Dienst", "dienst_ocw"))
    gemeente = adresboek.add_organisatie(wereld.regie, adresboek.OrganisatieInvoer("gemeente den haag"))
    for waar, functie in ((casus.organisatie_id, "Casusregisseur"), (dienst, "Leerplicht")):
        adresboek.add_professional(wereld.regie, adresboek.ProfessionalInvoer(waar, "C. Regisseur", functie))
    zelf = adresboek.add_professional(
        wereld.regie, adresboek.ProfessionalInvoer(gemeente, "C. Regisseur", "casusregisseur")
    )
    assert actiehouders.list_houders(wereld.regie)[0].id == zelf
    actie(wereld, casus, eigenaar_id=wereld.werkplek("regie2").gebruiker.id)
    assert [(een.eigenaar, een.organisatie) for een in lees(wereld, casus)] == [("D. Regisseur", "gemeente den haag")]
    adresboek.stop_organisatie(wereld.regie, gemeente, VANDAAG)
    with pytest.raises(OngeldigeInvoer) as fout:
        actie(wereld, casus, eigenaar_id=wereld.werkplek("regie2").gebruiker.id)
    assert fout.value.velden == {"eigenaar_id": "Deze persoon werkt hier niet meer. Kies iemand anders."}
