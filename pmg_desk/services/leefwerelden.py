"""The four leefwerelden of a jongere (school, gezin, straat, digitaal; 000): a view on what was said, not a copy."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import IntussenGewijzigd, NietGevonden
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import uitspraken
from pmg_desk.services.factoren import FACTOR_LABELS
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud, leefgebieden
from pmg_desk.storage.models import Leefwereldplek, Uitspraak, UitspraakSoort

PLAATSBAAR = (UitspraakSoort.AANLEIDING, UitspraakSoort.SIGNAAL, UitspraakSoort.FEIT, UitspraakSoort.FACTOR)
"""Kinds of statements that say something about a world the jongere lives in."""


@dataclass(frozen=True, slots=True)
class Leefwereld:
    """One world and what is known in it now, newest first. ``wat`` names each: "Signaal", "Risicofactor"."""

    sleutel: str  # empty for what was given no place yet
    label: str
    uitspraken: tuple[UitspraakInzicht, ...]
    wat: tuple[str, ...]


def place_uitspraak(werkplek: Werkplek, uitspraak_id: UUID, leefwerelden: Collection[str]) -> None:
    """Say in which leefwerelden a statement that holds now belongs; none takes it out of all.

    A key that has left the profile may stay where it was and not be chosen anew. Raises OngeldigeInvoer
    (``leefwerelden``), GeenToegang, CasusGesloten, IntussenGewijzigd, NietGevonden for a kind that has no place.
    """
    with werkplek.doe() as t:
        rij = t.haal(Uitspraak, uitspraak_id)
        t.casus(rij.casus_id, wijzigen=True)
        if inhoud.opvolger(t.db, rij.id) is not None:
            raise IntussenGewijzigd
        if rij.vervallen or rij.soort not in PLAATSBAAR:
            raise NietGevonden
        veld = Veldcontrole()
        zet_plekken(t, veld, rij, leefwerelden)
        t.log("leefwereld.plaatsen", "uitspraak", rij.id, casus_id=rij.casus_id, aantal=len(set(leefwerelden)))
        t.gewijzigd("leefwereld", rij.casus_id)


def zet_plekken(t: Transactie, veld: Veldcontrole, rij: Uitspraak, leefwerelden: Collection[str]) -> None:
    """Check and store the places of a statement, in the transaction of the caller, which writes the Logregel."""
    oud = leefgebieden.plekken_van(t.db, [rij.id, *(deel.id for deel in inhoud.geschiedenis(t.db, rij))])
    mag = {*t.profiel.leefwerelden, *(plek.leefwereld for plek in oud)}
    veld.eis(set(leefwerelden) <= mag, "leefwerelden", "Een keuze staat niet (meer) in het profiel.")
    veld.klaar()
    for plek in oud:
        t.db.delete(plek)
    t.db.flush()
    for sleutel in sorted(set(leefwerelden)):
        t.db.add(Leefwereldplek(id=t.nieuw_id(), uitspraak_id=rij.id, leefwereld=sleutel))
    t.db.flush()


def list_plekken(werkplek: Werkplek, casus_id: UUID) -> dict[UUID, tuple[str, ...]]:
    """The leefwerelden of each statement that holds now and was given one."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return leefgebieden.plekken(t.db, casus_id)


def toon_leefwerelden(werkplek: Werkplek, casus_id: UUID) -> tuple[Leefwereld, ...]:
    """Every leefwereld of the profile with what is known in it, then those no longer in it, then what has no place."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        factoren = {factor.uitspraak_id: factor for factor in leefgebieden.factoren(t.db, casus_id)}
        factor_van = {rij.id: factoren[id_] for id_, rij in inhoud.huidige_van(t.db, factoren).items()}
        soort_van = {id_: FACTOR_LABELS[factor.soort] for id_, factor in factor_van.items()}
        voorbij = {id_ for id_, factor in factor_van.items() if factor.tot is not None and factor.tot <= t.vandaag}
        plekken = leefgebieden.plekken(t.db, casus_id)
        huidig = reversed(inhoud.huidige_uitspraken(t.db, casus_id, PLAATSBAAR))
        nu = [u for u in uitspraken.inzichten(t, huidig) if u.id not in voorbij]
        sleutels = list(dict.fromkeys([*t.profiel.leefwerelden, *(s for plek in plekken.values() for s in plek), ""]))
        sleutels.sort(key=lambda s: s == "")
        gevonden = []
        for sleutel in sleutels:
            hier = [u for u in nu if (sleutel in plekken.get(u.id, ()) if sleutel else u.id not in plekken)]
            gevonden.append(
                Leefwereld(
                    sleutel,
                    label_van(t.profiel.leefwerelden, sleutel) if sleutel else "Nog niet geplaatst",
                    tuple(hier),
                    tuple(soort_van.get(u.id, u.soort_label) for u in hier),
                )
            )
        return tuple(gevonden)
