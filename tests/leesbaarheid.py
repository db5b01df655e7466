"""How hard a Dutch text is to read, by two published formulas; no judgement of what it says.

Flesch-Douma (W.H. Douma, De leesbaarheid van landbouwbladen, 1960): 206,84 - 0,93 x words per sentence - 77 x
syllables per word; 60 and up is plain Dutch. LIX (C.H. Bjoernsson, Laesbarhet, 1968): words per sentence + the share of
words of more than six letters in hundredths; up to 40 is easy. Each can be misled: short sentences of hard words, or
one long sentence of short ones, so both count, and the longest sentence with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WOORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_KERN = re.compile(r"[äëïöü]|aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeiouyáéíóúàèêîôû]")
_EINDE = re.compile(r"(?<=[.?!:])\s+")


@dataclass(frozen=True)
class Leesbaarheid:
    """Flesch-Douma (higher is easier), LIX (lower is easier) and the words of the longest sentence."""

    flesch: float
    lix: float
    langste: int


def lettergrepen(woord: str) -> int:
    """Syllables of a Dutch word: its vowel sounds; an umlaut begins a new one."""
    return max(1, len(_KERN.findall(woord.lower())))


def zinnen_van(teksten: Iterable[str]) -> list[list[str]]:
    """The sentences as words. A colon ends one: what follows is a sentence or a list of its own."""
    zinnen = (_WOORD.findall(zin) for tekst in teksten for zin in _EINDE.split(tekst))
    return [zin for zin in zinnen if zin]


def meet(teksten: Iterable[str]) -> Leesbaarheid:
    """How hard these texts are together."""
    zinnen = zinnen_van(teksten)
    woorden = [woord for zin in zinnen for woord in zin]
    lengte = len(woorden) / len(zinnen)
    lang = sum(len(woord) > 6 for woord in woorden) / len(woorden)
    grepen = sum(map(lettergrepen, woorden)) / len(woorden)
    return Leesbaarheid(206.84 - 0.93 * lengte - 77 * grepen, lengte + 100 * lang, max(map(len, zinnen)))
