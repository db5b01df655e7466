"""Putting a vault in the place of another one, so that a crash at any moment leaves the old or the restored one.

What is restored is made ready in a folder of its own beside the vault. Then a note says what is about to happen, the
present vault gets a name with a date, and the restored one gets its place. A crash between the two renames leaves no
vault at the place but a note; whoever opens the vault next finishes what the note says. What was replaced ages as
backups do.
"""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.kluis import bekeken, bijbestand, plektoestemming, pogingen
from pmg_desk.kluis.dubbelkop import BESTANDEN, DATABASE, lees_kop
from pmg_desk.kluis.duurzaam import ACHTERVOEGSEL, schrijf_duurzaam, sync_bestand, sync_map
from pmg_desk.kluis.fouten import GeenKluis, KluisFout, KluisNietBereikbaar, KopBeschadigd
from pmg_desk.kluis.reservekopie import Generatie
from pmg_desk.kluis.slot import neem_slot

_MEE = {
    pogingen.BESTAND: pogingen.GROOTSTE_BESTAND,
    bekeken.BESTAND: bekeken.GROOTSTE_BESTAND,
    plektoestemming.BESTAND: plektoestemming.GROOTSTE,
}
"""What lies in the present vault and is not in a backup: it is taken along, so that no failed log-in gets lost."""

