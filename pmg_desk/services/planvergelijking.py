"""Two versions of a plan side by side, on screen and as an internal print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.planverschil import Deel, Deelverschil, Regel, vergelijk
from pmg_desk.reports import planvergelijking as blad
from pmg_desk.services import plannen
from pmg_desk.services.plannen import DoelInzicht, PlanInzicht
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Werkplek


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The earlier and the later version, and what differs."""

    casus_id: UUID
    oud: PlanInzicht
    nieuw: PlanInzicht
    delen: tuple[Deelverschil, ...]


def compare_versies(werkplek: Werkplek, casus_id: UUID, nr: int, ander_nr: int) -> Vergelijking:
    """Two versions by their numbers; the lower is the earlier one. Part of an opened dossier. Raises NietGevonden."""
    versies = {plan.nr: plan for plan in plannen.list_plannen(werkplek, casus_id)}
    if nr not in versies or ander_nr not in versies:
        raise NietGevonden
    oud, nieuw = versies[min(nr, ander_nr)], versies[max(nr, ander_nr)]
    return Vergelijking(casus_id, oud, nieuw, vergelijk(tuple(_leg_uit(oud)), tuple(_leg_uit(nieuw))))


def print_vergelijking(werkplek: Werkplek, casus_id: UUID, nr: int, ander_nr: int) -> bytes:
    """The same as a PDF for internal use; a line in the log says so before the bytes leave. Raises NietGevonden."""
    vergelijking = compare_versies(werkplek, casus_id, nr, ander_nr)
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        t.log(
            "plan.vergelijken",
            "plan",
            vergelijking.nieuw.id,
            casus_id=casus.id,
            categorieen=sorted({"plan", *_categorieen(vergelijking.oud), *_categorieen(vergelijking.nieuw)}),
        )
        return blad.maak_pdf(
            blad.Vergelijkblad(
                gemeente=t.profiel.gemeente,
                casusnummer=casus.nummer,
                oud=noem(vergelijking.oud),
                nieuw=noem(vergelijking.nieuw),
                gemaakt_op=t.nu,
                gemaakt_door=t.gebruiker.naam,
                delen=vergelijking.delen,
            )
        )


def noem(plan: PlanInzicht) -> str:
    """How a version is called above its column."""
    return f"Versie {plan.nr}, {plan.status_label.lower()}"


def _categorieen(plan: PlanInzicht) -> set[str]:
    doelen = [tekst for doel in plan.doelen for tekst in (doel.tekst, doel.toets)]
    afspraken = [afspraak.tekst for afspraak in plan.afspraken]
    return {tekst.categorie for tekst in (plan.wens, plan.toelichting, *doelen, *afspraken) if tekst is not None}


def _leg_uit(plan: PlanInzicht) -> Iterator[Deel]:
    yield Deel(
        "plan",
        "Het plan als geheel",
        _regels(
            ("status", "Status", plan.status_label),
            ("ingang", "Begint op", toon_datum(plan.ingang)),
            ("afgesproken", "Afgesproken op", _dag(plan.afgesproken_op)),
            ("met", "Afgesproken met", plan.afgesproken_met),
            ("evaluatie", "Evalueren op", _dag(plan.evaluatie_op)),
            ("wens", "Wensen en talenten van de jongere", _woorden(plan.wens)),
            ("toelichting", "Toelichting op het plan", _woorden(plan.toelichting)),
        ),
    )
    if plan.afspraken:
        regels = ((afspraak.soort.value, afspraak.label, afspraak.tekst.tekst) for afspraak in plan.afspraken)
        yield Deel("afspraken", "Afspraken", _regels(*regels))
    for doel in plan.doelen:
        yield _doel(doel)


def _doel(doel: DoelInzicht) -> Deel:
    return Deel(
        str(doel.stam_id),
        f"Doel: {doel.leefgebied_label}",
        _regels(
            ("tekst", "Doel", _woorden(doel.tekst)),
            ("spoor", "Spoor", doel.spoor_label),
            ("leefgebied", "Leefgebied", doel.leefgebied_label),
            ("toets", "Te zien aan", _woorden(doel.toets)),
            ("streefdatum", "Te bereiken op", _dag(doel.streefdatum)),
        ),
    )


def _regels(*regels: tuple[str, str, str]) -> tuple[Regel, ...]:
    return tuple(Regel(*regel) for regel in regels if regel[2])


def _dag(dag: date | None) -> str:
    return "" if dag is None else toon_datum(dag)


def _woorden(tekst: UitspraakInzicht | None) -> str:
    return "" if tekst is None else tekst.tekst
