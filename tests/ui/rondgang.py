"""Walking through the whole program to find every form there is, and a lock and unlock that cost no password.

The vault is a real one; only the step from password to key is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from pmg_desk.app import Programma
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.engine import maak_engine
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.datumvelden import DatumVeld, OnvolledigeDatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.keuzevelden import KeuzeVeld, MeerKeuzeVeld, ZoekKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekstvelden import GetalVeld, LangeTekstVeld, TekstVeld, VinkVeld, WachtwoordVeld
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from tests.ui.conftest import klaar
from tests.wereld import Wereld

NIET = ("Afdrukken", "Opslaan als", "Exporteren", "Vergrendelen", "ndertekenen", "Kolommen")
"""Buttons with these words are not pressed: they print, save, sign or lock."""


OPENT = frozenset({"verstrekkingen", "gebruikers"})
"""Tabs where what one can do with a row shows when the row is opened."""


@dataclass(frozen=True)
class Pad:
    """How to come at a form: as whom, on which screen and tab, with the first row chosen, by which button."""

    wie: str
    scherm: str
    params: tuple[tuple[str, Any], ...] = ()
    tab: str = ""
    knop: str = ""


@dataclass
class Rondgang:
    """The program on the vault of a Wereld, opened as this user or that."""

    qtbot: Any
    wereld: Wereld
    programma: Programma
    map: Path
    wie: str = ""
    paden: dict[str, Pad] = field(default_factory=dict)  # per name of a draft
    zonder: dict[str, Pad] = field(default_factory=dict)  # forms that keep no draft, by the key of their first field

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
        """Unlock as this user."""
        bron = self.wereld.werkplek(wie)
        engine = maak_engine(self.wereld.pad, self.wereld.sleutel)
        kluis: Any = MagicMock(pad=self.map, databasepad=self.wereld.pad, waarschuwingen=(), plek=None, thuis=None)
        kluis.slot.vorige, kluis.kop.naam = None, "Zuidwest"
        self.wie = wie
        self.programma.open_werkplek(
            Werkplek(
                engine,
                kluis_id=bron.kluis_id,
                gebruiker=bron.gebruiker,
                profiel=bron.profiel,
                klok=bron.klok,
                sleutels=bron.sleutels,
                herkomst="test",
                kluis=kluis,
            )
        )
        self.rust()

    def ga(self, pad: Pad) -> None:
        """Go to the place, and press the button."""
        if self.wie != pad.wie:
            self.programma.vergrendel()
            self.open(pad.wie)
        self.venster.navigeer(pad.scherm, **dict(pad.params))
        self.rust()
        scherm = self.venster.scherm
        assert scherm is not None
        if pad.tab:
            tabs = scherm.findChild(Tabbladen)
            assert tabs is not None
            tabs.kies(pad.tab)
            self.rust()
        for lijst in scherm.findChildren(Lijst):
            if lijst.isVisible() and lijst.model.rowCount():
                lijst.tabel.setCurrentIndex(lijst.tabel.model().index(0, 0))
                if pad.tab in OPENT:
                    lijst.geopend.emit(lijst.huidige())
        self.rust()
        if pad.knop:
            for knop in self.knoppen():
                if knop.accessibleName() == pad.knop:
                    knop.click()
                    break
            self.rust()

    def knoppen(self) -> list[Knop]:
        """The buttons of the screen that can be pressed."""
        scherm = self.venster.scherm
        assert scherm is not None
        return [k for k in scherm.findChildren(Knop) if k.isVisible() and k.isEnabled() and k.accessibleName()]

    def formulieren(self) -> list[Formulier]:
        """The forms in sight."""
        return [f for f in self.venster.findChildren(Formulier) if f.isVisible()]

    def formulier(self, naam: str) -> Formulier:
        """The one in sight that keeps its draft under this name."""
        (een,) = [f for f in self.formulieren() if f._concept[0] == naam]
        return een

    def verken(
        self, wie: str, scherm: str, params: tuple[tuple[str, Any], ...] = (), *, alleen: tuple[str, ...] = ()
    ) -> None:
        """Find all forms of a screen, or of these tabs of it."""
        begin = Pad(wie, scherm, params)
        self.ga(begin)
        assert self.venster.scherm is not None
        tabs = self.venster.scherm.findChild(Tabbladen)
        for tab in alleen or ([""] if tabs is None else list(tabs._sleutels)):
            op_tab = Pad(wie, scherm, params, tab)
            self.ga(op_tab)
            self._noteer(op_tab)
            namen = {k.accessibleName() for k in self.knoppen()}
            for naam in sorted(namen):
                if any(woord in naam for woord in NIET):
                    continue
                pad = Pad(wie, scherm, params, tab, naam)
                self.ga(pad)
                self._noteer(pad)
                self._sluit_dialogen()

    def _noteer(self, pad: Pad) -> None:
        for formulier in self.formulieren():
            naam = formulier._concept[0]
            if formulier._opslag is not None:
                self.paden.setdefault(naam, pad)
            else:
                self.zonder.setdefault(next(iter(formulier._velden)), pad)

    def _sluit_dialogen(self) -> None:
        for los in self.venster.findChildren(QDialog):
            if los.isVisible():
                los.reject()
        self.rust()


def typ(invoer: Any, tekst: str) -> None:
    """Key by key, with Enter for a new line."""
    invoer.setFocus()
    for teken in tekst:
        toets = Qt.Key.Key_Return if teken == "\n" else 0
        QApplication.sendEvent(invoer, QKeyEvent(QEvent.Type.KeyPress, toets, Qt.KeyboardModifier.NoModifier, teken))


def vul(formulier: Formulier, tekst: str) -> dict[str, Any]:
    """Change every field in sight as a user does; returns what then stands in the form."""
    for veld in list(formulier._velden.values()):
        if veld.isVisible() and veld.isEnabled():
            for deel in _delen(veld):
                _vul_veld(deel, tekst)
    return formulier._inhoud()


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
