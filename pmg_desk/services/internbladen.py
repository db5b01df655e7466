"""Internal prints other than the summary: one part of a dossier for its own casusregisseur, kept and logged too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Samenvatting
from pmg_desk.services.uitgaven import Keuze, Uitgave, geef_uit, stel_samen
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Casus, Wijze


@dataclass(frozen=True, slots=True)
class Internblad:
    """What such a print shows, under which categories, and how it is drawn.

    ``naam`` begins the name of its file, so it holds no personal data; ``maak`` gets the marks of the page in a
    Samenvatting without stukken.
    """

    naam: str
    categorieen: tuple[str, ...]
    maak: Callable[[Samenvatting], bytes]


def issue_internblad(
    werkplek: Werkplek, casus_id: UUID, wijze: Wijze, lees: Callable[[Transactie, Casus], Internblad]
) -> Uitgave:
    """Issue such a print for the own casusregisseur: kept and logged as the internal summary is."""
    with werkplek.doe() as t:
        keuze = _kies(t, casus_id)
        blad = lees(t, keuze.casus)
        return geef_uit(t, keuze, wijze, blad.maak, naam=blad.naam, categorieen=blad.categorieen)


def preview_internblad(werkplek: Werkplek, casus_id: UUID, lees: Callable[[Transactie, Casus], Internblad]) -> bytes:
    """The same on screen, with copy number 0: nothing is issued. Logged."""
    with werkplek.doe() as t:
        keuze = _kies(t, casus_id)
        pdf = lees(t, keuze.casus).maak(stel_samen(t, keuze, 0))
        t.log("samenvatting.bekijken", "casus", casus_id, casus_id=casus_id)
        return pdf


def _kies(t: Transactie, casus_id: UUID) -> Keuze:
    t.eis(Recht.SAMENVATTING_MAKEN)
    casus = t.casus(casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
    return Keuze(casus, None, "casusregisseur", None, (), ())
