"""What every screen gets: the workplace, the database thread, navigation, messages and what is remembered.

One Omgeving per opened vault; the composition root makes it and connects :meth:`Omgeving.meld_wijzigingen` to the
Werkplek (``werkplek.bij_wijziging(omgeving.meld_wijzigingen)``).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import date
from types import TracebackType
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import Klok, SysteemKlok, lokale_dag
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.paths import user_data_map
from pmg_desk.ui import storing, thema
from pmg_desk.ui.concepten import Kluisconcepten
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.werker import DatabaseWerker

Wijzigingen = frozenset[tuple[str, UUID | None]]
"""What kinds of things changed, and which ones: ``frozenset({("casus", id)})``."""


class Omgeving(QObject):
    """The surroundings of the screens."""

    gewijzigd = Signal(object)
    """Wijzigingen, after a commit."""
    navigatie = Signal(str, object)
    """Asked: show the screen with this ``sleutel``, with these parameters."""
    melding = Signal(str, str)
    """A message for the user: its weight (``goed``, ``info``, ``waarschuwing``, ``fout``) and its text."""
    melding_voorbij = Signal()
    """What was said to be done is of the past: the user went on to something else."""
    storing_gemeld = Signal(str)
    """A bug was met and logged under this reference."""

    _van_draad = Signal(object)

    def __init__(
        self,
        werkplek: Any = None,
        *,
        werker: DatabaseWerker | None = None,
        instellingen: Instellingen | None = None,
        ouder: QObject | None = None,
    ) -> None:
        super().__init__(ouder)
        self.werkplek = werkplek
        self.werker = werker or DatabaseWerker(self)
        self.instellingen = instellingen or Instellingen(user_data_map() / "venster.json")
        self.thema = thema.huidig()
        self.concepten = Kluisconcepten(self)
        self.werker.onopgevangen_fout.connect(self.toon_fout)
        self.werker.storing.connect(self.toon_storing)
        self._van_draad.connect(self.toon_storing, Qt.ConnectionType.QueuedConnection)

    @property
    def rol(self) -> str:
        """The role of who works here; empty where nobody has logged in."""
        return "" if self.werkplek is None else str(self.werkplek.gebruiker.rol.value)

    @property
    def kluissoort(self) -> Kluissoort:
        """What the opened vault is for; that of a team where none is open."""
        return Kluissoort.TEAM if self.werkplek is None else Kluissoort(self.werkplek.gebruiker.soort)

    def meld_wijzigingen(self, wijzigingen: Wijzigingen) -> None:
        """Tell the screens what was committed; may be called from the database thread."""
        self.gewijzigd.emit(wijzigingen)

    def navigeer(self, sleutel: str, **params: Any) -> None:
        """Show a screen, with the parameters its ``toon`` takes."""
        self.navigatie.emit(sleutel, params)

    def meld(self, tekst: str, ernst: str = "goed") -> None:
        """Say in the window that something is done; also read out by screen readers."""
        self.melding.emit(ernst, tekst)

    def wis_melding(self) -> None:
        """Take away what the status line says; a warning or failure stays until it is closed."""
        self.melding_voorbij.emit()

    def zet_thema(self, modus: str = "", schaal: int = 0) -> None:
        """Put on the theme chosen, or without arguments the one remembered, and remember it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        modus = modus or self.instellingen.woord("thema.modus", thema.Modus.SYSTEEM)
        schaal = schaal or self.instellingen.getal("thema.schaal", 100)
        self.thema.pas_toe(app, modus if modus in set(thema.Modus) else thema.Modus.SYSTEEM, schaal)
        self.instellingen.zet("thema.modus", self.thema.modus.value)
        self.instellingen.zet("thema.schaal", self.thema.schaal)

    def vandaag(self) -> date:
        """The day it is in the Netherlands, by the clock of the workplace."""
        klok: Klok = SysteemKlok() if self.werkplek is None else self.werkplek.klok
        return lokale_dag(klok.nu())

    def toon_fout(self, fout: Fout) -> None:
        """Show a failure in the window: what happened, what is safe, what to do."""
        self.melding.emit("fout", fout.tekst())

    def toon_storing(self, fout: BaseException) -> None:
        """Log a bug and show its reference; shows nothing of its message, which may hold case data."""
        self.storing_gemeld.emit(storing.leg_vast(fout))

    def installeer_haken(self) -> Callable[[], None]:
        """Catch what nobody caught, on every thread; returns the way back.

        An exception in a slot does not end Qt's loop: without this it would go unseen.
        """
        voor = sys.excepthook, threading.excepthook

        def bij_fout(soort: type[BaseException], fout: BaseException, spoor: TracebackType | None) -> None:
            if issubclass(soort, KeyboardInterrupt):
                sys.__excepthook__(soort, fout, spoor)
            elif isinstance(fout, Fout):
                self.toon_fout(fout)
            else:
                self.toon_storing(fout)

        def bij_draad(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
                self._van_draad.emit(args.exc_value)

        sys.excepthook, threading.excepthook = bij_fout, bij_draad

        def terug() -> None:
            sys.excepthook, threading.excepthook = voor

        return terug
