"""What this installation knows itself, held against the log of another vault.

Who owns that vault can write any line into its log. What they cannot change is what lies here: the officer's own keys,
the decisions that the officer took, and the withdrawals that went out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.logboek import Logregel, Resultaat
from pmg_desk.domain.patronen import DEELREGELS
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import EXTERN, HERHAALREGEL, HERHAALREGEL_OUD, SLEUTELREGEL
from pmg_desk.services.besluiten import INTREKREGELS
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import toezicht as rijen
from pmg_desk.storage import verbindingen as verbindingenopslag
from pmg_desk.storage.bewaren import WISREGELS

"""Lines that say that something was shared; ``object_id`` is that of the entry in the sharing register."""

BESLUIT_ELDERS, BESLUIT_HIER = "besluit.ontvangen", "besluit.nemen"
_SLEUTELREGELS = (SLEUTELREGEL, HERHAALREGEL, HERHAALREGEL_OUD)


@dataclass(frozen=True, slots=True)
class Gedeeld:
    """An entry of the other vault's sharing register, as far as it is compared; ``besluiten`` are ids."""

    id: str
    op: datetime
    besluiten: tuple[str, ...]


@dataclass(slots=True)
class _Eigen:
    """The signing keys of who works here, by person, and of others whom this installation pinned."""

    sleutels: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bekend: set[tuple[str, str]] = field(default_factory=set)  # person and key

    def eigenaar(self, sleutel: str | None) -> str | None:
        return next((wie for wie, eigen in self.sleutels.items() if sleutel in eigen), None)


def vergelijk_met_eigen(
    t: Transactie, verbinding_id: UUID, regels: Sequence[Logregel], gedeeld: Collection[Gedeeld], *, alles: bool
) -> list[str]:
    """What in these lines and sharings is at odds with what is known here, in sentences.

    ``regels``: every line of the other log that is known, in order. ``alles``: whether the whole sharing register was
    asked for, and not that of some casussen.
    """
    gelukt = [r for r in regels if r.resultaat is Resultaat.GELUKT]
    eigen = _eigen(t)
    op_naam = _op_eigen_naam(gelukt, eigen)
    genomen = _eigen_besluiten(t)
    return [
        *_sleutels(gelukt, eigen),
        *_besluiten(gelukt, eigen, op_naam, genomen),
        *_intrekkingen(t, verbinding_id, gelukt),
        *_verstrekkingen(t, gelukt, gedeeld, op_naam, genomen),
        *(_verzwegen(gelukt, gedeeld) if alles else ()),
    ]


def _eigen(t: Transactie) -> _Eigen:
    """From the log of this installation, which nobody else can write in."""
    eigen = _Eigen()
    eigen.sleutels[str(t.gebruiker.id)].add(t.werkplek.sleutels.publiek.ed25519)
    for regel in gelukte_regels(t, *_SLEUTELREGELS):
        if regel.object_id is not None and regel.sleutel is not None and regel.object_soort != EXTERN:
            eigen.sleutels[regel.object_id].add(regel.sleutel)
    eigen.bekend = {(str(wie), sleutel) for wie, sleutel in verbindingenopslag.vastgelegde_sleutels(t.db)}
    return eigen


def _op_eigen_naam(regels: Iterable[Logregel], eigen: _Eigen) -> frozenset[str]:
    """Keys of people here, and keys that the other log says are theirs."""
    genoemd = {r.sleutel for r in regels if r.actie in _SLEUTELREGELS and r.object_id in eigen.sleutels}
    return frozenset({s for alle in eigen.sleutels.values() for s in alle} | {s for s in genoemd if s is not None})


def _eigen_besluiten(t: Transactie) -> frozenset[str]:
    """Ids of the decisions that were taken here, also of those whose casus was destroyed since."""
    vernietigd = {b["id"] for rij in rijen.vernietigde_verzoeken(t.db) for b in lees_canoniek(rij.besluiten)}
    return frozenset({str(besluit.id) for besluit, _ in rijen.besluiten(t.db)} | vernietigd)


def _sleutels(regels: Iterable[Logregel], eigen: _Eigen) -> list[str]:
    """Keys that the other log registered for people here, and for privacy officers elsewhere whom nobody here knows."""
    bevindingen = []
    for regel in regels:
        if regel.actie not in _SLEUTELREGELS or regel.object_id is None or regel.sleutel is None:
            continue
        wie, van = regel.object_id, eigen.eigenaar(regel.sleutel)
        if wie in eigen.sleutels and van != wie:
            bevindingen.append(f"Regel {regel.nr} schrijft een sleutel op uw naam in die niet van u is.")
        elif van is not None and van != wie:
            bevindingen.append(f"Regel {regel.nr} schrijft uw sleutel in op naam van een ander.")
        elif van is None and _is_onbekende_officer(regel, eigen):
            bevindingen.append(
                f"Regel {regel.nr} schrijft een privacy officer in die u niet kent. Vraag na wie dat is, en of dat mag."
            )
    return list(dict.fromkeys(bevindingen))


