"""Fields in which one types: a line, several lines, a number, a password; and the one with a box to tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.veld import Ruw, Veld

_TOONTOETS = "Ctrl+T"
"""Shows or hides the password in which one types."""


class TekstVeld(Veld):
    """One line of text. Too much text is said, never cut off. ``waarde()`` is without spaces around it."""

    met_enter = True

    def __init__(
        self,
        sleutel: str,
        label: str,
        *,
        verplicht: bool = False,
        hulp: str = "",
        breedte: int = 0,
        hoogstens: int = 200,
        voorbeeld: str = "",
        controle: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(sleutel, label, verplicht=verplicht, hulp=hulp, breedte=breedte)
        self._hoogstens = hoogstens
        self._controle = controle
        self.regel = self._maak_regel(label)
        self.regel.setPlaceholderText(voorbeeld)
        self.regel.textChanged.connect(self.meld_wijziging)
        self.plaats(self.regel)

    def _maak_regel(self, label: str) -> QLineEdit:  # noqa: ARG002 - a line with more to it says what it is of
        return QLineEdit()

    @property
    def leeg(self) -> object:
        """Empty text."""
        return ""

    def waarde(self) -> Any:
        """The text; raises ValueError when it is too long or the check given objects."""
        tekst = self.regel.text().strip()
        _hoogstens(self, tekst, self._hoogstens)
        if tekst and self._controle is not None and (bezwaar := self._controle(tekst)):
            raise ValueError(bezwaar)
        return tekst

    def zet(self, waarde: Any) -> None:
        """Show a text; None is empty."""
        self.regel.setText(waarde or "")
        self.regel.setCursorPosition(0)

    def ruw(self) -> Ruw:
        """As typed."""
        return self.regel.text()

    def zet_ruw(self, ruw: Ruw) -> None:
        """As typed."""
        if isinstance(ruw, str):
            self.regel.setText(ruw)


def _hoogstens(veld: QWidget, tekst: str, grens: int) -> None:
    if len(tekst) > grens:
        raise ValueError(
            veld.tr("Deze tekst is te lang: {} tekens. Er passen er {}. Maak de tekst korter.").format(
                len(tekst), grens
            )
        )


class _Vel(QPlainTextEdit):
    """Grows with its text; Tab goes to the next field; undoing goes word by word, not beyond what was put in."""

    def __init__(self, regels: int) -> None:
        super().__init__()
        self._minst = regels
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.meet)

    def meet(self) -> None:
        hoogte = QFontMetrics(thema.huidig().letter()).lineSpacing()
        regels = min(14, max(self._minst, int(self.document().size().height())))
        self.setFixedHeight(regels * hoogte + thema.huidig().px(24))

    def sizeHint(self) -> QSize:
        """Qt: as wide as it may."""
        return QSize(200, self.minimumHeight())

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: Ctrl+Enter belongs to the form."""
        if toets.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and toets.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            toets.ignore()
        elif toets.text().isspace():
            woord = self.textCursor()
            woord.beginEditBlock()  # Qt would undo all that was typed at once
            super().keyPressEvent(toets)
            woord.endEditBlock()
        else:
            super().keyPressEvent(toets)


class LangeTekstVeld(Veld):
    """Several lines of text; grows while typing. Says how much fits when that comes in sight."""

    def __init__(
        self,
        sleutel: str,
        label: str,
        *,
        verplicht: bool = False,
        hulp: str = "",
        regels: int = 4,
        hoogstens: int = 10_000,
        voorbeeld: str = "",
    ) -> None:
        super().__init__(sleutel, label, verplicht=verplicht, hulp=hulp)
        self._hoogstens = hoogstens
        self.vel = _Vel(regels)
        self.vel.setPlaceholderText(voorbeeld)
        self.vel.textChanged.connect(self.meld_wijziging)
        self.plaats(self.vel)
        self.vel.meet()
        thema.huidig().gewijzigd.connect(self.vel.meet)

    @property
    def leeg(self) -> object:
        """Empty text."""
        return ""

    def waarde(self) -> Any:
        """The text; raises ValueError when it is too long."""
        tekst = self.vel.toPlainText().strip()
        _hoogstens(self, tekst, self._hoogstens)
        return tekst

    def zet(self, waarde: Any) -> None:
        """Show a text; None is empty."""
        self.vel.setPlainText(waarde or "")

    def ruw(self) -> Ruw:
        """As typed."""
        return self.vel.toPlainText()

    def zet_ruw(self, ruw: Ruw) -> None:
        """As typed."""
        if isinstance(ruw, str):
            self.vel.setPlainText(ruw)


