"""The axes of the informatiebeeld, made of the profile: by what numbers are split.

A category is a key of the profile or one of the fixed ones below, never what somebody typed: a wijk that is not in the
profile may be anything, also a name. Fixed keys begin with ``_`` or hold ``/``, which a key of a profile never does,
unless they mean the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pmg_desk.domain import beeldgroepen as groepen
from pmg_desk.domain import beeldmetingen as m
from pmg_desk.domain.beeld import TOTAAL, As, Knoop
from pmg_desk.domain.profiel import Profiel, Sector
from pmg_desk.domain.profiel.sectie import naam_van

SEPARATOR = "/"

_SECTOREN = {
    Sector.GEMEENTE: "Gemeente",
    Sector.POLITIE: "Politie",
    Sector.JUSTITIE: "Justitie",
    Sector.ZORG: "Zorg",
    Sector.WELZIJN: "Welzijn",
    Sector.ONDERWIJS: "Onderwijs",
    Sector.SAMENWERKING: "Samenwerking",
    Sector.OVERIG: "Overig",
}

TAFELBESLUITEN = {
    "aangenomen": "aangenomen",
    "afgewezen": "afgewezen",
    "verwezen": "verwezen",
    "ingetrokken": "ingetrokken",
}
OORDELEN = {
    "akkoord": "akkoord",
    "akkoord_beperkt": "voor een deel akkoord",
    "geweigerd": "geweigerd",
    "terugvraag": "eerst een vraag terug",
}
ACTIESTANDEN = {
    "op_tijd": "klaar, op tijd",
    "te_laat": "klaar, te laat",
    "open": "nog niet klaar",
    "vervallen": "vervallen",
}
GEEN_PLAN = "_duur_geen_plan"
GEEN_DOELGROEP = "_doelgroep_geen"
WIJK_ONBEKEND = "_wijk_onbekend"


_RESTVAK = {m.UITKOMST: "onbekend", m.FEITSOORT: "anders"}
"""Where profiles have a category for what is not known: a second one beside it would always be empty."""


def anders(as_: str) -> str:
    """The category for what is not (or no longer) in the profile."""
    return _RESTVAK.get(as_, m.anders(as_))


def buurt_sleutel(wijk: str, buurt: str) -> str:
    """The category of a buurt of this wijk. ``buurt`` as typed: capitals, accents and spaces make no other buurt."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", buurt.casefold()) if not unicodedata.combining(c))
    return f"{wijk}{SEPARATOR}{re.sub(r'[^a-z0-9]+', '_', letters).strip('_')}"


def thema_sleutel(thema: str | None) -> str:
    """The category of a theme in an axis that goes on below it."""
    return anders(m.THEMA) if thema is None else f"_thema_{thema}"


def niveau_sleutel(thema: str | None, niveau: str | None) -> str:
    """The category of a level of help within a theme."""
    return f"{thema_sleutel(thema)}{SEPARATOR}{anders(m.NIVEAU) if niveau is None else niveau}"


def assen(profiel: Profiel) -> dict[str, As]:
    """Every axis by its key (``domain.beeldmetingen``), as this profile has it."""
    doelgroepen = (
        *_uit(profiel.doelgroepen),
        Knoop(GEEN_DOELGROEP, "nog niet ingedeeld"),
        Knoop(anders("doelgroep"), "andere doelgroep"),
    )
    tafels, thema = tuple(_uit(profiel.tafels)), (*_themas(profiel), Knoop(anders(m.THEMA), "ander of geen thema"))
    wijken = (
        *_uit(profiel.wijken),
        Knoop(anders(m.WIJK), "andere wijk"),
        Knoop(WIJK_ONBEKEND, "wijk niet bekend"),
    )
    alle = (
        As(m.GEBIED, "Wijk en buurt", (*wijken, *_buurten(profiel))),
        As(m.WIJK, "Wijk", wijken),
        As(m.DOELGROEP, "Doelgroep", doelgroepen),
        As(m.VAN, "Doelgroep aan het begin", doelgroepen),
        # A doelgroep only makes place for another: a category that everybody knows to be empty would protect nothing.
        As(m.NAAR, "Doelgroep aan het eind", tuple(k for k in doelgroepen if k.sleutel != GEEN_DOELGROEP)),
        As(m.LEEFTIJD, "Leeftijd bij het begin", _vast(groepen.LEEFTIJDSGROEPEN)),
        As(
            m.TAFEL,
            "Tafel",
            (*tafels, Knoop(m.MEER_TAFELS, "meer dan één tafel"), Knoop(anders(m.TAFEL), "geen of een andere tafel")),
        ),
        As(m.BIJ_TAFEL, "Tafel", (*tafels, Knoop(anders(m.BIJ_TAFEL), "andere tafel"))),
        As(m.UITKOMST, "Uitkomst", _met_restvak(m.UITKOMST, profiel.uitkomsten, "onbekend")),
        As(
            m.NIVEAU,
            "Zwaarste niveau van hulp",
            (
                *_uit(profiel.niveaus),
                Knoop(anders(m.NIVEAU), "niveau niet bekend"),
                Knoop(m.GEEN_NIVEAU, "geen interventie loopt"),
            ),
        ),
        As(m.THEMA, "Thema", thema),
        As(m.INTERVENTIE, "Thema, niveau en interventie", (*thema, *_interventies(profiel))),
        As(m.LEEFGEBIED, "Thema en leefgebied", (*_themas(profiel), *_leefgebieden(profiel))),
        As(m.SCOREVERLOOP, "Score bij het begin en nu", tuple(_scoreverloop())),
        As(m.ACTIESTAND, "Hoe het staat", _vast(ACTIESTANDEN)),
        As(m.TAFELBESLUIT, "Besluit", _vast(TAFELBESLUITEN)),
        As(m.WACHTTIJD, "Tijd tot het besluit", _vast(groepen.WACHTTIJDEN)),
        As(m.DUUR, "Duur", _vast(groepen.DUREN)),
        As(m.DUUR_ACTIE, "Duur", (*_vast(groepen.DUREN), Knoop(GEEN_PLAN, "geen plan"))),
        As(m.ORGANISATIESOORT, "Soort organisatie", tuple(_organisaties(profiel))),
        As(m.OORDEEL, "Oordeel", _vast(OORDELEN)),
        As(
            m.SIGNAALSOORT,
            "Soort signaal",
            (*_uit(profiel.datacategorieen), Knoop(anders(m.SIGNAALSOORT), "andere soort")),
        ),
        As(m.FEITSOORT, "Soort feit", _met_restvak(m.FEITSOORT, profiel.antecedentsoorten, "anders")),
    )
    # A key of a profile with the name of the root would be the total of everything: it counts as not in the profile.
    return {as_.sleutel: replace(as_, knopen=tuple(k for k in as_.knopen if k.sleutel != TOTAAL)) for as_ in alle}


