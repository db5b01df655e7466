"""Cards beside each other in two columns where they fit, under each other where they do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
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
        self._links, self._rechts = list(links), list(rechts)
        self._naast = True
        for kolom, kaarten, deel in zip(self._kolommen, (links, rechts), verhouding, strict=True):
            kolom.setSpacing(14)
            for kaart in kaarten:
                kolom.addWidget(kaart)
            kolom.addStretch(1)  # what is left goes under the cards, not into them
            rij.addLayout(kolom, deel)
        self._rij = rij

    def minimumSizeHint(self) -> QSize:
        """Qt: as narrow as one column may be, also while there are two; otherwise it could never become one again."""
        kleinst = super().minimumSizeHint()
        return QSize(min(kleinst.width(), self._smalst(max)), kleinst.height())

    def _smalst(self, van: Callable[[list[int]], int]) -> int:
        """The smallest widths of both columns, added up or the larger of the two."""
        return van(
            [
                max((kaart.minimumSizeHint().width() for kaart in kaarten), default=0)
                for kaarten in (self._links, self._rechts)
            ]
        )

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: one column or two."""
        super().resizeEvent(gebeurtenis)
        naast = self.width() >= max(thema.huidig().px(self._naast_vanaf), self._smalst(sum) + 14)
        if naast != self._naast:
            self._naast = naast
            self._rij.setStretch(1, self._verhouding[1] if naast else 0)
            self._rij.setSpacing(14 if naast else 0)
            for kaart in self._rechts:
                self._kolommen[0 if naast else 1].removeWidget(kaart)
                doel = self._kolommen[1 if naast else 0]
                doel.insertWidget(doel.count() - 1, kaart)
