"""The detail at the right of a list: what is selected, without losing the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst


class Zijpaneel(QFrame):
    """A heading with a way to close it, and one widget that scrolls."""

    gesloten = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("soort", "zijpaneel")
        self._kop = Tekst("", "kop-2")
        self._kop.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sluitknop = Knop(self.tr("Detail sluiten"), "icoon", "x", actie=self.gesloten.emit)
        rij = QHBoxLayout()
        rij.addWidget(self._kop, 1)
        rij.addWidget(self.sluitknop, 0, Qt.AlignmentFlag.AlignTop)
        self._vak = Rolvak()
        self._onder = QVBoxLayout()
        self._onder.setSpacing(8)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(18, 14, 12, 14)
        kolom.setSpacing(10)
        kolom.addLayout(rij)
        kolom.addWidget(self._vak, 1)
        kolom.addLayout(self._onder)
        self._widget: QWidget | None = None
        self.setVisible(False)

    @property
    def widget(self) -> QWidget | None:
        """What it shows."""
        return self._widget

    def toon(self, titel: str, widget: QWidget, onder: tuple[QWidget, ...] = ()) -> None:
        """Show ``widget`` under ``titel``; ``onder`` are buttons that stay in sight. Replaces the last."""
        self._leeg()
        self._widget = widget
        self._kop.setText(titel)
        self.setAccessibleName(titel)
        self._vak.inhoud.addWidget(widget)
        self._vak.inhoud.addStretch(1)
        for deel in onder:
            self._onder.addWidget(deel)
        self._vak.verticalScrollBar().setValue(0)
        self.setVisible(True)

    def sluit(self) -> None:
        """Take it away."""
        self._leeg()
        self.setVisible(False)

    def _leeg(self) -> None:
        self._widget = None
        for vak in (self._vak.inhoud, self._onder):
            while vak.count():
                deel = vak.takeAt(0)
                oud = None if deel is None else deel.widget()
                if oud is not None:
                    oud.setVisible(False)
                    oud.deleteLater()
