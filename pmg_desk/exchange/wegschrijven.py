"""Writing a file outside the vault: all of it or nothing, readable by this user only.

A print that stops half-way must not leave half a summary behind while the log says that it failed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from secrets import token_hex

from pmg_desk.domain.fouten import Fout


class BestandNietGeschreven(Fout):
    """The chosen place could not be written."""

    wat = "Het bestand kon niet worden opgeslagen."
    veilig = "Er is geen half bestand achtergebleven. Een bestand dat er al stond, is niet veranderd."
    doe = "Kies een andere map."


def schrijf_heel(pad: Path, inhoud: bytes) -> None:
    """Put ``inhoud`` at ``pad``, replacing what is there in one step. Raises BestandNietGeschreven."""
    tijdelijk = pad.with_name(f".{token_hex(8)}.deel")
    try:
        beschrijver = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(beschrijver, "wb") as stroom:
            stroom.write(inhoud)
            stroom.flush()
            os.fsync(stroom.fileno())
        tijdelijk.replace(pad)
    except OSError as fout:
        with suppress(OSError):
            tijdelijk.unlink()
        raise BestandNietGeschreven from fout


def schrijf_nieuw(map_: Path, naam: str, inhoud: bytes) -> Path:
    """Put ``inhoud`` in this folder under ``naam``, with a number in it where that name is taken; returns where.

    What is there already stays as it is. Raises BestandNietGeschreven.
    """
    pad = _neem_naam(map_, naam)
    try:
        schrijf_heel(pad, inhoud)
    except BestandNietGeschreven:
        with suppress(OSError):
            pad.unlink()
        raise
    return pad


def _neem_naam(map_: Path, naam: str) -> Path:
    """The first free name, made ours by an empty file."""
    stam, punt, uitgang = naam.partition(".")
    for nr in count(2):
        pad = map_ / naam
        try:
            os.close(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            naam = f"{stam}-{nr}{punt}{uitgang}"
        except OSError as fout:
            raise BestandNietGeschreven from fout
        else:
            return pad
    raise AssertionError  # there is no last number
