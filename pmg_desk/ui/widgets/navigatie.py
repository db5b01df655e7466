"""The navigation at the left: one button per screen the role may see; in a narrow window only the icons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm

_BREED = 204
_SMAL = 60


class Navigatie(QFrame):
    """``gekozen`` carries the key of the screen asked for. Arrow keys go up and down as well as Tab."""

    gekozen = Signal(str)

    def __init__(self, schermen: Sequence[type[Scherm]], ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setObjectName("navigatie")
        self.setAccessibleName(self.tr("Navigatie"))
        self._smal = False
        self.knoppen: dict[str, Knop] = {}
        vak = Rolvak()
        vak.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        vak.inhoud.setContentsMargins(8, 10, 8, 10)
        vak.inhoud.setSpacing(3)
        for scherm in schermen:
            knop = Knop(scherm.titel, "navigatie", scherm.icoon, sneltoets=scherm.sneltoets)
            knop.setCheckable(True)
            knop.setAutoExclusive(True)
            knop.clicked.connect(partial(zwak(self._druk), scherm.sleutel))
            self.knoppen[scherm.sleutel] = knop
            vak.inhoud.addWidget(knop)
        vak.inhoud.addStretch(1)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(vak)
        self._titels = {scherm.sleutel: scherm.titel for scherm in schermen}
        self._toetsen = {sleutel: knop.toolTip() for sleutel, knop in self.knoppen.items()}
        thema.huidig().gewijzigd.connect(self._schik)
        self._schik()

    def markeer(self, sleutel: str) -> None:
        """Mark the screen in sight; an unknown key (a screen outside the navigation) marks nothing."""
        for ander, knop in self.knoppen.items():
            knop.setAutoExclusive(False)
            knop.setChecked(ander == sleutel)
            knop.setAutoExclusive(True)

    def zet_smal(self, smal: bool) -> None:
        """Icons only, or icons with words."""
        if smal != self._smal:
            self._smal = smal
            self._schik()

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: up and down."""
        if toets.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(toets.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(toets)

    def _druk(self, sleutel: str, _aan: bool = False) -> None:
        self.gekozen.emit(sleutel)

    def _schik(self) -> None:
        px = thema.huidig().px
        self.setFixedWidth(px(_SMAL if self._smal else _BREED))
        for sleutel, knop in self.knoppen.items():
            titel = self._titels[sleutel]
            knop.setText("" if self._smal else titel)
            knop.setToolTip(f"{titel} {self._toetsen[sleutel]}".strip())
            knop.schik_icoon()
            knop.setProperty("smal", "ja" if self._smal else "")
            knop.style().unpolish(knop)
            knop.style().polish(knop)
