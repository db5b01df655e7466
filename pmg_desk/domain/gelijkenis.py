"""How much two words are alike when somebody heard a name over the phone, or typed it in a hurry.

Works on folded words (``namen.vouw``); knows nothing of persons.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Spellings of one sound in Dutch and in transliterated names, in the order in which they are replaced.
_KLANKEN = [paar.split(">") for paar in "ij>j ph>f ou>u oe>u ch>g gh>g ck>k c>k q>k x>ks z>s v>f dt>t th>t".split()]
_KLANKEN += [paar.split(">") for paar in "sj>s sh>s dj>j tj>j".split()]


@lru_cache(maxsize=4096)
def _spelling(woord: str) -> str:
    """A folded word with one spelling per sound and no letter twice in a row."""
    for spelling, letter in _KLANKEN:
        woord = woord.replace(spelling, letter)
    return re.sub(r"(.)\1+", r"\1", woord)


def klank(woord: str) -> str:
    """The sound of a folded word: its first letter and its consonants, none of them twice in a row."""
    spelling = _spelling(woord)
    return re.sub(r"(.)\1+", r"\1", spelling[:1] + re.sub("[aeiou]", "", spelling[1:]))


def beginklank(woord: str) -> str:
    """The sound a folded word begins with, one character; empty for an empty word."""
    return klank(woord)[:1]


def lijken(een: str, ander: str) -> bool:
    """Whether two folded words differ by no more than slips of the pen or the spelling of a sound.

    Words of up to four letters may have their letters in another order behind the first, words of up to eight one slip,
    longer ones two. Words with the same three consonants may differ in one vowel besides their spelling, with more
    consonants in two: *Mohamed* is *Muhammad* and *Youssef* is *Joesoef*, but the twins *Hassan* and *Hussein* are two.
    """
    lengte = max(len(een), len(ander))
    if lengte <= 4:
        return een[:1] == ander[:1] and sorted(een) == sorted(ander)
    grens = 1 if lengte <= 8 else 2
    # The fold writes one y as two letters: count a slip beside it once.
    if any(afstand(een.replace(y, "j"), ander.replace(y, "j"), grens) <= grens for y in ("j", "ij")):
        return True
    klinkers = min(len(klank(een)) - 2, 2)
    return klank(een) == klank(ander) and afstand(_spelling(een), _spelling(ander), 2) <= klinkers


def afstand(een: str, ander: str, grens: int) -> int:
    """Number of slips between two words, or ``grens + 1`` when there are more than ``grens``.

    A slip is a letter more, less or other, or two neighbours swapped: optimal string alignment, the Damerau-Levenshtein
    distance in which no part is edited twice.
    """
    if abs(len(een) - len(ander)) > grens:
        return grens + 1
    voorvorige: list[int] = []
    vorige = list(range(len(ander) + 1))
    for i, letter in enumerate(een, start=1):
        rij = [i]
        for j, andere in enumerate(ander, start=1):
            kosten = min(vorige[j] + 1, rij[j - 1] + 1, vorige[j - 1] + (letter != andere))
            if i > 1 and j > 1 and letter == ander[j - 2] and een[i - 2] == andere:
                kosten = min(kosten, voorvorige[j - 2] + 1)
            rij.append(kosten)
        voorvorige, vorige = vorige, rij
    return min(vorige[-1], grens + 1)
