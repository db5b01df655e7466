"""The forms of the plan van aanpak: the plan itself, agreeing on it, a goal, an action, and how an action ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import Richting
from pmg_desk.services import acties, plannen
from pmg_desk.services.acties import ActieInvoer, ActieInzicht
from pmg_desk.services.adresboek import ProfessionalInzicht
from pmg_desk.services.plannen import DoelInvoer, DoelInzicht, PlanInvoer, PlanInzicht
from pmg_desk.services.stukken import SPOOR_LABELS
from pmg_desk.services.toolbox import InterventieInzicht
from pmg_desk.storage.models import ActieStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, TekstVeld, ZoekKeuzeVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld

_PLAN, _ACTIES = "plan", "acties"


def plandialoog(
    ouder: QWidget, omgeving: Omgeving, casus_id: UUID, geopend_op: date, plan: PlanInzicht | None, *, nieuw: bool
) -> Invoerdialoog:
    """Begin a plan or (``nieuw``) a version, with the texts of ``plan`` to go on from; or change ``plan``."""
    werkplek = omgeving.werkplek
    ingang = DatumVeld("ingang", ouder.tr("Begint op"), omgeving.vandaag, verplicht=True, vroegst=lambda: geopend_op)
    formulier = Formulier(
        [
            ingang,
            DatumVeld(
                "evaluatie_op",
                ouder.tr("Evalueren op"),
                omgeving.vandaag,
                vroegst=_dag_van(ingang),
                hulp=ouder.tr("Mag later. Bij het vaststellen is deze datum nodig."),
            ),
            UitspraakVeld(
                omgeving,
                "toelichting",
                ouder.tr("Toelichting op het plan"),
                categorie=_PLAN,
                hulp=ouder.tr("Staat er iets in over gezondheid of gezin? Kies dat dan bij soort gegevens."),
            ),
            UitspraakVeld(
                omgeving,
                "wens",
                ouder.tr("Wensen en talenten van de jongere"),
                categorie=_PLAN,
                hulp=ouder.tr("In de woorden van de jongere."),
            ),
        ],
        knop=ouder.tr("Plan beginnen") if plan is None or nieuw else ouder.tr("Plan opslaan"),
    )

    def taak(waarden: dict[str, Any]) -> None:
        invoer = PlanInvoer(**waarden)
        if plan is None or nieuw:
            plannen.begin_plan(werkplek, casus_id, invoer)
        else:
            plannen.change_plan(werkplek, plan.id, invoer)

    begin: dict[str, Any] = {"ingang": omgeving.vandaag()}
    if plan is not None:
        begin = {
            "ingang": omgeving.vandaag() if nieuw else plan.ingang,
            "evaluatie_op": None if nieuw else plan.evaluatie_op,
            "toelichting": None if plan.toelichting is None else plan.toelichting.als_invoer(),
            "wens": None if plan.wens is None else plan.wens.als_invoer(),
        }
    titel = (
        ouder.tr("Plan van aanpak beginnen")
        if plan is None
        else ouder.tr("Nieuwe versie van het plan")
        if nieuw
        else ouder.tr("Plan wijzigen")
    )
    return Invoerdialoog(
        ouder,
        omgeving,
        titel,
        formulier,
        taak,
        gemeld=ouder.tr("Het plan is opgeslagen."),
        concept=("plan", casus_id) if plan is None or nieuw else ("plan.wijzigen", plan.id),
        begin=begin,
    )


def _dag_van(veld: DatumVeld) -> Callable[[], date | None]:
    def dag() -> date | None:
        try:
            gekozen = veld.waarde()
        except ValueError:
            return None  # what is wrong with that field is said there
        return gekozen if isinstance(gekozen, date) else None

    return dag


def vaststeldialoog(ouder: QWidget, omgeving: Omgeving, plan: PlanInzicht, geopend_op: date) -> Invoerdialoog:
    """Agree on a version: when, with whom, and when it is evaluated."""
    werkplek = omgeving.werkplek
    formulier = Formulier(
        [
            DatumVeld(
                "afgesproken_op",
                ouder.tr("Afgesproken op"),
                omgeving.vandaag,
                richting=Richting.VERLEDEN,
                verplicht=True,
                vroegst=lambda: geopend_op,
                laatst=omgeving.vandaag,
            ),
            TekstVeld(
                "afgesproken_met",
                ouder.tr("Afgesproken met"),
                verplicht=True,
                hoogstens=300,
                hulp=ouder.tr("Bijvoorbeeld: jongere, moeder en jongerenwerker."),
            ),
            DatumVeld(
                "evaluatie_op",
                ouder.tr("Evalueren op"),
                omgeving.vandaag,
                verplicht=True,
                vroegst=lambda: plan.ingang,
                hulp=ouder.tr("Daarna verandert deze versie niet meer. Voor wijzigingen maakt u een nieuwe versie."),
            ),
        ],
        knop=ouder.tr("Plan vaststellen"),
    )

    def taak(waarden: dict[str, Any]) -> None:
        plannen.agree_plan(werkplek, plan.id, **waarden)

    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Plan vaststellen"),
        formulier,
        taak,
        gemeld=ouder.tr("Het plan is vastgesteld."),
        concept=("plan.vaststellen", plan.id),
        begin={"afgesproken_op": omgeving.vandaag(), "evaluatie_op": plan.evaluatie_op},
    )


class Doelformulier(Formulier):
    """Leefgebied, track and words. A goal on a leefgebied of health or family begins in that data category."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving, knop: str) -> None:
        self._profiel = omgeving.werkplek.profiel
        self.tekst = UitspraakVeld(
            omgeving,
            "tekst",
            ouder.tr("Doel"),
            categorie=_PLAN,
            verplicht=True,
            hulp=ouder.tr("Wat is er bereikt als dit doel gehaald is?"),
        )
        self.leefgebied = KeuzeVeld(
            "leefgebied",
            ouder.tr("Leefgebied"),
            [Keuze(g.sleutel, g.label) for g in self._profiel.leefgebieden.values()],
            verplicht=True,
        )
        spoor = KeuzeVeld(
            "spoor",
            ouder.tr("Spoor"),
            [Keuze(spoor, label) for spoor, label in SPOOR_LABELS.items()],
            verplicht=True,
        )
        super().__init__([self.leefgebied, spoor, self.tekst], knop=knop)
        self.leefgebied.gewijzigd.connect(self._leefgebied_gekozen)

    def _leefgebied_gekozen(self) -> None:
        self.tekst.zet_categorie(_categorie(self._profiel.leefgebieden, self.leefgebied.waarde() or "", _PLAN))


