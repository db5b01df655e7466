"""Writes until killed, again and again: ``python -m tests.uithouden.gedood MAP KEREN ZAAD``.

A process of its own, because it forks: everything is loaded once, and each child opens the vault afresh. Prints one
line of JSON per kill: what was wrong (empty), and how many commits had been acknowledged.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.uithouden.schrijver import bezwaren, lees, open_proef, schrijf, sluit_proef


def main() -> None:
    """Kill ``KEREN`` children, each at another moment."""
    map_, keren, zaad = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    dobbel = random.Random(zaad)
    bevestigd = 0
    for _ in range(keren):
        nieuw = _dood(map_, bevestigd, dobbel)
        fouten, aanwezig = _kijk(map_, bevestigd + nieuw)
        sys.stdout.write(json.dumps({"fouten": fouten, "bevestigd": nieuw}) + "\n")
        sys.stdout.flush()
        bevestigd = aanwezig


def _dood(map_: Path, vanaf: int, dobbel: random.Random) -> int:
    """Fork a writer, kill it after a while, and give how many commits it had acknowledged."""
    lezen, schrijven = os.pipe()
    kind = os.fork()
    if kind == 0:
        os.close(lezen)
        try:
            werkplek = open_proef(map_)
            os.write(schrijven, b"o")
            nr = vanaf
            while True:
                schrijf(werkplek, nr)
                os.write(schrijven, b"x")
                nr += 1
        finally:
            os._exit(3)
    os.close(schrijven)
    ruw, genoeg = b"", 1 + dobbel.randrange(4)
    while len(ruw) < genoeg:  # opened, and so many commits: however slow the machine is
        ruw += os.read(lezen, genoeg - len(ruw)) or b"?" * genoeg
    time.sleep(dobbel.random() * 0.04)  # somewhere in the next one
    os.kill(kind, signal.SIGKILL)
    _, status = os.waitpid(kind, 0)
    while stuk := os.read(lezen, 65536):
        ruw += stuk
    os.close(lezen)
    if not os.WIFSIGNALED(status) or not ruw.startswith(b"o") or b"?" in ruw:
        raise RuntimeError("the writer ended by itself")
    return ruw.count(b"x")


def _kijk(map_: Path, bevestigd: int) -> tuple[list[str], int]:
    """What is wrong now, and how many casussen are there."""
    werkplek = open_proef(map_)
    try:
        fouten, nummers = bezwaren(werkplek), lees(werkplek)
    finally:
        sluit_proef(werkplek)
    if nummers[:bevestigd] != list(range(bevestigd)):
        fouten.append("an acknowledged commit is lost")
    if nummers not in (list(range(bevestigd)), list(range(bevestigd + 1))):
        fouten.append("something is there that was never written, or written twice")
    return fouten, len(nummers)


if __name__ == "__main__":
    main()
