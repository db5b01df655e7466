"""A small choice beside a list that narrows it: no label above it, its first line says what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class Filterkeuze(QComboBox):
    """``alles`` is the first line ("Alle tafels") and means no narrowing: the value is then None."""

    gewijzigd = Signal()

    def __init__(self, naam: str, alles: str, keuzes: Sequence[tuple[Any, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(naam)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # As wide as its first line; the list that opens is as wide as its longest.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(len(alles))
        self.setMaxVisibleItems(14)
        self._alles = alles
        self._waarden: list[Any] = []
        self.zet_keuzes(keuzes)
        self.currentIndexChanged.connect(self.gewijzigd)

    @property
    def waarde(self) -> Any:
        """What was chosen; None for everything."""
        plek = self.currentIndex() - 1
        return self._waarden[plek] if 0 <= plek < len(self._waarden) else None

    def zet_keuzes(self, keuzes: Sequence[tuple[Any, str]]) -> None:
        """Replace the choices; the chosen one stays where it still can be."""
        nu = self.waarde if self._waarden else None
        self.blockSignals(True)
        self.clear()
        self._waarden = [waarde for waarde, _ in keuzes]
        self.addItem(self._alles)
        self.addItems([label for _, label in keuzes])
        self.zet(nu)
        self.blockSignals(False)

    def zet(self, waarde: Any) -> None:
        """Choose; what is not among the choices is everything."""
        self.setCurrentIndex(self._waarden.index(waarde) + 1 if waarde in self._waarden else 0)

    def showPopup(self) -> None:
        """Qt: open the list."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 40)
        super().showPopup()

    def wheelEvent(self, gebeurtenis: QWheelEvent, /) -> None:
        """Qt: leave the wheel to the page."""
        gebeurtenis.ignore()
