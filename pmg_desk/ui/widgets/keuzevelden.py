"""Fields in which one chooses: one of a few, several, or one found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pmg_desk.domain.namen import vouw
from pmg_desk.ui import thema
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leesregel import Leesregel
from pmg_desk.ui.widgets.veld import Ruw, Veld

_Met = Qt.KeyboardModifier
_KOP, _ZOEK = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
"""Of a line that folds out: that it is a heading, and more words it is found by."""
_TYPRUST_MS = 1500
"""So long after a letter the next one still belongs to it: longer than Qt's own 400 ms, for who types with two
fingers."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """Something to choose: its value (an id, an enum), its words, and a short text that tells it from its like.

    ``uitleg``: all that the words stand for, under the mouse and read out (only in a list with boxes). ``groep``: under
    which heading it stands, and ``zoek``: more words it is found by (both only in a list that folds out).
    """

    waarde: Any
    label: str
    erbij: str = ""
    uitleg: str = ""
    groep: str = ""
    zoek: str = ""

    @property
    def tekst(self) -> str:
        """The whole line."""
        return f"{self.label} ({self.erbij})" if self.erbij else self.label


class _Keuzelijst(QComboBox):
    """A combo box that does not change when the page is scrolled over it, and in which one types a name.

    ``met_toetsen``: it changes now because of a key in the closed list, and the next key may change it again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.met_toetsen = False
        self._getypt = ""
        self._typrust = wekker(self, _TYPRUST_MS, self._begin_woord)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(12)

    def wheelEvent(self, gebeurtenis: QWheelEvent, /) -> None:
        """Qt: leave the wheel to the page."""
        gebeurtenis.ignore()

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: letters find what begins with all of them; what is no letter ends the word."""
        self.met_toetsen = True
        letter = toets.text()
        bij_woord = letter.isprintable() and letter != "" and (letter != " " or bool(self._getypt))
        if bij_woord and not toets.modifiers() & (_Met.ControlModifier | _Met.AltModifier | _Met.MetaModifier):
            self._zoek(letter)
            toets.accept()
        else:
            if letter:
                self._begin_woord()
            super().keyPressEvent(toets)
        self.met_toetsen = False

    def _begin_woord(self) -> None:
        self._getypt = ""
        self._typrust.stop()

    def _zoek(self, letter: str) -> None:
        self._getypt += letter
        self._typrust.start()
        if self._naar(vouw(self._getypt), self.currentIndex() if len(self._getypt) > 1 else self.currentIndex() + 1):
            return
        if len(set(self._getypt.lower())) == 1:  # one letter again: the next that begins with it
            self._naar(vouw(letter), self.currentIndex() + 1)

    def _naar(self, begin: str, vanaf: int) -> bool:
        plek = self.vind(begin, vanaf)
        if plek >= 0:
            self.setCurrentIndex(plek)
        return plek >= 0

    def vind(self, begin: str, vanaf: int) -> int:
        """The next line (round the end) that begins so, else of which a word does; -1: none."""
        aantal = self.count() if begin else 0
        plekken = [(vanaf + stap) % aantal for stap in range(aantal)]
        plekken = [plek for plek in plekken if self.itemData(plek, _KOP) is None]
        voorop = (plek for plek in plekken if vouw(self.itemText(plek)).startswith(begin))
        erin = (plek for plek in plekken if f" {begin}" in f" {self._woorden(plek)}")
        return next(voorop, next(erin, -1))

    def _woorden(self, plek: int) -> str:
        return vouw(f"{self.itemText(plek)} {self.itemData(plek, _ZOEK) or ''}")


class _Uitklaplijst(QListView):
    """The lines that a combo box folds out, in which one types a word too."""

    def __init__(self, keuzelijst: _Keuzelijst) -> None:
        super().__init__(keuzelijst)
        self._keuzelijst = keuzelijst
        self._getypt = ""
        self._typrust = wekker(self, _TYPRUST_MS, self._begin_woord)

    def keyboardSearch(self, letter: str, /) -> None:
        """Qt: a letter was typed."""
        self._getypt += letter
        self._typrust.start()
        nu = self.currentIndex().row()
        plek = self._keuzelijst.vind(vouw(self._getypt), nu if len(self._getypt) > 1 else nu + 1)
        if plek >= 0:
            self.setCurrentIndex(self.model().index(plek, 0))

    def _begin_woord(self) -> None:
        self._getypt = ""


class KeuzeVeld(Veld):
    """One of a few, under headings where they have those (``Keuze.groep``).

    Without a choice it says so, and its value is None. A value not among them is added as it is.
    """

    def __init__(
        self,
        sleutel: str,
        label: str,
        keuzes: Sequence[Keuze],
        *,
        verplicht: bool = False,
        hulp: str = "",
        leegtekst: str = "",
        breedte: int = 420,
    ) -> None:
        super().__init__(sleutel, label, verplicht=verplicht, hulp=hulp, breedte=breedte)
        self._leegtekst = leegtekst or (self.tr("Kies…") if verplicht else self.tr("Niet gekozen"))
        self.lijst = _Keuzelijst()
        self._keuzes: list[Keuze] = []
        self._plekken: list[int] = []  # of each choice: its line, below what says that nothing was chosen
        self._later = ""  # what a draft chose from choices that are not there yet
        self.zet_keuzes(keuzes)
        self.lijst.currentIndexChanged.connect(self.meld_wijziging)
        self.plaats(self.lijst)

    def zet_keuzes(self, keuzes: Sequence[Keuze]) -> None:
        """Replace the choices; the value stays where it still can be chosen."""
        nu = self.waarde() if self._keuzes else None
        self.lijst.blockSignals(True)
        self.lijst.clear()
        self._keuzes = list(keuzes)
        self.lijst.addItem(self._leegtekst)
        self._plekken = []
        groep = ""
        for keuze in self._keuzes:
            if keuze.groep != groep:
                groep = keuze.groep
                self._voeg_kop_toe(groep)
            self._voeg_regel_toe(keuze)
        self.lijst.blockSignals(False)
        if any(keuze.waarde == nu for keuze in self._keuzes):
            self.zet(nu)
        elif self._later:
            self.zet_ruw(self._later)

    def _voeg_regel_toe(self, keuze: Keuze) -> None:
        self._plekken.append(self.lijst.count())
        self.lijst.addItem(keuze.tekst)
        self.lijst.setItemData(self._plekken[-1], keuze.zoek, _ZOEK)

    def _voeg_kop_toe(self, kop: str) -> None:
        """A line that cannot be chosen; the arrows go past it."""
        if not isinstance(self.lijst.view(), _Uitklaplijst):
            self.lijst.setView(_Uitklaplijst(self.lijst))
        plek = self.lijst.count()
        self.lijst.addItem(kop)
        vet = self.lijst.font()
        vet.setBold(True)
        for waarde, rol in ((True, _KOP), (vet, Qt.ItemDataRole.FontRole)):
            self.lijst.setItemData(plek, waarde, rol)
        model = self.lijst.model()
        assert isinstance(model, QStandardItemModel)
        model.item(plek).setFlags(Qt.ItemFlag.NoItemFlags)

    def waarde(self) -> Any:
        """The chosen value, or None."""
        plek = self.lijst.currentIndex()
        return self._keuzes[self._plekken.index(plek)].waarde if plek in self._plekken else None

    def zet(self, waarde: Any) -> None:
        """Choose; None is no choice."""
        self._later = ""
        if waarde is None:
            self.lijst.setCurrentIndex(0)
            return
        for plek, keuze in enumerate(self._keuzes):
            if keuze.waarde == waarde:
                self.lijst.setCurrentIndex(self._plekken[plek])
                return
        self._keuzes.append(Keuze(waarde, str(waarde)))
        self._voeg_regel_toe(self._keuzes[-1])
        self.lijst.setCurrentIndex(self._plekken[-1])

    def ruw(self) -> Ruw:
        """The value as text; empty for no choice."""
        waarde = self.waarde()
        return self._later if waarde is None else str(waarde)

    def zet_ruw(self, ruw: Ruw) -> None:
        """Choose what has this text as value, once that is among the choices."""
        if not isinstance(ruw, str):
            return
        gevonden = next((keuze.waarde for keuze in self._keuzes if str(keuze.waarde) == ruw), None)
        self.zet(gevonden)
        if gevonden is None:
            self._later = ruw


class MeerKeuzeVeld(Veld):
    """Several of a list with boxes: arrows move, Space ticks. The value is a tuple in the order of the list.

    ``met_alles``: for lines that are read: they wrap and are shown whole, and a button under them ticks all, once all
    of it was in sight. What was in sight stays so when other lines come or go, and so does the place.
    """

    def __init__(
        self,
        sleutel: str,
        label: str,
        keuzes: Sequence[Keuze],
        *,
        verplicht: bool = False,
        hulp: str = "",
        met_alles: bool = False,
    ) -> None:
        super().__init__(sleutel, label, verplicht=verplicht, hulp=hulp)
        self.lijst = QListWidget()
        self.allesknop = Knop(self.tr("Alles aanvinken"), actie=self._alles)
        self.lijst.setProperty("soort", "keuzekader")
        self._keuzes: list[Keuze] = []
        self._gelezen = False  # the end of the lines was in sight
        self._gezien: set[Keuze] = set()  # lines of which it was
        self._wisselt = False
        self._kijker = wekker(self, 0, self._kijk)
        self._regels_per = 3 if met_alles else 1
        self.zet_keuzes(keuzes)
        self.lijst.itemChanged.connect(self.meld_wijziging)
        rij = QWidget()
        kolom = QVBoxLayout(rij)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(self.lijst)
        if met_alles:
            self.lijst.setWordWrap(True)
            self.lijst.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.lijst.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
            self.lijst.setResizeMode(QListWidget.ResizeMode.Adjust)
            self.lijst.setItemDelegate(Leesregel(self.lijst))
            balk = self.lijst.verticalScrollBar()
            balk.valueChanged.connect(self._kijk)
            balk.rangeChanged.connect(self._kijk)
            kolom.addWidget(self.allesknop, 0, Qt.AlignmentFlag.AlignLeft)
        self.plaats(self.lijst, rij)
        thema.huidig().gewijzigd.connect(self._meet)

    def _alles(self) -> None:
        self.zet(tuple(keuze.waarde for keuze in self._keuzes))

    def showEvent(self, gebeurtenis: QShowEvent, /) -> None:
        """Qt: in sight."""
        super().showEvent(gebeurtenis)
        if self._regels_per > 1:
            self._kijker.start()

    def _kijk(self) -> None:
        """Nobody ticks all before the end of it was in sight."""
        if self._wisselt:
            return
        balk = self.lijst.verticalScrollBar()
        if self.lijst.isVisible() and balk.value() >= balk.maximum():
            self._gelezen = True
            self._gezien.update(self._keuzes)
        self.allesknop.setEnabled(self._gelezen)
        eerst = (
            "" if self._gelezen else self.tr("Dit kan als u tot het eind hebt gelezen: ga in de lijst naar beneden.")
        )
        self.allesknop.setToolTip(eerst)
        self.allesknop.setAccessibleDescription(eerst)

    def zet_keuzes(self, keuzes: Sequence[Keuze]) -> None:
        """Replace the choices; what was ticked and still can be stays ticked."""
        nu, hier, plek = self.waarde(), self._hier, self.lijst.verticalScrollBar().value()
        self._wisselt = True
        self.lijst.blockSignals(True)
        self.lijst.clear()
        self._keuzes = list(keuzes)
        for keuze in self._keuzes:
            regel = QListWidgetItem(keuze.tekst)
            if keuze.uitleg:
                regel.setToolTip(f"<qt>{escape(keuze.uitleg)}</qt>")  # rich text wraps
                regel.setData(Qt.ItemDataRole.AccessibleDescriptionRole, keuze.uitleg)
            regel.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            regel.setCheckState(Qt.CheckState.Checked if keuze.waarde in nu else Qt.CheckState.Unchecked)
            self.lijst.addItem(regel)
        if self._keuzes:
            self.lijst.setCurrentRow(self._keuzes.index(hier) if hier in self._keuzes else 0)
        self.lijst.blockSignals(False)
        self._meet()
        if self._regels_per > 1:
            self._gelezen = bool(self._keuzes) and self._gezien.issuperset(self._keuzes)
            self.lijst.doItemsLayout()  # now: the place is one among lines that have their height
            self.lijst.verticalScrollBar().setValue(plek)
            wat = self.tr("Alles aanvinken (1 tekst)")
            if len(self._keuzes) != 1:
                wat = self.tr("Alles aanvinken ({} teksten)").format(len(self._keuzes))
            self.allesknop.zet_tekst(wat)
            self._kijker.start()
        self._wisselt = False

    @property
    def _hier(self) -> Keuze | None:
        """The line one is on."""
        plek = self.lijst.currentRow()
        return self._keuzes[plek] if 0 <= plek < len(self._keuzes) else None

    @property
    def leeg(self) -> object:
        """Nothing ticked."""
        return ()

    def waarde(self) -> Any:
        """The ticked values."""
        return tuple(
            keuze.waarde
            for plek, keuze in enumerate(self._keuzes)
            if self.lijst.item(plek).checkState() is Qt.CheckState.Checked
        )

    def zet(self, waarde: Any) -> None:
        """Tick these."""
        gekozen = tuple(waarde or ())
        for plek, keuze in enumerate(self._keuzes):
            aan = keuze.waarde in gekozen
            self.lijst.item(plek).setCheckState(Qt.CheckState.Checked if aan else Qt.CheckState.Unchecked)

    def ruw(self) -> Ruw:
        """The values as texts."""
        return [str(waarde) for waarde in self.waarde()]

    def zet_ruw(self, ruw: Ruw) -> None:
        """Tick what has these texts as values."""
        if isinstance(ruw, list):
            self.zet(tuple(keuze.waarde for keuze in self._keuzes if str(keuze.waarde) in ruw))

    def _meet(self) -> None:
        regels = min(7, max(1, self._regels_per * len(self._keuzes)))
        self.lijst.setFixedHeight(regels * thema.huidig().px(34) + thema.huidig().px(10))
