"""Two drawings of how it goes on the leefgebieden: now beside the start on spokes, and each one over time.

Now is a full line with filled discs, the start a dashed line with open squares; a leefgebied without a score says so in
words. So both survive a black-and-white printer and an eye that sees no colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import cos, pi, sin
from typing import Any, Literal, TypeAlias

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Rect, String
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from pmg_desk.reports.letters import GEWOON, VET, registreer
from pmg_desk.reports.tekening import Palet

Punt: TypeAlias = tuple[float, float]
Anker: TypeAlias = Literal["start", "middle", "end"]

LAAGST, HOOGST = 1, 5
_STRAAL, _NAAF = 118.0, 14.0  # points: of the outer ring, and of the empty middle
_RADAR = (488.0, 318.0)
_LABELBREEDTE = 108.0
_PANEEL = (156.0, 84.0)
_KOLOMMEN = 3


@dataclass(frozen=True, slots=True)
class Verloop:
    """One leefgebied: its name and its scores (1 acute to 5 self-reliant), oldest first; none when never scored."""

    label: str
    punten: tuple[tuple[date, int], ...] = ()

    @property
    def begin(self) -> int | None:
        """The first score."""
        return self.punten[0][1] if self.punten else None

    @property
    def nu(self) -> int | None:
        """The last score."""
        return self.punten[-1][1] if self.punten else None


def teken_radar(verlopen: Sequence[Verloop], palet: Palet) -> Drawing:
    """Start and now of every leefgebied on a spoke of its own, with a legend. At least one leefgebied."""
    registreer()
    breedte, hoogte = _RADAR
    tekening = Drawing(breedte, hoogte)
    midden = (breedte / 2, hoogte / 2 + 8)
    hoeken = [pi / 2 - 2 * pi * plek / len(verlopen) for plek in range(len(verlopen))]
    for waarde in range(LAAGST, HOOGST + 1):
        straal = _straal(waarde)
        kleur = palet.kleur("zacht" if waarde == HOOGST else "lijn")
        tekening.add(Circle(*midden, straal, fillColor=None, strokeColor=kleur, strokeWidth=0.6))
    for verloop, hoek in zip(verlopen, hoeken, strict=True):
        streep = () if verloop.punten else (2, 3)
        naaf, rand = _plek(midden, hoek, _NAAF), _plek(midden, hoek, _STRAAL)
        tekening.add(_lijn(naaf, rand, palet.kleur("lijn"), 0.6, streep))
        tekening.add(_spaaklabel(verloop, midden, hoek, palet))
    for waarde in range(LAAGST, HOOGST + 1):
        x, y = midden[0] + 3, midden[1] + _straal(waarde) - 8
        tekening.add(_tekst(x, y, str(waarde), palet, "zacht", 7))
    for wie, begin in (("begin", True), ("nu", False)):
        punten = [
            None if (waarde := getattr(verloop, wie)) is None else _plek(midden, hoek, _straal(waarde))
            for verloop, hoek in zip(verlopen, hoeken, strict=True)
        ]
        for lijn in _omtrek(punten, begin, palet):
            tekening.add(lijn)
    tekening.add(_legenda(palet))
    return tekening


def teken_lijnen(verlopen: Sequence[Verloop], palet: Palet) -> Drawing:
    """A panel per leefgebied with its scores over time, all on the same days; the first and last score as figures."""
    registreer()
    breed, hoog = _PANEEL
    rijen = -(-len(verlopen) // _KOLOMMEN)
    tekening = Drawing(_KOLOMMEN * (breed + 10) - 10, rijen * (hoog + 12))
    dagen = [dag for verloop in verlopen for dag, _ in verloop.punten]
    eerste, laatste = min(dagen, default=date.min), max(dagen, default=date.min)
    for plek, verloop in enumerate(verlopen):
        paneel = _paneel(verloop, eerste, laatste, palet)
        paneel.translate(
            (plek % _KOLOMMEN) * (breed + 10), tekening.height - (plek // _KOLOMMEN + 1) * (hoog + 12) + 12
        )
        tekening.add(paneel)
    return tekening


def _lijn(van: Punt, naar: Punt, kleur: Color, dikte: float, streep: Sequence[float] = ()) -> Line:
    stijl: dict[str, Any] = {"strokeDashArray": list(streep)} if streep else {}
    return Line(*van, *naar, strokeColor=kleur, strokeWidth=dikte, **stijl)


def _straal(waarde: int) -> float:
    return _NAAF + (_STRAAL - _NAAF) * (waarde - LAAGST + 1) / HOOGST


def _plek(midden: Punt, hoek: float, straal: float) -> Punt:
    return midden[0] + straal * cos(hoek), midden[1] + straal * sin(hoek)


def _tekst(
    x: float,
    y: float,
    tekst: str,
    palet: Palet,
    kleur: str,
    grootte: float,
    anker: Anker = "start",
    *,
    vet: bool = False,
) -> String:
    return String(
        x, y, tekst, fontName=VET if vet else GEWOON, fontSize=grootte, fillColor=palet.kleur(kleur), textAnchor=anker
    )


def _spaaklabel(verloop: Verloop, midden: Punt, hoek: float, palet: Palet) -> Group:
    x, y = _plek(midden, hoek, _STRAAL + 11)
    anker: Anker = "middle" if abs(cos(hoek)) < 0.12 else "start" if cos(hoek) > 0 else "end"
    regels = breek(verloop.label, _LABELBREEDTE, 8)
    if verloop.punten:
        regels.append(f"{verloop.begin} naar {verloop.nu}" if len(verloop.punten) > 1 else f"{verloop.nu}")
    else:
        regels.append("geen score")
    groep = Group()
    # Above the circle the words grow upwards, beside it they stand in the middle, below it they grow downwards.
    boven = y + (len(regels) - 1) * 9.5 * (sin(hoek) + 1) / 2 - 3
    for nr, regel in enumerate(regels):
        laatste = nr == len(regels) - 1
        kleur = "zacht" if laatste and not verloop.punten else "inkt"
        groep.add(_tekst(x, boven - nr * 9.5, regel, palet, kleur, 8, anker, vet=laatste and kleur == "inkt"))
    return groep


def breek(tekst: str, breedte: float, grootte: float, hoogstens: int = 2) -> list[str]:
    """Words on at most so many lines of so many points; what does not fit ends in an ellipsis."""
    registreer()
    regels: list[str] = []
    over = tekst.split()
    while over and len(regels) < hoogstens:
        regel = over.pop(0)
        while over and stringWidth(f"{regel} {over[0]}", GEWOON, grootte) <= breedte:
            regel = f"{regel} {over.pop(0)}"
        regels.append(regel)
    if over or (regels and stringWidth(regels[-1], GEWOON, grootte) > breedte):
        heel = " ".join([regels[-1], *over])
        while heel and stringWidth(f"{heel}…", GEWOON, grootte) > breedte:
            heel = heel[:-1].rstrip()
        regels[-1] = f"{heel}…"
    return regels


def _omtrek(punten: Sequence[Punt | None], begin: bool, palet: Palet) -> list[Circle | Rect | Line]:
    """Lines between neighbours that both have a score, so that nothing is drawn where nothing is known; then marks."""
    delen: list[Circle | Rect | Line] = []
    for een, ander in zip(punten, [*punten[1:], punten[0]], strict=True):
        if een is not None and ander is not None and een != ander:
            delen.append(_verbinding(een, ander, begin, palet))
    delen += [_merk(*punt, begin, palet) for punt in punten if punt is not None]
    return delen


def _verbinding(van: Punt, naar: Punt, begin: bool, palet: Palet) -> Line:
    kleur = palet.kleur("zacht" if begin else "accent")
    return _lijn(van, naar, kleur, 1.1, (4, 3)) if begin else _lijn(van, naar, kleur, 2)


def _merk(x: float, y: float, begin: bool, palet: Palet) -> Circle | Rect:
    if begin:
        vorm: dict[str, Any] = {
            "fillColor": palet.kleur("vlak"),
            "strokeColor": palet.kleur("zacht"),
            "strokeWidth": 1.1,
        }
        return Rect(x - 3.6, y - 3.6, 7.2, 7.2, **vorm)
    kleur = palet.kleur("accent")
    return Circle(x, y, 2.9, fillColor=kleur, strokeColor=kleur, strokeWidth=0.5)


def _legenda(palet: Palet) -> Group:
    groep = Group()
    for x, begin, tekst in ((2, False, "nu: volle lijn, rondje"), (150, True, "begin: streeplijn, vierkantje")):
        groep.add(_verbinding((x, 8), (x + 26, 8), begin, palet))
        groep.add(_merk(x + 13, 8, begin, palet))
        groep.add(_tekst(x + 32, 5, tekst, palet, "inkt", 8))
    groep.add(_tekst(_RADAR[0] - 2, 5, "1 = acuut, 5 = redt zichzelf", palet, "zacht", 8, "end"))
    return groep


def _paneel(verloop: Verloop, eerste: date, laatste: date, palet: Palet) -> Group:
    breed, hoog = _PANEEL
    links, rechts, onder, boven = 14.0, breed - 16, 14.0, hoog - 16
    groep = Group()
    titel = " ".join(breek(verloop.label, breed * 0.9, 8, 1))
    groep.add(_tekst(0, hoog - 8, titel, palet, "inkt", 8, vet=True))

    def y_van(waarde: int) -> float:
        return onder + (boven - onder) * (waarde - LAAGST) / (HOOGST - LAAGST)

    for waarde in range(LAAGST, HOOGST + 1):
        groep.add(_lijn((links, y_van(waarde)), (rechts, y_van(waarde)), palet.kleur("lijn"), 0.5))
        if waarde != LAAGST + 1 and waarde != HOOGST - 1:
            groep.add(_tekst(links - 5, y_van(waarde) - 2.5, str(waarde), palet, "zacht", 7, "end"))
    if not verloop.punten:
        groep.add(_tekst((links + rechts) / 2, (onder + boven) / 2 + 4, "geen score", palet, "zacht", 8, "middle"))
        return groep
    duur = (laatste - eerste).days
    punten = [
        (links + 6 + (rechts - links - 12) * ((dag - eerste).days / duur if duur else 0.5), y_van(waarde))
        for dag, waarde in verloop.punten
    ]
    for een, ander in pairwise(punten):
        groep.add(_lijn(een, ander, palet.kleur("accent"), 1.6))
    for nr, punt in enumerate(punten):
        groep.add(_merk(*punt, nr == 0 and len(punten) > 1, palet))
    groep.add(_tekst(rechts + 4, punten[-1][1] - 3, str(verloop.nu), palet, "inkt", 9, vet=True))
    groep.add(_tekst(links, 2, _dag(eerste), palet, "zacht", 7))
    if duur:
        groep.add(_tekst(rechts, 2, _dag(laatste), palet, "zacht", 7, "end"))
    return groep


def _dag(dag: date) -> str:
    return f"{dag.day}-{dag.month}-{dag.year}"
