"""Date fields that take what people type (``3-11-26``, ``3 nov``, ``vandaag``, ``+7``) and say how they read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from pmg_desk.domain.datums import OnvolledigeDatum, Richting, geboortejaren, parse_datum
from pmg_desk.ui import iconen, thema
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.veld import Ruw, Veld

_NEDERLANDS = QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands)


def lang(dag: date) -> str:
    """``dinsdag 3 november 2026``."""
    return _NEDERLANDS.toString(QDate(dag.year, dag.month, dag.day), "dddd d MMMM yyyy")


class DatumVeld(Veld):
    """A whole date or nothing. ``richting`` says on which side of today a year-less date is.

    ``vroegst`` and ``laatst`` (dates) bound it; their sentence is the default one.
    """

    met_enter = True

    def __init__(
        self,
        sleutel: str,
        label: str,
        vandaag: Callable[[], date],
        *,
        richting: Richting = Richting.TOEKOMST,
        verplicht: bool = False,
        hulp: str = "",
        vroegst: Callable[[], date | None] | None = None,
        laatst: Callable[[], date | None] | None = None,
    ) -> None:
        super().__init__(sleutel, label, verplicht=verplicht, hulp=hulp)
        self._vandaag, self._richting = vandaag, richting
        self._vroegst, self._laatst = vroegst, laatst
        self.regel = QLineEdit()
        self.regel.setPlaceholderText(self.tr("dd-mm-jjjj"))
        self.regel.textChanged.connect(self._getypt)
        self.regel.editingFinished.connect(self._klaar)
        self.kalenderknop = Knop(self.tr("Kalender openen: {}").format(label), "icoon", "calendar")
        self.kalenderknop.clicked.connect(self.open_kalender)
        self._gelezen = Tekst("", "zacht")
        self._gelezen.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rij = QWidget()
        plek = QHBoxLayout(rij)
        plek.setContentsMargins(0, 0, 0, 0)
        plek.setSpacing(6)
        plek.addWidget(self.regel, 2)
        plek.addWidget(self.kalenderknop)
        plek.addWidget(self._gelezen, 3)
        self.plaats(self.regel, rij)
        self._kalender: Kalender | None = None

    def waarde(self) -> Any:
        """The date, None when empty; raises ValueError (DatumFout) with what is wrong."""
        tekst = self.regel.text().strip()
        if not tekst:
            return None
        dag = parse_datum(tekst, self._vandaag(), self._richting)
        vroegst = self._vroegst() if self._vroegst else None
        laatst = self._laatst() if self._laatst else None
        if vroegst is not None and dag < vroegst:
            raise ValueError(self.tr("Kies een datum op of na {}.").format(lang(vroegst)))
        if laatst is not None and dag > laatst:
            raise ValueError(self.tr("Kies een datum op of voor {}.").format(lang(laatst)))
        return dag

    def zet(self, waarde: Any) -> None:
        """Show a date; None is empty."""
        self.regel.setText("" if waarde is None else waarde.strftime("%d-%m-%Y"))

    def ruw(self) -> Ruw:
        """As typed."""
        return self.regel.text()

    def zet_ruw(self, ruw: Ruw) -> None:
        """As typed."""
        if isinstance(ruw, str):
            self.regel.setText(ruw)

    def open_kalender(self) -> None:
        """Show a month to choose from; arrows, PageUp and PageDown, Enter; Escape closes."""
        if self._kalender is None:
            self._kalender = Kalender(self, self._kies)
        try:
            dag = self.waarde() or self._vandaag()
        except ValueError:
            dag = self._vandaag()
        self._kalender.toon(dag, self.regel.mapToGlobal(self.regel.rect().bottomLeft()))

    def _kies(self, dag: date) -> None:
        self.zet(dag)
        self.regel.setFocus()
        self.meld_wijziging()

    def _getypt(self) -> None:
        self._toon_gelezen()
        self.meld_wijziging()

    def _toon_gelezen(self) -> None:
        try:
            dag = self.waarde()
        except ValueError:
            dag = None
        self._gelezen.setText("" if dag is None else lang(dag))

    def _klaar(self) -> None:
        """On leaving: write the date out, so that a misreading is seen; an error is shown when the form is saved."""
        try:
            dag = self.waarde()
        except ValueError as fout:
            self.toon_fout(str(fout))
            return
        if dag is not None and self.regel.text() != dag.strftime("%d-%m-%Y"):
            self.regel.blockSignals(True)
            self.zet(dag)
            self.regel.blockSignals(False)
            self._toon_gelezen()


class OnvolledigeDatumVeld(Veld):
    """A birth date of which day, month or even year may be unknown: ``3-11-2012``, ``nov 2012``, ``2012``, ``?``.

    The value is an OnvolledigeDatum, None when empty. An age is no date: the years that fit it are offered to choose.
    """

    def __init__(
        self,
        sleutel: str,
        label: str,
        vandaag: Callable[[], date],
        *,
        verplicht: bool = False,
        hulp: str = "",
        toon_leeftijd: bool = True,
    ) -> None:
        super().__init__(
            sleutel,
            label,
            verplicht=verplicht,
            hulp=hulp or self.tr("Weet u de dag of maand niet? Typ dan alleen wat u weet, zoals ‘nov 2012’ of ‘2012’."),
        )
        self._vandaag = vandaag
        self._toon_leeftijd = toon_leeftijd
        self.regel = QLineEdit()
        self.regel.setPlaceholderText(self.tr("dd-mm-jjjj"))
        self.regel.textChanged.connect(self._getypt)
        self.regel.editingFinished.connect(self._klaar)
        self._gelezen = Tekst("", "zacht")
        self._gelezen.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rij = QWidget()
        plek = QHBoxLayout(rij)
        plek.setContentsMargins(0, 0, 0, 0)
        plek.setSpacing(10)
        plek.addWidget(self.regel, 2)
        plek.addWidget(self._gelezen, 3)
        self._jaren = QWidget()
        self._jaarrij = QHBoxLayout(self._jaren)
        self._jaarrij.setContentsMargins(0, 0, 0, 0)
        self._jaren.setVisible(False)
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        kolom.addWidget(rij)
        kolom.addWidget(self._jaren)
        self.plaats(self.regel, vak)

    def _passende_jaren(self) -> tuple[int, ...]:
        return geboortejaren(self.regel.text(), self._vandaag()) if self._toon_leeftijd else ()

    def toon_fout(self, zin: str) -> None:
        """The sentence; for an age with a button for each year that fits."""
        super().toon_fout(zin)
        while self._jaarrij.count():
            deel = self._jaarrij.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()
        jaren = self._passende_jaren() if zin else ()
        for jaar in jaren:
            tekst = self.tr("Geboren in {}").format(jaar)
            self._jaarrij.addWidget(Knop(tekst, actie=partial(self.zet_ruw, str(jaar))))
        self._jaarrij.addStretch(1)
        self._jaren.setVisible(bool(jaren))

    def waarde(self) -> Any:
        """The date as far as known, None when empty; raises ValueError, also for a birth in the future."""
        tekst = self.regel.text().strip()
        if not tekst:
            return None
        try:
            datum = OnvolledigeDatum.parse(tekst, self._vandaag())
        except ValueError:
            jaren = self._passende_jaren()
            if not jaren:
                raise
            zin = self.tr("U weet alleen de leeftijd. Vul een geboortejaar in dat past: {}.")
            raise ValueError(zin.format(self.tr(" of ").join(map(str, jaren)))) from None
        vroegst = datum.vroegst()
        if vroegst is not None and vroegst > self._vandaag():
            raise ValueError(self.tr("Deze datum ligt in de toekomst. Kijk het jaar na."))
        return datum

    def zet(self, waarde: Any) -> None:
        """Show a date; None is empty."""
        self.regel.setText("" if waarde is None else _schrijf(waarde))

    def ruw(self) -> Ruw:
        """As typed."""
        return self.regel.text()

    def zet_ruw(self, ruw: Ruw) -> None:
        """As typed."""
        if isinstance(ruw, str):
            self.regel.setText(ruw)

    def _getypt(self) -> None:
        try:
            datum = self.waarde()
        except ValueError:
            datum = None
        if datum is not None and not self._jaren.isHidden():
            self.toon_fout("")
        tekst = ""
        if datum is not None:
            tekst = datum.toon()
            leeftijd = datum.leeftijd_op(self._vandaag())
            if self._toon_leeftijd and leeftijd.bekend:
                tekst = self.tr("{} · {} jaar").format(tekst, leeftijd.toon())
        self._gelezen.setText(tekst)
        self.meld_wijziging()

    def _klaar(self) -> None:
        try:
            self.waarde()
        except ValueError as fout:
            self.toon_fout(str(fout))


def _schrijf(datum: OnvolledigeDatum) -> str:
    delen = (datum.dag, "02"), (datum.maand, "02"), (datum.jaar, "04")
    return "-".join(format(waarde, breedte) for waarde, breedte in delen if waarde is not None) or "onbekend"


class Kalender(QFrame):
    """A month in a small window of its own; weeks start on Monday."""

    def __init__(self, ouder: QWidget, gekozen: Callable[[date], None]) -> None:
        super().__init__(ouder, Qt.WindowType.Popup)
        self.setProperty("soort", "uitklap")
        self._gekozen = gekozen
        self.maand = QCalendarWidget()
        self.maand.setAccessibleName(self.tr("Kalender"))
        self.maand.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.maand.setLocale(_NEDERLANDS)
        self.maand.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.maand.activated.connect(self._kies)
        self.maand.clicked.connect(self._kies)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(6, 6, 6, 6)
        kolom.addWidget(self.maand)

    def toon(self, dag: date, plek: QPoint) -> None:
        """Open at ``plek`` (on screen) with this day chosen."""
        self._kleur()
        self.maand.setSelectedDate(QDate(dag.year, dag.month, dag.day))
        self.adjustSize()
        self.move(plek)
        self.show()
        self.maand.setFocus()

    def _kleur(self) -> None:
        """Qt paints weekends bright red and its arrows small: unreadable in the dark, and at 200 % text."""
        letters = QTextCharFormat()
        letters.setForeground(thema.huidig().kleur("tekst-zacht"))
        for dag in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.maand.setWeekdayTextFormat(dag, letters)
        zijde = thema.huidig().px(18)
        for naam, icoon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            knop = self.maand.findChild(QToolButton, naam)
            if knop is not None:
                knop.setIcon(iconen.icoon(icoon))
                knop.setIconSize(QSize(zijde, zijde))

    def _kies(self, dag: QDate) -> None:
        if not self.isVisible():
            return  # a click is reported twice: as clicked and as activated
        self.hide()
        self._gekozen(date(dag.year(), dag.month(), dag.day()))
