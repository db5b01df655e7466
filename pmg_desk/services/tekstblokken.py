"""Sentences that somebody uses again, in judging or in a report of the informatiebeeld.

One's own: nobody else sees or changes them, and no casus is in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.belangen import eis_officer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import postvak as rijen
from pmg_desk.storage.models import Tekstblok


class Bloksoort(StrEnum):
    """What a block is for. The value is stored."""

    MOTIVERING = "motivering"  # of a privacy officer
    BEELD = "beeld"  # of whoever makes a report


@dataclass(frozen=True, slots=True)
class Blok:
    """A text block: what it is called and what it says."""

    id: UUID
    naam: str
    tekst: str


def list_tekstblokken(werkplek: Werkplek, soort: Bloksoort = Bloksoort.MOTIVERING) -> tuple[Blok, ...]:
    """One's own blocks of this kind, by name. Raises GeenToegang."""
    with werkplek.doe() as t:
        _eis(t, soort)
        return tuple(
            Blok(rij.id, rij.naam, rij.tekst)
            for rij in rijen.tekstblokken(t.db)
            if rij.door_id == t.gebruiker.id and rij.soort == soort
        )


def save_tekstblok(
    werkplek: Werkplek,
    naam: str,
    tekst: str,
    blok_id: UUID | None = None,
    soort: Bloksoort = Bloksoort.MOTIVERING,
) -> UUID:
    """Keep a new block of this kind, or change one's own.

    Raises GeenToegang, NietGevonden, OngeldigeInvoer (``naam``, ``tekst``).
    """
    with werkplek.doe() as t:
        _eis(t, soort)
        veld = Veldcontrole()
        kort = veld.tekst("naam", naam, verplicht=True, maximum=80)
        lang = veld.tekst("tekst", tekst, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        if blok_id is None:
            rij = Tekstblok(id=t.nieuw_id(), naam=kort, tekst=lang, soort=soort, door_id=t.gebruiker.id, op=t.nu)
            t.db.add(rij)
        else:
            rij = _eigen(t, blok_id, soort)
            rij.naam, rij.tekst = kort, lang
        t.log("tekstblok.bewaren", "tekstblok", rij.id)
        t.gewijzigd("tekstblok", rij.id)
        return rij.id


def remove_tekstblok(werkplek: Werkplek, blok_id: UUID, soort: Bloksoort = Bloksoort.MOTIVERING) -> None:
    """Take one's own block out of the list. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        _eis(t, soort)
        rij = _eigen(t, blok_id, soort)
        rij.verwijderd_op = t.vandaag
        t.log("tekstblok.verwijderen", "tekstblok", rij.id)
        t.gewijzigd("tekstblok", rij.id)


def _eis(t: Transactie, soort: Bloksoort) -> None:
    if soort is Bloksoort.BEELD:
        t.eis(Recht.BEELD_VASTSTELLEN)
    else:
        eis_officer(t)


def _eigen(t: Transactie, blok_id: UUID, soort: Bloksoort) -> Tekstblok:
    rij = t.haal(Tekstblok, blok_id)
    if rij.door_id != t.gebruiker.id or rij.soort != soort or rij.verwijderd_op is not None:
        raise NietGevonden
    return rij
