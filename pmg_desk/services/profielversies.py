"""Earlier versions of the profile, and the profile as a file: what changes is shown before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pmg_desk import paths
from pmg_desk.domain.profiel import ProfielFout
from pmg_desk.domain.profiel.geschiedenis import Verschil, compare
from pmg_desk.domain.profiel.schrijven import Tabel, tables_of, write_toml
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.profielen import Profielbron, read_los
from pmg_desk.services.profielstand import bron_van, gebruik_van, leg_vast, read_stand
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage.models import Gebruiker, ProfielVersie


@dataclass(frozen=True, slots=True)
class VersieInzicht:
    """A version of the profile, and what it changed; the first one changed nothing."""

    id: UUID
    sinds: datetime
    door: str
    naam: str
    geldt: bool
    verschillen: tuple[Verschil, ...]
    eerste: bool


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """A profile from a file, not taken over yet: what would change, and what of it is in use here."""

    bron: Profielbron
    naam: str
    verschillen: tuple[Verschil, ...]
    waarschuwingen: tuple[str, ...]


def list_versies(werkplek: Werkplek, hoogstens: int = 25) -> tuple[VersieInzicht, ...]:
    """The versions, the one in force first, each with what it changed. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        rijen = list(opslag.profielversies(t.db))
        standen = [_lees_tabellen(bron_van(rij)) for rij in rijen[: hoogstens + 1]]
        uit = []
        for nummer, rij in enumerate(rijen[:hoogstens]):
            vorige = standen[nummer + 1] if nummer + 1 < len(rijen) else None
            nu = standen[nummer]
            uit.append(
                VersieInzicht(
                    id=rij.id,
                    sinds=rij.sinds,
                    door="" if rij.door_id is None else t.haal(Gebruiker, rij.door_id).naam,
                    naam=str(nu.get("naam", rij.sleutel)),
                    geldt=nummer == 0,
                    verschillen=() if vorige is None else compare(vorige, nu),
                    eerste=vorige is None,
                )
            )
        return tuple(uit)


def _lees_tabellen(bron: Profielbron) -> Tabel:
    """The tables of a version; one that this program cannot read any more has none, so that the others still show."""
    try:
        return tables_of(bron.lees())
    except ProfielFout:
        return {}


def restore_versie(werkplek: Werkplek, versie_id: UUID) -> None:
    """Put an earlier version in force again, as a new version. Raises ProfielFout, NietsGewijzigd, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        bron = bron_van(t.haal(ProfielVersie, versie_id))
        leg_vast(t, bron, terug=True)


def export_profiel(werkplek: Werkplek) -> bytes:
    """The profile in force as the text of a TOML file that stands by itself. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        tekst = write_toml(read_stand(t)[1])
        t.log("profiel.exporteren", "profiel")
    return tekst.encode()


def preview_import(werkplek: Werkplek, bestand: Path, map_: Path | None = None) -> Voorbeeld:
    """What a profile in a file would change; nothing is taken over. ``map_``: where a basis is looked for.

    Raises ProfielFout with file, line and key for whatever is wrong with it, GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        bron, profiel = read_los(bestand, map_ or paths.resources_map() / "profielen")
        verschillen = compare(read_stand(t)[1], tables_of(profiel))
        return Voorbeeld(bron, profiel.naam, verschillen, _weg_en_ingebruik_van(t, verschillen))


def _weg_en_ingebruik_van(t: Transactie, verschillen: tuple[Verschil, ...]) -> tuple[str, ...]:
    weg = [v for v in verschillen if not v.veld and not v.na]
    return tuple(g.zin for v in weg if (g := gebruik_van(t, v.sectie, v.sleutel, v.voor)).zin)


def apply_import(werkplek: Werkplek, voorbeeld: Voorbeeld) -> None:
    """Take over the profile that was previewed, with its own text. Raises ProfielFout, NietsGewijzigd, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        leg_vast(t, voorbeeld.bron)
