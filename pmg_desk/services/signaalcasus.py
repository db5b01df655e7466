"""From a signal to a casus: an existing one or a new one, and with it before the table that the signal came in at.

The words of the signal become a statement of that casus, with source, nature, third parties and onward rule, and are
kept nowhere else any more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.services.aanmeldingen import AanmeldingInvoer, meld_aan_in, ontbrekende_via
from pmg_desk.services.casussen import NieuweCasus, controleer_nieuw, registreer_in, tafel_label
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.meldpunt import eis_los, haal_signaal, verplaats_tekst
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import aanmeldingen as opslag
from pmg_desk.storage import casussen as casus_opslag
from pmg_desk.storage.casussen import tafelhistorie
from pmg_desk.storage.models import Casus, CasusStatus, Jongere, Signaal
from pmg_desk.storage.routes import tafelleden

HOEVEEL = 12
"""Casussen that a search field shows."""

_STRENG = (Doorverstrekking.JA, Doorverstrekking.VRAGEN, Doorverstrekking.NEE)


@dataclass(frozen=True, slots=True)
class Casuskeuze:
    """An open casus to which a signal may be added."""

    casus_id: UUID
    nummer: str
    naam: str
    leeftijd: str


@dataclass(frozen=True, slots=True)
class Signaalbegin:
    """With what registering begins when it starts from a signal; the words of the signal go along by themselves."""

    signaal_id: UUID
    tafel: str
    tafel_label: str
    leden: int  # users of this vault at that table: they see the whole dossier
    aanleiding: str
    aangemeld_door: str
    over_wie: str
    tekst: str
    wijk: str
    buurt: str


def find_casussen(werkplek: Werkplek, tekst: str) -> tuple[Casuskeuze, ...]:
    """Open casussen this user may see, by name or number."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        rijen = casus_opslag.bladzijde(
            t.db,
            casus_opslag.in_set(t.zichtbaar()),
            casus_opslag.Filter(status=CasusStatus.OPEN, tekst=tekst),
            t.vandaag,
            sortering=casus_opslag.Sortering.NAAM,
            aflopend=False,
            na=None,
            hoeveel=HOEVEEL,
            langs_index=False,
        )
        return tuple(_keuze(t, casus, jongere) for casus, jongere, *_ in rijen if t.mag_wijzigen(casus.id))


def _keuze(t: Transactie, casus: Casus, jongere: Jongere) -> Casuskeuze:
    leeftijd = jongere.geboortedatum.leeftijd_op(t.vandaag).toon()
    return Casuskeuze(casus.id, casus.nummer, naam_van(jongere).sorteernaam, leeftijd)


def link_signaal(werkplek: Werkplek, signaal_id: UUID, casus_id: UUID, *, aanmelden: bool = False) -> UUID | None:
    """Add a signal to an existing casus; with ``aanmelden`` also put that casus before the table of the signal.

    The id of that aanmelding; None when it was not asked, when the casus is at that table or on its way there, or when
    that table is reached by another one first. Raises GeenToegang (to either), SignaalHoortBijCasus, CasusGesloten.
    """
    with werkplek.doe() as t:
        rij = haal_signaal(t, signaal_id)
        eis_los(rij)
        casus = t.casus(casus_id, wijzigen=True)
        bron, tafel, op = rij.bron, rij.tafel, rij.ontvangen_op
        uitspraak_id = _verplaats(t, rij, casus)
        if not aanmelden or not _kan_aanmelden(t, casus, tafel):
            return None
        invoer = AanmeldingInvoer(tafel, None, aangemeld_op=max(op, casus.geopend_op), aangemeld_door=bron)
        return meld_aan_in(t, casus, invoer, reden_id=uitspraak_id).id


def _kan_aanmelden(t: Transactie, casus: Casus, tafel: str) -> bool:
    """Whether the casus is not at this table yet, not on its way there, and goes there without another table first."""
    loopt = any(rij.tafel == tafel and rij.status in opslag.LOPEND for rij in opslag.van_casus(t.db, casus.id))
    er = any(rij.tafel == tafel and rij.tot is None for rij in tafelhistorie(t.db, casus.id))
    return tafel in t.profiel.tafels and not loopt and not er and not ontbrekende_via(t, casus.id, tafel)


def _verplaats(t: Transactie, rij: Signaal, casus: Casus) -> UUID:
    categorie = rij.categorie
    uitspraak_id = verplaats_tekst(t, rij, casus.id)
    t.log("signaal.koppelen", "signaal", rij.id, casus_id=casus.id, categorieen=[categorie])
    return uitspraak_id


def start_casus(werkplek: Werkplek, signaal_id: UUID, invoer: NieuweCasus) -> UUID:
    """Open a casus from a signal, as registering does, and put it before the table of the signal; the casus's id.

    Likely duplicates are for the caller to show first (``services.dubbelen``). Raises OngeldigeInvoer, AlOpenCasus,
    GeenToegang, SignaalHoortBijCasus.
    """
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        rij = haal_signaal(t, signaal_id)
        eis_los(rij)
        veld = Veldcontrole()
        schoon = controleer_nieuw(t, veld, replace(invoer, aanleiding=_zonder_melder(t, rij, invoer.aanleiding)))
        veld.klaar()
        bron, tafel = rij.bron, rij.tafel
        casus = registreer_in(t, schoon)
        uitspraak_id = _verplaats(t, rij, casus)
        if tafel in schoon.tafels and not ontbrekende_via(t, casus.id, tafel):
            aanmelding = AanmeldingInvoer(
                tafel, None, aangemeld_op=casus.geopend_op, aangemeld_door=schoon.aangemeld_door or bron
            )
            meld_aan_in(t, casus, aanmelding, reden_id=uitspraak_id)
        return casus.id


def _zonder_melder(t: Transactie, rij: Signaal, aanleiding: UitspraakInvoer) -> UitspraakInvoer:
    """Who reported is never the source by itself; where a user names them, the limits of the signal hold here too."""
    bron = aanleiding.bron.strip() or t.gebruiker.naam
    if bron.casefold() != rij.bron.strip().casefold():
        return replace(aanleiding, bron=bron)
    return replace(
        aanleiding,
        derden=aanleiding.derden or rij.derden,
        derden_wie=aanleiding.derden_wie or rij.derden_wie,
        doorverstrekking=max(aanleiding.doorverstrekking, rij.doorverstrekking, key=_STRENG.index),
    )


def toon_begin(werkplek: Werkplek, signaal_id: UUID) -> Signaalbegin:
    """What to fill in beforehand when a casus is opened from a signal. Raises GeenToegang, SignaalHoortBijCasus."""
    with werkplek.doe() as t:
        rij = haal_signaal(t, signaal_id)
        eis_los(rij)
        return Signaalbegin(
            signaal_id=rij.id,
            tafel=rij.tafel,
            tafel_label=tafel_label(t.profiel, rij.tafel),
            leden=tafelleden(t.db, t.vandaag).get(rij.tafel, 0),
            aanleiding=f"Signaal bij het meldpunt, binnengekomen op {toon_datum(rij.ontvangen_op)}.",
            aangemeld_door=rij.bron,
            over_wie=rij.over_wie,
            tekst=rij.tekst,
            wijk=rij.wijk,
            buurt=rij.buurt,
        )
