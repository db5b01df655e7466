"""What a report is composed of: paragraphs, headings that stay with their text, chips, score scales and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Any, TypeAlias

from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table
from reportlab.platypus.paragraph import cleanBlockQuotedText
from reportlab.platypus.tables import TableRenderCB

from pmg_desk.reports import stijl
from pmg_desk.reports.blad import Blad
from pmg_desk.reports.letters import GEWOON, VET

Cel: TypeAlias = Sequence[Flowable]
"""What stands in one cell of a table, one below the other."""

_OPMAAK = re.compile("[<&]")
_HOOGSTE_KOP = 120.0  # points; a heading taller than this is really text and may be split from what follows
_HOOGSTE_KOLOM = 400.0  # points; less than the lowest page, which is that of big print
_LANGE_RIJ = 150.0  # points; a row taller than this is broken rather than moved to the next page


@cache
def _fragment(vorm: ParagraphStyle) -> Any:
    """What reportlab's parser makes of one letter in this style: the words are all that differs."""
    return Paragraph("x", vorm).frags[0]


class Alinea(Paragraph):
    """A paragraph that knows its place in the document structure, from the ``rol`` of its style."""

    canv: Blad

    def __init__(self, tekst: Any, vorm: ParagraphStyle, **anders: Any) -> None:
        if tekst and "frags" not in anders and not _OPMAAK.search(tekst) and (schoon := cleanBlockQuotedText(tekst)):
            # Words without markup are what the parser would make of them; it takes most of the time of a page.
            anders["frags"] = [_fragment(vorm).clone(text=schoon)]
        super().__init__(tekst, vorm, **anders)

    def draw(self) -> None:
        """Draw it as one part of the document."""
        with self.canv.inhoud(self.style.rol):
            super().draw()


class Kop(Alinea):
    """The heading of a section, with a bookmark that carries the same words."""

    def draw(self) -> None:
        """Draw it and remember where it stands."""
        self.canv.onthoud_kop(self.text, self.canv.absolutePosition(0, self.height)[1])
        super().draw()


class Uitspraakkop(Alinea):
    """The first line of a statement, with its nature as a chip before it: a word in a filled, framed or dashed box."""

    aard: str = ""

    def draw(self) -> None:
        """Draw the chip, then the line beside it."""
        with self.canv.inhoud(self.style.rol):
            if self.aard:
                self._teken_chip(self.aard)
            Paragraph.draw(self)

    def split(self, breedte: float, hoogte: float, /) -> list[Flowable]:
        """As a paragraph; the chip stays with the first part."""
        delen: list[Flowable] = super().split(breedte, hoogte)
        if delen and isinstance(delen[0], Uitspraakkop):
            delen[0].aard = self.aard
        return delen

    def _teken_chip(self, aard: str) -> None:
        blad = self.canv
        y = self.height - 11.6
        blad.saveState()
        blad.setStrokeColor(stijl.INKT)
        blad.setFillColor(stijl.INKT)
        blad.setLineWidth(0.8)
        if aard == "Mening":
            blad.setDash(2, 1.6)
        blad.roundRect(0.4, y, stijl.CHIPRUIMTE - 9, 11, 2.5, stroke=1, fill=int(aard == "Feit"))
        blad.setFillColor(stijl.WIT if aard == "Feit" else stijl.INKT)
        blad.setFont(VET, stijl.KLEIN.fontSize)
        blad.drawCentredString((stijl.CHIPRUIMTE - 9) / 2, y + 3, aard)
        blad.restoreState()


class Schaal(Flowable):
    """A score from 1 to 5 as filled boxes; the figure itself stands beside it as text."""

    canv: Blad
    _VAK = 8.0
    _TUSSEN = 2.0
    _ONDER = 2.5

    def __init__(self, score: int) -> None:
        super().__init__()
        self._score = score

    def wrap(self, _breedte: float, _hoogte: float) -> tuple[float, float]:
        """The room it takes, in points."""
        self.width, self.height = 5 * self._VAK + 4 * self._TUSSEN, self._VAK + 2 + self._ONDER
        return self.width, self.height

    def draw(self) -> None:
        """Draw five boxes, the first ``score`` of them filled."""
        blad = self.canv
        blad.begin_sier()
        blad.saveState()
        blad.setLineWidth(0.7)
        blad.setStrokeColor(stijl.INKT)
        blad.setFillColor(stijl.INKT)
        for nummer in range(5):
            x = nummer * (self._VAK + self._TUSSEN)
            blad.rect(x, self._ONDER, self._VAK, self._VAK, stroke=1, fill=int(nummer < self._score))
        blad.restoreState()
        blad.eind_sier()


