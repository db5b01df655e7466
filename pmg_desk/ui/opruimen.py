"""Python's cycle collector runs in whatever thread happens to allocate: on the database thread it would destroy
widgets there (tried: the destructor of a QWidget in a cycle ran on the worker), which crashes Qt at random moments.
So while a database thread lives, collecting is done by a timer on the GUI thread.

A tree of widgets that nothing holds any more is first taken apart by Qt, from its root. Left to the collector, Python
frees the parts in an order of its own, and now and then a part reaches into one that is gone (a segmentation fault).
"""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtCore import QObject, QTimer

_TUSSENPOOS = 500  # milliseconds


class Opruimer(QObject):
    """Collects garbage on the thread it lives on, from :meth:`start` to :meth:`stop`."""

    _lopend = 0

    def __init__(self, ouder: QObject) -> None:
        super().__init__(ouder)
        self._klok = QTimer(self)
        self._klok.setInterval(_TUSSENPOOS)
        self._klok.timeout.connect(self._ruim_op)

    def start(self) -> None:
        """Take over from Python's own collector."""
        if not self._klok.isActive():
            Opruimer._lopend += 1
            gc.disable()
            self._klok.start()

    def stop(self) -> None:
        """Give it back once the last one stops."""
        if self._klok.isActive():
            self._klok.stop()
            Opruimer._lopend -= 1
            if Opruimer._lopend == 0:
                gc.enable()

    def _ruim_op(self) -> None:
        for generatie in (2, 1, 0):
            if gc.get_count()[generatie] > gc.get_threshold()[generatie] > 0:
                verzamel(generatie)
                return


def verzamel(generatie: int = 2) -> None:
    """Collect garbage; of what nothing holds, Qt destroys the objects that have no parent before Python frees any."""
    stand = gc.get_debug()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        gc.collect(generatie)
    finally:
        gc.set_debug(stand)
    wortels = [ding for ding in gc.garbage if isinstance(ding, QObject) and _is_wortel(ding)]
    for wortel in wortels:
        if shiboken6.isValid(wortel):
            shiboken6.delete(wortel)
    # What was kept to look at is now one generation older. Of the middle one that would be a full collection each time,
    # so there it waits for the next one, unless there were widgets among it.
    mag_wachten = generatie == 1 and not wortels
    wortels.clear()
    gc.garbage.clear()
    if not mag_wachten:
        gc.collect(min(generatie + 1, 2))


def _is_wortel(ding: QObject) -> bool:
    return shiboken6.isValid(ding) and shiboken6.ownedByPython(ding)
