"""How strict data categories are, so that of several the one that protects most counts."""

from __future__ import annotations

from collections.abc import Collection

BIJZONDER = ("gezondheid", "politiegegevens", "gezin")
"""AVG 9, AVG 10 and Wpg, and what is said of relatives: never put under another category than was chosen."""
_GEWOON = ("doelgroep", "identiteit", "signalen", "leefgebieden", "plan", "acties")


def strengste(categorieen: Collection[str]) -> str:
    """The strictest of these keys; one that only a municipality knows comes right after the special ones.

    Raises ValueError when there are none.
    """
    return min(categorieen, key=lambda categorie: (_rang(categorie), categorie))


def categorie_onder(van: str, eigen: str) -> str:
    """The category of words (``eigen``) that hang on other words (``van``).

    Never milder than what they hang on, and never other than the special category that was chosen for them.
    """
    if eigen in BIJZONDER:
        return eigen
    return van if van in BIJZONDER or eigen == "acties" else eigen


def _rang(categorie: str) -> int:
    volgorde = (*BIJZONDER, "", *_GEWOON)
    return volgorde.index(categorie if categorie in volgorde else "")
