"""A disk that forgets: what a power cut leaves of a recorded run, at any moment of it.

SIGKILL leaves the operating system's cache intact, so it says nothing about a power cut. Here every call that changes a
file is recorded (strace), and the disk is played again up to a moment: what was synced is there; of what was not,
nothing, all, or some of the writes. A name that was made, renamed or removed counts as synced once its folder was.
"""

from __future__ import annotations

import codecs
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.functioneel.sporen import hele_regels

_CALLS = "openat,open,creat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,mkdir"
_STRING = r'"((?:[^"\\]|\\.)*)"'
_GEOPEND = re.compile(rf"(?:openat|open|creat)\((?:[^,\"]*, )?{_STRING}, ?([^)]*)\) = \d+<(.*)>$")
_GESCHREVEN = re.compile(rf"pwrite64\(\d+<([^>]*)>, {_STRING}, (\d+), (\d+)\) = (\d+)")
_STROOM = re.compile(rf"write\(\d+<([^>]*)>, {_STRING}, (\d+)\) = (\d+)")
_INGEKORT = re.compile(r"ftruncate\(\d+<([^>]*)>, (\d+)\) = 0")
_SYNC = re.compile(r"f(?:data)?sync\(\d+<([^>]*)>\) = 0")
_WEG = re.compile(rf"unlink(?:at)?\((?:AT_FDCWD<[^>]*>, )?{_STRING}.*\) = 0")
_HERNOEMD = re.compile(rf"rename(?:at2?)?\((?:AT_FDCWD<[^>]*>, )?{_STRING}, (?:AT_FDCWD<[^>]*>, )?{_STRING}.*\) = 0")


@dataclass(frozen=True)
class Daad:
    """One call: ``soort`` is maak, schrijf, kort, sync, weg, hernoem or meld (an acknowledgement by the program)."""

    soort: str
    pad: str
    plek: int = 0
    inhoud: bytes = b""
    naar: str = ""


def neem_op(opdracht: list[str], verslag: Path, cwd: Path, map_: Path) -> list[Daad]:
    """Run a command and record what it does to files in ``map_``. What it writes to its error output acknowledges."""
    strace = ["strace", "-f", "-y", "-qq", "-e", "signal=none", "-s", str(1 << 22), "-xx", "-o", str(verslag)]
    klaar = subprocess.run(
        [*strace, "-e", f"trace={_CALLS}", *opdracht], cwd=cwd, capture_output=True, check=False, text=True
    )
    if klaar.returncode:
        raise AssertionError(klaar.stderr[-2000:])
    with verslag.open(encoding="ascii", errors="replace") as regels:
        return [daad for regel in hele_regels(regels) for daad in _lees(regel) if _hoort_bij(daad, str(map_))]


def _hoort_bij(daad: Daad, map_: str) -> bool:
    return daad.soort == "meld" or daad.pad == map_ or daad.pad.startswith(map_ + "/")


def _tekst(ruw: str) -> str:
    return _bytes(ruw).decode()


def _bytes(ruw: str) -> bytes:
    return codecs.escape_decode(ruw.encode("ascii"))[0]


def _lees(regel: str) -> Iterator[Daad]:
    if g := _GESCHREVEN.search(regel):
        yield Daad("schrijf", _tekst(g[1]), int(g[4]), _bytes(g[2])[: int(g[5])])
    elif g := _STROOM.search(regel):
        pad = _tekst(g[1])
        yield Daad("meld" if " 2<" in f" {regel.partition('(')[2]}" else "stroom", pad, 0, _bytes(g[2])[: int(g[4])])
    elif g := _INGEKORT.search(regel):
        yield Daad("kort", _tekst(g[1]), int(g[2]))
    elif g := _SYNC.search(regel):
        yield Daad("sync", _tekst(g[1]))
    elif g := _HERNOEMD.search(regel):
        yield Daad("hernoem", _tekst(g[1]), naar=_tekst(g[2]))
    elif g := _WEG.search(regel):
        yield Daad("weg", _tekst(g[1]))
    elif (g := _GEOPEND.search(regel)) and "O_CREAT" in g[2]:
        yield Daad("maak", _tekst(g[3]), 1 if "O_TRUNC" in g[2] else 0)


