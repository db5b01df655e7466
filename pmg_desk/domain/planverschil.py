"""Two versions of a plan beside each other: what came, what went, what changed, word by word.

A version is laid out as sections of lines, each with a key that is the same in every version; whoever lays it out
decides what a line is. What differs is told by a kind, so that words and signs can say it as well as colour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Verschil(StrEnum):
    """How a thing in the later version stands to the same in the earlier one."""

    GELIJK = "gelijk"
    ERBIJ = "erbij"
    WEG = "weg"
    GEWIJZIGD = "gewijzigd"


TEKENS: dict[Verschil, str] = {
    Verschil.GELIJK: "=",
    Verschil.ERBIJ: "+",
    Verschil.WEG: "\u2212",
    Verschil.GEWIJZIGD: "\u2260",
}
WOORDEN: dict[Verschil, str] = {
    Verschil.GELIJK: "Hetzelfde",
    Verschil.ERBIJ: "Nieuw",
    Verschil.WEG: "Vervallen",
    Verschil.GEWIJZIGD: "Gewijzigd",
}


UITLEG = (
    "Tekens: = hetzelfde, + nieuw, \u2212 vervallen, \u2260 gewijzigd. In een tekst die is gewijzigd staat "
    "[\u2212woord] bij wat wegging en [+woord] bij wat erbij kwam."
)


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of a version: what it is about, and what it says (not empty)."""

    sleutel: str
    label: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Deel:
    """A section of a version: the plan itself, its agreements, or one goal (``sleutel`` is then its stam)."""

    sleutel: str
    titel: str
    regels: tuple[Regel, ...]


@dataclass(frozen=True, slots=True)
class Woorden:
    """A run of words with its white space, and whether both texts have it, only the later or only the earlier."""

    tekst: str
    verschil: Verschil


@dataclass(frozen=True, slots=True)
class Regelverschil:
    """One line in both versions; empty where a version has none. ``woorden``: of a changed line, in reading order."""

    label: str
    verschil: Verschil
    oud: str
    nieuw: str
    woorden: tuple[Woorden, ...] = ()


@dataclass(frozen=True, slots=True)
class Deelverschil:
    """One section in both versions."""

    titel: str
    verschil: Verschil
    regels: tuple[Regelverschil, ...]


def vergelijk(oud: Sequence[Deel], nieuw: Sequence[Deel]) -> tuple[Deelverschil, ...]:
    """All sections of both, those of the later version in its order, then what it no longer has."""
    eerder, later = {deel.sleutel: deel for deel in oud}, {deel.sleutel: deel for deel in nieuw}
    volgorde = [*later, *(sleutel for sleutel in eerder if sleutel not in later)]
    return tuple(_deel(eerder.get(sleutel), later.get(sleutel)) for sleutel in volgorde)


def _deel(oud: Deel | None, nieuw: Deel | None) -> Deelverschil:
    eerder = {} if oud is None else {regel.sleutel: regel for regel in oud.regels}
    later = {} if nieuw is None else {regel.sleutel: regel for regel in nieuw.regels}
    volgorde = [*later, *(sleutel for sleutel in eerder if sleutel not in later)]
    regels = tuple(_regel(eerder.get(sleutel), later.get(sleutel)) for sleutel in volgorde)
    if nieuw is None:
        assert oud is not None
        return Deelverschil(oud.titel, Verschil.WEG, regels)
    if oud is None:
        return Deelverschil(nieuw.titel, Verschil.ERBIJ, regels)
    gelijk = all(regel.verschil is Verschil.GELIJK for regel in regels)
    return Deelverschil(nieuw.titel, Verschil.GELIJK if gelijk else Verschil.GEWIJZIGD, regels)


def _regel(oud: Regel | None, nieuw: Regel | None) -> Regelverschil:
    if nieuw is None:
        assert oud is not None
        return Regelverschil(oud.label, Verschil.WEG, oud.tekst, "")
    if oud is None:
        return Regelverschil(nieuw.label, Verschil.ERBIJ, "", nieuw.tekst)
    if oud.tekst == nieuw.tekst:
        return Regelverschil(nieuw.label, Verschil.GELIJK, oud.tekst, nieuw.tekst)
    return Regelverschil(nieuw.label, Verschil.GEWIJZIGD, oud.tekst, nieuw.tekst, woordverschil(oud.tekst, nieuw.tekst))


def woordverschil(oud: str, nieuw: str) -> tuple[Woorden, ...]:
    """The differences between two texts in whole words: what went stands before what came in its place.

    White space between two changed words is part of the change, so that a sentence is not cut to shreds.
    """
    voor, na = re.findall(r"\S+|\s+", oud), re.findall(r"\S+|\s+", nieuw)
    gevonden: list[Woorden] = []
    weg = erbij = ""
    stappen = SequenceMatcher(None, voor, na, autojunk=False).get_opcodes()
    for plek, (soort, i, j, k, m) in enumerate(stappen, start=1):
        eerder, later = "".join(voor[i:j]), "".join(na[k:m])
        if soort == "equal" and (eerder.strip() or plek == len(stappen) or not (weg or erbij)):
            gevonden += _verschil(weg, erbij)
            weg = erbij = ""
            gevonden.append(Woorden(eerder, Verschil.GELIJK))
        else:
            weg, erbij = weg + eerder, erbij + later
    return (*gevonden, *_verschil(weg, erbij))


def _verschil(weg: str, erbij: str) -> list[Woorden]:
    paren = ((weg, Verschil.WEG), (erbij, Verschil.ERBIJ))
    return [Woorden(tekst, verschil) for tekst, verschil in paren if tekst]


def toon_kant(regel: Regelverschil, kant: Verschil) -> str:
    """One side of a line: of WEG the earlier text, what went in ``[-word]``; of ERBIJ the later, with ``[+word]``."""
    if not regel.woorden:
        return regel.oud if kant is Verschil.WEG else regel.nieuw
    stukken = []
    for woorden in regel.woorden:
        kaal = woorden.tekst.strip()
        if woorden.verschil is kant and kaal:
            voor, na = woorden.tekst.split(kaal)
            stukken.append(f"{voor}[{TEKENS[kant]}{kaal}]{na}")
        elif woorden.verschil in (kant, Verschil.GELIJK):
            stukken.append(woorden.tekst)
    return "".join(stukken)


def tel(delen: Sequence[Deelverschil]) -> dict[Verschil, int]:
    """How many sections there are of each kind."""
    return {soort: sum(deel.verschil is soort for deel in delen) for soort in Verschil}
