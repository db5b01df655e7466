"""Emergency access: sight of a casus outside one's own, for a stated reason and a limited time, reviewed afterwards.

Reading only: it never gives the right to change anything. On one vault file this is procedural (``security.md``): it
makes misuse visible to the privacy officer, it does not stop the owner of the machine.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.bekend import BekendBij, verwijs
from pmg_desk.services.instellinglog import NOODTOEGANG, log_instelling
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toewijzingen as opslag
from pmg_desk.storage.casussen import met_nummer
from pmg_desk.storage.gebruikers import lees_instelling, zet_instelling
from pmg_desk.storage.models import Casus, Gebruiker, Noodtoegang

STANDAARD_UREN = 24
MINSTE_UREN, MEESTE_UREN = 1, 168


class AlToegang(Fout):
    """Whoever may see the casus needs no emergency access."""

    wat = "U mag deze casus al zien."
    doe = "Open het dossier gewoon."


@dataclass(frozen=True, slots=True)
class NoodtoegangInzicht:
    """An emergency access as the privacy officer reviews it: a number, never the name of a youth."""

    id: UUID
    casus_id: UUID
    nummer: str
    door: str
    reden: str
    op: datetime
    tot: datetime
    loopt: bool
    beoordeeld_op: datetime | None
    beoordeeld_door: str
    bevinding: str


def duur_uren(t: Transactie) -> int:
    """How long emergency access lasts, in hours: a setting of the vault, 24 unless it was set."""
    waarde = lees_instelling(t.db, NOODTOEGANG)
    return STANDAARD_UREN if waarde is None else int(json.loads(waarde))


def toon_duur(werkplek: Werkplek) -> int:
    """How long emergency access lasts, in hours."""
    with werkplek.doe() as t:
        return duur_uren(t)


def set_duur(werkplek: Werkplek, uren: str | int) -> None:
    """Set how long emergency access lasts from now on, in hours (1–168). For the beheerder."""
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        veld = Veldcontrole()
        aantal = veld.getal("uren", uren, MINSTE_UREN, MEESTE_UREN, verplicht=True)
        veld.klaar()
        if aantal != (was := duur_uren(t)):
            zet_instelling(t.db, NOODTOEGANG, json.dumps(aantal))
            log_instelling(t, NOODTOEGANG, was, aantal)
            t.gewijzigd("instelling")


def refer(werkplek: Werkplek, casus_id: UUID) -> BekendBij:
    """Where a casus that one may not see is known, and whom to ask: what the form shows before access is taken."""
    with werkplek.doe() as t:
        t.eis(Recht.NOODTOEGANG)
        return verwijs(t, t.haal(Casus, casus_id))


def refer_nummer(werkplek: Werkplek, nummer: str) -> BekendBij:
    """The same for a casus number that somebody was given. Raises NietGevonden."""
    with werkplek.doe() as t:
        t.eis(Recht.NOODTOEGANG)
        casus = met_nummer(t.db, nummer.strip().upper())
        if casus is None:
            raise NietGevonden
        return verwijs(t, casus)


def take_noodtoegang(werkplek: Werkplek, casus_id: UUID, reden: str) -> datetime:
    """Take sight of a casus for a limited time; returns until when. Queued for the privacy officer.

    Raises OngeldigeInvoer without a reason, AlToegang, GeenToegang for a role that has no emergency access.
    """
    with werkplek.doe() as t:
        t.pogingen.append(("casus", casus_id))
        t.eis(Recht.NOODTOEGANG)
        t.haal(Casus, casus_id)
        if t.mag_zien(casus_id):
            raise AlToegang
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        tot = t.nu + timedelta(hours=duur_uren(t))
        rij = Noodtoegang(id=t.nieuw_id(), casus_id=casus_id, reden=waarom, tot=tot, door_id=t.gebruiker.id, op=t.nu)
        t.db.add(rij)
        t.log(
            "noodtoegang.nemen",
            "noodtoegang",
            rij.id,
            casus_id=casus_id,
            verwerking="noodtoegang",
            detail={"reden": waarom},
        )
        t.gewijzigd("noodtoegang", rij.id)
        t.gewijzigd("casus", casus_id)
        return tot


def list_noodtoegang_van(werkplek: Werkplek, casus_id: UUID) -> tuple[NoodtoegangInzicht, ...]:
    """Who took emergency access to this casus: for whoever works in it."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return tuple(_inzicht(t, rij) for rij in opslag.noodtoegangen_van(t.db, casus_id))


def _inzicht(t: Transactie, rij: Noodtoegang) -> NoodtoegangInzicht:
    beoordelaar = None if rij.beoordeeld_door_id is None else t.haal(Gebruiker, rij.beoordeeld_door_id)
    return NoodtoegangInzicht(
        id=rij.id,
        casus_id=rij.casus_id,
        nummer=t.haal(Casus, rij.casus_id).nummer,
        door=t.haal(Gebruiker, rij.door_id).naam,
        reden=rij.reden,
        op=rij.op,
        tot=rij.tot,
        loopt=rij.tot > t.nu,
        beoordeeld_op=rij.beoordeeld_op,
        beoordeeld_door="" if beoordelaar is None else beoordelaar.naam,
        bevinding=rij.bevinding,
    )
