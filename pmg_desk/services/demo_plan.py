"""What the demo's plans say in depth: agreements, how goals are checked, what repeats or waits, an evaluation.

Told by ``services.demo_verhaal`` through the use cases a user has; nothing here is drawn by chance.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.services import acties, evaluaties, plannen
from pmg_desk.services.acties import ActieInvoer, ActieInzicht
from pmg_desk.services.evaluaties import BereikInvoer, EvaluatieInvoer
from pmg_desk.services.plannen import DoelInvoer, DoelInzicht
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import ActieStatus, Afspraaksoort, Bereik, PlanStatus, Spoor, Vervolg

_AFSPRAKEN: dict[Afspraaksoort, str] = {
    Afspraaksoort.INFORMEREN: "De jongerenwerker belt na elk overleg de ouders. De jongere hoort het van de mentor.",
    Afspraaksoort.OPSCHALEN: "Bij een nieuw feit met een wapen, of na drie gemiste afspraken met de reclassering.",
    Afspraaksoort.AFSCHALEN: "Na drie maanden zonder nieuw feit, als de jongere vier dagen per week naar school gaat.",
    Afspraaksoort.AFSLUITEN: "Als alle doelen bij twee evaluaties achter elkaar zijn bereikt.",
    Afspraaksoort.NAZORG: "De jongerenwerker houdt drie maanden contact. Daarna is het wijkteam er voor de jongere.",
}
_TOETS: dict[str, str] = {
    "werk_opleiding": "Het overzicht van de school laat vier weken geen verzuim zien.",
    "tijdsbesteding": "De jongerenwerker ziet de jongere twee middagen per week.",
    "financien": "Er ligt een regeling waarmee de schuldeisers akkoord zijn.",
    "justitie": "De reclassering meldt drie maanden geen gemiste afspraak.",
}
_BEREIK = (Bereik.GROTENDEELS, Bereik.DEELS, Bereik.NIET)
_WOORDEN: dict[Bereik, str] = {
    Bereik.GROTENDEELS: "Gaat goed, op een paar dagen na.",
    Bereik.DEELS: "Is begonnen; het lukt nog niet elke week.",
    Bereik.NIET: "Is nog niet van de grond gekomen.",
}


def schrijf_afspraken(regie: Werkplek, casus_id: UUID, plan_id: UUID, ingang: date) -> None:
    """Before the plan is agreed: its agreements, and for most goals by what and when one sees that they are reached."""
    plannen.change_afspraken(regie, plan_id, {s: UitspraakInvoer(tekst) for s, tekst in _AFSPRAKEN.items()})
    for doel in plannen.list_plannen(regie, casus_id)[0].doelen:
        toets = _TOETS.get(doel.leefgebied)
        if toets is not None:
            dag = ingang + timedelta(days=150)
            plannen.change_doel(regie, doel.id, replace(_invoer(doel), toets=UitspraakInvoer(toets), streefdatum=dag))


def _invoer(doel: DoelInzicht) -> DoelInvoer:
    assert doel.tekst is not None
    toets = None if doel.toets is None else doel.toets.als_invoer()
    return DoelInvoer(doel.leefgebied, doel.spoor, doel.tekst.als_invoer(), toets, doel.streefdatum)


def zet_ritme(regie: Werkplek, casus_id: UUID) -> None:
    """Once some actions were done: one that was not begun comes back, and a new one waits for one that runs."""
    plan = plannen.list_plannen(regie, casus_id)[0]
    lopend = [(doel, actie) for doel in plan.doelen for actie in doel.acties if actie.loopt]
    open_ = [actie for _, actie in lopend if actie.status is ActieStatus.OPEN]
    if open_:
        acties.change_actie(regie, open_[0].id, replace(_actie(open_[0]), herhaling=Herhaling.WEEK))
    if lopend:
        doel, eerst = lopend[0]
        tekst = UitspraakInvoer("Het vervolg afspreken met de jongere en de ouders.")
        dag = max(plan.ingang, eerst.deadline) + timedelta(days=7)
        acties.add_actie(regie, casus_id, doel.stam_id, ActieInvoer(tekst, eerst.eigenaar_id, dag, na_id=eerst.id))


def _actie(actie: ActieInzicht) -> ActieInvoer:
    assert actie.tekst is not None
    return ActieInvoer(actie.tekst.als_invoer(), actie.eigenaar_id, actie.deadline, actie.interventie)


def evalueer(regie: Werkplek, casus_id: UUID, op: date, volgende_op: date, *, bijstellen: bool) -> None:
    """Evaluate the plan when one is in force; with ``bijstellen`` a next version is agreed on the same day."""
    plan = plannen.list_plannen(regie, casus_id)[0]
    if plan.status is not PlanStatus.VASTGESTELD:
        return
    doelen = []
    for nr, doel in enumerate(plan.doelen):
        bereik = _BEREIK[nr % len(_BEREIK)]
        doelen.append(BereikInvoer(doel.stam_id, bereik, UitspraakInvoer(_WOORDEN[bereik])))
    conclusie = (
        "Het contact met de jongere is beter. Wat buiten school gebeurt, vraagt nog steeds aandacht van iedereen."
    )
    vervolg = Vervolg.BIJSTELLEN if bijstellen else Vervolg.DOORGAAN
    met = "Jongere, ouder en jongerenwerker"
    invoer = EvaluatieInvoer(op, met, UitspraakInvoer(conclusie), vervolg, volgende_op, doelen)
    evaluaties.save_evaluatie(regie, plan.id, invoer)
    if bijstellen:
        _nieuwe_versie(regie, casus_id, op, volgende_op)


def _nieuwe_versie(regie: Werkplek, casus_id: UUID, op: date, evaluatie_op: date) -> None:
    oud = plannen.list_plannen(regie, casus_id)[0]
    plan_id = plannen.begin_plan(
        regie,
        casus_id,
        plannen.PlanInvoer(
            None if oud.toelichting is None else oud.toelichting.als_invoer(),
            None if oud.wens is None else oud.wens.als_invoer(),
            op,
        ),
    )
    eerste, *_ = plannen.list_plannen(regie, casus_id)[0].doelen
    invoer = _invoer(eerste)
    scherper = replace(invoer.tekst, tekst=f"{invoer.tekst.tekst.rstrip('.')}, ook in de vakantie.")
    plannen.change_doel(regie, eerste.id, replace(invoer, tekst=scherper))
    nieuw = UitspraakInvoer("Is elke avond om tien uur thuis.")
    plannen.add_doel(regie, plan_id, DoelInvoer("huiselijke_relaties", Spoor.GRENZEN, nieuw))
    plannen.agree_plan(regie, plan_id, op, "Jongere, ouder, school en politie", evaluatie_op)
