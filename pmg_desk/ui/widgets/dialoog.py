"""Asking before a step that cannot be taken back: what will happen, and a button that names it. Never OK/Cancel.

Questions are asked without waiting (``open``, not ``exec``): the answer comes in a callback, so there is no nested
event loop and a lock can always come through. Never a modal over a modal: asking from a dialog is a bug. The one that
may stand over a form adds something that form needs, and gives it back (:meth:`Dialoog.toon`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QVBoxLayout, QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.widgets.dialoogvak import Dialoogvak
from pmg_desk.ui.widgets.knop import Knop, Soort
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei
from pmg_desk.ui.widgets.zichtruimte import zichtruimte

_antwoorden: deque[bool] = deque()
gesteld: deque[str] = deque(maxlen=20)
"""Titles of the latest questions: for tests."""


def volgend_antwoord(antwoord: bool) -> None:
    """Seam for tests: the next question is not shown but answered so, at once."""
    _antwoorden.append(antwoord)


class Dialoog(QDialog):
    """A window over the window with a heading, room for content in ``inhoud``, and a row of buttons.

    Opens with :meth:`toon`; Escape closes it as "Terug" does.
    """

    def __init__(self, ouder: QWidget, titel: str, *, breedte: int = 520) -> None:
        super().__init__(ouder)
        self.setWindowTitle(titel)
        self.setAccessibleName(titel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        huidig = thema.huidig()
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(24, 20, 24, 20)
        self._kolom.setSpacing(14)
        self._kolom.addWidget(Tekst(titel, "kop-2"))
        self._over = Tekst("", "zacht")
        self._over.setVisible(False)
        self._kolom.addWidget(self._over)
        self._inhoudvak = Dialoogvak(titel)
        self.inhoud = self._inhoudvak.inhoud
        self._kolom.addWidget(self._inhoudvak, 1)
        self._knoppen = Vloei(rechts=True)
        self._kolom.addLayout(self._knoppen)
        self._inhoudvak.anders.connect(self._maak_ruimte, Qt.ConnectionType.QueuedConnection)
        grens = self._grens()
        self.setMinimumWidth(min(huidig.px(breedte), max(320, grens.width() - 40)))
        self.setMaximumSize(grens)

    def _grens(self) -> QSize:
        """No larger than the window it stands over, and no larger than the screen, which that window may be."""
        onder = self._venster_onder()
        past = onder.size().boundedTo(zichtruimte(onder).size())
        return QSize(max(360, past.width()), max(240, past.height()))

    def _nodig(self, breedte: int) -> int:
        """How high it is at this width with all of its content in sight."""
        self._kolom.activate()
        rand = self._kolom.contentsMargins()
        rest = self._kolom.totalHeightForWidth(breedte) - self._inhoudvak.sizeHint().height()
        return rest + self._inhoudvak.hoogte(breedte - rand.left() - rand.right())

    def _maak_ruimte(self) -> None:
        """Grow when there came more to see, as far as window and screen go; what does not fit then scrolls."""
        if self.isVisible() and self._inhoudvak.verticalScrollBar().maximum() > 0:
            self._groei_tot(self._nodig(self.width()))

    def _groei_tot(self, hoogte: int) -> None:
        self.resize(self.width(), min(max(hoogte, self.height()), self.maximumHeight()))
        onder = self._venster_onder()
        bodem = min(onder.geometry().bottom(), zichtruimte(onder).bottom())
        over = self.geometry().bottom() - bodem
        if over > 0:
            self.move(self.x(), self.y() - over)

    def showEvent(self, gebeurtenis: QShowEvent, /) -> None:
        """Qt: as large as what is on it, unless it was made of a size."""
        if not gebeurtenis.spontaneous():
            self.setMaximumSize(self._grens())
            if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
                breedte = min(max(self.sizeHint().width(), self.minimumWidth()), self.maximumWidth())
                self.resize(breedte, min(self._nodig(breedte), self.maximumHeight()))
        super().showEvent(gebeurtenis)

    def _venster_onder(self) -> QWidget:
        """Asked each time: a dialog that holds the window under it brings Qt down when both go."""
        ouder: QWidget | None = self.parentWidget()
        assert ouder is not None
        return ouder.window()

    def zet_over(self, over: str) -> None:
        """Say above the content what it is about, such as a casus and whose it is: never in the window's title."""
        self._over.setText(over)
        self._over.setVisible(bool(over))
        self.setAccessibleDescription(over)

    def voeg_knop(
        self, tekst: str, soort: Soort = "secundair", *, actie: Callable[[], object] | None = None, icoon: str = ""
    ) -> Knop:
        """Put a button in the row at the bottom."""
        knop = Knop(tekst, soort, icoon, actie=actie)
        self._knoppen.addWidget(knop)
        return knop

    def toon(self, *, boven: Dialoog | None = None) -> None:
        """Show it; returns at once. Raises RuntimeError over another modal window than ``boven``.

        ``boven`` is the form that this one adds something for, and that goes on with it.
        """
        weiger_dubbel(boven)
        self.open()


