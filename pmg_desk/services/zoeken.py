"""One search over people, case numbers, texts and the address book, within what one may see.

A search while typing is not logged; a settled one is one line with its number of hits, never its words. Of a casus one
may not see, nothing is found, except that its exact number tells at which table it is known and whom to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.namen import vouw
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import bekend, uitspraken
from pmg_desk.services.stukken import naam_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import zoekindex
from pmg_desk.storage.casussen import met_nummer
from pmg_desk.storage.models import Casus, Jongere, Organisatie, Professional, Uitspraak

MEESTE = 30
_OM_HEEN = 40
"""Characters of a text shown on each side of the first word that was found."""


@dataclass(frozen=True, slots=True)
class Gevonden:
    """A hit: ``soort`` is casus, uitspraak, professional, organisatie or bekend (a casus one may not see)."""

    soort: str
    titel: str
    uitleg: str
    object_id: UUID
    casus_id: UUID | None


def zoek(werkplek: Werkplek, tekst: str, hoeveel: int = MEESTE) -> tuple[Gevonden, ...]:
    """What holds every word of ``tekst``, the last one as a beginning; best first. Never raises on what is typed."""
    with werkplek.doe() as t:
        if not (t.gebruiker.mag(Recht.ZOEKEN) or t.gebruiker.mag(Recht.ADRESBOEK_LEZEN)):
            return ()
        casussen = t.zichtbaar() if t.gebruiker.mag(Recht.CASUS_LEZEN) else None
        treffers = zoekindex.zoek(t.db, tekst, casussen, hoeveel)
        gevonden = [g for g in (_tonen(t, treffer, tekst) for treffer in treffers) if g is not None]
        return (*gevonden, *_verborgen(t, tekst))


def _tonen(t: Transactie, treffer: zoekindex.Treffer, tekst: str) -> Gevonden | None:
    if treffer.soort == "casus":
        casus = t.haal(Casus, treffer.object_id)
        naam = naam_van(t.haal(Jongere, casus.jongere_id)).volledige_naam
        return Gevonden("casus", naam, casus.nummer, casus.id, casus.id)
    if treffer.soort == "uitspraak":
        rij = t.haal(Uitspraak, treffer.object_id)
        casus = t.haal(Casus, rij.casus_id)
        naam = naam_van(t.haal(Jongere, casus.jongere_id)).volledige_naam
        uitleg = f"{uitspraken.LABELS[rij.soort]} · {naam} · {casus.nummer}"
        return Gevonden("uitspraak", _fragment(rij.tekst, tekst), uitleg, rij.id, casus.id)
    if treffer.soort == "professional":
        mens = t.haal(Professional, treffer.object_id)
        organisatie = t.haal(Organisatie, mens.organisatie_id)
        return Gevonden("professional", mens.naam, f"{mens.functie} · {organisatie.naam}", mens.id, None)
    if treffer.soort == "organisatie":
        organisatie = t.haal(Organisatie, treffer.object_id)
        return Gevonden("organisatie", organisatie.naam, "Organisatie", organisatie.id, None)
    return None


def _fragment(tekst: str, gezocht: str) -> str:
    """The part of a text around the first word that matches, on one line."""
    woorden = vouw(gezocht).split()
    plaats = 0
    positie = 0
    for woord in tekst.split():
        if any(vouw(woord).startswith(deel) for deel in woorden):
            plaats = positie
            break
        positie = tekst.find(woord, positie) + len(woord)
    begin, einde = max(0, plaats - _OM_HEEN), min(len(tekst), plaats + 2 * _OM_HEEN)
    kern = " ".join(tekst[begin:einde].split())
    return f"{'… ' if begin else ''}{kern}{' …' if einde < len(tekst) else ''}"


def _verborgen(t: Transactie, tekst: str) -> list[Gevonden]:
    """A casus one may not see, found by its exact number only: where it is known and whom to ask."""
    if not t.gebruiker.mag(Recht.CASUS_LEZEN):
        return []
    casus = met_nummer(t.db, tekst.strip().upper())
    if casus is None or t.mag_zien(casus.id):
        return []
    waar = bekend.verwijs(t, casus)
    return [Gevonden("bekend", waar.zin(), "U mag deze casus niet zien.", casus.id, casus.id)]


def log_zoekopdracht(werkplek: Werkplek, aantal: int) -> None:
    """A settled search: one line with its number of hits."""
    with werkplek.doe() as t:
        t.log("zoeken.uitvoeren", "kluis", aantal=aantal)
