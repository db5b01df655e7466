"""Versions of a tafelkader beside each other, and what a signature under a draft would do: before it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.delen import Eis, Ontvanger, Zekerheid
from pmg_desk.domain.fouten import NietGevonden, OngeldigeInvoer
from pmg_desk.domain.kaderruimte import Kaderruimte, controleer_inhoud
from pmg_desk.domain.kaderverschil import Kaderverschil, Veldverschil, vergelijk, vergelijk_getekend
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.tafelkader import Kaderinhoud, Kaderregel, lees_inhoud, lees_kadertekst, reeks_van
from pmg_desk.services.kaderbrieven import Staand, tel_staand
from pmg_desk.services.kadertoezicht import GelezenVraag, laatste_vraag
from pmg_desk.services.tafelkaders import KaderInzicht, eis_maker, is_toezicht, kader_inzichten, ruimte_voor
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Gebruiker, Kaderconcept


@dataclass(frozen=True, slots=True)
class Versievergelijking:
    """Two signed versions: their numbers, and what differs; officers by name. ``ruimte``: the words, where known."""

    nummer: str
    vorige_nummer: str
    verschil: Kaderverschil
    ruimte: Kaderruimte


@dataclass(frozen=True, slots=True)
class Krijgt:
    """One function of an organisation: kinds of data (keys) by what they are bound to, and what changes for it.

    Empty ``soorten``: it gets nothing any more. ``anders``: it had them already, on other grounds or conditions.
    ``gronden``: the kinds of data by the grounds (keys) on which it gets them.
    """

    ontvanger: Ontvanger
    soorten: tuple[tuple[tuple[Eis, ...], tuple[str, ...]], ...]
    nieuw: tuple[str, ...]
    weg: tuple[str, ...]
    anders: tuple[str, ...]
    gronden: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Tekenbeeld:
    """What a signature does: who gets what, and against the version in force (empty number: there is none).

    ``staand`` is None in an own installation: what was shared is in the other vault. ``fouten``: by field of the draft
    why it cannot be signed as it is; empty when it can.
    """

    krijgt: tuple[Krijgt, ...]
    geldt_nummer: str
    verschil: Kaderverschil | None
    staand: Staand | None
    fouten: Mapping[str, str]


def compare_versies(werkplek: Werkplek, kader_id: UUID) -> Versievergelijking:
    """A signed kader against the version before it. Raises NietGevonden when there is none, or one is unreadable."""
    with werkplek.doe() as t:
        if is_toezicht(t):
            t.eis(Recht.TOEZICHT_HOUDEN)
        elif not t.gebruiker.mag(Recht.DELING_BESLISSEN):
            t.eis(Recht.DELING_VRAGEN)
        alle = kader_inzichten(t)
        kader = next((k for k in alle if k.id == kader_id and k.inhoud is not None), None)
        if kader is None:
            raise NietGevonden
        vorige = _vorige(alle, kader)
        if vorige is None:
            raise NietGevonden
        verschil = vergelijk_getekend(lees_kadertekst(vorige.tekst), lees_kadertekst(kader.tekst))
        velden = tuple(_met_naam(t, veld) for veld in verschil.velden)
        ruimte = ruimte_voor(t, kader.tafel, kader.verbinding_id)
        return Versievergelijking(kader.nummer, vorige.nummer, replace(verschil, velden=velden), ruimte)


def _vorige(alle: Iterable[KaderInzicht], kader: KaderInzicht) -> KaderInzicht | None:
    eerder = [
        k
        for k in alle
        if k.inhoud is not None
        and (k.tafel, k.doel, k.verbinding_id) == (kader.tafel, kader.doel, kader.verbinding_id)
        and k.versie < kader.versie
    ]
    return max(eerder, key=lambda k: (k.versie, k.nummer), default=None)


def _met_naam(t: Transactie, veld: Veldverschil) -> Veldverschil:
    if veld.veld != "beslisser_id":
        return veld
    return replace(veld, was=_naam(t, str(veld.was)), wordt=_naam(t, str(veld.wordt)))


def _naam(t: Transactie, id_: str) -> str:
    rij = t.db.get(Gebruiker, UUID(id_))
    return "" if rij is None else rij.naam


def look_at_signing(werkplek: Werkplek, concept_id: UUID) -> Tekenbeeld:
    """What a signature under this draft would do now. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        eis_maker(t)
        rij = t.haal(Kaderconcept, concept_id)
        inhoud = lees_inhoud(lees_canoniek(rij.inhoud))
        ruimte = ruimte_voor(t, rij.tafel, rij.verbinding_id)
        bekend = {r.ontvanger for r in ruimte.rijen}
        inhoud = replace(inhoud, regels=tuple(r for r in inhoud.regels if r.ontvanger in bekend))
        kaders = [k for k in kader_inzichten(t) if k.verbinding_id == rij.verbinding_id]
        nummer, nu, zekerheid = _van_kracht(t, kaders, inhoud, rij.verbinding_id)
        verschil = None if nu is None else met_zekerheid(t, vergelijk(nu, inhoud), zekerheid)
        staand = None if rij.verbinding_id is not None else tel_staand(t, kaders, inhoud)
        return Tekenbeeld(wie_krijgt(inhoud, verschil), nummer, verschil, staand, _fouten(t, rij, ruimte))


