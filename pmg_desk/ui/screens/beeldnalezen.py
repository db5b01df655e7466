"""What people typed that goes into a file of the informatiebeeld, to be read by who makes it before it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg


class Naleesdeel(QWidget):
    """A sentence that takes the focus, then each text under what it is. Tab goes on to what is asked about them."""

    def __init__(self) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        kolom.addWidget(Tekst(self.tr("Teksten in dit bestand"), "kop-3"))
        self.zin = Tekst("", "regel")
        self.zin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        kolom.addWidget(self.zin)
        self._teksten = QVBoxLayout()
        self._teksten.setSpacing(4)
        kolom.addLayout(self._teksten)

    def zet(self, zin: str, teksten: Sequence[tuple[str, str]]) -> None:
        """``zin``: what is ready, and that these are to be read first."""
        self.zin.setText(zin)
        self.zin.setAccessibleName(zin)
        maak_leeg(self._teksten)
        for wat, tekst in teksten:
            self._teksten.addWidget(Tekst(wat, "label"))
            self._teksten.addWidget(Tekst(tekst, kiesbaar=True))
