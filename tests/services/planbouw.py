"""A casus with an address book, and the shortest way to a goal and an action on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from pmg_desk.services import acties, adresboek, plannen
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Spoor
from tests.casusbouw import maak
from tests.wereld import Wereld


@dataclass(frozen=True)
class Plancasus:
    casus_id: UUID
    plan_id: UUID
    doel_id: UUID
    stam_id: UUID
    organisatie_id: UUID
    professional_id: UUID


def tekst(woorden: str, **anders: Any) -> UitspraakInvoer:
    return UitspraakInvoer(woorden, **anders)


def doel(leefgebied: str = "werk_opleiding", woorden: str = "Haalt een diploma.", **anders: Any) -> plannen.DoelInvoer:
    return plannen.DoelInvoer(leefgebied, anders.pop("spoor", Spoor.PERSPECTIEF), tekst(woorden, **anders))


def bouw(wereld: Wereld, *, leefgebied: str = "werk_opleiding", **jongere: Any) -> Plancasus:
    """A casus of C. Regisseur with a plan in the making, one goal, and a professional who can own actions."""
    regie = wereld.regie
    casus_id = maak(regie, **jongere)
    plan_id = plannen.begin_plan(regie, casus_id, plannen.PlanInvoer())
    doel_id = plannen.add_doel(regie, plan_id, doel(leefgebied))
    organisatie = adresboek.add_organisatie(regie, adresboek.OrganisatieInvoer(f"Jongerenwerk {casus_id.hex[:8]}"))
    professional = adresboek.add_professional(
        regie, adresboek.ProfessionalInvoer(organisatie, "J. Werker", "Jongerenwerker")
    )
    (plan,) = plannen.list_plannen(regie, casus_id)
    return Plancasus(casus_id, plan_id, doel_id, plan.doelen[0].stam_id, organisatie, professional)


def actie(wereld: Wereld, casus: Plancasus, dagen: int = 7, woorden: str = "Belt de school.", **anders: Any) -> UUID:
    """An action on the goal, due in so many days (from the day the plan began)."""
    velden: dict[str, Any] = {
        "tekst": tekst(woorden),
        "eigenaar_id": casus.professional_id,
        "deadline": wereld.klok.nu().date() + timedelta(days=dagen),
    }
    return acties.add_actie(wereld.regie, casus.casus_id, casus.stam_id, acties.ActieInvoer(**{**velden, **anders}))
