"""What the presenter of an overleg sees: the agenda with how each item stands, and one item at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.services import overlegslot
from pmg_desk.services.aanwezigheid import Deelneming, lees_deelneming
from pmg_desk.services.actiehouders import Houder, lees_houders
from pmg_desk.services.acties import ActieInzicht, actie_inzichten
from pmg_desk.services.bespreken import BesprekingInzicht, lees_bespreking
from pmg_desk.services.overlegbesluiten import BesluitInzicht, list_open_besluiten
from pmg_desk.services.overleggen import OverlegInzicht, leesbaar_overleg, toon_overleg
from pmg_desk.services.plannen import PlanInzicht, plannen_van
from pmg_desk.services.puntsporen import getypt_bij, verteld_bij
from pmg_desk.services.stukken import naam_van
from pmg_desk.services.vergaderplek import find_verder, keep_plek
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import bespreken as rijen
from pmg_desk.storage.models import Besprekingsstand, Jongere, OverlegCasus


@dataclass(frozen=True, slots=True)
class Vergadering:
    """A meeting while it runs. ``standen``: how items ended, by item; ``verder``: the item where this user was.

    ``slot_minuten``: how long the vault stays open at rest while it runs. ``getypt``: items at which somebody typed
    words that are not committed; ``verteld``: items at which something was told to who was there.
    """

    overleg: OverlegInzicht
    standen: dict[UUID, Besprekingsstand]
    deelneming: tuple[Deelneming, ...]
    verder: UUID | None
    slot_minuten: int
    getypt: frozenset[UUID]
    verteld: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Vergaderpunt:
    """One item at a glance. ``te_laat`` and ``lopend``: the actions; ``eerder``: decided before and not yet done."""

    punt_id: UUID
    casus_id: UUID
    casusnummer: str
    naam: str
    doelgroep: str | None
    vraag: str
    plan: PlanInzicht | None
    te_laat: tuple[ActieInzicht, ...]
    lopend: tuple[ActieInzicht, ...]
    eerder: tuple[BesluitInzicht, ...]
    bespreking: BesprekingInzicht
    deelneming: tuple[Deelneming, ...]
    houders: tuple[Houder, ...]  # ordered as by order_houders


def toon_vergadering(werkplek: Werkplek, overleg_id: UUID) -> Vergadering:
    """The meeting with how far it is. Raises GeenToegang, NietGevonden."""
    overleg = toon_overleg(werkplek, overleg_id)
    with werkplek.doe() as t:
        rij = leesbaar_overleg(t, overleg_id)
        standen = {punt_id: een.stand for punt_id, een in rijen.besprekingen(t.db, rij.id).items()}
        deelneming = lees_deelneming(t, rij)
        slot_minuten = overlegslot.minuten(t)
        agenda = [punt.id for punt in overleg.agenda]
        verder = find_verder(t, agenda, standen)
        getypt = getypt_bij(t, agenda)
        verteld = verteld_bij(t, rij.id, {punt.id: punt.casus_id for punt in overleg.agenda})
    return Vergadering(overleg, standen, deelneming, verder, slot_minuten, getypt, verteld)


def open_vergaderpunt(werkplek: Werkplek, punt_id: UUID) -> Vergaderpunt:
    """An item to discuss; logged, as opening the dossier is. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        punt = t.haal(OverlegCasus, punt_id)
        casus = t.casus(punt.casus_id)
        overleg = leesbaar_overleg(t, punt.overleg_id)
        t.log("bespreking.openen", "casus", casus.id, casus_id=casus.id)
        keep_plek(t, overleg, punt)
        acties = [een for een in actie_inzichten(t, casus.id) if een.loopt]
        plannen = plannen_van(t, casus.id)
        deelneming = lees_deelneming(t, overleg, punt.id)
        besluiten = list_open_besluiten(t, [casus.id])
        return Vergaderpunt(
            punt_id=punt.id,
            casus_id=casus.id,
            casusnummer=casus.nummer,
            naam=naam_van(t.haal(Jongere, casus.jongere_id)).volledige_naam,
            doelgroep=casus.doelgroep,
            vraag=punt.vraag,
            plan=plannen[0] if plannen else None,
            te_laat=tuple(een for een in acties if een.te_laat),
            lopend=tuple(een for een in acties if not een.te_laat),
            eerder=tuple(een for een in besluiten if een.overleg_id != overleg.id and een.tekst is not None),
            bespreking=lees_bespreking(t, punt),
            deelneming=deelneming,
            houders=order_houders(lees_houders(t), deelneming),
        )


def order_houders(houders: Iterable[Houder], deelneming: Iterable[Deelneming]) -> tuple[Houder, ...]:
    """Who can do something, in the order one looks for them: in the room, yourself, invited, and then the others."""
    er = {een.professional_id: een.aanwezig for een in deelneming}

    def plek(houder: Houder) -> int:
        if er.get(houder.id, False):
            return 0
        return 1 if houder.ik else 2 if houder.id in er else 3

    return tuple(sorted(houders, key=plek))
