"""Generations of backups on disk: their names, what is said of them, how one is put down whole, and how they age.

``<naam>.kluis-reserve/JJJJ-MM-DD-UUMMSS/`` holds ``kluis.db``, ``kop-a.json``, ``kop-b.json`` and ``reservekopie.json``
(facts without personal data). It is built under a name that begins with a dot and gets its own name only when it was
checked, so a folder with a date is a whole backup; it is deleted by giving it such a name again first.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.klok import AMSTERDAM, als_tekst, uit_tekst
from pmg_desk.kluis.dubbelkop import BESTANDEN, DATABASE, RESERVEFEITEN
from pmg_desk.kluis.duurzaam import schrijf_duurzaam, sync_bestand, sync_map
from pmg_desk.kluis.fouten import KluisFout, KluisNietBereikbaar

FEITEN = RESERVEFEITEN
STANDAARD_DAGEN = 30
_SOORT = "pmg-desk/reservekopie"
_VERSIE = 1
_NAAM = re.compile(r"\d{4}-\d\d-\d\d-\d{6}(?:-\d+)?\Z")
_GROOTSTE = 64 * 1024
_BLOK = 1 << 20


class GeenReservekopie(KluisFout):
    """A folder that is not a whole backup, or of another vault."""

    wat = "Dit is geen hele reservekopie van deze kluis."
    veilig = "Er is niets gewijzigd."
    doe = "Kies een andere reservekopie."


@dataclass(frozen=True, slots=True)
class Feiten:
    """What ``reservekopie.json`` says. Nothing here is trusted: who opens the backup computes it again."""

    kluis_id: UUID
    gemaakt_op: datetime
    log_nr: int
    log_hash: str
    kop_generatie: int
    schema: str
    programma: str
    bestanden: dict[str, str]  # name: sha256


@dataclass(frozen=True, slots=True)
class Generatie:
    """One backup: its folder, what is said of it, and its size in bytes."""

    pad: Path
    feiten: Feiten
    grootte: int

    @property
    def naam(self) -> str:
        """The name of its folder: a moment in Dutch time."""
        return self.pad.name


def reservemap(kluismap: Path, gekozen: Path | None = None) -> Path:
    """The folder of a vault's backups: beside the vault, or in the folder that was chosen."""
    return (kluismap.absolute().parent if gekozen is None else gekozen) / f"{kluismap.stem}.kluis-reserve"


def list_generaties(map_: Path, kluis_id: UUID | None = None) -> tuple[Generatie, ...]:
    """The whole backups in ``map_``, newest first; of one vault, or of any. A folder that cannot be read has none."""
    try:
        paden = [pad for pad in map_.iterdir() if _NAAM.match(pad.name)]
    except OSError:
        return ()
    gevonden = []
    for pad in paden:
        with suppress(GeenReservekopie):
            generatie = lees_generatie(pad)
            if kluis_id is None or generatie.feiten.kluis_id == kluis_id:
                gevonden.append(generatie)
    return tuple(sorted(gevonden, key=lambda g: (g.feiten.gemaakt_op, g.feiten.log_nr), reverse=True))


def lees_generatie(pad: Path) -> Generatie:
    """What is said of the backup in folder ``pad``. Raises GeenReservekopie."""
    try:
        with (pad / FEITEN).open("rb") as bestand:
            ruw = lees_canoniek(bestand.read(_GROOTSTE).decode())
        grootte = sum((pad / naam).stat().st_size for naam in (DATABASE, *BESTANDEN))
        if ruw["soort"] != _SOORT or ruw["v"] != _VERSIE:
            raise GeenReservekopie
        return Generatie(pad, _feiten(ruw), grootte)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise GeenReservekopie from None


def _feiten(ruw: dict[str, Any]) -> Feiten:
    bestanden = ruw["bestanden"]
    teksten = (ruw["log_hash"], ruw["schema"], ruw["programma"], *bestanden.values())
    getallen = (ruw["log_nr"], ruw["kop_generatie"])
    if set(bestanden) != {DATABASE, *BESTANDEN} or not all(isinstance(t, str) and t.isprintable() for t in teksten):
        raise ValueError("not the files of a backup")
    if not all(type(getal) is int and getal >= 0 for getal in getallen):
        raise ValueError("not the numbers of a backup")
    return Feiten(
        UUID(ruw["kluis"]),
        uit_tekst(ruw["gemaakt_op"]),
        ruw["log_nr"],
        ruw["log_hash"],
        ruw["kop_generatie"],
        ruw["schema"],
        ruw["programma"],
        dict(bestanden),
    )


def vingerafdruk(pad: Path) -> str:
    """SHA-256 of a file. Raises KluisNietBereikbaar."""
    som = sha256()
    try:
        with pad.open("rb") as bestand:
            while blok := bestand.read(_BLOK):
                som.update(blok)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    return som.hexdigest()


def bestanden_kloppen(generatie: Generatie) -> bool:
    """Whether every file is byte for byte what was written. Raises KluisNietBereikbaar."""
    return all(vingerafdruk(generatie.pad / naam) == som for naam, som in generatie.feiten.bestanden.items())


