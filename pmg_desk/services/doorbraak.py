"""Doorbraaklab: a casus that is stuck, step by step: what blocks and who is needed, what was decided, what came of it.

``000`` names the Doorbraaklab ("doen wat nodig is") and says nothing of its steps: these are the least that one needs
to know afterwards, and the screen says that the source is silent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import toelichtingen, uitspraken
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import budget as opslag
from pmg_desk.storage.models import Doorbraak, UitspraakSoort

_BUDGET = UitspraakSoort.BUDGET


class StapAlGezet(Fout):
    """The step was taken, or an earlier one was not."""

    wat = "Deze stap is al gezet, of een eerdere stap is nog niet gezet."
    doe = "Ververs het dossier en kijk welke stap nu aan de beurt is."


@dataclass(frozen=True, slots=True)
class DoorbraakInzicht:
    """A breakthrough as far as it is; a step that was not taken is None.

    ``afgerond_op`` without ``gelukt``: it ended because the casus closed.
    """

    id: UUID
    tafel: str
    tafel_label: str
    ingebracht_op: date
    blokkade: UitspraakInzicht
    nodig: UitspraakInzicht | None
    besloten_op: date | None
    besloten_door: str
    besluit: UitspraakInzicht | None
    afgerond_op: date | None
    gelukt: bool | None
    uitkomst: UitspraakInzicht | None
    door: str


def list_doorbraken(werkplek: Werkplek, casus_id: UUID) -> tuple[DoorbraakInzicht, ...]:
    """The breakthroughs of a casus, newest first. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        rijen = opslag.doorbraken(t.db, casus_id)
        ids = [id_ for r in rijen for id_ in (r.blokkade_id, r.nodig_id, r.besluit_id, r.uitkomst_id)]
        teksten = toelichtingen.inzichten(t, ids)
        return tuple(_inzicht(t, rij, teksten) for rij in rijen)


def bring_in(
    werkplek: Werkplek,
    casus_id: UUID,
    tafel: str,
    blokkade: UitspraakInvoer,
    nodig: UitspraakInvoer | None = None,
    ingebracht_op: date | None = None,
) -> UUID:
    """Bring a casus to the Doorbraaklab: the question or blockade, and who is needed to get through.

    Raises OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        tafels = opslag.tafels(t.db, casus_id, t.vandaag)
        veld.keuze("tafel", tafel, tafels, melding="Kies een tafel waar deze casus nu is.")
        dag = _dag(veld, t, "ingebracht_op", ingebracht_op)
        wat = uitspraken.controleer(t, veld, blokkade, _BUDGET, veldnaam="blokkade")
        wie = toelichtingen.controleer(t, veld, nodig, _BUDGET, wat.categorie, veldnaam="nodig")
        veld.klaar()
        rij = Doorbraak(
            id=t.nieuw_id(),
            casus_id=casus_id,
            tafel=tafel,
            ingebracht_op=dag,
            blokkade_id=uitspraken.voeg_toe(t, casus_id, _BUDGET, wat).id,
            nodig_id=toelichtingen.bewaar(t, casus_id, _BUDGET, wie),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        _noteer(t, "doorbraak.inbrengen", rij, wat)
        return rij.id


def decide_doorbraak(
    werkplek: Werkplek, doorbraak_id: UUID, wie: str, besluit: UitspraakInvoer, besloten_op: date | None = None
) -> None:
    """Record what the Doorbraaklab decided, and who did. Raises StapAlGezet, OngeldigeInvoer."""
    with werkplek.doe() as t:
        rij = _haal(t, doorbraak_id)
        if rij.besloten_op is not None or rij.afgerond_op is not None:
            raise StapAlGezet
        veld = Veldcontrole()
        naam = veld.tekst("wie", wie, verplicht=True, maximum=MAX_REGEL)
        dag = _dag(veld, t, "besloten_op", besloten_op, na=(rij.ingebracht_op, "de dag van inbrengen"))
        tekst = uitspraken.controleer(t, veld, _met(t, rij, besluit), _BUDGET, veldnaam="besluit")
        veld.klaar()
        rij.besloten_op, rij.besloten_door = dag, naam
        rij.besluit_id = uitspraken.voeg_toe(t, rij.casus_id, _BUDGET, tekst).id
        _noteer(t, "doorbraak.besluiten", rij, tekst)


def finish_doorbraak(
    werkplek: Werkplek, doorbraak_id: UUID, gelukt: bool, uitkomst: UitspraakInvoer, afgerond_op: date | None = None
) -> None:
    """Record what came of it. Raises StapAlGezet before there is a decision, OngeldigeInvoer."""
    with werkplek.doe() as t:
        rij = _haal(t, doorbraak_id)
        if rij.besloten_op is None or rij.afgerond_op is not None:
            raise StapAlGezet
        veld = Veldcontrole()
        dag = _dag(veld, t, "afgerond_op", afgerond_op, na=(rij.besloten_op, "het besluit"))
        tekst = uitspraken.controleer(t, veld, _met(t, rij, uitkomst), _BUDGET, veldnaam="uitkomst")
        veld.klaar()
        rij.afgerond_op, rij.gelukt = dag, gelukt
        rij.uitkomst_id = uitspraken.voeg_toe(t, rij.casus_id, _BUDGET, tekst).id
        _noteer(t, "doorbraak.afronden", rij, tekst)


def _haal(t: Transactie, doorbraak_id: UUID) -> Doorbraak:
    rij = t.haal(Doorbraak, doorbraak_id)
    t.casus(rij.casus_id, wijzigen=True)
    return rij


def _dag(
    veld: Veldcontrole, t: Transactie, naam: str, waarde: date | None, na: tuple[date, str] | None = None
) -> date | None:
    return veld.datum(naam, waarde or t.vandaag, t.vandaag, niet_voor=na, niet_na=(t.vandaag, "vandaag"))


def _met(t: Transactie, rij: Doorbraak, invoer: UitspraakInvoer) -> UitspraakInvoer:
    """What the blockade is about, its decision and outcome are about, unless somebody says otherwise."""
    tekst = toelichtingen.huidige(t, rij.blokkade_id)
    if invoer.categorie is not None or tekst is None:
        return invoer
    return replace(invoer, categorie=tekst.categorie)


def _noteer(t: Transactie, actie: str, rij: Doorbraak, tekst: UitspraakInvoer) -> None:
    t.log(actie, "doorbraak", rij.id, casus_id=rij.casus_id, categorieen=[tekst.categorie or ""])
    t.gewijzigd("budget", rij.casus_id)


def _inzicht(t: Transactie, rij: Doorbraak, teksten: dict[UUID, UitspraakInzicht]) -> DoorbraakInzicht:
    def tekst(id_: UUID | None) -> UitspraakInzicht | None:
        return None if id_ is None else teksten[id_]

    return DoorbraakInzicht(
        id=rij.id,
        tafel=rij.tafel,
        tafel_label=label_van(t.profiel.tafels, rij.tafel),
        ingebracht_op=rij.ingebracht_op,
        blokkade=teksten[rij.blokkade_id],
        nodig=tekst(rij.nodig_id),
        besloten_op=rij.besloten_op,
        besloten_door=rij.besloten_door,
        besluit=tekst(rij.besluit_id),
        afgerond_op=rij.afgerond_op,
        gelukt=rij.gelukt,
        uitkomst=tekst(rij.uitkomst_id),
        door=uitspraken.naam_van(t, rij.door_id),
    )
