"""The end of an opened vault: out of sight first, then drafts, then what is under way, then log-out and file.

A commit in flight is waited for and never broken off; what did not begin is dropped; a long task stops at its next
report. What takes longer than that is finished behind the door, and the door says so. Nothing of it runs on the GUI
thread: a disk that does not answer must not keep the machine from its sleep.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui import klembord, reservedienst
from pmg_desk.ui.afdekken import verberg_alles
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import Formulier

if TYPE_CHECKING:
    from pmg_desk.services.werkplek import Werkplek
    from pmg_desk.ui.venster import Hoofdvenster

GRENS_S = 4.0
"""Seconds that a lock may take: logind lets a suspend wait for five."""

RESERVE_S = 1.5
"""Of those, what the backup at lock may take; one that takes longer is made after the next unlock."""


@dataclass
class Uitkomst:
    """What the user must hear at the door (``fouten``, ``storingen``) or after unlocking (``afgebroken``: titles)."""

    fouten: list[str] = field(default_factory=list)
    storingen: list[str] = field(default_factory=list)
    afgebroken: tuple[str, ...] = ()


class Afsluiting(QObject):
    """One vault that is being shut. ``klaar`` carries the Uitkomst when :meth:`sluit` could not wait for it."""

    klaar = Signal(object)

    def __init__(self, omgeving: Omgeving, werkplek: Werkplek, venster: Hoofdvenster | None, ouder: QObject) -> None:
        super().__init__(ouder)
        self._omgeving, self._werkplek, self._venster = omgeving, werkplek, venster
        self._uitkomst = Uitkomst()
        omgeving.setParent(self)
        omgeving.melding.connect(self._gezegd)
        omgeving.storing_gemeld.connect(self._uitkomst.storingen.append)

    def sluit(self, *, wacht: bool) -> Uitkomst | None:
        """Shut it. None: something takes too long, and it is shut when that is done; not so with ``wacht``."""
        # Before the fields lose the keyboard; it is put in the queue of the database thread, and waits for nothing.
        if self._venster is not None:
            for formulier in self._venster.findChildren(Formulier):
                self._leg_vast(formulier)
        verberg_alles()
        if self._venster is not None:
            self._venster.close()
        klembord.wis()
        werker = self._omgeving.werker
        tot = time.monotonic() + GRENS_S
        wacht_op_kopie = reservedienst.breek_af(self._omgeving)
        werker.rond_af(GRENS_S)
        verberg_alles()  # what those who got their answer opened
        if self._venster is not None:
            self._venster.deleteLater()
            self._venster = None
        reserve_tot = math.inf if wacht else min(tot, time.monotonic() + RESERVE_S)
        dicht = partial(_maak_dicht, self._werkplek, wacht_op_kopie, reserve_tot)
        werker.stop_later(dicht, self._later_klaar, self._later_mislukt)
        if not wacht and not werker.wacht_tot(tot):
            return None
        werker.stop()  # what could not be written comes through ``melding``
        return self._einde()

    def wacht_af(self) -> None:
        """The program ends: wait until what was under way is done and the vault is shut."""
        self._omgeving.werker.stop()
        reservedienst.stop(self._omgeving)

    def _leg_vast(self, formulier: Formulier) -> None:
        try:
            formulier.leg_vast()
        except Exception as fout:  # noqa: BLE001 - a form with a bug must not keep the vault open and in sight
            self._omgeving.toon_storing(fout)

    def _later_klaar(self, _niets: None) -> None:
        self._omgeving.werker.stop()
        self.klaar.emit(self._einde())

    def _later_mislukt(self, fout: Fout) -> None:
        self._uitkomst.fouten.append(fout.tekst())
        self._later_klaar(None)

    def _einde(self) -> Uitkomst:
        reservedienst.stop(self._omgeving)
        self._uitkomst.afgebroken = self._omgeving.werker.afgebroken()
        self.deleteLater()
        return self._uitkomst

    def _gezegd(self, ernst: str, tekst: str) -> None:
        if ernst == "fout":
            self._uitkomst.fouten.append(tekst)


def _maak_dicht(werkplek: Werkplek, wacht_op_kopie: Callable[[], None], reserve_tot: float) -> None:
    """On the database thread, as the last thing it does."""
    from pmg_desk.services.kluizen import lock_kluis  # here: the door is there before the database code

    wacht_op_kopie()  # it holds the key, and reads the file
    lock_kluis(werkplek, lambda: time.monotonic() < reserve_tot)
