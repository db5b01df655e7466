"""Which role somebody had in a casus at a moment: the ways in which one may see it, as they stood then.

The same ways as ``storage.zichtbaar``, but for the past: who led a casus before comes from the lines that moved it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import casusrollen as opslag
from pmg_desk.storage.models import Casus

GEEN = ""


@dataclass(slots=True)
class Casusrollen:
    """Asks per casus once, and remembers."""

    t: Transactie
    _regisseurs: dict[UUID, list[tuple[datetime | None, UUID]]] = field(default_factory=dict)

    def rol(self, gebruiker_id: str, casus_id: str, moment: datetime) -> str:
        """The role in words; empty when there was none. For an actor that is no user there is never one."""
        try:
            wie, casus = UUID(gebruiker_id), UUID(casus_id)
        except ValueError:
            return GEEN
        dag = lokale_dag(moment)
        regisseur = self._regisseur(casus, moment)
        if regisseur == wie:
            return "casusregisseur"
        tafels = opslag.gedeelde_tafels(self.t.db, wie, casus, dag)
        if tafels:
            return "tafel " + ", ".join(tafel_label(self.t.profiel, tafel) for tafel in tafels)
        if regisseur is not None and opslag.nam_waar(self.t.db, wie, regisseur, dag):
            return "waarnemer"
        if opslag.toegewezen(self.t.db, wie, casus, moment, dag):
            return "toegewezen"
        return "noodtoegang" if opslag.noodtoegang(self.t.db, wie, casus, moment) else GEEN

    def _regisseur(self, casus_id: UUID, moment: datetime) -> UUID | None:
        if casus_id not in self._regisseurs:
            self._regisseurs[casus_id] = self._lees(casus_id)
        toen = [wie for sinds, wie in self._regisseurs[casus_id] if sinds is None or sinds <= moment]
        return toen[-1] if toen else None

    def _lees(self, casus_id: UUID) -> list[tuple[datetime | None, UUID]]:
        """Who led it from when, oldest first; the first of them from the beginning."""
        casus = self.t.db.get(Casus, casus_id)
        overdrachten = opslag.overdrachten(self.t.db, casus_id)
        if not overdrachten:
            return [] if casus is None else [(None, casus.regisseur_id)]
        eerste = _van(overdrachten[0][2])
        begin: list[tuple[datetime | None, UUID]] = [] if eerste is None else [(None, eerste)]
        return begin + [(tijd, naar) for tijd, naar, _ in overdrachten]


def _van(detail: str | None) -> UUID | None:
    """From whom a casus went over, as the detail of that line says; None when it was erased."""
    return None if detail is None else UUID(lees_canoniek(detail)["van"])
