"""What can be done before a vault is open: which vaults are known here, who may log in, and checking what is filled in
for a new one.

Imports no database code, so that the first window stands before that is loaded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from pmg_desk import paths
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.kluis import reservekopie
from pmg_desk.kluis.bewaarplaats import PubliekeGebruiker, PubliekeKop, lees_kop_publiek
from pmg_desk.kluis.fouten import BestaatAl, OnveiligePlek, ZwakWachtwoord
from pmg_desk.kluis.namen import LANGSTE_NAAM, mapnaam
from pmg_desk.kluis.plek import controleer_plek
from pmg_desk.kluis.reservekopie import Generatie
from pmg_desk.kluis.wachtwoord import KORTSTE, controleer_nieuw
from pmg_desk.services.profielen import Profielkeuzes, list_profielen

__all__ = [
    "KORTSTE",
    "Beheerder",
    "PubliekeGebruiker",
    "PubliekeKop",
    "check_beheerder",
    "check_kluis",
    "check_wachtwoord",
    "forget_kluis",
    "kluismap",
    "known_kluizen",
    "list_reservekopieen",
    "read_kop",
    "remember_kluis",
    "shipped_profielen",
]

MAX_GEBRUIKERSNAAM = 60
"""Characters; the column in the database holds no more."""

_LIJST = "kluizen.json"
_MEESTE = 10
_GROOTSTE_BESTAND = 100_000


@dataclass(frozen=True, slots=True)
class Beheerder:
    """The first user of a new vault, as filled in."""

    gebruikersnaam: str = field(repr=False)
    naam: str = field(repr=False)
    wachtwoord: str = field(repr=False)


def known_kluizen() -> tuple[Path, ...]:
    """Folders of vaults that were opened here before, the latest first. An unreadable list counts as an empty one."""
    try:
        with (paths.user_data_map() / _LIJST).open("rb") as bestand:
            ruw = json.loads(bestand.read(_GROOTSTE_BESTAND))
    except (OSError, ValueError, RecursionError):
        return ()
    return tuple(Path(pad) for pad in ruw if isinstance(pad, str))[:_MEESTE] if isinstance(ruw, list) else ()


def remember_kluis(pad: Path) -> None:
    """Put a vault at the top of the list. Only its folder is kept, and only for this user of the machine."""
    pad = pad.absolute()
    _schrijf((pad, *(ander for ander in known_kluizen() if ander != pad)))


def forget_kluis(pad: Path) -> None:
    """Take a vault off the list; the vault itself is not touched."""
    _schrijf(tuple(ander for ander in known_kluizen() if ander != pad.absolute()))


def _schrijf(paden: tuple[Path, ...]) -> None:
    doel = paths.user_data_map() / _LIJST
    tijdelijk = doel.with_suffix(".nieuw")
    tijdelijk.write_text(json.dumps([str(pad) for pad in paden[:_MEESTE]], indent=1), encoding="utf-8")
    tijdelijk.replace(doel)


def read_kop(pad: Path) -> PubliekeKop:
    """Name and users of a vault, for the log-in screen. Raises as ``kluis.bewaarplaats.open_kluis`` does."""
    return lees_kop_publiek(pad)


def list_reservekopieen(kluismap: Path, map_: Path | None = None) -> tuple[Generatie, ...]:
    """The backups of the vault at ``kluismap``, newest first; ``map_``: look there, or it is one itself."""
    if map_ is not None and (map_ / reservekopie.FEITEN).is_file():
        return (reservekopie.lees_generatie(map_),)
    mappen = [reservekopie.reservemap(kluismap)] if map_ is None else [map_, reservekopie.reservemap(kluismap, map_)]
    return tuple(een for een_map in mappen for een in reservekopie.list_generaties(een_map))


def kluismap(map_: Path, naam: str) -> Path:
    """The folder that a vault with this name gets in ``map_``."""
    return map_ / mapnaam(naam)


def check_kluis(map_: Path, naam: str) -> str:
    """The cleaned name of a vault that can be made there. Raises OngeldigeInvoer (``naam``, ``map``)."""
    veld = Veldcontrole()
    schoon = veld.tekst("naam", naam, verplicht=True, maximum=LANGSTE_NAAM)
    veld.eis(str(map_) not in ("", "."), "map", "Kies een map.")
    try:
        controleer_plek(map_)
        if kluismap(map_, schoon).exists():
            raise BestaatAl
    except OnveiligePlek as fout:
        veld.fout("map", f"{fout.wat} {fout.doe}")
    except BestaatAl as fout:
        veld.fout("naam", f"{fout.wat} {fout.doe}")
    except (OSError, ValueError):
        veld.fout("map", "Deze map kan niet worden gelezen. Kies een andere map.")
    veld.klaar()
    return schoon


def check_beheerder(kluisnaam: str, beheerder: Beheerder) -> Beheerder:
    """The cleaned first user. Raises OngeldigeInvoer (``gebruikersnaam``, ``weergavenaam``, ``wachtwoord``)."""
    veld = Veldcontrole()
    inlognaam = veld.tekst("gebruikersnaam", beheerder.gebruikersnaam, verplicht=True, maximum=MAX_GEBRUIKERSNAAM)
    naam = veld.tekst("weergavenaam", beheerder.naam, verplicht=True, maximum=LANGSTE_NAAM)
    bezwaar = check_wachtwoord(beheerder.wachtwoord, (kluisnaam, inlognaam, naam))
    veld.eis(not bezwaar, "wachtwoord", bezwaar)
    veld.klaar()
    return replace(beheerder, gebruikersnaam=inlognaam, naam=naam)


def check_wachtwoord(wachtwoord: str, eigen_woorden: tuple[str, ...] = ()) -> str:
    """What is wrong with a new password, in a sentence; empty when it may be used."""
    try:
        controleer_nieuw(wachtwoord, eigen_woorden)
    except ZwakWachtwoord as fout:
        return f"{fout.wat} {fout.doe}"
    return ""


def shipped_profielen() -> Profielkeuzes:
    """The municipal profiles that come with the program."""
    return list_profielen(paths.resources_map() / "profielen")
