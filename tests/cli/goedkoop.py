"""The command line in a process of its own, but with the cheap passwords of tests: ``python -m tests.cli.goedkoop``.

Opening a vault takes most of a second of arithmetic on purpose; here that is no subject. Nor is reading the program in:
this waits with all of it loaded, and forks for each command. A line of JSON asks, ``{"argumenten": […], "map": "…"}``;
the command reads the file ``in`` of that folder, and writes ``uit`` and ``fout``. The answer is a line: its exit code.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

from pmg_desk.__main__ import main
from pmg_desk.kluis.kdf import sta_goedkoop_toe

GELADEN = ("demo", "importeren", "kluizen", "logboek", "logexport", "opdrachtregel", "plek", "terugzetten", "voordeur")


def wacht() -> int:
    """Do what is asked until nothing is any more; in a child, its exit code."""
    for naam in GELADEN:
        importlib.import_module(f"pmg_desk.services.{naam}")
    for regel in sys.stdin:
        vraag = json.loads(regel)
        pid = os.fork()
        if not pid:
            return _in_kind(vraag["argumenten"], Path(vraag["map"]))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        sys.stdout.flush()
    return 0


def _in_kind(argumenten: list[str], map_: Path) -> int:
    vlaggen = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for nr, (naam, hoe) in enumerate((("in", os.O_RDONLY), ("uit", vlaggen), ("fout", vlaggen))):
        bestand = os.open(map_ / naam, hoe)
        os.dup2(bestand, nr)
        os.close(bestand)
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
    sys.argv[1:] = argumenten
    return main()


if __name__ == "__main__":
    with sta_goedkoop_toe():
        sys.exit(wacht())
