"""The keys of an overleg that runs, each on its button: they work wherever the focus is while it is in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pmg_desk.ui.widgets.knop import Knop, Soort
from pmg_desk.ui.widgets.vloei import Vloeibalk

Toetsknop = tuple[str, str, Callable[[], object]]
"""The words on a button, its key, and what it does."""


def maak_toetsknop(scherm: QWidget, wat: Toetsknop, soort: Soort = "secundair", icoon: str = "") -> Knop:
    """A button that shows its key; the key is of the whole window for as long as ``scherm`` is in sight."""
    woord, toets, actie = wat
    snel = QShortcut(QKeySequence(toets), scherm)
    snel.setContext(Qt.ShortcutContext.WindowShortcut)
    snel.activated.connect(actie)
    knop = Knop(f"{woord} ({toets})", soort, icoon, actie=actie)
    knop.vernielt = True  # Enter on it would end an item or begin something: the focus is put there by a user only
    return knop


class Vergaderbalk(Vloeibalk):
    """The row of buttons; the last is what one presses most."""

    def __init__(self, scherm: QWidget, knoppen: Sequence[Toetsknop]) -> None:
        super().__init__()
        for wat in knoppen:
            self.voeg_toe(maak_toetsknop(scherm, wat, "primair" if wat is knoppen[-1] else "secundair"))
