"""Who moves a casus on at a table: changing a casus is not enough, because the table answers for its own steps."""

from __future__ import annotations

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Rol
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.aanmeldingen import heeft_regisseur, wachtende_plekken
from pmg_desk.storage.models import CasusTafel
from pmg_desk.storage.waarnemingen import tafels_waargenomen
from pmg_desk.storage.zichtbaar import tafels_van


class NietVanDezeTafel(Fout):
    """Somebody of another table wants to move the casus on at this one."""

    wat = "Alleen een casusregisseur van deze tafel wijzigt hier de status en de fase."
    doe = "Vraag het aan iemand van deze tafel."


class NogNietBesloten(Fout):
    """A step at a table that has not taken the casus."""

    wat = "De tafel heeft nog niet over de aanmelding besloten."
    doe = "Open de aanmelding en leg eerst het besluit van de tafel vast."


def mag_stappen(t: Transactie, tafel: str) -> bool:
    """Whether this user may change statuses and phases at a table; the casus itself is checked apart.

    A casusregisseur of the table, who covers today for one, or anybody where the table has none in this vault.
    """
    if t.gebruiker.rol is Rol.CASUSREGISSEUR and tafel in tafels_met_waarneming(t):
        return True
    return not heeft_regisseur(t.db, tafel, t.vandaag)


def tafels_met_waarneming(t: Transactie) -> list[str]:
    """Keys of the tables a user belongs to, with those of the casusregisseurs for whom they cover today."""
    eigen = tafels_van(t.db, t.gebruiker.id, t.vandaag)
    return sorted({*eigen, *tafels_waargenomen(t.db, t.gebruiker.id, t.vandaag)})


def eis_stappen(t: Transactie, plek: CasusTafel) -> None:
    """Raises NietVanDezeTafel when this user may not, NogNietBesloten before the table took the casus."""
    if not mag_stappen(t, plek.tafel):
        raise NietVanDezeTafel
    if wachtende_plekken(t.db, [plek.id]):
        raise NogNietBesloten
