"""Does every operation once, each in a child: ``python -B -m tests.uithouden.storing MAP NAAM…``; run under strace.

strace lets the n-th call of one kind fail, counted per process, so one start serves all operations. Says in one line of
JSON how each ended: ``klaar``, ``gemeld`` (refused in words) or ``traceback``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from pmg_desk.domain.fouten import Fout
from pmg_desk.kluis.kdf import sta_goedkoop_toe
from tests.uithouden import operaties

KLAAR, GEMELD, TRACEBACK = 0, 1, 2
UITSLAG = {KLAAR: "klaar", GEMELD: "gemeld", TRACEBACK: "traceback"}


def main() -> None:
    """Each operation on the folder of its name."""
    map_ = Path(sys.argv[1])
    with sta_goedkoop_toe():
        uitslag = {naam: UITSLAG[_in_kind(operaties.ALLE[naam].doe, map_ / naam)] for naam in sys.argv[2:]}
    os.writev(1, [json.dumps(uitslag).encode()])  # not write: that call may be the one that fails


def _in_kind(doe: Callable[[Path], None], map_: Path) -> int:
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = TRACEBACK
    try:
        doe(map_)
        code = KLAAR
    except Fout:
        code = GEMELD
    except BaseException as fout:  # noqa: BLE001 - the kind of it is told, whatever it is
        os.writev(2, [type(fout).__name__.encode() + b"\n"])
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
