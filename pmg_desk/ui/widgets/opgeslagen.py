"""After a file was saved: where it lies, what is in it, and a way to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.tekst import Tekst


class OpgeslagenDialoog(Dialoog):
    """Only for files without personal data: another program opens them, and that program remembers where they lie.

    ``let_op``: what is other than one would think.
    """

    def __init__(self, ouder: QWidget, titel: str, pad: Path, zinnen: tuple[str, ...], let_op: str = "") -> None:
        super().__init__(ouder, titel, breedte=560)
        self.pad = pad
        self.inhoud.addWidget(Tekst(pad.name, "kop-3"))
        self.inhoud.addWidget(Tekst(self.tr("In de map {}").format(pad.parent), kiesbaar=True))
        for zin in zinnen:
            self.inhoud.addWidget(Tekst(zin))
        self.inhoud.addWidget(
            Tekst(
                self.tr("Openen doet een ander programma. Dat kan onthouden welk bestand het was en waar het staat."),
                "zacht",
            )
        )
        self.melding = Melding(sluitbaar=False)
        self.inhoud.addWidget(self.melding)
        if let_op:
            self.melding.zet("waarschuwing", let_op)
        self.inhoud.addStretch(1)
        self.voeg_knop(self.tr("Map openen"), actie=self.open_map, icoon="folder-open")
        self.voeg_knop(self.tr("Openen"), actie=self.open_bestand)
        self.sluitknop = self.voeg_knop(self.tr("Sluiten"), "primair", actie=self.accept)
        self.sluitknop.setFocus()
        breed = self.minimumWidth()
        self.resize(breed, min(self._kolom.heightForWidth(breed), self.maximumHeight()))

    def open_bestand(self) -> None:
        """Hand it to the program that this computer has for it."""
        self._open(self.pad)

    def open_map(self) -> None:
        """Show the folder it lies in."""
        self._open(self.pad.parent)

    def _open(self, pad: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(pad))):
            self.melding.zet(
                "fout",
                self.tr("Deze computer heeft er geen programma voor. Het bestand is wel opgeslagen."),
            )
