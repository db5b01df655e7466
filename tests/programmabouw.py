"""Settled quarters for tests of programme and monitoring: two measures of the program, with the numbers asked for."""

from __future__ import annotations

from dataclasses import replace

from pmg_desk.domain.beeld import TOTAAL, As, Getoond, Tabel, Tabelnaam, Wijze
from pmg_desk.domain.beeldmetingen import BIJ_TAFEL, INTERVENTIE, METINGEN, THEMA, WIJK
from pmg_desk.services.beeldassen import assen
from pmg_desk.services.werkplek import Werkplek
from tests.beeldbouw import SCHEMA, vastgesteld

_GETELD = ("aanmeldingen", "inzet_begonnen")


def settle(
    werkplek: Werkplek,
    kwartaal: str,
    *,
    aanmeldingen: int | None,
    pga: int | None = None,
    jim: int | None = None,
    wijze: Wijze = Wijze.AFSCHERMEN,
    geheim: int = 0,
) -> None:
    """Keep a quarter: aanmeldingen in all and at PGA lokaal, who began with JIM; None and all else: hidden.

    ``geheim`` is kept as the true count of all aanmeldingen, and not shown.
    """
    per_as = assen(werkplek.profiel)
    schema = replace(
        SCHEMA,
        assen={s: per_as[s] for s in (WIJK, BIJ_TAFEL, INTERVENTIE, THEMA)},
        metingen={m.sleutel: m for m in METINGEN if m.sleutel in _GETELD},
    )
    bij_tafel = (per_as[WIJK], per_as[BIJ_TAFEL])
    naam = Tabelnaam(kwartaal, "aanmeldingen", (WIJK, BIJ_TAFEL))
    delen = (
        _getoond(naam, bij_tafel, {(TOTAAL, TOTAAL): aanmeldingen, (TOTAAL, "pga_lokaal"): pga}, wijze),
        _getoond(Tabelnaam(kwartaal, "inzet_begonnen", (INTERVENTIE,)), (per_as[INTERVENTIE],), {("jim",): jim}, wijze),
    )
    standen = (Tabel(naam, bij_tafel, {(TOTAAL, TOTAAL): geheim}),) if geheim else ()
    vastgesteld(werkplek, kwartaal, *delen, schema=schema, standen=standen)


def _getoond(
    naam: Tabelnaam, assen_: tuple[As, ...], waarden: dict[tuple[str, ...], int | None], wijze: Wijze
) -> Getoond:
    leeg: dict[tuple[str, ...], int | None] = dict.fromkeys(Tabel(naam, assen_, {}).waarden())
    return Getoond(naam, assen_, leeg | waarden, frozenset(), wijze, 5)
