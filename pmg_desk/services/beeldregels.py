"""Settled numbers one per line, as the workbook and the csv have them: each number once, parts and totals told apart.

Whoever adds up a column must not count a casus twice. Only parts add up, and only those of one table: a measure may
have more tables of the same things.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.domain.beeldgetal import Getal
from pmg_desk.domain.beeldmetingen import GEBIED, INTERVENTIE, THEMA, WIJK
from pmg_desk.domain.beeldschema import lees_schema
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.registerblad import bron_in_woorden
from pmg_desk.exchange.celtekst import Waarde
from pmg_desk.services.beeld import Beeldas, Beeldtabel, Metinginzicht, Vaststelling, lees_tabel, metingen_van
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import Beeldkwartaal

ONDERDEEL, TOTAALRIJ = "onderdeel", "totaal"
"""What a line is. Written in files, so the words never change."""

ZELFDE = {WIJK: GEBIED, THEMA: INTERVENTIE}
"""Axes of which the first is the second without what lies deeper: a number along both is one number."""
_EIGEN = frozenset({GEBIED, INTERVENTIE})
"""Axes with columns of their own."""

KOLOMMEN = {
    "bestand": "nummer van dit bestand in het register van de gemeente",
    "kwartaal": "jaar en kwartaal: 2026-Q3",
    "van": "eerste dag van het kwartaal",
    "peildatum": "laatste dag van het kwartaal: een stand is op deze dag geteld, een stroom tot en met deze dag",
    "vastgesteld_op": "dag waarop de getallen zijn vastgesteld; daarna veranderen ze niet meer",
    "meting": "vaste sleutel van wat er is geteld",
    "onderwerp": "wat er is geteld, in woorden",
    "definitie": "code van de definitie; staat ook bij de definities. Een andere code is een andere definitie",
    "eenheid": "waar het getal over gaat: casussen, deelnames, verzoeken",
    "telling": "stand (op de peildatum) of stroom (in het hele kwartaal)",
    "soort_rij": "onderdeel of totaal. Tel alleen onderdelen op, en van één tabel: dan telt niets dubbel",
    "tabel": "bij welke tabel een onderdeel hoort; leeg bij een totaal",
    "wijk": "leeg: alle wijken samen",
    "buurt": "leeg: de hele wijk",
    "thema": "een van de landelijke thema's, bij interventies; leeg: alle thema's samen",
    "niveau": "niveau van hulp binnen een thema; leeg: alle niveaus samen",
    "interventie": "leeg: alle interventies samen",
    "uitsplitsing_1": "waarnaar verder is uitgesplitst; leeg als dat niet zo is",
    "categorie_1": "welke categorie daarvan",
    "uitsplitsing_2": "een tweede uitsplitsing, als die er is",
    "categorie_2": "welke categorie daarvan",
    "waarde": "het getal; niet ingevuld als het is afgeschermd",
    "merk": "getoond, afgeschermd of afgerond",
    "drempel": "kleinste getal dat in dit kwartaal te zien is",
    "werkwijze": "hoe kleinere getallen uit beeld blijven: afschermen of afronden",
}
"""The columns of the csv, and of the sheets of the workbook with a number per line; and what stands in them."""

DEFINITIEKOLOMMEN = {
    "definitie": "code van de definitie",
    "meting": "vaste sleutel van wat er is geteld",
    "onderwerp": "wat er is geteld, in woorden",
    "eenheid": "waar het getal over gaat",
    "telling": "stand of stroom",
    "soort_getal": "input, throughput, output of outcome",
    "omschrijving": "wat meetelt en wat niet",
    "bron": "waar de definitie vandaan komt",
    "vanaf": "eerste kwartaal in dit bestand met deze definitie",
    "tot_en_met": "laatste kwartaal in dit bestand met deze definitie",
}
"""The columns of the list of definitions, and what stands in them."""


@dataclass(frozen=True, slots=True)
class Plek:
    """A category that is no total: of which axis, and from the highest category down to itself, in words."""

    as_: str
    label: str
    pad: tuple[str, ...]
    is_blad: bool


@dataclass(frozen=True, slots=True)
class Cijfer:
    """One published number, once. ``tabel`` is empty for a total, which may stand in more tables."""

    meting: Metinginzicht
    vaststelling: Vaststelling
    tabel: str
    plekken: tuple[Plek, ...]
    getal: Getal

    @property
    def is_onderdeel(self) -> bool:
        """Whether nothing of it is told apart any further: with the others of its table it adds up to the total."""
        return bool(self.tabel)

    def rij(self, bestand: int) -> tuple[Waarde, ...]:
        """A value per column of :data:`KOLOMMEN`."""
        v, m = self.vaststelling, self.meting
        per_as = {een.as_: een for een in self.plekken}
        verder = [(een.label, " / ".join(een.pad)) for een in self.plekken if een.as_ not in _EIGEN]
        (as_1, cat_1), (as_2, cat_2) = (*verder, ("", ""), ("", ""))[:2]  # no table has more than two axes
        return (
            bestand,
            v.kwartaal,
            v.van,
            v.tot,
            lokale_dag(v.op),
            m.sleutel,
            m.naam,
            definitiecode(m),
            m.eenheid,
            m.moment.value,
            ONDERDEEL if self.is_onderdeel else TOTAALRIJ,
            self.tabel,
            *_gebied(per_as.get(GEBIED)),
            *_interventie(per_as.get(INTERVENTIE)),
            as_1,
            cat_1,
            as_2,
            cat_2,
            self.getal.waarde,
            self.getal.merk.value,
            v.drempel,
            m.wijze.value,
        )


def lees_tabellen(t: Transactie, rijen: Sequence[Beeldkwartaal], metingen: Sequence[str]) -> Iterator[Beeldtabel]:
    """Every table of these quarters and measures (all without any), by quarter."""
    for rij in rijen:
        for meting in metingen_van(lees_schema(rij.assen)):
            if not metingen or meting.sleutel in metingen:
                for assen in meting.tabellen:
                    yield lees_tabel(t, rij, meting.sleutel, assen)


def cijfers_uit(tabellen: Iterable[Beeldtabel]) -> Iterator[Cijfer]:
    """Every number of these tables once, though several of them have the same total."""
    gehad: set[tuple[str, str, frozenset[tuple[str, str]]]] = set()
    for tabel in tabellen:
        paden = [_plekken(een) for een in tabel.assen]
        assen = [ZELFDE.get(een.sleutel, een.sleutel) for een in tabel.assen]
        for cel, getal in tabel.cellen.items():
            gekozen = zip(assen, cel, strict=True)
            waar = frozenset(een for een in gekozen if een[1] != TOTAAL)
            nummer = tabel.vaststelling.kwartaal, tabel.meting.sleutel, waar
            if nummer not in gehad:
                gehad.add(nummer)
                plekken = tuple(pad[s] for pad, s in zip(paden, cel, strict=True) if s != TOTAAL)
                alles = len(plekken) == len(cel) and all(een.is_blad for een in plekken)
                yield Cijfer(tabel.meting, tabel.vaststelling, tabel.naam if alles else "", plekken, getal)


def definitierijen(cijfers: Iterable[Cijfer]) -> list[tuple[Waarde, ...]]:
    """A value per column of :data:`DEFINITIEKOLOMMEN`: every definition that one of these numbers has."""
    per_code: dict[str, tuple[Metinginzicht, list[str]]] = {}
    for een in cijfers:
        _, kwartalen = per_code.setdefault(definitiecode(een.meting), (een.meting, []))
        kwartalen.append(een.vaststelling.kwartaal)
    return [
        (
            code,
            m.sleutel,
            m.naam,
            m.eenheid,
            m.moment.value,
            m.lijn.value,
            m.definitie,
            bron_in_woorden(m.bron),
            min(kwartalen),
            max(kwartalen),
        )
        for code, (m, kwartalen) in per_code.items()
    ]


def definitiecode(meting: Metinginzicht) -> str:
    """Tells two definitions of one measure apart: a quarter keeps the one it was counted with."""
    tekst = "\n".join((meting.naam, meting.eenheid, meting.definitie, meting.moment.value))
    return f"{meting.sleutel}-{hashlib.sha256(tekst.encode()).hexdigest()[:6]}"


def _plekken(een: Beeldas) -> dict[str, Plek]:
    as_ = ZELFDE.get(een.sleutel, een.sleutel)
    boven = {categorie.boven for categorie in een.categorieen}
    uit: dict[str, Plek] = {}
    for c in een.categorieen:
        hoger = uit[c.boven].pad if c.boven in uit and c.boven != TOTAAL else ()
        uit[c.sleutel] = Plek(as_, een.label, (*hoger, c.label), c.sleutel not in boven)
    return uit


def _gebied(plek: Plek | None) -> tuple[str, str]:
    wijk, buurt = (*(plek.pad if plek else ()), "", "")[:2]
    return wijk, buurt


def _interventie(plek: Plek | None) -> tuple[str, str, str]:
    """Theme, level and interventie; one that is not in the profile lies right below its theme."""
    pad = plek.pad if plek else ()
    if plek and plek.is_blad and len(pad) == 2:
        return pad[0], "", pad[1]
    thema, niveau, interventie = (*pad, "", "", "")[:3]
    return thema, niveau, interventie
