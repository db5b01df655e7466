"""What one may mean, under a line in which one types: arrows walk through it, Enter and Tab take.

A child of the window and not a popup, so that the line keeps the focus and every key of the screen goes on working.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import ref

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
)

from pmg_desk.ui import thema
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.zoekregel import Zoekregel

_ZICHTBAAR = 9
_MUIS_MS = 40
"""How often to look whether the mouse button is up again."""
_RAND = 10
_Toets, _Met, _Reden = Qt.Key, Qt.KeyboardModifier, Qt.FocusReason
_NEEMT = frozenset({_Toets.Key_Return, _Toets.Key_Enter, _Toets.Key_Tab})


class Suggesties(QFrame):
    """``gekozen`` carries which one was taken. Enter and Tab take the one that is marked, or the only one; where there
    are more and none is marked nobody knows which was meant, and nothing is taken.

    Leaving the line in another way, by a click or a key of the screen, takes what Tab would take. ``gevraagd``: Down
    where nothing is on show. ``verlaten``: the focus went on, and no mouse button is down (under a mouse a page may not
    move). ``beslis`` is called at Enter or Tab before anything is on show, and says whether it took something.
    """

    gekozen = Signal(int)
    gevraagd = Signal()
    verlaten = Signal()

    def __init__(self, regel: QLineEdit, naam: str, beslis: Callable[[], object]) -> None:
        super().__init__(regel)
        self._regelverwijzing, self._beslis = ref(regel), zwak(beslis)
        self._gevolgd: set[int] = set()
        self.hide()
        self.setProperty("soort", "uitklap")
        self.lijst = QListWidget()
        self.lijst.setAccessibleName(naam)
        self.lijst.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lijst.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.lijst.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lijst.itemClicked.connect(self._geklikt)
        self._muis = wekker(self, _MUIS_MS, self._zeg_verlaten)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(4, 4, 4, 4)
        kolom.addWidget(self.lijst)
        regel.destroyed.connect(self.deleteLater)

    @property
    def _regel(self) -> QLineEdit:
        regel = self._regelverwijzing()
        assert regel is not None
        return regel

    @property
    def aantal(self) -> int:
        """How many are on show; 0 when it is closed."""
        return self.lijst.count() if self.isVisible() else 0

    def toon(self, teksten: Sequence[str], *, anders: str = "") -> None:
        """Show these, in this order; the only one is marked at once. No texts close it.

        ``anders`` stands under them, for who means none of them: it is taken only by who goes to it.
        """
        self.lijst.clear()
        enig = len(teksten) == 1
        teksten = [*teksten, anders] if anders else teksten
        for tekst in teksten:
            regel = QListWidgetItem(tekst)
            regel.setToolTip(tekst)
            self.lijst.addItem(regel)
        if not teksten:
            self.hide()
            return
        self.lijst.setCurrentRow(0 if enig else -1)
        self._maak_ruimte()
        self._plaats()
        een = self.tr("1 mogelijkheid: {}").format(teksten[0])
        kondig_aan(self._regel, een if enig or len(teksten) == 1 else self.tr("{} mogelijkheden").format(len(teksten)))

    @property
    def _hoogte(self) -> int:
        regels = sum(self.lijst.sizeHintForRow(nr) for nr in range(min(_ZICHTBAAR, self.lijst.count())))
        return regels + thema.huidig().px(_RAND) + 8

    def _maak_ruimte(self) -> None:
        """A page that scrolls moves up: over the line stands what it is about, and that is read while choosing."""
        regel = self._regel
        boven = regel.parentWidget()
        while boven is not None and not isinstance(boven, QScrollArea):
            boven = boven.parentWidget()
        if isinstance(boven, QScrollArea):
            hoog = regel.height() + min(self._hoogte + 12, boven.viewport().height() // 2)
            breng_in_beeld(regel, QRect(0, 0, regel.width(), hoog))

    def _plaats(self) -> None:
        """Under the line, or above it where that has more room; never outside the window."""
        venster = self._regel.window()
        if self.parentWidget() is not venster:
            self.setParent(venster)
        self._volg()
        plek = self._regel.mapTo(venster, QPoint(0, 0))
        boven = plek.y() - 2
        onder = boven + self._regel.height() + 4
        hoogte = self._hoogte
        beneden, erboven = venster.height() - onder - 8, boven - 8
        naar_boven = hoogte > beneden and erboven > beneden
        hoogte = min(hoogte, erboven if naar_boven else beneden)
        self.setGeometry(plek.x(), boven - hoogte if naar_boven else onder, self._regel.width(), hoogte)
        self.raise_()
        self.show()

    def volg(self) -> None:
        """The line moved or has another width."""
        if self.isVisible():
            self._plaats()

    def _volg(self) -> None:
        """A page that scrolls takes the line away from under it."""
        boven = self._regel.parentWidget()
        while boven is not None:
            if isinstance(boven, QAbstractScrollArea) and id(boven) not in self._gevolgd:
                self._gevolgd.add(id(boven))
                boven.verticalScrollBar().valueChanged.connect(self.hide)
            boven = boven.parentWidget()

    def stap(self, richting: int) -> None:
        """One up or down, round the end; what is there is read out."""
        aantal, nu = self.lijst.count(), self.lijst.currentRow()
        self.lijst.setCurrentRow(aantal - 1 if nu < 0 and richting < 0 else (nu + richting) % aantal)
        kondig_aan(self._regel, self.lijst.currentItem().text())

    def neem(self) -> bool:
        """Take the one that is marked; False where none is, and then it stays open."""
        rij = self.lijst.currentRow()
        if not self.isVisible() or rij < 0:
            return False
        self.hide()
        self.gekozen.emit(rij)
        return True

    def rond_af(self) -> None:
        """One goes on without Enter or Tab: take what those would take."""
        if self.isVisible():
            self.neem()
        else:
            self._beslis()
        self.hide()

    def ga_weg(self, reden: Qt.FocusReason) -> None:
        """The line lost the focus for this reason; a menu over it or another program is no leaving."""
        if reden in (_Reden.ActiveWindowFocusReason, _Reden.PopupFocusReason):
            self.hide()
        elif reden in (_Reden.TabFocusReason, _Reden.BacktabFocusReason):
            self.hide()
            self.verlaten.emit()
        else:
            self.rond_af()
            self._zeg_verlaten()

    def _zeg_verlaten(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._muis.start()
        elif not self._regel.hasFocus():
            self.verlaten.emit()

    def _geklikt(self, regel: QListWidgetItem) -> None:
        self.hide()
        self.gekozen.emit(self.lijst.row(regel))

    def toets(self, toets: QKeyEvent) -> bool:
        """Whether the key was for this list and goes no further."""
        welke = toets.key()
        if welke in (_Toets.Key_Down, _Toets.Key_Up):
            if self.isVisible():
                self.stap(1 if welke == _Toets.Key_Down else -1)
            elif welke == _Toets.Key_Down:
                self.gevraagd.emit()
                if self.isVisible() and self.lijst.currentRow() < 0:
                    self.stap(1)
            return True
        if welke == _Toets.Key_Escape and self.isVisible():
            self.hide()
            return True
        if welke not in _NEEMT or toets.modifiers() not in (_Met.NoModifier, _Met.KeypadModifier):
            return False
        verder = welke == _Toets.Key_Tab
        if self.isVisible():
            al = self.neem()
            if not al and not verder:
                kondig_aan(self._regel, self.tr("Kies met de pijl omlaag."))
            return not verder  # Enter stays in the line: it never saves the form around it half chosen
        return bool(self._beslis()) and not verder


class Suggestieregel(Zoekregel):
    """A line with :class:`Suggesties` under it; ``beslis`` as there."""

    def __init__(self, naam: str, beslis: Callable[[], object]) -> None:
        super().__init__()
        self.suggesties = Suggesties(self, naam, beslis)

    def event(self, gebeurtenis: QEvent, /) -> bool:
        """Qt: keys for the list, before Tab leaves and before Escape closes what is around it."""
        if isinstance(gebeurtenis, QKeyEvent) and self.hasFocus():
            if gebeurtenis.type() is QEvent.Type.KeyPress and self.suggesties.toets(gebeurtenis):
                gebeurtenis.accept()
                return True
            dicht = gebeurtenis.type() is QEvent.Type.ShortcutOverride and gebeurtenis.key() == _Toets.Key_Escape
            if dicht and self.suggesties.isVisible():
                gebeurtenis.accept()
                return True
        return super().event(gebeurtenis)

    def focusOutEvent(self, gebeurtenis: QFocusEvent, /) -> None:
        """Qt: gone elsewhere."""
        super().focusOutEvent(gebeurtenis)
        if shiboken6.isValid(self.suggesties):
            self.suggesties.ga_weg(gebeurtenis.reason())

    def hideEvent(self, gebeurtenis: QHideEvent, /) -> None:
        """Qt: out of sight."""
        super().hideEvent(gebeurtenis)
        if shiboken6.isValid(self.suggesties):  # of a window that closes the list may be gone first
            self.suggesties.hide()

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: another width."""
        super().resizeEvent(gebeurtenis)
        self.suggesties.volg()

    def moveEvent(self, gebeurtenis: QMoveEvent, /) -> None:
        """Qt: another place."""
        super().moveEvent(gebeurtenis)
        self.suggesties.volg()
