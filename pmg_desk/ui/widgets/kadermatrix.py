"""The grid of a tafelkader: rows are functions, columns kinds of data. Arrows move, Space says yes or no.

All columns are in sight where that can be: they share the width there is, and where words would not fit above them
the words are turned. The names of the functions stay where they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionHeader, QTableView, QWidget

from pmg_desk.domain.kaderruimte import Kaderruimte, Ruimtecategorie, Ruimterij
from pmg_desk.domain.tafelkader import Kaderregel
from pmg_desk.ui import thema
from pmg_desk.ui.widgets.aankondiging import kondig_aan

_Index = QModelIndex | QPersistentModelIndex
_GEEN = QModelIndex()
_KOLOM = 118  # as wide as the longest words above a column ask for
_KOLOM_GEDRAAID = 56
_RIJKOP = 240
_RIJ = 56
_KOP = 56
_RAND = 8
_RIJKOP_DEEL = 0.34  # at most this part of the grid is for the words beside it
_RIJEN = 2  # so many are in sight at least; a window that is lower rolls


class Matrixmodel(QAbstractTableModel):
    """The cells of one draft, by row and column of its room."""

    def __init__(self, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.ruimte: Kaderruimte | None = None
        self.cellen: dict[tuple[int, int], Kaderregel] = {}

    def zet(self, ruimte: Kaderruimte, regels: tuple[Kaderregel, ...]) -> None:
        """Show this draft."""
        self.beginResetModel()
        self.ruimte = ruimte
        rijen = {rij.ontvanger: nr for nr, rij in enumerate(ruimte.rijen)}
        kolommen = {categorie.sleutel: nr for nr, categorie in enumerate(ruimte.categorieen)}
        self.cellen = {
            (rijen[r.ontvanger], kolommen[r.categorie]): r
            for r in regels
            if r.ontvanger in rijen and r.categorie in kolommen
        }
        self.endResetModel()

    def regels(self) -> tuple[Kaderregel, ...]:
        """The cells that say yes, in order."""
        return tuple(self.cellen[plek] for plek in sorted(self.cellen))

    def rij(self, nr: int) -> Ruimterij:
        """The function of this row."""
        assert self.ruimte is not None
        return self.ruimte.rijen[nr]

    def categorie(self, nr: int) -> Ruimtecategorie:
        """The kind of data of this column."""
        assert self.ruimte is not None
        return self.ruimte.categorieen[nr]

    def wissel(self, plek: tuple[int, int]) -> None:
        """Yes becomes no and back. A new cell takes the grounds of the last one in its column or row that may."""
        if not self.categorie(plek[1]).in_kader:
            return
        if plek in self.cellen:
            del self.cellen[plek]
        else:
            self.cellen[plek] = self._nieuw(plek)
        self._meld(plek)

    def _nieuw(self, plek: tuple[int, int]) -> Kaderregel:
        assert self.ruimte is not None
        rij, categorie = self.rij(plek[0]), self.categorie(plek[1]).sleutel
        past = {g.sleutel for g in self.ruimte.gronden if g.past(rij.soort, self.ruimte.tafel)}
        for voorbeeld in self._voorbeelden(plek):
            gronden = tuple(g for g in voorbeeld.grondslagen if g in past)
            if gronden:
                return Kaderregel(rij.ontvanger, categorie, gronden, voorbeeld.eisen)
        return Kaderregel(rij.ontvanger, categorie, ())

    def _voorbeelden(self, plek: tuple[int, int]) -> list[Kaderregel]:
        kolom = [r for (_, kol), r in self.cellen.items() if kol == plek[1]]
        return kolom[::-1] + [r for (rij, _), r in self.cellen.items() if rij == plek[0]][::-1]

    def verander(self, plek: tuple[int, int], **anders: Any) -> None:
        """Other grounds or conditions for a cell that says yes."""
        self.cellen[plek] = replace(self.cellen[plek], **anders)
        self._meld(plek)

    def _meld(self, plek: tuple[int, int]) -> None:
        index = self.index(*plek)
        self.dataChanged.emit(index, index)

    # Qt

    def rowCount(self, ouder: _Index = _GEEN) -> int:
        """Qt: rows."""
        return 0 if ouder.isValid() or self.ruimte is None else len(self.ruimte.rijen)

    def columnCount(self, ouder: _Index = _GEEN) -> int:
        """Qt: columns."""
        return 0 if ouder.isValid() or self.ruimte is None else len(self.ruimte.categorieen)

    def headerData(self, nr: int, richting: Qt.Orientation, rol: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the words above and beside."""
        if rol not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if richting is Qt.Orientation.Horizontal:
            return self.categorie(nr).label
        wie = self.rij(nr).ontvanger
        return f"{wie.functie}\n{wie.organisatie}"

    def data(self, index: _Index, rol: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell says, also to a screen reader."""
        plek = (index.row(), index.column())
        if rol == Qt.ItemDataRole.DisplayRole:
            return self.woord(plek)
        if rol == Qt.ItemDataRole.AccessibleTextRole:
            return self.zin(plek)
        if rol == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if rol == Qt.ItemDataRole.ForegroundRole:
            return thema.huidig().kleur("tekst" if plek in self.cellen else "tekst-zacht")
        return None

    def woord(self, plek: tuple[int, int]) -> str:
        """What stands in a cell."""
        if not self.categorie(plek[1]).in_kader:
            return self.tr("per casus")
        regel = self.cellen.get(plek)
        if regel is None:
            return "–"
        if not regel.grondslagen:
            return self.tr("Ja, grond?")
        return self.tr("Ja, met eis") if regel.eisen else self.tr("Ja")

    def zin(self, plek: tuple[int, int]) -> str:
        """The same in whole words."""
        wie, wat = self.rij(plek[0]).ontvanger, self.categorie(plek[1]).label
        woord = self.tr("nee") if plek not in self.cellen and self.categorie(plek[1]).in_kader else self.woord(plek)
        return f"{wie.functie}, {wie.organisatie}; {wat}: {woord}"


class Kolomkop(QHeaderView):
    """The words above the columns; turned a quarter where there is no room for them as they are."""

    def __init__(self, ouder: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, ouder)
        self.gedraaid = False
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)

    def vet(self) -> QFont:
        """How the words are drawn."""
        letters = QFont(self.font())
        letters.setBold(True)
        return letters

    def paintSection(self, schilder: QPainter, vlak: QRect, nr: int, /) -> None:
        """Qt: one heading."""
        if not self.gedraaid:
            super().paintSection(schilder, vlak, nr)
            return
        keuze = QStyleOptionHeader()
        self.initStyleOption(keuze)
        self.initStyleOptionForIndex(keuze, nr)
        keuze.rect, keuze.text = vlak, ""
        rand = thema.huidig().px(_RAND)
        schilder.save()
        self.style().drawControl(QStyle.ControlElement.CE_Header, keuze, schilder, self)
        schilder.setFont(self.vet())
        schilder.setPen(thema.huidig().kleur("tekst"))
        schilder.translate(vlak.left(), vlak.bottom())
        schilder.rotate(-90)
        ruimte = QRect(rand, 0, vlak.height() - 2 * rand, vlak.width())
        tekst = str(self.model().headerData(nr, Qt.Orientation.Horizontal))
        schilder.drawText(ruimte, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), tekst)
        schilder.restore()


class Kadermatrix(QTableView):
    """``gekozen`` and ``geopend`` carry (row, column) of the cell under the cursor; ``gewijzigd``: a cell changed."""

    gekozen = Signal(object)
    geopend = Signal(object)
    gewijzigd = Signal()

    def __init__(self, naam: str, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setAccessibleName(naam)
        self.model_ = Matrixmodel(self)
        self.setModel(self.model_)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.kolomkop = Kolomkop(self)
        self.setHorizontalHeader(self.kolomkop)
        self.verticalHeader().setSectionsClickable(False)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self.wissel())
        self.model_.dataChanged.connect(lambda *_: self.gewijzigd.emit())
        thema.huidig().gewijzigd.connect(self._schaal)
        self._schaal()

    def zet(self, ruimte: Kaderruimte, regels: tuple[Kaderregel, ...]) -> None:
        """Show a draft, with the cursor where it was."""
        plek = self.plek or (0, 0)
        self.model_.zet(ruimte, regels)
        self._schik()
        if ruimte.rijen and ruimte.categorieen:
            self.setCurrentIndex(self.model_.index(*plek))

    @property
    def plek(self) -> tuple[int, int] | None:
        """Row and column under the cursor; None where there is none."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def ga_naar(self, rij: int, kolom: int) -> None:
        """Put the cursor on a cell."""
        self.setCurrentIndex(self.model_.index(rij, kolom))

    def wissel(self) -> None:
        """Yes becomes no and back, where the cursor is."""
        if self.plek is not None:
            self.model_.wissel(self.plek)
            kondig_aan(self, self.model_.zin(self.plek))
            self.gekozen.emit(self.plek)

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: Space toggles, Enter asks for the grounds."""
        if toets.key() == Qt.Key.Key_Space:
            self.wissel()
        elif toets.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.geopend.emit(self.plek)
        else:
            super().keyPressEvent(toets)

    def selectionChanged(self, erbij: QItemSelection, weg: QItemSelection, /) -> None:
        """Qt: another cell."""
        super().selectionChanged(erbij, weg)
        self.gekozen.emit(self.plek)

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: divide the room anew."""
        super().resizeEvent(gebeurtenis)
        self._schik()

    def _schaal(self) -> None:
        vlak = thema.huidig().kleur("vlak-2").name()
        self.setStyleSheet(f"QTableCornerButton::section {{ background: {vlak}; border: none; }}")
        self._schik()

    def _schik(self) -> None:
        """Share the width among the columns; turn the words above them when they are too narrow for those."""
        px, aantal = thema.huidig().px, self.model_.columnCount()
        naast = min(px(_RIJKOP), int(self.width() * _RIJKOP_DEEL))
        self.verticalHeader().setFixedWidth(naast)
        self.verticalHeader().setDefaultSectionSize(px(_RIJ))
        self._meet_rijen(naast)
        over = self.width() - naast - self.verticalScrollBar().sizeHint().width() - 2 * self.frameWidth()
        elk = over // max(aantal, 1)
        self.kolomkop.gedraaid = elk < px(_KOLOM)
        breed = max(elk, px(_KOLOM_GEDRAAID))
        self.kolomkop.setDefaultSectionSize(breed)
        kop = self._kophoogte(breed) if self.kolomkop.gedraaid else px(_KOP)
        self.kolomkop.setFixedHeight(kop)
        self.setMinimumHeight(kop + min(_RIJEN, self.model_.rowCount()) * px(_RIJ))

    def _kophoogte(self, breed: int) -> int:
        """So high that every turned heading fits in its column, in as many lines as that is wide."""
        px, maten = thema.huidig().px, QFontMetrics(self.kolomkop.vet())
        kolommen = range(self.model_.columnCount())
        teksten = [str(self.model_.headerData(nr, Qt.Orientation.Horizontal)) for nr in kolommen]
        hoogste = max((maten.horizontalAdvance(tekst) for tekst in teksten), default=0) + px(3 * _RAND)
        for hoog in range(px(_KOP), hoogste, px(_RAND)):
            ruimte = QRect(0, 0, hoog - 2 * px(_RAND), 9999)
            nodig = [maten.boundingRect(ruimte, int(Qt.TextFlag.TextWordWrap), tekst) for tekst in teksten]
            if all(vlak.height() <= breed and vlak.width() <= ruimte.width() for vlak in nodig):
                return hoog
        return hoogste

    def _meet_rijen(self, breed: int) -> None:
        """Each row as high as the words beside it, whose lines break where they do not fit."""
        px, kop = thema.huidig().px, self.verticalHeader()
        letters = QFont(kop.font())
        letters.setBold(True)
        maten, ruim = QFontMetrics(letters), QRect(0, 0, breed - px(28), 9999)
        for rij in range(self.model_.rowCount()):
            tekst = self.model_.headerData(rij, Qt.Orientation.Vertical)
            hoog = maten.boundingRect(ruim, int(Qt.TextFlag.TextWordWrap), tekst).height()
            kop.resizeSection(rij, max(px(_RIJ), hoog + px(18)))
