"""The one search field (Ctrl+K): people, case numbers, texts, professionals, and commands of the program.

Searching runs on the database thread while typing; an answer that was overtaken is dropped. A settled search is told
once (``zoek_bezonken``), with its number of hits and never its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pmg_desk.domain.namen import vouw
from pmg_desk.ui import iconen, thema
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.werker import DatabaseWerker
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.zoekregel import Zoekregel

_ONTDENDER = 120
_BEZONKEN = 1500
_MEESTE_OPDRACHTEN = 5
_ZICHTBAAR = 10
_ROL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Zoektreffer:
    """Something found: its words, what it is, and the screen it opens with what parameters."""

    titel: str
    uitleg: str = ""
    icoon: str = "folder-open"
    sleutel: str = ""
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A command of the program, found by its words."""

    titel: str
    doe: Callable[[], object]
    icoon: str = "chevron-right"
    toets: str = ""


Zoekfunctie = Callable[[str], Sequence[Zoektreffer]]


class Zoekbalk(Zoekregel):
    """``gekozen`` carries the Zoektreffer picked; a command is done at once."""

    gekozen = Signal(object)

    def __init__(
        self,
        werker: DatabaseWerker,
        zoek: Zoekfunctie | None = None,
        zoek_bezonken: Callable[[int], object] | None = None,
        ouder: QWidget | None = None,
    ) -> None:
        super().__init__(ouder)
        self._werker, self._zoek, self._bezonken = werker, zoek, zoek_bezonken
        self.opdrachten: list[Opdracht] = []
        self._treffers: Sequence[Zoektreffer] = ()
        self._ronde = 0
        self._gemeld = True
        hint = self.tr("Zoek op naam, nummer of tekst (Ctrl+K)")
        if zoek is None:
            hint = self.tr("Zoek een opdracht (Ctrl+K)")
        self.setPlaceholderText(hint)
        self.setAccessibleName(self.tr("Zoeken"))
        self.setAccessibleDescription(hint)
        self._vertraging = wekker(self, _ONTDENDER, self._vraag)
        self._rust = wekker(self, _BEZONKEN, self._meld_bezonken)
        self.uitklap: Uitklap | None = None
        self.textEdited.connect(self._getypt)

    def begin(self) -> None:
        """Ctrl+K: here, with what was typed selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._toon()

    def sluit(self) -> None:
        """Close the results; the words stay."""
        self._meld_bezonken()
        if self.uitklap is not None:
            self.uitklap.hide()

    def _getypt(self) -> None:
        self._ronde += 1
        self._treffers = ()
        self._gemeld = True
        self._rust.stop()
        self._vertraging.start()

    def _vraag(self) -> None:
        tekst = self.text().strip()
        if self._zoek is None or len(vouw(tekst)) < 2:
            self._toon()
            return
        klaar = partial(self._gevonden, self._ronde)
        self._werker.doe(partial(self._zoek, tekst), klaar, None, self, onderbreekbaar=True)

    def _gevonden(self, ronde: int, treffers: Sequence[Zoektreffer]) -> None:
        if ronde != self._ronde:
            return
        self._treffers = treffers
        self._gemeld = False
        self._rust.start()
        self._toon()
        aantal = len(treffers)
        kondig_aan(self, self.tr("1 gevonden") if aantal == 1 else self.tr("{} gevonden").format(aantal))

    def _meld_bezonken(self) -> None:
        self._rust.stop()
        if not self._gemeld and self._bezonken is not None:
            self._bezonken(len(self._treffers))
        self._gemeld = True

    def passende_opdrachten(self) -> list[Opdracht]:
        """Commands in which every word typed occurs."""
        woorden = vouw(self.text()).split()
        if not woorden:
            return self.opdrachten[:_MEESTE_OPDRACHTEN] if self._zoek is None else []
        passend = [o for o in self.opdrachten if all(woord in vouw(o.titel) for woord in woorden)]
        return passend[:_MEESTE_OPDRACHTEN]

    def _toon(self) -> None:
        if not self.hasFocus():
            return
        if self.uitklap is None:
            self.uitklap = Uitklap(self)
            self.uitklap.gekozen.connect(self._kies)
        tekst = self.text().strip()
        opdrachten = self.passende_opdrachten()
        gezocht = self._zoek is not None and len(vouw(tekst)) >= 2
        if not opdrachten and not gezocht:
            self.uitklap.hide()
            return
        self.uitklap.vul(self._treffers, opdrachten, leeg=gezocht and not self._gemeld)
        self.uitklap.plaats()

    def _kies(self, wat: object) -> None:
        self.sluit()
        self.clear()
        if isinstance(wat, Opdracht):
            wat.doe()
        elif isinstance(wat, Zoektreffer):
            self.gekozen.emit(wat)

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: arrows walk through the results, Enter opens, Escape closes."""
        uitklap = self.uitklap if self.uitklap is not None and self.uitklap.isVisible() else None
        if uitklap is not None and toets.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            uitklap.stap(1 if toets.key() == Qt.Key.Key_Down else -1)
        elif uitklap is not None and toets.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            uitklap.kies_huidige()
        elif uitklap is not None and toets.key() == Qt.Key.Key_Escape:
            self.sluit()
        elif toets.key() == Qt.Key.Key_Down:
            self._toon()
        else:
            super().keyPressEvent(toets)

    def focusOutEvent(self, gebeurtenis: QFocusEvent, /) -> None:
        """Qt: gone elsewhere."""
        super().focusOutEvent(gebeurtenis)
        self.sluit()


