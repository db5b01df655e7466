"""What was looked at in a backup: kept beside the live vault, taken in as Logregels at its next unlock.

A backup is opened read-only, so nothing can be logged in it. Ids only, no names and no content. One line per thing,
each with an id by which services know that it was taken in.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.domain.logboek import is_actie
from pmg_desk.kluis import bijbestand
from pmg_desk.kluis.duurzaam import sync_map
from pmg_desk.kluis.fouten import KluisNietBereikbaar

BESTAND = "bekeken.jsonl"
GROOTSTE_BESTAND = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Inzage:
    """One thing that was looked at in the backup ``kopie``: by whom, when, what use case, about which id."""

    id: UUID
    gebruiker_id: UUID
    tijd: datetime
    kopie: str
    actie: str
    object_soort: str
    object_id: UUID | None
    casus_id: UUID | None


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What was read, in order, and how many lines could not be."""

    inzages: tuple[Inzage, ...]
    onleesbaar: int
    ruw: bytes


def noteer(map_: Path, inzage: Inzage) -> None:
    """Add one line, durably; half a line that a crash left is ended first. Raises KluisNietBereikbaar."""
    pad = map_ / BESTAND
    bijbestand.maak_vrij(pad)
    nieuw = not pad.exists()
    try:
        fd = os.open(pad, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(fd, "r+b") as bestand:
            einde = bestand.seek(0, os.SEEK_END)
            heel = einde == 0
            if einde:
                bestand.seek(einde - 1)
                heel = bestand.read(1) == b"\n"
            bestand.write((b"" if heel else b"\n") + _regel(inzage) + b"\n")
            bestand.flush()
            os.fsync(bestand.fileno())
        if nieuw:
            sync_map(map_)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None


def lees(map_: Path) -> Gelezen:
    """The lines since the last :func:`vergeet`. Damage never keeps the vault shut."""
    ruw = _ruw(map_)
    gelezen = [_inzage(regel) for regel in ruw.splitlines()]
    inzages = tuple(inzage for inzage in gelezen if inzage is not None)
    return Gelezen(inzages, len(gelezen) - len(inzages), ruw)


def vergeet(map_: Path, gelezen: Gelezen) -> None:
    """Drop what ``gelezen`` holds, and only that. Call after its Logregels are committed."""
    bijbestand.vergeet(map_ / BESTAND, GROOTSTE_BESTAND, gelezen.ruw)


def _ruw(map_: Path) -> bytes:
    return bijbestand.lees(map_ / BESTAND, GROOTSTE_BESTAND)


def _regel(inzage: Inzage) -> bytes:
    return canoniek(
        {
            "id": str(inzage.id),
            "gebruiker": str(inzage.gebruiker_id),
            "tijd": als_tekst(inzage.tijd),
            "kopie": inzage.kopie,
            "actie": inzage.actie,
            "soort": inzage.object_soort,
            "object": "" if inzage.object_id is None else str(inzage.object_id),
            "casus": "" if inzage.casus_id is None else str(inzage.casus_id),
        }
    ).encode()


def _inzage(regel: bytes) -> Inzage | None:
    try:
        delen = lees_canoniek(regel.decode())
        woorden = (delen["kopie"], delen["actie"], delen["soort"])
        if not all(isinstance(woord, str) and len(woord) <= 60 and woord.isprintable() for woord in woorden):
            return None
        if not is_actie(delen["actie"]):  # a line of the log will name it
            return None
        return Inzage(
            UUID(delen["id"]),
            UUID(delen["gebruiker"]),
            uit_tekst(delen["tijd"]),
            *woorden,
            UUID(delen["object"]) if delen["object"] else None,
            UUID(delen["casus"]) if delen["casus"] else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
