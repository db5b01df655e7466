"""Sentences that a privacy officer uses again. One's own: nobody else sees or changes them, and no casus is in them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.services.belangen import eis_officer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import postvak as rijen
from pmg_desk.storage.models import Tekstblok

SOORT = "motivering"


@dataclass(frozen=True, slots=True)
class Blok:
    """A text block: what it is called and what it says."""

    id: UUID
    naam: str
    tekst: str


def list_tekstblokken(werkplek: Werkplek) -> tuple[Blok, ...]:
    """One's own blocks, by name. Raises GeenToegang."""
    with werkplek.doe() as t:
        eis_officer(t)
        return tuple(
            Blok(rij.id, rij.naam, rij.tekst) for rij in rijen.tekstblokken(t.db) if rij.door_id == t.gebruiker.id
        )


def save_tekstblok(werkplek: Werkplek, naam: str, tekst: str, blok_id: UUID | None = None) -> UUID:
    """Keep a new block, or change one's own.

    Raises GeenToegang, NietGevonden, OngeldigeInvoer (``naam``, ``tekst``).
    """
    with werkplek.doe() as t:
        eis_officer(t)
        veld = Veldcontrole()
        kort = veld.tekst("naam", naam, verplicht=True, maximum=80)
        lang = veld.tekst("tekst", tekst, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        if blok_id is None:
            rij = Tekstblok(id=t.nieuw_id(), naam=kort, tekst=lang, soort=SOORT, door_id=t.gebruiker.id, op=t.nu)
            t.db.add(rij)
        else:
            rij = _eigen(t, blok_id)
            rij.naam, rij.tekst = kort, lang
        t.log("tekstblok.bewaren", "tekstblok", rij.id)
        t.gewijzigd("tekstblok", rij.id)
        return rij.id


def remove_tekstblok(werkplek: Werkplek, blok_id: UUID) -> None:
    """Take one's own block out of the list. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        eis_officer(t)
        rij = _eigen(t, blok_id)
        rij.verwijderd_op = t.vandaag
        t.log("tekstblok.verwijderen", "tekstblok", rij.id)
        t.gewijzigd("tekstblok", rij.id)


def _eigen(t: Transactie, blok_id: UUID) -> Tekstblok:
    rij = t.haal(Tekstblok, blok_id)
    if rij.door_id != t.gebruiker.id or rij.verwijderd_op is not None:
        raise NietGevonden
    return rij
