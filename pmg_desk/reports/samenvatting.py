"""A case summary as PDF: :func:`maak_pdf` for the program, its two halves apart for measuring.

reportlab takes some 80 ms to import, so it comes in at the first print and not with the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.samenvatting import Samenvatting

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


class NietGedrukt(Fout):
    """The pages could not be set. Says nothing of the reason: reportlab's own messages quote the text on the page."""

    wat = "De samenvatting kon niet worden gemaakt."
    veilig = "Er is geen afdruk gemaakt en in het dossier is niets gewijzigd."
    doe = "Meld dit aan de beheerder, met het casusnummer."


def maak_pdf(s: Samenvatting) -> bytes:
    """The summary as one PDF file, on A4. The same summary gives the same bytes.

    Draws what ``s`` holds and nothing else. Nothing in it reaches the file's metadata, title or bookmarks.
    Raises ValueError for a print to others that rests on no approval, and for moments without a time zone: both bugs.
    Raises NietGedrukt when the pages cannot be set.
    """
    return zet(bouw_verhaal(s), s)


def bouw_verhaal(s: Samenvatting) -> list[Flowable]:
    """The content of the summary as reportlab flowables, in reading order. Usable for one call of :func:`zet`."""
    from pmg_desk.reports import verhaal

    _controleer(s)
    with zonder_inhoud_in_fouten():
        return verhaal.bouw(s)


def zet(verhaal: list[Flowable], s: Samenvatting) -> bytes:
    """Flowables on pages, with the marks of this summary on every page."""
    from pmg_desk.reports import document

    _controleer(s)
    with zonder_inhoud_in_fouten():
        return document.zet(verhaal, s)


def _controleer(s: Samenvatting) -> None:
    if not s.intern and s.stukken and not s.besluiten:
        raise ValueError("a print to others rests on at least one approval")
    if s.gemaakt_op.tzinfo is None or s.intrekkingen_bekend_tm.tzinfo is None:
        raise ValueError("naive datetime")


@contextmanager
def zonder_inhoud_in_fouten(fout: type[NietGedrukt] = NietGedrukt) -> Iterator[None]:
    """Whatever goes wrong while a page is set becomes NietGedrukt, or the kind of it given."""
    try:
        yield
    except Exception:  # noqa: BLE001 - whatever it is, its text may quote the case and must not reach a log or a screen
        raise fout from None
