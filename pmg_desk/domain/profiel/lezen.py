"""TOML text into a :class:`Profiel`; whatever does not fit is a :class:`ProfielFout` with file, line and key.

The dataclasses of ``model`` are the schema: their field names, types and metadata say what is allowed, so that a new
field needs no code here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from pmg_desk.domain.profiel.controle import check_profiel, resolve_regels
from pmg_desk.domain.profiel.fout import ProfielFout
from pmg_desk.domain.profiel.model import NIET_IN_BRON, Getal, Profiel
from pmg_desk.domain.profiel.samenvoegen import WEGLATEN, Bronnen, Tekst, lay_over, read_toml, toon
from pmg_desk.domain.profiel.tomlregels import Pad

BasisZoeker = Callable[[str], tuple[str, str] | None]
"""Gives text and file name of the profile with this key, or None."""

_SLEUTEL = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")
MAX_TEKST = 4000
MAX_GETAL = 1_000_000
_GEEN_TEKST = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_R = TypeVar("_R")
_SOORTEN: dict[type, str] = {
    bool: "ja of nee (true of false)",
    int: "een geheel getal",
    str: "een tekst tussen aanhalingstekens",
    tuple: "een lijst van teksten",
    dict: "een tabel",
}


def parse_profiel(tekst: str, bestand: str, zoek_basis: BasisZoeker | None = None) -> Profiel:
    """The profile in ``tekst``; ``bestand`` only names it in messages.

    ``zoek_basis`` finds the profile that ``basis`` names; a basis has no basis of its own. Raises ProfielFout.
    """
    eigen = read_toml(tekst, bestand)
    if "basis" not in eigen.inhoud:
        if WEGLATEN in eigen.inhoud:
            raise Bronnen((eigen,)).fout((WEGLATEN,), "weglaten kan alleen uit een basis; er is geen 'basis' genoemd.")
        return _lees(eigen.inhoud, Bronnen((eigen,)))
    basis = _lees_basis(eigen, zoek_basis)
    return _lees(lay_over(eigen, basis), Bronnen((eigen, basis)))


def parse_los(soort: type[_R], sleutel: str, ruw: object) -> _R:
    """One record by itself, such as one that was taken out of a profile. Raises ProfielFout."""
    return _Lezer(Bronnen((Tekst(sleutel, "", {}),))).lees_record(soort, ruw, ("", sleutel))


def is_sleutel(tekst: str) -> bool:
    """Whether this may be the key of a record."""
    return _SLEUTEL.fullmatch(tekst) is not None


def _lees_basis(eigen: Tekst, zoek_basis: BasisZoeker | None) -> Tekst:
    naam = eigen.inhoud["basis"]
    bronnen = Bronnen((eigen,))
    if not isinstance(naam, str):
        raise bronnen.fout(("basis",), f"hier hoort {_SOORTEN[str]}.")
    gevonden = zoek_basis(naam) if zoek_basis is not None else None
    if gevonden is None:
        raise bronnen.fout(("basis",), f"het profiel '{toon(naam)}' is er niet.")
    basis = read_toml(*gevonden)
    if "basis" in basis.inhoud:
        raise Bronnen((basis,)).fout(("basis",), "dit profiel is zelf een basis en kan er dus geen hebben.")
    _lees(basis.inhoud, Bronnen((basis,)))  # a fault in the basis is told of the basis
    return basis


def _lees(inhoud: dict[str, Any], bronnen: Bronnen) -> Profiel:
    profiel = _Lezer(bronnen).lees_record(Profiel, inhoud, ())
    check_profiel(profiel, bronnen)
    return resolve_regels(profiel)


@cache
def _schema(soort: Hashable) -> dict[str, tuple[Field[Any], Any]]:
    klasse: Any = soort
    soorten = get_type_hints(klasse)
    return {veld.name: (veld, soorten[veld.name]) for veld in fields(klasse)}


class _Lezer:
    """Builds dataclasses from raw tables; every method takes the raw value and the path to it."""

    def __init__(self, bronnen: Bronnen) -> None:
        self._bronnen = bronnen

    def lees_record(self, soort: type[_R], ruw: object, pad: Pad) -> _R:
        """A dataclass from a table. A field ``sleutel`` below the top is the table's own key."""
        if not isinstance(ruw, dict):
            raise self._verkeerde_soort(pad, dict, ruw)
        schema = _schema(cast("Hashable", soort))
        eigen_sleutel = "sleutel" in schema and bool(pad)
        for naam in ruw:
            if naam not in schema or (eigen_sleutel and naam == "sleutel"):
                raise self._bronnen.fout((*pad, naam), "deze sleutel bestaat niet.")
        waarden: dict[str, Any] = {"sleutel": self._lees_sleutel(pad[-1], pad)} if eigen_sleutel else {}
        for naam, (veld, type_) in schema.items():
            if naam in waarden:
                continue
            if naam in ruw:
                waarden[naam] = self._lees_veld(veld, type_, ruw[naam], (*pad, naam))
            elif veld.default is MISSING and veld.default_factory is MISSING:
                waarden[naam] = self._lees_ontbrekend(veld, type_, (*pad, naam))
        return soort(**waarden)

    def _lees_ontbrekend(self, veld: Field[Any], type_: Any, pad: Pad) -> Any:
        if get_origin(type_) is Mapping and not veld.metadata:
            return MappingProxyType({})  # a section that a municipality may do without
        raise self._bronnen.fout(pad[:-1] or pad, f"'{pad[-1]}' ontbreekt.", sleutel=pad)

    def _lees_veld(self, veld: Field[Any], type_: Any, ruw: object, pad: Pad) -> Any:
        if get_origin(type_) is Mapping:
            return self._lees_sectie(veld, get_args(type_)[1], ruw, pad)
        if is_dataclass(type_):
            assert isinstance(type_, type)
            record = self.lees_record(type_, ruw, pad)
            if isinstance(record, Getal):
                self._check_getal(veld, record.waarde, (*pad, "waarde"))
            if veld.metadata.get("niet_leeg") and not getattr(record, "waarde", True):
                raise self._bronnen.fout((*pad, "waarde"), "deze lijst mag niet leeg zijn.")
            return record
        return self._lees_waarde(veld, type_, ruw, pad)

    def _lees_sectie(self, veld: Field[Any], soort: Any, ruw: object, pad: Pad) -> Mapping[str, Any]:
        if not isinstance(ruw, dict):
            raise self._verkeerde_soort(pad, dict, ruw)
        if veld.metadata.get("niet_leeg") and not ruw:
            raise self._bronnen.sectie_fout(str(pad[0]), "hier moet ten minste één ding in staan.")
        uit: dict[str, Any] = {}
        for sleutel, waarde in ruw.items():
            hier = (*pad, sleutel)
            if soort is str:
                self._lees_sleutel(sleutel, hier)
                uit[sleutel] = self._lees_tekst(waarde, hier)
            else:
                uit[sleutel] = self.lees_record(soort, waarde, hier)
        return MappingProxyType(uit)

    def _lees_waarde(self, veld: Field[Any], type_: Any, ruw: object, pad: Pad) -> Any:
        kan_leeg = isinstance(type_, UnionType)
        soort = get_args(type_)[0] if kan_leeg else type_
        is_lijst = get_origin(soort) is tuple
        if ruw == NIET_IN_BRON and veld.metadata.get("kan_ontbreken"):
            return () if is_lijst else None
        if is_lijst:
            return self._lees_lijst(veld, ruw, pad)
        if soort is bool:
            if not isinstance(ruw, bool):
                raise self._verkeerde_soort(pad, bool, ruw)
            return ruw
        if soort is int:
            return self._lees_getal(veld, ruw, pad)
        tekst = self._lees_tekst(ruw, pad, leeg_mag=veld.default == "")
        if issubclass(soort, StrEnum):
            if tekst not in list(soort):
                mag = ", ".join(soort)
                raise self._bronnen.fout(pad, f"'{toon(tekst)}' kan hier niet; kies uit: {mag}.")
            return soort(tekst)
        return self._lees_sleutel(tekst, pad) if veld.name == "sleutel" else tekst

    def _lees_lijst(self, veld: Field[Any], ruw: object, pad: Pad) -> tuple[str, ...]:
        if not isinstance(ruw, list):
            raise self._verkeerde_soort(pad, tuple, ruw)
        if veld.metadata.get("niet_leeg") and not ruw:
            raise self._bronnen.fout(pad, "deze lijst mag niet leeg zijn.")
        uit: list[str] = []
        for nummer, element in enumerate(ruw):
            tekst = self._lees_tekst(element, (*pad, nummer))
            if tekst in uit:
                raise self._bronnen.fout((*pad, nummer), f"'{toon(tekst)}' staat er twee keer.")
            uit.append(tekst)
        return tuple(uit)

    def _lees_getal(self, veld: Field[Any], ruw: object, pad: Pad) -> int:
        if not isinstance(ruw, int) or isinstance(ruw, bool):
            raise self._verkeerde_soort(pad, int, ruw)
        self._check_getal(veld, ruw, pad)
        return ruw

    def _check_getal(self, veld: Field[Any], getal: int, pad: Pad) -> None:
        laagst, hoogst = veld.metadata.get("min", 0), veld.metadata.get("max", MAX_GETAL)
        if not laagst <= getal <= hoogst:
            raise self._bronnen.fout(pad, f"dit getal moet van {laagst} tot en met {hoogst} zijn.")

    def _lees_tekst(self, ruw: object, pad: Pad, *, leeg_mag: bool = False) -> str:
        if not isinstance(ruw, str):
            raise self._verkeerde_soort(pad, str, ruw)
        tekst = ruw.strip()
        if not tekst and not leeg_mag:
            raise self._bronnen.fout(pad, f"deze tekst is leeg; schrijf '{NIET_IN_BRON}' als er geen bron voor is.")
        if len(tekst) > MAX_TEKST:
            raise self._bronnen.fout(pad, f"deze tekst is te lang (meer dan {MAX_TEKST} tekens).")
        if not tekst.isprintable() and any(unicodedata.category(t) in _GEEN_TEKST and t != "\n" for t in tekst):
            raise self._bronnen.fout(pad, "in deze tekst staat een onzichtbaar teken dat er niet in hoort.")
        return tekst

    def _lees_sleutel(self, ruw: object, pad: Pad) -> str:
        if not isinstance(ruw, str) or not _SLEUTEL.fullmatch(ruw):
            uitleg = "een sleutel bestaat uit kleine letters zonder accent, cijfers en de tekens _ - . (hoogstens 60)."
            raise self._bronnen.fout(pad, uitleg)
        return ruw

    def _verkeerde_soort(self, pad: Pad, soort: type, ruw: object) -> ProfielFout:
        return self._bronnen.fout(pad, f"hier hoort {_SOORTEN[soort]}, maar er staat {_noem(ruw)}.")


def _noem(ruw: object) -> str:
    """What kind of value this is, in Dutch."""
    if isinstance(ruw, list):
        return "een lijst"
    if isinstance(ruw, float):
        return "een getal met een komma"
    return _SOORTEN.get(type(ruw), "een datum of tijd")
