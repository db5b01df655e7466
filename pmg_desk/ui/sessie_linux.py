"""Session lock and suspend on Linux: logind on the system bus, the screen saver on the session bus.

Interfaces: ``org.freedesktop.login1`` (systemd: signal ``Lock`` and property ``LockedHint`` of a session, signal
``PrepareForSleep`` and method ``Inhibit`` of the manager), ``org.freedesktop.ScreenSaver`` and
``org.gnome.ScreenSaver`` (signal ``ActiveChanged``). A bus or a service that is not there is never waited for.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusServiceWatcher,
    QDBusUnixFileDescriptor,
)

from pmg_desk.ui.sessie import Sessiewacht

LOGIN = "org.freedesktop.login1"
LOGINPAD = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSIE = "org.freedesktop.login1.Session"
EIGENSCHAPPEN = "org.freedesktop.DBus.Properties"
SCHERMBEVEILIGING = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)


def _vak(handtekening: str) -> Any:
    return SLOT(handtekening)  # a text: the stubs of ``connect`` ask for bytes, and those it refuses


class Logindwacht(Sessiewacht):
    """Holds a *delay* inhibitor: logind waits (five seconds by default) with suspending until we have locked."""

    def __init__(
        self, ouder: QObject, *, systeem: QDBusConnection | None = None, sessie: QDBusConnection | None = None
    ) -> None:
        super().__init__(ouder)
        self._systeem = systeem or QDBusConnection.systemBus()
        self._sessiebus = sessie or QDBusConnection.sessionBus()
        self._eigen_pad = ""  # of our session; empty: not known, and then any session counts
        self._rem: QDBusUnixFileDescriptor | None = None
        self._vraagt: set[QDBusPendingCallWatcher] = set()
        self._gestopt = False
        if self._systeem.isConnected():
            self._luister_naar_logind()
        if self._sessiebus.isConnected():
            for dienst, pad in SCHERMBEVEILIGING:
                self._sessiebus.connect(dienst, pad, dienst, "ActiveChanged", self, _vak("scherm_dicht(bool)"))

    @property
    def houdt_tegen(self) -> bool:
        """Whether a suspend waits for us."""
        return self._rem is not None

    def stop(self) -> None:
        """Let suspends go their way."""
        self._gestopt = True
        self._rem = None

    def _luister_naar_logind(self) -> None:
        bus = self._systeem
        # Signals of logind come from the path of the session, which is known only once it has answered: listen to all.
        bus.connect(LOGIN, "", SESSIE, "Lock", self, _vak("sessie_dicht(QDBusMessage)"))
        bus.connect(
            LOGIN,
            "",
            EIGENSCHAPPEN,
            "PropertiesChanged",
            self,
            _vak("eigenschap(QString,QVariantMap,QStringList,QDBusMessage)"),
        )
        bus.connect(LOGIN, LOGINPAD, MANAGER, "PrepareForSleep", self, _vak("gaat_slapen(bool)"))
        self._dienst = QDBusServiceWatcher(LOGIN, bus, QDBusServiceWatcher.WatchModeFlag.WatchForRegistration, self)
        self._dienst.serviceRegistered.connect(self._logind_is_er)
        self._logind_is_er()

    def _logind_is_er(self, _dienst: str = "") -> None:
        self._vraag("GetSession", ["auto"], self._ken_sessie)
        self._rem_af()

    def _rem_af(self) -> None:
        if not self._gestopt:
            reden = "De kluis gaat eerst op slot"
            self._vraag("Inhibit", ["sleep", "PMG Desk", reden, "delay"], self._houd_tegen)

    def _vraag(self, methode: str, argumenten: list[str], antwoord: Any) -> None:
        vraag = QDBusMessage.createMethodCall(LOGIN, LOGINPAD, MANAGER, methode)
        vraag.setArguments(argumenten)
        wachter = QDBusPendingCallWatcher(self._systeem.asyncCall(vraag), self)
        self._vraagt.add(wachter)

        def klaar(af: QDBusPendingCallWatcher) -> None:
            self._vraagt.discard(wachter)
            bericht = af.reply()
            if bericht.type() is QDBusMessage.MessageType.ReplyMessage and bericht.arguments():
                antwoord(bericht.arguments()[0])
            af.deleteLater()

        wachter.finished.connect(klaar)

    def _ken_sessie(self, pad: Any) -> None:
        self._eigen_pad = str(pad.path()) if hasattr(pad, "path") else str(pad)

    def _houd_tegen(self, rem: Any) -> None:
        if isinstance(rem, QDBusUnixFileDescriptor) and rem.isValid() and not self._gestopt:
            self._rem = rem

    def _is_eigen(self, bericht: QDBusMessage) -> bool:
        return self._eigen_pad in ("", bericht.path())

    def _meld(self) -> None:
        if not self._gestopt:
            self.op_slot.emit()

    # What the bus calls. Public, because QtDBus finds them by name.

    @Slot(QDBusMessage)
    def sessie_dicht(self, bericht: QDBusMessage) -> None:
        """The session is asked to lock."""
        if self._is_eigen(bericht):
            self._meld()

    @Slot(str, "QVariantMap", "QStringList", QDBusMessage)
    def eigenschap(self, van: str, nu: dict[str, Any], _anders: list[str], bericht: QDBusMessage) -> None:
        """A property of a session changed: the desktop says that it is locked."""
        if van == SESSIE and nu.get("LockedHint") is True and self._is_eigen(bericht):
            self._meld()

    @Slot(bool)
    def scherm_dicht(self, actief: bool) -> None:
        """The screen saver or lock screen came, or went."""
        if actief:
            self._meld()

    @Slot(bool)
    def gaat_slapen(self, begint: bool) -> None:
        """The machine goes to sleep, or is awake again: each time logind wants a new inhibitor."""
        if begint:
            self._meld()
            self._rem = None  # closing it is what logind waits for
        else:
            self._rem_af()
