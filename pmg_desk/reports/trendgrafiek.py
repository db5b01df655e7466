"""One number over the quarters, small: a disc with its figure per quarter, a cross where it is hidden.

The line breaks where a number is hidden or a quarter was not settled. The zero measurement is a dashed line with its
word. Each chart has a scale of its own, and says it. Nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from pmg_desk.domain.beeldgetal import Merk
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Punt
from pmg_desk.reports.letters import GEWOON, VET, registreer
from pmg_desk.reports.tekening import Palet

_BREED, _HOOG = 250.0, 112.0  # points
_LINKS, _RECHTS, _ONDER, _BOVEN = 14.0, 236.0, 26.0, 82.0
_LETTER = 8.0
_MIDDEN = 141.0  # between the words at both sides
KWARTALEN = 8
"""So many fit with their figures readable."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What is drawn: the points, oldest first, and what is compared with; ``nul``: the value and its words."""

    punten: tuple[Punt, ...]
    nul: tuple[int, str] | None = None


def teken_trend(trend: Trend, palet: Palet) -> Drawing:
    """The last quarters up to and with the latest point; at least one point."""
    registreer()
    tekening = Drawing(_BREED, _HOOG)
    plekken = _kwartalen(trend.punten[-1].kwartaal)
    per = {punt.kwartaal: punt for punt in trend.punten}
    getallen = [waarde for kw in plekken if (waarde := _waarde(per, kw)) is not None]
    top = max([*getallen, trend.nul[0] if trend.nul else 0, 1])
    stap = (_RECHTS - _LINKS) / (KWARTALEN - 1)

    def y_van(waarde: int) -> float:
        return _ONDER + (_BOVEN - _ONDER) * waarde / top

    tekening.add(_lijn(_LINKS - 10, _ONDER, _RECHTS + 12, _ONDER, palet, "zacht", 0.8))
    if trend.nul is not None:
        hoogte = y_van(trend.nul[0])
        tekening.add(_lijn(_LINKS - 10, hoogte, _RECHTS + 12, hoogte, palet, "zacht", 0.9, streep=(4, 3)))
        tekening.add(_tekst(_LINKS - 12, _HOOG - 9, f"- - - {trend.nul[1]}", palet, "zacht"))
    xen = {kw: _LINKS + nr * stap for nr, kw in enumerate(plekken)}
    for een, ander in pairwise(plekken):
        van, naar = _waarde(per, een), _waarde(per, ander)
        if van is not None and naar is not None:
            tekening.add(_lijn(xen[een], y_van(van), xen[ander], y_van(naar), palet, "accent", 1.6))
    verborgen = False
    for kw in plekken:
        x, punt = xen[kw], per.get(kw)
        tekening.add(_tekst(x, _ONDER - 11, f"Q{kw.nr}", palet, "zacht", "middle"))
        if kw.nr == 1 or kw == plekken[0]:
            tekening.add(_tekst(x, _ONDER - 21, str(kw.jaar), palet, "zacht", "middle"))
        if punt is None or punt.getal.merk is Merk.NIET_GETELD:
            continue
        waarde = punt.getal.waarde
        if waarde is None:
            verborgen = True
            _kruis(tekening, x, _ONDER + 8, palet)
            continue
        y = y_van(waarde)
        kleur = palet.kleur("accent")
        tekening.add(Circle(x, y, 2.8, fillColor=kleur, strokeColor=kleur, strokeWidth=0.5))
        _schrijf(tekening, x, y, str(waarde), palet, vet=kw == plekken[-1])
    if verborgen:
        woord = "afgeschermd"
        _kruis(tekening, _RECHTS + 4 - stringWidth(woord, GEWOON, _LETTER), _HOOG - 6, palet)
        tekening.add(_tekst(_RECHTS + 12, _HOOG - 9, woord, palet, "zacht", "end"))
    if any(getallen):  # beside other charts: a line as high is not as many there
        tekening.add(_tekst(_MIDDEN, _HOOG - 9, f"schaal 0 tot {top}", palet, "zacht", "middle"))
    return tekening


def _schrijf(tekening: Drawing, x: float, y: float, woord: str, palet: Palet, *, vet: bool) -> None:
    """The figure above its disc, on a patch of its own so that no line runs through it."""
    breed = stringWidth(woord, VET if vet else GEWOON, _LETTER) + 2
    vlak: dict[str, Any] = {"fillColor": palet.kleur("vlak"), "strokeColor": None}
    tekening.add(Rect(x - breed / 2, y + 4, breed, _LETTER, **vlak))
    tekening.add(_tekst(x, y + 5, woord, palet, "inkt", "middle", vet=vet))


def _kwartalen(laatst: Kwartaal) -> list[Kwartaal]:
    rij = [laatst]
    while len(rij) < KWARTALEN:
        rij.insert(0, rij[0].vorige)
    return rij


def _waarde(per: dict[Kwartaal, Punt], kwartaal: Kwartaal) -> int | None:
    punt = per.get(kwartaal)
    return None if punt is None else punt.getal.waarde


def _lijn(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    palet: Palet,
    kleur: str,
    dikte: float,
    *,
    streep: Sequence[float] = (),
) -> Line:
    stijl: dict[str, Any] = {"strokeDashArray": list(streep)} if streep else {}
    return Line(x1, y1, x2, y2, strokeColor=palet.kleur(kleur), strokeWidth=dikte, **stijl)


def _kruis(tekening: Drawing, x: float, y: float, palet: Palet) -> None:
    for een, ander in ((-3, 3), (3, -3)):
        tekening.add(_lijn(x - 3, y + een, x + 3, y + ander, palet, "inkt", 1.4))


def _tekst(
    x: float,
    y: float,
    tekst: str,
    palet: Palet,
    kleur: str,
    anker: Literal["start", "middle", "end"] = "start",
    *,
    vet: bool = False,
) -> String:
    return String(
        x, y, tekst, fontName=VET if vet else GEWOON, fontSize=_LETTER, fillColor=palet.kleur(kleur), textAnchor=anker
    )