_GROOTSTE = 4096
_MOMENT = "%Y-%m-%d-%H%M%S"
_NAAM = re.compile(r"(\d{4}-\d\d-\d\d-\d{6})(?:-\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Vervangen:
    """A vault that a backup took the place of: where it is kept, when it was replaced, and its size in bytes."""

    pad: Path
    op: datetime
    grootte: int


def maak_klaar(generatie: Generatie, kluismap: Path, ook: Path) -> Path:
    """Copy the backup to a folder beside ``kluismap`` and return the vault in it; ``ook`` has more files to take along.

    Raises KluisNietBereikbaar; then nothing is left.
    """
    bouwmap = kluismap.parent / f"{_begin(kluismap)}{secrets.token_hex(6)}"
    klaar = bouwmap / kluismap.name
    try:
        klaar.mkdir(0o700, parents=True)
        for naam in (DATABASE, *BESTANDEN):
            shutil.copyfile(generatie.pad / naam, klaar / naam)
            sync_bestand(klaar / naam)
        for bron in dict.fromkeys((ook, kluismap)):
            for naam, grootste in _MEE.items():
                if (bron / naam).exists():
                    schrijf_duurzaam(klaar / naam, bijbestand.lees(bron / naam, grootste))
        sync_map(klaar)
    except OSError as oorzaak:
        gooi_weg(klaar)
        raise KluisNietBereikbaar.van(oorzaak) from None
    except KluisNietBereikbaar:
        gooi_weg(klaar)
        raise
    return klaar


def gooi_weg(klaar: Path) -> None:
    """Remove what was made ready."""
    shutil.rmtree(klaar.parent, ignore_errors=True)


def wissel(klaar: Path, kluismap: Path, nu: datetime) -> Path | None:
    """Put ``klaar`` in the place of ``kluismap``; returns where the old vault is now (None: there was none).

    The caller holds the lock of the old vault. Raises KluisNietBereikbaar: then the old vault stands there, or the next
    opening puts the restored one there.
    """
    briefje = _briefje(kluismap)
    oud = _vrije_naam(kluismap, nu) if kluismap.exists() else None
    schrijf_duurzaam(briefje, canoniek({"klaar": f"{klaar.parent.name}/{klaar.name}"}).encode())
    try:
        sync_map(klaar.parent)
        if oud is not None:
            kluismap.rename(oud)
            sync_map(kluismap.parent)
        klaar.rename(kluismap)
        sync_map(kluismap.parent)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    ruim_op(kluismap)
    return oud


def list_vervangen(kluismap: Path, kluis_id: UUID, nu: datetime) -> tuple[Vervangen, ...]:
    """The vaults that stood at ``kluismap`` before a restore, newest first; never one of another vault.

    One whose name says a moment later than ``nu`` is as old as its database: a clock that once ran ahead keeps nothing
    for years.
    """
    begin = _vervangen_naam(kluismap)
    gevonden = []
    with suppress(OSError):
        for pad in kluismap.absolute().parent.iterdir():
            moment = _NAAM.match(pad.stem.removeprefix(begin)) if pad.stem.startswith(begin) else None
            if pad.suffix == kluismap.suffix and moment is not None and _is_van(pad, kluis_id):
                bestanden = [(een.stat().st_size, een.stat().st_mtime) for een in pad.iterdir() if een.is_file()]
                geschreven = max((keer for _, keer in bestanden), default=0.0)
                gevonden.append(Vervangen(pad, _moment(moment[1], nu, geschreven), sum(g for g, _ in bestanden)))
    return tuple(sorted(gevonden, key=lambda vervangen: (vervangen.op, vervangen.pad.name), reverse=True))


def _moment(tekst: str, nu: datetime, geschreven: float) -> datetime:
    try:
        op = datetime.strptime(tekst, _MOMENT).replace(tzinfo=AMSTERDAM)
    except ValueError:  # no such day
        op = datetime.max.replace(tzinfo=UTC)
    return op.astimezone(UTC) if op <= nu else datetime.fromtimestamp(geschreven, UTC)


def _is_van(pad: Path, kluis_id: UUID) -> bool:
    try:
        return lees_kop(pad).kop.kluis_id == kluis_id
    except (GeenKluis, KopBeschadigd):  # damaged is often why it was replaced; its name is of this vault
        return pad.is_dir()
    except KluisFout:
        return False


def verwijder_vervangen(vervangen: Vervangen, kluismap: Path, nu: datetime) -> None:
    """Delete a replaced vault, so that a crash halfway leaves nothing that looks like one; the next opening clears up.

    Raises KluisInGebruik when somebody has it open, and KluisNietBereikbaar.
    """
    neem_slot(vervangen.pad, nu).geef_vrij()
    weg = kluismap.absolute().parent / f"{_begin(kluismap)}weg-{secrets.token_hex(6)}"
    try:
        vervangen.pad.rename(weg)
        sync_map(weg.parent)
        shutil.rmtree(weg)
        sync_map(weg.parent)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None


def maak_af(kluismap: Path) -> bool:
    """Where no vault stands: finish the restore that a crash cut off. True when that was so.

    Raises KluisNietBereikbaar.
    """
    try:
        ruw = lees_canoniek(_briefje(kluismap).read_bytes()[:_GROOTSTE].decode())
        map_, _, naam = ruw["klaar"].partition("/")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    klaar = kluismap.parent / map_ / naam
    if naam != kluismap.name or not map_.startswith(_begin(kluismap)) or not klaar.is_dir():
        return False
    try:
        klaar.rename(kluismap)
        sync_map(kluismap.parent)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    ruim_op(kluismap)
    return True


def ruim_op(kluismap: Path) -> None:
    """Remove the note and what a restore that never happened made ready. The vault's lock is held: none is running."""
    with suppress(OSError):
        for pad in (_briefje(kluismap), _briefje(kluismap).with_suffix(f".json{ACHTERVOEGSEL}")):
            pad.unlink(missing_ok=True)
        for pad in kluismap.parent.iterdir():
            if pad.name.startswith(_begin(kluismap)) and pad.is_dir():
                shutil.rmtree(pad, ignore_errors=True)


def _briefje(kluismap: Path) -> Path:
    return kluismap.parent / f".{kluismap.stem}-terugzetten.json"


def _begin(kluismap: Path) -> str:
    return f".{kluismap.stem}-terugzetten-"


def _vervangen_naam(kluismap: Path) -> str:
    return f"{kluismap.stem}-vervangen-"


def _vrije_naam(kluismap: Path, nu: datetime) -> Path:
    naam = f"{_vervangen_naam(kluismap)}{nu.astimezone(AMSTERDAM).strftime(_MOMENT)}"
    pad, keer = kluismap.with_name(f"{naam}.kluis"), 1
    while pad.exists():
        keer += 1
        pad = kluismap.with_name(f"{naam}-{keer}.kluis")
    return pad
