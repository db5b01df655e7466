"""The vault as its beheerder sees it: facts, the profile and where it comes from, and whether the file is sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.profiel import Bronzekerheid, Getal, JaNee, Keuzes, Profiel
from pmg_desk.domain.profiel.woorden import ONDERDELEN
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.logboek import ControleInzicht, verify_logboek
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage import logregels, migrations
from pmg_desk.storage.engine import controleer_bestand

SNEL_TOT = 64 * 1024 * 1024
"""Bytes. Up to here the whole file is checked at every unlock (half a second); beyond it, when somebody asks.
The log is always checked, in parts."""

_ZEKERHEID = {
    Bronzekerheid.GEVONDEN: "gevonden in de bron",
    Bronzekerheid.BEKEND: "algemeen bekend",
    Bronzekerheid.ONGEVERIFIEERD: "niet nagegaan",
}


@dataclass(frozen=True, slots=True)
class KluisInzicht:
    """Facts about the vault."""

    naam: str
    map: str
    kluis_id: str
    gemaakt_op: datetime
    grootte: int  # bytes of the database
    logregels: int
    schema: str
    kop_generatie: int
    profiel: str
    profiel_sinds: datetime


@dataclass(frozen=True, slots=True)
class ProfielRegel:
    """One thing a profile says, and where that comes from."""

    onderdeel: str
    naam: str
    waarde: str
    bron: str
    zekerheid: str


@dataclass(frozen=True, slots=True)
class Kluiscontrole:
    """Outcome of checking file and log. ``bestand``: technical findings, without content; empty when sound."""

    bestand: tuple[str, ...]
    logboek: ControleInzicht

    @property
    def in_orde(self) -> bool:
        """Nothing was found."""
        return not self.bestand and self.logboek.in_orde

    def zin(self) -> str:
        """The outcome in words."""
        if self.in_orde:
            return "Het bestand en het logboek zijn in orde."
        zinnen = list(self.logboek.bevindingen[:5])
        if self.bestand:
            zinnen.insert(
                0,
                f"Het bestand van de kluis is beschadigd: {len(self.bestand)} bevinding(en). "
                "Maak een kopie van de hele map en zet een reservekopie terug.",
            )
        return " ".join(zinnen)


def describe_kluis(werkplek: Werkplek) -> KluisInzicht:
    """Facts for the beheerder."""
    if werkplek.kluis is None:
        raise RuntimeError("the header of the vault is not open")
    kop, pad = werkplek.kluis.kop, werkplek.kluis.databasepad
    schema = migrations.revisie(werkplek.engine)
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        versie = opslag.profielversies(t.db)[0]
        return KluisInzicht(
            naam=kop.naam,
            map=str(werkplek.kluis.pad),
            kluis_id=str(kop.kluis_id),
            gemaakt_op=kop.gemaakt_op,
            grootte=pad.stat().st_size,
            logregels=logregels.stand(t.db)[0],
            schema=schema or "",
            kop_generatie=kop.generatie,
            profiel=f"{werkplek.profiel.naam}, {werkplek.profiel.versie}",
            profiel_sinds=versie.sinds,
        )


def list_profielregels(werkplek: Werkplek) -> tuple[ProfielRegel, ...]:
    """Everything the profile of this vault says, section by section, with its source and how certain that is."""
    return tuple(_regels(werkplek.profiel))


def is_klein(werkplek: Werkplek) -> bool:
    """Whether the file is small enough to be checked at every unlock."""
    return werkplek.kluis is not None and werkplek.kluis.databasepad.stat().st_size <= SNEL_TOT


def check_bestand(werkplek: Werkplek) -> tuple[str, ...]:
    """Check every page of the file, which leaves a line in the log: technical findings, empty when sound."""
    bestand = tuple(controleer_bestand(werkplek.engine))
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_CONTROLEREN)
        resultaat = Resultaat.MISLUKT if bestand else Resultaat.GELUKT
        t.log("kluis.controleren", "kluis", werkplek.kluis_id, resultaat=resultaat, aantal=len(bestand))
    return bestand


def check_kluis(werkplek: Werkplek) -> Kluiscontrole:
    """Check every page of the file and then the whole log. Both leave a line in the log."""
    return Kluiscontrole(check_bestand(werkplek), verify_logboek(werkplek))


def _regels(profiel: Profiel) -> Iterator[ProfielRegel]:
    for sleutel, onderdeel in ONDERDELEN.items():
        if sleutel == "algemeen":
            continue  # stands above the list
        deel = getattr(profiel, sleutel)
        if isinstance(deel, Mapping):
            for waarde in deel.values():
                naam = waarde.naam if hasattr(waarde, "naam") else waarde.label
                yield _regel(onderdeel, naam, _omschrijving(waarde), waarde)
        else:
            for veld in fields(deel):
                waarde = getattr(deel, veld.name)
                yield _regel(onderdeel, waarde.uitleg, _instelling(profiel, waarde), waarde)


def _regel(onderdeel: str, naam: str, tekst: str, waarde: Any) -> ProfielRegel:
    return ProfielRegel(onderdeel, naam, tekst, waarde.bron, _ZEKERHEID[waarde.zekerheid])


def _omschrijving(waarde: Any) -> str:
    for naam in ("omschrijving", "uitleg", "toelichting", "voor_wie"):
        tekst = getattr(waarde, naam, "")
        if tekst:
            return str(tekst)
    if hasattr(waarde, "eenheid"):
        return f"{waarde.waarde} {waarde.eenheid}"
    return ", ".join(getattr(waarde, "buurten", ()))


def _instelling(profiel: Profiel, waarde: Getal | JaNee | Keuzes) -> str:
    match waarde:
        case JaNee():
            return "ja" if waarde.waarde else "nee"
        case Keuzes():
            return ", ".join(profiel.antecedentstatussen[sleutel].label for sleutel in waarde.waarde)
        case _:
            return str(waarde.waarde)
