"""Buttons: one primary per screen, secondary for the rest, danger for what cannot be undone, link for small steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from pmg_desk.ui import iconen, thema
from pmg_desk.ui.terugroep import zwak

Soort = Literal["primair", "secundair", "gevaar", "koppeling", "icoon", "navigatie"]

_ICOONKLEUR = {
    "primair": "accent-op",
    "secundair": "koppeling",
    "gevaar": "gevaar-op",
    "koppeling": "koppeling",
    "icoon": "tekst",
    "navigatie": "tekst",
}
_WEG = frozenset({"x", "trash-2"})
_ICOONMAAT = 18
_ICOONRUIMTE = 5


class Knop(QPushButton):
    """A button that says what it does: a verb and, where it matters, the thing ("Casus afsluiten").

    ``icoon`` is the name of a Lucide icon. With ``soort="icoon"`` the text is not shown but read out and shown as
    tooltip. ``sneltoets`` is shown in the tooltip. ``vernielt``: it takes away or changes something at once, and the
    program never puts the focus there by itself.
    """

    def __init__(
        self,
        tekst: str,
        soort: Soort = "secundair",
        icoon: str = "",
        *,
        actie: Callable[[], object] | None = None,
        sneltoets: str = "",
        hulp: str = "",
        ouder: QWidget | None = None,
    ) -> None:
        super().__init__("" if soort == "icoon" else tekst, ouder)
        self.setProperty("soort", soort)
        self._soort = soort
        self.vernielt = soort == "gevaar" or icoon in _WEG
        self.setAutoDefault(False)
        self.setAccessibleName(tekst)
        if hulp:
            self.setAccessibleDescription(hulp)
        toets = QKeySequence(sneltoets)
        if not toets.isEmpty():
            self.setShortcut(toets)
        uitleg = hulp or (tekst if soort == "icoon" else "")
        wijze = toets.toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(" ".join(deel for deel in (uitleg, f"({wijze})" if wijze else "") if deel))
        self._icoon = ""
        if icoon:
            self.zet_icoon(icoon)
        self._actie = None if actie is None else zwak(actie)
        self.clicked.connect(self._doe)

    def zet_icoon(self, naam: str) -> None:
        """Show another icon."""
        if not self._icoon:
            thema.huidig().gewijzigd.connect(self._meet)
        self._icoon = naam
        self.schik_icoon()

    def schik_icoon(self) -> None:
        """Give the icon its place again after the words came or went."""
        focus = "" if self._soort == "navigatie" else "focus-knop-tekst"
        iconen.volg(
            self,
            self._icoon,
            _ICOONKLEUR[self._soort],
            _ICOONMAAT,
            bij_focus=focus,
            bij_aan="keuze-tekst",
            ruimte=_ICOONRUIMTE if self.text() else 0,
        )
        self._meet()

    def zet_tekst(self, tekst: str) -> None:
        """Change what the button says, on screen and read out."""
        self.setAccessibleName(tekst)
        if self._soort == "icoon":
            self.setToolTip(tekst)
        else:
            self.setText(tekst)

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: Enter presses the button that has the focus, as Space does; Ctrl+Enter belongs to the form around it."""
        kaal = toets.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if toets.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and kaal:
            toets.accept()
            if not toets.isAutoRepeat():  # a key that is held down presses once
                self.click()
        else:
            super().keyPressEvent(toets)

    def _doe(self) -> None:
        if self._actie is not None:
            self._actie()

    def _meet(self) -> None:
        zijde = thema.huidig().px(_ICOONMAAT)
        self.setIconSize(QSize(zijde + (thema.huidig().px(_ICOONRUIMTE) if self.text() else 0), zijde))
