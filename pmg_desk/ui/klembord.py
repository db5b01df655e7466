"""The clipboard: marked as confidential where the desktop knows how, and emptied when the vault locks."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

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


def wis() -> None:
    """Empty the clipboard if what is on it came from this program; called when the vault locks or closes."""
    klembord = QGuiApplication.clipboard()
    inhoud: QMimeData | None = klembord.mimeData()  # None where nothing was ever copied, whatever the stubs say
    if inhoud is not None and (klembord.ownsClipboard() or inhoud.hasFormat(_EIGEN)):
        klembord.clear()
