"""A line of a list with boxes that is there to be read: all of its words stand in it, however long they are."""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmg_desk.ui import thema

Index = QModelIndex | QPersistentModelIndex
_OMSLAAN = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class Leesregel(QStyledItemDelegate):
    """Measures and paints the words itself: Qt measures without the padding of the style, and then cuts them off."""

    def __init__(self, lijst: QListWidget) -> None:
        super().__init__(lijst)
        self._lijst = lijst

    def sizeHint(self, optie: QStyleOptionViewItem, index: Index, /) -> QSize:
        """Qt: as high as its words need."""
        deze = self._optie(optie, index)
        hoog = 1000
        deze.rect = QRect(0, 0, self._lijst.viewport().width(), hoog)
        vak = self._vak(deze)
        nodig = _hoogte(deze.text, deze.font, vak.width())
        kaal = super().sizeHint(optie, index)
        return QSize(deze.rect.width(), max(kaal.height(), nodig + hoog - vak.height()))

    def paint(self, schilder: QPainter, optie: QStyleOptionViewItem, index: Index, /) -> None:
        """Qt: the box as the style has it, and the words beside it."""
        deze = self._optie(optie, index)
        vak, tekst, letter = self._vak(deze), deze.text, deze.font
        gekozen = bool(deze.state & QStyle.StateFlag.State_Selected)
        deze.text = ""
        self._lijst.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, deze, schilder, self._lijst)
        schilder.save()
        schilder.setFont(letter)
        schilder.setPen(thema.huidig().kleur("keuze-tekst" if gekozen else "tekst"))
        hoe = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        hoe.setWrapMode(_OMSLAAN)
        schilder.drawText(QRectF(vak), tekst, hoe)
        schilder.restore()

    def _optie(self, optie: QStyleOptionViewItem, index: Index) -> Any:
        deze = QStyleOptionViewItem(optie)
        self.initStyleOption(deze, index)
        return deze

    def _vak(self, deze: Any) -> QRect:
        """Where the words come, beside the box."""
        stijl = self._lijst.style()
        rand = stijl.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, deze, self._lijst) + 1
        vak = stijl.subElementRect(QStyle.SubElement.SE_ItemViewItemText, deze, self._lijst)
        return vak.adjusted(rand, 0, -rand, 0)


def _hoogte(tekst: str, letter: QFont, breedte: int) -> int:
    """Of these words, broken between words where that can be."""
    indeling = QTextLayout(tekst, letter)
    hoe = QTextOption()
    hoe.setWrapMode(_OMSLAAN)
    indeling.setTextOption(hoe)
    indeling.beginLayout()
    hoog = 0.0
    while (regel := indeling.createLine()).isValid():
        regel.setLineWidth(breedte)
        hoog += regel.height()
    indeling.endLayout()
    return ceil(hoog)
