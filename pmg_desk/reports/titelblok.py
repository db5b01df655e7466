"""The top of a cover or of a casus: a number to find it by, what it is about, and the doelgroep as a chip."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from pmg_desk.reports import stijl
from pmg_desk.reports.blad import Blad, op_een_regel
from pmg_desk.reports.bouwstenen import Alinea
from pmg_desk.reports.letters import opmaak

_VAK = 46.0
"""How high the square is, and how wide unless its word needs more."""
_TUSSEN = 12.0
_CHIPHOOGTE = 20.0
_CHIPBREEDTE = 0.34  # of the whole
_GROOT_NUMMER = 3  # characters
_KORTE_TITEL = 26  # characters
_BREED = 440.0  # points
_LANGSTE_TITEL = 220  # characters of markup; a title beyond this is text, which has to be able to break over pages

# Edge and plane, as the chip on the screen; the word says it, so that a black-and-white print loses nothing.
_KLEUREN = {
    "risicojongere": (HexColor("#1272B6"), HexColor("#E1F1FD")),
    "jonge aanwas": (HexColor("#8A6100"), HexColor("#FDF0BD")),
    "doorgroeier": (HexColor("#6D3FD1"), HexColor("#F0EAFE")),
    "harde kern": (HexColor("#B3202C"), HexColor("#FDECEC")),
}
_ANDERS = (HexColor("#5F718C"), HexColor("#ECEFF4"))


@dataclass(frozen=True, slots=True)
class Titel:
    """What a title block says, as plain text. ``vak`` is a word and a short number; number and chip may be empty."""

    vak: tuple[str, str]
    boven: str
    titel: str
    onder: str = ""
    chip: str = ""


def bouw_titel(t: Titel) -> list[Flowable]:
    """The block; plain paragraphs for a title too long to stand beside anything."""
    if len(opmaak(t.titel)) <= _LANGSTE_TITEL:
        return [Titelblok(t)]
    regels = [(t.boven, stijl.BOVENKOP), (t.titel, stijl.NAAM_LANG), (t.onder, stijl.BOVENKOP)]
    return [
        Alinea(opmaak(tekst), vorm)
        for tekst, vorm in [(" ".join(t.vak), stijl.BOVENKOP), *regels, (t.chip, stijl.KERN)]
        if tekst.strip()
    ]


class Titelblok(Flowable):
    """A dark square with the number, beside it the title between two small lines, and the chip at the right."""

    canv: Blad

    def __init__(self, t: Titel) -> None:
        super().__init__()
        self._t = t

    def wrap(self, breedte: float, _hoogte: float) -> tuple[float, float]:
        """The room it takes, in points."""
        t = self._t
        self._chip: Paragraph | None = None
        self._chipbreedte = 0.0
        if t.chip.strip():
            self._chip = op_een_regel(t.chip, stijl.CHIP, breedte * _CHIPBREEDTE)
            self._chipbreedte = min(self._chip.getActualLineWidths0()[0] + 22, breedte * _CHIPBREEDTE)
            self._chip.wrap(self._chipbreedte, _CHIPHOOGTE)
        self._vak = max(_VAK, stringWidth(t.vak[0], stijl.VAKLABEL.fontName, stijl.VAKLABEL.fontSize) + 8)
        over = breedte - self._vak - _TUSSEN - (self._chipbreedte + _TUSSEN if self._chip else 0)
        # In big print everything is larger already, and a name in two lines takes what the plan needs.
        groot = len(t.titel) <= _KORTE_TITEL and breedte >= _BREED
        titelvorm = stijl.NAAM if groot else stijl.NAAM_LANG
        self._regels = [
            _gezet(tekst, vorm, over)
            for tekst, vorm in ((t.boven, stijl.BOVENKOP), (t.titel, titelvorm), (t.onder, stijl.ONDERTITEL))
            if tekst.strip()
        ]
        self.width = breedte
        self.height = max(_VAK, sum(regel.height for regel in self._regels))
        return self.width, self.height

    def draw(self) -> None:
        """Draw it, in the order in which it is read."""
        boven = self.height
        self._teken_vak(boven)
        y = boven
        for regel in self._regels:
            y -= regel.height
            _teken(self.canv, regel, self._vak + _TUSSEN, y)
        if self._chip is not None:
            self._teken_chip(self._chip, boven)

    def _teken_vak(self, boven: float) -> None:
        blad, breed = self.canv, self._vak
        blad.begin_sier()
        blad.saveState()
        blad.setFillColor(stijl.INKT)
        blad.roundRect(0, boven - _VAK, breed, _VAK, 4, stroke=0, fill=1)
        blad.restoreState()
        blad.eind_sier()
        label, nummer = self._t.vak
        if not nummer:
            _teken(blad, op_een_regel(label, stijl.VAKWOORD, breed - 2), 0, boven - (_VAK + 13) / 2, breed)
            return
        _teken(blad, op_een_regel(label, stijl.VAKLABEL, breed - 2), 0, boven - 14, breed)
        groot = len(nummer) <= _GROOT_NUMMER
        vorm = stijl.VAKTEKST if groot else stijl.VAKTEKST_KLEIN
        _teken(blad, op_een_regel(nummer, vorm, breed - 2), 0, boven - _VAK + (5 if groot else 10), breed)

    def _teken_chip(self, chip: Paragraph, boven: float) -> None:
        rand, vlak = _kleuren(self._t.chip)
        blad = self.canv
        x = self.width - self._chipbreedte
        blad.begin_sier()
        blad.saveState()
        blad.setStrokeColor(rand)
        blad.setFillColor(vlak)
        blad.setLineWidth(1.4)
        blad.roundRect(x, boven - _CHIPHOOGTE - 2, self._chipbreedte, _CHIPHOOGTE, _CHIPHOOGTE / 2, stroke=1, fill=1)
        blad.restoreState()
        blad.eind_sier()
        _teken(blad, chip, x, boven - _CHIPHOOGTE + 2)


def _kleuren(doelgroep: str) -> tuple[Color, Color]:
    woorden = doelgroep.casefold()
    return next((paar for naam, paar in _KLEUREN.items() if naam in woorden), _ANDERS)


def _gezet(tekst: str, vorm: ParagraphStyle, breedte: float) -> Paragraph:
    regel = Paragraph(opmaak(" ".join(tekst.split())), vorm)
    regel.wrap(breedte, stijl.HOOGTE)
    return regel


def _teken(blad: Blad, regel: Paragraph, x: float, y: float, breedte: float = 0) -> None:
    if breedte:
        regel.wrap(breedte, stijl.HOOGTE)
    with blad.inhoud(regel.style.rol):
        regel.drawOn(blad, x, y)
