"""The forms of the plan van aanpak as a whole: the plan itself, what it says beside its goals, agreeing on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import Richting
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import plannen
from pmg_desk.services.planafspraken import AFSPRAAK_LABELS
from pmg_desk.services.plannen import PlanInvoer, PlanInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Afspraaksoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, TekstVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld

_PLAN = "plan"
_HULP: dict[Afspraaksoort, str] = {
    Afspraaksoort.INFORMEREN: "Bijvoorbeeld: de jongerenwerker belt de ouders na elk overleg.",
    Afspraaksoort.OPSCHALEN: "Bij welk feit of welke verandering gaat de casus naar een zwaardere tafel?",
    Afspraaksoort.AFSCHALEN: "Wat moet goed gaan voordat het minder kan?",
    Afspraaksoort.AFSLUITEN: "Wat moet er zijn bereikt voordat de casus dicht kan?",
    Afspraaksoort.NAZORG: "Wie houdt daarna contact, hoe lang, en bij wie kan de jongere terecht?",
}


def plandialoog(
    ouder: QWidget, omgeving: Omgeving, casus_id: UUID, geopend_op: date, plan: PlanInzicht | None, *, nieuw: bool
) -> Invoerdialoog:
    """Begin a plan or (``nieuw``) a version, with the texts of ``plan`` to go on from; or change ``plan``."""
    werkplek = omgeving.werkplek
    ingang = DatumVeld("ingang", ouder.tr("Begint op"), omgeving.vandaag, verplicht=True, vroegst=lambda: geopend_op)
    formulier = Formulier(
        [
            UitspraakVeld(
                omgeving,
                "wens",
                ouder.tr("Wensen en talenten van de jongere"),
                categorie=_PLAN,
                aard=Aard.MENING,
                bron=ouder.tr("De jongere"),
                hulp=ouder.tr("In de woorden van de jongere. Het plan is voor en van de jongere."),
            ),
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


def afsprakendialoog(ouder: QWidget, omgeving: Omgeving, plan: PlanInzicht) -> Invoerdialoog:
    """What a version that is being made says beside its goals; each may be left empty."""
    formulier = Formulier(
        [
            UitspraakVeld(omgeving, soort.value, label, categorie=_PLAN, hulp=ouder.tr(_HULP[soort]), regels=2)
            for soort, label in AFSPRAAK_LABELS.items()
        ],
        knop=ouder.tr("Afspraken opslaan"),
    )
    bekend = {afspraak.soort: afspraak.tekst for afspraak in plan.afspraken}
    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Afspraken in het plan"),
        formulier,
        partial(_bewaar_afspraken, omgeving.werkplek, plan.id),
        gemeld=ouder.tr("De afspraken zijn opgeslagen."),
        concept=("plan.afspraken", plan.id),
        begin={soort.value: bekend[soort].als_invoer() if soort in bekend else None for soort in Afspraaksoort},
    )


def _bewaar_afspraken(werkplek: Werkplek, plan_id: UUID, waarden: dict[str, Any]) -> None:
    plannen.change_afspraken(werkplek, plan_id, {soort: waarden[soort.value] for soort in Afspraaksoort})
