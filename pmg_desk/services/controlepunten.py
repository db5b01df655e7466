"""Signing the head of the log: at lock, at the day's end, with every decision, and whenever another part asks.

A checkpoint is made in the same transaction as the line that announces it, and covers that line: who removes the
checkpoint leaves the announcement, who removes the line breaks every later root.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain import controlepunt as vorm
from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.logcontrole import ONDERTEKENREGEL, Reeks
from pmg_desk.domain.merkle import Pieken
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis.ondertekening import onderteken_notitie
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import controlepunten as rijen
from pmg_desk.storage import logregels
from pmg_desk.storage.models import Controlepunt, Gebruiker


class LogAfgeknipt(Fout):
    """The log has fewer lines than a checkpoint that was signed: nobody signs a second history."""

    wat = "Het logboek is korter dan een stand die eerder is ondertekend. Er zijn regels verdwenen."
    veilig = "Er is niets ondertekend of afgedrukt."
    doe = "Laat het logboek controleren en meld dit aan de beheerder en de privacy officer."


class PastNietOpLogboek(Fout):
    """A checkpoint from outside does not fit this log."""

    wat = "Deze ondertekende stand past niet op het logboek van deze kluis."
    veilig = "Er is niets overgenomen."
    doe = "Laat het logboek controleren en meld dit aan de privacy officer."


@dataclass(frozen=True, slots=True)
class Logstand:
    """How the present log stands: what a checkpoint of this moment says, and the number of its last line."""

    punt: vorm.Controlepunt
    pieken: Pieken
    reeks: Reeks
    laatste_nr: int


@dataclass(frozen=True, slots=True)
class ControlepuntInzicht:
    """A signed head of the log as others use it. ``tekst`` is the whole note; ``kort`` the short form."""

    id: UUID
    reeks: int
    grootte: int
    wortel: str
    tekst: str
    aanleiding: str
    kort: str
    door: str
    op: datetime


def logstand(t: Transactie) -> Logstand:
    """The present head, reckoned on from the latest checkpoint. Raises LogAfgeknipt when the log is shorter."""
    reeks = rijen.huidige_reeks(t.db)
    nr, _ = logregels.stand(t.db)
    grootte = nr - reeks.begin_nr + 1
    if grootte < 0 or ((vorige := rijen.grootste(t.db, reeks.reeks)) is not None and vorige.grootte > grootte):
        raise LogAfgeknipt
    pieken = pieken_op(t, reeks, grootte)
    return Logstand(_punt(t, reeks, pieken), pieken, reeks, nr)


def pieken_op(t: Transactie, reeks: Reeks, grootte: int) -> Pieken:
    """The tree of a log at an earlier size. Raises LogAfgeknipt when it does not have that many lines."""
    pieken = _verder_van(t, reeks, grootte)
    eerste = reeks.begin_nr + pieken.grootte
    for blad_hash in rijen.blad_hashes(t.db, eerste, reeks.begin_nr + grootte - 1):
        pieken.voeg_toe(blad_hash)
    if pieken.grootte != grootte:
        raise LogAfgeknipt
    return pieken


def _verder_van(t: Transactie, reeks: Reeks, tot: int) -> Pieken:
    """The subtrees of the latest checkpoint, when they are those of what was signed; else nothing, so that the tree
    is built from the first line.
    """
    rij = rijen.grootste(t.db, reeks.reeks, tot)
    if rij is None:
        return Pieken()
    try:
        pieken = Pieken.lees(rij.grootte, rij.pieken)
        ondertekend = vorm.lees_notitie(rij.tekst).controlepunt
    except ValueError:
        return Pieken()
    return pieken if ondertekend == _punt(t, reeks, pieken) else Pieken()


def _punt(t: Transactie, reeks: Reeks, pieken: Pieken) -> vorm.Controlepunt:
    oorsprong = vorm.oorsprong(t.werkplek.kluis_id, reeks.reeks)
    return vorm.Controlepunt(oorsprong, pieken.grootte, pieken.wortel())


def onderteken_controlepunt(t: Transactie, aanleiding: Aanleiding) -> ControlepuntInzicht:
    """Log that the log is signed, and sign it, that line included, with the key of the user who is logged in.

    Call it after the lines of the use case itself. Raises LogAfgeknipt, and then nothing was logged or signed.
    """
    stand = logstand(t)
    id_ = t.nieuw_id()
    t.log(ONDERTEKENREGEL, "controlepunt", id_, aantal=stand.punt.grootte + 1, verwerking=aanleiding.value)
    nieuw = logstand(t)
    sleutels = t.werkplek.sleutels
    tekst = vorm.met_handtekening(
        nieuw.punt.tekst(),
        vorm.sleutelnaam(t.gebruiker.id),
        sleutels.publiek.ed25519,
        lambda bericht: onderteken_notitie(sleutels.ondertekening, bericht),
    )
    return _bewaar(t, id_, nieuw.reeks, nieuw.pieken, tekst, aanleiding)


def bewaar_extern(t: Transactie, notitie: str) -> ControlepuntInzicht:
    """Keep a checkpoint of this vault that somebody signed elsewhere, such as a privacy officer with a decision.

    It is announced as any other. Whether the signature is one of a known key, the check of the log tells each time.
    Raises ValueError for what is no checkpoint of this program, PastNietOpLogboek when it does not fit this log.
    """
    punt = vorm.lees_notitie(notitie).controlepunt
    kluis_id, nummer = vorm.lees_oorsprong(punt.oorsprong)
    reeks = next((r for r in rijen.reeksen(t.db) if r.reeks == nummer), None)
    if kluis_id != str(t.werkplek.kluis_id) or reeks is None:
        raise PastNietOpLogboek
    try:
        pieken = pieken_op(t, reeks, punt.grootte)
    except LogAfgeknipt as fout:
        raise PastNietOpLogboek from fout
    if pieken.wortel() != punt.wortel:
        raise PastNietOpLogboek
    id_ = t.nieuw_id()
    t.log(ONDERTEKENREGEL, "controlepunt", id_, aantal=punt.grootte, verwerking=Aanleiding.EXTERN.value)
    return _bewaar(t, id_, reeks, pieken, notitie, Aanleiding.EXTERN)


def _bewaar(
    t: Transactie, id_: UUID, reeks: Reeks, pieken: Pieken, tekst: str, aanleiding: Aanleiding
) -> ControlepuntInzicht:
    rij = Controlepunt(
        id=id_,
        reeks=reeks.reeks,
        grootte=pieken.grootte,
        wortel=pieken.wortel(),
        pieken=pieken.tekst(),
        tekst=tekst,
        aanleiding=aanleiding.value,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.db.flush()
    t.gewijzigd("controlepunt", id_)
    return inzicht(t, rij)


def inzicht(t: Transactie, rij: Controlepunt) -> ControlepuntInzicht:
    """A row as a read model."""
    door = t.db.get(Gebruiker, rij.door_id)
    punt = vorm.Controlepunt(vorm.oorsprong(t.werkplek.kluis_id, rij.reeks), rij.grootte, rij.wortel)
    return ControlepuntInzicht(
        id=rij.id,
        reeks=rij.reeks,
        grootte=rij.grootte,
        wortel=rij.wortel,
        tekst=rij.tekst,
        aanleiding=rij.aanleiding,
        kort=vorm.korte_vorm(punt, lokale_dag(rij.op)),
        door="" if door is None else door.naam,
        op=rij.op,
    )


def laatste(t: Transactie) -> ControlepuntInzicht | None:
    """The largest checkpoint of the latest log that has one."""
    alle = rijen.punten(t.db)
    return inzicht(t, alle[-1]) if alle else None


@dataclass(frozen=True, slots=True)
class StandInzicht:
    """The present head in short, and the latest signed one."""

    nu: str
    ondertekend: ControlepuntInzicht | None


def toon_stand(werkplek: Werkplek) -> StandInzicht:
    """How the log stands and who signed it last. Raises LogAfgeknipt when lines are missing."""
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_CONTROLEREN)
        return StandInzicht(korte_stand(t), laatste(t))


def korte_stand(t: Transactie) -> str:
    """Short form of the present head with today's date, for paper: an anchor outside this machine.

    A log that was cut short is printed as it stands: the paper then shows it too.
    """
    reeks = rijen.huidige_reeks(t.db)
    nr, _ = logregels.stand(t.db)
    pieken = pieken_op(t, reeks, nr - reeks.begin_nr + 1)
    return vorm.korte_vorm(_punt(t, reeks, pieken), t.vandaag)


def onderteken_bij_slot(t: Transactie) -> None:
    """Sign at log-out. Locking never fails because of a log that was cut short: that is logged instead."""
    onderteken_of_meld(t, Aanleiding.SLOT)


def onderteken_of_meld(t: Transactie, aanleiding: Aanleiding) -> None:
    """Sign, or log that it could not be: for what must go on also when the log was cut short."""
    try:
        onderteken_controlepunt(t, aanleiding)
    except LogAfgeknipt:
        t.log(ONDERTEKENREGEL, "controlepunt", resultaat=Resultaat.MISLUKT, verwerking=aanleiding.value)


def sluit_dag(werkplek: Werkplek) -> bool:
    """Sign what an earlier day left unsigned; returns whether there was anything. Call it at the first work of a day.

    Which day a line is of only decides *when* is signed: no order is read from the clock.
    """
    with werkplek.doe() as t:
        reeks = rijen.huidige_reeks(t.db)
        vorige = rijen.grootste(t.db, reeks.reeks)
        eerste = reeks.begin_nr + (0 if vorige is None else vorige.grootte)
        tijd = logregels.tijd_van(t.db, eerste)
        if tijd is None or lokale_dag(tijd) == t.vandaag:
            return False
        onderteken_of_meld(t, Aanleiding.DAG)
        return True