def _categorie(leefgebieden: Any, leefgebied: str, gewoon: str) -> str:
    bekend = leefgebieden.get(leefgebied)
    return gewoon if bekend is None or bekend.datacategorie == "leefgebieden" else str(bekend.datacategorie)


def doeldialoog(ouder: QWidget, omgeving: Omgeving, plan_id: UUID, doel: DoelInzicht | None = None) -> Invoerdialoog:
    """Add a goal to a version that is being made, or change one of it."""
    werkplek = omgeving.werkplek
    formulier = Doelformulier(ouder, omgeving, ouder.tr("Doel opslaan"))

    def taak(waarden: dict[str, Any]) -> None:
        invoer = DoelInvoer(**waarden)
        if doel is None:
            plannen.add_doel(werkplek, plan_id, invoer)
        else:
            plannen.change_doel(werkplek, doel.id, invoer)

    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Doel toevoegen") if doel is None else ouder.tr("Doel wijzigen"),
        formulier,
        taak,
        gemeld=ouder.tr("Het doel is opgeslagen."),
        concept=("doel", plan_id) if doel is None else ("doel.wijzigen", doel.id),
        begin=None
        if doel is None
        else {
            "leefgebied": doel.leefgebied,
            "spoor": doel.spoor,
            "tekst": None if doel.tekst is None else doel.tekst.als_invoer(),
        },
    )


