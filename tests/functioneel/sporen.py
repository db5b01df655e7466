"""What a process wrote to files, read from its system calls, and looking for words in it.

Watched with strace, so that nothing is guessed: every file opened for writing is known, and the bytes of every write
are kept, also of files that are gone when the process ends. What was written goes through the same search as what is
left on disk: as it is and decompressed (gzip, zlib, zip, bzip2, xz, within each other), as UTF-8 and as UTF-16.
"""

from __future__ import annotations

import bz2
import codecs
import lzma
import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_WRITES = "write,pwrite64,writev,pwritev,pwritev2"
_OPENS = "open,openat,openat2,creat"
_RENAMES = "rename,renameat,renameat2"
_UNSEEN = "mmap,sendfile,copy_file_range,splice,io_uring_setup"
_STRING = r'"((?:[^"\\]|\\.)*)"'
_GONE = r"(?:\(deleted\))?"  # after the path of a file that has no name (any more)
_OPENED = re.compile(rf'(?:openat2?|open|creat)\((?:[^,"]*, )?{_STRING}, ?([^)]*)\) = \d+<([^>]*)>{_GONE}$')
_WRITTEN = re.compile(rf"(?:write|pwrite64|writev|pwritev2?)\(\d+<([^>]*)>{_GONE}, ")
_RENAMED = re.compile(rf"rename(?:at2?)?\((?:AT_FDCWD<[^>]*>, )?{_STRING}, (?:AT_FDCWD<[^>]*>, )?{_STRING}.*\) = 0")
_BUFFER = re.compile(_STRING)
_MAPPED = re.compile(r"mmap\([^,]*, [^,]*, ([A-Z_|]*), ([A-Z_|]*), \d+<([^>]*)>")
_OTHER_WAY = re.compile(r"(?:sendfile|copy_file_range|splice|io_uring_setup)\(")
_PATH = re.compile(r"\d<([^>]*)>")
_NEVER_A_FILE = re.compile(r"/dev/(?:null|zero|tty|urandom|pts/.*)|/proc/.*|/memfd:.*|/sys/.*")
_HALF = " <unfinished ...>"
_RESUMED = re.compile(r"\s*<\.\.\. \w+ resumed>")
_PADDING = re.compile(r"\) {2,}= (?=[^\"]*$)")
_LAYERS = 16  # of one compression within another


@dataclass
class Spoor:
    """``geschreven`` per path: the bytes of its writes in their order. ``geopend``: all that was opened to write."""

    geschreven: dict[str, bytearray] = field(default_factory=dict)
    geopend: set[str] = field(default_factory=set)
    ongezien: set[str] = field(default_factory=set)
    """Files whose bytes went another way than a write call (a copy by the kernel, shared memory): only what is left of
    them can be searched, so they have to be there still."""


@cache
def waarom_niet_te_volgen() -> str:
    """Why processes cannot be watched here; empty when they can."""
    strace = shutil.which("strace")
    if strace is None:
        return "strace is not installed"
    proef = subprocess.run([strace, "-f", "-o", os.devnull, sys.executable, "-c", ""], capture_output=True, check=False)
    return "" if proef.returncode == 0 else "strace may not watch processes here"


def volg(opdracht: list[str], bestand: Path, omgeving: dict[str, str], cwd: Path) -> tuple[str, Spoor]:
    """Run a command and its children to their end; gives its standard output and what it wrote to files.

    Raises AssertionError with what it printed when it fails.
    """
    strace = ["strace", "-f", "-y", "-qq", "--seccomp-bpf", "-e", "signal=none", "-s", str(1 << 26), "-o", str(bestand)]
    strace += ["-e", f"trace={_WRITES},{_OPENS},{_RENAMES},{_UNSEEN}"]
    klaar = subprocess.run([*strace, *opdracht], env=omgeving, cwd=cwd, capture_output=True, check=False)
    if klaar.returncode:
        raise AssertionError((klaar.stdout + klaar.stderr).decode(errors="replace")[-6000:])
    return klaar.stdout.decode(), lees_spoor(bestand)


def lees_spoor(bestand: Path) -> Spoor:
    """Read the report of strace."""
    spoor = Spoor()
    with bestand.open(encoding="ascii", errors="replace") as regels:
        for regel in hele_regels(regels):
            _lees_regel(spoor, regel)
    return spoor


def hele_regels(regels: Iterable[str]) -> Iterator[str]:
    """One line per call: two threads at work at once make strace write a call in two halves.

    What is short, such as a second half, gets spaces before its outcome, to stand in a column: they go.
    """
    wachten: dict[str, str] = {}
    for ruw in regels:
        regel = ruw.rstrip("\n")
        wie, _, rest = regel.partition(" ")
        if regel.endswith(_HALF):
            wachten[wie] = regel.removesuffix(_HALF)
        elif hervat := _RESUMED.match(rest):
            yield _PADDING.sub(") = ", wachten.pop(wie, "") + rest[hervat.end() :])
        else:
            yield _PADDING.sub(") = ", regel)


