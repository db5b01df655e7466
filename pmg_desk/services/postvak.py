"""The inbox of privacy officers, in the shared vault and in an own installation: what waits, until when, whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import Soort, Verzoektekst, lees_verzoektekst
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.belangen import (
    casus_van,
    eis_officer,
    geraakt,
    haal_verzoek,
    namens,
    onderwerp_van,
    soort_van,
)
from pmg_desk.services.delen import VerzoekRegel, verzoekregels
from pmg_desk.services.toezichtregister import ontvangen_regel
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as verzoekrijen
from pmg_desk.storage import postvak as rijen
from pmg_desk.storage import toezicht as toezichtrijen
from pmg_desk.storage.models import Behandeling, Delingsverzoek, OntvangenVerzoek, Prioriteit, VerzoekStatus

OPEN = frozenset({VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG})


@dataclass(frozen=True, slots=True)
class Postregel(VerzoekRegel):
    """A request in the inbox. ``dagen_over`` counts to ``uiterlijk``, below zero when it is late; None: not waiting."""

    uiterlijk: date | None = None
    dagen_over: int | None = None
    hoog: bool = False
    behandelaar_id: UUID | None = None
    behandelaar: str = ""
    van_mij: bool = False  # in one's own hands, in those of whom one covers for, or in nobody's
    belang: bool = False  # touches this officer: another one judges it
    groep: str = ""  # requests with the same text here are alike: they can be judged together
    soortgelijk: int = 0  # how many others like it wait

    @property
    def wacht(self) -> bool:
        """Whether it waits for a judgement."""
        return self.status is VerzoekStatus.INGEDIEND

    @property
    def te_laat(self) -> bool:
        """Whether its last day is over."""
        return self.dagen_over is not None and self.dagen_over < 0


@dataclass(frozen=True, slots=True)
class Officer:
    """A privacy officer to choose from."""

    id: UUID
    naam: str
    zelf: bool


def list_postvak(werkplek: Werkplek) -> tuple[Postregel, ...]:
    """Every request: what waits first, urgent in front, those for the same recipient together; then what is over,
    newest first. Raises GeenToegang.
    """
    with werkplek.doe() as t:
        eis_officer(t)
        namen = {officer.id: officer.naam for officer in rijen.officers(t.db)}
        alle, gelezen = _lees(t)
        behandelingen, zelf, raakt = rijen.behandelingen(t.db), namens(t), geraakt(t)
        groepen = {rij.id: groep_van(rij) for rij in alle if rij.status is VerzoekStatus.INGEDIEND}
        hoeveel = Counter(groepen.values())
        regels = []
        for rij, regel in zip(alle, gelezen, strict=True):
            behandeling = behandelingen.get(rij.id)
            behandelaar = None if behandeling is None else behandeling.behandelaar_id
            if behandelaar not in namen:
                behandelaar = None  # who has left handles nothing
            wacht = rij.status is VerzoekStatus.INGEDIEND
            uiterlijk = postdag(t, rij, regel.overleg) if wacht else None
            groep = groepen.get(rij.id, "")
            regels.append(
                Postregel(
                    **{veld.name: getattr(regel, veld.name) for veld in fields(regel)},
                    uiterlijk=uiterlijk,
                    dagen_over=None if uiterlijk is None else (uiterlijk - t.vandaag).days,
                    hoog=behandeling is not None and behandeling.prioriteit is Prioriteit.HOOG,
                    behandelaar_id=behandelaar,
                    behandelaar="" if behandelaar is None else namen[behandelaar],
                    van_mij=behandelaar is None or behandelaar in zelf,
                    belang=bool(raakt) and casus_van(rij) in raakt,
                    groep=groep,
                    soortgelijk=hoeveel[groep] - 1 if wacht else 0,
                )
            )
        return _op_volgorde(regels)


def _lees(t: Transactie) -> tuple[Sequence[Delingsverzoek | OntvangenVerzoek], Sequence[VerzoekRegel]]:
    if t.gebruiker.mag(Recht.TOEZICHT_HOUDEN):
        ontvangen = toezichtrijen.verzoeken(t.db)
        return ontvangen, [ontvangen_regel(t, rij) for rij in ontvangen]
    hier = verzoekrijen.verzoeken(t.db)
    return hier, verzoekregels(t, hier)


def _op_volgorde(regels: list[Postregel]) -> tuple[Postregel, ...]:
    wachtend = [regel for regel in regels if regel.wacht]
    eerste = {
        ontvanger: min((not r.hoog, r.uiterlijk or date.max) for r in wachtend if r.ontvanger == ontvanger)
        for ontvanger in {regel.ontvanger for regel in wachtend}
    }
    wachtend.sort(key=lambda r: (eerste[r.ontvanger], r.ontvanger, not r.hoog, r.uiterlijk or date.max, r.nummer))
    terug = [regel for regel in regels if regel.status is VerzoekStatus.TERUG]
    return (*wachtend, *terug, *(regel for regel in reversed(regels) if regel.status not in OPEN))


def uiterste_oordeeldag(t: Transactie, rij: Delingsverzoek | OntvangenVerzoek) -> date:
    """The last day for a judgement, from the day on which the request came in (profile)."""
    return lokale_dag(rij.op) + timedelta(days=t.profiel.instellingen.oordeel_termijn_dagen.waarde)


def postdag(t: Transactie, rij: Delingsverzoek | OntvangenVerzoek, overleg: date | None) -> date:
    """By when to judge it: that last day, or the day before the meeting it was asked for when that comes first.

    A meeting of today hurries until the evening, one that is over hurries nobody.
    """
    uiterst = uiterste_oordeeldag(t, rij)
    if overleg is None or overleg < t.vandaag:
        return uiterst
    return min(uiterst, max(t.vandaag, overleg - timedelta(days=1)))


def groep_van(rij: Delingsverzoek | OntvangenVerzoek) -> str:
    """What requests that are alike have in common; unreadable ones are alike to nothing."""
    try:
        tekst = lees_verzoektekst(rij.tekst)
    except ValueError:
        return str(rij.id)
    over = "" if isinstance(rij, Delingsverzoek) else str(rij.verbinding_id)
    return "\n".join((over, *gelijkenis(tekst)))


def gelijkenis(tekst: Verzoektekst) -> tuple[str, ...]:
    """Requests with the same of these may be judged together: kind, purpose, grounds and the requester's answers.

    They may be for several recipients, each of whom gets what was asked for it. A request for an exact document is
    judged alone, because its words are what is judged.
    """
    alleen = tekst.verzoek_id if tekst.soort is Soort.DOCUMENT else ""
    return (
        tekst.soort.value,
        alleen,
        tekst.doel,
        tekst.noodzaak.strip(),
        tekst.proportionaliteit.strip(),
        tekst.subsidiariteit.strip(),
        *sorted(tekst.grondslagen),
    )


def list_officers(werkplek: Werkplek) -> tuple[Officer, ...]:
    """The privacy officers who work here. Raises GeenToegang."""
    with werkplek.doe() as t:
        eis_officer(t)
        return tuple(Officer(rij.id, rij.naam, rij.id == t.gebruiker.id) for rij in rijen.officers(t.db))


def assign_verzoek(
    werkplek: Werkplek, verzoek_ids: tuple[UUID, ...], behandelaar_id: UUID | None, prioriteit: Prioriteit
) -> None:
    """Say who handles these requests (None: whoever comes first) and how urgent they are.

    Raises GeenToegang, NietGevonden, OngeldigeInvoer (``behandelaar``).
    """
    with werkplek.doe() as t:
        eis_officer(t)
        veld = Veldcontrole()
        bekend = {officer.id for officer in rijen.officers(t.db)}
        veld.eis(behandelaar_id is None or behandelaar_id in bekend, "behandelaar", "Kies iemand uit de lijst.")
        raakt = geraakt(t)
        for verzoek_id in verzoek_ids:
            rij = haal_verzoek(t, verzoek_id)
            veld.eis(
                behandelaar_id != t.gebruiker.id or casus_van(rij) not in raakt,
                "behandelaar",
                "Een van deze verzoeken raakt u of uw familie. Dat neemt een collega.",
            )
            veld.klaar()
            t.db.add(
                Behandeling(
                    id=t.nieuw_id(),
                    **onderwerp_van(rij),
                    behandelaar_id=behandelaar_id,
                    prioriteit=prioriteit,
                    door_id=t.gebruiker.id,
                    op=t.nu,
                )
            )
            hier = isinstance(rij, Delingsverzoek)
            t.log("oordeel.toewijzen", soort_van(rij), rij.id, casus_id=casus_van(rij)[1] if hier else None)
            t.gewijzigd(soort_van(rij), rij.id)
