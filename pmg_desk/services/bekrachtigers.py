"""Whose new keys wait for somebody else's word, and in words who can give it: so that nobody is sent to themselves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.namen import sorteer_vouw
from pmg_desk.domain.rollen import Kluissoort, Recht, Rol
from pmg_desk.domain.sleutelboek import Sleutelboek
from pmg_desk.services.sleutelboek import lees_sleutelboek
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import gebruikers as opslag


@dataclass(frozen=True, slots=True)
class Sleutelwachter:
    """A user whose new key waits. ``door``: who may endorse it, as words in a sentence; empty when there is nobody."""

    gebruiker_id: UUID
    naam: str
    rol: Rol
    door: str
    zelf: bool
    door_mij: bool


def list_sleutelwachters(werkplek: Werkplek) -> tuple[Sleutelwachter, ...]:
    """Whose keys wait, by name: one's own, those one may endorse, and for who looks after the users all of them."""
    with werkplek.doe() as t:
        return lees_sleutelwachters(t)


def lees_sleutelwachters(t: Transactie) -> tuple[Sleutelwachter, ...]:
    """As :func:`list_sleutelwachters`, in a transaction that is open. None in an officer's own installation: there the
    other vaults compare the new fingerprint.
    """
    if t.gebruiker.soort is not Kluissoort.TEAM:
        return ()
    boek, ik = lees_sleutelboek(t), str(t.gebruiker.id)
    if not boek.wachtend:
        return ()
    alle = [
        Sleutelwachter(
            gebruiker_id=rij.id,
            naam=rij.naam,
            rol=rij.rol,
            door=wie_bekrachtigt(boek, str(rij.id)),
            zelf=rij.id == t.gebruiker.id,
            door_mij=boek.mag_bekrachtigen(ik, str(rij.id)),
        )
        for rij in opslag.alle_gebruikers(t.db)
        if str(rij.id) in boek.wachtend
    ]
    beheert = t.gebruiker.mag(Recht.GEBRUIKERS_BEHEREN)
    return tuple(sorted((w for w in alle if beheert or w.zelf or w.door_mij), key=lambda w: sorteer_vouw(w.naam)))


def wie_bekrachtigt(boek: Sleutelboek, gebruiker_id: str) -> str:
    """Who may endorse the waiting key of this user: "een andere beheerder", "de privacy officer"; empty: nobody now."""
    rollen = {s.rol for s in boek.sleutels if s.tot is None and boek.mag_bekrachtigen(s.gebruiker_id, gebruiker_id)}
    if Rol.BEHEERDER in rollen:
        return "een andere beheerder" if boek.wachtend[gebruiker_id].rol is Rol.BEHEERDER else "de beheerder"
    return "de privacy officer" if rollen else ""
