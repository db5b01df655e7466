"""Long work at the bottom of the window: what it is doing, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pmg_desk.ui.werker import LangeTaak
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst


class Voortgangsstrook(QWidget):
    """Shows each LangeTaak until it is done; hidden when there is none."""

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._aantal = 0
        self.setVisible(False)

    def volg(self, taak: LangeTaak) -> None:
        """Show this task until it is done."""
        regel = Voortgangsregel(taak, self)
        regel.klaar.connect(self._weg)
        self._kolom.addWidget(regel)
        self._aantal += 1
        self.setVisible(True)
        kondig_aan(self, self.tr("Bezig: {}").format(taak.titel))

    def _weg(self, regel: Voortgangsregel) -> None:
        kondig_aan(self, self.tr("Klaar: {}").format(regel.titel))
        self._kolom.removeWidget(regel)
        regel.setVisible(False)
        regel.deleteLater()
        self._aantal -= 1
        self.setVisible(self._aantal > 0)


class Voortgangsregel(QFrame):
    """One task."""

    klaar = Signal(object)
    """Itself."""

    def __init__(self, taak: LangeTaak, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("soort", "kaart")
        self.titel = taak.titel
        self._taak = taak
        self._tekst = Tekst(taak.titel)
        self.balk = QProgressBar()
        self.balk.setAccessibleName(taak.titel)
        self.balk.setRange(0, 0)
        self.stopknop = Knop(self.tr("Annuleren"), actie=self._stop)
        self.stopknop.setAccessibleName(self.tr("Annuleren: {}").format(taak.titel))
        links = QVBoxLayout()
        links.setSpacing(6)
        links.addWidget(self._tekst)
        links.addWidget(self.balk)
        rij = QHBoxLayout(self)
        rij.setContentsMargins(16, 10, 12, 10)
        rij.setSpacing(16)
        rij.addLayout(links, 1)
        rij.addWidget(self.stopknop)
        taak.gevorderd.connect(self._gevorderd)
        taak.klaar.connect(self._klaar)  # methods: a task that is finished behind the door finds the window gone

    @property
    def tekst(self) -> str:
        """What it says."""
        return self._tekst.text()

    def _gevorderd(self, gedaan: int, totaal: int, tekst: str) -> None:
        self.balk.setRange(0, totaal)
        self.balk.setValue(gedaan)
        stand = self.tr("{} van {}").format(gedaan, totaal) if totaal else ""
        self._tekst.setText(" · ".join(deel for deel in (self.titel, tekst, stand) if deel))

    def _klaar(self) -> None:
        self.klaar.emit(self)

    def _stop(self) -> None:
        self.stopknop.setEnabled(False)
        self._tekst.setText(self.tr("{} · wordt gestopt").format(self.titel))
        self._taak.annuleer()
