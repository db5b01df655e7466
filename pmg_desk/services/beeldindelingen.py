"""Settled numbers per category of one axis at a time, so that whoever adds them up gets the total, or is told why not.

Only numbers along the edges of a table: inside a crossing most are small, and a sum over those is nought though the
edge is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.domain.beeldgetal import Getal, Merk
from pmg_desk.services.beeld import Beeldtabel, Categorie, Metinginzicht, Vaststelling
from pmg_desk.services.beeldregels import ZELFDE, Cijfer


class Som(StrEnum):
    """Whether numbers that belong together add up to their total. Written in files, so the values never change."""

    VOLLEDIG = "ja"
    ONGEVEER = "ongeveer"  # each of them was rounded
    ONVOLLEDIG = "nee"  # one of them is hidden


@dataclass(frozen=True, slots=True)
class Categoriecijfer:
    """A number of one category. ``hoofd``: the highest one it is part of, or itself; ``categorie``: what is below that,
    in words. ``som`` and ``totaal`` are of all that stand along this axis together.
    """

    meting: Metinginzicht
    vaststelling: Vaststelling
    indeling: str
    hoofd: str
    categorie: str
    getal: Getal
    som: Som
    totaal: Getal


def som_van(getallen: Iterable[Getal]) -> Som:
    """What adding these up gives; there is no need to look at what is hidden to know it."""
    merken = {een.merk for een in getallen}
    if Merk.AFGESCHERMD in merken:
        return Som.ONVOLLEDIG
    return Som.ONGEVEER if Merk.AFGEROND in merken else Som.VOLLEDIG


def per_categorie(tabellen: Iterable[Beeldtabel]) -> Iterator[Categoriecijfer]:
    """Per quarter, measure and axis: categories that together are everything, each once and without a total.

    Of two axes of which one is part of the other only the deepest.
    """
    per: dict[tuple[str, str], dict[str, tuple[Beeldtabel, int]]] = {}
    for tabel in tabellen:
        assen = per.setdefault((tabel.vaststelling.kwartaal, tabel.meting.sleutel), {})
        for langs, een in enumerate(tabel.assen):
            sleutel = ZELFDE.get(een.sleutel, een.sleutel)
            eerder = assen.get(sleutel)
            if eerder is None or len(een.categorieen) > len(eerder[0].assen[eerder[1]].categorieen):
                assen[sleutel] = tabel, langs
    for assen in per.values():
        for tabel, langs in assen.values():
            yield from _langs(tabel, langs)


def sommen(cijfers: Iterable[Cijfer]) -> Mapping[tuple[str, str, str], Som]:
    """Of the parts of each table, by quarter, measure and table."""
    delen: dict[tuple[str, str, str], list[Getal]] = {}
    for een in cijfers:
        if een.is_onderdeel:
            delen.setdefault(tabel_van(een), []).append(een.getal)
    return {sleutel: som_van(getallen) for sleutel, getallen in delen.items()}


def tabel_van(een: Cijfer) -> tuple[str, str, str]:
    """Of which table it is a part: quarter, measure and table."""
    return een.vaststelling.kwartaal, een.meting.sleutel, een.tabel


def totaal_van(tabel: Beeldtabel) -> Getal:
    """Everybody of this measure in this quarter."""
    return tabel.cellen[tuple(TOTAAL for _ in tabel.assen)]


def _langs(tabel: Beeldtabel, langs: int) -> Iterator[Categoriecijfer]:
    een = tabel.assen[langs]
    rand = {
        c.sleutel: tabel.cellen[tuple(c.sleutel if nr == langs else TOTAAL for nr in range(len(tabel.assen)))]
        for c in een.categorieen
    }
    delen: dict[str, list[Categorie]] = {}
    paden: dict[str, tuple[str, ...]] = {TOTAAL: ()}
    for c in een.categorieen:
        if c.sleutel != TOTAAL:
            delen.setdefault(c.boven, []).append(c)
            paden[c.sleutel] = (*paden[c.boven], c.label)

    def uiteen(c: Categorie) -> list[Categorie]:
        """The finest that is shown whole: parts, or itself where it is shown and one of its parts is not."""
        fijn = [deel for onder in delen.get(c.sleutel, ()) for deel in uiteen(onder)]
        if not fijn or (rand[c.sleutel].waarde is not None and any(rand[deel.sleutel].waarde is None for deel in fijn)):
            return [c]
        return fijn

    rijen = [deel for c in delen.get(TOTAAL, ()) for deel in uiteen(c)]
    som = som_van(rand[c.sleutel] for c in rijen)
    for c in rijen:
        hoofd, *onder = paden[c.sleutel]
        yield Categoriecijfer(
            tabel.meting,
            tabel.vaststelling,
            een.label,
            hoofd,
            " / ".join(onder) or hoofd,
            rand[c.sleutel],
            som,
            rand[TOTAAL],
        )
