"""The columns of a list: which are shown, how wide, in what order the rows stand; and remembering that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.instellingen import Instellingen, Waarde
from pmg_desk.ui.models.rijen import Kolom

_SMALST = 30  # pixels at 100 % text


class Kolombeheer(QObject):
    """Works on the header of ``tabel``; remembers under ``lijst.<sleutel>`` where there are settings."""

    geordend = Signal(int, object)
    """The user chose an order: the column (-1: as they came) and the Qt.SortOrder."""

    def __init__(
        self, tabel: QTableView, kolommen: Sequence[Kolom[Any]], sleutel: str, instellingen: Instellingen | None
    ) -> None:
        super().__init__(tabel)
        self._tabel = tabel
        self._kolommen = tuple(kolommen)
        self._sleutel = f"lijst.{sleutel}"
        self._instellingen = instellingen
        self._verdeelt = False
        self._breedtes = [kolom.breedte for kolom in self._kolommen]
        self._kop = tabel.horizontalHeader()
        self._kop.setSectionsClickable(True)
        self._kop.setSortIndicatorShown(True)
        self._kop.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._herstel()
        self._kop.sortIndicatorChanged.connect(self._orden)
        self._kop.sectionResized.connect(self._versleept)
        self._kop.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._kop.customContextMenuRequested.connect(self._open_menu)

    def _open_menu(self, plek: QPoint) -> None:
        self.menu(self._tabel).popup(self._kop.mapToGlobal(plek))

    def plek(self, sleutel: str) -> int:
        """Where a column is. Raises KeyError for an unknown one."""
        for plek, kolom in enumerate(self._kolommen):
            if kolom.sleutel == sleutel:
                return plek
        raise KeyError(sleutel)

    @property
    def zichtbaar(self) -> list[int]:
        """The columns on show."""
        return [plek for plek in range(len(self._kolommen)) if not self._tabel.isColumnHidden(plek)]

    @property
    def volgorde(self) -> tuple[int, Qt.SortOrder]:
        """The column the rows are ordered by (-1: as they came) and how."""
        return self._kop.sortIndicatorSection(), self._kop.sortIndicatorOrder()

    def menu(self, ouder: QWidget) -> QMenu:
        """Switches columns on and off; the last one on show cannot be switched off."""
        menu = QMenu(ouder)
        menu.setAccessibleName(self.tr("Kolommen"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        zichtbaar = self.zichtbaar
        for plek, kolom in enumerate(self._kolommen):
            keuze = menu.addAction(kolom.kop_op_een_regel)
            keuze.setCheckable(True)
            keuze.setChecked(plek in zichtbaar)
            keuze.setEnabled(zichtbaar != [plek])
            keuze.toggled.connect(partial(self.toon, kolom.sleutel))
        return menu

    def toon(self, sleutel: str, zichtbaar: bool) -> None:
        """Show or hide a column and remember it. Raises KeyError for an unknown one."""
        self._verdeelt = True  # a column that comes back has its old width, which nobody dragged
        self._tabel.setColumnHidden(self.plek(sleutel), not zichtbaar)
        self._bewaar("kolommen", [self._kolommen[plek].sleutel for plek in self.zichtbaar])
        self.verdeel()

    def begin_met(self, sleutel: str, *, aflopend: bool) -> bool:
        """Order by this column unless the user chose an order before; True when it did."""
        if self._kop.sortIndicatorSection() >= 0:
            return False
        self._kop.blockSignals(True)
        self._kop.setSortIndicator(self.plek(sleutel), _richting(aflopend=aflopend))
        self._kop.blockSignals(False)
        return True

    def verdeel(self) -> None:
        """Give every column its width, and what is left to the one that stretches: no heading is cut off."""
        huidig = thema.huidig()
        meting = QFontMetrics(huidig.letter(vet=True))
        self._verdeelt = True
        over = self._tabel.viewport().width()
        rekkers: list[tuple[int, int]] = []
        for plek in self.zichtbaar:
            kolom = self._kolommen[plek]
            kop = max(map(meting.horizontalAdvance, kolom.kopregels)) + huidig.px(38)
            breedte = max(huidig.px(self._breedtes[plek]), kop)
            if kolom.rekt:
                rekkers.append((plek, breedte))
            else:
                self._tabel.setColumnWidth(plek, breedte)
                over -= breedte
        for plek, breedte in rekkers:
            self._tabel.setColumnWidth(plek, max(breedte, over // len(rekkers)))
        self._verdeelt = False

    def _orden(self, plek: int, orde: Qt.SortOrder) -> None:
        if plek >= 0 and not self._kolommen[plek].sorteerbaar:
            self._kop.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        richting = "af" if orde == Qt.SortOrder.DescendingOrder else "op"
        self._bewaar("volgorde", f"{self._kolommen[plek].sleutel}:{richting}" if plek >= 0 else "")
        self.geordend.emit(plek, orde)

    def _versleept(self, plek: int, _oud: int, nieuw: int) -> None:
        if self._verdeelt or self._kolommen[plek].rekt or nieuw == 0:
            return
        self._breedtes[plek] = max(_SMALST, round(nieuw * 100 / thema.huidig().schaal))
        self._bewaar("breedtes", list(self._breedtes))
        self.verdeel()

    def _bewaar(self, wat: str, waarde: Waarde) -> None:
        if self._instellingen is not None:
            self._instellingen.zet(f"{self._sleutel}.{wat}", waarde)

    def _herstel(self) -> None:
        bewaard: list[str] | None = None
        if self._instellingen is not None:
            bewaard = self._instellingen.woorden(f"{self._sleutel}.kolommen")
            breedtes = self._instellingen.getallen(f"{self._sleutel}.breedtes")
            if len(breedtes) == len(self._kolommen):
                self._breedtes = [max(_SMALST, min(2_000, breedte)) for breedte in breedtes]
            naam, _, richting = self._instellingen.woord(f"{self._sleutel}.volgorde", "").partition(":")
            if naam in {kolom.sleutel for kolom in self._kolommen}:
                self._kop.setSortIndicator(self.plek(naam), _richting(aflopend=richting == "af"))
        bruikbaar = bewaard is not None and bool({kolom.sleutel for kolom in self._kolommen} & set(bewaard))
        for plek, kolom in enumerate(self._kolommen):
            weg = kolom.sleutel not in bewaard if bruikbaar and bewaard is not None else kolom.verborgen
            self._tabel.setColumnHidden(plek, weg)


def _richting(*, aflopend: bool) -> Qt.SortOrder:
    return Qt.SortOrder.DescendingOrder if aflopend else Qt.SortOrder.AscendingOrder
