"""The desktop says that nobody may look any more: heard on a real bus, and a suspend waits until we are done."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection

from pmg_desk.ui import sessie_macos, sessie_windows
from pmg_desk.ui.sessie import Slaapklok, maak_wachten
from pmg_desk.ui.sessie_linux import Logindwacht
from pmg_desk.ui.sessie_macos import Macwacht
from pmg_desk.ui.sessie_windows import Bericht, moet_op_slot
from tests.ui.bussen import ANDERE, Neplogind, nepbus
from tests.ui.neplogind import EIGEN


@pytest.fixture
def logind(tmp_path: Path, qapp: Any) -> Iterator[Neplogind]:
    with nepbus(tmp_path) as een:
        yield een


class Luisteraar(QObject):
    """What the program does at a lock, and when."""

    def __init__(self, wacht: Logindwacht) -> None:
        super().__init__()
        self.wacht = wacht
        self.keren: list[bool] = []
        wacht.op_slot.connect(self._op_slot)

    def _op_slot(self) -> None:
        self.keren.append(self.wacht.houdt_tegen)


@pytest.fixture
def wacht(logind: Neplogind, qtbot: Any) -> Iterator[Luisteraar]:
    logind.zeg("er")
    ouder = QObject()
    een = Luisteraar(Logindwacht(ouder, systeem=logind.bus, sessie=logind.bus))
    assert logind.rem() == "rem sleep delay"
    qtbot.waitUntil(lambda: een.wacht.houdt_tegen)
    qtbot.waitUntil(lambda: een.wacht._eigen_pad == EIGEN)
    yield een
    een.wacht.stop()
    ouder.deleteLater()


def test_lock_of_the_own_session_locks_and_that_of_another_does_not(
    qtbot: Any, logind: Neplogind, wacht: Luisteraar
) -> None:
    logind.zeg(f"slot {ANDERE}")
    logind.zeg(f"hint {ANDERE}")
    logind.zeg(f"open {EIGEN}")
    logind.zeg(f"slot {EIGEN}")
    qtbot.waitUntil(lambda: len(wacht.keren) == 1)
    logind.zeg(f"hint {EIGEN}")
    qtbot.waitUntil(lambda: len(wacht.keren) == 2)


def test_the_screen_saver_locks_when_it_comes_and_not_when_it_goes(
    qtbot: Any, logind: Neplogind, wacht: Luisteraar
) -> None:
    logind.zeg("scherm 0")
    logind.zeg("scherm 1")
    logind.zeg("scherm 0")
    logind.zeg(f"slot {EIGEN}")
    qtbot.waitUntil(lambda: len(wacht.keren) == 2)


def test_a_suspend_waits_until_we_have_locked(qtbot: Any, logind: Neplogind, wacht: Luisteraar) -> None:
    assert logind.rem_stil()
    logind.zeg("slaap 1")
    qtbot.waitUntil(lambda: wacht.keren == [True])  # locked while the machine was still held up
    assert logind.rem() == "rem los"
    assert not wacht.wacht.houdt_tegen
    logind.zeg("slaap 0")
    qtbot.waitUntil(lambda: wacht.wacht.houdt_tegen)
    assert logind.rem() == "rem sleep delay"  # for the next time
    logind.zeg("slaap 1")
    qtbot.waitUntil(lambda: wacht.keren == [True, True])
    assert logind.rem() == "rem los"


def test_logind_that_comes_later_or_comes_back_is_asked_again(qtbot: Any, logind: Neplogind) -> None:
    ouder = QObject()
    luisteraar = Luisteraar(Logindwacht(ouder, systeem=logind.bus, sessie=logind.bus))
    for _ in range(2):
        logind.zeg("er")
        qtbot.waitUntil(lambda: luisteraar.wacht._eigen_pad == EIGEN)
        qtbot.waitUntil(lambda: luisteraar.wacht.houdt_tegen)
        luisteraar.wacht._eigen_pad, luisteraar.wacht._rem = "", None
        assert logind.rem() == "rem sleep delay"
        assert logind.rem() == "rem los"
        logind.zeg("weg")
    logind.zeg("er")
    logind.zeg(f"slot {EIGEN}")
    qtbot.waitUntil(lambda: len(luisteraar.keren) == 1)
    luisteraar.wacht.stop()
    ouder.deleteLater()


def test_after_the_end_nothing_is_held_up_and_nothing_locks(qtbot: Any, logind: Neplogind, wacht: Luisteraar) -> None:
    wacht.wacht.stop()
    assert logind.rem() == "rem los"
    logind.zeg("slaap 0")
    logind.zeg("slaap 1")
    ander = Luisteraar(Logindwacht(wacht.wacht, systeem=logind.bus, sessie=logind.bus))
    qtbot.waitUntil(lambda: ander.wacht.houdt_tegen)
    logind.zeg("slaap 1")
    # The same signal came by at both; of the two before, one can still be under way when the second begins to listen.
    qtbot.waitUntil(lambda: ander.keren[-1:] == [True])
    assert wacht.keren == []


def test_a_system_without_a_bus_has_the_sleep_clock(qapp: Any) -> None:
    ouder = QObject()
    los = QDBusConnection("nergens")
    wacht = Logindwacht(ouder, systeem=los, sessie=los)
    assert not wacht.houdt_tegen
    wachten = maak_wachten(ouder, "haiku")
    assert [type(een) for een in wachten] == [Slaapklok]
    assert [type(een) for een in maak_wachten(ouder, "linux")] == [Slaapklok, Logindwacht]
    ouder.deleteLater()


def test_the_sleep_clock_sees_that_the_machine_was_away(qapp: Any) -> None:
    ouder, wand, machine, keren = QObject(), [1_000.0], [5.0], []
    klok = Slaapklok(ouder, wand=lambda: wand[0], machine=lambda: machine[0])
    klok.op_slot.connect(lambda: keren.append(wand[0]))
    for erbij, machine_erbij in ((2, 2), (3600, 3600), (15, 2), (-3600, 2)):  # busy, a slow hour, NTP, set back
        wand[0] += erbij
        machine[0] += machine_erbij
        klok.kijk()
    assert keren == []
    wand[0] += 3600
    machine[0] += 2
    klok.kijk()
    klok.kijk()
    assert keren == [wand[0]]
    assert klok._tik.isActive()
    klok.stop()
    assert not klok._tik.isActive()
    ouder.deleteLater()


@pytest.mark.parametrize(
    ("bericht", "wparam", "slot"),
    [
        (0x2B1, 0x7, True),  # locked
        (0x2B1, 0x8, False),  # unlocked
        (0x2B1, 0x2, True),  # another user
        (0x2B1, 0x4, True),  # remote session broken off
        (0x2B1, 0x1, False),
        (0x218, 0x4, True),  # suspends
        (0x218, 0x12, False),  # wakes
        (0x218, 0xA, False),  # on battery
        (0x100, 0x4, False),  # a key
    ],
)
def test_windows_messages_that_lock(bericht: int, wparam: int, slot: bool) -> None:
    assert moet_op_slot(bericht, wparam) is slot


def test_a_windows_message_is_read_where_windows_puts_it(qapp: Any) -> None:
    ouder = QObject()
    wacht = sessie_windows.Windowswacht(ouder)  # registering is skipped here: the rest is the real thing
    keren: list[int] = []
    wacht.op_slot.connect(lambda: keren.append(1))
    bericht = Bericht(hwnd=1, message=0x2B1, wparam=0x7, lparam=0)
    adres = ctypes.addressof(bericht)
    assert wacht._filter.nativeEventFilter(b"xcb_generic_event_t", adres) == (False, 0)
    assert keren == []
    assert wacht._filter.nativeEventFilter(b"windows_generic_MSG", adres) == (False, 0)
    assert keren == [1]
    assert Bericht.message.offset == ctypes.sizeof(ctypes.c_void_p)
    assert Bericht.wparam.offset == 2 * ctypes.sizeof(ctypes.c_void_p)
    wacht.stop()
    ouder.deleteLater()


class _NepCoreFoundation:
    """Notes who observes what, and calls back as Core Foundation does: through the C pointer."""

    def __init__(self) -> None:
        self.namen: dict[int, str] = {}
        self.waarnemers: list[tuple[int, Any, int]] = []

    def CFNotificationCenterGetDistributedCenter(self) -> int:
        return 7

    def CFStringCreateWithCString(self, _geheugen: None, tekst: bytes, _codering: int) -> int:
        self.namen[len(self.namen) + 1] = tekst.decode()
        return len(self.namen)

    def CFNotificationCenterAddObserver(
        self, _centrum: int, wie: int, terugroep: Any, naam: int, _object: None, _wanneer: int
    ) -> None:
        self.waarnemers.append((wie, terugroep, naam))

    def CFNotificationCenterRemoveEveryObserver(self, _centrum: int, wie: int) -> None:
        self.waarnemers = [een for een in self.waarnemers if een[0] != wie]

    def CFRelease(self, _wat: int) -> None:
        pass


def test_the_lock_screen_of_macos_locks(qapp: Any) -> None:
    ouder, nep = QObject(), _NepCoreFoundation()
    wacht = Macwacht(ouder, lambda: nep)
    keren: list[int] = []
    wacht.op_slot.connect(lambda: keren.append(1))
    assert [nep.namen[naam] for _, _, naam in nep.waarnemers] == list(sessie_macos.MELDINGEN)
    wie, terugroep, naam = nep.waarnemers[0]
    terugroep(7, wie, naam, None, None)
    assert keren == [1]
    wacht.stop()
    assert nep.waarnemers == []
    ouder.deleteLater()