def _lees_regel(spoor: Spoor, regel: str) -> None:
    if geschreven := _WRITTEN.search(regel):
        if _is_bestand(pad := geschreven[1].removesuffix(" (deleted)")):
            stroom = spoor.geschreven.setdefault(pad, bytearray())
            for stuk in _BUFFER.finditer(regel, geschreven.end()):
                stroom += codecs.escape_decode(stuk[1].encode("ascii"))[0]
    elif geopend := _OPENED.search(regel):
        vlaggen = geopend[2]
        if ("O_WRONLY" in vlaggen or "O_RDWR" in vlaggen or "creat(" in regel) and _is_bestand(geopend[3]):
            spoor.geopend.add(geopend[3])
    elif hernoemd := _RENAMED.search(regel):
        _verhuis(spoor, hernoemd[1], hernoemd[2])
    elif gedeeld := _MAPPED.search(regel):
        if "PROT_WRITE" in gedeeld[1] and "MAP_SHARED" in gedeeld[2] and _is_bestand(gedeeld[3]):
            spoor.ongezien.add(gedeeld[3])
    elif _OTHER_WAY.search(regel):
        spoor.ongezien |= set(_PATH.findall(regel)) or {regel}


def _verhuis(spoor: Spoor, oud: str, nieuw: str) -> None:
    """A file written under another name first, or in a folder with another name: what was written is of the name it
    got, with what that held before.
    """

    def verhuisd(paden: Iterable[str]) -> list[tuple[str, str]]:
        return [(pad, nieuw + pad[len(oud) :]) for pad in paden if pad == oud or pad.startswith(oud + "/")]

    for pad, naar in verhuisd(spoor.geschreven):
        spoor.geschreven.setdefault(naar, bytearray()).extend(spoor.geschreven.pop(pad))
    for soort in (spoor.geopend, spoor.ongezien):
        for pad, naar in verhuisd(soort):
            soort.remove(pad)
            soort.add(naar)


def _is_bestand(pad: str) -> bool:
    return pad.startswith("/") and _NEVER_A_FILE.fullmatch(pad) is None


class Zoeker:
    """Looks for planted words (twelve letters, consonant and vowel by turns) and codes, in any case of letters."""

    _LOOP = re.compile(rb"(?:[bcdfghklmnprstvwz][aeou]){6,}")

    def __init__(self, woorden: Iterable[str]) -> None:
        alle = [woord.casefold().encode() for woord in woorden]
        self._woorden = {woord for woord in alle if self._LOOP.fullmatch(woord)}
        self._anders = [woord for woord in alle if woord not in self._woorden]

    def vind(self, inhoud: bytes, diep: int = 0) -> set[str]:
        """The words that stand in these bytes, or in what is packed in them."""
        gevonden = self._vind_plat(inhoud)
        if b"\x00" in inhoud:  # UTF-16 of either order is the letters with a zero beside each
            gevonden |= self._vind_plat(inhoud.replace(b"\x00", b""))
        if diep < _LAYERS:
            for uitgepakt in _pak_uit(inhoud):
                gevonden |= self.vind(uitgepakt, diep + 1)
        return gevonden

    def _vind_plat(self, inhoud: bytes) -> set[str]:
        klein = inhoud.lower()
        gevonden = {woord.decode() for woord in self._anders if woord in klein}
        for loop in self._LOOP.finditer(klein):
            letters = loop[0]
            gevonden |= {
                letters[plek : plek + 12].decode()
                for plek in range(0, len(letters) - 11, 2)
                if letters[plek : plek + 12] in self._woorden
            }
        return gevonden


def _zlib(venster: int) -> Callable[[bytes], bytes]:
    return lambda inhoud: zlib.decompressobj(venster).decompress(inhoud)


_INPAKKERS: tuple[tuple[re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), _zlib(31)),
    (re.compile(rb"x[\x01\x5e\x9c\xda]"), _zlib(15)),
    (re.compile(rb"BZh[1-9]1AY&SY"), lambda inhoud: bz2.BZ2Decompressor().decompress(inhoud)),
    (re.compile(rb"\xfd7zXZ\x00"), lambda inhoud: lzma.LZMADecompressor().decompress(inhoud)),
)
_ZIP = re.compile(rb"PK\x03\x04.{22}(..)(..)", re.DOTALL)


def _pak_uit(inhoud: bytes) -> Iterable[bytes]:
    """What unpacks, wherever in the bytes it begins."""
    for begin, pak_uit in _INPAKKERS:
        for plek in begin.finditer(inhoud):
            if uit := _probeer(pak_uit, inhoud[plek.start() :]):
                yield uit
    for kop in _ZIP.finditer(inhoud):
        data = kop.end() + int.from_bytes(kop[1], "little") + int.from_bytes(kop[2], "little")
        if uit := _probeer(_zlib(-15), inhoud[data:]):
            yield uit


def _probeer(pak_uit: Callable[[bytes], bytes], inhoud: bytes) -> bytes:
    try:
        return pak_uit(inhoud)
    except (zlib.error, OSError, lzma.LZMAError, ValueError, EOFError):
        return b""
