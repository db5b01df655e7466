"""A running overleg in a process of its own that will be killed at one of ten points.

    python -m tests.functioneel.overleggestopt     (the vault of ``tests/kluisdoos``)

Loads the program, reads from the standard input which vault, which meeting and how far (a JSON list on one line), says
each point on the standard output when it is there, and stays at the last that was asked for.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import monotonic
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.klok import VasteKlok
from pmg_desk.kluis.kdf import sta_goedkoop_toe
from pmg_desk.ui.screens import SCHERMEN
from tests.functioneel.bediening import Bediening
from tests.kluisdoos import NU, REGIE_WACHTWOORD

PUNTEN = 10
SHIFT, CTRL, GEEN = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)
Stap = tuple[str | Qt.Key, Qt.KeyboardModifier]


def getypt(punt: int) -> str:
    """What is typed on the way to this point."""
    return f"Getypt op punt {punt}."


def _toets(toets: Qt.Key, met: Qt.KeyboardModifier = GEEN) -> Stap:
    return toets, met


STAPPEN: tuple[tuple[Stap, ...], ...] = (
    (_toets(Qt.Key.Key_F2), (getypt(0), GEEN)),
    (_toets(Qt.Key.Key_F5), (getypt(1), GEEN)),
    (_toets(Qt.Key.Key_F7), (getypt(2), GEEN)),
    (_toets(Qt.Key.Key_F2, SHIFT), (getypt(3), GEEN)),  # the action goes, typing goes on in the besluit
    (_toets(Qt.Key.Key_F8),),
    (_toets(Qt.Key.Key_F4), (getypt(5), GEEN)),
    (_toets(Qt.Key.Key_F12),),
    (_toets(Qt.Key.Key_F8, SHIFT), _toets(Qt.Key.Key_F8, SHIFT), _toets(Qt.Key.Key_F3), (getypt(7), GEEN)),
    (_toets(Qt.Key.Key_F8),),
    (_toets(Qt.Key.Key_F11), _toets(Qt.Key.Key_I, CTRL)),
)
"""The keys on the way to each point."""


assert SCHERMEN  # loaded while the parent lays down the vault


def main() -> None:
    """Run until killed; stop by itself after a minute so that nothing stays behind when the parent is gone."""
    app = QApplication([])
    gevraagd = sys.stdin.readline()
    if not gevraagd:
        return  # the parent went before it had anything to ask
    pad, overleg, laatste = json.loads(gevraagd)
    kluis, overleg_id = Path(pad), UUID(overleg)
    with sta_goedkoop_toe():
        b = Bediening(app, VasteKlok(NU), kluis)
        b.log_in("Carla Casus", REGIE_WACHTWOORD)
        b.voorop()
        b.venster.navigeer("vergadering", overleg_id=overleg_id)
        b.rust()
        for nr, stappen in enumerate(STAPPEN[: laatste + 1]):
            for wat, met in stappen:
                waar = app.focusWidget() or b.scherm
                if isinstance(wat, str):
                    QTest.keyClicks(waar, wat)
                else:
                    QTest.keyClick(waar, wat, met)
                    b.rust()
            sys.stdout.write(f"punt {nr}\n")
            sys.stdout.flush()
        einde = monotonic() + 60
        while monotonic() < einde:
            QTest.qWait(20)


if __name__ == "__main__":
    main()
