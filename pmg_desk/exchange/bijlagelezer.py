"""Reads a file that is to be kept with a casus: its size is known before it is read, its kind before it is kept."""

from __future__ import annotations

import hashlib
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from pmg_desk.domain.controle import onzichtbaar_teken
from pmg_desk.domain.fouten import Fout
from pmg_desk.exchange.bijlagesoort import Bijlagesoort, recognise_bijlage
from pmg_desk.exchange.tabel import MIB

MAX_BESTANDSNAAM = 255


class BijlageNietGelezen(Fout):
    """The file is not there, is no file, may not be read, or is empty."""

    wat = "Dit bestand kan niet worden gelezen."
    veilig = "Er is niets bewaard."
    doe = "Kijk of het bestand er nog staat en of u het kunt openen, en kies het opnieuw."


class BijlageTeGroot(Fout):
    """Larger than the municipality allows."""

    veilig = "Er is niets bewaard."
    doe = "Maak het bestand kleiner, bijvoorbeeld door een foto kleiner op te slaan of een PDF te splitsen."


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file as it was read. ``naam`` without folders and without characters that mislead."""

    naam: str
    soort: Bijlagesoort
    sha256: str
    inhoud: bytes = field(repr=False)


def lees_bijlage(pad: Path, max_mb: int) -> Bestand:
    """The file at ``pad``, of at most ``max_mb`` mebibytes.

    Raises BijlageNietGelezen, BijlageTeGroot (before anything is read), BijlageGeweigerd.
    """
    grens = max_mb * MIB
    try:
        feiten = pad.stat()
        if not stat.S_ISREG(feiten.st_mode):
            raise BijlageNietGelezen("Dit is geen bestand.")
        if feiten.st_size > grens:
            raise _te_groot(max_mb)
        with pad.open("rb") as stroom:
            inhoud = stroom.read(grens + 1)  # it may have grown since
    except (OSError, ValueError) as fout:
        raise BijlageNietGelezen from fout
    if len(inhoud) > grens:
        raise _te_groot(max_mb)
    if not inhoud:
        raise BijlageNietGelezen("Dit bestand is leeg.")
    soort = recognise_bijlage(inhoud, pad.name)
    return Bestand(schone_naam(pad.name), soort, hashlib.sha256(inhoud).hexdigest(), inhoud)


def schone_naam(naam: str) -> str:
    """A file name without what one cannot see (a bidi control makes ``gpj.exe`` read ``exe.jpg``); its end is kept."""
    schoon = unicodedata.normalize("NFC", naam)
    while (plaats := onzichtbaar_teken(schoon, lang=False)) is not None:
        schoon = schoon[: plaats - 1] + schoon[plaats:]
    return schoon[-MAX_BESTANDSNAAM:] or "bestand"


def _te_groot(max_mb: int) -> BijlageTeGroot:
    return BijlageTeGroot(f"Dit bestand is te groot. Een bijlage mag hoogstens {max_mb} MB zijn.")
