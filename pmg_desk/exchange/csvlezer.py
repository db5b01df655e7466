"""Reads a csv: finds out its encoding and separator, then streams it, strictly.

Strict, because a lenient parser hides damage: one quotation mark that is not closed swallows the rest of the file into
one cell, and the import then misses rows without a word.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from pmg_desk.exchange.leesfouten import (
    AanhalingstekenVerkeerd,
    BestandBeschadigd,
    CelTeLang,
    TekensetOnbekend,
    VerkeerdSoort,
)
from pmg_desk.exchange.opbouw import Opbouw, getal
from pmg_desk.exchange.tabel import MIB, Grenzen

SCHEIDINGSTEKENS = ";\t,"
"""In order of preference: Dutch Excel writes semicolons, and commas occur in addresses."""
_BINAIR = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
_KAPOT = re.compile("[\udc80-\udcff]")
_NIET_ASCII = re.compile("[^\x00-\x7f]")
_GEEN_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def detect_tekenset(pad: Path) -> str:
    """The Python codec for the text at ``pad``: ``utf-8-sig``, ``utf-16`` or ``cp1252``.

    UTF-8 is recognised by being valid as a whole. Windows-1252 is what is left, unless the bytes rule it out: five of
    them mean nothing there, and text that holds good UTF-8 as well is a mix that no codec reads.
    Raises VerkeerdSoort for what is not text, BestandBeschadigd for text cut inside a character, TekensetOnbekend.
    """
    with pad.open("rb") as bestand:
        begin = bestand.read(4)
        bestand.seek(0)
        if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            if pad.stat().st_size % 2:
                raise BestandBeschadigd
            return "utf-16"
        goed = kapot = binair = lengte = 0
        windows = True
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        while stuk := bestand.read(MIB):
            if b"\0" in stuk:
                raise VerkeerdSoort("Dit bestand heet tekst, maar er staat geen tekst in.")
            lengte += len(stuk)
            binair += len(stuk) - len(stuk.translate(None, _BINAIR))
            windows = windows and not _GEEN_WINDOWS_1252.search(stuk)
            tekst = decoder.decode(stuk)
            fout = len(_KAPOT.findall(tekst))
            kapot += fout
            goed += len(_NIET_ASCII.findall(tekst)) - fout
        afgekapt = bool(decoder.getstate()[0])
    if binair * 50 > lengte:
        raise VerkeerdSoort("Dit bestand heet tekst, maar er staat geen tekst in.")
    if not kapot:
        if not afgekapt:
            return "utf-8-sig"
        if goed:
            raise BestandBeschadigd("Het einde van dit bestand ontbreekt: het stopt midden in een letter.")
    if begin.startswith(codecs.BOM_UTF8) or goed > kapot or not windows:
        raise TekensetOnbekend
    return "cp1252"


def detect_scheidingsteken(begin: str) -> tuple[str, int]:
    """Separator of a text by its first records, and the number of characters of a leading ``sep=`` line to skip.

    The one that gives the most columns that stay the same from record to record, and from the header on: commas in
    every address make columns too, but the header has none. A list of one column gives ``;``.
    """
    if aanwijzing := re.match(r'"?sep=([;,\t|])"?(?:\r\n|\r|\n)', begin):
        return aanwijzing[1], aanwijzing.end()
    return max(SCHEIDINGSTEKENS, key=lambda teken: _past(begin, teken)), 0


def _past(begin: str, teken: str) -> float:
    """How well a separator fits; 0 when it makes one column."""
    breedtes: list[int] = []
    with suppress(csv.Error):
        breedtes.extend(map(len, islice(filter(None, csv.reader(io.StringIO(begin, newline=""), delimiter=teken)), 50)))
    if len(breedtes) > 2:
        breedtes.pop()  # the last one may be cut off by where the sample ends
    breedte = max(set(breedtes), key=lambda n: (breedtes.count(n), n), default=1)
    if breedte == 1:
        return 0
    return (breedte - 1) * breedtes.count(breedte) / len(breedtes) / (1 + breedtes.index(breedte))


def _regels(tekst: io.TextIOWrapper, grenzen: Grenzen) -> Iterator[str]:
    nr = 0
    while regel := tekst.readline(grenzen.regel):
        nr += 1
        if len(regel) == grenzen.regel and regel[-1] not in "\r\n":
            raise CelTeLang(f"Regel {nr} van dit bestand heeft meer dan {getal(grenzen.regel)} tekens.")
        yield regel


def read_csv(pad: Path, grenzen: Grenzen, opbouw: Opbouw, gelezen: Callable[[int], None]) -> dict[str, Any]:
    """Stream the csv at ``pad`` into ``opbouw``; ``gelezen`` is told now and then how many bytes are done.

    Row numbers are those Excel shows: a record is one row, also when it runs over several lines.
    """
    tekenset = detect_tekenset(pad)
    csv.field_size_limit(grenzen.cel)
    with pad.open("rb") as bestand, io.TextIOWrapper(bestand, tekenset, newline="") as tekst:
        try:
            begin = tekst.read(65_536)
        except UnicodeError as fout:
            raise TekensetOnbekend from fout
        scheiding, overslaan = detect_scheidingsteken(begin)
        tekst.seek(0)
        tekst.read(overslaan)
        reader = csv.reader(_regels(tekst, grenzen), delimiter=scheiding, strict=True)
        nr = 1 if overslaan else 0
        try:
            for record in reader:
                nr += 1
                opbouw.voeg_toe(nr, record)
                if not nr % 1000:
                    gelezen(bestand.tell())
        except csv.Error as fout:
            if "field limit" in str(fout):
                raise CelTeLang(f"Rond rij {nr + 1} staat een cel met meer dan {getal(grenzen.cel)} tekens.") from fout
            raise AanhalingstekenVerkeerd(
                f"In rij {nr + 1} staat een aanhalingsteken op een verkeerde plek of het sluit niet."
            ) from fout
        except UnicodeError as fout:
            raise BestandBeschadigd from fout
    meldingen = []
    if tekenset == "cp1252":
        meldingen.append("Dit bestand is gelezen als Windows-1252. Kijk of letters met accenten goed zijn overgekomen.")
    return opbouw.klaar("csv", meldingen)