def _uit(sectie: Mapping[str, object]) -> Iterator[Knoop]:
    for sleutel, record in sectie.items():
        yield Knoop(sleutel, naam_van(record))


def _met_restvak(as_: str, sectie: Mapping[str, object], label: str) -> tuple[Knoop, ...]:
    return (*_uit(sectie), *(() if anders(as_) in sectie else (Knoop(anders(as_), label),)))


def _vast(labels: Mapping[str, str]) -> tuple[Knoop, ...]:
    return tuple(Knoop(sleutel, label) for sleutel, label in labels.items())


def _buurten(profiel: Profiel) -> Iterator[Knoop]:
    for wijk in profiel.wijken.values():
        per_sleutel = {buurt_sleutel(wijk.sleutel, naam): naam for naam in wijk.buurten if wijk.sleutel != TOTAAL}
        for sleutel, naam in per_sleutel.items():
            yield Knoop(sleutel, naam, wijk.sleutel)
        if per_sleutel:
            yield Knoop(f"{wijk.sleutel}{SEPARATOR}{anders('buurt')}", "andere of onbekende buurt", wijk.sleutel)


def _themas(profiel: Profiel) -> tuple[Knoop, ...]:
    return tuple(Knoop(thema_sleutel(thema.sleutel), thema.label) for thema in profiel.themas.values())


def _leefgebieden(profiel: Profiel) -> Iterable[Knoop]:
    for leefgebied in profiel.leefgebieden.values():
        yield Knoop(leefgebied.sleutel, leefgebied.label, thema_sleutel(leefgebied.thema))
    yield Knoop(anders(m.LEEFGEBIED), "ander of geen leefgebied")


def _interventies(profiel: Profiel) -> Iterable[Knoop]:
    gezien: set[str] = set()
    for interventie in profiel.interventies.values():
        boven = niveau_sleutel(interventie.thema, interventie.niveau)
        if boven not in gezien:
            gezien.add(boven)
            niveau = profiel.niveaus.get(interventie.niveau or "")
            label = "niveau niet bekend" if niveau is None else niveau.label
            yield Knoop(boven, label, thema_sleutel(interventie.thema))
        yield Knoop(interventie.sleutel, interventie.naam, boven)
    yield Knoop(anders(m.INTERVENTIE), "interventie die niet in het profiel staat", anders(m.THEMA))


def _scoreverloop() -> Iterator[Knoop]:
    for van, label in groepen.SCOREGROEPEN.items():
        yield Knoop(van, f"begon {label}")
        for naar, nu in groepen.SCOREGROEPEN.items():
            yield Knoop(f"{van}{SEPARATOR}{naar}", f"nu {nu}", van)
        yield Knoop(f"{van}{SEPARATOR}{groepen.EENMAAL}", "nog geen tweede meting", van)


def _organisaties(profiel: Profiel) -> Iterator[Knoop]:
    gebruikt = {soort.sector for soort in profiel.organisaties.values()}
    for sector in Sector:
        if sector in gebruikt:
            yield Knoop(f"_sector_{sector.value}", _SECTOREN[sector])
    for soort in profiel.organisaties.values():
        yield Knoop(soort.sleutel, soort.label, f"_sector_{soort.sector.value}")
    yield Knoop(anders(m.ORGANISATIESOORT), "andere soort organisatie")
