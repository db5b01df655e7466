"""Whether the log of another vault only grew: what came with each package is held against what was seen before.

The last head that was seen here cannot be changed by who owns that vault. A package with a head that is shorter, or as
long and different, is refused, and the refusal is kept as a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.controlepunt import (
    Controlepunt,
    Notitie,
    korte_vorm,
    lees_notitie,
    lees_oorsprong,
    met_handtekening,
    sleutelnaam,
)
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.toezicht import Groei, reeks_van, vergelijk
from pmg_desk.kluis.ondertekening import onderteken_notitie, verifieer_notitie
from pmg_desk.services.pakketten import Binnengekomen, open_binnengekomen
from pmg_desk.services.verbindingen import VerbindingInzicht
from pmg_desk.services.verbindingsfouten import PakketGeweigerd
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toezicht as rijen
from pmg_desk.storage.models import Auditdossier, GezienControlepunt, Verbinding


class GeenLogstand(PakketGeweigerd):
    """No signed head of the log came along, or it was not signed by who sent the package."""

    wat = "Bij dit pakket zit geen geldige, door de afzender ondertekende stand van het logboek."
    doe = "Vraag de afzender om een nieuw pakket. Gebeurt het weer, meld het dan aan de beheerder van die kluis."


class LogboekGeweigerd(PakketGeweigerd):
    """The log of the other vault does not continue what was seen here."""

    def __init__(self, verbinding: VerbindingInzicht, stand: Stand, gezien_op: datetime, bewijsstuk: str) -> None:
        hoe = "korter" if stand.groei is Groei.KORTER else "anders"
        super().__init__(
            f"Het logboek van {verbinding.naam} is {hoe} dan wat u op {toon_datum(lokale_dag(gezien_op))} zag: regels "
            "zijn verdwenen of veranderd, of er is een oude reservekopie teruggezet.",
            veilig="Het pakket is niet overgenomen. Deze bevinding staat bij Audit.",
            doe="Neem geen besluit. Bel de beheerder van die kluis en doe een audit. Is dit pakket ouder dan een pakket"
            " dat u al innam, vraag dan om een nieuw pakket.",
        )
        self.verbinding_id, self.stand, self.bewijsstuk = verbinding.id, stand, bewijsstuk


@dataclass(frozen=True, slots=True)
class Stand:
    """The head of another vault's log that came along, and how it relates to the last one that was seen."""

    punt: Controlepunt
    groei: Groei
    notitie: str


@dataclass(frozen=True, slots=True)
class Logvolging:
    """How far the log of a connected vault was followed. ``kort`` is empty when nothing was seen yet."""

    verbinding_id: UUID
    naam: str
    kort: str
    gezien_op: datetime | None
    regels: int
    bewezen: bool  # every head that was seen is one of the log that an audit found in order
    bevinding: str  # of the latest audit or refusal, when that was not in order
    loopt: bool


