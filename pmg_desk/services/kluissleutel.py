"""Renewing the key of the vault: the header, the database, the Werkplek and the log, in that order.

Which file is written when, and what a crash leaves: ``kluis.rotatie``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import Klok
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis import rotatie
from pmg_desk.kluis.bewaarplaats import OpenKluis
from pmg_desk.kluis.eerste_pagina import past_nergens
from pmg_desk.kluis.fouten import KluisBeschadigd, KluisNietBereikbaar, KopPastNiet
from pmg_desk.kluis.rotatie import Afloop
from pmg_desk.services import kopstand
from pmg_desk.services.werkplek import AlleenDatabase, AlleenLezen, Transactie, Werkplek
from pmg_desk.storage import logregels
from pmg_desk.storage.engine import maak_engine, sluit_engine
from pmg_desk.storage.omsleutelen import controleer_omgeschreven, schrijf_om

OMSLEUTELEN = "kluis.omsleutelen"
"""Log line of a new vault key; ``aantal`` is the number of the key that holds now. MISLUKT: the old one stayed."""

STOPPEN = "gebruiker.stoppen"
_NIET_AFGEROND = (
    "Het vernieuwen van de sleutel van deze kluis kon niet worden afgerond. De kluis is heel; bij de volgende keer "
    "openen probeert het programma het opnieuw."
)
_TERUGGEDRAAID = (
    "Het vernieuwen van de sleutel van deze kluis is afgebroken. De oude sleutel geldt nog. De beheerder kan hem "
    "opnieuw vernieuwen bij Beheer, Kluis."
)

Meld = Callable[[int, int, str], None]
"""``meld(done, in all, what is being done)``; may raise to stop."""


def stil(_gedaan: int, _totaal: int, _tekst: str) -> None:
    """Nobody is watching."""


@dataclass(frozen=True, slots=True)
class SleutelInzicht:
    """The key of the vault. ``verouderd``: somebody was stopped after it was made, and may still have it."""

    nummer: int
    vernieuwd_op: datetime | None  # None: still the first one
    verouderd: bool


def describe_kluissleutel(werkplek: Werkplek) -> SleutelInzicht:
    """Which key the vault has, and whether it should be renewed. For the beheerder."""
    kluis = _kluis(werkplek)
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        vernieuwd = logregels.laatste_met(t.db, OMSLEUTELEN, "kluis", Resultaat.GELUKT.value)
        gestopt = logregels.laatste_met(t.db, STOPPEN, "gebruiker", Resultaat.GELUKT.value)
    verouderd = gestopt is not None and (vernieuwd is None or vernieuwd[0] < gestopt[0])
    return SleutelInzicht(kluis.kluissleutels[0].nummer, None if vernieuwd is None else vernieuwd[1], verouderd)


def renew_kluissleutel(werkplek: Werkplek, meld: Meld = stil) -> int:
    """Put the vault under a new key and return its number. For the beheerder; some 80 MB a second.

    Until the database has been written and read back, ``meld`` may stop it by raising; then the vault keeps its old
    key. Raises TeWeinigRuimte, KluisNietBereikbaar and KluisBeschadigd; then the vault opens as before or, if only the
    last step failed, with either key. ``werkplek.engine`` is another one afterwards.
    """
    kluis = _kluis(werkplek)
    if werkplek.alleen_lezen:
        raise AlleenLezen
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
    try:
        _schrijf_om(werkplek, kluis, meld)
    except BaseException:
        with suppress(Fout):  # what went wrong first is what the user must hear
            _rond_af(werkplek, kluis)
        raise
    _rond_af(werkplek, kluis)
    return kluis.kluissleutels[0].nummer


def open_database(kluis: OpenKluis) -> Any:
    """The engine of an unlocked vault; halfway a rotation with the one of the two keys that fits.

    Raises as ``storage.engine.maak_engine``, and KopPastNiet when no key of the header fits it.
    """
    try:
        return maak_engine(kluis.databasepad, kluis.kluissleutel)
    except KluisBeschadigd:
        # A crash may have left half a first page, so that there was no telling which key fits. The attempt has
        # rolled the journal back: now there is.
        eerst = kluis.kluissleutel
        rotatie.kies_passende_sleutel(kluis)
        if kluis.kluissleutel != eerst:
            return maak_engine(kluis.databasepad, kluis.kluissleutel)
        if past_nergens(kluis.databasepad, eerst):
            raise KopPastNiet from None
        raise


def rond_af(t: Transactie, kluis: OpenKluis, klok: Klok) -> Afloop:
    """End a rotation that is under way or was cut off, and log what became of it. The database is open by now."""
    try:
        afloop = rotatie.rond_af(kluis, klok=klok)
    except KluisNietBereikbaar:
        kluis.waarschuwingen = (*kluis.waarschuwingen, _NIET_AFGEROND)
        return Afloop.GEEN
    if afloop is not Afloop.GEEN:
        kopstand.onthoud(t, kluis)
        gelukt = afloop is Afloop.VERNIEUWD
        t.log(
            OMSLEUTELEN,
            "kluis",
            t.werkplek.kluis_id,
            aantal=kluis.kluissleutels[0].nummer,
            resultaat=Resultaat.GELUKT if gelukt else Resultaat.MISLUKT,
        )
        if not gelukt:
            kluis.waarschuwingen = (*kluis.waarschuwingen, _TERUGGEDRAAID)
    return afloop


def _rond_af(werkplek: Werkplek, kluis: OpenKluis) -> None:
    with werkplek.doe() as t:
        rond_af(t, kluis, werkplek.klok)
        t.gewijzigd("kluis", werkplek.kluis_id)


def _schrijf_om(werkplek: Werkplek, kluis: OpenKluis, meld: Meld) -> None:
    nieuw = rotatie.begin(kluis, klok=werkplek.klok)
    doel = rotatie.nieuw_databasepad(kluis)

    def gekopieerd(gedaan: int, totaal: int) -> None:
        meld(gedaan, totaal, "Gegevens opnieuw versleutelen")

    schrijf_om(werkplek.engine, doel, nieuw.ruw, gekopieerd)
    meld(0, 0, "Nieuw bestand controleren")
    controleer_omgeschreven(werkplek.engine, doel, nieuw.ruw)
    meld(0, 0, "Nieuwe sleutel in gebruik nemen")
    sluit_engine(werkplek.engine)
    try:
        rotatie.wissel(kluis)
    finally:
        werkplek.engine = open_database(kluis)


def _kluis(werkplek: Werkplek) -> OpenKluis:
    if werkplek.kluis is None:
        raise AlleenDatabase("the key belongs to the header of the vault, which is not open")
    return werkplek.kluis
