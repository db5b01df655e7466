"""How long until a day, or how long past it: in words, and what is too late also with a sign of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from pmg_desk.ui import iconen, thema
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde

_TEKENMAAT = 18


def termijnwaarde(dagen: int) -> Chipwaarde:
    """Days until a deadline (negative: past) as a chip: red with "te laat", yellow today and tomorrow, else grey."""

    def zeg(tekst: str) -> str:
        return QCoreApplication.translate("Termijn", tekst)

    if dagen < 0:
        woord = zeg("1 dag te laat") if dagen == -1 else zeg("{} dagen te laat").format(-dagen)
        return chip.status("te_laat", woord)
    woord = zeg("Vandaag") if dagen == 0 else zeg("Morgen") if dagen == 1 else zeg("Over {} dagen").format(dagen)
    return chip.status("termijn", woord, "geel" if dagen <= 1 else "grijs")


def wachttijd(dagen: int) -> str:
    """How long something has been waiting, in words."""

    def zeg(tekst: str) -> str:
        return QCoreApplication.translate("Termijn", tekst)

    return zeg("sinds vandaag") if dagen <= 0 else zeg("1 dag") if dagen == 1 else zeg("{} dagen").format(dagen)


class Termijn(QWidget):
    """The chip, with a warning sign before it when it is too late: seen without colour too."""

    def __init__(self, dagen: int, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        waarde = termijnwaarde(dagen)
        self.te_laat = dagen < 0
        rij = QHBoxLayout(self)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(6)
        self._teken = QLabel()
        self._teken.setVisible(self.te_laat)
        rij.addWidget(self._teken, 0, Qt.AlignmentFlag.AlignVCenter)
        rij.addWidget(Chip(waarde), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(waarde.tekst)
        thema.huidig().gewijzigd.connect(self._teken_opnieuw)
        self._teken_opnieuw()

    def _teken_opnieuw(self) -> None:
        if self.te_laat:
            self._teken.setPixmap(iconen.beeld("triangle-alert", "fout", _TEKENMAAT, self.devicePixelRatioF()))
