"""A table of numbers that always fits the page: heads are turned upright where they do not fit, and the row names come
again where columns go on in a next table. A table that goes on says so, with its subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Spacer

from pmg_desk.domain.beeldgetal import VERBORGEN
from pmg_desk.reports import stijl
from pmg_desk.reports.blad import Blad
from pmg_desk.reports.bouwstenen import Alinea, Cel, KopMet, Naast, tabel
from pmg_desk.reports.leefgebiedgrafiek import breek
from pmg_desk.reports.letters import VET, opmaak, plat

_MARGE = 4.0  # left and right of a cell, in points
_MARGE_STAAND = 2.2
_SPELING = 1.0
_LABEL_SMALST, _LABEL_BREEDST, _LABEL_STAAND = 96.0, 200.0, 128.0
_KOLOM_BREEDST = 84.0
_STAAND_SMALST = 21.0  # with the margins: a number of three figures
_STAAND_HOOGST = 118.0
_REGEL = 8.6
_STAAND = 7.5  # points: letters of a head that stands upright
_VETTER = 1.1  # how much wider bold letters are, at most
_INSPRINGEN = 9.0
_NIVEAUS = 4
_KLEIN = 12  # rows of a table that may stand beside another
GOOT = 18.0
"""Between what stands beside each other, in points."""
_STREEP = re.compile(r"(?<=[/-])(?=\w)")
_KOP = ParagraphStyle("cijferkop", parent=stijl.CELKOP_RECHTS, fontSize=8, leading=10)
_LABELKOP = ParagraphStyle("cijferlabel", parent=stijl.CELKOP, fontSize=8, leading=10)
_GETAL = ParagraphStyle("cijfer", parent=stijl.CEL_RECHTS, fontSize=8.6, leading=10.8)
_ZACHT = ParagraphStyle("cijfer-zacht", parent=_GETAL, textColor=stijl.GRIJS)
_ERONDER = ParagraphStyle("cijfer-eronder", parent=stijl.KLEIN, spaceBefore=3)
_RIJ = [
    ParagraphStyle(f"cijferrij-{diep}", parent=stijl.CEL, fontSize=8.6, leading=10.8, leftIndent=_INSPRINGEN * diep)
    for diep in range(_NIVEAUS)
]


@dataclass(frozen=True, slots=True)
class Cijfertabel:
    """Plain text. ``koppen``: of the row names, then of each column; ``rijen``: a name, how deep it lies (0 for the
    total) and the numbers; ``eronder``: what was left out, in a sentence.
    """

    kop: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, int, tuple[str, ...]], ...]
    eronder: str = ""


class MetVervolg(KopMet):
    """As :class:`KopMet`, and what goes on over the next page begins there with a heading that says so."""

    def __init__(self, kop: Flowable, vervolg: str, inhoud: Flowable, tussen: float = 0, ervoor: float = 0) -> None:
        super().__init__(kop, inhoud, tussen, ervoor)
        self._vervolg = vervolg

    def split(self, breedte: float, hoogte: float, /) -> list[Flowable]:
        """The heading with the part that fits, then the rest under a heading of its own."""
        delen = super().split(breedte, hoogte)
        if len(delen) < 2:
            return delen
        kop = Alinea(opmaak(self._vervolg), stijl.TUSSENKOP)
        return [*delen[:-1], MetVervolg(kop, self._vervolg, delen[-1], self._tussen)]


def bouw_tabellen(tabellen: Sequence[Cijfertabel], onderwerp: str) -> Iterator[Flowable]:
    """The tables as flowables; two small ones beside each other. ``onderwerp`` is in the heading of what goes
    on; empty where the heading of the table names it.
    """
    half = (stijl.ZETBREEDTE - GOOT) / 2
    if len(tabellen) == 2 and all(_past(een, half) for een in tabellen):
        yield Naast([list(_bouw(een, onderwerp, half)) for een in tabellen], GOOT)
        return
    for een in tabellen:
        yield from _bouw(een, onderwerp, stijl.ZETBREEDTE)


def _past(een: Cijfertabel, breed: float) -> bool:
    return len(een.rijen) <= _KLEIN and not next(_stukken(een, breed))[2]


def _bouw(een: Cijfertabel, onderwerp: str, breed: float) -> Iterator[Flowable]:
    vervolg = f"{onderwerp}: {een.kop} (vervolg)" if onderwerp else f"{een.kop} (vervolg)"
    for nr, (breedtes, kolommen, staand) in enumerate(_stukken(een, breed)):
        kop = Alinea(opmaak(vervolg if nr else een.kop), stijl.TUSSENKOP)
        yield Spacer(0, 7)
        yield MetVervolg(kop, vervolg, _zet(een, breedtes, kolommen, staand=staand), 3)
    if een.eronder:
        yield Alinea(opmaak(een.eronder), _ERONDER)


def _stukken(een: Cijfertabel, breed: float) -> Iterator[tuple[list[float], range, bool]]:
    """Which columns go together in one table, how wide, and whether their heads stand upright."""
    aantal = len(een.koppen) - 1
    ruim = max(_tekstbreed(naam) + _INSPRINGEN * diep for naam, diep, _ in een.rijen) + 2 * _MARGE + _SPELING
    label = min(max(ruim, _LABEL_SMALST), _LABEL_BREEDST)
    cellen = [
        max(stringWidth(getallen[nr], VET, _GETAL.fontSize) for _, _, getallen in een.rijen) for nr in range(aantal)
    ]
    liggend = [
        max(_woordbreed(kop), cel) + 2 * _MARGE + _SPELING for kop, cel in zip(een.koppen[1:], cellen, strict=True)
    ]
    over = breed - sum(liggend)
    if over >= _LABEL_SMALST:
        label = min(label, over)
        ruimte = (breed - label - sum(liggend)) / aantal
        yield [label, *(min(smal + ruimte, max(_KOLOM_BREEDST, smal)) for smal in liggend)], range(aantal), False
        return
    staand = [
        max(_STAAND_SMALST, cel + _SPELING + 2 * _MARGE_STAAND, len(_staand(kop)) * _REGEL + 2 * _MARGE_STAAND)
        for kop, cel in zip(een.koppen[1:], cellen, strict=True)
    ]
    label = min(label, max(_LABEL_STAAND, breed - sum(staand)))
    ruimte = max(breed - label, *staand)
    stukken = len(list(_verdeel(staand, ruimte, aantal)))
    for kolommen in _verdeel(staand, ruimte, -(-aantal // stukken)):
        yield [label, *(staand[nr] for nr in kolommen)], kolommen, True


def _verdeel(breedtes: Sequence[float], ruimte: float, hoogstens: int) -> Iterator[range]:
    """Columns that fit beside each other, in turn; no more than so many at once."""
    van = 0
    while van < len(breedtes):
        tot = van + 1
        while tot < len(breedtes) and tot - van < hoogstens and sum(breedtes[van : tot + 1]) <= ruimte:
            tot += 1
        yield range(van, tot)
        van = tot


def _zet(een: Cijfertabel, breedtes: Sequence[float], kolommen: range, *, staand: bool) -> Flowable:
    kop: list[Cel] = [[Alinea(opmaak(een.koppen[0]), _LABELKOP)]]
    for nr, breed in zip(kolommen, breedtes[1:], strict=True):
        woord = een.koppen[nr + 1]
        kop.append([_Staand(_staand(woord)) if staand else Alinea(_kopwoorden(woord, breed - 2 * _MARGE), _KOP)])
    rijen: list[list[Cel]] = [
        [
            [Alinea(_vet(naam, niveau), _RIJ[min(max(niveau - 1, 0), _NIVEAUS - 1)])],
            *([_getal(getallen[nr], niveau)] for nr in kolommen),
        ]
        for naam, niveau, getallen in een.rijen
    ]
    onderaan = [("VALIGN", (0, 0), (-1, 0), "BOTTOM")]
    marge = 1.0, _MARGE_STAAND if staand else _MARGE
    return tabel([kop, *rijen], breedtes, koprijen=1, marge=marge, opmaak=onderaan)


def _vet(naam: str, niveau: int) -> str:
    return opmaak(naam) if niveau else f"<b>{opmaak(naam)}</b>"


def _getal(tekst: str, niveau: int) -> Flowable:
    if tekst == VERBORGEN:
        return Alinea(tekst, _ZACHT)
    return Alinea(_vet(tekst, niveau), _GETAL)


def _tekstbreed(naam: str) -> float:
    return stringWidth(plat(naam), VET, _GETAL.fontSize)


def _woordbreed(kop: str) -> float:
    """The widest piece of a head that cannot be broken."""
    return max(stringWidth(plat(deel), VET, _KOP.fontSize) for woord in kop.split() for deel in _STREEP.split(woord))


def _kopwoorden(kop: str, breed: float) -> str:
    """A head as markup: a word too wide for its column goes on after its slash or hyphen on the next line."""
    uit = []
    for woord in kop.split():
        past = stringWidth(plat(woord), VET, _KOP.fontSize) <= breed
        uit.append(opmaak(woord) if past else "<br/>".join(opmaak(deel) for deel in _STREEP.split(woord)))
    return " ".join(uit)


def _staand(kop: str) -> list[str]:
    return breek(plat(kop), _STAAND_HOOGST, _STAAND * _VETTER, 3)


class _Staand(Flowable):
    """The head of a narrow column, turned a quarter to the left: its lines beside each other, read from below."""

    canv: Blad

    def __init__(self, regels: Sequence[str]) -> None:
        super().__init__()
        self._regels = regels
        self.hAlign = "RIGHT"

    def wrap(self, _breedte: float, _hoogte: float) -> tuple[float, float]:
        """The room it takes, in points."""
        self.width = len(self._regels) * _REGEL
        self.height = max(stringWidth(regel, VET, _STAAND) for regel in self._regels)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines, the first one left."""
        blad = self.canv
        with blad.inhoud("P"):
            blad.saveState()
            blad.rotate(90)
            blad.setFillColor(stijl.INKT)
            blad.setFont(VET, _STAAND)
            for nr, regel in enumerate(self._regels):
                blad.drawString(0, -(nr + 1) * _REGEL + 2.2, regel)
            blad.restoreState()
