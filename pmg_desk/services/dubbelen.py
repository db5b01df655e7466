"""Likely duplicates, shown before a jongere is saved, without revealing casussen one may not see.

A hit outside one's casussen answers only where it is known and whom to ask, and only when the agreement is strong: a
common name with an unknown birth date must not be a way to fish for who is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.duplicaten import Overeenkomst, Zekerheid, blokkeersleutels, waarschijnlijke_dubbelen
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import jongeren
from pmg_desk.services.bekend import BekendBij, verwijs
from pmg_desk.services.casussen import NieuweCasus, controleer_nieuw
from pmg_desk.services.jongeren import JongereInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import casussen as casus_opslag
from pmg_desk.storage import jongeren as opslag
from pmg_desk.storage.models import Casus, CasusStatus, Jongere

_STERK = (Zekerheid.ZEKER, Zekerheid.WAARSCHIJNLIJK)


@dataclass(frozen=True, slots=True)
class Dubbele:
    """A stored jongere who may be the same one, in a casus this user may see."""

    jongere_id: UUID
    casus_id: UUID
    nummer: str
    naam: str
    geboren: str
    status: CasusStatus
    zekerheid: Zekerheid
    redenen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dubbelen:
    """Who may already be there: ``zichtbaar`` the surest first, ``elders`` only as a referral."""

    zichtbaar: tuple[Dubbele, ...] = ()
    elders: tuple[BekendBij, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.zichtbaar or self.elders)


def find_dubbelen(werkplek: Werkplek, invoer: NieuweCasus) -> Dubbelen:
    """Check the whole input for a new casus as saving would, then look for likely duplicates of its jongere.

    Raises OngeldigeInvoer with every mistake, before anything is looked up. Logged as a search, without words.
    """
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        veld = Veldcontrole()
        schoon = controleer_nieuw(t, veld, invoer)
        veld.klaar()
        if schoon.jongere is None:
            return Dubbelen()
        gevonden = vind_in(t, schoon.jongere)
        t.log("dubbelen.zoeken", "jongere", aantal=len(gevonden.zichtbaar) + len(gevonden.elders))
        return gevonden


def vind_in(t: Transactie, invoer: JongereInvoer) -> Dubbelen:
    """Likely duplicates of checked input; the caller has checked the right and logs the search."""
    (gevonden,) = vind_reeks_in(t, [invoer])
    return gevonden


def vind_reeks_in(t: Transactie, invoeren: Sequence[JongereInvoer]) -> list[Dubbelen]:
    """The same for many at once, in this order."""
    gezocht = [jongeren.kandidaat("", invoer) for invoer in invoeren]
    bestaanden = opslag.met_sleutels(t.db, [(blokkeersleutels(een), een.bsn) for een in gezocht])
    op_id = {str(rij.id): rij for rijen in bestaanden for rij in rijen}
    vormen = {id_: jongeren.kandidaat(id_, jongeren.als_invoer(rij)) for id_, rij in op_id.items()}
    overeenkomsten = [
        waarschijnlijke_dubbelen(een, (vormen[str(rij.id)] for rij in rijen))
        for een, rijen in zip(gezocht, bestaanden, strict=True)
    ]
    raak = {op_id[overeenkomst.id].id for reeks in overeenkomsten for overeenkomst in reeks}
    casussen_van: defaultdict[UUID, list[Casus]] = defaultdict(list)
    for casus in casus_opslag.casussen_van(t.db, raak):
        casussen_van[casus.jongere_id].append(casus)
    mijn = casus_opslag.alleen(t.db, [c.id for reeks in casussen_van.values() for c in reeks], t.zichtbaar_per_rij())
    return [_dubbelen(t, reeks, op_id, casussen_van, mijn) for reeks in overeenkomsten]


def _dubbelen(
    t: Transactie,
    overeenkomsten: Sequence[Overeenkomst],
    op_id: Mapping[str, Jongere],
    casussen_van: Mapping[UUID, Sequence[Casus]],
    mijn: Collection[UUID],
) -> Dubbelen:
    zichtbaar: list[Dubbele] = []
    elders: list[BekendBij] = []
    for overeenkomst in overeenkomsten:
        jongere = op_id[overeenkomst.id]
        casussen = casussen_van.get(jongere.id, ())
        eigen = [casus for casus in casussen if casus.id in mijn]
        if eigen:
            zichtbaar.append(_dubbele(jongere, _meest_actueel(eigen), overeenkomst))
        elif casussen and overeenkomst.zekerheid in _STERK:
            elders.append(verwijs(t, _meest_actueel(casussen)))
    return Dubbelen(tuple(zichtbaar), tuple(elders))


def _meest_actueel(casussen: Sequence[Casus]) -> Casus:
    return next((casus for casus in casussen if casus.status is CasusStatus.OPEN), casussen[0])


def _dubbele(jongere: Jongere, casus: Casus, overeenkomst: Overeenkomst) -> Dubbele:
    return Dubbele(
        jongere_id=jongere.id,
        casus_id=casus.id,
        nummer=casus.nummer,
        naam=jongeren.naam_van(jongere).volledige_naam,
        geboren=jongere.geboortedatum.toon(),
        status=casus.status,
        zekerheid=overeenkomst.zekerheid,
        redenen=overeenkomst.redenen,
    )
