"""A banner in the page: what happened, and at most one thing to do about it. Read out when it appears."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui import iconen, thema
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

Ernst = Literal["goed", "info", "waarschuwing", "fout"]

_ICONEN: dict[str, tuple[str, str]] = {
    "goed": ("circle-check", "Gelukt"),
    "info": ("info", "Let op"),
    "waarschuwing": ("triangle-alert", "Waarschuwing"),
    "fout": ("circle-alert", "Fout"),
}


class Melding(QFrame):
    """Hidden until :meth:`zet`; ``sluitbaar`` gives it a cross."""

    def __init__(self, ouder: QWidget | None = None, *, sluitbaar: bool = True) -> None:
        super().__init__(ouder)
        self.setProperty("soort", "melding")
        self.ernst: str = "info"
        self._teken = QLabel()
        self._tekst = Tekst()
        self._tekst.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._acties = QWidget()
        vloei = Vloei(self._acties)
        self.actieknop = Knop("", "secundair")
        self.actieknop.clicked.connect(self._doe)
        vloei.addWidget(self.actieknop)
        self.sluitknop = Knop(self.tr("Melding sluiten"), "icoon", "x", actie=self.verberg)
        rij = QHBoxLayout(self)
        rij.setContentsMargins(12, 8, 8, 8)
        rij.setSpacing(10)
        rij.addWidget(self._teken, 0, Qt.AlignmentFlag.AlignVCenter)
        rij.addWidget(self._tekst, 1)
        rij.addWidget(self._acties, 0, Qt.AlignmentFlag.AlignVCenter)
        rij.addWidget(self.sluitknop, 0, Qt.AlignmentFlag.AlignVCenter)
        self.sluitknop.setVisible(sluitbaar)
        self._actie: Callable[[], object] | None = None
        self._getoond = False
        self.setVisible(False)
        thema.huidig().gewijzigd.connect(self._kleur)

    @property
    def tekst(self) -> str:
        """What it says now; empty when hidden."""
        return self._tekst.text() if self._getoond else ""

    def zet(
        self, ernst: Ernst | str, tekst: str, *, actietekst: str = "", actie: Callable[[], object] | None = None
    ) -> None:
        """Show ``tekst`` and have it read out."""
        self.ernst = ernst
        self._actie = None if actie is None else zwak(actie)
        self._tekst.setText(tekst)
        self.actieknop.zet_tekst(actietekst)
        self._acties.setVisible(bool(actietekst))
        self.setProperty("ernst", ernst)
        self.setAccessibleName(f"{_ICONEN[ernst][1]}: {tekst}")
        self._kleur()
        self.style().unpolish(self)
        self.style().polish(self)
        self._getoond = True
        if self.parentWidget() is not None:  # without one it would flash as a window of its own
            self.setVisible(True)
        kondig_aan(self, self.accessibleName(), dringend=ernst == "fout")

    def zet_fout(self, fout: Fout) -> None:
        """Show a failure: what happened, what is safe, what to do."""
        self.zet("fout", fout.tekst())

    def verberg(self) -> None:
        """Take it away."""
        self._actie = None
        self._getoond = False
        self.setVisible(False)

    def changeEvent(self, gebeurtenis: QEvent, /) -> None:
        """Qt: got its place; show what was said before."""
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() is QEvent.Type.ParentChange and self._getoond and self.isHidden():
            self.setVisible(True)

    def _doe(self) -> None:
        if self._actie is not None:
            self._actie()

    def _kleur(self) -> None:
        kleur = "fout" if self.ernst == "fout" else self.ernst
        self._teken.setPixmap(iconen.beeld(_ICONEN[self.ernst][0], kleur, 20, self.devicePixelRatioF()))
