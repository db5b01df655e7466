"""What the screen of the informatiebeeld shows at once: a table of a quarter, drawings, a number through time.

A look into what was settled, through the same doors as every other answer (:mod:`beeld`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pmg_desk.domain.beeldgetal import VERBORGEN, Merk
from pmg_desk.domain.beeldschema import lees_schema
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.beeld import (
    Beeldas,
    Beeldtabel,
    Beeldtrend,
    BuitenDeTabellen,
    Keuze,
    Metinginzicht,
    NietVastgesteld,
    Trendpunt,
    lees_tabel,
    lees_trend,
    maak_as,
    metingen_van,
    vind,
)
from pmg_desk.services.beeldkeus import naar, staven_van
from pmg_desk.services.beeldkwartalen import Kwartaalstand, stand_van
from pmg_desk.services.beeldonderwerpen import op_leesvolgorde
from pmg_desk.services.duiding import DuidingInzicht, duidingen_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import beeld as opslag

if TYPE_CHECKING:
    from pmg_desk.reports.staafgrafiek import Maten, Staaf
    from pmg_desk.reports.tekening import Palet


_MEESTE_STAVEN = 30  # in one drawing


@dataclass(frozen=True, slots=True)
class Beeldvraag:
    """What to show; what is empty is chosen for who asks: the last quarter, the casussen that run, their first table.

    ``vast``: one category of one axis, which then is no longer split by. ``cel``: of which categories the trend is;
    ``per_jaar``: years instead of quarters.
    """

    kwartaal: str = ""
    meting: str = ""
    assen: tuple[str, ...] = ()
    vast: Keuze | None = None
    cel: tuple[Keuze, ...] = ()
    per_jaar: bool = False


@dataclass(frozen=True, slots=True)
class Tekening:
    """A drawing as SVG, with what stands in it in words; where there is nothing to draw, ``svg`` is empty and the words
    say why.
    """

    kop: str
    svg: bytes
    woorden: str


@dataclass(frozen=True, slots=True)
class Beeldoverzicht:
    """``vraag``: what is shown, with what was chosen for who asks. ``tabel`` None: refused in words (``weigering``).

    ``assen``: all axes of the measure, by key. ``vorige``: the same table of the quarter before, where that was settled
    and has it.
    """

    stand: Kwartaalstand
    vraag: Beeldvraag
    metingen: tuple[Metinginzicht, ...] = ()
    assen: tuple[Beeldas, ...] = ()
    tabel: Beeldtabel | None = None
    vorige: Beeldtabel | None = None
    weigering: BuitenDeTabellen | None = None
    grafieken: tuple[Tekening, ...] = ()
    trend: Beeldtrend | None = None
    verloop: Tekening | None = None
    duidingen: tuple[DuidingInzicht, ...] = ()


def show_beeld(werkplek: Werkplek, vraag: Beeldvraag, palet: Palet) -> Beeldoverzicht:
    """Everything for the screen; drawn in these colours. Raises GeenToegang, NietVastgesteld."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        beeld = _lees(t, vraag)
    return _teken(beeld, palet)


def _lees(t: Transactie, vraag: Beeldvraag) -> Beeldoverzicht:
    stand = stand_van(t)
    if not stand.vastgesteld:
        return Beeldoverzicht(stand, vraag)
    rij = vind(t, vraag.kwartaal or stand.vastgesteld[-1].kwartaal)
    schema = lees_schema(rij.assen)
    metingen = metingen_van(schema)
    meting = next((een for een in metingen if een.sleutel == vraag.meting), None)
    if meting is None and vraag.meting:
        weigering = BuitenDeTabellen("Dit is in dit kwartaal niet geteld.", doe="Kies een ander onderwerp of kwartaal.")
        return Beeldoverzicht(stand, replace(vraag, kwartaal=rij.kwartaal), metingen, weigering=weigering)
    meting = meting or op_leesvolgorde(metingen)[0].meting
    volledig = replace(vraag, kwartaal=rij.kwartaal, meting=meting.sleutel, assen=vraag.assen or meting.tabellen[0])
    beeld = Beeldoverzicht(
        stand,
        volledig,
        metingen,
        tuple(maak_as(schema.assen[een]) for een in dict.fromkeys(een for assen in meting.tabellen for een in assen)),
        duidingen=duidingen_van(t, meting.sleutel),
    )
    vast = () if volledig.vast is None else (volledig.vast,)
    over = tuple(een for een in volledig.assen if volledig.vast is None or een != volledig.vast[0])
    try:
        tabel = lees_tabel(t, rij, meting.sleutel, over, vast)
    except BuitenDeTabellen as weigering:
        return replace(beeld, weigering=weigering)
    vorige = None
    with suppress(BuitenDeTabellen, NietVastgesteld):
        eerder = vind(t, str(Kwartaal.lees(rij.kwartaal).vorige))
        vorige = lees_tabel(t, eerder, meting.sleutel, over, vast)
    trend = None
    with suppress(BuitenDeTabellen):  # the last quarter may have other tables than this one
        trend = _trend(t, volledig)
    return replace(beeld, tabel=tabel, vorige=vorige, trend=trend)


