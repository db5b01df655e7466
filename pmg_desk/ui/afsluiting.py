"""The end of an opened vault: out of sight first, then drafts, then what is under way, then log-out and file.

A commit in flight is waited for and never broken off; what did not begin is dropped; a long task stops at its next
report. What takes longer than that is finished behind the door, and the door says so.
"""

from __future__ import annotations

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
        verberg_alles()
        if self._venster is not None:
            for formulier in self._venster.findChildren(Formulier):
                formulier.bewaar_concept()  # also one that was not in sight, and so did not go out of it
            self._venster.close()
        klembord.wis()
        werker = self._omgeving.werker
        reservedienst.stop(self._omgeving)
        af = werker.rond_af(GRENS_S)
        verberg_alles()  # what those who got their answer opened
        if self._venster is not None:
            self._venster.deleteLater()
            self._venster = None
        from pmg_desk.services.kluizen import lock_kluis

        if not af and not wacht:
            werker.stop_later(partial(lock_kluis, self._werkplek), self._later_klaar, self._later_mislukt)
            return None
        werker.stop()
        try:
            lock_kluis(self._werkplek)
        except Fout as fout:
            self._uitkomst.fouten.append(fout.tekst())
        return self._einde()

    def wacht_af(self) -> None:
        """The program ends: wait until what was under way is done and the vault is shut."""
        self._omgeving.werker.stop()

    def _later_klaar(self, _niets: None) -> None:
        self._omgeving.werker.stop()
        self.klaar.emit(self._einde())

    def _later_mislukt(self, fout: Fout) -> None:
        self._uitkomst.fouten.append(fout.tekst())
        self._later_klaar(None)

    def _einde(self) -> Uitkomst:
        self._uitkomst.afgebroken = self._omgeving.werker.afgebroken()
        self.deleteLater()
        return self._uitkomst

    def _gezegd(self, ernst: str, tekst: str) -> None:
        if ernst == "fout":
            self._uitkomst.fouten.append(tekst)
