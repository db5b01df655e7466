"""Tells what a file is by its content: names lie, and a PDF called ``.csv`` must not reach a parser."""

from __future__ import annotations

import re
from pathlib import Path

from pmg_desk.exchange.leesfouten import BestandLeeg, MetWachtwoord, TeGroot, VerkeerdSoort
from pmg_desk.exchange.tabel import MIB, Grenzen

_TEKST = frozenset((".csv", ".txt", ".tsv", ".tab"))
_HERKEND = (
    (b"%PDF", "Dit is een PDF-bestand."),
    (b"\x89PNG", "Dit is een afbeelding."),
    (b"\xff\xd8\xff", "Dit is een afbeelding."),
    (b"GIF8", "Dit is een afbeelding."),
    (b"\x1f\x8b", "Dit is een ingepakt bestand (gzip)."),
    (b"7z\xbc\xaf", "Dit is een ingepakt bestand (7-Zip)."),
    (b"Rar!", "Dit is een ingepakt bestand (RAR)."),
    (b"MZ", "Dit is een programma en geen lijst."),
    (b"\x7fELF", "Dit is een programma en geen lijst."),
    (b"SQLite format 3", "Dit is een database."),
    (b"age-encryption.org/", "Dit is een versleuteld pakket."),
    (b"{\\rtf", "Dit is een tekstdocument (RTF)."),
)
_WEBPAGINA = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VERSLEUTELD = "EncryptedPackage".encode("utf-16-le")


def recognise(pad: Path, grenzen: Grenzen) -> str:
    """``"xlsx"`` for a zip, ``"csv"`` for what may be text. Raises a Leesfout that names what it is instead."""
    grootte = pad.stat().st_size
    if not grootte:
        raise BestandLeeg("Dit bestand is leeg: er staat niets in.")
    if grootte > grenzen.bestand:
        raise TeGroot(f"Dit bestand is groter dan {grenzen.bestand // MIB} MB.")
    with pad.open("rb") as bestand:
        begin = bestand.read(512)
        if begin.startswith(_OLE):
            if _VERSLEUTELD in bestand.read():
                raise MetWachtwoord
            raise VerkeerdSoort("Dit is een oud Office-bestand (zoals .xls).")
    if begin.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "xlsx"
    for kenmerk, zin in _HERKEND:
        if begin.startswith(kenmerk) and not (kenmerk == b"MZ" and begin[:80].isascii() and b"\0" not in begin):
            raise VerkeerdSoort(zin)
    if _WEBPAGINA.match(begin):
        raise VerkeerdSoort("Dit is een webpagina of XML-bestand, ook al heet het anders.")
    soort = pad.suffix.lower()
    if soort not in _TEKST:
        if soort in {".xlsx", ".xlsm", ".xls", ".ods"}:
            raise VerkeerdSoort("Dit bestand heet een rekenblad, maar is het niet (meer).")
        raise VerkeerdSoort
    return "csv"
