"""Light and dark, and text from 100 to 200 %: one palette and one style sheet made from ``resources/thema``.

No theme package: tokens in ``tokens.toml`` are the only place with a colour or a size. Delegates that paint
themselves ask :func:`huidig` for the same tokens, so a chip in a list and a chip on a card cannot drift apart.
Qt's own ``setColorScheme`` does nothing without a real screen, hence a palette of our own.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from pmg_desk.paths import resources_map

SCHALEN = (100, 110, 125, 150, 175, 200)
"""The text sizes on offer, in per cent."""

_LETTERBESTANDEN = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf")
_ROLLEN: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "venster"),
    (QPalette.ColorRole.WindowText, "tekst"),
    (QPalette.ColorRole.Base, "vlak"),
    (QPalette.ColorRole.AlternateBase, "strook"),
    (QPalette.ColorRole.Text, "tekst"),
    (QPalette.ColorRole.PlaceholderText, "tekst-uit"),
    (QPalette.ColorRole.Button, "vlak-2"),
    (QPalette.ColorRole.ButtonText, "tekst"),
    (QPalette.ColorRole.BrightText, "fout"),
    (QPalette.ColorRole.Highlight, "keuze"),
    (QPalette.ColorRole.HighlightedText, "keuze-tekst"),
    (QPalette.ColorRole.ToolTipBase, "vlak"),
    (QPalette.ColorRole.ToolTipText, "tekst"),
    (QPalette.ColorRole.Link, "koppeling"),
    (QPalette.ColorRole.LinkVisited, "koppeling"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Light, "vlak"),
    (QPalette.ColorRole.Midlight, "vlak-2"),
    (QPalette.ColorRole.Mid, "rand"),
    (QPalette.ColorRole.Dark, "rand-veld"),
    (QPalette.ColorRole.Shadow, "rand-veld"),
)


class Modus(StrEnum):
    """What the user chose; SYSTEEM follows the desktop."""

    LICHT = "licht"
    DONKER = "donker"
    SYSTEEM = "systeem"


@cache
def tokens() -> dict[str, Any]:
    """The parsed token file: tables ``maat``, ``letter``, ``licht``, ``donker`` and the list ``paren``."""
    with (resources_map() / "thema" / "tokens.toml").open("rb") as bestand:
        return tomllib.load(bestand)


@cache
def _sjabloon() -> str:
    return (resources_map() / "thema" / "stijl.qss").read_text(encoding="utf-8")


def stijlblad(sjabloon: str, kleuren: dict[str, str], beelden: Path, schaal: int) -> str:
    """Fill a style sheet template; raises KeyError for a token that does not exist.

    ``schaal`` is the text size in per cent; ``px(n)`` becomes at least one pixel.
    """

    def token(treffer: re.Match[str]) -> str:
        naam = treffer.group(1)
        return beelden.as_posix() if naam == "beelden" else kleuren[naam]

    zonder_uitleg = re.sub(r"/\*.*?\*/", "", sjabloon, flags=re.DOTALL)
    gevuld = re.sub(r"@([a-z][a-z0-9-]*)", token, zonder_uitleg)
    return re.sub(r"px\((\d+)\)", lambda m: f"{max(1, round(int(m.group(1)) * schaal / 100))}px", gevuld)


class Thema(QObject):
    """The look in force. One per process, because palette and style sheet belong to the QApplication."""

    gewijzigd = Signal()
    """Colours or text size changed: repaint, take icons anew."""

    def __init__(self) -> None:
        super().__init__()
        self._modus = Modus.LICHT
        self._schaal = 100
        self._donker = False
        self._volgt_systeem = False
        self._letters_geladen = False

    @property
    def modus(self) -> Modus:
        """The user's choice."""
        return self._modus

    @property
    def schaal(self) -> int:
        """Text size in per cent."""
        return self._schaal

    @property
    def donker(self) -> bool:
        """True when the dark colours are in force."""
        return self._donker

    def kleur(self, naam: str) -> QColor:
        """The colour of a token in the theme in force; raises KeyError for an unknown token."""
        return QColor(tokens()["donker" if self._donker else "licht"][naam])

    def maat(self, naam: str) -> int:
        """A distance or size of ``[maat]``, in pixels at the chosen text size."""
        return self.px(tokens()["maat"][naam])

    def px(self, aantal: float) -> int:
        """``aantal`` pixels at 100 % text, at the chosen text size."""
        return max(1, round(aantal * self._schaal / 100))

    def letter(self, naam: str = "gewoon", *, vet: bool = False) -> QFont:
        """A font of ``[letter]`` for code that paints itself."""
        letter = QFont("Noto Sans")
        letter.setPixelSize(self.px(tokens()["letter"][naam]))
        letter.setBold(vet)
        return letter

    def pas_toe(self, app: QApplication, modus: Modus | str, schaal: int = 100) -> None:
        """Put the theme on the whole program.

        ``schaal`` is clamped to 100–200 per cent. Raises ValueError for an unknown ``modus``.
        """
        self._modus = Modus(modus)
        self._schaal = min(200, max(100, schaal))
        self._laad_letters()
        if not self._volgt_systeem:
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._systeem_gewijzigd)
            self._volgt_systeem = True
        self._donker = self._modus is Modus.DONKER or (self._modus is Modus.SYSTEEM and _systeem_is_donker())
        kleuren = tokens()["donker" if self._donker else "licht"]
        beelden = resources_map() / "thema" / ("donker" if self._donker else "licht")
        blad = stijlblad(_sjabloon(), kleuren, beelden, self._schaal)
        if app.styleSheet() == blad:
            return  # as it is: styling every widget again took most of the time of a lock and an unlock
        app.setStyle("Fusion")
        app.setPalette(self._palet())
        app.setFont(self.letter())
        app.setStyleSheet(blad)
        self.gewijzigd.emit()

    def _palet(self) -> QPalette:
        palet = QPalette()
        for rol, naam in _ROLLEN:
            palet.setColor(rol, self.kleur(naam))
        for rol in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palet.setColor(QPalette.ColorGroup.Disabled, rol, self.kleur("tekst-uit"))
        return palet

    def _laad_letters(self) -> None:
        if self._letters_geladen:
            return
        for naam in _LETTERBESTANDEN:
            if QFontDatabase.addApplicationFont(str(resources_map() / "fonts" / naam)) < 0:
                raise FileNotFoundError(naam)
        self._letters_geladen = True

    def _systeem_gewijzigd(self) -> None:
        app = QApplication.instance()
        if self._modus is Modus.SYSTEEM and isinstance(app, QApplication):
            self.pas_toe(app, self._modus, self._schaal)


def _systeem_is_donker() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


@cache
def huidig() -> Thema:
    """The theme of this process."""
    return Thema()


def zet_nederlands(app: QApplication) -> None:
    """Dutch dates and numbers (weeks start on Monday) and Qt's own Dutch words. Call once, before the first window."""
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    vertaler = QTranslator(app)
    if vertaler.load("qtbase_nl", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(vertaler)
