"""Monitoring of the programme: each number per quarter, beside a zero measurement and the quarter before (000 ch. 6).

Input, throughput, output and outcome. Numbers are those that were settled and shown; a difference of a number that is
hidden is hidden. Beside each stands what partners read in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmg_desk.domain import beeldmetingen as m
from pmg_desk.domain.beeld import Lijn, Meting, Moment
from pmg_desk.domain.beeldgetal import Getal, Merk
from pmg_desk.domain.beeldmetingen import METINGEN
from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Punt, Verschil, Verschilsoort, punt_van, vergelijk
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.beeld import Vaststelling, vaststelling_van
from pmg_desk.services.beeldcijfers import Cijfers
from pmg_desk.services.duiding import DuidingInzicht, duidingen_van
from pmg_desk.services.instellinglog import NULMETING, log_instelling
from pmg_desk.services.programma import StreefInzicht, streefwaarden_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.gebruikers import lees_instelling, zet_instelling

if TYPE_CHECKING:
    from pmg_desk.reports.tekening import Palet

AFGESCHERMD = Merk.AFGESCHERMD.value
_UITKOMSTEN = (m.ACTIESTAND, m.OORDEEL, m.UITKOMST, m.TAFELBESLUIT, m.DUUR, m.DUUR_ACTIE, m.SCOREVERLOOP, m.NAAR)
"""Axes that say what came of something."""

LIJNEN: dict[Lijn, tuple[str, str]] = {
    Lijn.INPUT: ("Wat er binnenkomt (input)", "Signalen, feiten, aanmeldingen en casussen die beginnen."),
    Lijn.THROUGHPUT: ("Hoe het werk verloopt (throughput)", "Lopende casussen, besluiten, en hoe lang iets duurt."),
    Lijn.OUTPUT: ("Wat het werk oplevert (output)", "Gesloten casussen, acties op tijd en interventies."),
    Lijn.OUTCOME: ("Wat er verandert (outcome)", "Scores van jongeren, en wie naar een andere doelgroep ging."),
}
"""Each kind of indicator in plain words with its term, and what stands there."""


@dataclass(frozen=True, slots=True)
class Metingbeeld:
    """One measure over the quarters, oldest first. ``nul``: the point it is compared with, if it was settled.

    ``methode``: how small numbers were kept from view in the last quarter. ``verdeling``: what came of them then, in
    words and numbers, for a measure that is split by that.
    """

    meting: Meting
    methode: str
    verdeling: tuple[tuple[str, Getal], ...]
    punten: tuple[Punt, ...]
    nul: Punt | None
    sinds_nul: Verschil
    sinds_vorig: Verschil
    streefwaarden: tuple[StreefInzicht, ...]
    duidingen: tuple[DuidingInzicht, ...]

    @property
    def laatst(self) -> Punt | None:
        """The number of the last settled quarter."""
        return self.punten[-1] if self.punten else None


@dataclass(frozen=True, slots=True)
class Lijnbeeld:
    """The measures of one kind."""

    lijn: Lijn
    label: str
    uitleg: str
    metingen: tuple[Metingbeeld, ...]


@dataclass(frozen=True, slots=True)
class Monitoringbeeld:
    """The whole; ``vastgesteld``: the settled quarters, the last first; ``nulkwartaal``: the one chosen to compare."""

    lijnen: tuple[Lijnbeeld, ...]
    vastgesteld: tuple[Vaststelling, ...]
    nulkwartaal: Kwartaal | None


@dataclass(frozen=True, slots=True)
class Trendbeeld:
    """A drawing as SVG, and in words for who cannot see it."""

    svg: bytes
    woorden: str


def show_monitoring(werkplek: Werkplek) -> Monitoringbeeld:
    """Everything. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        cijfers = Cijfers(t)
        nul = _nulkwartaal(t)
        duidingen: dict[str, list[DuidingInzicht]] = {}
        for duiding in duidingen_van(t):
            duidingen.setdefault(duiding.onderwerp, []).append(duiding)
        alle = [meting.sleutel for meting in METINGEN]
        beelden = {een: _beeld(t, cijfers, een, nul, duidingen.get(een, ())) for een in alle}
        return Monitoringbeeld(
            tuple(
                Lijnbeeld(lijn, label, uitleg, tuple(een for een in beelden.values() if een.meting.lijn is lijn))
                for lijn, (label, uitleg) in LIJNEN.items()
            ),
            tuple(vaststelling_van(rij) for rij in reversed(cijfers.rijen)),
            nul,
        )


