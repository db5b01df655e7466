"""Hearing from the desktop that nobody may look any more: the session is locked, or the machine goes to sleep.

What each system tells is in ``sessie_linux``, ``sessie_windows`` and ``sessie_macos``. Where none of them hears a
suspend, :class:`Slaapklok` sees afterwards that the machine was away, and locks before anybody can look.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal


class Sessiewacht(QObject):
    """``op_slot`` comes at a session lock, a switch of user and a suspend. Whoever is connected directly has locked
    when it returns: only then the machine is let go to sleep.
    """

    op_slot = Signal()

    def stop(self) -> None:
        """Listen no more, and hold nothing up."""


class Slaapklok(Sessiewacht):
    """Sees that the machine slept: the clock on the wall went on while the clock of the running machine stood still.

    Also a clock that is set forward locks: that is the safe mistake.
    """

    TUSSENPOOS_MS = 2_000
    GEMIST_S = 20.0
    """So much more on the wall than on the machine is no correction of the clock."""

    def __init__(
        self,
        ouder: QObject,
        *,
        wand: Callable[[], float] = time.time,
        machine: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(ouder)
        self._wand, self._machine = wand, machine
        self._verschil = wand() - machine()
        self._tik = QTimer(self)
        self._tik.setInterval(self.TUSSENPOOS_MS)
        self._tik.timeout.connect(self.kijk)
        self._tik.start()

    def kijk(self) -> None:
        """Compare the clocks."""
        verschil = self._wand() - self._machine()
        gemist, self._verschil = verschil - self._verschil, verschil
        if gemist > self.GEMIST_S:
            self.op_slot.emit()

    def stop(self) -> None:
        """Look no more."""
        self._tik.stop()


def maak_wachten(ouder: QObject, platform: str = sys.platform) -> tuple[Sessiewacht, ...]:
    """What this system can tell; the sleep clock is there on each of them."""
    wachten: list[Sessiewacht] = [Slaapklok(ouder)]
    # Loaded here: each of them exists on its own system only.
    if platform.startswith("linux"):
        from pmg_desk.ui.sessie_linux import Logindwacht

        wachten.append(Logindwacht(ouder))
    elif platform == "win32":
        from pmg_desk.ui.sessie_windows import Windowswacht

        wachten.append(Windowswacht(ouder))
    elif platform == "darwin":
        from pmg_desk.ui.sessie_macos import Macwacht

        wachten.append(Macwacht(ouder))
    return tuple(wachten)