@dataclass
class _Bestand:
    vast: bytearray = field(default_factory=bytearray)
    los: list[Daad] = field(default_factory=list)
    stroom: int = 0

    def kopie(self, keuze: list[Daad]) -> bytes:
        inhoud = bytearray(self.vast)
        for daad in keuze:
            _pas_toe(inhoud, daad)
        return bytes(inhoud)


def _pas_toe(inhoud: bytearray, daad: Daad) -> None:
    if daad.soort == "kort":
        del inhoud[daad.plek :]
        inhoud.extend(bytes(daad.plek - len(inhoud)))
    else:
        inhoud.extend(bytes(max(0, daad.plek - len(inhoud))))
        inhoud[daad.plek : daad.plek + len(daad.inhoud)] = daad.inhoud


class Schijf:
    """The disk during a recorded run. ``speel`` goes one call on; ``stand`` says what a power cut leaves now."""

    def __init__(self, begin: dict[str, bytes]) -> None:
        self._bestanden = {pad: _Bestand(bytearray(inhoud)) for pad, inhoud in begin.items()}
        self._namen = dict(zip(begin, begin, strict=True))  # name -> file, as the program sees it
        self._vaste_namen = dict(self._namen)  # as it is on the disk
        self._teller = 0

    def speel(self, daad: Daad) -> None:
        """One call of the program."""
        match daad.soort:
            case "maak":
                self._maak(daad)
            case "schrijf" | "kort":
                self._van(daad.pad).los.append(daad)
            case "stroom":
                bestand = self._van(daad.pad)
                bestand.los.append(Daad("schrijf", daad.pad, bestand.stroom, daad.inhoud))
                bestand.stroom += len(daad.inhoud)
            case "sync":
                self._sync(daad.pad)
            case "weg":
                self._namen.pop(daad.pad, None)
            case "hernoem":
                self._namen[daad.naar] = self._namen.pop(daad.pad)
            case _:
                raise ValueError("not a call that changes a file")

    def _maak(self, daad: Daad) -> None:
        if daad.pad not in self._namen:
            self._teller += 1
            self._namen[daad.pad] = f"{daad.pad}#{self._teller}"
            self._bestanden[self._namen[daad.pad]] = _Bestand()
        elif daad.plek:
            self._van(daad.pad).los.append(Daad("kort", daad.pad, 0))
            self._van(daad.pad).stroom = 0

    def _van(self, pad: str) -> _Bestand:
        """The file behind a name; one that was removed while open goes on under its old name."""
        return self._bestanden[self._namen.get(pad) or self._vaste_namen.get(pad) or pad]

    def _sync(self, pad: str) -> None:
        if pad in self._namen:
            bestand = self._van(pad)
            for daad in bestand.los:
                _pas_toe(bestand.vast, daad)
            bestand.los.clear()
        else:  # a folder
            self._vaste_namen = {
                **{naam: wat for naam, wat in self._vaste_namen.items() if str(Path(naam).parent) != pad},
                **{naam: wat for naam, wat in self._namen.items() if str(Path(naam).parent) == pad},
            }

    def stand(self, dobbel: random.Random | None, alles: bool = False) -> dict[str, bytes]:
        """What is on the disk after a power cut now: without ``dobbel`` only what was synced, or ``alles``.

        With ``dobbel``: some of the writes that were not synced and, of the names, the old or the new ones.
        """
        namen = self._namen if alles or (dobbel is not None and dobbel.random() < 0.5) else self._vaste_namen
        beeld = {}
        for naam, wat in namen.items():
            bestand = self._bestanden[wat]
            if alles:
                keuze = bestand.los
            else:
                keuze = [daad for daad in bestand.los if dobbel is not None and dobbel.random() < 0.5]
            beeld[naam] = bestand.kopie(keuze)
        return beeld


def zet_neer(beeld: dict[str, bytes], van: Path, naar: Path) -> None:
    """Put the files of a disk image, which were under ``van``, in the empty folder ``naar``."""
    if naar.exists():
        shutil.rmtree(naar)
    naar.mkdir()
    for pad, inhoud in beeld.items():
        doel = naar / Path(pad).relative_to(van)
        doel.parent.mkdir(parents=True, exist_ok=True)
        doel.write_bytes(inhoud)


def python(*rest: str) -> list[str]:
    """A command in this environment that writes no byte code."""
    return [sys.executable, "-B", "-m", *rest]