class VinkVeld(Veld):
    """Yes or no; the sentence stands beside the box. ``moet``: must be ticked (an explicit agreement)."""

    def __init__(self, sleutel: str, zin: str, *, label: str = "", hulp: str = "", moet: bool = False) -> None:
        super().__init__(sleutel, label or zin, verplicht=moet, hulp=hulp)
        self.vink = QCheckBox(zin.replace("&", "&&"))
        self.vink.toggled.connect(self.meld_wijziging)
        self.plaats(self.vink)
        self._kop.setVisible(bool(label))

    @property
    def leeg(self) -> object:
        """Not ticked."""
        return False

    def waarde(self) -> Any:
        """Whether it is ticked."""
        return self.vink.isChecked()

    def bezwaar(self) -> str:
        """Only when it has to be ticked."""
        return self.tr("Zet hier een vinkje om door te gaan.") if self.verplicht and not self.vink.isChecked() else ""

    def zet(self, waarde: Any) -> None:
        """Tick it or not."""
        self.vink.setChecked(bool(waarde))

    def ruw(self) -> Ruw:
        """Whether it is ticked."""
        return self.vink.isChecked()

    def zet_ruw(self, ruw: Ruw) -> None:
        """Tick it or not."""
        if isinstance(ruw, bool):
            self.vink.setChecked(ruw)


class GetalVeld(TekstVeld):
    """A whole number, or nothing. ``eenheid`` stands behind it."""

    def __init__(
        self,
        sleutel: str,
        label: str,
        *,
        minst: int = 0,
        meest: int = 1_000_000,
        verplicht: bool = False,
        hulp: str = "",
    ) -> None:
        super().__init__(sleutel, label, verplicht=verplicht, hulp=hulp, breedte=180)
        self._minst, self._meest = minst, meest

    @property
    def leeg(self) -> object:
        """No number: zero is a number."""
        return None

    def waarde(self) -> Any:
        """The number, None when empty; raises ValueError with what is allowed."""
        tekst = self.regel.text().strip()
        if not tekst:
            return None
        try:
            getal = int(tekst.replace(" ", "").replace(".", ""))
        except ValueError:
            getal = self._minst - 1
        if not self._minst <= getal <= self._meest:
            raise ValueError(self.tr("Vul een heel getal in van {} tot en met {}.").format(self._minst, self._meest))
        return getal

    def zet(self, waarde: Any) -> None:
        """Show a number; None is empty."""
        self.regel.setText("" if waarde is None else str(waarde))

    def bezwaar(self) -> str:
        """As every field, but zero counts as filled in."""
        try:
            leeg = self.waarde() is None
        except ValueError as fout:
            return str(fout)
        return self.tr("Vul {} in.").format(f"‘{self.label}’") if leeg and self.verplicht else ""


class WachtwoordVeld(Veld):
    """A password: hidden until asked for, never trimmed, never in a draft, never on the clipboard."""

    geheim = True

    def __init__(self, sleutel: str, label: str, *, verplicht: bool = True, hulp: str = "") -> None:
        super().__init__(sleutel, label, verplicht=verplicht, hulp=hulp)
        self.regel = QLineEdit()
        self.regel.setEchoMode(QLineEdit.EchoMode.Password)
        self.regel.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.regel.textChanged.connect(self.meld_wijziging)
        self.toonknop = Knop(self._toonwoord(aan=False), "icoon", "eye")
        self.toonknop.setCheckable(True)
        # Tab goes on to what comes next, and a space that belongs to the password can never show it.
        self.toonknop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        snel = QShortcut(QKeySequence(_TOONTOETS), self.regel)
        snel.setContext(Qt.ShortcutContext.WidgetShortcut)
        snel.activated.connect(self.toonknop.toggle)
        self.toonknop.toggled.connect(self._toon)
        rij = QWidget()
        plek = QHBoxLayout(rij)
        plek.setContentsMargins(0, 0, 0, 0)
        plek.setSpacing(4)
        plek.addWidget(self.regel, 1)
        plek.addWidget(self.toonknop)
        self.plaats(self.regel, rij)

    @property
    def leeg(self) -> object:
        """Nothing typed."""
        return ""

    def waarde(self) -> Any:
        """Exactly what was typed."""
        return self.regel.text()

    def zet(self, waarde: Any) -> None:
        """Empty it, or fill it."""
        self.regel.setText(waarde or "")

    def ruw(self) -> Ruw:
        """Never in a draft."""
        return None

    def zet_ruw(self, ruw: Ruw) -> None:
        """Never from a draft."""

    def _toon(self, aan: bool) -> None:
        self.regel.setEchoMode(QLineEdit.EchoMode.Normal if aan else QLineEdit.EchoMode.Password)
        self.toonknop.zet_icoon("eye-off" if aan else "eye")
        self.toonknop.zet_tekst(self._toonwoord(aan=aan))

    def _toonwoord(self, *, aan: bool) -> str:
        woord = self.tr("Wachtwoord verbergen ({})") if aan else self.tr("Wachtwoord tonen ({})")
        return woord.format(_TOONTOETS)
