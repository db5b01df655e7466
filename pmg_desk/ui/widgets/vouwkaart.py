"""A card that is folded until one wants to read it: in one line what is on it, and a button."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst


class Vouwkaart(Kaart):
    """Put widgets in ``inhoud``, as on any card; ``kort`` is the line that always shows."""

    def __init__(self, titel: str, *, ouder: QWidget | None = None) -> None:
        super().__init__(titel, ouder=ouder)
        self.kort = Tekst("", "zacht")
        self.inhoud.addWidget(self.kort)
        self._vak = QWidget()
        self.inhoud.addWidget(self._vak)
        self.inhoud = QVBoxLayout(self._vak)
        self.inhoud.setContentsMargins(0, 0, 0, 0)
        self.inhoud.setSpacing(8)
        self.vouwknop = Knop(self.tr("Toon"), "koppeling", "chevron-down", actie=self.wissel)
        self.voeg_actie(self.vouwknop)
        self.vouw(dicht=True)

    def zet_kort(self, zin: str) -> None:
        """Say in one line what is on it."""
        self.kort.setText(zin)
        self.kort.setVisible(bool(zin))

    @property
    def dicht(self) -> bool:
        """Whether it is folded."""
        return self._vak.isHidden()

    def wissel(self) -> None:
        """Unfold, or fold again."""
        self.vouw(dicht=not self.dicht)

    def vouw(self, *, dicht: bool) -> None:
        """Fold or unfold."""
        self._vak.setVisible(not dicht)
        woord = self.tr("Toon") if dicht else self.tr("Verberg")
        self.vouwknop.setText(woord)
        self.vouwknop.setAccessibleName(f"{woord}: {self.titel.text()}")
        self.vouwknop.zet_icoon("chevron-down" if dicht else "chevron-up")
