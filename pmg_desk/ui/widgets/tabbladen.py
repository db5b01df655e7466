"""Tabs that are built when first looked at, scroll when they do not fit, and are known by a key.

Tabs that do not all fit get a button with a list of them all: nobody looks behind the arrows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QTabWidget, QVBoxLayout, QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak

_HOOG_MINSTENS = 150  # below this the screen as a whole scrolls rather than a sliver of the tab


class Tabbladen(QTabWidget):
    """Ctrl+Tab and Ctrl+PageUp/PageDown go round; ``gekozen`` carries the key of the tab now in front."""

    gekozen = Signal(str)

    def __init__(self, naam: str, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.tabBar().setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
        self.tabBar().setAccessibleName(naam)
        self.setAccessibleName(naam)
        self._sleutels: list[str] = []
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._inhoud: dict[str, QWidget] = {}
        self.alleknop = Knop(self.tr("Alle tabbladen"), "icoon", "menu", actie=self._toon_alle)
        self.setCornerWidget(self.alleknop)
        self.currentChanged.connect(self._gewisseld)
        thema.huidig().gewijzigd.connect(self._schaal)
        self._schaal()

    @property
    def sleutel(self) -> str:
        """The key of the tab in front; empty when there is none."""
        return self._sleutels[self.currentIndex()] if self.currentIndex() >= 0 else ""

    def voeg_toe(self, sleutel: str, titel: str, maak: Callable[[], QWidget], *, rolt: bool = True) -> None:
        """Add a tab; ``maak`` is called once, when it first comes in front. ``rolt=False`` for a list of its own."""
        houder: QWidget
        if rolt:
            houder = Rolvak()
            houder.inhoud.setContentsMargins(2, 14, 8, 8)
        else:
            houder = QWidget()
            QVBoxLayout(houder).setContentsMargins(0, 12, 0, 0)
        houder.setAccessibleName(titel)
        self._sleutels.append(sleutel)
        self._makers[sleutel] = maak
        self.addTab(houder, titel)
        self._schik_alleknop()

    def kies(self, sleutel: str) -> None:
        """Bring a tab in front. Raises ValueError for an unknown key."""
        self.setCurrentIndex(self._sleutels.index(sleutel))

    def inhoud(self, sleutel: str) -> QWidget | None:
        """What a tab holds; None when it has not been looked at yet."""
        return self._inhoud.get(sleutel)

    def zet_titel(self, sleutel: str, titel: str) -> None:
        """Change the words on a tab, for instance with a count."""
        self.setTabText(self._sleutels.index(sleutel), titel)
        self._schik_alleknop()

    def rol_uit(self, aan: bool) -> None:
        """Be as high as what the tab in front holds and leave scrolling to the page around it."""
        self._uitgerold = aan
        self._meet()

    _uitgerold = False

    def minimumSizeHint(self) -> QSize:
        """Qt: as high as the highest page needs, and never a sliver."""
        kleinst = super().minimumSizeHint()
        return QSize(kleinst.width(), max(kleinst.height(), thema.huidig().px(_HOOG_MINSTENS)))

    def _schaal(self) -> None:
        self.updateGeometry()
        self._schik_alleknop()
        self._meet()

    def _meet(self) -> None:
        """A stack is as high as its highest page: only the one in front may ask for all it needs."""
        for plek in range(self.count()):
            vak = self.widget(plek)
            if isinstance(vak, Rolvak):
                vak.rol_uit(self._uitgerold and plek == self.currentIndex())

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: tabs may fit now, or no longer."""
        super().resizeEvent(gebeurtenis)
        self._schik_alleknop()

    def _schik_alleknop(self) -> None:
        self.alleknop.setVisible(self.tabBar().sizeHint().width() > self.width())

    def menu(self) -> QMenu:
        """Every tab by name; the one in front is marked."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Alle tabbladen"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for plek, sleutel in enumerate(self._sleutels):
            keuze = menu.addAction(self.tabText(plek))
            keuze.setCheckable(True)
            keuze.setChecked(plek == self.currentIndex())
            keuze.triggered.connect(partial(zwak(self._naar), sleutel))
        return menu

    def _naar(self, sleutel: str, _aan: bool = False) -> None:
        self.kies(sleutel)
        self.tabBar().setFocus()

    def _toon_alle(self) -> None:
        self.menu().popup(self.alleknop.mapToGlobal(QPoint(0, self.alleknop.height())))

    def _gewisseld(self, plek: int) -> None:
        if not 0 <= plek < len(self._sleutels):
            return
        self._meet()
        sleutel = self._sleutels[plek]
        maak = self._makers.pop(sleutel, None)
        if maak is not None:
            inhoud = maak()
            self._inhoud[sleutel] = inhoud
            houder = self.widget(plek)
            if isinstance(houder, Rolvak):
                houder.inhoud.addWidget(inhoud)
                houder.inhoud.addStretch(1)
            elif houder is not None and (vak := houder.layout()) is not None:
                vak.addWidget(inhoud)
        if self._uitgerold:
            breng_in_beeld(self.tabBar())
        self.gekozen.emit(sleutel)
