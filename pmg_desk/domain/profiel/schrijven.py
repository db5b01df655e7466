"""A :class:`Profiel` as raw tables, and raw tables as TOML text: the way back of ``lezen``.

``parse_profiel(write_toml(tables_of(p)), ...)`` gives ``p`` again, without a basis: what is written stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from enum import StrEnum
from typing import Any

from pmg_desk.domain.profiel.model import NIET_IN_BRON, Doelgroep, Profiel

_KAAL = re.compile(r"[A-Za-z0-9_-]+")

Tabel = dict[str, Any]
"""A table as ``tomllib`` gives it: text, whole numbers, booleans, lists of text, tables."""


def tables_of(profiel: Profiel) -> Tabel:
    """The tables that this profile is read from; what the rules filled in (``resolve_regels``) is taken out again."""
    telt_mee = profiel.regels.leeftijd_tot_telt_mee.waarde
    uit: Tabel = {}
    for veld in fields(profiel):
        if veld.name == "basis":
            continue
        waarde = getattr(profiel, veld.name)
        if isinstance(waarde, Mapping):
            if waarde:
                uit[veld.name] = {
                    sleutel: record_table(record, telt_mee=telt_mee) for sleutel, record in waarde.items()
                }
        elif is_dataclass(waarde):
            uit[veld.name] = {deel.name: record_table(getattr(waarde, deel.name)) for deel in fields(waarde)}
        elif waarde != "":
            uit[veld.name] = _plat(waarde)
    return uit


def record_table(record: Any, *, telt_mee: bool = True) -> Tabel:
    """One record; its key is the name of the table. ``telt_mee``: whether an upper age counts itself."""
    uit: Tabel = {}
    for veld in fields(record):
        waarde = getattr(record, veld.name)
        if veld.name == "sleutel" or _laat_weg(veld, waarde):
            continue
        uit[veld.name] = _plat(waarde, mag_ontbreken="kan_ontbreken" in veld.metadata)
    if isinstance(record, Doelgroep):
        if record.meerdere_verdenkingen:
            uit.pop("verdenkingen_min", None)
        if not telt_mee:
            uit["leeftijd_tot"] += 1
    return uit


def _laat_weg(veld: Field[Any], waarde: Any) -> bool:
    leeg = isinstance(waarde, Mapping) and not waarde
    return leeg or (waarde == veld.default and "kan_ontbreken" not in veld.metadata)


def _plat(waarde: Any, *, mag_ontbreken: bool = False) -> Any:
    if mag_ontbreken and (waarde is None or waarde == ()):
        return NIET_IN_BRON
    if isinstance(waarde, StrEnum):
        return waarde.value
    if isinstance(waarde, tuple):
        return list(waarde)
    if isinstance(waarde, Mapping):
        return {sleutel: _plat(deel) for sleutel, deel in waarde.items()}
    return record_table(waarde) if is_dataclass(waarde) else waarde


def write_toml(tabellen: Tabel) -> str:
    """TOML text of tables as ``tomllib`` gives them (text, whole numbers, booleans, lists of text, tables)."""
    regels: list[str] = []
    _schrijf(tabellen, (), regels)
    return "\n".join(regels).strip("\n") + "\n"


def _schrijf(tabel: Tabel, pad: tuple[str, ...], regels: list[str]) -> None:
    onder = {sleutel: waarde for sleutel, waarde in tabel.items() if isinstance(waarde, dict)}
    if pad and (len(onder) < len(tabel) or not tabel):
        regels += ["", f"[{'.'.join(_sleutel(deel) for deel in pad)}]"]
    regels += [f"{_sleutel(s)} = {_waarde(w)}" for s, w in tabel.items() if s not in onder]
    for sleutel, waarde in onder.items():
        _schrijf(waarde, (*pad, sleutel), regels)


def _sleutel(sleutel: str) -> str:
    return sleutel if _KAAL.fullmatch(sleutel) else _tekst(sleutel)


def _waarde(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    if isinstance(waarde, int):
        return str(waarde)
    if isinstance(waarde, list):
        return f"[{', '.join(_tekst(deel) for deel in waarde)}]"
    return _tekst(waarde)


def _tekst(tekst: str) -> str:
    r"""A basic string (TOML 1.0 §String); what may not stand in one, and what cannot be seen, becomes ``\uXXXX``."""
    return f'"{"".join(_teken(teken) for teken in tekst)}"'


def _teken(teken: str) -> str:
    if teken in '"\\':
        return f"\\{teken}"
    if teken == "\n":
        return "\\n"
    if teken.isprintable():
        return teken
    code = ord(teken)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