def show_verloop(werkplek: Werkplek, vraag: Beeldvraag, palet: Palet) -> tuple[Beeldtrend, Tekening]:
    """One number through time, of a cell of the table that was asked for. Raises as :func:`beeld.toon_trend`."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        trend = _trend(t, vraag)
    return trend, _verloop(trend, palet)


def _trend(t: Transactie, vraag: Beeldvraag) -> Beeldtrend:
    vast = () if vraag.vast is None else (vraag.vast,)
    return lees_trend(t, opslag.kwartalen(t.db), vraag.meting, (*vast, *vraag.cel), per_jaar=vraag.per_jaar)


def _teken(beeld: Beeldoverzicht, palet: Palet) -> Beeldoverzicht:
    if beeld.tabel is None:
        return beeld
    from pmg_desk.reports.staafgrafiek import hoogste, schermmaten

    assen = beeld.tabel.assen
    staven = [staven_van(beeld.tabel, langs) for langs in range(len(assen))]
    top = hoogste(staven)  # charts of one table are compared with each other
    maten = schermmaten(staven)
    return replace(
        beeld,
        grafieken=tuple(
            _tekening(f"{naar(een.label)}{vervolg}{_schaal(deel)}", deel, palet, maten, top)
            if any(staaf.waarde for staaf in rij)
            else _niets_te_tekenen(naar(een.label), rij)
            for een, rij in zip(assen, staven, strict=True)
            for vervolg, deel in (_stukken(rij) if any(staaf.waarde for staaf in rij) else [("", rij)])
        ),
        verloop=None if beeld.trend is None else _verloop(beeld.trend, palet),
    )


def _schaal(staven: Sequence[Staaf]) -> str:
    """What the longest bar that is drawn here stands for."""
    langste = max((een.waarde or 0 for een in staven), default=0)
    return f" (langste staaf: {langste})" if langste else ""


def _niets_te_tekenen(kop: str, staven: Sequence[Staaf]) -> Tekening:
    if all(een.waarde == 0 for een in staven):
        return Tekening(kop, b"", "Er is niets te tekenen: alle getallen zijn 0.")
    nul = " of 0" if any(een.waarde == 0 for een in staven) else ""
    return Tekening(kop, b"", f"Er is niets te tekenen: alle getallen zijn afgeschermd ({VERBORGEN}){nul}.")


def _stukken(staven: Sequence[Staaf]) -> Iterator[tuple[str, Sequence[Staaf]]]:
    for begin in range(0, len(staven), _MEESTE_STAVEN):
        yield " (vervolg)" if begin else "", staven[begin : begin + _MEESTE_STAVEN]


def _verloop(trend: Beeldtrend, palet: Palet) -> Tekening:
    from pmg_desk.reports.staafgrafiek import Staaf, hoogste, schermmaten

    staven = [Staaf(_periode(p), p.getal.waarde, p.getal.kort) for p in trend.punten]
    return _tekening("", staven, palet, schermmaten([staven]), hoogste([staven]))


def _periode(punt: Trendpunt) -> str:
    """A year that is not whole yet says so."""
    per_jaar = len(punt.periode) == 4
    return f"{punt.label} ({punt.kwartalen} van de 4 kwartalen)" if per_jaar and punt.kwartalen < 4 else punt.label


def _tekening(kop: str, staven: Sequence[Staaf], palet: Palet, maten: Maten, top: int) -> Tekening:
    from pmg_desk.reports.staafgrafiek import teken_staven
    from pmg_desk.reports.tekening import als_svg

    woorden = "; ".join(f"{een.label}: {_voluit(een)}" for een in staven)
    return Tekening(kop, als_svg(teken_staven(staven, palet, maten, top)), f"{woorden}.")


def _voluit(staaf: Staaf) -> str:
    return Merk.AFGESCHERMD.value if staaf.tekst == VERBORGEN else staaf.tekst
