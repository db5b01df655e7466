"""The beheerder's permission to keep a vault where it is advised against: bound to that vault and that folder.

``plek-toegestaan.json`` in the vault's folder, written by ``pmg-desk kluis plek-toestaan`` only. The database keeps the
same text: a file that somebody put there without the vault's keys opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.kluis.duurzaam import schrijf_duurzaam
from pmg_desk.kluis.fouten import OnveiligePlek
from pmg_desk.kluis.plek import controleer_plek

BESTAND = "plek-toegestaan.json"
GROOTSTE = 8192


@dataclass(frozen=True, slots=True)
class Toestemming:
    """Who allowed which folder, and when. Why is in the vault only: it is free text, and this file is not encrypted."""

    kluis_id: UUID
    map: str
    door: UUID
    sinds: datetime

    def tekst(self) -> str:
        """Canonical JSON."""
        return canoniek(
            {
                "v": 1,
                "kluis": str(self.kluis_id),
                "map": self.map,
                "door": str(self.door),
                "sinds": als_tekst(self.sinds),
            }
        )


def bezwaar(map_: Path) -> str:
    """Why this place is advised against; empty when it is fine."""
    try:
        controleer_plek(map_)
    except OnveiligePlek as fout:
        return fout.wat
    return ""


def schrijf(map_: Path, toestemming: Toestemming) -> None:
    """Put the permission down. Raises KluisNietBereikbaar."""
    schrijf_duurzaam(map_ / BESTAND, toestemming.tekst().encode())


def lees(map_: Path, kluis_id: UUID) -> Toestemming | None:
    """The permission for this vault in this folder; None when there is none, or it is of another one."""
    try:
        with (map_ / BESTAND).open("rb") as bestand:
            ruw = lees_canoniek(bestand.read(GROOTSTE).decode())
        gelezen = Toestemming(UUID(ruw["kluis"]), str(ruw["map"]), UUID(ruw["door"]), uit_tekst(ruw["sinds"]))
        hier = str(map_.absolute().resolve())
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return gelezen if (gelezen.kluis_id, gelezen.map) == (kluis_id, hier) else None