class Qr(QrCode):
    """A QR code of ``maat`` points square, with its quiet zone. What it holds has to stand beside it as text too."""

    canv: Blad

    def __init__(self, tekst: str, maat: float) -> None:
        super().__init__(tekst, width=maat, height=maat, qrLevel="M")

    def draw(self) -> None:
        """Draw the squares."""
        self.canv.begin_sier()
        super().draw()
        self.canv.eind_sier()


class Kopregel(Flowable):
    """A heading with a small line about all that stands under it: at its right, or below it where that is too wide."""

    canv: Blad
    _TUSSEN = 14.0

    def __init__(self, kop: Paragraph, bij: Paragraph) -> None:
        super().__init__()
        self._kop, self._bij = kop, bij

    def wrap(self, breedte: float, hoogte: float) -> tuple[float, float]:
        """The room both take, in points."""
        kop = self._kop.wrapOn(self.canv, breedte, hoogte)[1]
        over = breedte - max(self._kop.getActualLineWidths0()) - self._TUSSEN
        bij = self._bij.wrapOn(self.canv, breedte, hoogte)[1]
        lang = max(self._bij.getActualLineWidths0())
        een = len(self._bij.getActualLineWidths0()) == len(self._kop.getActualLineWidths0()) == 1 and lang <= over
        self._plek = (breedte - lang, kop - bij - 1) if een else (0, 0)
        self._kop_y = 0 if een else bij
        self.width, self.height = breedte, kop + self._kop_y
        return self.width, self.height

    def draw(self) -> None:
        """Draw the heading, then what is said of it."""
        self._kop.drawOn(self.canv, 0, self._kop_y)
        self._bij.drawOn(self.canv, *self._plek)


class KopMet(Flowable):
    """A heading with what it introduces: they never stand on different pages.

    ``inhoud`` may be split over pages; the heading goes with its first part. A "heading" of many lines (a title of
    thousands of characters) is let go, because it would not fit a page.
    """

    def __init__(self, kop: Flowable, inhoud: Flowable, tussen: float = 0, ervoor: float = 0) -> None:
        super().__init__()
        self._kop, self._inhoud, self._tussen = kop, inhoud, tussen
        self.spaceBefore = ervoor
        self.spaceAfter = 0

    def wrap(self, breedte: float, hoogte: float) -> tuple[float, float]:
        """The room both take together, in points."""
        kop = self._kop.wrapOn(self.canv, breedte, hoogte)[1]
        inhoud = self._inhoud.wrapOn(self.canv, breedte, max(hoogte - kop - self._tussen, 0))[1]
        self.width, self.height = breedte, kop + self._tussen + inhoud
        self._kop_y = inhoud + self._tussen
        return self.width, self.height

    def split(self, breedte: float, hoogte: float, /) -> list[Flowable]:
        """The heading with the part that fits, then the rest; nothing when not even that fits."""
        kop = self._kop.wrapOn(self.canv, breedte, hoogte)[1]
        if kop > _HOOGSTE_KOP:
            delen = [self._kop] if kop <= hoogte else self._kop.splitOn(self.canv, breedte, hoogte)
            return [*delen, self._inhoud] if delen else []
        delen = self._inhoud.splitOn(self.canv, breedte, hoogte - kop - self._tussen)
        return [KopMet(self._kop, delen[0], self._tussen, self.spaceBefore), *delen[1:]] if delen else []

    def draw(self) -> None:
        """Draw the heading above its content."""
        self._kop.drawOn(self.canv, 0, self._kop_y)
        self._inhoud.drawOn(self.canv, 0, 0)


class Naast(Flowable):
    """Columns of equal width beside each other, read one after the other: never broken, moved as a whole instead.

    What is taller than a page could be comes one below the other after all.
    """

    canv: Blad

    def __init__(self, kolommen: Sequence[Sequence[Flowable]], goot: float) -> None:
        super().__init__()
        self._kolommen, self._goot = kolommen, goot

    def wrap(self, breedte: float, hoogte: float) -> tuple[float, float]:
        """The room the tallest column takes, in points."""
        self._kolom = (breedte - self._goot * (len(self._kolommen) - 1)) / len(self._kolommen)
        self._hoogtes = [[deel.wrapOn(self.canv, self._kolom, hoogte)[1] for deel in kolom] for kolom in self._kolommen]
        self.width, self.height = breedte, max(map(sum, self._hoogtes))
        return self.width, self.height

    def split(self, _breedte: float, _hoogte: float, /) -> list[Flowable]:
        """Nothing, so that it moves to the next page; or all of it one below the other."""
        if self.height <= _HOOGSTE_KOLOM:
            return []
        return [Spacer(0, 0), *(deel for kolom in self._kolommen for deel in kolom)]

    def draw(self) -> None:
        """Draw each column from the top."""
        for nr, (kolom, hoogtes) in enumerate(zip(self._kolommen, self._hoogtes, strict=True)):
            y = self.height
            for deel, hoogte in zip(kolom, hoogtes, strict=True):
                y -= hoogte
                deel.drawOn(self.canv, nr * (self._kolom + self._goot), y)


