"""Fields in which one chooses: one of a few, several, or one found by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pmg_desk.domain.namen import vouw
from pmg_desk.ui import thema
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.werker import DatabaseWerker
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.veld import Ruw, Veld
from pmg_desk.ui.widgets.zoekregel import Zoekregel

_Met = Qt.KeyboardModifier
_SLEUTEL_ROL = Qt.ItemDataRole.UserRole
_ONTDENDER = 150
_TYPRUST_MS = 1500
"""So long after a letter the next one still belongs to it: longer than Qt's own 400 ms, for who types with two
fingers."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """Something to choose: its value (an id, an enum), its words, and a short text that tells it from its like.

    ``uitleg``: all that the words stand for, under the mouse and read out (only in a list with boxes).
    """

    waarde: Any
    label: str
    erbij: str = ""
    uitleg: str = ""

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
        aantal = self.count() if begin else 0
        for plek in ((vanaf + stap) % aantal for stap in range(aantal)):
            if vouw(self.itemText(plek)).startswith(begin):
                self.setCurrentIndex(plek)
                return True
        return False


class KeuzeVeld(Veld):
    """One of a few. Without a choice it says so, and its value is None. A value not among them is added as it is."""

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
        for keuze in self._keuzes:
            self.lijst.addItem(keuze.tekst)
        self.lijst.blockSignals(False)
        if any(keuze.waarde == nu for keuze in self._keuzes):
            self.zet(nu)
        elif self._later:
            self.zet_ruw(self._later)

    def waarde(self) -> Any:
        """The chosen value, or None."""
        plek = self.lijst.currentIndex() - 1
        return self._keuzes[plek].waarde if 0 <= plek < len(self._keuzes) else None

    def zet(self, waarde: Any) -> None:
        """Choose; None is no choice."""
        self._later = ""
        if waarde is None:
            self.lijst.setCurrentIndex(0)
            return
        for plek, keuze in enumerate(self._keuzes):
            if keuze.waarde == waarde:
                self.lijst.setCurrentIndex(plek + 1)
                return
        self._keuzes.append(Keuze(waarde, str(waarde)))
        self.lijst.addItem(self._keuzes[-1].tekst)
        self.lijst.setCurrentIndex(len(self._keuzes))

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

    ``met_alles``: for lines that are read: they wrap, and a button under them ticks all.
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
            kolom.addWidget(self.allesknop, 0, Qt.AlignmentFlag.AlignLeft)
        self.plaats(self.lijst, rij)
        thema.huidig().gewijzigd.connect(self._meet)

    def _alles(self) -> None:
        self.zet(tuple(keuze.waarde for keuze in self._keuzes))

    def zet_keuzes(self, keuzes: Sequence[Keuze]) -> None:
        """Replace the choices; what was ticked and still can be stays ticked."""
        nu = self.waarde()
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
            self.lijst.setCurrentRow(0)
        self.lijst.blockSignals(False)
        self._meet()

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


Zoeker = Callable[[str], Sequence[Keuze]]


class ZoekKeuzeVeld(Veld):
    """One out of many, found by typing a few letters. ``zoek`` runs on the database thread; or give ``keuzes``.

    The value is None until something of the list was chosen, or typed in full where only one is called so; other words
    are an error, not a loss.
    Where nothing is found the field says so, and offers what :meth:`zet_uitweg` gave it.
    """

    def __init__(
        self,
        sleutel: str,
        label: str,
        *,
        keuzes: Sequence[Keuze] = (),
        zoek: Zoeker | None = None,
        werker: DatabaseWerker | None = None,
        verplicht: bool = False,
        hulp: str = "",
        voorbeeld: str = "",
    ) -> None:
        super().__init__(sleutel, label, verplicht=verplicht, hulp=hulp)
        self._keuzes = list(keuzes)
        self._zoek, self._werker = zoek, werker
        self._gekozen: Keuze | None = None
        self._aanbod: list[Keuze] = []
        self._ronde = 0
        self.regel = Zoekregel()
        self.regel.setPlaceholderText(voorbeeld or self.tr("Typ een paar letters"))
        self._woorden = QStringListModel(self)
        aanvuller = QCompleter(self._woorden, self.regel)
        aanvuller.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        aanvuller.setMaxVisibleItems(9)
        self._opties = QListView()
        self._opties.setAccessibleName(self.tr("Mogelijkheden voor {}").format(label))
        aanvuller.setPopup(self._opties)
        aanvuller.activated[QModelIndex].connect(self._kies)  # type: ignore[index]
        self._aanvuller = aanvuller
        self.regel.setCompleter(aanvuller)
        self.regel.textEdited.connect(self._getypt)
        self.regel.textChanged.connect(self._leeggemaakt)
        self._vertraging = wekker(self, _ONTDENDER, self._vraag)
        self._niets = Tekst("", "klein")
        self._niets.setVisible(False)
        self.uitweg: Knop | None = None
        self.plaats(self.regel)
        self._kolom.insertWidget(2, self._niets)

    def zet_keuzes(self, keuzes: Sequence[Keuze]) -> None:
        """Replace the fixed choices."""
        self._keuzes = list(keuzes)

    def zet_uitweg(self, tekst: str, actie: Callable[[], object]) -> None:
        """Offer this, such as adding what is not there, where nothing is found."""
        self.uitweg = Knop(tekst, "koppeling", "plus", actie=actie)
        self.uitweg.setVisible(False)
        self._kolom.insertWidget(3, self.uitweg, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def niets_gevonden(self) -> str:
        """What the field says where nothing is found; empty when it says nothing."""
        return self._niets.text()

    def _zeg_niets(self, niets: bool) -> None:
        self._niets.setText(self.tr("Niets gevonden. Probeer andere letters.") if niets else "")
        self._niets.setVisible(niets)
        if self.uitweg is not None:
            self.uitweg.setVisible(niets)
        kondig_aan(self.regel, self._niets.text())

    def waarde(self) -> Any:
        """The chosen value, None when empty; raises ValueError for words that were not chosen from the list."""
        if self.keuze is not None:
            return self.keuze.waarde
        if not self.regel.text().strip():
            return None
        if self.verplicht:
            raise ValueError(self.tr("Kies een van de mogelijkheden uit de lijst."))
        raise ValueError(self.tr("Kies een van de mogelijkheden uit de lijst, of maak het veld leeg."))

    @property
    def keuze(self) -> Keuze | None:
        """What was chosen, with its words: from the list, or by typing in full what only one of them is called."""
        return self._gekozen or self._gelijke([*self._keuzes, *self._aanbod])

    def _gelijke(self, keuzes: Sequence[Keuze]) -> Keuze | None:
        getypt = vouw(self.regel.text())
        gelijk = {k.waarde: k for k in keuzes if getypt and getypt in (vouw(k.label), vouw(k.tekst))}
        return next(iter(gelijk.values())) if len(gelijk) == 1 else None

    def zet(self, waarde: Any) -> None:
        """Choose: a Keuze, a value among ``keuzes``, or None. Raises ValueError for an unknown bare value."""
        if waarde is None:
            self._gekozen = None
            self.regel.clear()
            return
        keuze = waarde if isinstance(waarde, Keuze) else self._bekend(waarde)
        self._gekozen = keuze
        self.regel.setText(keuze.tekst)
        self.regel.setCursorPosition(0)

    def _bekend(self, waarde: Any) -> Keuze:
        for keuze in self._keuzes:
            if keuze.waarde == waarde:
                return keuze
        raise ValueError("a value without its words")

    def ruw(self) -> Ruw:
        """The value as text, and the words."""
        return ["" if self._gekozen is None else str(self._gekozen.waarde), self.regel.text()]

    def zet_ruw(self, ruw: Ruw) -> None:
        """Choose again among the fixed choices; otherwise the words come back, to be chosen again."""
        if not isinstance(ruw, list) or len(ruw) != 2:
            return
        for keuze in self._keuzes:
            if ruw[0] and str(keuze.waarde) == ruw[0]:
                self.zet(keuze)
                return
        self._gekozen = None
        self.regel.setText(ruw[1])

    def _leeggemaakt(self, tekst: str) -> None:
        if not tekst or self._gekozen is not None:
            self._zeg_niets(False)
        if not tekst and self._gekozen is not None:
            self._gekozen = None
            self.meld_wijziging()

    def _getypt(self) -> None:
        if self._gekozen is not None:
            self._gekozen = None
        self.meld_wijziging()
        self._ronde += 1
        self._vertraging.start()

    def _vraag(self) -> None:
        woorden = vouw(self.regel.text()).split()
        if not woorden:
            self._opties.hide()
            return
        if self._zoek is None or self._werker is None:
            passend = [k for k in self._keuzes if all(woord in vouw(k.tekst) for woord in woorden)]
            self._bied_aan(self._ronde, passend[:50])
        else:
            klaar = partial(self._bied_aan, self._ronde)
            zoek = partial(self._zoek, self.regel.text().strip())
            self._werker.doe(zoek, klaar, None, self, onderbreekbaar=True)

    def _bied_aan(self, ronde: int, keuzes: Sequence[Keuze]) -> None:
        if ronde != self._ronde or self._gekozen is not None or not self.regel.text().strip():
            return
        self._zeg_niets(not keuzes)
        self._aanbod = list(keuzes)
        if not self.regel.hasFocus():
            return
        self._woorden.setStringList([keuze.tekst for keuze in self._aanbod])
        if self._aanbod:
            self._aanvuller.complete()
        else:
            self._opties.hide()

    def _kies(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._aanbod):
            self._gekozen = self._aanbod[index.row()]
            self.regel.setText(self._gekozen.tekst)
            self.meld_wijziging()
