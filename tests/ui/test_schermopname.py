"""Windows of the program, also dialogs, are kept out of captures where that can be done; and the user may say no."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from pmg_desk.ui import schermopname
from pmg_desk.ui.schermopname import Afscherming, uitsluiter, zet_macos, zet_windows


def test_every_window_also_a_dialog_and_a_menu_is_kept_out(app: QApplication, qtbot: Any) -> None:
    aan, gezet = [True], dict[int, bool]()
    afscherming = Afscherming(app, lambda: aan[0], gezet.__setitem__)
    venster = QWidget()
    dialoog, menu = QDialog(venster), QMenu(venster)
    menu.addAction("Kopiëren")
    qtbot.addWidget(venster)
    for los in (venster, dialoog):
        with qtbot.waitExposed(los):
            los.show()
    menu.popup(venster.pos())
    nummers = {int(los.winId()) for los in (venster, dialoog, menu)}
    qtbot.waitUntil(lambda: nummers <= gezet.keys())
    assert {gezet[nummer] for nummer in nummers} == {True}
    aan[0] = False  # a magnifier is in use
    qtbot.waitUntil(lambda: not any(gezet.values()))
    afscherming.stop()
    aan[0] = True
    afscherming.pas_toe()
    assert not any(gezet.values())
    menu.close()
    afscherming.deleteLater()


def test_where_the_system_has_nothing_nothing_is_tried(app: QApplication) -> None:
    for systeem in ("xcb", "wayland", "offscreen"):
        assert uitsluiter(systeem) is None
    assert uitsluiter("windows") is not None
    assert uitsluiter("cocoa") is not None
    afscherming = Afscherming(app, lambda: True, None)
    assert not afscherming._tik.isActive()
    afscherming.pas_toe()
    afscherming.deleteLater()


class _Windows:
    def __init__(self, kan: set[int]) -> None:
        self.kan, self.gevraagd = kan, []  # type: ignore[var-annotated]

    def __call__(self, venster: int, stand: int) -> int:
        self.gevraagd.append((venster, stand))
        return int(stand in self.kan)


@pytest.mark.parametrize(
    ("kan", "uit", "gevraagd"),
    [
        ({0x0, 0x1, 0x11}, True, [(7, 0x11)]),
        ({0x0, 0x1}, True, [(7, 0x11), (7, 0x1)]),  # before Windows 10 2004
        ({0x0, 0x1, 0x11}, False, [(7, 0x0)]),
    ],
)
def test_windows_is_asked_for_the_best_it_has(kan: set[int], uit: bool, gevraagd: list[tuple[int, int]]) -> None:
    nep = _Windows(kan)
    zet_windows(nep, 7, uit)
    assert nep.gevraagd == gevraagd


@pytest.mark.parametrize(("uit", "soort"), [(True, 0), (False, 1)])
def test_macos_is_asked_through_the_window_of_the_view(uit: bool, soort: int) -> None:
    gevraagd: list[tuple[int, int, int]] = []
    namen: dict[int, bytes] = {}

    @ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
    def stuur(wie: int, wat: int, waarde: int) -> int:
        gevraagd.append((wie, wat, waarde))
        return 99

    class Objc:
        objc_msgSend = stuur

        class sel_registerName:  # noqa: N801 - Apple's
            argtypes: Any
            restype: Any

            def __new__(cls, naam: bytes) -> Any:
                namen[len(namen) + 1] = naam
                return len(namen)

    zet_macos(Objc, 7, uit)
    assert namen == {1: b"window", 2: b"setSharingType:"}
    assert gevraagd[0][:2] == (7, 1)
    assert gevraagd[1] == (99, 2, soort)
    assert schermopname.NS_SHARING_NONE == 0