class Vraag(Dialoog):
    """The question of :func:`bevestig`."""

    def __init__(
        self, ouder: QWidget, titel: str, uitleg: str, knop: str, *, gevaar: bool, punten: tuple[str, ...] = ()
    ) -> None:
        super().__init__(ouder, titel)
        self.inhoud.addWidget(Tekst(uitleg))
        for punt in punten:
            self.inhoud.addWidget(Tekst(f"–  {punt}"))
        self.inhoud.addStretch(1)
        self.setAccessibleDescription(" ".join((uitleg, *punten)))
        self.terugknop = self.voeg_knop(self.tr("Terug"), actie=self.reject)
        self.ja_knop = self.voeg_knop(knop, "gevaar" if gevaar else "primair", actie=self.accept)
        # Enter must not do the dangerous thing by itself.
        (self.terugknop if gevaar else self.ja_knop).setDefault(True)
        (self.terugknop if gevaar else self.ja_knop).setFocus()


def bevestig(
    ouder: QWidget,
    titel: str,
    uitleg: str,
    knop: str,
    bij_ja: Callable[[], object],
    *,
    bij_nee: Callable[[], object] | None = None,
    gevaar: bool = True,
    punten: tuple[str, ...] = (),
) -> Vraag | None:
    """Ask; returns at once. ``titel`` is the question, ``uitleg`` and ``punten`` say what will happen, ``knop`` is the
    verb with the thing ("Casus afsluiten"). Nothing is called when ``ouder`` goes first.
    """
    gesteld.append(titel)
    if _antwoorden:
        if _antwoorden.popleft():
            bij_ja()
        elif bij_nee is not None:
            bij_nee()
        return None
    vraag = Vraag(ouder, titel, uitleg, knop, gevaar=gevaar, punten=punten)
    vraag.accepted.connect(bij_ja)
    if bij_nee is not None:
        vraag.rejected.connect(bij_nee)
    vraag.toon()
    return vraag


def meld_storing(ouder: QWidget, referentie: str) -> None:
    """Say that the program has a bug, with the reference under which it was logged. Shows nothing of the case."""
    if isinstance(QApplication.activeModalWidget(), Storing):
        return  # one is enough: the next bug is in the log too
    Storing(ouder, referentie).open()


class Storing(Dialoog):
    """The bug dialog: may stand over another dialog, because a bug does not wait."""

    def __init__(self, ouder: QWidget, referentie: str) -> None:
        super().__init__(ouder, QCoreApplication.translate("Storing", "Er ging iets mis in het programma"))
        self.inhoud.addWidget(
            Tekst(
                self.tr(
                    "Dit had niet mogen gebeuren. Wat al was opgeslagen, is dat nog; wat u typt, wordt als concept"
                    " bewaard. Geef dit kenmerk door aan de beheerder. Er staan geen gegevens van een casus in."
                )
            )
        )
        self.inhoud.addWidget(Tekst(self.tr("Kenmerk: {}").format(referentie), "kop-3", kiesbaar=True))
        self.voeg_knop(self.tr("Sluiten"), "primair", actie=self.accept).setDefault(True)


def weiger_dubbel(boven: QWidget | None = None) -> None:
    """Raises RuntimeError when a modal window other than ``boven`` is open already."""
    if QApplication.activeModalWidget() not in (None, boven):
        raise RuntimeError("a modal over a modal")


def weiger_tweede_keuze() -> None:
    """Raises RuntimeError when a choice of a file is open already.

    A choice of file or printer may stand over the form that asks for it: it is the system's own window, and what is
    under it waits.
    """
    if isinstance(QApplication.activeModalWidget(), QFileDialog):
        raise RuntimeError("a choice over a choice")
