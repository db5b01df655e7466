"""The list of the program: sort, filter, choose columns, count, keyboard, empty state, copy without hidden columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui import klembord, thema
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.models.rijen import Kolom, RijenModel, als_tekst
from pmg_desk.ui.werker import DatabaseWerker
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.rijdelegate import RijDelegate
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.zoekregel import Zoekregel

R = TypeVar("R")

_ONTDENDER = 150  # milliseconds after the last key before a filter is asked of the database
_BLAD = 100


@dataclass(frozen=True, slots=True)
class Bladvraag:
    """What a page of a big list must hold. ``na`` is the ``volgende`` of the page before; None for the first."""

    tekst: str = ""
    sorteer_op: str = ""
    aflopend: bool = False
    na: Any = None
    aantal: int = _BLAD


@dataclass(frozen=True, slots=True)
class Blad(Generic[R]):
    """A page: rows, how many there are in all, and where the next begins (None: this was the last)."""

    rijen: Sequence[R]
    totaal: int
    volgende: Any = None


Bladbron = Callable[[Bladvraag], Blad[R]]
"""Runs on the database thread."""


@dataclass(frozen=True, slots=True)
class Leegtekst:
    """What an empty list says, and the one button it has."""

    titel: str = "Hier staat nog niets"
    uitleg: str = ""
    icoon: str = "inbox"
    knoptekst: str = ""
    actie: Callable[[], object] | None = None


@dataclass
class _Bladeren(Generic[R]):
    werker: DatabaseWerker
    bron: Bladbron[R]
    fout: Callable[[Fout], None] | None = None
    volgende: Any = None
    totaal: int = 0
    ronde: int = 0
    vraag: Bladvraag = field(default_factory=Bladvraag)


class Lijst(QWidget, Generic[R]):
    """Rows of read models; ``naam`` is what it is called for screen readers (``Casussen``).

    ``sleutel`` (lower-case ASCII) is where widths, columns and order are remembered. ``woord`` is one and many, for the
    count: ``("casus", "casussen")``.
    """

    geopend = Signal(object)
    """A row was opened: Enter or double click."""
    gekozen = Signal(object)
    """The row under the cursor, None when there is none."""

    def __init__(
        self,
        sleutel: str,
        naam: str,
        kolommen: Sequence[Kolom[R]],
        id_van: Callable[[R], Hashable],
        *,
        woord: tuple[str, str] = ("regel", "regels"),
        instellingen: Instellingen | None = None,
        leeg: Leegtekst | None = None,
        meer_kiezen: bool = False,
        filterveld: bool = True,
        ouder: QWidget | None = None,
    ) -> None:
        super().__init__(ouder)
        self._sleutel = sleutel
        self._naam = naam
        self._woord = woord
        self._instellingen = instellingen
        self._bladeren: _Bladeren[R] | None = None
        self.model: RijenModel[R] = RijenModel(kolommen, id_van, self)
        self.tabel = self._maak_tabel(naam, meer_kiezen=meer_kiezen)
        leegtekst = leeg or Leegtekst()
        self.leegstaat = LegeStaat(
            leegtekst.titel,
            leegtekst.uitleg,
            icoon=leegtekst.icoon,
            knoptekst=leegtekst.knoptekst,
            actie=leegtekst.actie,
        )
        self._niets = LegeStaat(
            self.tr("Niets gevonden"),
            self.tr("Er is niets dat bij dit filter past."),
            icoon="search",
            knoptekst=self.tr("Filter wissen"),
            actie=self._wis_filter,
        )
        self._niets.knop.zet_icoon("x")
        self._bouw(filterveld=filterveld)
        self._vertraging = QTimer(self)
        self._vertraging.setSingleShot(True)
        self._vertraging.setInterval(_ONTDENDER)
        self._vertraging.timeout.connect(self._vraag_opnieuw)
        self._aankondiging = QTimer(self)
        self._aankondiging.setSingleShot(True)
        self._aankondiging.setInterval(600)
        self._aankondiging.timeout.connect(lambda: kondig_aan(self, self.telling.text()))
        self._geladen = False
        self._herstel()
        self._schaal()
        thema.huidig().gewijzigd.connect(self._schaal)
        self._werk_bij()

    # rows

    def zet_rijen(self, rijen: Sequence[R]) -> None:
        """Show these; the row under the cursor stays the same one where it still exists."""
        huidige = self.huidige()
        self._geladen = True
        self.model.zet_rijen(rijen)
        self._werk_bij()
        if huidige is not None:
            self.kies(self.model.id_van(huidige))

    def koppel_bron(
        self, werker: DatabaseWerker, bron: Bladbron[R], fout: Callable[[Fout], None] | None = None
    ) -> None:
        """Page through a big list: ``bron`` filters, sorts and gives pages by key; :meth:`herlaad` begins anew."""
        self._bladeren = _Bladeren(werker, bron, fout)
        self.model.door_bron = True
        self.model.meer_gevraagd.connect(self._vraag_meer)
        self.herlaad()

    def herlaad(self) -> None:
        """Ask the source for the first page again. Raises RuntimeError for a list without one."""
        if self._bladeren is None:
            raise RuntimeError("this list has no source")
        self._vraag_opnieuw()

    def huidige(self) -> R | None:
        """The row under the cursor."""
        plek = self.tabel.currentIndex().row()
        return self.model.rij(plek) if 0 <= plek < self.model.rowCount() else None

    def gekozen_rijen(self) -> list[R]:
        """The selected rows, in the order shown."""
        return [self.model.rij(index.row()) for index in sorted(self._keuze().selectedRows())]

    def kies(self, sleutel: Hashable) -> bool:
        """Put the cursor on the row with this id; False when it is not on show."""
        plek = self.model.plek_van(sleutel)
        if plek < 0:
            return False
        index = self.model.index(plek, self._eerste_kolom())
        vlag = QItemSelectionModel.SelectionFlag
        self._keuze().setCurrentIndex(index, vlag.ClearAndSelect | vlag.Rows)
        self.tabel.scrollTo(index)
        return True

    def als_tekst(self, rijen: Sequence[R]) -> str:
        """Rows as text with tabs, headings first, hidden columns left out."""
        kolommen = [kolom for plek, kolom in enumerate(self.model.kolommen) if not self.tabel.isColumnHidden(plek)]
        regels = ["\t".join(kolom.kop for kolom in kolommen)]
        regels += ["\t".join(_op_een_regel(als_tekst(kolom.waarde(rij))) for kolom in kolommen) for rij in rijen]
        return "\n".join(regels)

    def kopieer(self) -> None:
        """Put the selected rows on the clipboard as text."""
        rijen = self.gekozen_rijen()
        if rijen:
            klembord.kopieer(self.als_tekst(rijen))
            kondig_aan(self, self.tr("{} gekopieerd").format(self._aantal(len(rijen))))

    # building

    def _maak_tabel(self, naam: str, *, meer_kiezen: bool) -> QTableView:
        tabel = Tabel(self)
        tabel.setModel(self.model)
        tabel.setItemDelegate(RijDelegate(tabel))
        tabel.setAccessibleName(naam)
        tabel.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        wijze = QAbstractItemView.SelectionMode
        tabel.setSelectionMode(wijze.ExtendedSelection if meer_kiezen else wijze.SingleSelection)
        tabel.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tabel.setShowGrid(False)
        tabel.setWordWrap(False)
        tabel.setCornerButtonEnabled(False)
        tabel.setTabKeyNavigation(False)
        tabel.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tabel.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tabel.verticalHeader().setVisible(False)
        kop = tabel.horizontalHeader()
        kop.setHighlightSections(False)
        kop.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        kop.setSortIndicatorClearable(True)
        kop.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        kop.customContextMenuRequested.connect(lambda plek: self.kolommenu().popup(kop.mapToGlobal(plek)))
        tabel.doubleClicked.connect(tabel.geopend)
        tabel.geopend.connect(self._open)
        tabel.kopie.connect(self.kopieer)
        tabel.versmald.connect(self._verdeel)
        tabel.selectionModel().currentRowChanged.connect(self._andere_rij)
        return tabel

    def _bouw(self, *, filterveld: bool) -> None:
        self.filter = Zoekregel()
        self.filter.setPlaceholderText(self.tr("Filter deze lijst"))
        self.filter.setAccessibleName(self.tr("Filter: {}").format(self._naam))
        self.filter.textChanged.connect(self._filter_gewijzigd)
        self.filter.setMaximumWidth(thema.huidig().px(420))
        self.telling = Tekst("", "zacht", omslaan=False)
        self.kolomknop = Knop(self.tr("Kolommen"), "icoon", "columns-3", actie=self._toon_kolommen)
        self._balk = QHBoxLayout()
        self._balk.setSpacing(10)
        self._balk.addWidget(self.filter, 1)
        self._balk.addStretch(0)
        self._balk.addWidget(self.telling)
        self._balk.addWidget(self.kolomknop)
        self.filter.setVisible(filterveld)
        if filterveld:
            toets = QShortcut(QKeySequence.StandardKey.Find, self)
            toets.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            toets.activated.connect(self.filter.setFocus)
        self._stapel = QStackedWidget()
        kader = QFrame()
        kader.setProperty("soort", "lijstkader")
        in_kader = QVBoxLayout(kader)
        in_kader.setContentsMargins(1, 1, 1, 1)
        in_kader.addWidget(self._stapel)
        for blad in (self.tabel, self.leegstaat, self._niets):
            self._stapel.addWidget(blad)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        kolom.addLayout(self._balk)
        kolom.addWidget(kader, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def voeg_naast_filter(self, widget: QWidget) -> None:
        """Put a control (a choice, a date) beside the filter field."""
        self._balk.insertWidget(1, widget)

    # columns

    def kolommenu(self) -> QMenu:
        """The menu in which columns are switched on and off; the last visible one cannot be switched off."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Kolommen"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        zichtbaar = self._zichtbaar()
        for plek, kolom in enumerate(self.model.kolommen):
            keuze = menu.addAction(kolom.kop)
            keuze.setCheckable(True)
            keuze.setChecked(plek in zichtbaar)
            keuze.setEnabled(zichtbaar != [plek])
            keuze.toggled.connect(partial(self.toon_kolom, kolom.sleutel))
        return menu

    def toon_kolom(self, sleutel: str, zichtbaar: bool) -> None:
        """Show or hide a column and remember it. Raises KeyError for an unknown one."""
        self.tabel.setColumnHidden(self._plek(sleutel), not zichtbaar)
        self._bewaar("kolommen", [self.model.kolommen[plek].sleutel for plek in self._zichtbaar()])
        self._verdeel()

    def _plek(self, sleutel: str) -> int:
        for plek, kolom in enumerate(self.model.kolommen):
            if kolom.sleutel == sleutel:
                return plek
        raise KeyError(sleutel)

    def _zichtbaar(self) -> list[int]:
        return [plek for plek in range(len(self.model.kolommen)) if not self.tabel.isColumnHidden(plek)]

    def _eerste_kolom(self) -> int:
        return next(iter(self._zichtbaar()), 0)

    def _toon_kolommen(self) -> None:
        self.kolommenu().popup(self.kolomknop.mapToGlobal(self.kolomknop.rect().bottomLeft()))

    # remembering

    def _bewaar(self, wat: str, waarde: list[int] | list[str] | str) -> None:
        if self._instellingen is not None:
            self._instellingen.zet(f"lijst.{self._sleutel}.{wat}", waarde)

    def _herstel(self) -> None:
        kop = self.tabel.horizontalHeader()
        bewaard = self._instellingen.woorden(f"lijst.{self._sleutel}.kolommen") if self._instellingen else None
        bekend = {kolom.sleutel for kolom in self.model.kolommen}
        if bewaard is not None and bekend & set(bewaard):
            for plek, kolom in enumerate(self.model.kolommen):
                self.tabel.setColumnHidden(plek, kolom.sleutel not in bewaard)
        else:
            for plek, kolom in enumerate(self.model.kolommen):
                self.tabel.setColumnHidden(plek, kolom.verborgen)
        breedtes = self._instellingen.getallen(f"lijst.{self._sleutel}.breedtes") if self._instellingen else []
        heel = len(breedtes) == len(self.model.kolommen)
        self._breedtes = breedtes if heel else [kolom.breedte for kolom in self.model.kolommen]
        woord = self._instellingen.woord(f"lijst.{self._sleutel}.volgorde", "") if self._instellingen else ""
        naam, _, richting = woord.partition(":")
        self.tabel.setSortingEnabled(False)
        kop.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        kop.setSectionsClickable(True)
        kop.setSortIndicatorShown(True)
        if naam in bekend:
            orde = Qt.SortOrder.DescendingOrder if richting == "af" else Qt.SortOrder.AscendingOrder
            kop.setSortIndicator(self._plek(naam), orde)
            self.model.sort(self._plek(naam), orde)
        kop.sortIndicatorChanged.connect(self._sorteer)
        kop.sectionResized.connect(self._breedte_gewijzigd)

    def sorteer(self, sleutel: str, *, aflopend: bool = False) -> None:
        """Order by a column, unless the user chose an order before."""
        if self.tabel.horizontalHeader().sortIndicatorSection() < 0:
            orde = Qt.SortOrder.DescendingOrder if aflopend else Qt.SortOrder.AscendingOrder
            self.tabel.horizontalHeader().blockSignals(True)
            self.tabel.horizontalHeader().setSortIndicator(self._plek(sleutel), orde)
            self.tabel.horizontalHeader().blockSignals(False)
            self._orden(self._plek(sleutel), orde)

    def _sorteer(self, plek: int, orde: Qt.SortOrder) -> None:
        if plek >= 0 and not self.model.kolommen[plek].sorteerbaar:
            self.tabel.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        aflopend = orde == Qt.SortOrder.DescendingOrder
        self._bewaar(
            "volgorde", f"{self.model.kolommen[plek].sleutel}:{'af' if aflopend else 'op'}" if plek >= 0 else ""
        )
        self._orden(plek, orde)

    def _orden(self, plek: int, orde: Qt.SortOrder) -> None:
        huidige = self.huidige()
        self.model.sort(plek, orde)
        if self._bladeren is not None:
            self._vraag_opnieuw()
        elif huidige is not None:
            self.kies(self.model.id_van(huidige))

    def _breedte_gewijzigd(self, plek: int, _oud: int, nieuw: int) -> None:
        if self._verdeelt or self.model.kolommen[plek].rekt:
            return
        self._breedtes[plek] = max(30, round(nieuw * 100 / thema.huidig().schaal))
        self._bewaar("breedtes", self._breedtes)
        self._verdeel()

    _verdeelt = False

    def _verdeel(self) -> None:
        """Give every column its width, and what is left to the one that stretches: no heading is cut off."""
        huidig = thema.huidig()
        meting = QFontMetrics(huidig.letter(vet=True))
        self._verdeelt = True
        over = self.tabel.viewport().width()
        rekkers: list[tuple[int, int]] = []
        for plek in self._zichtbaar():
            kolom = self.model.kolommen[plek]
            kop = meting.horizontalAdvance(kolom.kop) + huidig.px(38)
            breedte = max(huidig.px(self._breedtes[plek]), kop)
            if kolom.rekt:
                rekkers.append((plek, breedte))
            else:
                self.tabel.setColumnWidth(plek, breedte)
                over -= breedte
        for plek, breedte in rekkers:
            self.tabel.setColumnWidth(plek, max(breedte, over // len(rekkers)))
        self._verdeelt = False

    def _schaal(self) -> None:
        huidig = thema.huidig()
        self.tabel.verticalHeader().setMinimumSectionSize(1)
        self.tabel.verticalHeader().setDefaultSectionSize(huidig.maat("rij-hoogte"))
        self.tabel.setMinimumHeight(huidig.px(110))
        self.filter.setMaximumWidth(huidig.px(420))
        self._verdeel()

    # state

    def _filter_gewijzigd(self, tekst: str) -> None:
        if self._bladeren is not None:
            self._vertraging.start()
            return
        self.model.zet_filter(tekst)
        self._werk_bij()
        self._aankondiging.start()

    def _wis_filter(self) -> None:
        self.filter.clear()
        self.filter.setFocus()

    def _werk_bij(self) -> None:
        getoond = self.model.rowCount()
        if self._bladeren is not None:
            totaal, gefilterd = self._bladeren.totaal, bool(self.filter.text())
            tekst = self._aantal(totaal) if self._geladen else ""
        else:
            totaal, gefilterd = self.model.totaal, getoond != self.model.totaal
            tekst = self._aantal(totaal)
            if gefilterd:
                tekst = self.tr("{} van {}").format(getoond, tekst)
        self.telling.setText(tekst)
        self.tabel.setAccessibleDescription(tekst)
        blad: QWidget = self.tabel
        if getoond == 0 and (self._geladen or self._bladeren is None):
            blad = self._niets if gefilterd else self.leegstaat
        had_focus = self.tabel.hasFocus()
        self._stapel.setCurrentWidget(blad)
        self.filter.setEnabled(totaal > 0 or gefilterd or self._bladeren is not None)
        if had_focus and blad is not self.tabel:
            self.filter.setFocus()

    def _aantal(self, aantal: int) -> str:
        return f"{self.locale().toString(aantal)} {self._woord[0] if aantal == 1 else self._woord[1]}"

    def _andere_rij(self) -> None:
        self.tabel.viewport().update()
        self.gekozen.emit(self.huidige())

    def _open(self) -> None:
        rij = self.huidige()
        if rij is not None:
            self.geopend.emit(rij)

    def _keuze(self) -> QItemSelectionModel:
        return self.tabel.selectionModel()

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: share the width anew."""
        super().resizeEvent(gebeurtenis)
        self._verdeel()

    # pages

    def _vraag_opnieuw(self) -> None:
        bladeren = self._bladeren
        if bladeren is None:
            return
        kop = self.tabel.horizontalHeader()
        plek = kop.sortIndicatorSection()
        bladeren.ronde += 1
        bladeren.vraag = Bladvraag(
            tekst=self.filter.text().strip(),
            sorteer_op=self.model.kolommen[plek].sleutel if plek >= 0 else "",
            aflopend=kop.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        )
        self._haal(eerste=True)

    def _vraag_meer(self) -> None:
        if self._bladeren is not None and self._bladeren.volgende is not None:
            self._haal(eerste=False)

    def _haal(self, *, eerste: bool) -> None:
        bladeren = self._bladeren
        assert bladeren is not None
        vraag = bladeren.vraag if eerste else _met(bladeren.vraag, bladeren.volgende)
        ronde = bladeren.ronde

        def klaar(blad: Blad[R]) -> None:
            if bladeren.ronde == ronde:
                self._toon_blad(blad, eerste=eerste)

        bladeren.werker.doe(partial(bladeren.bron, vraag), klaar, bladeren.fout, self)

    def _toon_blad(self, blad: Blad[R], *, eerste: bool) -> None:
        assert self._bladeren is not None
        self._bladeren.volgende, self._bladeren.totaal = blad.volgende, blad.totaal
        huidige = self.huidige()
        self._geladen = True
        if eerste:
            self.model.zet_rijen(blad.rijen)
        else:
            self.model.voeg_toe(blad.rijen)
        self.model.er_is_meer = blad.volgende is not None
        self._werk_bij()
        if eerste:
            if huidige is not None:
                self.kies(self.model.id_van(huidige))
            if self.filter.text():
                self._aankondiging.start()


def _met(vraag: Bladvraag, na: Any) -> Bladvraag:
    return Bladvraag(vraag.tekst, vraag.sorteer_op, vraag.aflopend, na, vraag.aantal)


def _op_een_regel(tekst: str) -> str:
    return " ".join(tekst.split())


class Tabel(QTableView):
    """The table itself: Enter opens, Ctrl+C copies, Tab leaves."""

    geopend = Signal()
    kopie = Signal()
    versmald = Signal()

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
            self.versmald.emit()
        return resultaat

    def sizeHint(self) -> QSize:
        """Qt: takes what it gets."""
        return QSize(320, 240)
