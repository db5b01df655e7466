"""A card: a heading, what belongs together under it, and its own small actions. And the rows of facts on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst


class Kaart(QFrame):
    """Put widgets in ``inhoud``; the heading is read out as the name of the group."""

    def __init__(self, titel: str = "", *, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("soort", "kaart")
        self.setAccessibleName(titel)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(18, 14, 18, 16)
        kolom.setSpacing(10)
        self._kop = QHBoxLayout()
        self.titel = Tekst(titel, "kop-3")
        self._kop.addWidget(self.titel, 1)
        kolom.addLayout(self._kop)
        self.titel.setVisible(bool(titel))
        self.inhoud = QVBoxLayout()
        self.inhoud.setSpacing(8)
        kolom.addLayout(self.inhoud, 1)

    def zet_titel(self, titel: str) -> None:
        """Change the heading."""
        self.titel.setText(titel)
        self.titel.setVisible(bool(titel))
        self.setAccessibleName(titel)

    def voeg_actie(self, knop: Knop) -> None:
        """Put a button to the right of the heading."""
        self._kop.addWidget(knop, 0, Qt.AlignmentFlag.AlignTop)


class Gegevens(QWidget):
    """Facts as pairs of word and value; a value that is not there is shown as a dash and read as "niet ingevuld"."""

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._rooster = QGridLayout(self)
        self._rooster.setContentsMargins(0, 0, 0, 0)
        self._rooster.setHorizontalSpacing(16)
        self._rooster.setVerticalSpacing(8)
        self._rooster.setColumnStretch(1, 1)

    def zet(self, paren: Sequence[tuple[str, str | Chipwaarde | QWidget]]) -> None:
        """Show these, in this order."""
        while self._rooster.count():
            deel = self._rooster.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()
        for rij, (woord, waarde) in enumerate(paren):
            label = Tekst(woord, "zacht", omslaan=False)
            midden = isinstance(waarde, Chipwaarde)
            kant = Qt.AlignmentFlag.AlignVCenter if midden else Qt.AlignmentFlag.AlignTop
            self._rooster.addWidget(label, rij, 0, kant)
            if isinstance(waarde, Chipwaarde):
                kant |= Qt.AlignmentFlag.AlignLeft
                self._rooster.addWidget(Chip(waarde), rij, 1, kant)
            else:
                self._rooster.addWidget(self._maak(woord, waarde), rij, 1)

    def _maak(self, woord: str, waarde: str | QWidget) -> QWidget:
        if isinstance(waarde, QWidget):
            return waarde
        tekst = Tekst(waarde or "–", kiesbaar=bool(waarde))
        tekst.setAccessibleName(f"{woord}: {waarde or self.tr('niet ingevuld')}")
        return tekst
