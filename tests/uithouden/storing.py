"""Does operations, each in a child: ``python -B -m tests.uithouden.storing MAP SOORT LAATSTE NAAM-N…``; under strace.

strace lets the LAATSTE-th call of one kind fail, counted per process. A child first makes as many calls of that kind
as it takes for the N-th of its operation to be that one: one start serves all operations and any N up to LAATSTE.
Each works in the folder ``NAAM-N``. Says in one line of JSON how each ended: ``klaar``, ``gemeld`` (refused in words)
or ``traceback``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pmg_desk.domain.fouten import Fout
from pmg_desk.kluis.kdf import sta_goedkoop_toe
from tests.uithouden import operaties

KLAAR, GEMELD, TRACEBACK = 0, 1, 2
UITSLAG = {KLAAR: "klaar", GEMELD: "gemeld", TRACEBACK: "traceback"}
_NIETS = Path("/dev/null")
AANROEPEN: dict[str, Callable[[int], object]] = {
    "pwrite64": lambda fd: os.pwrite(fd, b"", 0),
    "write": lambda fd: os.write(fd, b""),
    "fsync": os.fsync,
    "ftruncate": lambda fd: os.ftruncate(fd, 0),
    "rename": lambda _: (_NIETS / "van").rename(_NIETS / "naar"),
    "unlink": lambda _: (_NIETS / "weg").unlink(),
    "mkdir": lambda _: (_NIETS / "map").mkdir(),
}
"""A call of each kind that changes nothing; most of them are refused, and are counted all the same."""


def main() -> None:
    """Each operation on the folder of its name."""
    map_, doe_na, laatste = Path(sys.argv[1]), AANROEPEN[sys.argv[2]], int(sys.argv[3])
    with sta_goedkoop_toe():
        uitslag = {beurt: UITSLAG[_in_kind(doe_na, laatste, map_ / beurt)] for beurt in sys.argv[4:]}
    os.writev(1, [json.dumps(uitslag).encode()])  # not write: that call may be the one that fails


def _in_kind(doe_na: Callable[[int], object], laatste: int, map_: Path) -> int:
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = TRACEBACK
    naam, _, nde = map_.name.rpartition("-")
    niets = os.open(_NIETS, os.O_WRONLY)
    for _ in range(laatste - int(nde)):
        with suppress(OSError):
            doe_na(niets)
    os.close(niets)
    try:
        operaties.ALLE[naam].doe(map_)
        code = KLAAR
    except Fout:
        code = GEMELD
    except BaseException as fout:  # noqa: BLE001 - the kind of it is told, whatever it is
        os.writev(2, [type(fout).__name__.encode() + b"\n"])
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
