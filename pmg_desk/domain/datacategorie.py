"""How strict data categories are, so that of several the one that protects most counts, and what grounds they ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pmg_desk.domain.profiel.model import Profiel

BIJZONDER = ("gezondheid", "politiegegevens", "gezin")
"""AVG 9, AVG 10 and Wpg, and what is said of relatives: never put under another category than was chosen."""
_GEWOON = ("doelgroep", "identiteit", "signalen", "leefgebieden", "plan", "acties")
_OVER_BIJZONDER = ("avg 9", "avg 10", "uavg", "wpg", "politiegegevens")


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


def is_gewoon(categorie: str) -> bool:
    """Whether this is one of the ordinary kinds that every profile has; of one that is not nothing may be assumed."""
    return categorie in _GEWOON


def categorie_van_leefgebied(profiel: Profiel, leefgebied: str, gewoon: str) -> str:
    """The data category of something on a leefgebied: a goal on mental health is health, whatever its words.

    A leefgebied that the profile no longer has counts as health: withheld rather than leaked.
    """
    bekend = profiel.leefgebieden.get(leefgebied)
    if bekend is None:
        return "gezondheid"
    return gewoon if bekend.datacategorie == "leefgebieden" else bekend.datacategorie


def categorie_op(leefgebied: str, eigen: str) -> str:
    """The category of words (``eigen``) about something on a leefgebied whose data category is ``leefgebied``.

    Where that says something special, words about it are never milder, whatever was chosen for them.
    """
    return eigen if is_gewoon(leefgebied) else strengste((leefgebied, eigen))


def is_bijzonder(profiel: Profiel, categorie: str) -> bool:
    """Whether a kind of data is special (AVG 9 or 10, or as sensitive); one that the profile does not know is."""
    bekend = profiel.datacategorieen.get(categorie)
    return bekend is None or bekend.bijzonder


def zonder_grond(profiel: Profiel, grondslagen: Collection[str], categorieen: Iterable[str]) -> tuple[str, ...]:
    """The special kinds among these while no ground is about such data (AVG 9 and 10, UAVG, Wpg).

    Known by the law and article that the profile gives a ground; one that it does not know is about nothing.
    """
    bekend = (profiel.grondslagen[sleutel] for sleutel in grondslagen if sleutel in profiel.grondslagen)
    if any(woord in f"{g.wet} {g.artikel}".casefold() for g in bekend for woord in _OVER_BIJZONDER):
        return ()
    return tuple(sleutel for sleutel in categorieen if is_bijzonder(profiel, sleutel))


def _rang(categorie: str) -> int:
    volgorde = (*BIJZONDER, "", *_GEWOON)
    return volgorde.index(categorie if categorie in volgorde else "")
