"""Keeping windows out of screenshots, recordings and shared screens, where the system can do that.

Windows: ``SetWindowDisplayAffinity`` with ``WDA_EXCLUDEFROMCAPTURE`` (from Windows 10 2004; before, ``WDA_MONITOR``
shows a black window). macOS: ``NSWindow.sharingType``. X11 and Wayland have nothing of the kind, and the settings
say so. A screen magnifier or help from a distance may need it off: it is a switch of the user.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

INSTELLING = "scherm.afschermen"

Uitsluiter = Callable[[int, bool], object]
"""Keep a window (its handle for the system) out of captures, or let it in again."""

WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x0, 0x1, 0x11
NS_SHARING_NONE, NS_SHARING_READONLY = 0, 1
_NA_MS = 200
_OM_TE_DELEN = "pmg-om-te-delen"


def laat_delen(venster: QWidget) -> None:
    """Let this window be in a shared screen, whatever the user chose: it is made to be shared.

    Of a window that Qt makes anew it has to be said again; until then that one is kept out.
    """
    handvat = venster.windowHandle()
    assert handvat is not None
    handvat.setProperty(_OM_TE_DELEN, True)


def uitsluiter(platform: str = "") -> Uitsluiter | None:
    """What this system has for it; None where it has nothing."""
    platform = platform or QGuiApplication.platformName()  # the windowing system: "windows", "cocoa", "xcb", ...
    return {"windows": _windows, "cocoa": _macos}.get(platform)


def _windows(venster: int, uit: bool) -> None:
    if sys.platform == "win32":
        zet_windows(ctypes.WinDLL("user32").SetWindowDisplayAffinity, venster, uit)


def zet_windows(roep: Any, venster: int, uit: bool) -> None:
    """With ``SetWindowDisplayAffinity`` itself; an older Windows refuses the newer value and gets the older one."""
    roep.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    roep.restype = ctypes.c_int
    if not roep(venster, WDA_EXCLUDEFROMCAPTURE if uit else WDA_NONE) and uit:
        roep(venster, WDA_MONITOR)


def _macos(beeld: int, uit: bool) -> None:
    if sys.platform == "darwin":
        zet_macos(ctypes.CDLL(ctypes.util.find_library("objc") or "libobjc.dylib"), beeld, uit)


def zet_macos(objc: Any, beeld: int, uit: bool) -> None:
    """With the Objective-C runtime: ``[[view window] setSharingType:]``. Qt hands over the view of a window."""
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    objc.sel_registerName.restype = ctypes.c_void_p
    # objc_msgSend has the type of the method that it is to call.
    adres = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value
    geef = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(adres or 0)
    zet = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(adres or 0)
    venster = geef(beeld, objc.sel_registerName(b"window"))
    if venster:
        zet(venster, objc.sel_registerName(b"setSharingType:"), NS_SHARING_NONE if uit else NS_SHARING_READONLY)


class Afscherming(QObject):
    """Every window of the program, also dialogs, menus and lists that hang open, follows ``aan()``.

    But for one that is made to be shared (:func:`laat_delen`).

    Qt tells when the keyboard goes to a new window; for one that never gets it, it looks again a few times a second.
    Not by a filter on the application: that would hand every event of every widget to Python.
    """

    def __init__(self, app: QGuiApplication, aan: Callable[[], bool], sluit_uit: Uitsluiter | None) -> None:
        super().__init__(app)
        self._aan, self._sluit_uit = aan, sluit_uit
        self._stand: dict[int, bool] = {}
        self._tik = QTimer(self)
        self._tik.setInterval(_NA_MS)
        self._tik.timeout.connect(self.pas_toe)
        if sluit_uit is not None:
            app.focusWindowChanged.connect(self.pas_toe)
            app.focusObjectChanged.connect(self.pas_toe)
            self._tik.start()

    def pas_toe(self, _wat: object = None) -> None:
        """Bring windows that are there into line."""
        if self._sluit_uit is None:
            return
        gezien = {}
        for venster in QGuiApplication.topLevelWindows():
            if venster.isVisible():
                nummer = int(venster.winId())
                aan = self._aan() and venster.property(_OM_TE_DELEN) is not True
                gezien[nummer] = aan
                if self._stand.get(nummer, False) is not aan:
                    self._sluit_uit(nummer, aan)
        self._stand = gezien  # a number of a window that is gone may come back for another

    def stop(self) -> None:
        """The program ends."""
        self._tik.stop()
        self._sluit_uit = None
