"""The axes and measures of a settled quarter as text: what a number meant then is kept with it.

A profile gets other wijken and a program gets better definitions; a quarter that was settled keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pmg_desk.domain.beeld import As, Knoop, Lijn, Meting, Moment, Wijze
from pmg_desk.domain.canoniek import canoniek, lees_canoniek

SCHEIDING = "|"
"""Between the keys of a cell or a table where they are stored; no key holds it."""


@dataclass(frozen=True, slots=True)
class Beeldschema:
    """What was counted in a quarter, along which axes, and how small numbers of each measure are kept from view."""

    assen: Mapping[str, As]
    metingen: Mapping[str, Meting]
    wijzen: Mapping[str, Wijze]  # by measure: one whose rounding would not be safe is hidden instead


def voeg_samen(sleutels: Iterable[str]) -> str:
    """Keys as one stored text. Raises ValueError for a key that holds the separator."""
    delen = tuple(sleutels)
    if any(SCHEIDING in deel for deel in delen):
        raise ValueError("key holds the separator")
    return SCHEIDING.join(delen)


def splits(tekst: str) -> tuple[str, ...]:
    """The keys of a stored text; none of the empty one."""
    return tuple(tekst.split(SCHEIDING)) if tekst else ()


def schrijf_schema(schema: Beeldschema) -> str:
    """As canonical JSON."""
    return canoniek(
        {
            "assen": [
                {
                    "sleutel": een.sleutel,
                    "label": een.label,
                    "knopen": [[k.sleutel, k.label, k.boven] for k in een.knopen],
                }
                for een in schema.assen.values()
            ],
            "wijzen": {sleutel: wijze.value for sleutel, wijze in schema.wijzen.items()},
            "metingen": [
                {
                    "sleutel": m.sleutel,
                    "naam": m.naam,
                    "eenheid": m.eenheid,
                    "definitie": m.definitie,
                    "lijn": m.lijn.value,
                    "moment": m.moment.value,
                    "familie": m.familie,
                    "tabellen": [list(assen) for assen in m.tabellen],
                    "bron": m.bron,
                }
                for m in schema.metingen.values()
            ],
        }
    )


@lru_cache(maxsize=32)  # every table that is read asks for it
def lees_schema(tekst: str) -> Beeldschema:
    """Read it back, in the order it was written. Raises ValueError for what is not canonical."""
    ruw = lees_canoniek(tekst)
    assen = [
        As(een["sleutel"], een["label"], tuple(Knoop(sleutel, label, boven) for sleutel, label, boven in een["knopen"]))
        for een in ruw["assen"]
    ]
    metingen = [
        Meting(
            sleutel=m["sleutel"],
            naam=m["naam"],
            eenheid=m["eenheid"],
            definitie=m["definitie"],
            lijn=Lijn(m["lijn"]),
            moment=Moment(m["moment"]),
            familie=m["familie"],
            tabellen=tuple(tuple(een) for een in m["tabellen"]),
            bron=m["bron"],
        )
        for m in ruw["metingen"]
    ]
    return Beeldschema(
        {een.sleutel: een for een in assen},
        {m.sleutel: m for m in metingen},
        {sleutel: Wijze(wijze) for sleutel, wijze in ruw["wijzen"].items()},
    )
