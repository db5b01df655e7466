"""From flowables to a file: page size, marks per page, fixed metadata, embedded typefaces."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from pmg_desk.domain.samenvatting import Samenvatting
from pmg_desk.reports import stijl
from pmg_desk.reports.afbreken import vergeet
from pmg_desk.reports.blad import RAND, Blad, Opschrift, extra_voet, merkschaal
from pmg_desk.reports.letters import GEWOON, registreer
from pmg_desk.reports.taal import gemeentenaam, moment, ontvanger, opsomming

TITEL = "Casussamenvatting (vertrouwelijk)"
MAKER = "PMG Desk"
PROEF = "Proef"
"""What stands where the number of a copy would: this was only looked at."""


def zet(verhaal: list[Flowable], s: Samenvatting) -> bytes:
    """See :func:`pmg_desk.reports.samenvatting.zet`."""
    return zet_bladen(verhaal, TITEL, opschrift(s))


def zet_bladen(verhaal: list[Flowable], titel: str, opschrift: Opschrift) -> bytes:
    """Flowables on A4 with these marks on every page. ``titel`` is a fixed one: viewers and print queues show it."""
    return zet_delen(verhaal, titel, opschrift)[0]


def zet_delen(
    verhaal: list[Flowable], titel: str, opschrift: Opschrift, schaal: float = 1
) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """As :func:`zet_bladen`; also gives the first and last page of each part (:class:`Deel`), from 1.

    With a ``schaal`` above 1 everything is set as much larger on the same sheet: the flowables are then made for a page
    that is :func:`zetbreedte` wide.
    """
    pdf, blad = _zet(verhaal, titel, opschrift, schaal)
    return pdf, blad.bladen_van_delen()


def zet_geteld(
    verhaal: list[Flowable], titel: str, opschrift: Opschrift, op: datetime | None = None
) -> tuple[bytes, int]:
    """As :func:`zet_bladen`; also gives the number of pages. ``op``: when it was made, aware, for what a file manager
    shows; without it that is a fixed day, as for every paper about a person.
    """
    pdf, blad = _zet(verhaal, titel, opschrift, 1, op)
    return pdf, blad.aantal_bladen


def _zet(
    verhaal: list[Flowable], titel: str, opschrift: Opschrift, schaal: float, op: datetime | None = None
) -> tuple[bytes, Blad]:
    registreer()
    uit = BytesIO()
    bladen: list[Blad] = []

    def maak_blad(*args: Any, **kwargs: Any) -> Blad:
        bladen.append(Blad(*args, opschrift=opschrift, schaal=schaal, **kwargs))
        if op is not None:
            bladen[-1].zet_gemaakt(op)
        return bladen[-1]

    def begin(doek: Canvas, _document: object) -> None:
        if schaal != 1:
            doek.scale(schaal, schaal)

    document = BaseDocTemplate(
        uit,
        pagesize=(stijl.BREEDTE, stijl.HOOGTE),
        pageTemplates=[PageTemplate(frames=[_zetspiegel(schaal)], onPage=begin)],
        # Fixed, and nothing about the case: file managers and print queues show these.
        title=titel,
        author=MAKER,
        creator=MAKER,
        producer=MAKER,
        subject="",
        keywords=[],
        displayDocTitle=True,
        lang="nl-NL",
        invariant=1,
        pageCompression=1,
        initialFontName=GEWOON,
    )
    try:
        document.build(verhaal, canvasmaker=maak_blad)
    finally:
        vergeet()
    return uit.getvalue(), bladen[0]


def zetbreedte(schaal: float) -> float:
    """How wide a page is to who makes flowables for it, in points."""
    return stijl.ZETBREEDTE / schaal


def _zetspiegel(schaal: float) -> Frame:
    # The marks above and below grow inwards from the edge of the sheet.
    merken = merkschaal(schaal)
    onder = RAND + (stijl.ONDER - RAND) * merken + extra_voet(schaal)
    hoogte = stijl.HOOGTE - RAND - (stijl.BOVEN - RAND) * merken - onder
    return Frame(
        stijl.LINKS / schaal,
        onder / schaal,
        zetbreedte(schaal),
        hoogte / schaal,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def exemplaar(s: Samenvatting) -> str:
    """Which copy this is. A preview has no number yet, and says that it is one."""
    return f"Exemplaar {s.exemplaar}" if s.exemplaar else PROEF


def opschrift(s: Samenvatting) -> Opschrift:
    """The marks of this summary for every page."""
    return Opschrift(
        merk="VERTROUWELIJK · INTERN – NIET VERSTREKKEN" if s.intern else "VERTROUWELIJK",
        ontvanger=opsomming(exemplaar(s), "" if s.intern else ontvanger(s)),
        herkomst=opsomming(
            gemeentenaam(s.gemeente),
            f"casus {s.casusnummer}",
            f"gemaakt {moment(s.gemaakt_op)}",
            s.gemaakt_door and f"door {s.gemaakt_door}",
        ),
        stand=opsomming(
            f"Intrekkingen bekend t/m {moment(s.intrekkingen_bekend_tm)}", s.logstand and f"logstand {s.logstand}"
        ),
        intern=s.intern,
    )