def actiedialoog(
    ouder: QWidget,
    omgeving: Omgeving,
    plan: PlanInzicht,
    doel: DoelInzicht | None,
    professionals: Sequence[ProfessionalInzicht],
    interventies: Sequence[InterventieInzicht],
    actie: ActieInzicht | None = None,
) -> Invoerdialoog:
    """Add an action to a goal, or change one. Only who still works somewhere can be chosen; who was chosen may stay."""
    werkplek = omgeving.werkplek
    leefgebieden = werkplek.profiel.leefgebieden
    categorie = _ACTIES if doel is None else _categorie(leefgebieden, doel.leefgebied, _ACTIES)
    mensen = [Keuze(p.id, p.naam, f"{p.functie}, {p.organisatie}") for p in professionals]
    if actie is not None and all(p.id != actie.eigenaar_id for p in professionals):
        mensen.append(
            Keuze(actie.eigenaar_id, actie.eigenaar, f"{actie.organisatie}, {ouder.tr('werkt hier niet meer')}")
        )
    middelen = [Keuze(i.sleutel, i.naam, i.thema) for i in interventies]
    if actie is not None and actie.interventie and all(i.sleutel != actie.interventie for i in interventies):
        middelen.append(Keuze(actie.interventie, actie.interventie_naam))
    vroegst = plan.ingang if actie is None else min(plan.ingang, actie.deadline)
    formulier = Formulier(
        [
            UitspraakVeld(omgeving, "tekst", ouder.tr("Wat gaat er gebeuren"), categorie=categorie, verplicht=True),
            ZoekKeuzeVeld(
                "eigenaar_id",
                ouder.tr("Wie doet het"),
                keuzes=mensen,
                verplicht=True,
                hulp=ouder.tr("Staat de persoon er niet bij? Voeg die eerst toe aan het adresboek."),
            ),
            DatumVeld("deadline", ouder.tr("Klaar op"), omgeving.vandaag, verplicht=True, vroegst=lambda: vroegst),
            ZoekKeuzeVeld(
                "interventie",
                ouder.tr("Interventie uit de toolbox"),
                keuzes=middelen,
                hulp=ouder.tr("Alleen als deze actie er een gebruikt."),
            ),
        ],
        knop=ouder.tr("Actie opslaan"),
    )

    def taak(waarden: dict[str, Any]) -> None:
        invoer = ActieInvoer(**{**waarden, "interventie": waarden["interventie"] or ""})
        if actie is not None:
            acties.change_actie(werkplek, actie.id, invoer)
        else:
            assert doel is not None
            acties.add_actie(werkplek, plan.casus_id, doel.stam_id, invoer)

    begin = (
        {}
        if actie is None
        else {
            "tekst": None if actie.tekst is None else actie.tekst.als_invoer(),
            "eigenaar_id": actie.eigenaar_id,
            "deadline": actie.deadline,
            "interventie": actie.interventie or None,
        }
    )
    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Actie toevoegen") if actie is None else ouder.tr("Actie wijzigen"),
        formulier,
        taak,
        gemeld=ouder.tr("De actie is opgeslagen."),
        concept=("actie", None if doel is None else doel.stam_id) if actie is None else ("actie.wijzigen", actie.id),
        begin=begin,
    )


def afrondialoog(ouder: QWidget, omgeving: Omgeving, actie: ActieInzicht, status: ActieStatus) -> Invoerdialoog:
    """Finish an action (what came of it may be told) or drop it (why must be told)."""
    vervalt = status is ActieStatus.VERVALLEN
    resultaat = UitspraakVeld(
        omgeving,
        "resultaat",
        ouder.tr("Waarom vervalt de actie") if vervalt else ouder.tr("Wat heeft het opgeleverd"),
        categorie=_ACTIES if actie.tekst is None else actie.tekst.categorie,
        verplicht=vervalt,
    )
    gereed = DatumVeld(
        "gereed_op",
        ouder.tr("Gereed op"),
        omgeving.vandaag,
        richting=Richting.VERLEDEN,
        verplicht=True,
        laatst=omgeving.vandaag,
    )
    knop = ouder.tr("Actie laten vervallen") if vervalt else ouder.tr("Actie afronden")
    return Invoerdialoog(
        ouder,
        omgeving,
        knop,
        Formulier([resultaat] if vervalt else [gereed, resultaat], knop=knop),
        partial(_rond_af, omgeving, actie.id, status),
        gemeld=ouder.tr("De actie is vervallen.") if vervalt else ouder.tr("De actie is afgerond."),
        concept=(f"actie.{status.value}", actie.id),
        begin={} if vervalt else {"gereed_op": omgeving.vandaag()},
    )


def _rond_af(omgeving: Omgeving, actie_id: UUID, status: ActieStatus, waarden: dict[str, Any]) -> None:
    acties.set_actiestatus(omgeving.werkplek, actie_id, status, **waarden)
