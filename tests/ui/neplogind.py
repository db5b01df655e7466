"""A logind that does what a test tells it: run as a process of its own on a private bus.

Reads commands from standard input, one a line, and answers each with a line: ``slot PAD`` and ``slaap 0|1`` send the
signals, ``hint PAD`` says that a session is locked, ``scherm 0|1`` is the screen saver, ``weg`` and ``er`` leave the
bus and come back. What happens to the inhibitor it says by itself: ``rem SOORT WIJZE`` and ``rem los``.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor

LOGIN, PAD = "org.freedesktop.login1", "/org/freedesktop/login1"
EIGEN = f"{PAD}/session/_31"


def zeg(*woorden: object) -> None:
    sys.stdout.write(" ".join(map(str, woorden)) + "\n")
    sys.stdout.flush()


_soort: Any = ClassInfo  # the stubs do not know how it is called


@_soort({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Manager(QObject):
    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, soort: str, _wie: str, _reden: str, wijze: str) -> QDBusUnixFileDescriptor:
        lees, schrijf = os.pipe()
        rem = QDBusUnixFileDescriptor(schrijf)
        os.close(schrijf)
        oor = QSocketNotifier(lees, QSocketNotifier.Type.Read, self)

        def los(*_: object) -> None:
            oor.setEnabled(False)
            os.close(lees)
            zeg("rem los")

        oor.activated.connect(los)
        zeg("rem", soort, wijze)
        return rem

    @Slot(str, result=QDBusObjectPath)
    def GetSession(self, _welke: str) -> QDBusObjectPath:
        return QDBusObjectPath(EIGEN)


def main() -> None:
    app = QCoreApplication([])
    bus = QDBusConnection.connectToBus(sys.argv[1], "neplogind")
    manager = Manager()
    alles = QDBusConnection.RegisterOption.ExportAllSlots
    zeg(bus.registerObject(PAD, manager, alles) and bus.registerService("org.freedesktop.ScreenSaver"))

    def stuur(pad: str, interface: str, naam: str, *argumenten: object) -> None:
        bericht = QDBusMessage.createSignal(pad, interface, naam)
        bericht.setArguments(list(argumenten))
        zeg("gestuurd", bus.send(bericht))

    def doe(*_: object) -> None:
        match sys.stdin.readline().split():
            case []:
                app.quit()
            case ["er"]:
                zeg(bus.registerService(LOGIN))
            case ["weg"]:
                zeg(bus.unregisterService(LOGIN))
            case ["slot", pad]:
                stuur(pad, f"{LOGIN}.Session", "Lock")
            case ["hint", pad]:
                bron = "org.freedesktop.DBus.Properties"
                stuur(pad, bron, "PropertiesChanged", f"{LOGIN}.Session", {"LockedHint": True}, ["Active"])
            case ["open", pad]:
                bron = "org.freedesktop.DBus.Properties"
                stuur(pad, bron, "PropertiesChanged", f"{LOGIN}.Session", {"LockedHint": False}, ["Active"])
            case ["slaap", aan]:
                stuur(PAD, f"{LOGIN}.Manager", "PrepareForSleep", aan == "1")
            case ["scherm", aan]:
                naam = "org.freedesktop.ScreenSaver"
                stuur("/org/freedesktop/ScreenSaver", naam, "ActiveChanged", aan == "1")
            case anders:
                zeg("onbekend", *anders)

    oor = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    oor.activated.connect(doe)
    app.exec()


if __name__ == "__main__":
    main()
