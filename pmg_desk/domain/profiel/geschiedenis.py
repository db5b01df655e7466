"""What differs between two states of a profile, and what old records need of what was taken out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from pmg_desk.domain.profiel.fout import ProfielFout
from pmg_desk.domain.profiel.lezen import parse_los
from pmg_desk.domain.profiel.model import Begrip, Bronzekerheid, Profiel, Tafel
from pmg_desk.domain.profiel.schrijven import Tabel
from pmg_desk.domain.profiel.sectie import Sectie
from pmg_desk.domain.profiel.vormen import KEUZE_WOORDEN, record_soort
from pmg_desk.domain.profiel.woorden import onderdeel_woord, veld_woord

_VAST = frozenset({"regels", "instellingen"})
_FASEN = "fasen"

Vroeger = dict[str, dict[str, Any]]
"""Per section the raw tables of what was taken out, by key; under ``fasen`` per table its phases that went."""


@dataclass(frozen=True, slots=True)
class Verschil:
    """One change, in words. ``veld`` is empty where a whole thing was added (no ``voor``) or removed (no ``na``)."""

    onderdeel: str
    naam: str
    veld: str
    voor: str
    na: str
    sectie: str
    sleutel: str


def compare(voor: Tabel, na: Tabel) -> tuple[Verschil, ...]:
    """Every difference between two profiles as raw tables, field by field."""
    return tuple(_verschillen(voor, na))


def _verschillen(voor: Tabel, na: Tabel) -> Iterator[Verschil]:
    los = {naam for tabel in (voor, na) for naam, ruw in tabel.items() if not isinstance(ruw, dict)}
    algemeen = onderdeel_woord("algemeen")
    yield from _velden(
        {n: voor[n] for n in los & voor.keys()}, {n: na[n] for n in los & na.keys()}, (algemeen, "", "algemeen", "")
    )
    for sectie in dict.fromkeys((*na, *voor)):
        if sectie in los:
            continue
        oud, nieuw = voor.get(sectie, {}), na.get(sectie, {})
        woord = onderdeel_woord(sectie)
        for sleutel in dict.fromkeys((*nieuw, *oud)):
            plek = (woord, _naam(sectie, sleutel, nieuw.get(sleutel) or oud[sleutel]), sectie, sleutel)
            if sleutel not in oud or sleutel not in nieuw:
                er_was, er_is = (
                    _naam(sectie, sleutel, tabel[sleutel]) if sleutel in tabel else "" for tabel in (oud, nieuw)
                )
                yield Verschil(woord, plek[1], "", er_was, er_is, sectie, sleutel)
            else:
                yield from _velden(oud[sleutel], nieuw[sleutel], plek)
        blijft = [s for s in oud if s in nieuw]
        if blijft != [s for s in nieuw if s in oud]:
            namen = [", ".join(_naam(sectie, s, t[s]) for s in t if s in blijft) for t in (oud, nieuw)]
            yield Verschil(woord, "", "Volgorde", namen[0], namen[1], sectie, "")


def _velden(oud: Tabel, nieuw: Tabel, plek: tuple[str, str, str, str]) -> Iterator[Verschil]:
    woord, naam, sectie, sleutel = plek
    for veld in dict.fromkeys((*nieuw, *oud)):
        er_was, er_is = oud.get(veld), nieuw.get(veld)
        if isinstance(er_was, dict) and isinstance(er_is, dict) and veld != _FASEN:
            yield from _velden(er_was, er_is, plek)
        elif _toon(er_was) != _toon(er_is):
            yield Verschil(woord, naam, veld_woord(veld, sectie)[0], _toon(er_was), _toon(er_is), sectie, sleutel)


def _naam(sectie: str, sleutel: str, ruw: Tabel) -> str:
    return str(ruw.get("uitleg" if sectie in _VAST else "label") or ruw.get("naam") or sleutel)


def _toon(ruw: Any) -> str:
    if ruw is None:
        return ""
    if isinstance(ruw, bool):
        return "ja" if ruw else "nee"
    if isinstance(ruw, list):
        return ", ".join(ruw)
    if isinstance(ruw, dict):
        return ", ".join(f"{sleutel} = {_toon(waarde)}" for sleutel, waarde in ruw.items())
    return KEUZE_WOORDEN.get(ruw, str(ruw)) if ruw in tuple(Bronzekerheid) else str(ruw)


def keep_removed(voor: Tabel, na: Tabel, vroeger: Vroeger) -> Vroeger:
    """What must be remembered once ``na`` follows ``voor``: the records that went; what came back is forgotten."""
    uit = {sectie: dict(records) for sectie, records in vroeger.items()}
    for sectie, records in voor.items():
        if isinstance(records, dict) and sectie not in _VAST:
            blijft = na.get(sectie, {})
            for sleutel, ruw in records.items():
                if sleutel not in blijft:
                    uit.setdefault(sectie, {})[sleutel] = ruw
    for sleutel, tafel in voor.get("tafels", {}).items():
        nieuw = na.get("tafels", {}).get(sleutel, tafel).get(_FASEN, {})
        weg = {fase: naam for fase, naam in tafel.get(_FASEN, {}).items() if fase not in nieuw}
        if weg:
            uit.setdefault(_FASEN, {})[sleutel] = {**uit.get(_FASEN, {}).get(sleutel, {}), **weg}
    return {
        sectie: over
        for sectie, records in uit.items()
        if (over := {s: ruw for s, ruw in records.items() if sectie == _FASEN or s not in na.get(sectie, {})})
    }


def with_removed(profiel: Profiel, vroeger: Vroeger) -> Profiel:
    """The profile, with what was taken out of it at hand for old records (``label_van``)."""
    if not vroeger:
        return profiel
    wijzig: dict[str, Any] = {}
    for veld in fields(profiel):
        nu = getattr(profiel, veld.name)
        oud = vroeger.get(veld.name)
        if isinstance(nu, Mapping) and oud:
            wijzig[veld.name] = Sectie(nu, {sleutel: _record(veld.name, sleutel, ruw) for sleutel, ruw in oud.items()})
    fasen = vroeger.get(_FASEN, {})
    if fasen:
        tafels: Mapping[str, Tafel] = wijzig.get("tafels", profiel.tafels)
        nu = {s: replace(t, fasen=Sectie(t.fasen, fasen.get(s, {}))) for s, t in tafels.items()}
        wijzig["tafels"] = Sectie(MappingProxyType(nu), tafels.vroeger if isinstance(tafels, Sectie) else {})
    return replace(profiel, **wijzig)


def _record(sectie: str, sleutel: str, ruw: Any) -> Any:
    """A record that went. One that this version of the program cannot read any more keeps at least its name."""
    soort = record_soort(sectie)
    try:
        return parse_los(soort, sleutel, ruw)
    except ProfielFout:
        naam = _naam(sectie, sleutel, ruw if isinstance(ruw, dict) else {})
        return Begrip(sleutel=sleutel, label=naam, bron="", zekerheid=Bronzekerheid.ONGEVERIFIEERD)
