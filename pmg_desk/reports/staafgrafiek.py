"""Bars that lie, one per category or period, each with its number in figures.

A number that is hidden is an empty, dashed bar that is equally long for every one of them, with the word in it: its
length tells nothing. So nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String

from pmg_desk.reports.leefgebiedgrafiek import breek
from pmg_desk.reports.letters import GEWOON, VET, registreer
from pmg_desk.reports.tekening import Palet

_BREED, _RIJ = 488.0, 17.0  # points
_LABEL, _STAAF = 190.0, 230.0  # points: room for words, and for the longest bar
SMAL = (345.0, 136.0, 120.0)  # the same three beside a table
_INSPRINGEN = 10.0
_LETTER = 8.0
_LEEG = 62.0  # points: the bar of a number that is not shown


@dataclass(frozen=True, slots=True)
class Staaf:
    """One bar. ``waarde`` None: not shown, with the reason in ``tekst``. ``niveau`` from 1: how far the words go in."""

    label: str
    waarde: int | None
    tekst: str
    niveau: int = 1


def teken_staven(
    staven: Sequence[Staaf], palet: Palet, maten: tuple[float, float, float] = (_BREED, _LABEL, _STAAF)
) -> Drawing:
    """The bars below each other, the longest as wide as there is room; at least one bar.

    ``maten`` in points: width of all, room for words, the longest bar.
    """
    registreer()
    breed, woordruimte, langste = maten
    tekening = Drawing(breed, len(staven) * _RIJ + 4)
    top = max((staaf.waarde for staaf in staven if staaf.waarde is not None), default=0) or 1
    for nr, staaf in enumerate(staven):
        y = tekening.height - (nr + 1) * _RIJ
        inspringen = _INSPRINGEN * (staaf.niveau - 1)
        (label,) = breek(staaf.label, woordruimte - 8 - inspringen, _LETTER, 1) or [""]
        tekening.add(_tekst(inspringen, y + 3, label, palet, GEWOON))
        if staaf.waarde is None:
            vorm: dict[str, Any] = {"fillColor": None, "strokeColor": palet.kleur("zacht"), "strokeDashArray": [3, 2]}
            tekening.add(Rect(woordruimte, y, _LEEG, _RIJ - 5, **vorm))
            tekening.add(_tekst(woordruimte + 5, y + 3, staaf.tekst, palet, GEWOON))
            continue
        lang = langste * staaf.waarde / top
        vol: dict[str, Any] = {"fillColor": palet.kleur("accent"), "strokeColor": None}
        tekening.add(Rect(woordruimte, y, lang, _RIJ - 5, **vol))
        tekening.add(_tekst(woordruimte + lang + 5, y + 3, staaf.tekst, palet, VET))
    tekening.add(Line(woordruimte, 0, woordruimte, tekening.height, strokeColor=palet.kleur("zacht"), strokeWidth=0.8))
    return tekening


def _tekst(x: float, y: float, tekst: str, palet: Palet, letter: str) -> String:
    return String(x, y, tekst, fontName=letter, fontSize=_LETTER, fillColor=palet.kleur("inkt"))
