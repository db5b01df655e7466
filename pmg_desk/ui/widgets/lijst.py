"""The list of the program: sort, filter, choose columns, count, keyboard, empty state, copy without hidden columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui import klembord, thema
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.models.rijen import Kolom, RijenModel, als_tekst
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.werker import DatabaseWerker
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.bladeren import Blad, Bladbron, Bladeren, Bladvraag
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.kolommen import Kolombeheer
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tabel import Tabel
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.zoekregel import Zoekregel

__all__ = ["Blad", "Bladbron", "Bladvraag", "Kolom", "Leegtekst", "Lijst"]

R = TypeVar("R")

_REGEL_ERBIJ = 18  # pixels at 100 % text, of each line more in a row
_HOOG_MINSTENS = 170  # pixels at 100 % text, of the table
_ONTDENDER = 150  # milliseconds after the last key before a filter is asked of the database
_AANKONDIGING = 600  # milliseconds after the last key before the count is read out


@dataclass(frozen=True, slots=True)
class Leegtekst:
    """What an empty list says, and the one button it has."""

    titel: str = "Hier staat nog niets"
    uitleg: str = ""
    icoon: str = "inbox"
    knoptekst: str = ""
    actie: Callable[[], object] | None = None


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
        rijregels: int = 1,
        ouder: QWidget | None = None,
    ) -> None:
        super().__init__(ouder)
        self._rijregels = rijregels
        self._naam = naam
        self._woord = woord
        self._geladen = False
        self._gemeld: R | None = None
        self._bladeren: Bladeren[R] | None = None
        self.model: RijenModel[R] = RijenModel(kolommen, id_van, self)
        self.tabel = Tabel(naam, meer_kiezen=meer_kiezen)
        self.tabel.setModel(self.model)
        self.kolommen = Kolombeheer(self.tabel, kolommen, sleutel, instellingen)
        self.model.sort(*self.kolommen.volgorde)
        self._bouw(leeg or Leegtekst(), filterveld=filterveld)
        self._vertraging = wekker(self, _ONTDENDER, self._vraag_opnieuw)
        self._aankondiging = wekker(self, _AANKONDIGING, self._zeg_aantal)
        self.kolommen.geordend.connect(self._orden)
        self.tabel.geopend.connect(self._open)
        self.tabel.kopie.connect(self.kopieer)
        self.tabel.breedte_gewijzigd.connect(self.kolommen.verdeel)
        self.tabel.selectionModel().currentRowChanged.connect(self._andere_rij)
        self.model.modelReset.connect(self._andere_rij)
        # Later: resizing a table while it lays itself out brings Qt down.
        self._meting = wekker(self, 0, self._meet)
        self.model.modelReset.connect(self._meet_straks)
        self.tabel.horizontalScrollBar().rangeChanged.connect(self._meet_straks)
        thema.huidig().gewijzigd.connect(self._schaal)
        self._schaal()
        self._werk_bij()

    # rows

    def zet_rijen(self, rijen: Sequence[R]) -> None:
        """Show these; the row under the cursor stays the same one where it still exists."""
        huidige = self.huidige()
        self._geladen = True
        self._met_behoud(huidige, lambda: self.model.zet_rijen(rijen))
        self._werk_bij()

    def koppel_bron(
        self, werker: DatabaseWerker, bron: Bladbron[R], fout: Callable[[Fout], None] | None = None
    ) -> None:
        """Page through a big list: ``bron`` filters, sorts and gives pages by key; :meth:`herlaad` begins anew."""
        self._bladeren = Bladeren(werker, bron, self._toon_blad, fout, self)
        self.model.door_bron = True
        self.model.meer_gevraagd.connect(self._bladeren.verder)
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
        return [self.model.rij(index.row()) for index in sorted(self.tabel.selectionModel().selectedRows())]

    def kies(self, sleutel: Hashable) -> bool:
        """Put the cursor on the row with this id; False when it is not on show."""
        plek = self.model.plek_van(sleutel)
        if plek < 0:
            return False
        index = self.model.index(plek, next(iter(self.kolommen.zichtbaar), 0))
        vlag = QItemSelectionModel.SelectionFlag
        self.tabel.selectionModel().setCurrentIndex(index, vlag.ClearAndSelect | vlag.Rows)
        self.tabel.scrollTo(index)
        return True

    def sorteer(self, sleutel: str, *, aflopend: bool = False) -> None:
        """The order to begin with, unless the user chose one before. Raises KeyError for an unknown column."""
        if self.kolommen.begin_met(sleutel, aflopend=aflopend):
            self._orden(*self.kolommen.volgorde)

    def als_tekst(self, rijen: Sequence[R]) -> str:
        """Rows as text with tabs, headings first, hidden columns left out."""
        kolommen = [self.model.kolommen[plek] for plek in self.kolommen.zichtbaar]
        regels = ["\t".join(kolom.kop_op_een_regel for kolom in kolommen)]
        regels += ["\t".join(_op_een_regel(als_tekst(kolom.waarde(rij))) for kolom in kolommen) for rij in rijen]
        return "\n".join(regels)

    def kopieer(self) -> None:
        """Put the selected rows on the clipboard as text."""
        rijen = self.gekozen_rijen()
        if rijen:
            klembord.kopieer(self.als_tekst(rijen))
            kondig_aan(self, self.tr("{} gekopieerd").format(self._aantal(len(rijen))))

    def voeg_naast_filter(self, widget: QWidget) -> None:
        """Put a control (a choice, a date) beside the filter field."""
        self._balk.insertWidget(1, widget)

    def rol_uit(self, aan: bool = True) -> None:
        """Be as high as the rows and leave scrolling to the page around it: one scroll bar, where there is little room.

        For lists that are loaded as a whole.
        """
        self._uitgerold = aan
        beleid = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if aan else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.tabel.setVerticalScrollBarPolicy(beleid)
        self._meet()

    # building

    def _bouw(self, leeg: Leegtekst, *, filterveld: bool) -> None:
        self.filter = Zoekregel()
        self.filter.setPlaceholderText(self.tr("Filter deze lijst"))
        self.filter.setAccessibleName(self.tr("Filter: {}").format(self._naam))
        self.filter.textChanged.connect(self._filter_gewijzigd)
        self.telling = Tekst("", "zacht", omslaan=False)
        self.kolomknop = Knop(self.tr("Kolommen kiezen"), "icoon", "columns-3", actie=self._toon_kolommen)
        self._balk = QHBoxLayout()
        self._balk.setSpacing(10)
        self._balk.addWidget(self.filter, 1)
        self._balk.addStretch(0)
        self._balk.addWidget(self.telling)
        self._balk.addWidget(self.kolomknop)
        omlaag = QShortcut(QKeySequence(Qt.Key.Key_Down), self.filter)
        omlaag.setContext(Qt.ShortcutContext.WidgetShortcut)
        omlaag.activated.connect(self._naar_rijen)
        if filterveld:
            toets = QShortcut(QKeySequence.StandardKey.Find, self)
            toets.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            toets.activated.connect(self.filter.setFocus)
        else:
            self.filter.hide()
        self.leegstaat = LegeStaat(
            leeg.titel, leeg.uitleg, icoon=leeg.icoon, knoptekst=leeg.knoptekst, actie=leeg.actie
        )
        self.niets = LegeStaat(
            self.tr("Niets gevonden"),
            self.tr("Er is niets dat bij dit filter past."),
            icoon="search",
            knoptekst=self.tr("Filter wissen"),
            actie=self._wis_filter,
        )
        self.niets.knop.zet_icoon("x")
        self._stapel = QStackedWidget()
        for blad in (self.tabel, self.leegstaat, self.niets):
            self._stapel.addWidget(blad)
        kader = QFrame()
        kader.setProperty("soort", "lijstkader")
        in_kader = QVBoxLayout(kader)
        in_kader.setContentsMargins(1, 1, 1, 1)
        in_kader.addWidget(self._stapel)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        kolom.addLayout(self._balk)
        kolom.addWidget(kader, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _toon_kolommen(self) -> None:
        self.kolommen.menu(self).popup(self.kolomknop.mapToGlobal(self.kolomknop.rect().bottomLeft()))

    def _schaal(self) -> None:
        huidig = thema.huidig()
        hoog = huidig.maat("rij-hoogte") + huidig.px(_REGEL_ERBIJ) * (self._rijregels - 1)
        self.tabel.verticalHeader().setDefaultSectionSize(hoog)
        self._meet()
        self.filter.setMaximumWidth(huidig.px(420))
        self.kolommen.verdeel()

    def _meet_straks(self) -> None:
        if self._uitgerold:
            self._meting.start()

    def _meet(self) -> None:
        """As high as the rows, or with room for some of them."""
        hoog = thema.huidig().px(_HOOG_MINSTENS)
        if self._uitgerold:
            kop, balk = self.tabel.horizontalHeader(), self.tabel.horizontalScrollBar()
            rijen = self.model.rowCount() * self.tabel.verticalHeader().defaultSectionSize()
            hoog = rijen + kop.sizeHint().height() + 2 * self.tabel.frameWidth()
            if balk.maximum() > balk.minimum():
                hoog += balk.sizeHint().height()
        if hoog != self.tabel.minimumHeight():
            self.tabel.setMinimumHeight(hoog)

    # state

    def _orden(self, plek: int, orde: Qt.SortOrder) -> None:
        self._met_behoud(self.huidige(), lambda: self.model.sort(plek, orde))
        if self._bladeren is not None:
            self._vraag_opnieuw()

    def _met_behoud(self, huidige: R | None, doe: Callable[[], None]) -> None:
        """Do what resets the model, and put the cursor back; ``gekozen`` tells only what really changed."""
        self._stil = True
        doe()
        if huidige is not None:
            self.kies(self.model.id_van(huidige))
        self._stil = False
        self._andere_rij()

    _stil = False
    _uitgerold = False

    def _filter_gewijzigd(self, tekst: str) -> None:
        if self._bladeren is not None:
            self._vertraging.start()
            return
        self._met_behoud(self.huidige(), lambda: self.model.zet_filter(tekst))
        self._werk_bij()
        self._aankondiging.start()

    def _wis_filter(self) -> None:
        self.filter.clear()
        self.filter.setFocus()

    def _werk_bij(self) -> None:
        getoond = self.model.rowCount()
        gefilterd = bool(self.filter.text()) if self._bladeren is not None else getoond != self.model.totaal
        totaal = self._bladeren.totaal if self._bladeren is not None else self.model.totaal
        tekst = self._aantal(totaal) if self._geladen else ""
        if gefilterd and self._bladeren is None:
            tekst = self.tr("{} van {}").format(self.locale().toString(getoond), tekst)
        self.telling.setText(tekst)
        self.tabel.setAccessibleDescription(tekst)
        blad: QWidget = self.tabel
        if getoond == 0 and self._geladen:
            blad = self.niets if gefilterd else self.leegstaat
        had_focus = self.tabel.hasFocus()
        self._stapel.setCurrentWidget(blad)
        if had_focus and blad is not self.tabel:
            self.filter.setFocus()

    def _naar_rijen(self) -> None:
        """From the filter into what it left: the row that was chosen, or else the first."""
        if self.model.rowCount() and self._stapel.currentWidget() is self.tabel:
            if self.huidige() is None:
                self.kies(self.model.id_van(self.model.rij(0)))
            self.tabel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _zeg_aantal(self) -> None:
        kondig_aan(self, self.telling.text())

    def _aantal(self, aantal: int) -> str:
        return f"{self.locale().toString(aantal)} {self._woord[0] if aantal == 1 else self._woord[1]}"

    def _andere_rij(self) -> None:
        self.tabel.viewport().update()
        rij = self.huidige()
        if self._uitgerold and self.tabel.hasFocus():
            breng_in_beeld(self.tabel.viewport(), self.tabel.visualRect(self.tabel.currentIndex()))
        if not self._stil and rij != self._gemeld:
            self._gemeld = rij
            self.gekozen.emit(rij)

    def _open(self) -> None:
        rij = self.huidige()
        if rij is not None:
            self.geopend.emit(rij)

    # pages

    def _vraag_opnieuw(self) -> None:
        if self._bladeren is not None:
            plek, orde = self.kolommen.volgorde
            self._bladeren.begin(
                Bladvraag(
                    tekst=self.filter.text().strip(),
                    sorteer_op=self.model.kolommen[plek].sleutel if plek >= 0 else "",
                    aflopend=orde == Qt.SortOrder.DescendingOrder,
                )
            )

    def _toon_blad(self, blad: Blad[R], eerste: bool) -> None:
        self._geladen = True
        if eerste:
            self._met_behoud(self.huidige(), lambda: self.model.zet_rijen(blad.rijen))
        else:
            self.model.voeg_toe(blad.rijen)
        self.model.er_is_meer = blad.volgende is not None
        self._werk_bij()
        if eerste and self.filter.text():
            self._aankondiging.start()


def _op_een_regel(tekst: str) -> str:
    return " ".join(tekst.split())
