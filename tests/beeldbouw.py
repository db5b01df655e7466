"""Settled quarters for tests: two measures over a small town, kept as a vault keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pmg_desk.domain.beeld import As, Getoond, Knoop, Lijn, Meting, Moment, Rest, Tabel, Tabelnaam, Wijze
from pmg_desk.domain.beeldschema import Beeldschema
from pmg_desk.services import beeldopslag
from pmg_desk.services.beeldinstellingen import Beeldinstellingen
from pmg_desk.services.werkplek import Werkplek

GEBIED = As(
    "gebied",
    "Wijk of buurt",
    (
        Knoop("noord", "Noord"),
        Knoop("noord_a", "Noord A", "noord"),
        Knoop("noord_b", "Noord B", "noord"),
        Knoop("zuid", "Zuid"),
    ),
)
LEEFTIJD = As("leeftijd", "Leeftijd", (Knoop("jong", "tot en met 11 jaar"), Knoop("oud", "12 jaar en ouder")))
DUUR = As("duur", "Duur", (Knoop("kort", "tot 2 weken"), Knoop("lang", "langer")))
INSTROOM = Meting(
    "instroom",
    "Instroom",
    "casussen",
    "Casussen die in het kwartaal zijn begonnen.",
    Lijn.THROUGHPUT,
    Moment.STROOM,
    "casussen",
    (("gebied", "leeftijd"), ("leeftijd", "duur")),
    "000 §4.2",
)
STAND = Meting(
    "stand",
    "Open casussen",
    "casussen",
    "Casussen die op de laatste dag open waren.",
    Lijn.THROUGHPUT,
    Moment.STAND,
    "casussen",
    (("gebied", "leeftijd"),),
    "000 §4.2",
)
SCHEMA = Beeldschema(
    {een.sleutel: een for een in (GEBIED, LEEFTIJD, DUUR)},
    {m.sleutel: m for m in (INSTROOM, STAND)},
    {m.sleutel: Wijze.AFSCHERMEN for m in (INSTROOM, STAND)},
)
Telling = Mapping[tuple[str, ...], int]


def tabel(kwartaal: str, meting: str, assen: tuple[str, ...], telling: Telling) -> Tabel:
    """True counts of one of the tables above."""
    return Tabel(Tabelnaam(kwartaal, meting, assen), tuple(SCHEMA.assen[een] for een in assen), dict(telling))


def getoond(
    van: Tabel, verborgen: frozenset[tuple[str, ...]] = frozenset(), wijze: Wijze = Wijze.AFSCHERMEN
) -> Getoond:
    """What is shown of a table when these cells and all small ones are hidden; rounded down where it is rounded."""
    klein = frozenset(cel for cel, aantal in van.waarden().items() if 0 < aantal < 5)
    cellen: dict[tuple[str, ...], int | None] = {
        cel: aantal // 5 * 5 if wijze is Wijze.AFRONDEN else None if cel in klein | verborgen else aantal
        for cel, aantal in van.waarden().items()
    }
    return Getoond(van.naam, van.assen, cellen, klein, wijze, 5)


def vastgesteld(
    werkplek: Werkplek,
    kwartaal: str,
    *delen: Getoond,
    schema: Beeldschema = SCHEMA,
    standen: tuple[Tabel, ...] = (),
    resten: tuple[Rest, ...] = (),
) -> None:
    """Keep these as a settled quarter."""
    with werkplek.doe() as t:
        eigen = replace(schema, wijzen={**schema.wijzen, **{een.naam.meting: een.wijze for een in delen}})
        instellingen = Beeldinstellingen(5, delen[0].wijze)
        id_ = beeldopslag.bewaar(t, kwartaal, eigen, instellingen, delen, resten, standen)
        t.log("beeld.vaststellen", "beeldkwartaal", id_)
