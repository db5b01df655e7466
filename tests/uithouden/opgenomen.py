"""Writes casussen, each acknowledged on the error output: ``python -m tests.uithouden.opgenomen MAP AANTAL [zacht]``.

With ``zacht`` commits do not wait for the disk: the run that must be found wanting.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pmg_desk.storage.engine import wacht_niet_op_schijf
from tests.uithouden.schrijver import open_proef, schrijf, sluit_proef


def main() -> None:
    """Write, acknowledge, and close in the usual way."""
    werkplek = open_proef(Path(sys.argv[1]))
    if sys.argv[3:] == ["zacht"]:
        wacht_niet_op_schijf(werkplek.engine)
    for nr in range(int(sys.argv[2])):
        schrijf(werkplek, nr)
        os.write(2, b"x")
    sluit_proef(werkplek)


if __name__ == "__main__":
    main()
