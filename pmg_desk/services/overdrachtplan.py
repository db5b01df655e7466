"""The plan of a transfer as a plan of this vault: goals and how they are checked, agreements, the evaluation.

Of a version that was evaluated but is not the one in force nothing else came along, and it says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from pmg_desk.domain.overdrachtrij import Rij, Rijsoort
from pmg_desk.services.overdrachtteksten import Teksten, leefgebied_hier
from pmg_desk.storage.models import (
    Afspraaksoort,
    Bereik,
    Doel,
    Doelbereik,
    Doeltoets,
    Evaluatie,
    Planafspraak,
    PlanStatus,
    PlanVersie,
    Spoor,
    UitspraakSoort,
    Vervolg,
)

ALLEEN_EVALUATIE = (
    "Van deze versie van het plan is alleen de evaluatie meegekomen. Als ingang staat hier de dag van die evaluatie."
)


class Planschrijver:
    """Writes the plan of one transfer. Goals and their actions stay together under a new stam."""

    def __init__(self, teksten: Teksten) -> None:
        self.teksten, self.t = teksten, teksten.t
        self._stammen: dict[str, UUID] = {}
        self._doelen: dict[tuple[UUID, UUID], UUID] = {}  # by version and stam

    def stam(self, sleutel: str) -> UUID:
        """The stam here of a goal there."""
        return self._stammen.setdefault(sleutel, self.t.nieuw_id())

    def schrijf(self) -> None:
        """All of it. Raises ValueError for a word that no column of here knows."""
        versies: dict[int, PlanVersie] = {}
        doelen, afspraken = self.teksten.rijen(Rijsoort.DOEL), self.teksten.rijen(Rijsoort.AFSPRAAK)
        plannen = self.teksten.rijen(Rijsoort.PLAN)
        if plannen or doelen or afspraken:
            plan = self._plan(dict(plannen[0].waarden) if plannen else {})
            versies[plan.nr] = plan
            for rij in doelen:
                self._doel(plan, rij)
            for rij in self.teksten.rijen(Rijsoort.TOETS):
                self._toets(plan, dict(rij.waarden))
            for rij in afspraken:
                self._afspraak(plan, dict(rij.waarden))
        for rij in self.teksten.rijen(Rijsoort.EVALUATIE):
            self._evaluatie(rij, dict(rij.waarden), versies)

    def _plan(self, v: dict[str, Any]) -> PlanVersie:
        """Goals that came without their plan get one that is still being made."""
        return self._versie(
            nr=v.get("nr", 1),
            status=PlanStatus(v.get("status", PlanStatus.CONCEPT)),
            uitspraak_id=self.teksten.naar(v.get("uitspraak")),
            wens_id=self.teksten.naar(v.get("wens")),
            ingang=date.fromisoformat(v["ingang"]) if v else self.t.vandaag,
            afgesproken_op=dag(v.get("afgesproken_op")),
            evaluatie_op=dag(v.get("evaluatie_op")),
        )

    def _versie(self, **waarden: Any) -> PlanVersie:
        plan = PlanVersie(id=self.t.nieuw_id(), casus_id=self.teksten.casus.id, **waarden, **self.teksten.gemaakt)
        self.t.db.add(plan)
        self.t.db.flush()
        return plan

    def _doel(self, plan: PlanVersie, rij: Rij) -> None:
        """A goal of this version; also one of which only how far it is came along, and that says so."""
        v: dict[str, Any] = dict(rij.waarden)
        eigen = rij.soort is Rijsoort.DOEL
        doel = Doel(
            id=self.t.nieuw_id(),
            plan_versie_id=plan.id,
            stam_id=self.stam(v["stam"]),
            leefgebied=leefgebied_hier(self.t, v["leefgebied"], rij.categorie, "plan"),
            spoor=Spoor(v["spoor"]),
            uitspraak_id=self.teksten.naar_of_leeg(
                v["uitspraak"] if eigen else None, UitspraakSoort.DOEL, rij.categorie
            ),
            volgorde=len(self._doelen),
            **self.teksten.gemaakt,
        )
        self.t.db.add(doel)
        self._doelen[plan.id, doel.stam_id] = doel.id
        self.t.db.flush()

    def _toets(self, plan: PlanVersie, v: dict[str, Any]) -> None:
        uitspraak_id, streefdatum = self.teksten.naar(v["uitspraak"]), dag(v["streefdatum"])
        if uitspraak_id is not None or streefdatum is not None:
            doel_id = self._doelen[plan.id, self.stam(v["stam"])]
            self.t.db.add(
                Doeltoets(id=self.t.nieuw_id(), doel_id=doel_id, uitspraak_id=uitspraak_id, streefdatum=streefdatum)
            )

    def _afspraak(self, plan: PlanVersie, v: dict[str, Any]) -> None:
        self.t.db.add(
            Planafspraak(
                id=self.t.nieuw_id(),
                plan_versie_id=plan.id,
                soort=Afspraaksoort(v["soort"]),
                uitspraak_id=self.teksten.naar(v["uitspraak"]),
            )
        )

    def _evaluatie(self, rij: Rij, v: dict[str, Any], versies: dict[int, PlanVersie]) -> None:
        """Of the version in force, or of an earlier one that is made for it."""
        op = date.fromisoformat(v["gehouden_op"])
        bereiken = self.teksten.rijen(Rijsoort.DOELBEREIK)
        plan = versies.get(v["plan_nr"])
        if plan is None:
            waarom = self.teksten.zeg(UitspraakSoort.PLAN, ALLEEN_EVALUATIE, rij.categorie)
            plan = self._versie(nr=v["plan_nr"], status=PlanStatus.VERVANGEN, uitspraak_id=waarom, ingang=op)
        evaluatie = Evaluatie(
            id=self.t.nieuw_id(),
            casus_id=self.teksten.casus.id,
            plan_versie_id=plan.id,
            gehouden_op=op,
            met="",
            uitspraak_id=self.teksten.naar_of_leeg(v["uitspraak"], UitspraakSoort.EVALUATIE, rij.categorie),
            vervolg=Vervolg(v["vervolg"]),
            volgende_op=dag(v["volgende_op"]),
            **self.teksten.gemaakt,
        )
        self.t.db.add(evaluatie)
        self.t.db.flush()
        self._bereiken(evaluatie, plan, bereiken)

    def _bereiken(self, evaluatie: Evaluatie, plan: PlanVersie, rijen: Iterable[Rij]) -> None:
        for rij in rijen:
            v: dict[str, Any] = dict(rij.waarden)
            stam = self.stam(v["stam"])
            if (plan.id, stam) not in self._doelen:
                self._doel(plan, rij)
            self.t.db.add(
                Doelbereik(
                    id=self.t.nieuw_id(),
                    evaluatie_id=evaluatie.id,
                    doel_stam_id=stam,
                    bereik=Bereik(v["bereik"]),
                    uitspraak_id=self.teksten.naar(v["uitspraak"]),
                )
            )


def dag(tekst: str | None) -> date | None:
    """A day as a row spells it."""
    return None if tekst is None else date.fromisoformat(tekst)
