"""Failed log-ins, which happen while the vault is shut: kept beside it without secrets, taken in at the next unlock.

Taking in goes in two steps, so that a crash loses none: read them, commit them as Logregels, then forget exactly what
was read. After a crash between commit and forgetting they come again; each has an id by which services know it.

Failures make the next try wait, longer each time up to a minute, per user; nothing is ever wiped. Someone with a copy
of the files is not stopped by this (they need not run this program), only by the key derivation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.kluis import bijbestand
from pmg_desk.kluis.duurzaam import schrijf_duurzaam

BESTAND = "mislukt.jsonl"
MEESTE = 500
"""Beyond this many, further failures are counted in the last line: the file stays small, the number stays true."""

GROOTSTE_BESTAND = 512 * 1024
VRIJE_POGINGEN = 3
LANGSTE_WACHT = timedelta(seconds=60)


@dataclass(frozen=True)
class Poging:
    """``aantal`` failed log-ins in a row, the last at ``laatst``; ``gebruiker_id`` is None for an unknown name."""

    id: UUID
    gebruiker_id: UUID | None
    tijd: datetime
    laatst: datetime
    aantal: int
    herkomst: str


@dataclass(frozen=True)
class MislukteLogins:
    """What was read: the failures in order, and how many lines could not be read (damage is told, not hidden)."""

    pogingen: tuple[Poging, ...]
    onleesbaar: int
    ruw: bytes


def noteer_mislukt(map_: Path, gebruiker_id: UUID | None, nu: datetime, herkomst: str) -> None:
    """Write one failed log-in, durably. The caller holds the vault's lock. Raises KluisNietBereikbaar."""
    regels = _ruw(map_).splitlines()
    laatste = _poging(regels[-1]) if len(regels) >= MEESTE else None
    if laatste is None:
        poging = Poging(uuid4(), gebruiker_id, nu, nu, 1, herkomst[:200])
    else:
        regels.pop()
        wie = gebruiker_id if laatste.gebruiker_id == gebruiker_id else None
        poging = Poging(laatste.id, wie, laatste.tijd, nu, laatste.aantal + 1, laatste.herkomst)
    bijbestand.maak_vrij(map_ / BESTAND)
    schrijf_duurzaam(map_ / BESTAND, b"".join(regel + b"\n" for regel in (*regels[-MEESTE:], _regel(poging))))


def lees_mislukt(map_: Path) -> MislukteLogins:
    """The failures since the last :func:`vergeet_mislukt`. Damage never keeps the vault shut."""
    ruw = _ruw(map_)
    gelezen = [_poging(regel) for regel in ruw.splitlines()]
    pogingen = tuple(poging for poging in gelezen if poging is not None)
    return MislukteLogins(pogingen, len(gelezen) - len(pogingen), ruw)


def vergeet_mislukt(map_: Path, gelezen: MislukteLogins) -> None:
    """Drop what ``gelezen`` holds, and only that. Call after its Logregels are committed."""
    bijbestand.vergeet(map_ / BESTAND, GROOTSTE_BESTAND, gelezen.ruw)


def wachttijd(map_: Path, gebruiker_id: UUID | None, nu: datetime) -> timedelta:
    """How long this user still has to wait; zero for the first three failures, then 1, 2, 4 … 60 seconds.

    A clock that was set back never makes anyone wait longer than a minute.
    """
    eigen = [poging for poging in lees_mislukt(map_).pogingen if poging.gebruiker_id == gebruiker_id]
    te_veel = sum(poging.aantal for poging in eigen) - VRIJE_POGINGEN
    if te_veel < 0:
        return timedelta(0)
    wacht = min(timedelta(seconds=2 ** min(te_veel, 10)), LANGSTE_WACHT)
    return min(max(eigen[-1].laatst + wacht - nu, timedelta(0)), LANGSTE_WACHT)


def _ruw(map_: Path) -> bytes:
    return bijbestand.lees(map_ / BESTAND, GROOTSTE_BESTAND)


def _regel(poging: Poging) -> bytes:
    return canoniek(
        {
            "id": str(poging.id),
            "gebruiker": "onbekend" if poging.gebruiker_id is None else str(poging.gebruiker_id),
            "tijd": als_tekst(poging.tijd),
            "laatst": als_tekst(poging.laatst),
            "aantal": poging.aantal,
            "herkomst": poging.herkomst,
        }
    ).encode()


def _poging(regel: bytes) -> Poging | None:
    try:
        delen = lees_canoniek(regel.decode())
        gebruiker, aantal, herkomst = delen["gebruiker"], delen["aantal"], delen["herkomst"]
        if type(aantal) is not int or aantal < 1 or not isinstance(herkomst, str) or not herkomst.isprintable():
            return None
        return Poging(
            UUID(delen["id"]),
            None if gebruiker == "onbekend" else UUID(gebruiker),
            uit_tekst(delen["tijd"]),
            uit_tekst(delen["laatst"]),
            aantal,
            herkomst[:200],
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
