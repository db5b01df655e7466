"""The bands of the informatiebeeld: ages, days and scores in groups that are wide enough to count people in.

Source of the ages: where the law and the tables change (12, 16, 18: ``domain.md``, Doelgroepen) and 24, up to which the
programme speaks of youth (000 §1.2). The bands of days and scores are our own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from types import MappingProxyType

from pmg_desk.domain.datums import LeeftijdBereik

_LEEFTIJD_VANAF = (12, 16, 18, 24)
_LEEFTIJDEN = ("0_11", "12_15", "16_17", "18_23", "24_en_ouder")
LEEFTIJD_ONBEKEND = "_leeftijd_onbekend"
LEEFTIJDSGROEPEN: Mapping[str, str] = MappingProxyType(
    {
        "0_11": "0 tot en met 11 jaar",
        "12_15": "12 tot en met 15 jaar",
        "16_17": "16 en 17 jaar",
        "18_23": "18 tot en met 23 jaar",
        "24_en_ouder": "24 jaar en ouder",
        LEEFTIJD_ONBEKEND: "leeftijd niet bekend",
    }
)

_DUUR_TOT = (14, 28, 56, 91)
_DUREN = ("dagen_0_14", "dagen_15_28", "dagen_29_56", "dagen_57_91", "dagen_92_en_meer")
DUREN: Mapping[str, str] = MappingProxyType(
    {
        "dagen_0_14": "0 tot en met 14 dagen",
        "dagen_15_28": "15 tot en met 28 dagen",
        "dagen_29_56": "29 tot en met 56 dagen",
        "dagen_57_91": "57 tot en met 91 dagen",
        "dagen_92_en_meer": "92 dagen of meer",
    }
)
"""How long it took to make a plan, or to do something of it."""

_WACHT_TOT = (2, 5, 14, 28)
_WACHTTIJDEN = ("wacht_0_2", "wacht_3_5", "wacht_6_14", "wacht_15_28", "wacht_29_en_meer")
WACHTTIJDEN: Mapping[str, str] = MappingProxyType(
    {
        "wacht_0_2": "0 tot en met 2 dagen",
        "wacht_3_5": "3 tot en met 5 dagen",
        "wacht_6_14": "6 tot en met 14 dagen",
        "wacht_15_28": "15 tot en met 28 dagen",
        "wacht_29_en_meer": "29 dagen of meer",
    }
)
"""How long somebody waited for a decision."""

_SCORE_VANAF = (3, 4)
_SCORES = ("laag", "midden", "hoog")
SCOREGROEPEN: Mapping[str, str] = MappingProxyType(
    {"laag": "laag (1 of 2)", "midden": "midden (3)", "hoog": "hoog (4 of 5)"}
)
EENMAAL = "eenmaal"
"""Instead of the group of the last score: it was measured on one day only."""


def leeftijdsgroep(bereik: LeeftijdBereik) -> str:
    """The age band; an age that may be in two of them is not known."""
    if bereik.min is None or bereik.max is None:
        return LEEFTIJD_ONBEKEND
    laagst, hoogst = (bisect_right(_LEEFTIJD_VANAF, jaren) for jaren in (bereik.min, bereik.max))
    return _LEEFTIJDEN[laagst] if laagst == hoogst else LEEFTIJD_ONBEKEND


def duurgroep(dagen: int) -> str:
    """The band of a number of days; before the begin counts as 0."""
    return _DUREN[bisect_left(_DUUR_TOT, dagen)]


def wachtgroep(dagen: int) -> str:
    """As :func:`duurgroep`, of waiting for a decision."""
    return _WACHTTIJDEN[bisect_left(_WACHT_TOT, dagen)]


def scoreverloop(eerste: int, laatste: int | None) -> str:
    """From which group of scores to which, as one key; ``laatste`` None: measured on one day only."""
    naar = EENMAAL if laatste is None else _SCORES[bisect_right(_SCORE_VANAF, laatste)]
    return f"{_SCORES[bisect_right(_SCORE_VANAF, eerste)]}/{naar}"
