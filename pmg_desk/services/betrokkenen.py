"""Who is involved in a casus, in which role, from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.namen import sorteer_vouw
from pmg_desk.services import actiehouders
from pmg_desk.services.adresboek import is_actief
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek as rijen
from pmg_desk.storage.models import Betrokkenheid, Organisatie, Professional


@dataclass(frozen=True, slots=True)
class BetrokkeneInvoer:
    """A professional's part in a casus. ``tot`` None: still involved."""

    professional_id: UUID | None
    rol: str
    van: str | date | None = None
    tot: str | date | None = None
    bij_overleg: bool = False


@dataclass(frozen=True, slots=True)
class BetrokkeneInzicht:
    """A professional's part in a casus as screens show it."""

    id: UUID
    professional_id: UUID
    naam: str
    functie: str
    organisatie_id: UUID
    organisatie: str
    telefoon: str
    email: str
    rol: str
    van: date
    tot: date | None
    bij_overleg: bool
    nu: bool
    vertrokken: bool  # no longer works there, though still noted as involved


def list_betrokkenen(werkplek: Werkplek, casus_id: UUID) -> tuple[BetrokkeneInzicht, ...]:
    """Everybody who is or was involved: current ones first."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        lijst = [_inzicht(t, b, p, o) for b, p, o in rijen.betrokkenheden(t.db, casus_id)]
        return tuple(sorted(lijst, key=lambda b: (not b.nu, sorteer_vouw(b.naam))))


def _inzicht(t: Transactie, b: Betrokkenheid, p: Professional, o: Organisatie) -> BetrokkeneInzicht:
    nu = b.van <= t.vandaag and (b.tot is None or b.tot >= t.vandaag)
    return BetrokkeneInzicht(
        id=b.id,
        professional_id=p.id,
        naam=p.naam,
        functie=p.functie,
        organisatie_id=o.id,
        organisatie=o.naam,
        telefoon=p.telefoon,
        email=p.email,
        rol=b.rol,
        van=b.van,
        tot=b.tot,
        bij_overleg=b.bij_overleg,
        nu=nu,
        vertrokken=nu and not is_actief(t, p, o),
    )


def add_betrokkene(werkplek: Werkplek, casus_id: UUID, invoer: BetrokkeneInvoer) -> UUID:
    """Note that a professional is involved. Raises OngeldigeInvoer when the same person is so already."""
    with werkplek.doe() as t:
        t.casus(casus_id, wijzigen=True)
        rij = Betrokkenheid(id=t.nieuw_id(), casus_id=casus_id, door_id=t.gebruiker.id, op=t.nu)
        _vul(t, rij, invoer)
        t.db.add(rij)
        t.log("betrokkenheid.toevoegen", "betrokkenheid", rij.id, casus_id=casus_id)
        t.gewijzigd("betrokkenheid", casus_id)
        return rij.id


def change_betrokkene(werkplek: Werkplek, betrokkenheid_id: UUID, invoer: BetrokkeneInvoer) -> None:
    """Change role or period, or end it by giving ``tot``."""
    with werkplek.doe() as t:
        rij = t.haal(Betrokkenheid, betrokkenheid_id)
        t.casus(rij.casus_id, wijzigen=True)
        _vul(t, rij, invoer)
        t.log("betrokkenheid.wijzigen", "betrokkenheid", rij.id, casus_id=rij.casus_id)
        t.gewijzigd("betrokkenheid", rij.casus_id)


def _vul(t: Transactie, rij: Betrokkenheid, invoer: BetrokkeneInvoer) -> None:
    veld = Veldcontrole()
    professional = actiehouders.professional_van(t, invoer.professional_id)
    if professional is None:
        veld.fout("professional_id", "Kies iemand uit het adresboek.")
    elif professional.id != rij.professional_id and not is_actief(
        t, professional, t.haal(Organisatie, professional.organisatie_id)
    ):
        veld.fout("professional_id", "Deze persoon werkt hier niet meer. Kies iemand anders.")
    rol = veld.tekst("rol", invoer.rol, verplicht=True, maximum=120)
    van = veld.datum("van", invoer.van or t.vandaag, t.vandaag)
    tot = veld.datum("tot", invoer.tot, t.vandaag, niet_voor=None if van is None else (van, "het begin"))
    if professional is not None and van is not None:
        for ander, _, _ in rijen.betrokkenheden(t.db, rij.casus_id):
            zelfde = ander.professional_id == professional.id and ander.id != rij.id
            einde = ander.tot or date.max
            if zelfde and van <= einde and (tot or date.max) >= ander.van:
                veld.fout("van", "Deze persoon is in die periode al betrokken bij deze casus.")
    veld.klaar()
    assert professional is not None
    assert van is not None
    rij.professional_id, rij.rol, rij.van, rij.tot = professional.id, rol, van, tot
    rij.bij_overleg = invoer.bij_overleg
