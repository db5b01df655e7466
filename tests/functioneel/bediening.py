"""Hands on the real window: types, clicks and waits as a user does, in a test and in a process of its own.

Nothing here knows the services: what it reaches for is on the screen (a field by its key, a button by its words).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from pmg_desk.app import Programma
from pmg_desk.domain.klok import Klok
from pmg_desk.ui.widgets import bestandskeuze
from pmg_desk.ui.widgets.formulier import Formulier, KeuzeVeld, MeerKeuzeVeld, VinkVeld, ZoekKeuzeVeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.veld import Veld

_GEDULD = 30.0  # seconds: far more than anything takes, so that only a real halt fails

LINKS = Qt.MouseButton.LeftButton


class Bediening:
    """One run of the program."""

    def __init__(self, app: QApplication, klok: Klok, kluis: Path | None = None) -> None:
        self.app = app
        self.programma = Programma(app, klok=klok)
        self.programma.begin(kluis)
        self.rust()

    # waiting

    def wacht_tot(self, klaar: Callable[[], object], waarop: str) -> None:
        """Let the program run until this is so; ``waarop`` is said when it never is."""
        grens = monotonic() + _GEDULD
        while not klaar():
            if monotonic() > grens:
                raise AssertionError(f"nothing came of it: {waarop}")
            QTest.qWait(5)

    def rust(self) -> None:
        """Until the database thread has nothing left to do and what it brought is on the screen."""
        for _ in range(3):
            QTest.qWait(1)
            self.wacht_tot(self._rustig, "the database thread")

    def _rustig(self) -> bool:
        omgeving = self.programma._omgeving
        return omgeving is None or not omgeving.werker.bezig

    def stop(self) -> None:
        """End the program as when the last window goes."""
        self.programma.stop()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # what is on the screen

    @property
    def venster(self) -> Any:
        """The window of the opened vault."""
        assert self.programma.venster is not None
        return self.programma.venster

    @property
    def deur(self) -> Any:
        """The window before a vault is open."""
        assert self.programma.deur is not None
        return self.programma.deur

    @property
    def scherm(self) -> Any:
        """The screen in sight."""
        assert isinstance(self.venster.scherm, Scherm)
        return self.venster.scherm

    @property
    def dialoog(self) -> Any:
        """The window over the window."""
        venster = QApplication.activeModalWidget()
        assert venster is not None, "there is no dialog"
        return venster

    @property
    def boven(self) -> QWidget:
        """Where the user can click now: the dialog, else the window."""
        los = QApplication.activeModalWidget()
        if los is not None:
            return los
        boven: QMainWindow = self.venster if self.programma.venster is not None else self.deur
        return boven

    def teksten(self, waar: QWidget | None = None) -> list[str]:
        """All words in sight."""
        binnen = waar or self.boven
        return [t.text() for t in binnen.findChildren(Tekst) if t.isVisibleTo(binnen) and t.text()]

    def leest(self, waar: QWidget | None = None) -> str:
        """All words in sight, as one text."""
        return "\n".join(self.teksten(waar))

    def voorop(self) -> None:
        """Have the window in front: shortcuts go there only."""
        venster = self.venster
        venster.activateWindow()
        self.wacht_tot(lambda: QApplication.activeWindow() is venster, "the window in front")

    # clicking

    def knoppen(self, tekst: str, waar: QWidget | None = None) -> Iterator[QAbstractButton]:
        """The buttons in sight with these words."""
        binnen = waar or self.boven
        for knop in binnen.findChildren(QAbstractButton):
            if knop.text() == tekst and knop.isVisibleTo(binnen):
                yield knop

    def klik(self, wat: str | QWidget, waar: QWidget | None = None) -> None:
        """Click a button, found by its words where those are given, and wait for what it does."""
        if isinstance(wat, str):
            gezocht = next(self.knoppen(wat, waar), None)
            assert gezocht is not None, f"no button in sight says {wat}"
            wat = gezocht
        assert wat.isEnabled(), "that button cannot be clicked"
        QTest.mouseClick(wat, LINKS)
        self.rust()

    def ga_naar(self, sleutel: str) -> Any:
        """Click a screen in the navigation; gives the screen."""
        self.klik(self.venster.navigatie.knoppen[sleutel])
        return self.scherm

    def open_rij(self, lijst: Any, past: Callable[[Any], bool]) -> None:
        """Enter on the row of a list that this holds for."""
        self.kies_rij(lijst, past)
        QTest.keyClick(lijst.tabel, Qt.Key.Key_Return)
        self.rust()

    def kies_rij(self, lijst: Any, past: Callable[[Any], bool]) -> None:
        """Put the cursor on the row of a list that this holds for."""
        rij = next(rij for rij in lijst.model.getoond if past(rij))
        lijst.tabel.setFocus()
        assert lijst.kies(lijst.model.id_van(rij))
        self.rust()

    # typing

    def typ(self, invoer: QWidget, tekst: str) -> None:
        """Put these words in the place of what stands there, key by key."""
        invoer.setFocus()
        QTest.keyClick(invoer, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(invoer, Qt.Key.Key_Delete)
        for teken in tekst:
            if teken.isascii():
                QTest.keyClicks(invoer, teken)
            else:  # QTest knows no keys beyond those of an American keyboard
                self.app.sendEvent(invoer, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, teken))

    def vul(self, formulier: Formulier, **waarden: Any) -> None:
        """Fill in the fields of a form by their keys."""
        for sleutel, waarde in waarden.items():
            veld = formulier.veld(sleutel)
            assert veld.isVisibleTo(formulier), f"field {sleutel} is not in sight"
            self.vul_veld(veld, waarde)

    def vul_veld(self, veld: Veld, waarde: Any) -> None:
        """Fill in one field as its kind is filled in."""
        if isinstance(veld, UitspraakVeld):
            self._vul_uitspraak(veld, waarde)
        elif isinstance(veld, KeuzeVeld):
            veld.lijst.setFocus()
            QTest.keyClick(veld.lijst, Qt.Key.Key_Home)
            plek = next(nr for nr, keuze in enumerate(veld._keuzes, start=1) if keuze.waarde == waarde)
            for _ in range(plek):
                QTest.keyClick(veld.lijst, Qt.Key.Key_Down)
        elif isinstance(veld, MeerKeuzeVeld):
            veld.lijst.setFocus()
            for plek, keuze in enumerate(veld._keuzes):
                if (keuze.waarde in waarde) != (keuze.waarde in veld.waarde()):
                    veld.lijst.setCurrentRow(plek)
                    QTest.keyClick(veld.lijst, Qt.Key.Key_Space)
        elif isinstance(veld, VinkVeld):
            if veld.waarde() is not bool(waarde):
                veld.vink.setFocus()
                QTest.keyClick(veld.vink, Qt.Key.Key_Space)
        elif isinstance(veld, ZoekKeuzeVeld):
            self._zoek_en_kies(veld, waarde)
        else:
            self.typ(veld.invoer, waarde)

    def _vul_uitspraak(self, veld: UitspraakVeld, waarde: str | dict[str, Any]) -> None:
        delen = {"tekst": waarde} if isinstance(waarde, str) else waarde
        if set(delen) - {"tekst"}:
            veld.vouw_open()
        for naam, inhoud in delen.items():
            self.vul_veld(getattr(veld, naam), inhoud)

    def _zoek_en_kies(self, veld: ZoekKeuzeVeld, letters: str) -> None:
        veld.window().activateWindow()
        self.typ(veld.regel, letters)
        self.wacht_tot(lambda: veld.suggesties.aantal == 1, "one choice to be found")
        QTest.keyClick(veld.regel, Qt.Key.Key_Return)
        self.rust()

    def bewaar(self, formulier: Formulier | None = None) -> None:
        """Ctrl+S in the dialog, which goes when all is right; or the button of a form that stands on the screen."""
        if formulier is not None:
            self.klik(formulier.knop)
            return
        QTest.keyClick(self.dialoog.formulier, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.rust()

    def fouten(self, formulier: Formulier) -> dict[str, str]:
        """The sentences beside the fields."""
        return {sleutel: veld.fout for sleutel, veld in formulier._velden.items() if veld.fout}

    # the door

    def kies_kluis(self, pad: Path) -> str:
        """Browse to the folder of a vault; gives what the door says about it."""
        bestandskeuze.volgend_pad(pad)
        self.klik("Andere kluis kiezen")
        return self.gezegd_aan_deur()

    def gezegd_aan_deur(self) -> str:
        """What the unlock screen says is wrong."""
        formulier = self.deur.ontgrendelen.formulier
        delen = [formulier.melding.tekst if formulier.melding.isVisible() else "", *self.fouten(formulier).values()]
        return " ".join(deel for deel in delen if deel)

    def kies_gebruiker(self, naam: str) -> Any:
        """Choose who one is; gives the unlock screen."""
        blad = self.deur.ontgrendelen
        plek = next(keuze.waarde for keuze in blad.wie._keuzes if keuze.label == naam)
        self.vul_veld(blad.wie, plek)
        self.rust()
        return blad

    def log_in(self, naam: str, wachtwoord: str) -> None:
        """Open the vault that is chosen."""
        blad = self.kies_gebruiker(naam)
        self.typ(blad.wachtwoord.regel, wachtwoord)
        QTest.keyClick(blad.wachtwoord.regel, Qt.Key.Key_Return)
        self.rust()

    def log_eerste_keer_in(self, naam: str, code: str, wachtwoord: str) -> None:
        """Open the vault with the code of the beheerder and a password of one's own."""
        blad = self.kies_gebruiker(naam)
        self.vul(blad.formulier, code=code, nieuw=wachtwoord, herhaald=wachtwoord)
        self.bewaar(blad.formulier)

    def vergrendel(self) -> None:
        """Ctrl+L."""
        self.voorop()
        QTest.keyClick(self.venster, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.rust()
