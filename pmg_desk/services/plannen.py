"""Plan van aanpak: versions, goals in two tracks, agreeing on a plan. Actions: ``services.acties``.

A version that was agreed is never changed: a new version copies its goals. Actions belong to a goal's ``stam`` and live
on from version to version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datacategorie import categorie_van_leefgebied
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.profiel.model import label_van
from pmg_desk.services import doeltoetsen, planafspraken, planteksten, uitspraken
from pmg_desk.services.acties import ActieInzicht, actie_inzichten
from pmg_desk.services.planafspraken import AfspraakInzicht
from pmg_desk.services.stukken import SPOOR_LABELS
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.verruimingen import log_milder
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage import plannen as rijen
from pmg_desk.storage.models import (
    Afspraaksoort,
    Casus,
    Doel,
    Doeltoets,
    Evaluatie,
    Gebruiker,
    PlanStatus,
    PlanVersie,
    Spoor,
    UitspraakSoort,
)

PLANSTATUS_LABELS: dict[PlanStatus, str] = {
    PlanStatus.CONCEPT: "In de maak",
    PlanStatus.VASTGESTELD: "Vastgesteld",
    PlanStatus.VERVANGEN: "Vervangen",
}


class PlanVastgesteld(Fout):
    """An agreed version stays as it was agreed."""

    wat = "Dit plan is vastgesteld en verandert niet meer."
    doe = "Maak een nieuwe versie. De doelen gaan mee."


class AlEenPlan(Fout):
    """There is a version that is still being made."""

    wat = "Er is al een plan in de maak."
    doe = "Werk dat plan af en stel het vast, of pas het aan."


@dataclass(frozen=True, slots=True)
class PlanInvoer:
    """The plan as a whole. Texts may be left out; dates as typed or as a date. No ``ingang``: as it was, else today."""

    toelichting: UitspraakInvoer | None = None
    wens: UitspraakInvoer | None = None
    ingang: str | date | None = None
    evaluatie_op: str | date | None = None


@dataclass(frozen=True, slots=True)
class DoelInvoer:
    """A goal: what is to be reached on a leefgebied, in one track; by what (``toets``) and by when one sees that."""

    leefgebied: str
    spoor: Spoor
    tekst: UitspraakInvoer
    toets: UitspraakInvoer | None = None
    streefdatum: str | date | None = None


@dataclass(frozen=True, slots=True)
class DoelInzicht:
    """A goal with its actions."""

    id: UUID
    stam_id: UUID
    leefgebied: str
    leefgebied_label: str
    spoor: Spoor
    spoor_label: str
    tekst: UitspraakInzicht | None
    acties: tuple[ActieInzicht, ...]
    toets: UitspraakInzicht | None = None
    streefdatum: date | None = None

    @property
    def toetsbaar(self) -> bool:
        """Whether one can see later that it was reached: by what, and by when."""
        return self.toets is not None and self.streefdatum is not None


@dataclass(frozen=True, slots=True)
class PlanInzicht:
    """A version of the plan. ``losse_acties``: actions of goals that this version no longer has."""

    id: UUID
    casus_id: UUID
    nr: int
    status: PlanStatus
    status_label: str
    toelichting: UitspraakInzicht | None
    wens: UitspraakInzicht | None
    ingang: date
    afgesproken_op: date | None
    afgesproken_met: str
    evaluatie_op: date | None
    doelen: tuple[DoelInzicht, ...]
    losse_acties: tuple[ActieInzicht, ...]
    door: str
    op: datetime
    afspraken: tuple[AfspraakInzicht, ...] = ()
    volgende_evaluatie: date | None = None  # of a version in force: what the latest evaluation said, else its own date


def begin_plan(werkplek: Werkplek, casus_id: UUID, invoer: PlanInvoer) -> UUID:
    """Start the first version, or the next one with the goals of the agreed one. Raises AlEenPlan, OngeldigeInvoer."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        eerdere = rijen.versies(t.db, casus_id)
        if eerdere and eerdere[0].status is PlanStatus.CONCEPT:
            raise AlEenPlan
        plan = PlanVersie(
            id=t.nieuw_id(),
            casus_id=casus.id,
            nr=eerdere[0].nr + 1 if eerdere else 1,
            status=PlanStatus.CONCEPT,
            ingang=t.vandaag,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        if eerdere:
            plan.uitspraak_id, plan.wens_id = eerdere[0].uitspraak_id, eerdere[0].wens_id
        _vul_plan(t, casus, plan, invoer)
        t.db.add(plan)
        t.db.flush()
        if eerdere:
            _kopieer_doelen(t, eerdere[0], plan)
            planafspraken.kopieer(t, eerdere[0], plan)
        t.log("plan.beginnen", "plan", plan.id, casus_id=casus_id, categorieen=["plan"], aantal=plan.nr)
        t.gewijzigd("plan", casus_id)
        return plan.id


def _kopieer_doelen(t: Transactie, van: PlanVersie, naar: PlanVersie) -> None:
    for doel in rijen.doelen(t.db, van.id):
        nieuw = Doel(
            id=t.nieuw_id(),
            plan_versie_id=naar.id,
            stam_id=doel.stam_id,
            leefgebied=doel.leefgebied,
            spoor=doel.spoor,
            uitspraak_id=doel.uitspraak_id,
            volgorde=doel.volgorde,
            door_id=doel.door_id,
            op=doel.op,
        )
        t.db.add(nieuw)
        t.db.flush()
        doeltoetsen.kopieer(t, doel, nieuw)


def change_plan(werkplek: Werkplek, plan_id: UUID, invoer: PlanInvoer) -> None:
    """Change the explanation, wishes and dates of a version that is not agreed yet. Raises PlanVastgesteld."""
    with werkplek.doe() as t:
        plan, casus = _concept(t, plan_id)
        _vul_plan(t, casus, plan, invoer)
        t.log("plan.wijzigen", "plan", plan.id, casus_id=casus.id, categorieen=["plan"])
        t.gewijzigd("plan", casus.id)


def change_afspraken(
    werkplek: Werkplek, plan_id: UUID, teksten: Mapping[Afspraaksoort, UitspraakInvoer | None]
) -> None:
    """Set agreements and criteria of a version that is not agreed yet. Raises PlanVastgesteld, OngeldigeInvoer."""
    with werkplek.doe() as t:
        plan, casus = _concept(t, plan_id)
        planafspraken.bewaar(t, casus, plan, teksten)
        t.log("plan.afspraken", "plan", plan.id, casus_id=casus.id, categorieen=["plan"])
        t.gewijzigd("plan", casus.id)


def _concept(t: Transactie, plan_id: UUID) -> tuple[PlanVersie, Casus]:
    plan = t.haal(PlanVersie, plan_id)
    casus = t.casus(plan.casus_id, wijzigen=True)
    if plan.status is not PlanStatus.CONCEPT:
        raise PlanVastgesteld
    return plan, casus


def _vul_plan(t: Transactie, casus: Casus, plan: PlanVersie, invoer: PlanInvoer) -> None:
    veld = Veldcontrole()
    ingang = veld.datum(
        "ingang",
        plan.ingang if invoer.ingang is None else invoer.ingang,
        t.vandaag,
        verplicht=True,
        niet_voor=(casus.geopend_op, "de aanmelding"),
    )
    evaluatie = veld.datum(
        "evaluatie_op",
        invoer.evaluatie_op,
        t.vandaag,
        niet_voor=None if ingang is None else (ingang, "het begin van het plan"),
    )
    toelichting = planteksten.controleer(t, veld, invoer.toelichting, UitspraakSoort.PLAN, "toelichting")
    wens = planteksten.controleer(t, veld, invoer.wens, UitspraakSoort.WENS, "wens")
    veld.klaar()
    assert ingang is not None
    plan.ingang, plan.evaluatie_op = ingang, evaluatie
    plan.uitspraak_id = _bewaar(t, plan, UitspraakSoort.PLAN, toelichting, plan.uitspraak_id)
    plan.wens_id = _bewaar(t, plan, UitspraakSoort.WENS, wens, plan.wens_id)


def _bewaar(
    t: Transactie, plan: PlanVersie, soort: UitspraakSoort, invoer: UitspraakInvoer | None, oud_id: UUID | None
) -> UUID | None:
    gedeeld = oud_id is not None and rijen.tekst_van_andere_versie(t.db, plan.casus_id, plan.id, oud_id)
    return planteksten.bewaar(t, plan.casus_id, soort, invoer, oud_id, gedeeld=gedeeld)


def agree_plan(
    werkplek: Werkplek, plan_id: UUID, afgesproken_op: str | date, afgesproken_met: str, evaluatie_op: str | date
) -> None:
    """Agree on a version: from now on it stays as it is, and the one before it is replaced."""
    with werkplek.doe() as t:
        plan, casus = _concept(t, plan_id)
        veld = Veldcontrole()
        op = veld.datum(
            "afgesproken_op",
            afgesproken_op,
            t.vandaag,
            verplicht=True,
            niet_na=(t.vandaag, "vandaag"),
            niet_voor=(casus.geopend_op, "de aanmelding"),
        )
        met = veld.tekst("afgesproken_met", afgesproken_met, verplicht=True, maximum=300)
        evaluatie = veld.datum(
            "evaluatie_op", evaluatie_op, t.vandaag, verplicht=True, niet_voor=(plan.ingang, "het begin van het plan")
        )
        veld.eis(
            bool(rijen.doelen(t.db, plan.id)),
            "afgesproken_met",
            "Dit plan heeft nog geen doel. Voeg er eerst een toe.",
        )
        veld.klaar()
        for eerder in rijen.versies(t.db, casus.id):
            if eerder.status is PlanStatus.VASTGESTELD:
                eerder.status = PlanStatus.VERVANGEN
        plan.status, plan.afgesproken_op, plan.afgesproken_met, plan.evaluatie_op = (
            PlanStatus.VASTGESTELD,
            op,
            met,
            evaluatie,
        )
        t.log("plan.vaststellen", "plan", plan.id, casus_id=casus.id, categorieen=["plan"], aantal=plan.nr)
        t.gewijzigd("plan", casus.id)


def add_doel(werkplek: Werkplek, plan_id: UUID, invoer: DoelInvoer) -> UUID:
    """Add a goal to a version that is not agreed yet."""
    with werkplek.doe() as t:
        plan, casus = _concept(t, plan_id)
        tekst, toets, streefdatum = _controleer_doel(t, plan, invoer, None)
        rij = Doel(
            id=t.nieuw_id(),
            plan_versie_id=plan.id,
            stam_id=t.nieuw_id(),
            leefgebied=invoer.leefgebied,
            spoor=invoer.spoor,
            uitspraak_id=uitspraken.voeg_toe(t, casus.id, UitspraakSoort.DOEL, tekst).id,
            volgorde=len(rijen.doelen(t.db, plan.id)),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.db.flush()
        doeltoetsen.bewaar(t, casus.id, rij, toets, streefdatum)
        t.log("doel.toevoegen", "doel", rij.id, casus_id=casus.id, categorieen=["plan"])
        t.gewijzigd("plan", casus.id)
        return rij.id


def _controleer_doel(
    t: Transactie, plan: PlanVersie, invoer: DoelInvoer, oud: Doeltoets | None
) -> tuple[UitspraakInvoer, UitspraakInvoer | None, date | None]:
    veld = Veldcontrole()
    veld.keuze("leefgebied", invoer.leefgebied, tuple(t.profiel.leefgebieden), melding="Kies een leefgebied.")
    tekst = uitspraken.controleer(t, veld, standaard_categorie(t, invoer.tekst, invoer.leefgebied), UitspraakSoort.DOEL)
    toets = None if invoer.toets is None else standaard_categorie(t, invoer.toets, invoer.leefgebied)
    toets, streefdatum = doeltoetsen.controleer(t, veld, plan, toets, invoer.streefdatum, oud)
    veld.klaar()
    return tekst, toets, streefdatum


def standaard_categorie(t: Transactie, invoer: UitspraakInvoer, leefgebied: str) -> UitspraakInvoer:
    """A text on a leefgebied of health or family gets that category, unless the user chose one."""
    bekend = t.profiel.leefgebieden.get(leefgebied)
    if invoer.categorie is not None or bekend is None or bekend.datacategorie == "leefgebieden":
        return invoer
    return replace(invoer, categorie=bekend.datacategorie)


def change_doel(werkplek: Werkplek, doel_id: UUID, invoer: DoelInvoer) -> None:
    """Change a goal of a version that is not agreed yet; an agreed version keeps its own wording."""
    with werkplek.doe() as t:
        doel = t.haal(Doel, doel_id)
        plan, casus = _concept(t, doel.plan_versie_id)
        tekst, toets, streefdatum = _controleer_doel(t, plan, invoer, doeltoetsen.van(t, doel))
        oud = inhoud.huidige_van(t.db, [doel.uitspraak_id]).get(doel.uitspraak_id)
        if oud is None or not uitspraken.gelijk(oud, tekst):
            doel.uitspraak_id = (
                uitspraken.voeg_toe(t, casus.id, UitspraakSoort.DOEL, tekst).id
                if oud is None or rijen.in_andere_versie(t.db, doel)
                else uitspraken.vervang(t, oud, tekst).id
            )
        was, wordt = (categorie_van_leefgebied(t.profiel, een, "plan") for een in (doel.leefgebied, invoer.leefgebied))
        log_milder(t, "doel", doel.id, casus.id, was, wordt)
        doel.leefgebied, doel.spoor = invoer.leefgebied, invoer.spoor
        doeltoetsen.bewaar(t, casus.id, doel, toets, streefdatum)
        t.log("doel.wijzigen", "doel", doel.id, casus_id=casus.id, categorieen=["plan"], aantal=plan.nr)
        t.gewijzigd("plan", casus.id)


def remove_doel(werkplek: Werkplek, doel_id: UUID) -> None:
    """Leave a goal out of a version that is not agreed yet; earlier versions keep it, and so do its actions."""
    with werkplek.doe() as t:
        doel = t.haal(Doel, doel_id)
        _, casus = _concept(t, doel.plan_versie_id)
        doeltoetsen.verwijder(t, doel)
        t.db.delete(doel)
        t.log("doel.weglaten", "doel", doel.id, casus_id=casus.id)
        t.gewijzigd("plan", casus.id)


def list_plannen(werkplek: Werkplek, casus_id: UUID) -> tuple[PlanInzicht, ...]:
    """All versions, newest first; empty when there is no plan yet."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return plannen_van(t, casus_id)


def plannen_van(t: Transactie, casus_id: UUID) -> tuple[PlanInzicht, ...]:
    """The same within a transaction; the caller has checked access."""
    acties = actie_inzichten(t, casus_id)
    versies = rijen.versies(t.db, casus_id)
    evaluaties = rijen.evaluaties(t.db, casus_id)
    return tuple(
        _plan_inzicht(t, plan, acties, volgende_evaluatie(plan, evaluaties), laatste=plan is versies[0])
        for plan in versies
    )


def volgende_evaluatie(plan: PlanVersie, evaluaties: Sequence[Evaluatie]) -> date | None:
    """When a version is to be evaluated (again). ``evaluaties`` of the casus, newest first."""
    if plan.status is not PlanStatus.VASTGESTELD:
        return None
    return next((rij.volgende_op for rij in evaluaties if rij.plan_versie_id == plan.id), plan.evaluatie_op)


def _plan_inzicht(
    t: Transactie, plan: PlanVersie, acties: tuple[ActieInzicht, ...], evaluatie: date | None, *, laatste: bool
) -> PlanInzicht:
    doelen = rijen.doelen(t.db, plan.id)
    toetsen = rijen.toetsen(t.db, [doel.id for doel in doelen])
    losse = (plan.uitspraak_id, plan.wens_id, *(toets.uitspraak_id for toets in toetsen.values()))
    ids = {doel.uitspraak_id for doel in doelen} | {id_ for id_ in losse if id_ is not None}
    # Only the latest version follows corrections; an older one is shown in the words in which it was agreed.
    huidig = inhoud.huidige_van(t.db, ids) if laatste else inhoud.precies(t.db, ids)
    teksten = dict(zip(huidig, uitspraken.inzichten(t, huidig.values()), strict=True))
    stammen = {doel.stam_id for doel in doelen}
    maker = t.db.get(Gebruiker, plan.door_id)
    return PlanInzicht(
        id=plan.id,
        casus_id=plan.casus_id,
        nr=plan.nr,
        status=plan.status,
        status_label=PLANSTATUS_LABELS[plan.status],
        toelichting=None if plan.uitspraak_id is None else teksten.get(plan.uitspraak_id),
        wens=None if plan.wens_id is None else teksten.get(plan.wens_id),
        ingang=plan.ingang,
        afgesproken_op=plan.afgesproken_op,
        afgesproken_met=plan.afgesproken_met,
        evaluatie_op=plan.evaluatie_op,
        doelen=tuple(
            DoelInzicht(
                id=doel.id,
                stam_id=doel.stam_id,
                leefgebied=doel.leefgebied,
                leefgebied_label=label_van(t.profiel.leefgebieden, doel.leefgebied),
                spoor=doel.spoor,
                spoor_label=SPOOR_LABELS[doel.spoor],
                tekst=teksten.get(doel.uitspraak_id),
                acties=tuple(actie for actie in acties if actie.doel_stam_id == doel.stam_id),
                toets=None if toets is None or toets.uitspraak_id is None else teksten.get(toets.uitspraak_id),
                streefdatum=None if toets is None else toets.streefdatum,
            )
            for doel in doelen
            for toets in (toetsen.get(doel.id),)
        ),
        losse_acties=tuple(actie for actie in acties if laatste and actie.doel_stam_id not in stammen),
        door="" if maker is None else maker.naam,
        op=plan.op,
        afspraken=planafspraken.inzichten(t, plan, laatste=laatste),
        volgende_evaluatie=evaluatie,
    )
