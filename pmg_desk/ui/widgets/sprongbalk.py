"""A row of buttons above a long page, one per part: a press brings that part in sight and the keyboard into it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk


class Sprongbalk(Vloeibalk):
    """For the parts of ``rolvak``; :meth:`pas_aan` after parts were shown or hidden."""

    def __init__(self, rolvak: Rolvak) -> None:
        super().__init__(ruimte=12, regelruimte=0)
        self._rolvak = rolvak
        self._delen: list[tuple[Knop, QWidget]] = []
        self.setAccessibleName(self.tr("Naar een deel van deze bladzijde"))
        self.voeg_toe(Tekst(self.tr("Ga naar"), "zacht", omslaan=False))

    def voeg_deel_toe(self, woord: str, deel: QWidget, *, sneltoets: str = "", binnen: QWidget | None = None) -> Knop:
        """A button for ``deel``; ``binnen``: the part in which it lies, when that is what is shown and hidden."""
        actie = partial(zwak(self.ga), deel)
        tekst = f"{woord} ({sneltoets})" if sneltoets else woord
        knop = Knop(tekst, "koppeling", actie=actie)
        if sneltoets:  # not the shortcut of the button: that lights up first and goes a moment later
            QShortcut(QKeySequence(sneltoets), knop).activated.connect(actie)
        self._delen.append((knop, binnen or deel))
        self.voeg_toe(knop)
        return knop

    def pas_aan(self) -> None:
        """Offer only what is there; a page with hardly any parts needs no row."""
        getoond = [not deel.isHidden() for _, deel in self._delen]
        for (knop, _), er_is in zip(self._delen, getoond, strict=True):
            knop.setVisible(er_is)
        self.setVisible(sum(getoond) > 1)
        self.meet()

    def ga(self, deel: QWidget) -> None:
        """Bring the part to the top of the page, with the focus on the first thing in it that takes keys."""
        eerste = next((w for w in deel.findChildren(QWidget) if _neemt_toetsen(w)), None)
        if eerste is not None:
            eerste.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._rolvak.inhoud.activate()
        ouder = deel.parentWidget()
        while ouder is not None:  # in a low window it is the screen that scrolls, not the page in it
            if isinstance(ouder, QScrollArea) and (pagina := ouder.widget()) is not None:
                ouder.verticalScrollBar().setValue(deel.mapTo(pagina, QPoint(0, 0)).y())
            ouder = ouder.parentWidget()


def _neemt_toetsen(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
