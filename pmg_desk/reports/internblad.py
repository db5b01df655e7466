"""An internal print of one part of a dossier: the head and marks of an internal summary, with another content."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pmg_desk.domain.samenvatting import Samenvatting
from pmg_desk.reports.samenvatting import zonder_inhoud_in_fouten

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


def maak_pdf(s: Samenvatting, soort: str, inhoud: Callable[[], list[Flowable]]) -> bytes:
    """One PDF file on A4, marked as internal. ``soort`` names the paper ("Leefgebieden over de tijd").

    ``s`` gives the marks and holds no stukken. Raises NietGedrukt; ValueError when ``s`` is not internal: a bug.
    """
    from pmg_desk.reports import document, verhaal
    from pmg_desk.reports.letters import registreer

    if not s.intern or s.stukken:
        raise ValueError("an internal page without stukken")
    with zonder_inhoud_in_fouten():
        registreer()
        delen = [*verhaal.hoofd(s, f"{soort}, intern en vertrouwelijk"), *inhoud(), *verhaal.verantwoording(s)]
        return document.zet_bladen(delen, f"{soort} (vertrouwelijk)", document.opschrift(s))
