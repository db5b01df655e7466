"""Evaluating a plan: on a day, with whom, how far each goal was reached, how it goes on, and when the next one is.

An evaluation is never changed: who made a mistake records another, and the latest counts. The plan itself stays as it
was agreed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.profiel.model import label_van
from pmg_desk.services import planteksten, uitspraken
from pmg_desk.services.plannen import standaard_categorie
from pmg_desk.services.stukken import SPOOR_LABELS
from pmg_desk.services.stukken_plan import BEREIK_LABELS, VERVOLG_LABELS
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage import plannen as rijen
from pmg_desk.storage.models import (
    Bereik,
    Doel,
    Doelbereik,
    Evaluatie,
    PlanStatus,
    PlanVersie,
    Spoor,
    Uitspraak,
    UitspraakSoort,
    Vervolg,
)


class PlanNietVan(Fout):
    """Only the version in force is evaluated."""

    wat = "Deze versie van het plan geldt nu niet."
    doe = "Evalueer de versie die is vastgesteld. Is er nog geen? Stel het plan dan eerst vast."


@dataclass(frozen=True, slots=True)
class BereikInvoer:
    """How far one goal was reached, with words where there are any."""

    doel_stam_id: UUID
    bereik: Bereik | None
    tekst: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class EvaluatieInvoer:
    """An evaluation. ``volgende_op`` may be left out only when the casus is to be closed."""

    gehouden_op: str | date
    met: str
    conclusie: UitspraakInvoer
    vervolg: Vervolg | None
    volgende_op: str | date | None
    doelen: Sequence[BereikInvoer]


@dataclass(frozen=True, slots=True)
class BereikInzicht:
    """What an evaluation said of one goal; the words of the goal as they were agreed in that version."""

    doel_stam_id: UUID
    doel: UitspraakInzicht | None
    leefgebied_label: str
    spoor: Spoor
    spoor_label: str
    bereik: Bereik
    bereik_label: str
    tekst: UitspraakInzicht | None


@dataclass(frozen=True, slots=True)
class EvaluatieInzicht:
    """One evaluation, with the version of the plan that it was of."""

    id: UUID
    plan_versie_id: UUID
    plan_nr: int
    gehouden_op: date
    met: str
    conclusie: UitspraakInzicht | None
    vervolg: Vervolg
    vervolg_label: str
    volgende_op: date | None
    doelen: tuple[BereikInzicht, ...]
    door: str


@dataclass(frozen=True, slots=True)
class Doelmoment:
    """How far a goal was on the day of an evaluation."""

    gehouden_op: date
    bereik: Bereik
    bereik_label: str
    tekst: UitspraakInzicht | None


def save_evaluatie(werkplek: Werkplek, plan_id: UUID, invoer: EvaluatieInvoer) -> UUID:
    """Record an evaluation of the version in force. What is wrong about goal ``n`` is under ``bereik_n``, ``tekst_n``.

    Raises PlanNietVan, OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        plan = t.haal(PlanVersie, plan_id)
        casus = t.casus(plan.casus_id, wijzigen=True)
        if plan.status is not PlanStatus.VASTGESTELD:
            raise PlanNietVan
        doelen = rijen.doelen(t.db, plan.id)
        veld = Veldcontrole()
        op = veld.datum(
            "gehouden_op",
            invoer.gehouden_op,
            t.vandaag,
            verplicht=True,
            richting=Richting.VERLEDEN,
            niet_na=(t.vandaag, "vandaag"),
            niet_voor=(plan.ingang, "het begin van het plan"),
        )
        met = veld.tekst("met", invoer.met, verplicht=True, maximum=300)
        vervolg = invoer.vervolg
        if vervolg is None:
            veld.fout("vervolg", "Kies hoe het verder gaat.")
        volgende = veld.datum(
            "volgende_op",
            invoer.volgende_op,
            t.vandaag,
            verplicht=vervolg is not Vervolg.AFSLUITEN,
            niet_voor=None if op is None else (op, "deze evaluatie"),
        )
        conclusie = uitspraken.controleer(t, veld, invoer.conclusie, UitspraakSoort.EVALUATIE, veldnaam="conclusie")
        oordelen = _controleer_doelen(t, veld, doelen, invoer.doelen)
        veld.klaar()
        assert op is not None
        assert vervolg is not None
        rij = Evaluatie(
            id=t.nieuw_id(),
            casus_id=casus.id,
            plan_versie_id=plan.id,
            gehouden_op=op,
            met=met,
            uitspraak_id=uitspraken.voeg_toe(t, casus.id, UitspraakSoort.EVALUATIE, conclusie).id,
            vervolg=vervolg,
            volgende_op=volgende,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.db.flush()
        for doel, (bereik, tekst) in zip(doelen, oordelen, strict=True):
            t.db.add(
                Doelbereik(
                    id=t.nieuw_id(),
                    evaluatie_id=rij.id,
                    doel_stam_id=doel.stam_id,
                    bereik=bereik,
                    uitspraak_id=planteksten.bewaar(t, casus.id, UitspraakSoort.EVALUATIE, tekst, None, gedeeld=False),
                )
            )
        t.log("evaluatie.vastleggen", "evaluatie", rij.id, casus_id=casus.id, categorieen=["plan"])
        t.gewijzigd("evaluatie", casus.id)
        return rij.id


def _controleer_doelen(
    t: Transactie, veld: Veldcontrole, doelen: Sequence[Doel], invoer: Iterable[BereikInvoer]
) -> list[tuple[Bereik, UitspraakInvoer | None]]:
    """What is said of each goal of the version, in their order; a goal that is passed over is a mistake."""
    gezegd = {een.doel_stam_id: een for een in invoer}
    goed = []
    for nr, doel in enumerate(doelen):
        een = gezegd.pop(doel.stam_id, None)
        if een is None or een.bereik is None:
            veld.fout(f"bereik_{nr}", "Kies hoe ver dit doel is.")
            continue
        tekst = None if een.tekst is None else standaard_categorie(t, een.tekst, doel.leefgebied)
        goed.append((een.bereik, planteksten.controleer(t, veld, tekst, UitspraakSoort.EVALUATIE, f"tekst_{nr}")))
    if gezegd:
        veld.fout("doelen", "Een van de doelen staat niet (meer) in deze versie van het plan.")
    return goed


def list_evaluaties(werkplek: Werkplek, casus_id: UUID) -> tuple[EvaluatieInzicht, ...]:
    """All evaluations of a casus, of every version of its plan, newest first. Part of an opened dossier."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        evaluaties = rijen.evaluaties(t.db, casus_id)
        bereiken = rijen.bereiken(t.db, [rij.id for rij in evaluaties])
        plannen = {plan.id: plan for plan in rijen.versies(t.db, casus_id)}
        doelen = {plan_id: rijen.doelen(t.db, plan_id) for plan_id in {rij.plan_versie_id for rij in evaluaties}}
        gezegd = {rij.uitspraak_id for rij in bereiken if rij.uitspraak_id is not None}
        teksten = inhoud.huidige_van(t.db, gezegd | {rij.uitspraak_id for rij in evaluaties})
        # Goals in the words of that version: that is what was judged.
        teksten |= inhoud.precies(t.db, {doel.uitspraak_id for lijst in doelen.values() for doel in lijst})
        per_doel = {(rij.evaluatie_id, rij.doel_stam_id): rij for rij in bereiken}
        return tuple(
            EvaluatieInzicht(
                id=rij.id,
                plan_versie_id=rij.plan_versie_id,
                plan_nr=plannen[rij.plan_versie_id].nr,
                gehouden_op=rij.gehouden_op,
                met=rij.met,
                conclusie=_inzicht(t, teksten, rij.uitspraak_id),
                vervolg=rij.vervolg,
                vervolg_label=VERVOLG_LABELS[rij.vervolg],
                volgende_op=rij.volgende_op,
                doelen=tuple(
                    BereikInzicht(
                        doel_stam_id=doel.stam_id,
                        doel=_inzicht(t, teksten, doel.uitspraak_id),
                        leefgebied_label=label_van(t.profiel.leefgebieden, doel.leefgebied),
                        spoor=doel.spoor,
                        spoor_label=SPOOR_LABELS[doel.spoor],
                        bereik=bereik.bereik,
                        bereik_label=BEREIK_LABELS[bereik.bereik],
                        tekst=_inzicht(t, teksten, bereik.uitspraak_id),
                    )
                    for doel in doelen[rij.plan_versie_id]
                    if (bereik := per_doel.get((rij.id, doel.stam_id))) is not None  # may have stayed in another vault
                ),
                door=uitspraken.naam_van(t, rij.door_id),
            )
            for rij in evaluaties
        )


def _inzicht(t: Transactie, teksten: dict[UUID, Uitspraak], uitspraak_id: UUID | None) -> UitspraakInzicht | None:
    rij = None if uitspraak_id is None else teksten.get(uitspraak_id)
    return None if rij is None else uitspraken.inzicht(t, rij)


def history_of(evaluaties: Sequence[EvaluatieInzicht], doel_stam_id: UUID) -> tuple[Doelmoment, ...]:
    """How far one goal was at each evaluation, over all versions that had it, newest first."""
    return tuple(
        Doelmoment(een.gehouden_op, doel.bereik, doel.bereik_label, doel.tekst)
        for een in evaluaties
        for doel in een.doelen
        if doel.doel_stam_id == doel_stam_id
    )
