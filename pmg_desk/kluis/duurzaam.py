"""Writing a small file so that a crash at any moment leaves the old or the new one, never half of either.

Temp file in the same folder, fsync, rename over the old one, fsync of the folder (without which the rename itself may
be lost). Calls go through the ``os`` module by name, so that a test can make the n-th one fail.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from pmg_desk.kluis.fouten import KluisNietBereikbaar

ACHTERVOEGSEL = ".nieuw"


def schrijf_duurzaam(pad: Path, inhoud: bytes) -> None:
    """Replace ``pad`` by ``inhoud``, readable by this OS user only.

    Raises KluisNietBereikbaar when the disk refuses; then the old content or (if only the last sync failed) the new
    content stands there.
    """
    tijdelijk = pad.with_name(pad.name + ACHTERVOEGSEL)
    try:
        with suppress(FileNotFoundError):
            os.unlink(tijdelijk)  # noqa: PTH108  see the module's docstring
        fd = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(fd, "wb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
        os.replace(tijdelijk, pad)  # noqa: PTH105  see the module's docstring
        sync_map(pad.parent)
    except OSError as oorzaak:
        with suppress(OSError):
            tijdelijk.unlink(missing_ok=True)
        raise KluisNietBereikbaar.van(oorzaak) from None


def sync_bestand(pad: Path) -> None:
    """Make the content of ``pad`` durable. Raises OSError."""
    fd = os.open(pad, os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def sync_map(pad: Path) -> None:
    """Make renames in folder ``pad`` durable. Raises OSError. Windows has no such call; NTFS journals its renames."""
    if sys.platform == "win32":  # pragma: no cover  (not reachable where the figures are measured)
        return
    fd = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
