"""What a list or tab shows when there is nothing: what goes here, and one button to begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pmg_desk.ui import iconen, thema
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst


class LegeStaat(QWidget):
    """An icon, a sentence, an explanation and at most one button."""

    def __init__(
        self,
        titel: str,
        uitleg: str = "",
        *,
        icoon: str = "inbox",
        knoptekst: str = "",
        actie: Callable[[], object] | None = None,
        ouder: QWidget | None = None,
    ) -> None:
        super().__init__(ouder)
        self._icoon = icoon
        self._beeld = QLabel()
        self._beeld.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._titel = Tekst(titel, "kop-3")
        self._uitleg = Tekst(uitleg, "zacht")
        for tekst in (self._titel, self._uitleg):
            tekst.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.knop = Knop(knoptekst, "secundair", "plus", actie=actie)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(24, 24, 24, 24)
        kolom.setSpacing(8)
        kolom.addStretch(1)
        for deel in (self._beeld, self._titel, self._uitleg):
            kolom.addWidget(deel)
        rij = QHBoxLayout()
        rij.addStretch(1)
        rij.addWidget(self.knop)
        rij.addStretch(1)
        kolom.addSpacing(6)
        kolom.addLayout(rij)
        kolom.addStretch(2)
        self.zet(titel, uitleg, knop=bool(knoptekst))
        thema.huidig().gewijzigd.connect(self._teken)
        self._teken()

    def zet(self, titel: str, uitleg: str = "", *, knop: bool = True) -> None:
        """Say something else (nothing found, against nothing there yet)."""
        self._titel.setText(titel)
        self._uitleg.setText(uitleg)
        self._uitleg.setVisible(bool(uitleg))
        self.knop.setVisible(knop and bool(self.knop.text()))
        self.setAccessibleName(f"{titel}. {uitleg}".strip())

    def _teken(self) -> None:
        self._beeld.setPixmap(iconen.beeld(self._icoon, "tekst-uit", 40, self.devicePixelRatioF()))
