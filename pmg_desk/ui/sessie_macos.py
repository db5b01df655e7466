"""Session lock on macOS: the distributed notification that the lock screen sends.

Through the C interface of Core Foundation (``CFNotificationCenterAddObserver``), because that takes no Objective-C
class of ours. The coming of a *sleep* is told by ``NSWorkspace`` to such a class only: it is not heard here. What is
left: macOS locks its screen when it sleeps (by default), and ``Slaapklok`` locks the vault at once after waking.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from pmg_desk.ui.sessie import Sessiewacht

MELDINGEN = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart", "com.apple.sessionDidMoveOffConsole")
_UTF8 = 0x08000100
_METEEN = 4  # CFNotificationSuspensionBehaviorDeliverImmediately

Terugroep = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def laad_corefoundation() -> Any:
    """The library of the system with the types of what is called in it. Raises OSError where it is not there."""
    cf = ctypes.CDLL(ctypes.util.find_library("CoreFoundation") or "CoreFoundation")
    cf.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
    cf.CFNotificationCenterGetDistributedCenter.argtypes = []
    cf.CFStringCreateWithCString.restype = ctypes.c_void_p
    cf.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
    cf.CFNotificationCenterAddObserver.restype = None
    cf.CFNotificationCenterAddObserver.argtypes = [
        ctypes.c_void_p,
        ctypes.c_void_p,
        Terugroep,
        ctypes.c_void_p,
        ctypes.c_void_p,
        ctypes.c_long,
    ]
    cf.CFNotificationCenterRemoveEveryObserver.restype = None
    cf.CFNotificationCenterRemoveEveryObserver.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    cf.CFRelease.restype = None
    cf.CFRelease.argtypes = [ctypes.c_void_p]
    return cf


class Macwacht(Sessiewacht):
    """Core Foundation calls back on the run loop of the main thread, which is Qt's own there."""

    _WIE = 1  # what tells our observer from those of others in this process; never followed as an address

    def __init__(self, ouder: QObject, laad: Callable[[], Any] = laad_corefoundation) -> None:
        super().__init__(ouder)
        self._cf = laad()
        self._centrum = self._cf.CFNotificationCenterGetDistributedCenter()
        self._terugroep = Terugroep(self._gemeld)  # kept: Core Foundation does not hold it
        for naam in MELDINGEN:
            tekst = self._cf.CFStringCreateWithCString(None, naam.encode(), _UTF8)
            self._cf.CFNotificationCenterAddObserver(self._centrum, self._WIE, self._terugroep, tekst, None, _METEEN)
            self._cf.CFRelease(tekst)

    def stop(self) -> None:
        """Take the observer away before its callback goes."""
        self._cf.CFNotificationCenterRemoveEveryObserver(self._centrum, self._WIE)

    def _gemeld(self, *_van: object) -> None:
        self.op_slot.emit()