class Uitklap(QFrame):
    """The results under the search field; a child of the window, so that the field keeps the focus."""

    gekozen = Signal(object)

    def __init__(self, veld: Zoekbalk) -> None:
        super().__init__(veld.window())
        self._veld = veld
        self.setProperty("soort", "uitklap")
        self.setAccessibleName(self.tr("Zoekresultaten"))
        self.lijst = QListWidget()
        self.lijst.setAccessibleName(self.tr("Zoekresultaten"))
        self.lijst.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lijst.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.lijst.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lijst.itemClicked.connect(self._geklikt)
        self.niets = Tekst(self.tr("Niets gevonden binnen wat u mag zien."), "zacht")
        self.niets.setContentsMargins(10, 8, 10, 8)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(4, 4, 4, 4)
        kolom.addWidget(self.niets)
        kolom.addWidget(self.lijst)
        veld.window().installEventFilter(self)

    def vul(self, treffers: Sequence[Zoektreffer], opdrachten: Sequence[Opdracht], *, leeg: bool) -> None:
        """Show these; ``leeg``: say that nothing was found where there are no hits."""
        self.lijst.clear()
        zijde = thema.huidig().px(20)
        self.lijst.setIconSize(QSize(zijde, zijde))
        for treffer in treffers:
            tekst = " · ".join(deel for deel in (treffer.titel, treffer.uitleg) if deel)
            self._regel(tekst, treffer.icoon, treffer)
        for opdracht in opdrachten:
            tekst = self.tr("Opdracht: {}").format(opdracht.titel)
            self._regel(f"{tekst}   {opdracht.toets}".rstrip(), opdracht.icoon, opdracht)
        self.niets.setVisible(leeg and not treffers)
        self.lijst.setVisible(self.lijst.count() > 0)
        if self.lijst.count():
            self.lijst.setCurrentRow(0)

    def _regel(self, tekst: str, icoon: str, wat: object) -> None:
        regel = QListWidgetItem(iconen.icoon(icoon, "tekst-zacht"), " ".join(tekst.split(" ")))
        regel.setData(_ROL, wat)
        self.lijst.addItem(regel)

    def plaats(self) -> None:
        """Under the field, as wide as the field, no lower than the window."""
        if self.lijst.isHidden() and self.niets.isHidden():
            self.hide()
            return
        venster = self._veld.window()
        onder = self._veld.mapTo(venster, QPoint(0, self._veld.height() + 2))
        huidig = thema.huidig()
        regels = sum(self.lijst.sizeHintForRow(plek) for plek in range(min(_ZICHTBAAR, self.lijst.count())))
        hoogte = regels + (huidig.px(40) if not self.niets.isHidden() else 0) + 16
        self.setGeometry(onder.x(), onder.y(), self._veld.width(), min(hoogte, venster.height() - onder.y() - 8))
        self.raise_()
        self.show()

    def stap(self, richting: int) -> None:
        """One up or down, round the end; what is there is read out."""
        aantal = self.lijst.count()
        if aantal:
            self.lijst.setCurrentRow((self.lijst.currentRow() + richting) % aantal)
            kondig_aan(self._veld, self.lijst.currentItem().text())

    def kies_huidige(self) -> None:
        """Open what is marked."""
        regel = self.lijst.currentItem()
        if regel is not None:
            self._geklikt(regel)

    def _geklikt(self, regel: QListWidgetItem) -> None:
        self.gekozen.emit(regel.data(_ROL))

    def eventFilter(self, object_: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: the window changed size."""
        if gebeurtenis.type() is QEvent.Type.Resize and self.isVisible():
            self.plaats()
        return super().eventFilter(object_, gebeurtenis)
