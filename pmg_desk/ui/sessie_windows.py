"""Session lock and suspend on Windows: messages to a hidden window of ours.

Documented at Microsoft Learn: ``WTSRegisterSessionNotification``, ``WM_WTSSESSION_CHANGE``, ``WM_POWERBROADCAST``. The
reading of a message is a function of its own, so that it can be tested on any system.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from pmg_desk.ui.sessie import Sessiewacht

WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND = 0x0004
WTS_CONSOLE_DISCONNECT = 0x2  # another user at this machine
WTS_REMOTE_DISCONNECT = 0x4
WTS_SESSION_LOGOFF = 0x6
WTS_SESSION_LOCK = 0x7
_NOTIFY_FOR_THIS_SESSION = 0
_WEG = {WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK}


class Bericht(ctypes.Structure):
    """``MSG`` of the Windows API, as far as it is read; integers as wide as a pointer where Windows has them so."""

    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint32),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


def moet_op_slot(bericht: int, wparam: int) -> bool:
    """Whether this message says that nobody looks any more or that the machine goes to sleep."""
    return (bericht == WM_WTSSESSION_CHANGE and wparam in _WEG) or (
        bericht == WM_POWERBROADCAST and wparam == PBT_APMSUSPEND
    )


class _Filter(QAbstractNativeEventFilter):
    """Sees what Windows sends; every message goes on to Qt."""

    def __init__(self, wacht: Sessiewacht) -> None:
        super().__init__()
        self._wacht = wacht

    def nativeEventFilter(self, soort: QByteArray | bytes | bytearray | memoryview[int], bericht: int, /) -> Any:
        """Qt: a message in the form of Windows."""
        naam = soort.data() if isinstance(soort, QByteArray) else soort
        if bytes(naam) in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            inhoud = Bericht.from_address(int(bericht))
            if moet_op_slot(inhoud.message, inhoud.wparam):
                self._wacht.op_slot.emit()
        return False, 0


class Windowswacht(Sessiewacht):
    """Windows waits up to two seconds with a suspend for the answer to its message: by then the window is hidden."""

    def __init__(self, ouder: QObject) -> None:
        super().__init__(ouder)
        self._venster = QWidget()
        self._hwnd = int(self._venster.winId())  # makes it a window for Windows, never shown
        self._filter = _Filter(self)
        QCoreApplication.instance().installNativeEventFilter(self._filter)  # type: ignore[union-attr]
        _registreer("WTSRegisterSessionNotification", self._hwnd, _NOTIFY_FOR_THIS_SESSION)

    def stop(self) -> None:
        """Take the window and the filter away."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self._filter)
        _registreer("WTSUnRegisterSessionNotification", self._hwnd)
        self._venster.deleteLater()


def _registreer(functie: str, hwnd: int, *argumenten: int) -> None:
    if sys.platform == "win32":
        roep = getattr(ctypes.WinDLL("wtsapi32"), functie)
        roep.argtypes = [ctypes.c_void_p, *(ctypes.c_uint32 for _ in argumenten)]
        roep.restype = ctypes.c_int
        roep(hwnd, *argumenten)  # refused in a session without a desktop: then there is nothing to look at either
