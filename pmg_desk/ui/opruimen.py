"""Python's cycle collector runs in whatever thread happens to allocate: on the database thread it would destroy
widgets there (tried: the destructor of a QWidget in a cycle ran on the worker), which crashes Qt at random moments.
So while a database thread lives, collecting is done by a timer on the GUI thread.
"""

from __future__ import annotations

import gc

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
                gc.collect(generatie)
                return
