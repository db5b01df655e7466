"""What a group said before somebody changed it: its goal, its actions and its members. Nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services import groepsteksten, uitspraken
from pmg_desk.services.stukken import ACTIE_LABELS
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import netwerk as opslag
from pmg_desk.storage.models import ActieStatus, Groep, Groepsactie, Groepslid, Groepsversie, Professional


@dataclass(frozen=True, slots=True)
class Eerder:
    """What stood there until ``door`` changed it at ``op`` (UTC); ``omschrijving``: what else it said."""

    tekst: str
    omschrijving: str
    door: str
    op: datetime


@dataclass(frozen=True, slots=True)
class Doelstand:
    """The goal of a group as it stands."""

    tekst: str
    categorie: str
    derden: bool


@dataclass(frozen=True, slots=True)
class Actiestand:
    """An action as it stands."""

    tekst: str
    eigenaar_id: UUID
    deadline: date
    status: ActieStatus
    resultaat: str
    categorie: str
    derden: bool


@dataclass(frozen=True, slots=True)
class Lidstand:
    """A member as it stands."""

    naam: str
    rol: str
    van: date
    tot: date | None


def doel_nu(rij: Groep) -> Doelstand:
    """The goal of a group, to compare with after a change."""
    return Doelstand(rij.doel, rij.doel_categorie, rij.doel_derden)


def actie_nu(rij: Groepsactie) -> Actiestand:
    """An action, to compare with after a change."""
    return Actiestand(rij.tekst, rij.eigenaar_id, rij.deadline, rij.status, rij.resultaat, rij.categorie, rij.derden)


def lid_nu(rij: Groepslid) -> Lidstand:
    """A member, to compare with after a change."""
    return Lidstand(rij.naam, rij.rol, rij.van, rij.tot)


def bewaar_doel(t: Transactie, rij: Groep, was: Doelstand) -> None:
    """Keep the goal as it was, unless it says the same or there was none."""
    if was.tekst and was != doel_nu(rij):
        _bewaar(t, Groepsversie(groep_id=rij.id, tekst=was.tekst, categorie=was.categorie, derden=was.derden))


def bewaar_actie(t: Transactie, rij: Groepsactie, was: Actiestand) -> None:
    """Keep an action as it was, unless it says the same."""
    if was != actie_nu(rij):
        wie = t.haal(Professional, was.eigenaar_id).naam
        delen = (wie, f"klaar op {toon_datum(was.deadline)}", ACTIE_LABELS[was.status].lower(), was.resultaat)
        _bewaar(
            t,
            Groepsversie(
                groep_id=rij.groep_id,
                groepsactie_id=rij.id,
                tekst=was.tekst,
                omschrijving=", ".join(deel for deel in delen if deel),
                categorie=was.categorie,
                derden=was.derden,
            ),
        )


def bewaar_lid(t: Transactie, rij: Groepslid, was: Lidstand) -> None:
    """Keep a member as it was, unless it says the same."""
    if was != lid_nu(rij):
        tot = "" if was.tot is None else f" tot {toon_datum(was.tot)}"
        delen = (was.naam, f"vanaf {toon_datum(was.van)}{tot}")
        _bewaar(
            t,
            Groepsversie(
                groep_id=rij.groep_id,
                groepslid_id=rij.id,
                tekst=was.rol,
                omschrijving=", ".join(deel for deel in delen if deel),
            ),
        )


def _bewaar(t: Transactie, rij: Groepsversie) -> None:
    rij.id, rij.door_id, rij.op = t.nieuw_id(), t.gebruiker.id, t.nu
    t.db.add(rij)


def lees(t: Transactie, groep: Groep, *, alles: bool) -> dict[UUID, tuple[Eerder, ...]]:
    """By action, member and group (its goal) what they said before, the latest first.

    ``alles``: this user may read every text of the group; without it what is about health, police, family or others is
    replaced, as it is in the group itself.
    """
    gevonden: dict[UUID, list[Eerder]] = {}
    for rij in opslag.versies(t.db, groep.id):
        verborgen = not alles and groepsteksten.is_gevoelig(rij.categorie, derden=rij.derden)
        eerder = Eerder(
            groepsteksten.in_plaats_van(t, rij.categorie) if verborgen else rij.tekst,
            "" if verborgen else rij.omschrijving,
            uitspraken.naam_van(t, rij.door_id),
            rij.op,
        )
        gevonden.setdefault(rij.groepsactie_id or rij.groepslid_id or groep.id, []).append(eerder)
    return {id_: tuple(eerdere) for id_, eerdere in gevonden.items()}
