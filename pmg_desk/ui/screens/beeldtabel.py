"""A settled table on screen: categories down and across, what is hidden as a hatched cell with a cross, never as 0.

Beside each number stands how much more or less it is than in the quarter before, or that this cannot be said. Columns
that do not fit are turned over (:mod:`beeldkolommen`).
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.domain.beeldgetal import VERBORGEN, Aandeel, Getal
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Punt, Verschil, Verschilsoort, vergelijk
from pmg_desk.services.beeld import Beeldtabel, Categorie, Keuze, staand_en_dwars
from pmg_desk.services.monitoring import toon_verschil
from pmg_desk.ui import thema
from pmg_desk.ui.wekker import wekker

HOOGSTENS_ERBIJ = 5
"""Columns of numbers that a table may have to stand beside its drawing in an ordinary window."""
_KOLOM, _RIJKOP, _RIJKOP_ERBIJ, _RIJ = 80, 190, 225, 34  # pixels at 100 % text
_LETTERS = 11  # of a heading on one line
_PLEK = Qt.ItemDataRole.UserRole
_VERSCHIL = Qt.ItemDataRole.UserRole + 1
_KANT, _TUSSEN = 6, 8  # pixels at 100 % text: beside a number, and between it and what changed
_KOPRAND = 20  # pixels at 100 % text above and below a heading, as the style sheet has it
NIET_TE_ZEGGEN = "?"
"""Beside a number that cannot be compared: the one of then was hidden, or was not counted."""
_ALLEEN_TOTAAL = Categorie(TOTAAL, "Totaal", "", 0)


def kort_verschil(verschil: Verschil) -> str:
    """A difference as it stands beside its number: ``+3``, ``−3``, ``=``, and ``?`` where it cannot be said."""
    if verschil.soort is not Verschilsoort.GETAL:
        return NIET_TE_ZEGGEN
    ongeveer = "ca. " if verschil.ongeveer else ""
    if not verschil.aantal:
        return f"{ongeveer}="
    return f"{ongeveer}{'+' if verschil.aantal > 0 else '−'}{abs(verschil.aantal)}"


class _Getalcel(QStyledItemDelegate):
    """The number against the right of its own column, and what changed behind it, so that numbers stay in line."""

    def __init__(self, tabel: Getaltabel) -> None:
        super().__init__(tabel)
        self._tabel = tabel

    def paint(
        self, schilder: QPainter, optie: QStyleOptionViewItem, plek: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        """Qt: the cell without words, then the number and the difference."""
        beeld = QStyleOptionViewItem(optie)
        self.initStyleOption(beeld, plek)
        tekst, letter, vak = beeld.text, beeld.font, beeld.rect
        beeld.text = ""
        self._tabel.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, beeld, schilder, self._tabel)
        px, kleur = thema.huidig().px, thema.huidig().kleur
        breed = self._tabel.verschilbreedte[plek.column()]
        recht = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        schilder.save()
        schilder.setFont(letter)
        gekozen = bool(beeld.state & QStyle.StateFlag.State_Selected)
        schilder.setPen(kleur("keuze-tekst" if gekozen else "tekst"))
        rechts = px(_KANT) + (breed + px(_TUSSEN) if breed else 0)
        schilder.drawText(vak.adjusted(px(_KANT), 0, -rechts, 0), int(recht), tekst)
        if verschil := plek.data(_VERSCHIL):
            letter.setBold(False)
            schilder.setFont(letter)
            schilder.setPen(kleur("keuze-tekst" if gekozen else "tekst-zacht"))
            ruimte = QRect(vak.right() - breed - px(_KANT), vak.top(), breed, vak.height())
            schilder.drawText(ruimte, int(recht), verschil)
        schilder.restore()


class Getaltabel(QTableWidget):
    """The longest axis stands down. ``gekozen`` carries the categories of the cell under the cursor, by axis."""

    gekozen = Signal(object)
    breedte_gewijzigd = Signal()
    voorbij = Signal(int)
    """An arrow at the last (1) or first (-1) column that is on show."""

    def __init__(self, tabel: Beeldtabel, vorige: Beeldtabel | None = None, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.beeld, self.vorige = tabel, vorige
        self.verschilbreedte: list[int] = []
        """Per column: how wide what changed is; 0 where nothing stands."""
        self.breedten: list[int] = []
        """Per column: as wide as it is when it is on show."""
        self._neer, self._dwars = neer, dwars = staand_en_dwars(tabel.assen)
        self._rijen = neer.categorieen if neer is not None else (_ALLEEN_TOTAAL,)
        self._kolommen = dwars.categorieen if dwars is not None else (_ALLEEN_TOTAAL,)
        self._aandelen = neer is not None and dwars is None
        self._vul()
        self.setItemDelegate(_Getalcel(self))
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

    @property
    def verschillen(self) -> frozenset[str]:
        """What stands beside the numbers, each once."""
        return frozenset(verschil for item in self._items() if (verschil := item.data(_VERSCHIL)))

    @property
    def richting(self) -> str:
        """Which axis stands down and which across; of one axis nothing has to be said."""
        if self._neer is None or self._dwars is None:
            return ""
        return self.tr("Rijen: {}. Kolommen: {}.").format(self._neer.label.lower(), self._dwars.label.lower())

    def verschil(self, cel: tuple[str, ...]) -> Verschil:
        """How much more or less a cell is than in the quarter before: of two numbers that were shown."""
        toen = None if self.vorige is None else self.vorige.cellen.get(cel)
        if self.vorige is None or toen is None:
            return Verschil(Verschilsoort.ONTBREEKT)
        nu = Punt(Kwartaal.lees(self.beeld.vaststelling.kwartaal), self.beeld.cellen[cel])
        return vergelijk(nu, Punt(Kwartaal.lees(self.vorige.vaststelling.kwartaal), toen))

    def _cel(self, rij: Categorie, kolom: Categorie) -> tuple[str, ...]:
        per_as = {
            een.sleutel: plek.sleutel for een, plek in ((self._neer, rij), (self._dwars, kolom)) if een is not None
        }
        return tuple(per_as[een.sleutel] for een in self.beeld.assen)

    def _vul(self) -> None:
        per_sleutel = {een.sleutel: een for een in self._kolommen}
        koppen = [
            f"{per_sleutel[een.boven].label}: {een.label}" if een.niveau > 1 else een.label for een in self._kolommen
        ]
        if self._dwars is None:
            koppen = [self.tr("Aantal"), *([self.tr("Aandeel")] if self._aandelen else [])]
        self.setRowCount(len(self._rijen))
        self.setColumnCount(len(koppen))
        for nr, kop in enumerate(koppen):
            item = QTableWidgetItem(_kop_over_regels(kop))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, kop)
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            self.setHorizontalHeaderItem(nr, item)
        for r, rij in enumerate(self._rijen):
            kop_item = QTableWidgetItem(rij.label)
            kop_item.setData(Qt.ItemDataRole.AccessibleTextRole, rij.label)
            kop_item.setToolTip(rij.label)
            self.setVerticalHeaderItem(r, kop_item)
            for k, (kolom, kop) in enumerate(zip(self._kolommen, koppen, strict=False)):
                cel = self._cel(rij, kolom)
                totaal = not rij.niveau or (self._dwars is not None and not kolom.niveau)
                waar = ", ".join(woord for woord, een in ((rij.label, rij), (kop, kolom)) if een.niveau) or rij.label
                item = self._item(self.beeld.cellen[cel], waar, totaal=totaal)
                self._zet_verschil(item, self.verschil(cel))
                self.setItem(r, k, item)
            if self._aandelen:
                aandeel = self.beeld.aandeel(rij.sleutel, van=0)
                self.setItem(r, 1, self._item(aandeel, f"{rij.label}, {koppen[1].lower()}", totaal=not rij.niveau))

    def _item(self, getal: Getal | Aandeel, waar: str, *, totaal: bool) -> QTableWidgetItem:
        verborgen = (getal.waarde if isinstance(getal, Getal) else getal.procent) is None and getal.tekst != "–"
        item = QTableWidgetItem(VERBORGEN if verborgen else getal.tekst)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{waar}: {getal.tekst}")
        item.setData(_PLEK, verborgen)
        if verborgen:
            item.setToolTip(self.tr("Afgeschermd: {}.").format(self.beeld.vaststelling.waarom_verborgen))
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        letter = item.font()
        letter.setBold(totaal)
        item.setFont(letter)
        return item

    def _zet_verschil(self, item: QTableWidgetItem, verschil: Verschil) -> None:
        """Nothing where the quarter before has no such table, and beside a cross: that says it already."""
        if self.vorige is None or item.data(_PLEK):
            return
        item.setData(_VERSCHIL, kort_verschil(verschil))
        gezegd, toen = item.data(Qt.ItemDataRole.AccessibleTextRole), self.vorige.vaststelling.label
        if verschil.soort is not Verschilsoort.GETAL:
            zin = self.tr("{}, verschil met het {} niet te zeggen").format(gezegd, toen)
        elif verschil.aantal:
            zin = self.tr("{}, {} dan in het {}").format(gezegd, toon_verschil(verschil), toen)
        else:
            hoe = self.tr("ongeveer evenveel als") if verschil.ongeveer else self.tr("evenveel als")
            zin = self.tr("{}, {} in het {}").format(gezegd, hoe, toen)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, zin)

    def _gewisseld(self, rij: int, kolom: int, _vorige_rij: int, _vorige_kolom: int) -> None:
        if rij < 0:
            return
        plekken = ((self._neer, self._rijen[rij]), (self._dwars, self._kolommen[min(kolom, len(self._kolommen) - 1)]))
        keuze: tuple[Keuze, ...] = tuple(
            (een.sleutel, plek.sleutel) for een, plek in plekken if een is not None and plek.sleutel != TOTAAL
        )
        self.gekozen.emit(keuze)

    # columns

    @property
    def heel(self) -> int:
        """How wide it is with all its columns, in pixels at 100 % text."""
        breed = self.verticalHeader().width() + sum(self.breedten) + 2 * self.frameWidth()
        return round(breed * 1000 / thema.huidig().px(1000))

    @property
    def wisselend(self) -> tuple[int, ...]:
        """Columns that may be turned over: the whole stays, as it stands in front of each of them."""
        return tuple(range(1, len(self._kolommen))) if self._dwars is not None else ()

    def toon_kolommen(self, kolommen: Sequence[int]) -> None:
        """Of those that may be turned over, show these."""
        for kolom in self.wisselend:
            self.setColumnHidden(kolom, kolom not in kolommen)
        if self.isColumnHidden(self.currentColumn()) and kolommen:
            self.setCurrentCell(self.currentRow(), kolommen[0])

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: more or fewer columns may fit."""
        super().resizeEvent(gebeurtenis)
        self.breedte_gewijzigd.emit()

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: an arrow past the last column on show turns over."""
        richting = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(toets.key()), 0)
        voor = self.currentIndex()
        super().keyPressEvent(toets)
        if richting and voor.isValid() and self.currentIndex() == voor:
            self.voorbij.emit(richting)

    # sizes

    def _schaal(self) -> None:
        vet = self.font()
        vet.setBold(True)
        maat = QFontMetrics(vet)
        self._schaal_kolommen(maat)
        self._schaal_rijen(maat)
        self.breedte_gewijzigd.emit()
        arcering = QBrush(thema.huidig().kleur("rand-veld"), Qt.BrushStyle.BDiagPattern)
        for item in self._items():
            if item.data(_PLEK):
                item.setBackground(arcering)
        self._meet()

    def _items(self) -> list[QTableWidgetItem]:
        plekken = ((rij, kolom) for rij in range(self.rowCount()) for kolom in range(self.columnCount()))
        return [item for plek in plekken if (item := self.item(*plek)) is not None]

    def _schaal_kolommen(self, maat: QFontMetrics) -> None:
        px = thema.huidig().px
        self.verschilbreedte, self.breedten = [], []
        for kolom in range(self.columnCount()):
            kop = self.horizontalHeaderItem(kolom)
            regels = [] if kop is None else kop.text().split("\n")
            items = [item for rij in range(self.rowCount()) if (item := self.item(rij, kolom)) is not None]
            verschil = max((maat.horizontalAdvance(item.data(_VERSCHIL) or "") for item in items), default=0)
            self.verschilbreedte.append(verschil)
            getallen = [item.text() for item in items]
            erbij = verschil + px(_TUSSEN) if verschil else 0
            breedst = max(map(maat.horizontalAdvance, getallen), default=0) + erbij + 2 * px(_KANT)
            kopbreedte = px(28) + max(map(maat.horizontalAdvance, regels), default=0)
            self.breedten.append(max(px(_KOLOM), breedst, kopbreedte))
            self.setColumnWidth(kolom, self.breedten[-1])

    def _schaal_rijen(self, maat: QFontMetrics) -> None:
        """A name that is longer than its place goes on the next line; nothing of it is cut off."""
        px = thema.huidig().px
        hoogstens = px(_RIJKOP_ERBIJ if self.is_smal else _RIJKOP) - px(28)
        breedst = 0
        for nr, rij in enumerate(self._rijen):
            inspringen = "    " * max(rij.niveau - 1, 0)
            regels = _over_regels(rij.label, hoogstens - maat.horizontalAdvance(inspringen), maat)
            kop = self.verticalHeaderItem(nr)
            if kop is not None:
                kop.setText("\n".join(f"{inspringen}{regel}" for regel in regels))
            breedst = max(breedst, *(maat.horizontalAdvance(f"{inspringen}{regel}") for regel in regels))
            self.setRowHeight(nr, max(px(_RIJ), len(regels) * maat.lineSpacing() + px(_KOPRAND)))
        self.verticalHeader().setFixedWidth(breedst + px(28))

    def _meet_straks(self) -> None:
        self._meting.start()

    def _meet(self) -> None:
        """As high as its rows: the page around it scrolls."""
        balk = self.horizontalScrollBar()
        extra = balk.sizeHint().height() if balk.maximum() > 0 else 0
        hoog = sum(self.rowHeight(rij) for rij in range(self.rowCount())) + self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(hoog + extra + 2 * self.frameWidth() + 2)


def _kop_over_regels(kop: str) -> str:
    """A heading on narrow lines; a slash is a place to break too."""
    regels = wrap(kop.replace("/", "/ "), _LETTERS, break_long_words=False)
    return "\n".join(regel.replace("/ ", "/") for regel in regels) or kop


def _over_regels(tekst: str, breedte: int, maat: QFontMetrics) -> list[str]:
    """The words over as many lines as they need; a word that is too long for a line keeps its own."""
    regels: list[str] = []
    for woord in tekst.split():
        langer = f"{regels[-1]} {woord}" if regels else woord
        if regels and maat.horizontalAdvance(langer) <= breedte:
            regels[-1] = langer
        else:
            regels.append(woord)
    return regels or [tekst]
