"""What could not wait, judged afterwards: emergency sharings and emergency access, in one queue with a deadline.

A finding that something was not lawful opens a record in the register of data breaches, from which moment its 72
hours run (AVG 33).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.delen import Ontvanger, voluit
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.selectie import Vorm
from pmg_desk.services.belangen import eis_casus_vrij, geraakt
from pmg_desk.services.datalekken import DatalekInvoer, open_datalek
from pmg_desk.services.deelbaar import VORM_VAN, Deelbaar, deelbaar, grondslag
from pmg_desk.services.eerdergeweigerd import EerderNee, eerder_nee
from pmg_desk.services.oordelen import EigenVerzoek
from pmg_desk.services.verstrekkingen import WIJZE_LABELS, log_gelezen
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage import spoed as opslag
from pmg_desk.storage import toewijzingen
from pmg_desk.storage.models import (
    Casus,
    Gebruiker,
    Noodtoegang,
    Spoedbevinding,
    Spoedverstrekking,
    Verstrekking,
)
from pmg_desk.storage.tafelkaders import kaders_van

HOEVEEL = 500
"""Judged ones that are shown; of what waits all of it."""
_ALLES = 100_000
RAAKT_U = "Dit raakt u of uw familie. Een andere privacy officer beoordeelt het."


class Spoedsoort(StrEnum):
    """What was done before it was judged."""

    VERSTREKKING = "verstrekking"
    NOODTOEGANG = "noodtoegang"


SOORT_LABELS: dict[Spoedsoort, str] = {
    Spoedsoort.VERSTREKKING: "Met spoed gedeeld",
    Spoedsoort.NOODTOEGANG: "Noodtoegang",
}


class AlBeoordeeld(IntussenGewijzigd):
    """A colleague was first."""

    wat = "Dit is intussen al beoordeeld."
    veilig = "Er is niets veranderd."
    doe = "Bekijk de bevinding in de lijst met wat is beoordeeld."


@dataclass(frozen=True, slots=True)
class SpoedInzicht:
    """One emergency as the officer judges it: a casus number, never the name of a youth."""

    soort: Spoedsoort
    id: UUID
    casus_id: UUID
    casusnummer: str
    wat: str
    omschrijving: str
    reden: str
    grondslagen: tuple[str, ...]  # labels, with certainty
    categorieen: tuple[str, ...]  # labels
    door: str
    door_id: UUID
    op: datetime
    te_toetsen_voor: date
    loopt_nog: bool
    te_laat: bool
    rechtmatig: bool | None
    motivering: str
    beoordeeld_door: str
    beoordeeld_op: datetime | None
    eigen: bool  # of who looks: then a colleague judges it
    vastgelegd_op: datetime  # when it was written down, which may be later than it was done
    eerder: tuple[EerderNee, ...] = ()  # decisions that said no to this before it was recorded; only of what waits
    ernaast: tuple[str, ...] = ()  # kinds told in the same go under an approval, each with its number


def list_spoed(werkplek: Werkplek, *, beoordeeld: bool = False) -> tuple[SpoedInzicht, ...]:
    """The queue, what has to be judged first on top; or what was judged, latest first.

    Of a casus in which this officer has an interest only that it is there, not a word of what was done or found. That
    the words of an emergency were read is logged, of each once a day.
    """
    with werkplek.doe() as t:
        t.eis(Recht.NOODTOEGANG_BEOORDELEN)
        raakt = {casus_id for verbinding, casus_id in geraakt(t) if verbinding is None}
        alle = lees_spoed(t, beoordeeld=beoordeeld, hoeveel=HOEVEEL if beoordeeld else _ALLES)
        te_lezen = [een for een in alle if een.casus_id not in raakt]
        log_gelezen(t, "spoed.lezen", {een.id: (een.soort.value, een.casus_id) for een in te_lezen})
        erbij = None if beoordeeld else _Erbij(t, te_lezen)
        return tuple(
            _zonder_inhoud(een) if een.casus_id in raakt else een if erbij is None else _met_eerder(t, een, erbij)
            for een in alle
        )


class _Erbij:
    """What is held against the emergencies of a list, read once for all of them."""

    def __init__(self, t: Transactie, items: Collection[SpoedInzicht]) -> None:
        casussen = {een.casus_id for een in items if een.soort is Spoedsoort.VERSTREKKING}
        alle = opslag.verstrekkingen_van(t.db, casussen)
        ids = [rij.id for rij in alle]
        besluiten, kaders = deelrijen.besluiten_van(t.db, ids), kaders_van(t.db, ids)
        self.nummers = {id_: [*(b.nummer for b in besluiten[id_]), *(k.nummer for k in kaders[id_])] for id_ in ids}
        self.verstrekkingen: dict[UUID, list[Verstrekking]] = {}
        for rij in alle:
            self.verstrekkingen.setdefault(rij.casus_id, []).append(rij)
        self._t, self._gedeeld = t, grondslag(t) if casussen else None
        self._gronden: dict[tuple[UUID, Vorm], Deelbaar] = {}

    def gronden(self, casus_id: UUID, vorm: Vorm) -> Deelbaar:
        """What decides about this casus now."""
        if (casus_id, vorm) not in self._gronden:
            self._gronden[casus_id, vorm] = deelbaar(self._t, casus_id, vorm, gedeeld=self._gedeeld)
        return self._gronden[casus_id, vorm]


def _met_eerder(t: Transactie, een: SpoedInzicht, erbij: _Erbij) -> SpoedInzicht:
    """With what an officer said of it before, and what was told beside it under an approval."""
    if een.soort is not Spoedsoort.VERSTREKKING:
        return een
    spoed = t.haal(Spoedverstrekking, een.id)
    rij = t.haal(Verstrekking, spoed.verstrekking_id)
    gronden = erbij.gronden(rij.casus_id, VORM_VAN[rij.wijze])
    ontvanger = Ontvanger(str(rij.organisatie_id), rij.organisatie, rij.functie)
    return replace(
        een,
        eerder=eerder_nee(gronden, ontvanger, rij.categorieen.split(","), derden=spoed.derden, tot=een.vastgelegd_op),
        ernaast=tuple(_ernaast(t, rij, erbij)),
    )


def _ernaast(t: Transactie, rij: Verstrekking, erbij: _Erbij) -> Iterator[str]:
    """Told by the same person to the same recipient at the same moment, under an approval."""
    zelfde = [
        ander
        for ander in erbij.verstrekkingen[rij.casus_id]
        if ander.id != rij.id
        and (ander.op, ander.door_id, ander.organisatie_id, ander.functie)
        == (rij.op, rij.door_id, rij.organisatie_id, rij.functie)
    ]
    for ander in zelfde:
        nummers = erbij.nummers[ander.id]
        soorten = [label_van(t.profiel.datacategorieen, c) for c in ander.categorieen.split(",")]
        if nummers:
            yield f"{', '.join(soorten)} ({', '.join(nummers)})"


def _zonder_inhoud(een: SpoedInzicht) -> SpoedInzicht:
    leeg: tuple[str, ...] = ()
    return replace(
        een,
        wat=RAAKT_U,
        omschrijving="",
        reden="",
        grondslagen=leeg,
        categorieen=leeg,
        rechtmatig=None,
        motivering="",
        eigen=True,
    )


def lees_spoed(t: Transactie, *, beoordeeld: bool, hoeveel: int = HOEVEEL) -> tuple[SpoedInzicht, ...]:
    """The same inside a transaction."""
    gedeeld = opslag.spoedverstrekkingen(t.db, beoordeeld=beoordeeld, hoeveel=hoeveel)
    toegang = toewijzingen.noodtoegangen(t.db, beoordeeld=beoordeeld, hoeveel=hoeveel)
    gevonden = opslag.bevindingen(t.db, [*(s.id for s, _ in gedeeld), *(n.id for n in toegang)])
    bevonden = list(gevonden.values())
    makers = {rij.door_id for rij, _ in gedeeld} | {rij.door_id for rij in toegang} | {rij.door_id for rij in bevonden}
    casussen = {*(rij.casus_id for _, rij in gedeeld), *(rij.casus_id for rij in toegang)}
    t.vast += [gedeeld, toegang, opslag.rondom(t.db, casussen, makers)]
    items = [
        *(_van_verstrekking(t, spoed, verstrekking, gevonden.get(spoed.id)) for spoed, verstrekking in gedeeld),
        *(_van_noodtoegang(t, rij, gevonden.get(rij.id)) for rij in toegang),
    ]
    if beoordeeld:
        return tuple(sorted(items, key=lambda item: item.beoordeeld_op or item.op, reverse=True))
    return tuple(sorted(items, key=lambda item: (item.te_toetsen_voor, item.op)))


def _van_verstrekking(
    t: Transactie, spoed: Spoedverstrekking, rij: Verstrekking, bevinding: Spoedbevinding | None
) -> SpoedInzicht:
    profiel = t.profiel
    gronden = [g for g in rij.grondslagen.split(",") if g]
    return _inzicht(
        t,
        Spoedsoort.VERSTREKKING,
        spoed,
        rij.casus_id,
        bevinding,
        wat=f"{WIJZE_LABELS[rij.wijze]} aan {voluit(rij.organisatie, rij.functie)}",
        omschrijving=rij.omschrijving,
        grondslagen=tuple(label_van(profiel.grondslagen, g) for g in gronden),
        categorieen=tuple(label_van(profiel.datacategorieen, c) for c in rij.categorieen.split(",") if c),
        voor=spoed.te_toetsen_voor,
        gedeeld_op=rij.op,
    )


def _van_noodtoegang(t: Transactie, rij: Noodtoegang, bevinding: Spoedbevinding | None) -> SpoedInzicht:
    return _inzicht(
        t,
        Spoedsoort.NOODTOEGANG,
        rij,
        rij.casus_id,
        bevinding,
        wat="Zicht op een casus buiten de eigen casussen",
        omschrijving="",
        grondslagen=(),
        categorieen=(),
        voor=lokale_dag(rij.op) + timedelta(days=t.profiel.instellingen.spoed_toets_dagen.waarde),
        gedeeld_op=rij.op,
        loopt_nog=rij.tot > t.nu,
        oud=(rij.beoordeeld_op, rij.beoordeeld_door_id, rij.bevinding),
    )


def _inzicht(
    t: Transactie,
    soort: Spoedsoort,
    rij: Spoedverstrekking | Noodtoegang,
    casus_id: UUID,
    bevinding: Spoedbevinding | None,
    *,
    wat: str,
    omschrijving: str,
    grondslagen: tuple[str, ...],
    categorieen: tuple[str, ...],
    voor: date,
    gedeeld_op: datetime,
    loopt_nog: bool = False,
    oud: tuple[datetime | None, UUID | None, str] = (None, None, ""),
) -> SpoedInzicht:
    beoordeeld_op, beoordelaar_id, motivering = (
        oud if bevinding is None else (bevinding.op, bevinding.door_id, bevinding.motivering)
    )
    beoordelaar = None if beoordelaar_id is None else t.haal(Gebruiker, beoordelaar_id)
    return SpoedInzicht(
        soort=soort,
        id=rij.id,
        casus_id=casus_id,
        casusnummer=t.haal(Casus, casus_id).nummer,
        wat=wat,
        omschrijving=omschrijving,
        reden=rij.reden,
        grondslagen=grondslagen,
        categorieen=categorieen,
        door=t.haal(Gebruiker, rij.door_id).naam,
        door_id=rij.door_id,
        op=gedeeld_op,
        te_toetsen_voor=voor,
        loopt_nog=loopt_nog,
        te_laat=beoordeeld_op is None and t.vandaag > voor,
        rechtmatig=None if bevinding is None else bevinding.rechtmatig,
        motivering=motivering,
        beoordeeld_door="" if beoordelaar is None else beoordelaar.naam,
        beoordeeld_op=beoordeeld_op,
        eigen=rij.door_id == t.gebruiker.id,
        vastgelegd_op=rij.op,
    )


def judge_spoed(
    werkplek: Werkplek,
    soort: Spoedsoort,
    id_: UUID,
    *,
    rechtmatig: bool,
    motivering: str,
    beeindig: bool = False,
) -> UUID | None:
    """Record the finding; one that says *not lawful* opens a data breach and gives its id.

    ``beeindig``: emergency access that still runs ends at once, as it does when it was not lawful. Raises GeenToegang,
    EigenVerzoek (nobody judges what they did themselves), EigenBelang, AlBeoordeeld, OngeldigeInvoer.
    """
    with werkplek.doe() as t:
        t.pogingen.append((soort.value, id_))
        t.eis(Recht.NOODTOEGANG_BEOORDELEN)
        rij: Spoedverstrekking | Noodtoegang
        if soort is Spoedsoort.VERSTREKKING:
            rij = t.haal(Spoedverstrekking, id_)
            verstrekking = t.haal(Verstrekking, rij.verstrekking_id)
            casus_id, categorieen = verstrekking.casus_id, tuple(c for c in verstrekking.categorieen.split(",") if c)
        else:
            rij = t.haal(Noodtoegang, id_)
            casus_id, categorieen = rij.casus_id, ()
        if rij.door_id == t.gebruiker.id:
            raise EigenVerzoek
        eis_casus_vrij(t, casus_id)
        if opslag.bevindingen(t.db, [id_]) or (isinstance(rij, Noodtoegang) and rij.beoordeeld_op is not None):
            raise AlBeoordeeld
        veld = Veldcontrole()
        tekst = veld.tekst("motivering", motivering, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        bevinding = Spoedbevinding(
            id=t.nieuw_id(),
            spoed_id=id_ if soort is Spoedsoort.VERSTREKKING else None,
            noodtoegang_id=id_ if soort is Spoedsoort.NOODTOEGANG else None,
            rechtmatig=rechtmatig,
            motivering=tekst,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(bevinding)
        if isinstance(rij, Noodtoegang):
            rij.beoordeeld_op, rij.beoordeeld_door_id, rij.bevinding = t.nu, t.gebruiker.id, tekst
            if (beeindig or not rechtmatig) and rij.tot > t.nu:
                rij.tot = t.nu
        actie = "noodtoegang.beoordelen" if soort is Spoedsoort.NOODTOEGANG else "spoed.beoordelen"
        t.log(actie, soort.value, id_, casus_id=casus_id, detail={"rechtmatig": rechtmatig})
        t.gewijzigd("spoed", id_)
        t.gewijzigd("noodtoegang", id_)
        t.gewijzigd("casus", casus_id)
        if rechtmatig:
            return None
        return open_datalek(t, _lek(t, soort, casus_id, categorieen), bevinding.id)


def _lek(t: Transactie, soort: Spoedsoort, casus_id: UUID, categorieen: tuple[str, ...]) -> DatalekInvoer:
    wat = (
        "Gegevens zijn met spoed gedeeld. De privacy officer vond dat achteraf niet rechtmatig."
        if soort is Spoedsoort.VERSTREKKING
        else "Iemand nam noodtoegang tot een casus. De privacy officer vond dat achteraf niet rechtmatig."
    )
    return DatalekInvoer(t.nu, wat, categorieen, 1, casusnummer=t.haal(Casus, casus_id).nummer)
