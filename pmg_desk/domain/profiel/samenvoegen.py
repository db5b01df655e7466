"""TOML text into raw tables, and a municipality's own tables laid over those of its basis.

Rules of the laying-over: a table is merged key by key, and any other value (a list too) replaces the one of the basis.
New keys come before those of the basis: one's own tables and functions first, "anders" last. ``[weglaten]`` takes keys
of a section out beforehand. Whoever changes a value of the basis says where the new one comes from, or the old source
would vouch for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pmg_desk.domain.profiel.fout import ProfielFout
from pmg_desk.domain.profiel.tomlregels import Pad, find_regels

MAX_TEKENS = 2_000_000
WEGLATEN = "weglaten"

_REGEL = re.compile(r"at line (\d+)")
_DUBBEL = re.compile(r"Cannot (?:declare|overwrite|mutate)|duplicate|twice", re.IGNORECASE)
_INDELING = frozenset({"niveau", "thema", "programmadoelen"})


@dataclass(frozen=True, slots=True)
class Tekst:
    """One TOML text and its tables."""

    bestand: str
    tekst: str
    inhoud: dict[str, Any]

    @property
    def regels(self) -> Mapping[Pad, int]:
        """On which line each key stands. Looked up only for a fault: it takes as long as reading the profile."""
        try:
            return _regels_van(self.tekst)
        except RecursionError:
            raise _te_diep(self.bestand) from None


@lru_cache(maxsize=4)
def _regels_van(tekst: str) -> Mapping[Pad, int]:
    return find_regels(tekst)


@dataclass(frozen=True, slots=True)
class Bronnen:
    """The text of the profile and then that of its basis, to find where a key was written."""

    teksten: tuple[Tekst, ...]

    def fout(self, pad: Pad, uitleg: str, *, sleutel: Pad | None = None) -> ProfielFout:
        """The failure for ``pad``, at the nearest place that was written; ``sleutel`` where the name differs."""
        naam = ".".join(str(deel) for deel in (pad if sleutel is None else sleutel) if isinstance(deel, str))
        for lengte in range(len(pad), 0, -1):
            for tekst in self.teksten:
                regel = tekst.regels.get(pad[:lengte])
                if regel is not None:
                    return ProfielFout(tekst.bestand, regel, naam, uitleg)
        return ProfielFout(self.teksten[0].bestand, 1, naam, uitleg)

    def sectie_fout(self, sectie: str, uitleg: str) -> ProfielFout:
        """The failure for a section that misses something: told of the line that left it out, if there is one."""
        weg: Pad = (WEGLATEN, sectie)
        return self.fout(weg if weg in self.teksten[0].regels else (sectie,), uitleg)


def read_toml(tekst: str, bestand: str) -> Tekst:
    """Parse the text; raises ProfielFout with the line for anything that is not TOML."""
    if len(tekst) > MAX_TEKENS:
        raise ProfielFout(bestand, None, "", f"het bestand is te groot (meer dan {MAX_TEKENS} tekens).")
    schoon = tekst.removeprefix("\ufeff")
    try:
        return Tekst(bestand, schoon, tomllib.loads(schoon))
    except RecursionError:
        raise _te_diep(bestand) from None
    except ValueError as fout:  # also a number of thousands of digits, which is no TOMLDecodeError
        raise _toml_fout(str(fout), schoon, bestand) from None


def _te_diep(bestand: str) -> ProfielFout:
    return ProfielFout(bestand, None, "", "de lijsten of tabellen zijn te diep in elkaar gezet.")


def _toml_fout(melding: str, tekst: str, bestand: str) -> ProfielFout:
    gevonden = _REGEL.search(melding)
    if gevonden is not None:
        regel: int | None = int(gevonden.group(1))
    else:
        regel = tekst.count("\n") + 1 if "end of document" in melding else None
    if _DUBBEL.search(melding):
        return ProfielFout(bestand, regel, "", "deze sleutel of tabel staat er al; elke sleutel mag één keer.")
    return ProfielFout(bestand, regel, "", "dit is geen geldige TOML; kijk naar haakjes, aanhalingstekens en =.")


def lay_over(eigen: Tekst, basis: Tekst) -> dict[str, Any]:
    """The tables of ``basis`` with those of ``eigen`` over them; see the module for the rules."""
    bronnen = Bronnen((eigen,))
    onder = _zonder_weggelaten(eigen, basis, bronnen)
    boven = {sleutel: waarde for sleutel, waarde in eigen.inhoud.items() if sleutel != WEGLATEN}
    return _leg_over(boven, onder, (), bronnen)


def _zonder_weggelaten(eigen: Tekst, basis: Tekst, bronnen: Bronnen) -> dict[str, Any]:
    weglaten = eigen.inhoud.get(WEGLATEN, {})
    if not isinstance(weglaten, dict):
        raise bronnen.fout((WEGLATEN,), "hier hoort een tabel, met per onderdeel een lijst van sleutels.")
    onder = dict(basis.inhoud)
    for sectie, sleutels in weglaten.items():
        pad: Pad = (WEGLATEN, sectie)
        bestaand = onder.get(sectie)
        if not isinstance(bestaand, dict):
            raise bronnen.fout(pad, f"de basis heeft geen onderdeel '{sectie}'.")
        if not isinstance(sleutels, list):
            raise bronnen.fout(pad, "hier hoort een lijst van sleutels.")
        for nummer, sleutel in enumerate(sleutels):
            if not isinstance(sleutel, str) or sleutel not in bestaand:
                raise bronnen.fout((*pad, nummer), f"de basis heeft geen '{toon(sleutel)}' in '{sectie}'.")
        onder[sectie] = {sleutel: waarde for sleutel, waarde in bestaand.items() if sleutel not in sleutels}
    return onder


def _leg_over(boven: dict[str, Any], onder: dict[str, Any], pad: Pad, bronnen: Bronnen) -> dict[str, Any]:
    uit = {sleutel: waarde for sleutel, waarde in boven.items() if sleutel not in onder} | onder
    for sleutel, waarde in boven.items():
        hier = (*pad, sleutel)
        bestaand = onder.get(sleutel)
        if isinstance(waarde, dict) and isinstance(bestaand, dict):
            uit[sleutel] = _leg_over(waarde, bestaand, hier, bronnen)
            continue
        for herkomst in _herkomst_van(sleutel, onder):
            if pad and bestaand is not None and herkomst not in boven:
                raise bronnen.fout(hier, f"wie een waarde van de basis wijzigt, noemt ook '{herkomst}'.")
        uit[sleutel] = waarde
    return uit


def _herkomst_van(sleutel: str, record: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of this record that say where the value of ``sleutel`` comes from and how certain that is."""
    voorvoegsel = ""
    if sleutel.startswith("leeftijd_") and "leeftijd_bron" in record:
        voorvoegsel = "leeftijd_"
    elif sleutel in _INDELING or sleutel.startswith("indeling_"):
        voorvoegsel = "indeling_"
    namen = (f"{voorvoegsel}bron", f"{voorvoegsel}zekerheid")
    return tuple(naam for naam in namen if naam in record)


def toon(waarde: object) -> str:
    """A value as it may stand in a message: one line, not too long."""
    tekst = " ".join(str(waarde).split())
    return tekst if len(tekst) <= 60 else f"{tekst[:57]}..."