def _is_onbekende_officer(regel: Logregel, eigen: _Eigen) -> bool:
    return (
        regel.object_soort == EXTERN
        and regel.verwerking == Rol.PRIVACY_OFFICER.value
        and (regel.object_id, regel.sleutel) not in eigen.bekend
    )


def _besluiten(
    regels: Iterable[Logregel], eigen: _Eigen, op_naam: Collection[str], genomen: Collection[str]
) -> list[str]:
    """Decisions in the other log that name somebody here stand in the register here."""
    return [
        f"Regel {regel.nr} noemt een besluit op uw naam dat niet in uw register staat: u nam het niet."
        for regel in regels
        if regel.object_id not in genomen
        and (
            (regel.actie == BESLUIT_ELDERS and regel.sleutel in op_naam)
            or (regel.actie == BESLUIT_HIER and regel.actor in eigen.sleutels)
        )
    ]


def _intrekkingen(t: Transactie, verbinding_id: UUID, regels: Iterable[Logregel]) -> list[str]:
    """Withdrawals that went out from here must stand in that log."""
    gelezen = {r.object_id for r in regels if r.actie in INTREKREGELS}
    besluiten = {b.id: (b, v) for b, v in rijen.besluiten(t.db) if v.verbinding_id == verbinding_id}
    bevindingen = []
    for intrekking in rijen.intrekkingen(t.db):
        paar = besluiten.get(intrekking.besluit_id)
        verstuurd = rijen.pakketten(t.db, intrekking.id)
        if paar is not None and verstuurd and str(intrekking.besluit_id) not in gelezen:
            bevindingen.append(
                f"Uw intrekking van besluit {paar[0].nummer} staat niet in dit logboek: zij is nog niet ingelezen, of "
                "weggehaald."
            )
    return bevindingen


def _verstrekkingen(
    t: Transactie,
    regels: Sequence[Logregel],
    gedeeld: Iterable[Gedeeld],
    op_naam: Collection[str],
    genomen: Collection[str],
) -> list[str]:
    """Each entry of the sharing register stands in the log, under a decision that was taken and not withdrawn."""
    in_log = {r.object_id for r in regels if r.actie in DEELREGELS}
    van_elders = {r.object_id: r.sleutel for r in regels if r.actie == BESLUIT_ELDERS}
    van_daar = {r.object_id for r in regels if r.actie == BESLUIT_HIER}
    ingetrokken = {str(i.besluit_id): i.op for i in rijen.intrekkingen(t.db)}
    begin = None if not regels or regels[0].nr == 1 else regels[0].tijd  # what is older went with an old log
    bevindingen = []
    for een in gedeeld:
        dag = toon_datum(lokale_dag(een.op))
        if een.id not in in_log and (begin is None or een.op > begin):
            bevindingen.append(f"Een verstrekking van {dag} uit het register staat niet in het logboek.")
        if any(id_ in ingetrokken and een.op > ingetrokken[id_] for id_ in een.besluiten):
            bevindingen.append(f"Op {dag} is gedeeld onder een besluit dat u toen al had ingetrokken.")
        for id_ in een.besluiten:
            if id_ in genomen or id_ in van_daar:
                continue
            if van_elders.get(id_) in op_naam:
                bevindingen.append(f"Op {dag} is gedeeld onder een besluit op uw naam dat u niet nam.")
            elif id_ not in van_elders and begin is None:
                bevindingen.append(f"Op {dag} is gedeeld onder een besluit dat niet in het logboek staat.")
    return bevindingen


def _verzwegen(regels: Sequence[Logregel], gedeeld: Iterable[Gedeeld]) -> list[str]:
    """Lines that say that something was shared, of which the register that came along holds nothing.

    The entries of a casus that was destroyed went with it.
    """
    in_register = {een.id for een in gedeeld}
    gewist = {r.casus_id for r in regels if r.actie in WISREGELS}
    return [
        f"Regel {r.nr} zegt dat op {toon_datum(lokale_dag(r.tijd))} iets is gedeeld. Dat staat niet in het register van"
        " verstrekkingen dat meekwam."
        for r in regels
        if r.actie in DEELREGELS and r.object_id not in in_register and r.casus_id not in gewist
    ]
