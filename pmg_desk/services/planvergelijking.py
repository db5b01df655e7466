"""Two versions of a plan side by side, on screen and as an internal print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.planverschil import Deel, Deelverschil, Regel, vergelijk
from pmg_desk.domain.samenvatting import Samenvatting
from pmg_desk.services import plannen
from pmg_desk.services.internbladen import Internblad, issue_internblad, preview_internblad
from pmg_desk.services.plannen import DoelInzicht, PlanInzicht
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Casus, Wijze

SOORT = "Twee versies van het plan"


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The earlier and the later version, and what differs."""

    casus_id: UUID
    oud: PlanInzicht
    nieuw: PlanInzicht
    delen: tuple[Deelverschil, ...]


def compare_versies(werkplek: Werkplek, casus_id: UUID, nr: int, ander_nr: int) -> Vergelijking:
    """Two versions by their numbers; the lower is the earlier one. Part of an opened dossier. Raises NietGevonden."""
    return _vergelijk(casus_id, plannen.list_plannen(werkplek, casus_id), nr, ander_nr)


def _vergelijk(casus_id: UUID, alle: Sequence[PlanInzicht], nr: int, ander_nr: int) -> Vergelijking:
    versies = {plan.nr: plan for plan in alle}
    if nr not in versies or ander_nr not in versies:
        raise NietGevonden
    oud, nieuw = versies[min(nr, ander_nr)], versies[max(nr, ander_nr)]
    return Vergelijking(casus_id, oud, nieuw, vergelijk(tuple(_leg_uit(oud)), tuple(_leg_uit(nieuw))))


def preview_vergelijking(werkplek: Werkplek, casus_id: UUID, *, versies: tuple[int, int]) -> bytes:
    """The internal print of two versions, on screen. Logged. Raises NietGevonden."""
    return preview_internblad(werkplek, casus_id, partial(_blad, versies))


def issue_vergelijking(werkplek: Werkplek, casus_id: UUID, wijze: Wijze, *, versies: tuple[int, int]) -> Uitgave:
    """Issue that print: kept and logged as the internal summary is. Raises NietGevonden."""
    return issue_internblad(werkplek, casus_id, wijze, partial(_blad, versies))


def _blad(versies: tuple[int, int], t: Transactie, casus: Casus) -> Internblad:
    vergelijking = _vergelijk(casus.id, plannen.plannen_van(t, casus.id), *versies)
    categorieen = {"plan", *_categorieen(vergelijking.oud), *_categorieen(vergelijking.nieuw)}

    def maak(s: Samenvatting) -> bytes:
        from pmg_desk.reports.internblad import maak_pdf
        from pmg_desk.reports.planvergelijking import bouw

        koppen = noem(vergelijking.oud), noem(vergelijking.nieuw)
        return maak_pdf(s, SOORT, lambda: bouw(vergelijking.delen, *koppen))

    return Internblad("planversies", tuple(sorted(categorieen)), maak)


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
