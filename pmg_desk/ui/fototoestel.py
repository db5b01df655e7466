"""Taking pictures of windows without a display: opening them, waiting until they are at rest, keeping them."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui import thema
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens import SCHERMEN
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.zoeken import maak_zoeker

MAAT = (1280, 720)
"""The smallest window that has to show everything."""
_LANGST = 30.0
"""Seconds a screen may take to fill before that is a fault."""

Beeld = tuple[str, int]
"""Theme (``licht``, ``donker``) and text size in percent."""


def stil_platform() -> None:
    """Leave out what the platform without a display says of every window: that it cannot place it. The rest stays."""

    def zeg(_soort: QtMsgType, _plek: QMessageLogContext, tekst: str | None) -> None:
        if tekst and not tekst.startswith("This plugin does not support"):
            sys.stderr.write(f"Qt: {tekst}\n")

    qInstallMessageHandler(zeg)


def toon_venster(werkplek: Werkplek) -> str:
    """Show the window of an opened vault and draw its first screen; returns its size in words. For the self test.

    Raises RuntimeError when a bug was met or nothing was drawn.
    """
    with TemporaryDirectory(prefix="pmg-desk-venster-") as map_:
        toestel = Toestel(Path(map_))
        with toestel.venster(werkplek, Path(map_), ("licht", 100)) as (omgeving, venster):
            storingen: list[str] = []
            omgeving.storing_gemeld.connect(storingen.append)
            toestel.wacht(omgeving)
            beeld = venster.grab()
            kleuren = {
                beeld.toImage().pixel(x, y) for x in range(0, beeld.width(), 40) for y in range(0, beeld.height(), 40)
            }
            if storingen or venster.scherm is None or len(kleuren) < 3:
                raise RuntimeError("the window stays empty or reported a bug")
            return f"{beeld.width()} bij {beeld.height()}, scherm {venster.scherm.sleutel}"


@dataclass
class Toestel:
    """Takes pictures into ``map_``: ``<theme>-<percent>/<name>.png``, ``aantal`` of them.

    ``storingen``: what met a bug or never came to rest.
    """

    map_: Path
    aantal: int = 0
    storingen: list[str] = field(default_factory=list)

    @cached_property
    def app(self) -> QApplication:
        """The application, made when there is none yet; closing a window does not end it."""
        bestaand = QApplication.instance()
        app = bestaand if isinstance(bestaand, QApplication) else QApplication(["pmg-desk"])
        app.setQuitOnLastWindowClosed(False)
        thema.zet_nederlands(app)
        return app

    def neem(self, omgeving: Omgeving, widget: QWidget, beeld: Beeld, naam: str) -> None:
        """Keep what this widget shows once it is at rest."""
        if not self.wacht(omgeving):
            self.storingen.append(f"{naam} kwam niet tot rust")
        map_ = self.map_ / f"{beeld[0]}-{beeld[1]}"
        map_.mkdir(exist_ok=True)
        widget.grab().save(str(map_ / f"{re.sub(r'[^a-z0-9]+', '-', naam.lower()).strip('-')}.png"))
        self.aantal += 1

    def wacht(self, omgeving: Omgeving) -> bool:
        """Let the window work until the database thread has nothing to do for a moment; False when that never comes."""
        einde = time.monotonic() + _LANGST
        rustig = 0
        while rustig < 6:
            if time.monotonic() > einde:
                return False
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            self.app.sendPostedEvents()
            time.sleep(0.01)
            rustig = 0 if omgeving.werker.bezig else rustig + 1
        return True

    @contextmanager
    def venster(self, werkplek: Werkplek, map_: Path, beeld: Beeld) -> Iterator[tuple[Omgeving, Hoofdvenster]]:
        """The main window of an opened vault, with settings of its own in ``map_``."""
        _ = self.app  # before the first widget
        omgeving = Omgeving(werkplek, instellingen=Instellingen(map_ / "venster.json"))
        omgeving.zet_thema(*beeld)
        zoek, bezonken = maak_zoeker(omgeving)
        venster = Hoofdvenster(omgeving, SCHERMEN, zoek=zoek, zoek_bezonken=bezonken)
        venster.resize(*MAAT)
        venster.show()
        try:
            yield omgeving, venster
        finally:
            self.ruim_op(omgeving, venster)

    def ruim_op(self, omgeving: Omgeving, venster: QWidget) -> None:
        """Close a window and end its thread, so that the next begins with none of it."""
        venster.close()
        omgeving.werker.stop()
        venster.deleteLater()
        omgeving.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
