"""The clipboard: marked as confidential where the desktop knows how, emptied after a while and when the vault locks.

Only what came from this program is ever taken off: what somebody copied elsewhere stays.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

STANDAARD_SECONDEN = 60
KEUZES = (30, 60, 120, 300)
"""Seconds on offer. Never "off": what is on the clipboard can be read by every program, also after this one."""

INSTELLING = "klembord.seconden"

_EIGEN = "application/x-pmg-desk"
# Windows keeps these out of its clipboard history and cloud clipboard, KDE and macOS managers out of theirs.
_MERKEN = (
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ("x-kde-passwordManagerHint", b"secret"),
    ("application/x-nspasteboard-concealed-type", b"1"),
)


def kopieer(tekst: str) -> None:
    """Put text on the clipboard as plain text."""
    inhoud = QMimeData()
    inhoud.setText(tekst)
    inhoud.setData(_EIGEN, QByteArray(b"1"))
    for soort, merk in _MERKEN:
        inhoud.setData(soort, QByteArray(merk))
    QGuiApplication.clipboard().setMimeData(inhoud)


def is_eigen() -> bool:
    """Whether what is on the clipboard came from this program: from :func:`kopieer`, or Ctrl+C in a field."""
    klembord = QGuiApplication.clipboard()
    inhoud: QMimeData | None = klembord.mimeData()  # None where nothing was ever copied, whatever the stubs say
    if inhoud is None or not inhoud.formats():
        return False
    return klembord.ownsClipboard() or inhoud.hasFormat(_EIGEN)


def wis() -> None:
    """Empty the clipboard if what is on it came from this program; on X11 the selection with the mouse as well."""
    klembord = QGuiApplication.clipboard()
    if is_eigen():
        klembord.clear()
    if klembord.supportsSelection() and klembord.ownsSelection():
        klembord.clear(QClipboard.Mode.Selection)


class Klembordwacht(QObject):
    """Empties the clipboard ``seconden()`` after something of this program came on it; asked anew at each copy.

    A number that is not on offer counts as the usual one.
    """

    def __init__(self, ouder: QObject, seconden: Callable[[], int]) -> None:
        super().__init__(ouder)
        self._seconden = seconden
        self._wekker = QTimer(self)
        self._wekker.setSingleShot(True)
        self._wekker.timeout.connect(wis)
        QGuiApplication.clipboard().dataChanged.connect(self._veranderd)

    @property
    def over(self) -> int:
        """Milliseconds until it is emptied; -1 when there is nothing of ours on it."""
        return self._wekker.remainingTime()

    def stop(self) -> None:
        """The vault is shut, and the clipboard was emptied with it."""
        QGuiApplication.clipboard().dataChanged.disconnect(self._veranderd)
        self._wekker.stop()

    def _veranderd(self) -> None:
        if is_eigen():
            seconden = self._seconden()
            self._wekker.start((seconden if seconden in KEUZES else STANDAARD_SECONDEN) * 1000)
        else:
            self._wekker.stop()