class _Tabelstructuur(TableRenderCB):
    """Tells the document structure which rows and cells there are; repeated head rows are head rows again.

    What is only an arrangement on the page (two columns of text, a frame) is no table to who hears it.
    """

    def __init__(self, indeling: bool) -> None:
        self._indeling = indeling

    def startTable(self, t: Any) -> None:
        t.canv.structuur.open("Div" if self._indeling else "Table")

    def endTable(self, t: Any) -> None:
        t.canv.structuur.sluit()

    def startBG(self, t: Any) -> None:
        t.canv.begin_sier()

    def endBG(self, t: Any) -> None:
        t.canv.eind_sier()

    def startLines(self, t: Any) -> None:
        t.canv.begin_sier()

    def endLines(self, t: Any) -> None:
        t.canv.eind_sier()

    def startRow(self, t: Any, rij: int) -> None:
        self._rol = "Div" if self._indeling else "TH" if rij < t.repeatRows else "TD"
        t.canv.structuur.open("Div" if self._indeling else "TR")

    def endRow(self, t: Any) -> None:
        t.canv.structuur.sluit()

    def startCell(self, t: Any, *_: Any) -> None:
        t.canv.structuur.open(self._rol)

    def endCell(self, t: Any) -> None:
        t.canv.structuur.sluit()


_MEER_RIJEN = 2
"""From how many rows one may go along to the next page."""


class _Tabel(Table):
    """Breaks between rows, or inside a row too long to be moved as a whole; never shows its head twice on one page."""

    _rowHeights: list[float]

    def split(self, breedte: float, hoogte: float, /) -> list[Flowable]:
        passen = sum(onder <= hoogte for onder in accumulate(self._rowHeights))
        self.splitByRow = int(max(self._rowHeights[passen : passen + 1], default=0) <= _LANGE_RIJ)
        if self.splitByRow and len(self._rowHeights) - passen == 1 and passen - self.repeatRows >= _MEER_RIJEN:
            hoogte = sum(self._rowHeights[: passen - 1]) + 0.01  # no last row alone on a page
        # A row one line too long would leave a last line alone, which paragraphs refuse: break it a little earlier.
        for eerder in (0, 15, 30, 45):
            delen: list[Flowable] = super().split(breedte, hoogte - eerder)
            if delen:
                return [delen[0], PageBreak(), *delen[1:]] if len(delen) > 1 else delen
        return []


def tabel(
    rijen: Sequence[Sequence[Cel]],
    breedtes: Sequence[float],
    *,
    koprijen: int = 0,
    lijnen: bool = True,
    opmaak: Sequence[Any] = (),
    marge: tuple[float, float] = (3.5, 6),
    indeling: bool = False,
) -> Flowable:
    """A table of flowables that repeats its head on every page and may break inside a long row.

    ``breedtes`` in points; ``marge`` is (above and below, left and right) of every cell; ``opmaak`` are further style
    commands. The first ``koprijen`` rows are the head. ``indeling``: only an arrangement, whose cells are no cells to
    who hears the document.
    """
    boven, opzij = marge
    regels: list[Any] = [
        # Also for cells without text: reportlab selects the cell's typeface, by default one that is not embedded.
        ("FONT", (0, 0), (-1, -1), GEWOON, 9),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), boven),
        ("BOTTOMPADDING", (0, 0), (-1, -1), boven + 1),
        ("LEFTPADDING", (0, 0), (-1, -1), opzij),
        ("RIGHTPADDING", (0, 0), (-1, -1), opzij),
    ]
    if koprijen:
        regels.append(("BACKGROUND", (0, 0), (-1, koprijen - 1), stijl.VLAK))
        regels.append(("LINEBELOW", (0, koprijen - 1), (-1, koprijen - 1), 0.9, stijl.INKT, "butt"))
    if lijnen:
        regels.append(("LINEBELOW", (0, koprijen), (-1, -1), 0.5, stijl.LIJN, "butt"))
    return _Tabel(
        [[list(cel) for cel in rij] for rij in rijen],
        colWidths=list(breedtes),
        repeatRows=koprijen,
        splitInRow=1,
        hAlign="LEFT",
        renderCB=_Tabelstructuur(indeling),
        style=[*regels, *opmaak],
    )
