"""Actions that come back and actions that wait: carried on, stopped, refused in a circle, let go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.services import actieregels, acties, adresboek, casusverloop, plannen
from pmg_desk.services.actieregels import ActieWacht, Kring, Wachtenden
from pmg_desk.services.acties import ActieAfgerond, ActieInvoer, ActieInzicht, ActieLoopt, Afronding, GeenReeks
from pmg_desk.services.werkplek import CasusGesloten
from pmg_desk.storage import plannen as opslag
from pmg_desk.storage.models import ActieStatus, Spoor
from tests.casusbouw import regels
from tests.services.planbouw import Plancasus, actie, bouw, doel, tekst
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)
GEREED, VERVALLEN, BEZIG = ActieStatus.GEREED, ActieStatus.VERVALLEN, ActieStatus.BEZIG


@pytest.fixture
def casus(wereld: Wereld) -> Plancasus:
    return bouw(wereld)


def lees(wereld: Wereld, casus: Plancasus) -> list[ActieInzicht]:
    een = plannen.list_plannen(wereld.regie, casus.casus_id)[0]
    return [a for d in een.doelen for a in d.acties] + list(een.losse_acties)


def een(wereld: Wereld, casus: Plancasus, actie_id: UUID) -> ActieInzicht:
    return next(a for a in lees(wereld, casus) if a.id == actie_id)


def invoer(casus: Plancasus, dag: date, **anders: Any) -> ActieInvoer:
    velden: dict[str, Any] = {"tekst": tekst("Belt de school."), "eigenaar_id": casus.professional_id, "deadline": dag}
    return ActieInvoer(**{**velden, **anders})


def maandelijks(wereld: Wereld, casus: Plancasus, **anders: Any) -> UUID:
    """A monthly action from 31 January on."""
    velden: dict[str, Any] = {"herhaling": Herhaling.MAAND, **anders}
    return acties.add_actie(wereld.regie, casus.casus_id, casus.stam_id, invoer(casus, date(2027, 1, 31), **velden))


def rond_af(wereld: Wereld, actie_id: UUID, status: ActieStatus = GEREED, **anders: Any) -> Afronding:
    reden = tekst("Hoeft niet.") if status is VERVALLEN else None
    return acties.set_actiestatus(wereld.regie, actie_id, status, reden, **anders)


# series


def test_wat_terugkomt_komt_op_de_goede_dag_terug_met_eigen_woorden(wereld: Wereld, casus: Plancasus) -> None:
    eerste = maandelijks(wereld, casus, herhalen_tot="31-3-2027", interventie="jongerenrechtbank")
    assert een(wereld, casus, eerste).herhaling_tekst == "Elke maand, tot en met 31 maart 2027"
    afronding = rond_af(wereld, eerste)
    assert afronding == Afronding(volgende_op=date(2027, 2, 28))
    oud, nieuw = lees(wereld, casus)
    assert (nieuw.deadline, nieuw.status, nieuw.eigenaar, nieuw.interventie) == (
        date(2027, 2, 28),
        ActieStatus.OPEN,
        "J. Werker",
        "jongerenrechtbank",
    )
    # A moved deadline moves this turn only.
    acties.change_actie(
        wereld.regie,
        nieuw.id,
        invoer(
            casus, date(2027, 3, 4), tekst=tekst("Mailt."), herhaling=Herhaling.MAAND, herhalen_tot=date(2027, 3, 31)
        ),
    )
    assert rond_af(wereld, nieuw.id).volgende_op == date(2027, 3, 31)
    laatste = lees(wereld, casus)[-1]
    assert laatste.herhaling_tekst == "Elke maand, dit is de laatste keer"
    assert rond_af(wereld, laatste.id) == Afronding()
    assert [a.tekst and a.tekst.tekst for a in lees(wereld, casus)] == ["Belt de school.", "Mailt.", "Mailt."]
    assert oud.status is ActieStatus.GEREED or eerste == oud.id
    assert [regel.aantal for regel in regels(wereld.regie, "actie.herhalen")] == [2, 3]


def test_een_heropende_actie_maakt_geen_dubbel(wereld: Wereld, casus: Plancasus) -> None:
    eerste = maandelijks(wereld, casus)
    acties.set_actiestatus(wereld.regie, eerste, GEREED, tekst("Gelukt."))
    acties.reopen_actie(wereld.regie, eerste, "Was per ongeluk afgerond.")
    weer = een(wereld, casus, eerste)
    assert (weer.status, weer.gereed_op, weer.resultaat) == (ActieStatus.OPEN, None, None)
    assert rond_af(wereld, eerste).volgende_op is None
    assert [a.deadline for a in lees(wereld, casus)] == [date(2027, 1, 31), date(2027, 2, 28)]


def test_heropenen_vraagt_een_reden_en_alleen_van_wat_voorbij_is(wereld: Wereld, casus: Plancasus) -> None:
    actie_id = actie(wereld, casus)
    with pytest.raises(ActieLoopt):
        acties.reopen_actie(wereld.regie, actie_id, "Toch niet.")
    rond_af(wereld, actie_id, VERVALLEN)
    with pytest.raises(OngeldigeInvoer) as fout:
        acties.reopen_actie(wereld.regie, actie_id, " ")
    assert set(fout.value.velden) == {"reden"}
    with pytest.raises(GeenToegang):
        acties.reopen_actie(wereld.regie2, actie_id, "Toch.")
    assert een(wereld, casus, actie_id).status is VERVALLEN


def test_een_reeks_stopt_bij_afronden_of_eerder(wereld: Wereld, casus: Plancasus) -> None:
    eerste = maandelijks(wereld, casus)
    assert rond_af(wereld, eerste, laatste_keer=True) == Afronding()
    tweede = maandelijks(wereld, casus)
    acties.stop_reeks(wereld.regie, tweede)
    assert een(wereld, casus, tweede).herhaling_tekst == "Elke maand, dit is de laatste keer"
    with pytest.raises(GeenReeks):
        acties.stop_reeks(wereld.regie, tweede)
    assert rond_af(wereld, tweede) == Afronding()
    with pytest.raises(ActieAfgerond):
        acties.stop_reeks(wereld.regie, tweede)
    with pytest.raises(GeenReeks):
        acties.stop_reeks(wereld.regie, actie(wereld, casus))
    assert len(regels(wereld.regie, "actie.reeks_stoppen")) == 1


def test_een_keer_laten_vervallen_is_de_reeks_niet(wereld: Wereld, casus: Plancasus) -> None:
    assert rond_af(wereld, maandelijks(wereld, casus), VERVALLEN).volgende_op == date(2027, 2, 28)


def test_een_ander_ritme_begint_bij_deze_keer(wereld: Wereld, casus: Plancasus) -> None:
    eerste = maandelijks(wereld, casus)
    rond_af(wereld, eerste)
    (_, tweede) = lees(wereld, casus)
    acties.change_actie(wereld.regie, tweede.id, invoer(casus, date(2027, 3, 3), herhaling=Herhaling.WEEK))
    assert rond_af(wereld, tweede.id).volgende_op == date(2027, 3, 10)
    acties.change_actie(wereld.regie, lees(wereld, casus)[-1].id, invoer(casus, date(2027, 3, 10)))
    assert rond_af(wereld, lees(wereld, casus)[-1].id) == Afronding()


@pytest.mark.parametrize("tot", ["30-1-2027", "31-2-2027", "ooit"])
def test_een_reeks_eindigt_niet_voor_zij_begint(wereld: Wereld, casus: Plancasus, tot: str) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        maandelijks(wereld, casus, herhalen_tot=tot)
    assert set(fout.value.velden) == {"herhalen_tot"}


def test_van_een_doel_dat_uit_het_plan_is_komt_niets_terug(wereld: Wereld, casus: Plancasus) -> None:
    regie, eerste = wereld.regie, maandelijks(wereld, casus)
    plannen.add_doel(regie, casus.plan_id, doel("justitie", "Blijft.", spoor=Spoor.GRENZEN))
    plannen.agree_plan(regie, casus.plan_id, VANDAAG, "Jongere", VANDAAG)
    tweede = plannen.begin_plan(regie, casus.casus_id, plannen.PlanInvoer())
    nieuw = plannen.list_plannen(regie, casus.casus_id)[0]
    plannen.remove_doel(regie, next(d.id for d in nieuw.doelen if d.stam_id == casus.stam_id))
    plannen.agree_plan(regie, tweede, VANDAAG, "Jongere", VANDAAG)
    assert rond_af(wereld, eerste) == Afronding()


def test_wie_vertrokken_is_staat_er_nog_en_dat_is_te_zien(wereld: Wereld, casus: Plancasus) -> None:
    eerste = maandelijks(wereld, casus)
    assert not een(wereld, casus, eerste).eigenaar_weg
    adresboek.stop_professional(wereld.regie, casus.professional_id, VANDAAG)
    assert rond_af(wereld, eerste).volgende_op == date(2027, 2, 28)
    assert [a.eigenaar_weg for a in lees(wereld, casus)] == [True, True]


def test_een_gesloten_casus_laat_niets_terugkomen_tot_hij_heropent(wereld: Wereld, casus: Plancasus) -> None:
    regie, eerste = wereld.regie, maandelijks(wereld, casus)
    casusverloop.close_casus(regie, casus.casus_id, "doelen_behaald", "verbeterd")
    for poging in (
        lambda: rond_af(wereld, eerste),
        lambda: acties.stop_reeks(regie, eerste),
        lambda: acties.reopen_actie(regie, eerste, "Toch."),
    ):
        with pytest.raises(CasusGesloten):
            poging()
    casusverloop.reopen_casus(regie, casus.casus_id, "Nieuw feit.")
    assert rond_af(wereld, eerste).volgende_op == date(2027, 2, 28)


# order


def test_wat_wacht_kan_pas_beginnen_als_het_andere_klaar_is(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    eerst = actie(wereld, casus, woorden="Vraagt toestemming.")
    daarna = actie(wereld, casus, 3, woorden="Meldt aan.", na_id=eerst)
    wacht = een(wereld, casus, daarna)
    assert wacht.eerst is not None
    assert wacht.eerst.tekst is not None
    assert (wacht.wacht, wacht.kan_beginnen, wacht.eerst.tekst.tekst) == (True, False, "Vraagt toestemming.")
    for status in (BEZIG, GEREED):
        with pytest.raises(ActieWacht):
            acties.set_actiestatus(regie, daarna, status)
    with regie.doe() as t:
        assert opslag.wachtende_ids(t.db, [eerst, daarna]) == {daarna}
    assert rond_af(wereld, eerst) == Afronding(vrij=1)
    klaar = een(wereld, casus, daarna)
    assert (klaar.wacht, klaar.kan_beginnen) == (False, True)
    acties.set_actiestatus(regie, daarna, BEZIG)
    acties.reopen_actie(regie, eerst, "Toch niet af.")
    assert not een(wereld, casus, daarna).wacht  # what was begun goes on


def test_een_kring_wordt_geweigerd_met_wie_op_wie_wacht(wereld: Wereld, casus: Plancasus) -> None:
    a = actie(wereld, casus, woorden="A.")
    b = actie(wereld, casus, woorden="B.", na_id=a)
    c = actie(wereld, casus, woorden="C.", na_id=b)
    dag = VANDAAG + timedelta(days=7)
    with pytest.raises(Kring) as fout:
        acties.change_actie(wereld.regie, a, invoer(casus, dag, na_id=c))
    assert fout.value.keten == (a, c, b, a)
    assert set(fout.value.velden) == {"na_id"}
    woorden = {a: "A.", b: "B.", c: "C."}
    assert actieregels.ketenzin(fout.value.keten, woorden) == (
        "Zo komt u in een kring: “A.” wacht op “C.”, “C.” wacht op “B.”, en “B.” wacht op “A.”. Kies een andere actie."
    )
    with pytest.raises(Kring) as fout:
        acties.change_actie(wereld.regie, a, invoer(casus, dag, na_id=a))
    assert actieregels.ketenzin(fout.value.keten, woorden) == "“A.” kan niet op zichzelf wachten."
    assert not een(wereld, casus, a).wacht
    acties.change_actie(wereld.regie, b, invoer(casus, dag, na_id=None))  # opens the circle
    acties.change_actie(wereld.regie, a, invoer(casus, dag, na_id=c))
    assert een(wereld, casus, a).wacht


def test_wachten_kan_alleen_op_wat_loopt_in_deze_casus_en_niet_als_men_al_bezig_is(
    wereld: Wereld, casus: Plancasus
) -> None:
    ander = bouw(wereld, voornamen="Bram", geboortedatum="2010")
    klaar, vreemd, bezig = actie(wereld, casus), actie(wereld, ander), actie(wereld, casus)
    rond_af(wereld, klaar)
    for na_id in (klaar, vreemd, uuid4()):
        with pytest.raises(OngeldigeInvoer) as fout:
            actie(wereld, casus, na_id=na_id)
        assert fout.value.velden == {"na_id": "Kies een actie van deze casus die nog loopt."}
    acties.set_actiestatus(wereld.regie, bezig, BEZIG)
    with pytest.raises(OngeldigeInvoer) as fout:
        acties.change_actie(wereld.regie, bezig, invoer(casus, VANDAAG, na_id=actie(wereld, casus)))
    assert fout.value.velden == {"na_id": "Deze actie is al begonnen en kan niet meer wachten."}


def test_wie_al_wachtte_blijft_staan_als_het_andere_klaar_is(wereld: Wereld, casus: Plancasus) -> None:
    eerst = actie(wereld, casus)
    daarna = actie(wereld, casus, na_id=eerst)
    rond_af(wereld, eerst)
    acties.change_actie(wereld.regie, daarna, invoer(casus, VANDAAG, na_id=eerst))
    assert een(wereld, casus, daarna).kan_beginnen


def test_bij_vervallen_kiest_men_wat_er_met_de_wachtenden_gebeurt(wereld: Wereld, casus: Plancasus) -> None:
    eerst = actie(wereld, casus)
    daarna = actie(wereld, casus, na_id=eerst)
    with pytest.raises(OngeldigeInvoer) as fout:
        rond_af(wereld, eerst, VERVALLEN)
    assert fout.value.velden == {"wachtenden": "Kies wat er gebeurt met de acties die hierop wachten."}
    assert rond_af(wereld, eerst, VERVALLEN, wachtenden=Wachtenden.VRIJ) == Afronding(vrij=1)
    vrij = een(wereld, casus, daarna)
    assert (vrij.status, vrij.wacht) == (ActieStatus.OPEN, False)


def test_samen_vervallen_gaat_de_hele_rij_langs(wereld: Wereld) -> None:
    zorg = bouw(wereld, leefgebied="middelengebruik")
    eerst = actie(wereld, zorg)
    daarna = actie(wereld, zorg, na_id=eerst, herhaling=Herhaling.WEEK)
    achteraan = actie(wereld, zorg, na_id=daarna)
    assert rond_af(wereld, eerst, VERVALLEN, wachtenden=Wachtenden.VERVALLEN) == Afronding(mee_vervallen=2)
    assert {a.status for a in lees(wereld, zorg)} == {VERVALLEN}
    assert len(lees(wereld, zorg)) == 3  # the series does not go on
    for actie_id in (daarna, achteraan):
        mee = een(wereld, zorg, actie_id).resultaat
        assert mee is not None
        assert (mee.tekst, mee.categorie) == ("De actie waar deze actie op wachtte, is vervallen.", "gezondheid")
