"""A month as a table of days, Monday first: what is on a day in words, or a count when there is more."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pmg_desk.domain.datums import MAANDEN
from pmg_desk.ui import thema
from pmg_desk.ui.widgets.datumvelden import lang
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst

_DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
_WEKEN = 6
"""Weeks at most that a month touches; one that is wholly of the next month is left out."""
_RIJ_HOOG = 54
_KOLOM_BREED = 64


class Maandkalender(QWidget):
    """``zet`` gives per day the words that stand in its cell and the sentence that is read out.

    ``gekozen`` carries the day under the cursor, ``geopend`` one on which Enter was pressed; ``maand`` a first day.
    """

    gekozen = Signal(object)
    geopend = Signal(object)

    def __init__(self, naam: str, vandaag: date, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._vandaag, self._dag = vandaag, vandaag
        self._woorden: Mapping[date, tuple[str, str]] = {}
        self.kop = Tekst("", "kop-3", omslaan=False)
        self.vorige = Knop(self.tr("Vorige maand"), "icoon", "chevron-left", actie=self._vorige)
        self.volgende = Knop(self.tr("Volgende maand"), "icoon", "chevron-right", actie=self._volgende)
        self.nuknop = Knop(self.tr("Vandaag"), actie=self._nu)
        rij = QHBoxLayout()
        rij.setSpacing(8)
        rij.addWidget(self.kop, 1)
        for knop in (self.vorige, self.nuknop, self.volgende):
            rij.addWidget(knop)
        self.tabel = QTableWidget(_WEKEN, len(_DAGEN))
        self.tabel.setAccessibleName(naam)
        self.tabel.setHorizontalHeaderLabels(list(_DAGEN))
        self.tabel.verticalHeader().setVisible(False)
        self.tabel.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tabel.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tabel.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tabel.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tabel.setTabKeyNavigation(False)
        self.tabel.setWordWrap(True)
        self.tabel.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tabel.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.tabel.currentCellChanged.connect(self._gewisseld)
        self.tabel.itemActivated.connect(self._open)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        kolom.addLayout(rij)
        kolom.addWidget(self.tabel, 1)
        thema.huidig().gewijzigd.connect(self._schaal)
        self._schaal()
        self._teken()

    @property
    def dag(self) -> date:
        """The day under the cursor."""
        return self._dag

    def zet(self, woorden: Mapping[date, tuple[str, str]]) -> None:
        """Show these: per day what stands in the cell, and what is read out."""
        self._woorden = woorden
        self._teken()

    def kies(self, dag: date) -> None:
        """Put the cursor on a day, and show its month."""
        self._dag = dag
        self._teken()
        self.gekozen.emit(dag)

    def _eerste(self) -> date:
        """The Monday of the first week that is shown."""
        eerste = self._dag.replace(day=1)
        return eerste - timedelta(days=eerste.weekday())

    def _teken(self) -> None:
        self.kop.setText(f"{MAANDEN[self._dag.month - 1].capitalize()} {self._dag.year}")
        begin = self._eerste()
        self.tabel.blockSignals(True)
        for plek in range(_WEKEN * 7):
            dag = begin + timedelta(days=plek)
            woorden, voluit = self._woorden.get(dag, ("", self.tr("niets")))
            nummer = f"{dag.day}" if dag.month == self._dag.month else f"{dag.day} {MAANDEN[dag.month - 1][:3]}"
            if dag == self._vandaag:
                nummer = self.tr("{} (nu)").format(nummer)
            cel = QTableWidgetItem(f"{nummer}\n{woorden}" if woorden else nummer)
            cel.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            cel.setData(Qt.ItemDataRole.AccessibleTextRole, f"{lang(dag)}: {voluit}")
            letter = cel.font()
            letter.setBold(dag == self._vandaag)
            letter.setItalic(dag.month != self._dag.month)
            cel.setFont(letter)
            self.tabel.setItem(plek // 7, plek % 7, cel)
        laatste = self._dag.replace(day=calendar.monthrange(self._dag.year, self._dag.month)[1])
        for week in range(_WEKEN):
            self.tabel.setRowHidden(week, begin + timedelta(days=7 * week) > laatste)
        plek = (self._dag - begin).days
        self.tabel.setCurrentCell(plek // 7, plek % 7)
        self.tabel.blockSignals(False)

    def _gewisseld(self, rij: int, kolom: int, _vorige_rij: int, _vorige_kolom: int) -> None:
        if rij < 0:
            return
        dag = self._eerste() + timedelta(days=rij * 7 + kolom)
        if dag.month == self._dag.month:
            self._dag = dag
            self.gekozen.emit(dag)
        else:
            self.kies(dag)  # a day of the month beside it: go there

    def _open(self, _cel: QTableWidgetItem) -> None:
        self.geopend.emit(self._dag)

    def _vorige(self) -> None:
        self._naar(self._dag.replace(day=1) - timedelta(days=1))

    def _volgende(self) -> None:
        laatste = calendar.monthrange(self._dag.year, self._dag.month)[1]
        self._naar(self._dag.replace(day=laatste) + timedelta(days=1))

    def _nu(self) -> None:
        self.kies(self._vandaag)

    def _naar(self, dag: date) -> None:
        """Another month: the same day of it, or its last one."""
        laatste = calendar.monthrange(dag.year, dag.month)[1]
        self.kies(dag.replace(day=min(self._dag.day, laatste)))

    def _schaal(self) -> None:
        px = thema.huidig().px
        self.tabel.setMinimumSize(px(_KOLOM_BREED) * 7, px(_RIJ_HOOG) * (_WEKEN - 1) + px(36))
