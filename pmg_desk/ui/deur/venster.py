"""The first window: the door of the vaults."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from pmg_desk.domain.klok import Klok
from pmg_desk.ui.deur.herstellen import WachtwoordVergeten
from pmg_desk.ui.deur.ontgrendelen import LAATST, Ontgrendelen
from pmg_desk.ui.deur.opener import Opener
from pmg_desk.ui.deur.terugzetten import Terugzetten
from pmg_desk.ui.deur.wizard import KluisMaken
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.thema import SCHALEN
from pmg_desk.ui.widgets.dialoog import meld_storing
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.handleiding import Handleiding
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst

_NAAM = "PMG Desk"
_BREED = 600


class Deurvenster(QMainWindow):
    """``geopend`` carries the Werkplek of the vault that was opened or made; ``gesloten``: the user goes."""

    geopend = Signal(object)
    gesloten = Signal()

    def __init__(self, omgeving: Omgeving, *, klok: Klok | None = None) -> None:
        super().__init__()
        self.setObjectName("hoofdvenster")
        self.setWindowTitle(_NAAM)
        self.omgeving = omgeving
        self._opener = Opener(klok)
        self._open = False
        self.ontgrendelen = Ontgrendelen(omgeving, self._opener)
        self.wizard = KluisMaken(omgeving, self._opener)
        self.vergeten = WachtwoordVergeten(omgeving, self._opener)
        self.melding = Melding()
        self._kaart = Kaart()
        # Not in a stack: that would make the card as high as the highest of them.
        self.kopie = Terugzetten(omgeving, self._opener)
        self._bladen = (self.ontgrendelen, self.wizard, self.vergeten, self.kopie)
        for blad in self._bladen:
            self._kaart.inhoud.addWidget(blad)
        self.toon_ontgrendelen()
        vak = Rolvak(marge=24)
        self.setCentralWidget(vak)
        midden = QHBoxLayout()
        midden.addStretch(1)
        midden.addWidget(self._kaart, 100)
        midden.addStretch(1)
        vak.inhoud.setSpacing(14)
        naam = Tekst(_NAAM, "kop-2")
        naam.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        vak.inhoud.addStretch(1)
        vak.inhoud.addWidget(naam)
        vak.inhoud.addWidget(self.melding)
        vak.inhoud.addLayout(midden)
        self.ontgrendelen.maken_gevraagd.connect(self.toon_wizard)
        self.ontgrendelen.kopie_gevraagd.connect(self.toon_kopie)
        self.kopie.terug.connect(self.kies)
        self.kopie.geopend.connect(self._klaar)
        self.ontgrendelen.vergeten.connect(self.toon_vergeten)
        self.vergeten.terug.connect(self.toon_ontgrendelen)
        self.vergeten.geopend.connect(self._klaar)
        self.wizard.terug.connect(self.toon_ontgrendelen)
        self.ontgrendelen.geopend.connect(self._klaar)
        self.wizard.gemaakt.connect(self._klaar)
        self.wizard.vergrendeld.connect(self.kies)
        omgeving.melding.connect(self.melding.zet)
        omgeving.storing_gemeld.connect(partial(meld_storing, self))
        omgeving.thema.gewijzigd.connect(self._schaal)
        for toets, stap in (("Ctrl++", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            QShortcut(QKeySequence(toets), self).activated.connect(partial(self._tekst, stap))
        self._handleiding: Handleiding | None = None
        QShortcut(QKeySequence("F1"), self).activated.connect(self.toon_hulp)
        hulprij = QHBoxLayout()
        hulprij.addStretch(1)
        self.hulpknop = Knop(
            self.tr("Help"), "koppeling", "circle-question-mark", actie=self.toon_hulp, hulp=self.tr("F1")
        )
        hulprij.addWidget(self.hulpknop)
        hulprij.addStretch(1)
        vak.inhoud.addLayout(hulprij)
        vak.inhoud.addStretch(3)
        self.resize(1000, 720)
        self._schaal()
        QTimer.singleShot(0, self, self._warm_op)

    def toon_hulp(self) -> None:
        """F1: the manual, at the page on opening a vault."""
        if self._handleiding is None:
            toetsen = (
                (self.tr("Tekst groter"), "Ctrl++"),
                (self.tr("Tekst kleiner"), "Ctrl+-"),
                (self.tr("Tekst gewoon"), "Ctrl+0"),
                (self.tr("Help"), "F1"),
            )
            self._handleiding = Handleiding(toetsen, self)
        self._handleiding.kies("deur")
        self._handleiding.show()
        self._handleiding.raise_()
        self._handleiding.activateWindow()

    def kies(self, pad: Path) -> None:
        """Have this vault chosen."""
        self.toon_ontgrendelen()
        self.ontgrendelen.laad(pad)

    def vergrendel(self) -> None:
        """Nobody is there: what is being opened or was just made stays shut, and secrets leave the screen."""
        self.wizard.vergrendel()
        self._laat_los()
        self.omgeving.werker.doe(self._opener.begin_weer, altijd=True)
        for blad in self._bladen:
            for formulier in blad.findChildren(Formulier):
                formulier.wis_geheimen()

    def _laat_los(self) -> None:
        werkplek = self._opener.laat_los()
        if werkplek is not None:
            self.omgeving.werker.doe(partial(self._opener.sluit, werkplek), altijd=True)

    def toon_wizard(self) -> None:
        """Make a vault."""
        self.wizard.begin()
        self._toon(self.wizard)

    def toon_ontgrendelen(self) -> None:
        """Open a vault."""
        self._toon(self.ontgrendelen)

    def toon_vergeten(self) -> None:
        """Somebody lost the password of the vault that is chosen."""
        gekozen = self.ontgrendelen.gekozen_kluis
        if gekozen is not None:
            self.vergeten.begin(*gekozen, self.ontgrendelen.wie.waarde() or "")
            self._toon(self.vergeten)

    def toon_kopie(self, pad: Path) -> None:
        """Look at a backup of this vault, or put one back."""
        self.kopie.begin(pad)
        self._toon(self.kopie)

    def _toon(self, voor: QWidget) -> None:
        for blad in self._bladen:
            blad.setVisible(blad is voor)

    def _klaar(self, werkplek: Any) -> None:
        self._open = True
        self.omgeving.instellingen.zet(LAATST, str(werkplek.gebruiker.id))
        self.geopend.emit(werkplek)

    def _warm_op(self) -> None:
        self.omgeving.werker.doe(self._opener.warm_op)

    def _tekst(self, stap: int) -> None:
        nu = min(range(len(SCHALEN)), key=lambda plek: abs(SCHALEN[plek] - self.omgeving.thema.schaal))
        plek = min(len(SCHALEN) - 1, max(0, nu + stap)) if stap else 0
        self.omgeving.zet_thema("", SCHALEN[plek])

    def _schaal(self) -> None:
        self._kaart.setMaximumWidth(self.omgeving.thema.px(_BREED))
        self.melding.setMaximumWidth(self.omgeving.thema.px(_BREED))

    def closeEvent(self, gebeurtenis: QCloseEvent, /) -> None:
        """Qt: whoever closes the window while a vault is being opened leaves it shut."""
        super().closeEvent(gebeurtenis)
        if self._handleiding is not None:
            self._handleiding.close()
        if not self._open:
            self._laat_los()
            self.wizard.sluit_kluis()
            self.gesloten.emit()
