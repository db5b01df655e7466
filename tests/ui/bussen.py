"""A private message bus with a logind on it that obeys, for tests of what the desktop tells the program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from PySide6.QtDBus import QDBusConnection

from tests.ui.neplogind import EIGEN

ANDERE = EIGEN.replace("_31", "_32")


class Neplogind:
    """The other end of ``neplogind``: each command waits for its answer."""

    def __init__(self, proces: subprocess.Popen[str], bus: QDBusConnection) -> None:
        self._proces, self.bus = proces, bus
        self._regels: Queue[str] = Queue()
        self._remmen: Queue[str] = Queue()
        self._lezer = Thread(target=self._lees)
        self._lezer.start()
        assert self._regels.get(timeout=60) == "True"

    def _lees(self) -> None:
        assert self._proces.stdout is not None
        for regel in self._proces.stdout:
            (self._remmen if regel.startswith("rem ") else self._regels).put(regel.strip())

    def zeg(self, opdracht: str) -> None:
        """Have it do something."""
        assert self._proces.stdin is not None
        self._proces.stdin.write(f"{opdracht}\n")
        self._proces.stdin.flush()
        assert self._regels.get(timeout=60).endswith("True")

    def rem(self) -> str:
        """What happened next to the inhibitor."""
        return self._remmen.get(timeout=60)

    def rem_stil(self) -> bool:
        """Whether nothing (more) happened to the inhibitor so far."""
        return self._remmen.empty()

    def stop(self) -> None:
        """End it."""
        assert self._proces.stdin is not None
        self._proces.stdin.close()
        self._proces.wait(timeout=60)
        self._lezer.join(timeout=60)
        assert self._proces.stdout is not None
        self._proces.stdout.close()


@contextmanager
def nepbus(map_: Path) -> Iterator[Neplogind]:
    """A bus of our own; skips where there is no ``dbus-daemon``."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("dbus-daemon is not installed: make test asks for it")
    with subprocess.Popen(
        [daemon, "--session", f"--address=unix:dir={map_}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as bus:
        assert bus.stdout is not None
        adres = bus.stdout.readline().strip()
        naam = f"test-{map_.name}"
        proces = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.neplogind", adres],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            logind = Neplogind(proces, QDBusConnection.connectToBus(adres, naam))
            try:
                yield logind
            finally:
                logind.stop()
        finally:
            QDBusConnection.disconnectFromBus(naam)
            bus.terminate()
