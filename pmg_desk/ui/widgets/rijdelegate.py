"""How a row of a list looks: calm text, chips, and a visible focus around the whole row."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from pmg_desk.ui import thema
from pmg_desk.ui.models.rijen import KOLOM_ROL, WAARDE_ROL, Kolom
from pmg_desk.ui.widgets.chip import Chipwaarde, chipmaat, teken_chip

Index = QModelIndex | QPersistentModelIndex


class RijDelegate(QStyledItemDelegate):
    """Paints the cells of a Lijst."""

    def paint(self, schilder: QPainter, optie: QStyleOptionViewItem, index: Index, /) -> None:
        """Qt: draw a cell."""
        huidig = thema.huidig()
        toestand: Any = optie.state
        vak: QRect = optie.rect
        gekozen = bool(toestand & QStyle.StateFlag.State_Selected)
        schilder.save()
        if gekozen:
            schilder.fillRect(vak, huidig.kleur("keuze"))
        elif index.row() % 2:
            schilder.fillRect(vak, huidig.kleur("strook"))
        self._inhoud(schilder, vak, index, gekozen=gekozen)
        tabel = optie.widget
        if isinstance(tabel, QTableView) and tabel.hasFocus() and tabel.currentIndex().row() == index.row():
            _teken_focus(schilder, vak, tabel, index.column())
        schilder.restore()

    def sizeHint(self, optie: QStyleOptionViewItem, index: Index, /) -> QSize:
        """Qt: the size a cell wants, for fitting a column by double click."""
        del optie
        huidig = thema.huidig()
        waarde = index.data(WAARDE_ROL)
        if isinstance(waarde, Chipwaarde):
            breedte = chipmaat(waarde).width()
        else:
            breedte = QFontMetrics(self._letter(index)).horizontalAdvance(str(index.data() or ""))
        return QSize(breedte + 2 * huidig.px(11), huidig.maat("rij-hoogte"))

    def helpEvent(
        self, gebeurtenis: QHelpEvent, zicht: QAbstractItemView, optie: QStyleOptionViewItem, index: Index, /
    ) -> bool:
        """Qt: a tooltip only where the text does not fit, as plain text."""
        if gebeurtenis.type() is QEvent.Type.ToolTip:
            tekst = str(index.data() or "")
            vak: QRect = optie.rect
            kolom = index.data(KOLOM_ROL)
            ruim = isinstance(kolom, Kolom) and kolom.regels > 1  # no telling where the lines break
            past = not ruim and self.sizeHint(optie, index).width() <= vak.width()
            QToolTip.showText(gebeurtenis.globalPos(), "" if past else plat(tekst), zicht)
            return True
        return super().helpEvent(gebeurtenis, zicht, optie, index)

    def _letter(self, index: Index) -> Any:
        kolom = index.data(KOLOM_ROL)
        return thema.huidig().letter(vet=isinstance(kolom, Kolom) and kolom.nadruk)

    def _inhoud(self, schilder: QPainter, vak: QRect, index: Index, *, gekozen: bool) -> None:
        huidig = thema.huidig()
        ruimte = huidig.px(10)
        binnen = vak.adjusted(ruimte, 0, -ruimte, 0)
        waarde = index.data(WAARDE_ROL)
        if isinstance(waarde, Chipwaarde):
            teken_chip(schilder, binnen, waarde)
            return
        kolom = index.data(KOLOM_ROL)
        letter = self._letter(index)
        schilder.setFont(letter)
        schilder.setPen(huidig.kleur("keuze-tekst" if gekozen else "tekst"))
        kant = Qt.AlignmentFlag.AlignRight if kolom.rechts else Qt.AlignmentFlag.AlignLeft
        if kolom.regels > 1:
            self._meer_regels(schilder, binnen, str(index.data() or ""), kolom)
            return
        regel = " ".join(str(index.data() or "").split())
        tekst = QFontMetrics(letter).elidedText(regel, Qt.TextElideMode.ElideRight, binnen.width())
        schilder.drawText(binnen, int(kant | Qt.AlignmentFlag.AlignVCenter), tekst)

    def _meer_regels(self, schilder: QPainter, vak: QRect, tekst: str, kolom: Kolom[Any]) -> None:
        """As many lines as fit; after a line break of the value itself not in the strong letter."""
        eerste, *rest = tekst.split("\n")
        sterk, gewoon = schilder.font(), thema.huidig().letter()
        regels = [(sterk, een) for een in breek(QFontMetrics(sterk), eerste, vak.width(), kolom.regels - len(rest))]
        regels += [(gewoon, een) for een in rest]
        hoog = QFontMetrics(sterk).lineSpacing()
        boven = vak.top() + (vak.height() - hoog * len(regels)) // 2
        for nr, (letter, een) in enumerate(regels):
            schilder.setFont(letter)
            kort = QFontMetrics(letter).elidedText(een, Qt.TextElideMode.ElideRight, vak.width())
            plek = QRect(vak.left(), boven + nr * hoog, vak.width(), hoog)
            schilder.drawText(plek, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), kort)


def breek(maat: QFontMetrics, tekst: str, breedte: int, hoogstens: int) -> list[str]:
    """A text in at most so many lines, broken between words; what is left stands on the last one, to be shortened."""
    regels = [""]
    for woord in tekst.split():
        langer = f"{regels[-1]} {woord}".strip()
        if not regels[-1] or len(regels) >= hoogstens or maat.horizontalAdvance(langer) <= breedte:
            regels[-1] = langer
        else:
            regels.append(woord)
    return regels


def plat(tekst: str) -> str:
    """Text for a tooltip, where Qt reads what looks like HTML as HTML; wraps long lines."""
    return f"<p>{html.escape(tekst)}</p>"


def _teken_focus(schilder: QPainter, vak: QRect, tabel: QTableView, kolom: int) -> None:
    dikte = 2
    kleur = thema.huidig().kleur("focus-rand")
    model: QAbstractItemModel = tabel.model()
    zichtbaar = [plek for plek in range(model.columnCount()) if not tabel.isColumnHidden(plek)]
    schilder.fillRect(vak.left(), vak.top(), vak.width(), dikte, kleur)
    schilder.fillRect(vak.left(), vak.bottom() - dikte + 1, vak.width(), dikte, kleur)
    if kolom == zichtbaar[0]:
        schilder.fillRect(vak.left(), vak.top(), dikte, vak.height(), kleur)
    if kolom == zichtbaar[-1]:
        schilder.fillRect(vak.right() - dikte + 1, vak.top(), dikte, vak.height(), kleur)
