"""Typefaces of every PDF, and what happens to characters they lack.

Only Noto Sans is embedded: it covers all Latin, Greek and Cyrillic. Three more Noto faces lend signs that Noto Sans
lacks (✓ ☐ → ● ≥). Whatever none of them can draw is spelled out, for instance ``[Arabisch: U+0645 U+062F]``: what the
privacy officer judged must not turn into boxes or vanish. No face for scripts that need shaping or run from right to
left is bundled, because reportlab would set those letters unjoined and in the wrong order.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont

from pmg_desk.paths import resources_map

GEWOON = "NotoSans"
VET = "NotoSans-Bold"
CURSIEF = "NotoSans-Italic"
VETCURSIEF = "NotoSans-BoldItalic"

_SNEDEN: tuple[tuple[str, Literal[0, 1], Literal[0, 1], str], ...] = (
    (GEWOON, 0, 0, "Regular"),
    (VET, 1, 0, "Bold"),
    (CURSIEF, 0, 1, "Italic"),
    (VETCURSIEF, 1, 1, "BoldItalic"),
)
_RESERVE = ("NotoSansSymbols2-Regular", "NotoSansMath-Regular", "NotoSansSymbols-Regular")

# The first word of a character's Unicode name, as the reader would call that script.
_SCHRIFT = {
    "ARABIC": "Arabisch",
    "HEBREW": "Hebreeuws",
    "SYRIAC": "Syrisch",
    "CJK": "Chinees",
    "HIRAGANA": "Japans",
    "KATAKANA": "Japans",
    "HANGUL": "Koreaans",
    "DEVANAGARI": "Devanagari",
    "BENGALI": "Bengaals",
    "TAMIL": "Tamil",
    "THAI": "Thais",
    "ETHIOPIC": "Ethiopisch",
    "TIFINAGH": "Tifinagh",
    "GEORGIAN": "Georgisch",
    "ARMENIAN": "Armeens",
}


@cache
def registreer() -> None:
    """Load the four faces of Noto Sans and make them known to reportlab; further calls do nothing."""
    fonts = resources_map() / "fonts"
    for naam, vet, cursief, snede in _SNEDEN:
        registerFont(TTFont(naam, str(fonts / f"NotoSans-{snede}.ttf")))
        addMapping(GEWOON, vet, cursief, naam)


@cache
def _dekking() -> frozenset[int]:
    """Code points that all four faces of Noto Sans have a glyph for."""
    registreer()
    return _tekens(GEWOON)


@cache
def _gewoon() -> frozenset[str]:
    """Characters that all four faces of Noto Sans draw and that have a shape of their own."""
    return frozenset(teken for teken in map(chr, _dekking()) if not _onzichtbaar(teken))


@cache
def _reservedekking() -> dict[int, str]:
    """Code point to the reserve face that draws it; loaded at the first character Noto Sans lacks."""
    fonts = resources_map() / "fonts"
    dekking: dict[int, str] = {}
    for naam in _RESERVE:
        registerFont(TTFont(naam, str(fonts / f"{naam}.ttf")))
        for _, vet, cursief, _ in _SNEDEN:
            addMapping(naam, vet, cursief, naam)
        dekking = dict.fromkeys(_tekens(naam), naam) | dekking
    return dekking


def _tekens(naam: str) -> frozenset[int]:
    """Code points that a face has a glyph for."""
    letter: Any = getFont(naam)
    # Above U+FFFF reportlab writes a ToUnicode map that no reader understands: the sign would print but not copy.
    return frozenset(punt for punt in letter.face.charToGlyph if punt <= 0xFFFF)


def opmaak(tekst: str) -> str:
    """User text as reportlab markup: nothing in it can act as markup, every character is visible.

    Text is brought to NFC (a canonically equal spelling that has glyphs). Line ends become ``<br/>``; other control
    and format characters, which have no shape of their own, are left out.
    """
    return "<br/>".join(_regel(regel) for regel in unicodedata.normalize("NFC", tekst).splitlines())


def _regel(regel: str) -> str:
    if _gewoon().issuperset(regel):  # nearly every line; the long way gives the same
        return escape(regel)
    delen = []
    for letter, groep in groupby((t for t in regel if not _onzichtbaar(t)), key=_letter):
        run = "".join(groep)
        if letter == GEWOON:
            delen.append(escape(run))
        elif letter:
            delen.append(f'<font name="{letter}">{escape(run)}</font>')
        else:
            delen.append(_gespeld(run))
    return "".join(delen)


def _onzichtbaar(teken: str) -> bool:
    if teken == "\t":
        return False
    soort = unicodedata.category(teken)
    return soort in {"Cc", "Cf"} or 0xFE00 <= ord(teken) <= 0xFE0F  # variation selectors only choose a style


def _letter(teken: str) -> str:
    """The face that draws a character; empty when none does."""
    punt = ord(teken)
    if punt in _dekking() or teken.isspace():
        return GEWOON
    return _reservedekking().get(punt, "")


def _gespeld(run: str) -> str:
    """Characters without a glyph as code points, with the name of the script where that helps the reader."""
    delen = []
    for schrift, groep in groupby(run, key=lambda t: _SCHRIFT.get(unicodedata.name(t, "").split(" ", 1)[0], "teken")):
        delen.append(f"[{schrift}: {' '.join(f'U+{ord(t):04X}' for t in groep)}]")
    return "".join(delen)


def plat(tekst: str) -> str:
    """User text on one line for a drawing, which knows one typeface: whatever Noto Sans lacks is spelled out."""
    delen = []
    schoon = (t for t in unicodedata.normalize("NFC", " ".join(tekst.split())) if not _onzichtbaar(t))
    for bekend, groep in groupby(schoon, key=lambda t: _letter(t) == GEWOON):
        run = "".join(groep)
        delen.append(run if bekend else _gespeld(run))
    return "".join(delen)
