"""What the partners read in a number: added beside it and never changed (reflexief monitoren, 000 chapter 6).

One that should never have been written, because somebody is recognisable in it, is withdrawn: its words are gone for
good, also from a file that is made again, and what stays is that somebody wrote one then (AVG 5(1)(c), 17).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.beeldmetingen import METINGEN
from pmg_desk.domain.beeldtekst import eis_niemand
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.profiel.sectie import naam_van, ooit
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import beeld as beeldopslag
from pmg_desk.storage import programma as opslag
from pmg_desk.storage.models import Duiding

INSPANNING = "inspanning:"
DOEL = "doel:"
"""What a subject begins with that is no measure."""

GEEN_NAMEN = "Noem geen jongere, ouder of medewerker: dit kan mee in een rapport."
"""Said wherever such a text is typed; the program cannot tell a name from another word."""

_METINGEN = {meting.sleutel: meting for meting in METINGEN}


@dataclass(frozen=True, slots=True)
class DuidingInvoer:
    """What they read, which partners, in which quarter (``2026-Q3``).

    ``onderwerp``: the key of a measure, or that of an effort or a goal of the programme behind its word
    (``inspanning:9``, ``doel:2.1``).
    """

    kwartaal: str
    onderwerp: str
    tekst: str
    wie: str


@dataclass(frozen=True, slots=True)
class DuidingInzicht:
    """As screens show it; without words when it was withdrawn."""

    id: UUID
    kwartaal: Kwartaal
    onderwerp: str
    onderwerp_label: str
    tekst: str
    wie: str
    door: str
    op: datetime

    @property
    def is_ingetrokken(self) -> bool:
        """Whether its words were taken away."""
        return not self.tekst


def add_duiding(werkplek: Werkplek, invoer: DuidingInvoer) -> UUID:
    """Write down what partners read. There is no way to change it: a later one stands beside it.

    A measure has a number only in a settled quarter, so only then something can be read in it; an effort or a goal in
    any quarter that has begun. Raises OngeldigeInvoer (also for a number of a casus or a person), GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.PROGRAMMA_BIJHOUDEN)
        veld = Veldcontrole()
        tekst = veld.tekst("tekst", invoer.tekst, verplicht=True, maximum=MAX_TEKST, lang=True)
        wie = veld.tekst("wie", invoer.wie, verplicht=True, maximum=200)
        eis_niemand(veld, tekst=tekst, wie=wie)
        bestaat = onderwerp_label(t, invoer.onderwerp) is not None
        veld.eis(bestaat, "kwartaal", "Dit onderwerp staat niet (meer) in het programma.")
        if bestaat:
            _eis_kwartaal(t, veld, invoer)
        veld.klaar()
        rij = Duiding(
            id=t.nieuw_id(),
            kwartaal=invoer.kwartaal,
            onderwerp=invoer.onderwerp,
            tekst=tekst,
            wie=wie,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log("duiding.vastleggen", "duiding", rij.id)
        t.gewijzigd("duiding", rij.id)
        return rij.id


def withdraw_duiding(werkplek: Werkplek, duiding_id: UUID) -> None:
    """Take the words of a duiding away for good, and which partners; that it was there stays, with who and when.

    Raises NietGevonden, IntussenGewijzigd (it was withdrawn already), GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.PROGRAMMA_BIJHOUDEN)
        rij = t.haal(Duiding, duiding_id)
        if not rij.tekst:
            raise IntussenGewijzigd
        rij.tekst = rij.wie = ""
        t.log("duiding.intrekken", "duiding", rij.id)
        t.gewijzigd("duiding", rij.id)


def _eis_kwartaal(t: Transactie, veld: Veldcontrole, invoer: DuidingInvoer) -> None:
    if invoer.onderwerp in _METINGEN:
        er_zijn = {rij.kwartaal for rij in beeldopslag.kwartalen(t.db)}
        veld.eis(invoer.kwartaal in er_zijn, "kwartaal", "Van dit kwartaal zijn nog geen getallen vastgesteld.")
    else:
        lees_begonnen(t, veld, invoer.kwartaal)


def lees_begonnen(t: Transactie, veld: Veldcontrole, kwartaal: str) -> Kwartaal | None:
    """The quarter, which has to have begun; notes what is wrong at the field ``kwartaal``."""
    try:
        gelezen = Kwartaal.lees(kwartaal)
    except ValueError:
        veld.fout("kwartaal", "Kies een kwartaal uit de lijst.")
        return None
    veld.eis(gelezen <= Kwartaal.van_dag(t.vandaag), "kwartaal", "Dit kwartaal is nog niet begonnen.")
    return gelezen


def onderwerp_label(t: Transactie, onderwerp: str) -> str | None:
    """What a subject is called; None when there is no such measure, effort or goal, nor ever was."""
    if onderwerp in _METINGEN:
        return _METINGEN[onderwerp].naam
    for woord, sectie in ((INSPANNING, t.profiel.inspanningen), (DOEL, t.profiel.doelen)):
        if onderwerp.startswith(woord):
            record = ooit(sectie, onderwerp.removeprefix(woord))
            return None if record is None else naam_van(record)
    return None


def duidingen_van(t: Transactie, onderwerp: str = "") -> tuple[DuidingInzicht, ...]:
    """The same inside a running use case."""
    return tuple(
        DuidingInzicht(
            rij.id,
            Kwartaal.lees(rij.kwartaal),
            rij.onderwerp,
            onderwerp_label(t, rij.onderwerp) or rij.onderwerp,
            rij.tekst,
            rij.wie,
            naam,
            rij.op,
        )
        for rij, naam in opslag.duidingen(t.db, onderwerp)
    )
