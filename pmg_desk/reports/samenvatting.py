"""A case summary as PDF: :func:`maak_pdf` for the program, its two halves apart for measuring.

reportlab takes some 80 ms to import, so it comes in at the first print and not with the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmg_desk.domain.samenvatting import Samenvatting

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


def maak_pdf(s: Samenvatting) -> bytes:
    """The summary as one PDF file, on A4. The same summary gives the same bytes.

    Draws what ``s`` holds and nothing else. Nothing in it reaches the file's metadata, title or bookmarks.
    Raises ValueError for a print to others that rests on no approval, and for moments without a time zone: both bugs.
    """
    return zet(bouw_verhaal(s), s)


def bouw_verhaal(s: Samenvatting) -> list[Flowable]:
    """The content of the summary as reportlab flowables, in reading order. Usable for one call of :func:`zet`."""
    from pmg_desk.reports import verhaal

    return verhaal.bouw(s)


def zet(verhaal: list[Flowable], s: Samenvatting) -> bytes:
    """Flowables on pages, with the marks of this summary on every page."""
    from pmg_desk.reports import document

    return document.zet(verhaal, s)
