"""Bars that lie, one per category or period, each with its number in figures.

A number that is hidden is an empty, dashed bar that is equally long for every one of them, with its sign in it: its
length tells nothing. So nothing is told by colour alone. Charts that are compared get one ``top``: then a bar twice as
long is twice as many, also across charts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from pmg_desk.reports.leefgebiedgrafiek import breek
from pmg_desk.reports.letters import GEWOON, VET, registreer
from pmg_desk.reports.tekening import Palet

Maten = tuple[float, float, float, float]
"""In points: width of all, room for words, the longest bar, and how high a bar is with the room around it."""

_REGEL = 9.6  # points: of each further line of words beside a bar
_SMAL, _SMAL_WOORDEN, _RUIM = 272.0, 112.0, 17.0  # points, on the screen
_INSPRINGEN = 10.0
_LETTER = 8.0
_DICHT = 14.0  # points: a row on paper
_LEEG = 26.0  # points: the bar of a number that is not shown
_BIJ_STAAF = 5.0


@dataclass(frozen=True, slots=True)
class Staaf:
    """One bar. ``waarde`` None: not shown, with its sign in ``tekst``. ``niveau`` from 1: how far the words go in."""

    label: str
    waarde: int | None
    tekst: str
    niveau: int = 1


def hoogste(groepen: Iterable[Sequence[Staaf]]) -> int:
    """The largest number shown in any of these charts, at least 1: what their longest bar stands for."""
    return max((staaf.waarde or 0 for staven in groepen for staaf in staven), default=0) or 1


def passende_maten(groepen: Sequence[Sequence[Staaf]], breed: float, woorden: float) -> Maten:
    """For charts beside each other: the longest bar leaves room for the widest number of them all."""
    registreer()
    getal = max((stringWidth(staaf.tekst, VET, _LETTER) for staven in groepen for staaf in staven), default=0.0)
    return breed, woorden, max(breed - woorden - getal - _BIJ_STAAF - 1, _LEEG), _DICHT


def schermmaten(groepen: Sequence[Sequence[Staaf]]) -> Maten:
    """For charts on the screen, so narrow that at 200 % text their letters are as large as those around them."""
    return *passende_maten(groepen, _SMAL, _SMAL_WOORDEN)[:3], _RUIM


def teken_staven(staven: Sequence[Staaf], palet: Palet, maten: Maten, top: int) -> Drawing:
    """The bars below each other; at least one. ``top``: for which number the longest bar stands."""
    registreer()
    breed, woordruimte, langste, rij = maten
    regels = [breek(een.label, woordruimte - 8 - _INSPRINGEN * (een.niveau - 1), _LETTER) or [""] for een in staven]
    hoogtes = [rij + _REGEL * (len(een) - 1) for een in regels]
    tekening = Drawing(breed, sum(hoogtes) + 4)
    boven = float(tekening.height)
    for staaf, woorden, hoog in zip(staven, regels, hoogtes, strict=True):
        boven -= hoog
        y = boven + (hoog - rij) / 2  # in the middle of its words
        for nr, regel in enumerate(woorden):
            onder = boven + (rij - 4) / 2 - 3 + _REGEL * (len(woorden) - 1 - nr)
            tekening.add(_tekst(_INSPRINGEN * (staaf.niveau - 1), onder, regel, palet, GEWOON))
        if staaf.waarde is None:
            vorm: dict[str, Any] = {"fillColor": None, "strokeColor": palet.kleur("zacht"), "strokeDashArray": [3, 2]}
            woord = stringWidth(staaf.tekst, GEWOON, _LETTER)
            vak = max(_LEEG, woord + 2 * _BIJ_STAAF)
            tekening.add(Rect(woordruimte, y, vak, rij - 4, **vorm))
            tekening.add(_tekst(woordruimte + (vak - woord) / 2, y + (rij - 4) / 2 - 3, staaf.tekst, palet, GEWOON))
            continue
        lang = langste * staaf.waarde / top
        vol: dict[str, Any] = {"fillColor": palet.kleur("accent"), "strokeColor": None}
        tekening.add(Rect(woordruimte, y, lang, rij - 4, **vol))
        tekening.add(_tekst(woordruimte + lang + _BIJ_STAAF, y + (rij - 4) / 2 - 3, staaf.tekst, palet, VET))
    tekening.add(Line(woordruimte, 0, woordruimte, tekening.height, strokeColor=palet.kleur("zacht"), strokeWidth=0.8))
    return tekening


def _tekst(x: float, y: float, tekst: str, palet: Palet, letter: str) -> String:
    return String(x, y, tekst, fontName=letter, fontSize=_LETTER, fillColor=palet.kleur("inkt"))
