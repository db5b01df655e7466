"""What a statement is: fact, assumption or opinion, as an icon and a word, so that the three do not run together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.ui import iconen, thema
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip

ICONEN: dict[Aard, str] = {
    Aard.FEIT: "circle-check",
    Aard.AANNAME: "circle-question-mark",
    Aard.MENING: "message-square-quote",
}


class Aardmerk(QWidget):
    """The icon and the chip beside it; ``aantal`` says how many there are of this nature."""

    def __init__(self, aard: Aard, aantal: int | None = None, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.aard, self.aantal = aard, aantal
        rij = QHBoxLayout(self)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(5)
        self._teken = QLabel()
        self._teken.setPixmap(iconen.beeld(ICONEN[aard], "tekst", 16, self.devicePixelRatioF()))
        rij.addWidget(self._teken)
        woord = aard.value.capitalize() if aantal is None else f"{aard.value.capitalize()}: {aantal}"
        self._chip = Chip(chip.status(aard.value, woord))
        rij.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(woord)
        thema.huidig().gewijzigd.connect(self._ander_thema)

    def _ander_thema(self) -> None:
        self._teken.setPixmap(iconen.beeld(ICONEN[self.aard], "tekst", 16, self.devicePixelRatioF()))
