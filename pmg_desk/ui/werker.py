"""The one thread that touches the database, and how results come back to the screens.

Every use case runs there, one at a time, in the order asked; callbacks run on the GUI thread. A result whose owner is
gone is dropped. No nested event loops: a screen that waits stays alive and can be left.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from threading import Event, Lock
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from shiboken6 import isValid

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui.opruimen import Opruimer
from pmg_desk.ui.wekker import wekker

T = TypeVar("T")

MERKBAAR_MS = 100
"""From here on waiting is shown."""

_ONDERBREEK_ELKE = 0.05  # seconds: a statement that begins just after an interruption is interrupted the next time
_MELDPAUZE = 0.05  # seconds between two progress messages: a fast loop must not flood the GUI thread


class Geannuleerd(Exception):
    """The user stopped a long task: nothing went wrong and nothing was saved."""


class Voortgang:
    """Handed to a long task, which reports how far it is and hears whether to stop. Thread-safe."""

    def __init__(self, bericht: Callable[[int, int, str], None]) -> None:
        self._bericht = bericht
        self._stop = Event()
        self._laatst = 0.0

    @property
    def geannuleerd(self) -> bool:
        """True once the user asked to stop."""
        return self._stop.is_set()

    def annuleer(self) -> None:
        """Ask the task to stop at its next report."""
        self._stop.set()

    def meld(self, gedaan: int, totaal: int = 0, tekst: str = "") -> None:
        """Say how far it is (``totaal`` 0: unknown) and what it is doing. Raises Geannuleerd when asked to stop.

        ``tekst`` is shown and read out: no names in it.
        """
        if self.geannuleerd:
            raise Geannuleerd
        nu = time.monotonic()
        if nu - self._laatst >= _MELDPAUZE or gedaan == totaal:
            self._laatst = nu
            self._bericht(gedaan, totaal, tekst)


class LangeTaak(QObject):
    """One long task as the window sees it: its title, its progress, and a way to stop it."""

    gevorderd = Signal(int, int, str)
    klaar = Signal()

    def __init__(self, titel: str) -> None:
        super().__init__()
        self.titel = titel
        self.voortgang = Voortgang(self.gevorderd.emit)

    def annuleer(self) -> None:
        """Stop at the next report."""
        self.voortgang.annuleer()


class _Opdracht:
    """A task on its way. Only the GUI thread holds the callbacks, so no widget dies on the database thread."""

    def __init__(
        self,
        taak: Callable[[], Any],
        klaar: Callable[[Any], None] | None,
        fout: Callable[[Fout], None] | None,
        eigenaar: QObject | None,
    ) -> None:
        self.taak = taak
        self.klaar = klaar
        self.fout = fout
        self.eigenaar = eigenaar
        self.met_eigenaar = eigenaar is not None
        self.altijd = False
        self.onderbreekbaar = False
        self.lang: LangeTaak | None = None
        self.geannuleerd: Callable[[], None] | None = None
        self.toekomst: Future[None] | None = None
        self.mislukt: BaseException | None = None
        self.gelukt = False

    def leeft(self) -> bool:
        return not self.met_eigenaar or (self.eigenaar is not None and isValid(self.eigenaar))

    def vergeet(self) -> None:
        """Drop all that may keep a widget alive."""
        self.klaar = self.fout = self.geannuleerd = self.eigenaar = None
        self.taak = _niets


def _kwam_af(opdracht: _Opdracht) -> bool:
    """Whether it ended in its own way, well or not."""
    return opdracht.gelukt or isinstance(opdracht.mislukt, Fout)


def _wacht_op(toekomsten: list[Future[None]]) -> None:
    wait(toekomsten)


def _niets() -> None:
    """What is left of a task that has run."""


class DatabaseWerker(QObject):
    """Runs tasks on one thread and brings the results back to the thread this object lives on."""

    leeg = Signal()
    """Nothing is under way any more, and the last callback has run."""
    bezig_gewijzigd = Signal(bool)
    """True when something takes longer than MERKBAAR_MS, False when all is done."""
    lange_taak = Signal(object)
    """A LangeTaak has begun: the window shows it."""
    onopgevangen_fout = Signal(object)
    """A Fout that the asker did not take itself."""
    storing = Signal(object)
    """An exception that is a bug."""

    _af = Signal(int, object, object)

    def __init__(self, ouder: QObject | None = None) -> None:
        super().__init__(ouder)
        self._draad: ThreadPoolExecutor | None = None
        self._opdrachten: dict[int, _Opdracht] = {}
        self._volgnummer = 0
        self._gestopt = False
        self._weigert = False
        self._lange: list[_Opdracht] = []
        self._lopend: _Opdracht | None = None
        self._wissel = Lock()  # held while another task becomes the one in flight
        self.onderbreek: Callable[[], object] | None = None
        """Ends the statement in flight, from another thread; used for tasks that say ``onderbreekbaar``."""
        self._getoond_bezig = False
        self._af.connect(self._afhandelen, Qt.ConnectionType.QueuedConnection)
        self._merkbaar = wekker(self, MERKBAAR_MS, self._toon_bezig)
        self._opruimer = Opruimer(self)

    @property
    def bezig(self) -> bool:
        """True while a task is under way or its callback has not run yet."""
        return bool(self._opdrachten)

    def doe(
        self,
        taak: Callable[[], T],
        klaar: Callable[[T], None] | None = None,
        fout: Callable[[Fout], None] | None = None,
        eigenaar: QObject | None = None,
        *,
        altijd: bool = False,
        onderbreekbaar: bool = False,
    ) -> None:
        """Run ``taak`` on the database thread; ``klaar(result)`` or ``fout(Fout)`` follows on the GUI thread.

        Neither is called when ``eigenaar`` is gone by then. Without ``fout`` the failure goes to
        ``onopgevangen_fout``. ``altijd``: also done when :meth:`stop` comes first (saving a draft). After
        :meth:`stop` nothing is done any more (a search that was still waiting to begin); ``altijd`` raises RuntimeError
        then, because something would be lost. ``onderbreekbaar``: it only reads, and may be broken off in a statement.
        """
        opdracht = _Opdracht(taak, klaar, fout, eigenaar)
        opdracht.altijd, opdracht.onderbreekbaar = altijd, onderbreekbaar
        self._begin(opdracht)

    def doe_lang(
        self,
        taak: Callable[[Voortgang], T],
        titel: str,
        klaar: Callable[[T], None] | None = None,
        fout: Callable[[Fout], None] | None = None,
        eigenaar: QObject | None = None,
        *,
        geannuleerd: Callable[[], None] | None = None,
        onderbreekbaar: bool = False,
    ) -> LangeTaak:
        """As :meth:`doe`, with progress and a way to stop; ``geannuleerd()`` runs when the user stopped it."""
        lang = LangeTaak(titel)
        opdracht = _Opdracht(partial(taak, lang.voortgang), klaar, fout, eigenaar)
        opdracht.lang, opdracht.geannuleerd, opdracht.onderbreekbaar = lang, geannuleerd, onderbreekbaar
        self.lange_taak.emit(lang)
        self._begin(opdracht)
        return lang

    def rond_af(self, grens: float) -> bool:
        """Before a lock: take nothing new but what is ``altijd``, drop what did not begin, ask long tasks to stop,
        break off what only reads, and wait at most ``grens`` seconds for the rest. Whoever waited for something that
        was done hears it now (a form that was saved must know, or its draft would come back).

        Returns whether all was done. :meth:`stop` or :meth:`stop_later` follows.
        """
        self._zet_stil()
        tot = time.monotonic() + grens
        if not self._wacht(tot):
            return False
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        return self._wacht(tot)  # what those who heard it wanted to keep or throw away

    def afgebroken(self) -> tuple[str, ...]:
        """Titles of the long tasks that :meth:`rond_af` found and that did not get to their end."""
        return tuple(o.lang.titel for o in self._lange if o.lang is not None and not _kwam_af(o))

    def _zet_stil(self) -> None:
        if not self._weigert:
            self._weigert = True
            self._lange = [opdracht for opdracht in self._opdrachten.values() if opdracht.lang is not None]
        for opdracht in self._opdrachten.values():
            if opdracht.lang is not None:
                opdracht.lang.annuleer()
            if not opdracht.altijd and opdracht.toekomst is not None:
                opdracht.toekomst.cancel()

    def _wacht(self, tot: float) -> bool:
        while True:
            bezig = [o.toekomst for o in self._opdrachten.values() if o.toekomst is not None and not o.toekomst.done()]
            over = tot - time.monotonic()
            if not bezig or over <= 0:
                return not bezig
            with self._wissel:  # what is in flight now is so until the interruption is given
                lopend = self._lopend
                if lopend is not None and lopend.onderbreekbaar and self.onderbreek is not None:
                    self.onderbreek()
            wait(bezig, timeout=min(over, _ONDERBREEK_ELKE))

    def wacht_tot(self, tot: float) -> bool:
        """Wait for what is under way until ``time.monotonic()`` is ``tot``; returns whether all was done."""
        return self._wacht(tot)

    def breek_af(self) -> Callable[[], None]:
        """Take nothing new but what is ``altijd``, drop what did not begin and ask long tasks to stop. Gives back what
        waits, on any thread, until the last of them has. :meth:`stop` follows.
        """
        self._zet_stil()
        bezig = [o.toekomst for o in self._opdrachten.values() if o.toekomst is not None]
        return partial(_wacht_op, bezig)

    def stop(self) -> None:
        """End the thread: waits for the task in flight (and for those marked ``altijd``) and drops the rest.

        A long task is asked to stop at its next report. Callbacks that were waiting do not run any more.
        """
        self._zet_stil()
        self._gestopt = True
        if self._draad is not None:
            self._draad.shutdown(wait=True)
            self._draad = None
        over, self._opdrachten = self._opdrachten, {}
        for opdracht in over.values():
            if opdracht.altijd and opdracht.mislukt is not None:
                self._meld_mislukt(opdracht.mislukt)
            opdracht.vergeet()
        self._merkbaar.stop()
        self._opruimer.stop()

    def stop_later(self, laatste: Callable[[], T], klaar: Callable[[T], None], fout: Callable[[Fout], None]) -> None:
        """When :meth:`rond_af` could not wait: end the thread once what is in flight is done, with ``laatste`` as the
        last thing it does. Then call ``klaar`` or ``fout``, and :meth:`stop`.
        """
        self.doe(laatste, klaar, fout, altijd=True)
        self._gestopt = True

    def _begin(self, opdracht: _Opdracht) -> None:
        if self._gestopt and opdracht.altijd:
            raise RuntimeError("the database thread has stopped")
        if self._gestopt or (self._weigert and not opdracht.altijd):
            return
        if self._draad is None:
            self._draad = ThreadPoolExecutor(1, thread_name_prefix="database")
            self._opruimer.start()
        self._volgnummer += 1
        nummer = self._volgnummer
        self._opdrachten[nummer] = opdracht
        if not self._merkbaar.isActive():
            self._merkbaar.start()
        opdracht.toekomst = self._draad.submit(self._voer_uit, nummer, opdracht)

    def _voer_uit(self, nummer: int, opdracht: _Opdracht) -> None:
        """On the database thread. Holds no reference to the task when the answer leaves."""
        with self._wissel:
            self._lopend = opdracht
        try:
            try:
                resultaat = opdracht.taak()
            finally:
                with self._wissel:
                    self._lopend = None
        except BaseException as fout:  # noqa: BLE001 - all of it travels to the GUI thread and is shown there
            # What the driver says of a statement that was broken off is no bug of ours.
            afgebroken = self._weigert and opdracht.onderbreekbaar and not isinstance(fout, Fout)
            opdracht.mislukt = Geannuleerd() if afgebroken else fout
            self._af.emit(nummer, None, opdracht.mislukt)
        else:
            opdracht.gelukt = True
            self._af.emit(nummer, resultaat, None)

    def _afhandelen(self, nummer: int, resultaat: object, fout: BaseException | None) -> None:
        opdracht = self._opdrachten.pop(nummer, None)
        if opdracht is None:
            return
        if opdracht.lang is not None:
            opdracht.lang.klaar.emit()
        try:
            self._antwoord(opdracht, resultaat, fout)
        finally:
            opdracht.vergeet()
            if not self._opdrachten:
                self._merkbaar.stop()
                if self._getoond_bezig:
                    self._getoond_bezig = False
                    self.bezig_gewijzigd.emit(False)
                self.leeg.emit()

    def _antwoord(self, opdracht: _Opdracht, resultaat: object, fout: BaseException | None) -> None:
        if fout is None:
            if opdracht.klaar is not None and opdracht.leeft():
                opdracht.klaar(resultaat)
        elif isinstance(fout, Geannuleerd):
            if opdracht.geannuleerd is not None and opdracht.leeft():
                opdracht.geannuleerd()
        elif isinstance(fout, Fout) and opdracht.fout is not None:
            if opdracht.leeft():
                opdracht.fout(fout)
        elif opdracht.leeft() or not isinstance(fout, Fout):
            self._meld_mislukt(fout)

    def _meld_mislukt(self, fout: BaseException) -> None:
        if isinstance(fout, Fout):
            self.onopgevangen_fout.emit(fout)
        else:
            self.storing.emit(fout)

    def _toon_bezig(self) -> None:
        if self._opdrachten and not self._getoond_bezig:
            self._getoond_bezig = True
            self.bezig_gewijzigd.emit(True)
