"""What stands in the report of a quarter: per measure its number, how that came about, its tables and what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.domain.beeldgetal import Aandeel, Getal, Merk
from pmg_desk.domain.beeldschema import lees_schema
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.registerblad import bron_in_woorden
from pmg_desk.domain.rollen import Rol
from pmg_desk.reports.beeldrapport import Beeldrapport, Rapportdeel, Rapporttabel
from pmg_desk.reports.staafgrafiek import Staaf
from pmg_desk.services.beeld import (
    Beeldas,
    Beeldtabel,
    Metinginzicht,
    Vaststelling,
    lees_tabel,
    lees_trend,
    metingen_van,
    vaststelling_van,
)
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import Beeldkwartaal, Duiding

_MEESTE_KOLOMMEN = 5
_KRUIS = "x"  # in a narrow column, for the word that does not fit
_MEESTE_KWARTALEN = 8
_MEESTE_STAVEN = 30  # so that a chart fits on a page


@dataclass(frozen=True, slots=True)
class Rapportopdracht:
    """What a report is made of besides settled numbers: with the same of it, the same report is made again.

    ``nummer`` in the register; ``metingen`` by key, all without any; ``door``: in which function, no name; ``op``: when
    it was made, so that what partners wrote later is not in it. ``uitgebreid``: with every table in an appendix.
    """

    nummer: int
    gemeente: str
    metingen: tuple[str, ...]
    voor_wie: str
    tekst: str
    op: datetime
    door: str
    uitgebreid: bool = False


def maak_rapport(t: Transactie, rijen: Sequence[Beeldkwartaal], opdracht: Rapportopdracht) -> Beeldrapport:
    """The report of the last of these settled quarters, beside the ones before it. At least one quarter."""
    metingen, voor_wie, tekst = opdracht.metingen, opdracht.voor_wie, opdracht.tekst
    rij = rijen[-1]
    vaststelling = vaststelling_van(rij)
    gekozen = [m for m in metingen_van(lees_schema(rij.assen)) if not metingen or m.sleutel in metingen]
    duidingen = [een for een in opslag.duidingen(t.db, rij.kwartaal) if een.op <= opdracht.op]
    return Beeldrapport(
        gemeente=opdracht.gemeente,
        periode=vaststelling.label,
        voor_wie=voor_wie,
        tekst=tekst,
        methode=_methode(vaststelling, gekozen),
        delen=tuple(
            _deel(t, rijen, meting, [d for d in duidingen if d.onderwerp == meting.sleutel]) for meting in gekozen
        ),
    )


def functie_van(rol: Rol) -> str:
    """Who made it, as a report says it that leaves the building: never by name."""
    return rol.value.replace("_", " ")


def _methode(v: Vaststelling, metingen: Sequence[Metinginzicht]) -> tuple[str, ...]:
    dag = toon_datum(lokale_dag(v.op))
    vast = f"De getallen zijn vastgesteld op {dag} en veranderen daarna niet meer."
    return (
        *_per_wijze(v, metingen),
        f"{vast} Wat later is vastgelegd, telt mee in een volgend kwartaal.",
        f"In een tabel staat {_KRUIS} waar een getal is afgeschermd. Een kolom met alleen nullen staat er niet in.",
        "Percentages zijn berekend uit getallen die te zien zijn.",
    )


def _per_wijze(v: Vaststelling, metingen: Sequence[Metinginzicht]) -> Iterator[str]:
    """How small numbers are kept from view; by name where that differs between the measures."""
    for wijze in dict.fromkeys(een.wijze for een in metingen):
        welke = [een.naam for een in metingen if een.wijze is wijze]
        voor = "" if len(welke) == len(metingen) else f"{', '.join(welke)}: "
        yield voor + v.methode(wijze)


def _deel(
    t: Transactie, rijen: Sequence[Beeldkwartaal], meting: Metinginzicht, duidingen: Sequence[Duiding]
) -> Rapportdeel:
    tabellen = [lees_tabel(t, rijen[-1], meting.sleutel, assen) for assen in meting.tabellen]
    eerste = tabellen[0]
    totaal = eerste.cellen[(TOTAAL,) * len(eerste.assen)]
    grafieken: list[tuple[str, tuple[Staaf, ...]]] = []
    if len(rijen) > 1:
        trend = lees_trend(t, rijen[-_MEESTE_KWARTALEN:], meting.sleutel, ())
        staven = tuple(Staaf(punt.label, punt.getal.waarde, punt.getal.tekst) for punt in trend.punten)
        grafieken.append(("Per kwartaal", staven))
    grafieken += grafieken_van(tabellen)
    return Rapportdeel(
        kop=meting.naam,
        zinnen=(f"{_met_hoofdletter(meting.eenheid)} {eerste.peildatum}: {totaal.tekst}.",),
        definitie=f"{meting.definitie} Bron: {bron_in_woorden(meting.bron)}.",
        grafieken=tuple(grafieken),
        tabellen=tuple(deel for tabel in tabellen for deel in rapporttabellen(tabel)),
        duidingen=tuple((f"{d.wie}, {toon_datum(lokale_dag(d.op))}", d.tekst) for d in duidingen),
    )


def _met_hoofdletter(woord: str) -> str:
    return woord[:1].upper() + woord[1:]


def grafieken_van(tabellen: Sequence[Beeldtabel]) -> Iterator[tuple[str, tuple[Staaf, ...]]]:
    """A chart of every axis, of everybody along the others; none of an axis whose categories are in an earlier one."""
    getekend: set[str] = set()
    for tabel in tabellen:
        for nr, een in enumerate(tabel.assen):
            sleutels = {categorie.sleutel for categorie in een.categorieen}
            if not sleutels <= getekend:
                staven = _staven(tabel, nr)
                for begin in range(0, len(staven), _MEESTE_STAVEN):
                    verder = " (vervolg)" if begin else ""
                    yield f"Naar {een.label.lower()}{verder}", staven[begin : begin + _MEESTE_STAVEN]
            getekend |= sleutels


def _staven(tabel: Beeldtabel, langs: int) -> tuple[Staaf, ...]:
    """The categories of axis number ``langs``, each with its share where both numbers are shown."""
    uit = []
    for een in tabel.assen[langs].categorieen[1:]:
        cel = tuple(een.sleutel if nr == langs else TOTAAL for nr in range(len(tabel.assen)))
        getal, aandeel = tabel.cellen[cel], tabel.aandeel(*cel, van=langs)
        deel = f" ({aandeel.tekst})" if aandeel.procent is not None else ""
        uit.append(Staaf(een.label, getal.waarde, f"{getal.tekst}{deel}", een.niveau))
    return tuple(uit)


def rapporttabellen(tabel: Beeldtabel) -> Iterator[Rapporttabel]:
    """A table as a page has room for it: the longest axis down, the other across, in parts of a few columns.

    A column with nothing but noughts is left out. A table of one axis also has the share of each category.
    """
    if len(tabel.assen) == 1:
        (een,) = tabel.assen
        rijen = tuple(
            (c.label, c.niveau, (_kort(tabel.cellen[c.sleutel,]), _kort(tabel.aandeel(c.sleutel, van=0))))
            for c in een.categorieen
        )
        yield Rapporttabel(een.label, (een.label, "Aantal", "Aandeel"), rijen)
        return
    gekanteld = len(tabel.assen[1].categorieen) > len(tabel.assen[0].categorieen)
    neer, dwars = reversed(tabel.assen) if gekanteld else tabel.assen
    plek = dict(zip(dwars.categorieen, _kolommen(tabel, neer, dwars, gekanteld), strict=True))
    gevuld = [een for een in dwars.categorieen if een.sleutel == TOTAAL or any(g.waarde != 0 for g in plek[een])]
    for begin in range(0, len(gevuld), _MEESTE_KOLOMMEN):
        kolommen = gevuld[begin : begin + _MEESTE_KOLOMMEN]
        yield Rapporttabel(
            f"{neer.label} naar {dwars.label.lower()}",
            (neer.label, *(een.label for een in kolommen)),
            tuple(
                (rij.label, rij.niveau, tuple(_kort(plek[een][nr]) for een in kolommen))
                for nr, rij in enumerate(neer.categorieen)
            ),
        )


def _kolommen(tabel: Beeldtabel, neer: Beeldas, dwars: Beeldas, gekanteld: bool) -> Iterator[tuple[Getal, ...]]:
    for een in dwars.categorieen:
        yield tuple(
            tabel.cellen[(een.sleutel, rij.sleutel) if gekanteld else (rij.sleutel, een.sleutel)]
            for rij in neer.categorieen
        )


def _kort(een: Getal | Aandeel) -> str:
    return _KRUIS if een.merk is Merk.AFGESCHERMD else een.tekst
