"""Cover during leave: one casusregisseur looks after all casussen of another, from a day to a day.

Who covers sees and changes those casussen as if they were own, and nothing else of the other: not who else the other
covers for, and not what only who leads a casus decides (giving it to another vault, keeping it longer, destroying it).
The casusregisseur names somebody, or the beheerder does for who fell ill; the beheerder sees no casus by it. It ends
by itself after the last day, or at once when it is ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout, GeenToegang, NietGevonden
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services.casussen import is_regisseur
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import gebruikers as gebruikersopslag
from pmg_desk.storage import toewijzingen
from pmg_desk.storage import waarnemingen as opslag
from pmg_desk.storage.models import Gebruiker, Waarneming

LANGSTE_DAGEN = 366
"""Longer is no leave: then the casussen go to somebody else."""


class NiemandKijkt(Fout):
    """On some of the days somebody is away whom others count on. To be asked: ``name_waarneming(..., toch=True)``."""

    doe = "Kies iemand anders of andere dagen. Is het met elkaar afgesproken, sla het dan toch op."


@dataclass(frozen=True, slots=True)
class WaarnemingInzicht:
    """Who covers for whom, and when. ``van_mij``: the user is absent; ``door_mij``: the user covers."""

    id: UUID
    afwezige_id: UUID
    afwezige: str
    waarnemer: str
    van: date
    tot: date
    loopt: bool
    van_mij: bool
    door_mij: bool

    def zin(self) -> str:
        """In a sentence for who looks."""
        wanneer = f"t/m {toon_datum(self.tot)}"
        if not self.loopt:
            wanneer = f"van {toon_datum(self.van)} {wanneer}"
        if self.door_mij:
            return f"U neemt {wanneer} waar voor {self.afwezige}"
        if self.van_mij:
            return f"{self.waarnemer} neemt {wanneer} voor u waar"
        return f"{self.waarnemer} neemt {wanneer} waar voor {self.afwezige}"


@dataclass(frozen=True, slots=True)
class Regisseurkeuze:
    """A casusregisseur to choose from, without any casus."""

    id: UUID
    naam: str


def list_regisseurs(werkplek: Werkplek) -> tuple[Regisseurkeuze, ...]:
    """Casusregisseurs who work here, by name: for who may name cover or hand over. Raises GeenToegang."""
    with werkplek.doe() as t:
        _eis(t)
        return tuple(
            Regisseurkeuze(rij.id, rij.naam) for rij in toewijzingen.gebruikers(t.db) if rij.rol is Rol.CASUSREGISSEUR
        )


def list_waarnemingen(werkplek: Werkplek) -> tuple[WaarnemingInzicht, ...]:
    """What runs or is to come: a casusregisseur's own, and for the beheerder everybody's."""
    with werkplek.doe() as t:
        _eis(t)
        wie = None if t.gebruiker.mag(Recht.GEBRUIKERS_BEHEREN) else t.gebruiker.id
        return lees_waarnemingen(t, wie)


def lees_waarnemingen(t: Transactie, wie: UUID | None) -> tuple[WaarnemingInzicht, ...]:
    """The same inside a transaction, of one user or of everybody."""
    return tuple(_inzicht(t, rij) for rij in opslag.waarnemingen(t.db, t.vandaag, van_of_door=wie))


def name_waarneming(
    werkplek: Werkplek,
    waarnemer_id: UUID | None,
    van: str | date | None,
    tot: str | date | None,
    *,
    afwezige_id: UUID | None = None,
    toch: bool = False,
) -> UUID:
    """Name who covers, both days inside; ``afwezige_id`` None is the user. Returns its id.

    Cover is not passed on, so where who covers is away too, or who goes away covers for another, nobody watches:
    NiemandKijkt says on which days, unless ``toch``. Somebody who is away on every one of these days covers nothing and
    is refused. Raises OngeldigeInvoer (``afwezige``, ``waarnemer``, ``van``, ``tot``), and GeenToegang for another's
    leave without looking after the users.
    """
    with werkplek.doe() as t:
        _eis(t)
        afwezig = t.gebruiker.id if afwezige_id is None else afwezige_id
        if afwezig != t.gebruiker.id:
            t.pogingen.append(("gebruiker", afwezig))
            t.eis(Recht.GEBRUIKERS_BEHEREN)
        veld = Veldcontrole()
        veld.eis(is_regisseur(t, afwezig), "afwezige", "Kies een casusregisseur die hier werkt.")
        if waarnemer_id is None or not is_regisseur(t, waarnemer_id):
            veld.fout("waarnemer", "Kies een casusregisseur uit de lijst.")
        elif waarnemer_id == afwezig:
            veld.fout("waarnemer", "Kies iemand anders: niemand neemt voor zichzelf waar.")
        eerste = veld.datum("van", van, t.vandaag, verplicht=True, niet_voor=(t.vandaag, "vandaag"))
        laatste = veld.datum(
            "tot",
            tot,
            t.vandaag,
            verplicht=True,
            niet_voor=(eerste or t.vandaag, "de eerste dag"),
            niet_na=((eerste or t.vandaag) + timedelta(days=LANGSTE_DAGEN - 1), "een jaar na de eerste dag"),
        )
        if eerste is not None and laatste is not None:
            dubbel = opslag.overlapt(t.db, afwezig, eerste, laatste)
            veld.eis(not dubbel, "van", "In deze dagen neemt al iemand waar. Beëindig dat eerst.")
        veld.klaar()
        assert waarnemer_id is not None
        assert eerste is not None
        assert laatste is not None
        weg = _weg(t, waarnemer_id, eerste, laatste)
        if sum((stuk.tot - stuk.van).days + 1 for stuk in weg) == (laatste - eerste).days + 1:
            veld.fout("waarnemer", "Deze collega is zelf al deze dagen weg. Kies iemand anders.")
            veld.klaar()
        zinnen = _ongezien(t, afwezig, weg, eerste, laatste)
        if zinnen and not toch:
            raise NiemandKijkt(" ".join(zinnen), veilig="Er is nog niets opgeslagen.")
        rij = Waarneming(
            id=t.nieuw_id(),
            afwezige_id=afwezig,
            waarnemer_id=waarnemer_id,
            van=eerste,
            tot=laatste,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log(
            "waarneming.instellen",
            "gebruiker",
            waarnemer_id,
            aantal=gebruikersopslag.aantal_open_casussen(t.db, afwezig),
            detail={"afwezige": str(afwezig), "van": eerste.isoformat(), "tot": laatste.isoformat()},
        )
        _meld(t, rij.id)
        return rij.id


def end_waarneming(werkplek: Werkplek, waarneming_id: UUID) -> None:
    """End it now: from this moment it gives no sight any more. For who is absent, and for the beheerder.

    Raises GeenToegang, and NietGevonden when it is over.
    """
    with werkplek.doe() as t:
        _eis(t)
        rij = t.haal(Waarneming, waarneming_id)
        t.pogingen.append(("gebruiker", rij.afwezige_id))
        if rij.afwezige_id != t.gebruiker.id and not t.gebruiker.mag(Recht.GEBRUIKERS_BEHEREN):
            raise GeenToegang
        if rij.beeindigd_op is not None or rij.tot < t.vandaag:
            raise NietGevonden
        rij.beeindigd_op = t.vandaag
        t.log("waarneming.beeindigen", "gebruiker", rij.waarnemer_id, detail={"afwezige": str(rij.afwezige_id)})
        _meld(t, rij.id)


@dataclass(frozen=True, slots=True)
class _Stuk:
    """Days in a row, both inside."""

    van: date
    tot: date

    def zin(self) -> str:
        if self.van == self.tot:
            return f"op {toon_datum(self.van)}"
        return f"van {toon_datum(self.van)} t/m {toon_datum(self.tot)}"


def _weg(t: Transactie, wie: UUID, van: date, tot: date) -> list[_Stuk]:
    """The days on which somebody is away, within these; they never overlap."""
    rijen = opslag.in_dagen(t.db, wie, van, tot)
    return [_Stuk(max(van, rij.van), min(tot, rij.tot)) for rij in rijen if rij.afwezige_id == wie]


def _ongezien(t: Transactie, afwezig: UUID, weg: list[_Stuk], van: date, tot: date) -> list[str]:
    """On which days nobody would watch, and whose casussen: without names, which a failure never holds."""
    zelf = afwezig == t.gebruiker.id
    van_wie = "uw casussen" if zelf else "de casussen van deze collega"
    zinnen = [f"Wie waarneemt, is zelf weg {stuk.zin()}. Dan kijkt niemand naar {van_wie}." for stuk in weg]
    wie = "U neemt" if zelf else "Deze collega neemt"
    for rij in opslag.in_dagen(t.db, afwezig, van, tot):
        if rij.waarnemer_id == afwezig:
            stuk = _Stuk(max(van, rij.van), min(tot, rij.tot))
            zinnen.append(f"{wie} {stuk.zin()} zelf waar voor een ander. Dan kijkt niemand naar die casussen.")
    return zinnen


def _eis(t: Transactie) -> None:
    """Who leads casussen or looks after the users; nobody else names or sees cover."""
    if not t.gebruiker.mag(Recht.GEBRUIKERS_BEHEREN):
        t.eis(Recht.CASUS_SCHRIJVEN)


def _meld(t: Transactie, waarneming_id: UUID) -> None:
    t.gewijzigd("waarneming", waarneming_id)
    t.gewijzigd("casus")


def _inzicht(t: Transactie, rij: Waarneming) -> WaarnemingInzicht:
    return WaarnemingInzicht(
        id=rij.id,
        afwezige_id=rij.afwezige_id,
        afwezige=t.haal(Gebruiker, rij.afwezige_id).naam,
        waarnemer=t.haal(Gebruiker, rij.waarnemer_id).naam,
        van=rij.van,
        tot=rij.tot,
        loopt=rij.van <= t.vandaag,
        van_mij=rij.afwezige_id == t.gebruiker.id,
        door_mij=rij.waarnemer_id == t.gebruiker.id,
    )
