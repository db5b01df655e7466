"""The register of erased casussen beside the backups: what a restore has to erase again.

``gewist.jsonl``: one canonical line per destruction with the certificate, the second signature (the first stands in the
certificate) and the SHA-256 of the line before. It lies outside the vault, so nothing in it is believed by itself: a
line counts only with two true signatures of keys that the vault itself knows. Otherwise whoever can write to the backup
disk could have a casus erased. A missing or moved line breaks the chain and is told; what the other lines say still
counts, because an erasure that is not repeated is the greater harm.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.certificaat import Certificaat, Gebrek, Ondertekend, lees_certificaat, toets
from pmg_desk.domain.delen import BekendeSleutel
from pmg_desk.kluis.duurzaam import schrijf_duurzaam
from pmg_desk.kluis.fouten import KluisNietBereikbaar
from pmg_desk.kluis.ondertekening import verifieer

BESTAND = "gewist.jsonl"
BEGIN = "0" * 64
GROOTSTE_BESTAND = 256 * 1024 * 1024
"""A line is some 1.5 kB: room for 150 000 destructions, and a bound on what is read."""

TE_GROOT = "Het wisregister is zo groot dat het niet helemaal is gelezen. Meld het aan de privacy officer."
_VELDEN = {"v", "certificaat", "sleutel", "handtekening", "vorige"}


@dataclass(frozen=True, slots=True)
class Register:
    """What was read. ``geldig``: lines that count, with their certificate. ``onbekend``: whole, but with keys that are
    not known here. ``bevindingen``: what is wrong, in words for the user.
    """

    geldig: tuple[tuple[Ondertekend, Certificaat], ...]
    onbekend: tuple[Ondertekend, ...]
    elders: tuple[Ondertekend, ...]  # of another vault in the same folder
    bevindingen: tuple[str, ...]
    heel: bool = True  # False: larger than is read; then nothing is written into it


def lees_register(map_: Path, kluis_id: UUID, sleutels: Collection[BekendeSleutel]) -> Register:
    """Read and check ``gewist.jsonl`` in ``map_``; an absent file is an empty register. Raises KluisNietBereikbaar."""
    geldig: list[tuple[Ondertekend, Certificaat]] = []
    onbekend: list[Ondertekend] = []
    elders: list[Ondertekend] = []
    bevindingen: list[str] = []
    vorige = BEGIN
    alles = _ruw(map_)
    heel = len(alles) <= GROOTSTE_BESTAND
    if not heel:
        bevindingen.append(TE_GROOT)
    for nr, ruw in enumerate(alles[:GROOTSTE_BESTAND].splitlines(), start=1):
        gelezen = _lees_regel(ruw)
        schakel, vorige = vorige, sha256_hex(ruw)
        if gelezen is None:
            bevindingen.append(f"Regel {nr} van het wisregister is beschadigd.")
            continue
        ondertekend, zegt = gelezen
        if zegt != schakel:
            bevindingen.append(f"Vóór regel {nr} van het wisregister is een regel weg, veranderd of verplaatst.")
        uitkomst = toets(ondertekend, kluis_id, sleutels, verifieer)
        if isinstance(uitkomst, Certificaat):
            geldig.append((ondertekend, uitkomst))
        elif uitkomst is Gebrek.SLEUTEL_ONBEKEND:
            onbekend.append(ondertekend)
            bevindingen.append(f"Regel {nr} van het wisregister: {uitkomst.value}")
        elif uitkomst is Gebrek.ANDERE_KLUIS:
            elders.append(ondertekend)
        else:
            bevindingen.append(f"Regel {nr} van het wisregister: {uitkomst.value}")
    return Register(tuple(geldig), tuple(onbekend), tuple(elders), tuple(bevindingen), heel)


def voeg_toe(map_: Path, nieuw: Iterable[Ondertekend]) -> None:
    """Append lines, durably: a crash leaves the old or the new register. Makes the folder. Raises KluisNietBereikbaar.

    A last line without its end (written by something else) stays as it is, and is a damaged line from then on.
    """
    oud = _ruw(map_)
    if len(oud) > GROOTSTE_BESTAND:
        raise KluisNietBereikbaar(TE_GROOT)
    if oud and not oud.endswith(b"\n"):
        oud += b"\n"
    regels = oud.splitlines()
    schrijf_regels(map_, oud, sha256_hex(regels[-1]) if regels else BEGIN, nieuw)


def herschrijf(map_: Path, alle: Iterable[Ondertekend]) -> None:
    """Write the register anew with exactly these lines: when it was damaged. Raises KluisNietBereikbaar."""
    schrijf_regels(map_, b"", BEGIN, alle)


def schrijf_regels(map_: Path, oud: bytes, vorige: str, nieuw: Iterable[Ondertekend]) -> None:
    """``oud`` and after it the new lines, each chained to the one before."""
    delen = [oud]
    for ondertekend in nieuw:
        ruw = regel(ondertekend, vorige)
        vorige = sha256_hex(ruw)
        delen.append(ruw + b"\n")
    try:
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    schrijf_duurzaam(map_ / BESTAND, b"".join(delen))


def regel(ondertekend: Ondertekend, vorige: str) -> bytes:
    """One line, without its end."""
    return canoniek(
        {
            "v": 1,
            "certificaat": ondertekend.certificaat,
            "sleutel": ondertekend.sleutel,
            "handtekening": ondertekend.handtekening,
            "vorige": vorige,
        }
    ).encode()


def _lees_regel(ruw: bytes) -> tuple[Ondertekend, str] | None:
    try:
        waarde = lees_canoniek(ruw.decode())
        if not isinstance(waarde, dict) or set(waarde) != _VELDEN or waarde["v"] != 1:
            return None
        teksten = [waarde[naam] for naam in ("certificaat", "sleutel", "handtekening", "vorige")]
        if not all(isinstance(tekst, str) for tekst in teksten):
            return None
        lees_certificaat(teksten[0])
        return Ondertekend(*teksten[:3]), teksten[3]
    except (ValueError, TypeError, RecursionError):
        return None


def _ruw(map_: Path) -> bytes:
    try:
        with (map_ / BESTAND).open("rb") as bestand:
            return bestand.read(GROOTSTE_BESTAND + 1)
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
