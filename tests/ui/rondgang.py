"""Going to a form of the program as a user does, typing in it, locking over it and coming back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from pmg_desk.app import Programma
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.sessie_linux import Logindwacht
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.datumvelden import DatumVeld, OnvolledigeDatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.keuzevelden import KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekstvelden import GetalVeld, LangeTekstVeld, TekstVeld, VinkVeld, WachtwoordVeld
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.zoekkeuzeveld import ZoekKeuzeVeld
from tests.ui.conftest import klaar

AANLEIDINGEN = ("rust", "sessie", "slaap")


@dataclass(frozen=True)
class Plek:
    """Where the form with this draft is: for whom, on which screen about what, on which tab, behind which button.

    ``anders`` goes on from the screen where a button is not all.
    """

    naam: str
    wie: str
    scherm: str
    over: str = ""
    tab: str = ""
    knop: str = ""
    anders: Callable[[Rondgang], None] | None = None


@dataclass
class Rondgang:
    """The program, opened as this user or that. ``over`` has what screens are about by the names in the plekken."""

    qtbot: Any
    programma: Programma
    werkplek: Mapping[str, Callable[[], Werkplek]]
    over: Mapping[str, dict[str, Any]]
    wie: str = ""

    @property
    def venster(self) -> Hoofdvenster:
        assert self.programma.venster is not None
        return self.programma.venster

    def rust(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(3):
            if self.programma._omgeving is not None:
                klaar(self.qtbot, self.programma._omgeving)
            QApplication.processEvents()

    def open(self, wie: str) -> None:
        """Unlock as this user; lock first when another is at work."""
        if self.programma.werkplek is not None:
            self.programma.vergrendel()
        self.wie = wie
        self.programma.open_werkplek(self.werkplek[wie]())
        self.rust()

    def ga(self, plek: Plek) -> Formulier:
        """Go to the place, and open the form; gives it."""
        self.venster.navigeer(plek.scherm, **self.over[plek.over])
        self.rust()
        scherm = self.venster.scherm
        assert scherm is not None
        if plek.tab:
            tabs = scherm.findChild(Tabbladen)
            assert tabs is not None
            tabs.kies(plek.tab)
            self.rust()
        for lijst in scherm.findChildren(Lijst):
            if lijst.isVisible() and lijst.model.rowCount():
                kies_rij(lijst, 0)
        self.rust()
        if plek.knop:
            self.druk(plek.knop)
        if plek.anders is not None:
            plek.anders(self)
        gevonden = [f for f in self.formulieren() if f._concept[0] == plek.naam]
        assert len(gevonden) == 1, [f._concept[0] for f in self.formulieren()]
        return gevonden[0]

    def druk(self, begin: str) -> None:
        """Press the first button whose text begins so."""
        knoppen = [k for k in self.venster.findChildren(Knop) if k.isVisible() and k.isEnabled()]
        passend = [k for k in knoppen if k.accessibleName().startswith(begin)]
        assert passend, (begin, sorted({k.accessibleName() for k in knoppen}))
        passend[0].click()
        self.rust()

    def formulieren(self) -> list[Formulier]:
        """The forms in sight."""
        return [f for f in self.venster.findChildren(Formulier) if f.isVisible()]

    def vergrendel(self, aanleiding: str) -> None:
        """As it comes from outside: the clock of idleness runs out, or the desktop says it."""
        programma = self.programma
        wacht = programma._wachten[-1]
        if aanleiding == "rust":
            assert programma._rust is not None
            programma._rust._wekker.start(1)
            self.qtbot.waitUntil(lambda: programma.deur is not None)
        elif not isinstance(wacht, Logindwacht):
            wacht.op_slot.emit()
        elif aanleiding == "sessie":
            wacht.scherm_dicht(True)
        else:
            wacht.gaat_slapen(True)
            wacht.gaat_slapen(False)

    def sluit_dialogen(self) -> None:
        """Leave every window over the window."""
        for los in self.venster.findChildren(QDialog):
            if los.isVisible():
                los.reject()
        self.rust()


def kies_rij(lijst: Lijst[Any], nr: int) -> None:
    """Put the cursor on a row, from 0."""
    index = lijst.model.index(nr, next(iter(lijst.kolommen.zichtbaar), 0))
    vlag = QItemSelectionModel.SelectionFlag
    lijst.tabel.selectionModel().setCurrentIndex(index, vlag.ClearAndSelect | vlag.Rows)


def typ(invoer: Any, tekst: str) -> None:
    """Key by key, with Enter for a new line."""
    invoer.setFocus()
    for teken in tekst:
        toets = Qt.Key.Key_Return if teken == "\n" else 0
        QApplication.sendEvent(invoer, QKeyEvent(QEvent.Type.KeyPress, toets, Qt.KeyboardModifier.NoModifier, teken))


def vul(formulier: Formulier, tekst: str) -> None:
    """Change every field in sight as a user does."""
    for veld in list(formulier._velden.values()):
        if veld.isVisible() and veld.isEnabled():
            for deel in _delen(veld):
                _vul_veld(deel, tekst)


def _delen(veld: QWidget) -> Iterator[Any]:
    if isinstance(veld, UitspraakVeld):
        for deel in veld.delen:
            if deel.isVisible():
                yield from _delen(deel)
    else:
        yield veld


def _vul_veld(veld: Any, tekst: str) -> None:
    match veld:
        case WachtwoordVeld():
            return
        case GetalVeld():
            typ(veld.regel, "7")
        case TekstVeld():
            typ(veld.regel, tekst.replace("\n", " "))
        case LangeTekstVeld():
            typ(veld.vel, tekst)
        case DatumVeld() | OnvolledigeDatumVeld():
            veld.regel.clear()
            typ(veld.regel, "3 mei 20")  # not finished: also that comes back
        case KeuzeVeld():
            veld.lijst.setCurrentIndex((veld.lijst.currentIndex() + 1) % max(1, veld.lijst.count()))
        case MeerKeuzeVeld():
            regel = veld.lijst.item(veld.lijst.count() - 1)
            if regel is not None:
                aan = regel.checkState() is Qt.CheckState.Checked
                regel.setCheckState(Qt.CheckState.Unchecked if aan else Qt.CheckState.Checked)
        case VinkVeld():
            veld.vink.toggle()
        case ZoekKeuzeVeld():
            typ(veld.regel, "Zoë")
        case _:
            raise AssertionError(f"a kind of field that the matrix does not know: {type(veld).__name__}")
