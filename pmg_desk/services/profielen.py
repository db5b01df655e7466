"""Municipal profiles on disk: which ones ship with the program, and loading one by its key or from a file.

The folder comes from the caller (``paths`` knows where ``resources/profielen`` is), so that a municipality can keep
its own profile elsewhere and still build on a shipped one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pmg_desk.domain.profiel import Profiel, ProfielFout, parse_profiel
from pmg_desk.domain.profiel.samenvoegen import MAX_TEKENS

_NAAM = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")


@dataclass(frozen=True, slots=True)
class ProfielKeuze:
    """One profile to choose from; ``toelichting`` says in a sentence what it is."""

    sleutel: str
    naam: str
    gemeente: str
    versie: str
    toelichting: str


def list_profielen(map_: Path) -> tuple[ProfielKeuze, ...]:
    """The profiles in a folder, by name. Raises ProfielFout where one does not load: it must not vanish silently."""
    keuzes = []
    for bestand in sorted(map_.glob("*.toml")):
        profiel = load_bestand(bestand, map_)
        keuzes.append(
            ProfielKeuze(profiel.sleutel, profiel.naam, profiel.gemeente, profiel.versie, profiel.toelichting)
        )
    return tuple(sorted(keuzes, key=lambda keuze: keuze.naam.casefold()))


def load_profiel(map_: Path, sleutel: str) -> Profiel:
    """The profile ``sleutel`` from a folder. Raises ProfielFout."""
    if not _NAAM.fullmatch(sleutel) or not (map_ / f"{sleutel}.toml").is_file():
        raise ProfielFout(f"{sleutel[:60]}.toml", None, "", "dit profiel is er niet.")
    return load_bestand(map_ / f"{sleutel}.toml", map_)


def load_bestand(bestand: Path, map_: Path) -> Profiel:
    """The profile in a file; a ``basis`` is looked for in ``map_``. Raises ProfielFout."""

    def find_basis(naam: str) -> tuple[str, str] | None:
        pad = map_ / f"{naam}.toml"
        if not _NAAM.fullmatch(naam) or not pad.is_file():
            return None
        return _read(pad), pad.name

    profiel = parse_profiel(_read(bestand), bestand.name, find_basis)
    if profiel.sleutel != bestand.stem:
        raise ProfielFout(
            bestand.name, None, "sleutel", f"de sleutel '{profiel.sleutel}' is niet de naam van het bestand."
        )
    return profiel


def _read(pad: Path) -> str:
    try:
        if pad.stat().st_size > 4 * MAX_TEKENS:
            raise ProfielFout(pad.name, None, "", "het bestand is te groot.")
        ruw = pad.read_bytes()
    except OSError:
        raise ProfielFout(pad.name, None, "", "het bestand kan niet worden gelezen.") from None
    try:
        return ruw.decode("utf-8")
    except UnicodeDecodeError as fout:
        regel = ruw.count(b"\n", 0, fout.start) + 1
        raise ProfielFout(pad.name, regel, "", "het bestand is geen UTF-8; bewaar het opnieuw als UTF-8.") from None
