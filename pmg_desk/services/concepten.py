"""Drafts: what somebody typed and did not save yet. Encrypted in the vault, seen by its writer only, not logged.

A draft goes when its form is saved: call :func:`verwijder_in` inside the use case with the same ``formulier`` and
``object_id``, or :func:`remove_concept` after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.tafelrecht import tafels_met_waarneming
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import concepten as rijen
from pmg_desk.storage import netwerk
from pmg_desk.storage.models import Concept

SIGNAALFORMULIER = "signaal"
"""The form in which a signal is recorded: the table whose meldpunt it is for is a field of it."""

BESPREKINGSFORMULIER = "bespreking"
"""What is typed at an item of an overleg."""

MAX_TEKENS = 400_000
"""A form holds a few texts of 20 000 characters; more than this is not typing."""

noodtoegangsleutel = rijen.noodtoegangsleutel


class ConceptTeGroot(Fout):
    """More text than a draft holds."""

    wat = "Er staat meer tekst in dit formulier dan een concept kan bewaren."
    veilig = "Wat u typte staat nog op het scherm."
    doe = "Sla op, of maak de tekst korter."


@dataclass(frozen=True, slots=True)
class ConceptInzicht:
    """A draft: of which form, about what, since when, and the values of its fields."""

    formulier: str
    object_id: str
    casus_id: UUID | None
    inhoud: dict[str, Any]
    op: datetime


def save_concept(
    werkplek: Werkplek, formulier: str, object_id: str, inhoud: dict[str, Any], casus_id: UUID | None = None
) -> datetime:
    """Keep the values of a form (JSON values without floats); returns when. Replaces the earlier draft of that form.

    The draft of a form about a casus, or about anything that belongs to one (a plan, a statement, an item of an
    agenda), is closed to who may not see that casus any more and goes with it. A form in which the casus is chosen
    calls that field ``casus_id``. ``casus_id`` says it where ``object_id`` does not. A draft about a group is closed to
    who may not see that group any more, and one about a signal of a meldpunt to who left its table.
    """
    tekst = canoniek(inhoud)
    if len(tekst) > MAX_TEKENS:
        raise ConceptTeGroot
    with werkplek.doe() as t:
        over = casus_id or _enige(_casussen(t, object_id)) or _gekozen_casus(t, inhoud)
        rij = rijen.zoek(t.db, t.gebruiker.id, formulier, object_id)
        if rij is None:
            rij = Concept(id=t.nieuw_id(), gebruiker_id=t.gebruiker.id, formulier=formulier, object_id=object_id)
            t.db.add(rij)
        rij.casus_id, rij.inhoud, rij.op = over, tekst, t.nu
        return t.nu


def _casussen(t: Transactie, object_id: str) -> frozenset[UUID]:
    sleutel = rijen.als_id(object_id)
    return frozenset() if sleutel is None else rijen.casussen_van(t.db, sleutel)


def _enige(casussen: frozenset[UUID]) -> UUID | None:
    return next(iter(casussen)) if len(casussen) == 1 else None


def _gekozen_casus(t: Transactie, inhoud: dict[str, Any]) -> UUID | None:
    gekozen = inhoud.get("casus_id")
    if isinstance(gekozen, list) and gekozen:
        gekozen = gekozen[0]  # the id and the words that stood for it
    return _enige(_casussen(t, gekozen)) if isinstance(gekozen, str) else None


def find_concept(werkplek: Werkplek, formulier: str, object_id: str) -> ConceptInzicht | None:
    """The draft of a form, unless it is about a casus this user may not see any more."""
    with werkplek.doe() as t:
        rij = rijen.zoek(t.db, t.gebruiker.id, formulier, object_id)
        return None if rij is None else _inzicht(t, rij)


def list_concepten(werkplek: Werkplek) -> tuple[ConceptInzicht, ...]:
    """All drafts of this user, newest first."""
    with werkplek.doe() as t:
        gevonden = (_inzicht(t, rij) for rij in rijen.van_gebruiker(t.db, t.gebruiker.id))
        return tuple(concept for concept in gevonden if concept is not None)


def _inzicht(t: Transactie, rij: Concept) -> ConceptInzicht | None:
    # 0.1.0 did not say of every draft to which casus it belongs
    over = _casussen(t, rij.object_id) if rij.casus_id is None else frozenset({rij.casus_id})
    if over and not any(map(t.mag_zien, over)) and not _ter_beoordeling(t, rij.object_id):
        return None
    inhoud = lees_canoniek(rij.inhoud)
    # Also with a casus chosen in it: a draft holds words of what it is about.
    if not (_mag_groep_zien(t, rij.object_id) and _mag_meldpunt_zien(t, rij, inhoud)):
        return None
    return ConceptInzicht(rij.formulier, rij.object_id, _enige(over), inhoud, rij.op)


def _mag_meldpunt_zien(t: Transactie, rij: Concept, inhoud: dict[str, Any]) -> bool:
    """Whether this user belongs to the table of the signal that the draft is about; also when it is about no signal.

    A signal that is being recorded may have no table yet: then to any.
    """
    sleutel = rijen.als_id(rij.object_id)
    van = None if sleutel is None else rijen.meldpunt_van(t.db, sleutel)
    if van is None and rij.formulier != SIGNAALFORMULIER:
        return True
    tafels = tafels_met_waarneming(t)
    van = van or str(inhoud.get("tafel") or "")
    return van in tafels if van else bool(tafels)


def _mag_groep_zien(t: Transactie, object_id: str) -> bool:
    """Whether this user may see the group that the draft is about; also when it is about no group."""
    sleutel = rijen.als_id(object_id)
    groepen = frozenset() if sleutel is None else rijen.groepen_van(t.db, sleutel)
    mag = netwerk.mag_groep_zien(t.gebruiker.id, t.gebruiker.rol, t.zichtbaar(), t.vandaag)
    return all(netwerk.geldt_voor(t.db, groep_id, mag) for groep_id in groepen)


def _ter_beoordeling(t: Transactie, object_id: str) -> bool:
    """Whether this user judges the thing itself: that takes no access to its casus."""
    sleutel = rijen.als_id(object_id)
    return (
        t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL)
        and sleutel is not None
        and rijen.is_ter_beoordeling(t.db, sleutel)
    )


def remove_concept(werkplek: Werkplek, formulier: str, object_id: str) -> None:
    """Drop a draft: its form was saved or the user threw it away. Nothing happens when there is none."""
    with werkplek.doe() as t:
        verwijder_in(t, formulier, object_id)


def verwijder_in(t: Transactie, formulier: str, object_id: str) -> None:
    """The same inside the transaction that saves the form: saved and no draft, or neither."""
    rij = rijen.zoek(t.db, t.gebruiker.id, formulier, object_id)
    if rij is not None:
        t.db.delete(rij)
