"""Municipal profiles on disk: which ones ship with the program, and loading one by its key or from a file.

The folder comes from the caller (``paths`` knows where ``resources/profielen`` is), so that a municipality can keep
its own profile elsewhere and still build on a shipped one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pmg_desk.domain.profiel import Profiel, ProfielFout, parse_profiel
from pmg_desk.domain.profiel.samenvoegen import MAX_TEKENS, read_toml

_NAAM = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")


@dataclass(frozen=True, slots=True)
class ProfielKeuze:
    """One profile to choose from; ``toelichting`` says in a sentence what it is."""

    sleutel: str
    naam: str
    gemeente: str
    versie: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class Profielkeuzes:
    """What a folder offers: the profiles that load, by name, and what is wrong with the ones that do not."""

    keuzes: tuple[ProfielKeuze, ...]
    fouten: tuple[ProfielFout, ...]


def list_profielen(map_: Path) -> Profielkeuzes:
    """The profiles in a folder. One that does not load never hides the others, and never vanishes silently."""
    keuzes: list[ProfielKeuze] = []
    fouten: list[ProfielFout] = []
    for bestand in sorted(map_.glob("*.toml")):
        try:
            profiel = load_bestand(bestand, map_)
        except ProfielFout as fout:
            fouten.append(fout)
            continue
        keuzes.append(
            ProfielKeuze(profiel.sleutel, profiel.naam, profiel.gemeente, profiel.versie, profiel.toelichting)
        )
    return Profielkeuzes(tuple(sorted(keuzes, key=lambda keuze: keuze.naam.casefold())), tuple(fouten))


@dataclass(frozen=True, slots=True)
class Profielbron:
    """The text of a profile and of its basis, as a vault keeps them: a vault opens without the files it was made of."""

    sleutel: str
    tekst: str
    basis_tekst: str | None = None

    def lees(self) -> Profiel:
        """The profile. Raises ProfielFout."""
        return _parse(self.tekst, f"{self.sleutel}.toml", self.basis_tekst)


@lru_cache(maxsize=8)
def _parse(tekst: str, bestand: str, basis: str | None) -> Profiel:
    """Kept, as every opening of a vault reads the same text: parsing takes longer than all else that opening does but
    the password. A Profiel never changes, and holds nothing of anybody.
    """
    return parse_profiel(tekst, bestand, lambda naam: None if basis is None else (basis, f"{naam}.toml"))


def load_bron(map_: Path, sleutel: str) -> Profielbron:
    """The texts of the profile ``sleutel`` from a folder, known to be right. Raises ProfielFout."""
    profiel = load_profiel(map_, sleutel)
    basis = None if profiel.basis is None else _read(map_ / f"{profiel.basis}.toml")
    return Profielbron(sleutel, _read(map_ / f"{sleutel}.toml"), basis)


def load_profiel(map_: Path, sleutel: str) -> Profiel:
    """The profile ``sleutel`` from a folder. Raises ProfielFout."""
    if not _NAAM.fullmatch(sleutel) or not (map_ / f"{sleutel}.toml").is_file():
        raise ProfielFout(f"{sleutel[:60]}.toml", None, "", "dit profiel is er niet.")
    return load_bestand(map_ / f"{sleutel}.toml", map_)


def load_bestand(bestand: Path, map_: Path) -> Profiel:
    """The profile in a file; a ``basis`` is looked for in ``map_``. Raises ProfielFout."""
    return _read_en_parse(bestand, map_)


def read_los(bestand: Path, map_: Path) -> tuple[Profielbron, Profiel]:
    """A profile in a file of any name, with the text of its basis in ``map_``. Raises ProfielFout."""
    return _lees_met_basis(bestand, map_)


def _read_en_parse(bestand: Path, map_: Path) -> Profiel:
    bron, profiel = _lees_met_basis(bestand, map_)
    if profiel.sleutel != bestand.stem:
        uitleg = f"de sleutel '{profiel.sleutel}' is niet de naam van het bestand."
        regels = read_toml(bron.tekst, bestand.name).regels
        raise ProfielFout(bestand.name, regels.get(("sleutel",)), "sleutel", uitleg)
    return profiel


def _lees_met_basis(bestand: Path, map_: Path) -> tuple[Profielbron, Profiel]:
    gelezen: dict[str, str] = {}

    def find_basis(naam: str) -> tuple[str, str] | None:
        pad = map_ / f"{naam}.toml"
        if not _NAAM.fullmatch(naam) or not pad.is_file():
            return None
        gelezen[naam] = _read(pad)
        return gelezen[naam], pad.name

    tekst = _read(bestand)
    profiel = parse_profiel(tekst, bestand.name, find_basis)
    return Profielbron(profiel.sleutel, tekst, gelezen.get(profiel.basis) if profiel.basis else None), profiel


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
