"""A bundle as PDF: :func:`maak_bundel` for the program, its two halves apart for measuring.

One file per recipient for a whole overleg: a cover, then per casus pages that can be taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmg_desk.domain.bundel import Bundel
from pmg_desk.reports.samenvatting import NietGedrukt, zonder_inhoud_in_fouten

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITEL = "Overlegbundel (vertrouwelijk)"
GROOT = 1.75
"""How much larger everything is set in big print: a source or a label, the smallest that is read, is then 14 points."""


@dataclass(frozen=True, slots=True)
class Bundelpdf:
    """The file, and per part its first and last page, from 1. What comes before the first part is the cover."""

    pdf: bytes
    bladen: tuple[tuple[int, int], ...]


class BundelNietGedrukt(NietGedrukt):
    """The pages of a bundle could not be set."""

    wat = "De bundel kon niet worden gemaakt."
    doe = "Meld dit aan de beheerder, met de naam van de tafel en de dag van het overleg."


def maak_bundel(b: Bundel, *, groot: bool = False) -> Bundelpdf:
    """The bundle as one PDF file, on A4; in big print when ``groot``. The same bundle gives the same bytes.

    Draws what ``b`` holds and nothing else. No name reaches the file's metadata, title or bookmarks; a bookmark holds
    the number on the agenda and the case number. Raises BundelNietGedrukt when the pages cannot be set.
    """
    return zet(bouw_verhaal(b, groot=groot), b, groot=groot)


def bouw_verhaal(b: Bundel, *, groot: bool = False) -> list[Flowable]:
    """The content of the bundle as reportlab flowables, in reading order. Usable for one call of :func:`zet`."""
    from pmg_desk.reports import bundelverhaal

    with zonder_inhoud_in_fouten(BundelNietGedrukt):
        return bundelverhaal.bouw(b, _schaal(groot))


def zet(verhaal: list[Flowable], b: Bundel, *, groot: bool = False) -> Bundelpdf:
    """Flowables on pages, with the marks of this bundle on every page."""
    from pmg_desk.reports import bundelverhaal, document

    with zonder_inhoud_in_fouten(BundelNietGedrukt):
        return Bundelpdf(*document.zet_delen(verhaal, TITEL, bundelverhaal.opschrift(b.kop), _schaal(groot)))


def _schaal(groot: bool) -> float:
    return GROOT if groot else 1
