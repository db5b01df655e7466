"""From flowables to a file: page size, marks per page, fixed metadata, embedded typefaces."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from pmg_desk.domain.samenvatting import Samenvatting
from pmg_desk.reports import stijl
from pmg_desk.reports.blad import Blad, Opschrift
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
    registreer()
    uit = BytesIO()
    document = BaseDocTemplate(
        uit,
        pagesize=(stijl.BREEDTE, stijl.HOOGTE),
        pageTemplates=[PageTemplate(frames=[_zetspiegel()])],
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
    document.build(list(verhaal), canvasmaker=partial(Blad, opschrift=opschrift))
    return uit.getvalue()


def _zetspiegel() -> Frame:
    hoogte = stijl.HOOGTE - stijl.BOVEN - stijl.ONDER
    return Frame(
        stijl.LINKS, stijl.ONDER, stijl.ZETBREEDTE, hoogte, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
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
