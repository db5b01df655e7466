"""Actions that repeat and actions that wait for another: checked, kept, and carried on when one is done.

``services.acties`` calls these within its own transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.herhaling import Herhaling, beurtdag, volgende_dag
from pmg_desk.domain.volgorde import vind_kring
from pmg_desk.services import uitspraken
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud
from pmg_desk.storage import plannen as rijen
from pmg_desk.storage.models import Actie, Actieregel, ActieStatus, Casus, PlanStatus, UitspraakSoort

HERHALING_LABELS: dict[Herhaling, str] = {
    Herhaling.GEEN: "Eén keer",
    Herhaling.WEEK: "Elke week",
    Herhaling.TWEE_WEKEN: "Elke twee weken",
    Herhaling.MAAND: "Elke maand",
    Herhaling.KWARTAAL: "Elk kwartaal",
}


class Wachtenden(StrEnum):
    """What happens to actions that waited for one that is dropped."""

    VRIJ = "vrij"  # they wait no more and can begin
    VERVALLEN = "vervallen"  # they are dropped too, and so is what waits for them


class ActieWacht(Fout):
    """First that one, then this."""

    wat = "Deze actie wacht op een andere actie, die nog niet klaar is."
    doe = "Rond eerst die andere actie af. Of wijzig deze actie, zodat zij niet meer wacht."


class Kring(OngeldigeInvoer):
    """Actions would wait for each other for ever. ``keten``: their ids, the first again at the end."""

    def __init__(self, keten: Sequence[UUID]) -> None:
        self.keten = tuple(keten)
        super().__init__({"na_id": "Zo wachten acties op elkaar in een kring. Kies een andere actie."})


@dataclass(frozen=True, slots=True)
class Regelinvoer:
    """How an action repeats (``tot``: the last day inside) and which action has to be done first."""

    herhaling: Herhaling = Herhaling.GEEN
    tot: str | date | None = None
    na_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Regelwaarden:
    """The same, checked."""

    herhaling: Herhaling
    tot: date | None
    na_id: UUID | None


def controleer(
    t: Transactie, veld: Veldcontrole, casus_id: UUID, invoer: Regelinvoer, deadline: date | None, oud: Actie | None
) -> Regelwaarden:
    """Check repetition and order; mistakes land in ``veld``. Call :func:`eis_geen_kring` after ``veld.klaar()``."""
    regel = None if oud is None else rijen.regel_van(t.db, oud.id)
    tot = None
    if invoer.herhaling is not Herhaling.GEEN:
        begin = deadline if regel is None or _begint_opnieuw(regel, invoer.herhaling) else _reeksdag(regel)
        niet_voor = None if begin is None else (begin, "de dag van deze keer")
        tot = veld.datum("herhalen_tot", invoer.tot, t.vandaag, niet_voor=niet_voor)
    if invoer.na_id is not None and not (regel is not None and regel.na_id == invoer.na_id):
        eerst = t.db.get(Actie, invoer.na_id)
        if eerst is None or eerst.casus_id != casus_id or eerst.status not in rijen.LOPEND:
            veld.fout("na_id", "Kies een actie van deze casus die nog loopt.")
        elif oud is not None and oud.status is ActieStatus.BEZIG:
            veld.fout("na_id", "Deze actie is al begonnen en kan niet meer wachten.")
    return Regelwaarden(invoer.herhaling, tot, invoer.na_id)


def _begint_opnieuw(regel: Actieregel, herhaling: Herhaling) -> bool:
    """The first of a series sets its days, and so does a change of rhythm."""
    return regel.beurt == 0 or regel.herhaling is not herhaling


def _reeksdag(regel: Actieregel) -> date:
    """The day of this turn in the series, wherever its own deadline was moved to."""
    if regel.herhaling is Herhaling.GEEN:
        return regel.reeks_begin
    return beurtdag(regel.reeks_begin, regel.herhaling, regel.beurt)


def eis_geen_kring(t: Transactie, casus_id: UUID, actie_id: UUID, na_id: UUID | None) -> None:
    """Raises Kring when ``actie_id`` would come to wait for itself."""
    if na_id is None:
        return
    wacht_op = {id_: regel.na_id for id_, regel in rijen.regels(t.db, casus_id).items() if regel.na_id is not None}
    keten = vind_kring(wacht_op, actie_id, na_id)
    if keten:
        raise Kring(keten)


def bewaar(t: Transactie, actie: Actie, waarden: Regelwaarden) -> None:
    """Keep how an action repeats and what it waits for; its deadline is set."""
    regel = rijen.regel_van(t.db, actie.id)
    if regel is None:
        if waarden.herhaling is Herhaling.GEEN and waarden.na_id is None:
            return
        regel = Actieregel(
            id=t.nieuw_id(), actie_id=actie.id, herhaling=waarden.herhaling, reeks_begin=actie.deadline, beurt=0
        )
        t.db.add(regel)
    elif _begint_opnieuw(regel, waarden.herhaling):
        regel.reeks_begin, regel.beurt = actie.deadline, 0
    regel.herhaling, regel.herhalen_tot, regel.na_id = waarden.herhaling, waarden.tot, waarden.na_id


def wacht(t: Transactie, actie: Actie) -> bool:
    """Whether another action has to be done before this one can begin."""
    return actie.id in rijen.wachtende_ids(t.db, [actie.id])


def maak_volgende(t: Transactie, casus: Casus, actie: Actie) -> date | None:
    """Make the next of a series now that this one is over, and say when it is due.

    None when there is none to make: no series, its end is reached, the next was made before (this one was reopened), or
    the goal is no longer in the plan.
    """
    regel = rijen.regel_van(t.db, actie.id)
    if regel is None or rijen.heeft_vervolg(t.db, actie.id) or not _doel_loopt(t, casus.id, actie.doel_stam_id):
        return None
    dag = volgende_dag(regel.reeks_begin, regel.herhaling, regel.beurt, regel.herhalen_tot)
    tekst = inhoud.huidige_van(t.db, [actie.uitspraak_id]).get(actie.uitspraak_id)
    if dag is None or tekst is None:
        return None
    # Words of its own: changing them must not change what was said of the one that is over.
    woorden = uitspraken.inzicht(t, tekst).als_invoer()
    volgende = Actie(
        id=t.nieuw_id(),
        casus_id=casus.id,
        doel_stam_id=actie.doel_stam_id,
        uitspraak_id=uitspraken.voeg_toe(t, casus.id, UitspraakSoort.ACTIE, woorden).id,
        eigenaar_id=actie.eigenaar_id,
        deadline=dag,
        status=ActieStatus.OPEN,
        interventie=actie.interventie,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(volgende)
    t.db.flush()
    t.db.add(
        Actieregel(
            id=t.nieuw_id(),
            actie_id=volgende.id,
            herhaling=regel.herhaling,
            herhalen_tot=regel.herhalen_tot,
            reeks_begin=regel.reeks_begin,
            beurt=regel.beurt + 1,
            vorige_id=actie.id,
        )
    )
    t.log("actie.herhalen", "actie", volgende.id, casus_id=casus.id, categorieen=["acties"], aantal=regel.beurt + 2)
    return dag


def _doel_loopt(t: Transactie, casus_id: UUID, stam_id: UUID) -> bool:
    return any(
        doel.stam_id == stam_id
        for plan in rijen.versies(t.db, casus_id)
        if plan.status is not PlanStatus.VERVANGEN
        for doel in rijen.doelen(t.db, plan.id)
    )


def stop(regel: Actieregel) -> None:
    """Make this the last of its series."""
    regel.herhalen_tot = _reeksdag(regel)


def herhaalt(regel: Actieregel | None) -> bool:
    """Whether an action is one of a series that goes on after it."""
    return regel is not None and volgende_van(regel) is not None


def volgende_van(regel: Actieregel) -> date | None:
    """When the next of the series is due."""
    return volgende_dag(regel.reeks_begin, regel.herhaling, regel.beurt, regel.herhalen_tot)


def omschrijf(regel: Actieregel) -> str:
    """How an action repeats, in words; empty when it does not."""
    if regel.herhaling is Herhaling.GEEN:
        return ""
    ritme = HERHALING_LABELS[regel.herhaling]
    if volgende_van(regel) is None:
        return f"{ritme}, dit is de laatste keer"
    return ritme if regel.herhalen_tot is None else f"{ritme}, tot en met {toon_datum(regel.herhalen_tot)}"


def ketenzin(keten: Sequence[UUID], woorden: Mapping[UUID, str]) -> str:
    """A circle in words: for the screen only, because it quotes the actions."""
    namen = [f"\u201c{woorden.get(id_, 'een andere actie')}\u201d" for id_ in keten]
    if len(set(keten)) == 1:
        return f"{namen[0]} kan niet op zichzelf wachten."
    stappen = [f"{een} wacht op {ander}" for een, ander in pairwise(namen)]
    return f"Zo komt u in een kring: {', '.join(stappen[:-1])}, en {stappen[-1]}. Kies een andere actie."
