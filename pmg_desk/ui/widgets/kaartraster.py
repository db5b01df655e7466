"""Cards beside each other in two columns where they fit, under each other where they do not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.ui import thema

_KOLOM_MINSTENS = 360  # pixels at 100 % text: narrower cards break their words
NAAST_TEKENING = 1180  # pixels at 100 % text: a drawing with letters to be read, and a list that shows its words


class Kaartraster(QWidget):
    """Takes the cards in reading order; those in the second half go to the right column.

    ``verhouding``: how wide the columns are to each other; ``naast_vanaf``: how wide it has to be for two columns, in
    pixels at 100 % text.
    """

    def __init__(
        self,
        links: Sequence[QWidget],
        rechts: Sequence[QWidget],
        ouder: QWidget | None = None,
        *,
        verhouding: tuple[int, int] = (1, 1),
        naast_vanaf: int = 2 * _KOLOM_MINSTENS,
    ) -> None:
        super().__init__(ouder)
        self._naast_vanaf = naast_vanaf
        self._verhouding = verhouding
        rij = QHBoxLayout(self)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(14)
        self._kolommen = (QVBoxLayout(), QVBoxLayout())
        self._rechts = list(rechts)
        self._naast = True
        for kolom, kaarten, deel in zip(self._kolommen, (links, rechts), verhouding, strict=True):
            kolom.setSpacing(14)
            for kaart in kaarten:
                kolom.addWidget(kaart)
            kolom.addStretch(1)  # what is left goes under the cards, not into them
            rij.addLayout(kolom, deel)
        self._rij = rij

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: one column or two."""
        super().resizeEvent(gebeurtenis)
        naast = self.width() >= thema.huidig().px(self._naast_vanaf)
        if naast != self._naast:
            self._naast = naast
            self._rij.setStretch(1, self._verhouding[1] if naast else 0)
            self._rij.setSpacing(14 if naast else 0)
            for kaart in self._rechts:
                self._kolommen[0 if naast else 1].removeWidget(kaart)
                doel = self._kolommen[1 if naast else 0]
                doel.insertWidget(doel.count() - 1, kaart)
