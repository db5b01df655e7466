"""By what and by when one sees that a goal was reached: kept beside the goal, in every version."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.services import planteksten
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import plannen as rijen
from pmg_desk.storage.models import Doel, Doeltoets, PlanVersie, UitspraakSoort


def van(t: Transactie, doel: Doel) -> Doeltoets | None:
    """How this goal is checked, when that was said."""
    return rijen.toetsen(t.db, [doel.id]).get(doel.id)


def controleer(
    t: Transactie,
    veld: Veldcontrole,
    plan: PlanVersie,
    toets: UitspraakInvoer | None,
    streefdatum: str | date | None,
    oud: Doeltoets | None,
) -> tuple[UitspraakInvoer | None, date | None]:
    """Check both; either may be left out. Mistakes land in ``veld``."""
    tekst = planteksten.controleer(t, veld, toets, UitspraakSoort.TOETS, "toets")
    blijft = oud is not None and streefdatum == oud.streefdatum  # may lie before a later version began
    niet_voor = None if blijft else (plan.ingang, "het begin van het plan")
    return tekst, veld.datum("streefdatum", streefdatum, t.vandaag, niet_voor=niet_voor)


def bewaar(t: Transactie, casus_id: UUID, doel: Doel, tekst: UitspraakInvoer | None, streefdatum: date | None) -> None:
    """Keep both in the place of what there was."""
    oud = van(t, doel)
    gedeeld = oud is not None and oud.uitspraak_id is not None and rijen.toets_van_andere_versie(t.db, oud)
    oud_id = None if oud is None else oud.uitspraak_id
    nieuw = planteksten.bewaar(t, casus_id, UitspraakSoort.TOETS, tekst, oud_id, gedeeld=gedeeld)
    verwijder(t, doel)
    _zet(t, doel, nieuw, streefdatum)


def verwijder(t: Transactie, doel: Doel) -> None:
    """Take it away with its goal."""
    oud = van(t, doel)
    if oud is not None:
        t.db.delete(oud)
        t.db.flush()


def kopieer(t: Transactie, van_doel: Doel, naar: Doel) -> None:
    """Take it along to the same goal in the next version."""
    toets = van(t, van_doel)
    if toets is not None:
        _zet(t, naar, toets.uitspraak_id, toets.streefdatum)


def _zet(t: Transactie, doel: Doel, uitspraak_id: UUID | None, streefdatum: date | None) -> None:
    if uitspraak_id is not None or streefdatum is not None:
        t.db.add(Doeltoets(id=t.nieuw_id(), doel_id=doel.id, uitspraak_id=uitspraak_id, streefdatum=streefdatum))
