"""Taking everything of the program out of sight, at once: windows, dialogs, menus, lists that hang open, tooltips.

For good when the vault shuts; for as long as nobody is there while an overleg runs (:class:`Afdekking`).
"""

from __future__ import annotations

from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QVBoxLayout, QWidget
from shiboken6 import isValid

from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.tekst import Tekst

_NA_MS = 200
"""How often it looks for what opened meanwhile: an answer that comes late may bring a dialog."""


@runtime_checkable
class Zelfdekkend(Protocol):
    """A window that stays where it is and empties itself: behind one on the beamer is the presenter's own desktop."""

    def dek_af(self) -> object:
        """Take everything off it."""


def verberg_alles() -> None:
    """Hide every window of the program; what a form held is handed over as a draft while it goes out of sight.

    Hiding a file dialog of the desktop asks the desktop to take it away. The print dialog of Windows cannot be taken
    away by a program; it shows printers, no case.
    """
    _sluit_uitgeklapt()
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            widget.hide()
    for venster in QGuiApplication.topLevelWindows():
        if venster.isVisible():
            venster.hide()


def _sluit_uitgeklapt() -> None:
    QToolTip.hideText()
    gehad: set[int] = set()
    while (uitklap := QApplication.activePopupWidget()) is not None and id(uitklap) not in gehad:
        gehad.add(id(uitklap))
        uitklap.close()


class Afdekking(QObject):
    """Everything is hidden behind one blank window in the place of ``hoofd``, from when it is made to ``haal_weg``.

    Hidden and not painted over: also a screen reader finds nothing.
    """

    def __init__(self, hoofd: QWidget) -> None:
        super().__init__(hoofd)
        self._vooraan, self._toetsen = QApplication.activeWindow(), QApplication.focusWidget()
        self._verborgen: list[QWidget] = []
        self.blad = _Dekblad()
        self.blad.setGeometry(hoofd.geometry())
        self.blad.setWindowState(hoofd.windowState())
        self.blad.show()
        self._tik = wekker(self, _NA_MS, self._veeg)
        self._veeg()
        self.blad.activateWindow()

    @property
    def vensters(self) -> tuple[QWindow, ...]:
        """What is still in sight, with nothing on it."""
        return tuple(venster for venster in QGuiApplication.topLevelWindows() if venster.isVisible())

    def _veeg(self) -> None:
        _sluit_uitgeklapt()
        for widget in QApplication.topLevelWidgets():
            if widget is self.blad or not widget.isVisible():
                continue
            if isinstance(widget, Zelfdekkend):
                widget.dek_af()
                continue
            if isinstance(widget, QDialog):
                widget.finished.connect(partial(self._is_klaar, widget))
            self._verborgen.append(widget)
            widget.hide()
        self._tik.start()

    def _is_klaar(self, dialoog: QDialog, _uitkomst: int) -> None:
        """It was answered while nobody saw it: it does not come back."""
        if dialoog in self._verborgen:
            self._verborgen.remove(dialoog)

    def haal_weg(self) -> None:
        """Show again what was in sight, a dialog after the window it stands over, with the keyboard where it was."""
        self._tik.stop()
        for widget in sorted(filter(isValid, self._verborgen), key=_diepte):
            widget.show()
        self.vergeet()
        if self._vooraan is not None and isValid(self._vooraan):
            self._vooraan.activateWindow()
        if self._toetsen is not None and isValid(self._toetsen):
            self._toetsen.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def vergeet(self) -> None:
        """The vault is shut: nothing of it comes back."""
        self._tik.stop()
        self._verborgen.clear()
        self.blad.close()
        self.blad.deleteLater()


class _Dekblad(QWidget):
    """A window that says nothing but how to go on."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("dekblad")
        self.setWindowTitle("PMG Desk")
        self.setProperty("soort", "pagina")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        uitleg = Tekst(self.tr("Afgedekt. Druk op een toets of beweeg de muis om verder te gaan."), "kop-2")
        self.setAccessibleName(uitleg.text())
        uitleg.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(uitleg)


def _diepte(widget: QWidget) -> int:
    boven, diep = widget.parentWidget(), 0
    while boven is not None:
        boven, diep = boven.parentWidget(), diep + 1
    return diep
