"""Small files beside the vault that prove nothing: whatever somebody made of them, the vault opens and it is told."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from pmg_desk.kluis.duurzaam import schrijf_duurzaam

ONLEESBAAR = b"?"
"""A line that stands for what could not be read: it is counted as damage where the file is read."""

MELDING = (
    "Het bestand {} naast de kluis was niet helemaal te lezen. Dat staat in het logboek. Meld dit aan de beheerder en "
    "de privacy officer."
)


def lees(pad: Path, grootste: int) -> bytes:
    """What is in the file; nothing when there is none. What cannot be read (a folder, a bad sector), and what comes
    after ``grootste`` bytes, is one line ``ONLEESBAAR`` at the end.
    """
    try:
        with pad.open("rb") as bestand:
            ruw, rest = bestand.read(grootste), bestand.read(1)
    except FileNotFoundError:
        return b""
    except OSError:
        return ONLEESBAAR + b"\n"
    return _hele_regels(ruw) + ONLEESBAAR + b"\n" if rest else ruw


def _hele_regels(ruw: bytes) -> bytes:
    return ruw[: ruw.rfind(b"\n") + 1]


def vergeet(pad: Path, grootste: int, gelezen: bytes) -> None:
    """Drop what was read before (``gelezen``, from :func:`lees`), and only that. Raises KluisNietBereikbaar."""
    ruw = lees(pad, grootste)
    if gelezen and ruw.startswith(gelezen):
        maak_vrij(pad)
        schrijf_duurzaam(pad, ruw[len(gelezen) :])


def maak_vrij(pad: Path) -> None:
    """Give what has this name and is no file (a folder) another name. Where that fails, the writing tells."""
    if pad.exists() and not pad.is_file():
        with suppress(OSError):
            pad.rename(pad.with_name(f"{pad.name}.onleesbaar-{secrets.token_hex(4)}"))
