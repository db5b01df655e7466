"""The sheet a report is set on: the marks on every page, "Pagina x van y", bookmarks, and what is text and what is not.

The number of pages is only known at the end, so pages are kept and their marks are drawn when the file is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import PDFPage
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.reports import stijl
from pmg_desk.reports.letters import GEWOON, VET, opmaak
from pmg_desk.reports.structuur import Structuur

RAND = 34.0
"""Between the edge of the sheet and the marks, in points."""
_BALK = 20.0
_PAGINARUIMTE = 80.0
_DEELRUIMTE = 112.0
_MERKSCHAAL = 1.3
_VOETREGEL = 10.0


def merkschaal(schaal: float) -> float:
    """How much larger the marks are set on pages this much larger: they are looked up, not read."""
    return min(schaal, _MERKSCHAAL)


def extra_voet(schaal: float) -> float:
    """How much taller the foot is on larger pages, in points: what does not fit beside the numbers is below them."""
    return _VOETREGEL * merkschaal(schaal) if schaal > 1 else 0.0


@dataclass(frozen=True, slots=True)
class Opschrift:
    """What stands on every page, as plain text: the marking, for whom, where the page comes from, as of when."""

    merk: str
    ontvanger: str
    herkomst: str
    stand: str
    intern: bool


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of a document that can be taken out: its pages are also counted apart, with marks of their own."""

    naam: str  # as the page number says it ("Agendapunt 3")
    bladwijzer: str
    opschrift: Opschrift


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

    def __init__(self, *args: Any, opschrift: Opschrift, schaal: float = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opschrift = opschrift
        self._schaal = schaal
        self._delen: list[tuple[int, Deel]] = []
        self._verwijzingen: dict[int, list[tuple[int, int | str, float]]] = defaultdict(list)
        self._bewaard: list[dict[str, Any]] = []
        self._koppen: dict[int, list[tuple[str, float]]] = defaultdict(list)
        self.structuur = Structuur()

    def zet_gemaakt(self, op: datetime) -> None:
        """When the file was made, as its properties show it: in Dutch time, of an aware moment."""
        hier = op.astimezone(AMSTERDAM)
        afstand = hier.utcoffset() or timedelta(0)
        stempel = self._doc._timeStamp  # noqa: SLF001 - reportlab has no door to it
        stempel.t, stempel.lt = op.timestamp(), hier.timetuple()
        stempel.YMDhms = tuple(hier.timetuple())[:6]
        stempel.dhh, stempel.dmm = divmod(int(afstand.total_seconds()) // 60, 60)
        stempel.tzname = hier.tzname()

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

    def begin_deel(self, deel: Deel) -> None:
        """The page being drawn is the first of this part. A document of parts has a bookmark for each, and no other."""
        self._delen.append((self.getPageNumber(), deel))

    def verwijs(self, nummer: int, breedte: float) -> None:
        """Leave room for the pages of the part with this number (from 0): they are known when the file is written."""
        with self.inhoud("P"):
            self._verwijzingen[self.getPageNumber()].append((len(self._code), nummer, breedte))
            self._code.append("")

    def verwijs_kop(self, titel: str, breedte: float, hoogte: float) -> None:
        """Leave room for the page of the heading with this bookmark, and make this place lead to it when clicked."""
        with self.inhoud("P"):
            self._verwijzingen[self.getPageNumber()].append((len(self._code), titel, breedte))
            self._code.append("")
        self.linkRect("", titel, (0, 0, breedte, hoogte), relative=1, thickness=0)

    @property
    def aantal_bladen(self) -> int:
        """How many pages were drawn."""
        return len(self._bewaard)

    def _bladen_van(self, verwezen: int | str) -> tuple[int, int]:
        if isinstance(verwezen, int):
            return self.bladen_van_delen()[verwezen]
        blad = next(nr for nr, koppen in self._koppen.items() if any(titel == verwezen for titel, _ in koppen))
        return blad, blad

    def bladen_van_delen(self) -> tuple[tuple[int, int], ...]:
        """First and last page of every part, from 1."""
        eerste = [blad for blad, _ in self._delen]
        return tuple(zip(eerste, [blad - 1 for blad in eerste[1:]] + [len(self._bewaard)], strict=False))

    def showPage(self) -> None:
        """Keep the page until the last one is known."""
        self._bewaard.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Draw the marks on all pages and write the file."""
        marges = {op: self._zet_marge(op) for op in {self._opschrift, *(deel.opschrift for _, deel in self._delen)}}
        tellers = [(van, tot, deel) for (van, tot), (_, deel) in zip(self.bladen_van_delen(), self._delen, strict=True)]
        heel = len(self._bewaard)
        for blad, toestand in enumerate(self._bewaard, start=1):
            self.__dict__.update(toestand)
            self._vul_verwijzingen(blad)
            self._zet_bladwijzers(blad)
            van, tot, deel = next((t for t in tellers if t[0] <= blad <= t[1]), (0, 0, None))
            opschrift = self._opschrift if deel is None else deel.opschrift
            teller = "" if deel is None else f"{deel.naam}: blad {blad - van + 1} van {tot - van + 1}"
            inhoud = len(self._code)
            self.begin_sier()
            self._teken_marge(opschrift, *marges[opschrift], f"Pagina {blad} van {heel}", teller)
            self.eind_sier()
            # Before the content, so that text that is copied out of the file begins with the marking too.
            self._code[:] = self._code[inhoud:] + self._code[:inhoud]
            super().showPage()
        self.structuur.schrijf(self._doc)
        super().save()

    def _zet_bladwijzers(self, blad: int) -> None:
        if not self._delen:
            for titel, y in self._koppen[blad]:
                self.bookmarkPage(titel, fit="XYZ", left=0, top=y, zoom=0)
                self.addOutlineEntry(titel, titel)
        for begin, deel in self._delen:
            if begin == blad:
                self.bookmarkPage(deel.bladwijzer, fit="XYZ", left=0, top=stijl.HOOGTE, zoom=0)
                self.addOutlineEntry(deel.bladwijzer, deel.bladwijzer)

    def _vul_verwijzingen(self, blad: int) -> None:
        """Write page numbers where room was left for them; each stays inside the marks that were set around it."""
        for plek, verwezen, breedte in self._verwijzingen[blad]:
            van, tot = self._bladen_van(verwezen)
            tekst = str(van) if van == tot else f"{van}–{tot}"
            begin = len(self._code)
            regel = self.beginText(breedte - stringWidth(tekst, GEWOON, stijl.CEL.fontSize), 3)
            regel.setFont(GEWOON, stijl.CEL.fontSize)
            regel.setFillColor(stijl.INKT)
            regel.textOut(tekst)
            self.drawText(regel)
            self._code[plek] = "\n".join(self._code[begin:])
            del self._code[begin:]

    def _setAnnotations(self, page: PDFPage) -> None:
        # The one place where reportlab hands out the page it is about to write.
        super()._setAnnotations(page)  # type: ignore[misc]
        self.structuur.koppel(page, self.getPageNumber())

    def _zet_marge(self, op: Opschrift) -> tuple[Paragraph, Paragraph, Paragraph]:
        zetbreedte = stijl.ZETBREEDTE / merkschaal(self._schaal)
        over = zetbreedte - stringWidth(op.merk, VET, stijl.MERK_GROOTTE) - 36
        vorm = stijl.BALK_INTERN if op.intern else stijl.BALK
        voetbreedte = zetbreedte - (_DEELRUIMTE if self._delen else _PAGINARUIMTE)
        return (
            op_een_regel(op.ontvanger, vorm, over),
            op_een_regel(op.herkomst, stijl.VOET, voetbreedte),
            op_een_regel(op.stand, stijl.VOET, zetbreedte if self._schaal > 1 else voetbreedte),
        )

    def _teken_marge(
        self, op: Opschrift, ontvanger: Paragraph, herkomst: Paragraph, stand: Paragraph, pagina: str, teller: str
    ) -> None:
        schaal = merkschaal(self._schaal)
        links, rechts = stijl.LINKS / schaal, (stijl.BREEDTE - stijl.RECHTS) / schaal
        balk_y, voet_y = (stijl.HOOGTE - RAND) / schaal - _BALK, RAND / schaal
        self.saveState()
        if schaal != 1:
            self.scale(schaal, schaal)
        self._teken_balk(op, links, rechts, balk_y)
        self.setFillColor(stijl.INKT if op.intern else stijl.WIT)
        self.setFont(VET, stijl.MERK_GROOTTE)
        self.drawString(links + (22 if op.intern else 8), balk_y + 6.3, op.merk)
        ontvanger.drawOn(self, rechts - 8 - ontvanger.width, balk_y + 4)
        self.setStrokeColor(stijl.LIJN)
        self.setLineWidth(0.7)
        stand_y = voet_y
        voet_y += extra_voet(self._schaal) / schaal
        self.line(links, voet_y + 24, rechts, voet_y + 24)
        herkomst.drawOn(self, links, voet_y + 10)
        stand.drawOn(self, links, stand_y)
        self.setFillColor(stijl.INKT)
        self.setFont(VET, 8)
        self.drawRightString(rechts, voet_y + 12.4, pagina)
        if teller:
            self.setFont(GEWOON, stijl.VOET.fontSize)
            self.drawRightString(rechts, voet_y + 2.4, teller)
        self.restoreState()

    def _teken_balk(self, op: Opschrift, links: float, rechts: float, balk_y: float) -> None:
        """A dark bar for what leaves the building; a white, framed one with a hatched end for what may not."""
        if not op.intern:
            self.setFillColor(stijl.INKT)
            self.rect(links, balk_y, rechts - links, _BALK, stroke=0, fill=1)
            return
        self.setStrokeColor(stijl.INKT)
        self.saveState()
        vlak = self.beginPath()
        vlak.rect(links, balk_y, 14, _BALK)
        self.clipPath(vlak, stroke=0, fill=0)
        self.setLineWidth(2.2)
        for x in range(-20, 20, 6):
            self.line(links + x, balk_y, links + x + _BALK, balk_y + _BALK)
        self.restoreState()
        self.setLineWidth(1.6)
        self.rect(links, balk_y, rechts - links, _BALK, stroke=1, fill=0)
