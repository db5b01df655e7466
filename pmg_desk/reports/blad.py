"""The sheet a report is set on: the marks on every page, "Pagina x van y", bookmarks, and what is text and what is not.

The number of pages is only known at the end, so pages are kept and their marks are drawn when the file is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import PDFPage
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from pmg_desk.reports import stijl
from pmg_desk.reports.letters import VET, opmaak
from pmg_desk.reports.structuur import Structuur

_BALK = 20.0
_BALK_Y = stijl.HOOGTE - 34 - _BALK
_VOET_Y = 34.0
_PAGINARUIMTE = 80.0


@dataclass(frozen=True)
class Opschrift:
    """What stands on every page, as plain text: the marking, for whom, where the page comes from, as of when."""

    merk: str
    ontvanger: str
    herkomst: str
    stand: str
    intern: bool


def op_een_regel(tekst: str, vorm: ParagraphStyle, breedte: float) -> Paragraph:
    """The text on one line of at most ``breedte`` points, shortened with … where it does not fit."""
    heel = Paragraph(opmaak(tekst), vorm)
    if heel.wrap(breedte, vorm.leading)[1] <= vorm.leading:
        return heel
    kort, lang = 0, min(len(tekst), 500)
    while lang - kort > 1:
        midden = (kort + lang) // 2
        past = Paragraph(opmaak(tekst[:midden] + "…"), vorm).wrap(breedte, vorm.leading)[1] <= vorm.leading
        kort, lang = (midden, lang) if past else (kort, midden)
    gekort = Paragraph(opmaak(tekst[:kort].rstrip() + "…"), vorm)
    gekort.wrap(breedte, vorm.leading)
    return gekort


class Blad(Canvas):
    """A canvas that records structure while drawing, and draws the marks on all pages when it is saved."""

    # reportlab's own, without types: the page being drawn, the document, and the step to a new page.
    _code: list[str]
    _doc: Any
    _startPage: Callable[[], None]

    def __init__(self, *args: Any, opschrift: Opschrift, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opschrift = opschrift
        self._bewaard: list[dict[str, Any]] = []
        self._koppen: dict[int, list[tuple[str, float]]] = defaultdict(list)
        self.structuur = Structuur()

    @contextmanager
    def inhoud(self, rol: str) -> Iterator[None]:
        """What is drawn inside is the text of one part of the document, for instance ``P`` or ``H2``."""
        nummer = self.structuur.open_inhoud(rol, self.getPageNumber())
        self._code.append(f"/{rol} <</MCID {nummer}>> BDC")
        yield
        self._code.append("EMC")
        self.structuur.sluit()

    def begin_sier(self) -> None:
        """What follows until :meth:`eind_sier` is decoration, which is not read aloud."""
        self._code.append("/Artifact BMC")

    def eind_sier(self) -> None:
        """End the decoration."""
        self._code.append("EMC")

    def onthoud_kop(self, titel: str, y: float) -> None:
        """Make a bookmark to this height of this page. ``titel`` never holds a name: viewers show it in a list."""
        self._koppen[self.getPageNumber()].append((titel, y))

    def showPage(self) -> None:
        """Keep the page until the last one is known."""
        self._bewaard.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Draw the marks on all pages and write the file."""
        marge = self._zet_marge()
        for blad, toestand in enumerate(self._bewaard, start=1):
            self.__dict__.update(toestand)
            for titel, y in self._koppen[blad]:
                self.bookmarkPage(titel, fit="XYZ", left=0, top=y, zoom=0)
                self.addOutlineEntry(titel, titel)
            inhoud = len(self._code)
            self.begin_sier()
            self._teken_marge(*marge, f"Pagina {blad} van {len(self._bewaard)}")
            self.eind_sier()
            # Before the content, so that text that is copied out of the file begins with the marking too.
            self._code[:] = self._code[inhoud:] + self._code[:inhoud]
            super().showPage()
        self.structuur.schrijf(self._doc)
        super().save()

    def _setAnnotations(self, page: PDFPage) -> None:
        # The one place where reportlab hands out the page it is about to write.
        super()._setAnnotations(page)  # type: ignore[misc]
        self.structuur.koppel(page, self.getPageNumber())

    def _zet_marge(self) -> tuple[Paragraph, Paragraph, Paragraph]:
        op = self._opschrift
        over = stijl.ZETBREEDTE - stringWidth(op.merk, VET, stijl.MERK_GROOTTE) - 36
        vorm = stijl.BALK_INTERN if op.intern else stijl.BALK
        voetbreedte = stijl.ZETBREEDTE - _PAGINARUIMTE
        return (
            op_een_regel(op.ontvanger, vorm, over),
            op_een_regel(op.herkomst, stijl.VOET, voetbreedte),
            op_een_regel(op.stand, stijl.VOET, voetbreedte),
        )

    def _teken_marge(self, ontvanger: Paragraph, herkomst: Paragraph, stand: Paragraph, pagina: str) -> None:
        links, rechts = stijl.LINKS, stijl.BREEDTE - stijl.RECHTS
        self.saveState()
        self._teken_balk(links, rechts)
        self.setFillColor(stijl.INKT if self._opschrift.intern else stijl.WIT)
        self.setFont(VET, stijl.MERK_GROOTTE)
        self.drawString(links + (22 if self._opschrift.intern else 8), _BALK_Y + 6.3, self._opschrift.merk)
        ontvanger.drawOn(self, rechts - 8 - ontvanger.width, _BALK_Y + 4)
        self.setStrokeColor(stijl.LIJN)
        self.setLineWidth(0.7)
        self.line(links, _VOET_Y + 24, rechts, _VOET_Y + 24)
        herkomst.drawOn(self, links, _VOET_Y + 10)
        stand.drawOn(self, links, _VOET_Y)
        self.setFillColor(stijl.INKT)
        self.setFont(VET, 8)
        self.drawRightString(rechts, _VOET_Y + 12.4, pagina)
        self.restoreState()

    def _teken_balk(self, links: float, rechts: float) -> None:
        """A dark bar for what leaves the building; a white, framed one with a hatched end for what may not."""
        if not self._opschrift.intern:
            self.setFillColor(stijl.INKT)
            self.rect(links, _BALK_Y, rechts - links, _BALK, stroke=0, fill=1)
            return
        self.setStrokeColor(stijl.INKT)
        self.saveState()
        vlak = self.beginPath()
        vlak.rect(links, _BALK_Y, 14, _BALK)
        self.clipPath(vlak, stroke=0, fill=0)
        self.setLineWidth(2.2)
        for x in range(-20, 20, 6):
            self.line(links + x, _BALK_Y, links + x + _BALK, _BALK_Y + _BALK)
        self.restoreState()
        self.setLineWidth(1.6)
        self.rect(links, _BALK_Y, rechts - links, _BALK, stroke=1, fill=0)
