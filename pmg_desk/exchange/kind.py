"""The process that parses files from outside, apart from the program that holds the open vault.

It is started with ``multiprocessing`` (spawn), so it exists in a frozen program too as soon as that calls
``multiprocessing.freeze_support()`` first. It gets a path and limits and sends JSON back: nothing it sends is
unpickled. Before it touches a file it gives up what a parser never needs: memory beyond a cap, writing files, starting
programs, the network. That is a second fence and not a prison; the first is that it parses with the standard library
only and checks sizes before it unpacks.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pmg_desk.exchange.bestandssoort import recognise
from pmg_desk.exchange.csvlezer import read_csv
from pmg_desk.exchange.leesfouten import BestandOntbreekt, GeenLeesrecht, Leesfout, TeGroot
from pmg_desk.exchange.opbouw import Opbouw, Stuur
from pmg_desk.exchange.tabel import MIB, Grenzen
from pmg_desk.exchange.werkblad import read_xlsx

_VERBODEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile")
_SCHRIJVEND = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_STAP = 2 * MIB
"""Bytes between two reports of progress."""


class Verboden(BaseException):
    """The parser tried something that no parser needs; not an Exception, so that no layer swallows it."""


def _bewaak(gebeurtenis: str, argumenten: tuple[Any, ...]) -> None:
    if gebeurtenis == "open":
        _, wijze, vlaggen = argumenten
        if (isinstance(wijze, str) and set(wijze) & set("wax+")) or (
            isinstance(vlaggen, int) and vlaggen & _SCHRIJVEND
        ):
            raise Verboden(gebeurtenis)
    elif gebeurtenis.startswith(_VERBODEN):
        raise Verboden(gebeurtenis)


def beperk(geheugen: int) -> None:
    """Cap memory, and forbid writing, core dumps, programs and the network for the rest of this process's life.

    The memory cap counts from what the process has now. Windows has no such limits, macOS ignores this one: there the
    size checks of ``Grenzen`` are what bounds memory.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        nu = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (nu + geheugen, nu + geheugen))
    sys.addaudithook(_bewaak)


def bedien(verbinding: Connection, grenzen: Grenzen) -> None:
    """Serve reading tasks until the other side closes. Each ends in one message ``klaar``, ``fout`` or ``bug``.

    What went wrong is never printed: a traceback may quote a cell. A bug travels as type and place, without its text.
    """
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="ascii")  # noqa: SIM115 - for the life of the process
    beperk(grenzen.geheugen)

    def stuur(bericht: dict[str, Any]) -> None:
        verbinding.send_bytes(json.dumps(bericht, ensure_ascii=False, separators=(",", ":")).encode())

    with suppress(EOFError, OSError):
        while True:
            opdracht = json.loads(verbinding.recv_bytes())
            stuur({"begonnen": True})
            stuur(_voer_uit(Path(opdracht["pad"]), grenzen, stuur))


def _voer_uit(pad: Path, grenzen: Grenzen, stuur: Stuur) -> dict[str, Any]:
    try:
        return {"klaar": _lees(pad, grenzen, stuur)}
    except Leesfout as fout:
        return als_bericht(fout)
    except MemoryError:
        return als_bericht(TeGroot())
    except (FileNotFoundError, NotADirectoryError):
        return als_bericht(BestandOntbreekt())
    except OSError:
        return als_bericht(GeenLeesrecht())
    except (Exception, Verboden) as fout:  # noqa: BLE001 - a bug must reach the other side, and its text must not
        plek = traceback.extract_tb(fout.__traceback__)[-1]
        return {"bug": f"{type(fout).__name__} in {Path(plek.filename).name}:{plek.lineno}"}


def als_bericht(fout: Leesfout) -> dict[str, Any]:
    """A failure as name and sentences."""
    return {"fout": {"soort": type(fout).__name__, "wat": fout.wat, "veilig": fout.veilig, "doe": fout.doe}}


def _lees(pad: Path, grenzen: Grenzen, stuur: Stuur) -> dict[str, Any]:
    totaal = 0
    gemeld = 0

    def omvang(aantal: int) -> None:
        nonlocal totaal, gemeld
        totaal, gemeld = aantal, 0
        stuur({"omvang": aantal})

    def gelezen(aantal: int) -> None:
        nonlocal gemeld
        if aantal - gemeld >= _STAP:
            gemeld = aantal
            stuur({"gelezen": aantal})

    soort = recognise(pad, grenzen)
    opbouw = Opbouw(grenzen, stuur, extra_is_fout=soort == "csv")
    if soort == "csv":
        omvang(pad.stat().st_size)
        return read_csv(pad, grenzen, opbouw, gelezen)
    return read_xlsx(pad, grenzen, opbouw, omvang, gelezen)
