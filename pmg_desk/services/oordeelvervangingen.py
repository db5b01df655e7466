"""Cover for a privacy officer who is away: a second one judges what was theirs, from a day to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import GeenToegang, NietGevonden
from pmg_desk.services.belangen import eis_officer
from pmg_desk.services.waarnemen import LANGSTE_DAGEN
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import postvak as rijen
from pmg_desk.storage.models import Gebruiker, Oordeelvervanging


@dataclass(frozen=True, slots=True)
class VervangingInzicht:
    """Who covers for whom, in a sentence; ``van_mij``: the user is the one who is away, and may end it."""

    id: UUID
    zin: str
    van_mij: bool


def list_vervangingen(werkplek: Werkplek) -> tuple[VervangingInzicht, ...]:
    """What runs or is to come. Raises GeenToegang."""
    with werkplek.doe() as t:
        eis_officer(t)
        return tuple(_inzicht(t, rij) for rij in rijen.vervangingen(t.db, t.vandaag))


def _inzicht(t: Transactie, rij: Oordeelvervanging) -> VervangingInzicht:
    dagen = f"{toon_datum(rij.van)} t/m {toon_datum(rij.tot)}"
    weg, wie = t.haal(Gebruiker, rij.officer_id).naam, t.haal(Gebruiker, rij.vervanger_id).naam
    zin = f"{wie} beoordeelt van {dagen} de verzoeken van {weg}."
    return VervangingInzicht(rij.id, zin, rij.officer_id == t.gebruiker.id)


def name_vervanging(werkplek: Werkplek, vervanger_id: UUID | None, van: date | None, tot: date | None) -> UUID:
    """Name who judges what is one's own, both days inside.

    Raises GeenToegang, OngeldigeInvoer (``vervanger``, ``van``, ``tot``).
    """
    with werkplek.doe() as t:
        eis_officer(t)
        veld = Veldcontrole()
        anderen = {officer.id for officer in rijen.officers(t.db)} - {t.gebruiker.id}
        veld.eis(vervanger_id in anderen, "vervanger", "Kies een andere privacy officer uit de lijst.")
        eerste = veld.datum("van", van, t.vandaag, verplicht=True, niet_voor=(t.vandaag, "vandaag"))
        begin = eerste or t.vandaag
        laatste = veld.datum(
            "tot",
            tot,
            t.vandaag,
            verplicht=True,
            niet_voor=(begin, "de eerste dag"),
            niet_na=(begin + timedelta(days=LANGSTE_DAGEN - 1), "een jaar na de eerste dag"),
        )
        dubbel = laatste is not None and any(
            rij.officer_id == t.gebruiker.id and rij.van <= laatste and rij.tot >= begin
            for rij in rijen.vervangingen(t.db, t.vandaag)
        )
        veld.eis(not dubbel, "van", "In deze dagen vervangt al iemand u. Beëindig dat eerst.")
        veld.klaar()
        assert vervanger_id is not None
        assert eerste is not None
        assert laatste is not None
        rij = Oordeelvervanging(
            id=t.nieuw_id(),
            officer_id=t.gebruiker.id,
            vervanger_id=vervanger_id,
            van=eerste,
            tot=laatste,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log(
            "oordeel.vervangen",
            "gebruiker",
            vervanger_id,
            detail={"van": eerste.isoformat(), "tot": laatste.isoformat()},
        )
        t.gewijzigd("oordeelvervanging", rij.id)
        return rij.id


def end_vervanging(werkplek: Werkplek, vervanging_id: UUID) -> None:
    """End it now; only who is away may. Raises GeenToegang, and NietGevonden when it is over."""
    with werkplek.doe() as t:
        eis_officer(t)
        rij = t.haal(Oordeelvervanging, vervanging_id)
        if rij.officer_id != t.gebruiker.id:
            raise GeenToegang
        if rij.beeindigd_op is not None or rij.tot < t.vandaag:
            raise NietGevonden
        rij.beeindigd_op = t.vandaag
        t.log("oordeel.vervanging_beeindigen", "gebruiker", rij.vervanger_id)
        t.gewijzigd("oordeelvervanging", rij.id)
