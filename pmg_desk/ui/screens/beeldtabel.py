"""A settled table on screen: categories down and across, what is hidden as a hatched cell with a cross, never as 0."""

from __future__ import annotations

from textwrap import wrap

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.domain.beeldgetal import VERBORGEN, Aandeel, Getal
from pmg_desk.services.beeld import Beeldas, Beeldtabel, Categorie, Keuze
from pmg_desk.ui import thema
from pmg_desk.ui.wekker import wekker

HOOGSTENS_ERBIJ = 5
"""Columns of numbers that a table may have to stand beside its drawing in an ordinary window."""
_KOLOM, _RIJKOP, _RIJKOP_ERBIJ, _RIJ = 80, 190, 250, 34  # pixels at 100 % text
_LETTERS = 11  # of a heading on one line
_PLEK = Qt.ItemDataRole.UserRole
_ALLEEN_TOTAAL = Categorie(TOTAAL, "Totaal", "", 0)


class Getaltabel(QTableWidget):
    """The longest axis stands down. ``gekozen`` carries the categories of the cell under the cursor, by axis."""

    gekozen = Signal(object)

    def __init__(self, tabel: Beeldtabel, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.beeld = tabel
        neer, dwars = self._assen()
        self._neer, self._dwars = neer, dwars
        self._rijen = neer.categorieen if neer is not None else (_ALLEEN_TOTAAL,)
        self._kolommen = dwars.categorieen if dwars is not None else (_ALLEEN_TOTAAL,)
        self._aandelen = neer is not None and dwars is None
        self._vul()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(
            self.tr("{}, {}").format(tabel.meting.naam, " en ".join(een.label.lower() for een in tabel.assen))
            if tabel.assen
            else tabel.meting.naam
        )
        self._meting = wekker(self, 0, self._meet)  # later: resizing a table while it is laid out brings Qt down
        self.horizontalScrollBar().rangeChanged.connect(self._meet_straks)
        thema.huidig().gewijzigd.connect(self._schaal)
        self._schaal()
        self.currentCellChanged.connect(self._gewisseld)

    @property
    def is_smal(self) -> bool:
        """Whether there is room beside it for a drawing."""
        return len(self._kolommen) + self._aandelen <= HOOGSTENS_ERBIJ

    @property
    def heeft_verborgen(self) -> bool:
        """Whether a cell shows the cross."""
        return any(getal.waarde is None for getal in self.beeld.cellen.values())

    def _assen(self) -> tuple[Beeldas | None, Beeldas | None]:
        assen = self.beeld.assen
        if len(assen) < 2:
            return (assen[0] if assen else None), None
        lang, kort = assen[0], assen[1]
        return (kort, lang) if len(kort.categorieen) > len(lang.categorieen) else (lang, kort)

    def _cel(self, rij: Categorie, kolom: Categorie) -> tuple[str, ...]:
        per_as = {
            een.sleutel: plek.sleutel for een, plek in ((self._neer, rij), (self._dwars, kolom)) if een is not None
        }
        return tuple(per_as[een.sleutel] for een in self.beeld.assen)

    def _vul(self) -> None:
        koppen = [een.label for een in self._kolommen]
        if self._dwars is None:
            koppen = [self.tr("Aantal"), *([self.tr("Aandeel")] if self._aandelen else [])]
        self.setRowCount(len(self._rijen))
        self.setColumnCount(len(koppen))
        for nr, kop in enumerate(koppen):
            item = QTableWidgetItem("\n".join(wrap(kop, _LETTERS, break_long_words=False)) or kop)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, kop)
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            self.setHorizontalHeaderItem(nr, item)
        for r, rij in enumerate(self._rijen):
            kop_item = QTableWidgetItem("    " * max(rij.niveau - 1, 0) + rij.label)
            kop_item.setData(Qt.ItemDataRole.AccessibleTextRole, rij.label)
            kop_item.setToolTip(rij.label)
            self.setVerticalHeaderItem(r, kop_item)
            for k, kolom in enumerate(self._kolommen):
                cel = self._cel(rij, kolom)
                totaal = not rij.niveau or (self._dwars is not None and not kolom.niveau)
                waar = ", ".join(een.label for een in (rij, kolom) if een.niveau) or rij.label
                self.setItem(r, k, self._item(self.beeld.cellen[cel], waar, totaal=totaal))
            if self._aandelen:
                aandeel = self.beeld.aandeel(rij.sleutel, van=0)
                self.setItem(r, 1, self._item(aandeel, f"{rij.label}, {koppen[1].lower()}", totaal=not rij.niveau))

    def _item(self, getal: Getal | Aandeel, waar: str, *, totaal: bool) -> QTableWidgetItem:
        verborgen = (getal.waarde if isinstance(getal, Getal) else getal.procent) is None and getal.tekst != "–"
        item = QTableWidgetItem(VERBORGEN if verborgen else getal.tekst)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{waar}: {getal.tekst}")
        item.setData(_PLEK, verborgen)
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        letter = item.font()
        letter.setBold(totaal)
        item.setFont(letter)
        return item

    def _gewisseld(self, rij: int, kolom: int, _vorige_rij: int, _vorige_kolom: int) -> None:
        if rij < 0:
            return
        plekken = ((self._neer, self._rijen[rij]), (self._dwars, self._kolommen[min(kolom, len(self._kolommen) - 1)]))
        keuze: tuple[Keuze, ...] = tuple(
            (een.sleutel, plek.sleutel) for een, plek in plekken if een is not None and plek.sleutel != TOTAAL
        )
        self.gekozen.emit(keuze)

    # sizes

    def _schaal(self) -> None:
        px = thema.huidig().px
        arcering = QBrush(thema.huidig().kleur("rand"), Qt.BrushStyle.BDiagPattern)
        for rij in range(self.rowCount()):
            self.setRowHeight(rij, px(_RIJ))
            for kolom in range(self.columnCount()):
                item = self.item(rij, kolom)
                if item is not None and item.data(_PLEK):
                    item.setBackground(arcering)
        vet = self.font()
        vet.setBold(True)
        maat = QFontMetrics(vet)
        for kolom in range(self.columnCount()):
            kop = self.horizontalHeaderItem(kolom)
            regels = [] if kop is None else kop.text().split("\n")
            self.setColumnWidth(kolom, max(px(_KOLOM), px(28) + max(map(maat.horizontalAdvance, regels), default=0)))
        langste = max(maat.horizontalAdvance(f"{'    ' * rij.niveau}{rij.label}") for rij in self._rijen)
        self.verticalHeader().setFixedWidth(min(px(_RIJKOP_ERBIJ if self.is_smal else _RIJKOP), langste + px(28)))
        self._meet()

    def _meet_straks(self) -> None:
        self._meting.start()

    def _meet(self) -> None:
        """As high as its rows: the page around it scrolls."""
        balk = self.horizontalScrollBar()
        extra = balk.sizeHint().height() if balk.maximum() > 0 else 0
        hoog = sum(self.rowHeight(rij) for rij in range(self.rowCount())) + self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(hoog + extra + 2 * self.frameWidth() + 2)