def _fouten(t: Transactie, rij: Kaderconcept, ruimte: Kaderruimte) -> Mapping[str, str]:
    try:
        controleer_inhoud(lees_inhoud(lees_canoniek(rij.inhoud)), ruimte, t.vandaag)
    except OngeldigeInvoer as fout:
        return fout.velden
    return {}


def _van_kracht(
    t: Transactie, kaders: Iterable[KaderInzicht], inhoud: Kaderinhoud, verbinding_id: UUID | None
) -> tuple[str, Kaderinhoud | None, Zekerheid | None]:
    for kader in kaders:
        if kader.geldt and kader.inhoud is not None and reeks_van(kader.inhoud) == reeks_van(inhoud):
            return kader.nummer, kader.inhoud, kader.zekerheid
    vraag: GelezenVraag | None = None
    if verbinding_id is not None:
        _, vraag = laatste_vraag(t, verbinding_id, inhoud.tafel)
    for nummer, daar in () if vraag is None else vraag.huidig:
        if reeks_van(daar.inhoud) == reeks_van(inhoud):
            return nummer, daar.inhoud, daar.zekerheid
    return "", None, None


def met_zekerheid(t: Transactie, verschil: Kaderverschil, was: Zekerheid | None) -> Kaderverschil:
    """A draft against a signed one: also how certain it becomes when it is signed here."""
    wordt = Zekerheid.CRYPTOGRAFISCH if is_toezicht(t) else Zekerheid.PROCEDUREEL
    if was is None or was is wordt:
        return verschil
    return replace(verschil, velden=(*verschil.velden, Veldverschil("zekerheid", was, wordt)))


def wie_krijgt(inhoud: Kaderinhoud, verschil: Kaderverschil | None) -> tuple[Krijgt, ...]:
    """Per function of an organisation what it gets and what changes; also those that get nothing any more."""
    per: dict[Ontvanger, list[Kaderregel]] = {}
    for regel in sorted(inhoud.regels, key=lambda r: r.ontvanger.voluit):
        per.setdefault(regel.ontvanger, []).append(regel)
    for regel in () if verschil is None else verschil.weg:
        if not any(wie.is_dezelfde(regel.ontvanger) for wie in per):
            per[regel.ontvanger] = []
    return tuple(_krijgt(wie, regels, verschil) for wie, regels in per.items())


def _krijgt(wie: Ontvanger, regels: Iterable[Kaderregel], verschil: Kaderverschil | None) -> Krijgt:
    per_eis: dict[tuple[Eis, ...], list[str]] = {}
    per_grond: dict[tuple[str, ...], list[str]] = {}
    for regel in sorted(regels, key=lambda r: len(r.eisen)):
        per_eis.setdefault(tuple(sorted(regel.eisen)), []).append(regel.categorie)
        per_grond.setdefault(tuple(sorted(regel.grondslagen)), []).append(regel.categorie)

    def van(gekozen: Iterable[Kaderregel]) -> tuple[str, ...]:
        return tuple(r.categorie for r in gekozen if r.ontvanger.is_dezelfde(wie))

    return Krijgt(
        wie,
        tuple((eisen, tuple(soorten)) for eisen, soorten in per_eis.items()),
        nieuw=() if verschil is None else van(verschil.erbij),
        weg=() if verschil is None else van(verschil.weg),
        anders=()
        if verschil is None
        else van(c.regel for c in verschil.anders if {"eisen", "grondslagen"} & set(c.velden)),
        gronden=tuple((gronden, tuple(soorten)) for gronden, soorten in per_grond.items()),
    )
