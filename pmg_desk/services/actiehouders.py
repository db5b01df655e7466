"""Who can do something for a casus or a group: yourself, colleagues of this vault, and who stands in the address book.

An action is always of a professional of an organisation. Whoever works in this vault does so for the municipality, as
its casusregie: choosing a user takes the entry of that user in the address book, and makes it where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.namen import sorteer_vouw, vouw
from pmg_desk.domain.profiel.model import Sector
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services.inzet import sector_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek as rijen
from pmg_desk.storage.gebruikers import alle_gebruikers
from pmg_desk.storage.models import Gebruiker, Organisatie, Professional

GEMEENTE = "gemeente"
"""The kind of organisation that casusregie works for, where the profile knows it."""
_LANDELIJK = "landelijk"


@dataclass(frozen=True, slots=True)
class Houder:
    """Somebody who can do it. ``id`` is of a professional, or of a user who has no entry in the address book yet.

    ``zorg``: of an organisation that gives care, so that who does it counts as health (AVG 9).
    """

    id: UUID
    naam: str
    functie: str
    organisatie: str
    ik: bool = False
    zorg: bool = False


def list_houders(werkplek: Werkplek) -> tuple[Houder, ...]:
    """Who can be chosen now: yourself first, then colleagues and professionals by name."""
    with werkplek.doe() as t:
        return lees_houders(t)


def lees_houders(t: Transactie) -> tuple[Houder, ...]:
    """The same within another use case."""
    t.eis(Recht.ADRESBOEK_LEZEN)
    boek = rijen.professionals(t.db, t.vandaag)
    houders = {
        p.id: Houder(p.id, p.naam, p.functie, o.naam, zorg=sector_van(t.profiel, o) == Sector.ZORG) for p, o in boek
    }
    for gebruiker in _collegas(t):
        ik = gebruiker.id == t.gebruiker.id
        paar = _in_boek(t, gebruiker, boek)
        if paar is not None:
            wie, waar = paar
            houders[wie.id] = Houder(wie.id, wie.naam, wie.functie, waar.naam, ik)
        else:
            eigen = _eigen_organisatie(t)
            waarnaam = _gemeentenaam(t) if eigen is None else eigen.naam
            houders[gebruiker.id] = Houder(gebruiker.id, gebruiker.naam, _functie(gebruiker), waarnaam, ik)
    return tuple(sorted(houders.values(), key=_volgorde))


def _volgorde(houder: Houder) -> tuple[bool, str, str]:
    return not houder.ik, sorteer_vouw(houder.naam), sorteer_vouw(houder.organisatie)


def professional_van(t: Transactie, id_: UUID | None) -> Professional | None:
    """The professional that was chosen; of a user the entry in the address book, made in this transaction when needed.

    None when it is nobody who can be chosen.
    """
    if id_ is None:
        return None
    wie = t.db.get(Professional, id_)
    if wie is not None:
        return wie
    gebruiker = next((rij for rij in _collegas(t) if rij.id == id_), None)
    if gebruiker is None:
        return None
    paar = _in_boek(t, gebruiker, rijen.professionals(t.db, t.vandaag))
    return _zet_in_boek(t, gebruiker) if paar is None else paar[0]


def _collegas(t: Transactie) -> list[Gebruiker]:
    """The casusregisseurs who work in this vault."""
    return [
        rij
        for rij in alle_gebruikers(t.db)
        if rij.rol is Rol.CASUSREGISSEUR and not rij.extern and rij.gestopt_op is None and rij.actief_sinds is not None
    ]


def _in_boek(
    t: Transactie, gebruiker: Gebruiker, boek: list[tuple[Professional, Organisatie]]
) -> tuple[Professional, Organisatie] | None:
    """The entry of a user: of that name, at the municipality. Of several the one in the function of the user."""
    eigen = [paar for paar in boek if vouw(paar[0].naam) == vouw(gebruiker.naam) and _van_gemeente(t, paar[1])]
    eigen.sort(key=lambda paar: vouw(paar[0].functie) != vouw(_functie(gebruiker)))
    return eigen[0] if eigen else None


def _van_gemeente(t: Transactie, organisatie: Organisatie) -> bool:
    soort = t.profiel.organisaties.get(organisatie.soort)
    return (soort is not None and soort.sector is Sector.GEMEENTE) or vouw(organisatie.naam) == vouw(_gemeentenaam(t))


def _eigen_organisatie(t: Transactie) -> Organisatie | None:
    """The municipality in the address book: of that kind, or of that name, also where it was stopped."""
    van_soort = [rij for rij in rijen.organisaties(t.db, t.vandaag) if rij.soort == GEMEENTE]
    alle = rijen.organisaties(t.db, t.vandaag, ook_gestopt=True)
    return next(iter([*van_soort, *(rij for rij in alle if vouw(rij.naam) == vouw(_gemeentenaam(t)))]), None)


def _gemeentenaam(t: Transactie) -> str:
    return "Gemeente" if t.profiel.gemeente == _LANDELIJK else f"Gemeente {t.profiel.gemeente}"


def _functie(gebruiker: Gebruiker) -> str:
    return gebruiker.functie or gebruiker.rol.label.capitalize()


def _zet_in_boek(t: Transactie, gebruiker: Gebruiker) -> Professional:
    waar = _eigen_organisatie(t)
    if waar is None:
        soort = GEMEENTE if GEMEENTE in t.profiel.organisaties else ""
        waar = Organisatie(id=t.nieuw_id(), naam=_gemeentenaam(t), soort=soort)
        t.db.add(waar)
        t.log("organisatie.toevoegen", "organisatie", waar.id)
        t.gewijzigd("organisatie", waar.id)
    wie = Professional(
        id=t.nieuw_id(), organisatie_id=waar.id, naam=gebruiker.naam, functie=_functie(gebruiker), telefoon="", email=""
    )
    t.db.add(wie)
    t.db.flush()
    t.log("professional.toevoegen", "professional", wie.id)
    t.gewijzigd("professional", wie.id)
    return wie