class NieuweGeneratie:
    """A backup under construction, in a folder whose name begins with a dot. Gone unless ``voltooi`` was called."""

    def __init__(self, map_: Path, kluis_id: UUID) -> None:
        """Make the folder, and the one that holds the backups. Raises KluisNietBereikbaar."""
        self.map, self.kluis_id = map_, kluis_id
        self.bouwmap = map_ / f".{_merk(kluis_id)}-{secrets.token_hex(6)}"
        try:
            if not map_.exists():
                map_.mkdir(0o700, parents=True)
                sync_map(map_.parent)
            self.bouwmap.mkdir(0o700)
        except OSError as oorzaak:
            raise KluisNietBereikbaar.van(oorzaak) from None

    @property
    def databasepad(self) -> Path:
        """Where to put the copy of the database."""
        return self.bouwmap / DATABASE

    def neem_kop(self, kluismap: Path) -> None:
        """Copy the header, as it lies there. Raises KluisNietBereikbaar."""
        for naam in BESTANDEN:
            try:
                ruw = (kluismap / naam).read_bytes()
            except OSError as oorzaak:
                raise KluisNietBereikbaar.van(oorzaak) from None
            schrijf_duurzaam(self.bouwmap / naam, ruw)

    def voltooi(
        self, nu: datetime, *, log_nr: int, log_hash: str, kop_generatie: int, schema: str, programma: str
    ) -> Generatie:
        """Say what it is and give it its name; only after it was checked. Raises KluisNietBereikbaar."""
        feiten = Feiten(
            self.kluis_id,
            nu,
            log_nr,
            log_hash,
            kop_generatie,
            schema,
            programma,
            {naam: vingerafdruk(self.bouwmap / naam) for naam in (DATABASE, *BESTANDEN)},
        )
        schrijf_duurzaam(self.bouwmap / FEITEN, _als_bytes(feiten))
        try:
            sync_bestand(self.databasepad)
            doel = _vrije_naam(self.map, nu)
            self.bouwmap.rename(doel)
            sync_map(self.map)
        except OSError as oorzaak:
            raise KluisNietBereikbaar.van(oorzaak) from None
        return lees_generatie(doel)

    def __enter__(self) -> NieuweGeneratie:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.bouwmap, ignore_errors=True)


def _merk(kluis_id: UUID) -> str:
    return f"bezig-{kluis_id.hex[:8]}"


def _vrije_naam(map_: Path, nu: datetime) -> Path:
    naam = nu.astimezone(AMSTERDAM).strftime("%Y-%m-%d-%H%M%S")
    doel, keer = map_ / naam, 1
    while doel.exists():
        keer += 1
        doel = map_ / f"{naam}-{keer}"
    return doel


def _als_bytes(feiten: Feiten) -> bytes:
    inhoud: dict[str, Waarde] = {
        "soort": _SOORT,
        "v": _VERSIE,
        "kluis": str(feiten.kluis_id),
        "gemaakt_op": als_tekst(feiten.gemaakt_op),
        "log_nr": feiten.log_nr,
        "log_hash": feiten.log_hash,
        "kop_generatie": feiten.kop_generatie,
        "schema": feiten.schema,
        "programma": feiten.programma,
        "bestanden": feiten.bestanden,
    }
    return canoniek(inhoud).encode()


def grens(nu: datetime, dagen: int) -> datetime:
    """Backups made before this moment are older than ``dagen`` days."""
    return nu - timedelta(days=dagen)


def verouderd(generaties: Sequence[Generatie], nu: datetime, dagen: int) -> tuple[Generatie, ...]:
    """Which of these are older than ``dagen`` days and have a newer one beside them: those go.

    One that claims to be made later than now is as old as the first one with a longer log: a clock that once ran ahead
    keeps nothing for years.
    """

    def ouderdom(generatie: Generatie) -> tuple[datetime, int]:
        gemaakt, nr = generatie.feiten.gemaakt_op, generatie.feiten.log_nr
        if gemaakt > nu:
            later = [g.feiten.gemaakt_op for g in generaties if g.feiten.log_nr > nr and g.feiten.gemaakt_op <= nu]
            gemaakt = min(later, default=nu)
        return gemaakt, nr

    op_leeftijd = sorted(generaties, key=ouderdom)
    return tuple(generatie for generatie in op_leeftijd[:-1] if ouderdom(generatie)[0] < grens(nu, dagen))


def verwijder(generatie: Generatie) -> None:
    """Delete one backup, so that a crash halfway leaves nothing that looks like one. Raises KluisNietBereikbaar."""
    weg = generatie.pad.with_name(f".{_merk(generatie.feiten.kluis_id)}-weg-{secrets.token_hex(4)}")
    try:
        generatie.pad.rename(weg)
        sync_map(generatie.pad.parent)
        shutil.rmtree(weg)
        sync_map(generatie.pad.parent)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None


def ruim_op(map_: Path, kluis_id: UUID) -> None:
    """Remove what a crash left half made or half deleted. The caller holds the vault's lock."""
    with suppress(OSError):
        for pad in map_.iterdir():
            if pad.name.startswith(f".{_merk(kluis_id)}-"):
                shutil.rmtree(pad, ignore_errors=True)
