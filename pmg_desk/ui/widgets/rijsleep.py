"""Dragging a row of a list to another place. By keyboard there is always another way; this is the same by mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame

from pmg_desk.ui import thema
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.tabel import Tabel

_DIK = 3  # pixels at 100 % text, of the line that shows where the row will go


class Rijsleep(QObject):
    """``gesleept`` carries the line a row came from and the line it goes to. Escape leaves it where it was."""

    gesleept = Signal(int, int)

    def __init__(self, tabel: Tabel) -> None:
        super().__init__(tabel)
        self._tabel = tabel
        self._van = -1
        self._begin = QPoint()
        self._gat: int | None = None  # before which line it would go, while it is dragged
        self._aan = True
        self.lijn = QFrame(tabel.viewport())
        self.lijn.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.lijn.setAutoFillBackground(True)
        self.lijn.hide()
        tabel.viewport().installEventFilter(self)
        tabel.installEventFilter(self)

    def zet_aan(self, aan: bool) -> None:
        """Whether rows can be dragged."""
        self._aan = aan
        self._stop()

    def eventFilter(self, _wie: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: what the mouse does in the table, and Escape."""
        if isinstance(gebeurtenis, QKeyEvent):
            return self._toets(gebeurtenis)
        if isinstance(gebeurtenis, QMouseEvent):
            return self._muis(gebeurtenis)
        return False

    def _toets(self, toets: QKeyEvent) -> bool:
        sleept = self._gat is not None
        if sleept and toets.type() is QEvent.Type.KeyPress and toets.key() == Qt.Key.Key_Escape:
            self._stop()
            return True
        return False

    def _muis(self, muis: QMouseEvent) -> bool:
        plek = muis.position().toPoint()
        if muis.type() is QEvent.Type.MouseButtonPress:
            links = muis.button() is Qt.MouseButton.LeftButton
            self._van = self._tabel.rowAt(plek.y()) if links and self._aan else -1
            self._begin = plek
        elif muis.type() is QEvent.Type.MouseMove and self._van >= 0:
            ver = (plek - self._begin).manhattanLength() >= QApplication.startDragDistance()
            if ver or self._gat is not None:
                self._toon(plek)
            return True  # dragging moves a row; it chooses no others
        elif muis.type() is QEvent.Type.MouseButtonRelease and self._gat is not None:
            van, gat = self._van, self._gat
            self._stop()
            naar = gat - 1 if gat > van else gat
            if naar != van:
                self.gesleept.emit(van, naar)
            return True
        return False

    def _toon(self, plek: QPoint) -> None:
        """The line between the rows where it would go; beyond the edge table and page roll along."""
        tabel, aantal = self._tabel, self._tabel.model().rowCount()
        balk, hoog = tabel.verticalScrollBar(), tabel.viewport().height()
        if plek.y() < 0 or plek.y() > hoog:
            balk.setValue(balk.value() + (-1 if plek.y() < 0 else 1) * tabel.rowHeight(0))
        breng_in_beeld(tabel.viewport(), QRect(0, plek.y(), 1, 1))
        rij = tabel.rowAt(max(0, min(hoog - 1, plek.y())))
        if rij < 0:
            gat = aantal
        else:
            midden = tabel.rowViewportPosition(rij) + tabel.rowHeight(rij) // 2
            gat = rij if plek.y() < midden else rij + 1
        self._gat = gat
        onder = tabel.rowViewportPosition(aantal - 1) + tabel.rowHeight(aantal - 1)
        dik = thema.huidig().px(_DIK)
        y = tabel.rowViewportPosition(gat) if gat < aantal else onder
        palet = self.lijn.palette()
        palet.setColor(self.lijn.backgroundRole(), thema.huidig().kleur("accent"))
        self.lijn.setPalette(palet)
        self.lijn.setGeometry(0, max(0, min(hoog - dik, y - dik // 2)), tabel.viewport().width(), dik)
        self.lijn.show()
        self.lijn.raise_()
        tabel.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _stop(self) -> None:
        self._gat, self._van = None, -1
        self.lijn.hide()
        self._tabel.viewport().unsetCursor()
