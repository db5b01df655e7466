"""Two processes that reach for one vault at the same moment: ``python -m tests.uithouden.wedloop MAP KEREN ZAAD``.

Each race: two children wait for one signal, both take the lock, and who has it writes a casus. Half of the winners are
killed with the lock in their hands. Prints one line of JSON per race: what was wrong (empty).
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from pathlib import Path

from pmg_desk.kluis.fouten import KluisInGebruik
from pmg_desk.kluis.slot import deze_gebruiker, neem_slot
from tests.uithouden.schrijver import bezwaren, lees, open_proef, schrijf, sluit_proef
from tests.wereld import NU

WIE, MACHINE = deze_gebruiker()


def main() -> None:
    """Run the races, one after the other, on one vault."""
    map_, keren, zaad = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    dobbel = random.Random(zaad)
    vorige_gedood = False
    for nr in range(keren):
        fouten: list[str] = []
        dood = dobbel.random() < 0.5
        uitslag = _race(map_, nr, dood)
        if sorted(uitslag) not in (["bezet", "vers"], ["bezet", "oud"]):
            fouten.append(f"the outcome of a race was {sorted(uitslag)}")
        if ("oud" in uitslag) != vorige_gedood:
            fouten.append("a lock that was left behind was not recognised, or one that was not")
        vorige_gedood = dood
        sys.stdout.write(json.dumps({"fouten": fouten}) + "\n")
        sys.stdout.flush()
    werkplek = open_proef(map_)
    fouten = bezwaren(werkplek)
    if lees(werkplek) != list(range(keren)):
        fouten.append("a casus is lost or there twice")
    sluit_proef(werkplek)
    sys.stdout.write(json.dumps({"fouten": fouten}) + "\n")


def _race(map_: Path, nr: int, dood: bool) -> list[str]:
    start_lezen, start = os.pipe()
    kinderen = [_kind(map_, nr, start_lezen, start) for _ in range(2)]
    os.close(start_lezen)
    os.close(start)  # both see the end of the pipe at once: that is the signal
    uitslag = []
    for _, lezen, _ in kinderen:
        uitslag.append(os.read(lezen, 20).decode())
    for pid, lezen, laat_los in kinderen:
        if dood:
            os.kill(pid, signal.SIGKILL)
        else:
            os.write(laat_los, b"x")
        os.waitpid(pid, 0)
        os.close(lezen)
        os.close(laat_los)
    return uitslag


def _kind(map_: Path, nr: int, start_lezen: int, start: int) -> tuple[int, int, int]:
    """A child that races; gives its id, where its outcome comes, and where it hears that it may end."""
    lezen, schrijven = os.pipe()
    vast, laat_los = os.pipe()
    pid = os.fork()
    if pid:
        os.close(schrijven)
        os.close(vast)
        return pid, lezen, laat_los
    try:
        os.close(start)
        os.read(start_lezen, 1)
        _loop(map_, nr, schrijven, vast)
    finally:
        os._exit(0)


def _loop(map_: Path, nr: int, schrijven: int, vast: int) -> None:
    """Take the lock, write, say how it went, and hold on until told to let go."""
    try:
        slot = neem_slot(map_, NU)
    except KluisInGebruik as fout:
        os.write(schrijven, b"bezet" if WIE in fout.tekst() and MACHINE in fout.tekst() else b"zonder eigenaar")
        os.read(vast, 1)
        return
    werkplek = open_proef(map_)
    schrijf(werkplek, nr)
    os.write(schrijven, b"vers" if slot.vorige is None else b"oud")
    os.read(vast, 1)
    sluit_proef(werkplek)
    slot.geef_vrij()


if __name__ == "__main__":
    main()
