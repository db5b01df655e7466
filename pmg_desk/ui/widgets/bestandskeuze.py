"""Choosing a file or folder. Nothing about the choice is remembered on disk; while the program runs, the folder is.

The answer comes in a callback, once the dialog has closed: what it does may open a dialog of its own. Nothing is called
when the parent goes first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from pmg_desk.ui.widgets.dialoog import weiger_tweede_keuze

Klaar = Callable[[Path], object]

_laatste_map: list[Path] = []
"""Where a file was saved last, if any: the next one is most often wanted there too."""
_paden: deque[Path | None] = deque()


def volgend_pad(pad: Path | None) -> None:
    """Seam for tests: the next choice is not shown but answered so, at once; None is "Annuleren"."""
    _paden.append(pad)


def kies_bestand(ouder: QWidget, titel: str, filters: list[str], klaar: Klaar, *, map_: Path | None = None) -> None:
    """Choose an existing file. ``filters``: ``["Excel en CSV (*.xlsx *.csv)"]``."""
    _vraag(ouder, titel, klaar, QFileDialog.FileMode.ExistingFile, filters=filters, begin=map_)


def kies_opslaan(ouder: QWidget, titel: str, voorstel: str, filters: list[str], klaar: Klaar, *, uitgang: str) -> None:
    """Choose where to save. ``voorstel`` is a file name without a name in it; ``uitgang`` such as ``pdf``."""
    _vraag(ouder, titel, klaar, QFileDialog.FileMode.AnyFile, filters=filters, voorstel=voorstel, uitgang=uitgang)


def kies_map(ouder: QWidget, titel: str, klaar: Klaar, *, begin: Path | None = None) -> None:
    """Choose a folder."""
    _vraag(ouder, titel, klaar, QFileDialog.FileMode.Directory, begin=begin)


def _vraag(
    ouder: QWidget,
    titel: str,
    klaar: Klaar,
    soort: QFileDialog.FileMode,
    *,
    filters: list[str] | None = None,
    voorstel: str = "",
    uitgang: str = "",
    begin: Path | None = None,
) -> None:
    weiger_tweede_keuze()
    if soort is QFileDialog.FileMode.AnyFile:
        klaar = _onthoudend(klaar)
        begin = next((een for een in _laatste_map if een.is_dir()), None) or _documenten()
    if _paden:
        pad = _paden.popleft()
        if pad is not None:
            klaar(pad)
        return
    _vergeet_keuzes()
    keuze = QFileDialog(ouder, titel)
    keuze.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    keuze.setFileMode(soort)
    if begin is not None:
        keuze.setDirectory(str(begin))
    if filters:
        keuze.setNameFilters(filters)
    if soort is QFileDialog.FileMode.AnyFile:
        keuze.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        keuze.setDefaultSuffix(uitgang)
        keuze.selectFile(voorstel)
    # Qt's own file dialog (where the desktop has none) leaves these in English, whatever translation is loaded.
    for plek, tekst in (
        (QFileDialog.DialogLabel.LookIn, "Zoeken in:"),
        (QFileDialog.DialogLabel.FileName, "Bestandsnaam:" if filters else "Map:"),
        (QFileDialog.DialogLabel.FileType, "Soort bestand:"),
        (QFileDialog.DialogLabel.Accept, "Opslaan" if uitgang else "Kiezen"),
        (QFileDialog.DialogLabel.Reject, "Annuleren"),
    ):
        keuze.setLabelText(plek, QCoreApplication.translate("Bestandskeuze", tekst))
    # Qt tells what was chosen while this dialog is still the modal one; what the answer opens must find it gone.
    keuze.fileSelected.connect(lambda gekozen: QTimer.singleShot(0, ouder, lambda: klaar(Path(gekozen))))
    keuze.open()


def _onthoudend(klaar: Klaar) -> Klaar:
    def verder(pad: Path) -> None:
        _laatste_map[:] = [pad.parent]
        klaar(pad)

    return verder


def _documenten() -> Path | None:
    """Where papers of this user lie: never the folder of the program, which may be read-only."""
    plek = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(plek) if plek and Path(plek).is_dir() else None


def _vergeet_keuzes() -> None:
    """Qt's own file dialog writes visited folders to a settings file of Qt; give that file no place to go."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, "/dev/null")
