"""One vault, one writer: an operating-system lock that says who has it.

The lock is the kernel's (``flock``, on Windows a locked byte), so it ends with its process: nothing to clean up, and
no race in cleaning up. The text in the file only says who; text without a lock is what a crashed process left behind.
The file is never deleted, because a lock on a deleted file protects nothing.
"""

from __future__ import annotations

import getpass
import os
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.kluis.fouten import KluisInGebruik, KluisNietBereikbaar

BESTAND = "slot"
_GROOTSTE = 4096
_EVEN = 0.05  # seconds
_KEREN_KIJKEN = 10
_VERGRENDELDE_BYTE = 1 << 30
"""Windows forbids reading a locked byte, so the one that is locked lies far beyond the text."""


@dataclass(frozen=True)
class Eigenaar:
    """Who holds (or held) the lock: OS user, machine, process and since when."""

    gebruiker: str
    machine: str
    proces: int
    sinds: datetime


class Slot:
    """A lock that is held. ``vorige`` is the owner that never released it: its process ended without closing."""

    def __init__(self, fd: int, eigenaar: Eigenaar, vorige: Eigenaar | None) -> None:
        self._fd: int | None = fd
        self.eigenaar = eigenaar
        self.vorige = vorige

    def geef_vrij(self, *, binnen: bool = True) -> None:
        """Release the lock; a second call does nothing. Where nobody came in (not ``binnen``), what was found there
        stays: that the session before ended without closing still has to be said to who does.
        """
        fd, self._fd = self._fd, None
        if fd is None:
            return
        try:
            with suppress(OSError):  # a text that stays behind reads as a crash: a needless check, no harm
                if binnen or self.vorige is None:
                    os.ftruncate(fd, 0)
                else:
                    _schrijf(fd, self.vorige)
        finally:
            _ontgrendel(fd)
            os.close(fd)


def deze_gebruiker() -> tuple[str, str]:
    """OS user and machine name, short and printable."""
    try:
        gebruiker = getpass.getuser()
    except (OSError, KeyError, ImportError):
        gebruiker = "onbekend"
    return _schoon(gebruiker), _schoon(socket.gethostname())


def neem_slot(map_: Path, nu: datetime) -> Slot:
    """Take the lock of the vault in folder ``map_``.

    Raises KluisInGebruik with its owner when another process (or another window of this one) has it, and
    KluisNietBereikbaar when the folder cannot be written.
    """
    pad = map_ / BESTAND
    try:
        fd = os.open(pad, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    try:
        if not _vergrendel(fd):
            wie = _lees_eigenaar(fd)
            if wie is None:
                raise KluisInGebruik(None, None, None)
            raise KluisInGebruik(wie.gebruiker, wie.machine, wie.sinds)
        gebruiker, machine = deze_gebruiker()
        eigenaar = Eigenaar(gebruiker, machine, os.getpid(), nu)
        vorige = _lees(fd)
        _schrijf(fd, eigenaar)
    except OSError as oorzaak:
        os.close(fd)
        raise KluisNietBereikbaar.van(oorzaak) from None
    except BaseException:
        os.close(fd)
        raise
    return Slot(fd, eigenaar, vorige)


def _schoon(tekst: str) -> str:
    return "".join(teken if teken.isprintable() else "?" for teken in tekst)[:64] or "onbekend"


def _schrijf(fd: int, wie: Eigenaar) -> None:
    inhoud = canoniek(
        {"gebruiker": wie.gebruiker, "machine": wie.machine, "proces": wie.proces, "sinds": als_tekst(wie.sinds)}
    )
    os.ftruncate(fd, 0)
    os.lseek(fd, 0, os.SEEK_SET)
    os.write(fd, inhoud.encode())


def _lees_eigenaar(fd: int) -> Eigenaar | None:
    """Who holds the lock. Somebody who took it this very moment still has to write their name, over that of the one
    before: so wait a little, and longer when there is no name at all.
    """
    for _ in range(_KEREN_KIJKEN):
        time.sleep(_EVEN)
        wie = _lees(fd)
        if wie is not None:
            return wie
    return None


def _lees(fd: int) -> Eigenaar | None:
    os.lseek(fd, 0, os.SEEK_SET)
    try:
        delen = lees_canoniek(os.read(fd, _GROOTSTE).decode())
        gebruiker, machine, proces = delen["gebruiker"], delen["machine"], delen["proces"]
        if not (isinstance(gebruiker, str) and isinstance(machine, str) and type(proces) is int):
            return None
        return Eigenaar(_schoon(gebruiker), _schoon(machine), proces, uit_tekst(delen["sinds"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


if sys.platform == "win32":  # pragma: no cover  (not reachable where the figures are measured)
    import msvcrt

    def _vergrendel(fd: int) -> bool:
        os.lseek(fd, _VERGRENDELDE_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _ontgrendel(fd: int) -> None:
        os.lseek(fd, _VERGRENDELDE_BYTE, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _vergrendel(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _ontgrendel(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)