def set_nulmeting(werkplek: Werkplek, kwartaal: str) -> None:
    """Choose the settled quarter that all numbers are compared with; empty: none. For the beheerder.

    Raises OngeldigeInvoer, GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)  # only where there are casussen
        t.eis(Recht.KLUIS_BEHEREN)
        veld = Veldcontrole()
        er_zijn = tuple(rij.kwartaal for rij in opslag.kwartalen(t.db))
        veld.keuze("kwartaal", kwartaal, er_zijn, verplicht=False, melding="Kies een vastgesteld kwartaal.")
        veld.klaar()
        was = _nulkwartaal(t)
        if kwartaal != (eerder := "" if was is None else str(was)):
            zet_instelling(t.db, NULMETING, canoniek({"kwartaal": kwartaal}))
            log_instelling(t, NULMETING, eerder, kwartaal)
            t.gewijzigd("monitoring")


def draw_trends(beelden: Iterable[Metingbeeld], palet: Palet) -> dict[str, Trendbeeld]:
    """A drawing per measure that was ever counted; reads nothing itself."""
    from pmg_desk.reports.tekening import als_svg
    from pmg_desk.reports.trendgrafiek import Trend, teken_trend

    uit = {}
    for beeld in beelden:
        if all(punt.getal.merk is Merk.NIET_GETELD for punt in beeld.punten):
            continue
        nul = None
        if beeld.nul is not None and beeld.nul.getal.waarde is not None:
            nul = beeld.nul.getal.waarde, f"beginkwartaal {beeld.nul.getal.tekst}"
        uit[beeld.meting.sleutel] = Trendbeeld(
            als_svg(teken_trend(Trend(beeld.punten, nul), palet)), in_woorden(beeld.punten)
        )
    return uit


def in_woorden(punten: Iterable[Punt]) -> str:
    """The same as the drawing, for who cannot see it."""
    return "; ".join(f"{punt.kwartaal.label}: {toon_punt(punt)}" for punt in punten) + "."


def toon_punt(punt: Punt | None) -> str:
    """A number as it stands on screen and paper."""
    return "niet vastgesteld" if punt is None else punt.getal.tekst


def toon_verschil(verschil: Verschil) -> str:
    """A difference in words."""
    if verschil.soort is Verschilsoort.AFGESCHERMD:
        return f"niet te zeggen: {AFGESCHERMD}"
    if verschil.soort is Verschilsoort.ONTBREEKT:
        return "niet te vergelijken"
    if not verschil.aantal:
        return "ongeveer gelijk" if verschil.ongeveer else "gelijk"
    woord = f"{verschil.aantal} meer" if verschil.aantal > 0 else f"{-verschil.aantal} minder"
    return f"ca. {woord}" if verschil.ongeveer else woord


def toon_peilmoment(meting: Meting, kwartaal: Kwartaal) -> str:
    """On which day, or over which days, a number of this quarter was counted."""
    if meting.moment is Moment.STAND:
        return f"op {toon_datum(kwartaal.eind)}"
    return f"van {toon_datum(kwartaal.begin)} tot en met {toon_datum(kwartaal.eind)}"


def toon_tijd(meting: Meting, kwartaal: Kwartaal) -> str:
    """The same behind a number: a stand is of one day, what happened is of a quarter."""
    return toon_peilmoment(meting, kwartaal) if meting.moment is Moment.STAND else f"in het {kwartaal.label}"


def _nulkwartaal(t: Transactie) -> Kwartaal | None:
    waarde = lees_instelling(t.db, NULMETING)
    gekozen = json.loads(waarde)["kwartaal"] if waarde is not None else ""
    return Kwartaal.lees(gekozen) if gekozen else None


def _beeld(
    t: Transactie, cijfers: Cijfers, sleutel: str, nul: Kwartaal | None, duidingen: Iterable[DuidingInzicht]
) -> Metingbeeld:
    punten = cijfers.totalen(sleutel)
    laatst = punten[-1] if punten else None
    nulpunt = punt_van(punten, nul)
    vorig = punt_van(punten, laatst.kwartaal.vorige) if laatst else None
    return Metingbeeld(
        cijfers.meting(sleutel),
        cijfers.methode(sleutel),
        cijfers.verdeling(sleutel, _UITKOMSTEN),
        punten,
        nulpunt,
        vergelijk(laatst, nulpunt),
        vergelijk(laatst, vorig),
        streefwaarden_van(t, cijfers, sleutel),
        tuple(duidingen),
    )