@contextmanager
def neem_in(
    werkplek: Werkplek, ruw: bytes, soorten: Collection[Pakketsoort]
) -> Iterator[tuple[Transactie, Binnengekomen]]:
    """As ``pakketten.open_binnengekomen``, for who oversees. A log that was refused is kept as a finding."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
    try:
        with open_binnengekomen(werkplek, ruw, soorten) as (t, binnen):
            yield t, binnen
    except LogboekGeweigerd as fout:
        with werkplek.doe() as t:
            _bewaar_bevinding(t, fout)
        raise


def _bewaar_bevinding(t: Transactie, fout: LogboekGeweigerd) -> None:
    rij = Auditdossier(
        id=t.nieuw_id(),
        verbinding_id=fout.verbinding_id,
        pakket_id=None,
        van_nr=0,
        tot_nr=fout.stand.punt.grootte,
        in_orde=False,
        bevindingen=canoniek([fout.wat]),
        inhoud=fout.bewijsstuk,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.log("toezicht.weigeren", "auditdossier", rij.id, resultaat=Resultaat.GEWEIGERD, aantal=fout.stand.punt.grootte)
    t.gewijzigd("auditdossier", rij.id)


def controleer_stand(t: Transactie, binnen: Binnengekomen, bewijs: Sequence[str] | None = None) -> Stand:
    """The head of the sender's log, signed by the sender and not at odds with what was seen. Call it before ``boek``.

    ``bewijs``: a consistency proof from the last head seen to this one. Raises GeenLogstand, LogboekGeweigerd.
    """
    notitie = _lees(binnen.envelop.controlepunt)
    if not _is_van(binnen, notitie):
        raise GeenLogstand
    punt = notitie.controlepunt
    vorige = laatst_gezien(t, binnen.verbinding.id)
    oud = None if vorige is None else lees_notitie(vorige.tekst).controlepunt
    stand = Stand(punt, vergelijk(oud, punt, bewijs), notitie.notitie())
    if vorige is not None and not stand.groei.mag:
        bewijsstuk: dict[str, Waarde] = {
            "controlepunt": stand.notitie,
            "pakket": binnen.envelop.pakket_id,
            "sha256": binnen.sha256,
            "soort": binnen.envelop.soort.value,
            "van": binnen.envelop.van.persoon_id,
        }
        raise LogboekGeweigerd(binnen.verbinding, stand, vorige.op, canoniek(bewijsstuk))
    return stand


def _lees(notitie: str | None) -> Notitie:
    try:
        return lees_notitie(notitie or "")
    except ValueError:
        raise GeenLogstand from None


def _is_van(binnen: Binnengekomen, notitie: Notitie) -> bool:
    try:
        kluis_id, _ = lees_oorsprong(notitie.controlepunt.oorsprong)
    except ValueError:
        return False
    wie = sleutelnaam(binnen.persoon.persoon_id)
    return kluis_id == str(binnen.verbinding.kluis_id) and notitie.is_ondertekend_door(
        wie, binnen.persoon.ed25519, verifieer_notitie
    )


def onthoud(t: Transactie, binnen: Binnengekomen, stand: Stand) -> None:
    """Remember a head that was accepted, once the package is booked: from now on a shorter log is refused."""
    if stand.groei is Groei.GELIJK:
        return
    reeks = reeks_van(stand.punt)
    rij = GezienControlepunt(
        id=t.nieuw_id(),
        verbinding_id=binnen.verbinding.id,
        reeks=reeks,
        grootte=stand.punt.grootte,
        wortel=stand.punt.wortel,
        tekst=stand.notitie,
        pakket_id=binnen.pakket_id,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.db.flush()
    t.log("toezicht.stand", "gezien_controlepunt", rij.id, aantal=stand.punt.grootte, verwerking=stand.groei.value)
    t.gewijzigd("gezien_controlepunt", rij.id)


def laatst_gezien(t: Transactie, verbinding_id: UUID) -> GezienControlepunt | None:
    """The furthest head of that vault's log that was accepted here."""
    gezien = rijen.gezien(t.db, verbinding_id)
    return gezien[-1] if gezien else None


def medeondertekend(t: Transactie, notitie: str) -> str:
    """A head that was seen, with the signature of who works here below it: an anchor to keep in the other vault too."""
    sleutels = t.werkplek.sleutels
    return met_handtekening(
        notitie,
        sleutelnaam(t.gebruiker.id),
        sleutels.publiek.ed25519,
        lambda bericht: onderteken_notitie(sleutels.ondertekening, bericht),
    )


def volging(t: Transactie, verbinding: Verbinding) -> Logvolging:
    """How far the log of this vault was followed, and what was found last."""
    gezien = rijen.gezien(t.db, verbinding.id)
    laatste = gezien[-1] if gezien else None
    dossiers = rijen.dossiers(t.db, verbinding.id)
    goed = [d.op for d in dossiers if d.in_orde]  # an audit is held against every head that was seen until then
    fout = dossiers[-1] if dossiers and not dossiers[-1].in_orde else None
    return Logvolging(
        verbinding_id=verbinding.id,
        naam=verbinding.naam,
        kort="" if laatste is None else korte_vorm(lees_notitie(laatste.tekst).controlepunt),
        gezien_op=None if laatste is None else laatste.op,
        regels=0 if laatste is None else laatste.grootte,
        bewezen=len(gezien) == 1 or bool(gezien and goed and max(goed) >= max(g.op for g in gezien)),
        bevinding="" if fout is None else eerste_bevinding(fout),
        loopt=verbinding.gestopt_op is None,
    )


def eerste_bevinding(dossier: Auditdossier) -> str:
    """The first sentence of what was found."""
    return next(iter(lees_bevindingen(dossier)), "")


def lees_bevindingen(dossier: Auditdossier) -> tuple[str, ...]:
    """All that was found, in sentences."""
    return tuple(lees_canoniek(dossier.bevindingen))
