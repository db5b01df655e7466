"""Reads a file from outside in a process of its own: complete, or a Leesfout and nothing.

The process has caps on memory and time (``kind``); when it dies, hangs or is cancelled it is ended and the next file
gets a fresh one. What comes back is JSON, checked here, so that a parser taken over by a hostile file can at worst
give wrong text.
"""

from __future__ import annotations

import json
import multiprocessing
import stat
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

from pmg_desk.exchange.kind import bedien
from pmg_desk.exchange.leesfouten import (
    SOORTEN,
    BestandOntbreekt,
    DuurtTeLang,
    GeenBestand,
    GeenLeesrecht,
    ImportGeannuleerd,
    Leesfout,
    LezenGestopt,
)
from pmg_desk.exchange.tabel import Grenzen, Rij, Tabel, benoem_kolommen

Voortgang: TypeAlias = Callable[[int, float], None]
"""Told the rows read so far, and which part of the file that is (0 to 1)."""

_STANDAARD = Grenzen()
_TIK = 0.05
_OPSTARTTIJD = 30.0
"""Seconds a new process may take to start: a virus scanner looks at it first on many office machines."""


class LezerBug(Exception):
    """The parser failed in a way nobody foresaw: a bug, told by type and place, never with what stood in the file."""


class Lezer:
    """A reading process that can be used for several files; as a context manager it ends with the block.

    Not for use by two threads at once.
    """

    def __init__(self, grenzen: Grenzen = _STANDAARD) -> None:
        self._grenzen = grenzen
        self._proces: multiprocessing.process.BaseProcess | None = None
        self._verbinding: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.sluit()

    def sluit(self) -> None:
        """End the process; it holds nothing that could be lost."""
        if self._verbinding:
            self._verbinding.close()
        if self._proces:
            self._proces.kill()
            self._proces.join()
            self._proces.close()
        self._proces = self._verbinding = None

    @property
    def proces_id(self) -> int | None:
        """The operating system's number of the reading process, while there is one."""
        return self._proces.pid if self._proces else None

    def lees(
        self, pad: Path, *, voortgang: Voortgang | None = None, annuleer: Callable[[], bool] | None = None
    ) -> Tabel:
        """The table in the xlsx or csv at ``pad``.

        ``annuleer`` is asked about 20 times a second. Raises a Leesfout; then nothing was read as far as the caller can
        tell. Raises LezerBug for a failure that is ours.
        """
        _controleer_pad(pad)
        try:
            return self._vraag(pad.absolute(), voortgang, annuleer)
        except Leesfout as fout:
            if isinstance(fout, DuurtTeLang | ImportGeannuleerd | LezenGestopt):
                self.sluit()
            raise
        except BaseException:
            self.sluit()
            raise

    def _start(self) -> Connection:
        if self._verbinding and self._proces and self._proces.is_alive():
            return self._verbinding
        self.sluit()
        context = multiprocessing.get_context("spawn")
        hier, daar = context.Pipe()
        proces = context.Process(target=bedien, args=(daar, self._grenzen), name="pmg-desk-lezer", daemon=True)
        try:
            proces.start()
        except BaseException:
            hier.close()
            raise
        finally:
            daar.close()
        self._proces, self._verbinding = proces, hier
        return hier

    def _vraag(self, pad: Path, voortgang: Voortgang | None, annuleer: Callable[[], bool] | None) -> Tabel:
        verbinding = self._start()
        antwoord = _Antwoord(self._grenzen)
        begonnen = time.monotonic()
        grens = begonnen + _OPSTARTTIJD
        try:
            verbinding.send_bytes(json.dumps({"pad": str(pad)}).encode())
            while True:
                if annuleer and annuleer():
                    raise ImportGeannuleerd
                if verbinding.poll(_TIK):
                    bericht = json.loads(verbinding.recv_bytes())
                    if "begonnen" in bericht:
                        begonnen = time.monotonic()
                        grens = begonnen + self._grenzen.seconden
                    elif "omvang" in bericht:
                        grens = begonnen + self._grenzen.tijd_voor(bericht["omvang"])
                    if tabel := antwoord.neem(bericht):
                        return tabel
                    if voortgang:
                        voortgang(len(antwoord.rijen), antwoord.deel)
                elif time.monotonic() > grens:
                    raise DuurtTeLang
        except (EOFError, OSError) as fout:
            raise LezenGestopt from fout


class _Antwoord:
    """Collects the messages about one file; the table exists only once the last one is in."""

    def __init__(self, grenzen: Grenzen) -> None:
        self._grenzen = grenzen
        self.rijen: list[Rij] = []
        self._totaal = 0
        self.deel = 0.0
        self._teksten: dict[str, str] = {}

    def neem(self, bericht: dict[str, Any]) -> Tabel | None:
        match bericht:
            case {"rijen": list(rijen)}:
                self.rijen.extend(self._rij(*rij) for rij in rijen)
                if len(self.rijen) > self._grenzen.rijen:
                    raise LezerBug("more rows than the limit")
            case {"omvang": int(aantal)}:
                self._totaal = aantal
            case {"gelezen": int(aantal)}:
                self.deel = min(aantal / max(self._totaal, 1), 1.0)
            case {"klaar": {"kop": kop, "soort": str(soort), "waarschuwingen": waarschuwingen}}:
                return self._tabel(tuple(map(str, kop)), soort, tuple(map(str, waarschuwingen)))
            case {"fout": {"soort": soort, "wat": str(wat), "veilig": str(veilig), "doe": str(doe)}} if (
                soort in SOORTEN
            ):
                raise SOORTEN[soort](wat, veilig=veilig, doe=doe)
            case {"bug": str(plek)}:
                raise LezerBug(plek)
            case {"begonnen": _}:
                pass
            case _:
                raise LezerBug("unknown message")
        return None

    def _rij(self, nr: int, cellen: list[str], fouten: list[str]) -> Rij:
        """Equal texts are kept once: columns such as place and school repeat a few values over all rows."""
        zelfde = self._teksten
        return Rij(int(nr), tuple([zelfde.setdefault(cel, cel) for cel in cellen]), tuple(map(str, fouten)))

    def _tabel(self, kop: tuple[str, ...], soort: str, waarschuwingen: tuple[str, ...]) -> Tabel:
        """Fill all rows up to one width: the last columns of a sheet may show themselves only far down."""
        breedte = len(kop)
        leeg = ("",) * breedte
        for index, rij in enumerate(self.rijen):
            if len(rij.cellen) < breedte:
                self.rijen[index] = Rij(rij.nr, rij.cellen + leeg[len(rij.cellen) :], rij.fouten)
        return Tabel(kop, benoem_kolommen(kop), tuple(self.rijen), soort, waarschuwingen)


def _controleer_pad(pad: Path) -> None:
    try:
        soort = pad.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as fout:
        raise BestandOntbreekt from fout
    except OSError as fout:
        raise GeenLeesrecht from fout
    if not stat.S_ISREG(soort):
        raise GeenBestand


def lees_tabel(
    pad: Path,
    *,
    voortgang: Voortgang | None = None,
    annuleer: Callable[[], bool] | None = None,
    grenzen: Grenzen = _STANDAARD,
) -> Tabel:
    """The table in the xlsx or csv at ``pad``, read in a process that ends afterwards. See ``Lezer.lees``."""
    with Lezer(grenzen) as lezer:
        return lezer.lees(pad, voortgang=voortgang, annuleer=annuleer)
