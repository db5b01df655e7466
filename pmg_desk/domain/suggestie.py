"""Which interventies may fit a casus, and why. The program shows reasons; a professional chooses (AVG 22).

What the source of an interventie, or the casus, leaves open never counts against it: it is named as not known. Only
what the source itself excludes (another doelgroep, an age outside its bounds) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmg_desk.domain.datums import LeeftijdBereik
from pmg_desk.domain.namen import sorteer_vouw
from pmg_desk.domain.profiel.model import Interventie
from pmg_desk.domain.profiel.sectie import label_van


class Redensoort(StrEnum):
    """On what an interventie matches."""

    DOELGROEP = "doelgroep"
    LEEFTIJD = "leeftijd"
    LEEFGEBIED = "leefgebied"
    THEMA = "thema"
    PROGRAMMADOEL = "programmadoel"
    WIJK = "wijk"


@dataclass(frozen=True, slots=True)
class Casusbeeld:
    """What is known of a casus that an interventie can match; keys of the profile.

    ``leefgebieden``: those that are a problem now, with the theme of each. ``themas`` and ``programmadoelen`` are what
    the professional asks for besides.
    """

    doelgroep: str | None
    leeftijd: LeeftijdBereik
    leefgebieden: Mapping[str, str]
    wijk: str = ""
    themas: tuple[str, ...] = ()
    programmadoelen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reden:
    """One reason, in words."""

    soort: Redensoort
    zin: str


@dataclass(frozen=True, slots=True)
class Suggestie:
    """An interventie that may fit: why, and what nobody knows. Never without a reason."""

    sleutel: str
    naam: str
    redenen: tuple[Reden, ...]
    onbekend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Woorden:
    """The sections of the profile that words come from."""

    doelgroepen: Mapping[str, object]
    themas: Mapping[str, object]
    leefgebieden: Mapping[str, object]
    doelen: Mapping[str, object]
    wijken: Mapping[str, object]


def suggest(interventies: Iterable[Interventie], beeld: Casusbeeld, woorden: Woorden) -> tuple[Suggestie, ...]:
    """The interventies with at least one reason, most reasons first and then by name."""
    gevonden = [_weeg(i, beeld, woorden) for i in interventies]
    passend = [s for s in gevonden if s is not None and s.redenen]
    return tuple(sorted(passend, key=lambda s: (-len(s.redenen), sorteer_vouw(s.naam), s.sleutel)))


def _weeg(i: Interventie, beeld: Casusbeeld, woorden: Woorden) -> Suggestie | None:
    redenen: list[Reden] = []
    onbekend: list[str] = []
    if not i.doelgroepen:
        onbekend.append("Doelgroep: niet in bron.")
    elif beeld.doelgroep is None:
        onbekend.append("Doelgroep: deze casus is nog niet ingedeeld.")
    elif beeld.doelgroep not in i.doelgroepen:
        return None
    else:
        redenen.append(Reden(Redensoort.DOELGROEP, f"Doelgroep: {label_van(woorden.doelgroepen, beeld.doelgroep)}."))
    leeftijd = _leeftijd(i, beeld.leeftijd)
    if leeftijd is None:
        return None
    past, zin = leeftijd
    if past:
        redenen.append(Reden(Redensoort.LEEFTIJD, zin))
    else:
        onbekend.append(zin)
    redenen += _inhoud(i, beeld, woorden)
    if i.thema is None:
        onbekend.append("Thema: niet in bron.")
    if beeld.wijk and i.waar:
        if beeld.wijk in i.waar:
            redenen.append(Reden(Redensoort.WIJK, f"Wijk: {label_van(woorden.wijken, beeld.wijk)}."))
        else:
            onbekend.append(f"Wijk: is er voor {', '.join(label_van(woorden.wijken, w) for w in i.waar)}.")
    return Suggestie(i.sleutel, i.naam, tuple(redenen), tuple(onbekend))


def _inhoud(i: Interventie, beeld: Casusbeeld, woorden: Woorden) -> Iterator[Reden]:
    for leefgebied, thema in beeld.leefgebieden.items():
        if thema == i.thema:
            naam = label_van(woorden.leefgebieden, leefgebied)
            yield Reden(Redensoort.LEEFGEBIED, f"Leefgebied met een probleem: {naam}.")
    if i.thema is not None and i.thema in beeld.themas:
        yield Reden(Redensoort.THEMA, f"Thema: {label_van(woorden.themas, i.thema)}.")
    for doel in i.programmadoelen:
        if doel in beeld.programmadoelen:
            yield Reden(Redensoort.PROGRAMMADOEL, f"Draagt bij aan: {label_van(woorden.doelen, doel)}.")


def _leeftijd(i: Interventie, bereik: LeeftijdBereik) -> tuple[bool, str] | None:
    """Whether the age fits for certain, in words; None when it does not fit at all."""
    laagst, hoogst = i.leeftijd_van, i.leeftijd_tot
    if laagst is None and hoogst is None:
        return False, "Leeftijd: niet in bron."
    grenzen = _grenzen(laagst, hoogst)
    if bereik.min is None or bereik.max is None:
        return False, f"Leeftijd: van de jongere niet bekend; dit is {grenzen}."
    te_jong = laagst is not None and bereik.max < laagst
    te_oud = hoogst is not None and bereik.min > hoogst
    if te_jong or te_oud:
        return None
    binnen = (laagst is None or bereik.min >= laagst) and (hoogst is None or bereik.max <= hoogst)
    return binnen, f"Leeftijd: {'' if binnen else 'misschien; '}de jongere is {bereik.toon()}, dit is {grenzen}."


def _grenzen(laagst: int | None, hoogst: int | None) -> str:
    if laagst is None:
        return f"tot en met {hoogst} jaar"
    return f"vanaf {laagst} jaar" if hoogst is None else f"{laagst} tot en met {hoogst} jaar"
