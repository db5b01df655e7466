"""The table inside a Lijst: Enter opens, Ctrl+C copies, Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from pmg_desk.ui.widgets.rijdelegate import RijDelegate


class Tabel(QTableView):
    """Whole rows, read only, no grid."""

    geopend = Signal()
    kopie = Signal()
    breedte_gewijzigd = Signal()

    def __init__(self, naam: str, *, meer_kiezen: bool, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setAccessibleName(naam)
        self.setItemDelegate(RijDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        wijze = QAbstractItemView.SelectionMode
        self.setSelectionMode(wijze.ExtendedSelection if meer_kiezen else wijze.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(1)
        kop = self.horizontalHeader()
        kop.setHighlightSections(False)
        kop.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        kop.setSortIndicatorClearable(True)
        self.doubleClicked.connect(self.geopend)

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: keys."""
        if toets.matches(QKeySequence.StandardKey.Copy):
            self.kopie.emit()
        elif toets.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.geopend.emit()
        else:
            super().keyPressEvent(toets)

    def viewportEvent(self, gebeurtenis: QEvent, /) -> bool:
        """Qt: a scroll bar that comes or goes changes the width to share."""
        resultaat = super().viewportEvent(gebeurtenis)
        if gebeurtenis.type() is QEvent.Type.Resize:
            self.breedte_gewijzigd.emit()
        return resultaat

    def sizeHint(self) -> QSize:
        """Qt: takes what it gets."""
        return QSize(320, 240)
